"""The strategy tree of the plan: objectives, their measures, and whether anything measures or serves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, hit, plan_rule
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.model import MeasureTag, StrategyLevel, StrategyNode
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.plan import PlanView
    from pipeline.checks.records import At

_BASIS = N_("แผนปฏิบัติราชการประจำปี: เป้าประสงค์ ตัวชี้วัด มาตรการ และโครงการเชื่อมโยงกัน")
_ORDER = tuple(StrategyLevel)


@plan_rule(
    id="node-under-wrong-level",
    severity=Severity.ERROR,
    title=N_("ลำดับชั้นของแผนไม่ถูกต้อง"),
    message=N_("{level}รหัส {code} อยู่ภายใต้{parent_level}รหัส {parent}"),
    remedy=N_("แก้ “อยู่ภายใต้รหัส” หรือ “ระดับ” ลำดับชั้นคือ ด้าน มิติ เป้าหมาย เป้าประสงค์ มาตรการ"),
    basis=N_("แผนพัฒนากรุงเทพมหานคร: ด้าน มิติ เป้าหมาย เป้าประสงค์ มาตรการ"),
)
def node_under_wrong_level(view: PlanView) -> Iterator[Hit]:
    """A node below one of its own or a lower level; a circle of nodes always has such a pair."""
    for at in view.nodes.values():
        parent = view.nodes.get(at.item.parent_code)
        if parent and _ORDER.index(parent.item.level) >= _ORDER.index(at.item.level):
            yield hit(
                at.path("parent" if at.item.parent else "level"),
                level=at.item.level.value,
                code=at.item.code,
                parent_level=parent.item.level.value,
                parent=parent.item.code,
                related=(parent.base,),
            )


@plan_rule(
    id="measure-without-objective",
    severity=Severity.ERROR,
    title=N_("มาตรการไม่อยู่ภายใต้เป้าประสงค์"),
    message=N_("มาตรการรหัส {code} ไม่อยู่ภายใต้เป้าประสงค์โดยตรง เล่มแผนจึงไม่พิมพ์มาตรการนี้ ตัวชี้วัด และโครงการของมาตรการ"),
    remedy=N_("กรอก “อยู่ภายใต้รหัส” เป็นรหัสเป้าประสงค์ หรือเพิ่มเป้าประสงค์ในแผนพัฒนา"),
    basis=_BASIS,
)
def measure_without_objective(view: PlanView) -> Iterator[Hit]:
    """A measure that is used and does not stand directly below an objective: no table shows it."""
    for at in view.level(StrategyLevel.MEASURE):
        if view.is_used(at.item.code) and view.objective_of(at.item.code) is None:
            yield hit(at.path("parent"), code=at.item.code)


@plan_rule(
    id="measure-without-indicator",
    severity=Severity.WARNING,
    title=N_("มาตรการไม่มีตัวชี้วัด"),
    message=N_("มาตรการรหัส {code} มี {count} โครงการ แต่ไม่มีตัวชี้วัดมาตรการ"),
    remedy=N_("เพิ่มตัวชี้วัดที่มี “รหัสแผน” เป็น {code} พร้อมค่าเป้าหมาย"),
    basis=_BASIS,
)
def measure_without_indicator(view: PlanView) -> Iterator[Hit]:
    """Projects serve the measure, and nothing measures it."""
    for at in view.level(StrategyLevel.MEASURE):
        projects = view.projects_of.get(at.item.code, ())
        if projects and at.item.code not in view.indicators_of:
            yield hit(
                at.base,
                code=at.item.code,
                count=str(len(projects)),
                related=tuple(project.path("measure") for project in projects),
            )


@plan_rule(
    id="measure-without-project",
    severity=Severity.WARNING,
    title=N_("มาตรการไม่มีโครงการรองรับ"),
    message=N_("มาตรการรหัส {code} มี {count} ตัวชี้วัด แต่ไม่มีโครงการ/กิจกรรมรองรับ"),
    remedy=N_("กรอก “รหัสมาตรการ” ของโครงการที่รองรับเป็น {code} หรือเพิ่มโครงการ"),
    basis=_BASIS,
)
def measure_without_project(view: PlanView) -> Iterator[Hit]:
    """The measure has indicators, and no project works for them."""
    for at in view.level(StrategyLevel.MEASURE):
        indicators = view.indicators_of.get(at.item.code, ())
        if indicators and at.item.code not in view.projects_of:
            yield hit(
                at.base,
                code=at.item.code,
                count=str(len(indicators)),
                related=tuple(indicator.path("node") for indicator in indicators),
            )


@plan_rule(
    id="objective-without-indicator",
    severity=Severity.WARNING,
    title=N_("เป้าประสงค์ไม่มีตัวชี้วัด"),
    message=N_("เป้าประสงค์รหัส {code} มีมาตรการที่ใช้ แต่ไม่มีตัวชี้วัดเป้าประสงค์"),
    remedy=N_("เพิ่มตัวชี้วัดที่มี “รหัสแผน” เป็น {code} พร้อมค่าเป้าหมาย"),
    basis=_BASIS,
)
def objective_without_indicator(view: PlanView) -> Iterator[Hit]:
    """Measures of the objective are used, and nothing measures the objective itself."""
    for at in view.level(StrategyLevel.OBJECTIVE):
        used = any(view.is_used(measure.item.code) for measure in view.measures_of.get(at.item.code, ()))
        if used and at.item.code not in view.indicators_of:
            yield hit(at.base, code=at.item.code)


@plan_rule(
    id="objective-without-measure",
    severity=Severity.WARNING,
    title=N_("เป้าประสงค์ไม่มีมาตรการ"),
    message=N_("เป้าประสงค์รหัส {code} มีตัวชี้วัด แต่ไม่มีมาตรการสนับสนุน"),
    remedy=N_("เพิ่มมาตรการภายใต้เป้าประสงค์นี้ พร้อมตัวชี้วัดและโครงการ"),
    basis=_BASIS,
)
def objective_without_measure(view: PlanView) -> Iterator[Hit]:
    """The objective is measured, and no measure leads to it."""
    for at in view.level(StrategyLevel.OBJECTIVE):
        if at.item.code in view.indicators_of and at.item.code not in view.measures_of:
            yield hit(at.base, code=at.item.code)


@plan_rule(
    id="measure-number-repeated",
    severity=Severity.WARNING,
    title=N_("เลขมาตรการซ้ำในเป้าประสงค์เดียว"),
    message=N_("มาตรการรหัส {code} และ {other} ของเป้าประสงค์ {objective} พิมพ์เป็น “มาตรการที่ {number}” เหมือนกัน"),
    remedy=N_("แก้ “มาตรการที่” ให้ไม่ซ้ำกัน ตามเลขในแผน"),
    basis=_BASIS,
)
def measure_number_repeated(view: PlanView) -> Iterator[Hit]:
    """Two measures of one objective print the same number."""
    for objective, measures in view.measures_of.items():
        first: dict[str, At[StrategyNode]] = {}
        for at in measures:
            number = to_arabic(at.item.number)
            before = first.setdefault(number, at)
            if before is not at and _is_numbered(at.item):
                yield hit(
                    at.path("no"),
                    quote=at.item.number,
                    code=at.item.code,
                    other=before.item.code,
                    objective=objective,
                    number=at.item.number,
                    related=(before.path("no"),),
                )


@plan_rule(
    id="measure-number-gap",
    severity=Severity.NOTE,
    title=N_("เลขมาตรการข้าม"),
    message=N_("มาตรการของเป้าประสงค์ {objective} มีเลข {numbers} ขาดเลข {missing}"),
    remedy=N_("ตรวจกับแผน หากหน่วยงานไม่ได้รับผิดชอบมาตรการที่ขาด ไม่ต้องแก้"),
    basis=_BASIS,
)
def measure_number_gap(view: PlanView) -> Iterator[Hit]:
    """Printed numbers of an objective's measures do not begin with 1, or leave one out."""
    for objective, measures in view.measures_of.items():
        numbered = [(int(to_arabic(at.item.number)), at) for at in measures if _is_numbered(at.item)]
        numbers = sorted({number for number, _ in numbered})
        missing = sorted(set(range(1, numbers[-1] + 1)) - set(numbers)) if numbers else []
        if missing and len(missing) <= len(numbers) + 1:
            last = max(numbered, key=lambda pair: pair[0])[1]
            yield hit(
                last.path("no"),
                quote=last.item.number,
                objective=objective,
                numbers=", ".join(map(str, numbers)),
                missing=", ".join(map(str, missing)),
                related=tuple(at.path("no") for _, at in numbered if at is not last),
            )


