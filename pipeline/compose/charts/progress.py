"""The small picture of a progress form: planned and reported progress by month, and the money.

Planners would rather look than read; whoever cannot look has the same figures in the alternative text.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.compose.charts.money_bar import draw_money, share_text
from pipeline.compose.charts.progress_plot import Series, draw_plot
from pipeline.compose.charts.svg import POINTS_PER_MM, Canvas, data_uri
from pipeline.compose.views.lines import baht
from pipeline.model import Month
from pipeline.model.progress import month_of, planned_by_month, reported_by_month
from pipeline.thai.dates import fiscal_months

if TYPE_CHECKING:
    from pipeline.compose.composed import Options
    from pipeline.compose.digits import Numerals
    from pipeline.model import Project

HEIGHT_MM = 45.0
MOST_MONTHS = 60
"""Longest axis; a project of more than five years, or with a date far off, has no picture."""

_YEAR = 12
_EARLIEST = 1957 * _YEAR  # the first month that a record can hold
_PLOT_SHARE, _MONEY_FROM = 0.71, 0.755


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to print: ``src`` is a data address, sizes are in mm."""

    src: str
    alt: str
    width: str
    height: str


def progress_picture(project: Project, fiscal_year: int, options: Options) -> Picture | None:
    """The picture of a project; ``None`` where it has neither steps nor a dated percentage.

    Args:
        project: whose progress and money.
        fiscal_year: in BE; its twelve months are the axis unless the project reaches beyond them.
        options: digits, face and width of the type area.
    """
    series = _series(project, fiscal_year)
    if series is None:
        return None
    canvas = Canvas(options.text_width * POINTS_PER_MM, HEIGHT_MM * POINTS_PER_MM, options.face_scale)
    draw_plot(canvas, canvas.width * _PLOT_SHARE, series, options.numerals)
    left = canvas.width * _MONEY_FROM
    draw_money(canvas, left, project.budget_received, project.spent, options.numerals)
    return Picture(
        src=data_uri(canvas.svg()),
        alt=_alternative_text(project, series, options.numerals),
        width=f"{options.text_width:g}",
        height=f"{HEIGHT_MM:g}",
    )


def _series(project: Project, fiscal_year: int) -> Series | None:
    planned = {month.index: value for month, value in planned_by_month(project)}
    reported = {month.index: value for month, value in reported_by_month(project)}
    if not planned and not reported:
        return None
    months = _axis(project, fiscal_year, planned.keys() | reported.keys())
    if not months:
        return None
    return Series(
        months,
        _filled(months, planned) if planned else (),
        tuple((at, reported[month.index]) for at, month in enumerate(months) if month.index in reported),
    )


def _axis(project: Project, fiscal_year: int, used: set[int]) -> tuple[Month, ...]:
    """October to September of the fiscal year, or the project's own months where it reaches beyond.

    None at all where there would be too many.
    """
    year, month = fiscal_months(fiscal_year)[0]
    october = year * 12 + month - 1
    ends = [month_of(day) for day in (project.start, project.end) if day is not None]
    indices = used | {month.index for month in ends if month is not None}
    first, last = min(indices), max(indices)
    if october <= first and last < october + _YEAR:
        first, last = october, october + _YEAR - 1
    if last - first >= MOST_MONTHS or first < _EARLIEST:
        return ()
    return tuple(Month(year=index // _YEAR, month=index % _YEAR + 1) for index in range(first, last + 1))


def _filled(months: tuple[Month, ...], planned: dict[int, Decimal]) -> tuple[Decimal, ...]:
    """The plan over the whole axis: nothing before its first month, its last value afterwards."""
    value = Decimal(0)
    filled = []
    for month in months:
        value = planned.get(month.index, value)
        filled.append(value)
    return tuple(filled)


def _alternative_text(project: Project, series: Series, numerals: Numerals) -> str:
    """One sentence with the figures that the picture shows."""
    parts = ["แผนภูมิความก้าวหน้าสะสมและงบประมาณของโครงการ"]
    at = -1
    if series.reported:
        at, value = series.reported[-1]
        parts.append(f"รายงานล่าสุดเดือน {numerals.month(series.months[at])} ก้าวหน้า {numerals.percent(value)}")
        if series.planned:
            parts.append(f"แผนสะสมถึงเดือนเดียวกัน {numerals.percent(series.planned[at])}")
    else:
        parts.append("ยังไม่มีรายงานความก้าวหน้า")
    if series.planned and at != len(series.months) - 1:
        last = series.months[-1]
        parts.append(f"แผนสะสมถึงเดือน {numerals.month(last)} {numerals.percent(series.planned[-1])}")
    received, spent = project.budget_received, project.spent
    parts.append(f"งบประมาณที่ได้รับ {baht(received, numerals)} ใช้ไป {baht(spent, numerals)}")
    share = share_text(received, spent, numerals)
    return " ".join([*parts, share]) if share else " ".join(parts)
