"""Progress against plan and money against budget (ผลเทียบแผน), a row for each division, strategy or agency.

A pale bar is what should be, a dark one upon it what is; the figures stand beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from pipeline.compose.charts.figure import drawing, text_width
from pipeline.compose.charts.labels import label_lines
from pipeline.compose.charts.progress import Picture
from pipeline.compose.charts.svg import GREY, INK, PALE, POINTS_PER_MM, data_uri
from pipeline.compose.views.lines import MISSING, baht

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.compose.charts.figure import Drawing
    from pipeline.compose.composed import Options
    from pipeline.compose.digits import Numerals
    from pipeline.monitoring import Totals

_DARK, _LIGHT = "#1f4e79", "#c6dbef"
_SIZE = 13.0
_PITCH, _SPACE, _HEAD, _LEGEND = 11.5, 5.0, 30.0, 21.0
"""Line pitch of the names, space between two rows, height of the headings and middle of the legend in it, in pt."""

_THICK, _THIN, _SWATCH = 9.0, 4.0, 6.0
_NAMES, _LINES, _GAP, _NEAR = 0.32, 3, 12.0, 4.0
"""Most that names take of the width, and lines that they have; space between columns, and beside a bar, in pt."""

_SPARE = 1.04
"""How much wider a text may be in the face of another office, as a factor."""

_SHORTEST = 12.0
"""Width of the longest bar where figures and names leave no more, in pt."""

_MILLION = Decimal(1_000_000)
_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Part:
    """A division, strategy or agency with its figures; the name is printed as it stands.

    ``several``: it stands for many, and its money is out of scale beside the others.
    """

    name: str
    totals: Totals
    several: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """The two bars of a row and the text beside them; ``None``: no bar."""

    should: Decimal | None
    done: Decimal | None
    text: str


@dataclass(frozen=True, slots=True)
class _Half:
    """A plot: heading, what its bars are, its rows, and where its scale ends if no bar is longer."""

    title: str
    should: str
    done: str
    rows: tuple[_Row, ...]
    end: float = 0.0

    @property
    def bars(self) -> tuple[Decimal, ...]:
        """Lengths of the bars."""
        return tuple(value for row in self.rows for value in (row.should, row.done) if value is not None)

    @property
    def figures(self) -> float:
        """Width of the texts beside the bars, in pt."""
        return _SPARE * max(text_width(row.text, _SIZE) for row in self.rows)


def parts_picture(parts: Sequence[Part], what: str, options: Options, width: float) -> Picture | None:
    """The picture, ``width`` mm wide; ``None`` where no part has a bar.

    Args:
        parts: the rows.
        what: the parts are: ``ส่วนราชการ``.
        options: digits and face.
        width: of the picture in mm.
    """
    across, numerals = width * POINTS_PER_MM, options.numerals
    names = [label_lines(part.name, _SIZE, across * _NAMES, _LINES) for part in parts]
    ends = list(accumulate((len(lines) * _PITCH + _SPACE for lines in names), initial=_HEAD))
    middles = [(start + end) / 2 for start, end in pairwise(ends)]
    halves = (
        _Half("ความก้าวหน้าเฉลี่ย (ร้อยละ)", "แผน", "ก้าวหน้า", tuple(_progress(part, numerals) for part in parts), _WHOLE),
        _Half("การใช้งบประมาณ (บาท)", "งบประมาณ", "ใช้ไป", tuple(_money(part, numerals) for part in parts)),
    )
    if not any(half.bars for half in halves):
        return None
    widest = max(text_width(line, _SIZE) for lines in names for line in lines)
    room = (across - widest - 2 * (_GAP + _NEAR) - sum(half.figures for half in halves)) / 2
    bar = max(room, _SHORTEST)
    with drawing(width, ends[-1] / POINTS_PER_MM, options) as chart:
        _names(chart, names, middles)
        left = widest + _GAP
        for half in halves:
            _half(chart, half, (left, bar), middles)
            left += bar + _NEAR + half.figures + _GAP
        svg = chart.svg()
    height = f"{ends[-1] / POINTS_PER_MM:.2f}"
    return Picture(data_uri(svg), alternative_text(parts, what, numerals), f"{width:g}", height)


def parts_height(names: Sequence[str], width: float) -> float:
    """Height in mm of the picture of parts with these names, ``width`` mm wide."""
    lines = (len(label_lines(name, _SIZE, width * POINTS_PER_MM * _NAMES, _LINES)) for name in names)
    return (_HEAD + sum(count * _PITCH + _SPACE for count in lines)) / POINTS_PER_MM


def alternative_text(parts: Sequence[Part], what: str, numerals: Numerals) -> str:
    """The figures that the picture shows, part by part."""
    told = [f"แผนภูมิแท่งความก้าวหน้าและการใช้งบประมาณราย{what}"]
    for part in parts:
        totals = part.totals
        told.append(
            f"{part.name} ความก้าวหน้าร้อยละ {_decimal(totals.progress, numerals)}"
            f" แผนร้อยละ {_decimal(totals.planned, numerals)}"
            f" ใช้ไป {baht(totals.spent, numerals)} จากงบประมาณ {baht(totals.budget, numerals)}"
        )
    return " ".join(told)


def _decimal(value: Decimal | None, numerals: Numerals) -> str:
    return MISSING if value is None else numerals.decimal(value)


def _progress(part: Part, numerals: Numerals) -> _Row:
    totals = part.totals
    if totals.progress is None or totals.planned is None:
        return _Row(None, None, "เทียบแผนไม่ได้")
    text = f"{numerals.decimal(totals.progress)} (แผน {numerals.decimal(totals.planned)})"
    return _Row(totals.planned, totals.progress, text)


def _money(part: Part, numerals: Numerals) -> _Row:
    totals = part.totals
    if not totals.budget:
        return _Row(None, totals.spent, "ไม่มีข้อมูล" if totals.budget is None else "ไม่มีงบประมาณ")
    share = MISSING if totals.percent is None else numerals.percent(totals.percent)
    text = f"{share} ของ {_short(totals.budget, numerals)}"
    return _Row(None, None, text) if part.several else _Row(totals.budget, totals.spent, text)


def _short(amount: Decimal, numerals: Numerals) -> str:
    """``12.40 ล้าน``, or the whole amount where it is less than a million."""
    return f"{numerals.decimal(amount / _MILLION)} ล้าน" if amount >= _MILLION else numerals.amount(amount)


def _names(chart: Drawing, names: Sequence[Sequence[str]], middles: Sequence[float]) -> None:
    for lines, middle in zip(names, middles, strict=True):
        first = middle - _PITCH * (len(lines) - 1) / 2
        for place, line in enumerate(lines):
            chart.text((0, first + _PITCH * place), line, _SIZE)


def _half(chart: Drawing, half: _Half, place: tuple[float, float], middles: Sequence[float]) -> None:
    """A plot with its heading and legend; ``place`` are its left end and the width of its bars, in pt."""
    left, width = place
    chart.text((left, 6.5), half.title, _SIZE, bold=True)
    x = left
    for fill, word in ((_LIGHT, half.should), (_DARK, half.done)):
        chart.swatch((x, _LEGEND), _SWATCH, fill)
        chart.text((x + _SWATCH + 3, _LEGEND), word, _SIZE)
        x += _SWATCH + 3 + text_width(word, _SIZE) + 9
    axes = chart.panel(left, _HEAD, width, chart.height - _HEAD)
    axes.set_xlim(0, max(half.end, *map(float, half.bars), 0.0) or 1.0)
    axes.set_ylim(chart.height, _HEAD)
    if half.end:
        axes.axvline(half.end, color=PALE, linewidth=0.6, clip_on=False)
    for row, middle in zip(half.rows, middles, strict=True):
        if row.should is not None:
            axes.barh(middle, float(row.should), _THICK, color=_LIGHT, edgecolor=INK, linewidth=0.5, clip_on=False)
        if row.done:
            axes.barh(middle, float(row.done), _THIN, color=_DARK, clip_on=False)
        chart.text((left + width + _NEAR, middle), row.text, _SIZE)
    axes.axvline(0, color=GREY, linewidth=0.8, clip_on=False)
