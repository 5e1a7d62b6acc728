"""Scores that were typed against those that are computed, results without a score, the committee's, and deductions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import evaluation_criteria as criteria
from pipeline.checks.evaluation_groups import criteria_group_missing
from pipeline.checks.evaluation_reading import has_result
from pipeline.checks.evaluation_weights import weight_missing
from pipeline.checks.registry import Hit, evaluation_rule, hit
from pipeline.findings import Severity
from pipeline.messages import N_, gettext
from pipeline.scoring import NoScore
from pipeline.scoring.figures import figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.evaluation import EvaluationView

_BASIS = N_("คะแนนคิดจากผลการดำเนินงานและเกณฑ์การให้คะแนน ดูวิธีคิดด้วยคำสั่ง saraban score")
_DEDUCTED = N_("การหักคะแนนต้องมีเกณฑ์และเหตุผล")
_REASONS = {
    NoScore.NO_RESULT: N_("ผลเป็นข้อความอย่างเดียว ไม่มีตัวเลขหรือระดับ"),
    NoScore.NO_CRITERIA: N_("ไม่มีเกณฑ์การให้คะแนน"),
    NoScore.CRITERIA_UNREADABLE: N_("อ่านเกณฑ์เป็นตัวเลขไม่ได้"),
    NoScore.CRITERIA_NOT_ORDERED: N_("เกณฑ์ไม่เรียงลำดับ"),
    NoScore.GROUP_WITHOUT_ROW: N_("เกณฑ์ไม่มีแถวของกลุ่มหน่วยงานนี้"),
    NoScore.NO_WEIGHT: N_("ตัวชี้วัดไม่มีน้ำหนัก"),
}
"""Why there is no score; a group that is not chosen has a rule of its own."""
_AT_FAULT = (
    criteria.criteria_missing,
    criteria.criteria_cell_missing,
    criteria.criteria_unreadable,
    criteria.criteria_not_ordered,
    criteria.criteria_equal,
    criteria.criteria_units_mixed,
    criteria_group_missing,
    weight_missing,
)
"""Rules that tell of an indicator why it cannot be scored."""


@evaluation_rule(
    id="result-without-score",
    severity=Severity.WARNING,
    title=N_("มีผลแต่คิดคะแนนไม่ได้"),
    message=N_("ตัวชี้วัดนี้มีผลแล้วแต่คิดคะแนนไม่ได้ เพราะ{reason}"),
    remedy=N_("แก้ตามเหตุที่แจ้ง หากผลเป็นข้อความให้กรอก “ระดับที่ทำได้” เพิ่ม"),
    basis=_BASIS,
)
def result_without_score(view: EvaluationView) -> Iterator[Hit]:
    """There is a result, and no score follows from it; criteria and weights at fault have findings of their own."""
    faulty = {found.path[:2] for rule in _AT_FAULT for found in rule(view)}
    for node, at in view.reported():
        score = view.scores.get(node.indicator.id)
        reason = _REASONS.get(score.missing) if score is not None and score.missing is not None else None
        base = view.at(node).base
        is_told = score is not None and score.missing is not NoScore.NO_RESULT and base in faulty
        criteria_read = view.was_read((*base, "criteria")) and view.was_read((*base, "weight"))
        if reason is not None and has_result(at.item) and not is_told and criteria_read:
            yield hit(at.base, reason=gettext(reason))


@evaluation_rule(
    id="score-differs",
    severity=Severity.ERROR,
    title=N_("คะแนนที่กรอกไม่ตรงกับที่คำนวณได้"),
    message=N_("คะแนนประเมินตนเองที่กรอกคือ {score} แต่คำนวณได้ {computed} ({steps})"),
    remedy=N_("ลบคะแนนที่กรอกเพื่อให้โปรแกรมคำนวณ หรือแก้ผล เกณฑ์ หรือน้ำหนักให้ถูกต้อง"),
    basis=_BASIS,
)
def score_differs(view: EvaluationView) -> Iterator[Hit]:
    """The agency's own score is not what its result gives; told with the derivation."""
    for node, at in view.reported():
        score, typed = view.scores.get(node.indicator.id), at.item.score
        if score is None or score.score is None or typed is None or typed == score.score:
            continue
        steps = "; ".join(": ".join(step.told()) for step in score.steps)
        related = (at.path("value" if at.item.value is not None else "level"),)
        yield hit(
            at.path("score"),
            quote=figure(typed),
            score=figure(typed),
            computed=figure(score.score),
            steps=steps,
            related=related,
        )


