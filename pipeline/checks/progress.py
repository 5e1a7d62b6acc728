"""Progress in percent: its bounds, its course, and whether it fits the plan, the money and the status."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, hit, rule
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.model import OnPlan
from pipeline.model.progress import planned_progress
from pipeline.thai.dates import format_date
from pipeline.thai.money import format_amount

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pipeline.checks.view import ProjectView, ReportAt
    from pipeline.findings import FieldPath

_COMPLETE = Decimal(100)
_JUMP = Decimal(50)
_FAR_BEHIND = Decimal(20)
_ONE = Decimal(1)


@rule(
    id="progress-over-100",
    severity=Severity.ERROR,
    title=N_("ความก้าวหน้าเกินร้อยละ 100"),
    message=N_("ความก้าวหน้าร้อยละ {progress} เกิน 100"),
    remedy=N_("แก้เป็นค่าสะสมไม่เกิน 100 ผลงานที่เกินเป้าหมายให้อธิบายในผลการดำเนินงาน"),
    basis=N_("ความก้าวหน้าเป็นร้อยละสะสมของโครงการ"),
)
def progress_over_100(view: ProjectView) -> Iterator[Hit]:
    """More than 100 percent."""
    for at, progress in _measured(view):
        if progress > _COMPLETE:
            yield hit((*at.path, "progress"), quote=_percent(progress), progress=_percent(progress))


@rule(
    id="progress-falls",
    severity=Severity.WARNING,
    title=N_("ความก้าวหน้าลดลง"),
    message=N_("ความก้าวหน้าลดจากร้อยละ {before} (ครั้งที่ {earlier}) เหลือร้อยละ {progress}"),
    remedy=N_("ตรวจตัวเลข ความก้าวหน้าเป็นค่าสะสม หากลดลงจริงให้อธิบายในผลการดำเนินงาน"),
    basis=N_("ความก้าวหน้าเป็นร้อยละสะสมของโครงการ"),
)
def progress_falls(view: ProjectView) -> Iterator[Hit]:
    """Less than the report before."""
    for (before, earlier), (at, progress) in pairwise(_measured(view)):
        if progress < earlier:
            yield _step(before, earlier, at, progress)


@rule(
    id="progress-jumps",
    severity=Severity.WARNING,
    title=N_("ความก้าวหน้าเพิ่มมากในครั้งเดียว"),
    message=N_("ความก้าวหน้าเพิ่มจากร้อยละ {before} (ครั้งที่ {earlier}) เป็นร้อยละ {progress} ในรายงานเดียว"),
    remedy=N_("ตรวจตัวเลขของรายงานก่อนหน้า หากถูกต้องให้ระบุงานที่แล้วเสร็จในช่วงนี้"),
    basis=N_("เพิ่มตั้งแต่ 50 จุดในรายงานเดียวถือว่าผิดปกติ"),
)
def progress_jumps(view: ProjectView) -> Iterator[Hit]:
    """At least 50 points more than the report before."""
    for (before, earlier), (at, progress) in pairwise(_measured(view)):
        if progress - earlier >= _JUMP and progress <= _COMPLETE:
            yield _step(before, earlier, at, progress)


@rule(
    id="progress-like-a-fraction",
    severity=Severity.WARNING,
    title=N_("ความก้าวหน้าน้อยกว่าร้อยละ 1"),
    message=N_("ความก้าวหน้าร้อยละ {progress} อาจหมายถึงร้อยละ {meant}"),
    remedy=N_("กรอกเป็นร้อยละ เช่น 50 ไม่ใช่ 0.5"),
    basis=N_("Excel เก็บร้อยละ 50 เป็น 0.5"),
)
def progress_like_a_fraction(view: ProjectView) -> Iterator[Hit]:
    """Between 0 and 1: a percentage that a spreadsheet keeps as a fraction."""
    for at, progress in _measured(view):
        if 0 < progress < _ONE:
            meant = _percent(progress * 100)
            yield hit((*at.path, "progress"), quote=_percent(progress), progress=_percent(progress), meant=meant)


@rule(
    id="complete-but-nothing-spent",
    severity=Severity.WARNING,
    title=N_("แล้วเสร็จโดยไม่ได้ใช้งบประมาณ"),
    message=N_("ความก้าวหน้าร้อยละ 100 แต่ใช้งบประมาณ 0 บาทจากที่ได้รับ {budget} บาท"),
    remedy=N_("กรอกการเบิกใช้ หากไม่ได้ใช้จริงให้อธิบายในผลการดำเนินงาน หรือปิดการแจ้งเตือนพร้อมเหตุผล"),
    basis=N_("พบได้จริง แต่ผู้ตรวจจะถาม จึงควรมีคำอธิบาย"),
)
def complete_but_nothing_spent(view: ProjectView) -> Iterator[Hit]:
    """100 percent reported, a budget received, nothing spent."""
    budget = view.project.budget_received
    complete = next((at for at, progress in _measured(view) if progress >= _COMPLETE), None)
    if complete and budget and not view.project.spent:
        yield hit((*complete.path, "progress"), budget=format_amount(budget), related=(view.path("budget_received"),))


def _status_against_plan(path: FieldPath, status: OnPlan, progress: Decimal, planned: Decimal, date: dt.date) -> Hit:
    """The status of the report at ``path``, with the progress that it reports and the progress that the steps plan."""
    return hit(
        (*path, "on_plan"),
        quote=status.value,
        status=status.value,
        progress=_percent(progress),
        planned=_percent(planned),
        date=format_date(date, "short"),
        related=((*path, "progress"), ("projects", path[1], "steps")),
    )


@rule(
    id="on-plan-but-far-behind",
    severity=Severity.WARNING,
    title=N_("แจ้งว่าเป็นไปตามแผนแต่ช้ากว่าแผนมาก"),
    message=N_("แจ้งว่า{status} แต่ความก้าวหน้าร้อยละ {progress} ต่ำกว่าแผนสะสมร้อยละ {planned} ณ {date}"),
    remedy=N_("แก้สถานะเป็นช้ากว่าแผนพร้อมเหตุผล หรือแก้ความก้าวหน้าหรือขั้นตอนให้ตรงจริง"),
    basis=N_("แผนสะสมคิดจากน้ำหนักขั้นตอนเฉลี่ยตามเวลา ช้าตั้งแต่ 20 จุดขึ้นไป"),
)
def on_plan_but_far_behind(view: ProjectView) -> Iterator[Hit]:
    """The status says on plan (or ahead), the steps say at least 20 points behind."""
    for at, date in view.dated:
        progress, status = at.report.progress, at.report.on_plan
        if progress is None or status not in (OnPlan.ON_PLAN, OnPlan.AHEAD):
            continue
        planned = planned_progress(view.project, date)
        if planned is not None and planned - progress >= _FAR_BEHIND:
            yield _status_against_plan(at.path, status, progress, planned, date)


@rule(
    id="behind-but-ahead-of-plan",
    severity=Severity.NOTE,
    title=N_("แจ้งว่าช้ากว่าแผนแต่เร็วกว่าแผนมาก"),
    message=N_("แจ้งว่า{status} แต่ความก้าวหน้าร้อยละ {progress} สูงกว่าแผนสะสมร้อยละ {planned} ณ {date}"),
    remedy=N_("ตรวจสถานะ ความก้าวหน้า และเดือนของขั้นตอน"),
    basis=N_("แผนสะสมคิดจากน้ำหนักขั้นตอนเฉลี่ยตามเวลา เร็วตั้งแต่ 20 จุดขึ้นไป"),
)
def behind_but_ahead_of_plan(view: ProjectView) -> Iterator[Hit]:
    """The status says behind, the steps say at least 20 points ahead."""
    for at, date in view.dated:
        progress, status = at.report.progress, at.report.on_plan
        if progress is None or status is not OnPlan.BEHIND:
            continue
        planned = planned_progress(view.project, date)
        if planned is not None and progress - planned >= _FAR_BEHIND:
            yield _status_against_plan(at.path, status, progress, planned, date)


@rule(
    id="ended-but-unfinished",
    severity=Severity.WARNING,
    title=N_("สิ้นสุดแล้วแต่ยังไม่แล้วเสร็จ"),
    message=N_("โครงการสิ้นสุดวันที่ {end} แต่ความก้าวหน้าล่าสุดร้อยละ {progress}"),
    remedy=N_("เพิ่มรายงานปิดโครงการ หรือขยายวัน “สิ้นสุดโครงการ” พร้อมเหตุผล"),
    basis=N_("โครงการที่สิ้นสุดแล้วควรมีผลสุดท้าย"),
)
def ended_but_unfinished(view: ProjectView) -> Iterator[Hit]:
    """The end is over and the last percentage is below 100."""
    measured = _measured(view)
    end = view.project.end
    if measured and end and end < view.today and max(progress for _, progress in measured) < _COMPLETE:
        at, progress = measured[-1]
        yield hit(
            (*at.path, "progress"), end=format_date(end), progress=_percent(progress), related=(view.path("end"),)
        )


def _measured(view: ProjectView) -> list[tuple[ReportAt, Decimal]]:
    return [(at, at.report.progress) for at in view.reports if at.report.progress is not None]


def _step(before: ReportAt, earlier: Decimal, at: ReportAt, progress: Decimal) -> Hit:
    return hit(
        (*at.path, "progress"),
        quote=_percent(progress),
        before=_percent(earlier),
        earlier=str(before.report.no),
        progress=_percent(progress),
        related=((*before.path, "progress"),),
    )


def _percent(value: Decimal) -> str:
    """A percentage without needless zeros: 50, 8.33."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
