"""The indicators of the evaluation framework (ตัวชี้วัดตามคำรับรอง), how they are scored, and what came of them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from pipeline.model.agency import Party
from pipeline.model.evaluation import Narrative, PointScale
from pipeline.model.record import Key, Line, Percent, Record
from pipeline.model.richtext import RichText

Number = Annotated[Decimal, Field(ge=-(10**12), le=10**12)]
Points = Annotated[Decimal, Field(ge=0, le=10**4)]
Level = Annotated[Decimal, Field(ge=0, le=5, decimal_places=2)]


_CELL = "เช่น 80, ≤ 60, 75–79 หรือข้อความของขั้นความสำเร็จ"


class ScoringScheme(StrEnum):
    """How a result becomes a score (วิธีคิดคะแนน); :mod:`pipeline.scoring` computes them and tells their sources."""

    INTERPOLATED = "เทียบสัดส่วน"
    """Linear between the thresholds of the criteria."""
    LEVELS = "ขั้นบันได"
    """The points of the highest level whose threshold or range the result reaches."""
    WEIGHT = "คะแนนตามน้ำหนัก"
    """Level out of five, of the weight: 3, 6, 9, 12, 15 of 15."""
    MILESTONES = "ขั้นความสำเร็จ"
    """The level of the last milestone that was reached."""


class CriterionRow(Record):
    """A row of the scoring criteria (เกณฑ์การให้คะแนน), for one agency group or for all.

    A cell is printed as written and read by :mod:`pipeline.scoring.criteria`: ``80``, ``≤ 60``, ``75–79``, ``3 คะแนน``,
    ``ร้อยละ 40``, or the text of a milestone. ``label`` stands in the first column instead of the indicator or group.
    """

    group: Key | None = Field(default=None, title="กลุ่มหน่วยงาน", description="เช่น A เว้นว่างเมื่อใช้กับทุกกลุ่ม")
    label: Line | None = Field(default=None, title="รายการของเกณฑ์", description="พิมพ์หน้าแถวแทนชื่อตัวชี้วัด")
    level_1: Line | None = Field(default=None, title="ระดับ 1", description=_CELL)
    level_2: Line | None = Field(default=None, title="ระดับ 2", description=_CELL)
    level_3: Line | None = Field(default=None, title="ระดับ 3", description=_CELL)
    level_4: Line | None = Field(default=None, title="ระดับ 4", description=_CELL)
    level_5: Line | None = Field(default=None, title="ระดับ 5", description=_CELL)

    @property
    def cells(self) -> tuple[str | None, ...]:
        """The five cells, level 1 first."""
        return (self.level_1, self.level_2, self.level_3, self.level_4, self.level_5)


class EvaluationIndicator(Record):
    """An indicator of the framework. What the plan already says of it (``indicator``) is not written again.

    ``weight`` is in percent of the whole. Where ``weights_of`` is given, the weights of the indicators below this one
    are shares of that number (five negotiated indicators of 20 each, 100 together, inside a weight of 60). An indicator
    below another names it as ``parent``; what is printed between both is ``below``. Without criteria the points of
    :attr:`ScoringScheme.WEIGHT` are computed. ``adjustment`` is the step between two levels, printed as
    ``ช่วงการปรับเกณฑ์การให้คะแนน +/- 10 ต่อ 1 ระดับคะแนน``.
    """

    id: Key = Field(title="รหัสตัวชี้วัดการประเมิน")
    dimension: Annotated[int, Field(ge=1, le=9)] = Field(title="มิติ/องค์ประกอบที่")
    parent: Key | None = Field(default=None, title="อยู่ภายใต้ตัวชี้วัด")
    no: Line | None = Field(default=None, title="เลขที่", description="พิมพ์ตามที่กรอก เช่น 5.1 ไม่กรอก โปรแกรมนับให้")
    name: Line | None = Field(default=None, title="ชื่อตัวชี้วัดการประเมิน", description="ไม่กรอกใช้ชื่อตามแผน")
    indicator: Key | None = Field(default=None, title="รหัสตัวชี้วัดในแผน", description="ของเล่มแผน ถ้ามี")
    weight: Percent | None = Field(
        default=None, title="น้ำหนัก (ร้อยละ)", description="ของทั้งกรอบ ตัวชี้วัดย่อยที่เว้นว่างแบ่งกันเท่า ๆ กัน"
    )
    weights_of: Percent | None = Field(default=None, title="น้ำหนักรวมของตัวชี้วัดย่อย", description="เช่น 100")
    below: Line | None = Field(default=None, title="หัวข้อเหนือตัวชี้วัดย่อย", description="เช่น ประกอบด้วย")
    units: tuple[Key, ...] = Field(default=(), title="ส่วนราชการที่รับผิดชอบ")
    responsible: Line | None = Field(default=None, title="ผู้รับผิดชอบ (ข้อความ)", description="เช่น ทุกส่วนราชการ")
    evaluator: Line | None = Field(default=None, title="หน่วยงานผู้ประเมิน")
    target: Line | None = Field(default=None, title="เป้าหมาย", description="ไม่กรอกใช้ค่าเป้าหมายตามแผน หรือ ระดับ 5")
    unit: Line | None = Field(default=None, title="หน่วยนับ", description="เช่น ร้อยละ")
    scheme: ScoringScheme = Field(
        default=ScoringScheme.INTERPOLATED, title="วิธีคิดคะแนน", description="ไม่กรอกใช้ เทียบสัดส่วน"
    )
    scale: PointScale | None = Field(default=None, title="คะแนนระดับ 1–5", description="ไม่กรอกใช้ของกรอบ")
    adjustment: Points | None = Field(
        default=None, title="ช่วงปรับเกณฑ์ต่อระดับ", description="เช่น 5 พิมพ์เป็น +/- 5 ต่อ 1 ระดับคะแนน"
    )
    criteria: tuple[CriterionRow, ...] = Field(default=(), title="เกณฑ์การให้คะแนน")

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        if self.name is None and self.indicator is None:
            raise ValueError("an indicator of the framework has a name, or is one of the plan")
        return self


class Evidence(Record):
    """One document of the evidence of an indicator (หลักฐานอ้างอิง). Its number, and the indicator's, are computed."""

    text: Line = Field(title="หลักฐาน")


