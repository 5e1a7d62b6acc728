"""ตาราง ก. แสดงภารกิจงานยุทธศาสตร์: per objective the measures, what they are measured by, and their projects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.plan_book import evaluated
from pipeline.compose.views.plan_book.columns import TALL, TOGETHER, Cell, row_height, shared_out, type_height
from pipeline.compose.views.plan_book.pieces import Detail, Kpi, detail, detail_texts, kpi, money
from pipeline.compose.views.plan_book.tree import PlanTree, node_title
from pipeline.model import BookPart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.compose.views.plan_book.tree import Block, Numbered, Placed
    from pipeline.model import Indicator, PartChoice, StrategyNode


@dataclass(frozen=True, slots=True)
class ProjectCell:
    """A project in its cell: ``budget`` is empty for a project that needs none."""

    number: str
    name: str
    budget: str
    state: str


@dataclass(frozen=True, slots=True)
class RowA:
    """An indicator of a measure. Its measure spans ``rows`` rows, its projects ``project_rows``; 0: they stand above.

    Without an indicator ``name`` and ``detail`` are missing. ``tall``: the row may break inside.
    """

    measure: str
    rows: int
    name: str
    level: str
    detail: Detail | None
    projects: tuple[ProjectCell, ...]
    project_rows: int
    tall: bool


@dataclass(frozen=True, slots=True)
class GroupA:
    """The rows of a measure; ``together``: they fit a page and stay in one piece."""

    rows: tuple[RowA, ...]
    together: bool


@dataclass(frozen=True, slots=True)
class BlockA:
    """Indicators of the objective and the table of their measures."""

    indicators: tuple[Kpi, ...]
    groups: tuple[GroupA, ...]


@dataclass(frozen=True, slots=True)
class TableA:
    """The chapter of an objective. Widths are in mm."""

    headings: tuple[Entry, ...]
    nodes: tuple[str, ...]
    objective: Entry
    code: str
    blocks: tuple[BlockA, ...]
    kpi_widths: tuple[float, ...]
    widths: tuple[float, ...]


def chapters(book: Book, choice: PartChoice) -> Iterator[ChapterSheet]:
    """A chapter per objective with anything to evaluate."""
    tree = PlanTree(book.dataset)
    for objective in tree.objectives:
        blocks = tuple(evaluated.blocks(tree, objective))
        if not blocks:
            continue
        title = choice.title or "ตาราง ก. แสดงภารกิจงานยุทธศาสตร์"
        headings = (*evaluated.headings(book, BookPart.TABLE_A), *book.once(4, title, "table-a"))
        view = _chapter(book, tree, objective, blocks, headings)
        yield book.chapter(view.objective.id, "table-a", view, entries=headings)


def _chapter(
    book: Book, tree: PlanTree, objective: StrategyNode, blocks: tuple[Block, ...], headings: tuple[Entry, ...]
) -> TableA:
    width = book.options.wide_text_width
    rows = _Rows(book, tree, shared_out(width, 52, 52, 92, 56))
    return TableA(
        headings=headings,
        nodes=evaluated.nodes(book, tree, objective, goal=False),
        objective=book.heading(5, node_title(objective, book.numerals), "table-a-objective", objective.code),
        code=book.numerals.typed(objective.code),
        blocks=tuple(rows.block(block) for block in blocks),
        kpi_widths=shared_out(width, 20, 182, 50),
        widths=rows.widths,
    )


class _Rows:
    """The rows of one chapter."""

    def __init__(self, book: Book, tree: PlanTree, widths: tuple[float, ...]) -> None:
        self.book, self.tree, self.widths = book, tree, widths
        self.page = type_height(book.dataset.house, wide=True)

    def block(self, block: Block) -> BlockA:
        years = (self.book.dataset.fiscal_year,)
        return BlockA(
            indicators=tuple(kpi(numbered, years, self.book.numerals) for numbered in block.indicators),
            groups=tuple(self.group(measure) for measure in block.measures),
        )

    def group(self, measure: StrategyNode) -> GroupA:
        """A measure with its indicators. Cells span rows only where all rows fit a page; else they are repeated."""
        indicators = evaluated.indicators(self.tree, measure)
        placed = self.tree.carried_out(measure)
        shares = _shared_by_all(indicators, placed)
        cells = [self._own(numbered.indicator, placed, shares=shares) for numbered in indicators] or [tuple(placed)]
        heights = [
            self._height(measure, numbered, cell) for numbered, cell in zip(indicators or [None], cells, strict=True)
        ]
        together = sum(heights) <= TOGETHER * self.page
        rows = []
        for place, (cell, height) in enumerate(zip(cells, heights, strict=True)):
            numbered = indicators[place] if indicators else None
            spanned = len(cells) if place == 0 else 0
            rows.append(
                self._row(
                    measure,
                    numbered,
                    cell,
                    rows=spanned if together else 1,
                    project_rows=spanned if together and shares else 1,
                    tall=height > TALL * self.page,
                )
            )
        return GroupA(tuple(rows), together)

    def _own(self, indicator: Indicator, placed: Sequence[Placed], *, shares: bool) -> tuple[Placed, ...]:
        return tuple(found for found in placed if shares or found.project.indicator == indicator.id)

    def _row(
        self,
        measure: StrategyNode,
        numbered: Numbered | None,
        placed: Sequence[Placed],
        *,
        rows: int,
        project_rows: int,
        tall: bool,
    ) -> RowA:
        numerals = self.book.numerals
        indicator = numbered.indicator if numbered else None
        return RowA(
            measure=numerals.typed(tagged(measure)),
            rows=rows,
            name=numerals.typed(indicator.name) if indicator else "",
            level=indicator.level.value if indicator and indicator.level else "",
            detail=detail(indicator, self.book.dataset.fiscal_year, numerals) if indicator else None,
            projects=tuple(self._project(found) for found in placed),
            project_rows=project_rows,
            tall=tall,
        )

    def _project(self, placed: Placed) -> ProjectCell:
        numerals = self.book.numerals
        budget = placed.project.planned_budget
        return ProjectCell(
            number=numerals.number(placed.number),
            name=numerals.typed(placed.project.name),
            budget="" if budget is None else money(budget, numerals),
            state="ไม่ใช้งบประมาณ" if budget is None else "ดำเนินการ",
        )

    def _height(self, measure: StrategyNode, numbered: Numbered | None, placed: Sequence[Placed]) -> float:
        indicator = numbered.indicator if numbered else None
        projects = [text for found in placed for text in (f"0. {found.project.name}", "", "")]
        texts = (
            (tagged(measure),),
            (indicator.name, "") if indicator else ("",),
            detail_texts(indicator) if indicator else ("",),
            tuple(projects),
        )
        return row_height(Cell(text, width) for text, width in zip(texts, self.widths, strict=True))


def tagged(measure: StrategyNode) -> str:
    """A measure with its tag behind it: ``… (มน.)``."""
    return f"{measure.name} ({measure.tag.value})" if measure.tag else measure.name


def _shared_by_all(indicators: Sequence[Numbered], placed: Sequence[Placed]) -> bool:
    """Whether the projects stand beside all indicators at once: one of them tells none that it is measured by."""
    known = {numbered.indicator.id for numbered in indicators}
    return any(found.project.indicator not in known for found in placed)
