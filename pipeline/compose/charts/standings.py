"""Where projects stand (สถานะของโครงการ): one bar of all projects, a stretch for each standing, and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.charts.figure import drawing, text_width
from pipeline.compose.charts.progress import Picture
from pipeline.compose.charts.svg import INK, POINTS_PER_MM, data_uri
from pipeline.monitoring import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.compose.charts.figure import Drawing
    from pipeline.compose.composed import Options
    from pipeline.compose.digits import Numerals
    from pipeline.monitoring import Totals

TITLE = "แผนภูมิสัดส่วนสถานะของโครงการ"
_SIZE = 13.0
_BAR, _ABOVE, _LINE, _SWATCH, _GAP = 16.0, 2.0, 15.0, 8.0, 14.0
"""Height of the bar, space around it, pitch of the legend, side of its squares and space between its entries, in pt."""


@dataclass(frozen=True, slots=True)
class Look:
    """A colour and a hatching: told apart in grey too, from dark to white; what is behind plan is hatched."""

    fill: str
    hatch: str = ""


LOOKS = {
    Standing.FINISHED: Look("#1f4e79"),
    Standing.AHEAD: Look("#5b93c7"),
    Standing.ON_PLAN: Look("#c6dbef"),
    Standing.BEHIND: Look("#f6b26b", "////"),
    Standing.NOT_STARTED: Look("#ffffff"),
    Standing.UNKNOWN: Look("#ffffff", "..."),
}


def standings_picture(totals: Totals, options: Options, width: float) -> Picture | None:
    """The picture, ``width`` mm wide; ``None`` without projects. Standings that no project has are left out."""
    shown = [(standing, count) for standing, count in totals.standings if count]
    if not shown:
        return None
    entries = [(standing, f"{standing.label} {options.numerals.number(count)}") for standing, count in shown]
    lines = _legend_lines(entries, width * POINTS_PER_MM)
    height = (2 * _ABOVE + _BAR + 5 + _LINE * len(lines)) / POINTS_PER_MM
    with drawing(width, height, options) as chart:
        _bar(chart, shown)
        for place, line in enumerate(lines):
            _legend(chart, 2 * _ABOVE + _BAR + 5 + _LINE * (place + 0.5), line)
        svg = chart.svg()
    return Picture(data_uri(svg), alternative_text(totals, options.numerals), f"{width:g}", f"{height:.2f}")


def alternative_text(totals: Totals, numerals: Numerals) -> str:
    """``… โครงการทั้งหมด 12 โครงการ แล้วเสร็จ 3 …``: the figures of the picture."""
    parts = [f"{TITLE} โครงการทั้งหมด {numerals.number(totals.projects)} โครงการ"]
    parts += [f"{standing.label} {numerals.number(count)}" for standing, count in totals.standings if count]
    return " ".join(parts)


def _bar(chart: Drawing, shown: Sequence[tuple[Standing, int]]) -> None:
    axes = chart.panel(0.5, _ABOVE, chart.width - 1, _BAR)
    axes.set_xlim(0, sum(count for _, count in shown))
    axes.set_ylim(0.5, -0.5)
    left = 0
    for standing, count in shown:
        look = LOOKS[standing]
        axes.barh(
            0, count, 1, left, color=look.fill, hatch=look.hatch or None, edgecolor=INK, linewidth=0.6, clip_on=False
        )
        left += count


def _legend_lines(entries: Sequence[tuple[Standing, str]], width: float) -> list[list[tuple[Standing, str]]]:
    lines: list[list[tuple[Standing, str]]] = [[]]
    used = 0.0
    for standing, text in entries:
        own = _SWATCH + 4 + text_width(text, _SIZE)
        if lines[-1] and used + own > width:
            lines.append([])
            used = 0.0
        lines[-1].append((standing, text))
        used += own + _GAP
    return lines


def _legend(chart: Drawing, middle: float, line: Sequence[tuple[Standing, str]]) -> None:
    x = 0.5
    for standing, text in line:
        look = LOOKS[standing]
        chart.swatch((x, middle), _SWATCH, look.fill, look.hatch)
        chart.text((x + _SWATCH + 4, middle), text, _SIZE)
        x += _SWATCH + 4 + text_width(text, _SIZE) + _GAP
