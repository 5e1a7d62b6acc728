"""Numbered meetings (ประชุมครั้งที่ 3/2563) in narratives: their years and their dates across reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.checks.narrative_dates import be_year, dates_in
from pipeline.checks.registry import Hit, hit, rule
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.thai.dates import fiscal_year, format_date
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from pipeline.checks.texts import TextAt
    from pipeline.checks.view import ProjectView

_NUMBER = re.compile(r"ครั้งที่\s*([0-9๐-๙]{1,3})(?:\s*/\s*([0-9๐-๙]{4}))?(?![0-9๐-๙/])")
_COMMITTEE = re.compile(r"คณะ(?:กรรมการ|อนุกรรมการ|ทำงาน|ผู้บริหาร)")
_END_OF_NAME = re.compile(r"ฯ|เพื่อ|ได้|มีการ|ครั้งที่|ประชุม|เมื่อ|ณ วันที่|ในวันที่|\n")
_LINK = re.compile(r"\s*(?:เมื่อ|ใน|ณ)?\s*(?:วันที่)?\s*")
_LOOK_BACK = 300

MOST_MEETINGS = 1000
"""Mentions of one project that are compared with each other; more is no report."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One mention of a numbered meeting: its number, year (BE) and date as far as they are told."""

    at: TextAt
    text: str
    no: int
    year: int | None
    committee: str
    date: dt.date | None

    def same_committee(self, other: Meeting) -> bool:
        """Whether both mentions can be of one committee: a shortened name (…ฯ) begins the full one."""
        return self.committee.startswith(other.committee) or other.committee.startswith(self.committee)


@rule(
    id="meeting-with-two-dates",
    severity=Severity.WARNING,
    title=N_("การประชุมครั้งเดียวกันมีสองวันที่"),
    message=N_("การประชุมครั้งที่ {number} ในรายงานครั้งที่ {no} เป็นวันที่ {date} แต่ในรายงานครั้งที่ {before} เป็น {earlier}"),
    remedy=N_("ตรวจกับรายงานการประชุม แล้วแก้วันที่หรือครั้งที่ให้ตรงกัน"),
    basis=N_("การประชุมหนึ่งครั้งมีวันเดียว"),
)
def meeting_with_two_dates(view: ProjectView) -> Iterator[Hit]:
    """The same numbered meeting of the same committee on different days."""
    told: list[Meeting] = []
    for meeting in meetings_of(view):
        if meeting.year is None or meeting.date is None:
            continue
        before = next((other for other in told if _same(meeting, other) and other.date != meeting.date), None)
        told.append(meeting)
        if before and before.date:
            yield hit(
                meeting.at.path,
                quote=meeting.text,
                number=f"{meeting.no}/{meeting.year}",
                no=_report_no(meeting),
                date=format_date(meeting.date),
                before=_report_no(before),
                earlier=format_date(before.date),
                related=(before.at.path,),
            )


@rule(
    id="meeting-year-slip",
    severity=Severity.WARNING,
    title=N_("ปีของครั้งที่ประชุมน่าจะผิด"),
    message=N_("การประชุมครั้งที่ {number} อยู่ในรายงานวันที่ {report} ซึ่งยังไม่ถึงปีนั้น"),
    remedy=N_("หากหมายถึงครั้งที่ {meant} ให้แก้ปี (การประชุมอื่นที่รายงาน: {others})"),
    basis=N_("เลขครั้งที่ประชุมตามด้วยปี พ.ศ. หรือปีงบประมาณที่ประชุม"),
)
def meeting_year_slip(view: ProjectView) -> Iterator[Hit]:
    """A meeting numbered in a year that the report has not reached, while its siblings carry the right one."""
    meetings = list(meetings_of(view))
    for meeting in meetings:
        report = meeting.at.report_date
        if meeting.year is None or report is None or meeting.year <= max(be_year(report), fiscal_year(report)):
            continue
        year = be_year(report)
        others = [f"{other.no}/{other.year}" for other in meetings if other.year in (year, fiscal_year(report))]
        yield hit(
            meeting.at.path,
            quote=meeting.text,
            number=f"{meeting.no}/{meeting.year}",
            report=format_date(report),
            meant=f"{meeting.no}/{year}",
            others=", ".join(dict.fromkeys(others)) or "-",
            severity=None if others else Severity.NOTE,
        )


@rule(
    id="meeting-without-year",
    severity=Severity.NOTE,
    title=N_("ครั้งที่ประชุมไม่มีปี"),
    message=N_("การประชุมครั้งที่ {number} ไม่ระบุปี ทั้งที่ครั้งอื่นระบุ ({others})"),
    remedy=N_("เติมปี เช่น ครั้งที่ {number}/{year}"),
    basis=N_("เลขครั้งที่ประชุมตามด้วยปี พ.ศ."),
)
def meeting_without_year(view: ProjectView) -> Iterator[Hit]:
    """A meeting without a year where others of the committee carry one."""
    meetings = list(meetings_of(view))
    for meeting in meetings:
        if meeting.year is not None or not meeting.committee:
            continue
        siblings = [other for other in meetings if other.year is not None and meeting.same_committee(other)]
        if siblings:
            others = dict.fromkeys(f"{other.no}/{other.year}" for other in siblings)
            year = be_year(meeting.at.report_date) if meeting.at.report_date else siblings[-1].year
            yield hit(
                meeting.at.path, quote=meeting.text, number=str(meeting.no), year=str(year), others=", ".join(others)
            )


def meetings_of(view: ProjectView) -> Iterator[Meeting]:
    """Mentions of numbered meetings in the narratives, in the order they are written, at most :data:`MOST_MEETINGS`."""
    return islice(meetings_in(at for at in view.texts if at.report is not None), MOST_MEETINGS)


def meetings_in(texts: Iterable[TextAt]) -> Iterator[Meeting]:
    """Mentions of numbered meetings in texts, in the order they are written."""
    for at in texts:
        if "ประชุม" not in at.text:
            continue
        for match in _NUMBER.finditer(at.text):
            before = at.text[max(0, match.start() - _LOOK_BACK) : match.start()]
            if "ประชุม" in before or _COMMITTEE.search(before):
                year = int(to_arabic(match[2])) if match[2] else None
                date = _date_after(at.text, match.end())
                yield Meeting(at, match[0], int(to_arabic(match[1])), year, _committee(before), date)


def _committee(before: str) -> str:
    """The committee named last before a number, without blanks, up to where its name ends or is shortened."""
    starts = [match.start() for match in _COMMITTEE.finditer(before)]
    if not starts:
        return ""
    name = before[starts[-1] :]
    end = _END_OF_NAME.search(name)
    return "".join((name[: end.start()] if end else name).split())


def _date_after(text: str, end: int) -> dt.date | None:
    for found in dates_in(text):
        if found.start >= end:
            return found.date if _LINK.fullmatch(text[end : found.start]) else None
    return None


def _same(meeting: Meeting, other: Meeting) -> bool:
    return (meeting.no, meeting.year) == (other.no, other.year) and meeting.same_committee(other)


def _report_no(meeting: Meeting) -> str:
    return str(meeting.at.report.no) if meeting.at.report else "-"
