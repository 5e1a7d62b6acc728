"""Steps of the plan's projects: the table with twelve months that the book prints for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, hit, plan_rule
from pipeline.checks.view import fiscal_span
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.model import FundingState
from pipeline.thai.dates import format_month

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pipeline.checks.plan import PlanView
    from pipeline.checks.records import At
    from pipeline.model import Project, Step

_BASIS = N_("แผนปฏิบัติราชการประจำปี: ขั้นตอนการปฏิบัติงานของโครงการ/กิจกรรม")
_MOST_STEPS = 12
_LONGEST_PAUSE = 1
"""Months without a step that need no word: papers wait for a signature."""


@plan_rule(
    id="project-without-steps",
    severity=Severity.WARNING,
    title=N_("โครงการยุทธศาสตร์ไม่มีขั้นตอนการปฏิบัติงาน"),
    message=N_("โครงการยุทธศาสตร์ {code} ไม่มีขั้นตอนการปฏิบัติงาน เล่มแผนจะไม่มีตารางขั้นตอนของโครงการนี้"),
    remedy=N_("เพิ่มขั้นตอนพร้อมน้ำหนักและเดือน โครงการที่ไม่ได้รับงบประมาณให้ระบุสถานะงบประมาณ"),
    basis=_BASIS,
)
def project_without_steps(view: PlanView) -> Iterator[Hit]:
    """A strategic project without steps; one that is unfunded needs none."""
    for at in view.strategic:
        if not at.item.steps and at.item.funding_state is not FundingState.UNFUNDED:
            yield hit(at.path("steps"), code=at.item.code)


@plan_rule(
    id="step-count-unusual",
    severity=Severity.NOTE,
    title=N_("จำนวนขั้นตอนผิดปกติ"),
    message=N_("โครงการมี {count} ขั้นตอน"),
    remedy=N_("ปกติมี 4–8 ขั้นตอน ตรวจว่าแยกหรือรวมขั้นตอนเหมาะสมแล้ว"),
    basis=_BASIS,
)
def step_count_unusual(view: PlanView) -> Iterator[Hit]:
    """One step only, or more than twelve."""
    for at in view.strategic:
        count = len(at.item.steps)
        if count == 1 or count > _MOST_STEPS:
            yield hit(at.path("steps"), count=str(count))


@plan_rule(
    id="step-outside-fiscal-year",
    severity=Severity.WARNING,
    title=N_("ขั้นตอนอยู่นอกปีงบประมาณของแผน"),
    message=N_("ขั้นตอน “{name}” ({start} ถึง {end}) อยู่นอกสิบสองเดือนของตาราง ({first} ถึง {last})"),
    remedy=N_("แก้เดือนของขั้นตอน โดยเฉพาะปี พ.ศ. หากโครงการข้ามปีจริง ตารางพิมพ์ได้เฉพาะส่วนที่อยู่ในปีนี้"),
    basis=N_("ตารางขั้นตอนมีสิบสองเดือน ตุลาคมถึงกันยายน ของปีงบประมาณ"),
)
def step_outside_fiscal_year(view: PlanView) -> Iterator[Hit]:
    """A bar outside its table; a note where the project itself crosses the year and a part of the bar shows.

    A step outside the project's own period is told by ``step-outside-period``.
    """
    first, last = (_index(day) for day in fiscal_span(view.year))
    for at in view.strategic:
        for place, step in enumerate(at.item.steps):
            early, late = step.start.index < first, step.end.index > last
            if step.end.index < step.start.index or not (early or late) or not _within(at.item, step, view):
                continue
            shows = step.start.index <= last and step.end.index >= first
            yield hit(
                at.path("steps", place, "start" if early else "end"),
                severity=Severity.NOTE if shows else None,
                name=step.name,
                start=_month(step.start.index),
                end=_month(step.end.index),
                first=_month(first),
                last=_month(last),
            )


def _within(project: Project, step: Step, view: PlanView) -> bool:
    """Whether a step keeps to its project's period, as ``step-outside-period`` judges it."""
    first, last = fiscal_span(project.fiscal_year or view.year)
    start, end = _index(project.start or first), _index(project.end or last)
    return end < start or (start <= step.start.index and step.end.index <= end)


@plan_rule(
    id="step-months-gap",
    severity=Severity.NOTE,
    title=N_("มีช่วงที่ไม่มีขั้นตอนใด"),
    message=N_("ไม่มีขั้นตอนใดในเดือน {months}"),
    remedy=N_("ตรวจเดือนเริ่มต้นและสิ้นสุดของขั้นตอนก่อนและหลังช่วงนี้"),
    basis=_BASIS,
)
def step_months_gap(view: PlanView) -> Iterator[Hit]:
    """Between the first month and the last there are two months or more in which nothing is done."""
    for at in view.strategic:
        steps = sorted((s for s in at.item.steps if s.start.index <= s.end.index), key=lambda s: s.start.index)
        done = steps[0].end.index if steps else 0
        for step in steps:
            if step.start.index > done + _LONGEST_PAUSE + 1:
                months = f"{_month(done + 1)} – {_month(step.start.index - 1)}"
                yield hit(at.path("steps", at.item.steps.index(step), "start"), months=months)
            done = max(done, step.end.index)


@plan_rule(
    id="steps-out-of-order",
    severity=Severity.NOTE,
    title=N_("ลำดับขั้นตอนขัดกับเดือน"),
    message=N_("ขั้นตอนที่ {no} “{name}” สิ้นสุด {end} ก่อนขั้นตอนที่ {before} เริ่ม {start}"),
    remedy=N_("เรียงขั้นตอนตามเวลา หรือแก้เดือนของขั้นตอน"),
    basis=_BASIS,
)
def steps_out_of_order(view: PlanView) -> Iterator[Hit]:
    """A step that is over before an earlier one begins."""
    for at in view.strategic:
        latest: tuple[int, Step] | None = None
        for place, step in enumerate(at.item.steps):
            if latest and step.start.index <= step.end.index < latest[1].start.index:
                yield _disordered(at, place, step, latest)
            elif latest is None or step.start.index > latest[1].start.index:
                latest = (place, step)


def _disordered(at: At[Project], place: int, step: Step, latest: tuple[int, Step]) -> Hit:
    return hit(
        at.path("steps", place, "end"),
        no=str(place + 1),
        name=step.name,
        end=_month(step.end.index),
        before=str(latest[0] + 1),
        start=_month(latest[1].start.index),
        related=(at.path("steps", latest[0], "start"),),
    )


def _month(index: int) -> str:
    return format_month(index // 12, index % 12 + 1, "short")


def _index(day: dt.date) -> int:
    return day.year * 12 + day.month - 1
