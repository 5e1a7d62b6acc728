"""Markers at the beginning of a line: which are list markers, and which are only numbers.

``1.`` ``1)`` ``(1)`` ``ก.`` ``ก)`` ``1.1`` ``•`` ``-`` in Thai or Arabic digits. ``2563 เป็นปี…``, ``1.5 เท่า``,
``16.30 น.``, ``-ไม่มี-``, ``-5 องศา`` and ``ก.ก. มีมติ`` are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from pipeline.model import ListMarker
from pipeline.thai.counters import thai_letter
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEAD = 24
"""Characters at the beginning of a line that can be a marker."""

_PATTERNS: Final = (
    (ListMarker.NESTED, re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})+)\.?(?:[ \u00a0]+|(?=[\u0e01-\u0e44])|$)")),
    (ListMarker.DECIMAL_DOT, re.compile(r"([0-9]{1,3})\.(?:[ \u00a0]+|(?=[^\s0-9.])|$)")),
    (ListMarker.DECIMAL_PAREN, re.compile(r"([0-9]{1,3})\)[ \u00a0]*")),
    (ListMarker.DECIMAL_PARENS, re.compile(r"\(([0-9]{1,3})\)[ \u00a0]*")),
    (ListMarker.THAI_LETTER, re.compile(r"([\u0e01-\u0e2e]{1,2})\.(?:[ \u00a0]+|$)")),
    (ListMarker.THAI_LETTER_PAREN, re.compile(r"([\u0e01-\u0e2e]{1,2})\)[ \u00a0]*")),
    (ListMarker.BULLET, re.compile(r"(?:[•·●○◦▪■‣∙►➢➤\uf0b7\uf0a7\uf0d8][ \u00a0]*|\*[ \u00a0]+)(?=\S)")),
    (ListMarker.DASH, re.compile(r"[-–—−](?:[ \u00a0]+(?=\S)|(?=[\u0e01-\u0e44“\"(])(?!.*-$))")),
)

LETTERED: Final = frozenset({ListMarker.THAI_LETTER, ListMarker.THAI_LETTER_PAREN})
UNCOUNTED: Final = frozenset({ListMarker.BULLET, ListMarker.DASH})


@dataclass(frozen=True, slots=True)
class Marked:
    """A line that may be a list item. ``numbers`` is (2, 3) for ``2.3``, (3,) for ``ค.``, () for a bullet."""

    marker: ListMarker
    numbers: tuple[int, ...]
    typed: str
    rest: str

    @property
    def thai(self) -> bool:
        """Whether the number was typed in Thai digits."""
        return self.typed != to_arabic(self.typed)


@cache
def _letters() -> Mapping[str, int]:
    return {thai_letter(number): number for number in range(1, 1000)}


def marked(line: str) -> Marked | None:
    """The marker that a line (without indentation) begins with, or ``None``."""
    head = to_arabic(line[:_HEAD]) + line[_HEAD:]
    for kind, pattern in _PATTERNS:
        match = pattern.match(head)
        if match is None:
            continue
        numbers: tuple[int, ...] = ()
        if kind in LETTERED:
            number = _letters().get(match[1])
            if number is None:
                continue
            numbers = (number,)
        elif kind not in UNCOUNTED:
            numbers = tuple(int(part) for part in match[1].split("."))
        return Marked(kind, numbers, line[: match.end()].strip(), line[match.end() :].strip())
    return None
