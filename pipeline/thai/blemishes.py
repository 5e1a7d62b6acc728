"""Blemishes of a text: reported with their place, never rewritten."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from pipeline.thai.digits import mixed_numbers


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


_PATTERNS: tuple[tuple[BlemishKind, re.Pattern[str]], ...] = (
    (BlemishKind.QUESTION_FOR_DASH, re.compile(r"(?<=[ก-๛0-9]) \?(?= [ก-๛0-9])")),
    (BlemishKind.ERA_WITHOUT_SPACE, re.compile(r"(?:พ\.ศ\.|ค\.ศ\.)[0-9๐-๙]")),
    (BlemishKind.DOUBLE_SPACE, re.compile(r"(?<=\S) {2,}(?=\S)")),
    (BlemishKind.YAMOK_WITHOUT_SPACE, re.compile(r"[ก-ูเ-ๅ็-๎]+ๆ")),
    (BlemishKind.YAMOK_FIRST, re.compile(r"^\s*ๆ")),
    (BlemishKind.GLUED_NUMBER, re.compile(r"(?<=[ก-ฮะ-ู็-๎])ครั้งที่ ?[0-9๐-๙]+/[0-9๐-๙]{4}")),
    (BlemishKind.CONTROL, re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")),
    (BlemishKind.INVISIBLE, re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]+")),
    (BlemishKind.BIDI, re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]+")),
    (BlemishKind.PRIVATE_USE, re.compile("[\ue000-\uf8ff]+")),
    (BlemishKind.REPLACEMENT, re.compile("\ufffd+")),
    (BlemishKind.STRAY_MARK, re.compile(r"(?:(?<=[\s(“‘\"/-])|^)[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]")),
)


def blemishes(text: str) -> list[Blemish]:
    """Everything about a text that a person should look at, in order of place."""
    found = [
        Blemish(kind, match.start(), match.end(), match[0])
        for kind, pattern in _PATTERNS
        for match in pattern.finditer(text)
    ]
    found += [Blemish(BlemishKind.MIXED_DIGITS, *span, span.of(text)) for span in mixed_numbers(text)]
    return sorted(found, key=lambda blemish: (blemish.start, blemish.end, blemish.kind))
