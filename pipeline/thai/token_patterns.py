"""Patterns of the tokens that stay on one line.

Each scan begins at a character that is rare in Thai prose (a digit, a dot, a Latin letter, a bracket) and looks
back from there, so a page costs about a millisecond.
"""

from __future__ import annotations

import re

from pipeline.thai.eras import MONTHS, SHORT_MONTHS

_D = "[0-9๐-๙]"
_MONTH = "(?:" + "|".join(re.escape(name) for name in (*MONTHS, *SHORT_MONTHS)) + ")"

_UNITS = (
    "บาทถ้วน|บาท|ล้านบาท|ล้านคน|ล้าน|แสน|หมื่น|พัน|สตางค์|"
    "คน(?!งาน)|ราย(?!งาน|ได้|ละเอียด|จ่าย|ชื่อ|การ)|รายการ|แห่ง|ครั้ง(?!ที่)|ระบบ|เรื่อง|โครงการ|กิจกรรม|ตัวชี้วัด|ตัว|หน่วยงาน|ส่วนราชการ|"
    "เขต|ข้อ(?!มูล|ความ|เสนอ|กำหนด|ตกลง|บังคับ|บัญญัติ|สังเกต|สอบ)|ด้าน|มิติ|ระดับ(?!ความ)|คะแนน|หลักสูตร|รุ่น|ชุด|ฉบับ|เล่ม|หน้า(?!ที่)|"
    "วัน(?!ที่|นี้)|สัปดาห์|เดือน|ปี(?!งบ)|ชั่วโมง|นาที|น\\.|เมตร|กิโลเมตร|กม\\.|ตร\\.ม\\.|ตารางเมตร|ไร่|กลุ่ม|ประเภท|อัตรา|ตำแหน่ง|"
    "ขั้นตอน|ช่องทาง|เครื่อง(?!มือ)|คัน|ต้น(?!ฉบับ|ทุน|แบบ)|ตัน|หลัง|ชุมชน|โรงเรียน|ครัวเรือน|เท่า(?!กับ|ที่|นั้น|เทียม)|"
    "องค์กร|สำนัก(?!งาน)|กอง(?!ทุน)|ฝ่าย|ไตรมาส|ขนาด|ชิ้น|ผืน|แผ่น|ดวง|จุด|เส้น|สาย|ท่าน|องศา|กิโลกรัม|กก\\.|ลิตร|ซอย|เหตุการณ์"
)
"""Words that count: a number never parts from them. What follows (?! makes another word of them."""

_PHONE = rf"{_D}{{0,2}}[ -]{_D}{{3,4}}[ -]{_D}{{4}}(?:-{_D}{{1,2}})?"
_CALENDAR_YEAR = rf"(?:2[4-6]|๒[๔-๖]){_D}{{2}}(?![0-9๐-๙/.,])(?!\s?(?:บาท|คน|ราย|แห่ง|ครั้ง))"

NUMBER = re.compile(
    rf"""
    (?P<figure>{_D}(?:(?<=[0๐]){_PHONE}|{_D}*(?:(?:[.,/:–-]|/ว\s?){_D}+)*(?:\.-|\s?%)?))
    (?:
      (?P<date>(?<!{_D}{{3}})(?<![%-])\s?{_MONTH}(?:\s?(?:[พค]\.ศ\.\s?)?{_D}{{4}}(?!{_D})|\s?{_D}{{2}}(?!{_D}))?)
    | (?P<unit>\s?(?:{_UNITS}))
    )?
    """,
    re.VERBOSE,
)
"""A figure with the month and year, or the unit, behind it."""

CALENDAR_YEAR = re.compile(_CALENDAR_YEAR)
"""A bare year of the Buddhist era: it counts nothing."""

LEAD = re.compile(
    rf"""
    (?:
      (?:พ\.ศ\.|ค\.ศ\.|ร้อยละ|ข้อที่|ข้อ|ครั้งที่|ฉบับที่|รุ่นที่|ระดับที่|ระดับ|ด้านที่|มิติที่|องค์ประกอบที่|ตัวชี้วัดที่|เป้าหมายที่|เป้าประสงค์ที่
        |มาตรการที่|ยุทธศาสตร์ที่|กลยุทธ์ที่|ขั้นตอนที่|ไตรมาสที่|ไตรมาส|เอกสารหมายเลข|หมายเลข|ลำดับที่|ส่วนที่|บทที่|หน้า|ตารางที่|แผนภูมิที่|ภาพที่
        |ระยะที่|งวดที่|กลุ่มที่|ชุดที่|หมู่ที่|ประเภทที่|แบบที่|ปีที่|เดือนที่|สัปดาห์ที่|คนที่|คราวที่|(?:(?<![ก-๎])ณ\ )?วันที่
        |วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)ที่
        |เลขที่|โทร\.|โทรศัพท์|[0-9๐-๙]\ ต่อ|มาตรา|ชั้น|(?<![ก-๎])ปี|ISO|IEC|มอก\.
        |{_MONTH}(?:\s?[พค]\.ศ\.)?
      )\s?
    | โควิด-
    | [≤≥<>±≈-]
    )$
    """,
    re.VERBOSE,
)
"""What introduces a number and stays with it, looking back from the number."""

