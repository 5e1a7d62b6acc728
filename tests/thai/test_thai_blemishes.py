"""Blemishes: found with their place, and not found where the text is right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.thai.hygiene import BlemishKind, blemishes

CLEAN = [
    "ประชุมครั้งที่ 3/2563 เมื่อวันที่ 25 มีนาคม พ.ศ. 2563 เรื่องต่าง ๆ เช่น งาน ก.ก. ฯลฯ",
    "การดำเนินงานแล้วเสร็จหรือไม่ ? และจะทำต่ออย่างไร?",
    "ใครเป็นเจ้าของข้อมูล? คำถามนี้ยังไม่มีคำตอบ",
    "ระดับปฏิบัติการ – ระดับชำนาญการ (ร้อยละ ๗๐) จำนวน 5 คน",
    "มีการประชุมครั้งที่ 2/2563 และครั้งที่ 3/2563 ที่ห้องประชุมใหญ่",
    "กลุ่มเป้าหมายคือประชาชนในพื้นที่เขตและผู้เกี่ยวข้องทุกภาคส่วน ได้แก่",
    "รายการที่ 1)\nรายการที่ 2) ตรวจรับพัสดุและเบิกจ่ายเงินให้แก่ผู้รับจ้าง",
]


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("ระดับปฏิบัติการ ? ระดับชำนาญการ", BlemishKind.QUESTION_FOR_DASH, " ?"),
        ("ช่วง 2563?2564", BlemishKind.QUESTION_FOR_DASH, "?"),
        ("ประจำปี พ.ศ.2563", BlemishKind.ERA_WITHOUT_SPACE, "พ.ศ.2563"),
        ("ประจำปี พ.ศ.๒๕๖๓", BlemishKind.ERA_WITHOUT_SPACE, "พ.ศ.๒๕๖๓"),
        ("คำหนึ่ง  คำสอง", BlemishKind.DOUBLE_SPACE, "  "),
        ("ปี 2๕63", BlemishKind.MIXED_DIGITS, "2๕63"),
        ("เรื่องต่างๆ", BlemishKind.YAMOK_WITHOUT_SPACE, "ต่างๆ"),
        ("ๆ อีกครั้ง", BlemishKind.YAMOK_FIRST, "ๆ"),
        ("คณะกรรมการเมืองครั้งที่ 3/2563", BlemishKind.GLUED_NUMBER, "ครั้งที่ 3/2563"),
        ("คำ\x07หนึ่ง", BlemishKind.CONTROL, "\x07"),
        ("คำ\u200bหนึ่ง", BlemishKind.INVISIBLE, "\u200b"),
        ("คำ\u202eหนึ่ง", BlemishKind.BIDI, "\u202e"),
        ("คำ\uf70aหนึ่ง", BlemishKind.PRIVATE_USE, "\uf70a"),
        ("คำ\ufffdหนึ่ง", BlemishKind.REPLACEMENT, "\ufffd"),
        ("คะแนนที่ได ้", BlemishKind.STRAY_MARK, "้"),
        ("บุคลากรของหน่วยงานเป็นผู้ปฏิบัติงานแบบมืออาชีพ มีคุณธรร", BlemishKind.CUT, "คุณธรร"),
        ("จัดทำแผนพัฒนาบุคลากรของหน่วยงานให้ครบถ้วน (ลูกจ้าง", BlemishKind.CUT, "(ลูกจ้าง"),
        ("จัดทำแผนพัฒนาบุคลากรของหน่วยงานให้ครบถ้วน ซึ่ง", BlemishKind.CUT, "ซึ่ง"),
    ],
)
def test_a_blemish_is_found_with_its_place(text: str, kind: BlemishKind, quote: str) -> None:
    found = [blemish for blemish in blemishes(text) if blemish.kind is kind]
    assert [blemish.quote for blemish in found] == [quote]
    assert text[found[0].start : found[0].end] == quote


@pytest.mark.parametrize("text", CLEAN)
def test_right_text_has_no_blemish(text: str) -> None:
    assert blemishes(text) == []


def test_a_person_s_name_at_the_end_is_not_a_cut_word() -> None:
    assert blemishes("ผู้รับผิดชอบโครงการในปีงบประมาณนี้คือ นายสมชาย ใจกล้าธรร") == []


@given(st.text(alphabet="กต่างๆ ?พ.ศ25๕\u200b\x07(ครั้งที่/ำ\n", max_size=60))
def test_every_quote_stands_where_it_is_said_to_stand(text: str) -> None:
    found = blemishes(text)
    assert [text[blemish.start : blemish.end] for blemish in found] == [blemish.quote for blemish in found]
    assert [blemish.start for blemish in found] == sorted(blemish.start for blemish in found)
