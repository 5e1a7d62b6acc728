"""Results of the indicators: whether they are there, and whether their numbers agree with each other."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.checks.evaluation_criteria import MAY_EXCEED
from pipeline.checks.evaluation_reading import has_result, quotient, unit_of
from pipeline.checks.registry import Hit, evaluation_rule, hit
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.model import ScoringScheme
from pipeline.scoring import result_value
from pipeline.scoring.figures import cut, figure, half_up
from pipeline.thai.targets import PERCENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.evaluation import EvaluationView

_BASIS = N_("แบบฟอร์มการรายงาน: ผลการดำเนินงานของแต่ละตัวชี้วัด")
_WHOLE = Decimal(100)


@evaluation_rule(
    id="result-missing",
    severity=Severity.WARNING,
    title=N_("ตัวชี้วัดไม่มีผลการดำเนินงาน"),
    message=N_("ตัวชี้วัด {id} ยังไม่มีผลการดำเนินงาน"),
    remedy=N_("กรอกผลเป็นตัวเลข ระดับ หรือข้อความ"),
    basis=_BASIS,
)
def result_missing(view: EvaluationView) -> Iterator[Hit]:
    """An indicator without any result, where others have theirs."""
    for node in view.measured if view.results else ():
        at = view.results.get(node.indicator.id)
        if at is None or not has_result(at.item):
            path = view.at(node).base if at is None else at.base
            if view.was_read(path if at is not None else ("evaluation_results",)):
                yield hit(path, id=node.indicator.id)


@evaluation_rule(
    id="result-of-parent",
    severity=Severity.WARNING,
    title=N_("กรอกผลที่ตัวชี้วัดหลัก"),
    message=N_("ตัวชี้วัด {id} มีตัวชี้วัดย่อย {children} ซึ่งมีผลของตนเอง ผลที่กรอกตรงนี้จึงไม่ได้ใช้"),
    remedy=N_("กรอกผลที่ตัวชี้วัดย่อย โปรแกรมรวมคะแนนให้"),
    basis=_BASIS,
)
def result_of_parent(view: EvaluationView) -> Iterator[Hit]:
    """A result of an indicator whose score comes from those below it; parts that only describe it have none."""
    measured = {node.indicator.id for node in view.measured}
    for node in view.nodes:
        at = view.results.get(node.indicator.id)
        if at is not None and node.indicator.id not in measured and has_result(at.item):
            children = ", ".join(child.indicator.id for child in node.children)
            yield hit(at.base, id=node.indicator.id, children=children)


@evaluation_rule(
    id="result-value-differs",
    severity=Severity.ERROR,
    title=N_("ผลที่กรอกไม่ตรงกับตัวตั้งหารตัวหาร"),
    message=N_("ผลที่กรอกคือ {value} แต่ {numerator} × 100 ÷ {denominator} = {computed}"),
    remedy=N_("ลบผลที่กรอกเพื่อให้โปรแกรมคำนวณ หรือแก้ตัวตั้งหรือตัวหาร"),
    basis=_BASIS,
)
def result_value_differs(view: EvaluationView) -> Iterator[Hit]:
    """The typed value is not what numerator and denominator give, as far as its decimals go."""
    for node, at in view.reported():
        item, computed = at.item, quotient(at.item)
        if item.value is None or computed is None or unit_of(node, item) != PERCENT:
            continue
        exact = half_up((item.numerator or 0) * 100 / (item.denominator or Decimal(1)), _places(item.value))
        if item.value not in (computed, exact):
            yield hit(
                at.path("value"),
                quote=figure(item.value),
                value=figure(item.value),
                numerator=figure(item.numerator or 0),
                denominator=figure(item.denominator or 0),
                computed=figure(computed),
                related=(at.path("numerator"), at.path("denominator")),
            )


@evaluation_rule(
    id="numerator-over-denominator",
    severity=Severity.WARNING,
    title=N_("ตัวตั้งมากกว่าตัวหาร"),
    message=N_("ตัวตั้ง {numerator} มากกว่าตัวหาร {denominator} ผลจึงเกินร้อยละ 100"),
    remedy=N_("ตรวจว่าสลับตัวตั้งกับตัวหารหรือไม่"),
    basis=_BASIS,
)
def numerator_over_denominator(view: EvaluationView) -> Iterator[Hit]:
    """More done than there is; growth and comparison may exceed the whole."""
    for node, at in view.reported():
        above, below = at.item.numerator, at.item.denominator
        if above is not None and below is not None and above > below and not MAY_EXCEED.search(node.name):
            path, related = at.path("numerator"), (at.path("denominator"),)
            yield hit(path, quote=figure(above), numerator=figure(above), denominator=figure(below), related=related)


@evaluation_rule(
    id="fraction-incomplete",
    severity=Severity.WARNING,
    title=N_("มีตัวตั้งหรือตัวหารเพียงค่าเดียว"),
    message=N_("กรอก {given} แล้ว แต่ยังไม่มี {missing}"),
    remedy=N_("กรอกให้ครบทั้งสองค่า หรือกรอกผลเป็นตัวเลขเพียงค่าเดียว"),
    basis=_BASIS,
)
def fraction_incomplete(view: EvaluationView) -> Iterator[Hit]:
    """One half of a fraction."""
    for _, at in view.reported():
        numbers = {"numerator": at.item.numerator, "denominator": at.item.denominator}
        missing = [key for key, number in numbers.items() if number is None]
        if len(missing) == 1 and view.was_read(at.path(missing[0])):
            given = next(key for key in numbers if key not in missing)
            titles = {key: type(at.item).model_fields[key].title or key for key in numbers}
            yield hit(at.path(missing[0]), given=titles[given], missing=titles[missing[0]])


@evaluation_rule(
    id="result-out-of-range",
    severity=Severity.WARNING,
    title=N_("ผลเป็นร้อยละที่เป็นไปไม่ได้"),
    message=N_("ผลการดำเนินงานคือร้อยละ {value}"),
    remedy=N_("แก้ผลให้อยู่ระหว่าง 0 ถึง 100 หรือแก้หน่วยนับของตัวชี้วัด"),
    basis=_BASIS,
)
def result_out_of_range(view: EvaluationView) -> Iterator[Hit]:
    """A percentage below 0 or above 100 that was typed; by the agency or by the committee."""
    for node, at in view.reported():
        for key in ("value", "committee_value"):
            value = getattr(at.item, key)
            if value is None or unit_of(node, at.item) != PERCENT or MAY_EXCEED.search(node.name):
                continue
            if not 0 <= value <= _WHOLE:
                yield hit(at.path(key), quote=figure(value), value=figure(value))


@evaluation_rule(
    id="level-not-whole",
    severity=Severity.WARNING,
    title=N_("ระดับที่ทำได้ไม่เป็นจำนวนเต็ม"),
    message=N_("ระดับที่ทำได้คือ {level} แต่วิธีคิดคะแนน “{scheme}” นับเฉพาะระดับเต็ม จึงได้ระดับ {whole}"),
    remedy=N_("กรอกระดับเป็นจำนวนเต็ม 1 ถึง 5"),
    basis=_BASIS,
)
def level_not_whole(view: EvaluationView) -> Iterator[Hit]:
    """A fraction of a level under a scheme that knows none."""
    for node, at in view.reported():
        scheme = node.indicator.scheme
        for key in ("level", "committee_level"):
            level = getattr(at.item, key)
            if level is None or scheme not in (ScoringScheme.LEVELS, ScoringScheme.MILESTONES):
                continue
            if level != int(level):
                shown = figure(level)
                yield hit(at.path(key), quote=shown, level=shown, scheme=scheme.value, whole=str(max(1, int(level))))


@evaluation_rule(
    id="result-level-differs",
    severity=Severity.ERROR,
    title=N_("ระดับที่กรอกไม่ตรงกับผลที่เป็นตัวเลข"),
    message=N_("ระดับที่กรอกคือ {level} แต่ผล {value} ได้ระดับ {computed} ตามเกณฑ์"),
    remedy=N_("ลบระดับที่กรอกเพื่อให้โปรแกรมคิดจากผล หรือแก้ผลให้ถูกต้อง"),
    basis=_BASIS,
)
def result_level_differs(view: EvaluationView) -> Iterator[Hit]:
    """A number and a level are both given, and the criteria make another level of the number."""
    for node, at in view.reported():
        score, given, value = view.scores.get(node.indicator.id), at.item.level, result_value(at.item)
        if score is None or score.missing or score.level is None or given is None or value is None:
            continue
        whole = given == int(given)
        if given != (cut(score.level, 0) if whole else score.level):
            yield hit(
                at.path("level"),
                quote=figure(given),
                level=figure(given),
                value=figure(value),
                computed=figure(cut(score.level, 0) if whole else score.level),
                related=(at.path("value"),),
            )


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
