"""What a report says of one result in several places: its level or number, its text, its details. They must agree."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.checks.evaluation_reading import (
    LEVEL,
    is_met,
    level_reached,
    level_said,
    quotient,
    target_of,
    unit_of,
)
from pipeline.checks.registry import Hit, evaluation_rule, hit
from pipeline.checks.texts import context, prose_at
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.scoring import result_value
from pipeline.scoring.figures import cut, figure
from pipeline.thai.digits import to_arabic
from pipeline.thai.numbers import NumberProblem, parse_decimal
from pipeline.thai.targets import parse_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.evaluation import EvaluationView
    from pipeline.checks.records import At
    from pipeline.checks.texts import TextAt
    from pipeline.model import EvaluationResult

_BASIS = N_("แบบฟอร์มการรายงาน: ผลของตัวชี้วัดหนึ่งตัวต้องตรงกันทุกตาราง")
_PERCENT_AFTER = re.compile(r"[^0-9]{0,80}?(?:ร้อยละ\s*(?P<before>[0-9][0-9,]*(?:\.[0-9]+)?)|(?P<sign>[0-9.]+)\s*%)")
_UNDER_WAY = re.compile(r"(?:ขณะนี้|ปัจจุบัน)[^\n]{0,20}?(?:อยู่ระหว่าง|กำลัง|ยังไม่)|จะแล้วเสร็จ|คาดว่าจะ(?:แล้ว)?เสร็จ|ยังไม่แล้วเสร็จ")


@evaluation_rule(
    id="achieved-differs",
    severity=Severity.ERROR,
    title=N_("ระดับในตารางสรุปไม่ตรงกับตารางรายละเอียด"),
    message=N_("ผลการดำเนินงานคือ {result} แต่ผลสำเร็จในตารางรายละเอียดคือ “{achieved}”"),
    remedy=N_("แก้ให้ตรงกัน หรือลบ “ผลสำเร็จในตารางรายละเอียด” เพื่อให้ทุกตารางพิมพ์ค่าเดียวกัน"),
    basis=_BASIS,
)
def achieved_differs(view: EvaluationView) -> Iterator[Hit]:
    """The summary says level 5, the details level 4."""
    for node, at in view.reported():
        achieved = at.item.achieved
        parsed = parse_target(achieved or "")
        if achieved is None or parsed is None:
            continue
        level = level_reached(view, node, at.item)
        told = level_said(achieved)
        if told is not None:
            if level is not None and told not in (level, cut(level, 0)):
                key = "level" if at.item.level is not None else "value"
                yield _differs(at, f"{LEVEL} {figure(cut(level, 2))}", achieved, key)
            continue
        value = result_value(at.item)
        same_unit = parsed.unit in (None, unit_of(node, at.item))
        if value is not None and same_unit and parsed.number not in (value, at.item.value):
            yield _differs(at, figure(value), achieved, "value" if at.item.value is not None else "numerator")


def _differs(at: At[EvaluationResult], result: str, achieved: str, key: str) -> Hit:
    return hit(at.path("achieved"), quote=achieved, result=result, achieved=achieved, related=(at.path(key),))


@evaluation_rule(
    id="result-text-differs",
    severity=Severity.WARNING,
    title=N_("ข้อความผลไม่ตรงกับตัวเลขหรือระดับ"),
    message=N_("ผลเป็นข้อความคือ “{text}” แต่ค่าที่กรอกคือ {value}"),
    remedy=N_("แก้ให้ตรงกัน หรือลบข้อความเพื่อให้โปรแกรมพิมพ์จากค่าที่กรอก"),
    basis=_BASIS,
)
def result_text_differs(view: EvaluationView) -> Iterator[Hit]:
    """``ระดับ 5`` as a text beside the level 4, ``ร้อยละ 80`` beside the value 70."""
    for node, at in view.reported():
        text = at.item.text
        parsed = parse_target(text or "")
        if text is None or parsed is None:
            continue
        level, value = level_reached(view, node, at.item), result_value(at.item)
        told = level_said(text)
        if told is not None and level is not None and told not in (level, cut(level, 0)):
            yield hit(at.path("text"), quote=text, text=text, value=f"{LEVEL} {figure(cut(level, 2))}")
        same_unit = parsed.unit is not None and parsed.unit == unit_of(node, at.item)
        if told is None and same_unit and value is not None and parsed.number not in (value, at.item.value):
            yield hit(at.path("text"), quote=text, text=text, value=figure(value))


@evaluation_rule(
    id="percent-in-text-differs",
    severity=Severity.WARNING,
    title=N_("ร้อยละในข้อความไม่ตรงกับที่คำนวณได้"),
    message=N_("“{found}” แต่ {numerator} × 100 ÷ {denominator} = ร้อยละ {computed}"),
    remedy=N_("แก้ร้อยละในข้อความ หรือแก้ตัวตั้งหรือตัวหาร"),
    basis=_BASIS,
)
def percent_in_text_differs(view: EvaluationView) -> Iterator[Hit]:
    """A text of the result names the numerator and then another percentage than it makes."""
    texts = _texts_by_result(view)
    for _, at in view.reported():
        computed = quotient(at.item)
        if computed is None or at.item.numerator is None:
            continue
        for text in texts.get(at.base[1], ()):
            for start, end, stated in _stated(text.text, at.item.numerator):
                if not _rounds_to(computed, stated):
                    found = context(text.text, start, end, 6)
                    yield hit(
                        text.path,
                        quote=found,
                        found=found,
                        numerator=figure(at.item.numerator),
                        denominator=figure(at.item.denominator or 0),
                        computed=figure(computed),
                        related=(at.path("numerator"), at.path("denominator")),
                    )


def _stated(text: str, numerator: Decimal) -> Iterator[tuple[int, int, Decimal]]:
    """Percentages told soon after a number: where both stand, and the percentage."""
    plain = to_arabic(text)
    for shown in dict.fromkeys((f"{numerator:,f}", f"{numerator:f}", figure(numerator))):
        for number in re.finditer(rf"(?<![0-9.,]){re.escape(shown)}(?![0-9]|[.,][0-9])", plain):
            after = _PERCENT_AFTER.match(plain, number.end())
            try:
                stated = parse_decimal(after["before"] or after["sign"]) if after else None
            except NumberProblem:
                continue
            if after and stated is not None:
                yield number.start(), after.end(), stated


def _rounds_to(computed: Decimal, stated: Decimal) -> bool:
    """Whether a percentage is the computed one, rounded as it was written."""
    exponent = stated.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return abs(computed - stated) <= Decimal(5).scaleb(-places - 1)


@evaluation_rule(
    id="full-result-while-under-way",
    severity=Severity.NOTE,
    title=N_("ผลครบแล้วแต่รายละเอียดบอกว่ายังทำอยู่"),
    message=N_("ผลถึงเป้าหมาย “{target}” แต่รายละเอียดบอกว่า “{found}”"),
    remedy=N_("หากงานยังไม่เสร็จให้แก้ผล หากเสร็จแล้วให้แก้รายละเอียด"),
    basis=_BASIS,
)
def full_result_while_under_way(view: EvaluationView) -> Iterator[Hit]:
    """The result has reached its target, while the details end with what is still under way."""
    for node, at in view.reported():
        if not is_met(view, node, at.item):
            continue
        for text in prose_at(at.item.details, at.path("details")):
            match = _UNDER_WAY.search(text.text)
            if match:
                found = context(text.text, *match.span(), 30)
                yield hit(text.path, quote=found, target=target_of(view, node), found=found)
                break


def _texts_by_result(view: EvaluationView) -> dict[str | int, list[TextAt]]:
    """Texts of the results, by their place in the list."""
    texts: dict[str | int, list[TextAt]] = {}
    for at in view.texts:
        if at.path[0] == "evaluation_results":
            texts.setdefault(at.path[1], []).append(at)
    return texts
