"""Reported progress against planned cumulative progress, month by month."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.charts.svg import GREY, INK, PALE, crosses
from pipeline.thai.eras import BE_OFFSET, SHORT_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from pipeline.compose.charts.svg import Canvas, Point
    from pipeline.compose.digits import Numerals
    from pipeline.model import Month

LABEL, TICK, HEAD = 13.0, 11.5, 13.0
"""Sizes in design points: labels of the lines, of the axes, headings."""

HEADING = "ความก้าวหน้าสะสม (ร้อยละ)"
PLAN, REPORTED = "แผน", "รายงาน"
NOTHING_REPORTED = "ยังไม่มีรายงานความก้าวหน้า"
_FULL = 100
_DOT = 1.7


@dataclass(frozen=True, slots=True)
class Series:
    """What is drawn: the months of the axis, planned progress for each (or none), reported progress where given."""

    months: tuple[Month, ...]
    planned: tuple[Decimal, ...]
    reported: tuple[tuple[int, Decimal], ...]
    """Index of the month, percent."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The plot's rectangle in pt and its scales."""

    left: float
    top: float
    right: float
    bottom: float
    months: int
    highest: int
    heading: float
    """Right end of the heading above the plot: labels may stand beside it."""

    def x(self, index: int) -> float:
        """Middle of a month."""
        return self.left + (index + 0.5) * (self.right - self.left) / self.months

    def y(self, percent: Decimal | int) -> float:
        """Height of a percentage."""
        return self.bottom - float(percent) / self.highest * (self.bottom - self.top)


def draw_plot(canvas: Canvas, width: float, series: Series, numerals: Numerals) -> None:
    """Draw the plot into the left ``width`` pt of a canvas."""
    line = LABEL * canvas.scale * 1.3
    canvas.text((0, line * 0.75), HEADING, HEAD, bold=True)
    highest = _top(series)
    tick_room = canvas.text_width(numerals.number(highest), TICK) + 4
    label_room = max(canvas.text_width(text, LABEL) for text in _end_labels(series, numerals)) + 6
    frame = _Frame(
        tick_room,
        line * 1.45,
        width - label_room,
        canvas.height - 2.3 * TICK * canvas.scale * 1.3,
        len(series.months),
        highest,
        1.1 * canvas.text_width(HEADING, HEAD) + 4,
    )
    _draw_scale(canvas, frame, numerals)
    _draw_months(canvas, frame, series.months, numerals)
    plan = [(frame.x(index), frame.y(value)) for index, value in enumerate(series.planned)]
    reported = [(frame.x(index), frame.y(value)) for index, value in series.reported]
    canvas.polyline(plan, color=GREY, width=1.0, dash="3 2")
    canvas.polyline(reported, color=INK, width=1.3)
    for point in reported:
        canvas.dot(point, _DOT)
    _draw_labels(canvas, frame, plan, reported, _end_labels(series, numerals))


def _top(series: Series) -> int:
    """Upper end of the scale: 100, or the next fifty above what is drawn."""
    highest = max([*series.planned, *(value for _, value in series.reported)])
    return max(_FULL, math.ceil(highest / 50) * 50)


def _end_labels(series: Series, numerals: Numerals) -> tuple[str, str]:
    plan = f"{PLAN} {numerals.percent(series.planned[-1])}" if series.planned else ""
    reported = f"{REPORTED} {numerals.percent(series.reported[-1][1])}" if series.reported else ""
    return plan, reported


def _draw_scale(canvas: Canvas, frame: _Frame, numerals: Numerals) -> None:
    step = 25 if frame.highest == _FULL else 50 * math.ceil(frame.highest / 250)
    for percent in range(0, frame.highest + 1, step):
        y = frame.y(percent)
        canvas.line((frame.left, y), (frame.right, y), color=INK if percent == 0 else PALE, width=0.5)
        canvas.text((frame.left - 3, y + TICK * canvas.scale * 0.32), numerals.number(percent), TICK, anchor="end")


