"""Parts of the book: what is empty, listed twice, or called by another name than the list gives it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, hit, plan_rule
from pipeline.checks.texts_of import SWOT_KEYS
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.model import BookPart, PlanBook, StrategyLevel, Swot
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pipeline.checks.plan import PlanView
    from pipeline.findings import FieldPath

_BASIS = N_("แผนปฏิบัติราชการประจำปี: ส่วนต่าง ๆ ของเล่ม")
_PROSE = ("preface", "history", "vision", "mission")
_DIMENSION = re.compile(r"มิติที่\s*(?P<no>[1-9])(?![0-9.])\s*(?P<rest>(?:มิติ)?(?:ด้าน)?[ก-๎]{8,})")
_ALIKE = 0.75
_LABELS = {
    StrategyLevel.STRATEGY: re.compile(r"ด้านที่\s*[0-9๐-๙]"),
    StrategyLevel.DIMENSION: re.compile(r"มิติที่\s*[0-9๐-๙]"),
    StrategyLevel.GOAL: re.compile(r"เป้าหมายที่\s*[0-9๐-๙]"),
    StrategyLevel.OBJECTIVE: re.compile(r"เป้าประสงค์ที่\s*[0-9๐-๙]"),
    StrategyLevel.MEASURE: re.compile(r"มาตรการที่\s*[0-9๐-๙]"),
}


@plan_rule(
    id="swot-quarter-empty",
    severity=Severity.WARNING,
    title=N_("การวิเคราะห์สภาพแวดล้อมไม่ครบ"),
    message=N_("การวิเคราะห์สภาพแวดล้อมยังไม่มี {parts}"),
    remedy=N_("กรอกให้ครบทั้งสี่ช่อง หรือลบการวิเคราะห์สภาพแวดล้อมออกจากเล่ม"),
    basis=_BASIS,
)
def swot_quarter_empty(view: PlanView) -> Iterator[Hit]:
    """One of the four quarters of the table would print empty."""
    swot = view.book.swot
    missing = [key for key in SWOT_KEYS[1:] if swot and getattr(swot, key) is None]
    if missing:
        titles = [Swot.model_fields[key].title or key for key in missing]
        yield hit(("plan_book", "swot", missing[0]), parts=", ".join(titles))


@plan_rule(
    id="book-text-missing",
    severity=Severity.NOTE,
    title=N_("เล่มแผนยังไม่มีข้อความบางส่วน"),
    message=N_("เล่มแผนยังไม่มี {parts}"),
    remedy=N_("กรอกให้ครบ ส่วนที่ว่างจะไม่พิมพ์"),
    basis=_BASIS,
)
def book_text_missing(view: PlanView) -> Iterator[Hit]:
    """Preface, history, vision or mission are empty; not where the dataset chooses its parts itself."""
    missing = [key for key in _PROSE if getattr(view.book, key) is None]
    if missing and not view.book.parts:
        titles = [PlanBook.model_fields[key].title or key for key in missing]
        yield hit(("plan_book",), parts=", ".join(titles))


@plan_rule(
    id="book-part-without-data",
    severity=Severity.WARNING,
    title=N_("ส่วนของเล่มที่เลือกไม่มีข้อมูล"),
    message=N_("เลือกให้พิมพ์ส่วน “{part}” แต่ไม่มีข้อมูลของส่วนนี้"),
    remedy=N_("เพิ่มข้อมูลของส่วนนี้ หรือลบออกจาก “ส่วนของเล่ม”"),
    basis=_BASIS,
)
def book_part_without_data(view: PlanView) -> Iterator[Hit]:
    """A part is listed and shown, and there is nothing to print in it."""
    for place, choice in enumerate(view.book.parts):
        if choice.show and choice.text is None and not _has_data(view, choice.part):
            yield hit(("plan_book", "parts", place, "part"), quote=choice.part.value, part=choice.part.value)


def _has_data(view: PlanView, part: BookPart) -> bool:
    """Whether the dataset has anything for a part; covers, contents and what is computed elsewhere always have."""
    book, dataset = view.book, view.dataset
    data: dict[BookPart, object] = {
        BookPart.PREFACE: book.preface,
        BookPart.GENERAL: book.history or dataset.units,
        BookPart.SWOT: book.swot,
        BookPart.LAST_YEAR: book.last_year,
        BookPart.VISION: book.vision or book.mission or dataset.strategy,
        BookPart.MEASURES: view.measures_of,
        BookPart.SUMMARY: view.strategic,
        BookPart.BASELINE: dataset.baseline,
        BookPart.TABLE_A: view.measures_of,
        BookPart.TABLE_B: view.indicators,
        BookPart.DIMENSIONS: [at for at in view.indicators.values() if at.item.dimension],
        BookPart.STEPS: [at for at in view.projects if at.item.steps],
        BookPart.TEXT: None,
    }
    return bool(data.get(part, True))


@plan_rule(
    id="book-part-repeated",
    severity=Severity.WARNING,
    title=N_("ส่วนของเล่มซ้ำ"),
    message=N_("ส่วน “{part}” อยู่ในรายการส่วนของเล่มมากกว่าหนึ่งครั้ง"),
    remedy=N_("เหลือไว้รายการเดียว ส่วนที่เป็นข้อความเท่านั้นที่มีได้หลายส่วน"),
    basis=_BASIS,
)
def book_part_repeated(view: PlanView) -> Iterator[Hit]:
    """A part other than free text is listed twice."""
    first: dict[BookPart, int] = {}
    for place, choice in enumerate(view.book.parts):
        before = first.setdefault(choice.part, place)
        if before != place and choice.part is not BookPart.TEXT and choice.show:
            related: tuple[FieldPath, ...] = (("plan_book", "parts", before, "part"),)
            path = ("plan_book", "parts", place, "part")
            yield hit(path, quote=choice.part.value, part=choice.part.value, related=related)


@plan_rule(
    id="unit-without-duties",
    severity=Severity.NOTE,
    title=N_("ส่วนราชการไม่มีอำนาจหน้าที่"),
    message=N_("ส่วนราชการ “{name}” ไม่มีอำนาจหน้าที่ ทั้งที่ส่วนราชการอื่นมี"),
    remedy=N_("กรอก “อำนาจหน้าที่” ให้ครบทุกส่วนราชการ"),
    basis=_BASIS,
)
def unit_without_duties(view: PlanView) -> Iterator[Hit]:
    """A division without duties beside divisions that have them; groups within a division need none."""
    divisions = [(index, unit) for index, unit in enumerate(view.dataset.units) if unit.parent is None]
    if any(unit.duties for _, unit in divisions):
        for index, unit in divisions:
            if unit.duties is None:
                yield hit(("units", index, "duties"), name=unit.name)


@plan_rule(
    id="dimension-named-otherwise",
    severity=Severity.WARNING,
    title=N_("ชื่อมิติไม่ตรงกับรายการมิติ"),
    message=N_("“{found}” แต่มิติที่ {no} ชื่อ “{name}”"),
    remedy=N_("แก้เป็น “มิติที่ {no} {name}” ให้ตรงกันทั้งเล่ม"),
    basis=N_("ชื่อมิติใช้ตามกรอบการประเมินของปีนั้น"),
)
def dimension_named_otherwise(view: PlanView) -> Iterator[Hit]:
    """The prose calls an evaluation dimension nearly, not quite, by its name, or by the name of another."""
    names = {dimension.no: dimension.name for dimension in view.dataset.evaluation_dimensions}
    for at in view.texts:
        if at.path[:1] != ("plan_book",):
            continue
        for match in _DIMENSION.finditer(to_arabic(at.text)):
            name = names.get(int(match["no"]))
            if name and is_named_otherwise(match["rest"], name, names.values()):
                yield hit(at.path, quote=match[0], found=match[0], no=match["no"], name=name)


def is_named_otherwise(written: str, name: str, names: Collection[str]) -> bool:
    """Whether what is written is another name of the list, or this one with a slip."""
    own, told = _short(name), _short(written)
    if told.startswith(own):
        return False
    if any(told.startswith(_short(other)) for other in names if other != name):
        return True
    return SequenceMatcher(None, own, told[: len(own)], autojunk=False).ratio() >= _ALIKE


def _short(name: str) -> str:
    """A dimension's name without its label."""
    return re.sub(r"^(?:มิติ)?(?:ด้าน)?", "", re.sub(r"\s+", "", name))


