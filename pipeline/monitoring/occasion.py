"""The month that is looked at, and the day on which it is: what every monthly document is made for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.model import Month
from pipeline.monitoring.schedule import first_day

if TYPE_CHECKING:
    import datetime as dt

    from pipeline.model import Dataset


@dataclass(frozen=True, slots=True)
class Occasion:
    """A month, as known on a day. The day is never before the month."""

    month: Month
    day: dt.date


def occasion_of(dataset: Dataset, month: Month | None, today: dt.date) -> Occasion:
    """What a dataset is to be looked at for.

    The day is that of the data (``as_of``), as it is for the checks. Data that is older than the month says nothing of
    the month's deadlines; then it is ``today``, or the first day of a month that is still to come.

    Args:
        dataset: the dataset.
        month: the month; ``None`` for that of the day.
        today: the day where the data names none.
    """
    if month is None:
        day = dataset.as_of or today
        return Occasion(Month(year=day.year, month=day.month), day)
    first = first_day(month)
    if dataset.as_of is not None and dataset.as_of >= first:
        return Occasion(month, dataset.as_of)
    return Occasion(month, max(today, first))
