"""Definitions and formulas of indicators: whether they are about the indicator, and whether a fraction is a share."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.checks.plan_targets import parsed_of
from pipeline.checks.registry import Hit, hit, plan_rule
from pipeline.checks.texts import context, prose_at
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.thai.digits import to_arabic
from pipeline.thai.targets import UNITS_BEFORE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.plan import PlanView
    from pipeline.checks.records import At
    from pipeline.model import Indicator

_BASIS = N_("ตาราง ก. และ ข. พิมพ์นิยามและวิธีการคำนวณของตัวชี้วัด")
_MEANS = re.compile(r"\s*(?P<term>\S.{24,150}?)\s+หมายถึง\s")
_SHARED = 3
"""A term is about an indicator if a third of it stands in the indicator's name in one piece."""
_SHARE = 100
_COUNT = "จำนวน"
_MEASURED = re.compile(
    r"จำนวน|ผลรวม|ผลคูณ|ผลต่าง|คะแนน|งบ|เงิน|มูลค่า|รายได้|รายจ่าย|ราคา|ยอด|ค่า|พื้นที่|ปริมาณ|ระยะ|เวลา|น้ำหนัก|อัตรา|ร้อยละ|\(|[A-Za-zΣ∑]"
)
"""What a numerator may begin with."""


@plan_rule(
    id="definition-of-something-else",
    severity=Severity.NOTE,
    title=N_("นิยามอธิบายสิ่งที่ไม่ใช่ชื่อตัวชี้วัด"),
    message=N_("นิยามอธิบาย “{term}” แต่ตัวชี้วัดชื่อ “{name}”"),
    remedy=N_("ตรวจว่านิยามเป็นของตัวชี้วัดนี้ แล้วเริ่มนิยามด้วยชื่อตัวชี้วัดหรือคำในชื่อ"),
    basis=_BASIS,
)
def definition_of_something_else(view: PlanView) -> Iterator[Hit]:
    """``X หมายถึง …`` where hardly anything of X stands in the name of the indicator."""
    for at in view.indicators.values():
        first = next(prose_at(at.item.definition, at.path("definition")), None)
        match = _MEANS.match(first.text) if first else None
        if first and match and not _is_about(match["term"], at.item.name):
            yield hit(
                first.path, quote=match["term"], term=match["term"], name=at.item.name, related=(at.path("name"),)
            )


def _is_about(term: str, name: str) -> bool:
    """Whether the longest piece that a term shares with a name is a good part of it."""
    own, other = ("".join(text.split()) for text in (term, name))
    found = SequenceMatcher(None, own, other, autojunk=False).find_longest_match()
    return found.size * _SHARED >= len(own)


@plan_rule(
    id="same-indicator-other-definition",
    severity=Severity.NOTE,
    title=N_("ตัวชี้วัดชื่อเดียวกันมีนิยามต่างกัน"),
    message=N_("ตัวชี้วัด {id} และ {other} ชื่อเดียวกัน แต่นิยามต่างกันที่ “{own}” กับ “{there}”"),
    remedy=N_("ใช้นิยามเดียวกัน หรือแก้ชื่อตัวชี้วัดให้ต่างกัน"),
    basis=_BASIS,
)
def same_indicator_other_definition(view: PlanView) -> Iterator[Hit]:
    """An objective and its measure share an indicator, and define it in two ways."""
    for before, at in _namesakes(view):
        own, there = _text(at), _text(before)
        if own and there and _bare(own) != _bare(there):
            mine, other = _differing(own, there)
            yield hit(
                at.path("definition"),
                quote=mine,
                id=at.item.id,
                other=before.item.id,
                own=mine,
                there=other,
                related=(before.path("definition"),),
            )


def _namesakes(view: PlanView) -> Iterator[tuple[At[Indicator], At[Indicator]]]:
    """Indicators of one name, each with the one before it."""
    groups: dict[str, list[At[Indicator]]] = {}
    for at in view.indicators.values():
        groups.setdefault(_bare(at.item.name), []).append(at)
    for group in groups.values():
        yield from pairwise(group)


