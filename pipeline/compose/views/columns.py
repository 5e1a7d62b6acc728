"""Widths of table columns, and how tall rows will be: what must be known before the layout.

Tables are fixed: their columns are given in mm and fill the type area exactly. Whether a row or a group of rows fits
a page is estimated, a little on the tall side, from the widths of the letters.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from pipeline.compose.page import PAPER_HEIGHT, PAPER_WIDTH
from pipeline.compose.widths import body_mm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.model import House

_HUNDREDTHS = 100
USUAL_WIDTH = 160
"""Width of the type area of a portrait page with the usual margins, in mm."""

_SIZE = 14 / 16
"""Tables are set in 14 design points, body text in 16."""

PITCH = 19
"""Line pitch of tables, in pt."""

_LINE = PITCH * 25.4 / 72
FACTOR = 16.0
"""What the factor of a fraction takes of its column, in mm."""

_HEADING_LINE, _HEADING_SPACE = 22 * 25.4 / 72, 9 * 25.4 / 72
"""Line pitch of headings and the space around one, in mm."""

HEAD = 3 * _LINE + 6
"""Height of a table's head with its title, in mm: three lines."""

_PADDING, _SIDES = 3 * 25.4 / 72, 3.2
"""What a cell adds to its text, in mm: above and below, left and right."""

_EXACT = 0.96
"""What the estimated widths of letters are too wide by, as a factor: for what must not be too great either."""

_BOLD = 1.06
"""How much wider bold text is, as a factor."""

_RAGGED = 1.1
"""Lines end with a word: what that costs, as a factor."""


class Cell(NamedTuple):
    """Paragraphs in a column of ``width`` mm."""

    texts: tuple[str, ...]
    width: float


def shared_out(total: float, *shares: float) -> tuple[float, ...]:
    """``total`` mm shared out in proportion, to the hundredth; the widths add up to the total."""
    whole = round(total * _HUNDREDTHS)
    unit = whole / sum(shares)
    ends = [0, *(round(unit * sum(shares[: place + 1])) for place in range(len(shares)))]
    return tuple((end - start) / _HUNDREDTHS for start, end in pairwise(ends))


def money_share(texts: Iterable[str], least: float, total: float) -> float:
    """Share of a column of amounts, which never wrap, in a table of ``total`` mm whose shares add up to 160.

    ``least`` is enough for usual amounts on a usual page.
    """
    widest = max((body_mm(text) * _SIZE * _BOLD + _SIDES for text in texts), default=0)
    return max(least, widest * USUAL_WIDTH / total)


def line_mm(text: str) -> float:
    """Estimated width of a column in mm that takes a text in one line."""
    return body_mm(text) * _SIZE + _SIDES


def row_height(cells: Iterable[Cell]) -> float:
    """Estimated height of a row in mm."""
    return max(sum(_lines(text, cell.width) for text in cell.texts) for cell in cells) * _LINE + _PADDING


def heading_height(texts: Iterable[str], width: float) -> float:
    """Estimated height of headings one below the other on a page of ``width`` mm, in mm."""
    return sum(ceil(body_mm(text) * _BOLD / width) * _HEADING_LINE + _HEADING_SPACE for text in texts)


def factor_rise(denominator: str, width: float) -> float:
    """How far the factor of a fraction is lifted, in pt: from below the denominator to the middle of the rule.

    ``width`` is that of the denominator's column in mm. Where the estimate is a line off, the factor stands half a
    fraction higher or lower, still beside it.
    """
    lines = max(1, ceil(body_mm(denominator) * _SIZE * _EXACT / (width - _SIDES - FACTOR)))
    return (lines + 0.5) * PITCH + 1


def table_height(house: House, *, wide: bool = False) -> float:
    """What a page holds of a table below its head, in mm; of a landscape page where ``wide``.

    A taller row may break inside, a taller group of rows too. Others stay in one piece, so that Word and PDF break
    pages alike.
    """
    return type_height(house, wide=wide) - HEAD


def type_height(house: House, *, wide: bool = False) -> float:
    """Height of the type area in mm, of a landscape page where ``wide``."""
    margins = house.margins
    if wide:
        return PAPER_WIDTH - float(margins.left + house.gutter + margins.right)
    return PAPER_HEIGHT - float(margins.top + margins.bottom)


def _lines(text: str, width: float) -> int:
    room = max(width - _SIDES, _LINE)
    return max(1, ceil(body_mm(text) * _SIZE * _RAGGED / room))
