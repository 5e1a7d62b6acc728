"""The framework itself: its parts and indicators, their names, and who is responsible for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.plan_parts import is_named_otherwise
from pipeline.checks.registry import Hit, evaluation_rule, hit
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.model import FormPages
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.evaluation import EvaluationView
    from pipeline.checks.records import At
    from pipeline.model import EvaluationIndicator
    from pipeline.scoring import FrameworkNode

_BASIS = N_("สรุปกรอบการประเมินผลการปฏิบัติราชการ")
_NAMED = re.compile(r"(?P<word>มิติ|องค์ประกอบ)ที่\s*(?P<no>[1-9])(?![0-9.])\s*(?P<rest>(?:มิติ)?(?:ด้าน)?[ก-๎]{8,})")
_LABELLED = re.compile(r"(?:มิติ|องค์ประกอบ)(?:ที่\s*[0-9๐-๙]*)?\s*")


@evaluation_rule(
    id="part-named-otherwise",
    severity=Severity.WARNING,
    title=N_("ชื่อมิติหรือองค์ประกอบในข้อความไม่ตรงกับกรอบ"),
    message=N_("“{found}” แต่{word}ที่ {no} ชื่อ “{name}”"),
    remedy=N_("แก้เป็น “{word}ที่ {no} {name}” ให้ตรงกันทุกแห่ง"),
    basis=N_("ชื่อมิติและองค์ประกอบใช้ตามกรอบการประเมินของปีนั้น"),
)
def part_named_otherwise(view: EvaluationView) -> Iterator[Hit]:
    """A text calls a part nearly, not quite, by its name, or by the name of another."""
    names = {no: at.item.name for no, at in view.dimensions.items()}
    for at in view.texts:
        for match in _NAMED.finditer(to_arabic(at.text)):
            name = names.get(int(match["no"]))
            if (
                name
                and match["word"] == view.evaluation.word
                and is_named_otherwise(match["rest"], name, names.values())
            ):
                yield hit(at.path, quote=match[0], found=match[0], word=match["word"], no=match["no"], name=name)


@evaluation_rule(
    id="part-name-repeats-label",
    severity=Severity.WARNING,
    title=N_("ชื่อมีคำที่โปรแกรมพิมพ์ให้แล้ว"),
    message=N_("ชื่อ “{name}” ขึ้นต้นด้วย “{label}” ซึ่งโปรแกรมพิมพ์นำหน้าให้อยู่แล้ว"),
    remedy=N_("ลบ “{label}” ออกจากชื่อ"),
    basis=_BASIS,
)
def part_name_repeats_label(view: EvaluationView) -> Iterator[Hit]:
    """``องค์ประกอบที่ 1 องค์ประกอบที่ 1 …``; a plan book has this rule already."""
    for at in view.dimensions.values() if view.dataset.plan_book is None else ():
        match = _LABELLED.match(at.item.name)
        if match:
            yield hit(at.path("name"), quote=match[0], name=at.item.name, label=match[0].strip())


@evaluation_rule(
    id="framework-parent-elsewhere",
    severity=Severity.ERROR,
    title=N_("ตัวชี้วัดย่อยอยู่คนละส่วนกับตัวชี้วัดหลัก"),
    message=N_("ตัวชี้วัดนี้อยู่ใน{word}ที่ {no} แต่ตัวชี้วัดหลัก {parent} อยู่ใน{word}ที่ {other}"),
    remedy=N_("แก้ “มิติ/องค์ประกอบที่” ให้ตรงกัน หรือแก้ “อยู่ภายใต้ตัวชี้วัด”"),
    basis=_BASIS,
)
def framework_parent_elsewhere(view: EvaluationView) -> Iterator[Hit]:
    """A child in another part than its parent: it would be printed and scored apart from it."""
    for at in view.indicators.values():
        parent = view.indicators.get(at.item.parent or "")
        if parent is not None and parent.item.dimension != at.item.dimension:
            yield hit(
                at.path("dimension"),
                quote=str(at.item.dimension),
                word=view.evaluation.word.value,
                no=str(at.item.dimension),
                parent=parent.item.id,
                other=str(parent.item.dimension),
                related=(parent.path("dimension"),),
            )


@evaluation_rule(
    id="framework-parent-circle",
    severity=Severity.ERROR,
    title=N_("ตัวชี้วัดอยู่ภายใต้ตนเอง"),
    message=N_("ตัวชี้วัดนี้อยู่ภายใต้ {circle} ซึ่งวนกลับมาที่ตนเอง"),
    remedy=N_("แก้ “อยู่ภายใต้ตัวชี้วัด” ตัวชี้วัดบนสุดเว้นว่าง"),
    basis=_BASIS,
)
def framework_parent_circle(view: EvaluationView) -> Iterator[Hit]:
    """Following the parents leads back; told once for a circle, at the first of it."""
    told: set[str] = set()
    for at in view.indicators.values():
        line: list[str] = []
        found: At[EvaluationIndicator] | None = at
        while found is not None and found.item.id not in line:
            line.append(found.item.id)
            found = view.indicators.get(found.item.parent or "")
        if found is at and not told.intersection(line):
            told.update(line)
            yield hit(at.path("parent"), quote=at.item.parent or "", circle=" > ".join([*line[1:], at.item.id]))


@evaluation_rule(
    id="framework-indicator-repeated",
    severity=Severity.WARNING,
    title=N_("ตัวชี้วัดซ้ำในกรอบ"),
    message=N_("ตัวชี้วัด {id} เป็นตัวชี้วัดเดียวกับ {other} (“{name}”)"),
    remedy=N_("เหลือไว้ตัวเดียว หากเป็นคนละตัวให้แก้ชื่อหรือ “รหัสตัวชี้วัดในแผน” ให้ต่างกัน"),
    basis=_BASIS,
)
def framework_indicator_repeated(view: EvaluationView) -> Iterator[Hit]:
    """Two indicators of one name, or of one indicator of the plan; a child may be named as its parent."""
    first: dict[str, FrameworkNode] = {}
    for node in view.nodes:
        planned = node.indicator.indicator
        key = planned if planned and node.indicator.name is None else "".join(to_arabic(node.name).split())
        before = first.setdefault(key, node)
        if before is not node and view.above.get(node.indicator.id) is not before:
            at, own = view.at(node), node.indicator.id
            related = (view.at(before).path("name"),)
            yield hit(
                at.path("name"), quote=node.name, id=own, other=before.indicator.id, name=node.name, related=related
            )


@evaluation_rule(
    id="framework-responsible-missing",
    severity=Severity.WARNING,
    title=N_("ตัวชี้วัดไม่มีส่วนราชการที่รับผิดชอบ"),
    message=N_("ตัวชี้วัด {id} ไม่มีส่วนราชการที่รับผิดชอบ แต่ตัวชี้วัดอื่นมี"),
    remedy=N_("กรอก “ส่วนราชการที่รับผิดชอบ” หรือ “ผู้รับผิดชอบ (ข้อความ)”"),
    basis=_BASIS,
)
def framework_responsible_missing(view: EvaluationView) -> Iterator[Hit]:
    """Nobody is responsible for an indicator, neither by itself, nor above it, nor for all that is below it."""
    if not any(_responsible(node) for node in view.nodes):
        return
    for node in view.nodes:
        path = view.at(node).path("units")
        parent = view.above.get(node.indicator.id)
        told_above = parent is not None and not _is_covered(view, parent)
        if not _is_covered(view, node) and not told_above and view.was_read(path):
            missing = [leaf for leaf in node.leaves if not _is_covered(view, leaf)]
            for one in [node] if len(missing) == len(node.leaves) else missing:
                yield hit(view.at(one).path("units"), id=one.indicator.id)


@evaluation_rule(
    id="framework-evaluator-missing",
    severity=Severity.NOTE,
    title=N_("ตัวชี้วัดไม่มีหน่วยงานผู้ประเมิน"),
    message=N_("ตัวชี้วัด {ids} ไม่มีหน่วยงานผู้ประเมิน แต่ตัวชี้วัดอื่นมี"),
    remedy=N_("กรอก “หน่วยงานผู้ประเมิน” ให้ครบ หรือกรอกของทั้งกรอบ"),
    basis=_BASIS,
)
def framework_evaluator_missing(view: EvaluationView) -> Iterator[Hit]:
    """Who evaluates is told for some indicators, and for the whole framework nowhere; told once."""
    tops = [node for found in view.framework.dimensions for node in found.nodes]
    without = [node for node in tops if not any(one.indicator.evaluator for one in node.walk())]
    if without and len(without) < len(tops) and view.evaluation.evaluator is None:
        ids = ", ".join(node.indicator.id for node in without)
        related = tuple(view.at(node).path("evaluator") for node in without[1:])
        yield hit(view.at(without[0]).path("evaluator"), ids=ids, related=related)


@evaluation_rule(
    id="reporter-missing",
    severity=Severity.WARNING,
    title=N_("แบบฟอร์มไม่มีผู้รับผิดชอบการรายงาน"),
    message=N_("แบบฟอร์มของ {what} ไม่มีผู้รับผิดชอบการรายงาน"),
    remedy=N_("กรอกชื่อ ตำแหน่ง และหมายเลขโทรศัพท์ของผู้รับผิดชอบการรายงาน"),
    basis=N_("แบบฟอร์มการรายงาน: ชื่อผู้รับผิดชอบการรายงาน ตำแหน่ง หมายเลขโทรศัพท์"),
)
def reporter_missing(view: EvaluationView) -> Iterator[Hit]:
    """A form page with results names nobody who reports them."""
    for found in view.framework.dimensions:
        at = view.dimensions.get(found.dimension.no)
        if found.dimension.reporter is not None:
            continue
        inside = {node.indicator.id for node in found.walk()}
        results = [result for node, result in view.reported() if node.indicator.id in inside]
        without = [result for result in results if result.item.reporter is None]
        if at is not None and found.dimension.form is FormPages.WHOLE:
            if results and len(without) == len(results) and view.was_read(at.path("reporter")):
                yield hit(at.path("reporter"), what=f"{view.evaluation.word.value}ที่ {at.item.no}")
            continue
        for result in without:
            if view.was_read(result.path("reporter")):
                yield hit(result.path("reporter"), what=result.item.indicator)


def _responsible(node: FrameworkNode) -> bool:
    return bool(node.indicator.units) or node.indicator.responsible is not None


def _is_covered(view: EvaluationView, node: FrameworkNode) -> bool:
    """Whether somebody is responsible for an indicator: by itself, by one above, or by all below it."""
    above: FrameworkNode | None = node
    while above is not None:
        if _responsible(above):
            return True
        above = view.above.get(above.indicator.id)
    return bool(node.children) and all(_is_below_covered(child) for child in node.children)


def _is_below_covered(node: FrameworkNode) -> bool:
    return _responsible(node) or (bool(node.children) and all(_is_below_covered(child) for child in node.children))