LONGEST_LEAD = 26
"""How far :data:`LEAD` and :data:`LETTER_CODE` reach back, in characters."""

LETTER_CODE = re.compile(r"(?:ที่\s{0,2}|(?<![ก-๎]))[ก-ฮ]{1,3}\.?\s{0,2}$")
"""The agency's letters of a letter number (ที่ กท 0303/405), looking back from its figures."""

LATIN = re.compile(
    r"""
      (?:https?://|www\.)[^\s<>“”"()ก-๛]+
    | (?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+
    | (?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*(?:[-_/.&'’:@+]+[A-Za-z0-9]+)+
    """,
    re.VERBOSE,
)
"""Addresses and joined Latin words."""

WHOLE_WORDS = re.compile("ไม่(?:น้อยกว่า|ต่ำกว่า|มากกว่า|เกิน|ใช่|เห็นชอบ)|วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)")
"""Words of two words each that nobody reads apart: a line that ends with ไม่ says the opposite."""

ABBREVIATION = re.compile(r"\.\s?(?:[เ-ไ]?[ก-ฮ][ัิ-ู]?[ก-ฮ]?\.)+")
"""The rest of a dotted abbreviation, from its first dot on."""

ABBREVIATION_HEAD = re.compile(r"(?:[เ-ไ]?[ก-ฮ][ัิ-ู]?[ก-ฮ]?)$")
"""The letters before the first dot of an abbreviation, looking back."""

TITLE = re.compile(
    r"""
      ว่าที่\s?(?:ร้อย(?:ตรี|โท|เอก)|ร\.[ตทอ]\.)(?:\s?หญิง)?
    | นางสาว | นาง(?!แบบ|พยาบาล|ใน) | น\.ส\.
    | นาย(?!ก|ทะเบียน|ช่าง|ตรวจ|จ้าง|หน้า|อำเภอ|แพทย์|ทหาร|ตำรวจ|ท้าย)
    | ดร\. | ผศ\. | รศ\. | ศ\.(?=\s|ดร) | ผู้ช่วยศาสตราจารย์ | รองศาสตราจารย์ | ศาสตราจารย์
    | พล\.?\s?ต\.[ตทอ]\. | [พร]\.ต\.[ตทอ]\. | ม\.ร\.ว\. | ม\.ล\. | หม่อมหลวง | หม่อมราชวงศ์
    """,
    re.VERBOSE,
)
"""Titles before a given name; นาย is no title in นายก, นายทะเบียน, นายช่าง …"""

BEFORE_TITLE = re.compile(r"(?:^|[^ก-๎]|โดย|คือ|เป็น|ของ|กับ|และ|ให้|ถึง|แก่|ได้แก่|มอบหมาย)$")
"""What may stand before a title, looking back: no Thai letter, or a word that commonly introduces a person."""

GIVEN_AND_SURNAME = re.compile(
    r"\s?(?P<given>[ก-ฮเ-ไ][ก-๎]{1,24})(?![ก-๎])(?:\s+(?P<surname>(?:ณ\s)?[ก-ฮเ-ไ][ก-๎]{1,24})(?![ก-๎]))?"
)
"""The names after a title; longer runs of Thai are prose."""

REPEATED_WORD = re.compile(
    "(?:ต่าง|อื่น|นั้น|นี้|หลาย|ทุก|เรื่อย|บ่อย|ใหม่|ใกล้|จริง|มาก|น้อย|ดี|เด็ก|พี่|น้อง|ค่อย|ช้า|เร็ว|สูง|ใด|ไหน|เดิม|วัน|ปี|เดือน|ครั้ง|คน|"
    "ข้อ|เรื่อง|ด้าน|กลุ่ม|งาน|แห่ง|ที่)$"
)
"""Words that ๆ often repeats, looking back from it."""

THAI_RUN = re.compile("[ก-ฮะ-ฺเ-ๅ็-๎]+$")
"""Thai letters up to here, looking back."""

CLOSING = re.compile(r"ฯลฯ|[ๆ%ฯ”’)?!\]»›๚๛]+")
"""Marks that never begin a line, nor after a space before them."""

OPENING = re.compile(r"[“‘(\[«‹฿]+\s?")
"""Marks that never end a line, with the space behind them."""
