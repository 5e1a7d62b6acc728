"""Deadlines of the evaluation (กำหนดเวลา): days that nobody works, out of order, twice, or in another year."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.checks.records import At
from pipeline.checks.registry import Hit, evaluation_rule, hit
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.model import Deadline, DeadlineKind
from pipeline.thai.dates import fiscal_quarter, format_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.evaluation import EvaluationView
    from pipeline.findings import FieldPath

_BASIS = N_("กำหนดเวลาของการประเมินผลการปฏิบัติราชการ")
_SATURDAY = 5
_DAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
_BEFORE, _AFTER = dt.timedelta(days=120), dt.timedelta(days=240)
"""So long before and after the fiscal year framework, agreements, reports and reviews have their days."""
_QUARTER_ENDS = ((12, 20), (3, 20), (6, 20), (9, 15))
"""Month and day by which the results of each quarter are reported, where the data says nothing else."""


@evaluation_rule(
    id="deadline-on-weekend",
    severity=Severity.WARNING,
    title=N_("กำหนดเวลาตรงกับวันหยุดราชการ"),
    message=N_("กำหนดเวลา {kind} วันที่ {date} ตรงกับวัน{weekday}"),
    remedy=N_("เลื่อนเป็นวันทำการ หรือตรวจวันที่กับหนังสือแจ้ง"),
    basis=N_("ปฏิทิน: วันเสาร์และวันอาทิตย์เป็นวันหยุดราชการ"),
)
def deadline_on_weekend(view: EvaluationView) -> Iterator[Hit]:
    """The last day is a Saturday or a Sunday; public holidays are not known."""
    for at in deadlines_of(view):
        day = at.item.date
        if day is not None and day.weekday() >= _SATURDAY:
            shown = format_date(day)
            yield hit(at.path("date"), quote=shown, kind=at.item.kind.value, date=shown, weekday=_DAYS[day.weekday()])


@evaluation_rule(
    id="deadline-ends-before-start",
    severity=Severity.WARNING,
    title=N_("กำหนดเวลาสิ้นสุดก่อนเริ่ม"),
    message=N_("กำหนดเวลา {kind} ตั้งแต่ {start} แต่ภายใน {date}"),
    remedy=N_("แก้วันที่ทั้งสองให้ถูกต้อง"),
    basis=_BASIS,
)
def deadline_ends_before_start(view: EvaluationView) -> Iterator[Hit]:
    """The span of days runs backwards."""
    for at in deadlines_of(view):
        start, end = at.item.start, at.item.date
        if start is not None and end is not None and end < start:
            kind, related = at.item.kind.value, (at.path("start"),)
            yield hit(at.path("date"), kind=kind, start=format_date(start), date=format_date(end), related=related)


@evaluation_rule(
    id="deadline-outside-year",
    severity=Severity.WARNING,
    title=N_("กำหนดเวลาไม่ใช่ของปีงบประมาณนี้"),
    message=N_("กำหนดเวลา {kind} วันที่ {date} ไม่อยู่ในปีงบประมาณ พ.ศ. {year}"),
    remedy=N_("ตรวจปี พ.ศ. ของวันที่"),
    basis=_BASIS,
)
def deadline_outside_year(view: EvaluationView) -> Iterator[Hit]:
    """Reports of a quarter or month fall into the year; what surrounds the year may lie some months around it."""
    first, last = view.span
    for at in deadlines_of(view):
        inside = at.item.kind in (DeadlineKind.MONTHLY, DeadlineKind.QUARTERLY)
        earliest, latest = (first, last) if inside else (_shifted(first, -_BEFORE), _shifted(last, _AFTER))
        for key in ("start", "date"):
            day = getattr(at.item, key)
            if day is not None and not earliest <= day <= latest:
                kind, shown = at.item.kind.value, format_date(day)
                yield hit(at.path(key), quote=shown, kind=kind, date=shown, year=str(view.year))


@evaluation_rule(
    id="deadline-of-other-quarter",
    severity=Severity.WARNING,
    title=N_("กำหนดรายงานไม่อยู่ในไตรมาสของตน"),
    message=N_("กำหนดรายงานไตรมาส {quarter} คือ {date} ซึ่งอยู่ในไตรมาส {other}"),
    remedy=N_("แก้วันที่หรือไตรมาสให้ตรงกัน"),
    basis=N_("ไตรมาสของปีงบประมาณเริ่มเดือนตุลาคม มกราคม เมษายน และกรกฎาคม"),
)
def deadline_of_other_quarter(view: EvaluationView) -> Iterator[Hit]:
    """The results of a quarter are due inside it, or in the weeks after it."""
    for at in _quarterly(view):
        quarter, day = at.item.round, at.item.date
        if quarter is None or day is None or not 1 <= quarter <= len(_QUARTER_ENDS):
            continue
        begins, ends = quarter_span(view, quarter)
        if not begins <= day <= _shifted(ends, dt.timedelta(days=31)):
            other = str(fiscal_quarter(day))
            yield hit(at.path("date"), quarter=str(quarter), date=format_date(day), other=other)


@evaluation_rule(
    id="deadline-quarter-unknown",
    severity=Severity.WARNING,
    title=N_("กำหนดรายงานไม่บอกไตรมาส"),
    message=N_("กำหนดรายงานตัวชี้วัดรายไตรมาส ({date}) ไม่ได้ระบุไตรมาส 1 ถึง 4"),
    remedy=N_("กรอก “รอบ/ไตรมาสที่” เป็น 1, 2, 3 หรือ 4"),
    basis=_BASIS,
)
def deadline_quarter_unknown(view: EvaluationView) -> Iterator[Hit]:
    """A day for the report of a quarter that does not say which one."""
    for at in _quarterly(view):
        if at.item.date is not None and at.item.round not in (1, 2, 3, 4) and view.was_read(at.path("round")):
            yield hit(at.path("round"), date=format_date(at.item.date))


@evaluation_rule(
    id="deadline-repeated",
    severity=Severity.WARNING,
    title=N_("กำหนดเวลาซ้ำ"),
    message=N_("กำหนดเวลา {kind} รอบที่ {round} มีมากกว่าหนึ่งรายการ"),
    remedy=N_("เหลือไว้รายการเดียว หรือแก้รอบให้ต่างกัน"),
    basis=_BASIS,
)
def deadline_repeated(view: EvaluationView) -> Iterator[Hit]:
    """Two deadlines of one kind and round."""
    first: dict[tuple[DeadlineKind, int], At[Deadline]] = {}
    for at in deadlines_of(view):
        if at.item.round is None or at.item.kind is DeadlineKind.OTHER:
            continue
        before = first.setdefault((at.item.kind, at.item.round), at)
        if before is not at:
            kind, related = at.item.kind.value, (before.path("round"),)
            yield hit(at.path("round"), kind=kind, round=str(at.item.round), related=related)


@evaluation_rule(
    id="deadlines-out-of-order",
    severity=Severity.WARNING,
    title=N_("กำหนดเวลาของรอบหลังมาก่อนรอบแรก"),
    message=N_("กำหนดเวลา {kind} รอบที่ {round} ({date}) ไม่อยู่หลังรอบที่ {before} ({earlier})"),
    remedy=N_("ตรวจวันที่และรอบของทั้งสองรายการ"),
    basis=_BASIS,
)
def deadlines_out_of_order(view: EvaluationView) -> Iterator[Hit]:
    """By their rounds, the days must go forward."""
    for kind in DeadlineKind:
        dated = [at for at in deadlines_of(view) if at.item.kind is kind and at.item.round and at.item.date]
        for one, two in pairwise(sorted(dated, key=lambda at: at.item.round or 0)):
            if one.item.round != two.item.round and one.item.date and two.item.date and two.item.date <= one.item.date:
                yield hit(
                    two.path("date"),
                    kind=kind.value,
                    round=str(two.item.round),
                    date=format_date(two.item.date),
                    before=str(one.item.round),
                    earlier=format_date(one.item.date),
                    related=(one.path("date"),),
                )


@evaluation_rule(
    id="deadline-without-day",
    severity=Severity.WARNING,
    title=N_("กำหนดเวลาไม่มีวันที่"),
    message=N_("กำหนดเวลา {kind} ไม่มีวันที่ วันที่ของทุกเดือน หรือรายละเอียด"),
    remedy=N_("กรอกวันที่ หรือกรอกรายละเอียดเป็นข้อความ"),
    basis=_BASIS,
)
def deadline_without_day(view: EvaluationView) -> Iterator[Hit]:
    """A deadline that says nothing of when."""
    for at in deadlines_of(view):
        if not (at.item.start or at.item.date or at.item.day or at.item.text) and view.was_read(at.base):
            yield hit(at.base, kind=at.item.kind.value)


def deadlines_of(view: EvaluationView) -> tuple[At[Deadline], ...]:
    """Every deadline with its path."""
    return tuple(At(item, ("evaluation", "deadlines", index)) for index, item in enumerate(view.evaluation.deadlines))


def deadline_of(view: EvaluationView, kind: DeadlineKind, round_: int | None) -> At[Deadline] | None:
    """The deadline of a kind and round, if it has a day; one without a round holds for all."""
    fitting = [at for at in deadlines_of(view) if at.item.kind is kind and at.item.date is not None]
    exact = [at for at in fitting if at.item.round == round_]
    return next(iter(exact or [at for at in fitting if at.item.round is None]), None)


def quarter_deadline(view: EvaluationView, quarter: int) -> tuple[dt.date, FieldPath | None]:
    """The day by which results of a quarter are due: the framework's, else the usual one, and where it is written."""
    at = deadline_of(view, DeadlineKind.QUARTERLY, quarter)
    if at is not None and at.item.date is not None and at.item.round == quarter:
        return at.item.date, at.path("date")
    month, day = _QUARTER_ENDS[quarter - 1]
    first, last = view.span
    return dt.date(first.year if quarter == 1 else last.year, month, day), None


def quarter_span(view: EvaluationView, quarter: int) -> tuple[dt.date, dt.date]:
    """First and last day of a quarter of the fiscal year."""
    first, last = view.span
    starts = (first, dt.date(last.year, 1, 1), dt.date(last.year, 4, 1), dt.date(last.year, 7, 1))
    ends = (*(start - dt.timedelta(days=1) for start in starts[1:]), last)
    return starts[quarter - 1], ends[quarter - 1]


def _quarterly(view: EvaluationView) -> Iterator[At[Deadline]]:
    return (at for at in deadlines_of(view) if at.item.kind is DeadlineKind.QUARTERLY)


def _shifted(day: dt.date, by: dt.timedelta) -> dt.date:
    """A day moved; at the end of the calendar the last one there is."""
    try:
        return day + by
    except OverflowError:
        return dt.date.max if by > dt.timedelta(0) else dt.date.min
