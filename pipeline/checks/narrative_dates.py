"""Dates inside texts: whether they exist, and whether a report can know of them.

A report tells what was done and what comes next, so a later date is wrong only where it is told as done, or
where it is so much later that the year must be a slip.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, dataset_rule, hit, rule
from pipeline.checks.view import BE_OFFSET, DatasetView, ProjectView
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.thai.dates import FoundDate, find_dates, format_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.texts import TextAt

YEAR_SLIP = dt.timedelta(days=180)
"""A date this much later than its report is taken for a wrong year."""

_WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
_LOOK_BACK = 200
_NEAR = 40
_DIRECTLY_DONE = re.compile(r"เมื่อ\s*(?:วัน)?(?:ที่)?\s*$")
_DONE = re.compile(
    r"ได้(?:มีการ|รับ|จัด|ดำเนิน|ประชุม|ส่ง|เสนอ|ลงนาม|แจ้ง|เผยแพร่|อนุมัติ|เห็นชอบ|แต่งตั้ง|ทำ|เข้าร่วม|ศึกษา|สำรวจ|ตรวจ|เบิก)"
    r"|แล้วเสร็จ|เรียบร้อยแล้ว"
)
_PLANNED = re.compile(
    r"จะ(?!(?:ไม่)?ต้อง)|กำหนดจัด|กำหนดการ|มีกำหนด|ครบกำหนด|ภายใน|คาดว่า|เตรียม|อยู่ระหว่าง|นัด|สิ้นสุด|ถึง(?:วัน)?ที่?\s*$|ขยายเวลา"
)
_PURPOSE = re.compile(r"เพื่อ|สำหรับ")
"""What comes after it is not what was done: ``ได้รับงบประมาณเพื่อจัดงานในวันที่ …``."""
_PAPER_DATE = re.compile(r"(?:ลงวันที่|ลว\.|พ\.ศ\.|ฉบับ)\s*$")


@dataset_rule(
    id="text-date-impossible",
    severity=Severity.WARNING,
    title=N_("วันที่ในข้อความไม่มีจริง"),
    message=N_("“{date}” ไม่มีในปฏิทิน"),
    remedy=N_("แก้วันที่ในข้อความ"),
    basis=N_("ปฏิทิน"),
)
def text_date_impossible(view: DatasetView) -> Iterator[Hit]:
    """A day that no calendar has: ``31 เมษายน 2563``."""
    for at in view.texts:
        for found in dates_in(at.text):
            if found.problem == "impossible":
                yield hit(at.path, quote=found.text, date=found.text)


@dataset_rule(
    id="text-date-weekday",
    severity=Severity.WARNING,
    title=N_("วันในสัปดาห์ไม่ตรงกับวันที่"),
    message=N_("“{text}”: วันที่ {date} ตรงกับวัน{weekday}"),
    remedy=N_("แก้วันในสัปดาห์ หรือแก้วันที่"),
    basis=N_("ปฏิทิน"),
)
def text_date_weekday(view: DatasetView) -> Iterator[Hit]:
    """A weekday that does not fit its date."""
    for at in view.texts:
        for found in dates_in(at.text):
            if found.problem == "weekday" and found.date:
                weekday = _WEEKDAYS[found.date.weekday()]
                yield hit(at.path, quote=found.text, text=found.text, date=format_date(found.date), weekday=weekday)


@dataset_rule(
    id="text-date-era",
    severity=Severity.WARNING,
    title=N_("ปีในข้อความไม่ใช่ พ.ศ."),
    message=N_("“{text}” ไม่ได้ใช้ปี พ.ศ."),
    remedy=N_("เขียนเป็นปี พ.ศ. เช่น {date}"),
    basis=N_("เอกสารราชการใช้พุทธศักราช"),
)
def text_date_era(view: DatasetView) -> Iterator[Hit]:
    """A year of the Common Era where BE is expected, the reverse, or a raw ISO date of a system."""
    for at in view.texts:
        for found in dates_in(at.text):
            iso = re.match(r"[0-9๐-๙]{4}-", found.text)
            if found.date and (found.problem in ("ce-year", "be-year") or (iso and found.problem is None)):
                yield hit(at.path, quote=found.text, text=found.text, date=format_date(found.date))


@dataset_rule(
    id="text-date-year",
    severity=Severity.WARNING,
    title=N_("ปีในข้อความเป็นไปไม่ได้"),
    message=N_("“{text}”: ปี {year} เป็นไปไม่ได้"),
    remedy=N_("แก้ปี พ.ศ. ในข้อความ"),
    basis=N_("ปฏิทิน"),
)
def text_date_year(view: DatasetView) -> Iterator[Hit]:
    """A year that is neither BE nor CE of our time."""
    for at in view.texts:
        for found in dates_in(at.text):
            if found.problem == "year":
                yield hit(at.path, quote=found.text, text=found.text, year=str(found.year_be))


@rule(
    id="narrative-date-after-report",
    severity=Severity.WARNING,
    title=N_("เล่าว่าทำแล้วแต่วันที่หลังรายงาน"),
    message=N_("เล่าว่าทำแล้วเมื่อ {date} แต่รายงานลงวันที่ {report}"),
    remedy=N_("แก้วันที่ในข้อความหรือวันที่รายงาน หากยังไม่เกิดขึ้นให้เขียนว่า “จะ…” หรือ “กำหนดจัด…”"),
    basis=N_("รายงานเล่าเป็นอดีตได้เฉพาะสิ่งที่เกิดก่อนวันที่รายงาน"),
)
def narrative_date_after_report(view: ProjectView) -> Iterator[Hit]:
    """Told as done, dated after the report."""
    for at, found, date, report in _later_dates(view):
        if date - report <= YEAR_SLIP and told_as_done(at.text, found):
            yield _later(at, found, date, report)


@rule(
    id="narrative-year-slip",
    severity=Severity.WARNING,
    title=N_("ปีในข้อความน่าจะผิด"),
    message=N_("“{text}” หลังวันที่รายงาน ({report}) {days} วัน ปีน่าจะผิด"),
    remedy=N_("หากหมายถึง {meant} ให้แก้ปี หากเป็นกำหนดในอนาคตให้เขียนว่า “ภายใน…” หรือ “กำหนด…”"),
    basis=N_("วันที่หลังรายงานเกิน 180 วันมักเป็นปีที่พิมพ์ผิด"),
)
def narrative_year_slip(view: ProjectView) -> Iterator[Hit]:
    """So much later than its report that another year must be meant."""
    for at, found, date, report in _later_dates(view):
        if date - report <= YEAR_SLIP:
            continue
        done = told_as_done(at.text, found)
        if done or not (_told_as_planned(at.text, found) or date <= view.period[1]):
            meant = format_date(_nearest_year(date, report))
            days = str((date - report).days)
            related = (_report_date(at),)
            yield hit(
                at.path,
                quote=found.text,
                text=found.text,
                report=format_date(report, "short"),
                days=days,
                meant=meant,
                related=related,
            )


@rule(
    id="narrative-date-planned",
    severity=Severity.NOTE,
    title=N_("กล่าวถึงวันที่หลังรายงาน"),
    message=N_("กล่าวถึง {date} ซึ่งหลังวันที่รายงาน ({report})"),
    remedy=N_("หากเป็นแผน ไม่ต้องแก้ หากทำแล้วให้ตรวจวันที่รายงาน"),
    basis=N_("รายงานกล่าวถึงแผนล่วงหน้าได้"),
)
def narrative_date_planned(view: ProjectView) -> Iterator[Hit]:
    """Later than the report, and told as a plan or as under way."""
    for at, found, date, report in _later_dates(view):
        if told_as_done(at.text, found):
            continue
        soon = date - report <= YEAR_SLIP
        if soon or _told_as_planned(at.text, found) or date <= view.period[1]:
            yield _later(at, found, date, report)


@rule(
    id="narrative-date-year-before",
    severity=Severity.NOTE,
    title=N_("วันที่ในข้อความเป็นของปีก่อน"),
    message=N_("“{text}” ก่อนวันเริ่มโครงการ และก่อนวันที่รายงาน ({report}) ราวหนึ่งปี"),
    remedy=N_("หากหมายถึง {meant} ให้แก้ปี"),
    basis=N_("ต้นปีมักพิมพ์ปีเก่า"),
)
def narrative_date_year_before(view: ProjectView) -> Iterator[Hit]:
    """Told as done a year before the report and before the project began: last year's number was typed."""
    for at, found, date, report in _report_dates(view):
        near = dt.timedelta(days=320) <= report - date <= dt.timedelta(days=410)
        if near and date < view.period[0] and _DIRECTLY_DONE.search(_before(at.text, found, _NEAR)):
            meant = _nearest_year(date, report)
            yield hit(
                at.path,
                quote=found.text,
                text=found.text,
                report=format_date(report, "short"),
                meant=format_date(meant),
            )


