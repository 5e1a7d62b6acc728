"""The sheets of a workbook as data: which heading fills which field. A later kind of document adds sheets here."""

from __future__ import annotations

from pipeline.messages import N_
from pipeline.sources.workbook.evaluation import EVALUATION_SHEETS
from pipeline.sources.workbook.sheets import ByYear, Column, Family, Owner, Sheet, party, signer

__all__ = ["FINDINGS_SHEET", "HELP_SHEET", "SHEETS", "Column", "Sheet"]

FORM, PLAN, EVALUATION = Family.FORM, Family.PLAN, Family.EVALUATION
PROJECT = Owner("projects", Column(("code",), 20, ("รหัส", "เลขที่โครงการ", "โครงการ"), "projects"))
INDICATOR = Owner("indicators", Column(("id",), 18, ("รหัส", "ตัวชี้วัด", "รหัส KPI"), "indicators"))

SHEETS = (
    Sheet(
        "หน่วยงาน", ("agency", "ข้อมูลหน่วยงาน"), (), (
            Column(("fiscal_year",), also=("ปีงบประมาณ", "ปีงบ", "ปี")),
            Column(("as_of",), also=("ข้อมูลณวันที่", "ณวันที่")),
            Column(("agency", "name"), also=("หน่วยงาน", "ชื่อ")),
            Column(("agency", "short_name")),
            Column(("agency", "name_en")),
            Column(("agency", "code")),
        ), N_("ปีงบประมาณและหน่วยงาน กรอกในคอลัมน์ B"), upright=True,
    ),
    Sheet(
        "ส่วนราชการ", ("units", "กอง", "กลุ่มงาน"), ("units",), (
            Column(("id",), 20, ("รหัส",)),
            Column(("name",), 44, ("ชื่อ", "ส่วนราชการ")),
            Column(("short_name",), 14),
            Column(("parent",), 14, ("สังกัด", "อยู่ภายใต้"), "units"),
            Column(("duties",), 70, ("หน้าที่", "อำนาจหน้าที่และความรับผิดชอบ", "ภารกิจ"), family=PLAN),
        ), N_("กองและกลุ่มงาน แถวละหนึ่งแห่ง ที่แผ่นงานอื่นอ้างถึงด้วยรหัส"),
    ),
    Sheet(
        "บุคคล", ("people", "รายชื่อ", "ผู้เกี่ยวข้อง"), ("people",), (
            Column(("id",), 16, ("รหัส",)),
            Column(("name",), 28, ("ชื่อ", "ชื่อและนามสกุล", "ชื่อ นามสกุล")),
            Column(("position",), 34),
            Column(("unit",), 16, ("สังกัด",), "units"),
            Column(("phone",), 20, ("โทร", "เบอร์โทร", "เบอร์โทรศัพท์", "หมายเลขโทรศัพท์")),
        ), N_("บุคคลที่แผ่นงานอื่นอ้างถึงด้วยรหัส แถวละหนึ่งคน"),
    ),
    Sheet(
        "แผนพัฒนา", ("strategy", "ยุทธศาสตร์", "แผน"), ("strategy",), (
            Column(("code",), 12, ("รหัสแผน", "เลขที่")),
            Column(("level",), 14),
            Column(("name",), 60, ("ชื่อ", "รายการ")),
            Column(("name_en",), 30),
            Column(("parent",), 18, refers="strategy"),
            Column(("part",), 24, ("ส่วนที่", "ส่วนของเล่ม"), family=PLAN),
            Column(("no",), 14, ("เลขมาตรการ",), family=PLAN),
            Column(("tag",), 18, ("ประเภท",), family=PLAN),
            Column(("supports",), 22, ("ตัวชี้วัดเป้าประสงค์", "สนับสนุนตัวชี้วัดเป้าประสงค์"), "indicators", family=PLAN),
        ), N_("แผนพัฒนากรุงเทพมหานคร: ด้าน มิติ เป้าหมาย เป้าประสงค์ มาตรการ"), families=(FORM,), shared=True,
    ),
    Sheet(
        "ตัวชี้วัด", ("indicators", "kpi", "รายการตัวชี้วัด", "ตัวชี้วัดและค่าเป้าหมาย"), ("indicators",), (
            Column(("id",), 16, ("รหัส", "รหัส KPI")),
            Column(("name",), 56, ("ตัวชี้วัด", "ชื่อ", "รายการ")),
            Column(("node",), 18, ("รหัสแผนพัฒนา", "รหัสเป้าประสงค์", "รหัสมาตรการ"), "strategy"),
            Column(("dimension",), 16, ("มิติที่", "มิติ"), "dimensions"),
            Column(("parent",), 18, refers="indicators"),
            Column(("no",), 14),
            Column(("level",), 16, ("ระดับ",)),
            Column(("definition",), 60, ("นิยาม", "คำอธิบาย", "คำนิยาม")),
            Column(("definition_target",), 24),
            Column(("formula", "text"), 50, ("วิธีการคำนวณ", "สูตรการคำนวณ", "สูตร", "วิธีคำนวณ")),
            Column(("formula", "numerator"), 40, ("ตัวตั้ง", "เศษ")),
            Column(("formula", "denominator"), 40, ("ตัวหาร", "ส่วน")),
            Column(("formula", "times"), 14, ("คูณ", "x", "×")),
        ), N_("ตัวชี้วัดของเป้าประสงค์ มาตรการ หรือมิติการประเมิน ค่าเป้าหมายกรอกเป็นคอลัมน์ปีละคอลัมน์ได้"),
        families=(PLAN,), shared=True,
        by_year=ByYear("targets", "text", "level", ("ค่าเป้าหมาย", "เป้าหมาย", "ค่าเป้าหมายตัวชี้วัด")),
    ),
    Sheet(
        "ค่าเป้าหมาย", ("targets", "เป้าหมายตัวชี้วัด", "ค่าเป้าหมายรายปี"), ("targets",), (
            Column(("year",), 18, ("ปีงบประมาณ", "ปีงบ", "ปี")),
            Column(("text",), 44, ("ข้อความ", "เป้าหมาย")),
            Column(("comparator",), 18),
            Column(("number",), 16, ("ค่า", "ตัวเลข")),
            Column(("unit",), 18, ("หน่วย",)),
        ), N_("ค่าเป้าหมายที่แยกเงื่อนไข จำนวน และหน่วยนับ ตัวชี้วัดละหลายปี ใช้เมื่อไม่กรอกเป็นคอลัมน์ในแผ่นงานตัวชี้วัด"),
        owner=INDICATOR, families=(PLAN,), shared=True,
    ),
    Sheet(
        "กิจกรรม", ("activities", "กิจกรรมที่สนับสนุน"), ("activities",), (
            Column(("name",), 60, ("ชื่อกิจกรรม", "กิจกรรม", "รายการ")),
            Column(("unit",), 24, ("ส่วนราชการ", "หน่วยงานที่รับผิดชอบ"), "units"),
        ), N_("กิจกรรมที่สนับสนุนตัวชี้วัดและไม่อยู่ในแผ่นงานโครงการ"), owner=INDICATOR, families=(PLAN,), shared=True,
    ),
    Sheet(
        "โครงการ", ("projects", "โครงการ/กิจกรรม", "รายชื่อโครงการ", "ข้อมูลโครงการ"), ("projects",), (
            Column(("code",), 20, ("รหัส", "เลขที่โครงการ")),
            Column(("name",), 50, ("ชื่อโครงการ", "ชื่อกิจกรรม", "โครงการ", "โครงการ/กิจกรรม")),
            Column(("kind",), 18, ("ประเภท",)),
            Column(("fiscal_year",), 18, ("ปีงบประมาณ", "ปีงบ")),
            Column(("start",), 18, ("วันเริ่มต้น", "วันที่เริ่มต้น", "เริ่มต้น", "เริ่ม", "วันเริ่มโครงการ")),
            Column(("end",), 18, ("วันสิ้นสุด", "วันที่สิ้นสุด", "สิ้นสุด", "วันสิ้นสุดโครงการ")),
            Column(("budget_received",), 22, ("งบประมาณ", "งบประมาณที่ได้รับจัดสรร")),
            Column(("budget_spent",), 22, ("ใช้จ่าย", "งบประมาณที่ใช้จ่าย")),
            Column(("unit",), 18, ("ส่วนราชการ", "หน่วยงาน", "หน่วยงานรับผิดชอบ"), "units"),
            *party("responsible", "ผู้รับผิดชอบ", "ชื่อผู้รับผิดชอบ", "ผู้รับผิดชอบโครงการ"),
            *party("coordinator", "ผู้ประสานงาน", "ชื่อผู้ประสานงาน", "ผู้ประสานงาน สยป"),
            Column(("measure",), 18, refers="strategy", family=PLAN),
            Column(("indicator",), 22, ("ตัวชี้วัดมาตรการ", "รหัสตัวชี้วัด"), "indicators", family=PLAN),
            Column(("budget",), 22, ("งบประมาณที่ขอ", "งบประมาณตามแผนฯ"), family=PLAN),
            Column(("budget_source",), 18, ("แหล่งงบ", "แหล่งเงิน", "แหล่งที่มาของงบประมาณ"), family=PLAN),
            Column(("funding",), 22, ("การได้รับงบประมาณ",), family=PLAN),
            Column(("additional",), 18, ("เพิ่มเติม",), family=PLAN),
            Column(("area",), 24, ("ด้าน", "แผนงาน"), family=PLAN),
            Column(("priority",), 16, family=PLAN),
            Column(("rationale",), 60),
            Column(("objectives",), 60, ("วัตถุประสงค์",)),
            Column(("targets",), 60, ("เป้าหมาย",)),
        ), N_("แถวละหนึ่งโครงการ ข้อความหลายย่อหน้าขึ้นบรรทัดใหม่ในช่องด้วย Alt+Enter แล้วเว้นหนึ่งบรรทัด"),
    ),
    Sheet(
        "ขั้นตอน", ("steps", "ขั้นตอนการปฏิบัติงาน"), ("steps",), (
            Column(("name",), 50, ("ขั้นตอนการปฏิบัติงาน", "รายการ")),
            Column(("weight",), 18, ("น้ำหนัก", "ร้อยละ")),
            Column(("start",), 16, ("เริ่ม", "เริ่มต้น")),
            Column(("end",), 16, ("สิ้นสุด", "ถึง")),
        ), N_("ขั้นตอนการปฏิบัติงานของแต่ละโครงการ น้ำหนักรวมกันเป็น 100"), owner=PROJECT, families=(FORM,),
    ),
    Sheet(
        "รายงาน", ("reports", "รายงานความก้าวหน้า", "ความก้าวหน้า"), ("reports",), (
            Column(("no",), 18, ("ครั้งที่", "รายงานครั้งที่")),
            Column(("date",), 16, ("วันที่", "วันรายงาน")),
            Column(("narrative",), 70, ("ผลการดำเนินการ", "รายละเอียด")),
            Column(("progress",), 22, ("ความก้าวหน้า", "ร้อยละความก้าวหน้า", "ร้อยละ")),
            Column(("disbursement_no",), 16, ("การเบิกจ่ายครั้งที่",)),
            Column(("disbursed",), 24, ("เบิกจ่าย", "เบิกใช้", "งบประมาณที่เบิกจ่าย", "จำนวนเงินที่เบิก")),
            Column(("on_plan",), 18, ("ตามแผน",)),
            Column(("on_target",), 22, ("ตามเป้าหมาย",)),
        ), N_("รายงานความก้าวหน้า แถวละหนึ่งครั้ง จำนวนเงินเป็นของครั้งนั้น ไม่ใช่ยอดสะสม"), owner=PROJECT, families=(FORM,),
    ),
    Sheet(
        "สนับสนุนแผน", ("alignments", "ความสอดคล้อง", "สนับสนุนแผนพัฒนา"), ("alignments",), (
            Column(("node",), 14, ("รหัสแผนพัฒนา",), "strategy"),
            Column(("strategy",), 40, ("ด้าน", "ยุทธศาสตร์")),
            Column(("dimension",), 40, ("มิติ",)),
            Column(("goal",), 40, ("เป้าหมาย",)),
            Column(("indicator",), 50),
        ), N_("โครงการสนับสนุนแผนพัฒนาข้อใด ใส่รหัสแผน หรือพิมพ์ข้อความเอง"), owner=PROJECT, families=(FORM,),
    ),
    Sheet(
        "ผลประเมิน", ("assessments", "ผลการประเมิน", "ผลการประเมินรายไตรมาส"), ("assessments",), (
            Column(("quarter",), 14),
            Column(("score",), 12),
            Column(("note",), 40),
        ), N_("คะแนนที่ สยป. ให้รายไตรมาส เว้นคะแนนว่างไว้ได้"), owner=PROJECT, families=(FORM,),
    ),
    Sheet(
        "ผู้ลงนาม", ("signatures", "ลงนาม", "ช่องลงนาม"), ("signatures",), (
            *signer(),
        ), N_("ช่องลงนามท้ายเอกสาร แถวที่ไม่ใส่รหัสโครงการใช้กับทุกโครงการ"), owner=PROJECT, or_house=True, families=(FORM,),
    ),
    Sheet(
        "โครงการพื้นฐาน", ("baseline", "โครงการประจำปีพื้นฐาน", "รายการประจำปีพื้นฐาน", "บัญชีรายการ"), ("baseline",), (
            Column(("name",), 60, ("ชื่อ", "รายการ", "โครงการ", "ชื่อโครงการ")),
            Column(("area",), 30, ("ด้าน", "แผนงาน")),
            Column(("budget",), 22, ("งบประมาณ", "จำนวนเงิน")),
            Column(("unit",), 18, ("หน่วยงาน", "หน่วยงานที่รับผิดชอบ"), "units"),
        ), N_("บัญชีรายการ/โครงการประจำปีพื้นฐาน ผลรวมโปรแกรมคำนวณให้"), families=(PLAN,),
    ),
    Sheet(
        "มิติการประเมิน", ("dimensions", "มิติ", "องค์ประกอบ", "องค์ประกอบการประเมิน"), ("dimensions",), (
            Column(("no",), 12, ("ที่", "ลำดับที่", "มิติ/องค์ประกอบที่", "องค์ประกอบที่", "เลขที่")),
            Column(("name",), 60, ("ชื่อ", "มิติ", "ชื่อมิติ/องค์ประกอบ", "ชื่อองค์ประกอบ", "องค์ประกอบ")),
            Column(("name_en",), 26, family=EVALUATION),
            Column(("weight",), 16, ("น้ำหนัก", "ร้อยละ"), family=EVALUATION),
            Column(("indicator",), 44, ("ตัวชี้วัด", "ตัวชี้วัดขององค์ประกอบ"), family=EVALUATION),
            Column(("form",), 18, ("หน้าแบบฟอร์ม",), family=EVALUATION),
            *party("reporter", "ผู้รายงาน", "ผู้รับผิดชอบการรายงาน", family=EVALUATION, least=26),
            Column(("factors",), 50, ("ปัจจัยสนับสนุน", "ปัจจัยสนับสนุนการดำเนินงาน"), family=EVALUATION),
            Column(("obstacles",), 50, ("อุปสรรค", "อุปสรรคต่อการดำเนินงาน"), family=EVALUATION),
        ), N_("มิติหรือองค์ประกอบการประเมินของปีนี้ หากไม่กรอกจะใช้สี่มิติตามกรอบ พ.ศ. 2561–2563"),
        families=(PLAN, EVALUATION),
    ),
    Sheet(
        "เล่มแผน", ("plan-book", "แผนปฏิบัติราชการ", "แผนปฏิบัติราชการประจำปี"), ("plan_book",), (
            Column(("title",), 90, ("ชื่อ",)),
            Column(("version",)),
            Column(("seal",), also=("ตราสัญลักษณ์", "ตรา")),
            Column(("preface",)),
            Column(("history",), also=("ข้อมูลทั่วไป", "ประวัติ")),
            Column(("last_year", "fiscal_year")),
            Column(("last_year", "intro")),
            Column(("last_year", "highlights")),
            Column(("vision",)),
            Column(("mission",)),
            Column(("implementation",)),
            Column(("back_cover",), also=("ปกหลัง",)),
            Column(("target_years",)),
        ), N_("ข้อความในเล่มแผน กรอกในคอลัมน์ B ตัวหนาเขียน **ข้อความ** ตารางขึ้นต้นและคั่นช่องด้วย | บรรทัดละแถว"),
        upright=True, families=(PLAN,),
    ),
    Sheet(
        "SWOT", ("swot", "การวิเคราะห์สภาพแวดล้อม"), ("plan_book", "swot"), (
            Column(("intro",), 90),
            Column(("strengths",), also=("Strengths", "S")),
            Column(("weaknesses",), also=("Weaknesses", "W")),
            Column(("opportunities",), also=("Opportunities", "O")),
            Column(("threats",), also=("Threats", "T", "ภัยคุกคาม")),
        ), N_("การวิเคราะห์สภาพแวดล้อม แต่ละช่องเป็นรายการ หรือใช้หัวคอลัมน์แล้วกรอกแถวละข้อ"), upright=True, families=(PLAN,),
    ),
    Sheet(
        "ผลงานปีที่ผ่านมา", ("last-year", "ผลการดำเนินงานปีที่ผ่านมา"), ("plan_book", "last_year", "groups"), (
            Column(("dimension",), 14, ("มิติ", "มิติการประเมินที่"), "dimensions"),
            Column(("title",), 40, ("ชื่อกลุ่ม",)),
            Column(("items",), 90, ("โครงการ", "ผลงาน")),
        ), N_("โครงการของปีที่ผ่านมา แถวละกลุ่ม รายการในช่องขึ้นบรรทัดใหม่ด้วย Alt+Enter จำนวนโปรแกรมนับให้"), families=(PLAN,),
    ),
    Sheet(
        "ส่วนของเล่ม", ("parts", "ลำดับส่วน"), ("plan_book", "parts"), (
            Column(("part",), 34, ("ส่วน",)),
            Column(("show",), 14),
            Column(("title",), 40, ("ชื่อ", "หัวข้อ")),
            Column(("text",), 90, ("ข้อความ",)),
        ), N_("ส่วนของเล่มที่ต้องการ เรียงตามลำดับ หากเว้นว่างทั้งแผ่นงานจะพิมพ์ทุกส่วนที่มีข้อมูลตามแบบ"), families=(PLAN,),
    ),
    *EVALUATION_SHEETS,
    Sheet(
        "แบบหน่วยงาน", ("house", "แบบของหน่วยงาน", "รูปแบบ"), ("house",), (
            Column(("font",)),
            Column(("docx_font",)),
            Column(("digits",)),
            Column(("margins", "left")),
            Column(("margins", "right")),
            Column(("margins", "top")),
            Column(("margins", "bottom")),
            Column(("picture",)),
            Column(("report_day",)),
            Column(("duplex",), family=PLAN),
            Column(("gutter",), family=PLAN),
        ), N_("รูปแบบเอกสารของหน่วยงาน ไม่กรอกก็ได้"), upright=True,
    ),
    Sheet(
        "กฎที่ไม่แจ้งเตือน", ("silence", "กฎที่ยกเว้น"), ("house", "silence"), (
            Column(("rule",), 28),
            Column(("reason",), 60),
            Column(("project",), 18, ("โครงการ", "รหัสโครงการ"), "projects"),
        ), N_("กฎที่ไม่ต้องแจ้งเตือน พร้อมเหตุผลซึ่งจะแสดงในผลการตรวจ"),
    ),
)  # fmt: skip

HELP_SHEET = "คำแนะนำ"
"""The sheet of instructions that the writer puts first; never read."""

FINDINGS_SHEET = "ผลการตรวจ"
"""The sheet that ``saraban check --annotate`` puts in front of a copy; never read when the copy comes back."""
