"""Which report is due when: days of the month, quarters of the fiscal year, and the projects that owe one.

The reports of a month are due by ``house.report_day`` (the 20th by custom), the results of a quarter by 20 December,
20 March, 20 June and 15 September unless the framework of the year says otherwise.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.model import DeadlineKind
from pipeline.thai.dates import fiscal_months

if TYPE_CHECKING:
    from pipeline.model import Dataset, Month, ProgressReport, Project

QUARTERS = (1, 2, 3, 4)
COMPLETE = Decimal(100)
_QUARTER_DAYS = ((12, 20), (3, 20), (6, 20), (9, 15))
"""Month and day by which the results of each quarter are reported, where the framework says nothing else."""
_FORM_PARTS = ("rationale", "objectives", "targets", "alignments", "reports")
"""What only a progress form prints: a project with nothing of it may stand in a plan book alone."""


def first_day(month: Month) -> dt.date:
    """The first day of a month."""
    return dt.date(month.year, month.month, 1)


def last_day(month: Month) -> dt.date:
    """The last day of a month: 29 February in a leap year."""
    return dt.date(month.year, month.month, calendar.monthrange(month.year, month.month)[1])


def report_deadline(dataset: Dataset, month: Month) -> dt.date:
    """The last day on which the reports of a month are in time."""
    return dt.date(month.year, month.month, dataset.house.report_day)


def month_index(day: dt.date) -> int:
    """Months since year 0, as :attr:`pipeline.model.Month.index` counts them."""
    return day.year * 12 + day.month - 1


def fiscal_span(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of a fiscal year (BE): 2563 is 1 October 2019 to 30 September 2020 CE."""
    months = fiscal_months(year)
    last_year, last_month = months[-1]
    return dt.date(*months[0], 1), dt.date(last_year, last_month, 30)


def period_of(dataset: Dataset, project: Project) -> tuple[dt.date, dt.date]:
    """First and last day of a project; a day that is not given is that of its fiscal year."""
    first, last = fiscal_span(project.fiscal_year or dataset.fiscal_year)
    return project.start or first, project.end or last


def followed_projects(dataset: Dataset) -> tuple[Project, ...]:
    """The projects whose progress is reported; of duplicate codes the first.

    All of them, unless the dataset is a plan book or an evaluation without any report: there a project that has
    nothing of a progress form is only named, and nobody waits for its reports.
    """
    own: dict[str, Project] = {}
    for project in dataset.projects:
        own.setdefault(project.code, project)
    reported = any(project.reports for project in own.values())
    if reported or (dataset.plan_book is None and dataset.evaluation is None):
        return tuple(own.values())
    return tuple(project for project in own.values() if any(getattr(project, part) for part in _FORM_PARTS))


def dated_reports(project: Project, today: dt.date) -> tuple[tuple[dt.date, ProgressReport], ...]:
    """Reports dated up to a day, oldest first; one dated later is not known on that day."""
    found = [(report.date, report) for report in project.reports if report.date is not None and report.date <= today]
    return tuple(sorted(found, key=lambda entry: (entry[0], entry[1].no, entry[1].progress or Decimal(-1))))


def owes_report(dataset: Dataset, project: Project, month: Month, today: dt.date) -> bool:
    """Whether a project owes the report of a month, as known on a day.

    It does from the first month whose deadline lies in its time to the month in which it ends, and no more after the
    month whose report said 100 percent.
    """
    start, end = period_of(dataset, project)
    if start > report_deadline(dataset, month) or month.index > month_index(end):
        return False
    return not any(
        report.progress is not None and report.progress >= COMPLETE and month_index(date) < month.index
        for date, report in dated_reports(project, today)
    )


def quarter_deadline(dataset: Dataset, quarter: int) -> dt.date:
    """The day by which the results of a quarter are due: the framework's own, else the usual one."""
    deadlines = dataset.evaluation.deadlines if dataset.evaluation else ()
    for deadline in deadlines:
        if deadline.kind is DeadlineKind.QUARTERLY and deadline.round == quarter and deadline.date is not None:
            return deadline.date
    month, day = _QUARTER_DAYS[quarter - 1]
    first, last = fiscal_span(dataset.fiscal_year)
    return dt.date(first.year if quarter == 1 else last.year, month, day)


@dataclass(frozen=True, slots=True)
class Undated:
    """A report without a date, and the months (indices, both included) that it may belong to by its number."""

    report: ProgressReport
    first: int
    last: int


def undated_reports(dataset: Dataset, project: Project) -> tuple[Undated, ...]:
    """Reports that have no date, in the order of their numbers, between the months of their dated neighbours.

    Before the first dated report they may be as early as the project, after the last as late as it. Where no month
    is left between two neighbours, the report belongs to the month of the one before it.
    """
    start, end = (month_index(day) for day in period_of(dataset, project))
    dated = [(report.no, month_index(report.date)) for report in project.reports if report.date is not None]
    found = []
    for report in project.reports:
        if report.date is not None:
            continue
        before = max((entry for entry in dated if entry[0] < report.no), default=None)
        after = min((entry for entry in dated if entry[0] > report.no), default=None)
        first = start if before is None else before[1] + 1
        last = end if after is None else after[1] - 1
        if first > last:
            first = last = before[1] if before else after[1] if after else start
        found.append(Undated(report, first, last))
    return tuple(sorted(found, key=lambda entry: (entry.report.no, entry.first)))
