"""Indicators (ตัวชี้วัด, KPI): what is measured, how, and the targets of several years."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from pipeline.model.record import FiscalYear, Key, Line, Record
from pipeline.model.richtext import RichText


class IndicatorLevel(StrEnum):
    """What an indicator measures (ระดับของตัวชี้วัด)."""

    OUTPUT = "ผลผลิต"
    OUTCOME = "ผลลัพธ์"


class Comparator(StrEnum):
    """How a result is compared with its target, in the words that plans print."""

    AT_LEAST = "ไม่น้อยกว่า"
    AT_LEAST_PLAIN = "อย่างน้อย"
    AT_MOST = "ไม่เกิน"
    MORE_THAN = "มากกว่า"
    LESS_THAN = "น้อยกว่า"
    COUNT = "จำนวน"
    """จำนวน 1 หลักสูตร: exactly, or at least; plans do not tell which."""


class Target(Record):
    """The target (ค่าเป้าหมาย) of one fiscal year (BE): a number with comparator and unit, or a text as it is printed.

    ``ร้อยละ`` is a unit that stands before its number. A text (``ตามที่ สยป. กำหนด``, ``-``) is printed as it stands.
    """

    year: FiscalYear = Field(title="ปีงบประมาณ พ.ศ.")
    text: Line | None = Field(default=None, title="ค่าเป้าหมาย", description="พิมพ์ตามที่กรอก เช่น ไม่น้อยกว่าร้อยละ 60")
    comparator: Comparator | None = Field(default=None, title="เงื่อนไข")
    number: Annotated[Decimal, Field(ge=0, le=10**12)] | None = Field(default=None, title="จำนวน")
    unit: Line | None = Field(default=None, title="หน่วยนับ", description="เช่น ร้อยละ ระบบ หลักสูตร")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if (self.text is None) == (self.number is None):
            raise ValueError("a target is a text or a number")
        return self


class Formula(Record):
    """How a result is computed (วิธีการคำนวณ): a fraction × ``times``, a text, or both."""

    text: RichText | None = Field(default=None, title="คำอธิบายวิธีการคำนวณ")
    numerator: Line | None = Field(default=None, title="ตัวตั้ง")
    denominator: Line | None = Field(default=None, title="ตัวหาร")
    times: Annotated[Decimal, Field(gt=0, le=10**6)] | None = Field(default=None, title="คูณ", description="มักเป็น 100")

    @model_validator(mode="after")
    def _whole_fraction(self) -> Self:
        if (self.numerator is None) != (self.denominator is None):
            raise ValueError("a fraction has a numerator and a denominator")
        if self.text is None and self.numerator is None:
            raise ValueError("a formula has a text or a fraction")
        return self


class Activity(Record):
    """A project or activity that supports an indicator and need not be in the list of projects."""

    name: Line = Field(title="โครงการ/กิจกรรม")
    unit: Key | None = Field(default=None, title="ส่วนราชการที่รับผิดชอบ")


class Indicator(Record):
    """An indicator of an objective or a measure of the strategy tree, or of an evaluation dimension.

    ``node`` is the code of the objective (ตัวชี้วัดเป้าประสงค์) or measure (ตัวชี้วัดมาตรการ); ``dimension`` the number of
    the evaluation dimension (มิติที่ 1–9) of an indicator that hangs on no node. ``no`` is printed; without it
    indicators of a node are counted. ``definition_target`` is the target as its definition states it, where that
    is printed apart; it is checked against the target of the year.
    """

    id: Key = Field(title="รหัสตัวชี้วัด")
    name: Line = Field(title="ชื่อตัวชี้วัด")
    node: Key | None = Field(default=None, title="รหัสแผน", description="เป้าประสงค์หรือมาตรการที่ตัวชี้วัดนี้วัด")
    dimension: Annotated[int, Field(ge=1, le=9)] | None = Field(default=None, title="มิติการประเมินที่")
    parent: Key | None = Field(default=None, title="ตัวชี้วัดหลัก", description="เช่น 2.2 ของ 2.2.1")
    no: Line | None = Field(default=None, title="ตัวชี้วัดที่", description="ไม่กรอก โปรแกรมนับให้")
    level: IndicatorLevel | None = Field(default=None, title="ระดับตัวชี้วัด")
    targets: tuple[Target, ...] = Field(default=(), title="ค่าเป้าหมาย")
    definition: RichText | None = Field(default=None, title="นิยาม/คำอธิบาย")
    definition_target: Line | None = Field(default=None, title="ค่าเป้าหมายตามนิยาม")
    formula: Formula | None = Field(default=None, title="วิธีการคำนวณ")
    activities: tuple[Activity, ...] = Field(default=(), title="กิจกรรมที่สนับสนุน")

    def target_of(self, year: int) -> Target | None:
        """The target of a fiscal year (BE); ``None`` where none is given."""
        return next((target for target in self.targets if target.year == year), None)
