"""An invented office with a whole plan: everything that the plan book prints, a little of each."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

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
    ListMarker,
    MeasureTag,
    Month,
    Paragraph,
    PlanBook,
    Project,
    ProjectKind,
    ResultGroup,
    RichText,
    Step,
    StrategyLevel,
    StrategyNode,
    Swot,
    TableBlock,
    Target,
    Unit,
)

YEAR = 2570


def prose(*blocks: str | ListBlock | TableBlock) -> RichText:
    """A text of paragraphs, lists and tables."""
    return RichText(blocks=tuple(Paragraph(text=block) if isinstance(block, str) else block for block in blocks))


def items(*texts: str, marker: str = "1.") -> ListBlock:
    """A list without lists below it."""
    return ListBlock(items=tuple(ListItem(text=text) for text in texts), marker=ListMarker(marker))


def invented_plan() -> Dataset:
    """Two strategies, three objectives, five indicators of the tree and two of dimensions, seven projects."""
    return Dataset(
        fiscal_year=YEAR,
        agency=Agency(name="สำนักตัวอย่างงานเมือง", short_name="สตม.", name_en="Office of Sample City Works"),
        as_of=dt.date(2026, 11, 9),
        units=_units(),
        strategy=_strategy(),
        indicators=(*_tree_indicators(), *_dimension_indicators()),
        projects=_projects(),
        baseline=(
            BaselineProject(name="ค่าบำรุงรักษาห้องเอกสาร", area="ด้านบริหารทั่วไป", budget=Decimal(394400), unit="admin"),
            BaselineProject(name="จ้างเหมาดูแลสวนหย่อม", area="ด้านบริหารทั่วไป", budget=Decimal("12500.50"), unit="admin"),
            BaselineProject(name="เฝ้าระวังระดับน้ำในคลอง", area="ด้านโยธา", budget=Decimal(1000000), unit="works"),
        ),
        plan_book=_book(),
    )


def _units() -> tuple[Unit, ...]:
    return (
        Unit(
            id="admin",
            name="กองกลางตัวอย่าง",
            short_name="กกต.ย.",
            duties=prose("ดูแลงานส่วนรวม", items("งานสารบรรณ", "งานคลัง"), "และ", items("งานประชุม", marker="-")),
        ),
        Unit(id="works", name="กองงานเมืองทดลอง", short_name="กมท.", duties=prose(items("งานทางเท้า", "งานคลองและท่อ"))),
        Unit(id="data", name="กลุ่มงานข้อมูลสมมุติ", parent="works"),
    )


def _strategy() -> tuple[StrategyNode, ...]:
    strategy, dimension, goal, objective, measure = StrategyLevel
    return (
        StrategyNode(code="2", level=strategy, name="เมืองเดินสบาย", part="การบริการสาธารณะ"),
        StrategyNode(code="2.1", level=dimension, name="ทางเท้าเรียบ"),
        StrategyNode(code="2.1.1", level=goal, name="คนเดินได้ทุกซอย"),
        StrategyNode(code="2.1.1.1", level=objective, name="ปรับปรุงทางเท้าให้ทุกคนใช้ได้"),
        StrategyNode(code="2.1.1.1.1", level=measure, name="สำรวจและซ่อมทางเท้า", tag=MeasureTag.PLAN),
        StrategyNode(code="7", level=strategy, name="งานเมืองมีระบบ", part="การบริหารจัดการ"),
        StrategyNode(code="7.2", level=dimension, name="ข้อมูลใช้ร่วมกัน"),
        StrategyNode(code="7.2.1", level=goal, name="ข้อมูลชุดเดียว"),
        StrategyNode(code="7.2.1.1", level=objective, name="บันทึกข้อมูลครั้งเดียวใช้ได้ทุกเอกสาร"),
        StrategyNode(code="7.2.1.1.1", level=measure, name="ทำคลังข้อมูลงานเมือง", tag=MeasureTag.AGENCY),
        StrategyNode(code="7.2.1.1.2", level=measure, name="อบรมผู้ใช้คลังข้อมูล", no="5", supports="k-users"),
        StrategyNode(code="7.2.1.2", level=objective, name="บุคลากรอ่านข้อมูลเป็น"),
        StrategyNode(code="7.2.1.2.1", level=measure, name="จัดตลาดนัดความรู้ข้อมูล"),
        StrategyNode(code="9", level=strategy, name="ด้านที่ยังไม่มีงาน", part="การบริหารจัดการ"),
        StrategyNode(code="9.1", level=dimension, name="มิติที่ยังไม่มีงาน"),
        StrategyNode(code="9.1.1.1", level=objective, name="เป้าประสงค์ที่ยังไม่มีงาน", parent="9.1"),
    )


def _tree_indicators() -> tuple[Indicator, ...]:
    return (
        Indicator(
            id="k-walk",
            name="ร้อยละของทางเท้าที่ผ่านเกณฑ์",
            node="2.1.1.1",
            level=IndicatorLevel.OUTCOME,
            targets=(_target(2568, "30"), _target(2569, "45"), _target(YEAR, "60", Comparator.AT_LEAST)),
            definition=prose("ทางเท้าที่ผ่านเกณฑ์ หมายถึง ทางเท้าที่กว้างและเรียบตามแบบ", items("กว้าง 1.50 เมตร", "ไม่มีขอบสะดุด")),
            definition_target="ไม่น้อยกว่าร้อยละ 60",
            formula=Formula(numerator="ทางเท้าที่ผ่านเกณฑ์", denominator="ทางเท้าทั้งหมด", times=Decimal(100)),
        ),
        Indicator(
            id="k-repair",
            name="จำนวนเส้นทางที่ซ่อมเสร็จ",
            node="2.1.1.1.1",
            level=IndicatorLevel.OUTPUT,
            targets=(Target(year=YEAR, comparator=Comparator.COUNT, number=Decimal(12), unit="เส้นทาง"),),
            definition=prose("นับเมื่อตรวจรับงานแล้ว"),
            formula=Formula(text=prose("นับจำนวนเส้นทาง")),
        ),
        Indicator(
            id="k-store",
            name="มีคลังข้อมูลงานเมือง",
            node="7.2.1.1",
            targets=(Target(year=YEAR, comparator=Comparator.AT_LEAST_PLAIN, number=Decimal(1), unit="ระบบ"),),
        ),
        Indicator(
            id="k-users",
            name="ร้อยละของผู้ใช้ที่พอใจคลังข้อมูล",
            node="7.2.1.1",
            targets=(Target(year=YEAR, text="ตามที่ สยป. กำหนด"), Target(year=2569, text="-")),
        ),
        Indicator(
            id="k-train", name="จำนวนผู้ผ่านการอบรม", node="7.2.1.1.2",
            targets=(Target(year=YEAR, number=Decimal(1200), unit="คน"),),
        ),
    )  # fmt: skip


def _target(year: int, number: str, comparator: Comparator | None = None) -> Target:
    return Target(year=year, comparator=comparator, number=Decimal(number), unit="ร้อยละ")


def _dimension_indicators() -> tuple[Indicator, ...]:
    return (
        Indicator(
            id="d-budget",
            name="ร้อยละของการเบิกจ่าย",
            dimension=2,
            targets=(_target(YEAR, "94"),),
            activities=(Activity(name="กิจกรรมติดตามการเบิกจ่าย", unit="admin"), Activity(name="กิจกรรมปิดบัญชีให้ตรงเวลา")),
        ),
        Indicator(id="d-health", name="ความสำเร็จของการสร้างเสริมสุขภาพ", dimension=4, targets=(_target(YEAR, "80"),)),
    )


def _projects() -> tuple[Project, ...]:
    return (
        _project(
            1, "โครงการซ่อมทางเท้าสายทดลอง", "1918000", measure="2.1.1.1.1", indicator="k-repair", unit="works",
            steps=(
                _step("สำรวจเส้นทาง", 20, (2026, 10), (2026, 12)),
                _step("ซ่อมทางเท้า", 70, (2027, 1), (2027, 8)),
                _step("ตรวจรับงาน", 10, (2027, 9), (2027, 9)),
            ),
        ),
        _project(
            2, "โครงการป้ายบอกทางตัวอย่าง", "453600", measure="2.1.1.1.1", unit="works",
            funding=FundingState.UNFUNDED, additional=True,
        ),
        _project(
            3, "โครงการคลังข้อมูลงานเมือง", "5087700.50", measure="7.2.1.1.1", unit="data", additional=True,
            steps=(_step("ออกแบบ", 40, (2026, 10), (2027, 3)), _step("ทำระบบ", 60, (2027, 4), (2027, 9))),
        ),
        _project(4, "กิจกรรมอบรมผู้ใช้คลังข้อมูล", None, measure="7.2.1.1.2", indicator="k-train", unit="data"),
        _project(
            5, "โครงการตลาดนัดความรู้ข้อมูล", "195600", measure="7.2.1.2.1", unit="data", funding=FundingState.UNFUNDED,
        ),
        _project(6, "งานประจำตัวอย่าง", "10000", kind=ProjectKind.ROUTINE, unit="admin"),
        _project(7, "ค่าสาธารณูปโภคตัวอย่าง", "200000", kind=ProjectKind.BASELINE, unit="admin"),
    )  # fmt: skip


def _project(number: int, name: str, budget: str | None, **more: object) -> Project:
    values: dict[str, object] = {
        "code": f"88000000-{number:04}",
        "name": name,
        "kind": ProjectKind.STRATEGIC,
        "budget": None if budget is None else Decimal(budget),
        "budget_source": None if budget is None else "กทม.",
    }
    return Project.model_validate(values | more)


def _step(name: str, weight: int, start: tuple[int, int], end: tuple[int, int]) -> Step:
    first, last = (Month(year=year, month=month) for year, month in (start, end))
    return Step(name=name, weight=Decimal(weight), start=first, end=last)


def _book() -> PlanBook:
    return PlanBook(
        version="ฉบับปรับปรุงครั้งที่ 1",
        preface=prose("หนังสือเล่มนี้บอกงานของปี", "หวังว่าจะเป็นประโยชน์"),
        history=prose("สำนักก่อตั้งขึ้นเมื่อ **พ.ศ. 2550**", "แบ่งส่วนราชการภายใน ดังนี้"),
        swot=Swot(
            intro=prose("ผลการวิเคราะห์เป็นดังนี้"),
            strengths=prose(items("คนขยัน", "ข้อมูลครบ", "เครื่องมือพร้อม")),
            weaknesses=prose(items("ห้องแคบ")),
            opportunities=prose(items("ประชาชนร่วมมือ")),
        ),
        last_year=LastYear(
            intro=prose("ในปีที่ผ่านมาสำนักทำงานได้ตามแผน"),
            groups=(
                ResultGroup(
                    dimension=1, title="โครงการ/กิจกรรมยุทธศาสตร์", items=prose(items("โครงการแรก", "โครงการที่สอง"))
                ),
                ResultGroup(dimension=1, title="โครงการ/กิจกรรมงานประจำ", items=prose(items("งานประจำเดียว"))),
                ResultGroup(dimension=3, items=prose(items("กิจกรรมรับฟังความเห็น"))),
            ),
            highlights=prose("นอกจากนี้มีงานเด่น ได้แก่", items("งานวันคลองใส", marker="•")),
        ),
        vision=prose("เมืองที่งานทุกชิ้นตรวจสอบได้"),
        mission=prose("ดูแลงานเมืองด้วยข้อมูลชุดเดียว"),
        back_cover=None,
    )
