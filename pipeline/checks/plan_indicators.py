"""Indicators of the plan: where they hang, their numbers, and what tables ก and ข print about them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, hit, plan_rule
from pipeline.findings import Severity
from pipeline.messages import N_, gettext
from pipeline.model import FundingState, Indicator, StrategyLevel
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.plan import PlanView
    from pipeline.checks.records import At

_BASIS = N_("แผนปฏิบัติราชการประจำปี: ตัวชี้วัดเป้าประสงค์ ตัวชี้วัดมาตรการ และตัวชี้วัดตามมิติการประเมิน")
_MEASURED = (StrategyLevel.OBJECTIVE, StrategyLevel.MEASURE)
_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){0,5}")


@plan_rule(
    id="indicator-on-wrong-level",
    severity=Severity.ERROR,
    title=N_("ตัวชี้วัดอยู่ผิดระดับของแผน"),
    message=N_("ตัวชี้วัด {id} ใช้วัด{level}รหัส {code} เล่มแผนพิมพ์เฉพาะตัวชี้วัดของเป้าประสงค์และมาตรการ"),
    remedy=N_("แก้ “รหัสแผน” เป็นรหัสเป้าประสงค์หรือมาตรการ"),
    basis=_BASIS,
)
def indicator_on_wrong_level(view: PlanView) -> Iterator[Hit]:
    """An indicator of a strategy, dimension or goal: no table has a place for it."""
    for at in view.indicators.values():
        level = view.level_of(at.item.node)
        if level is not None and level not in _MEASURED:
            code = at.item.node or ""
            yield hit(
                at.path("node"), quote=code, id=at.item.id, level=level.value, code=code,
                related=(view.nodes[code].base,),
            )  # fmt: skip


@plan_rule(
    id="indicator-nowhere",
    severity=Severity.WARNING,
    title=N_("ตัวชี้วัดไม่อยู่ที่ใดในแผน"),
    message=N_("ตัวชี้วัด {id} ไม่มีทั้งรหัสแผนและมิติการประเมิน เล่มแผนจึงไม่พิมพ์"),
    remedy=N_("กรอก “รหัสแผน” (เป้าประสงค์หรือมาตรการ) หรือ “มิติการประเมินที่”"),
    basis=_BASIS,
)
def indicator_nowhere(view: PlanView) -> Iterator[Hit]:
    """An indicator without node and dimension; its parent's is not taken for it."""
    for at in view.indicators.values():
        if at.item.node is None and at.item.dimension is None:
            yield hit(at.base, id=at.item.id)


@plan_rule(
    id="indicator-parent-circle",
    severity=Severity.ERROR,
    title=N_("ตัวชี้วัดหลักวนกลับมาที่ตัวเอง"),
    message=N_("ตัวชี้วัด {id} เป็นตัวชี้วัดย่อยของตัวเอง ({line})"),
    remedy=N_("แก้ “ตัวชี้วัดหลัก” ให้ชี้ไปที่ตัวชี้วัดที่อยู่เหนือขึ้นไป"),
    basis=_BASIS,
)
def indicator_parent_circle(view: PlanView) -> Iterator[Hit]:
    """Going from parent to parent leads back to the indicator."""
    for at in view.indicators.values():
        line, parent = [at.item.id], at.item.parent or ""
        while parent in view.indicators and parent not in line:
            line.append(parent)
            parent = view.indicators[parent].item.parent or ""
        if parent == at.item.id:
            yield hit(at.path("parent"), id=at.item.id, line=" → ".join((*line, at.item.id)))


@plan_rule(
    id="indicator-apart-from-parent",
    severity=Severity.WARNING,
    title=N_("ตัวชี้วัดย่อยอยู่คนละที่กับตัวชี้วัดหลัก"),
    message=N_("ตัวชี้วัด {id} อยู่คนละมิติหรือคนละรหัสแผนกับตัวชี้วัดหลัก {parent}"),
    remedy=N_("แก้ “รหัสแผน” หรือ “มิติการประเมินที่” ให้เหมือนกับของตัวชี้วัดหลัก"),
    basis=_BASIS,
)
def indicator_apart_from_parent(view: PlanView) -> Iterator[Hit]:
    """A part of an indicator names another node or dimension than the whole."""
    for at in view.indicators.values():
        parent = view.indicators.get(at.item.parent or "")
        for key in ("node", "dimension") if parent else ():
            own, above = getattr(at.item, key), getattr(parent and parent.item, key)
            if parent and own is not None and above is not None and own != above:
                yield hit(at.path(key), id=at.item.id, parent=parent.item.id, related=(parent.path(key),))


