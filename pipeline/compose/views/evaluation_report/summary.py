"""สรุปผลการดำเนินงานตัวชี้วัดในองค์ประกอบ: a line for each indicator of a component, from the records of its details."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from pipeline.compose.views.columns import Cell, heading_height, row_height, shared_out, table_height
from pipeline.compose.views.evaluation_report.figures import (
    achieved_lines,
    as_of_text,
    computed_from,
    is_a_level,
    points_text,
    result_text,
    score_places,
    score_text,
    target_text,
    weight_text,
    weighted_text,
)
from pipeline.compose.views.evaluation_report.numbering import numbered
from pipeline.compose.views.evaluation_report.overview import UNFINISHED
from pipeline.compose.views.evaluation_report.subjects import is_reported, shares_its_weight, subjects
from pipeline.compose.views.texts import prose
from pipeline.model import FormPages, ScoringScheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.views.evaluation_report.numbering import Numbered
    from pipeline.compose.views.evaluation_report.report import Report
    from pipeline.scoring import DimensionScore, FrameworkDimension, FrameworkNode

TOTAL, WEIGHTED = "รวมคะแนน", "ถ่วงน้ำหนัก"
_SHARES = (14, 56, 22, 20, 31, 83, 26)
NO_TEXT = Markup("")
_TITLE_LINE = 7.0
"""Height of a line of the table's title, in mm."""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """An indicator. One with others below it has neither target nor level nor result nor score of its own.

    ``below`` is the heading between it and those; ``keep``: the row stays with the next one.
    """

    number: str
    name: str
    depth: int
    target: str = ""
    weight: str = ""
    level: tuple[str, ...] = ()
    result: tuple[str, ...] = ()
    summary: Markup = NO_TEXT
    as_of: str = ""
    score: str = ""
    below: str = ""
    keep: bool = False
    tall: bool = False


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """The chapter of a component. Widths are in mm."""

    headings: tuple[Entry, ...]
    title: str
    rows: tuple[SummaryRow, ...]
    total_label: str
    total_weight: str
    total: str
    notes: tuple[str, ...]
    widths: tuple[float, ...]


class _Measures(NamedTuple):
    """Columns in mm, what a page holds of the table in mm, and the decimals of the scores."""

    widths: tuple[float, ...]
    room: float
    places: int


def chapters(report: Report, dimension: FrameworkDimension) -> Iterator[ChapterSheet]:
    """One chapter for a component whose form is one for all its indicators."""
    if dimension.dimension.form is not FormPages.WHOLE or not dimension.nodes:
        return
    part = report.part_name(dimension)
    weight = f" (ร้อยละ {weight_text(report, dimension.subtotal)})" if dimension.subtotal else ""
    headings = (report.heading(2, f"การประเมินผลการปฏิบัติราชการ{part}{weight}", *anchor(dimension, "summary")),)
    english = f" ({dimension.dimension.name_en})" if dimension.dimension.name_en else ""
    title = f"สรุปผลการดำเนินงานตัวชี้วัดใน{part} {dimension.dimension.name}{english}"
    width = report.options.wide_text_width
    room = table_height(report.dataset.house, wide=True)
    room -= heading_height((headings[0].text, title), width) + _TITLE_LINE
    widths = shared_out(width, *_SHARES)
    measures = _Measures(widths, room, _places(report, dimension))
    view = SummaryTable(
        headings=headings,
        title=report.numerals.typed(title),
        rows=tuple(_row(report, one, measures) for one in numbered(dimension)),
        total_label=_total_label(dimension),
        total_weight=weight_text(report, dimension.subtotal),
        total=_total(report, dimension),
        notes=() if _score(report, dimension).complete else (UNFINISHED,),
        widths=widths,
    )
    yield report.chapter(headings[0].id, "summary", view, entries=headings)


def anchor(dimension: FrameworkDimension, *words: str) -> tuple[str, ...]:
    """Words that ids of a component are made of: ``part-1-summary``."""
    return ("part", str(dimension.dimension.no), *words)


def _row(report: Report, one: Numbered, measures: _Measures) -> SummaryRow:
    """An indicator. A row may break inside only where it is taller than a page."""
    node, numerals = one.node, report.numerals
    if not is_reported(one):
        weight = weight_text(report, node.weight) if shares_its_weight(node) else ""
        return SummaryRow(
            number=numerals.typed(one.number),
            name=numerals.typed(node.name),
            depth=one.depth,
            weight=weight,
            below=numerals.typed(node.indicator.below or "") if node.children else "",
            keep=bool(node.children),
        )
    text = node.result.summary if node.result else None
    row = SummaryRow(
        number=numerals.typed(one.number),
        name=numerals.typed(node.name),
        depth=one.depth,
        target=target_text(report, node),
        weight=weight_text(report, node.weight),
        level=achieved_lines(report, node),
        result=_result(report, node),
        summary=prose(text, numerals),
        as_of=as_of_text(report, node),
        score=score_text(report, node, measures.places),
    )
    lines = (*row.result, *(text.texts() if text else ()), row.as_of)
    cells = ((row.number,), (row.name,), (row.target,), (row.weight,), row.level, lines, (row.score,))
    height = row_height(Cell(texts or ("",), width) for texts, width in zip(cells, measures.widths, strict=True))
    return replace(row, tall=height > measures.room)


def _result(report: Report, node: FrameworkNode) -> tuple[str, ...]:
    """The result and what it was computed from; a level stands in the column before."""
    result = "" if is_a_level(report, node) else result_text(report, node)
    return tuple(line for line in (result, computed_from(report, node)) if line)


def _is_out_of_weights(dimension: FrameworkDimension) -> bool:
    """Whether all scores of the component are points out of the weight: only those add up to its score."""
    return all(one.node.indicator.scheme is ScoringScheme.WEIGHT for one in subjects(dimension))


def _total_label(dimension: FrameworkDimension) -> str:
    return TOTAL if _is_out_of_weights(dimension) else f"{TOTAL} ({WEIGHTED})"


def _total(report: Report, dimension: FrameworkDimension) -> str:
    """The score of the component: blank where an indicator has no score, or weighted scores are left to the pen."""
    found = _score(report, dimension)
    if not found.complete or (report.blank and not _is_out_of_weights(dimension)):
        return ""
    if _is_out_of_weights(dimension):
        return points_text(report, found.weighted, _places(report, dimension))
    return weighted_text(report, found.weighted)


def _places(report: Report, dimension: FrameworkDimension) -> int:
    """Decimals of the scores."""
    return score_places(report, (one.node for one in subjects(dimension)))


def _score(report: Report, dimension: FrameworkDimension) -> DimensionScore:
    return next(one for one in report.scorecard.dimensions if one.dimension.no == dimension.dimension.no)
