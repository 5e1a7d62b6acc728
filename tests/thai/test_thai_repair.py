"""Repair of code points: one right answer, nothing else touched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.thai.hygiene import repair

CONSONANTS = "กขคนปมยวสหอ"
SPACING = "ะาเแโใไฯๆ"
MARKS = "ัิีุู็่้๊์ํำ"
anything = st.text(alphabet=CONSONANTS + SPACING + MARKS + " 1a", max_size=30)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("นํ้า", "น้ำ", "split-sara-am"),
        ("น้ํา", "น้ำ", "split-sara-am"),
        ("คํา", "คำ", "split-sara-am"),
        ("สําหรับ", "สำหรับ", "split-sara-am"),
        ("ทำำ", "ทำ", "doubled-sara-am"),
        ("ทำา", "ทำ", "doubled-sara-am"),
        ("กระทำาการ", "กระทำการ", "doubled-sara-am"),
        ("นำ้", "น้ำ", "mark-order"),
        ("ทา่น", "ท่าน", "mark-order"),
        ("ตัวช้ีวัด", "ตัวชี้วัด", "mark-order"),
        ("พันธ์ุ", "พันธุ์", "mark-order"),
        ("ผู้้", "ผู้", "doubled-mark"),
        ("เเละ", "และ", "split-sara-ae"),
    ],
)
def test_a_code_point_error_has_one_right_answer(before: str, after: str, kind: str) -> None:
    repaired, (only,) = repair(before)
    assert repaired == after
    assert only.kind == kind
    assert before[only.start : only.start + len(only.before)] == only.before
    assert before.replace(only.before, only.after, 1) == after


def test_every_repair_tells_its_place_in_the_text_as_given() -> None:
    text = "ใช้นํ้าและเเรงงานทำาความสะอาด"
    repaired, repairs = repair(text)
    assert repaired == "ใช้น้ำและแรงงานทำความสะอาด"
    assert [text[item.start : item.start + len(item.before)] for item in repairs] == [item.before for item in repairs]


def test_clean_text_comes_back_as_it_is() -> None:
    text = "น้ำท่วมซ้ำ ๆ ที่ปู่ย่าเคยเล่า เป็นเรื่องสำคัญ ก็ไม่แปลก พันธุ์ ณ วันที่ 1 ม.ค. 2563 ฯลฯ"
    assert repair(text) == (text, ())


def test_a_nikhahit_of_pali_is_no_error() -> None:
    assert repair("พุทฺธํ") == ("พุทฺธํ", ())


@given(anything)
def test_repairing_twice_changes_nothing_more(text: str) -> None:
    once, _ = repair(text)
    assert repair(once) == (once, ())


@given(anything)
def test_consonants_are_never_touched(text: str) -> None:
    repaired, _ = repair(text)
    assert [char for char in repaired if char in CONSONANTS] == [char for char in text if char in CONSONANTS]


@given(anything)
def test_the_repairs_rebuild_the_repaired_text(text: str) -> None:
    repaired, repairs = repair(text)
    rebuilt, position = "", 0
    for item in repairs:
        assert text[item.start : item.start + len(item.before)] == item.before
        rebuilt += text[position : item.start] + item.after
        position = item.start + len(item.before)
    assert rebuilt + text[position:] == repaired


@given(anything)
def test_repaired_text_stays_normalised(text: str) -> None:
    repaired, _ = repair(unicodedata.normalize("NFC", text))
    assert unicodedata.normalize("NFC", repaired) == repaired
