"""What changed in a framework, its indicators and their results, as planners are told."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from pipeline.changes import Change, ChangeKind, changes
from pipeline.changes.topics import EVALUATED
from pipeline.model import (
    Agency,
    Agreement,
    Appeal,
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
    Project,
    QuarterResult,
    RichText,
    ScoresShown,
    ScoringScheme,
    SignatureBlock,
    Unit,
)

ADDED, DROPPED, CHANGED = ChangeKind.ADDED, ChangeKind.DROPPED, ChangeKind.CHANGED
BUDGET = "ร้อยละของการเบิกจ่ายงบประมาณ"


def row(group: str | None, *levels: int) -> CriterionRow:
    cells: dict[str, Any] = {f"level_{number}": str(level) for number, level in enumerate(levels, 1)}
    return CriterionRow(group=group, **cells)


@pytest.fixture
def issue() -> Dataset:
    """The earlier issue: two indicators, one of them named by the plan, and the result of one."""
    return Dataset(
        fiscal_year=2568,
        agency=Agency(name="สำนักงานตัวอย่าง"),
        units=(Unit(id="plan", name="กองแผนงาน"), Unit(id="money", name="กองคลัง")),
        indicators=(Indicator(id="k1", name="จำนวนระบบที่เปิดใช้"),),
        projects=(Project(code="88000000-0001", name="โครงการเร่งรัดเบิกจ่าย"),),
        dimensions=(EvaluationDimension(no=1, name="ด้านภารกิจ", weight=Decimal(50)),),
        evaluation=Evaluation(deadlines=(Deadline(kind=DeadlineKind.QUARTERLY, round=1, date=dt.date(2024, 12, 20)),)),
        evaluation_indicators=(
            EvaluationIndicator(
                id="F-1", dimension=1, name=BUDGET, weight=Decimal(20), unit="ร้อยละ", units=("plan",),
                criteria=(row("A", 80, 85, 90, 95, 100), row("B", 65, 70, 75, 80, 85)),
            ),
            EvaluationIndicator(id="F-2", dimension=1, indicator="k1", weight=Decimal(30)),
        ),
        evaluation_results=(
            EvaluationResult(
                indicator="F-1", value=Decimal("70.16"), evidence=(Evidence(text="รายงานการเบิกจ่าย"),),
                quarters=(QuarterResult(quarter=1, target=Decimal(20), value=Decimal(18)),),
                appeals=(Appeal(round=1, item="ขอลดค่าเป้าหมาย", state=AppealState.PENDING),),
            ),
        ),
    )  # fmt: skip


def told(found: tuple[Change, ...]) -> list[tuple[ChangeKind, str, str, str, str, str]]:
    return [(one.kind, one.what, one.name, one.field, one.before, one.after) for one in found]


def with_indicator(issue: Dataset, **more: Any) -> Dataset:  # noqa: ANN401
    first, *others = issue.evaluation_indicators
    return issue.model_copy(update={"evaluation_indicators": (first.model_copy(update=more), *others)})


def with_result(issue: Dataset, **more: Any) -> Dataset:  # noqa: ANN401
    (first,) = issue.evaluation_results
    return issue.model_copy(update={"evaluation_results": (first.model_copy(update=more),)})


def test_weights_targets_and_schemes_are_told_before_the_rest(issue: Dataset) -> None:
    later = with_indicator(
        issue, weight=Decimal("22.5"), target="ร้อยละ 95", scheme=ScoringScheme.LEVELS, units=("plan", "money")
    )

    assert told(changes(issue, later)) == [
        (CHANGED, "ตัวชี้วัดการประเมิน", BUDGET, "น้ำหนัก (ร้อยละ)", "20", "22.5"),
        (CHANGED, "ตัวชี้วัดการประเมิน", BUDGET, "เป้าหมาย", "-", "ร้อยละ 95"),
        (CHANGED, "ตัวชี้วัดการประเมิน", BUDGET, "วิธีคิดคะแนน", "เทียบสัดส่วน", "ขั้นบันได"),
        (CHANGED, "ตัวชี้วัดการประเมิน", BUDGET, "ส่วนราชการที่รับผิดชอบ", "กองแผนงาน", "กองแผนงาน, กองคลัง"),
    ]


def test_criteria_are_told_by_agency_group_with_all_five_levels(issue: Dataset) -> None:
    later = with_indicator(issue, criteria=(row("A", 75, 80, 85, 90, 95), row("C", 55, 60, 65, 70, 75)))

    assert [(one.kind, one.field, one.before, one.after) for one in changes(issue, later)] == [
        (CHANGED, "เกณฑ์การให้คะแนน กลุ่ม A", "80 / 85 / 90 / 95 / 100", "75 / 80 / 85 / 90 / 95"),
        (ADDED, "เกณฑ์การให้คะแนน กลุ่ม C", "", "55 / 60 / 65 / 70 / 75"),
        (DROPPED, "เกณฑ์การให้คะแนน กลุ่ม B", "65 / 70 / 75 / 80 / 85", ""),
    ]


def test_an_indicator_that_the_plan_names_is_told_by_that_name(issue: Dataset) -> None:
    first, second = issue.evaluation_indicators
    later = issue.model_copy(
        update={"evaluation_indicators": (first, second.model_copy(update={"weight": Decimal(25)}))}
    )
    without = issue.model_copy(update={"evaluation_indicators": (first,)})

    assert [(one.name, one.key, one.before, one.after) for one in changes(issue, later)] == [
        ("จำนวนระบบที่เปิดใช้", "F-2", "30", "25")
    ]
    assert told(changes(issue, without)) == [(DROPPED, "ตัวชี้วัดการประเมิน", "จำนวนระบบที่เปิดใช้", "", "น้ำหนักร้อยละ 30", "")]


def test_a_result_is_told_by_the_name_of_its_indicator(issue: Dataset) -> None:
    later = with_result(issue, value=Decimal("72.5"), projects=("88000000-0001",), committee_score=Decimal(70))

    assert told(changes(issue, later)) == [
        (CHANGED, "ผลตัวชี้วัดการประเมิน", BUDGET, "ผลการดำเนินงาน (ตัวเลข)", "70.16", "72.5"),
        (CHANGED, "ผลตัวชี้วัดการประเมิน", BUDGET, "คะแนนคณะกรรมการ", "-", "70"),
        (CHANGED, "ผลตัวชี้วัดการประเมิน", BUDGET, "โครงการที่สนับสนุน", "-", "โครงการเร่งรัดเบิกจ่าย"),
    ]


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ({"text": "ดำเนินการครบ", "level": Decimal(5)}, "ดำเนินการครบ"),
        ({"level": Decimal("4.50")}, "ระดับ 4.5"),
        ({"value": Decimal("70.16")}, "ร้อยละ 70.16"),
        ({"numerator": Decimal(3), "denominator": Decimal(4)}, "3 จาก 4"),
        ({}, ""),
    ],
)
def test_a_result_that_came_is_told_as_reports_print_it(issue: Dataset, result: dict[str, Any], said: str) -> None:
    before = issue.model_copy(update={"evaluation_results": ()})
    later = issue.model_copy(update={"evaluation_results": (EvaluationResult(indicator="F-1", **result),)})

    assert told(changes(before, later)) == [(ADDED, "ผลตัวชี้วัดการประเมิน", BUDGET, "", "", said)]


def test_evidence_quarters_appeals_and_headings_are_told_one_by_one(issue: Dataset) -> None:
    later = with_result(
        issue,
        evidence=(Evidence(text="รายงานการเบิกจ่าย"), Evidence(text="หนังสือเร่งรัด")),
        quarters=(
            QuarterResult(quarter=1, target=Decimal(20), value=Decimal(21)),
            QuarterResult(quarter=2, text="ครบ"),
        ),
        appeals=(Appeal(round=1, item="ขอลดค่าเป้าหมาย", state=AppealState.GRANTED),),
        sections=(Narrative(heading="ข้อเสนอแนะ"),),
    )

    assert [(one.kind, one.field, one.before, one.after) for one in changes(issue, later)] == [
        (ADDED, "หัวข้อเพิ่มเติมของตัวชี้วัด: ข้อเสนอแนะ", "", ""),
        (ADDED, "หลักฐานอ้างอิง: หนังสือเร่งรัด", "", ""),
        (CHANGED, "ผลรายไตรมาส ไตรมาส 1", "เป้าหมาย 20 ผล 18", "เป้าหมาย 20 ผล 21"),
        (ADDED, "ผลรายไตรมาส ไตรมาส 2", "", "ครบ"),
        (
            CHANGED, "อุทธรณ์/ทบทวนคะแนน อุทธรณ์ รอบที่ 1 ขอลดค่าเป้าหมาย: สถานะ",
            "อยู่ระหว่างรอผลการพิจารณา", "เห็นชอบ",
        ),
    ]  # fmt: skip


def test_the_framework_tells_its_dimensions_deadlines_and_agreement(issue: Dataset) -> None:
    dimension = issue.dimensions[0].model_copy(update={"weight": Decimal(60), "form": FormPages.EACH})
    evaluation = Evaluation(
        word=FrameworkWord.DIMENSION,
        group="A",
        scores=ScoresShown.SELF,
        preface=RichText(blocks=(Paragraph(text="ความนำใหม่"),)),
        deadlines=(Deadline(kind=DeadlineKind.QUARTERLY, round=1, date=dt.date(2024, 12, 25)),),
        agreement=Agreement(parties=(SignatureBlock(role="ผู้ทำคำรับรอง", name="นายสมมติ ตัวอย่าง"),)),
    )
    later = issue.model_copy(update={"dimensions": (dimension,), "evaluation": evaluation})

    assert told(changes(issue, later)) == [
        (CHANGED, "มิติการประเมิน", "มิติที่ 1 ด้านภารกิจ", "น้ำหนัก (ร้อยละ)", "50", "60"),
        (CHANGED, "กรอบการประเมินผล", "พ.ศ. 2568", "เรียกส่วนของกรอบว่า", "องค์ประกอบ", "มิติ"),
        (CHANGED, "กรอบการประเมินผล", "พ.ศ. 2568", "กลุ่มหน่วยงาน", "-", "A"),
        (CHANGED, "กรอบการประเมินผล", "พ.ศ. 2568", "ความนำของรายงาน", "-", "ความนำใหม่"),
        (
            CHANGED, "กรอบการประเมินผล", "พ.ศ. 2568", "กำหนดเวลา รายงานตัวชี้วัดรายไตรมาส ครั้งที่ 1",
            "ภายในวันที่ 20 ธ.ค. 2567", "ภายในวันที่ 25 ธ.ค. 2567",
        ),
        (
            ADDED, "กรอบการประเมินผล", "พ.ศ. 2568", "คำรับรองการปฏิบัติราชการ: คู่คำรับรอง ผู้ทำคำรับรอง",
            "", "ผู้ทำคำรับรอง นายสมมติ ตัวอย่าง",
        ),
    ]  # fmt: skip


def test_what_an_office_prints_of_its_scores_is_no_change(issue: Dataset) -> None:
    assert issue.evaluation is not None
    shown = issue.evaluation.model_copy(update={"scores": ScoresShown.COMMITTEE, "evidence_register": False})

    assert changes(issue, issue.model_copy(update={"evaluation": shown})) == ()


def test_changes_of_the_evaluation_are_told_apart_from_those_of_the_plan(issue: Dataset) -> None:
    later = with_result(with_indicator(issue, weight=Decimal(10)), level=Decimal(3))
    later = later.model_copy(update={"evaluation": Evaluation()})

    assert {one.what for one in changes(issue, later)} == EVALUATED
