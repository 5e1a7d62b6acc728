"""ผลการดำเนินงาน: weight, result, score and weighted score of the indicators of a form, and what is to be noted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.compose.views.columns import Cell, line_mm, row_height, shared_out, table_height
from pipeline.compose.views.evaluation_report.figures import (
    result_lines,
    score_places,
    score_text,
    weight_text,
    weighted_text,
)
from pipeline.compose.views.evaluation_report.labels import indicator_name
from pipeline.compose.views.evaluation_report.notes import notes
from pipeline.compose.views.evaluation_report.overview import UNFINISHED, WHOSE, component_score
from pipeline.compose.views.evaluation_report.subjects import is_reported, shares_its_weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.compose.views.evaluation_report.numbering import Numbered
    from pipeline.compose.views.evaluation_report.report import Report
    from pipeline.scoring import FrameworkDimension

_WEIGHT, _WEIGHT_ALONE, _WEIGHTED = 17.0, 27.0, 33.0
_RESULT, _SCORE, _MOST_SCORE, _NAME = 27.0, 22.0, 30.0, 42.0
"""Widths of columns on a page of 160 mm: what their heads need. Scores may need more, names are never narrower."""

_USUAL = 160.0


@dataclass(frozen=True, slots=True)
class ResultRow:
    """An indicator; only its name, and a weight that those below it share, where those are reported (``above``).

    ``depth`` is 0 at the top of a component. What has no score is empty, and so is what the evaluator's pen fills in.
    ``tall``: the row may break inside, since it would not fit a page.
    """

    name: str
    depth: int
    weight: str
    result: tuple[str, ...] = ()
    score: str = ""
    weighted: str = ""
    above: bool = False
    tall: bool = False


@dataclass(frozen=True, slots=True)
class ResultTotal:
    """The weights of a component and its weighted score."""

    weight: str
    weighted: str


@dataclass(frozen=True, slots=True)
class Results:
    """The table of a form. ``total`` stands where it holds a whole component. Widths are in mm."""

    named: bool
    rows: tuple[ResultRow, ...]
    total: ResultTotal | None
    notes: tuple[str, ...]
    widths: tuple[float, ...]


def results_of_component(report: Report, dimension: FrameworkDimension, indicators: Sequence[Numbered]) -> Results:
    """All indicators of a component, those above others too, and their total."""
    score = next(one for one in report.scorecard.dimensions if one.dimension.no == dimension.dimension.no)
    noted = [
        f"ตัวชี้วัดที่ {report.numerals.typed(one.number)} : {note}" for one in indicators for note in notes(report, one.node)
    ]
    widths = _widths(report, indicators, named=True)
    unfinished = () if report.blank or score.complete else (UNFINISHED,)
    return Results(
        named=True,
        rows=tuple(_rows(report, indicators, widths)),
        total=ResultTotal(weight_text(report, dimension.subtotal), component_score(report, score)),
        notes=(*_whose(report), *unfinished, *noted),
        widths=widths,
    )


def result_of_indicator(report: Report, one: Numbered) -> Results:
    """One indicator, whose name stands above the table."""
    widths = _widths(report, (one,), named=False)
    return Results(
        named=False,
        rows=tuple(_rows(report, (one,), widths)),
        total=None,
        notes=(*_whose(report), *notes(report, one.node)),
        widths=widths,
    )


def _whose(report: Report) -> tuple[str, ...]:
    """Whose the scores are, where any are printed but those that the agency has always told."""
    return () if report.blank else (f"* คะแนน{WHOSE[report.evaluation.scores]}",)


def _widths(report: Report, indicators: Sequence[Numbered], *, named: bool) -> tuple[float, ...]:
    """Scores and results take what their lines need, the rest is for names; without names it is for results."""
    reported = [one.node for one in indicators if is_reported(one)]
    places = score_places(report, reported)
    scores = (line_mm(score_text(report, node, places)) for node in reported)
    score = min(max(_SCORE, *scores, 0.0), _MOST_SCORE)
    if not named:
        rest = _USUAL - _WEIGHT_ALONE - score - _WEIGHTED
        return shared_out(report.options.text_width, _WEIGHT_ALONE, rest, score, _WEIGHTED)
    rest = _USUAL - _WEIGHT - score - _WEIGHTED
    lines = (line_mm(line) for node in reported for line in result_lines(report, node))
    result = min(max(_RESULT, *lines, 0.0), rest - _NAME)
    return shared_out(report.options.text_width, rest - result, _WEIGHT, result, score, _WEIGHTED)


def _rows(report: Report, indicators: Sequence[Numbered], widths: tuple[float, ...]) -> Iterator[ResultRow]:
    """A row for each indicator; ``widths`` end with those of result, score and weighted score."""
    room, result_width = table_height(report.dataset.house), widths[-3]
    places = score_places(report, (one.node for one in indicators if is_reported(one)))
    for one in indicators:
        row = _row(report, one, places)
        cells = (Cell(row.result or ("",), result_width), Cell((row.name,), widths[0]))
        yield replace(row, tall=row_height(cells) > room)


def _row(report: Report, one: Numbered, places: int) -> ResultRow:
    node, score = one.node, report.scores.get(one.node.indicator.id)
    name = indicator_name(report, one)
    if not is_reported(one):
        weight = weight_text(report, node.weight) if shares_its_weight(node) else ""
        return ResultRow(name, one.depth, weight, above=not one.is_lowest)
    return ResultRow(
        name=name,
        depth=one.depth,
        weight=weight_text(report, node.weight),
        result=result_lines(report, node),
        score=score_text(report, node, places),
        weighted="" if report.blank or score is None else weighted_text(report, score.weighted),
    )
