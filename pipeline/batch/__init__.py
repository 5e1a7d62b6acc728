"""Very many documents: what is done already, what changed since, and each one made within limits.

:func:`batch` is the way in.

Modules:
    coordinator: a batch from beginning to end.
    discovery, outputs: which datasets the words of a call mean, and which folders are none.
    plans, planning, planrecord, inputs, overall: what shall be made, planned anew only where something changed.
    comparing: what is there already, and why the rest is to be made.
    making, retrying: what is not there is made, recorded, tried again.
    work, workshop, warm: what other processes are asked to do, and do.
    orders, ledger, results: what is told between all of them, and at the end.
    causes: why a document failed, and whether trying again may help.
    signals: a run that is told to end ends like one that is interrupted.

Rooms:
    account: the account of a run as page, workbook and JSON.
    known: what is known of documents from run to run, and what they were made from.
    pool: functions called in processes that may be killed.
    cluster: the same on other machines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.batch.coordinator import batch
    from pipeline.batch.pool.limited import Limits
    from pipeline.batch.results import BatchListener, BatchReport

__all__ = ["BatchListener", "BatchReport", "Limits", "batch"]

_HOMES = {
    "BatchListener": "pipeline.batch.results",
    "BatchReport": "pipeline.batch.results",
    "Limits": "pipeline.batch.pool.limited",
    "batch": "pipeline.batch.coordinator",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a function and classes
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
