"""Very many documents: what is done already, what changed since, and each one made within limits.

:func:`batch` is the way in.

Modules:
    coordinator: a batch from beginning to end.
    discovery: which datasets the words of a call mean.
    plans, planning, planrecord, inputs, overall: what shall be made, planned anew only where something changed.
    comparing: what is there already, and why the rest is to be made.
    making, retrying: what is not there is made, recorded, tried again.
    workshop, warm: where documents are made.
    ledger, results, account: what became of everything, told while it runs and at its end.
    store, records: what is done, kept from run to run.
    fingerprint, seen, surroundings: whether a document would come out differently, and by what.
    supply, limited, childprocess, child, memory: functions called in processes that may be killed.
    daskpool, daskcluster, daskchunk, daskfit: the same on other machines.
    signals: a run that is told to end ends like one that is interrupted.
    causes: why a document failed, and whether trying again may help.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.batch.coordinator import batch
    from pipeline.batch.limited import Limits
    from pipeline.batch.results import BatchListener, BatchReport

__all__ = ["BatchListener", "BatchReport", "Limits", "batch"]

_HOMES = {
    "BatchListener": "pipeline.batch.results",
    "BatchReport": "pipeline.batch.results",
    "Limits": "pipeline.batch.limited",
    "batch": "pipeline.batch.coordinator",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a function and classes
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
