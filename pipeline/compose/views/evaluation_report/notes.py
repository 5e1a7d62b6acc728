"""หมายเหตุ: what the table of details says of a score beside the agency's own note: deductions and appeals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.compose.views.evaluation_report.figures import points_text
from pipeline.scoring import Assessor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.views.evaluation_report.report import Report
    from pipeline.model import Appeal, EvaluationResult
    from pipeline.scoring import FrameworkNode


def notes(report: Report, node: FrameworkNode) -> tuple[str, ...]:
    """Each note a paragraph: the agency's, what was taken off the score and why, appeals, the committee's opinion."""
    result = node.result
    return () if result is None else tuple(_notes(report, result))


def _notes(report: Report, result: EvaluationResult) -> Iterator[str]:
    if result.note:
        yield report.numerals.typed(result.note)
    score = report.scores.get(result.indicator)
    if score is None or score.score is None or score.deduction:
        yield from _deductions(report, result)
    for appeal in result.appeals:
        yield appeal_note(report, appeal)
    if result.committee_note and not report.blank and report.scorecard.by is Assessor.COMMITTEE:
        yield f"ความเห็นคณะกรรมการ: {report.numerals.typed(result.committee_note)}"


def _deductions(report: Report, result: EvaluationResult) -> Iterator[str]:
    """``หัก 0.4 คะแนน เนื่องจากไม่ได้รายงาน 2 ครั้ง``, then what else was taken off, with its reason."""
    each, missed = report.evaluation.missed_report_deduction, result.missed_reports
    if each and missed:
        times = report.numerals.number(missed)
        yield f"หัก {points_text(report, each * missed)} เนื่องจากไม่ได้รายงาน {times} ครั้ง"
    if result.deduction:
        reason = f" เนื่องจาก{report.numerals.typed(result.deduction_reason)}" if result.deduction_reason else ""
        yield f"หัก {points_text(report, result.deduction)}{reason}"


def appeal_note(report: Report, appeal: Appeal) -> str:
    """``อุทธรณ์ รอบที่ 1: อยู่ระหว่างรอผลการพิจารณา``."""
    round_text = f" รอบที่ {report.numerals.number(appeal.round)}" if appeal.round else ""
    return f"{appeal.kind.value}{round_text}" + (f": {appeal.state.value}" if appeal.state else "")
