"""Numbers as planners type them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.thai.digits import to_thai
from pipeline.thai.money import format_amount
from pipeline.thai.numbers import NumberProblem, parse_decimal

if TYPE_CHECKING:
    from decimal import Decimal


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,918,000.-", "1918000"),
        ("1,918,000.-บาท", "1918000"),
        ("214,600 บาท", "214600"),
        ("๒๑๔,๖๐๐.๕๐", "214600.50"),
        ("70.16 %", "70.16"),
        ("ร้อยละ 30", "30"),
        ("฿ 1,500", "1500"),
        ("  0  ", "0"),
        ("-5", "-5"),
        ("−5.25", "-5.25"),
        ("+7", "7"),
        (".5", "0.5"),
        ("1\u00a0บาท", "1"),
        ("2๕63", "2563"),
        ("0.10", "0.10"),
    ],
)
def test_a_number_is_read_exactly(text: str, value: str) -> None:
    assert str(parse_decimal(text)) == value


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("บาท", "empty"),
        ("NaN", "not-finite"),
        ("-inf", "not-finite"),
        ("Infinity", "not-finite"),
        ("1,23", "grouping"),
        ("1,2345", "grouping"),
        ("1234,567", "grouping"),
        ("1,,000", "grouping"),
        ("1e5", "format"),
        ("0x10", "format"),
        ("ห้า", "format"),
        ("1.2.3", "format"),
        ("5-6", "format"),
        ("1 000", "format"),
        ("१२", "format"),
        ("_1", "format"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(text: str, kind: str) -> None:
    with pytest.raises(NumberProblem) as caught:
        parse_decimal(text)
    assert caught.value.kind == kind


def test_a_hundred_thousand_digits_are_refused_at_once() -> None:
    with pytest.raises(NumberProblem) as caught:
        parse_decimal("9" * 100_000)
    assert caught.value.kind == "too-long"
    assert len(str(caught.value)) < 100


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_a_printed_amount_reads_back(amount: Decimal) -> None:
    assert parse_decimal(format_amount(amount, 2)) == amount
    assert parse_decimal(to_thai(format_amount(amount)) + " บาท") == amount


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value = parse_decimal(text)
    except NumberProblem:
        return
    assert value.is_finite()
