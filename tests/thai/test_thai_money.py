"""Amounts in figures and in words."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.thai.money import baht_text, common_places, format_amount, read_number


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("214600", "214,600"),
        ("214600.00", "214,600"),
        ("94581296.26", "94,581,296.26"),
        ("0.5", "0.50"),
        ("0", "0"),
        ("-0.00", "0"),
        ("-1234.5", "-1,234.50"),
        ("1E+5", "100,000"),
        ("0.125", "0.125"),
    ],
)
def test_satang_show_only_where_there_are_any(amount: str, text: str) -> None:
    assert format_amount(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("numbers", "places"), [([], 0), (["95", "88.00"], 0), (["86.2", "90"], 1), (["1E+2", "0.5"], 1), (["1.2345"], 2)]
)
def test_a_column_has_the_decimals_that_its_longest_number_needs(numbers: list[str], places: int) -> None:
    assert common_places(map(Decimal, numbers)) == places


def test_fixed_places_round_half_up() -> None:
    assert format_amount(Decimal("2.345"), 2) == "2.35"
    assert format_amount(Decimal("2.5"), 0) == "3"
    assert format_amount(Decimal(1000), 2) == "1,000.00"


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1E+40", "1E+999999"])
def test_what_is_no_amount_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        format_amount(Decimal(amount))
    with pytest.raises(ValueError, match="amount"):
        baht_text(Decimal(amount))


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "ศูนย์บาทถ้วน"),
        ("1", "หนึ่งบาทถ้วน"),
        ("10", "สิบบาทถ้วน"),
        ("11", "สิบเอ็ดบาทถ้วน"),
        ("20", "ยี่สิบบาทถ้วน"),
        ("21", "ยี่สิบเอ็ดบาทถ้วน"),
        ("51", "ห้าสิบเอ็ดบาทถ้วน"),
        ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
        ("214600", "สองแสนหนึ่งหมื่นสี่พันหกร้อยบาทถ้วน"),
        ("214600.50", "สองแสนหนึ่งหมื่นสี่พันหกร้อยบาทห้าสิบสตางค์"),
        ("1000000", "หนึ่งล้านบาทถ้วน"),
        ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"),
        ("51000001", "ห้าสิบเอ็ดล้านเอ็ดบาทถ้วน"),
        ("134802800", "หนึ่งร้อยสามสิบสี่ล้านแปดแสนสองพันแปดร้อยบาทถ้วน"),
        ("1000000000000", "หนึ่งล้านล้านบาทถ้วน"),
        ("0.01", "หนึ่งสตางค์"),
        ("0.75", "เจ็ดสิบห้าสตางค์"),
        ("3.11", "สามบาทสิบเอ็ดสตางค์"),
        ("-7.25", "ลบเจ็ดบาทยี่สิบห้าสตางค์"),
    ],
)
def test_amounts_in_words(amount: str, text: str) -> None:
    assert baht_text(Decimal(amount)) == text


def test_parts_of_a_satang_are_refused_not_rounded() -> None:
    with pytest.raises(ValueError, match="satang"):
        baht_text(Decimal("1.005"))


FIGURES = {"เอ็ด": 1, "หนึ่ง": 1, "ยี่": 2, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9}
PLACES = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000}
WORD = re.compile("|".join([*FIGURES, *PLACES, "ล้าน"]))


def heard(text: str) -> int:
    """The number that a listener writes down: each ล้าน lifts all that was heard before it."""
    total, waiting = 0, 0
    part = 0
    for word in WORD.findall(text):
        if word in FIGURES:
            waiting = FIGURES[word]
        elif word in PLACES:
            part += (waiting or 1) * PLACES[word]
            waiting = 0
        else:
            total = (total + part + waiting) * 10**6
            part = waiting = 0
    return total + part + waiting


@given(st.integers(1, 10**18))
@example(10**12 + 10**6)
@example(2_000_003_000_004)
@example(11_111_111)
def test_what_is_read_out_is_heard_as_the_same_number(number: int) -> None:
    text = read_number(number)
    assert WORD.sub("", text) == ""
    assert heard(text) == number


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_baht_and_satang_are_heard_apart(amount: Decimal) -> None:
    text = baht_text(amount)
    baht, _, satang = text.rpartition("บาท")
    baht_heard = 0 if baht in {"", "ศูนย์"} else heard(baht)
    satang_heard = heard(satang.removesuffix("สตางค์")) if satang.endswith("สตางค์") else 0
    assert Decimal(baht_heard) + Decimal(satang_heard) / 100 == amount
    assert text.endswith("ถ้วน") == (amount == amount.to_integral_value())
