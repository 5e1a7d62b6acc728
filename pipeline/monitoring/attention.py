"""Projects that need attention (โครงการที่ควรให้ความสนใจ), and why: a rule of points that everybody can follow.

Each reason has the points of :data:`POINTS`; a project has the sum of its reasons. The most points come first; of
equal points the one further behind its plan, then the larger budget, then the smaller code. The limits are
assumptions, named here because no official text gives any; the 20 points of *far behind* are those of the checks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.messages import N_
from pipeline.model import OnTarget
from pipeline.monitoring.schedule import COMPLETE, dated_reports, month_index, owes_report, period_of, report_deadline
from pipeline.monitoring.standing import Standing
from pipeline.monitoring.wording import Wording, plain, wording
from pipeline.thai.dates import format_month

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pipeline.model import Dataset, Month, Project
    from pipeline.monitoring.totals import ProjectFigures

TEN = 10
"""So many projects are told."""
FAR_BEHIND = Decimal(20)
"""Points behind the plan that are far."""
MONEY_GAP = Decimal(30)
"""Points that the share of money disbursed may be below the planned progress."""
SOON = 60
"""Days before the end of a project that are soon, where it is behind its plan or nobody knows."""
VERY_SOON = 14
"""Days that are soon for every project, also one that says it is on plan."""
NEARLY_DONE = Decimal(80)
"""With so much progress the end of a project may be near."""


class ReasonKind(StrEnum):
    """Why a project needs attention, the gravest first."""

    ENDED_UNFINISHED = "ended-unfinished"
    FAR_BEHIND = "far-behind"
    NO_REPORT = "no-report"
    ENDS_SOON = "ends-soon"
    BELOW_TARGET = "below-target"
    MONEY_BEHIND = "money-behind"
    BEHIND = "behind"
    LATE_REPORT = "late-report"


POINTS = {
    ReasonKind.ENDED_UNFINISHED: 5,
    ReasonKind.FAR_BEHIND: 4,
    ReasonKind.NO_REPORT: 4,
    ReasonKind.ENDS_SOON: 3,
    ReasonKind.BELOW_TARGET: 2,
    ReasonKind.MONEY_BEHIND: 2,
    ReasonKind.BEHIND: 1,
    ReasonKind.LATE_REPORT: 1,
}

_ONE_DECIMAL = re.compile(r"[0-9]+\.[0-9]")
_BRIEF = {
    ReasonKind.ENDED_UNFINISHED: N_("สิ้นสุดแล้ว {days} วัน ยังไม่แล้วเสร็จ"),
    ReasonKind.FAR_BEHIND: N_("ช้ากว่าแผน {gap} จุด"),
    ReasonKind.NO_REPORT: N_("ไม่มีรายงานประจำเดือน"),
    ReasonKind.ENDS_SOON: N_("เหลือ {days} วันก่อนสิ้นสุดโครงการ"),
    ReasonKind.BELOW_TARGET: N_("แจ้งว่า{status}"),
    ReasonKind.MONEY_BEHIND: N_("เบิกจ่ายร้อยละ {percent} ต่ำกว่าแผนมาก"),
    ReasonKind.BEHIND: N_("ช้ากว่าแผน {gap} จุด"),
    ReasonKind.LATE_REPORT: N_("รายงานหลังกำหนด {days} วัน"),
}
_LAST_DAY = N_("ถึงวันสิ้นสุดโครงการแล้ว")


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with the sentence that tells it."""

    kind: ReasonKind
    wording: Wording

    @property
    def points(self) -> int:
        """What the reason adds to the rank of its project."""
        return POINTS[self.kind]

    @property
    def text(self) -> str:
        """The sentence in Thai, as documents print it."""
        return self.wording.text

    @property
    def brief(self) -> str:
        """The reason in a few Thai words, for tables that print progress, plan and money beside it.

        Figures are whole or have two decimals, as those beside it.
        """
        names = {name: _two_decimals(value) for name, value in self.wording.names}
        if self.kind is ReasonKind.ENDS_SOON and names["days"] == "0":
            return _LAST_DAY
        told = self.kind is ReasonKind.BEHIND and "status" in names  # the office said so; nothing was measured
        return _BRIEF[ReasonKind.BELOW_TARGET if told else self.kind].format(**names)


def _two_decimals(value: str) -> str:
    """``30.5`` as ``30.50``; all else as it is."""
    return f"{value}0" if _ONE_DECIMAL.fullmatch(value) else value


@dataclass(frozen=True, slots=True)
class Attention:
    """A project that needs attention, with its reasons, the gravest first."""

    figures: ProjectFigures
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        """The sum of the points of the reasons."""
        return sum(reason.points for reason in self.reasons)


