"""The rules of reading Excel workbooks."""

from __future__ import annotations

from pipeline.findings import Rule, declare
from pipeline.messages import N_
from pipeline.sources.rules import ERROR, NOTE, WARNING

NOT_A_WORKBOOK = declare(Rule(
    "workbook-not-readable", ERROR, N_("ไม่ใช่สมุดงาน Excel"),
    N_("ไฟล์นี้ไม่ใช่สมุดงาน .xlsx หรือไฟล์เสียหาย ({reason})"),
    N_("เปิดใน Excel แล้วบันทึกเป็น “สมุดงาน Excel (.xlsx)”"),
))  # fmt: skip
OLD_FORMAT = declare(Rule(
    "workbook-old-format", ERROR, N_("สมุดงานรูปแบบเก่า"),
    N_("ไฟล์นี้เป็นรูปแบบ {format} ซึ่งโปรแกรมไม่อ่าน"),
    N_("เปิดใน Excel แล้วบันทึกเป็น “สมุดงาน Excel (.xlsx)”"),
))  # fmt: skip
ENCRYPTED = declare(Rule(
    "workbook-encrypted", ERROR, N_("สมุดงานมีรหัสผ่าน"),
    N_("สมุดงานนี้เข้ารหัสไว้ด้วยรหัสผ่าน จึงอ่านไม่ได้"),
    N_("เปิดใน Excel เลือก ไฟล์ > ข้อมูล > ป้องกันสมุดงาน > เข้ารหัสด้วยรหัสผ่าน ลบรหัสผ่านออก แล้วบันทึก"),
))  # fmt: skip
ZIP_BOMB = declare(Rule(
    "workbook-too-large", ERROR, N_("สมุดงานขยายแล้วใหญ่เกินไป"),
    N_("ส่วน “{part}” ของสมุดงานขยายแล้วใหญ่เกินขีดจำกัด {limit}"),
    N_("คัดลอกเฉพาะข้อมูลไปวางในสมุดงานเปล่าจาก saraban init --xlsx หรือลบแถวและคอลัมน์ว่างที่จัดรูปแบบไว้"),
))  # fmt: skip
TOO_MANY_CELLS = declare(Rule(
    "workbook-too-many-cells", ERROR, N_("ข้อมูลมากเกินไป"),
    N_("สมุดงานมีช่องที่มีค่าเกิน {limit} ช่อง"),
    N_("แบ่งเป็นหลายสมุดงาน หนึ่งหน่วยงานในหนึ่งปีต่อหนึ่งสมุดงาน"),
))  # fmt: skip
SHEET_MISSING = declare(Rule(
    "workbook-sheet-missing", ERROR, N_("ขาดแผ่นงาน"),
    N_("ไม่พบแผ่นงาน “{sheet}”"),
    N_("เพิ่มแผ่นงานชื่อ “{sheet}” ตามแบบของ saraban init --xlsx"),
))  # fmt: skip
SHEET_TWICE = declare(Rule(
    "workbook-sheet-twice", ERROR, N_("แผ่นงานซ้ำ"),
    N_("แผ่นงานนี้กับ “{other}” เป็นข้อมูลส่วนเดียวกัน อ่านเฉพาะ “{other}”"),
    N_("รวมเป็นแผ่นงานเดียว"),
))  # fmt: skip
SHEET_UNKNOWN = declare(Rule(
    "workbook-sheet-unknown", NOTE, N_("แผ่นงานที่ไม่ได้ใช้"),
    N_("ไม่ได้อ่านแผ่นงาน “{sheet}”"),
    N_("{suggestion}"),
))  # fmt: skip
SHEET_HIDDEN = declare(Rule(
    "workbook-sheet-hidden", NOTE, N_("อ่านแผ่นงานที่ซ่อนไว้"),
    N_("แผ่นงานนี้ซ่อนอยู่ แต่ข้อมูลถูกอ่านด้วย"),
    N_("ถ้าไม่ต้องการใช้ข้อมูลนี้ ให้ลบแผ่นงาน"),
))  # fmt: skip
HEAD_MISSING = declare(Rule(
    "workbook-head-missing", ERROR, N_("ไม่พบหัวตาราง"),
    N_("ไม่พบหัวตารางในแผ่นงาน “{sheet}”"),
    N_("ใส่หัวคอลัมน์ เช่น {headings}"),
))  # fmt: skip
COLUMN_MISSING = declare(Rule(
    "workbook-column-missing", ERROR, N_("ขาดคอลัมน์"),
    N_("แผ่นงาน “{sheet}” ไม่มีคอลัมน์ “{heading}”"),
    N_("เพิ่มคอลัมน์ “{heading}” ข้อมูลนี้จำเป็น"),
))  # fmt: skip
COLUMN_TWICE = declare(Rule(
    "workbook-column-twice", ERROR, N_("คอลัมน์ซ้ำ"),
    N_("หัวคอลัมน์ “{heading}” ซ้ำกับช่อง {other}"),
    N_("เหลือไว้คอลัมน์เดียว"),
))  # fmt: skip
COLUMN_UNKNOWN = declare(Rule(
    "workbook-column-unknown", NOTE, N_("คอลัมน์ที่ไม่ได้ใช้"),
    N_("ไม่ได้อ่าน “{heading}”"),
    N_("{suggestion}"),
))  # fmt: skip
COLUMN_RENAMED = declare(Rule(
    "workbook-column-renamed", WARNING, N_("หัวคอลัมน์ถูกเปลี่ยนชื่อ จึงไม่ได้อ่าน"),
    N_("ไม่ได้อ่าน “{heading}” ซึ่งอยู่แทนคอลัมน์ “{known}” ข้อมูลในคอลัมน์นี้จะหายไปจากเอกสาร"),
    N_("ถ้าเป็นข้อมูลเดียวกัน แก้หัวคอลัมน์เป็น “{known}” ถ้าใช้ภายใน ย้ายไปไว้ท้ายตาราง"),
))  # fmt: skip
ERROR_CELL = declare(Rule(
    "workbook-error-cell", ERROR, N_("สูตรในช่องผิดพลาด"),
    N_("{field}: ช่องนี้แสดง {value}"),
    N_("แก้สูตรในช่องนี้ หรือพิมพ์ค่าลงไปตรง ๆ"),
))  # fmt: skip
NO_CACHED_VALUE = declare(Rule(
    "workbook-formula-without-value", ERROR, N_("สูตรที่ยังไม่ได้คำนวณ"),
    N_("{field}: ช่องนี้เป็นสูตรที่ยังไม่มีผลลัพธ์เก็บไว้"),
    N_("เปิดสมุดงานใน Excel กดบันทึก แล้วลองใหม่ หรือพิมพ์ค่าลงไปตรง ๆ"),
))  # fmt: skip
DATE_IN_TEXT = declare(Rule(
    "workbook-date-in-text", ERROR, N_("Excel แปลงข้อความเป็นวันที่"),
    N_("{field}: ช่องนี้ต้องเป็นข้อความ แต่ Excel เก็บเป็นวันที่ {value}"),
    N_("จัดรูปแบบช่องเป็น “ข้อความ” แล้วพิมพ์ใหม่ หรือพิมพ์ ' นำหน้า"),
))  # fmt: skip
NUMBER_AS_DATE = declare(Rule(
    "workbook-date-in-number", ERROR, N_("ช่องตัวเลขจัดรูปแบบเป็นวันที่"),
    N_("{field}: ช่องนี้ต้องเป็นตัวเลข แต่ Excel แสดงเป็นวันที่ {value}"),
    N_("จัดรูปแบบช่องเป็น “ตัวเลข” แล้วตรวจค่าใหม่"),
))  # fmt: skip
SERIAL_AS_DATE = declare(Rule(
    "workbook-number-in-date", ERROR, N_("ช่องวันที่เป็นตัวเลข"),
    N_("{field}: ช่องนี้ต้องเป็นวันที่ แต่พบตัวเลข {value}"),
    N_("จัดรูปแบบช่องเป็น “วันที่” แล้วตรวจว่าได้วันที่ถูกต้อง หรือพิมพ์เช่น 16/10/2562"),
))  # fmt: skip
HIDDEN_ROWS = declare(Rule(
    "workbook-hidden-rows", NOTE, N_("อ่านแถวหรือคอลัมน์ที่ซ่อนไว้"),
    N_("แถวหรือคอลัมน์ที่ซ่อนอยู่ถูกอ่านด้วย: {rows}"),
    N_("ถ้าไม่ต้องการใช้ข้อมูลนี้ ให้ลบออก การซ่อนหรือกรองไม่ทำให้ข้อมูลหายไป"),
))  # fmt: skip
TOTAL_ROW = declare(Rule(
    "workbook-total-row", NOTE, N_("ข้ามแถวผลรวม"),
    N_("ข้ามแถว “{value}” เพราะเป็นผลรวม โปรแกรมคำนวณให้เอง"),
    N_("ไม่ต้องทำอะไร"),
))  # fmt: skip
NO_OWNER = declare(Rule(
    "workbook-row-without-project", ERROR, N_("ไม่ทราบว่าเป็นของรายการใด"),
    N_("แถวนี้ไม่มี{code} และไม่ได้ต่อจากแถวที่มี"),
    N_("กรอก{code}ในแถวนี้"),
))  # fmt: skip
MERGED_ACROSS = declare(Rule(
    "workbook-merged-across", WARNING, N_("ผสานช่องข้ามคอลัมน์"),
    N_("ช่องที่ผสาน {cells} คร่อมหลายคอลัมน์ ค่านับเป็นของคอลัมน์แรกเท่านั้น"),
    N_("ยกเลิกการผสานช่อง แล้วกรอกแต่ละคอลัมน์"),
))  # fmt: skip
