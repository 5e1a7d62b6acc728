"""The follow-up of all agencies together: counts by agency, then the items agency by agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.compose.views.deadlines import span_of_days
from pipeline.compose.views.follow_up.counts import Counted, counts_table, many
from pipeline.compose.views.follow_up.listing import division_parts, item_widths
from pipeline.compose.views.follow_up.of_agency import (
    NOTHING_DUE,
    TITLE,
    AgencyPart,
    FollowUpView,
    as_known,
    facts,
    longest,
    month_line,
    remarks,
)
from pipeline.monitoring import Counts, common_ending, own_name
from pipeline.monitoring.urgent import most_urgent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.composed import Options
    from pipeline.compose.digits import Numerals
    from pipeline.model import House
    from pipeline.monitoring import Overall

MOST = 1_000
"""So many items are listed, the most urgent ones: some hundred pages. The workbook has all."""

_MARK = "* หน่วยงานที่มีรายการค้างเลยกำหนด"


def of_agencies(overall: Overall, house: House, options: Options) -> FollowUpView:
    """The follow-up of all agencies as its template prints it."""
    numerals, all_of_them = options.numerals, overall.follow_ups
    ending = common_ending(overall)
    counted = [Counted(own_name(one.agency.name, ending), one.counts, one.longest) for one in all_of_them]
    month = month_line(overall.occasion.month, numerals)
    table = counts_table("หน่วยงาน", counted, options.text_width, numerals, with_days=True) if counted else None
    return FollowUpView(
        title=TITLE,
        month=month,
        name=numerals.typed(overall.name),
        facts=(*_facts(overall, numerals), *_left_out(overall, numerals)),
        running=f"{TITLE} {month} | {numerals.typed(overall.name)}",
        lead=_lead(overall, numerals),
        counts=table,
        marked=any(one.longest for one in all_of_them),
        below=tuple(_below(overall, numerals)),
        agencies=tuple(_parts(overall, house, options)),
        widths=item_widths(options.text_width),
        remarks=tuple(
            remarks(
                sum(one.not_followed for one in all_of_them), sum(len(one.unmeasured) for one in all_of_them), numerals
            )
        ),
        more=(),
    )


def _below(overall: Overall, numerals: Numerals) -> Iterator[str]:
    """What a mark in the table means, what is not listed, and the agencies that no figure knows of."""
    if any(one.longest for one in overall.follow_ups):
        yield _MARK
    count = sum(len(one.items) for one in overall.follow_ups)
    if count > MOST:
        yield (
            f"หมายเหตุ : แสดงเฉพาะรายการที่เร่งด่วนที่สุด {many(MOST, numerals)} รายการ จาก {many(count, numerals)} รายการ "
            "รายการทั้งหมดอยู่ในสมุดงานและในเอกสารของแต่ละหน่วยงาน"
        )
    if overall.without:
        ending = common_ending(overall)
        names = ", ".join(numerals.typed(own_name(name, ending)) for name in overall.without)
        yield f"หมายเหตุ : {''.join(_left_out(overall, numerals))} ได้แก่ {names}"


def _left_out(overall: Overall, numerals: Numerals) -> Iterator[str]:
    """How many agencies no figure knows of: it stands above the table as well, which may take pages."""
    if overall.without:
        yield f"ไม่รวม {many(len(overall.without), numerals)} หน่วยงานที่ข้อมูลยังใช้ไม่ได้"


def _facts(overall: Overall, numerals: Numerals) -> tuple[str, ...]:
    """The day, or the first and the last of the agencies' days; the deadline where it is the same for all."""
    days = [one.today for one in overall.follow_ups] or [overall.occasion.day]
    known = as_known(max(days), None, numerals)
    if min(days) != max(days):
        span = numerals.computed(span_of_days(min(days), max(days)))
        known = f"สถานะระหว่างวันที่ {span} ตามข้อมูลของแต่ละหน่วยงาน"
    deadlines = {one.deadline for one in overall.follow_ups}
    common = [f"กำหนดรายงานภายในวันที่ {numerals.date(day)}" for day in deadlines] if len(deadlines) == 1 else []
    return (known, *common)


def _parts(overall: Overall, house: House, options: Options) -> Iterator[AgencyPart]:
    """Agencies with items to list, in order; each tells its own day and deadline where they are not those of all."""
    numerals, first, common = options.numerals, 1, _facts(overall, options.numerals)
    for one in most_urgent(overall.follow_ups, MOST):
        if one.items:
            own = tuple(fact for fact in facts(one, numerals) if fact not in common)
            divisions = tuple(division_parts(one, first, house, options))
            first += len(one.items)
            yield AgencyPart(numerals.typed(one.agency.name), own, divisions)


def _lead(overall: Overall, numerals: Numerals) -> str:
    asked = [one for one in overall.follow_ups if one.items]
    agencies = many(len(overall.follow_ups), numerals)
    due = sum((one.counts for one in overall.follow_ups), Counts()).due
    if asked:
        items, count = many(sum(len(one.items) for one in asked), numerals), many(len(asked), numerals)
        most = longest(max(one.longest for one in asked), numerals)
        return f"มีรายการที่ต้องติดตาม {items} รายการ ใน {count} จาก {agencies} หน่วยงาน{most}"
    if due:
        return (
            f"โครงการที่ต้องรายงาน {many(due, numerals)} โครงการ ของ {agencies} หน่วยงาน "
            "รายงานครบถ้วนภายในกำหนด ไม่มีรายการที่ต้องติดตาม"
        )
    return NOTHING_DUE