class QuarterResult(Record):
    """The result of an indicator in one quarter of the fiscal year, beside the target of that quarter."""

    quarter: Annotated[int, Field(ge=1, le=4)] = Field(title="ไตรมาสที่")
    target: Number | None = Field(default=None, title="เป้าหมายของไตรมาส")
    value: Number | None = Field(default=None, title="ผลของไตรมาส")
    text: Line | None = Field(default=None, title="ผลการดำเนินงานของไตรมาส")
    date: dt.date | None = Field(default=None, title="วันที่รายงานผล")


class AppealKind(StrEnum):
    """An appeal changes what was agreed, a review corrects a score."""

    APPEAL = "อุทธรณ์"
    REVIEW = "ขอทบทวนผลคะแนน"


class AppealState(StrEnum):
    """What became of an appeal or a review (สถานะ)."""

    PREPARED = "อยู่ระหว่างจัดทำคำขอ"
    PENDING = "อยู่ระหว่างรอผลการพิจารณา"
    GRANTED = "เห็นชอบ"
    PARTLY = "เห็นชอบบางส่วน"
    REFUSED = "ไม่เห็นชอบ"
    WITHDRAWN = "ถอนคำขอ"


class Appeal(Record):
    """An appeal (อุทธรณ์) or the request to review a score (ขอทบทวนผลคะแนน): what it asks, from what to what."""

    kind: AppealKind = Field(default=AppealKind.APPEAL, title="ประเภทคำขอ")
    round: Annotated[int, Field(ge=1, le=9)] | None = Field(default=None, title="รอบที่")
    date: dt.date | None = Field(default=None, title="วันที่ยื่น")
    item: Line = Field(title="ประเด็นที่ขอ", description="เช่น ขอลดค่าเป้าหมาย")
    before: Line | None = Field(default=None, title="จาก")
    after: Line | None = Field(default=None, title="เป็น")
    state: AppealState | None = Field(default=None, title="สถานะ")
    decided: dt.date | None = Field(default=None, title="วันที่ทราบผล")
    reason: Line | None = Field(default=None, title="เหตุผล")


