"""The rules of reading values: what can be wrong with a value, whatever kind of source it stands in.

Ids are a public interface. Texts say what is wrong and what to do; ``{field}`` is the field as the planner
knows it, ``{value}`` what is written.
"""

from __future__ import annotations

from pipeline.findings import Rule, Severity, declare
from pipeline.messages import N_

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

VALUE_MISSING = declare(Rule(
    "value-missing", ERROR, N_("ขาดข้อมูลที่จำเป็น"),
    N_("ยังไม่ได้กรอก {field}"),
    N_("กรอก {field} ข้อมูลนี้จำเป็น"),
))  # fmt: skip
UNKNOWN_FIELD = declare(Rule(
    "value-unknown-field", ERROR, N_("ชื่อข้อมูลที่ไม่รู้จัก"),
    N_("ไม่รู้จักชื่อข้อมูล “{value}” ใน{record}"),
    N_("{suggestion}"),
))  # fmt: skip
WRONG_TYPE = declare(Rule(
    "value-wrong-type", ERROR, N_("ข้อมูลผิดชนิด"),
    N_("{field} ต้องเป็น{expected} แต่พบ{found}"),
    N_("แก้ค่าของ {field} ให้เป็น{expected}"),
))  # fmt: skip
OUT_OF_RANGE = declare(Rule(
    "value-out-of-range", ERROR, N_("ค่าอยู่นอกช่วงที่รับได้"),
    N_("{field} เป็น {value} แต่ต้อง{bound}"),
    N_("ตรวจค่าของ {field} กับเอกสารต้นเรื่องแล้วแก้ให้อยู่ในช่วง"),
))  # fmt: skip
MALFORMED = declare(Rule(
    "value-malformed", ERROR, N_("รูปแบบไม่ถูกต้อง"),
    N_("{field} “{value}” ไม่ตรงรูปแบบ {pattern}"),
    N_("เขียน {field} ตามรูปแบบ {pattern}"),
))  # fmt: skip
NOT_IN_LIST = declare(Rule(
    "value-not-in-list", ERROR, N_("ค่าไม่อยู่ในรายการให้เลือก"),
    N_("{field} เป็น “{value}” ซึ่งไม่อยู่ในรายการ"),
    N_("เลือกจาก: {choices}{suggestion}"),
))  # fmt: skip
TEXT_TOO_LONG = declare(Rule(
    "text-too-long", ERROR, N_("ข้อความยาวเกินไป"),
    N_("{field} ยาว {length} ตัวอักษร รับได้ไม่เกิน {limit}"),
    N_("ย่อข้อความ หรือแยกรายละเอียดไว้ในภาคผนวก"),
))  # fmt: skip
TEXT_TOO_SHORT = declare(Rule(
    "text-too-short", ERROR, N_("ข้อความสั้นเกินไป"),
    N_("{field} ต้องมีอย่างน้อย {limit} ตัวอักษร"),
    N_("เขียน {field} ให้ผู้อื่นเข้าใจได้"),
))  # fmt: skip
CONTROL_CHARACTER = declare(Rule(
    "text-control-character", ERROR, N_("มีอักขระควบคุมในข้อความ"),
    N_("พบอักขระที่พิมพ์ไม่ได้ {code} ในข้อมูล"),
    N_("ลบอักขระนั้น หรือพิมพ์ข้อความช่วงนั้นใหม่"),
))  # fmt: skip
TEXT_REPAIRED = declare(Rule(
    "text-repaired", NOTE, N_("ซ่อมรหัสอักขระไทย"),
    N_("{field}: แก้ “{before}” เป็น “{after}” ให้แล้ว ({kind})"),
    N_("ไม่ต้องทำอะไร หากต้องการให้ข้อความนี้หายไป ให้แก้ในไฟล์ต้นทาง"),
    basis=N_("ลำดับรหัสอักขระไทยตามมาตรฐาน Unicode และ วทท. 2.0"),
))  # fmt: skip
REPAIR_KINDS = {
    "split-sara-am": N_("สระอำแยกเป็นนิคหิตกับสระอา"),
    "doubled-sara-am": N_("สระอำซ้ำ"),
    "mark-order": N_("ลำดับสระกับวรรณยุกต์"),
    "doubled-mark": N_("สระหรือวรรณยุกต์ซ้ำ"),
    "split-sara-ae": N_("สระแอพิมพ์เป็นสระเอสองตัว"),
}
"""What was repaired, by :data:`pipeline.thai.hygiene.RepairKind`."""

