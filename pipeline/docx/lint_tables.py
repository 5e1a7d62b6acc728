"""The lint of tables: grids, merged cells, heads, what ends a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.docx.grid import MOST_COLUMNS
from pipeline.docx.xmltext import W

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from lxml.etree import _Element

_W = f"{{{W}}}"
_SLACK = 30
"""Rounding in twips that a sum of widths may be off."""


def lint_tables(part: _Element, widest: int) -> Iterator[str]:
    """Everything wrong with the tables of a part; ``widest`` is the widest text area in twips."""
    for number, table in enumerate(part.iter(f"{_W}tbl"), 1):
        yield from (f"table {number}: {what}" for what in _table(table, widest))


def _table(table: _Element, widest: int) -> Iterator[str]:
    grid = [int(column.get(f"{_W}w") or 0) for column in table.findall(f"{_W}tblGrid/{_W}gridCol")]
    width = table.find(f"{_W}tblPr/{_W}tblW")
    if width is None or abs(int(width.get(f"{_W}w") or 0) - sum(grid)) > _SLACK:
        yield "its width is not the sum of its columns"
    nested = any(ancestor.tag == f"{_W}tc" for ancestor in table.iterancestors())
    if not nested and widest and sum(grid) > widest + _SLACK:
        yield "wider than the text area"
    if len(grid) > MOST_COLUMNS:
        yield f"{len(grid)} columns, Word allows {MOST_COLUMNS}"
    merged: dict[int, int] = {}
    head = True
    for index, row in enumerate(table.findall(f"{_W}tr")):
        is_head = row.find(f"{_W}trPr/{_W}tblHeader") is not None
        if is_head and not head:
            yield f"row {index}: a head row after a body row"
        head = head and is_head
        merged = yield from _row(index, row, grid, merged)


def _row(index: int, row: _Element, grid: list[int], above: dict[int, int]) -> Generator[str, None, dict[int, int]]:
    """Complain about one row; returns the merged cells that may go on in the next."""
    column = 0
    merged: dict[int, int] = {}
    for cell in row.findall(f"{_W}tc"):
        span, merge = _spans(cell)
        if merge == "restart" or (merge == "continue" and above.get(column) == span):
            merged[column] = span
        elif merge == "continue":
            yield f"row {index}, column {column}: continues a merged cell that is not above it"
        if len(cell) == 0 or cell[-1].tag != f"{_W}p":
            yield f"row {index}, column {column}: the cell does not end with a paragraph"
        width = cell.find(f"{_W}tcPr/{_W}tcW")
        if width is not None and abs(int(width.get(f"{_W}w") or 0) - sum(grid[column : column + span])) > _SLACK:
            yield f"row {index}, column {column}: the cell is not as wide as its columns"
        column += span
    if column != len(grid):
        yield f"row {index}: {column} columns, the grid has {len(grid)}"
    return merged


def _spans(cell: _Element) -> tuple[int, str]:
    """Columns that a cell covers, and its part in a vertical merge."""
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    columns = int(span.get(f"{_W}val") or 1) if span is not None else 1
    return columns, "" if merge is None else (merge.get(f"{_W}val") or "continue")
