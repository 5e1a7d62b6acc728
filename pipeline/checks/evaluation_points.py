"""What levels are worth and how far apart they stand: adjustment steps, points out of the weight, scales of scores."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.checks.evaluation_criteria import BY_NUMBERS, Row, rows_at, rows_of
from pipeline.checks.registry import Hit, evaluation_rule, hit
from pipeline.findings import Severity
from pipeline.messages import N_, gettext
from pipeline.model import PointScale, ScoringScheme
from pipeline.scoring import cells_of_weight
from pipeline.scoring.criteria import POINTS
from pipeline.scoring.figures import figure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from pipeline.checks.evaluation import EvaluationView
    from pipeline.checks.records import At
    from pipeline.model import EvaluationIndicator

_BASIS = N_("เกณฑ์การให้คะแนน ระดับ 1 ถึงระดับ 5")
_LEVELS = 5


@evaluation_rule(
    id="criteria-adjustment-differs",
    severity=Severity.WARNING,
    title=N_("ช่วงการปรับเกณฑ์ไม่ตรงกับเกณฑ์"),
    message=N_("ช่วงการปรับเกณฑ์พิมพ์ว่า +/- {adjustment} ต่อ 1 ระดับ แต่เกณฑ์ {row} ห่างกัน {steps}"),
    remedy=N_("แก้ “ช่วงปรับเกณฑ์ต่อระดับ” หรือแก้เกณฑ์ให้ห่างกันระดับละ {adjustment}"),
    basis=N_("แบบฟอร์มการรายงาน: ช่วงการปรับเกณฑ์การให้คะแนน +/- n ต่อ 1 ระดับคะแนน"),
)
def criteria_adjustment_differs(view: EvaluationView) -> Iterator[Hit]:
    """The printed step between two levels is not the distance of the thresholds; told once for all rows."""
    for at in view.indicators.values():
        adjustment = at.item.adjustment
        wrong = [(row, steps) for row in rows_at(at) if (steps := _steps(row)) and set(steps) != {adjustment}]
        if adjustment is not None and wrong and at.item.scheme in BY_NUMBERS:
            row, steps = wrong[0]
            yield hit(
                at.path("adjustment"),
                quote=figure(adjustment),
                adjustment=figure(adjustment),
                row=row.shown,
                steps=", ".join(figure(step) for step in dict.fromkeys(steps)),
                related=tuple(row.path() for row, _ in wrong),
            )


@evaluation_rule(
    id="criteria-points-differ",
    severity=Severity.WARNING,
    title=N_("คะแนนในเกณฑ์ไม่ตรงกับน้ำหนัก"),
    message=N_("เกณฑ์ระดับ {level} คือ “{cell}” แต่น้ำหนัก {weight} ระดับ {level} ควรได้ {points} คะแนน"),
    remedy=N_("แก้เกณฑ์หรือน้ำหนัก คะแนนของระดับ n คือ n ÷ 5 × น้ำหนัก หากเว้นเกณฑ์ว่าง โปรแกรมคิดให้"),
    basis=N_("วิธีคิดคะแนน “คะแนนตามน้ำหนัก”: ระดับ ÷ 5 × น้ำหนัก"),
)
def criteria_points_differ(view: EvaluationView) -> Iterator[Hit]:
    """Points out of the weight that are typed, and are not what the weight gives; the first wrong one of a row."""
    for row in rows_of(view, ScoringScheme.WEIGHT):
        score = view.scores.get(row.at.item.id)
        if score is None or score.weight is None:
            continue
        for level, (cell, points) in enumerate(zip(row.row.cells, cells_of_weight(score.weight), strict=True), 1):
            read = row.read.get(level)
            if read is not None and read.unit == POINTS and read.low != points:
                yield hit(
                    row.path(level),
                    quote=cell or "",
                    level=str(level),
                    cell=cell or "",
                    weight=figure(score.weight),
                    points=figure(points),
                    related=(row.at.path("weight"),),
                )
                break


@evaluation_rule(
    id="criteria-are-points",
    severity=Severity.WARNING,
    title=N_("เกณฑ์เป็นคะแนน ไม่ใช่ค่าเป้าหมาย"),
    message=N_("เกณฑ์ {row} เป็นคะแนนของแต่ละระดับ แต่วิธีคิดคะแนนคือ “{scheme}” ซึ่งต้องใช้ค่าเป้าหมาย"),
    remedy=N_("กรอกค่าเป้าหมายของแต่ละระดับ หรือเลือกวิธีคิดคะแนน “คะแนนตามน้ำหนัก”"),
    basis=_BASIS,
)
def criteria_are_points(view: EvaluationView) -> Iterator[Hit]:
    """Cells such as ``60 คะแนน`` tell what a level is worth, and not where it begins."""
    for row in rows_of(view, *BY_NUMBERS):
        if row.at.item.unit != POINTS and any(cell.unit == POINTS for cell in row.read.values()):
            yield hit(row.path(), quote=row.shown, row=row.shown, scheme=row.at.item.scheme.value)


@evaluation_rule(
    id="criteria-of-parent",
    severity=Severity.NOTE,
    title=N_("เกณฑ์ของตัวชี้วัดที่มีตัวชี้วัดย่อย"),
    message=N_("คะแนนคิดจากตัวชี้วัดย่อย เกณฑ์ของตัวชี้วัดหลักนี้จึงไม่ได้ใช้"),
    remedy=N_("ย้ายเกณฑ์ไปที่ตัวชี้วัดย่อย หรือลบออก"),
    basis=_BASIS,
)
def criteria_of_parent(view: EvaluationView) -> Iterator[Hit]:
    """Criteria of an indicator whose score is the sum of those below it."""
    measured = {node.indicator.id for node in view.measured}
    for node in view.nodes:
        if node.indicator.criteria and node.indicator.id not in measured and node.children:
            yield hit(view.at(node).path("criteria"))


@evaluation_rule(
    id="score-scale-mixed",
    severity=Severity.NOTE,
    title=N_("คะแนนคนละมาตราในรายงานเดียว"),
    message=N_("ตัวชี้วัด {one} ให้คะแนน{full} แต่ตัวชี้วัด {other} ให้คะแนน{second} คะแนนในสองตารางจึงเทียบกันไม่ได้"),
    remedy=N_("หากกรอบของปีกำหนดไว้เช่นนี้ ไม่ต้องแก้ หากไม่ใช่ให้ใช้วิธีคิดคะแนนและมาตราเดียวกันทุกตัวชี้วัด"),
    basis=_BASIS,
)
def score_scale_mixed(view: EvaluationView) -> Iterator[Hit]:
    """Scores out of the weight beside scores out of 100 or of 5; told once, at the first that differs."""
    scales: dict[str, At[EvaluationIndicator]] = {}
    for node in view.leaves:
        scale = node.indicator.scale or view.evaluation.scale
        by_weight = node.indicator.scheme is ScoringScheme.WEIGHT
        full = N_("ตามน้ำหนัก") if by_weight else N_("เต็ม 100") if scale is PointScale.HUNDRED else N_("เต็ม 5")
        scales.setdefault(gettext(full), view.at(node))
    if len(scales) > 1:
        (full, one), (second, other), *_ = scales.items()
        path, related = other.path("scheme"), (one.path("scheme"),)
        yield hit(path, one=one.item.id, full=full, other=other.item.id, second=second, related=related)


def _steps(row: Row) -> list[Decimal]:
    """Distances between neighbouring levels; empty unless all five cells are single numbers."""
    cells = row.read
    if len(cells) < _LEVELS or any(cell.is_range for cell in cells.values()):
        return []
    return [abs(after.low - before.low) for before, after in pairwise(cells.values())]
