"""เกณฑ์การให้คะแนน: what each level asks for, as grids of levels; long milestones stand one below the other.

Indicators whose levels are worth the same points share a grid. Where the cells tell points out of the weight, the
heads of the levels tell none: a level is then worth 3 points or 60, never both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.compose.views.columns import Cell, line_mm, row_height, shared_out, table_height
from pipeline.compose.views.evaluation_report.figures import points_text, weight_text
from pipeline.compose.views.evaluation_report.labels import GROUP, indicator_name, leading_lines
from pipeline.compose.views.evaluation_report.subjects import is_reported, leads_others
from pipeline.compose.views.texts import NONE
from pipeline.model import ScoringScheme
from pipeline.scoring.figures import decimal, half_up
from pipeline.scoring.thresholds import has_thresholds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from pipeline.compose.views.evaluation_report.numbering import Numbered
    from pipeline.compose.views.evaluation_report.report import Report
    from pipeline.model import CriterionRow

INDICATOR_HEAD = "ตัวชี้วัด"
LEVELS = 5
_NAMES, _LABELS, _LEAST_LEVEL = 42.0, 33.0, 21.0
"""Widths in mm: the narrowest column where several indicators are named, where one is, and of a level."""

_TALLEST, _STACKED = 80.0, (30, 130)
"""Height in mm of a row above which its levels stand one below the other, and the shares of columns then."""


@dataclass(frozen=True, slots=True)
class LevelHead:
    """``ระดับ 1``, and below it ``(60 คะแนน)`` where all rows mean the same points."""

    level: str
    points: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of five cells; without cells a line over the whole width, which stays with the row below.

    ``own``: of the agency's own group; ``tall``: it may break inside, since it would not fit a page.
    """

    label: str
    cells: tuple[str, ...]
    own: bool = False
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows whose levels are worth the same. Widths are in mm.

    ``stacked``: the levels of its last row stand one below the other; rows before that are lines above them.
    """

    head: str
    levels: tuple[LevelHead, ...]
    rows: tuple[GridRow, ...]
    widths: tuple[float, ...]
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows that belong together, what their heads say, and the names of what is above them."""

    head: str
    points: tuple[Decimal, ...]
    rows: tuple[GridRow, ...]
    named: bool


def grids(report: Report, indicators: Sequence[Numbered], *, named: bool) -> tuple[Grid, ...]:
    """The criteria of indicators in order. ``named``: several share the form, so each has its number and name."""
    groups: list[_Group] = []
    above: tuple[GridRow, ...] = ()
    for one in indicators:
        if is_reported(one):
            group = _group(report, one, named=named)
            groups.append(replace(group, rows=(*above, *group.rows)))
            above = ()
        elif leads_others(one):
            above = (*above, *(GridRow(line, ()) for line in leading_lines(report, one)))
    return tuple(_grids(report, _joined(groups)))


def _joined(groups: Iterable[_Group]) -> Iterator[_Group]:
    """Neighbours with the same heads as one."""
    last: _Group | None = None
    for group in groups:
        if last is not None and (last.head, last.points) == (group.head, group.points):
            last = replace(last, rows=(*last.rows, *group.rows))
            continue
        if last is not None:
            yield last
        last = group
    if last is not None:
        yield last


def _group(report: Report, one: Numbered, *, named: bool) -> _Group:
    indicator = one.node.indicator
    by_group = any(row.group for row in indicator.criteria)
    name = indicator_name(report, one) if named else report.numerals.typed(one.node.name)
    rows = tuple(_rows(report, one, name, named=named))
    if named and len(indicator.criteria) > 1:
        rows = (GridRow(name, ()), *rows)
    head = GROUP if by_group and not named else INDICATOR_HEAD
    scale = indicator.scale or report.evaluation.scale
    return _Group(head, () if indicator.scheme is ScoringScheme.WEIGHT else scale.points, rows, named)


