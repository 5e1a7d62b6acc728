"""The sheets of the evaluation: framework, indicators and criteria, results with evidence, appeals, the agreement."""

from __future__ import annotations

from pipeline.messages import N_
from pipeline.sources.workbook.sheets import Column, Family, Home, Owner, Sheet, party, signer

_CODES = ("รหัส", "ตัวชี้วัด", "รหัสตัวชี้วัด", "รหัส KPI")
_ONLY = (Family.EVALUATION,)

INDICATOR = Owner("evaluation_indicators", Column(("id",), 20, _CODES, "evaluation_indicators"))
RESULT = Owner("evaluation_results", Column(("indicator",), 20, _CODES, "evaluation_indicators"), implied=True)
PLACE = Owner(
    "evaluation_results",
    Column(
        ("indicator",), 24, (*_CODES, "รหัสตัวชี้วัดการประเมิน", "ส่วน", "อยู่ใน", "ตำแหน่ง"), "evaluation_indicators",
        title="อยู่ในส่วน",
    ),
    implied=True,
)  # fmt: skip

HOMES = (
    Home(("ท้ายรายงาน", "หัวข้อท้ายรายงาน"), ("evaluation", "sections")),
    Home(("ภาคผนวก", "ภาคผนวกของกรอบ"), ("evaluation", "annexes")),
    Home(("องค์ประกอบที่", "มิติที่", "องค์ประกอบ", "มิติ"), ("dimensions", "sections"), numbered=True),
)
"""Where headings of the report stand besides those of an indicator."""


def _levels(*path: str, guest: bool = False) -> tuple[Column, ...]:
    """The columns of the five levels of scoring criteria."""
    return tuple(
        Column((*path, f"level_{level}"), 26, (f"ระดับ {level}", f"ระดับที่ {level}", f"ระดับคะแนน {level}"), guest=guest)
        for level in range(1, 6)
    )


