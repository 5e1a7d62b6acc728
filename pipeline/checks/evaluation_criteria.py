"""Scoring criteria (เกณฑ์การให้คะแนน): whether every cell is there, can be read, and fits those beside it."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.checks.registry import Hit, evaluation_rule, hit
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.model import ScoringScheme
from pipeline.scoring.criteria import POINTS, Criterion, read_cell
from pipeline.thai.targets import PERCENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.evaluation import EvaluationView
    from pipeline.checks.records import At
    from pipeline.findings import FieldPath
    from pipeline.model import CriterionRow, EvaluationIndicator

_BASIS = N_("เกณฑ์การให้คะแนน ระดับ 1 ถึงระดับ 5")
_LEVELS = 5
_WHOLE = Decimal(100)
BY_NUMBERS = (ScoringScheme.INTERPOLATED, ScoringScheme.LEVELS)
"""Schemes that read the cells as numbers."""
_BLANK = frozenset({"", "-", "–", "—"})
MAY_EXCEED = re.compile(r"เพิ่มขึ้น|เติบโต|ขยายตัว|เทียบกับ")
"""Names of indicators whose percentages may be over 100."""


class Row(NamedTuple):
    """A row of criteria: the indicator, its place in the list, the row."""

    at: At[EvaluationIndicator]
    place: int
    row: CriterionRow

    def path(self, level: int | None = None) -> FieldPath:
        """The path of the row, or of the cell of a level."""
        base = self.at.path("criteria", self.place)
        return base if level is None else (*base, f"level_{level}")

    @property
    def read(self) -> dict[int, Criterion]:
        """The cells that are numbers, by level."""
        cells = ((level, read_cell(cell)) for level, cell in enumerate(self.row.cells, 1))
        return {level: cell for level, cell in cells if cell is not None}

    @property
    def shown(self) -> str:
        """The row as it is written: ``80 / 85 / 90 / 95 / 100``."""
        return " / ".join(cell or "–" for cell in self.row.cells)


@evaluation_rule(
    id="criteria-missing",
    severity=Severity.WARNING,
    title=N_("ตัวชี้วัดไม่มีเกณฑ์การให้คะแนน"),
    message=N_("ตัวชี้วัดนี้ไม่มีเกณฑ์การให้คะแนน แบบฟอร์มจึงไม่มีตารางเกณฑ์"),
    remedy=N_("กรอกเกณฑ์ระดับ 1 ถึงระดับ 5 หรือเลือกวิธีคิดคะแนน “คะแนนตามน้ำหนัก”"),
    basis=_BASIS,
)
def criteria_missing(view: EvaluationView) -> Iterator[Hit]:
    """No criteria where the scheme needs them; a framework without any result or criteria is only a summary."""
    in_use = any(at.item.criteria for at in view.indicators.values())
    for node in view.measured:
        at = view.at(node)
        needed = node.indicator.scheme is not ScoringScheme.WEIGHT and (in_use or node.indicator.id in view.results)
        if needed and not node.indicator.criteria and view.was_read(at.path("criteria")):
            yield hit(at.path("criteria"))


@evaluation_rule(
    id="criteria-cell-missing",
    severity=Severity.WARNING,
    title=N_("เกณฑ์การให้คะแนนไม่ครบห้าระดับ"),
    message=N_("เกณฑ์ยังไม่มีระดับ {levels}"),
    remedy=N_("กรอกให้ครบทั้งห้าระดับ หากระดับใดไม่มีเกณฑ์ให้พิมพ์ -"),
    basis=_BASIS,
)
def criteria_cell_missing(view: EvaluationView) -> Iterator[Hit]:
    """Cells of a row that would print empty."""
    for row in rows_of(view):
        missing = [level for level, cell in enumerate(row.row.cells, 1) if not (cell or "").strip()]
        if missing and view.was_read(row.path()):
            yield hit(row.path(missing[0]), levels=", ".join(map(str, missing)))


@evaluation_rule(
    id="criteria-unreadable",
    severity=Severity.WARNING,
    title=N_("อ่านเกณฑ์เป็นตัวเลขไม่ได้"),
    message=N_("เกณฑ์ระดับ {level} คือ “{cell}” ซึ่งอ่านเป็นตัวเลขไม่ได้ จึงคิดคะแนนแบบ “{scheme}” ไม่ได้"),
    remedy=N_("กรอกเป็นตัวเลข (80) ตัวเลขกับเครื่องหมาย (≤ 60) หรือช่วง (75–79) หากเป็นข้อความให้เลือกวิธีคิดคะแนน “ขั้นความสำเร็จ”"),
    basis=_BASIS,
)
def criteria_unreadable(view: EvaluationView) -> Iterator[Hit]:
    """A text in a cell that the scheme needs as a number."""
    for row in rows_of(view, *BY_NUMBERS):
        for level, cell in enumerate(row.row.cells, 1):
            if (cell or "").strip() not in _BLANK and level not in row.read:
                scheme = row.at.item.scheme.value
                yield hit(row.path(level), quote=cell or "", level=str(level), cell=cell or "", scheme=scheme)


@evaluation_rule(
    id="criteria-not-ordered",
    severity=Severity.WARNING,
    title=N_("เกณฑ์ไม่เรียงลำดับ"),
    message=N_("เกณฑ์ {row} ไม่เพิ่มขึ้นหรือลดลงตลอดห้าระดับ (ระดับ {level} คือ “{cell}”)"),
    remedy=N_("แก้เกณฑ์ให้เพิ่มขึ้นทุกระดับ หรือลดลงทุกระดับหากค่าน้อยดีกว่า"),
    basis=_BASIS,
)
def criteria_not_ordered(view: EvaluationView) -> Iterator[Hit]:
    """Thresholds go up, then down: the first cell against the direction of the others."""
    for row in rows_of(view, *BY_NUMBERS):
        cells = list(row.read.items())
        rises = sum(after.low > before.low for (_, before), (_, after) in pairwise(cells))
        falls = sum(after.low < before.low for (_, before), (_, after) in pairwise(cells))
        if not rises or not falls:
            continue
        wrong = next(level for (_, one), (level, two) in pairwise(cells) if (two.low < one.low) is (rises >= falls))
        cell = row.row.cells[wrong - 1] or ""
        yield hit(row.path(wrong), quote=cell, row=row.shown, level=str(wrong), cell=cell)


@evaluation_rule(
    id="criteria-equal",
    severity=Severity.WARNING,
    title=N_("เกณฑ์สองระดับเท่ากัน"),
    message=N_("เกณฑ์ระดับ {before} และระดับ {level} เป็น “{cell}” เหมือนกัน"),
    remedy=N_("แก้เกณฑ์ให้ต่างกันทุกระดับ"),
    basis=_BASIS,
)
def criteria_equal(view: EvaluationView) -> Iterator[Hit]:
    """Two levels that ask for the same, be it a number or a milestone."""
    for row in rows_of(view):
        first: dict[str, int] = {}
        for level, cell in enumerate(row.row.cells, 1):
            said = "".join((cell or "").split())
            before = first.setdefault(said, level) if said not in _BLANK else level
            if before != level:
                related = (row.path(before),)
                yield hit(row.path(level), quote=cell or "", before=str(before), level=str(level), cell=cell or "",
                          related=related)  # fmt: skip


@evaluation_rule(
    id="criteria-ranges-overlap",
    severity=Severity.WARNING,
    title=N_("ช่วงของเกณฑ์ซ้อนกัน"),
    message=N_("เกณฑ์ระดับ {level} “{cell}” ซ้อนกับระดับ {before} “{other}”"),
    remedy=N_("แก้ช่วงไม่ให้ซ้อนกัน เช่น 70–74 และ 75–79"),
    basis=_BASIS,
)
def criteria_ranges_overlap(view: EvaluationView) -> Iterator[Hit]:
    """A range that reaches into the next level; sharing an end is a habit and no mistake."""
    for row in rows_of(view, *BY_NUMBERS):
        for (before, one), (level, two) in pairwise(row.read.items()):
            if (one.is_range or two.is_range) and max(one.low, two.low) < min(one.high, two.high):
                cells = row.row.cells
                yield hit(
                    row.path(level),
                    quote=cells[level - 1] or "",
                    level=str(level),
                    cell=cells[level - 1] or "",
                    before=str(before),
                    other=cells[before - 1] or "",
                    related=(row.path(before),),
                )


@evaluation_rule(
    id="criteria-units-mixed",
    severity=Severity.WARNING,
    title=N_("หน่วยของเกณฑ์ต่างกันในแถวเดียว"),
    message=N_("เกณฑ์ระดับ {level} “{cell}” ใช้หน่วยต่างจากระดับอื่น (“{other}”)"),
    remedy=N_("ใช้หน่วยเดียวกันทุกระดับ"),
    basis=_BASIS,
)
def criteria_units_mixed(view: EvaluationView) -> Iterator[Hit]:
    """Percent at one level, projects at another."""
    for row in rows_of(view):
        units = Counter(cell.unit for cell in row.read.values() if cell.unit)
        if len(units) > 1:
            usual = units.most_common(1)[0][0]
            level = next(level for level, cell in row.read.items() if cell.unit and cell.unit != usual)
            other = next(place for place, cell in row.read.items() if cell.unit == usual)
            cells = row.row.cells
            own, there = cells[level - 1] or "", cells[other - 1] or ""
            yield hit(row.path(level), quote=own, level=str(level), cell=own, other=there, related=(row.path(other),))


@evaluation_rule(
    id="criteria-of-other-unit",
    severity=Severity.WARNING,
    title=N_("หน่วยของเกณฑ์ไม่ใช่หน่วยของตัวชี้วัด"),
    message=N_("เกณฑ์ระดับ {level} คือ “{cell}” แต่หน่วยนับของตัวชี้วัดคือ “{unit}”"),
    remedy=N_("แก้หน่วยของเกณฑ์หรือหน่วยนับของตัวชี้วัดให้ตรงกัน"),
    basis=_BASIS,
)
def criteria_of_other_unit(view: EvaluationView) -> Iterator[Hit]:
    """Criteria in another unit than the indicator's; told once a row."""
    for row in rows_of(view, *BY_NUMBERS):
        unit = PERCENT if row.at.item.unit in ("%", "เปอร์เซ็นต์") else row.at.item.unit
        wrong = [level for level, cell in row.read.items() if unit and cell.unit not in (None, POINTS, unit)]
        if wrong and unit:
            cell = row.row.cells[wrong[0] - 1] or ""
            related = (row.at.path("unit"),)
            yield hit(row.path(wrong[0]), quote=cell, level=str(wrong[0]), cell=cell, unit=unit, related=related)