def _draw_months(canvas: Canvas, frame: _Frame, months: Sequence[Month], numerals: Numerals) -> None:
    """Names of the months, as many as there is room for, and the years (BE) below them."""
    line = TICK * canvas.scale * 1.3
    widest = 0.9 * max(canvas.text_width(name, TICK) for name in SHORT_MONTHS)  # few are as wide as เม.ย.
    every = max(1, math.ceil(widest * frame.months / (frame.right - frame.left)))
    for index, month in enumerate(months):
        if index % every == 0:
            at = (frame.x(index), frame.bottom + line * 0.95)
            canvas.text(at, SHORT_MONTHS[month.month - 1], TICK, anchor="middle")
        if index and month.month == 1:
            x = (frame.x(index - 1) + frame.x(index)) / 2
            canvas.line((x, frame.bottom), (x, frame.bottom + line * 2.1), color=GREY, width=0.4)
    for year in sorted({month.year for month in months}):
        at_year = [index for index, month in enumerate(months) if month.year == year]
        middle = (frame.x(at_year[0]) + frame.x(at_year[-1])) / 2
        text = numerals.number(year + BE_OFFSET)
        if canvas.text_width(text, TICK) <= len(at_year) * (frame.right - frame.left) / frame.months:
            canvas.text((middle, frame.bottom + line * 1.95), text, TICK, anchor="middle")


def _draw_labels(
    canvas: Canvas, frame: _Frame, plan: list[Point], reported: list[Point], texts: tuple[str, str]
) -> None:
    """Names and last values at the ends of the lines; those that would collide are pushed apart or put beside."""
    line = LABEL * canvas.scale * 1.3
    half = LABEL * canvas.scale * 0.32
    plan_y = plan[-1][1] if plan else None
    if plan_y is not None:
        canvas.text((frame.right + 4, plan_y + half), texts[0], LABEL)
    if not reported:
        corner = (frame.left + 3, frame.top + 1)
        if not crosses(corner, canvas.text_width(NOTHING_REPORTED, LABEL), line, plan):
            canvas.text((corner[0], corner[1] + line * 0.75), NOTHING_REPORTED, LABEL)
        return
    size = (canvas.text_width(texts[1], LABEL), line)
    beside = _free_place(reported[-1], size, frame, (plan, reported))
    if beside is not None:
        canvas.text((beside[0], beside[1] + line * 0.75), texts[1], LABEL)
        return
    y = reported[-1][1]
    if plan_y is not None and abs(y - plan_y) < line:
        y = plan_y + line if y >= plan_y and plan_y + line < frame.bottom else plan_y - line
    canvas.text((frame.right + 4, y + half), texts[1], LABEL)


def _free_place(
    point: Point, size: tuple[float, float], frame: _Frame, lines: tuple[list[Point], list[Point]]
) -> Point | None:
    """Top left corner for a label near a point, inside the plot and off both lines; ``None`` if there is none."""
    (x, y), (width, height) = point, size
    plan, reported = lines
    ahead = not plan or y <= _height_at(plan, x)
    for left, top in _candidates(point, size, frame, above=ahead):
        highest = 0 if left > frame.heading else frame.top
        inside = frame.left <= left and left + width <= frame.right and highest <= top <= frame.bottom - height
        box = (left - _DOT, top - _DOT), width + 2 * _DOT, height + 2 * _DOT
        dots = any(crosses(*box, [dot, dot]) for dot in reported)
        if inside and not dots and not any(crosses(*box, line) for line in lines):
            return left, top
    return None


def _candidates(point: Point, size: tuple[float, float], frame: _Frame, *, above: bool) -> Iterator[Point]:
    """Places around a point, nearest first; on the side away from the plan, so that nobody takes one for the other."""
    (x, y), (width, height) = point, size
    gap = 3.0
    least, most = frame.left + gap, frame.right - width
    across = [min(max(left, least), most) for left in (x + gap, x - width / 2, x - width - gap)]
    yield x + gap, y - height / 2
    for distance in (0.0, 0.5, 1.0, 1.5):
        top = y - gap - height * (1 + distance) if above else y + gap + height * distance
        for left in across:
            yield left, top
    yield x + gap, y + gap


def _height_at(line: list[Point], x: float) -> float:
    """The line's y at the point nearest to ``x``."""
    return min(line, key=lambda point: abs(point[0] - x))[1]