@lru_cache(maxsize=4096)
def dates_in(text: str) -> tuple[FoundDate, ...]:
    """Dates of a text; the same text is asked by several rules."""
    return tuple(find_dates(text))


def _report_dates(view: ProjectView) -> Iterator[tuple[TextAt, FoundDate, dt.date, dt.date]]:
    for at in view.texts:
        report = at.report_date
        if report is None:
            continue
        for found in dates_in(at.text):
            if found.date is not None and not is_of_a_paper(at.text, found):
                yield at, found, found.date, report


def _later_dates(view: ProjectView) -> Iterator[tuple[TextAt, FoundDate, dt.date, dt.date]]:
    return (entry for entry in _report_dates(view) if entry[2] > entry[3])


def _later(at: TextAt, found: FoundDate, date: dt.date, report: dt.date) -> Hit:
    return hit(
        at.path, quote=found.text, date=format_date(date), report=format_date(report), related=(_report_date(at),)
    )


def _report_date(at: TextAt) -> tuple[str | int, ...]:
    """The path of the date of the report that a text belongs to."""
    return (*at.path[: at.path.index("narrative")], "date")


def told_as_done(text: str, found: FoundDate) -> bool:
    """Whether the words before a date tell it as done: ``เมื่อวันที่``, or ``ได้มีการ…`` nearer than a plan."""
    before = _before(text, found, _LOOK_BACK)
    otherwise = max(_last(_PLANNED, before), _last(_PURPOSE, before))
    return bool(_DIRECTLY_DONE.search(before)) or _last(_DONE, before) > otherwise