def reasons_of(dataset: Dataset, project: Project, figures: ProjectFigures, month: Month) -> tuple[Reason, ...]:
    """Why a project needs attention at the end of a month, the gravest reason first; empty where all is well."""
    found = [
        *_reports(dataset, project, month, figures.now.as_of),
        *_behind(figures),
        *_money(figures),
        *_end(dataset, project, figures),
        *_target(figures),
    ]
    order = list(ReasonKind)
    return tuple(sorted(found, key=lambda reason: order.index(reason.kind)))


def rank(attention: Attention) -> tuple[int, Decimal, Decimal, str]:
    """The key that sorts projects by the rule of this module."""
    figures = attention.figures
    return (
        -attention.points,
        min(figures.now.difference or Decimal(0), Decimal(0)),
        -(figures.budget or Decimal(0)),
        figures.code,
    )


def _reports(dataset: Dataset, project: Project, month: Month, as_of: dt.date) -> Iterator[Reason]:
    deadline = report_deadline(dataset, month)
    if as_of <= deadline or not owes_report(dataset, project, month, as_of):
        return
    dates = [date for date, _ in dated_reports(project, as_of) if month_index(date) == month.index]
    if not dates:
        name = format_month(month.year, month.month)
        yield Reason(ReasonKind.NO_REPORT, wording(N_("ไม่มีรายงานของเดือน{month}"), month=name))
    elif dates[0] > deadline:
        days = str((dates[0] - deadline).days)
        yield Reason(ReasonKind.LATE_REPORT, wording(N_("รายงานหลังกำหนด {days} วัน"), days=days))


def _behind(figures: ProjectFigures) -> Iterator[Reason]:
    now = figures.now
    if now.standing in (Standing.FINISHED, Standing.NOT_STARTED):
        return
    if now.difference is not None and now.planned is not None and now.progress is not None and now.difference < 0:
        far = -now.difference >= FAR_BEHIND
        if far or now.standing is Standing.BEHIND:
            told = wording(
                N_("ความก้าวหน้าร้อยละ {progress} ช้ากว่าแผนสะสมร้อยละ {planned} อยู่ {gap} จุด"),
                progress=plain(now.progress),
                planned=plain(now.planned),
                gap=plain(-now.difference),
            )
            yield Reason(ReasonKind.FAR_BEHIND if far else ReasonKind.BEHIND, told)
    elif now.standing is Standing.BEHIND and now.on_plan is not None:
        yield Reason(ReasonKind.BEHIND, wording(N_("แจ้งสถานะว่า{status}"), status=now.on_plan.value))


def _money(figures: ProjectFigures) -> Iterator[Reason]:
    """Money far below the plan of the same day; a finished project disburses no more."""
    percent, planned = figures.percent, figures.now.planned
    if (
        figures.now.standing is Standing.FINISHED
        or percent is None
        or planned is None
        or min(planned, COMPLETE) - percent < MONEY_GAP
    ):
        return
    told = wording(
        N_("เบิกจ่ายแล้วร้อยละ {percent} ของงบประมาณที่ได้รับ ขณะที่แผนสะสมร้อยละ {planned}"),
        percent=plain(percent),
        planned=plain(planned),
    )
    yield Reason(ReasonKind.MONEY_BEHIND, told)


def _end(dataset: Dataset, project: Project, figures: ProjectFigures) -> Iterator[Reason]:
    now = figures.now
    left = (period_of(dataset, project)[1] - now.as_of).days
    if now.standing is Standing.FINISHED or (now.standing is Standing.NOT_STARTED and left >= 0):
        return
    if left > (SOON if now.standing in (Standing.BEHIND, Standing.UNKNOWN) else VERY_SOON):
        return
    progress = None if now.progress is None else plain(now.progress)
    if left < 0:
        days, kind = str(-left), ReasonKind.ENDED_UNFINISHED
        told = (
            wording(N_("สิ้นสุดแล้ว {days} วัน แต่ไม่มีรายงานความก้าวหน้า"), days=days)
            if progress is None
            else wording(N_("สิ้นสุดแล้ว {days} วัน แต่ความก้าวหน้าร้อยละ {progress}"), days=days, progress=progress)
        )
        yield Reason(kind, told)
    elif progress is None:
        pattern = N_("เหลือเวลา {days} วันก่อนสิ้นสุดโครงการ แต่ไม่มีรายงานความก้าวหน้า")
        yield Reason(ReasonKind.ENDS_SOON, wording(pattern, days=str(left)))
    elif now.progress is not None and now.progress < NEARLY_DONE:
        pattern = N_("เหลือเวลา {days} วันก่อนสิ้นสุดโครงการ แต่ความก้าวหน้าร้อยละ {progress}")
        yield Reason(ReasonKind.ENDS_SOON, wording(pattern, days=str(left), progress=progress))


def _target(figures: ProjectFigures) -> Iterator[Reason]:
    on_target = figures.now.on_target
    if on_target in (OnTarget.BELOW, OnTarget.NOT_ON_TARGET) and on_target is not None:
        yield Reason(ReasonKind.BELOW_TARGET, wording(N_("แจ้งสถานะว่า{status}"), status=on_target.value))
