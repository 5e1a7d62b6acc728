"""Cells of the scoring criteria (เกณฑ์การให้คะแนน) as numbers: ``80``, ``≤ 60``, ``75–79``, ``3 คะแนน``, ``ร้อยละ 40``.

A cell is printed as it was written and read here. What says anything else, such as the text of a milestone, is no
number; a ``?`` that stands for a lost dash is never guessed at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.thai.digits import to_arabic
from pipeline.thai.numbers import NumberProblem, parse_decimal
from pipeline.thai.targets import MAX_LENGTH, PERCENT, parse_target

if TYPE_CHECKING:
    from decimal import Decimal

POINTS = "คะแนน"
"""The unit of a cell that tells what a level is worth, not where it begins."""


class Comparator(StrEnum):
    """On which side of its number a cell holds."""

    AT_LEAST = "≥"
    ABOVE = ">"
    AT_MOST = "≤"
    BELOW = "<"

    @property
    def upwards(self) -> bool:
        """Whether larger numbers satisfy it."""
        return self in (Comparator.AT_LEAST, Comparator.ABOVE)

    @property
    def strict(self) -> bool:
        """Whether the number itself does not satisfy it."""
        return self in (Comparator.ABOVE, Comparator.BELOW)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A cell that is a number, a number with a comparator, or a range; only a range has two ends.

    ``unit`` is what stands with the number: ร้อยละ (also written %), คะแนน, ระบบ.
    """

    low: Decimal
    high: Decimal
    comparator: Comparator | None = None
    unit: str | None = None

    @property
    def is_range(self) -> bool:
        """Whether the cell has two ends."""
        return self.low != self.high

    def threshold(self, *, rising: bool) -> Decimal:
        """Where its level begins: the lower end where more is better, the upper end where less is."""
        return self.low if rising else self.high


_COMPARATORS = {
    "ไม่น้อยกว่า": Comparator.AT_LEAST,
    "อย่างน้อย": Comparator.AT_LEAST,
    "มากกว่า": Comparator.ABOVE,
    "ไม่เกิน": Comparator.AT_MOST,
    "น้อยกว่า": Comparator.BELOW,
}
"""The words of :func:`pipeline.thai.targets.parse_target`; ``จำนวน`` compares nothing."""

_SYNONYMS = (
    (re.compile(r"^⩽|^≦|^=<"), "≤"),
    (re.compile(r"^⩾|^≧|^=>"), "≥"),
    (re.compile(r"^(?:น้อยกว่า|ต่ำกว่า)หรือเท่ากับ"), "≤"),
    (re.compile(r"^(?:มากกว่า|สูงกว่า)หรือเท่ากับ"), "≥"),
    (re.compile(r"^ต่ำกว่า"), "น้อยกว่า"),
    (re.compile(r"^(?:สูงกว่า|เกินกว่า|เกิน)"), "มากกว่า"),
    (re.compile(r"^(?:เท่ากับ|=)\s*"), ""),
    (re.compile(r"^(?!ไม่เกิน)(.*[^ ])\s*(?:ลงมา|หรือน้อยกว่า)$"), r"ไม่เกิน\1"),
    (re.compile(r"\s*หรือมากกว่า$"), " ขึ้นไป"),
)
_MINUS = re.compile(r"(?<![0-9.,])(?P<gap>\s*)[-−](?=[0-9])")
_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_RANGE = re.compile(
    rf"""
    (?P<before>{PERCENT})?\s*(?P<low>{_NUMBER})\s*(?:%\s*)?
    (?:-|–|—|−|ถึง)\s*
    (?:{PERCENT})?\s*(?P<high>{_NUMBER})
    (?:\s*(?P<percent>%)|\s*(?P<unit>[ก-ฮเ-ไA-Za-z][ก-๎A-Za-z./()&-]*))?
    """,
    re.VERBOSE,
)


def read_cell(text: str | None) -> Criterion | None:
    """What a cell says, if it is a number, a comparison or a range; ``None`` for an empty cell and any other text.

    Digits may be Thai, numbers grouped by commas. ``ต่ำกว่า`` and ``สูงกว่า`` are comparators like ``<`` and ``>``,
    ``60 ขึ้นไป`` and ``60 ลงมา`` like ``≥`` and ``≤``. The ends of a range may stand either way round.
    """
    if not text or len(text) > MAX_LENGTH:
        return None
    plain = " ".join(to_arabic(text).replace("\u00a0", " ").split())
    return _range(plain) or _comparison(plain)


def _range(plain: str) -> Criterion | None:
    match = _RANGE.fullmatch(plain)
    if match is None or (match["before"] and (match["percent"] or match["unit"])):
        return None
    try:
        ends = parse_decimal(match["low"]), parse_decimal(match["high"])
    except NumberProblem:
        return None
    unit = match["before"] or (PERCENT if match["percent"] else match["unit"])
    return Criterion(min(ends), max(ends), unit=unit)


def _comparison(plain: str) -> Criterion | None:
    for pattern, word in _SYNONYMS:
        plain = pattern.sub(word, plain, count=1)
    bare, below_zero = _MINUS.subn(r"\g<gap>", plain, count=1)
    target = parse_target(bare.strip())
    if target is None:
        return None
    number = target.number.copy_negate() if below_zero else target.number
    return Criterion(number, number, _COMPARATORS.get(target.comparator or ""), target.unit)
