"""House style (แบบของหน่วยงาน): how an office wants its documents, and which findings it silences and why."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pipeline.model.record import Key, Line, Record
from pipeline.model.signature import SignatureBlock


class Digits(StrEnum):
    """Which digits a document prints (cabinet resolution of 2 May 2543: Thai promoted, not compulsory)."""

    THAI = "thai"
    ARABIC = "arabic"
    AS_GIVEN = "as-given"


Millimetres = Annotated[Decimal, Field(ge=5, le=80)]


class Margins(Record):
    """Page margins in mm: left 30, right 20 (official letters), top 25, bottom 20 (custom)."""

    left: Millimetres = Field(default=Decimal(30), title="ซ้าย")
    right: Millimetres = Field(default=Decimal(20), title="ขวา")
    top: Millimetres = Field(default=Decimal(25), title="บน")
    bottom: Millimetres = Field(default=Decimal(20), title="ล่าง")


class Silence(Record):
    """A rule that this dataset silences. The reason is compulsory and is shown with every silenced finding."""

    rule: Key = Field(title="กฎ")
    reason: Annotated[str, Field(min_length=10, max_length=500)] = Field(title="เหตุผล")
    project: Key | None = Field(default=None, title="เฉพาะโครงการ")


class House(Record):
    """How an office wants its documents."""

    font: Line | None = Field(default=None, title="แบบอักษร", description="ชื่อแบบอักษรใน fonts/ ไม่ระบุใช้ Sarabun")
    docx_font: Line | None = Field(default=None, title="แบบอักษรในไฟล์ Word", description="ไม่ระบุใช้ TH Sarabun New")
    digits: Digits = Field(default=Digits.AS_GIVEN, title="ตัวเลข")
    margins: Margins = Field(default=Margins(), title="ระยะขอบ (มม.)")
    duplex: bool = Field(default=False, title="พิมพ์สองหน้า", description="ของเล่ม: บทขึ้นหน้าขวา ขอบในกว้าง")
    gutter: Annotated[Decimal, Field(ge=0, le=30)] = Field(default=Decimal(0), title="เผื่อสันเล่ม (มม.)")
    picture: bool = Field(default=True, title="แสดงแผนภูมิ")
    report_day: Annotated[int, Field(ge=1, le=28)] = Field(default=20, title="วันครบกำหนดรายงานของเดือน")
    signatures: tuple[SignatureBlock, ...] = Field(default=(), title="ผู้ลงนาม")
    silence: tuple[Silence, ...] = Field(default=(), title="กฎที่ไม่แจ้งเตือน")