@plan_rule(
    id="indicator-number-of-other-dimension",
    severity=Severity.WARNING,
    title=N_("เลขตัวชี้วัดไม่ตรงกับมิติหรือตัวชี้วัดหลัก"),
    message=N_("ตัวชี้วัดที่ {number} อยู่ภายใต้ {above} แต่เลขไม่ขึ้นต้นด้วย {expected}"),
    remedy=N_("แก้ “ตัวชี้วัดที่” ให้ขึ้นต้นด้วย {expected} หรือย้ายตัวชี้วัดไปมิติที่ถูกต้อง"),
    basis=N_("ตัวชี้วัดที่ 2.1 อยู่ในมิติที่ 2 และ 2.2.1 เป็นส่วนหนึ่งของ 2.2"),
)
def indicator_number_of_other_dimension(view: PlanView) -> Iterator[Hit]:
    """``2.1`` in dimension 3, or ``2.3.1`` below ``2.2``; numbers without a dot count within their place."""
    for at in view.indicators.values():
        number, parent = _number(at.item), view.indicators.get(at.item.parent or "")
        above = _number(parent.item) if parent else ""
        if not number or "." not in number:
            continue
        if parent and above and not number.startswith(above + "."):
            yield _misnumbered(at, number, f"{above} ({parent.item.id})", above + ".")
        elif not parent and at.item.dimension and number.split(".")[0] != str(at.item.dimension):
            above = gettext(N_("มิติที่ {no}")).format(no=at.item.dimension)
            yield _misnumbered(at, number, above, f"{at.item.dimension}.")


def _misnumbered(at: At[Indicator], number: str, above: str, expected: str) -> Hit:
    related = (at.path("parent" if at.item.parent else "dimension"),)
    return hit(at.path("no"), quote=number, number=number, above=above, expected=expected, related=related)


@plan_rule(
    id="indicator-number-repeated",
    severity=Severity.WARNING,
    title=N_("เลขตัวชี้วัดซ้ำ"),
    message=N_("ตัวชี้วัด {id} และ {other} มีเลข {number} เหมือนกัน"),
    remedy=N_("แก้ “ตัวชี้วัดที่” ให้ไม่ซ้ำกัน หรือเว้นว่างให้โปรแกรมนับให้"),
    basis=_BASIS,
)
def indicator_number_repeated(view: PlanView) -> Iterator[Hit]:
    """Two indicators of one place have the same number."""
    for siblings in _siblings(view).values():
        first: dict[str, At[Indicator]] = {}
        for at in siblings:
            number = _number(at.item)
            before = first.setdefault(number, at)
            if number and before is not at:
                yield hit(
                    at.path("no"), quote=number, id=at.item.id, other=before.item.id, number=number,
                    related=(before.path("no"),),
                )  # fmt: skip


@plan_rule(
    id="indicator-number-gap",
    severity=Severity.NOTE,
    title=N_("เลขตัวชี้วัดข้าม"),
    message=N_("เลขตัวชี้วัดเรียงเป็น {numbers} ขาด {missing}"),
    remedy=N_("ตรวจว่ามีตัวชี้วัดตกหล่นหรือไม่ หากเป็นเลขตามกรอบการประเมิน ไม่ต้องแก้"),
    basis=_BASIS,
)
def indicator_number_gap(view: PlanView) -> Iterator[Hit]:
    """The numbers of the indicators of one place do not begin with 1, or leave one out."""
    for siblings in _siblings(view).values():
        heads = {_number(at.item).rpartition(".")[0] for at in siblings}
        lasts = {int(_number(at.item).rpartition(".")[2]): at for at in siblings if _number(at.item)}
        missing = sorted(set(range(1, max(lasts) + 1)) - set(lasts)) if lasts and len(heads) == 1 else []
        if missing and len(missing) <= len(lasts) and all(_number(at.item) for at in siblings):
            head = "".join(f"{head}." for head in heads if head)
            yield hit(
                lasts[max(lasts)].path("no"),
                numbers=", ".join(f"{head}{number}" for number in sorted(lasts)),
                missing=", ".join(f"{head}{number}" for number in missing),
            )


@plan_rule(
    id="indicator-repeated",
    severity=Severity.WARNING,
    title=N_("ตัวชี้วัดซ้ำ"),
    message=N_("ตัวชี้วัด {id} มีชื่อเดียวกับตัวชี้วัด {other} ในที่เดียวกันของแผน"),
    remedy=N_("เหลือตัวชี้วัดเดียว หรือแก้ชื่อให้ต่างกัน"),
    basis=_BASIS,
)
def indicator_repeated(view: PlanView) -> Iterator[Hit]:
    """The same name twice at one place; an objective and its measure often share an indicator."""
    for siblings in _siblings(view).values():
        first: dict[str, At[Indicator]] = {}
        for at in siblings:
            before = first.setdefault("".join(at.item.name.split()), at)
            if before is not at:
                yield hit(
                    at.path("name"), quote=at.item.name, id=at.item.id, other=before.item.id,
                    related=(before.path("name"),),
                )  # fmt: skip


