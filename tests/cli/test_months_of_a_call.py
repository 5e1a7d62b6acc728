from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.months import month
from pipeline.errors import UsageError
from pipeline.model import Month
from pipeline.thai.dates import format_month

TODAY = dt.date(2027, 1, 5)
JUNE = Month(year=2026, month=6)


@pytest.mark.parametrize(
    "text",
    [
        "2569-06", "2569-6", "2569/06", "๒๕๖๙-๐๖", " 2569-06 ", "2026-06", "2026-6",
        "06/2569", "6/2569", "มิ.ย. 2569", "มิย 2569", "มิ.ย. 69", "มิถุนายน 2569", "มิถุนายน พ.ศ. ๒๕๖๙", "เดือนมิถุนายน 2569",
    ],
)  # fmt: skip
def test_a_month_is_read_as_people_write_it(text: str) -> None:
    assert month(text, TODAY) == JUNE


@pytest.mark.parametrize(
    ("word", "year", "number"),
    [("current", 2027, 1), ("previous", 2026, 12), ("due", 2026, 12), ("DUE", 2026, 12), (" current ", 2027, 1)],
)
def test_a_word_means_a_month_seen_from_today(word: str, year: int, number: int) -> None:
    assert month(word, TODAY) == Month(year=year, month=number)


def test_from_the_20th_on_this_month_is_due() -> None:
    assert month("due", dt.date(2026, 6, 19)) == Month(year=2026, month=5)
    assert month("due", dt.date(2026, 6, 20)) == JUNE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2569",
        "2569-13",
        "2569-00",
        "06",
        "มิ.ย.",
        "2569-06-01",
        "1700-01",
        "06/2026",
        "next",
        "x" * 500,
        "2569-06-",
        "-",
    ],
)
def test_what_is_no_month_is_told_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match="อ่านเดือน") as caught:
        month(text, TODAY)

    assert "2569-06" in caught.value.remedy


@given(st.integers(1957, 2156), st.integers(1, 12))
def test_every_month_is_read_back_from_each_way_to_write_it(year: int, number: int) -> None:
    meant = Month(year=year, month=number)
    written = [
        f"{year + 543}-{number:02}",
        f"{year}-{number:02}",
        format_month(year, number),
        format_month(year, number, "short"),
    ]

    assert [month(text, TODAY) for text in written] == [meant] * 4
