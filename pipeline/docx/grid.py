"""The grid of a table: which cell covers which columns and rows, and one line for every edge.

CSS gives each cell borders of its own; in Word neighbours share an edge and quarrel about it. Here every edge
gets one winner (a line beats no line, a wider line a thinner one), and both neighbours are told the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.docx.looks import border

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from pipeline.layout.types import Border, ComputedStyle

CELL_TAGS = frozenset({"td", "th"})
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
MOST_COLUMNS = 63
"""Word allows no more columns."""


@dataclass(slots=True)
class Row:
    """One row: its element, the kind of its group, and the group itself (the table where the HTML has none)."""

    element: Element
    group: str
    body: Element


@dataclass(slots=True)
class Slot:
    """One cell on the grid: the rows and columns it covers, half open."""

    element: Element
    top: int
    bottom: int
    left: int
    right: int


def rows_of(table: Element) -> list[Row]:
    """The rows of a table in printing order: head, bodies, foot."""
    groups: dict[str, list[Row]] = {"thead": [], "tbody": [], "tfoot": []}
    for child in table:
        if child.tag == "tr":
            groups["tbody"].append(Row(child, "tbody", table))
        elif child.tag in _ROW_GROUPS:
            groups[child.tag] += [Row(row, child.tag, child) for row in child if row.tag == "tr"]
    return groups["thead"] + groups["tbody"] + groups["tfoot"]


def _span(cell: Element, name: str) -> int:
    text = cell.get(name, "1")
    return max(1, int(text)) if text.isdecimal() else 1


def place(rows: list[Row], columns: int) -> list[list[Slot | None]]:
    """The slot that covers each grid position; ``None`` where the HTML has no cell."""
    grid: list[list[Slot | None]] = [[None] * columns for _ in rows]
    for top, row in enumerate(rows):
        left = 0
        for cell in row.element:
            if cell.tag not in CELL_TAGS:
                continue
            while left < columns and grid[top][left] is not None:
                left += 1
            if left >= columns:
                break
            right = min(columns, left + _span(cell, "colspan"))
            height = _span(cell, "rowspan")
            bottom = top + 1 if height == 1 else min(_group_end(rows, top), top + height)
            slot = Slot(cell, top, bottom, left, right)
            for line in range(top, bottom):
                for column in range(left, right):
                    grid[line][column] = slot
            left = right
    return grid


def _group_end(rows: list[Row], top: int) -> int:
    """A cell does not reach out of its row group."""
    end = top
    while end < len(rows) and rows[end].body is rows[top].body:
        end += 1
    return end


class Edges:
    """The lines between the cells of a grid."""

    def __init__(self, rows: int, columns: int) -> None:
        self._across: list[list[Border | None]] = [[None] * columns for _ in range(rows + 1)]
        self._down: list[list[Border | None]] = [[None] * (columns + 1) for _ in range(rows)]

    def draw(self, slot: Slot, style: ComputedStyle) -> None:
        """Draw the borders of a cell (or, as one big cell, of the table)."""
        lines = style.borders
        for column in range(slot.left, slot.right):
            self._across[slot.top][column] = _stronger(self._across[slot.top][column], lines.top)
            self._across[slot.bottom][column] = _stronger(self._across[slot.bottom][column], lines.bottom)
        for row in range(slot.top, slot.bottom):
            self._down[row][slot.left] = _stronger(self._down[row][slot.left], lines.left)
            self._down[row][slot.right] = _stronger(self._down[row][slot.right], lines.right)

    def uniform(self) -> Border | None:
        """The line that all edges share, if they do: then the table says it once."""
        kinds = set(self._all())
        return kinds.pop() if len(kinds) == 1 else None

    def any(self) -> bool:
        """Whether there is any line."""
        return any(line is not None for line in self._all())

    def _all(self) -> Iterator[Border | None]:
        for line in self._across:
            yield from line
        for line in self._down:
            yield from line

    def around(self, top: int, bottom: int, left: int, right: int) -> str:
        """The content of ``w:tcBorders`` for the part of a cell in some rows."""
        sides = (
            ("top", self._across[top][left]),
            ("left", self._down[top][left]),
            ("bottom", self._across[bottom][left]),
            ("right", self._down[top][right]),
        )
        return "".join([_edge(name, line) for name, line in sides])


@lru_cache(maxsize=512)
def _edge(name: str, line: Border | None) -> str:
    return border(name, line) or f'<w:{name} w:val="nil"/>'


def _stronger(one: Border | None, other: Border | None) -> Border | None:
    if one is None or other is None:
        return one or other
    return other if other.width > one.width else one
