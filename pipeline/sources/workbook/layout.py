"""The sheets of a workbook as data: which heading fills which field. A later kind of document adds sheets here.

Headings and their notes come from the titles and descriptions of the model. ``also`` lists what else people
write above a column; case, spaces, line breaks, brackets and punctuation do not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.messages import N_
from pipeline.model import Dataset
from pipeline.sources.shapes import FieldShape, ListShape, RecordShape, fields_of

if TYPE_CHECKING:
    from pipeline.model import Record

Path = tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column: the path of its field below the record of the row, and how wide it is (characters).

    ``refers`` names the list of the dataset that a drop-down offers.
    """

    path: Path
    width: int = 16
    also: tuple[str, ...] = ()
    refers: str = ""


@dataclass(frozen=True)
class Sheet:
    """A sheet: the list or group of the dataset that it holds.

    ``owned``: rows belong to projects and begin with a project code. ``or_house``: a row without a code belongs
    to the house style. ``upright``: names below each other with the value beside, for a single record.
    """

    name: str
    also: tuple[str, ...]
    target: Path
    columns: tuple[Column, ...]
    help: str
    owned: bool = False
    or_house: bool = False
    upright: bool = False

    @cached_property
    def record(self) -> type[Record]:
        """The class of the records of this sheet."""
        record: type[Record] = Dataset
        for name in (("projects",) if self.owned else ()) + self.target:
            shape = fields_of(record)[name].shape
            shape = shape.item if isinstance(shape, ListShape) else shape
            assert isinstance(shape, RecordShape)  # noqa: S101 - the table below is wrong otherwise
            record = shape.record
        return record

    def fields(self, column: Column) -> tuple[FieldShape, ...]:
        """The fields on the way to a column's value, outermost first."""
        known = self._fields.get(column.path)
        return known if known is not None else self._fields.setdefault(column.path, self._found(column))

    @cached_property
    def _fields(self) -> dict[Path, tuple[FieldShape, ...]]:
        return {}

    def _found(self, column: Column) -> tuple[FieldShape, ...]:
        found: list[FieldShape] = []
        record = self.record
        for name in column.path:
            found.append(fields_of(record)[name])
            if isinstance(shape := found[-1].shape, RecordShape):
                record = shape.record
        return tuple(found)

    def required(self, column: Column) -> bool:
        """Whether every record of the sheet has this value."""
        return all(field.required for field in self.fields(column))

    def heading(self, column: Column) -> str:
        """The heading of a column: the title of its field, after that of the group around it.

        Headings are Thai whatever the language of messages: they are what stands in the workbook.
        """
        titles = [field.title for field in self.fields(column) if field.name != "agency" or not self.upright]
        return ": ".join(titles)


PROJECT_CODE = Column(("code",), 20, ("รหัส", "เลขที่โครงการ", "โครงการ"), "projects")
"""The first column of every sheet whose rows belong to projects."""


def _party(name: str, *also: str) -> tuple[Column, ...]:
    return (
        Column((name, "person"), 18, refers="people"),
        Column((name, "name"), 24, also),
        Column((name, "position"), 28),
        Column((name, "unit"), 18, refers="units"),
        Column((name, "phone"), 20, (f"โทร{also[0]}",) if also else ()),
    )


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
        ), N_("แผนพัฒนากรุงเทพมหานคร: ด้าน มิติ เป้าหมาย เป้าประสงค์ มาตรการ"),
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
            *_party("responsible", "ผู้รับผิดชอบ", "ชื่อผู้รับผิดชอบ", "ผู้รับผิดชอบโครงการ"),
            *_party("coordinator", "ผู้ประสานงาน", "ชื่อผู้ประสานงาน", "ผู้ประสานงาน สยป"),
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
        ), N_("ขั้นตอนการปฏิบัติงานของแต่ละโครงการ น้ำหนักรวมกันเป็น 100"), owned=True,
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
        ), N_("รายงานความก้าวหน้า แถวละหนึ่งครั้ง จำนวนเงินเป็นของครั้งนั้น ไม่ใช่ยอดสะสม"), owned=True,
    ),
    Sheet(
        "สนับสนุนแผน", ("alignments", "ความสอดคล้อง", "สนับสนุนแผนพัฒนา"), ("alignments",), (
            Column(("node",), 14, ("รหัสแผนพัฒนา",), "strategy"),
            Column(("strategy",), 40, ("ด้าน", "ยุทธศาสตร์")),
            Column(("dimension",), 40, ("มิติ",)),
            Column(("goal",), 40, ("เป้าหมาย",)),
            Column(("indicator",), 50),
        ), N_("โครงการสนับสนุนแผนพัฒนาข้อใด ใส่รหัสแผน หรือพิมพ์ข้อความเอง"), owned=True,
    ),
    Sheet(
        "ผลประเมิน", ("assessments", "ผลการประเมิน", "ผลการประเมินรายไตรมาส"), ("assessments",), (
            Column(("quarter",), 14),
            Column(("score",), 12),
            Column(("note",), 40),
        ), N_("คะแนนที่ สยป. ให้รายไตรมาส เว้นคะแนนว่างไว้ได้"), owned=True,
    ),
    Sheet(
        "ผู้ลงนาม", ("signatures", "ลงนาม", "ช่องลงนาม"), ("signatures",), (
            Column(("role",), 28, ("ฐานะ", "บทบาท")),
            Column(("person",), 16, refers="people"),
            Column(("name",), 28, ("ชื่อ",)),
            Column(("position",), 34),
            Column(("date",), 16, ("วันที่",)),
        ), N_("ช่องลงนามท้ายเอกสาร แถวที่ไม่ใส่รหัสโครงการใช้กับทุกโครงการ"), owned=True, or_house=True,
    ),
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
