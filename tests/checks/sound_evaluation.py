"""A sound evaluation of an invented office that no rule objects to, to be spoilt one value at a time."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.model import (
    Agency,
    Agreement,
    Appeal,
    AppealState,
    Comparator,
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
    Indicator,
    Narrative,
    Party,
    Person,
    QuarterResult,
    ScoringScheme,
    SignatureBlock,
    Target,
    Unit,
)

if TYPE_CHECKING:
    from tests.checks.sound_plan import changed, listed, prose
else:
    from sound_plan import changed, listed, prose

TODAY = dt.date(2021, 10, 15)


def row(*cells: str | None, **fields: Any) -> CriterionRow:  # noqa: ANN401 - any field of a row
    return CriterionRow(**{f"level_{level}": cell for level, cell in enumerate(cells, 1)}, **fields)


def quarter(no: int, target: int | None, value: str | None, day: dt.date | None) -> QuarterResult:
    return QuarterResult(
        quarter=no,
        target=None if target is None else Decimal(target),
        value=None if value is None else Decimal(value),
        date=day,
    )


def signer(role: str, name: str | None, position: str | None) -> SignatureBlock:
    return SignatureBlock(role=role, name=name, position=position)


def evidence(*texts: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(text=text) for text in texts)


def reporter(phone: str = "02 123 4567 ต่อ 1201") -> Party:
    return Party(name="นางสาวดวงใจ ใสสะอาด", position="นักวิชาการพาณิชย์ชำนาญการ", phone=phone)


GROUPS = (
    row("80", "85", "90", "95", "100", group="A"),
    row("65", "70", "75", "80", "85", group="B"),
    row("55", "60", "65", "70", "75", group="C"),
    row("80", "85", "90", "95", "100", group="D"),
)
STEPS = ("มีคำสั่งแต่งตั้งคณะทำงาน", "มีแผนงาน", "ดำเนินงานตามแผน", "มีรายงานผล", "นำผลไปใช้ปรับปรุงงาน")

DIMENSIONS = (
    EvaluationDimension(
        no=1, name="ประสิทธิผลตามพันธกิจ", weight=Decimal(60), reporter=reporter(), factors=prose("ผู้บริหารสนับสนุน")
    ),
    EvaluationDimension(no=2, name="ประสิทธิภาพการบริหาร", weight=Decimal(40), form=FormPages.EACH),
)

INDICATORS = (
    EvaluationIndicator(
        id="A1",
        dimension=1,
        no="1.1",
        name="ร้อยละของการเบิกจ่ายงบประมาณในภาพรวม",
        weight=Decimal(30),
        units=("plan",),
        target="ร้อยละ 80",
        unit="ร้อยละ",
        adjustment=Decimal(5),
        criteria=GROUPS,
    ),
    EvaluationIndicator(
        id="A2",
        dimension=1,
        no="1.2",
        name="ความสำเร็จของการดูแลตลาดชุมชน",
        weight=Decimal(30),
        weights_of=Decimal(100),
        below="ตัวชี้วัดย่อยของตลาด",
        responsible="ทุกส่วนราชการ",
    ),
    EvaluationIndicator(
        id="A2a",
        dimension=1,
        parent="A2",
        no="1.2.1",
        name="ร้อยละของแผงค้าที่ผ่านเกณฑ์สะอาด",
        indicator="M1",
        weight=Decimal(60),
        target="ร้อยละ 75",
        unit="ร้อยละ",
        scheme=ScoringScheme.LEVELS,
        criteria=(row("< 60", "60–64", "65–69", "70–74", "75 ขึ้นไป"),),
    ),
    EvaluationIndicator(
        id="A2b",
        dimension=1,
        parent="A2",
        no="1.2.2",
        name="ระดับความสำเร็จของการจัดทำทะเบียนผู้ค้า",
        weight=Decimal(40),
        target="ระดับ 4",
        scheme=ScoringScheme.MILESTONES,
        criteria=(row(*STEPS),),
    ),
    EvaluationIndicator(
        id="B1",
        dimension=2,
        no="2.1",
        name="ระยะเวลาเฉลี่ยของการออกใบอนุญาต",
        weight=Decimal(25),
        units=("permit",),
        target="ไม่เกิน 20 วัน",
        unit="วัน",
        adjustment=Decimal(10),
        criteria=(row("50", "40", "30", "20", "10"),),
    ),
    EvaluationIndicator(
        id="B2",
        dimension=2,
        no="2.2",
        name="ระดับความสำเร็จของการพัฒนานวัตกรรมการให้บริการ",
        weight=Decimal(15),
        units=("permit",),
        target="ระดับ 5",
        scheme=ScoringScheme.MILESTONES,
        criteria=(row(*STEPS),),
    ),
)

QUARTERS = (
    quarter(1, 20, "18.5", dt.date(2020, 12, 18)),
    quarter(2, 40, "41", dt.date(2021, 3, 19)),
    quarter(3, 60, "66.2", dt.date(2021, 6, 18)),
    quarter(4, 80, "82", dt.date(2021, 9, 15)),
)
APPEAL = Appeal(
    round=1,
    date=dt.date(2021, 5, 13),
    item="ขอเพิ่มค่าเป้าหมายให้เท่ากับระดับ 4",
    before="ร้อยละ 75",
    after="ร้อยละ 80",
    state=AppealState.GRANTED,
    decided=dt.date(2021, 6, 10),
)

RESULTS = (
    EvaluationResult(
        indicator="A1",
        as_of=dt.date(2021, 9, 15),
        numerator=Decimal(4100),
        denominator=Decimal(5000),
        score=Decimal(94),
        achieved="ร้อยละ 82",
        summary=prose("เบิกจ่าย 4,100 บาท คิดเป็นร้อยละ 82"),
        details=prose("ประชุมคณะทำงานติดตามการเบิกจ่าย ครั้งที่ 1/2564 เมื่อวันที่ 7 มกราคม 2564"),
        evidence=evidence("รายงานการเบิกจ่ายจากระบบ", "รายงานการประชุมคณะทำงานติดตามการเบิกจ่าย ครั้งที่ 1/2564"),
        quarters=QUARTERS,
        appeals=(APPEAL,),
    ),
    EvaluationResult(
        indicator="A2a",
        as_of=dt.date(2021, 9, 30),
        value=Decimal("77.5"),
        text="ร้อยละ 77.5",
        details=prose("ตรวจแผงค้าครบทุกตลาดแล้ว"),
        evidence=evidence("แบบตรวจแผงค้า"),
    ),
    EvaluationResult(
        indicator="A2b",
        level=Decimal(4),
        achieved="ระดับ 4",
        details=listed("จัดทำทะเบียน", "รายงานผลต่อผู้บริหาร"),
        evidence=evidence("ทะเบียนผู้ค้า"),
        explanation=prose("-ไม่มี-"),
    ),
    EvaluationResult(
        indicator="B1",
        reporter=reporter(),
        as_of=dt.date(2021, 9, 30),
        value=Decimal(25),
        missed_reports=1,
        details=prose("ออกใบอนุญาตแล้ว 120 ฉบับ"),
        explanation=prose("ผู้ขอยื่นเอกสารไม่ครบในช่วงครึ่งปีแรก"),
        evidence=evidence("ทะเบียนใบอนุญาต"),
    ),
    EvaluationResult(
        indicator="B2",
        reporter=reporter("02 123 4567 ต่อ 1302"),
        level=Decimal(5),
        text="ระดับ 5",
        committee_level=Decimal(5),
        deduction=Decimal(2),
        deduction_reason="ส่งรายงานช้า",
        details=prose("เปิดใช้ระบบจองคิวทุกสำนักงาน"),
        evidence=evidence("คู่มือระบบจองคิว", "ภาพการให้บริการ"),
    ),
)

DEADLINES = (
    Deadline(kind=DeadlineKind.AGREEMENT, date=dt.date(2020, 10, 30)),
    Deadline(kind=DeadlineKind.MONTHLY, day=20),
    Deadline(kind=DeadlineKind.QUARTERLY, round=1, date=dt.date(2020, 12, 21)),
    Deadline(kind=DeadlineKind.QUARTERLY, round=2, date=dt.date(2021, 3, 19)),
    Deadline(kind=DeadlineKind.APPEAL, round=1, date=dt.date(2021, 5, 14)),
    Deadline(kind=DeadlineKind.APPEAL, round=2, date=dt.date(2021, 9, 17)),
    Deadline(kind=DeadlineKind.REPORT, text="ภายในเดือนตุลาคม 2564"),
    Deadline(kind=DeadlineKind.REVIEW, start=dt.date(2021, 11, 8), date=dt.date(2021, 11, 10)),
)

AGREEMENT = Agreement(
    parties=(
        SignatureBlock(role="ผู้ทำคำรับรอง", person="head", date=dt.date(2020, 10, 28)),
        signer("ผู้รับคำรับรอง", "นายมานะ ตั้งใจ", "รองปลัดกรุงเทพมหานคร"),
        signer("ผู้รับคำรับรอง", "นายปิติ ยินดี", "ปลัดกรุงเทพมหานคร"),
    ),
)

EVALUATION = Evaluation(
    group="B",
    missed_report_deduction=Decimal("0.2"),
    preface=prose("รายงานผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2564 รวม 4 ตัวชี้วัด"),
    sections=(Narrative(heading="ข้อเสนอแนะ", text=prose("องค์ประกอบที่ 2 ประสิทธิภาพการบริหารควรมีตัวชี้วัดมากขึ้น")),),
    signatures=(signer("ผู้รายงาน", "นางสาวดวงใจ ใสสะอาด", "นักวิชาการพาณิชย์ชำนาญการ"),),
    deadlines=DEADLINES,
    agreement=AGREEMENT,
)

PLANNED = Indicator(
    id="M1",
    name="ร้อยละของแผงค้าที่ผ่านเกณฑ์สะอาด",
    targets=(Target(year=2564, comparator=Comparator.AT_LEAST, number=Decimal(75), unit="ร้อยละ"),),
)

EVALUATED: dict[str, Any] = {
    "fiscal_year": 2564,
    "as_of": TODAY,
    "agency": Agency(name="สำนักตลาดชุมชน"),
    "units": (Unit(id="plan", name="กองแผนงาน"), Unit(id="permit", name="กองใบอนุญาต")),
    "people": (Person(id="head", name="นางสาวชูใจ รักงาน", position="ผู้อำนวยการสำนักตลาดชุมชน"),),
    "indicators": (PLANNED,),
    "dimensions": DIMENSIONS,
    "evaluation": EVALUATION,
    "evaluation_indicators": INDICATORS,
    "evaluation_results": RESULTS,
}


def sound_evaluation(**changes: Any) -> Dataset:  # noqa: ANN401 - any field of a dataset
    """The sound evaluation with some of its records replaced."""
    return Dataset(**(EVALUATED | changes))


def with_evaluation(**changes: Any) -> Dataset:  # noqa: ANN401 - any field of the evaluation
    """The sound evaluation whose own record is changed."""
    return sound_evaluation(evaluation=EVALUATION.model_copy(update=changes))


def with_part(index: int, **changes: Any) -> Dataset:  # noqa: ANN401 - any field of a dimension
    """The sound evaluation, one of its parts changed."""
    return sound_evaluation(dimensions=changed(DIMENSIONS, index, **changes))


def with_indicator(id: str, **changes: Any) -> Dataset:  # noqa: A002, ANN401 - its name in the model; any field
    """The sound evaluation, one of its indicators changed."""
    return sound_evaluation(evaluation_indicators=changed(INDICATORS, place_of(id), **changes))


def with_result(id: str, **changes: Any) -> Dataset:  # noqa: A002, ANN401 - its name in the model; any field
    """The sound evaluation, the result of one of its indicators changed."""
    index = next(index for index, result in enumerate(RESULTS) if result.indicator == id)
    return sound_evaluation(evaluation_results=changed(RESULTS, index, **changes))


def with_quarter(index: int, **changes: Any) -> Dataset:  # noqa: ANN401 - any field of a quarter
    """The sound evaluation, a quarter of its first result changed."""
    return with_result("A1", quarters=changed(QUARTERS, index, **changes))


def with_appeal(**changes: Any) -> Dataset:  # noqa: ANN401 - any field of an appeal
    """The sound evaluation whose appeal is changed."""
    return with_result("A1", appeals=(APPEAL.model_copy(update=changes),))


def with_deadline(index: int, **changes: Any) -> Dataset:  # noqa: ANN401 - any field of a deadline
    """The sound evaluation, one of its deadlines changed."""
    return with_evaluation(deadlines=changed(DEADLINES, index, **changes))


def with_agreement(**changes: Any) -> Dataset:  # noqa: ANN401 - any field of the agreement
    """The sound evaluation whose agreement is changed."""
    return with_evaluation(agreement=AGREEMENT.model_copy(update=changes))


def place_of(id: str) -> int:  # noqa: A002 - its name in the model
    """Where an indicator stands in the list."""
    return next(index for index, indicator in enumerate(INDICATORS) if indicator.id == id)
