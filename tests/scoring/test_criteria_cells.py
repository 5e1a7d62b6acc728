"""Cells of scoring criteria: numbers, comparators and ranges are read, anything else is left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.scoring import Comparator, Criterion, read_cell
from pipeline.thai.digits import to_thai


@pytest.mark.parametrize(
    ("text", "number", "comparator", "unit"),
    [
        ("80", "80", None, None),
        ("๘๐", "80", None, None),
        ("1,250.5", "1250.5", None, None),
        ("≤ 60", "60", Comparator.AT_MOST, None),
        ("<=60", "60", Comparator.AT_MOST, None),
        ("ไม่เกิน 5 วัน", "5", Comparator.AT_MOST, "วัน"),
        ("60 ลงมา", "60", Comparator.AT_MOST, None),
        ("น้อยกว่าหรือเท่ากับ 60", "60", Comparator.AT_MOST, None),
        (">= ๘๐.๕", "80.5", Comparator.AT_LEAST, None),
        ("ไม่ต่ำกว่าร้อยละ 60", "60", Comparator.AT_LEAST, "ร้อยละ"),
        ("60 ขึ้นไป", "60", Comparator.AT_LEAST, None),
        ("มากกว่าร้อยละ 90", "90", Comparator.ABOVE, "ร้อยละ"),
        ("> 90 %", "90", Comparator.ABOVE, "ร้อยละ"),
        ("ต่ำกว่า 60", "60", Comparator.BELOW, None),
        ("< -3", "-3", Comparator.BELOW, None),
        ("−5", "-5", None, None),
        ("3 คะแนน", "3", None, "คะแนน"),
        ("ร้อยละ 40", "40", None, "ร้อยละ"),
        ("100%", "100", None, "ร้อยละ"),
        ("1 ระบบ", "1", None, "ระบบ"),
    ],
)
def test_a_cell_with_one_number_is_read(
    text: str, number: str, comparator: Comparator | None, unit: str | None
) -> None:
    assert read_cell(text) == Criterion(Decimal(number), Decimal(number), comparator, unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("75–79", "75", "79", None),
        ("75-79", "75", "79", None),
        ("๗๕ – ๗๙.๙๙", "75", "79.99", None),
        ("75 ถึง 79", "75", "79", None),
        ("79–75", "75", "79", None),
        ("ร้อยละ 75–79", "75", "79", "ร้อยละ"),
        ("ร้อยละ 75 - ร้อยละ 79", "75", "79", "ร้อยละ"),
        ("3–4 ครั้ง", "3", "4", "ครั้ง"),
    ],
)
def test_a_range_has_two_ends(text: str, low: str, high: str, unit: str | None) -> None:
    found = read_cell(text)

    assert found == Criterion(Decimal(low), Decimal(high), unit=unit)
    assert found is not None
    assert found.is_range
    assert (found.threshold(rising=True), found.threshold(rising=False)) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text",
    [
        "75 ? 79",
        "75?79",
        "80 ?",
        "75--79",
        "60–70–80",
        "12,34",
        "จัดทำแผนแล้วเสร็จ",
        "ขั้นตอนที่ 1",
        "ประชุม 2 ครั้ง และส่งรายงาน 1 ฉบับ",
        "31 ม.ค. 2568",
        "-",
        "",
        None,
        "5/5",
        "NaN",
        "Infinity",
        "1e5",
        "9" * 200,
    ],
)
def test_what_is_no_number_is_never_guessed(text: str | None) -> None:
    assert read_cell(text) is None


@given(st.text(max_size=200))
def test_no_text_makes_the_reading_fail(text: str) -> None:
    found = read_cell(text)

    assert found is None or found.low <= found.high


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(["", "≤ ", "≥", "ร้อยละ "]))
def test_thai_and_arabic_digits_say_the_same(number: Decimal, before: str) -> None:
    text = f"{before}{number:,}"

    assert read_cell(to_thai(text)) == read_cell(text)
    assert read_cell(text) is not None