@evaluation_rule(
    id="criteria-over-100",
    severity=Severity.WARNING,
    title=N_("เกณฑ์เกินร้อยละ 100"),
    message=N_("เกณฑ์ระดับ {level} คือ “{cell}” ซึ่งเกินร้อยละ 100"),
    remedy=N_("แก้เกณฑ์ให้ไม่เกินร้อยละ 100"),
    basis=_BASIS,
)
def criteria_over_100(view: EvaluationView) -> Iterator[Hit]:
    """A threshold above the whole; growth and comparison may exceed it."""
    for row in rows_of(view, *BY_NUMBERS):
        item = row.at.item
        if MAY_EXCEED.search(view.dataset.evaluation_name(item)):
            continue
        for level, cell in row.read.items():
            if PERCENT in (cell.unit or item.unit, item.unit) and cell.high > _WHOLE:
                shown = row.row.cells[level - 1] or ""
                yield hit(row.path(level), quote=shown, level=str(level), cell=shown)


def rows_of(view: EvaluationView, *schemes: ScoringScheme) -> Iterator[Row]:
    """Every row of criteria; with schemes, those of indicators that are scored by one of them."""
    for at in view.indicators.values():
        if not schemes or at.item.scheme in schemes:
            yield from rows_at(at)


def rows_at(at: At[EvaluationIndicator]) -> Iterator[Row]:
    """The rows of one indicator's criteria."""
    return (Row(at, place, row) for place, row in enumerate(at.item.criteria))