@plan_rule(
    id="name-repeats-label",
    severity=Severity.WARNING,
    title=N_("ชื่อมีคำที่โปรแกรมพิมพ์ให้แล้ว"),
    message=N_("ชื่อ “{name}” ขึ้นต้นด้วย “{label}” ซึ่งโปรแกรมพิมพ์นำหน้าให้อยู่แล้ว"),
    remedy=N_("ลบ “{label}” ออกจากชื่อ"),
    basis=N_("โปรแกรมพิมพ์คำว่า “มิติที่” “มาตรการที่” และเลขให้จากรหัสและลำดับ"),
)
def name_repeats_label(view: PlanView) -> Iterator[Hit]:
    """``มิติที่ 1 มิติด้านประสิทธิผล``, ``มาตรการที่ 1 มาตรการที่ 1 พัฒนา``: the label is typed into the name."""
    for index, dimension in enumerate(view.dataset.dimensions):
        match = re.match(r"มิติ(?:ที่\s*[0-9๐-๙]*)?\s*", dimension.name)
        if match:
            yield hit(("dimensions", index, "name"), quote=match[0], name=dimension.name, label=match[0].strip())
    for at in view.nodes.values():
        label = _LABELS[at.item.level].match(at.item.name)
        if label:
            yield hit(at.path("name"), quote=label[0], name=at.item.name, label=label[0])
