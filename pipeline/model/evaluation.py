"""How a fiscal year is evaluated: the framework (กรอบการประเมินผล). It changes from year to year, so all of it is data.

A framework has evaluation dimensions (มิติ, 2561–2563) or evaluation components (องค์ประกอบ, 2564), each with a weight
and indicators below it; :mod:`pipeline.model.evaluation_indicator` holds those and what came of them.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pipeline.model.agency import Party
from pipeline.model.record import Key, Line, Percent, Record
from pipeline.model.richtext import RichText
from pipeline.model.signature import SignatureBlock


class FrameworkWord(StrEnum):
    """What the parts of the framework are called; the word stands before their numbers."""

    DIMENSION = "มิติ"
    COMPONENT = "องค์ประกอบ"


class PointScale(StrEnum):
    """What levels 1–5 are worth (คะแนนของแต่ละระดับ). Both are in use; the framework of a year says which."""

    HUNDRED = "60–100 คะแนน"
    FIVE = "1–5 คะแนน"

    @property
    def points(self) -> tuple[Decimal, ...]:
        """The points of level 1 to level 5."""
        numbers = (60, 70, 80, 90, 100) if self is PointScale.HUNDRED else (1, 2, 3, 4, 5)
        return tuple(Decimal(number) for number in numbers)


class ScoresShown(StrEnum):
    """What the columns of scores print: nothing (for the evaluator's pen), the agency's own or the committee's."""

    BLANK = "เว้นว่าง"
    SELF = "ประเมินตนเอง"
    COMMITTEE = "คณะกรรมการ"


class FormPages(StrEnum):
    """How the form pages of a part of the framework are cut: one for all its indicators, or one for each."""

    WHOLE = "ทั้งองค์ประกอบ"
    EACH = "รายตัวชี้วัด"


class Narrative(Record):
    """A heading and its text. A text that is not given prints ``-ไม่มี-``: the office looked, and there was nothing."""

    heading: Line = Field(title="หัวข้อ")
    text: RichText | None = Field(default=None, title="เนื้อความ", description="เว้นว่าง พิมพ์ -ไม่มี-")


class EvaluationDimension(Record):
    """A dimension (มิติที่ n) or component (องค์ประกอบที่ n); gaps in the numbers are real.

    The name is printed behind its number, as in ``มิติที่ 4 ด้านการพัฒนาองค์กร``. ``indicator`` is the indicator that the
    whole part measures, which its form pages name above those below it. ``reporter``, ``factors`` and ``obstacles``
    belong to the one form page of a part that has one for all its indicators.
    """

    no: Annotated[int, Field(ge=1, le=9)] = Field(title="มิติที่")
    name: Line = Field(title="ชื่อมิติ")
    name_en: Line | None = Field(default=None, title="ชื่อภาษาอังกฤษ", description="เช่น Function Base")
    weight: Percent | None = Field(default=None, title="น้ำหนัก (ร้อยละ)")
    indicator: Line | None = Field(default=None, title="ตัวชี้วัดของทั้งองค์ประกอบ")
    form: FormPages = Field(default=FormPages.WHOLE, title="แบบฟอร์ม")
    reporter: Party | None = Field(default=None, title="ผู้รับผิดชอบการรายงาน")
    factors: RichText | None = Field(default=None, title="ปัจจัยสนับสนุน (ภาพรวม)")
    obstacles: RichText | None = Field(default=None, title="อุปสรรค (ภาพรวม)")
    sections: tuple[Narrative, ...] = Field(default=(), title="หัวข้อเพิ่มเติมขององค์ประกอบ")


DIMENSIONS = (
    EvaluationDimension(no=1, name="ด้านประสิทธิผลตามพันธกิจ"),
    EvaluationDimension(no=2, name="ด้านประสิทธิภาพของการปฏิบัติราชการ"),
    EvaluationDimension(no=3, name="ด้านคุณภาพการปฏิบัติราชการ"),
    EvaluationDimension(no=4, name="ด้านการพัฒนาองค์กร"),
)
"""The four dimensions that the agencies were evaluated by in 2561–2563; used where a dataset names none."""


class DeadlineKind(StrEnum):
    """What a deadline of the evaluation is for."""

    MONTHLY = "รายงานโครงการรายเดือน"
    QUARTERLY = "รายงานตัวชี้วัดรายไตรมาส"
    AGREEMENT = "ส่งคำรับรอง"
    APPEAL = "อุทธรณ์"
    REPORT = "ส่งรายงานผล"
    REVIEW = "ขอทบทวนผลคะแนน"
    OTHER = "อื่น ๆ"


class Deadline(Record):
    """A deadline (กำหนดเวลา): a day, a span of days, a day of every month, or words where no day is fixed.

    ``round`` is the quarter of a quarterly report and the round of an appeal.
    """

    kind: DeadlineKind = Field(title="ประเภทกำหนดเวลา")
    round: Annotated[int, Field(ge=1, le=12)] | None = Field(default=None, title="รอบ/ไตรมาสที่")
    start: dt.date | None = Field(default=None, title="ตั้งแต่วันที่")
    date: dt.date | None = Field(default=None, title="ภายในวันที่")
    day: Annotated[int, Field(ge=1, le=31)] | None = Field(default=None, title="วันที่ของทุกเดือน")
    text: Line | None = Field(default=None, title="รายละเอียดกำหนดเวลา")
    parties: Line | None = Field(default=None, title="ผู้เกี่ยวข้อง")


class Agreement(Record):
    """The performance agreement (คำรับรองการปฏิบัติราชการ).

    ``parties`` are named in the text and sign below it, the maker (ผู้ทำคำรับรอง) first, then those who accept it:
    head of the agency, deputy permanent secretary, permanent secretary; at city level permanent secretary and
    governor. The period is the fiscal year unless given. Without ``statement`` the usual clauses are printed.
    """

    title: Line = Field(default="คำรับรองการปฏิบัติราชการ", title="ชื่อเอกสาร")
    start: dt.date | None = Field(default=None, title="วันเริ่มต้นคำรับรอง")
    end: dt.date | None = Field(default=None, title="วันสิ้นสุดคำรับรอง")
    statement: RichText | None = Field(default=None, title="ข้อความคำรับรอง", description="ไม่กรอกใช้ข้อความตามแบบ")
    parties: tuple[SignatureBlock, ...] = Field(default=(), title="คู่คำรับรอง")


class Evaluation(Record):
    """The framework of the year beside its dimensions and indicators, and what its documents print besides.

    ``groups`` are the agency groups that criteria may differ by, ``group`` the agency's own. Scores are rounded half up
    to ``decimals`` places. ``missed_report_deduction`` is taken off a score for each period that was not reported.
    """

    word: FrameworkWord = Field(default=FrameworkWord.COMPONENT, title="เรียกส่วนของกรอบว่า")
    scale: PointScale = Field(default=PointScale.HUNDRED, title="คะแนนระดับ 1–5")
    decimals: Annotated[int, Field(ge=0, le=4)] = Field(default=2, title="ทศนิยมของคะแนน")
    groups: tuple[Key, ...] = Field(default=("A", "B", "C", "D"), title="กลุ่มหน่วยงานทั้งหมด")
    group: Key | None = Field(default=None, title="กลุ่มหน่วยงาน", description="กลุ่มของหน่วยงานนี้ เช่น A")
    floor_note: bool = Field(default=True, title="พิมพ์หมายเหตุคะแนนต่ำสุด")
    missed_report_deduction: Annotated[Decimal, Field(ge=0, le=100)] | None = Field(
        default=None, title="หักคะแนนต่อครั้งที่ไม่ได้รายงาน"
    )
    scores: ScoresShown = Field(default=ScoresShown.BLANK, title="คะแนนที่พิมพ์")
    evaluator: Line | None = Field(default=None, title="หน่วยงานผู้ประเมิน")
    version: Line | None = Field(default=None, title="ฉบับ")
    seal: Line | None = Field(default=None, title="ไฟล์ตราสัญลักษณ์", description="ไฟล์ PNG หรือ JPEG ในโฟลเดอร์ข้อมูล")
    preface: RichText | None = Field(default=None, title="ความนำของรายงาน")
    sections: tuple[Narrative, ...] = Field(default=(), title="หัวข้อท้ายรายงาน")
    evidence_register: bool = Field(default=True, title="พิมพ์บัญชีเอกสารประกอบ")
    signatures: tuple[SignatureBlock, ...] = Field(default=(), title="ผู้ลงนามรายงาน")
    deadlines: tuple[Deadline, ...] = Field(default=(), title="กำหนดเวลา")
    annexes: tuple[Narrative, ...] = Field(default=(), title="ภาคผนวกของกรอบ")
    agreement: Agreement | None = Field(default=None, title="คำรับรองการปฏิบัติราชการ")
