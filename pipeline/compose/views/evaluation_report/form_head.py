"""The head of a form: whose it is, what it reports, and who reports it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.evaluation_report.labels import GROUP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.compose.views.evaluation_report.numbering import Numbered
    from pipeline.compose.views.evaluation_report.report import Report
    from pipeline.model import Party
    from pipeline.scoring import FrameworkDimension

TITLE = "แบบฟอร์มการรายงาน"
SUBTITLE = "ผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการประจำปีงบประมาณ พ.ศ. {year}"


@dataclass(frozen=True, slots=True)
class Choice:
    """An agency group with its check-box."""

    text: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports (ผู้รับผิดชอบการรายงาน); what is not known is empty, and a dotted line for the pen."""

    name: str
    position: str
    phone: str


def title_lines(report: Report) -> tuple[str, str]:
    """The two lines of the title."""
    return TITLE, SUBTITLE.format(year=report.year)


def running(report: Report, dimension: FrameworkDimension, one: Numbered | None = None) -> str:
    """What the pages of a form behind its first carry at the head: which form it is."""
    of = f" ตัวชี้วัดที่ {report.numerals.typed(one.number)}" if one else ""
    return f"{TITLE} ปีงบประมาณ พ.ศ. {report.year} | {report.part_name(dimension)}{of} | {report.agency}"


def choices(report: Report, indicators: Iterable[Numbered]) -> tuple[Choice, ...]:
    """The agency groups, the agency's own ticked; none where no criteria of the form differ by group."""
    if not any(row.group for one in indicators for row in one.node.indicator.criteria):
        return ()
    evaluation, numerals = report.evaluation, report.numerals
    return tuple(Choice(f"{GROUP} {numerals.typed(group)}", group == evaluation.group) for group in evaluation.groups)


def reporter(report: Report, party: Party | None) -> Reporter:
    """Name, position and telephone of a person; a unit stands for its name. The telephone is printed as typed."""
    if party is None:
        return Reporter("", "", "")
    dataset = report.dataset
    person = dataset.people_by_id.get(party.person) if party.person else None
    unit = dataset.unit_names(party.unit)[-1] if party.unit in dataset.units_by_id else ""
    name = party.name or (person.name if person else "") or report.numerals.typed(unit)
    position = party.position or (person.position if person else None) or ""
    return Reporter(
        name=name,
        position=report.numerals.typed(position),
        phone=party.phone or (person.phone if person else None) or "",
    )


def reporting_party(dimension: FrameworkDimension, indicators: Iterable[Numbered]) -> Party | None:
    """Who reports a form: as its indicators say with one voice, those above them included, else the component."""
    found = [_party(one) for one in indicators]
    named = {party for party in found if party is not None}
    return named.pop() if len(named) == 1 and None not in found else dimension.dimension.reporter


def _party(one: Numbered) -> Party | None:
    results = (upper.node.result for upper in (one, *reversed(one.above)))
    return next((result.reporter for result in results if result is not None and result.reporter is not None), None)
