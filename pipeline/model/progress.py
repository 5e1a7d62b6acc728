"""Planned and reported progress of a project (ความก้าวหน้าตามแผนและตามรายงาน), in percent.

The plan of a project gives each step a weight and the months it takes, but no curve inside a step.
Assumption (named here because no official text says otherwise): the weight of a step is spread evenly over
its months, and within a month evenly over its days. Weights are taken as written: where they do not add up to
100, neither does the plan. A step that ends before it starts counts wholly in the month it starts.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from pipeline.model.project import Month, Project, Step

_CENT = Decimal("0.01")
_FIRST_YEAR, _LAST_YEAR = 1957, 2157


def month_of(day: dt.date) -> Month | None:
    """The calendar month of a day; ``None`` for a year that no report can have (CE year before 1957 or after 2157)."""
    return Month(year=day.year, month=day.month) if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Every month from the first to the last, both included; none where the last comes before the first."""
    for index in range(first.index, last.index + 1):
        yield Month(year=index // 12, month=index % 12 + 1)


def planned_progress(project: Project, date: dt.date) -> Decimal | None:
    """Planned cumulative progress (ร้อยละสะสมตามแผน) at the end of a day; ``None`` without steps."""
    if not project.steps:
        return None
    index = date.year * 12 + date.month - 1
    part = Decimal(date.day) / calendar.monthrange(date.year, date.month)[1]
    return _rounded(sum((_done(step, index, part) for step in project.steps), Decimal(0)))


def planned_by_month(project: Project) -> tuple[tuple[Month, Decimal], ...]:
    """Planned cumulative progress at the end of each month, from the first month of a step to the last."""
    if not project.steps:
        return ()
    first = min((step.start for step in project.steps), key=lambda month: month.index)
    last = max((month for step in project.steps for month in (step.start, step.end)), key=lambda month: month.index)
    whole = Decimal(1)
    return tuple(
        (month, _rounded(sum((_done(step, month.index, whole) for step in project.steps), Decimal(0))))
        for month in months_between(first, last)
    )


def reported_by_month(project: Project) -> tuple[tuple[Month, Decimal], ...]:
    """Progress as last reported in each month, oldest first; months without a dated percentage are left out."""
    latest: dict[int, tuple[dt.date, int, Month, Decimal]] = {}
    for report in project.reports:
        month = month_of(report.date) if report.date is not None else None
        if report.date is None or month is None or report.progress is None:
            continue
        known = latest.get(month.index)
        if known is None or (report.date, report.no) >= known[:2]:
            latest[month.index] = (report.date, report.no, month, report.progress)
    return tuple((entry[2], entry[3]) for _, entry in sorted(latest.items()))


def _done(step: Step, index: int, part: Decimal) -> Decimal:
    """How much of a step's weight is due when ``part`` of the month number ``index`` is over."""
    months = max(step.end.index - step.start.index + 1, 1)
    past = index - step.start.index
    if past < 0:
        return Decimal(0)
    return step.weight if past >= months else step.weight * (past + part) / months


def _rounded(percent: Decimal) -> Decimal:
    return percent.quantize(_CENT, ROUND_HALF_UP)
