"""The head of a form: whose it is, what it reports, and who reports it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.columns import shared_out
from pipeline.compose.views.evaluation_report.labels import GROUP
from pipeline.compose.widths import body_mm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.compose.views.evaluation_report.numbering import Numbered
    from pipeline.compose.views.evaluation_report.report import Report
    from pipeline.model import Party
    from pipeline.scoring import FrameworkDimension

TITLE = "แบบฟอร์มการรายงาน"
SUBTITLE = "ผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการประจำปีงบประมาณ พ.ศ. {year}"


POSITION, PHONE = "ตำแหน่ง :", "หมายเลขโทรศัพท์ :"

_SAID = re.compile(r"^(?:โทร\.|โทรศัพท์|โทร(?=\s))\s*")
"""What data may say before a telephone number, and the label of the form says already."""

_ACROSS, _LABEL, _CHOICE = 4, 26.0, 33.5
"""Groups on a line, and shares of the words before them and of each, which fill a page of 160 mm."""

_BOLD, _AIR = 1.06, 3.0
"""How much wider bold text is, as a factor; mm between two texts on one line."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An agency group with its check-box."""

    text: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """The agency groups, in lines of at most four. Widths are in mm."""

    lines: tuple[tuple[Choice, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports (ผู้รับผิดชอบการรายงาน); what is not known is empty, and a dotted line for the pen.

    ``widths`` (mm) are those of position and telephone, side by side.
    """

    name: str
    position: str
    phone: str
    widths: tuple[float, ...]


def title_lines(report: Report) -> tuple[str, str]:
    """The two lines of the title."""
    return TITLE, SUBTITLE.format(year=report.year)


def running(report: Report, dimension: FrameworkDimension, one: Numbered | None = None) -> str:
    """What the pages of a form behind its first carry at the head: which form it is."""
    of = f" ตัวชี้วัดที่ {report.numerals.typed(one.number)}" if one else ""
    return f"{TITLE} ปีงบประมาณ พ.ศ. {report.year} | {report.part_name(dimension)}{of} | {report.agency}"


def choices(report: Report, indicators: Iterable[Numbered]) -> Choices | None:
    """The agency groups, the agency's own ticked; ``None`` where no criteria of the form differ by group."""
    if not any(row.group for one in indicators for row in one.node.indicator.criteria):
        return None
    evaluation, numerals = report.evaluation, report.numerals
    found = [Choice(f"{GROUP} {numerals.typed(group)}", group == evaluation.group) for group in evaluation.groups]
    return Choices(
        lines=tuple(tuple(found[start : start + _ACROSS]) for start in range(0, len(found), _ACROSS)),
        widths=shared_out(report.options.text_width, _LABEL, *[_CHOICE] * _ACROSS),
    )


def reporter(report: Report, party: Party | None) -> Reporter:
    """Name, position and telephone of a person; a unit stands for its name. A telephone is printed as typed."""
    if party is None:
        return Reporter("", "", "", _side_by_side(report, "", ""))
    dataset = report.dataset
    person = dataset.people_by_id.get(party.person) if party.person else None
    unit = dataset.unit_names(party.unit)[-1] if party.unit in dataset.units_by_id else ""
    name = party.name or (person.name if person else "") or report.numerals.typed(unit)
    position = party.position or (person.position if person else None) or ""
    position, phone = report.numerals.typed(position), party.phone or (person.phone if person else None) or ""
    phone = _SAID.sub("", phone)
    return Reporter(name, position, phone, _side_by_side(report, position, phone))


def _side_by_side(report: Report, position: str, phone: str) -> tuple[float, ...]:
    """Widths of position and telephone: the usual ones, unless the telephone needs more and the position less."""
    total = report.options.text_width
    needed = [
        body_mm(label) * _BOLD + body_mm(f" {text}") + _AIR for label, text in ((POSITION, position), (PHONE, phone))
    ]
    right = min(max(0.44 * total, needed[1]), max(0.44 * total, total - needed[0]))
    return shared_out(total, total - right, right)


def reporting_party(dimension: FrameworkDimension, indicators: Iterable[Numbered]) -> Party | None:
    """Who reports a form: as its indicators say with one voice, those above them included, else the component."""
    found = [_party(one) for one in indicators]
    named = {party for party in found if party is not None}
    return named.pop() if len(named) == 1 and None not in found else dimension.dimension.reporter


def _party(one: Numbered) -> Party | None:
    results = (upper.node.result for upper in (one, *reversed(one.above)))
    return next((result.reporter for result in results if result is not None and result.reporter is not None), None)
