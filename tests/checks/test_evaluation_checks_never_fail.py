"""Whatever an evaluation holds, checking it ends in findings, never in an exception, and every text can be shown."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.checks import check
from pipeline.checks.report_json import to_json
from pipeline.checks.report_text import to_text
from pipeline.model import (
    Agency,
    Agreement,
    Appeal,
    AppealKind,
    AppealState,
    CriterionRow,
    Dataset,
    Deadline,
    DeadlineKind,
    Evaluation,
    EvaluationDimension,
    EvaluationIndicator,
    EvaluationResult,
    Evidence,
    FormPages,
    FrameworkWord,
    Indicator,
    Narrative,
    Paragraph,
    Party,
    PlanBook,
    PointScale,
    QuarterResult,
    RichText,
    ScoringScheme,
    SignatureBlock,
    Target,
)

if TYPE_CHECKING:
    from tests.checks.sound_evaluation import INDICATORS, RESULTS, sound_evaluation
else:
    from sound_evaluation import INDICATORS, RESULTS, sound_evaluation

TEXTS = st.sampled_from(
    [
        "80",
        "≤ ๖๐",
        "75–79",
        "99–1",
        "? 12 คะแนน",
        "3 คะแนน",
        "ร้อยละ 40",
        "-",
        "ไม่เกิน 10 วัน",
        "ระดับ 5",
        "ระดับที่ ๖",
        "ระดับ 0",
        "ร้อยละ 70.16",
        "เบิกจ่าย 0 บาท คิดเป็นร้อยละ 1,2,3.4.5 ขณะนี้อยู่ระหว่างจัดทำรายงานผลการดำเนินงานของสำนักงาน",
        "รายงานผลการดำเนินงานของสำนักงาน",
        "ประชุมคณะทำงาน ครั้งที่ 1/2564 เมื่อวันที่ 31 กุมภาพันธ์ 2564 และครั้งที่ 2 เมื่อวันที่ 1 มกราคม 2600",
        "(เอกสารประกอบปรากฏตามเอกสารหมายเลข 999) 1) ก) ((",
        "มิติที่ 1 ด้านประสิทธิผลตามพันธกิจ องค์ประกอบที่ 2 ประสิทธิภาพการบริหารงานของหน่วยงาน",
        "รวม 999 ตัวชี้วัด 5 ตัวชี้วัดหลัก ปีงบประมาณ 2564 ปีงบประมาณ พ.ศ. 2563",
        "คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2500",
        "โควิด-19 โควิด 19 STRONG - องค์กรพอเพียง STRONG-องค์กรพอเพียง meta data Metadata META DATA",
        "ป.ป.ช ก.ก และ สำนักงานปลัด มี.ค.63 , ",
        "5.1",
        "๕.๑ (ข)",
        "{0} {name} %s \x1b[31m\u202e",
        " ",
        "9" * 400,
    ]
)
LINES = st.one_of(TEXTS, st.text(min_size=1, max_size=12))
MAYBE = st.none() | LINES
PROSE = st.none() | st.builds(lambda text: RichText(blocks=(Paragraph(text=text),)), LINES)
DAYS = st.none() | st.dates() | st.dates(dt.date(2020, 9, 1), dt.date(2021, 12, 31))
IDS = st.sampled_from(["A", "B", "C", "D"])
GROUPS = st.none() | st.sampled_from(["A", "B", "E"])
BIG = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False)
NUMBERS = st.none() | st.decimals(0, 200, places=2) | BIG
POINTS = st.none() | st.decimals(0, 10**4, allow_nan=False) | st.decimals(0, 110, places=1)
LEVELS = st.none() | st.decimals(0, 5, places=2)
SHARES = st.none() | st.decimals(0, 999, places=2) | st.sampled_from([Decimal(0), Decimal(20), Decimal(100)])


def some(strategy: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=most).map(tuple)


PARTIES = st.none() | st.builds(Party, name=LINES, person=st.none() | IDS, phone=MAYBE)
ROWS = st.builds(
    CriterionRow, group=GROUPS, label=MAYBE, level_1=MAYBE, level_2=MAYBE, level_3=MAYBE, level_4=MAYBE, level_5=MAYBE
)
INDICATED = st.builds(
    EvaluationIndicator,
    id=IDS,
    dimension=st.integers(1, 3),
    parent=st.none() | IDS,
    no=MAYBE,
    name=LINES,
    indicator=st.none() | IDS,
    weight=SHARES,
    weights_of=SHARES,
    below=MAYBE,
    units=st.just(()) | st.just(("nowhere",)),
    responsible=MAYBE,
    evaluator=MAYBE,
    target=MAYBE,
    unit=st.none() | st.sampled_from(["ร้อยละ", "%", "วัน", "คะแนน"]) | LINES,
    scheme=st.sampled_from(ScoringScheme),
    scale=st.none() | st.sampled_from(PointScale),
    adjustment=POINTS,
    criteria=some(ROWS, 3),
)
QUARTERED = st.builds(QuarterResult, quarter=st.integers(1, 4), target=NUMBERS, value=NUMBERS, text=MAYBE, date=DAYS)
APPEALED = st.builds(
    Appeal,
    kind=st.sampled_from(AppealKind),
    round=st.none() | st.integers(1, 9),
    date=DAYS,
    item=LINES,
    before=MAYBE,
    after=MAYBE,
    state=st.none() | st.sampled_from(AppealState),
    decided=DAYS,
    reason=MAYBE,
)
REPORTED = st.builds(
    EvaluationResult,
    indicator=IDS,
    reporter=PARTIES,
    as_of=DAYS,
    value=NUMBERS,
    numerator=NUMBERS,
    denominator=st.none() | st.decimals(Decimal("0.01"), 10**12, places=2),
    level=LEVELS,
    text=MAYBE,
    achieved=MAYBE,
    score=POINTS,
    missed_reports=st.none() | st.integers(0, 12),
    deduction=POINTS,
    deduction_reason=MAYBE,
    committee_value=NUMBERS,
    committee_level=LEVELS,
    committee_score=POINTS,
    summary=PROSE,
    activities=some(LINES, 1),
    details=PROSE,
    explanation=PROSE,
    evidence=some(st.builds(Evidence, text=LINES), 2),
    quarters=some(QUARTERED, 5),
    appeals=some(APPEALED, 2),
)
DATED = st.builds(
    Deadline,
    kind=st.sampled_from(DeadlineKind),
    round=st.none() | st.integers(1, 12),
    start=DAYS,
    date=DAYS,
    day=st.none() | st.integers(1, 31),
    text=MAYBE,
)
SIGNERS = st.builds(SignatureBlock, role=LINES, person=st.none() | IDS, name=MAYBE, position=MAYBE, date=DAYS)
AGREED = st.none() | st.builds(Agreement, title=LINES, start=DAYS, end=DAYS, statement=PROSE, parties=some(SIGNERS, 3))
EVALUATIONS = st.builds(
    Evaluation,
    word=st.sampled_from(FrameworkWord),
    scale=st.sampled_from(PointScale),
    decimals=st.integers(0, 4),
    groups=st.just(("A", "B")) | st.just(()),
    group=GROUPS,
    missed_report_deduction=POINTS.map(lambda points: None if points is None else min(points, Decimal(100))),
    preface=PROSE,
    sections=some(st.builds(Narrative, heading=LINES, text=PROSE), 2),
    deadlines=some(DATED, 5),
    agreement=AGREED,
)
PARTS = st.builds(
    EvaluationDimension,
    no=st.integers(1, 9),
    name=LINES,
    weight=SHARES,
    indicator=MAYBE,
    form=st.sampled_from(FormPages),
    reporter=PARTIES,
)
PLANNED = st.builds(Indicator, id=IDS, name=LINES, targets=some(st.builds(Target, year=st.just(2564), text=LINES), 1))
DATASETS = st.builds(
    Dataset,
    fiscal_year=st.sampled_from([2500, 2563, 2564, 2700]),
    agency=st.builds(Agency, name=LINES),
    as_of=DAYS,
    indicators=some(PLANNED, 2),
    dimensions=some(PARTS, 3),
    plan_book=st.none() | st.just(PlanBook()),
    evaluation=st.none() | EVALUATIONS,
    evaluation_indicators=some(INDICATED, 5),
    evaluation_results=some(REPORTED, 4),
)


@given(DATASETS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_evaluation_can_be_checked_and_its_findings_shown(dataset: Dataset) -> None:
    found = check(dataset, today=dt.date(2021, 10, 15))
    assert all(finding.message and finding.remedy and finding.subject is not None for finding in found)
    shown = to_text(found)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert to_json(found).endswith("}\n")


def test_an_evaluation_of_many_indicators_and_long_texts_is_checked_all_the_same() -> None:
    """Work grows with the data, not with its square: minutes here would be felt as a hanging test."""
    long = RichText(
        blocks=tuple(
            Paragraph(text=(text * 20_000)[:20_000])
            for text in ("Metadata meta data ", "ป.ป.ช ", "(", "โควิด 19 ", "4,100 ร้อยละ 1 ", "ประชุม ครั้งที่ 1/2564 ")
        )
    )
    indicators = tuple(
        INDICATORS[0].model_copy(update={"id": f"N{number}", "no": None, "name": f"ร้อยละของงานที่ {number} แล้วเสร็จ"})
        for number in range(400)
    )
    results = tuple(
        RESULTS[0].model_copy(update={"indicator": f"N{number}", "details": long if number < 3 else None})
        for number in range(400)
    )
    found = check(sound_evaluation(evaluation_indicators=indicators, evaluation_results=results))
    assert {"weights-not-100", "text-abbreviation-unfinished"} <= {finding.rule.id for finding in found}