LINES_JOINED = declare(Rule(
    "lines-joined", NOTE, N_("ต่อบรรทัดที่ตัดกลางประโยค"),
    N_("{field}: ต่อบรรทัดที่ขึ้นใหม่กลางประโยค {count} แห่ง"),
    N_("ถ้าต้องการขึ้นย่อหน้าใหม่หรือจบรายการ ให้เว้นหนึ่งบรรทัดก่อนข้อความนั้น"),
))  # fmt: skip
NUMBER_MIXED_DIGITS = declare(Rule(
    "number-mixed-digits", WARNING, N_("เลขไทยปนเลขอารบิกในจำนวนเดียว"),
    N_("{field}: “{value}” มีเลขไทยปนกับเลขอารบิก อ่านเป็น {read}"),
    N_("ตรวจว่าตัวเลขถูกต้อง แล้วพิมพ์ด้วยเลขแบบเดียวกันทั้งจำนวน"),
))  # fmt: skip
LIST_NUMBERING = declare(Rule(
    "list-numbering", NOTE, N_("เลขข้อไม่เรียงกัน"),
    N_("{field}: ข้อ “{value}” ไม่ต่อจากข้อก่อนหน้า ควรเป็น “{expected}”"),
    N_("โปรแกรมจะพิมพ์เลขข้อใหม่ให้เรียงกัน หากตั้งใจเว้นเลข ให้แยกเป็นสองรายการด้วยย่อหน้าคั่น"),
))  # fmt: skip
BOLD_UNBALANCED = declare(Rule(
    "text-bold-unbalanced", NOTE, N_("เครื่องหมายตัวหนาไม่ครบคู่"),
    N_("{field}: ** ใน “{value}” ไม่ครบคู่ จะพิมพ์เป็นดอกจัน"),
    N_("ตัวหนาเขียน **ข้อความ** ไม่เว้นวรรคด้านใน ถ้าต้องการพิมพ์ดอกจันไม่ต้องทำอะไร"),
))  # fmt: skip
TABLE_RAGGED = declare(Rule(
    "table-ragged", WARNING, N_("แถวของตารางมีช่องไม่ครบหรือเกิน"),
    N_("{field}: แถวนี้ของตารางมี {count} ช่อง แต่หัวตารางมี {expected} ช่อง{extra}"),
    N_("เติม | ให้ครบทุกช่อง ถ้า | เป็นส่วนหนึ่งของข้อความให้เขียน \\|"),
))  # fmt: skip
TABLE_EXTRA = N_(" ข้อความที่เกิน “{text}” ต่อไว้ในช่องสุดท้าย")
"""What became of the text of cells that a row has too many."""
TABLE_NO_ROWS = declare(Rule(
    "table-without-rows", WARNING, N_("ตารางไม่มีแถวข้อมูล"),
    N_("{field}: ตารางมีแต่หัวตาราง"),
    N_("เพิ่มแถวข้อมูลใต้หัวตาราง หรือลบตาราง"),
))  # fmt: skip
TABLE_TOO_LARGE = declare(Rule(
    "table-too-large", ERROR, N_("ตารางในข้อความใหญ่เกินไป"),
    N_("{field}: ตารางมี {count} {what} รับได้ไม่เกิน {limit} ส่วนที่เกินไม่ได้อ่าน"),
    N_("แบ่งเป็นหลายตาราง"),
))  # fmt: skip
TABLE_IN_LIST = declare(Rule(
    "table-in-list", WARNING, N_("ตารางอยู่ในข้อของรายการ"),
    N_("{field}: ตารางอยู่ในข้อของรายการไม่ได้ จึงพิมพ์เป็นข้อความ"),
    N_("ย้ายตารางไปไว้หลังรายการ โดยเว้นหนึ่งบรรทัดก่อนตาราง"),
))  # fmt: skip
NOT_A_NUMBER = declare(Rule(
    "not-a-number", ERROR, N_("ไม่ใช่ตัวเลข"),
    N_("{field} ต้องเป็นตัวเลข แต่พบ “{value}”"),
    N_("กรอกเฉพาะตัวเลข ไม่ต้องพิมพ์หน่วย เช่น 214600 หรือ 214,600.50 ถ้ายังไม่มีข้อมูลให้เว้นว่างไว้"),
))  # fmt: skip
NOT_WHOLE = declare(Rule(
    "number-not-whole", ERROR, N_("ต้องเป็นจำนวนเต็ม"),
    N_("{field} ต้องเป็นจำนวนเต็ม แต่พบ {value}"),
    N_("กรอก {field} เป็นจำนวนเต็ม"),
))  # fmt: skip
NUMBER_TOO_LONG = declare(Rule(
    "number-too-long", ERROR, N_("ตัวเลขยาวเกินไป"),
    N_("{field} มี {length} หลัก ยาวเกินกว่าจะเป็นตัวเลขจริง"),
    N_("ตรวจว่าวางข้อมูลผิดช่องหรือไม่"),
))  # fmt: skip
TOO_MANY_DECIMALS = declare(Rule(
    "too-many-decimals", ERROR, N_("ทศนิยมมากเกินไป"),
    N_("{field} เป็น {value} มีทศนิยมเกิน {limit} ตำแหน่ง"),
    N_("ปัดเศษให้เหลือ {limit} ตำแหน่ง โปรแกรมไม่ปัดให้เพราะสตางค์ต้องตรงกับหลักฐาน"),
))  # fmt: skip
NUMBER_GROUPING = declare(Rule(
    "number-grouping", ERROR, N_("วางจุลภาคผิดหลัก"),
    N_("{field}: จุลภาคใน “{value}” ไม่ได้คั่นทุกสามหลัก"),
    N_("เขียนเช่น 1,918,000 หรือไม่ใช้จุลภาคเลย แล้วตรวจว่าตัวเลขครบทุกหลัก"),
))  # fmt: skip
DATE_NOT_READ = declare(Rule(
    "date-not-read", ERROR, N_("อ่านวันที่ไม่ได้"),
    N_("{field}: อ่าน “{value}” เป็นวันที่ไม่ได้"),
    N_("เขียนเช่น 16/10/2562, 16 ต.ค. 2562, 16 ตุลาคม 2562 หรือ 2019-10-16"),
))  # fmt: skip
DATE_IMPOSSIBLE = declare(Rule(
    "date-impossible", ERROR, N_("ไม่มีวันนี้ในปฏิทิน"),
    N_("{field}: ไม่มีวันที่ “{value}” ในปฏิทิน"),
    N_("ตรวจวัน เดือน และปี (29 กุมภาพันธ์มีเฉพาะปีอธิกสุรทิน เช่น พ.ศ. 2563 และ 2567)"),
))  # fmt: skip
DATE_CE_YEAR = declare(Rule(
    "date-ce-year", ERROR, N_("ใช้ปี ค.ศ. แทน พ.ศ."),
    N_("{field}: “{value}” ใช้ปี ค.ศ. ในรูปแบบที่ต้องเป็นปี พ.ศ."),
    N_("เขียนปี พ.ศ.{suggestion} หรือเขียนแบบ ปี-เดือน-วัน ของ ค.ศ. เช่น 2019-10-16"),
))  # fmt: skip
DATE_BE_YEAR = declare(Rule(
    "date-be-year", ERROR, N_("ใช้ปี พ.ศ. แทน ค.ศ."),
    N_("{field}: “{value}” เขียนแบบ ค.ศ. แต่ใช้ปี พ.ศ."),
    N_("เขียนเป็น วัน/เดือน/ปี พ.ศ.{suggestion}"),
))  # fmt: skip
DATE_SHORT_YEAR = declare(Rule(
    "date-short-year", ERROR, N_("ปีสองหลักกำกวม"),
    N_("{field}: ปีสองหลักใน “{value}” อาจเป็น พ.ศ. หรือ ค.ศ. ก็ได้"),
    N_("เขียนปีสี่หลัก{suggestion}"),
))  # fmt: skip
DATE_YEAR = declare(Rule(
    "date-year", ERROR, N_("ปีเป็นไปไม่ได้"),
    N_("{field}: ปีใน “{value}” ไม่ใช่ทั้ง พ.ศ. และ ค.ศ. ที่เป็นไปได้"),
    N_("ตรวจตัวเลขของปี"),
))  # fmt: skip
DATE_WEEKDAY = declare(Rule(
    "date-weekday", ERROR, N_("วันในสัปดาห์ไม่ตรงกับวันที่"),
    N_("{field}: วันในสัปดาห์ของ “{value}” ไม่ตรงกับวันที่"),
    N_("ตรวจกับปฏิทิน หรือเขียนเฉพาะวันที่"),
))  # fmt: skip
MONTH_NOT_READ = declare(Rule(
    "month-not-read", ERROR, N_("อ่านเดือนไม่ได้"),
    N_("{field}: อ่าน “{value}” เป็นเดือนและปีไม่ได้"),
    N_("เขียนเช่น ต.ค. 2562, ตุลาคม 2562 หรือ 10/2562"),
))  # fmt: skip
YEAR_NOT_BE = declare(Rule(
    "year-not-be", ERROR, N_("ปีงบประมาณเป็น ค.ศ."),
    N_("{field} เป็น {value} ซึ่งเป็นปี ค.ศ."),
    N_("กรอกเป็นปี พ.ศ. ({be})"),
))  # fmt: skip
RECORD_INCOMPLETE = declare(Rule(
    "record-incomplete", ERROR, N_("ข้อมูลยังไม่ครบ"),
    N_("{record} ยังใช้ไม่ได้: {reason}"),
    N_("เพิ่มข้อมูลให้ครบ หรือลบทั้งรายการ"),
))  # fmt: skip
KEY_DUPLICATE = declare(Rule(
    "key-duplicate", ERROR, N_("ชื่อข้อมูลซ้ำ"),
    N_("“{value}” เขียนซ้ำ อีกแห่งอยู่ที่ {other}"),
    N_("เหลือไว้แห่งเดียว โปรแกรมไม่เลือกให้ว่าค่าใดถูก"),
))  # fmt: skip
CODE_DUPLICATE = declare(Rule(
    "code-duplicate", ERROR, N_("รหัสซ้ำ"),
    N_("{field} “{value}” ซ้ำกับที่ {other}"),
    N_("ให้รหัสใหม่แก่รายการหนึ่ง หรือลบรายการที่ซ้ำ"),
))  # fmt: skip
VALUE_TWICE = declare(Rule(
    "value-duplicate", ERROR, N_("ค่าซ้ำในรายการเดียวกัน"),
    N_("{field} {value} มีอยู่แล้วที่ {other}"),
    N_("เหลือไว้รายการเดียว หรือแก้ {field} ให้ถูก"),
))  # fmt: skip
REFERENCE_MISSING = declare(Rule(
    "reference-missing", ERROR, N_("อ้างถึงสิ่งที่ไม่มี"),
    N_("{field} อ้างถึง “{value}” ซึ่งไม่มีในรายการ{target}"),
    N_("แก้รหัสให้ตรง หรือเพิ่ม “{value}” ในรายการ{target}{suggestion}"),
))  # fmt: skip
TOO_MANY_FINDINGS = declare(Rule(
    "too-many-findings", ERROR, N_("ข้อผิดพลาดมากเกินไป"),
    N_("พบปัญหาเกิน {count} รายการ ที่เหลือไม่ได้แสดง"),
    N_("แก้รายการข้างต้นแล้วตรวจใหม่"),
))  # fmt: skip
