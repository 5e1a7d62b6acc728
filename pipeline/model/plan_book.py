"""What only the annual plan book (แผนปฏิบัติราชการประจำปี) needs: its prose, its parts and their order.

Everything that other documents also print (strategy, indicators, projects) stands in the dataset itself.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pipeline.model.record import FiscalYear, Key, Line, Money, Record
from pipeline.model.richtext import RichText


class BookPart(StrEnum):
    """The parts of the book in their usual order."""

    OUTER_COVER = "ปกนอก"
    INNER_COVER = "ปกใน"
    PREFACE = "คำนำ"
    CONTENTS = "สารบัญ"
    GENERAL = "ข้อมูลทั่วไป"
    SWOT = "การวิเคราะห์สภาพแวดล้อม"
    LAST_YEAR = "ผลการดำเนินงานปีที่ผ่านมา"
    VISION = "วิสัยทัศน์ พันธกิจ เป้าหมาย"
    MEASURES = "มาตรการและโครงการ"
    SUMMARY = "สรุปโครงการและงบประมาณ"
    BASELINE = "บัญชีโครงการพื้นฐาน"
    TABLE_A = "ตาราง ก"
    TABLE_B = "ตาราง ข"
    DIMENSIONS = "ตารางมิติอื่น"
    STEPS = "ขั้นตอนการปฏิบัติงาน"
    CHANGES = "การเปลี่ยนแปลงจากฉบับก่อน"
    TEXT = "ข้อความ"
    BACK_COVER = "ปกหลัง"


class PartChoice(Record):
    """One part of a book whose parts are listed; a part of free text (``ข้อความ``) brings its title and text."""

    part: BookPart = Field(title="ส่วนของเล่ม")
    show: bool = Field(default=True, title="แสดง")
    title: Line | None = Field(default=None, title="ชื่อส่วน", description="ไม่กรอกใช้ชื่อตามแบบ")
    text: RichText | None = Field(default=None, title="เนื้อความ")


class Swot(Record):
    """The analysis of the environment (SWOT Analysis), each quarter a list."""

    intro: RichText | None = Field(default=None, title="ความนำ")
    strengths: RichText | None = Field(default=None, title="จุดแข็ง")
    weaknesses: RichText | None = Field(default=None, title="จุดอ่อน")
    opportunities: RichText | None = Field(default=None, title="โอกาส")
    threats: RichText | None = Field(default=None, title="อุปสรรค")


class ResultGroup(Record):
    """A group of last year's projects below an evaluation dimension; ``items`` is a list, its number is computed."""

    dimension: Annotated[int, Field(ge=1, le=9)] | None = Field(default=None, title="มิติที่")
    title: Line | None = Field(default=None, title="กลุ่ม", description="เช่น โครงการ/กิจกรรมยุทธศาสตร์")
    items: RichText = Field(title="รายการ")


class LastYear(Record):
    """What was done last year (ผลการดำเนินงานในปีที่ผ่านมา); the year is the one before the dataset's unless given."""

    fiscal_year: FiscalYear | None = Field(default=None, title="ปีงบประมาณ พ.ศ.")
    intro: RichText | None = Field(default=None, title="ความนำ")
    groups: tuple[ResultGroup, ...] = Field(default=(), title="ผลงานปีที่ผ่านมา")
    highlights: RichText | None = Field(default=None, title="ผลงานสำคัญอื่น")


class BaselineProject(Record):
    """A baseline item (รายการ/โครงการประจำปีพื้นฐาน) that need not be in the list of projects; budget in baht."""

    name: Line = Field(title="รายการ/โครงการ")
    area: Line | None = Field(default=None, title="ด้าน/แผนงาน")
    budget: Money | None = Field(default=None, title="งบประมาณ (บาท)")
    unit: Key | None = Field(default=None, title="ส่วนราชการ")


class PlanBook(Record):
    """The annual plan book of an agency.

    ``title`` is printed with ``พ.ศ.`` and the fiscal year on both covers and wherever the book names itself, so
    that they cannot differ. Totals, counts, numbers and contents are computed. Without ``parts`` the book has all
    parts for which there is data, in their usual order; with it exactly those, in that order.
    """

    title: Line = Field(default="แผนปฏิบัติราชการประจำปี", title="ชื่อเล่ม")
    version: Line | None = Field(default=None, title="ฉบับ", description="เช่น ฉบับปรับปรุงครั้งที่ 1")
    seal: Line | None = Field(default=None, title="ไฟล์ตราสัญลักษณ์", description="ไฟล์ PNG หรือ JPEG ในโฟลเดอร์ข้อมูล")
    preface: RichText | None = Field(default=None, title="คำนำ")
    history: RichText | None = Field(default=None, title="ข้อมูลทั่วไป/สถานการณ์")
    swot: Swot | None = Field(default=None, title="การวิเคราะห์สภาพแวดล้อม")
    last_year: LastYear | None = Field(default=None, title="ผลการดำเนินงานปีที่ผ่านมา")
    vision: RichText | None = Field(default=None, title="วิสัยทัศน์")
    mission: RichText | None = Field(default=None, title="พันธกิจ")
    implementation: RichText | None = Field(default=None, title="การนำแผนไปสู่การปฏิบัติ")
    back_cover: RichText | None = Field(default=None, title="ข้อความปกหลัง")
    target_years: Annotated[int, Field(ge=1, le=5)] = Field(default=3, title="จำนวนปีของค่าเป้าหมายในตาราง")
    parts: tuple[PartChoice, ...] = Field(default=(), title="ส่วนของเล่ม")