class EvaluationResult(Record):
    """What came of an indicator of the framework, told once for all tables that print it.

    The result is a number (``value``, or ``numerator`` of ``denominator`` in percent), a level, or a text alone.
    ``achieved`` is what a detail table says where somebody wrote it apart: it is checked against the level. ``score``
    is what the agency has put down itself, checked against what is computed; ``committee_*`` is the evaluator's.
    ``details`` are the details of the work (รายละเอียดผลการดำเนินงาน, on form pages คำชี้แจงรายละเอียดการดำเนินงาน),
    ``summary`` the few sentences of it in the table of the component.
    """

    indicator: Key = Field(title="รหัสตัวชี้วัดการประเมิน")
    reporter: Party | None = Field(default=None, title="ผู้รับผิดชอบการรายงาน")
    as_of: dt.date | None = Field(default=None, title="ข้อมูล ณ วันที่")
    value: Number | None = Field(
        default=None, title="ผลการดำเนินงาน (ตัวเลข)", description="หน่วยเดียวกับเกณฑ์ ร้อยละ 92.5 กรอก 92.5"
    )
    numerator: Number | None = Field(
        default=None, title="ผลงานที่ทำได้ (ตัวตั้ง)", description="กรอกคู่กับตัวหาร โปรแกรมคิดเป็นร้อยละให้"
    )
    denominator: Annotated[Decimal, Field(gt=0, le=10**12)] | None = Field(default=None, title="ทั้งหมด (ตัวหาร)")
    level: Level | None = Field(
        default=None, title="ระดับที่ทำได้", description="0–5 เมื่อเกณฑ์เป็นขั้นความสำเร็จหรือไม่มีผลเป็นตัวเลข"
    )
    text: Line | None = Field(default=None, title="ผลการดำเนินงาน (ข้อความ)", description="ถ้ากรอก พิมพ์แทนตัวเลขหรือระดับ")
    achieved: Line | None = Field(default=None, title="ผลสำเร็จในตารางรายละเอียด", description="ไม่กรอกใช้ผลเดียวกับตารางสรุป")
    score: Points | None = Field(
        default=None, title="คะแนนประเมินตนเอง", description="ไม่ต้องกรอก โปรแกรมคิดให้ ถ้ากรอกจะตรวจว่าตรงกัน"
    )
    missed_reports: Annotated[int, Field(ge=0, le=12)] | None = Field(default=None, title="จำนวนครั้งที่ไม่ได้รายงาน")
    deduction: Points | None = Field(default=None, title="หักคะแนนอื่น", description="คะแนนที่หักนอกจากการไม่ได้รายงาน")
    deduction_reason: Line | None = Field(default=None, title="เหตุที่หักคะแนน")
    committee_value: Number | None = Field(
        default=None, title="ผลตามคณะกรรมการ (ตัวเลข)", description="กรอกเมื่อคณะกรรมการแจ้งผลแล้ว"
    )
    committee_level: Level | None = Field(default=None, title="ระดับตามคณะกรรมการ")
    committee_score: Points | None = Field(default=None, title="คะแนนคณะกรรมการ")
    committee_note: Line | None = Field(default=None, title="ความเห็นคณะกรรมการ")
    summary: RichText | None = Field(default=None, title="สรุปผลการดำเนินงาน")
    projects: tuple[Key, ...] = Field(default=(), title="โครงการที่สนับสนุน")
    activities: tuple[Line, ...] = Field(default=(), title="กิจกรรมที่สนับสนุน", description="ที่ไม่อยู่ในรายการโครงการ")
    details: RichText | None = Field(default=None, title="รายละเอียดผลการดำเนินงาน")
    note: Line | None = Field(default=None, title="หมายเหตุ")
    factors: RichText | None = Field(default=None, title="ปัจจัยสนับสนุน")
    obstacles: RichText | None = Field(default=None, title="ปัญหา อุปสรรค")
    explanation: RichText | None = Field(default=None, title="คำชี้แจงกรณีไม่เป็นไปตามเป้าหมาย")
    sections: tuple[Narrative, ...] = Field(default=(), title="หัวข้อเพิ่มเติมของตัวชี้วัด")
    evidence: tuple[Evidence, ...] = Field(default=(), title="หลักฐานอ้างอิง")
    quarters: tuple[QuarterResult, ...] = Field(default=(), title="ผลรายไตรมาส")
    appeals: tuple[Appeal, ...] = Field(default=(), title="อุทธรณ์/ทบทวนคะแนน")
