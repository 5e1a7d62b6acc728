"""The follow-up of several agencies as one short text, and what tables tell of an item."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Agency, Evaluation, EvaluationIndicator
from pipeline.monitoring import (
    Counts,
    FollowUp,
    State,
    chat_text,
    chat_text_all,
    days_over,
    follow_up,
    matter,
    notes,
    status,
)

if TYPE_CHECKING:
    from pipeline.model import Dataset, Month
    from tests.monitoring.invented_offices import DAYS, MONTHS, month, office, offices, project, report
else:
    from invented_offices import DAYS, MONTHS, month, office, offices, project, report

JUNE = month(2026, 6)
THE_25TH = dt.date(2026, 6, 25)
ON_TIME = report(1, dt.date(2026, 6, 18))


def told(name: str, dataset: Dataset, day: dt.date = THE_25TH) -> FollowUp:
    return follow_up(dataset.model_copy(update={"agency": Agency(name=name)}), JUNE, day)


def late(name: str, count: int = 1, day: dt.date = THE_25TH) -> FollowUp:
    return told(name, office(*(project(number) for number in range(1, count + 1))), day)


WELL = told("สำนักเรียบร้อย", office(project(1, ON_TIME)))
FRAMEWORK = (EvaluationIndicator(id="F-1", dimension=1, name="ร้อยละที่ทดลอง", units=("south",)),)
QUARTERS = told("สำนักไตรมาส", office(evaluation=Evaluation(), evaluation_indicators=FRAMEWORK))


def test_each_agency_with_something_due_has_a_line_the_longest_delay_first() -> None:
    incomplete = told("สำนักกรอกขาด", office(project(1, report(1, dt.date(2026, 6, 18), None))))
    assert chat_text_all([incomplete, late("สำนักหนึ่ง"), WELL, late("สำนักสอง", 3), QUARTERS]).splitlines() == [
        "ติดตามรายงานเดือนมิถุนายน 2569",
        "ภาพรวม 5 หน่วยงาน",
        "สถานะ ณ 25 มิ.ย. 2569",
        "ต้องรายงาน 6 โครงการ รายงานแล้ว 2 ค้างรายงาน 4",
        "กรอกไม่ครบ 1 ค้างผลรายไตรมาส 3 รายการ",
        "",
        "• สำนักไตรมาส: ค้างผลรายไตรมาส 3 (ค้างนานที่สุด 187 วัน)",
        "• สำนักสอง: ค้างรายงาน 3 (ค้างนานที่สุด 5 วัน)",
        "• สำนักหนึ่ง: ค้างรายงาน 1 (ค้างนานที่สุด 5 วัน)",
        "• สำนักกรอกขาด: กรอกไม่ครบ 1",
        "",
        "ขอความร่วมมือดำเนินการให้ครบถ้วน ขอขอบคุณ",
    ]


def test_before_the_deadline_it_tells_who_is_still_to_report() -> None:
    text = chat_text_all([late("สำนักหนึ่ง", 2, dt.date(2026, 6, 10))])
    assert "• สำนักหนึ่ง: ยังไม่ถึงกำหนด 2" in text.splitlines()


def test_agencies_of_several_days_tell_the_first_and_the_last() -> None:
    text = chat_text_all([late("สำนักหนึ่ง"), late("สำนักสอง", day=dt.date(2026, 7, 2)), WELL])
    assert text.splitlines()[2] == "สถานะระหว่าง 25 มิ.ย. 2569 ถึง 2 ก.ค. 2569"


def test_agencies_without_room_are_counted() -> None:
    lines = chat_text_all([late(f"สำนักที่ {number}") for number in range(1, 51)]).splitlines()
    assert len(lines) == 20
    shown = sum(line.startswith("• ") for line in lines)
    assert lines[-3] == f"… และอีก {50 - shown} หน่วยงาน"


def test_agencies_whose_data_cannot_be_used_are_said() -> None:
    lines = chat_text_all([WELL], without=("สำนักเสีย",)).splitlines()
    assert lines[-2:] == ["ไม่รวม สำนักเสีย ซึ่งข้อมูลยังใช้ไม่ได้", "ทุกรายการครบถ้วนตามกำหนด ขอขอบคุณทุกฝ่าย"]
    several = chat_text_all([WELL], without=("สำนักเสีย", "สำนักหาย", "สำนักพัง"))
    assert "ไม่รวม สำนักเสีย และอีก 2 หน่วยงาน ซึ่งข้อมูลยังใช้ไม่ได้" in several


def test_no_person_is_named_to_all_agencies() -> None:
    assert "มาลี" not in chat_text_all([late("สำนักหนึ่ง")])


def test_nothing_due_anywhere_is_told_as_well() -> None:
    assert chat_text_all([told("ก", office())]).splitlines()[-1] == "เดือนนี้ไม่มีรายการที่ต้องติดตาม"
    assert chat_text_all([]).splitlines() == ["ภาพรวม 0 หน่วยงาน", "เดือนนี้ไม่มีรายการที่ต้องติดตาม"]


def test_too_few_lines_are_refused() -> None:
    with pytest.raises(ValueError, match="lines"):
        chat_text_all([WELL], lines=11)


def test_old_data_tells_its_own_day() -> None:
    old = told("สำนักเก่า", office(project(1), as_of=dt.date(2026, 5, 31)))
    assert chat_text(old).splitlines()[2] == "สถานะ ณ 25 มิ.ย. 2569 (จากข้อมูล ณ 31 พ.ค. 2569) กำหนดรายงาน 20 มิ.ย. 2569"


@settings(max_examples=60, deadline=None)
@given(st.lists(offices(), max_size=25), MONTHS, DAYS, st.integers(12, 40))
def test_any_agencies_find_room_and_none_is_lost(
    datasets: list[Dataset],
    when: Month,
    day: dt.date,
    lines: int,
) -> None:
    all_of_them = [follow_up(dataset, when, day) for dataset in datasets]
    text = chat_text_all(all_of_them, lines=lines).splitlines()
    asked = sum(bool(one.items) for one in all_of_them)
    shown = sum(line.startswith("• ") for line in text)
    assert len(text) <= lines
    assert shown == asked or text[-3] == f"… และอีก {asked - shown} หน่วยงาน"


@settings(max_examples=60, deadline=None)
@given(offices(), offices(), MONTHS, DAYS)
def test_counts_of_several_add_up(first: Dataset, second: Dataset, when: Month, day: dt.date) -> None:
    one, other = (follow_up(dataset, when, day) for dataset in (first, second))
    together = one.counts + other.counts
    assert together.due == one.counts.due + other.counts.due
    assert together.results_missing == one.counts.results_missing + other.counts.results_missing
    assert one.counts + Counts() == one.counts


@settings(max_examples=60, deadline=None)
@given(offices(), MONTHS, DAYS)
def test_what_tables_tell_of_an_item_agrees_with_its_sentence(dataset: Dataset, when: Month, day: dt.date) -> None:
    found = follow_up(dataset, when, day)
    for item in found.items:
        over = days_over(item)
        assert over is None if item.state is State.NOT_YET_DUE or not item.days else over == item.days
        assert item.wording.text.startswith(matter(item).text)
        assert "{" not in matter(item).text + status(item).text + "".join(note.text for note in notes(item))
    overdue = [item.days for item in found.items if item.is_overdue]
    assert found.longest == max(overdue, default=0)