EVALUATION_SHEETS = (
    Sheet(
        "กรอบการประเมิน", ("evaluation", "กรอบการประเมินผล", "กรอบ", "การประเมิน"), ("evaluation",), (
            Column(("word",), 70, ("ส่วนของกรอบ", "เรียกว่า")),
            Column(("scale",), also=("คะแนนระดับ", "มาตรวัดคะแนน")),
            Column(("decimals",), also=("ทศนิยม",)),
            Column(("groups",), also=("กลุ่มทั้งหมด",)),
            Column(("group",), also=("กลุ่ม", "กลุ่มของหน่วยงาน")),
            Column(("floor_note",)),
            Column(("missed_report_deduction",), also=("หักคะแนนต่อครั้ง",)),
            Column(("scores",), also=("พิมพ์คะแนน",)),
            Column(("evaluator",), also=("ผู้ประเมิน",)),
            Column(("version",)),
            Column(("seal",), also=("ตราสัญลักษณ์", "ตรา")),
            Column(("preface",), also=("คำนำ", "ความนำ")),
            Column(("evidence_register",), also=("บัญชีเอกสารประกอบ",)),
        ), N_("กรอบการประเมินผลของปีและข้อความในรายงาน กรอกในคอลัมน์ B"), upright=True, families=_ONLY,
    ),
    Sheet(
        "ตัวชี้วัดการประเมิน",
        ("evaluation-indicators", "ตัวชี้วัดตามคำรับรอง", "ตัวชี้วัดตามกรอบ"), ("evaluation_indicators",), (
            Column(("id",), 20, ("รหัส", "รหัสตัวชี้วัด", "รหัส KPI")),
            Column(("dimension",), 16, ("มิติที่", "องค์ประกอบที่", "มิติ", "องค์ประกอบ"), "dimensions"),
            Column(("parent",), 20, ("ตัวชี้วัดหลัก",), "evaluation_indicators"),
            Column(("no",), 12, ("ที่", "ลำดับที่", "ข้อ")),
            Column(("name",), 60, ("ชื่อตัวชี้วัด", "ตัวชี้วัด", "ชื่อ")),
            Column(("indicator",), 20, ("ตัวชี้วัดในแผน", "รหัสตัวชี้วัดตามแผน"), "indicators"),
            Column(("weight",), 16, ("น้ำหนัก", "ร้อยละ")),
            Column(("weights_of",), 20, ("น้ำหนักรวมย่อย",)),
            Column(("below",), 30),
            Column(("units",), 24, ("ส่วนราชการ", "หน่วยงานที่รับผิดชอบ", "รหัสส่วนราชการ"), "units"),
            Column(("responsible",), 28, ("ผู้รับผิดชอบ",)),
            Column(("evaluator",), 28, ("ผู้ประเมิน",)),
            Column(("target",), 30, ("ค่าเป้าหมาย",)),
            Column(("unit",), 14, ("หน่วย",)),
            Column(("scheme",), 20, ("วิธีการคิดคะแนน", "วิธีคำนวณคะแนน")),
            Column(("scale",), 20, ("คะแนนระดับ",)),
            Column(("adjustment",), 18, ("ช่วงการปรับเกณฑ์การให้คะแนน", "ช่วงปรับเกณฑ์", "ช่วงการปรับเกณฑ์")),
            *_levels("criteria", guest=True),
        ), N_("ตัวชี้วัดของกรอบการประเมิน แถวละหนึ่งตัว ตัวชี้วัดย่อยระบุรหัสตัวชี้วัดที่อยู่เหนือขึ้นไป"), families=_ONLY,
    ),
    Sheet(
        "เกณฑ์การให้คะแนน", ("criteria", "เกณฑ์", "ระดับคะแนน"), ("criteria",), (
            Column(("group",), 18, ("กลุ่ม",)),
            Column(("label",), 30, ("รายการ",)),
            *_levels(),
        ), N_("เกณฑ์ของแต่ละตัวชี้วัด แถวเดียว หรือแถวละกลุ่มหน่วยงาน เช่น 80, ≤ 60, 75–79 หรือข้อความของขั้นความสำเร็จ"),
        owner=INDICATOR, families=_ONLY,
    ),
    Sheet(
        "ผลตัวชี้วัด",
        ("evaluation-results", "ผลตัวชี้วัดการประเมิน", "ผลการดำเนินงาน", "ผลการดำเนินงานตามตัวชี้วัด"),
        ("evaluation_results",), (
            Column(("indicator",), 20, _CODES, "evaluation_indicators"),
            Column(("as_of",), 16, ("ณ วันที่",)),
            Column(("value",), 18, ("ผลการดำเนินการ", "ผล", "ร้อยละที่ทำได้")),
            Column(("numerator",), 20, ("ตัวตั้ง", "ผลงานที่ทำได้")),
            Column(("denominator",), 20, ("ตัวหาร", "ทั้งหมด")),
            Column(("level",), 14, ("ระดับ", "ระดับความสำเร็จ", "ระดับความสำเร็จที่ดำเนินงานได้")),
            Column(("text",), 30, ("ข้อความผลการดำเนินงาน",)),
            Column(("achieved",), 24, ("ผลสำเร็จ",)),
            Column(("score",), 16, ("คะแนนที่ได้", "คะแนน")),
            Column(("missed_reports",), 18, ("ไม่ได้รายงาน (ครั้ง)", "ไม่ได้รายงาน")),
            Column(("deduction",), 16, ("หักคะแนน",)),
            Column(("deduction_reason",), 30),
            Column(("committee_value",), 18),
            Column(("committee_level",), 18),
            Column(("committee_score",), 18, ("คะแนนของคณะกรรมการ",)),
            Column(("committee_note",), 30),
            Column(("summary",), 50, ("สรุป",)),
            Column(("projects",), 24, ("โครงการ", "รหัสโครงการ", "โครงการ/กิจกรรมที่สนับสนุน"), "projects"),
            Column(("activities",), 40, ("กิจกรรม",)),
            Column(("details",), 70, ("รายละเอียด", "คำชี้แจงรายละเอียดการดำเนินงาน")),
            Column(("note",), 24),
            Column(("factors",), 50, ("ปัจจัยสนับสนุนการดำเนินงาน", "ปัจจัยหรือเงื่อนไขที่สนับสนุน")),
            Column(("obstacles",), 50, ("อุปสรรค", "อุปสรรคต่อการดำเนินงาน", "ปัญหาและอุปสรรค")),
            Column(("explanation",), 50, ("คำชี้แจง", "คำชี้แจงผลการปฏิบัติราชการ")),
            *party("reporter", "ผู้รายงาน", "ผู้รับผิดชอบการรายงาน", least=26),
            Column(("evidence",), 60, ("หลักฐาน", "รายการหลักฐาน"), guest=True),
        ), N_("ผลของตัวชี้วัด แถวละหนึ่งตัว ส่วนราชการแต่ละแห่งกรอกเฉพาะแถวของตน แล้วรวมด้วยคำสั่ง saraban merge"),
        families=_ONLY,
    ),
    Sheet(
        "หลักฐาน", ("evidence", "หลักฐานอ้างอิง", "เอกสารประกอบ"), ("evidence",), (
            Column(("text",), 90, ("รายการหลักฐาน", "หลักฐานอ้างอิง", "ชื่อเอกสาร", "รายการ")),
        ), N_("หลักฐานของแต่ละตัวชี้วัด แถวละหนึ่งรายการ เลขเอกสารโปรแกรมเรียงให้"), owner=RESULT, families=_ONLY,
    ),
    Sheet(
        "ผลรายไตรมาส", ("quarters", "ไตรมาส", "ผลการดำเนินงานรายไตรมาส"), ("quarters",), (
            Column(("quarter",), 14, ("ไตรมาส",)),
            Column(("target",), 18, ("เป้าหมาย", "ค่าเป้าหมาย")),
            Column(("value",), 18, ("ผล", "ผลการดำเนินงาน")),
            Column(("text",), 40, ("รายละเอียด",)),
            Column(("date",), 16, ("วันที่รายงาน", "วันที่")),
        ), N_("ผลของแต่ละตัวชี้วัดเทียบเป้าหมายรายไตรมาส แถวละหนึ่งไตรมาส"), owner=RESULT, families=_ONLY,
    ),
    Sheet(
        "อุทธรณ์", ("appeals", "อุทธรณ์และทบทวนคะแนน", "ขอทบทวนผลคะแนน", "อุทธรณ์/ทบทวนคะแนน"), ("appeals",), (
            Column(("kind",), 20, ("ประเภท",)),
            Column(("round",), 12, ("รอบ", "ครั้งที่")),
            Column(("date",), 16, ("วันที่",)),
            Column(("item",), 44, ("ประเด็น", "เรื่อง", "รายการ")),
            Column(("before",), 24, ("เดิม",)),
            Column(("after",), 24, ("ใหม่", "ขอเปลี่ยนเป็น")),
            Column(("state",), 26, ("ผลการพิจารณา",)),
            Column(("decided",), 16),
            Column(("reason",), 40),
        ), N_("คำขออุทธรณ์และคำขอทบทวนผลคะแนนของแต่ละตัวชี้วัด พร้อมสถานะ"), owner=RESULT, families=_ONLY,
    ),
    Sheet(
        "หัวข้อเพิ่มเติม", ("sections", "หัวข้อ"), ("sections",), (
            Column(("heading",), 44, ("ชื่อหัวข้อ",)),
            Column(("text",), 90, ("ข้อความ", "รายละเอียด")),
        ), N_("หัวข้อที่พิมพ์เพิ่มในรายงาน ใต้ตัวชี้วัด ใต้องค์ประกอบ ท้ายรายงาน หรือเป็นภาคผนวกของกรอบ"),
        owner=PLACE, homes=HOMES, families=_ONLY,
    ),
    Sheet(
        "กำหนดเวลา", ("deadlines", "กำหนดการ", "ปฏิทินการประเมิน"), ("evaluation", "deadlines"), (
            Column(("kind",), 28, ("ประเภท", "กำหนดเวลา", "เรื่อง")),
            Column(("round",), 14, ("รอบ", "รอบที่", "ไตรมาสที่", "ไตรมาส")),
            Column(("start",), 16, ("ตั้งแต่", "เริ่ม", "วันเริ่มต้น")),
            Column(("date",), 16, ("ภายใน", "วันที่", "ถึงวันที่", "สิ้นสุด")),
            Column(("day",), 18, ("ทุกวันที่",)),
            Column(("text",), 50, ("รายละเอียด",)),
            Column(("parties",), 34),
        ), N_("กำหนดเวลาของการประเมิน แถวละหนึ่งรายการ เป็นวัน ช่วงวัน วันของทุกเดือน หรือข้อความ"), families=_ONLY,
    ),
    Sheet(
        "ผู้ลงนามรายงาน", ("evaluation-signatures", "ผู้ลงนามในรายงาน"), ("evaluation", "signatures"), signer(),
        N_("ช่องลงนามท้ายรายงานผลการปฏิบัติราชการ"), families=_ONLY,
    ),
    Sheet(
        "คำรับรอง", ("agreement", "คำรับรองการปฏิบัติราชการ"), ("evaluation", "agreement"), (
            Column(("title",), 90, ("ชื่อ",)),
            Column(("start",), also=("วันเริ่มต้น", "ตั้งแต่วันที่")),
            Column(("end",), also=("วันสิ้นสุด", "ถึงวันที่")),
            Column(("statement",), also=("ข้อความ",)),
        ), N_("คำรับรองการปฏิบัติราชการ กรอกในคอลัมน์ B ไม่กรอกวันใช้ทั้งปีงบประมาณ"), upright=True, families=_ONLY,
    ),
    Sheet(
        "คู่คำรับรอง", ("agreement-parties", "ผู้ทำคำรับรอง", "ผู้ลงนามคำรับรอง"),
        ("evaluation", "agreement", "parties"), signer(),
        N_("ผู้ทำคำรับรองและผู้รับคำรับรอง แถวละหนึ่งคน ผู้ทำคำรับรองแถวแรก"), families=_ONLY,
    ),
)  # fmt: skip
"""Every value of the evaluation has its column here, but for the dimensions, which plans have too."""
