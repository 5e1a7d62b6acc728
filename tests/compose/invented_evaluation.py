"""An invented office and the report of its year: every shape of criteria and every way to tell a result, once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.model import (
    Agency,
    Appeal,
    AppealKind,
    AppealState,
    CriterionRow,
    Dataset,
    Evaluation,
    EvaluationDimension,
    EvaluationIndicator,
    EvaluationResult,
    Evidence,
    FormPages,
    Narrative,
    Party,
    Person,
    Project,
    QuarterResult,
    ScoringScheme,
    SignatureBlock,
    Unit,
)

if TYPE_CHECKING:
    from tests.compose.invented_plan import items, prose
else:
    from invented_plan import items, prose

YEAR = 2570


def criteria(*cells: str | None, group: str | None = None, label: str | None = None) -> CriterionRow:
    """A row of the criteria from its five cells."""
    levels = {f"level_{level}": cell for level, cell in enumerate(cells, 1)}
    return CriterionRow(group=group, label=label, **levels)


def invented_evaluation() -> Dataset:
    """Components 1, 2, 4 and 5 with weights of 50, 20, 10 and 20; ten lowest indicators, two of them below a third."""
    return Dataset(
        fiscal_year=YEAR,
        agency=Agency(name="สำนักตัวอย่างงานเมือง", short_name="สตม.", name_en="Office of Sample City Works"),
        as_of=dt.date(2027, 9, 15),
        units=(
            Unit(id="admin", name="กองกลางตัวอย่าง", short_name="กกต.ย."),
            Unit(id="works", name="กองงานเมืองทดลอง", short_name="กมท."),
        ),
        people=(
            Person(id="malee", name="นางสาวมาลี สมมุติดี", position="นักวิชาการทดลองชำนาญการ", phone="โทร. 6021"),
            Person(id="wichai", name="นายวิชัย ตั้งใจเขียน", position="นักจัดการงานตัวอย่างปฏิบัติการ", phone="6022-3"),
        ),
        projects=(
            Project(code="88000000-0101", name="โครงการทางเท้าเดินสบาย", fiscal_year=YEAR),
            Project(code="88000000-0102", name="โครงการคลังข้อมูลงานเมือง", fiscal_year=YEAR),
        ),
        dimensions=_components(),
        evaluation=_evaluation(),
        evaluation_indicators=(*_main_work(), *_agenda(), _innovation(), *_potential()),
        evaluation_results=(*_results_main(), *_results_agenda(), _result_innovation(), *_results_potential()),
    )


def _components() -> tuple[EvaluationDimension, ...]:
    return (
        EvaluationDimension(
            no=1,
            name="งานหลักตามยุทธศาสตร์เมืองตัวอย่าง",
            name_en="Function Base",
            weight=Decimal(50),
            indicator="ความสำเร็จของงานหลักตามยุทธศาสตร์เมืองตัวอย่าง",
            reporter=Party(person="malee"),
            factors=prose(items("ผู้บริหารติดตามงานทุกเดือน", "ทีมงานใช้ข้อมูลชุดเดียวกัน")),
            obstacles=prose("ฝนตกหนักกว่าทุกปีทำให้งานกลางแจ้งล่าช้า"),
            sections=(Narrative(heading="ข้อเสนอแนะ", text=prose("ควรจัดสรรเวลาสำหรับงานกลางแจ้งไว้นอกฤดูฝน")),),
        ),
        EvaluationDimension(
            no=2,
            name="งานตามนโยบายผู้บริหาร",
            name_en="Agenda Base",
            weight=Decimal(20),
            indicator="ความสำเร็จของงานตามนโยบายผู้บริหาร",
        ),
        EvaluationDimension(
            no=4,
            name="นวัตกรรมของหน่วยงาน",
            name_en="Innovation Base",
            weight=Decimal(10),
            indicator="ความสำเร็จในการเสนอนวัตกรรม",
            form=FormPages.EACH,
        ),
        EvaluationDimension(
            no=5,
            name="ศักยภาพของหน่วยงาน",
            name_en="Potential Base",
            weight=Decimal(20),
            indicator="ความสำเร็จตามศักยภาพของหน่วยงาน",
            form=FormPages.EACH,
        ),
    )


def _evaluation() -> Evaluation:
    return Evaluation(
        group="B",
        missed_report_deduction=Decimal("0.2"),
        evaluator="สำนักประเมินผลตัวอย่าง",
        version="ฉบับส่งประเมิน",
        preface=prose("รายงานฉบับนี้รวบรวมผลการปฏิบัติราชการทั้งปี", "ข้อมูลทุกตารางมาจากชุดข้อมูลเดียวกัน"),
        sections=(
            Narrative(heading="ข้อเสนอเพื่อการพัฒนาในปีถัดไป", text=prose(items("ขยายคลังข้อมูล", "ลดขั้นตอน"))),
            Narrative(heading="เรื่องที่ต้องติดตามต่อ"),
        ),
        signatures=(
            SignatureBlock(role="ผู้จัดทำรายงาน", person="malee"),
            SignatureBlock(role="ผู้รับรองรายงาน", position="หัวหน้าสำนักตัวอย่าง"),
        ),
    )


def _main_work() -> tuple[EvaluationIndicator, ...]:
    """Points out of the weight: written, not written, and a row that names its item."""
    return (
        EvaluationIndicator(
            id="c1-walk",
            dimension=1,
            name="ระดับความสำเร็จของการปรับปรุงทางเท้าให้ทุกคนใช้ได้อย่างปลอดภัยและต่อเนื่องทั้งย่าน",
            weight=Decimal(15),
            scheme=ScoringScheme.WEIGHT,
            units=("works",),
            criteria=(criteria("3 คะแนน", "6 คะแนน", "9 คะแนน", "12 คะแนน", "15 คะแนน"),),
        ),
        EvaluationIndicator(
            id="c1-data",
            dimension=1,
            name="ระดับความสำเร็จของการจัดทำคลังข้อมูลงานเมือง",
            weight=Decimal(20),
            scheme=ScoringScheme.WEIGHT,
            units=("works", "admin"),
        ),
        EvaluationIndicator(
            id="c1-team",
            dimension=1,
            name="ระดับความสำเร็จของการพัฒนาบุคลากร",
            weight=Decimal(15),
            scheme=ScoringScheme.WEIGHT,
            responsible="ทุกส่วนราชการ",
            criteria=(
                criteria("3 คะแนน", "6 คะแนน", "9 คะแนน", "12 คะแนน", "15 คะแนน", label="การพัฒนาบุคลากรทุกสายงาน"),
            ),
        ),
    )


def _agenda() -> tuple[EvaluationIndicator, ...]:
    return (
        EvaluationIndicator(
            id="c2-clean",
            dimension=2,
            name="ร้อยละของคลองที่ได้รับการดูแลตามแผน",
            weight=Decimal(10),
            unit="ร้อยละ",
            target="ร้อยละ 100",
            criteria=(criteria("ร้อยละ 60", "ร้อยละ 70", "ร้อยละ 80", "ร้อยละ 90", "ร้อยละ 100"),),
        ),
        EvaluationIndicator(
            id="c2-open",
            dimension=2,
            name="ระดับความสำเร็จของการเปิดเผยข้อมูลงานเมือง",
            weight=Decimal(10),
            scheme=ScoringScheme.MILESTONES,
            criteria=(
                criteria(
                    "แต่งตั้งคณะทำงานและกำหนดขอบเขตข้อมูล",
                    "สำรวจและจัดทำบัญชีรายการข้อมูล",
                    "จัดทำคำอธิบายข้อมูลครบทุกชุด",
                    "เผยแพร่ข้อมูลต่อประชาชนอย่างน้อย 5 ชุด",
                    "มีผู้นำข้อมูลไปใช้และรายงานผลต่อผู้บริหาร",
                ),
            ),
        ),
    )


def _innovation() -> EvaluationIndicator:
    return EvaluationIndicator(
        id="c4-idea",
        dimension=4,
        name="ความสำเร็จในการเสนอนวัตกรรมเพื่อลดขั้นตอนงานเมือง",
        weight=Decimal(10),
        adjustment=Decimal(10),
        criteria=(criteria("≤ 60", "70", "80", "90", "100"),),
    )


def _potential() -> tuple[EvaluationIndicator, ...]:
    """A row for each group, ranges of steps, and an indicator with two below it, of which one counts downwards."""
    return (
        EvaluationIndicator(
            id="c5-money",
            dimension=5,
            no="5.1",
            name="ความสำเร็จของการเบิกจ่ายงบประมาณในภาพรวม",
            weight=Decimal(8),
            unit="ร้อยละ",
            adjustment=Decimal(5),
            criteria=(
                criteria("80", "85", "90", "95", "100", group="A"),
                criteria("65", "70", "75", "80", "85", group="B"),
                criteria("55", "60", "65", "70", "75", group="C"),
                criteria("80", "85", "90", "95", "100", group="D"),
            ),
        ),
        EvaluationIndicator(
            id="c5-base",
            dimension=5,
            no="5.2",
            name="ความสำเร็จในการพัฒนาและจัดเก็บฐานข้อมูล",
            weight=Decimal(6),
            scheme=ScoringScheme.LEVELS,
            criteria=(criteria("60–69", "70–79", "80–89", "90–94", "95–100"),),
        ),
        EvaluationIndicator(
            id="c5-people",
            dimension=5,
            no="5.3",
            name="ความสำเร็จในการพัฒนาคุณภาพชีวิตในการทำงาน",
            weight=Decimal(6),
            below="ตัวชี้วัดย่อย",
        ),
        EvaluationIndicator(
            id="c5-plan",
            dimension=5,
            parent="c5-people",
            no="5.3.1",
            name="การจัดทำแผนคุณภาพชีวิต",
            weight=Decimal(4),
            scheme=ScoringScheme.MILESTONES,
            criteria=(criteria("มีคณะทำงาน", "มีร่างแผน", "แผนได้รับความเห็นชอบ", "ดำเนินการตามแผน", "ประเมินผลตามแผน"),),
        ),
        EvaluationIndicator(
            id="c5-absent",
            dimension=5,
            parent="c5-people",
            no="5.3.2",
            name="จำนวนอุบัติเหตุจากการทำงาน (ยิ่งน้อยยิ่งดี)",
            weight=Decimal(2),
            unit="ครั้ง",
            criteria=(criteria("10", "8", "6", "4", "2"),),
        ),
    )


def _results_main() -> tuple[EvaluationResult, ...]:
    return (
        EvaluationResult(
            indicator="c1-walk",
            as_of=dt.date(2027, 8, 31),
            level=Decimal(5),
            summary=prose("ปรับปรุงทางเท้าแล้วเสร็จ 12 เส้นทาง และประชาชนใช้งานได้ทุกเส้นทาง"),
            projects=("88000000-0101",),
            activities=("กิจกรรมสำรวจทางเท้าร่วมกับชุมชน",),
            details=prose(
                "สตม. ดำเนินการดังนี้",
                items(*[f"สำรวจและซ่อมทางเท้าเส้นทางที่ {number} พร้อมตรวจรับร่วมกับชุมชน" for number in range(1, 25)]),
            ),
            factors=prose("ชุมชนให้ความร่วมมือ"),
            evidence=(
                Evidence(text="รายงานการตรวจรับทางเท้า 12 เส้นทาง"),
                Evidence(text="หนังสือ สตม. ที่ กท 8801/0417 ลงวันที่ 6 กันยายน 2570"),
            ),
            quarters=tuple(
                QuarterResult(
                    quarter=quarter,
                    target=Decimal(3 * quarter),
                    value=Decimal(value),
                    date=dt.date(2026 + (quarter > 1), (12, 3, 6, 9)[quarter - 1], 18),
                )
                for quarter, value in ((1, 2), (2, 6), (3, 10), (4, 12))
            ),
        ),
        EvaluationResult(
            indicator="c1-data",
            level=Decimal(4),
            committee_level=Decimal(5),
            committee_note="ตรวจหลักฐานแล้วเห็นว่าครบทุกขั้น",
            summary=prose("จัดทำคลังข้อมูลแล้ว 9 ชุด จากเป้าหมาย 10 ชุด"),
            projects=("88000000-0102",),
            details=prose("จัดทำคลังข้อมูลและเปิดให้ทุกกองใช้งาน"),
            obstacles=prose("ข้อมูลเดิมอยู่ในกระดาษ"),
            explanation=prose("ชุดข้อมูลที่ 10 รอข้อมูลจากหน่วยงานภายนอก"),
            evidence=(Evidence(text="บัญชีรายการข้อมูล 9 ชุด"),),
            note="ขยายเวลาตามมติที่ประชุม",
        ),
        EvaluationResult(indicator="c1-team", text="อยู่ระหว่างรวบรวมผล"),
    )


def _results_agenda() -> tuple[EvaluationResult, ...]:
    return (
        EvaluationResult(
            indicator="c2-clean",
            numerator=Decimal("75.5"),
            denominator=Decimal(100),
            missed_reports=1,
            committee_value=Decimal(80),
            summary=prose("ดูแลคลองแล้วร้อยละ 75.50 ของความยาวตามแผน"),
            evidence=(Evidence(text="แผนที่คลอง"), Evidence(text="ภาพถ่ายก่อนและหลังดำเนินการ")),
            quarters=(
                QuarterResult(quarter=1, target=Decimal(25), value=Decimal(20)),
                QuarterResult(quarter=2, target=Decimal(50), value=Decimal(41)),
                QuarterResult(quarter=3, target=Decimal(75), text="ยังไม่ได้รายงาน"),
                QuarterResult(quarter=4, target=Decimal(100), value=Decimal("75.5")),
            ),
        ),
        EvaluationResult(indicator="c2-open", level=Decimal(3), achieved="ระดับ 3", details=prose("จัดทำคำอธิบายข้อมูลครบ")),
    )


def _result_innovation() -> EvaluationResult:
    return EvaluationResult(
        indicator="c4-idea",
        reporter=Party(person="wichai"),
        value=Decimal(100),
        details=prose("ใช้แบบรับแจ้งเหตุทางโทรศัพท์มือถือแทนแบบกระดาษ", items("ลดเวลาเหลือ 1 วัน", "ลดกระดาษ")),
        factors=prose(items("ผู้ปฏิบัติงานเสนอแนวคิดเอง")),
        obstacles=prose("สัญญาณโทรศัพท์บางพื้นที่ไม่ทั่วถึง"),
        sections=(Narrative(heading="การต่อยอด", text=prose("ขยายผลไปยังงานสวน")), Narrative(heading="การเผยแพร่")),
        evidence=(Evidence(text="คู่มือแบบรับแจ้งเหตุ"), Evidence(text="สถิติการรับแจ้ง")),
    )


def _results_potential() -> tuple[EvaluationResult, ...]:
    return (
        EvaluationResult(
            indicator="c5-money",
            reporter=Party(name="นางวรรณา นับถ้วน", position="นักวิชาการเงินสมมุติ"),
            as_of=dt.date(2027, 9, 13),
            numerator=Decimal("94581296.26"),
            denominator=Decimal(134802800),
            committee_score=Decimal(75),
            details=prose("เบิกจ่ายงบประมาณแล้วร้อยละ 70.16 อยู่ระหว่างเบิกจ่ายส่วนที่เหลือ"),
            factors=prose("ทุกกองเร่งรัดการเบิกจ่าย"),
            obstacles=prose("การส่งมอบงานงวดสุดท้ายล่าช้า"),
            evidence=(Evidence(text="แบบ ง.401"),),
            appeals=(
                Appeal(
                    round=1,
                    date=dt.date(2027, 5, 14),
                    item="ขอลดค่าเป้าหมายการเบิกจ่าย",
                    before="ร้อยละ 85",
                    after="ร้อยละ 70",
                    state=AppealState.PENDING,
                    reason="งบประมาณบางส่วนได้รับปลายปี",
                ),
            ),
        ),
        EvaluationResult(
            indicator="c5-base",
            value=Decimal(92),
            text="ร้อยละ 92 ของฐานข้อมูลทั้งหมด",
            deduction=Decimal(5),
            deduction_reason="ส่งรายงานหลังกำหนด",
            score=Decimal(85),
            appeals=(
                Appeal(
                    kind=AppealKind.REVIEW,
                    date=dt.date(2027, 9, 1),
                    item="ขอทบทวนการหักคะแนน",
                    before="85 คะแนน",
                    after="90 คะแนน",
                    state=AppealState.GRANTED,
                    decided=dt.date(2027, 9, 10),
                ),
            ),
        ),
        EvaluationResult(indicator="c5-plan", reporter=Party(person="malee"), level=Decimal(4)),
        EvaluationResult(
            indicator="c5-absent", value=Decimal(5), missed_reports=2, evidence=(Evidence(text="ทะเบียนอุบัติเหตุ"),)
        ),
    )