def _differing(own: str, there: str) -> tuple[str, str]:
    """Where two texts first differ, blanks aside, with a little around."""
    mine, other = _bare(own), _bare(there)
    pairs = enumerate(zip(mine, other, strict=False))
    place = next((n for n, (one, two) in pairs if one != two), min(len(mine), len(other)))
    return context(mine, place, place, 10), context(other, place, place, 10)


def _text(at: At[Indicator]) -> str:
    return at.item.definition.plain() if at.item.definition else ""


def _bare(text: str) -> str:
    """A text without blanks and marks of counting, in Arabic digits."""
    return re.sub(r"[\s.()–—-]+", "", to_arabic(text))


@plan_rule(
    id="formula-always-whole",
    severity=Severity.WARNING,
    title=N_("ตัวตั้งและตัวหารเหมือนกัน"),
    message=N_("ตัวตั้งและตัวหารของตัวชี้วัด {id} เป็น “{text}” เหมือนกัน ผลจึงเป็น 1 เสมอ"),
    remedy=N_("แก้ตัวตั้งหรือตัวหาร"),
    basis=_BASIS,
)
def formula_always_whole(view: PlanView) -> Iterator[Hit]:
    """A fraction of something by itself."""
    for at in view.indicators.values():
        formula = at.item.formula
        if (
            formula
            and formula.numerator
            and formula.denominator
            and _bare(formula.numerator) == _bare(formula.denominator)
        ):
            yield hit(
                at.path("formula", "numerator"),
                quote=formula.numerator,
                id=at.item.id,
                text=formula.numerator,
                related=(at.path("formula", "denominator"),),
            )


@plan_rule(
    id="formula-without-count",
    severity=Severity.NOTE,
    title=N_("ตัวตั้งไม่ขึ้นต้นด้วย “จำนวน”"),
    message=N_("ตัวหารขึ้นต้นด้วย “จำนวน” แต่ตัวตั้งเป็น “{numerator}”"),
    remedy=N_("เติม “จำนวน” หน้าตัวตั้ง เพื่อให้ตัวตั้งและตัวหารนับสิ่งเดียวกัน"),
    basis=_BASIS,
)
def formula_without_count(view: PlanView) -> Iterator[Hit]:
    """A share whose denominator counts, and whose numerator is neither a count nor another measure."""
    for at in view.indicators.values():
        formula = at.item.formula
        if formula is None or formula.times != _SHARE or not formula.numerator or not formula.denominator:
            continue
        if formula.denominator.startswith(_COUNT) and not _MEASURED.match(formula.numerator):
            path = at.path("formula", "numerator")
            yield hit(path, quote=formula.numerator, numerator=formula.numerator)


@plan_rule(
    id="formula-is-no-percentage",
    severity=Severity.NOTE,
    title=N_("สูตรคูณ 100 แต่ค่าเป้าหมายไม่ใช่ร้อยละ"),
    message=N_("สูตรของตัวชี้วัด {id} คูณ 100 แต่ค่าเป้าหมายปี {year} นับเป็น “{unit}”"),
    remedy=N_("ตรวจสูตรและหน่วยของค่าเป้าหมาย"),
    basis=_BASIS,
)
def formula_is_no_percentage(view: PlanView) -> Iterator[Hit]:
    """A fraction × 100 beside a target that counts something."""
    for at in view.indicators.values():
        target = at.item.target_of(view.year)
        parsed = parsed_of(target) if target else None
        share = at.item.formula is not None and at.item.formula.times == _SHARE
        if share and parsed and parsed.unit and parsed.unit not in (*UNITS_BEFORE, "คะแนน"):
            path = at.path("formula", "times")
            yield hit(path, id=at.item.id, year=str(view.year), unit=parsed.unit, related=(at.path("targets"),))