def _rows(report: Report, one: Numbered, name: str, *, named: bool) -> Iterator[GridRow]:
    indicator, numerals = one.node.indicator, report.numerals
    out_of_weight = indicator.scheme is ScoringScheme.WEIGHT
    if not indicator.criteria:
        yield GridRow(name, _shares(report, one) if out_of_weight else (NONE,) * LEVELS)
        return
    for row in indicator.criteria:
        cells = tuple(numerals.typed(cell) if cell else NONE for cell in row.cells)
        label = _label(report, row)
        if named and label and len(indicator.criteria) == 1:
            label = indicator_name(report, one, label)
        yield GridRow(label or name, cells, own=bool(row.group) and row.group == report.evaluation.group)
    if out_of_weight and has_thresholds(indicator.criteria[0].cells):
        yield GridRow(f"คะแนน (เต็ม {weight_text(report, one.node.weight)})", _shares(report, one))


def _label(report: Report, row: CriterionRow) -> str:
    """What stands in the first column instead of the indicator's name."""
    if row.label:
        return report.numerals.typed(row.label)
    return f"{GROUP} {report.numerals.typed(row.group)}" if row.group else ""


def _shares(report: Report, one: Numbered) -> tuple[str, ...]:
    """Points out of the weight for each level, as the scheme computes them: ``3 คะแนน`` of 15."""
    score = report.scores.get(one.node.indicator.id)
    weight = score.weight if score else one.node.weight
    if weight is None:
        return (NONE,) * LEVELS
    places = report.evaluation.decimals
    return tuple(
        points_text(report, decimal(half_up(weight * level / LEVELS, places))) for level in range(1, LEVELS + 1)
    )


def _grids(report: Report, groups: Iterable[_Group]) -> Iterator[Grid]:
    width, room = report.options.text_width, table_height(report.dataset.house)
    for group in groups:
        heads = tuple(_heads(report, group.points))
        stacked_widths = shared_out(width, *_STACKED)
        for rows, stacked in _cut(group.rows, _widths(group, heads, width)):
            widths = stacked_widths if stacked else _widths(replace(group, rows=rows), heads, width)
            fitted = tuple(replace(row, tall=_height(row, widths, stacked=stacked) > room) for row in rows)
            yield Grid(group.head, heads, fitted, widths, stacked=stacked)


def _cut(rows: Iterable[GridRow], widths: tuple[float, ...]) -> Iterator[tuple[tuple[GridRow, ...], bool]]:
    """Rows whose levels stand side by side, and between them those too long for that, with the lines above them."""
    found: list[GridRow] = []
    for row in rows:
        if not row.cells or _height(row, widths) <= _TALLEST:
            found.append(row)
            continue
        lines = _lines_at_end(found)
        if len(found) > len(lines):
            yield tuple(found[: len(found) - len(lines)]), False
        yield (*lines, row), True
        found = []
    if found:
        yield tuple(found), False


def _lines_at_end(rows: Sequence[GridRow]) -> tuple[GridRow, ...]:
    """The lines that lead the row to come."""
    count = next((place for place, row in enumerate(reversed(rows)) if row.cells), len(rows))
    return tuple(rows[len(rows) - count :])


def _heads(report: Report, points: Sequence[Decimal]) -> Iterator[LevelHead]:
    for level in range(1, LEVELS + 1):
        worth = f"({points_text(report, points[level - 1])})" if points else ""
        yield LevelHead(f"ระดับ {report.numerals.number(level)}", worth)


def _height(row: GridRow, widths: tuple[float, ...], *, stacked: bool = False) -> float:
    """Height of a row in mm; of its tallest level where they stand one below the other."""
    if stacked:
        return max((row_height([Cell((text,), widths[-1])]) for text in row.cells), default=0.0)
    return row_height(Cell((text,), width) for text, width in zip((row.label, *row.cells), widths, strict=False))


def _widths(group: _Group, heads: Sequence[LevelHead], width: float) -> tuple[float, ...]:
    """Five equal columns: as wide as the widest cell and head where that leaves room for names, else all there is."""
    texts = [text for row in group.rows for text in row.cells] + [head.points for head in heads]
    widest = max(_LEAST_LEVEL, *(line_mm(text) for text in texts))
    level = min(widest, (width - (_NAMES if group.named else _LABELS)) / LEVELS)
    return shared_out(width, width - level * LEVELS, *[level] * LEVELS)
