"""Names of plan and evaluation with their paths: what the rules on names compare."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.checks.evaluation import is_evaluated
from pipeline.checks.plan import PlanView
from pipeline.checks.texts import prose_at
from pipeline.model import StrategyLevel
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.checks.view import DatasetView
    from pipeline.findings import FieldPath
    from pipeline.model import Dataset

_LAST_PARENTHESIS = re.compile(r"\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, where it stands, and the list it belongs to."""

    text: str
    path: FieldPath
    group: str

    @property
    def key(self) -> str:
        """The name without blanks and marks of typing, in Arabic digits and without a closing parenthesis."""
        bare = re.sub(r"[\s\u200b.,–—-]+", "", to_arabic(self.text))
        return _LAST_PARENTHESIS.sub("", bare) or bare


def names_of(view: DatasetView) -> tuple[Name, ...]:
    """Every name of the plan, where it makes a book, and of the evaluation."""
    names = list(_names_of_plan(view)) if view.dataset.plan_book is not None else []
    return (*names, *_names_of_evaluation(view.dataset)) if is_evaluated(view.dataset) else tuple(names)


def _names_of_plan(view: DatasetView) -> Iterator[Name]:
    """Objectives and measures, indicators, projects, activities, baseline, last year."""
    book = view.dataset.plan_book
    plan = PlanView(view.dataset, book, view.texts) if book is not None else None
    if plan is None:
        return
    for level in (StrategyLevel.OBJECTIVE, StrategyLevel.MEASURE):
        yield from (Name(at.item.name, at.path("name"), "nodes") for at in plan.level(level))
    for at in plan.indicators.values():
        group = f"indicators of {plan.level_of(at.item.node)}"
        yield Name(at.item.name, at.path("name"), group)
    yield from (Name(at.item.name, at.path("name"), "projects") for at in plan.projects)
    for at in plan.indicators.values():
        for place, activity in enumerate(at.item.activities):
            yield Name(activity.name, at.path("activities", place, "name"), "activities")
    for index, item in enumerate(view.dataset.baseline):
        yield Name(item.name, ("baseline", index, "name"), "baseline")
    yield from _last_year(plan)


def _names_of_evaluation(dataset: Dataset) -> Iterator[Name]:
    """Indicators of parts, indicators, those of the plan where no book has them, supporting activities."""
    for index, dimension in enumerate(dataset.dimensions):
        if dimension.indicator is not None:
            yield Name(dimension.indicator, ("dimensions", index, "indicator"), "indicators of dimensions")
    yield from _evaluated(dataset)
    if dataset.plan_book is None:
        for index, planned in enumerate(dataset.indicators):
            yield Name(planned.name, ("indicators", index, "name"), "indicators")
    for index, result in enumerate(dataset.evaluation_results):
        for place, activity in enumerate(result.activities):
            yield Name(activity, ("evaluation_results", index, "activities", place), "supporting activities")


def _evaluated(dataset: Dataset) -> Iterator[Name]:
    """Indicators of the framework, and the labels of their criteria."""
    for index, indicator in enumerate(dataset.evaluation_indicators):
        base: FieldPath = ("evaluation_indicators", index)
        if indicator.name is not None:
            yield Name(indicator.name, (*base, "name"), "evaluation indicators")
        for place, row in enumerate(indicator.criteria):
            if row.label is not None:
                yield Name(row.label, (*base, "criteria", place, "label"), f"criteria of {indicator.id}")


def _last_year(view: PlanView) -> Iterator[Name]:
    groups = view.book.last_year.groups if view.book.last_year else ()
    for index, group in enumerate(groups):
        texts: Iterable[Name] = (
            Name(at.text, at.path, "last year")
            for at in prose_at(group.items, ("plan_book", "last_year", "groups", index, "items"))
            if "children" not in at.path
        )
        yield from texts
