"""Where a project stands on a day: progress against its plan, money against its budget."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.messages import N_
from pipeline.model import OnPlan, OnTarget
from pipeline.model.progress import planned_progress
from pipeline.monitoring.schedule import COMPLETE, dated_reports, month_index, period_of, undated_reports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Dataset, Project

TOLERANCE = Decimal(5)
"""So many points off the plan, either way, are still on plan (assumption: no official text names a figure)."""
_CENT = Decimal("0.01")
_WIDE = Context(prec=40)


class Standing(StrEnum):
    """Where a project stands (สถานะ). Every project has exactly one."""

    FINISHED = "finished"
    AHEAD = "ahead"
    ON_PLAN = "on-plan"
    BEHIND = "behind"
    NOT_STARTED = "not-started"
    UNKNOWN = "unknown"
    """It runs, and nothing tells how far: no percentage reported, or neither steps nor a status to hold it against."""

    @property
    def label(self) -> str:
        """What it is called, as a message id."""
        return _LABELS[self]


_LABELS = {
    Standing.FINISHED: N_("แล้วเสร็จ"),
    Standing.AHEAD: N_("เร็วกว่าแผน"),
    Standing.ON_PLAN: N_("เป็นไปตามแผน"),
    Standing.BEHIND: N_("ช้ากว่าแผน"),
    Standing.NOT_STARTED: N_("ยังไม่เริ่ม"),
    Standing.UNKNOWN: N_("ไม่มีข้อมูล"),
}
_STATED: dict[OnPlan | None, Standing] = {OnPlan.ON_PLAN: Standing.ON_PLAN, OnPlan.AHEAD: Standing.AHEAD}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A project as known on the day ``as_of``. ``None`` is *not known* and never 0.

    ``progress`` is the last percentage reported up to then, on the day ``reported``. ``planned`` is the cumulative
    percentage that its steps plan for ``planned_on``: the day of that report where it was made in the same month, else
    ``as_of``, for a plan goes on while nobody reports. ``spent`` are all disbursements up to then in baht.
    """

    as_of: dt.date
    standing: Standing
    progress: Decimal | None
    reported: dt.date | None
    planned: Decimal | None
    planned_on: dt.date
    on_plan: OnPlan | None
    on_target: OnTarget | None
    spent: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """Points ahead of the plan; below 0 behind it."""
        return None if self.progress is None or self.planned is None else self.progress - self.planned


def snapshot(dataset: Dataset, project: Project, as_of: dt.date) -> Snapshot:
    """A project as its data tells it for a day; reports dated later are not known."""
    reports = dated_reports(project, as_of)
    measured = [(date, report.progress) for date, report in reports if report.progress is not None]
    reported, progress = measured[-1] if measured else (None, None)
    planned_on = as_of if reported is None or month_index(reported) != month_index(as_of) else reported
    planned = planned_progress(project, planned_on)
    on_plan = next((report.on_plan for _, report in reversed(reports) if report.on_plan is not None), None)
    return Snapshot(
        as_of=as_of,
        standing=_standing(period_of(dataset, project)[0] > as_of, progress, planned, on_plan),
        progress=progress,
        reported=reported,
        planned=planned,
        planned_on=planned_on,
        on_plan=on_plan,
        on_target=next((report.on_target for _, report in reversed(reports) if report.on_target is not None), None),
        spent=_spent(dataset, project, as_of),
    )


def _standing(  # noqa: PLR0911 - one line for each case, in the order of their weight
    before_its_time: bool,  # noqa: FBT001 - one of the four things that decide
    progress: Decimal | None,
    planned: Decimal | None,
    on_plan: OnPlan | None,
) -> Standing:
    """Finished at 100 percent; behind as soon as the office says so; else as figure and plan compare.

    Not started is what has no progress while its time has not come or its plan asks for nothing yet.
    """
    if progress is not None and progress >= COMPLETE:
        return Standing.FINISHED
    if not progress and (before_its_time or planned == 0):
        return Standing.NOT_STARTED
    if progress is None:
        return Standing.UNKNOWN
    if on_plan in (OnPlan.BEHIND, OnPlan.NOT_ON_PLAN):
        return Standing.BEHIND
    if planned is None:
        return _STATED.get(on_plan, Standing.UNKNOWN)
    if abs(progress - planned) <= TOLERANCE:
        return Standing.ON_PLAN
    return Standing.AHEAD if progress > planned else Standing.BEHIND


def disbursed_between(dataset: Dataset, project: Project, after: dt.date, until: dt.date) -> Decimal | None:
    """Disbursements after one day and up to another, in baht; ``None`` where no report of that time gives an amount.

    An amount of a report without a date counts from the first month that its number allows.
    """
    amounts = [amount for date, amount in _amounts(dataset, project) if after < date <= until]
    return sum(amounts, Decimal(0)) if amounts else None


def _spent(dataset: Dataset, project: Project, as_of: dt.date) -> Decimal | None:
    """All disbursements up to a day; without a single one the sum that was typed, once the data is as old as that."""
    if any(report.disbursed is not None for report in project.reports):
        return disbursed_between(dataset, project, dt.date.min, as_of)
    return project.budget_spent if dataset.as_of is None or dataset.as_of <= as_of else None


def _amounts(dataset: Dataset, project: Project) -> Iterator[tuple[dt.date, Decimal]]:
    for report in project.reports:
        if report.date is not None and report.disbursed is not None:
            yield report.date, report.disbursed
    for entry in undated_reports(dataset, project):
        if entry.report.disbursed is not None:
            yield dt.date(entry.first // 12, entry.first % 12 + 1, 1), entry.report.disbursed


def percent_of(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """A share in percent, rounded half up to two decimals; ``None`` where either is not known or the whole is 0."""
    if part is None or not whole:
        return None
    return rounded(_WIDE.divide(part * 100, whole))


def rounded(value: Decimal) -> Decimal:
    """Two decimals, half up."""
    return value.quantize(_CENT, ROUND_HALF_UP, context=_WIDE)
