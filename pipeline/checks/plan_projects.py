"""Projects of the plan: their measure and indicator, their division, their rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, hit, plan_rule
from pipeline.checks.view import has_form
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.model import StrategyLevel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.plan import PlanView
    from pipeline.checks.records import At
    from pipeline.model import Project, StrategyNode

_BASIS = N_("แผนปฏิบัติราชการประจำปี: โครงการยุทธศาสตร์ทุกโครงการรองรับมาตรการ")


@plan_rule(
    id="project-without-measure",
    severity=Severity.WARNING,
    title=N_("โครงการยุทธศาสตร์ไม่รองรับมาตรการใด"),
    message=N_("โครงการยุทธศาสตร์ {code} ไม่ได้ระบุมาตรการหรือตัวชี้วัดมาตรการ จึงอยู่ในสรุปโครงการแต่ไม่อยู่ในส่วนมาตรการ"),
    remedy=N_("กรอก “รหัสมาตรการ” หรือแก้ “ประเภทโครงการ” หากไม่ใช่โครงการยุทธศาสตร์"),
    basis=_BASIS,
)
def project_without_measure(view: PlanView) -> Iterator[Hit]:
    """A strategic project on no measure: the summary counts it, the measures do not show it."""
    for at in view.strategic:
        found = view.dataset.measure_of(at.item)
        if found is None or (at.item.measure is None and view.level_of(found) is not StrategyLevel.MEASURE):
            yield hit(at.path("measure"), code=at.item.code)


@plan_rule(
    id="project-of-measure-not-strategic",
    severity=Severity.WARNING,
    title=N_("โครงการรองรับมาตรการแต่ไม่ใช่โครงการยุทธศาสตร์"),
    message=N_("โครงการ {code} รองรับมาตรการ {measure} แต่เป็นโครงการประเภท “{kind}” จึงไม่อยู่ในสรุปโครงการและยอดรวม"),
    remedy=N_("แก้ “ประเภทโครงการ” เป็นยุทธศาสตร์ หรือเว้น “รหัสมาตรการ” และ “รหัสตัวชี้วัดมาตรการ” ให้ว่าง"),
    basis=_BASIS,
)
def project_of_measure_not_strategic(view: PlanView) -> Iterator[Hit]:
    """The measures show it, the summary does not count it."""
    for at in view.projects:
        measure = view.dataset.measure_of(at.item)
        if at.item.kind and not view.dataset.is_strategic(at.item) and view.level_of(measure) is StrategyLevel.MEASURE:
            kind = at.item.kind.value
            yield hit(at.path("kind"), quote=kind, code=at.item.code, measure=measure or "", kind=kind)


@plan_rule(
    id="project-measure-is-none",
    severity=Severity.ERROR,
    title=N_("โครงการอ้างรหัสที่ไม่ใช่มาตรการ"),
    message=N_("“รหัสมาตรการ” ของโครงการเป็น {measure} ซึ่งเป็น{level} เล่มแผนจึงไม่พิมพ์โครงการนี้ในส่วนมาตรการ"),
    remedy=N_("แก้ “รหัสมาตรการ” เป็นรหัสของมาตรการ{nearest}"),
    basis=_BASIS,
)
def project_measure_is_none(view: PlanView) -> Iterator[Hit]:
    """The code that should be a measure's belongs to another level of the tree."""
    for at in view.projects:
        level = view.level_of(at.item.measure)
        if level is None or level is StrategyLevel.MEASURE:
            continue
        code = at.item.measure or ""
        below = _meant(view, at.item) or [
            m.item.code for m in view.level(StrategyLevel.MEASURE) if _is_below(view, m, code)
        ]
        nearest = f" ({', '.join(below[:3])})" if below else ""
        yield hit(
            at.path("measure"), quote=code, measure=code, level=level.value, nearest=nearest,
            related=(view.nodes[code].base,),
        )  # fmt: skip


def _meant(view: PlanView, project: Project) -> list[str]:
    """The measure of the indicator that a project names: most likely the one that was meant."""
    indicator = view.indicators.get(project.indicator or "")
    node = indicator.item.node if indicator else None
    return [node] if node and view.level_of(node) is StrategyLevel.MEASURE else []


def _is_below(view: PlanView, measure: At[StrategyNode], code: str) -> bool:
    """Whether a measure stands below a node."""
    return any(node.code == code for node in view.dataset.strategy_line(measure.item.code))


@plan_rule(
    id="project-indicator-of-other-measure",
    severity=Severity.WARNING,
    title=N_("ตัวชี้วัดของโครงการไม่ใช่ของมาตรการที่รองรับ"),
    message=N_("โครงการรองรับมาตรการ {measure} แต่ตัวชี้วัด {indicator} เป็นของ {node}"),
    remedy=N_("แก้ “รหัสตัวชี้วัดมาตรการ” หรือ “รหัสมาตรการ” ให้ตรงกัน"),
    basis=_BASIS,
)
def project_indicator_of_other_measure(view: PlanView) -> Iterator[Hit]:
    """The indicator that a project names hangs on another node than the project's measure."""
    for at in view.projects:
        found = view.indicators.get(at.item.indicator or "")
        if found is None or at.item.measure is None or found.item.node in (None, at.item.measure):
            continue
        if view.level_of(at.item.measure) is not StrategyLevel.MEASURE:
            continue  # project-measure-is-none tells it
        yield hit(
            at.path("indicator"),
            quote=found.item.id,
            measure=at.item.measure,
            indicator=found.item.id,
            node=found.item.node or "",
            related=(found.path("node"),),
        )


@plan_rule(
    id="project-without-unit",
    severity=Severity.WARNING,
    title=N_("โครงการในแผนไม่มีส่วนราชการที่รับผิดชอบ"),
    message=N_("โครงการ {code} ไม่ได้ระบุส่วนราชการที่รับผิดชอบ เล่มแผนจะพิมพ์ “-”"),
    remedy=N_("กรอก “หน่วยงานที่รับผิดชอบ” เป็นรหัสส่วนราชการ"),
    basis=N_("แผนปฏิบัติราชการประจำปี: สรุปโครงการ/กิจกรรมและงบประมาณ ช่องส่วนราชการ"),
)
def project_without_unit(view: PlanView) -> Iterator[Hit]:
    """A strategic project that names no division, unless the form already asks for it."""
    for at in view.strategic:
        if at.item.unit is None and not has_form(at.item):
            yield hit(at.path("unit"), code=at.item.code)


@plan_rule(
    id="priority-repeated",
    severity=Severity.WARNING,
    title=N_("ลำดับความสำคัญซ้ำ"),
    message=N_("โครงการ {code} และ {other} มีลำดับความสำคัญ {priority} เหมือนกัน"),
    remedy=N_("แก้ “ลำดับความสำคัญ” ให้ไม่ซ้ำกัน"),
    basis=N_("สรุปโครงการเรียงตามลำดับความสำคัญของโครงการ"),
)
def priority_repeated(view: PlanView) -> Iterator[Hit]:
    """Two strategic projects of one rank."""
    first: dict[int, At[Project]] = {}
    for at in view.strategic:
        if at.item.priority is not None:
            before = first.setdefault(at.item.priority, at)
            if before is not at:
                yield hit(
                    at.path("priority"),
                    quote=str(at.item.priority),
                    code=at.item.code,
                    other=before.item.code,
                    priority=str(at.item.priority),
                    related=(before.path("priority"),),
                )
