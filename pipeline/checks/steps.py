"""Steps of a project: weights and months."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, hit, rule
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.thai.dates import format_date, format_month

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pipeline.checks.view import ProjectView
    from pipeline.model import Month

_WHOLE = Decimal(100)


@rule(
    id="no-steps",
    severity=Severity.NOTE,
    title=N_("ไม่มีขั้นตอนการปฏิบัติงาน"),
    message=N_("โครงการไม่มีขั้นตอนการปฏิบัติงาน จึงเทียบความก้าวหน้ากับแผนไม่ได้"),
    remedy=N_("เพิ่มขั้นตอนพร้อมน้ำหนักและเดือน หากต้องการกราฟเทียบแผน"),
    basis=N_("แผนปฏิบัติราชการประจำปี: ขั้นตอนและน้ำหนักของโครงการ"),
)
def no_steps(view: ProjectView) -> Iterator[Hit]:
    """A project without steps; for strategic ones of a plan book see ``project-without-steps``."""
    planned = view.dataset.plan_book is not None and view.dataset.is_strategic(view.project)
    if view.is_on_form and not planned and not view.project.steps and view.was_read(view.path("steps")):
        yield hit(view.path("steps"))


@rule(
    id="step-weights-not-100",
    severity=Severity.WARNING,
    title=N_("น้ำหนักขั้นตอนรวมไม่เท่ากับ 100"),
    message=N_("น้ำหนักของ {count} ขั้นตอนรวมได้ร้อยละ {total} ต่างจาก 100 อยู่ {difference}"),
    remedy=N_("ปรับน้ำหนักของขั้นตอนให้รวมเป็น 100"),
    basis=N_("น้ำหนักสะสมของขั้นตอนสุดท้ายต้องเป็นร้อยละ 100"),
)
def step_weights_not_100(view: ProjectView) -> Iterator[Hit]:
    """The weights do not add up to 100."""
    steps = view.project.steps
    total = sum((step.weight for step in steps), Decimal(0))
    if steps and total != _WHOLE and view.was_read(view.path("steps")):
        yield hit(
            view.path("steps"),
            count=str(len(steps)),
            total=f"{total.normalize():f}",
            difference=f"{abs(total - _WHOLE).normalize():f}",
        )


@rule(
    id="step-weight-zero",
    severity=Severity.NOTE,
    title=N_("ขั้นตอนไม่มีน้ำหนัก"),
    message=N_("ขั้นตอน “{name}” มีน้ำหนัก 0"),
    remedy=N_("กำหนดน้ำหนัก หรือรวมกับขั้นตอนอื่น"),
    basis=N_("แผนปฏิบัติราชการประจำปี: ขั้นตอนและน้ำหนักของโครงการ"),
)
def step_weight_zero(view: ProjectView) -> Iterator[Hit]:
    """A step whose weight is nothing."""
    for place, step in enumerate(view.project.steps):
        if not step.weight:
            yield hit(view.path("steps", place, "weight"), name=step.name)


@rule(
    id="step-ends-before-start",
    severity=Severity.ERROR,
    title=N_("ขั้นตอนสิ้นสุดก่อนเริ่ม"),
    message=N_("ขั้นตอน “{name}” สิ้นสุด {end} ก่อนเริ่ม {start}"),
    remedy=N_("แก้เดือนเริ่มต้นหรือเดือนสิ้นสุด"),
    basis=N_("แผนปฏิบัติราชการประจำปี: ระยะเวลาของขั้นตอน"),
)
def step_ends_before_start(view: ProjectView) -> Iterator[Hit]:
    """A step whose last month comes before its first."""
    for place, step in enumerate(view.project.steps):
        if step.end.index < step.start.index:
            yield hit(
                view.path("steps", place, "end"),
                name=step.name,
                start=_month(step.start),
                end=_month(step.end),
                related=(view.path("steps", place, "start"),),
            )


@rule(
    id="step-outside-period",
    severity=Severity.WARNING,
    title=N_("ขั้นตอนอยู่นอกระยะเวลาโครงการ"),
    message=N_("ขั้นตอน “{name}” ({start} ถึง {end}) อยู่นอกระยะเวลาโครงการ ({first} ถึง {last})"),
    remedy=N_("แก้เดือนของขั้นตอน หรือแก้วันเริ่มต้น/สิ้นสุดโครงการ"),
    basis=N_("ขั้นตอนอยู่ในระยะเวลาของโครงการ"),
)
def step_outside_period(view: ProjectView) -> Iterator[Hit]:
    """A step that begins before the project or ends after it."""
    first, last = view.period
    if last < first:
        return
    for place, step in enumerate(view.project.steps):
        early, late = step.start.index < _index(first), step.end.index > _index(last)
        if early or late:
            yield hit(
                view.path("steps", place, "start" if early else "end"),
                name=step.name,
                start=_month(step.start),
                end=_month(step.end),
                first=format_date(first, "short"),
                last=format_date(last, "short"),
                related=(view.path("start" if early else "end"),),
            )


def _month(month: Month) -> str:
    return format_month(month.year, month.month, "short")


def _index(day: dt.date) -> int:
    return day.year * 12 + day.month - 1
