"""Thai and Arabic digits: which numbers of a text may be printed in the other digits.

Thai digits are promoted in official documents, not compulsory (cabinet resolution of 2 May 2543); budgets,
tables, foreign text and links may keep Arabic ones. Whatever a document chooses, some figures are names and
stay as they are: project codes, letter numbers (ที่ กท 0303/405), telephone numbers, addresses of the
network, standards, and words of Latin letters.
"""

from __future__ import annotations

import re
from typing import Literal

from pipeline.thai.spans import Span

Style = Literal["thai", "arabic", "as-given"]

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
ARABIC_DIGITS = "0123456789"

_TO_THAI = str.maketrans(ARABIC_DIGITS, THAI_DIGITS)
_TO_ARABIC = str.maketrans(THAI_DIGITS, ARABIC_DIGITS)

_D = "[0-9๐-๙]"
_NUMBER = re.compile(rf"{_D}+(?:[.,/:–-]{_D}+)*")
"""One number as people see it: 1,450.50, 16/10/2562, 10.30, 3/2563 and 75–79 keep one kind of digits."""

_HAS_DIGIT = re.compile(_D)
_HAS_ARABIC = re.compile("[0-9]")
_HAS_THAI = re.compile("[๐-๙]")

_PHONE = rf"{_D}{{1,4}}(?:[ \u00a0-]{_D}{{3,4}}){{0,3}}(?:[-–]{_D}{{1,2}}(?!{_D}))?"
_PROTECTED = re.compile(
    rf"""
      (?:https?|ftp)://[^\s<>“”"]+ | www\.[^\s<>“”"]+                        # links
    | (?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+    # e-mail
    | (?<!{_D}){_D}{{8}}-{_D}{{4}}(?!{_D})                                    # project codes UUUUUUUU-NNNN
    | (?<!{_D}){_D}-{_D}{{4}}-{_D}{{5}}-{_D}{{2}}-{_D}(?!{_D})                # identity cards
    | (?:(?<![ก-๎])|(?<=ที่))[ก-ฮ]{{1,3}}\.?\s?{_D}{{4}}(?:\.{_D}+)*/(?:ว\s?)?{_D}+   # letter numbers
    | (?:โทร(?:ศัพท์|สาร)?|เบอร์|สายด่วน|แฟกซ์|มือถือ|[Tt][Ee][Ll]|[Ff][Aa][Xx])   # phones, introduced
      (?:\.|\s|:|หมายเลข|ศัพท์|ติดต่อ|ภายใน)* {_PHONE}
      (?:\s*(?:(?:,|/|หรือ)\s*(?:โทร\.?\s*)?(?=[0๐][ -]|{_D}{{3}})|ต่อ\s*(?:ภายใน\s*)?(?={_D}{{2}})){_PHONE})*
    | (?<![0-9๐-๙.,/])[0๐]{_D}{{0,2}}(?:[ \u00a0-]{_D}{{3,4}}){{2}}(?:[-–]{_D}{{1,2}})?(?!{_D})  # phones by shape
    | (?<![0-9๐-๙.,/])[0๐]{_D}{{8,9}}(?!{_D})
    | (?<![0-9๐-๙.,/-])[3-9๓-๙]{_D}{{3}}-{_D}(?![0-9๐-๙/-])                   # 6901-2: two extensions
    | (?:ISO|IEC|IEEE|BS|EN|มอก\.|RFC|Windows|Office)(?:/[A-Z]+)?[ \u00a0]?{_D}+(?:[:.-]{_D}+)*  # standards
    """,
    re.VERBOSE,
)
_ALPHANUMERIC = re.compile(r"[A-Za-z0-9๐-๙]+(?:[-_./:+#&@]+[A-Za-z0-9๐-๙]+)*")
_HAS_LATIN = re.compile("[A-Za-z]")
_ITEM_NUMBER = re.compile(rf"{_D}+\.(?=[A-Za-z])")


def to_thai(text: str) -> str:
    """Every Arabic digit as a Thai one: ``2563`` → ``๒๕๖๓``. For figures already known to be numbers."""
    return text.translate(_TO_THAI)


def to_arabic(text: str) -> str:
    """Every Thai digit as an Arabic one: ``๒๕๖๓`` → ``2563``."""
    return text.translate(_TO_ARABIC)


def convert(text: str, style: Style) -> str:
    """The text with its numbers in one kind of digits; length and positions stay.

    A number is converted whole or not at all; ``as-given`` returns the text itself. Names made of figures
    (see :func:`protected`) stay as written.
    """
    if style == "as-given" or not (_HAS_ARABIC if style == "thai" else _HAS_THAI).search(text):
        return text
    kept = bytearray(len(text))
    for start, end in protected(text):
        kept[start:end] = b"\1" * (end - start)
    table = _TO_THAI if style == "thai" else _TO_ARABIC

    def whole(match: re.Match[str]) -> str:
        return match[0] if any(kept[match.start() : match.end()]) else match[0].translate(table)

    return _NUMBER.sub(whole, text)


def protected(text: str) -> list[Span]:
    """Where figures are names: codes, letter numbers, phones, links, e-mail, standards, Latin words."""
    spans = [Span(*match.span()) for match in _PROTECTED.finditer(text) if _HAS_DIGIT.search(match[0])]
    for match in _ALPHANUMERIC.finditer(text):
        item = _ITEM_NUMBER.match(text, match.start())  # 1.Function: the number of a list item
        start = item.end() if item else match.start()
        if _HAS_LATIN.search(text, start, match.end()) and _HAS_DIGIT.search(text, start, match.end()):
            spans.append(Span(start, match.end()))
    return sorted(spans)


def mixed_numbers(text: str) -> list[Span]:
    """Numbers that mix both kinds of digits, such as ``2๕63``."""
    return [
        Span(*match.span())
        for match in _NUMBER.finditer(text)
        if _HAS_ARABIC.search(match[0]) and _HAS_THAI.search(match[0])
    ]
