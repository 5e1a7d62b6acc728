"""ตาราง ข. แสดงตัวชี้วัดและภารกิจจากการเจรจาตกลง…: the indicators of the objectives, and who works for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.columns import (
    Cell,
    heading_height,
    row_height,
    shared_out,
    table_height,
)
from pipeline.compose.views.plan_book import evaluated
from pipeline.compose.views.plan_book.pieces import Detail, detail, detail_texts, unit_of
from pipeline.compose.views.plan_book.table_a import tagged
from pipeline.compose.views.plan_book.tree import PlanTree, node_title
from pipeline.compose.views.texts import unit_names
from pipeline.model import BookPart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.compose.views.plan_book.tree import Block, Numbered
    from pipeline.model import PartChoice, StrategyNode


@dataclass(frozen=True, slots=True)
class Shared:
    """What the indicators of a block have in common: measures, projects, and who is responsible."""

    measures: tuple[str, ...]
    projects: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowB:
    """An indicator of the objective. The shared cells span ``rows`` rows, 0: they stand above."""

    name: str
    target: str
    detail: Detail
    rows: int
    tall: bool


@dataclass(frozen=True, slots=True)
class GroupB:
    """The rows of a block; ``together``: they fit a page and stay in one piece."""

    rows: tuple[RowB, ...]
    shared: Shared
    together: bool


@dataclass(frozen=True, slots=True)
class TableB:
    """The chapter of an objective. Widths are in mm."""

    headings: tuple[Entry, ...]
    nodes: tuple[str, ...]
    objective: Entry
    code: str
    groups: tuple[GroupB, ...]
    widths: tuple[float, ...]


def chapters(book: Book, choice: PartChoice) -> Iterator[ChapterSheet]:
    """A chapter per objective that has indicators to evaluate."""
    tree = PlanTree(book.dataset)
    year = book.dataset.fiscal_year
    title = choice.title or f"ตาราง ข. แสดงตัวชี้วัดและภารกิจจากการเจรจาตกลงการประเมินผลการปฏิบัติราชการประจำปี พ.ศ. {year}"
    for objective in tree.objectives:
        blocks = [block for block in evaluated.blocks(tree, objective) if block.indicators]
        if not blocks:
            continue
        headings = (*evaluated.headings(book, BookPart.TABLE_B), *book.once(4, title, "table-b"))
        view = _chapter(book, tree, objective, blocks, headings)
        yield book.chapter(view.objective.id, "table-b", view, entries=headings)


def _chapter(
    book: Book, tree: PlanTree, objective: StrategyNode, blocks: list[Block], headings: tuple[Entry, ...]
) -> TableB:
    widths = shared_out(book.options.wide_text_width, 42, 25, 75, 40, 38, 32)
    nodes = evaluated.nodes(book, tree, objective, goal=True)
    heading = book.heading(5, node_title(objective, book.numerals), "table-b-objective", objective.code)
    page = table_height(book.dataset.house, wide=True)
    above = heading_height([*(entry.text for entry in (*headings, heading)), *nodes], book.options.wide_text_width)
    rooms = [page - above, *[page] * (len(blocks) - 1)]
    return TableB(
        headings=headings,
        nodes=nodes,
        objective=heading,
        code=book.numerals.typed(objective.code),
        groups=tuple(_group(book, tree, block, widths, room) for block, room in zip(blocks, rooms, strict=True)),
        widths=widths,
    )


def _group(book: Book, tree: PlanTree, block: Block, widths: tuple[float, ...], room: float) -> GroupB:
    """The indicators of a block; ``room`` is what its page has left, in mm, where it is the first of its chapter.

    Shared cells span their rows; where they are too long for a page they are repeated, since only cells of one row
    go on over pages.
    """
    shared = _shared(book, tree, block)
    page = table_height(book.dataset.house, wide=True)
    alone = len(block.indicators) == 1
    spans = _height(None, shared, widths) <= page
    numerals, year = book.numerals, book.dataset.fiscal_year
    rows, heights = [], []
    for place, numbered in enumerate(block.indicators):
        found = detail(numbered.indicator, year, numerals, widths[2])
        spanned = len(block.indicators) if place == 0 else 0
        heights.append(_height(numbered, shared if alone or not spans else None, widths))
        name = numerals.typed(numbered.indicator.name)
        most = room if place == 0 else page
        rows.append(RowB(name, found.target, found, spanned if spans else 1, heights[-1] > most))
    return GroupB(tuple(rows), shared, together=len(rows) > 1 and sum(heights) <= room)


def _shared(book: Book, tree: PlanTree, block: Block) -> Shared:
    projects = [placed.project for measure in block.measures for placed in tree.carried_out(measure)]
    measured = [*block.indicators, *(one for measure in block.measures for one in evaluated.indicators(tree, measure))]
    activities = [activity for numbered in measured for activity in numbered.indicator.activities]
    names = [project.name for project in projects] + [activity.name for activity in activities]
    units = [unit_of(project) for project in projects] + [activity.unit for activity in activities]
    return Shared(
        measures=_counted(book, [tagged(measure) for measure in block.measures]),
        projects=_counted(book, list(dict.fromkeys(names))),
        units=unit_names(book.dataset, units, book.numerals),
    )


def _counted(book: Book, texts: list[str]) -> tuple[str, ...]:
    """Numbered where there are several."""
    numerals = book.numerals
    if len(texts) == 1:
        return (numerals.typed(texts[0]),)
    return tuple(f"{numerals.number(number)}. {numerals.typed(text)}" for number, text in enumerate(texts, 1))


def _height(numbered: Numbered | None, shared: Shared | None, widths: tuple[float, ...]) -> float:
    own = ((numbered.indicator.name,), ("",), detail_texts(numbered.indicator)) if numbered else (("",),) * 3
    common = (shared.measures, shared.projects, shared.units) if shared else (("",),) * 3
    return row_height(Cell(text, width) for text, width in zip((*own, *common), widths, strict=True))
