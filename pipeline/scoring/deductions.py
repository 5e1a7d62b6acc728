"""Points taken off a score (หักคะแนน), each with its reason.

A real score table takes 0.2 points off for each period that was not reported (ไม่ได้รายงาน 1 ครั้ง: 5 → 4.8).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from pipeline.messages import N_
from pipeline.scoring.figures import decimal, figure
from pipeline.scoring.scorecard import Step

if TYPE_CHECKING:
    from pipeline.model import Evaluation, EvaluationResult

_DEDUCTION = N_("หักคะแนน")
_MISSED = N_("ไม่ได้รายงาน {count} ครั้ง × {each} = {deduction}")
_MISSED_FREE = N_("ไม่ได้รายงาน {count} ครั้ง กรอบการประเมินไม่ได้กำหนดให้หักคะแนน")
_OTHER = N_("{deduction} เพราะ{reason}")
_WITHOUT_REASON = N_("{deduction} (ไม่ได้ระบุเหตุผล)")


def deductions_of(result: EvaluationResult | None, evaluation: Evaluation) -> tuple[Decimal, tuple[Step, ...]]:
    """All that is taken off, in points, and why."""
    if result is None:
        return Decimal(0), ()
    total, steps = Fraction(0), []
    if result.missed_reports:
        each = evaluation.missed_report_deduction
        missed = Fraction(each or 0) * result.missed_reports
        total += missed
        names = (("count", str(result.missed_reports)), ("each", figure(each or 0)), ("deduction", figure(missed)))
        steps.append(Step(_DEDUCTION, _MISSED if each is not None else _MISSED_FREE, names))
    if result.deduction:
        total += Fraction(result.deduction)
        reason = result.deduction_reason
        told = (("deduction", figure(result.deduction)), ("reason", reason or ""))
        steps.append(Step(_DEDUCTION, _OTHER if reason else _WITHOUT_REASON, told))
    return decimal(total), tuple(steps)
