"""ผลการดำเนินงานรายไตรมาส: what an indicator aimed at and reached in each quarter, as a table and as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.charts.quarters import QuarterFigures, quarters_picture
from pipeline.compose.views.columns import shared_out
from pipeline.compose.views.evaluation_report.figures import value_text
from pipeline.compose.views.texts import NONE
from pipeline.thai.dates import fiscal_months
from pipeline.thai.eras import BE_OFFSET, SHORT_MONTHS
from pipeline.thai.money import common_places

if TYPE_CHECKING:
    from collections.abc import Collection

    from pipeline.compose.charts.progress import Picture
    from pipeline.compose.composed import Entry
    from pipeline.compose.views.evaluation_report.report import Report
    from pipeline.model import QuarterResult
    from pipeline.scoring import FrameworkNode

HEADING = "ผลการดำเนินงานรายไตรมาสเทียบกับเป้าหมาย"
QUARTERS = (1, 2, 3, 4)
_MONTHS = 3
_FIGURES, _TEXTS = (38, 30, 34, 32), (33, 20, 62, 30)
"""How the columns share what a picture leaves, where results are figures only, and where texts are among them."""

_BESIDE = 200.0
"""A page at least as wide, in mm, has room for the picture beside the figures; on others it stands below them."""

_MOST_PICTURE, _PICTURE_HEIGHT, _SIDES = 110.0, 29.5, 3.2
"""Of the picture in mm, as high as the four rows beside it, and what its cell adds to its width."""


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """A quarter; what was not given is a dash."""

    number: str
    months: str
    target: str
    result: tuple[str, ...]
    date: str


@dataclass(frozen=True, slots=True)
class Quarters:
    """All four quarters. The picture has a column that spans the rows, else a row below them. Widths are in mm."""

    heading: Entry
    rows: tuple[QuarterRow, ...]
    picture: Picture | None
    beside: bool
    widths: tuple[float, ...]


def quarters(report: Report, node: FrameworkNode, width: float) -> Quarters | None:
    """The quarters of an indicator on a page of ``width`` mm; ``None`` where no quarter was given."""
    given = {one.quarter: one for one in reversed(node.result.quarters)} if node.result else {}
    if not given:
        return None
    picture = _picture(report, node, given, width) if report.options.picture else None
    shares = _TEXTS if any(one.text for one in given.values()) else _FIGURES
    widths = shared_out(width, *shares)
    beside = picture is not None and width >= _BESIDE
    if picture is not None and beside:
        drawn = float(picture.width) + _SIDES
        widths = (*shared_out(width - drawn, *shares), drawn)
    places = _places(given.values())
    return Quarters(
        heading=report.heading(4, HEADING, "quarters", node.indicator.id),
        rows=tuple(_row(report, node, quarter, given.get(quarter), places) for quarter in QUARTERS),
        picture=picture,
        beside=beside,
        widths=widths,
    )


def _places(given: Collection[QuarterResult]) -> tuple[int, int]:
    """Decimals that the targets have in common, and the results."""
    targets = [one.target for one in given if one.target is not None]
    return common_places(targets), common_places(one.value for one in given if one.value is not None)


def _row(
    report: Report, node: FrameworkNode, quarter: int, one: QuarterResult | None, places: tuple[int, int]
) -> QuarterRow:
    target = one.target if one else None
    value = value_text(report, node, one.value, places[1]) if one and one.value is not None else ""
    text = report.numerals.typed(one.text) if one and one.text else ""
    return QuarterRow(
        number=report.numerals.number(quarter),
        months=_months(report, quarter),
        target=NONE if target is None else value_text(report, node, target, places[0]),
        result=tuple(line for line in (value, text) if line) or (NONE,),
        date=report.numerals.date(one.date, "short") if one and one.date else NONE,
    )


def _months(report: Report, quarter: int) -> str:
    """``ต.ค.–ธ.ค. 2563``."""
    months = fiscal_months(report.dataset.fiscal_year)[(quarter - 1) * _MONTHS : quarter * _MONTHS]
    (year, first), (_, last) = months[0], months[-1]
    return f"{SHORT_MONTHS[first - 1]}–{SHORT_MONTHS[last - 1]} {report.numerals.number(year + BE_OFFSET)}"


def _picture(report: Report, node: FrameworkNode, given: dict[int, QuarterResult], width: float) -> Picture | None:
    figures = [
        QuarterFigures(quarter, one.target if one else None, one.value if one else None)
        for quarter, one in ((quarter, given.get(quarter)) for quarter in QUARTERS)
    ]
    drawn = min(_MOST_PICTURE, width - _SIDES)
    return quarters_picture(figures, node.indicator.unit, report.options, drawn, _PICTURE_HEIGHT)
