"""Results of the four quarters beside their targets, as pairs of bars: the small picture of an indicator.

The table beside it has the same figures, and so has the alternative text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.charts.progress import Picture
from pipeline.compose.charts.svg import GREY, INK, PALE, POINTS_PER_MM, Canvas, data_uri
from pipeline.thai.money import common_places, format_amount
from pipeline.thai.targets import print_target

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from pipeline.compose.composed import Options
    from pipeline.compose.digits import Numerals

TITLE = "แผนภูมิแท่งผลการดำเนินงานรายไตรมาสเทียบกับเป้าหมาย"
TARGET, RESULT = "เป้าหมาย", "ผลการดำเนินงาน"
_LABEL, _NAME = 12.0, 12.0
"""Sizes in design points: figures above the bars, names of the quarters and what the bars are."""

_LINE, _FOOT = 1.3, 1.7
"""Height of a line, and of the names below the plot with the marks above their letters, in em."""

_BAR, _GAP = 0.34, 0.04
"""Width of a bar and the space between the two of a quarter, as shares of the quarter's room."""

_SHADE = "#8C8C8C"
_SWATCH = 6.0


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """Target and result of one quarter; ``None`` where none is given, which is not 0."""

    quarter: int
    target: Decimal | None
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class _Plot:
    """The plot in pt and its scale: ``least`` ≤ 0 ≤ ``most``."""

    left: float
    right: float
    top: float
    bottom: float
    least: float
    most: float
    quarters: int

    @property
    def room(self) -> float:
        """Width of a quarter."""
        return (self.right - self.left) / self.quarters

    def y(self, value: float) -> float:
        """Height of a value."""
        return self.bottom - (value - self.least) / (self.most - self.least) * (self.bottom - self.top)


def quarters_picture(
    figures: Sequence[QuarterFigures], unit: str | None, options: Options, width: float, height: float
) -> Picture | None:
    """The picture, ``width`` × ``height`` mm; ``None`` where there is no number to draw.

    Args:
        figures: the quarters of the axis, in order.
        unit: of the indicator, for the alternative text.
        options: digits and face.
        width: of the picture in mm.
        height: of the picture in mm.
    """
    if all(one.target is None and one.value is None for one in figures):
        return None
    canvas = Canvas(width * POINTS_PER_MM, height * POINTS_PER_MM, options.face_scale)
    numerals = options.numerals
    line = _NAME * canvas.scale * _LINE
    values = [float(value) for one in figures for value in (one.target, one.value) if value is not None]
    least, most = min(0.0, *values), max(0.0, *values)
    bottom = canvas.height - _FOOT * _NAME * canvas.scale - (line if least < 0 else 0)
    plot = _Plot(0, canvas.width, 2.2 * line, bottom, least, most if most > least else 1.0, len(figures))
    _legend(canvas, line)
    targets = _labels([one.target for one in figures], numerals)
    results = _labels([one.value for one in figures], numerals)
    for place, one in enumerate(figures):
        _bars(canvas, plot, place, ((one.target, targets[place]), (one.value, results[place])))
        _name(canvas, plot, place, f"ไตรมาสที่ {numerals.number(one.quarter)}")
    canvas.line((plot.left, plot.y(0)), (plot.right, plot.y(0)), color=GREY, width=0.6)
    return Picture(data_uri(canvas.svg()), alternative_text(figures, unit, numerals), f"{width:g}", f"{height:g}")


def alternative_text(figures: Sequence[QuarterFigures], unit: str | None, numerals: Numerals) -> str:
    """The figures that the picture shows: ``… ไตรมาสที่ 1 เป้าหมาย ร้อยละ 25 ผลการดำเนินงาน ร้อยละ 20``."""
    parts = [TITLE]
    places = _places([one.target for one in figures]), _places([one.value for one in figures])
    for one in figures:
        said = [
            f"{name} {numerals.computed(print_target(None, value, unit, places=decimals))}"
            for name, value, decimals in zip((TARGET, RESULT), (one.target, one.value), places, strict=True)
            if value is not None
        ]
        if said:
            parts += [f"ไตรมาสที่ {numerals.number(one.quarter)}", *said]
    return " ".join(parts)


def _legend(canvas: Canvas, line: float) -> None:
    """What the two bars are, above the plot."""
    x = 0.5
    for name, fill in ((TARGET, "none"), (RESULT, _SHADE)):
        canvas.box((x, line * 0.75 - _SWATCH), _SWATCH, _SWATCH, fill=fill, stroke=INK)
        canvas.text((x + _SWATCH + 3, line * 0.75), name, _NAME)
        x += _SWATCH + 3 + canvas.text_width(name, _NAME) + 8


def _labels(values: Sequence[Decimal | None], numerals: Numerals) -> list[str]:
    """The figures above the bars of a series, with the decimals of the table; empty where there is none."""
    places = _places(values)
    return ["" if value is None else numerals.computed(format_amount(value, places)) for value in values]


def _places(values: Sequence[Decimal | None]) -> int:
    return common_places(value for value in values if value is not None)


def _bars(canvas: Canvas, plot: _Plot, place: int, pair: Sequence[tuple[Decimal | None, str]]) -> None:
    """Target and result of a quarter, each with its figure."""
    left = plot.left + place * plot.room
    width, gap = plot.room * _BAR, plot.room * _GAP
    start = left + (plot.room - 2 * width - gap) / 2
    for x, (value, label), fill in zip((start, start + width + gap), pair, ("none", _SHADE), strict=True):
        if value is not None:
            _bar(canvas, plot, (x, width), value, fill)
            _figure(canvas, plot, (x - gap / 2, width + gap), value, label)


def _name(canvas: Canvas, plot: _Plot, place: int, name: str) -> None:
    """The name of a quarter below its bars, and a line between it and the one before."""
    left = plot.left + place * plot.room
    middle = left + plot.room / 2
    canvas.text((middle, canvas.height - _NAME * canvas.scale * 0.35), name, _NAME, anchor="middle")
    if place:
        canvas.line((left, plot.top), (left, plot.bottom), color=PALE, width=0.4)


def _bar(canvas: Canvas, plot: _Plot, across: tuple[float, float], value: Decimal, fill: str) -> None:
    ends = sorted((plot.y(0), plot.y(float(value))))
    canvas.box((across[0], ends[0]), across[1], ends[1] - ends[0], fill=fill, stroke=INK)


def _figure(canvas: Canvas, plot: _Plot, across: tuple[float, float], value: Decimal, text: str) -> None:
    """The figure above its bar (below a negative one), where it is no wider than the bar: the table has it anyway."""
    if canvas.text_width(text, _LABEL) > across[1]:
        return
    line = _LABEL * canvas.scale * _LINE
    y = plot.y(float(value)) + (line * 0.8 if value < 0 else -line * 0.25)
    canvas.text((across[0] + across[1] / 2, y), text, _LABEL, anchor="middle")
