"""Blemishes of a text: reported with their place, never rewritten."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from pipeline.thai.cut import cut_end
from pipeline.thai.digits import mixed_numbers
from pipeline.thai.tokens import repeated_word


class BlemishKind(StrEnum):
    """What may be wrong with a text. The values are stable: checks build their rule ids from them."""

    QUESTION_FOR_DASH = "question-for-dash"
    """``ปฏิบัติการ ? ชำนาญการ``: a dash lost in a conversion."""
    ERA_WITHOUT_SPACE = "era-without-space"
    """``พ.ศ.2563`` for ``พ.ศ. 2563``."""
    DOUBLE_SPACE = "double-space"
    MIXED_DIGITS = "mixed-digits"
    """Thai and Arabic digits in one number."""
    YAMOK_WITHOUT_SPACE = "yamok-without-space"
    """``ต่างๆ`` for ``ต่าง ๆ``."""
    YAMOK_FIRST = "yamok-first"
    """ๆ with nothing before it to repeat."""
    GLUED_NUMBER = "glued-number"
    """``กรุงเทพมหานครครั้งที่ 3/2563``: no space before ครั้งที่."""
    CONTROL = "control"
    INVISIBLE = "invisible"
    """Zero-width characters, soft hyphens, byte-order marks."""
    BIDI = "bidi"
    PRIVATE_USE = "private-use"
    REPLACEMENT = "replacement"
    """U+FFFD: a character was lost when the file was read."""
    STRAY_MARK = "stray-mark"
    """A vowel or tone mark without a consonant below it."""
    CUT = "cut"
    """The text seems to end in the middle: cut at the limit of a column."""


class Blemish(NamedTuple):
    """One blemish: characters ``start`` to ``end``, and what stands there."""

    kind: BlemishKind
    start: int
    end: int
    quote: str


_QUESTION_WORDS = (
    "หรือไม่", "หรือยัง", "หรือเปล่า", "อย่างไร", "อะไร", "ใคร", "เมื่อใด", "เมื่อไร", "ที่ไหน",
    "ที่ใด", "ทำไม", "เท่าใด", "เท่าไร", "กี่", "ไหม", "ไหน", "ใด",
)  # fmt: skip
"""A question mark after one of these is a question mark."""

_BEFORE_TIMES = (
    "ประชุม", "รายงาน", "อบรม", "สัมมนา", "จัดงาน", "เป็น", "ใน", "การ", "ครบ", "นัด", "และ", "หรือ",
    "กับ", "จาก", "ถึง", "ตาม", "มติ", "เมื่อ", "โดย", "ของ", "ก่อน", "หลัง", "คือ", "ที่", "สามัญ", "วาระ",
)  # fmt: skip
"""Words to which ครั้งที่ n/yyyy may be joined; a name of an office wants a space."""

_LETTER = "[ก-ฮะ-ฺเ-ๅ็-๎]"

_PATTERNS: tuple[tuple[BlemishKind, re.Pattern[str]], ...] = (
    (BlemishKind.QUESTION_FOR_DASH, re.compile(r"(?<=[ก-๛0-9]) \?(?= [ก-๛0-9])|(?<=[ก-๛0-9])\?(?=[ก-๛0-9])")),
    (BlemishKind.ERA_WITHOUT_SPACE, re.compile(r"[พค]\.ศ\.[0-9๐-๙]{1,4}")),
    (BlemishKind.DOUBLE_SPACE, re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")),
    (BlemishKind.YAMOK_WITHOUT_SPACE, re.compile(rf"(?<={_LETTER})ๆ")),
    (BlemishKind.YAMOK_FIRST, re.compile(r"^\s*ๆ", re.MULTILINE)),
    (BlemishKind.GLUED_NUMBER, re.compile(rf"(?<={_LETTER})ครั้งที่ ?[0-9๐-๙]+/[0-9๐-๙]{{4}}")),
    (BlemishKind.CONTROL, re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")),
    (BlemishKind.INVISIBLE, re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]+")),
    (BlemishKind.BIDI, re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]+")),
    (BlemishKind.PRIVATE_USE, re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]+")),
    (BlemishKind.REPLACEMENT, re.compile("\ufffd+")),
    (BlemishKind.STRAY_MARK, re.compile('(?:(?<=[\\s(“‘"/\\-0-9A-Za-z])|^)[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]')),
)


def blemishes(text: str) -> list[Blemish]:
    """Everything about a text that a person should look at, in order of place.

    The rules are precise rather than eager: ``?`` after a question word is a question, ครั้งที่ may join words such as
    การประชุม, and a text counts as cut only on strong evidence (:func:`pipeline.thai.cut.cut_end`).
    """
    found = [
        blemish
        for kind, pattern in _PATTERNS
        for match in pattern.finditer(text)
        if (blemish := _judged(kind, text, match.start(), match.end()))
    ]
    found += [_blemish(BlemishKind.MIXED_DIGITS, text, *span) for span in mixed_numbers(text)]
    end = cut_end(text)
    if end is not None:
        found.append(_blemish(BlemishKind.CUT, text, *end))
    return sorted(found, key=lambda blemish: (blemish.start, blemish.end, blemish.kind))


def _blemish(kind: BlemishKind, text: str, start: int, end: int) -> Blemish:
    return Blemish(kind, start, end, text[start:end])


def _judged(kind: BlemishKind, text: str, start: int, end: int) -> Blemish | None:
    """The blemish that a pattern points at, or ``None`` where the words before it make it right."""
    if kind is BlemishKind.QUESTION_FOR_DASH and text.endswith(_QUESTION_WORDS, 0, start):
        return None
    if kind is BlemishKind.GLUED_NUMBER and text.endswith(_BEFORE_TIMES, 0, start):
        return None
    if kind is BlemishKind.YAMOK_WITHOUT_SPACE:
        start = repeated_word(text, start)
    return _blemish(kind, text, start, end)
