"""Weights of the framework: of its parts, their indicators, and what is below these; they add up or score wrongly."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, evaluation_rule, hit
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.scoring.figures import figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.checks.evaluation import EvaluationView
    from pipeline.scoring import FrameworkNode

_BASIS = N_("กรอบการประเมินผล: น้ำหนักของตัวชี้วัดรวมเป็นน้ำหนักของมิติหรือองค์ประกอบ และรวมทั้งหมดเป็นร้อยละ 100")
_WHOLE = Decimal(100)


@evaluation_rule(
    id="weights-not-100",
    severity=Severity.WARNING,
    title=N_("น้ำหนักรวมไม่เท่ากับ 100"),
    message=N_("น้ำหนักรวมของกรอบการประเมินผลเป็นร้อยละ {total} ({parts})"),
    remedy=N_("แก้น้ำหนักของตัวชี้วัดให้รวมกันได้ 100"),
    basis=_BASIS,
)
def weights_not_100(view: EvaluationView) -> Iterator[Hit]:
    """Everything together is not 100; told with the weight of each part. Only parts: their own weights count."""
    if not (view.was_read_whole("evaluation_indicators") and view.was_read_whole("dimensions")):
        return
    parts = [(found.dimension.no, found.subtotal) for found in view.framework.dimensions]
    if not view.indicators:
        parts = [(no, at.item.weight or Decimal(0)) for no, at in view.dimensions.items()]
    total = sum((weight for _, weight in parts), Decimal(0))
    if total and total != _WHOLE:
        word = view.evaluation.word.value
        shown = ", ".join(f"{word}ที่ {no} = {figure(weight)}" for no, weight in parts)
        path = ("evaluation_indicators",) if view.indicators else ("dimensions",)
        yield hit(path, total=figure(total), parts=shown)


@evaluation_rule(
    id="weights-of-part-differ",
    severity=Severity.WARNING,
    title=N_("น้ำหนักของตัวชี้วัดไม่เท่ากับน้ำหนักของมิติหรือองค์ประกอบ"),
    message=N_("น้ำหนักของ{word}ที่ {no} คือ {weight} แต่ตัวชี้วัดรวมกันได้ {total}"),
    remedy=N_("แก้น้ำหนักของตัวชี้วัด หรือน้ำหนักของ{word}ที่ {no} ให้เท่ากัน"),
    basis=_BASIS,
)
def weights_of_part_differ(view: EvaluationView) -> Iterator[Hit]:
    """The indicators of a part do not add up to its weight."""
    for found in view.framework.dimensions if view.was_read_whole("evaluation_indicators") else ():
        at = view.dimensions.get(found.dimension.no)
        if at is None or at.item.weight is None or not found.subtotal or at.item.weight == found.subtotal:
            continue
        yield hit(
            at.path("weight"),
            quote=figure(at.item.weight),
            word=view.evaluation.word.value,
            no=str(at.item.no),
            weight=figure(at.item.weight),
            total=figure(found.subtotal),
            related=tuple(view.at(node).path("weight") for node in found.nodes),
        )


@evaluation_rule(
    id="weights-of-children-differ",
    severity=Severity.WARNING,
    title=N_("น้ำหนักของตัวชี้วัดย่อยรวมไม่เท่ากับตัวชี้วัดหลัก"),
    message=N_("น้ำหนักของตัวชี้วัดย่อยรวมกันได้ {total} แต่ควรเป็น {weight}"),
    remedy=N_("แก้น้ำหนักของตัวชี้วัดย่อย ตัวชี้วัดหลัก หรือ “น้ำหนักรวมของตัวชี้วัดย่อย” ให้เท่ากัน"),
    basis=_BASIS,
)
def weights_of_children_differ(view: EvaluationView) -> Iterator[Hit]:
    """Indicators below another do not add up to its weight, or to the number that their weights are shares of."""
    for node, total in _weighed_parents(view):
        key = "weight" if node.indicator.weights_of is None else "weights_of"
        weight = getattr(node.indicator, key)
        if weight is not None and total != weight and not _looks_like_shares(node, total):
            yield hit(
                view.at(node).path(key),
                quote=figure(weight),
                total=figure(total),
                weight=figure(weight),
                related=_weights_of(view, node.children),
            )


@evaluation_rule(
    id="weight-scale-mixed",
    severity=Severity.WARNING,
    title=N_("น้ำหนักสองมาตราในตารางเดียว"),
    message=N_("น้ำหนักของตัวชี้วัดย่อยรวมกันได้ 100 แต่อยู่ภายใต้ตัวชี้วัดที่มีน้ำหนัก {weight}"),
    remedy=N_("หากน้ำหนักย่อยเป็นสัดส่วนของ 100 ให้กรอก “น้ำหนักรวมของตัวชี้วัดย่อย” เป็น 100 หากไม่ใช่ให้แก้น้ำหนักย่อยให้รวมได้ {weight}"),
    basis=_BASIS,
)
def weight_scale_mixed(view: EvaluationView) -> Iterator[Hit]:
    """Five times 20 inside a weight of 60: shares of 100, which the data does not say."""
    for node, total in _weighed_parents(view):
        if node.indicator.weight is not None and _looks_like_shares(node, total):
            related = _weights_of(view, node.children)
            weight = figure(node.indicator.weight)
            yield hit(view.at(node).path("weights_of"), weight=weight, related=related)


@evaluation_rule(
    id="weights-of-without-children",
    severity=Severity.NOTE,
    title=N_("กรอกน้ำหนักรวมของตัวชี้วัดย่อย แต่ไม่มีตัวชี้วัดย่อย"),
    message=N_("น้ำหนักรวมของตัวชี้วัดย่อยเป็น {weight} แต่ไม่มีตัวชี้วัดใดอยู่ภายใต้ตัวชี้วัดนี้"),
    remedy=N_("ลบค่านี้ หรือกรอก “อยู่ภายใต้ตัวชี้วัด” ของตัวชี้วัดย่อยให้เป็นรหัสนี้"),
    basis=_BASIS,
)
def weights_of_without_children(view: EvaluationView) -> Iterator[Hit]:
    """A sum of the weights below an indicator that has nothing below it."""
    for node in view.leaves:
        if node.indicator.weights_of is not None:
            shown = figure(node.indicator.weights_of)
            yield hit(view.at(node).path("weights_of"), quote=shown, weight=shown)


@evaluation_rule(
    id="weight-missing",
    severity=Severity.WARNING,
    title=N_("ตัวชี้วัดไม่มีน้ำหนัก"),
    message=N_("ตัวชี้วัดนี้ไม่มีน้ำหนัก จึงคิดคะแนนถ่วงน้ำหนักไม่ได้"),
    remedy=N_("กรอกน้ำหนักเป็นร้อยละ"),
    basis=_BASIS,
)
def weight_missing(view: EvaluationView) -> Iterator[Hit]:
    """A lowest indicator without a weight where its neighbours have one, or where nothing above it has.

    So is one whose lower indicators have shares of it.
    """
    for node in view.nodes:
        path = view.at(node).path("weight")
        shared = node.indicator.weights_of is not None if node.children else not _shares_of(view, node)
        if node.indicator.weight is None and shared and view.was_read(path):
            yield hit(path)


@evaluation_rule(
    id="weight-shared-equally",
    severity=Severity.NOTE,
    title=N_("ตัวชี้วัดย่อยไม่มีน้ำหนักของตนเอง"),
    message=N_("ตัวชี้วัดย่อย {count} ตัวไม่มีน้ำหนัก โปรแกรมแบ่งน้ำหนัก {weight} ของตัวชี้วัดหลักให้เท่ากัน"),
    remedy=N_("หากแต่ละตัวมีน้ำหนักต่างกัน ให้กรอกน้ำหนักของตัวชี้วัดย่อย"),
    basis=N_("โปรแกรมสมมติว่าตัวชี้วัดย่อยที่ไม่มีน้ำหนักได้ส่วนเท่ากัน"),
)
def weight_shared_equally(view: EvaluationView) -> Iterator[Hit]:
    """No indicator below this one has a weight: they share it equally."""
    for node in view.nodes:
        if node.children and node.weight is not None and _all_without_weight(node.children):
            yield hit(
                view.at(node).path("weight"),
                count=str(len(node.children)),
                weight=figure(node.weight),
                related=_weights_of(view, node.children),
            )


@evaluation_rule(
    id="weight-of-parent-missing",
    severity=Severity.NOTE,
    title=N_("ตัวชี้วัดหลักไม่มีน้ำหนัก"),
    message=N_("ตัวชี้วัดนี้ไม่มีน้ำหนักของตนเอง มีแต่น้ำหนักของตัวชี้วัดย่อยซึ่งรวมกันได้ {total}"),
    remedy=N_("กรอกน้ำหนัก {total} เพื่อให้ตารางสรุปกรอบครบถ้วน"),
    basis=_BASIS,
)
def weight_of_parent_missing(view: EvaluationView) -> Iterator[Hit]:
    """An indicator has no weight of its own, only those below it have."""
    for node in view.nodes:
        path = view.at(node).path("weight")
        below = node.children and not _all_without_weight(node.children)
        if below and node.indicator.weight is None and node.weight is not None and view.was_read(path):
            yield hit(path, total=figure(node.weight))


@evaluation_rule(
    id="weight-of-part-missing",
    severity=Severity.NOTE,
    title=N_("มิติหรือองค์ประกอบไม่มีน้ำหนัก"),
    message=N_("{word}ที่ {no} ไม่มีน้ำหนัก ตัวชี้วัดรวมกันได้ {total}"),
    remedy=N_("กรอกน้ำหนักของ{word} เพื่อให้โปรแกรมตรวจกับผลรวมของตัวชี้วัดได้"),
    basis=_BASIS,
)
def weight_of_part_missing(view: EvaluationView) -> Iterator[Hit]:
    """A part has indicators, and its own weight is given nowhere."""
    for found in view.framework.dimensions:
        at = view.dimensions.get(found.dimension.no)
        if at and at.item.weight is None and found.subtotal and view.was_read(at.path("weight")):
            no, total = str(at.item.no), figure(found.subtotal)
            yield hit(at.path("weight"), word=view.evaluation.word.value, no=no, total=total)


@evaluation_rule(
    id="weight-zero",
    severity=Severity.WARNING,
    title=N_("น้ำหนักเป็น 0"),
    message=N_("น้ำหนักเป็น 0 ตัวชี้วัดจึงไม่มีผลต่อคะแนน"),
    remedy=N_("กรอกน้ำหนักที่แท้จริง หากยังไม่กำหนดให้เว้นว่าง"),
    basis=_BASIS,
)
def weight_zero(view: EvaluationView) -> Iterator[Hit]:
    """A weight of nothing is no weight that is missing: it was written."""
    for path, weight in _written(view):
        if weight == 0:
            yield hit(path, quote="0")


@evaluation_rule(
    id="weight-over-100",
    severity=Severity.WARNING,
    title=N_("น้ำหนักเกิน 100"),
    message=N_("น้ำหนักเป็น {weight}"),
    remedy=N_("แก้น้ำหนักให้ไม่เกิน 100"),
    basis=_BASIS,
)
def weight_over_100(view: EvaluationView) -> Iterator[Hit]:
    """One weight is more than the whole."""
    for path, weight in _written(view):
        if weight > _WHOLE:
            yield hit(path, quote=figure(weight), weight=figure(weight))


@evaluation_rule(
    id="part-without-indicators",
    severity=Severity.WARNING,
    title=N_("มิติหรือองค์ประกอบไม่มีตัวชี้วัด"),
    message=N_("{word}ที่ {no} มีน้ำหนัก {weight} แต่ไม่มีตัวชี้วัด"),
    remedy=N_("เพิ่มตัวชี้วัดของ{word}นี้ หรือลบ{word}นี้ออกจากกรอบ"),
    basis=_BASIS,
)
def part_without_indicators(view: EvaluationView) -> Iterator[Hit]:
    """A part weighs something, and nothing is measured in it."""
    is_whole = view.was_read_whole("evaluation_indicators")
    for found in view.framework.dimensions if view.indicators and is_whole else ():
        at = view.dimensions.get(found.dimension.no)
        if at and not found.nodes and at.item.weight:
            yield hit(at.base, word=view.evaluation.word.value, no=str(at.item.no), weight=figure(at.item.weight))


def _written(view: EvaluationView) -> Iterator[tuple[tuple[str | int, ...], Decimal]]:
    """Every weight that was written, with its path."""
    for at in view.dimensions.values():
        if at.item.weight is not None:
            yield at.path("weight"), at.item.weight
    for found in view.indicators.values():
        if found.item.weight is not None:
            yield found.path("weight"), found.item.weight


def _weighed_parents(view: EvaluationView) -> Iterator[tuple[FrameworkNode, Decimal]]:
    """Indicators whose lower ones all have weights, with the sum of these as written."""
    for node in view.nodes if view.was_read_whole("evaluation_indicators") else ():
        weights = [child.indicator.weight for child in node.children]
        known = [weight for weight in weights if weight is not None]
        if known and len(known) == len(weights):
            yield node, sum(known, Decimal(0))


def _looks_like_shares(node: FrameworkNode, total: Decimal) -> bool:
    """Whether weights below an indicator are surely shares of 100 that it does not say."""
    return node.indicator.weights_of is None and total == _WHOLE and node.indicator.weight not in (None, _WHOLE)


def _shares_of(view: EvaluationView, node: FrameworkNode) -> bool:
    """Whether an indicator without a weight gets its share of the one above it."""
    parent = view.above.get(node.indicator.id)
    if parent is None or not _all_without_weight(parent.children):
        return False
    return parent.weight is not None or _shares_of(view, parent)


def _all_without_weight(nodes: Iterable[FrameworkNode]) -> bool:
    return all(node.weight is None for node in nodes)


def _weights_of(view: EvaluationView, nodes: Iterable[FrameworkNode]) -> tuple[tuple[str | int, ...], ...]:
    return tuple(view.at(node).path("weight") for node in nodes)
