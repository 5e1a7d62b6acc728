"""Runs every rule over a dataset and hands back findings: placed, silenced, merged and sorted."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pipeline.checks.evaluation import EvaluationView, is_evaluated
from pipeline.checks.plan import PlanView
from pipeline.checks.registry import (
    DATASET_RULES,
    EVALUATION_RULES,
    PLAN_RULES,
    PROJECT_RULES,
    Hit,
    Registered,
    View,
)
from pipeline.checks.silence import apply_silences
from pipeline.checks.subjects import subject_of
from pipeline.checks.view import DatasetView
from pipeline.findings import FieldPath, Finding, Place, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.model import Dataset

_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def check(dataset: Dataset, *, today: dt.date | None = None, strict: bool = False) -> list[Finding]:
    """Everything that is wrong with a dataset: what its reading found, and what the rules find.

    Args:
        dataset: the dataset to judge.
        today: the day of judging; the dataset's own ``as_of`` wins, and without either it is the current day.
        strict: take warnings as errors; notes and silenced findings stay as they are.

    Returns:
        Findings sorted by place. Silenced ones are among them, with the reason that the dataset gives.
    """
    day = dataset.as_of or today or dt.datetime.now().astimezone().date()
    found = merged([*dataset.origin.findings, *_findings(DatasetView(dataset, day))])
    judged = merged(apply_silences(dataset, found))
    if strict:
        judged = [_strict(finding) for finding in judged]
    return sorted(judged, key=sort_key)


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without repetitions: of those that say the same about the same place, the first stays."""
    unique: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        told = tuple(sorted(finding.params.items()))
        where = finding.path if finding.place == Place() else _without_blocks(finding.path)
        key = (finding.rule.id, finding.place, where, finding.quote, told)
        unique.setdefault(key, finding)
    return list(unique.values())


def sort_key(finding: Finding) -> tuple[object, ...]:
    """Order of findings: file, line or cell, path, gravity, rule; what is equal stays as it was found."""
    place = finding.place
    row, column = _cell(place.cell)
    return (
        place.source,
        place.line or 0,
        place.column or 0,
        place.sheet or "",
        row,
        column,
        tuple(_part(part) for part in finding.path),
        _GRAVITY[finding.severity],
        finding.rule.id,
    )


def _findings(view: DatasetView) -> Iterator[Finding]:
    yield from _found(view.dataset, DATASET_RULES, view)
    if view.dataset.plan_book is not None:
        yield from _found(view.dataset, PLAN_RULES, PlanView(view.dataset, view.dataset.plan_book, view.texts))
    if is_evaluated(view.dataset):
        yield from _found(view.dataset, EVALUATION_RULES, EvaluationView(view.dataset, view.today, view.texts))
    for project in view.projects():
        yield from _found(view.dataset, PROJECT_RULES, project)


def _found(dataset: Dataset, rules: Iterable[Registered[View]], view: View) -> Iterator[Finding]:
    for registered in rules:
        for found in registered.find(view):
            yield _finding(dataset, registered.rule, found)


def _finding(dataset: Dataset, rule: Rule, found: Hit) -> Finding:
    origin = dataset.origin
    finding = Finding(
        rule,
        origin.place(found.path),
        found.path,
        found.params,
        subject_of(dataset, found.path),
        found.quote,
        tuple(origin.place(path) for path in found.related),
        rule.severity,
    )
    return finding.with_severity(found.severity) if found.severity else finding


def _strict(finding: Finding) -> Finding:
    if finding.severity is Severity.WARNING and finding.silenced is None:
        return finding.with_severity(Severity.ERROR)
    return finding


def _without_blocks(path: FieldPath) -> FieldPath:
    """The path up to a prose field: two paragraphs of one cell with the same mistake are one finding."""
    return path[: path.index("blocks")] if "blocks" in path else path


def _cell(cell: str | None) -> tuple[int, int]:
    """Row and column of a cell, so that B10 comes after B9 and AA1 after Z1; (0, 0) where there is none."""
    parts = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", cell or "")
    if parts is None:
        return 0, 0
    column = 0
    for letter in parts[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(parts[2]), column


def _part(part: str | int) -> tuple[int, int, str]:
    return (0, part, "") if isinstance(part, int) else (1, 0, part)
