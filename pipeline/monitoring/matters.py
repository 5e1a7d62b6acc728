"""What an item is about where its deadline and the days over it have columns of their own: tables, workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.messages import N_
from pipeline.monitoring.items import Concern, State
from pipeline.monitoring.wording import Wording, wording
from pipeline.thai.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.monitoring.items import Item

_MATTERS = {
    (Concern.NO_REPORT, State.LATE): N_("ยังไม่รายงาน"),
    (Concern.NO_REPORT, State.MISSING): N_("ไม่มีรายงานประจำเดือน"),
    (Concern.NO_RESULT, State.LATE): N_("ยังไม่มีผลไตรมาส {quarter}"),
    (Concern.NO_RESULT, State.MISSING): N_("ยังไม่มีผลไตรมาส {quarter}"),
    (Concern.LATE_REPORT, State.REPORTED): N_("รายงานหลังกำหนด"),
    (Concern.LATE_RESULT, State.REPORTED): N_("รายงานผลไตรมาส {quarter} หลังกำหนด"),
}
"""Items whose whole sentence tells the days over; of the others it is the matter."""

_STATUS = {
    State.NOT_YET_DUE: N_("ยังไม่ถึงกำหนด"),
    State.LATE: N_("ค้างส่ง"),
    State.MISSING: N_("ค้างส่งข้ามเดือน"),
}
_INCOMPLETE, _LATE = N_("กรอกไม่ครบ"), N_("ส่งหลังกำหนด")
_REPORTED_ON = N_("รายงานเมื่อ {date}")
_UNDATED = N_("มีรายงานครั้งที่ {reports} ที่ไม่ระบุวันที่ อาจเป็นรายงานของเดือนนี้")
_SHARED = N_("รับผิดชอบร่วมกับ {divisions}")


def matter(item: Item) -> Wording:
    """What is asked, without the days after the deadline; what is not yet due tells the days that are left."""
    pattern = _MATTERS.get((item.concern, item.state))
    if pattern is None:
        return item.wording
    return wording(pattern, quarter=str(item.quarter)) if "{quarter}" in pattern else wording(pattern)


def status(item: Item) -> Wording:
    """How it stands, in a word or two by which a list can be filtered."""
    reported = _INCOMPLETE if item.concern is Concern.INCOMPLETE else _LATE
    return wording(_STATUS.get(item.state, reported))


def notes(item: Item) -> Iterator[Wording]:
    """What helps to settle it: when it was reported, reports without a date, divisions that answer for it as well."""
    if item.date is not None:
        yield wording(_REPORTED_ON, date=format_date(item.date, "short"))
    if item.undated:
        yield wording(_UNDATED, reports=", ".join(map(str, item.undated)))
    if item.shared_with:
        yield wording(_SHARED, divisions=", ".join(division.name for division in item.shared_with))


def days_over(item: Item) -> int | None:
    """Days after the deadline; ``None`` where it is not over."""
    return item.days if item.state is not State.NOT_YET_DUE and item.days else None
