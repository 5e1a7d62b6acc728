"""What a planner calls a record: ``โครงการ 03000000-0001 รายงานครั้งที่ 5``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.messages import N_, gettext
from pipeline.model import (
    Activity,
    Agency,
    Agreement,
    Alignment,
    Appeal,
    Assessment,
    BaselineProject,
    CriterionRow,
    Dataset,
    Deadline,
    Evaluation,
    EvaluationDimension,
    EvaluationIndicator,
    EvaluationResult,
    Evidence,
    Formula,
    House,
    Indicator,
    LastYear,
    Margins,
    Narrative,
    PartChoice,
    Party,
    Person,
    PlanBook,
    ProgressReport,
    Project,
    QuarterResult,
    Record,
    ResultGroup,
    SignatureBlock,
    Silence,
    Step,
    StrategyNode,
    Swot,
    Target,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.sources.nodes import Fields

NAMES: Final[Mapping[type[Record], tuple[str, str]]] = {
    # What records of a class are called, and the field that tells one from the other.
    Dataset: (N_("ชุดข้อมูล"), ""),
    Agency: (N_("หน่วยงาน"), ""),
    Unit: (N_("ส่วนราชการ"), "id"),
    Person: (N_("บุคคล"), "id"),
    StrategyNode: (N_("แผนพัฒนา"), "code"),
    Indicator: (N_("ตัวชี้วัด"), "id"),
    Target: (N_("ค่าเป้าหมาย"), "year"),
    Formula: (N_("วิธีการคำนวณ"), ""),
    Activity: (N_("กิจกรรมที่สนับสนุน"), "name"),
    Project: (N_("โครงการ"), "code"),
    Step: (N_("ขั้นตอน"), "name"),
    ProgressReport: (N_("รายงานครั้งที่"), "no"),
    Assessment: (N_("ผลการประเมินไตรมาส"), "quarter"),
    Alignment: (N_("การสนับสนุนแผน"), ""),
    SignatureBlock: (N_("ช่องลงนาม"), "role"),
    Party: (N_("ผู้รับผิดชอบหรือผู้ประสานงาน"), ""),
    BaselineProject: (N_("โครงการประจำปีพื้นฐาน"), "name"),
    EvaluationDimension: (N_("มิติการประเมิน"), "no"),
    Evaluation: (N_("กรอบการประเมินผล"), ""),
    EvaluationIndicator: (N_("ตัวชี้วัดการประเมิน"), "id"),
    CriterionRow: (N_("เกณฑ์การให้คะแนน"), "group"),
    EvaluationResult: (N_("ผลตัวชี้วัดการประเมิน"), "indicator"),
    Evidence: (N_("หลักฐานอ้างอิง"), ""),
    QuarterResult: (N_("ผลไตรมาสที่"), "quarter"),
    Appeal: (N_("อุทธรณ์/ทบทวนคะแนน"), "item"),
    Narrative: (N_("หัวข้อ"), "heading"),
    Deadline: (N_("กำหนดเวลา"), "kind"),
    Agreement: (N_("คำรับรองการปฏิบัติราชการ"), ""),
    PlanBook: (N_("แผนปฏิบัติราชการประจำปี"), ""),
    Swot: (N_("การวิเคราะห์สภาพแวดล้อม"), ""),
    LastYear: (N_("ผลการดำเนินงานปีที่ผ่านมา"), ""),
    ResultGroup: (N_("ผลงานปีที่ผ่านมา"), "title"),
    PartChoice: (N_("ส่วนของเล่ม"), "part"),
    House: (N_("แบบของหน่วยงาน"), ""),
    Margins: (N_("ระยะขอบ"), ""),
    Silence: (N_("กฎที่ไม่แจ้งเตือน"), "rule"),
}

_SILENT: Final = frozenset({Dataset, Party, Margins, Formula, Swot, LastYear, Evaluation})
"""Records that are a part of another one's description and need no name of their own."""


def name_of(record: type[Record]) -> str:
    """What records of a class are called."""
    return gettext(NAMES[record][0]) if record in NAMES else record.__name__


def subject(record: type[Record], fields: Fields) -> str:
    """What one record is called, from what is written; empty for those that need no name."""
    if record in _SILENT:
        return ""
    key = NAMES.get(record, ("", ""))[1]
    written = " ".join(fields.text(key).split()) if key else ""
    return f"{name_of(record)} {written[:60]}".strip()
