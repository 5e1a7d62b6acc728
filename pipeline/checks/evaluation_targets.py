"""Targets of the indicators: whether they were met and that was explained, and whether they fit criteria and plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.evaluation_reading import LEVEL, is_met, level_reached, level_said, says_nothing, target_of
from pipeline.checks.plan_targets import differ, shown
from pipeline.checks.registry import Hit, evaluation_rule, hit
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.scoring import read_cell, result_value
from pipeline.scoring.figures import figure
from pipeline.thai.targets import parse_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.evaluation import EvaluationView

_EXPLAINED = N_("คำชี้แจงผลการปฏิบัติราชการ (กรณีการดำเนินการไม่เป็นไปตามเป้าหมาย)")
_CRITERIA = N_("เป้าหมายที่ตกลงในคำรับรองคือค่าของระดับหนึ่งในเกณฑ์การให้คะแนน")


@evaluation_rule(
    id="target-missed-unexplained",
    severity=Severity.WARNING,
    title=N_("ไม่ถึงเป้าหมายแต่ไม่มีคำชี้แจง"),
    message=N_("ผลไม่ถึงเป้าหมาย “{target}” ({result}) แต่ไม่มีคำชี้แจงกรณีไม่เป็นไปตามเป้าหมาย"),
    remedy=N_("กรอก “คำชี้แจงกรณีไม่เป็นไปตามเป้าหมาย” หรือแก้ผลให้ถูกต้อง"),
    basis=_EXPLAINED,
)
def target_missed_unexplained(view: EvaluationView) -> Iterator[Hit]:
    """The target was missed, and nothing explains it; ``-ไม่มี-`` is no explanation."""
    for node, at in view.reported():
        missed = is_met(view, node, at.item) is False
        if missed and says_nothing(at.item.explanation) and view.was_read(at.path("explanation")):
            level, value = level_reached(view, node, at.item), result_value(at.item)
            told = at.item.achieved or (figure(value) if value is not None else f"{LEVEL} {figure(level or 0)}")
            written = node.indicator.target is not None or node.indicator.indicator is not None
            severity = None if written else Severity.NOTE  # the target is only what the form takes for granted
            yield hit(at.path("explanation"), target=target_of(view, node), result=told, severity=severity)


@evaluation_rule(
    id="target-met-explained",
    severity=Severity.NOTE,
    title=N_("ถึงเป้าหมายแล้วแต่มีคำชี้แจง"),
    message=N_("ผลถึงเป้าหมาย “{target}” แล้ว แต่กรอกคำชี้แจงกรณีไม่เป็นไปตามเป้าหมาย"),
    remedy=N_("ย้ายข้อความไปที่รายละเอียดหรือหมายเหตุ หรือตรวจผลและเป้าหมาย"),
    basis=_EXPLAINED,
)
def target_met_explained(view: EvaluationView) -> Iterator[Hit]:
    """An explanation for a target that was reached."""
    for node, at in view.reported():
        if is_met(view, node, at.item) and not says_nothing(at.item.explanation):
            yield hit(at.path("explanation"), target=target_of(view, node))


@evaluation_rule(
    id="target-not-in-criteria",
    severity=Severity.NOTE,
    title=N_("เป้าหมายไม่อยู่ในเกณฑ์การให้คะแนน"),
    message=N_("เป้าหมายคือ “{target}” แต่ไม่มีระดับใดของเกณฑ์ที่เป็นค่านี้ ({row})"),
    remedy=N_("ตรวจเป้าหมายกับเกณฑ์ เป้าหมายควรเป็นค่าของระดับหนึ่งในเกณฑ์"),
    basis=_CRITERIA,
)
def target_not_in_criteria(view: EvaluationView) -> Iterator[Hit]:
    """A target that is a number and the threshold of no level."""
    for node in view.measured:
        item = node.indicator
        parsed = parse_target(item.target or "")
        score = view.scores.get(item.id)
        rows = (score.row,) if score is not None and score.row is not None else item.criteria
        cells = [read_cell(cell) for row in rows for cell in row.cells]
        known = [cell for cell in cells if cell is not None]
        if parsed is None or parsed.unit == LEVEL or not known or len(known) < len(cells):
            continue
        if not any(cell.low <= parsed.number <= cell.high for cell in known):
            row = " / ".join(cell or "–" for cell in rows[0].cells)
            target = item.target or ""
            yield hit(view.at(node).path("target"), quote=target, target=target, row=row)


@evaluation_rule(
    id="target-level-unknown",
    severity=Severity.WARNING,
    title=N_("ไม่มีระดับนี้ในเกณฑ์"),
    message=N_("ข้อความคือ “{target}” แต่เกณฑ์มีเพียงระดับ 1 ถึงระดับ 5"),
    remedy=N_("แก้เป็นระดับ 1 ถึงระดับ 5"),
    basis=_CRITERIA,
)
def target_level_unknown(view: EvaluationView) -> Iterator[Hit]:
    """``ระดับ 6``, ``ระดับ 0``: in a target, or where the details tell what was achieved."""
    told = [(view.at(node).path("target"), node.indicator.target) for node in view.nodes]
    told += [(at.path(key), getattr(at.item, key)) for _, at in view.reported() for key in ("achieved", "text")]
    for path, text in told:
        level = level_said(text)
        if level is not None and not 1 <= level <= 5:  # noqa: PLR2004 - the levels that there are
            yield hit(path, quote=text or "", target=text or "")


@evaluation_rule(
    id="target-differs-from-plan",
    severity=Severity.WARNING,
    title=N_("เป้าหมายไม่ตรงกับค่าเป้าหมายในแผน"),
    message=N_("เป้าหมายตามคำรับรองคือ “{target}” แต่ค่าเป้าหมายปี {year} ในแผนคือ “{planned}”"),
    remedy=N_("แก้ให้ตรงกัน หรือเว้นเป้าหมายว่างเพื่อใช้ค่าเป้าหมายตามแผน"),
    basis=N_("ตัวชี้วัดเดียวกันมีค่าเป้าหมายเดียวในปีเดียว"),
)
def target_differs_from_plan(view: EvaluationView) -> Iterator[Hit]:
    """The indicator is one of the plan, and its target another; a target that is a level cannot be compared."""
    places = {indicator.id: index for index, indicator in reversed([*enumerate(view.dataset.indicators)])}
    for at in view.indicators.values():
        planned = view.dataset.indicators_by_id.get(at.item.indicator or "")
        target = planned.target_of(view.year) if planned else None
        if at.item.target is None or planned is None or target is None or level_said(at.item.target) is not None:
            continue
        if differ(target, at.item.target):
            yield hit(
                at.path("target"),
                quote=at.item.target,
                target=at.item.target,
                year=str(view.year),
                planned=shown(target),
                related=(("indicators", places[planned.id], "targets"),),
            )