@plan_rule(
    id="measure-unused",
    severity=Severity.NOTE,
    title=N_("มาตรการไม่มีทั้งตัวชี้วัดและโครงการ"),
    message=N_("มาตรการรหัส {code} ไม่มีทั้งตัวชี้วัดและโครงการ แต่มาตรการอื่นของเป้าประสงค์เดียวกันมี"),
    remedy=N_("หากหน่วยงานไม่ได้รับผิดชอบมาตรการนี้ ให้ลบออกจากแผนของหน่วยงาน"),
    basis=_BASIS,
)
def measure_unused(view: PlanView) -> Iterator[Hit]:
    """A measure that nothing hangs on, beside measures that are used."""
    for measures in view.measures_of.values():
        used = [at for at in measures if view.is_used(at.item.code)]
        for at in measures if used else ():
            if at not in used:
                yield hit(at.base, code=at.item.code, related=(used[0].base,))


@plan_rule(
    id="measure-supports-other-objective",
    severity=Severity.WARNING,
    title=N_("มาตรการสนับสนุนตัวชี้วัดของเป้าประสงค์อื่น"),
    message=N_("มาตรการรหัส {code} สนับสนุนตัวชี้วัด {indicator} ซึ่งไม่ใช่ตัวชี้วัดของเป้าประสงค์ {objective}"),
    remedy=N_("แก้ “สนับสนุนตัวชี้วัด” เป็นรหัสตัวชี้วัดของเป้าประสงค์ที่มาตรการอยู่ หรือเว้นว่าง"),
    basis=_BASIS,
)
def measure_supports_other_objective(view: PlanView) -> Iterator[Hit]:
    """The indicator that a measure supports hangs on another node than the measure's objective."""
    for at in view.nodes.values():
        supported = view.indicators.get(at.item.supports or "")
        objective = view.objective_of(at.item.code)
        if supported and objective and supported.item.node != objective:
            yield hit(
                at.path("supports"),
                quote=supported.item.id,
                code=at.item.code,
                indicator=supported.item.id,
                objective=objective,
                related=(supported.path("node"),),
            )


def _is_numbered(node: StrategyNode) -> bool:
    """Whether a measure prints a number: the agency's own are printed มาตรการของหน่วยงาน."""
    number = to_arabic(node.number)
    return node.tag is not MeasureTag.AGENCY and number.isascii() and number.isdigit() and len(number) < 4  # noqa: PLR2004 - no plan counts thousands
