"""One change of the sound evaluation for each rule about results, scores, evidence, quarters and appeals."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.model import AppealState

if TYPE_CHECKING:
    from tests.checks.evaluation_slips_framework import Slip, at
    from tests.checks.sound_evaluation import (
        APPEAL,
        INDICATORS,
        QUARTERS,
        RESULTS,
        evidence,
        reporter,
        sound_evaluation,
        with_appeal,
        with_evaluation,
        with_quarter,
        with_result,
    )
    from tests.checks.sound_plan import changed, prose
else:
    from evaluation_slips_framework import Slip, at
    from sound_evaluation import (
        APPEAL,
        INDICATORS,
        QUARTERS,
        RESULTS,
        evidence,
        reporter,
        sound_evaluation,
        with_appeal,
        with_evaluation,
        with_quarter,
        with_result,
    )
    from sound_plan import changed, prose


def of(id: str, *tail: str | int) -> tuple[str | int, ...]:  # noqa: A002 - its name in the model
    """The path of a value of a result."""
    return ("evaluation_results", next(i for i, result in enumerate(RESULTS) if result.indicator == id), *tail)


def _text(id: str, key: str) -> tuple[str | int, ...]:  # noqa: A002 - its name in the model
    return of(id, key, "blocks", 0, "text")


NUMBERS = (
    Slip(sound_evaluation(evaluation_results=RESULTS[:-1]), "result-missing", at("B2")),
    Slip(with_result("B2", level=None, text=None), "result-missing", of("B2")),
    Slip(
        sound_evaluation(evaluation_results=(*RESULTS, RESULTS[-1].model_copy(update={"indicator": "A2"}))),
        "result-of-parent",
        ("evaluation_results", 5),
    ),
    Slip(with_result("A1", value=Decimal("82.1")), "result-value-differs", of("A1", "value")),
    Slip(with_result("A1", numerator=Decimal(5001)), "numerator-over-denominator", of("A1", "numerator")),
    Slip(with_result("A1", denominator=None), "fraction-incomplete", of("A1", "denominator")),
    Slip(with_result("A2a", value=Decimal("177.5")), "result-out-of-range", of("A2a", "value")),
    Slip(with_result("B2", level=Decimal("4.5"), text=None), "level-not-whole", of("B2", "level")),
    Slip(with_result("A2a", level=Decimal(4)), "result-level-differs", of("A2a", "level")),
    Slip(with_result("B2", level=None, text="เปิดใช้ระบบแล้ว"), "result-without-score", of("B2")),
    Slip(with_result("A1", score=Decimal(95)), "score-differs", of("A1", "score")),
    Slip(with_result("A2b", committee_score=Decimal(105)), "score-over-full", of("A2b", "committee_score")),
    Slip(with_result("B2", level=None, text=None, score=Decimal(90)), "score-without-result", of("B2", "score")),
    Slip(with_result("B2", committee_level=Decimal(4)), "committee-score-differs", of("B2", "committee_level")),
    Slip(with_result("B2", committee_score=Decimal(97)), "committee-score-inconsistent", of("B2", "committee_score")),
    Slip(
        with_evaluation(missed_report_deduction=None),
        "missed-reports-without-deduction",
        of("B1", "missed_reports"),
    ),
    Slip(with_result("B2", deduction_reason=None), "deduction-without-reason", of("B2", "deduction")),
    Slip(with_result("B2", deduction=None), "deduction-reason-alone", of("B2", "deduction_reason")),
    Slip(with_result("B2", deduction=Decimal(101)), "deduction-over-score", of("B2", "deduction")),
)

WORDS = (
    Slip(with_result("A2b", achieved="ระดับ ๓"), "achieved-differs", of("A2b", "achieved")),
    Slip(with_result("A1", achieved="ร้อยละ 80"), "achieved-differs", of("A1", "achieved")),
    Slip(with_result("B2", text="ระดับ 4"), "result-text-differs", of("B2", "text")),
    Slip(with_result("A2a", text="ร้อยละ 78"), "result-text-differs", of("A2a", "text")),
    Slip(
        with_result("A1", summary=prose("เบิกจ่าย 4,100 บาท คิดเป็นร้อยละ 81.5")),
        "percent-in-text-differs",
        _text("A1", "summary"),
    ),
    Slip(
        with_result("B2", details=prose("ขณะนี้อยู่ระหว่างทดลองใช้ระบบจองคิว")),
        "full-result-while-under-way",
        _text("B2", "details"),
    ),
    Slip(with_result("B1", explanation=prose("-ไม่มี-")), "target-missed-unexplained", of("B1", "explanation")),
    Slip(with_result("B2", explanation=prose("งานล่าช้า")), "target-met-explained", of("B2", "explanation")),
    Slip(with_result("B2", reporter=reporter("1302")), "phones-in-several-styles", of("B2", "reporter", "phone")),
    Slip(
        with_result("A1", details=prose("ประชุมคณะทำงานฯ ครั้งที่ 1/2564 และครั้งที่ 2")),
        "result-meeting-without-year",
        _text("A1", "details"),
    ),
    Slip(
        with_result(
            "A1",
            evidence=evidence("รายงานการประชุมคณะทำงานติดตามการเบิกจ่าย ครั้งที่ 1/2564 เมื่อวันที่ 8 มกราคม 2564"),
        ),
        "result-meeting-with-two-dates",
        of("A1", "evidence", 0, "text"),
    ),
)

PROOFS = (
    Slip(with_result("B2", evidence=()), "evidence-missing", of("B2", "evidence")),
    Slip(
        with_result("B2", evidence=evidence("คู่มือระบบจองคิว", "คู่มือระบบ จองคิว")),
        "evidence-repeated",
        of("B2", "evidence", 1, "text"),
    ),
    Slip(
        with_result("B2", evidence=evidence("1. คู่มือระบบจองคิว")),
        "evidence-numbered-by-hand",
        of("B2", "evidence", 0, "text"),
    ),
    Slip(
        with_result("B2", details=prose("เปิดใช้ระบบแล้ว (เอกสารประกอบปรากฏตามเอกสารหมายเลข ๖)")),
        "evidence-reference-typed",
        _text("B2", "details"),
    ),
    Slip(
        with_result(
            "B2",
            details=prose("อยู่ระหว่างจัดทำคู่มือการใช้ระบบจองคิวฉบับประชาชน"),
            evidence=evidence("คู่มือการใช้ระบบจองคิว"),
        ),
        "evidence-not-finished",
        of("B2", "evidence", 0, "text"),
    ),
)

DAYS = (
    Slip(
        sound_evaluation(as_of=None, evaluation_results=changed(RESULTS, 1, as_of=None)),
        "as-of-missing",
        of("A2a", "as_of"),
    ),
    Slip(with_result("A2a", as_of=dt.date(2020, 9, 30)), "as-of-outside-year", of("A2a", "as_of")),
    Slip(with_result("A2a", as_of=dt.date(2022, 9, 30)), "as-of-in-future", of("A2a", "as_of")),
    Slip(
        with_result("A2a", details=prose("ตรวจแผงค้าครบเมื่อวันที่ 4 ตุลาคม 2564")),
        "text-date-after-as-of",
        _text("A2a", "details"),
    ),
    Slip(
        with_evaluation(preface=prose("รายงานผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2563")),
        "evaluation-of-other-year",
        ("evaluation", "preface", "blocks", 0, "text"),
    ),
    Slip(
        with_result("A2a", details=prose("ตรวจแผงค้าครบในปีงบประมาณ 2564")),
        "text-year-without-era",
        _text("A2a", "details"),
    ),
)

QUARTERLY = (
    Slip(with_result("A1", quarters=QUARTERS[1:]), "quarter-without-result", of("A1", "quarters")),
    Slip(
        sound_evaluation(evaluation_results=changed(changed(RESULTS, 1, quarters=QUARTERS[:0]), 3, quarters=QUARTERS)),
        "quarters-of-some-only",
        of("A2a", "quarters"),
    ),
    Slip(with_quarter(2, date=dt.date(2021, 6, 22)), "quarter-after-deadline", of("A1", "quarters", 2, "date")),
    Slip(with_quarter(2, date=dt.date(2021, 3, 31)), "quarter-before-it-began", of("A1", "quarters", 2, "date")),
    Slip(with_quarter(2, quarter=2), "quarter-repeated", of("A1", "quarters", 2, "quarter")),
    Slip(with_quarter(2, value=Decimal(39)), "quarter-falls", of("A1", "quarters", 2, "value")),
    Slip(with_quarter(3, value=Decimal(83)), "quarter-differs-from-result", of("A1", "quarters", 3, "value")),
    Slip(with_quarter(3, target=Decimal(85)), "quarter-target-differs", of("A1", "quarters", 3, "target")),
)

_APPEAL = of("A1", "appeals", 0)
APPEALS = (
    Slip(with_appeal(round=None, before=None), "appeal-incomplete", (*_APPEAL, "round")),
    Slip(with_appeal(after="ร้อยละ 40"), "appeal-target-not-in-criteria", (*_APPEAL, "after")),
    Slip(with_appeal(after="ร้อยละ ๗๕"), "appeal-changes-nothing", (*_APPEAL, "after")),
    Slip(with_appeal(state=AppealState.PENDING, decided=None), "appeal-before-differs", (*_APPEAL, "before")),
    Slip(
        sound_evaluation(evaluation_indicators=changed(INDICATORS, 0, target="ร้อยละ 75")),
        "appeal-granted-target-unchanged",
        at("A1", "target"),
    ),
    Slip(with_appeal(decided=dt.date(2021, 5, 12)), "appeal-decided-too-early", (*_APPEAL, "decided")),
    Slip(with_appeal(date=dt.date(2021, 5, 17)), "appeal-after-deadline", (*_APPEAL, "date")),
    Slip(with_appeal(state=AppealState.PREPARED), "appeal-not-filed", (*_APPEAL, "state")),
    Slip(with_appeal(decided=None), "appeal-state-without-day", (*_APPEAL, "decided")),
    Slip(with_appeal(state=AppealState.PENDING), "appeal-decided-but-open", (*_APPEAL, "state")),
    Slip(with_result("A1", appeals=(APPEAL, APPEAL)), "appeal-repeated", of("A1", "appeals", 1, "item")),
)

SLIPS = (*NUMBERS, *WORDS, *PROOFS, *DAYS, *QUARTERLY, *APPEALS)
