"""The rules of merging. Ids are a public interface."""

from __future__ import annotations

from pipeline.findings import Rule, Severity, declare
from pipeline.messages import N_

CONFLICT = declare(Rule(
    "merge-conflict", Severity.ERROR, N_("ข้อมูลที่นำมารวมไม่ตรงกัน"),
    N_("{field} ไม่ตรงกัน: ที่นี่เป็น “{value}” แต่ {there} เป็น “{other}”"),
    N_("ตกลงกันว่าค่าใดถูกแล้วแก้ให้ตรงกันทุกไฟล์ หรือเลือกด้วย --keep first (ค่าของไฟล์แรก) --keep last (ค่าของไฟล์หลังสุด)"),
))  # fmt: skip
SETTLED = declare(Rule(
    "merge-value-dropped", Severity.WARNING, N_("ข้อมูลไม่ตรงกัน ไม่ได้ใช้ค่าหนึ่ง"),
    N_("{field}: ใช้ค่าที่นี่ “{value}” ไม่ใช้ “{other}” ที่ {there}"),
    N_("ตรวจว่าค่าที่ใช้ถูกต้อง แล้วแจ้งเจ้าของไฟล์อีกฝ่ายให้แก้"),
))  # fmt: skip
DEFAULT_DROPPED = declare(Rule(
    "merge-default-dropped", Severity.NOTE, N_("ไม่ได้ใช้ค่าตั้งต้น เพราะอีกไฟล์กำหนดไว้"),
    N_("{field}: ใช้ค่าที่นี่ “{value}” ไม่ใช้ค่าตั้งต้น “{other}” ที่ {there}"),
    N_("ถ้าต้องการค่าตั้งต้น ให้แก้ในไฟล์ที่กำหนดไว้"),
))  # fmt: skip
LISTS_JOINED = declare(Rule(
    "merge-list-joined", Severity.NOTE, N_("รวมรายการในช่องที่กรอกไม่เท่ากัน"),
    N_("{field} กรอกไม่เท่ากันในแต่ละไฟล์ รวมแล้วเป็น “{value}”"),
    N_("ถ้าตั้งใจตัดบางรายการออก ให้ตัดออกจากทุกไฟล์"),
))  # fmt: skip
OTHER_AGENCY = declare(Rule(
    "merge-other-agency", Severity.ERROR, N_("รวมข้อมูลของคนละหน่วยงาน"),
    N_("หน่วยงานไม่ตรงกัน: “{value}” ที่ {here} แต่ “{other}” ที่ {there}"),
    N_("รวมได้เฉพาะข้อมูลของหน่วยงานเดียวกัน ตรวจว่าเลือกไฟล์ถูก หรือแก้ชื่อและรหัสหน่วยงานให้ตรงกัน"),
))  # fmt: skip
OTHER_YEAR = declare(Rule(
    "merge-other-year", Severity.ERROR, N_("รวมข้อมูลของคนละปีงบประมาณ"),
    N_("ปีงบประมาณไม่ตรงกัน: {value} ที่ {here} แต่ {other} ที่ {there}"),
    N_("รวมได้เฉพาะข้อมูลของปีเดียวกัน ตรวจว่าเลือกไฟล์ถูก หรือแก้ปีงบประมาณให้ตรงกัน"),
))  # fmt: skip
