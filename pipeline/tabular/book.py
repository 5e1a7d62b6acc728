"""Workbooks of several tables, also of very many rows: those cost little more than their text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from pipeline.tabular.cells import neutral
from pipeline.tabular.packing import packed
from pipeline.tabular.table import LINE_HEIGHT, fill, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.tabular.table import Column

_LONG: Final = 200
"""Rows from which a table is written as a long one."""
_CELL: Final = re.compile(rb'<c r="([A-Z]+)\d+" s="(\d+)"')
_EXTENT: Final = re.compile(rb'(<dimension ref="A1:[A-Z]+)\d+"')
_CREATOR: Final = "Saraban"

Plain = str | int
"""What the cells of a long table hold."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with one table.

    ``title`` names the sheet, ``headings`` are lines above the table. Columns have no number formats.
    """

    title: str
    headings: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Plain]]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The bytes of a workbook; the same tables give the same bytes.

    Long tables get their look from a row that the library writes: it would need a minute for a hundred thousand rows,
    and all of them in memory.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    long_ones: dict[str, Sheet] = {}
    for number, one in enumerate(sheets, start=1):
        sheet = book.create_sheet(one.title)
        if len(one.rows) < _LONG:
            fill(sheet, one.headings, one.columns, one.rows)
            continue
        fill(sheet, one.headings, one.columns, one.rows[:1])
        filtered, _, _ = str(sheet.auto_filter.ref).rpartition(":")
        sheet.auto_filter.ref = f"{filtered}:{sheet.cell(1, len(one.columns)).column_letter}{_last_row(one)}"
        long_ones[f"xl/worksheets/sheet{number}.xml"] = one
    book.properties.creator = _CREATOR

    def lengthen(parts: dict[str, bytes]) -> None:
        for name, one in long_ones.items():
            parts[name] = _lengthened(parts[name], one)

    return packed(book, lengthen)


def _last_row(sheet: Sheet) -> int:
    return len(sheet.headings) + 1 + len(sheet.rows)


def _lengthened(part: bytes, sheet: Sheet) -> bytes:
    """The part of a sheet with all rows in the place of its first one, and in that one's look."""
    end = part.index(b"</sheetData>")
    start = part.rindex(b"<row ", 0, end)
    styles = [(column.decode(), style.decode()) for column, style in _CELL.findall(part, start, end)]
    rows = "".join(_rows(sheet, styles)).encode()
    head = _EXTENT.sub(rb'\g<1>%d"' % _last_row(sheet), part[:start])
    return head + rows + part[end:]


def _rows(sheet: Sheet, styles: Sequence[tuple[str, str]]) -> Iterator[str]:
    widths = [column.width for column in sheet.columns]
    for number, row in enumerate(sheet.rows, start=len(sheet.headings) + 2):
        yield f'<row r="{number}" ht="{LINE_HEIGHT * lines_of(row, widths)}" customHeight="1">'
        for value, (column, style) in zip(row, styles, strict=True):
            yield _cell(f"{column}{number}", style, value)
        yield "</row>"


def _cell(place: str, style: str, value: Plain) -> str:
    if isinstance(value, int):
        return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
    if not value:
        return f'<c r="{place}" s="{style}"/>'
    text = escape(neutral(value))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
