from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Month
from pipeline.timers import due_month

DAYS = st.dates(dt.date(1960, 1, 1), dt.date(2150, 12, 31))


@pytest.mark.parametrize(
    ("day", "year", "month"),
    [
        (dt.date(2026, 6, 20), 2026, 6),
        (dt.date(2026, 6, 30), 2026, 6),
        (dt.date(2026, 7, 3), 2026, 6),
        (dt.date(2026, 7, 19), 2026, 6),
        (dt.date(2026, 7, 20), 2026, 7),
        (dt.date(2027, 1, 19), 2026, 12),
        (dt.date(2028, 2, 29), 2028, 2),
        (dt.date(2028, 3, 1), 2028, 2),
    ],
)
def test_a_run_is_for_the_month_whose_report_day_came_last(day: dt.date, year: int, month: int) -> None:
    assert due_month(day) == Month(year=year, month=month)


def test_an_office_may_have_another_report_day() -> None:
    assert due_month(dt.date(2026, 6, 19), report_day=19) == Month(year=2026, month=6)
    assert due_month(dt.date(2026, 6, 18), report_day=19) == Month(year=2026, month=5)


@given(DAYS, st.integers(1, 28))
def test_the_report_day_of_the_month_is_not_later_than_today_and_the_next_is(day: dt.date, report_day: int) -> None:
    month = due_month(day, report_day)
    following = divmod(month.index + 1, 12)

    assert dt.date(month.year, month.month, report_day) <= day
    assert dt.date(following[0], following[1] + 1, report_day) > day
