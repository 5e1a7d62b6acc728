"""A sound plan of an invented office that no rule objects to, to be spoilt one value at a time."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, TypeVar

from pipeline.model import (
    Activity,
    Agency,
    BaselineProject,
    Comparator,
    Dataset,
    Formula,
    FundingState,
    Indicator,
    IndicatorLevel,
    LastYear,
    ListBlock,
    ListItem,
    MeasureTag,
    Month,
    Paragraph,
    PlanBook,
    Project,
    ProjectKind,
    Record,
    ResultGroup,
    RichText,
    Step,
    StrategyLevel,
    StrategyNode,
    Swot,
    Target,
    Unit,
)

AnyRecord = TypeVar("AnyRecord", bound=Record)


def prose(*paragraphs: str) -> RichText:
    return RichText(blocks=tuple(Paragraph(text=text) for text in paragraphs))


def listed(*items: str) -> RichText:
    return RichText(blocks=(ListBlock(items=tuple(ListItem(text=item) for item in items)),))


def changed(records: tuple[AnyRecord, ...], index: int, **changes: Any) -> tuple[AnyRecord, ...]:  # noqa: ANN401 - any field
    """The records, one of them changed."""
    return tuple(r.model_copy(update=changes) if place == index else r for place, r in enumerate(records))


def percent(year: int, number: int, comparator: Comparator | None = None) -> Target:
    return Target(year=year, comparator=comparator, number=Decimal(number), unit="ร้อยละ")


def written(year: int, text: str) -> Target:
    return Target(year=year, text=text)


def month(number: int) -> Month:
    return Month(year=2019 if number > 9 else 2020, month=number)


def step(name: str, weight: int, start: int, end: int) -> Step:
    return Step(name=name, weight=Decimal(weight), start=month(start), end=month(end))


STEPS = (
    step("สำรวจความต้องการของผู้ใช้สวน", 20, 10, 11),
    step("จัดทำหลักสูตรและคู่มือ", 30, 12, 3),
    step("อบรมตามหลักสูตร", 40, 3, 8),
    step("สรุปผลเสนอผู้บริหาร", 10, 9, 9),
)

STRATEGY = (
    StrategyNode(code="2", level=StrategyLevel.STRATEGY, name="เมืองสีเขียวสะดวกสบาย", part="การบริการสาธารณะ"),
    StrategyNode(code="2.1", level=StrategyLevel.DIMENSION, name="สิ่งแวดล้อมยั่งยืน"),
    StrategyNode(code="2.1.1", level=StrategyLevel.GOAL, name="พื้นที่สีเขียวเพียงพอแก่ประชาชน"),
    StrategyNode(code="2.1.1.1", level=StrategyLevel.OBJECTIVE, name="ดูแลสวนสาธารณะให้ปลอดภัยและร่มรื่น"),
    StrategyNode(code="2.1.1.1.1", level=StrategyLevel.MEASURE, name="พัฒนาอาสาสมัครดูแลสวน", tag=MeasureTag.PLAN),
    StrategyNode(code="2.1.1.1.2", level=StrategyLevel.MEASURE, name="ปรับปรุงระบบน้ำในสวน", tag=MeasureTag.PLAN),
)

INDICATORS = (
    Indicator(
        id="O1",
        name="ร้อยละของสวนสาธารณะที่ผ่านเกณฑ์ความปลอดภัย",
        node="2.1.1.1",
        level=IndicatorLevel.OUTCOME,
        targets=(percent(2561, 60), percent(2562, 70), percent(2563, 80)),
    ),
    Indicator(
        id="M1",
        name="ร้อยละของอาสาสมัครที่ผ่านการอบรม",
        node="2.1.1.1.1",
        level=IndicatorLevel.OUTPUT,
        targets=(percent(2562, 80, Comparator.AT_LEAST), percent(2563, 85, Comparator.AT_LEAST)),
        definition=prose("อาสาสมัครที่เข้าอบรมครบและสอบผ่านภายในเดือนสิงหาคม 2563"),
        definition_target="ไม่น้อยกว่าร้อยละ 85",
        formula=Formula(numerator="จำนวนผู้ผ่าน", denominator="จำนวนผู้เข้าอบรม", times=Decimal(100)),
    ),
    Indicator(
        id="M2",
        name="จำนวนระบบน้ำที่ปรับปรุงแล้วเสร็จ",
        node="2.1.1.1.2",
        level=IndicatorLevel.OUTPUT,
        targets=(written(2562, "-"), written(2563, "อย่างน้อย 1 ระบบ")),
        definition=prose("ระบบที่ตรวจรับแล้ว"),
        formula=Formula(text=prose("นับจากใบตรวจรับ")),
    ),
    Indicator(
        id="D1",
        name="ร้อยละความสำเร็จของการเบิกจ่าย",
        dimension=2,
        no="2.1",
        definition=prose("ตามที่ สงม. กำหนด"),
        activities=(Activity(name="กิจกรรมติดตามการเบิกจ่ายรายเดือน", unit="park"),),
    ),
)

PROJECTS = (
    Project(
        code="09000000-0001",
        name="โครงการอบรมอาสาสมัครดูแลสวนสาธารณะ",
        kind=ProjectKind.STRATEGIC,
        budget=Decimal(500_000),
        budget_source="กทม.",
        funding=FundingState.FUNDED,
        priority=1,
        measure="2.1.1.1.1",
        indicator="M1",
        unit="park",
        steps=STEPS,
    ),
    Project(
        code="09000000-0002",
        name="กิจกรรมปรับปรุงระบบรดน้ำต้นไม้",
        kind=ProjectKind.STRATEGIC,
        funding=FundingState.NO_BUDGET,
        priority=2,
        measure="2.1.1.1.2",
        indicator="M2",
        unit="water",
        steps=STEPS,
    ),
)

BASELINE = (
    BaselineProject(name="โครงการบำรุงรักษาเครื่องสูบน้ำ", area="ด้านการบริหารทั่วไป", budget=Decimal(250_000)),
    BaselineProject(name="รายการจ้างเหมาดูแลต้นไม้ใหญ่", area="ด้านการบริหารทั่วไป", budget=Decimal(912_300)),
)

BOOK = PlanBook(
    version="ฉบับปรับปรุงครั้งที่ 1",
    preface=prose("แผนปฏิบัติราชการประจำปี พ.ศ. 2563 ฉบับนี้เป็นกรอบการทำงานของทุกส่วนราชการ"),
    history=prose("สำนักสวนสาธารณะดูแลสวนของเมืองมาตั้งแต่ พ.ศ. 2520"),
    swot=Swot(
        strengths=listed("บุคลากรชำนาญ"),
        weaknesses=listed("เครื่องมือเก่า"),
        opportunities=listed("ประชาชนสนใจสวน"),
        threats=listed("อากาศแปรปรวน"),
    ),
    last_year=LastYear(
        intro=prose("ในปีงบประมาณ พ.ศ. 2562 ดำเนินการครบทุกโครงการ รวม 2 โครงการ"),
        groups=(
            ResultGroup(dimension=1, title="โครงการยุทธศาสตร์", items=listed("โครงการปลูกไม้ริมทาง", "โครงการซ่อมทางเดิน")),
        ),
    ),
    vision=prose("เมืองร่มรื่น"),
    mission=listed("ดูแลสวน", "เพิ่มต้นไม้"),
    implementation=prose("แผนนี้รวม 2 โครงการ ใช้งบประมาณทั้งสิ้น 500,000 บาท แบ่งเป็น 4 มิติ เช่น มิติที่ 1 ด้านประสิทธิผลตามพันธกิจ"),
)

PLAN: dict[str, Any] = {
    "fiscal_year": 2563,
    "as_of": dt.date(2019, 11, 1),
    "agency": Agency(name="สำนักสวนสาธารณะ", short_name="สำนัก ส.ส."),
    "units": (
        Unit(id="park", name="กองสวน", duties=listed("ดูแลสวน")),
        Unit(id="water", name="กองน้ำ", duties=listed("ดูแลระบบน้ำ")),
    ),
    "strategy": STRATEGY,
    "indicators": INDICATORS,
    "projects": PROJECTS,
    "baseline": BASELINE,
    "plan_book": BOOK,
}


def sound_plan(**changes: Any) -> Dataset:  # noqa: ANN401 - any field of a dataset
    """The sound plan with some of its records replaced."""
    return Dataset(**(PLAN | changes))


def with_book(**changes: Any) -> Dataset:  # noqa: ANN401 - any field of the book
    """The sound plan whose book is changed."""
    return sound_plan(plan_book=BOOK.model_copy(update=changes))


def with_project(index: int, **changes: Any) -> Dataset:  # noqa: ANN401 - any field of a project
    """The sound plan, one of its projects changed."""
    return sound_plan(projects=changed(PROJECTS, index, **changes))


def with_indicator(index: int, **changes: Any) -> Dataset:  # noqa: ANN401 - any field of an indicator
    """The sound plan, one of its indicators changed."""
    return sound_plan(indicators=changed(INDICATORS, index, **changes))
