"""The checks: small rules over a dataset, each with an id, a place and a remedy, and the writers of findings."""

from __future__ import annotations

from pipeline.checks import (
    alignment,
    dates,
    deadlines,
    meetings,
    money,
    names,
    narrative_dates,
    progress,
    reports,
    steps,
    structure,
    text,
    words,
)
from pipeline.checks.engine import check

__all__ = [
    "alignment", "check", "dates", "deadlines", "meetings", "money", "names", "narrative_dates", "progress",
    "reports", "steps", "structure", "text", "words",
]  # fmt: skip
