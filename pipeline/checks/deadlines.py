"""Deadlines of reporting: the day of the month by which each month's report is due (the 20th by default)."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, hit, rule
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.thai.dates import format_date, format_month

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.view import ProjectView, ReportAt

_COMPLETE = 100


@rule(
    id="report-after-deadline",
    severity=Severity.WARNING,
    title=N_("รายงานช้ากว่ากำหนด"),
    message=N_("รายงานวันที่ {date} ช้ากว่ากำหนด (วันที่ {day} ของเดือน) {days} วัน"),
    remedy=N_("รายงานเดือนต่อไปภายในวันที่ {day} หากวันที่พิมพ์ผิดให้แก้ไข"),
    basis=N_("กำหนดรายงานความก้าวหน้าทุกเดือน ภายในวันที่ที่ตั้งไว้ใน house.report_day (ปกติวันที่ 20)"),
)
def report_after_deadline(view: ProjectView) -> Iterator[Hit]:
    """The first report of a month comes after the day it is due."""
    day = view.dataset.house.report_day
    for reports in _by_month(view).values():
        at, date = reports[0]
        if date.day > day and _is_due(view, date.year, date.month):
            yield hit((*at.path, "date"), date=format_date(date), day=str(day), days=str(date.day - day))


@rule(
    id="two-reports-in-one-month",
    severity=Severity.NOTE,
    title=N_("รายงานมากกว่าหนึ่งครั้งในเดือนเดียว"),
    message=N_("เดือน{month} มีรายงาน {count} ครั้ง (ครั้งที่ {numbers})"),
    remedy=N_("หากเป็นรายงานเพิ่มเติมหรือรายงานปิดโครงการ ไม่ต้องแก้ หากไม่ใช่ให้ตรวจวันที่"),
    basis=N_("รายงานเดือนละหนึ่งครั้ง"),
)
def two_reports_in_one_month(view: ProjectView) -> Iterator[Hit]:
    """A month with further reports: it does happen, and is told once a month, at the second report."""
    for reports in _by_month(view).values():
        if len(reports) > 1:
            (first, _), (second, date), *_ = reports
            yield hit(
                (*second.path, "date"),
                month=format_month(date.year, date.month),
                count=str(len(reports)),
                numbers=", ".join(str(at.report.no) for at, _ in reports),
                related=((*first.path, "date"),),
            )


@rule(
    id="month-without-report",
    severity=Severity.WARNING,
    title=N_("ไม่มีรายงานของเดือน"),
    message=N_("ไม่มีรายงานของเดือน {months} (ขาด {count} เดือน)"),
    remedy=N_("เพิ่มรายงานของเดือนที่ขาด หรือระบุเหตุผลในรายงานครั้งถัดไป"),
    basis=N_("กำหนดรายงานความก้าวหน้าทุกเดือน"),
)
def month_without_report(view: ProjectView) -> Iterator[Hit]:
    """Months whose report is overdue and absent, told together; a date that could not be read may be one of them."""
    reported = set(_by_month(view))
    missing = [index for index in _due_months(view) if index not in reported]
    if view.dated and len(missing) > _unread_dates(view):
        months = ", ".join(_span(run) for run in _runs(missing))
        yield hit(view.path("reports"), months=months, count=str(len(missing)))


@rule(
    id="no-reports",
    severity=Severity.WARNING,
    title=N_("ยังไม่มีรายงานความก้าวหน้า"),
    message=N_("ถึงกำหนดรายงานแล้ว {count} เดือน ({months}) แต่ยังไม่มีรายงานเลย"),
    remedy=N_("เพิ่มรายงานความก้าวหน้า หรือตรวจวันที่ใน “เริ่มต้นโครงการ”"),
    basis=N_("กำหนดรายงานความก้าวหน้าทุกเดือน"),
)
def no_reports(view: ProjectView) -> Iterator[Hit]:
    """No dated report although at least one is overdue."""
    due = _due_months(view)
    if due and view.is_on_form and not view.dated and not _unread_dates(view):
        yield hit(view.path("reports"), months=_span(due), count=str(len(due)))


def _by_month(view: ProjectView) -> dict[int, list[tuple[ReportAt, dt.date]]]:
    """Dated reports by month (months since year 0), each list in the order of dates."""
    months: dict[int, list[tuple[ReportAt, dt.date]]] = {}
    for at, date in sorted(view.dated, key=lambda entry: (entry[1], entry[0].report.no)):
        months.setdefault(_index(date), []).append((at, date))
    return months


def _due_months(view: ProjectView) -> list[int]:
    """Months of the project whose deadline is over; none after the report that said 100 percent."""
    start, end = view.period
    complete = [date for at, date in view.dated if at.report.progress is not None and at.report.progress >= _COMPLETE]
    last = min([_index(end), _index(view.today), *(_index(date) for date in complete)])
    months = range(_index(start), last + 1)
    return [index for index in months if _is_due(view, index // 12, index % 12 + 1)]


def _is_due(view: ProjectView, year: int, month: int) -> bool:
    """Whether the deadline of a month lies within the project's time and is over."""
    day = min(view.dataset.house.report_day, calendar.monthrange(year, month)[1])
    deadline = dt.date(year, month, day)
    return view.period[0] <= deadline < view.today


def _unread_dates(view: ProjectView) -> int:
    """How many reports have a date that the reading could not make out."""
    return sum(not view.was_read((*at.path, "date")) for at in view.reports if at.report.date is None)


def _runs(months: list[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for index in months:
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _span(months: list[int]) -> str:
    first, last = (format_month(index // 12, index % 12 + 1, "short") for index in (months[0], months[-1]))
    return first if len(months) == 1 else f"{first} – {last}"


def _index(day: dt.date) -> int:
    return day.year * 12 + day.month - 1
