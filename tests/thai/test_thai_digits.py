"""Digits: what is converted, what stays, and that a number is never left half converted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.thai.digits import ARABIC_DIGITS, THAI_DIGITS, convert, mixed_numbers, protected, to_arabic, to_thai

WORDS = ["จำนวน", "คน", "ร้อยละ", " ", " ", "(", ")", "และ", "ปี", "ครั้งที่", "ถึง", "บาท", "พ.ศ."]
plain_numbers = st.from_regex(r"[1-9][0-9]{0,2}(,[0-9]{3}){0,2}(\.[0-9]{1,2})?", fullmatch=True)
PROTECTED = [
    "03000000-2449",
    "ที่ กท 0401/229",
    "โทร. 02 999 0000",
    "โทร. 1555",
    "https://example.org/a?b=12",
    "clerk7@example.org",
    "ISO9001",
    "COVID-19",
    "Windows 11",
]
prose = st.lists(st.sampled_from(WORDS) | plain_numbers | plain_numbers.map(to_thai), max_size=12).map("".join)
prose_with_names = st.lists(
    st.tuples(st.sampled_from(WORDS), plain_numbers, st.sampled_from(PROTECTED)), min_size=1, max_size=4
)


@pytest.mark.parametrize(
    ("given_text", "thai"),
    [
        ("จำนวน 341 คน", "จำนวน ๓๔๑ คน"),
        ("1,918,000.-", "๑,๙๑๘,๐๐๐.-"),
        ("ร้อยละ 70.16", "ร้อยละ ๗๐.๑๖"),
        ("ครั้งที่ 3/2563 เมื่อ 16/10/2562 เวลา 10.30 น.", "ครั้งที่ ๓/๒๕๖๓ เมื่อ ๑๖/๑๐/๒๕๖๒ เวลา ๑๐.๓๐ น."),
        ("ข้อ 7.3.1 ระดับ 75–79", "ข้อ ๗.๓.๑ ระดับ ๗๕–๗๙"),
        ("1.Function Base", "๑.Function Base"),
        ("2๕63", "๒๕๖๓"),
    ],
)
def test_numbers_of_prose_become_thai(given_text: str, thai: str) -> None:
    assert convert(given_text, "thai") == thai


@pytest.mark.parametrize(
    "name",
    [
        *PROTECTED,
        "02 999 0000 หรือโทร. 1160",
        "โทร. 0 2999 0000 ต่อ 1543",
        "โทรศัพท์ 02-999-0000-5",
        "โทร 6901-2",
        "6901-2",
        "0812345678",
        "ที่กท 0401/ว 12",
        "www.example.org/9",
        "plan2564@example.go.th",
        "มอก. 9001",
        "ISO/IEC 27001:2013",
        "5G",
        "A4",
        "1-2345-67890-12-3",
    ],
)
def test_figures_that_are_names_stay_as_written(name: str) -> None:
    assert convert(name, "thai") == name
    assert protected(name)


def test_a_letter_number_stays_while_the_date_beside_it_is_converted() -> None:
    assert convert("หนังสือที่ กท 0401/229 ลงวันที่ 6 กันยายน 2564", "thai") == ("หนังสือที่ กท 0401/229 ลงวันที่ ๖ กันยายน ๒๕๖๔")


def test_a_phone_ends_where_the_prose_goes_on() -> None:
    assert convert("โทร. 1555 มีผู้ร่วมงาน 120 คน", "thai") == "โทร. 1555 มีผู้ร่วมงาน ๑๒๐ คน"


def test_as_given_changes_nothing() -> None:
    assert convert("ปี ๒๕๖๓ ถึง 2564", "as-given") == "ปี ๒๕๖๓ ถึง 2564"


def test_thai_digits_of_prose_become_arabic() -> None:
    assert convert("เป้าหมายที่ ๗.๓.๑ ปี ๒๕๖๓", "arabic") == "เป้าหมายที่ 7.3.1 ปี 2563"


@given(prose)
def test_converting_twice_changes_nothing_more(text: str) -> None:
    once = convert(text, "thai")
    assert convert(once, "thai") == once


@given(prose)
def test_thai_and_back_is_the_text_in_arabic(text: str) -> None:
    assert convert(convert(text, "thai"), "arabic") == convert(text, "arabic")


@given(
    st.text(alphabet=ARABIC_DIGITS + THAI_DIGITS + "กข .,/-:@Aa0\n", max_size=60), st.sampled_from(["thai", "arabic"])
)
def test_positions_and_everything_but_digits_stay(text: str, style: str) -> None:
    result = convert(text, "thai" if style == "thai" else "arabic")
    assert len(result) == len(text)
    assert to_arabic(result) == to_arabic(text)


@given(prose, st.sampled_from(["thai", "arabic"]))
def test_no_number_of_prose_is_left_mixed(text: str, style: str) -> None:
    kept = {span.of(text) for span in protected(text)}
    result = convert(text, "thai" if style == "thai" else "arabic")
    assert [span for span in mixed_numbers(result) if span.of(result) not in kept and not protected(text)] == []


@given(prose_with_names)
def test_names_survive_among_numbers(parts: list[tuple[str, str, str]]) -> None:
    text = " ".join(f"{word} {number} คน {name} " for word, number, name in parts)
    result = convert(text, "thai")
    for _, number, name in parts:
        assert name in result
        assert to_thai(number) in result


def test_mixed_numbers_are_found_with_their_place() -> None:
    text = "ปี 2๕63 และ ๑๖/10/๒๕๖๒ แต่ไม่ใช่ ๕ กับ 5"
    assert [span.of(text) for span in mixed_numbers(text)] == ["2๕63", "๑๖/10/๒๕๖๒"]
