"""The follow-up as a short text for a chat group."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from pipeline.messages import use_language
from pipeline.model import Evaluation, EvaluationIndicator, Party
from pipeline.monitoring import chat_text, follow_up

if TYPE_CHECKING:
    from pipeline.model import Dataset
    from tests.monitoring.invented_offices import month, office, project, report
else:
    from invented_offices import month, office, project, report

JUNE = month(2026, 6)
THE_25TH = dt.date(2026, 6, 25)


def _text(dataset: Dataset, *, phones: bool = False, lines: int = 20) -> str:
    return chat_text(follow_up(dataset, JUNE, THE_25TH), phones=phones, lines=lines)


def test_the_text_counts_first_and_then_names_the_late_ones_by_division() -> None:
    south = project(2, unit="south", responsible=Party(person="wichai"))
    well = project(3, report(1, dt.date(2026, 6, 18)))
    assert _text(office(south, project(1), well)).splitlines() == [
        "ติดตามรายงานเดือนมิถุนายน 2569",
        "สำนักทดลองติดตาม",
        "สถานะ ณ 25 มิ.ย. 2569 กำหนดรายงาน 20 มิ.ย. 2569",
        "ต้องรายงาน 3 โครงการ รายงานแล้ว 1 ค้างรายงาน 2",
        "",
        "【กองเหนือ】",
        "• 77000000-0001 โครงการทดลองที่ 1: ยังไม่รายงาน เลยกำหนด 5 วัน (นางมาลี สมมุติ)",
        "【กองใต้】",
        "• 77000000-0002 โครงการทดลองที่ 2: ยังไม่รายงาน เลยกำหนด 5 วัน (นายวิชัย สมมุติ)",
        "",
        "ขอความร่วมมือดำเนินการให้ครบถ้วน ขอขอบคุณ",
    ]


def test_telephones_stand_in_it_only_on_request() -> None:
    south = project(2, unit="south", responsible=Party(person="wichai"))
    assert "1459" not in _text(office(project(1), south))
    told = _text(office(project(1), south), phones=True)
    assert "(นางมาลี สมมุติ โทร. 1459)" in told
    assert "(นายวิชัย สมมุติ โทร. 6901-2)" in told


def test_the_most_urgent_find_room_and_the_rest_is_counted() -> None:
    incomplete = [project(number, report(1, dt.date(2026, 6, 18), None), unit="south") for number in range(1, 31)]
    told = _text(office(*incomplete, project(99))).splitlines()
    assert len(told) == 20
    assert "77000000-0099" in told[7]
    shown = sum(line.startswith("• ") for line in told)
    assert told[-3] == f"… และอีก {31 - shown} รายการ"


def test_overdue_quarters_of_one_indicator_share_a_line() -> None:
    framework = (EvaluationIndicator(id="F-1", dimension=1, name="ร้อยละที่ทดลอง", units=("south",)),)
    told = _text(office(evaluation=Evaluation(), evaluation_indicators=framework))
    assert "• F-1 ร้อยละที่ทดลอง: ยังไม่มีผลไตรมาส 1, 2 เลยกำหนด 187 วัน (กองใต้)" in told
    assert "ค้างผลรายไตรมาส 3 รายการ" in told


def test_nothing_to_ask_for_is_good_news() -> None:
    well = office(project(1, report(1, dt.date(2026, 6, 18))))
    assert _text(well).splitlines()[-1] == "ทุกรายการครบถ้วนตามกำหนด ขอขอบคุณทุกฝ่าย"
    assert _text(office()).splitlines()[-1] == "เดือนนี้ไม่มีรายการที่ต้องติดตาม"


def test_long_names_and_invisible_signs_do_not_break_the_lines() -> None:
    long = project(1).model_copy(update={"name": "โครงการ\u202e\nที่ยาวมาก " + "กิ่" * 500})
    told = _text(office(long))
    assert "\u202e" not in told
    assert "โครงการ ที่ยาวมาก กิ่กิ่" in told
    assert "กิ่…: ยังไม่รายงาน" in told
    assert max(len(line) for line in told.splitlines()) < 250


def test_a_long_name_is_cut_between_words() -> None:
    name = "โครงการเพิ่มประสิทธิภาพการดำเนินงานป้องกันน้ำท่วมในชุมชนริมคลองตลอดปีงบประมาณอย่างต่อเนื่องและยั่งยืนทุกชุมชน"
    told = _text(office(project(1).model_copy(update={"name": name})))
    assert "โครงการเพิ่มประสิทธิภาพการดำเนินงานป้องกันน้ำท่วมในชุมชนริมคลองตลอด…: ยังไม่รายงาน" in told


def test_the_text_is_thai_whatever_the_language_of_the_run() -> None:
    thai = _text(office(project(1)))
    use_language("en")
    try:
        assert _text(office(project(1))) == thai
    finally:
        use_language("th")


def test_too_few_lines_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 12 lines"):
        _text(office(project(1)), lines=11)
