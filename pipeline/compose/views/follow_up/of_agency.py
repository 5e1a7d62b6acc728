"""The follow-up of one agency: heading, counts by division, items, and what is not followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.follow_up.counts import Counted, CountsTable, counts_table, many
from pipeline.compose.views.follow_up.listing import DivisionPart, division_parts, item_widths

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pipeline.compose.composed import Options
    from pipeline.compose.digits import Numerals
    from pipeline.model import House, Month
    from pipeline.monitoring import FollowUp

TITLE = "รายการติดตามการรายงานผล"
NOTHING_DUE = "เดือนนี้ไม่มีโครงการที่ต้องรายงาน และไม่มีรายการที่ต้องติดตาม"


@dataclass(frozen=True, slots=True)
class AgencyPart:
    """The items of an agency; ``heading`` and ``facts`` are empty where the document is about it alone."""

    heading: str
    facts: tuple[str, ...]
    divisions: tuple[DivisionPart, ...]


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """Every value of the document.

    ``facts`` are lines below the heading, ``lead`` tells in a sentence how much there is to follow up, or that all is
    well. With ``marked`` the table of counts marks who has something overdue; ``below`` are lines below it.
    ``remarks`` at the end tell what is not followed, the last of them what ``more`` lists.
    """

    title: str
    month: str
    name: str
    facts: tuple[str, ...]
    running: str
    lead: str
    counts: CountsTable | None
    marked: bool
    below: tuple[str, ...]
    agencies: tuple[AgencyPart, ...]
    widths: tuple[float, ...]
    remarks: tuple[str, ...]
    more: tuple[str, ...]


def of_agency(follow_up: FollowUp, house: House, options: Options) -> FollowUpView:
    """The follow-up of one agency as its template prints it."""
    numerals, agency = options.numerals, follow_up.agency
    counted = [Counted(division.division.name, division.counts) for division in follow_up.divisions]
    month = month_line(follow_up.month, numerals)
    parts = tuple(division_parts(follow_up, 1, house, options))
    return FollowUpView(
        title=TITLE,
        month=month,
        name=numerals.typed(agency.name),
        facts=facts(follow_up, numerals),
        running=f"{TITLE} {month} | {numerals.typed(agency.short_name or agency.name)}",
        lead=_lead(follow_up, len(parts), numerals),
        counts=counts_table("ส่วนราชการ", counted, options.text_width, numerals) if counted else None,
        marked=False,
        below=(),
        agencies=(AgencyPart("", (), parts),) if parts else (),
        widths=item_widths(options.text_width),
        remarks=tuple(remarks(follow_up.not_followed, len(follow_up.unmeasured), numerals)),
        more=tuple(numerals.typed(f"{one.id} {one.name}") for one in follow_up.unmeasured),
    )


def month_line(month: Month, numerals: Numerals) -> str:
    """``ประจำเดือนมิถุนายน 2569``."""
    return f"ประจำเดือน{numerals.month(month, 'long')}"


def facts(follow_up: FollowUp, numerals: Numerals) -> tuple[str, ...]:
    """The day of the follow-up, that of its data where it is older, and the deadline."""
    return (
        as_known(follow_up.today, follow_up.data_day, numerals),
        f"กำหนดรายงานภายในวันที่ {numerals.date(follow_up.deadline)}",
    )


def as_known(today: dt.date, data_day: dt.date | None, numerals: Numerals) -> str:
    """``สถานะ ณ วันที่ 25 มิถุนายน 2569``; nobody may take old data for what is known today."""
    known = f"สถานะ ณ วันที่ {numerals.date(today)}"
    if data_day is None or data_day >= today:
        return known
    return f"{known} (จากข้อมูล ณ วันที่ {numerals.date(data_day)})"


def _lead(follow_up: FollowUp, divisions: int, numerals: Numerals) -> str:
    count, due = len(follow_up.items), follow_up.counts.due
    if count:
        items, parts = many(count, numerals), many(divisions, numerals)
        return f"มีรายการที่ต้องติดตาม {items} รายการ ใน {parts} ส่วนราชการ{longest(follow_up.longest, numerals)}"
    if due:
        return f"โครงการที่ต้องรายงาน {many(due, numerals)} โครงการ รายงานครบถ้วนภายในกำหนด ไม่มีรายการที่ต้องติดตาม"
    return NOTHING_DUE


def longest(days: int, numerals: Numerals) -> str:
    """How long the item is over its deadline that is overdue longest; nothing where none is."""
    return f" ค้างนานที่สุด {many(days, numerals)} วัน" if days else ""


def remarks(not_followed: int, unmeasured: int, numerals: Numerals) -> Iterator[str]:
    """What this follow-up does not ask about, and why."""
    if not_followed:
        count = many(not_followed, numerals)
        yield f"หมายเหตุ : ไม่รวมโครงการอีก {count} โครงการ ซึ่งข้อมูลมีเพียงชื่อในเล่มแผนหรือการประเมิน ไม่มีแบบรายงานความก้าวหน้า"
    if unmeasured:
        count = many(unmeasured, numerals)
        yield (
            f"หมายเหตุ : ตัวชี้วัดของแผนที่มีค่าเป้าหมายของปีนี้ {count} ตัวชี้วัด "
            "ไม่มีตัวชี้วัดของกรอบการประเมินที่ใช้รายงานผล จึงไม่มีผลรายไตรมาสให้ติดตาม"
        )
