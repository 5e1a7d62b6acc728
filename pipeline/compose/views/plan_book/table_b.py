"""ตาราง ข. แสดงตัวชี้วัดและภารกิจจากการเจรจาตกลง…: the indicators of the objectives, and who works for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.plan_book import evaluated
from pipeline.compose.views.plan_book.columns import TALL, TOGETHER, Cell, row_height, shared_out, type_height
from pipeline.compose.views.plan_book.pieces import Detail, detail, detail_texts, unit_names, unit_of
from pipeline.compose.views.plan_book.table_a import tagged
from pipeline.compose.views.plan_book.tree import PlanTree, node_title
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
    return TableB(
        headings=headings,
        nodes=evaluated.nodes(book, tree, objective, goal=True),
        objective=book.heading(5, node_title(objective, book.numerals), "table-b-objective", objective.code),
        code=book.numerals.typed(objective.code),
        groups=tuple(_group(book, tree, block, widths) for block in blocks),
        widths=widths,
    )


def _group(book: Book, tree: PlanTree, block: Block, widths: tuple[float, ...]) -> GroupB:
    """The indicators of a block. Shared cells span them where all fit a page; else each row repeats them."""
    shared = _shared(book, tree, block)
    page = type_height(book.dataset.house, wide=True)
    heights = [_height(numbered, shared, widths) for numbered in block.indicators]
    together = sum(heights) <= TOGETHER * page
    numerals, year = book.numerals, book.dataset.fiscal_year
    rows = []
    for place, (numbered, height) in enumerate(zip(block.indicators, heights, strict=True)):
        found = detail(numbered.indicator, year, numerals)
        spanned = len(heights) if place == 0 else 0
        name = numerals.typed(numbered.indicator.name)
        rows.append(RowB(name, found.target, found, spanned if together else 1, height > TALL * page))
    return GroupB(tuple(rows), shared, together)


def _shared(book: Book, tree: PlanTree, block: Block) -> Shared:
    projects = [placed.project for measure in block.measures for placed in tree.carried_out(measure)]
    names = [project.name for project in projects]
    for numbered in block.indicators:
        names += [activity.name for activity in numbered.indicator.activities]
    units = [unit_of(project) for project in projects]
    units += [activity.unit for numbered in block.indicators for activity in numbered.indicator.activities]
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


def _height(numbered: Numbered, shared: Shared, widths: tuple[float, ...]) -> float:
    indicator = numbered.indicator
    texts = ((indicator.name,), ("",), detail_texts(indicator), shared.measures, shared.projects, shared.units)
    return row_height(Cell(text, width) for text, width in zip(texts, widths, strict=True))