def is_of_a_paper(text: str, found: FoundDate) -> bool:
    """Whether a date is the one that a letter or an act bears."""
    return _PAPER_DATE.search(_before(text, found, _NEAR)) is not None


def _told_as_planned(text: str, found: FoundDate) -> bool:
    before = _before(text, found, _LOOK_BACK)
    return _last(_PLANNED, before) > _last(_DONE, before) and len(before) - _last(_PLANNED, before) <= _NEAR_PLAN


_NEAR_PLAN = 80
"""A word of planning speaks for a far date only this near before it, in characters."""


def _before(text: str, found: FoundDate, length: int) -> str:
    """The last characters before a date; never the whole text, which may hold thousands of dates."""
    return text[max(0, found.start - length) : found.start]


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _nearest_year(date: dt.date, report: dt.date) -> dt.date:
    """The same day and month in the year that lies nearest to the report."""
    years = range(max(report.year - 1, dt.MINYEAR), min(report.year + 1, dt.MAXYEAR) + 1)
    candidates = [_in_year(date, year) for year in years]
    return min(candidates, key=lambda day: (abs(day - report), day))


def _in_year(date: dt.date, year: int) -> dt.date:
    leap_day_lost = (date.month, date.day) == (2, 29) and not calendar.isleap(year)
    return date.replace(year=year, day=28) if leap_day_lost else date.replace(year=year)


def be_year(date: dt.date) -> int:
    """The calendar year in the Buddhist era."""
    return date.year + BE_OFFSET
