"""Dates in narrow cells: Word keeps a date on its line where the layout did.

The layout knows which places no line may break at; Word breaks at every ordinary space, so a cell of 20 mm showed
``30 ก.ย.`` above ``2568``. Inside such a date the spaces become no-break spaces, which are white space to every reader
that folds it. Nothing else in the text is touched, and a date that the layout itself had to break stays as it is: a
date without a space to break at would be cut anywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.thai.found_dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_BREAK_SPACE = "\u00a0"
_SPACES = re.compile(r"\s+")
_DAY = re.compile(r"\d")
_DAY_AND_SPACE = re.compile(r"\d\s")


def hold_dates(text: str, lines: Sequence[str]) -> str:
    """Text with no-break spaces between day, month and year of each date that stands whole on a line.

    Args:
        text: the text of a cell, or a part of it.
        lines: the lines of the cell as they were laid out.
    """
    if _DAY_AND_SPACE.search(text) is None:
        return text
    pieces, end = [], 0
    folded = [_SPACES.sub(" ", line) for line in lines]
    for found in find_dates(text):
        day = _DAY.search(text, found.start)
        start = day.start() if day else found.start
        written = text[start : found.end]
        if any(_SPACES.sub(" ", written) in line for line in folded):
            pieces += [text[end:start], _SPACES.sub(NO_BREAK_SPACE, written)]
            end = found.end
    return "".join((*pieces, text[end:]))
