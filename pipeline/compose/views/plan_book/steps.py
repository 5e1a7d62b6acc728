"""ขั้นตอนการปฏิบัติงานของโครงการ/กิจกรรม: per strategic project its steps, what each is worth, and in which months."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.compose.views.columns import shared_out
from pipeline.compose.views.plan_book.pieces import division_of
from pipeline.compose.views.plan_book.tree import PlanTree, is_carried_out
from pipeline.compose.views.texts import plain
from pipeline.model import BookPart
from pipeline.thai.dates import fiscal_months
from pipeline.thai.eras import BE_OFFSET, SHORT_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.digits import Numerals
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.compose.views.plan_book.tree import Block
    from pipeline.model import Month, PartChoice, Project, Step

TITLE = "ขั้นตอนการปฏิบัติงานของโครงการ/กิจกรรม (เฉพาะภารกิจเชิงยุทธศาสตร์)"
BEFORE, AFTER = "‹", "›"
"""What stands in the edge cell of a step that begins before or ends after the fiscal year."""


@dataclass(frozen=True, slots=True)
class YearHead:
    """A calendar year (BE) over its months of the fiscal year."""

    label: str
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One month of a step. ``bar`` is ``start``, ``middle``, ``end`` or ``single``; empty where nothing is done.

    ``edge`` is the class of the first or last cell where the step goes on outside the fiscal year, ``sign`` its text.
    """

    bar: str
    edge: str
    sign: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step; ``cumulative`` is the weight of all steps up to it."""

    number: str
    name: str
    weight: str
    cumulative: str
    months: tuple[MonthCell, ...]


@dataclass(frozen=True, slots=True)
class StepTable:
    """The chapter of a project. Widths are in mm."""

    headings: tuple[Entry, ...]
    indicators: tuple[str, ...]
    project: Entry
    number: str
    division: str
    years: tuple[YearHead, ...]
    steps: tuple[StepRow, ...]
    total: str
    weight: str
    cumulative: str
    widths: tuple[float, ...]


def chapters(book: Book, choice: PartChoice) -> Iterator[ChapterSheet]:
    """A chapter per project with steps, numbered over the book; a project without its money has none."""
    title = choice.title or TITLE
    for number, (indicators, project) in enumerate(_projects(book, PlanTree(book.dataset)), 1):
        headings = (*book.group(BookPart.STEPS), *book.once(2, title, "steps"))
        view = _table(book, number, indicators, project, headings)
        yield book.chapter(view.project.id, "steps", view, entries=headings)


def _projects(book: Book, tree: PlanTree) -> Iterator[tuple[tuple[str, ...], Project]]:
    """Strategic projects with steps in the order of the indicators of the objectives; those outside the plan last."""
    strategic = {project.code: project for project in tree.strategic if project.steps and is_carried_out(project)}
    for objective in tree.objectives:
        for block in tree.blocks(objective):
            lines = tuple(_indicator_lines(book, tree, block))
            for measure in block.measures:
                for placed in tree.projects(measure):
                    if strategic.pop(placed.project.code, None):
                        yield lines, placed.project
    for project in strategic.values():
        yield (), project


def _indicator_lines(book: Book, tree: PlanTree, block: Block) -> Iterator[str]:
    for numbered in block.indicators:
        number = book.numerals.number(tree.indicator_numbers[numbered.indicator.id])
        yield f"ชื่อตัวชี้วัดที่ {number} {book.numerals.typed(numbered.indicator.name)}"


def _table(
    book: Book, number: int, indicators: tuple[str, ...], project: Project, headings: tuple[Entry, ...]
) -> StepTable:
    numerals = book.numerals
    printed = numerals.number(number)
    return StepTable(
        headings=headings,
        indicators=indicators,
        project=book.heading(3, f"ชื่อโครงการ/กิจกรรมที่ {number} {project.name}", "steps", project.code),
        number=printed,
        division=division_of(book, project),
        years=year_heads(book.dataset.fiscal_year, numerals),
        steps=tuple(step_rows(project.steps, book.dataset.fiscal_year, numerals)),
        total=f"รวม {numerals.number(len(project.steps))} ขั้นตอน คิดเป็นร้อยละ",
        weight=_percent(weight_of(project.steps), numerals),
        cumulative=_percent(cumulative(project.steps)[-1], numerals),
        widths=shared_out(book.options.wide_text_width, 252, 75, 81, *[29] * 12),
    )


def year_heads(fiscal_year: int, numerals: Numerals) -> tuple[YearHead, ...]:
    """The months October to September under the two calendar years that a fiscal year (BE) falls into."""
    months: dict[int, list[str]] = {}
    for year, month in fiscal_months(fiscal_year):
        months.setdefault(year + BE_OFFSET, []).append(SHORT_MONTHS[month - 1])
    return tuple(YearHead(f"พ.ศ. {numerals.number(year)}", tuple(names)) for year, names in months.items())


def step_rows(steps: Iterable[Step], fiscal_year: int, numerals: Numerals) -> Iterator[StepRow]:
    """The steps, numbered, with their cumulative percentage and their months."""
    listed = tuple(steps)
    for number, (step, reached) in enumerate(zip(listed, cumulative(listed), strict=True), 1):
        yield StepRow(
            number=numerals.number(number),
            name=numerals.typed(step.name),
            weight=_percent(step.weight, numerals),
            cumulative=_percent(reached, numerals),
            months=month_cells(step.start, step.end, fiscal_year),
        )


def cumulative(steps: Iterable[Step]) -> tuple[Decimal, ...]:
    """The weight in percent that is reached with each step."""
    reached = Decimal(0)
    sums = []
    for step in steps:
        reached += step.weight
        sums.append(reached)
    return tuple(sums)


def weight_of(steps: Iterable[Step]) -> Decimal:
    """The weight of all steps in percent."""
    return sum((step.weight for step in steps), Decimal(0))


def month_cells(start: Month, end: Month, fiscal_year: int) -> tuple[MonthCell, ...]:
    """The twelve months of a fiscal year (BE) as cells of a bar from ``start`` to ``end``, both included.

    Only months of the year are drawn. A step that begins earlier or ends later says so in the first or the last
    cell; a step that ends before it begins is not drawn.
    """
    indexes = [year * 12 + month - 1 for year, month in fiscal_months(fiscal_year)]
    if end.index < start.index:
        return tuple(MonthCell("", "", "") for _ in indexes)
    first, last = max(start.index, indexes[0]), min(end.index, indexes[-1])
    return tuple(_month_cell(index, first, last, _edge(index, start, end, indexes)) for index in indexes)


def _month_cell(index: int, first: int, last: int, edge: tuple[str, str]) -> MonthCell:
    if not first <= index <= last:
        bar = ""
    elif first == last:
        bar = "single"
    else:
        bar = {first: "start", last: "end"}.get(index, "middle")
    return MonthCell(bar, *edge)


def _edge(index: int, start: Month, end: Month, indexes: list[int]) -> tuple[str, str]:
    """Class and text of the first cell for a step from before, of the last for one that goes on."""
    if index == indexes[0] and start.index < index:
        return "from-before", BEFORE
    if index == indexes[-1] and end.index > index:
        return "to-after", AFTER
    return "", ""


def _percent(value: Decimal, numerals: Numerals) -> str:
    return numerals.computed(plain(value))
