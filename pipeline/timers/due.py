"""Which month a run is for, however late the machine comes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import Month

if TYPE_CHECKING:
    import datetime as dt

REPORT_DAY = 20
"""Day of the month by which its progress is reported."""


def due_month(day: dt.date, report_day: int = REPORT_DAY) -> Month:
    """The month whose report day came last: from the 20th on this month, before it the month before.

    A run that should have been on 20 June and is caught up on 3 July is still the run of June.
    """
    month = Month(year=day.year, month=day.month)
    return month if day.day >= report_day else month_before(month)


def month_before(month: Month) -> Month:
    """The month before: December of the year before for January."""
    year, number = divmod(month.index - 1, 12)
    return Month(year=year, month=number + 1)
