"""Dates of the Buddhist era: read, printed, and found in prose."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.thai.dates import (
    DateProblem,
    DateStyle,
    find_dates,
    fiscal_months,
    fiscal_quarter,
    fiscal_year,
    format_date,
    format_month,
    parse_date,
    parse_month,
)
from pipeline.thai.digits import to_thai
from pipeline.thai.eras import WEEKDAYS

days = st.dates(dt.date(1960, 1, 1), dt.date(2150, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "16/10/2562",
        "16-10-2562",
        "16.10.2562",
        "16 / 10 / 2562",
        "16 ต.ค. 2562",
        "16 ต.ค.2562",
        "16ต.ค.62",
        "16 ต.ค. 62",
        "16 ตค 62",
        "16 ต. ค. 2562",
        "16 ตุลาคม 2562",
        "๑๖ ตุลาคม ๒๕๖๒",
        "๑๖ ตุลาคม พ.ศ. ๒๕๖๒",
        "16 เดือนตุลาคม พ.ศ.2562",
        "วันที่ 16 ตุลาคม 2562",
        "วันพุธที่ 16 ตุลาคม 2562",
        "พุธ 16 ต.ค. 2562",
        "16\u00a0ตุลาคม\u00a02562",
        "16 ตุลาคม ค.ศ. 2019",
        "2019-10-16",
        "2019-10-16 00:00:00",
        "2019-10-16T08:30:00Z",
    ],
)
def test_every_way_of_writing_a_day_is_that_day(text: str) -> None:
    assert parse_date(text) == dt.date(2019, 10, 16)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("31 เม.ย. 2564", "impossible"),
        ("29 ก.พ. 2566", "impossible"),
        ("0/1/2566", "impossible"),
        ("1/13/2566", "impossible"),
        ("2019-02-30", "impossible"),
        ("16/10/2019", "ce-year"),
        ("16 ตุลาคม 2019", "ce-year"),
        ("2562-10-16", "be-year"),
        ("16 ตุลาคม ค.ศ. 2562", "be-year"),
        ("16/10/62", "short-year"),
        ("16/10/2300", "year"),
        ("0001-01-01", "year"),
        ("วันจันทร์ที่ 16 ตุลาคม 2562", "weekday"),
        ("", "format"),
        ("ตุลาคม 2562", "format"),
        ("16 ตุรกี 2562", "format"),
        ("ปลายเดือน", "format"),
        ("1" * 100_000, "format"),
    ],
)
def test_a_wrong_date_is_refused_with_its_reason(text: str, kind: str) -> None:
    with pytest.raises(DateProblem) as caught:
        parse_date(text)
    assert caught.value.kind == kind


def test_the_day_probably_meant_comes_with_the_refusal() -> None:
    with pytest.raises(DateProblem) as caught:
        parse_date("16/10/2019")
    assert caught.value.suggestion == dt.date(2019, 10, 16)


def test_the_leap_day_of_2567_is_real() -> None:
    assert parse_date("29 ก.พ. 2567") == dt.date(2024, 2, 29)


@given(days, st.sampled_from(["long", "short", "numeric"]), st.booleans())
@example(day=dt.date(2024, 2, 29), style="short", thai_digits=True)
def test_a_printed_date_reads_back(day: dt.date, style: DateStyle, thai_digits: bool) -> None:  # noqa: FBT001 - a drawn value
    text = format_date(day, style)
    assert parse_date(to_thai(text) if thai_digits else text) == day


@given(st.text(alphabet="0123456789๐๕/-. ตุลาคมกพศวันที่", max_size=30))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    try:
        year = parse_date(text).year
    except DateProblem:
        return
    assert 1900 <= year <= 2157


def test_dates_print_in_three_styles() -> None:
    day = dt.date(2020, 1, 31)
    assert format_date(day) == "31 มกราคม 2563"
    assert format_date(day, "short") == "31 ม.ค. 2563"
    assert format_date(day, "numeric") == "31/01/2563"


@pytest.mark.parametrize(
    "text", ["ต.ค. 2562", "ตุลาคม 2562", "ตุลาคม พ.ศ. ๒๕๖๒", "เดือนตุลาคม 2562", "ต.ค. 62", "10/2562", "2019-10"]
)
def test_every_way_of_writing_a_month_is_that_month(text: str) -> None:
    assert parse_month(text) == (2019, 10)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("10/2019", "ce-year"),
        ("13/2562", "impossible"),
        ("2562-10", "be-year"),
        ("ปี 2562", "format"),
        ("9" * 999, "format"),
    ],
)
def test_a_wrong_month_is_refused_with_its_reason(text: str, kind: str) -> None:
    with pytest.raises(DateProblem) as caught:
        parse_month(text)
    assert caught.value.kind == kind


@given(days, st.sampled_from(["long", "short", "numeric"]))
def test_a_printed_month_reads_back(day: dt.date, style: DateStyle) -> None:
    assert parse_month(format_month(day.year, day.month, style)) == (day.year, day.month)


def test_fiscal_year_2563_runs_from_october_2562_to_september_2563() -> None:
    assert fiscal_year(parse_date("30/09/2562")) == 2562
    assert fiscal_year(parse_date("01/10/2562")) == 2563
    assert fiscal_year(parse_date("30/09/2563")) == 2563


def test_quarters_start_in_october_january_april_and_july() -> None:
    assert [fiscal_quarter(dt.date(2020, month, 1)) for month in range(1, 13)] == [2, 2, 2, 3, 3, 3, 4, 4, 4, 1, 1, 1]


@given(days)
def test_every_day_lies_in_a_month_of_its_fiscal_year(day: dt.date) -> None:
    months = fiscal_months(fiscal_year(day))
    assert len(months) == 12
    assert months[0][1] == 10
    assert months.index((day.year, day.month)) // 3 + 1 == fiscal_quarter(day)


def test_dates_in_prose_are_found_with_their_place() -> None:
    text = "ประชุมเมื่อวันศุกร์ที่ 2 กรกฎาคม 2564 และ ๙ ก.ค. ๖๔ ตามรายงาน 16/4/2564 (ISO 2021-07-02) รวม 3 ครั้ง"
    found = find_dates(text)
    assert [(item.text, item.date, item.problem) for item in found] == [
        ("วันศุกร์ที่ 2 กรกฎาคม 2564", dt.date(2021, 7, 2), None),
        ("๙ ก.ค. ๖๔", dt.date(2021, 7, 9), None),
        ("16/4/2564", dt.date(2021, 4, 16), None),
        ("2021-07-02", dt.date(2021, 7, 2), None),
    ]
    assert all(text[item.start : item.end] == item.text for item in found)
    assert [item.year_be for item in found] == [2564, 2564, 2564, 2564]


@pytest.mark.parametrize(
    ("text", "problem", "date"),
    [
        ("วันจันทร์ที่ 2 กรกฎาคม 2564", "weekday", dt.date(2021, 7, 2)),
        ("31 เมษายน 2564", "impossible", None),
        ("29 ก.พ. 2566", "impossible", None),
        ("2 กรกฎาคม 2021", "ce-year", dt.date(2021, 7, 2)),
        ("2 กรกฎาคม พ.ศ. 2021", "ce-year", dt.date(2021, 7, 2)),
        ("2564-07-02", "be-year", dt.date(2021, 7, 2)),
        ("2 กรกฎาคม 1234", "year", None),
        ("วันศุกร์ที่ 2 กรกฎาคม พ.ศ. 2564", None, dt.date(2021, 7, 2)),
        ("2 กรกฎาคม ค.ศ. 2021", None, dt.date(2021, 7, 2)),
    ],
)
def test_what_is_wrong_with_a_date_in_prose_is_told(text: str, problem: str | None, date: dt.date | None) -> None:
    (found,) = find_dates(f"ประชุม{text} แล้ว")
    assert (found.text, found.problem, found.date) == (text, problem, date)


@pytest.mark.parametrize(
    "text",
    [
        "ครั้งที่ 3/2563",
        "วันที่ 2 กรกฎาคม",
        "เดือนกรกฎาคม 2564",
        "รหัส 03000000-2449",
        "อัตรา 1/2/25635",
        "ข้อ 7.3.1",
        "โทร. 02 999 0000",
        "ระหว่าง 5 ตุลาคม ถึงสิ้นปี",
        "5 ตุลาคม 62 คนเข้าร่วม",
        "12,5/1/2564",
    ],
)
def test_what_is_no_full_date_is_not_found(text: str) -> None:
    assert find_dates(text) == []


@given(days, st.sampled_from(["long", "short", "numeric"]), st.booleans())
def test_every_printed_date_is_found_in_prose(day: dt.date, style: DateStyle, with_weekday: bool) -> None:  # noqa: FBT001 - a drawn value
    weekday = f"วัน{WEEKDAYS[day.weekday()]}ที่ " if with_weekday else ""
    (found,) = find_dates(f"ลงวันที่ {weekday}{format_date(day, style)} เรื่อง")
    assert (found.date, found.problem) == (day, None)
    assert found.weekday == (WEEKDAYS[day.weekday()] if with_weekday else None)