@plan_rule(
    id="indicator-without-level",
    severity=Severity.WARNING,
    title=N_("ตัวชี้วัดไม่มีระดับ"),
    message=N_("ตัวชี้วัดมาตรการ {id} ไม่มีระดับ (ผลผลิต/ผลลัพธ์) ทั้งที่ตัวชี้วัดมาตรการอื่นมี"),
    remedy=N_("กรอก “ระดับตัวชี้วัด” เป็น ผลผลิต หรือ ผลลัพธ์"),
    basis=N_("ตาราง ก. พิมพ์ระดับของตัวชี้วัดมาตรการทุกตัว"),
)
def indicator_without_level(view: PlanView) -> Iterator[Hit]:
    """An indicator of a measure without level, where others have one."""
    measured = [at for at in view.indicators.values() if view.level_of(at.item.node) is StrategyLevel.MEASURE]
    known = [at for at in measured if at.item.level is not None]
    for at in measured if known else ():
        if at.item.level is None and not _unfunded_only(view, at):
            yield hit(at.path("level"), id=at.item.id, related=(known[0].path("level"),))


@plan_rule(
    id="indicator-not-explained",
    severity=Severity.WARNING,
    title=N_("ตัวชี้วัดไม่มีนิยามหรือวิธีการคำนวณ"),
    message=N_("ตัวชี้วัดมาตรการ {id} ยังไม่มี {parts}"),
    remedy=N_("กรอก {parts} ตาราง ก. จะเว้นว่างไว้"),
    basis=N_("ตาราง ก. พิมพ์นิยาม ค่าเป้าหมาย และวิธีการคำนวณของตัวชี้วัดมาตรการ"),
)
def indicator_not_explained(view: PlanView) -> Iterator[Hit]:
    """An indicator of a measure without definition or formula; not where all its projects are unfunded."""
    for at in view.indicators.values():
        if view.level_of(at.item.node) is StrategyLevel.MEASURE and not _unfunded_only(view, at):
            missing = [key for key in ("definition", "formula") if getattr(at.item, key) is None]
            titles = [Indicator.model_fields[key].title or key for key in missing]
            if missing:
                yield hit(at.path(missing[0]), id=at.item.id, parts=", ".join(titles))


@plan_rule(
    id="indicator-without-project",
    severity=Severity.WARNING,
    title=N_("ตัวชี้วัดไม่มีโครงการรองรับ"),
    message=N_("ตัวชี้วัด {id} ไม่มีโครงการ/กิจกรรมรองรับ"),
    remedy=N_("กรอก “รหัสตัวชี้วัดมาตรการ” ของโครงการที่รองรับเป็น {id} หรือเพิ่มกิจกรรมที่สนับสนุน"),
    basis=_BASIS,
)
def indicator_without_project(view: PlanView) -> Iterator[Hit]:
    """All projects of the measure name other indicators; or an indicator of a dimension has no activity."""
    for at in view.indicators.values():
        if at.item.activities or at.item.id in view.children_of or at.item.id in view.projects_for:
            continue
        if view.level_of(at.item.node) is StrategyLevel.MEASURE:
            placed = [project.item.indicator for project in view.projects_of.get(at.item.node or "", ())]
            if placed and all(placed):
                yield hit(at.base, id=at.item.id)
        elif at.item.node is None and at.item.dimension:
            yield hit(at.path("activities"), id=at.item.id)


def _unfunded_only(view: PlanView, at: At[Indicator]) -> bool:
    """Whether every project that names the indicator is unfunded: table ก leaves those out."""
    projects = view.projects_for.get(at.item.id, ())
    return bool(projects) and all(project.item.funding_state is FundingState.UNFUNDED for project in projects)


def _siblings(view: PlanView) -> dict[tuple[str, str], list[At[Indicator]]]:
    """Indicators that are counted together: of one parent, one node, or one dimension."""
    groups: dict[tuple[str, str], list[At[Indicator]]] = {}
    for at in view.indicators.values():
        own = at.item
        key = next((key for key in ("parent", "node", "dimension") if getattr(own, key) is not None), None)
        if key is not None:
            groups.setdefault((key, str(getattr(own, key))), []).append(at)
    return groups


def _number(indicator: Indicator) -> str:
    """The typed number in Arabic digits, where it is one (``2.1``); else empty."""
    number = to_arabic(indicator.no or "").strip().rstrip(".")
    return number if _NUMBER.fullmatch(number) else ""
