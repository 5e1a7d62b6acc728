"""ตาราง ก. แสดงภารกิจงานยุทธศาสตร์: per objective the measures, what they are measured by, and their projects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.compose.views.columns import (
    HEAD,
    Cell,
    heading_height,
    row_height,
    shared_out,
    table_height,
)
from pipeline.compose.views.plan_book import evaluated
from pipeline.compose.views.plan_book.pieces import Detail, Kpi, detail, detail_texts, kpi, money
from pipeline.compose.views.plan_book.tree import PlanTree, node_title
from pipeline.model import BookPart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.compose.views.plan_book.tree import Block, Numbered, Placed
    from pipeline.model import Activity, Indicator, PartChoice, StrategyNode


class Works(NamedTuple):
    """What one cell of projects holds: projects of the list, and activities that are in no list."""

    placed: tuple[Placed, ...] = ()
    activities: tuple[Activity, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectCell:
    """A project in its cell: ``budget`` is empty for one that needs none, ``number`` for an activity in no list."""

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
    nodes = evaluated.nodes(book, tree, objective, goal=False)
    heading = book.heading(5, node_title(objective, book.numerals), "table-a-objective", objective.code)
    rows = _Rows(book, tree, shared_out(width, 52, 52, 92, 56))
    rows.taken = heading_height([*(entry.text for entry in (*headings, heading)), *nodes], width)
    return TableA(
        headings=headings,
        nodes=nodes,
        objective=heading,
        code=book.numerals.typed(objective.code),
        blocks=tuple(rows.block(block) for block in blocks),
        kpi_widths=shared_out(width, 20, 182, 50),
        widths=rows.widths,
    )


class _Rows:
    """The rows of one chapter. ``taken`` is what stands above the next group on the chapter's first page, in mm."""

    def __init__(self, book: Book, tree: PlanTree, widths: tuple[float, ...]) -> None:
        self.book, self.tree, self.widths = book, tree, widths
        self.page = table_height(book.dataset.house, wide=True)
        self.taken = 0.0

    def block(self, block: Block) -> BlockA:
        years = (self.book.dataset.fiscal_year,)
        indicators = tuple(kpi(numbered, years, self.book.numerals) for numbered in block.indicators)
        if self.taken:
            names = (row_height([Cell((one.name,), self.book.options.wide_text_width * 0.7)]) for one in indicators)
            self.taken += HEAD * bool(indicators) + sum(names)
        return BlockA(
            indicators=indicators,
            groups=tuple(self.group(measure) for measure in block.measures),
        )

    def group(self, measure: StrategyNode) -> GroupA:
        """A measure with its indicators.

        Its name spans their rows, and so do its projects where they stand beside all of them. What is too long for
        a page spans nothing and is repeated, since only cells of one row go on over pages. The first group of a
        chapter breaks where it does not fit below the headings: they are not left alone on their page.
        """
        indicators = evaluated.indicators(self.tree, measure)
        placed = self.tree.carried_out(measure)
        shared = _shared_by_all(indicators, placed)
        own = _works(indicators, placed, shared=shared)
        most = self.page
        room, self.taken = self.page - self.taken, 0.0
        name_spans = self._height(measure, None, Works()) <= most
        projects_span = shared and self._height(None, None, own[0]) <= most
        rows, heights = [], []
        for place, (numbered, cell) in enumerate(zip(indicators or [None], own, strict=True)):
            spanned = len(own) if place == 0 else 0
            alone = len(own) == 1
            heights.append(
                self._height(
                    measure if alone or not name_spans else None,
                    numbered,
                    cell if alone or not projects_span else Works(),
                )
            )
            rows.append(
                self._row(
                    measure,
                    numbered,
                    cell,
                    rows=spanned if name_spans else 1,
                    project_rows=spanned if projects_span else 1,
                    tall=heights[-1] > (room if place == 0 else most),
                )
            )
        return GroupA(tuple(rows), together=len(rows) > 1 and sum(heights) <= room)

    def _row(
        self,
        measure: StrategyNode,
        numbered: Numbered | None,
        works: Works,
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
            detail=detail(indicator, self.book.dataset.fiscal_year, numerals, self.widths[2]) if indicator else None,
            projects=(*map(self._project, works.placed), *map(self._activity, works.activities)),
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

    def _activity(self, activity: Activity) -> ProjectCell:
        return ProjectCell(number="", name=self.book.numerals.typed(activity.name), budget="", state="ไม่ใช้งบประมาณ")

    def _height(self, measure: StrategyNode | None, numbered: Numbered | None, works: Works) -> float:
        indicator = numbered.indicator if numbered else None
        projects = [text for found in works.placed for text in (f"0. {found.project.name}", "", "")]
        projects += [text for activity in works.activities for text in (activity.name, "")]
        texts = (
            (tagged(measure),) if measure else ("",),
            (indicator.name, "") if indicator else ("",),
            detail_texts(indicator) if indicator else ("",),
            tuple(projects),
        )
        return row_height(Cell(text, width) for text, width in zip(texts, self.widths, strict=True))


def tagged(measure: StrategyNode) -> str:
    """A measure with its tag behind it: ``… (มน.)``."""
    return f"{measure.name} ({measure.tag.value})" if measure.tag else measure.name


def _works(indicators: Sequence[Numbered], placed: tuple[Placed, ...], *, shared: bool) -> list[Works]:
    """What stands beside each indicator; where projects are shared, all of it beside every one."""
    if shared or not indicators:
        return [Works(placed, _activities(indicators))] * max(len(indicators), 1)
    return [Works(_own(each.indicator, placed), each.indicator.activities) for each in indicators]


def _activities(indicators: Sequence[Numbered]) -> tuple[Activity, ...]:
    return tuple(dict.fromkeys(activity for each in indicators for activity in each.indicator.activities))


def _own(indicator: Indicator, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    return tuple(found for found in placed if found.project.indicator == indicator.id)


def _shared_by_all(indicators: Sequence[Numbered], placed: Sequence[Placed]) -> bool:
    """Whether the projects stand beside all indicators at once: one of them tells none that it is measured by."""
    known = {numbered.indicator.id for numbered in indicators}
    return any(found.project.indicator not in known for found in placed)
