"""Very many documents: what is done already, what changed since, and each one made within limits.

Modules:
    store: what is done, kept from run to run.
    fingerprint: whether a document would come out differently, and by what.
    limited: functions called in processes that may be killed.
    causes: why a document failed, and whether trying again may help.
"""
