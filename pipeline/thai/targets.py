"""Targets of plans (ค่าเป้าหมาย) as they are printed: comparator, number, unit, in the word order of Thai.

``ร้อยละ`` and ``ระดับ`` stand before their number, every other unit behind it: ไม่น้อยกว่าร้อยละ 60, จำนวน 1 หลักสูตร.
A text that says anything more (a date, a condition, two numbers) is no such target and stays a text.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, localcontext
from typing import TYPE_CHECKING, NamedTuple

from pipeline.thai.digits import to_arabic
from pipeline.thai.eras import MONTH_NUMBERS
from pipeline.thai.numbers import NumberProblem, parse_decimal

if TYPE_CHECKING:
    from decimal import Decimal

MAX_LENGTH = 120
"""Longest text that is read as one target, in characters."""

PERCENT = "ร้อยละ"
UNITS_BEFORE = (PERCENT, "ระดับ")
"""Units that stand before their number."""


class ParsedTarget(NamedTuple):
    """A target in its parts. ``comparator`` is one of the words that plans print, or ``None``."""

    comparator: str | None
    number: Decimal
    unit: str | None


_COMPARATORS = {
    "ไม่น้อยกว่า": "ไม่น้อยกว่า",
    "ไม่ต่ำกว่า": "ไม่น้อยกว่า",
    "≥": "ไม่น้อยกว่า",
    ">=": "ไม่น้อยกว่า",
    "อย่างน้อย": "อย่างน้อย",
    "ไม่เกินกว่า": "ไม่เกิน",
    "ไม่มากกว่า": "ไม่เกิน",
    "ไม่เกิน": "ไม่เกิน",
    "≤": "ไม่เกิน",
    "<=": "ไม่เกิน",
    "มากกว่า": "มากกว่า",
    ">": "มากกว่า",
    "น้อยกว่า": "น้อยกว่า",
    "<": "น้อยกว่า",
    "จำนวน": "จำนวน",
}
"""What is written, and the word that stands for it; ``จำนวน`` before another comparator adds nothing."""

_WORDS = "|".join(map(re.escape, _COMPARATORS))
_TARGET = re.compile(
    rf"""
    (?:จำนวน\s*(?=(?:{_WORDS})))?
    (?P<comparator>{_WORDS})?\s*
    (?:(?P<before>{"|".join(UNITS_BEFORE)})(?:ที่)?\s*(?P<late>{_WORDS})?\s*)?
    (?P<number>[0-9][0-9,.]*)
    (?:\s*(?P<percent>%|เปอร์เซ็นต์)|\s*(?P<unit>[ก-ฮเ-ไA-Za-z][ก-๎A-Za-z./()&-]*))?
    """,
    re.VERBOSE,
)
_UPWARDS = "ขึ้นไป"


def parse_target(text: str) -> ParsedTarget | None:
    """The parts of ``ไม่น้อยกว่าร้อยละ 60``, ``จำนวน 1 หลักสูตร``, ``2 กลุ่มภารกิจ`` or ``≥ 60 %``; ``None`` for any other text.

    Digits may be Thai. ``%`` and ``เปอร์เซ็นต์`` are the unit ``ร้อยละ``; signs and ``ไม่ต่ำกว่า`` become the words that
    plans print, ``ขึ้นไป`` behind the unit is ``ไม่น้อยกว่า``. What is read is the whole text, so that
    :func:`print_target` says the same again.
    """
    if len(text) > MAX_LENGTH:
        return None
    plain = " ".join(to_arabic(text).replace("\u00a0", " ").split())
    bare = plain.removesuffix(_UPWARDS).rstrip()
    match = _TARGET.fullmatch(bare)
    if match is None or (match["before"] and (match["percent"] or match["unit"])):
        return None
    written = [found for found in (match["comparator"], match["late"]) if found]
    upwards = bare != plain
    unit = match["before"] or (PERCENT if match["percent"] else match["unit"])
    if len(written) + upwards > 1 or (unit and unit.rstrip(".").replace(".", "") in MONTH_NUMBERS):
        return None
    try:
        number = parse_decimal(match["number"])
    except NumberProblem:
        return None
    comparator = _COMPARATORS[written[0]] if written else None
    return ParsedTarget("ไม่น้อยกว่า" if upwards else comparator, number, unit)


def print_target(comparator: str | None, number: Decimal, unit: str | None, *, places: int | None = None) -> str:
    """A target as plans print it, in Arabic digits: ``ไม่น้อยกว่าร้อยละ 60``, ``จำนวน 1 หลักสูตร``, ``ร้อยละ 99.5``.

    ``places`` are the decimals that a column of numbers has in common; without them zeros at the end are not printed.
    """
    with localcontext(rounding=ROUND_HALF_UP):
        figure = f"{number:,f}" if places is None else f"{number:,.{places}f}"
    if "." in figure and places is None:
        figure = figure.rstrip("0").rstrip(".")
    if unit in UNITS_BEFORE:
        return f"{comparator or ''}{unit} {figure}"
    return " ".join(part for part in (comparator, figure, unit) if part)