@evaluation_rule(
    id="score-over-full",
    severity=Severity.WARNING,
    title=N_("คะแนนเกินคะแนนเต็ม"),
    message=N_("คะแนนที่กรอกคือ {score} แต่คะแนนเต็มของตัวชี้วัดนี้คือ {full}"),
    remedy=N_("แก้คะแนน หรือตรวจน้ำหนักและวิธีคิดคะแนนของตัวชี้วัด"),
    basis=_BASIS,
)
def score_over_full(view: EvaluationView) -> Iterator[Hit]:
    """More points than there are; for the agency's own score only where none can be computed to compare it with."""
    for node, at in view.reported():
        score = view.scores.get(node.indicator.id)
        if score is None or not score.full:
            continue
        keys = ("committee_score",) if score.score is not None else ("score", "committee_score")
        for key in keys:
            typed = getattr(at.item, key)
            if typed is not None and typed > score.full:
                yield hit(at.path(key), quote=figure(typed), score=figure(typed), full=figure(score.full))


@evaluation_rule(
    id="score-without-result",
    severity=Severity.WARNING,
    title=N_("มีคะแนนแต่ไม่มีผล"),
    message=N_("กรอกคะแนน {score} แล้ว แต่ยังไม่มีผลการดำเนินงาน"),
    remedy=N_("กรอกผลเป็นตัวเลขหรือระดับ แล้วลบคะแนนเพื่อให้โปรแกรมคำนวณ"),
    basis=_BASIS,
)
def score_without_result(view: EvaluationView) -> Iterator[Hit]:
    """A score that nothing explains."""
    for _, at in view.reported():
        if at.item.score is not None and not has_result(at.item):
            yield hit(at.path("score"), quote=figure(at.item.score), score=figure(at.item.score))


@evaluation_rule(
    id="committee-score-differs",
    severity=Severity.NOTE,
    title=N_("คะแนนคณะกรรมการต่างจากที่ประเมินตนเอง"),
    message=N_("คณะกรรมการให้ {committee} คะแนน แต่ประเมินตนเองได้ {own} คะแนน"),
    remedy=N_("หากไม่เห็นด้วย ขอทบทวนผลคะแนนภายในกำหนด"),
    basis=_BASIS,
)
def committee_score_differs(view: EvaluationView) -> Iterator[Hit]:
    """The evaluator came to another score than the agency."""
    for node, at in view.reported():
        own, other = (scores.get(node.indicator.id) for scores in (view.scores, view.committee_scores))
        if own is None or other is None or own.score is None or other.score is None or own.score == other.score:
            continue
        keys = ("committee_score", "committee_value", "committee_level")
        key = next(key for key in keys if getattr(at.item, key) is not None)
        yield hit(at.path(key), committee=figure(other.score), own=figure(own.score))


@evaluation_rule(
    id="committee-score-inconsistent",
    severity=Severity.WARNING,
    title=N_("คะแนนคณะกรรมการไม่ตรงกับผลของคณะกรรมการ"),
    message=N_("คะแนนคณะกรรมการที่กรอกคือ {score} แต่ผลตามคณะกรรมการ ({result}) ได้ {computed} คะแนน"),
    remedy=N_("ตรวจกับหนังสือแจ้งผลคะแนน แล้วแก้คะแนนหรือผลตามคณะกรรมการ"),
    basis=_BASIS,
)
def committee_score_inconsistent(view: EvaluationView) -> Iterator[Hit]:
    """The committee's score was typed, and its result gives another."""
    for node, at in view.reported():
        typed = at.item.committee_score
        given = at.item.committee_value if at.item.committee_value is not None else at.item.committee_level
        computed = view.committee_scores_computed.get(node.indicator.id)
        if typed is None or given is None or computed is None or computed.score in (None, typed):
            continue
        key = "committee_value" if at.item.committee_value is not None else "committee_level"
        yield hit(
            at.path("committee_score"),
            quote=figure(typed),
            score=figure(typed),
            result=figure(given),
            computed=figure(computed.score or 0),
            related=(at.path(key),),
        )


