"""The agency (หน่วยงาน), its divisions and groups, its people, and who is responsible for what."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from pipeline.model.record import Key, Line, Record
from pipeline.model.richtext import RichText


class Agency(Record):
    """The agency that a dataset belongs to (หน่วยงาน)."""

    name: Line = Field(title="ชื่อหน่วยงาน")
    short_name: Line | None = Field(default=None, title="ชื่อย่อ", description="เช่น สำนักงาน ก.ก.")
    name_en: Line | None = Field(default=None, title="ชื่อภาษาอังกฤษ")
    code: Key | None = Field(default=None, title="รหัสหน่วยงาน", description="8 หลัก เช่น 03000000")


class Unit(Record):
    """A division (ส่วนราชการ/กอง) or group (กลุ่มงาน) of the agency; ``parent`` names the unit above it."""

    id: Key = Field(title="รหัสส่วนราชการ")
    name: Line = Field(title="ชื่อส่วนราชการ")
    short_name: Line | None = Field(default=None, title="ชื่อย่อ")
    parent: Key | None = Field(default=None, title="ขึ้นกับ")
    duties: RichText | None = Field(default=None, title="อำนาจหน้าที่", description="เป็นข้อ ๆ โปรแกรมใส่เลขข้อให้")


class Person(Record):
    """A person that records refer to by ``id``. The name is written as it is printed: ``นายสมชาย ใจดี``."""

    id: Key = Field(title="รหัสบุคคล")
    name: Line = Field(title="ชื่อ-สกุล", description="คำนำหน้าติดกับชื่อ เว้นวรรคก่อนนามสกุล")
    position: Line | None = Field(default=None, title="ตำแหน่ง")
    unit: Key | None = Field(default=None, title="ส่วนราชการ")
    phone: Line | None = Field(default=None, title="โทรศัพท์", description="พิมพ์ตามที่กรอก")


class Party(Record):
    """Who is responsible: a person, a position or a unit, with a telephone as free text.

    ``person`` and ``unit`` refer to records of the dataset; ``name`` is for somebody who is in no list.
    """

    person: Key | None = Field(default=None, title="รหัสบุคคล")
    name: Line | None = Field(default=None, title="ชื่อ-สกุล")
    position: Line | None = Field(default=None, title="ตำแหน่ง")
    unit: Key | None = Field(default=None, title="ส่วนราชการ")
    phone: Line | None = Field(default=None, title="โทรศัพท์")

    @model_validator(mode="after")
    def _names_somebody(self) -> Self:
        if not (self.person or self.name or self.position or self.unit):
            raise ValueError("a party names a person, a position or a unit")
        return self
