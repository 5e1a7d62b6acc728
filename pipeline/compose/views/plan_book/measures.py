"""มาตรการและโครงการ/กิจกรรม: per objective its indicators, its measures and their projects, a chapter each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.columns import money_share, shared_out
from pipeline.compose.views.plan_book.pieces import PLAN_NODES, kpi, node_lines, notes_of, project_line
from pipeline.compose.views.plan_book.tree import PlanTree, node_title
from pipeline.model import BookPart, MeasureTag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.compose.views.plan_book.pieces import Kpi, ProjectLine
    from pipeline.compose.views.plan_book.tree import Block
    from pipeline.model import PartChoice, StrategyNode

KPI_NUMBER, KPI_YEAR, KPI_YEARS = 16.0, 25.0, 84.0
"""Columns of an indicator table in mm of a type area of 160: number, each year, all years at most."""


@dataclass(frozen=True, slots=True)
class MeasurePart:
    """A measure with its indicators and projects; ``notes`` explain the marks of just these projects."""

    title: str
    indicators: tuple[Kpi, ...]
    projects: tuple[ProjectLine, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlockPart:
    """Indicators of the objective and the measures that support them."""

    indicators: tuple[Kpi, ...]
    measures: tuple[MeasurePart, ...]


@dataclass(frozen=True, slots=True)
class ObjectivePart:
    """The chapter of an objective. Widths are in mm."""

    headings: tuple[Entry, ...]
    nodes: tuple[str, ...]
    objective: Entry
    years: tuple[str, ...]
    blocks: tuple[BlockPart, ...]
    kpi_widths: tuple[float, ...]
    project_widths: tuple[float, ...]


def chapters(book: Book, choice: PartChoice) -> Iterator[ChapterSheet]:
    """A chapter per objective; the first of each part of the plan carries its heading (ส่วนที่ n)."""
    tree = PlanTree(book.dataset)
    for objective in tree.objectives:
        title = book.once(2, choice.title, "measures-part") if choice.title else ()
        headings = (
            *book.group(BookPart.MEASURES),
            *title,
            *_part_heading(book, tree, objective, 3 if choice.title else 2),
        )
        view = _objective(book, tree, objective, headings)
        yield book.chapter(view.objective.id, "measures", view, entries=headings)


def _part_heading(book: Book, tree: PlanTree, objective: StrategyNode, level: int) -> tuple[Entry, ...]:
    name = tree.part_of(objective)
    if not name:
        return ()
    number = tree.parts[name]
    return book.once(level, f"ส่วนที่ {number} {name}", f"plan-part-{number}")


def _objective(book: Book, tree: PlanTree, objective: StrategyNode, headings: tuple[Entry, ...]) -> ObjectivePart:
    numerals, year = book.numerals, book.dataset.fiscal_year
    years = range(year - book.plan.target_years + 1, year + 1)
    blocks = tuple(_block(book, tree, block, years) for block in tree.blocks(objective))
    budgets = [project.budget for block in blocks for measure in block.measures for project in measure.projects]
    money = money_share(budgets, 26, book.options.text_width)
    return ObjectivePart(
        headings=headings,
        nodes=tuple(node_lines(tree.above(objective), *PLAN_NODES, numerals=numerals)),
        objective=book.heading(3, node_title(objective, numerals), "objective", objective.code),
        years=tuple(numerals.number(one) for one in years),
        blocks=blocks,
        kpi_widths=kpi_widths(book.options.text_width, len(years)),
        project_widths=shared_out(book.options.text_width, 116 - money, money, 44),
    )


def kpi_widths(total: float, years: int) -> tuple[float, ...]:
    """Columns of an indicator table: number, name, and a target for each of the years."""
    target = min(KPI_YEAR, KPI_YEARS / years)
    return shared_out(total, KPI_NUMBER, 160 - KPI_NUMBER - years * target, *[target] * years)


def _block(book: Book, tree: PlanTree, block: Block, years: range) -> BlockPart:
    return BlockPart(
        indicators=tuple(kpi(numbered, years, book.numerals) for numbered in block.indicators),
        measures=tuple(_measure(book, tree, measure, years) for measure in block.measures),
    )


def _measure(book: Book, tree: PlanTree, measure: StrategyNode, years: range) -> MeasurePart:
    placed = tree.projects(measure)
    return MeasurePart(
        title=measure_title(book, measure),
        indicators=tuple(kpi(numbered, years, book.numerals) for numbered in tree.indicators(measure.code)),
        projects=tuple(project_line(book, number, project) for number, project in placed),
        notes=notes_of(project for _, project in placed),
    )


def measure_title(book: Book, measure: StrategyNode) -> str:
    """``มาตรการที่ 1 …``; a measure of the agency's own has no number: ``มาตรการของหน่วยงาน …``."""
    own = measure.tag is MeasureTag.AGENCY
    kind = "มาตรการของหน่วยงาน" if own else f"มาตรการที่ {measure.number}"
    return book.numerals.typed(f"{kind} {measure.name}")
