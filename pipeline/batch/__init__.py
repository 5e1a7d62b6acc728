"""Very many documents: what is done already, what changed since, and each one made within limits.

Modules:
    store, records: what is done, kept from run to run.
    fingerprint, seen, surroundings: whether a document would come out differently, and by what.
    limited, childprocess, child, memory: functions called in processes that may be killed.
    signals: a run that is told to end ends like one that is interrupted.
    causes: why a document failed, and whether trying again may help.
"""
