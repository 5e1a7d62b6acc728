"""Texts of the data made safe to show in a cell or on a terminal, and how wide they are."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LONGEST = 32_000
"""Letters of a cell; Excel holds 32,767."""
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Text of the data made safe for a terminal or a cell: control, direction and zero-width characters by name."""
    return _UNSAFE.sub(lambda match: " " if match[0] in "\n\r\t" else f"‹U+{ord(match[0]):04X}›", text)


def neutral(text: str) -> str:
    """Text that no spreadsheet takes for a formula, without characters that a cell cannot hold.

    Text that begins with ``=``, ``+``, ``-``, ``@`` (also full-width, also after blanks) or a tab or line break gets
    an apostrophe in front, as the guidance on CSV injection (CWE-1236) asks.
    """
    shown = visible(text) if _FORMULA.match(text) is None else "'" + visible(text)
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"


def width(text: str) -> int:
    """Columns that a text takes on a terminal: Thai marks take none, wide characters two."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(_letter_width, text))


@lru_cache(maxsize=4096)
def _letter_width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
