"""The rules of reading text files and folders."""

from __future__ import annotations

from pipeline.findings import Rule, declare
from pipeline.messages import N_
from pipeline.sources.rules import ERROR, NOTE, WARNING

NOT_UTF8 = declare(Rule(
    "encoding-not-utf8", ERROR, N_("ไฟล์ไม่ใช่ UTF-8"),
    N_("ไฟล์ไม่ใช่ UTF-8: พบไบต์ {byte} ที่อ่านไม่ได้"),
    N_("เปิดไฟล์ด้วยโปรแกรมที่สร้างไฟล์นี้ แล้วบันทึกใหม่โดยเลือกการเข้ารหัส UTF-8"),
))  # fmt: skip
CP874 = declare(Rule(
    "encoding-cp874", ERROR, N_("ไฟล์เป็นรหัสไทยแบบเก่า (TIS-620)"),
    N_("ไฟล์บันทึกด้วยรหัสไทยแบบเก่า (Windows-874 / TIS-620) อ่านได้ว่า “{sample}”"),
    N_("เปิดใน Notepad เลือก “บันทึกเป็น” แล้วเปลี่ยนการเข้ารหัสจาก ANSI เป็น UTF-8"),
))  # fmt: skip
UTF16 = declare(Rule(
    "encoding-utf16", ERROR, N_("ไฟล์เป็น UTF-16"),
    N_("ไฟล์บันทึกเป็น {encoding} ไม่ใช่ UTF-8"),
    N_("เปิดใน Notepad เลือก “บันทึกเป็น” แล้วเปลี่ยนการเข้ารหัสจาก Unicode เป็น UTF-8"),
))  # fmt: skip
FILE_TOO_LARGE = declare(Rule(
    "file-too-large", ERROR, N_("ไฟล์ใหญ่เกินไป"),
    N_("ไฟล์ใหญ่ {size} เกินขีดจำกัด {limit}"),
    N_("แบ่งข้อมูลเป็นหลายไฟล์ เช่น หนึ่งโครงการต่อหนึ่งไฟล์ใน projects/"),
))  # fmt: skip
FILE_EMPTY = declare(Rule(
    "file-empty", ERROR, N_("ไฟล์ว่าง"),
    N_("ไฟล์นี้ไม่มีข้อมูล"),
    N_("กรอกข้อมูล หรือลบไฟล์"),
))  # fmt: skip
FILE_UNREADABLE = declare(Rule(
    "file-unreadable", ERROR, N_("เปิดไฟล์ไม่ได้"),
    N_("เปิดไฟล์ไม่ได้: {reason}"),
    N_("ตรวจสิทธิ์ของไฟล์ และปิดโปรแกรมที่เปิดไฟล์ค้างไว้"),
))  # fmt: skip
FILE_OUTSIDE = declare(Rule(
    "file-outside", ERROR, N_("ไฟล์อยู่นอกโฟลเดอร์"),
    N_("“{name}” อยู่นอกโฟลเดอร์ข้อมูล หรือเป็นทางลัดออกไปนอกโฟลเดอร์ จึงไม่อ่าน"),
    N_("คัดลอกไฟล์จริงมาไว้ในโฟลเดอร์"),
))  # fmt: skip
FILE_SPECIAL = declare(Rule(
    "file-special", ERROR, N_("ไม่ใช่ไฟล์ธรรมดา"),
    N_("“{name}” ไม่ใช่ไฟล์ธรรมดา จึงไม่อ่าน"),
    N_("แทนด้วยไฟล์ธรรมดา"),
))  # fmt: skip
FILE_UNKNOWN = declare(Rule(
    "file-unknown", NOTE, N_("ไฟล์ที่ไม่ได้ใช้"),
    N_("ไม่ได้อ่าน “{name}” เพราะไม่ใช่ส่วนหนึ่งของชุดข้อมูล"),
    N_("{suggestion}"),
))  # fmt: skip
FILE_MISSING = declare(Rule(
    "file-missing", ERROR, N_("ไม่พบไฟล์ที่อ้างถึง"),
    N_("{field}: ไม่พบไฟล์ “{name}” ในโฟลเดอร์ข้อมูล"),
    N_("วางไฟล์ไว้ในโฟลเดอร์เดียวกับชุดข้อมูล แล้วตรวจชื่อไฟล์ให้ตรง"),
))  # fmt: skip
FILES_TOO_MANY = declare(Rule(
    "files-too-many", ERROR, N_("ไฟล์มากเกินไป"),
    N_("โฟลเดอร์มีไฟล์เกิน {limit} ไฟล์"),
    N_("ตรวจว่าเลือกโฟลเดอร์ถูกหรือไม่ หนึ่งชุดข้อมูลคือหนึ่งหน่วยงานในหนึ่งปี"),
))  # fmt: skip
FOLDER_EMPTY = declare(Rule(
    "folder-without-data", ERROR, N_("ไม่พบชุดข้อมูล"),
    N_("ไม่พบ agency.yaml ในโฟลเดอร์นี้"),
    N_("เลือกโฟลเดอร์ที่มี agency.yaml หรือสร้างชุดข้อมูลตั้งต้นด้วย saraban init"),
))  # fmt: skip
PART_DUPLICATE = declare(Rule(
    "part-duplicate", ERROR, N_("ข้อมูลส่วนเดียวกันอยู่สองแห่ง"),
    N_("“{part}” เขียนไว้แล้วที่ {other}"),
    N_("เก็บไว้ไฟล์เดียว แล้วลบอีกแห่ง"),
))  # fmt: skip
SYNTAX = declare(Rule(
    "yaml-syntax", ERROR, N_("ไวยากรณ์ YAML ผิด"),
    N_("อ่านไฟล์ต่อไม่ได้: {reason}"),
    N_("{advice}"),
))  # fmt: skip
JSON_SYNTAX = declare(Rule(
    "json-syntax", ERROR, N_("ไวยากรณ์ JSON ผิด"),
    N_("อ่านไฟล์ต่อไม่ได้: {reason}"),
    N_("แก้ไวยากรณ์ ณ จุดที่ระบุ หรือจุดก่อนหน้าเล็กน้อย"),
))  # fmt: skip
SEVERAL_DOCUMENTS = declare(Rule(
    "yaml-several-documents", ERROR, N_("หลายเอกสารในไฟล์เดียว"),
    N_("ไฟล์มีเส้นคั่น --- แบ่งเป็นหลายเอกสาร อ่านเฉพาะเอกสารแรก"),
    N_("แยกเป็นคนละไฟล์ หรือเขียนเป็นรายการขึ้นต้นด้วย - "),
))  # fmt: skip
ALIAS_BOMB = declare(Rule(
    "alias-bomb", ERROR, N_("การอ้างซ้ำใน YAML มากเกินไป"),
    N_("ไฟล์ขยายเป็นข้อมูลเกิน {limit} ค่า"),
    N_("เลิกใช้ & และ * ซ้อนกัน เขียนข้อมูลตรง ๆ"),
))  # fmt: skip
TOO_MANY_VALUES = declare(Rule(
    "too-many-values", ERROR, N_("ข้อมูลมากเกินไป"),
    N_("ไฟล์มีข้อมูลเกิน {limit} ค่า"),
    N_("แบ่งข้อมูลเป็นหลายไฟล์ หรือตรวจว่าเลือกไฟล์ถูกหรือไม่"),
))  # fmt: skip
ALIAS_UNKNOWN = declare(Rule(
    "yaml-alias", ERROR, N_("การอ้างซ้ำใน YAML ใช้ไม่ได้"),
    N_("*{name} อ้างถึงสิ่งที่ไม่มี หรืออ้างถึงตัวเอง"),
    N_("ถ้าเป็นข้อความที่ขึ้นต้นด้วย * ให้ใส่เครื่องหมายคำพูดครอบ"),
))  # fmt: skip
TOO_DEEP = declare(Rule(
    "nesting-too-deep", ERROR, N_("ข้อมูลซ้อนลึกเกินไป"),
    N_("ข้อมูลซ้อนกันเกิน {limit} ชั้น"),
    N_("ตรวจการย่อหน้าของไฟล์"),
))  # fmt: skip
TAG_REFUSED = declare(Rule(
    "yaml-tag", ERROR, N_("ป้ายชนิดข้อมูลของ YAML ใช้ไม่ได้"),
    N_("ไม่รับป้าย {tag}"),
    N_("ลบป้ายที่ขึ้นต้นด้วย ! หรือถ้าเป็นข้อความให้ใส่เครื่องหมายคำพูดครอบ"),
))  # fmt: skip
KEY_NO_TEXT = declare(Rule(
    "key-no-text", ERROR, N_("ชื่อข้อมูลไม่ใช่ข้อความ"),
    N_("ชื่อข้อมูลหน้าเครื่องหมาย : ต้องเป็นข้อความ"),
    N_("ถ้าเป็นข้อความที่ขึ้นต้นด้วยวงเล็บ ให้ใส่เครื่องหมายคำพูดครอบ"),
))  # fmt: skip
FOLDED = declare(Rule(
    "yaml-folded-text", WARNING, N_("YAML เติมช่องว่างกลางข้อความไทย"),
    N_("{field}: ข้อความหลายบรรทัดนี้ YAML จะแทนการขึ้นบรรทัดด้วยช่องว่าง ซึ่งภาษาไทยไม่ต้องการ"),
    N_("ย้ายข้อความไปเขียนหลังเครื่องหมาย | แล้วโปรแกรมจะต่อบรรทัดให้ถูกต้อง"),
))  # fmt: skip
