"""The follow-up (รายการติดตาม) as a workbook: its items to filter by division and person, and the counts.

In Thai whatever the language of the run, as the document is: the same follow-up gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.monitoring import Counts, FollowUp, days_over, matter, notes, status
from pipeline.tabular.packing import packed
from pipeline.tabular.table import DATE_FORMAT, Column, Value, fill
from pipeline.thai.dates import format_date, format_month

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_ITEMS, _DIVISIONS, _AGENCIES = "รายการติดตาม", "สรุปรายส่วนราชการ", "สรุปรายหน่วยงาน"
_AGENCY: Final = Column("หน่วยงาน", 32)
_DIVISION: Final = Column("ส่วนราชการ", 28)
_ITEM_COLUMNS: Final = (
    Column("ลำดับ", 7),
    _AGENCY,
    _DIVISION,
    Column("ผู้รับผิดชอบ", 26),
    Column("ตำแหน่ง", 28),
    Column("กลุ่มงาน", 24),
    Column("โทรศัพท์", 18),
    Column("รหัส", 16),
    Column("ชื่อโครงการ/ตัวชี้วัด", 44),
    Column("เรื่องที่ติดตาม", 34),
    Column("สถานะ", 16),
    Column("กำหนด", 14, DATE_FORMAT),
    Column("เลยกำหนด (วัน)", 11),
    Column("วันที่รายงาน", 14, DATE_FORMAT),
    Column("หมายเหตุ", 34),
)
_COUNT_COLUMNS: Final = (
    Column("ต้องรายงาน", 11),
    Column("รายงานในกำหนด", 11),
    Column("รายงานหลังกำหนด", 11),
    Column("ยังไม่ถึงกำหนด", 11),
    Column("ค้างรายงาน", 11),
    Column("กรอกไม่ครบ", 11),
    Column("รายงานผลรายไตรมาสหลังกำหนด", 15),
    Column("ผลรายไตรมาสที่ยังไม่ถึงกำหนด", 15),
    Column("ค้างผลรายไตรมาส", 15),
)
_LONGEST: Final = Column("ค้างนานที่สุด (วัน)", 11)
_TOTAL = "รวม"
Line = tuple[Value, ...]


def workbook(follow_up: FollowUp | tuple[FollowUp, ...], *, without: tuple[str, ...] = ()) -> bytes:
    """The follow-up of one agency, or of several together, as the bytes of a workbook.

    Numbers are numbers and dates dates; nothing is a formula. Of several agencies a sheet more counts by agency.

    Args:
        follow_up: of one agency, or one for each of several.
        without: agencies whose data could not be used: everything is counted without them.
    """
    from openpyxl import Workbook

    together = not isinstance(follow_up, FollowUp)
    found = (follow_up,) if isinstance(follow_up, FollowUp) else follow_up
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _ITEMS
    fill(sheet, _headings(_ITEMS, found, without), _ITEM_COLUMNS, list(_items(found)), told=str)
    total = (*_figures(sum((one.counts for one in found), Counts())),)
    if together:
        agencies: list[Line] = [(one.agency.name, *_figures(one.counts), one.longest or None) for one in found]
        agencies.append((_TOTAL, *total, max((one.longest for one in found), default=0) or None))
        columns = (_AGENCY, *_COUNT_COLUMNS, _LONGEST)
        last = frozenset({len(agencies) - 1})
        fill(book.create_sheet(_AGENCIES), _headings(_AGENCIES, found, without), columns, agencies, last, told=str)
    divisions: list[Line] = [
        (one.agency.name, division.division.name, *_figures(division.counts))
        for one in found
        for division in one.divisions
    ]
    if not together:
        divisions.append((_TOTAL, None, *total))
    last = frozenset() if together else frozenset({len(divisions) - 1})
    columns = (_AGENCY, _DIVISION, *_COUNT_COLUMNS)
    fill(book.create_sheet(_DIVISIONS), _headings(_DIVISIONS, found, without), columns, divisions, last, told=str)
    book.properties.creator = "Saraban"
    return packed(book)


def _headings(title: str, found: Sequence[FollowUp], without: Sequence[str]) -> list[str]:
    """Title with the month, the agency, and what day it is; of several agencies how many they are."""
    left_out = [f"ไม่รวมหน่วยงานที่ข้อมูลยังใช้ไม่ได้ : {', '.join(without)}"] if without else []
    if not found:
        return [title, *left_out]
    first = found[0]
    lines = [f"{title} เดือน{format_month(first.month.year, first.month.month)}"]
    lines.append(first.agency.name if len(found) == 1 else f"ภาพรวม {len(found)} หน่วยงาน")
    known = _known(found)
    deadlines = {one.deadline for one in found}
    if len(deadlines) == 1:
        known += f" กำหนดรายงานภายในวันที่ {format_date(first.deadline)}"
    return [*lines, known, *left_out]


def _known(found: Sequence[FollowUp]) -> str:
    """The day, and that of the data where it is older; of agencies that differ the first and the last day."""
    days = sorted({one.today for one in found})
    if len(days) > 1:
        return f"สถานะระหว่างวันที่ {format_date(days[0])} ถึง {format_date(days[-1])} ตามข้อมูลของแต่ละหน่วยงาน"
    known = f"สถานะ ณ วันที่ {format_date(days[0])}"
    data_day = found[0].data_day if len(found) == 1 else None
    if data_day is None or data_day >= days[0]:
        return known
    return f"{known} (จากข้อมูล ณ วันที่ {format_date(data_day)})"


def _items(found: Sequence[FollowUp]) -> Iterator[Line]:
    pairs = ((one, item) for one in found for item in one.items)
    for number, (one, item) in enumerate(pairs, start=1):
        contact = item.contact
        yield (
            number,
            one.agency.name,
            item.division.name,
            contact.name,
            contact.position,
            contact.unit,
            contact.phone,
            item.code,
            item.name,
            matter(item).text,
            status(item).text,
            item.deadline,
            days_over(item),
            item.date,
            " ".join(note.text for note in notes(item)),
        )


def _figures(counts: Counts) -> tuple[int, ...]:
    return (
        counts.due,
        counts.in_time,
        counts.reported_late,
        counts.not_yet_due,
        counts.overdue,
        counts.incomplete,
        counts.results_late,
        counts.results_not_yet_due,
        counts.results_missing,
    )
