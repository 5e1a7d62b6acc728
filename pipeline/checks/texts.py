"""Every text of a dataset with its path, so that a rule about text is written once and misses no field."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pipeline.model import (
    Dataset,
    ListBlock,
    Paragraph,
    ProgressReport,
    Project,
    Record,
    RichText,
    TableBlock,
    unmarked,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pipeline.findings import FieldPath
    from pipeline.model import Indicator, LastYear, PlanBook

SWOT_KEYS = ("intro", "strengths", "weaknesses", "opportunities", "threats")
"""Fields of the analysis of the environment, in the order of the book."""


class TextKind(Enum):
    """What a text is: rules on prose do not fit names."""

    PROSE = "prose"
    LINE = "line"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class TextAt:
    """One run of text, its path, and the progress report it belongs to (with its date), if any."""

    text: str
    path: FieldPath
    kind: TextKind
    report: ProgressReport | None = None

    @property
    def field(self) -> FieldPath:
        """The path of the field that the text stands in: a whole prose for one of its paragraphs."""
        return self.path[: self.path.index("blocks")] if "blocks" in self.path else self.path

    @property
    def report_date(self) -> dt.date | None:
        """The date of the report that the text stands in."""
        return self.report.date if self.report else None


def texts_of_dataset(dataset: Dataset) -> Iterator[TextAt]:
    """Texts of the agency, its units and people, the plan and its book, then of each project."""
    yield from _lines(dataset.agency, ("agency",), "name", "short_name")
    for index, unit in enumerate(dataset.units):
        yield from _lines(unit, ("units", index), "name", "short_name")
        yield from prose_at(unit.duties, ("units", index, "duties"))
    for index, person in enumerate(dataset.people):
        yield TextAt(person.name, ("people", index, "name"), TextKind.PERSON)
        yield from _lines(person, ("people", index), "position")
    for index, node in enumerate(dataset.strategy):
        yield from _lines(node, ("strategy", index), "name", "part")
    yield from _texts_of_plan(dataset)
    for index, block in enumerate(dataset.house.signatures):
        yield from _party(block, ("house", "signatures", index))
    for index, project in enumerate(dataset.projects):
        yield from texts_of_project(project, index)


def _texts_of_plan(dataset: Dataset) -> Iterator[TextAt]:
    """Texts of the indicators, the evaluation dimensions, the baseline items and the plan book."""
    for index, dimension in enumerate(dataset.dimensions):
        yield from _lines(dimension, ("dimensions", index), "name")
    for index, indicator in enumerate(dataset.indicators):
        yield from texts_of_indicator(indicator, index)
    for index, item in enumerate(dataset.baseline):
        yield from _lines(item, ("baseline", index), "area", "name")
    if dataset.plan_book is not None:
        yield from texts_of_book(dataset.plan_book)


def texts_of_indicator(indicator: Indicator, index: int) -> Iterator[TextAt]:
    """Texts of one indicator: name, targets that are texts, definition, formula, activities."""
    base: FieldPath = ("indicators", index)
    yield from _lines(indicator, base, "name")
    for place, target in enumerate(indicator.targets):
        yield from _lines(target, (*base, "targets", place), "text")
    yield from prose_at(indicator.definition, (*base, "definition"))
    yield from _lines(indicator, base, "definition_target")
    if indicator.formula is not None:
        yield from prose_at(indicator.formula.text, (*base, "formula", "text"))
        yield from _lines(indicator.formula, (*base, "formula"), "numerator", "denominator")
    for place, activity in enumerate(indicator.activities):
        yield from _lines(activity, (*base, "activities", place), "name")


def texts_of_book(book: PlanBook) -> Iterator[TextAt]:
    """Texts of the plan book in its usual order."""
    base: FieldPath = ("plan_book",)
    yield from _lines(book, base, "title", "version")
    for key in ("preface", "history"):
        yield from prose_at(getattr(book, key), (*base, key))
    for key in SWOT_KEYS if book.swot is not None else ():
        yield from prose_at(getattr(book.swot, key), (*base, "swot", key))
    if book.last_year is not None:
        yield from _texts_of_last_year(book.last_year)
    for key in ("vision", "mission", "implementation", "back_cover"):
        yield from prose_at(getattr(book, key), (*base, key))
    for place, choice in enumerate(book.parts):
        yield from _lines(choice, (*base, "parts", place), "title")
        yield from prose_at(choice.text, (*base, "parts", place, "text"))


def _texts_of_last_year(last: LastYear) -> Iterator[TextAt]:
    base: FieldPath = ("plan_book", "last_year")
    yield from prose_at(last.intro, (*base, "intro"))
    for place, group in enumerate(last.groups):
        yield from _lines(group, (*base, "groups", place), "title")
        yield from prose_at(group.items, (*base, "groups", place, "items"))
    yield from prose_at(last.highlights, (*base, "highlights"))


def texts_of_project(project: Project, index: int) -> Iterator[TextAt]:
    """Texts of one project in the order of the form."""
    base: FieldPath = ("projects", index)
    yield from _lines(project, base, "name")
    for key in ("responsible", "coordinator"):
        party = getattr(project, key)
        if party is not None:
            yield from _party(party, (*base, key))
    for key in ("rationale", "objectives", "targets"):
        yield from prose_at(getattr(project, key), (*base, key))
    for place, alignment in enumerate(project.alignments):
        yield from _lines(alignment, (*base, "alignments", place), "strategy", "dimension", "goal", "indicator")
    for place, step in enumerate(project.steps):
        yield from _lines(step, (*base, "steps", place), "name")
    for place, report in enumerate(project.reports):
        yield from prose_at(report.narrative, (*base, "reports", place, "narrative"), report)
    for place, assessment in enumerate(project.assessments):
        yield from _lines(assessment, (*base, "assessments", place), "note")
    for place, block in enumerate(project.signatures):
        yield from _party(block, (*base, "signatures", place))


def _party(record: Record, base: FieldPath) -> Iterator[TextAt]:
    name = getattr(record, "name", None)
    if name:
        yield TextAt(name, (*base, "name"), TextKind.PERSON)
    yield from _lines(record, base, "position")


def _lines(record: Record, base: FieldPath, *keys: str) -> Iterator[TextAt]:
    for key in keys:
        text = getattr(record, key)
        if text:
            yield TextAt(text, (*base, key), TextKind.LINE)


def prose_at(text: RichText | None, base: FieldPath, report: ProgressReport | None = None) -> Iterator[TextAt]:
    """Every run of text of a prose, as a reader sees it: without marks for bold."""
    if text is not None:
        yield from _blocks(text.blocks, (*base, "blocks"), report)


def _blocks(
    blocks: tuple[Paragraph | ListBlock | TableBlock, ...], base: FieldPath, report: ProgressReport | None
) -> Iterator[TextAt]:
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            yield TextAt(unmarked(block.text), (*base, index, "text"), TextKind.PROSE, report)
            continue
        if isinstance(block, TableBlock):
            yield from _cells(block, (*base, index), report)
            continue
        for number, item in enumerate(block.items):
            path: FieldPath = (*base, index, "items", number)
            yield TextAt(unmarked(item.text), (*path, "text"), TextKind.PROSE, report)
            yield from _blocks(item.children, (*path, "children"), report)


def _cells(table: TableBlock, base: FieldPath, report: ProgressReport | None) -> Iterator[TextAt]:
    for column, cell in enumerate(table.head):
        if cell:
            yield TextAt(unmarked(cell), (*base, "head", column), TextKind.PROSE, report)
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if cell:
                yield TextAt(unmarked(cell), (*base, "rows", number, column), TextKind.PROSE, report)


def context(text: str, start: int, end: int, around: int = 14) -> str:
    """What stands at a place with a little before and after, cut at spaces where there are any."""
    left, right = max(0, start - around), min(len(text), end + around)
    before, after = text[left:start], text[end:right]
    if left > 0:
        before = "…" + (before.partition(" ")[2] or _from_base(before))
    if right < len(text):
        after = (after.rpartition(" ")[0] or _to_base(after, text[right])) + "…"
    return before + text[start:end] + after


def _from_base(text: str) -> str:
    """The text without marks that belong to a letter before it."""
    return text.lstrip(_MARKS)


def _to_base(text: str, following: str) -> str:
    """The text without a last letter whose mark would be cut off."""
    while text and following in _MARKS:
        text, following = text[:-1], text[-1]
    return text


_MARKS = "\u0e31\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
