"""What is evaluated of a plan (ตาราง ก, ตาราง ข, steps): the projects that will be carried out, and what they serve.

A project without its money is in the plan but not in these tables, and neither is a measure or an indicator of a
measure all of whose projects lack it, as in the real books. What has no project at all stays: the gap is to be seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.compose.views.plan_book.pieces import node_lines
from pipeline.compose.views.plan_book.tree import Block, is_carried_out
from pipeline.model import BookPart, StrategyLevel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.composed import Entry
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.compose.views.plan_book.tree import Numbered, PlanTree
    from pipeline.model import StrategyNode

DIMENSION_OF_THE_PLAN = 1
"""The evaluation dimension (มิติที่ 1) that the tables ก and ข belong to."""


def blocks(tree: PlanTree, objective: StrategyNode) -> Iterator[Block]:
    """The blocks of an objective that have anything left to evaluate, with the measures that are left."""
    for block in tree.blocks(objective):
        measures = tuple(measure for measure in block.measures if is_evaluated(tree, measure))
        if measures or not block.measures:
            yield Block(block.indicators, measures)


def is_evaluated(tree: PlanTree, measure: StrategyNode) -> bool:
    """Whether a measure has a project that is carried out, or none at all."""
    projects = tree.projects(measure)
    return not projects or any(is_carried_out(placed.project) for placed in projects)


def indicators(tree: PlanTree, measure: StrategyNode) -> tuple[Numbered, ...]:
    """The indicators of a measure but those all of whose projects lack their money."""
    return tuple(
        numbered
        for numbered in tree.indicators(measure.code)
        if not (own := tree.measured_by(numbered.indicator)) or any(map(is_carried_out, own))
    )


def headings(book: Book, part: BookPart) -> tuple[Entry, ...]:
    """The headings above the tables of the first dimension, each in the first chapter that stands below it."""
    return (*book.group(part), *guidelines(book), *dimension(book, DIMENSION_OF_THE_PLAN))


def guidelines(book: Book) -> tuple[Entry, ...]:
    """แนวทางการประเมินผล…: the section that holds the tables of all dimensions."""
    title = f"แนวทางการประเมินผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการประจำปี พ.ศ. {book.dataset.fiscal_year}"
    return book.once(2, title, "evaluation")


def dimension(book: Book, number: int) -> tuple[Entry, ...]:
    """``มิติที่ 2 ด้านประสิทธิภาพ…``."""
    names = {one.no: one.name for one in reversed(book.dataset.evaluation_dimensions)}
    return book.once(3, f"มิติที่ {number} {names.get(number, '')}".strip(), f"dimension-{number}")


def nodes(book: Book, tree: PlanTree, objective: StrategyNode, *, goal: bool) -> tuple[str, ...]:
    """The lines above a table: strategy, dimension, and goal where asked for."""
    levels = [StrategyLevel.STRATEGY, StrategyLevel.DIMENSION, *([StrategyLevel.GOAL] if goal else [])]
    return tuple(node_lines(tree.above(objective), *levels, numerals=book.numerals))
