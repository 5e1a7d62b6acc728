"""Targets of plans: what is read as comparator, number and unit, and how it is printed again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.thai.digits import to_thai
from pipeline.thai.targets import ParsedTarget, parse_target, print_target


@pytest.mark.parametrize(
    ("text", "comparator", "number", "unit"),
    [
        ("ไม่น้อยกว่าร้อยละ 60", "ไม่น้อยกว่า", "60", "ร้อยละ"),
        ("ไม่น้อยกว่า ร้อยละ ๖๐", "ไม่น้อยกว่า", "60", "ร้อยละ"),
        ("อย่างน้อย 1 ระบบ", "อย่างน้อย", "1", "ระบบ"),
        ("จำนวน 1 หลักสูตร", "จำนวน", "1", "หลักสูตร"),
        ("2 กลุ่มภารกิจ", None, "2", "กลุ่มภารกิจ"),
        ("ร้อยละ 30", None, "30", "ร้อยละ"),
        ("ร้อยละ 99.50", None, "99.50", "ร้อยละ"),
        ("≥ 60 %", "ไม่น้อยกว่า", "60", "ร้อยละ"),
        (">=60%", "ไม่น้อยกว่า", "60", "ร้อยละ"),
        ("ไม่ต่ำกว่า 80 เปอร์เซ็นต์", "ไม่น้อยกว่า", "80", "ร้อยละ"),
        ("จำนวนไม่น้อยกว่า 1,200 คน", "ไม่น้อยกว่า", "1200", "คน"),
        ("ร้อยละ 80 ขึ้นไป", "ไม่น้อยกว่า", "80", "ร้อยละ"),
        ("ระดับ 5", None, "5", "ระดับ"),
        ("ไม่เกิน 5 วัน", "ไม่เกิน", "5", "วัน"),
        ("๑๐๐", None, "100", None),
        ("จำนวน 3 ครั้ง/ปี", "จำนวน", "3", "ครั้ง/ปี"),
    ],
)
def test_a_target_is_read_in_its_parts(text: str, comparator: str | None, number: str, unit: str | None) -> None:
    assert parse_target(text) == ParsedTarget(comparator, Decimal(number), unit)


@pytest.mark.parametrize(
    "text",
    [
        "ตามที่ สยป. กำหนด",
        "-",
        "",
        "ภายในเดือนกันยายน 2563",
        "30 กันยายน",
        "30 ก.ย. 2563",
        "ร้อยละ 80 ของผู้เข้าร่วม",
        "ร้อยละ 80 - 90",
        "1 ระบบ และ 2 หลักสูตร",
        "ไม่น้อยกว่าร้อยละ 60 ขึ้นไป",
        "ร้อยละ 30 คน",
        "จำนวน หลักสูตร",
        "1,23 คน",
        "9" * 10_000,
        "จำนวน" * 10_000,
    ],
)
def test_what_says_more_or_less_than_a_target_is_left_a_text(text: str) -> None:
    assert parse_target(text) is None


@pytest.mark.parametrize(
    ("comparator", "number", "unit", "printed"),
    [
        ("ไม่น้อยกว่า", "60", "ร้อยละ", "ไม่น้อยกว่าร้อยละ 60"),
        ("จำนวน", "1", "หลักสูตร", "จำนวน 1 หลักสูตร"),
        (None, "30", "ร้อยละ", "ร้อยละ 30"),
        (None, "99.50", "ร้อยละ", "ร้อยละ 99.5"),
        ("อย่างน้อย", "12000", "คน", "อย่างน้อย 12,000 คน"),
        (None, "1E+3", None, "1,000"),
        (None, "5", "ระดับ", "ระดับ 5"),
    ],
)
def test_a_target_is_printed_in_the_word_order_of_plans(
    comparator: str | None, number: str, unit: str | None, printed: str
) -> None:
    assert print_target(comparator, Decimal(number), unit) == printed


def test_a_number_of_a_column_has_the_decimals_of_its_column() -> None:
    assert print_target(None, Decimal("90.1"), "ร้อยละ", places=2) == "ร้อยละ 90.10"
    assert print_target(None, Decimal(1200), "คน", places=0) == "1,200 คน"


@given(
    st.sampled_from([None, "ไม่น้อยกว่า", "อย่างน้อย", "ไม่เกิน", "มากกว่า", "น้อยกว่า", "จำนวน"]),
    st.decimals(0, 10**12, places=2),
    st.sampled_from(["ร้อยละ", "ระดับ", "ระบบ", "กลุ่มภารกิจ", "คน", None]),
)
def test_what_is_printed_is_read_again_in_either_digits(
    comparator: str | None, number: Decimal, unit: str | None
) -> None:
    printed = print_target(comparator, number, unit)
    assert parse_target(printed) == parse_target(to_thai(printed)) == ParsedTarget(comparator, number, unit)


@given(st.text(max_size=40))
def test_any_text_is_a_target_or_not_without_an_exception(text: str) -> None:
    found = parse_target(text)
    assert found is None or found.number >= 0