@evaluation_rule(
    id="missed-reports-without-deduction",
    severity=Severity.WARNING,
    title=N_("ไม่ได้รายงาน แต่ไม่มีเกณฑ์หักคะแนน"),
    message=N_("ไม่ได้รายงาน {count} ครั้ง แต่กรอบการประเมินผลไม่ได้กำหนดว่าหักคะแนนครั้งละเท่าใด จึงไม่ได้หัก"),
    remedy=N_("กรอก “หักคะแนนต่อครั้งที่ไม่ได้รายงาน” ในกรอบการประเมินผล หากไม่หักให้กรอก 0"),
    basis=_DEDUCTED,
)
def missed_reports_without_deduction(view: EvaluationView) -> Iterator[Hit]:
    """Reports were missed, and the framework does not say what that costs."""
    for _, at in view.reported():
        count = at.item.missed_reports
        path = ("evaluation", "missed_report_deduction")
        if count and view.evaluation.missed_report_deduction is None and view.was_read(path):
            related = (path,)
            yield hit(at.path("missed_reports"), quote=str(count), count=str(count), related=related)


@evaluation_rule(
    id="deduction-without-reason",
    severity=Severity.WARNING,
    title=N_("หักคะแนนโดยไม่มีเหตุผล"),
    message=N_("หัก {deduction} คะแนน แต่ไม่ได้ระบุเหตุผล"),
    remedy=N_("กรอก “เหตุที่หักคะแนน”"),
    basis=_DEDUCTED,
)
def deduction_without_reason(view: EvaluationView) -> Iterator[Hit]:
    """Points are taken off, and nothing says why."""
    for _, at in view.reported():
        deduction = at.item.deduction
        if deduction and at.item.deduction_reason is None and view.was_read(at.path("deduction_reason")):
            yield hit(at.path("deduction"), quote=figure(deduction), deduction=figure(deduction))


@evaluation_rule(
    id="deduction-reason-alone",
    severity=Severity.NOTE,
    title=N_("มีเหตุที่หักคะแนน แต่ไม่ได้หัก"),
    message=N_("ระบุเหตุที่หักคะแนนว่า “{reason}” แต่ไม่ได้กรอกคะแนนที่หัก"),
    remedy=N_("กรอกคะแนนที่หัก หรือลบเหตุผล"),
    basis=_DEDUCTED,
)
def deduction_reason_alone(view: EvaluationView) -> Iterator[Hit]:
    """A reason for a deduction that is not made."""
    for _, at in view.reported():
        reason = at.item.deduction_reason
        if reason and not at.item.deduction and not at.item.missed_reports:
            yield hit(at.path("deduction_reason"), quote=reason, reason=reason)


@evaluation_rule(
    id="deduction-over-score",
    severity=Severity.WARNING,
    title=N_("หักคะแนนมากกว่าคะแนนที่ได้"),
    message=N_("หัก {deduction} คะแนนจาก {points} คะแนน จึงเหลือ 0"),
    remedy=N_("ตรวจคะแนนที่หัก ว่าใช้มาตราเดียวกับคะแนนที่ได้"),
    basis=_DEDUCTED,
)
def deduction_over_score(view: EvaluationView) -> Iterator[Hit]:
    """All is taken off: often a deduction on a scale of 100 from points out of a weight."""
    for node, at in view.reported():
        score = view.scores.get(node.indicator.id)
        if score is not None and score.points is not None and score.deduction > score.points:
            path = at.path("deduction" if at.item.deduction else "missed_reports")
            yield hit(path, deduction=figure(score.deduction), points=figure(score.points))
