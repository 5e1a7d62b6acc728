"""Targets of the plan: over the years, and against what the indicator's own definition says."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, hit, plan_rule
from pipeline.checks.texts import prose_at
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.model import StrategyLevel
from pipeline.thai.digits import to_arabic
from pipeline.thai.targets import PERCENT, ParsedTarget, parse_target, print_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.plan import PlanView
    from pipeline.checks.records import At
    from pipeline.findings import FieldPath
    from pipeline.model import Indicator, Target

_BASIS = N_("แผนปฏิบัติราชการประจำปี: ค่าเป้าหมายของตัวชี้วัด")
_WHOLE = Decimal(100)
_AT_MOST = frozenset({"ไม่เกิน", "น้อยกว่า"})
_AT_LEAST = frozenset({"ไม่น้อยกว่า", "อย่างน้อย", "มากกว่า"})
_FEWER_IS_BETTER = re.compile(
    r"ลด|ร้องเรียน|ร้องทุกข์|ระยะเวลา|อัตรา(?:การ)?(?:ตาย|ป่วย|เกิด|สูญ)|ความเสี่ยง|ค้าง|ผิดพลาด|เหลื่อมปี|กันไว้|อุบัติเหตุ|ความเสียหาย"
)
_TIME = re.compile(r"วัน|ชั่วโมง|นาที|เดือน|ชม\.")
_MAY_EXCEED = re.compile(r"เพิ่มขึ้น|เติบโต|ขยายตัว|เทียบกับ")
_STATED = re.compile(
    r"ค่าเป้าหมาย\s*(?:(?:คือ|เท่ากับ|กำหนดไว้(?:ที่)?|[:=])\s*)?"
    r"(?P<target>(?:ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย|ไม่เกิน|มากกว่า|จำนวน)?\s*"
    r"(?:ร้อยละ\s*[0-9][0-9,.]*[0-9]|ร้อยละ\s*[0-9]|[0-9][0-9,]*(?:\.[0-9]+)?\s*%))"
)


@plan_rule(
    id="target-missing",
    severity=Severity.WARNING,
    title=N_("ไม่มีค่าเป้าหมายของปีนี้"),
    message=N_("ตัวชี้วัด {id} ไม่มีค่าเป้าหมายปีงบประมาณ พ.ศ. {year}"),
    remedy=N_("เพิ่มค่าเป้าหมายของปี {year} หากยังไม่กำหนดให้กรอกเป็นข้อความ เช่น ตามที่ สยป. กำหนด"),
    basis=_BASIS,
)
def target_missing(view: PlanView) -> Iterator[Hit]:
    """An indicator of an objective or measure without a target in the year of the plan."""
    for at in view.indicators.values():
        measured = view.level_of(at.item.node) in (StrategyLevel.OBJECTIVE, StrategyLevel.MEASURE)
        if measured and at.item.target_of(view.year) is None and at.item.id not in view.children_of:
            yield hit(at.path("targets"), id=at.item.id, year=str(view.year))


@plan_rule(
    id="target-differs-from-definition",
    severity=Severity.WARNING,
    title=N_("ค่าเป้าหมายไม่ตรงกับนิยาม"),
    message=N_("ค่าเป้าหมายปี {year} คือ “{target}” แต่นิยามระบุ “{stated}”"),
    remedy=N_("แก้ให้ตรงกัน ค่าเป้าหมายในนิยามกับในตารางตัวชี้วัดต้องเป็นค่าเดียวกัน"),
    basis=_BASIS,
)
def target_differs_from_definition(view: PlanView) -> Iterator[Hit]:
    """The target of the year is not the one that the definition gives, apart or in its text."""
    for at in view.indicators.values():
        place = _place_of(at.item, view.year)
        target = at.item.targets[place] if place is not None else None
        if target is None:
            continue
        for path, stated in _stated(at):
            if differ(target, stated):
                yield hit(
                    path,
                    quote=stated,
                    year=str(view.year),
                    target=shown(target),
                    stated=stated,
                    related=(at.path("targets", place or 0),),
                )


@plan_rule(
    id="same-indicator-other-target",
    severity=Severity.WARNING,
    title=N_("ตัวชี้วัดชื่อเดียวกันมีค่าเป้าหมายต่างกัน"),
    message=N_("ตัวชี้วัด {id} และ {other} ชื่อเดียวกัน แต่ค่าเป้าหมายปี {year} เป็น “{target}” และ “{second}”"),
    remedy=N_("แก้ให้เป็นค่าเดียวกัน หรือแก้ชื่อตัวชี้วัดให้ต่างกัน"),
    basis=_BASIS,
)
def same_indicator_other_target(view: PlanView) -> Iterator[Hit]:
    """An objective and its measure share an indicator, and give it two targets."""
    first: dict[str, At[Indicator]] = {}
    for at in view.indicators.values():
        before = first.setdefault("".join(at.item.name.split()), at)
        own, other = at.item.target_of(view.year), before.item.target_of(view.year)
        if before is not at and own and other and differ(own, shown(other)):
            yield hit(
                at.path("targets", _place_of(at.item, view.year) or 0),
                quote=shown(own),
                id=at.item.id,
                other=before.item.id,
                year=str(view.year),
                target=shown(own),
                second=shown(other),
                related=(before.path("targets", _place_of(before.item, view.year) or 0),),
            )


@plan_rule(
    id="target-unit-changes",
    severity=Severity.WARNING,
    title=N_("หน่วยของค่าเป้าหมายเปลี่ยนระหว่างปี"),
    message=N_("ค่าเป้าหมายปี {before_year} คือ “{before}” แต่ปี {year} คือ “{target}”"),
    remedy=N_("ใช้หน่วยเดียวกันทุกปีเพื่อให้เทียบกันได้ หรือเพิ่มเป็นตัวชี้วัดใหม่"),
    basis=_BASIS,
)
def target_unit_changes(view: PlanView) -> Iterator[Hit]:
    """From one year to the next the unit is another: ``ร้อยละ 50``, then ``1 ระบบ``."""
    for at in view.indicators.values():
        for before, after in pairwise(_by_year(at.item)):
            if before[2].unit and after[2].unit and before[2].unit != after[2].unit:
                yield _compared(at, before, after)


@plan_rule(
    id="target-falls",
    severity=Severity.WARNING,
    title=N_("ค่าเป้าหมายลดลงจากปีก่อน"),
    message=N_("ค่าเป้าหมายลดลงจาก “{before}” ในปี {before_year} เป็น “{target}” ในปี {year}"),
    remedy=N_("ตรวจค่าเป้าหมายของทั้งสองปี หากลดลงจริงให้เตรียมเหตุผลประกอบ"),
    basis=_BASIS,
)
def target_falls(view: PlanView) -> Iterator[Hit]:
    """A percentage falls from one year to the next; a note for counts, nothing where less is better."""
    for at in view.indicators.values():
        if _FEWER_IS_BETTER.search(at.item.name):
            continue
        for before, after in pairwise(_by_year(at.item)):
            same = before[2].unit == after[2].unit and not _TIME.match(after[2].unit or "")
            if same and after[2].number < before[2].number and after[2].comparator not in _AT_MOST:
                yield _compared(at, before, after, None if after[2].unit == PERCENT else Severity.NOTE)


@plan_rule(
    id="target-over-100",
    severity=Severity.WARNING,
    title=N_("ค่าเป้าหมายเกินร้อยละ 100"),
    message=N_("ค่าเป้าหมายปี {year} คือ “{target}”"),
    remedy=N_("แก้ค่าเป้าหมายให้ไม่เกินร้อยละ 100"),
    basis=_BASIS,
)
def target_over_100(view: PlanView) -> Iterator[Hit]:
    """More than the whole; growth and comparison may exceed it."""
    for at in view.indicators.values():
        for place, target in enumerate(at.item.targets):
            parsed = parsed_of(target)
            if parsed and parsed.unit == PERCENT and parsed.number > _WHOLE and not _MAY_EXCEED.search(at.item.name):
                told = shown(target)
                yield hit(at.path("targets", place), quote=told, year=str(target.year), target=told)


@plan_rule(
    id="target-year-not-printed",
    severity=Severity.NOTE,
    title=N_("ค่าเป้าหมายของปีที่ไม่พิมพ์"),
    message=N_("มีค่าเป้าหมายของปี {years} ({count} ค่า) แต่เล่มแผนพิมพ์เฉพาะปี {first} ถึง {last}"),
    remedy=N_("ตรวจปีของค่าเป้าหมาย หรือเพิ่ม “จำนวนปีของค่าเป้าหมายในตาราง” ของเล่มแผน"),
    basis=_BASIS,
)
def target_year_not_printed(view: PlanView) -> Iterator[Hit]:
    """Targets outside the years of the tables, told once for the whole plan."""
    first = view.year - view.book.target_years + 1
    found = [
        (at.path("targets", place), target.year)
        for at in view.indicators.values()
        for place, target in enumerate(at.item.targets)
        if not first <= target.year <= view.year
    ]
    if found:
        years = ", ".join(str(year) for year in sorted({year for _, year in found}))
        related = tuple(path for path, _ in found[1:])
        yield hit(
            found[0][0], years=years, count=str(len(found)), first=str(first), last=str(view.year), related=related
        )


_Dated = tuple[int, int, ParsedTarget]
"""A target that could be read: its place in the list, its year, its parts."""


def _by_year(indicator: Indicator) -> list[_Dated]:
    """The targets that are numbers, oldest first."""
    found = ((place, target.year, parsed_of(target)) for place, target in enumerate(indicator.targets))
    return sorted(((place, year, parsed) for place, year, parsed in found if parsed), key=lambda dated: dated[:2][::-1])


def _compared(at: At[Indicator], before: _Dated, after: _Dated, severity: Severity | None = None) -> Hit:
    target = shown(at.item.targets[after[0]])
    return hit(
        at.path("targets", after[0]),
        quote=target,
        severity=severity,
        before_year=str(before[1]),
        before=shown(at.item.targets[before[0]]),
        year=str(after[1]),
        target=target,
        related=(at.path("targets", before[0]),),
    )


def parsed_of(target: Target) -> ParsedTarget | None:
    """The parts of a target, given as such or as a text; ``None`` for a text that is no number."""
    if target.number is None:
        return parse_target(target.text or "")
    comparator = target.comparator.value if target.comparator else None
    return ParsedTarget(comparator, target.number, PERCENT if target.unit in ("%", "เปอร์เซ็นต์") else target.unit)


def shown(target: Target) -> str:
    """A target as the book prints it."""
    if target.text is not None or target.number is None:
        return target.text or ""
    return print_target(target.comparator.value if target.comparator else None, target.number, target.unit)


def _place_of(indicator: Indicator, year: int) -> int | None:
    """Where in the list the target of a year stands."""
    return next((place for place, target in enumerate(indicator.targets) if target.year == year), None)


def _stated(at: At[Indicator]) -> Iterator[tuple[FieldPath, str]]:
    """Targets that the definition or the formula of an indicator states, each with its path."""
    if at.item.definition_target:
        yield at.path("definition_target"), at.item.definition_target
    formula = at.item.formula.text if at.item.formula else None
    for text in (*prose_at(at.item.definition, at.path("definition")), *prose_at(formula, at.path("formula", "text"))):
        for match in _STATED.finditer(to_arabic(text.text)):
            yield text.path, match["target"].strip()


def differ(target: Target, stated: str) -> bool:
    """Whether a target and one stated elsewhere surely differ; two texts differ by more than blanks."""
    own, other = parsed_of(target), parse_target(stated)
    if own is None and other is None:
        return _bare(shown(target)) != _bare(stated)
    if own is None or other is None:
        return bool(_bare(shown(target))) and bool(_bare(stated))
    if own.unit and other.unit and own.unit != other.unit:
        return True
    opposite = {own.comparator, other.comparator}
    return own.number != other.number or bool(opposite & _AT_MOST and opposite & _AT_LEAST)


def _bare(text: str) -> str:
    """A text without blanks, dashes and dots, in Arabic digits."""
    return re.sub(r"[\s.–—-]+", "", to_arabic(text))
