"""Tokens that no line break may enter: numbers with their units, dates, titles with names, marks with words.

Sources of the rules: the Royal Society's spacing rules, W3C's Thai layout requirements (“ ‘ ( never last on a
line, ” ’ ) ? ! % ๆ ฯ never first), and the typing custom of Thai offices (a number stays with its unit, พ.ศ. with
the year, a title with its name).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

LONGEST = 40
"""Longest range in characters: longer ones are split at their inner spaces."""

_D = "[0-9๐-๙]"
_NUMBER = rf"(?:{_D}+(?:[.,/:–-]{_D}+)*(?:\.-)?)"
_MONTHS = (
    r"(?:มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    r"|ม\.ค\.|ก\.พ\.|มี\.ค\.|เม\.ย\.|พ\.ค\.|มิ\.ย\.|ก\.ค\.|ส\.ค\.|ก\.ย\.|ต\.ค\.|พ\.ย\.|ธ\.ค\.)"
)
_UNITS = (
    "บาทถ้วน|บาท|ล้านบาท|สตางค์|คน|ราย|แห่ง|ครั้ง|ระบบ|เรื่อง|โครงการ|กิจกรรม|ตัวชี้วัด|หน่วยงาน|ส่วนราชการ|เขต|ข้อ|ด้าน|มิติ|ระดับ|คะแนน|"
    "หลักสูตร|รุ่น|ชุด|ฉบับ|เล่ม|หน้า|วัน|เดือน|ปี|ชั่วโมง|นาที|น\\.|เมตร|กิโลเมตร|กม\\.|ไร่|ตารางเมตร|กลุ่ม|ประเภท|อัตรา|ตำแหน่ง|"
    "ขั้นตอน|แผน|ช่องทาง|รายการ|เครื่อง|คัน|ต้น|ตัน|หลัง|ชุมชน|โรงเรียน|ครัวเรือน|เท่า|ล้าน|องค์กร|สำนักงาน|สำนัก|กอง|ฝ่าย|ไตรมาส|%"
)
_LEADS = (
    r"พ\.ศ\.|ค\.ศ\.|ร้อยละ|ข้อที่|ข้อ|ครั้งที่|ฉบับที่|ระดับที่|ระดับ|ด้านที่|มิติที่|องค์ประกอบที่|ตัวชี้วัดที่|เป้าหมายที่|เป้าประสงค์ที่|มาตรการที่|ไตรมาสที่|ไตรมาส|"
    r"เอกสารหมายเลข|หมายเลข|จำนวน|ลำดับที่|ส่วนที่|บทที่|หน้า|ตารางที่|ภาพที่|วันที่|เลขที่|โทร\.|มาตรา|ณ|ไม่น้อยกว่า"
)
_TITLES = r"ว่าที่\s?ร้อยตรีหญิง|ว่าที่\s?ร้อยตรี|ว่าที่\s?ร\.ต\.|นางสาว|นาง|นาย|ดร\.|น\.ส\."
_NO_TITLE = "(?!ก|ทะเบียน|ช่าง|ตรวจ|จ้าง|หน้า|อำเภอ|แบบ|ใน)"
_TOKEN = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>“”"()]+ | [A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]+   # links
    | (?:(?:{_LEADS})\s?)?(?:กท\s)?{_NUMBER}(?:\s?{_MONTHS}(?:\s?(?:พ\.ศ\.\s?)?{_D}{{2,4}})?|\s?(?:{_UNITS}))?
    | {_MONTHS}\s?(?:พ\.ศ\.\s?)?{_D}{{4}}
    | (?:{_TITLES}){_NO_TITLE}\s?[ก-๎]+(?=\s[ก-๎])
    | (?:[ก-ฮเ-ไ][ก-๎]{{0,3}}\.){{2,}}
    | ฯลฯ | [A-Za-z][A-Za-z0-9]*(?:[-_/.&'][A-Za-z0-9]+)+
    """,
    re.VERBOSE,
)
_JOIN = re.compile(r"\S\s?[ๆ%]|[ก-๛A-Za-z0-9][฿ฯ”’)?!\]]+|[“‘(\[]\s?\S[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]*")
_BREAKING_SPACE = re.compile(r"\s+")


def protected_ranges(text: str, names: Collection[str] = (), *, longest: int = LONGEST) -> list[tuple[int, int]]:
    """Ranges of characters (start, end) inside which no line may break; sorted, not overlapping."""
    return list(_ranges(text, tuple(sorted(set(names))), longest))


@lru_cache(maxsize=4096)
def _ranges(text: str, names: tuple[str, ...], longest: int) -> tuple[tuple[int, int], ...]:
    found = [match.span() for match in _TOKEN.finditer(text)]
    found += [match.span() for match in _JOIN.finditer(text)]
    words = _words(names)
    if words is not None:
        found += [match.span() for match in words.finditer(text)]
    return tuple(part for span in _merged(found) for part in _split(text, span, longest))


@lru_cache(maxsize=64)
def _words(names: tuple[str, ...]) -> re.Pattern[str] | None:
    words = sorted({word for name in names for word in name.split()}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words))) if words else None


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if end - start < 2:  # noqa: PLR2004 - one character cannot be broken
            continue
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _split(text: str, span: tuple[int, int], longest: int) -> list[tuple[int, int]]:
    start, end = span
    if end - start <= longest:
        return [span]
    parts = []
    for match in _BREAKING_SPACE.finditer(text, start, end):
        parts.append((start, match.start()))
        start = match.end()
    return [*parts, (start, end)]
