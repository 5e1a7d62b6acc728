"""The checks: small rules over a dataset, each with an id, a place and a remedy, and the writers of findings."""

from __future__ import annotations

from pipeline.checks import (
    alignment,
    dates,
    deadlines,
    doubled,
    funding,
    meetings,
    money,
    names,
    narrative_dates,
    plan_counts,
    plan_definitions,
    plan_indicators,
    plan_names,
    plan_parts,
    plan_projects,
    plan_steps,
    plan_targets,
    plan_tree,
    plan_years,
    progress,
    reports,
    spacing,
    steps,
    structure,
    text,
    words,
)
from pipeline.checks.engine import check

__all__ = [
    "alignment", "check", "dates", "deadlines", "doubled", "funding", "meetings", "money", "names", "narrative_dates",
    "plan_counts", "plan_definitions", "plan_indicators", "plan_names", "plan_parts", "plan_projects", "plan_steps",
    "plan_targets", "plan_tree", "plan_years", "progress", "reports", "spacing", "steps", "structure", "text", "words",
]  # fmt: skip
