"""Every text of a dataset, walked in the order of its documents, so that a rule about text misses no field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.texts import TextAt, TextKind, lines_at, party_at, prose_at
from pipeline.checks.texts_of_evaluation import texts_of_evaluation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.findings import FieldPath
    from pipeline.model import Dataset, Indicator, LastYear, PlanBook, Project

SWOT_KEYS = ("intro", "strengths", "weaknesses", "opportunities", "threats")
"""Fields of the analysis of the environment, in the order of the book."""


def texts_of_dataset(dataset: Dataset) -> Iterator[TextAt]:
    """Texts of the agency, its units and people, the plan and its book, then of each project."""
    yield from lines_at(dataset.agency, ("agency",), "name", "short_name")
    for index, unit in enumerate(dataset.units):
        yield from lines_at(unit, ("units", index), "name", "short_name")
        yield from prose_at(unit.duties, ("units", index, "duties"))
    for index, person in enumerate(dataset.people):
        yield TextAt(person.name, ("people", index, "name"), TextKind.PERSON)
        yield from lines_at(person, ("people", index), "position")
    for index, node in enumerate(dataset.strategy):
        yield from lines_at(node, ("strategy", index), "name", "part")
    yield from _texts_of_plan(dataset)
    for index, block in enumerate(dataset.house.signatures):
        yield from party_at(block, ("house", "signatures", index))
    for index, project in enumerate(dataset.projects):
        yield from texts_of_project(project, index)


def _texts_of_plan(dataset: Dataset) -> Iterator[TextAt]:
    """Texts of the evaluation, the indicators of the plan, the baseline items and the plan book."""
    yield from texts_of_evaluation(dataset)
    for index, indicator in enumerate(dataset.indicators):
        yield from texts_of_indicator(indicator, index)
    for index, item in enumerate(dataset.baseline):
        yield from lines_at(item, ("baseline", index), "area", "name")
    if dataset.plan_book is not None:
        yield from texts_of_book(dataset.plan_book)


def texts_of_indicator(indicator: Indicator, index: int) -> Iterator[TextAt]:
    """Texts of one indicator: name, targets that are texts, definition, formula, activities."""
    base: FieldPath = ("indicators", index)
    yield from lines_at(indicator, base, "name")
    for place, target in enumerate(indicator.targets):
        yield from lines_at(target, (*base, "targets", place), "text")
    yield from prose_at(indicator.definition, (*base, "definition"))
    yield from lines_at(indicator, base, "definition_target")
    if indicator.formula is not None:
        yield from prose_at(indicator.formula.text, (*base, "formula", "text"))
        yield from lines_at(indicator.formula, (*base, "formula"), "numerator", "denominator")
    for place, activity in enumerate(indicator.activities):
        yield from lines_at(activity, (*base, "activities", place), "name")


def texts_of_book(book: PlanBook) -> Iterator[TextAt]:
    """Texts of the plan book in its usual order."""
    base: FieldPath = ("plan_book",)
    yield from lines_at(book, base, "title", "version")
    for key in ("preface", "history"):
        yield from prose_at(getattr(book, key), (*base, key))
    for key in SWOT_KEYS if book.swot is not None else ():
        yield from prose_at(getattr(book.swot, key), (*base, "swot", key))
    if book.last_year is not None:
        yield from _texts_of_last_year(book.last_year)
    for key in ("vision", "mission", "implementation", "back_cover"):
        yield from prose_at(getattr(book, key), (*base, key))
    for place, choice in enumerate(book.parts):
        yield from lines_at(choice, (*base, "parts", place), "title")
        yield from prose_at(choice.text, (*base, "parts", place, "text"))


def _texts_of_last_year(last: LastYear) -> Iterator[TextAt]:
    base: FieldPath = ("plan_book", "last_year")
    yield from prose_at(last.intro, (*base, "intro"))
    for place, group in enumerate(last.groups):
        yield from lines_at(group, (*base, "groups", place), "title")
        yield from prose_at(group.items, (*base, "groups", place, "items"))
    yield from prose_at(last.highlights, (*base, "highlights"))


def texts_of_project(project: Project, index: int) -> Iterator[TextAt]:
    """Texts of one project in the order of the form."""
    base: FieldPath = ("projects", index)
    yield from lines_at(project, base, "name")
    for key in ("responsible", "coordinator"):
        party = getattr(project, key)
        if party is not None:
            yield from party_at(party, (*base, key))
    for key in ("rationale", "objectives", "targets"):
        yield from prose_at(getattr(project, key), (*base, key))
    for place, alignment in enumerate(project.alignments):
        yield from lines_at(alignment, (*base, "alignments", place), "strategy", "dimension", "goal", "indicator")
    for place, step in enumerate(project.steps):
        yield from lines_at(step, (*base, "steps", place), "name")
    for place, report in enumerate(project.reports):
        yield from prose_at(report.narrative, (*base, "reports", place, "narrative"), report)
    for place, assessment in enumerate(project.assessments):
        yield from lines_at(assessment, (*base, "assessments", place), "note")
    for place, block in enumerate(project.signatures):
        yield from party_at(block, (*base, "signatures", place))
