"""Numbers as planners type them, read exactly."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from pipeline.thai.digits import to_arabic

MAX_LENGTH = 60
"""Longest text that is read as a number, in characters: anything longer is no figure of a report."""

NumberKind = Literal["empty", "too-long", "not-finite", "grouping", "format"]

_SHAPE = re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)?(?P<fraction>\.[0-9]+)?")
_GROUPED_WRONG = re.compile(r"[+-]?[0-9,]+(?:\.[0-9]*)?")
_BEFORE = re.compile(r"(?:ร้อยละ|จำนวน|฿)\s*")
_AFTER = re.compile(r"\s*(?:บาทถ้วน|บาท|%|เปอร์เซ็นต์|฿)$")
_NOT_FINITE = re.compile(r"[+-]?(?:s?nan|inf|infinity|∞)", re.IGNORECASE)


class NumberProblem(ValueError):  # noqa: N818 - named like DateProblem
    """A text that is no number. ``kind`` says why; the text itself is quoted, cut to 30 characters."""

    def __init__(self, kind: NumberKind, text: str) -> None:
        super().__init__(f"{kind}: {text[:30]!r}")
        self.kind: NumberKind = kind


def parse_decimal(text: str) -> Decimal:
    """The exact value of ``1,918,000.-``, ``214,600 บาท``, ``๒๑๔,๖๐๐.๕๐`` or ``70.16 %`` (→ 70.16).

    Thousands are grouped by threes or not at all; digits may be Thai or Arabic. Exponents are not read.

    Raises:
        NumberProblem: empty, longer than :data:`MAX_LENGTH`, NaN or infinite, wrongly grouped (``1,23``), or
            no number at all.
    """
    if len(text) > MAX_LENGTH:
        raise NumberProblem("too-long", text)
    bare = _bare(text)
    if not bare:
        raise NumberProblem("empty", text)
    match = _SHAPE.fullmatch(bare)
    if match and (match["whole"] or match["fraction"]):
        return Decimal(bare.replace(",", ""))
    if _NOT_FINITE.fullmatch(bare):
        raise NumberProblem("not-finite", text)
    raise NumberProblem("grouping" if "," in bare and _GROUPED_WRONG.fullmatch(bare) else "format", text)


def _bare(text: str) -> str:
    """The figure alone: Arabic digits, plain minus, without unit and without the closing ``.-``."""
    bare = to_arabic(text).replace("\u00a0", " ").replace("−", "-").strip()
    bare = _BEFORE.sub("", bare, count=1) if _BEFORE.match(bare) else bare
    bare = _AFTER.sub("", bare).rstrip()
    for closing in (".-", ".–", ".—"):
        bare = bare.removesuffix(closing)
    return bare.rstrip()
