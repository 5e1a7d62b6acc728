"""Tables as sheets of a workbook, to send round in an office: one look, a printed page, no formulas."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.checks.labels import width
from pipeline.checks.sheets import neutral
from pipeline.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

_FONT = "TH Sarabun New"
_TITLE_HEIGHT = 30
_LINE_HEIGHT = 24
"""Height of a line of 14 pt, in pt."""
_MOST_LINES = 17  # 409 pt is the tallest row that Excel has
_FILLED = 0.8
"""Letters of 14 pt per unit of a column's width, less what wrapping wastes."""
_GREY = "FFD9D9D9"
_LIGHT = "FFF2F2F2"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head (a message id), its width in characters, the number format of its figures."""

    head: str
    width: int
    number_format: str = "General"


def fill(
    sheet: Worksheet,
    headings: Sequence[str],
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | Decimal | None]],
    strong: frozenset[int] = frozenset(),
) -> None:
    """Write headings, heads and rows.

    Args:
        sheet: an empty sheet.
        headings: lines above the table, the first in large letters.
        columns: the columns.
        rows: texts, which never become formulas, and numbers, which stay numbers.
        strong: places of the rows that are set in bold on grey (totals).
    """
    from openpyxl.styles import Alignment, Font, PatternFill

    for number, heading in enumerate(headings, start=1):
        cell = sheet.cell(number, 1, neutral(heading))
        cell.font = Font(name=_FONT, size=18 if number == 1 else 14, bold=number == 1)
        sheet.row_dimensions[number].height = _TITLE_HEIGHT if number == 1 else _LINE_HEIGHT
    head_row = len(headings) + 1
    heads = [gettext(column.head) for column in columns]
    sheet.row_dimensions[head_row].height = _LINE_HEIGHT * _lines(heads, columns)
    for place, head in enumerate(heads, start=1):
        cell = sheet.cell(head_row, place, head)
        cell.font = Font(name=_FONT, size=14, bold=True)
        cell.fill = PatternFill("solid", fgColor=_GREY)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for number, row in enumerate(rows):
        line = head_row + 1 + number
        cells = [value if isinstance(value, Decimal) else neutral(value or "") for value in row]
        sheet.row_dimensions[line].height = _LINE_HEIGHT * _lines(cells, columns)
        for place, (value, column) in enumerate(zip(cells, columns, strict=True), start=1):
            cell = sheet.cell(line, place, value or None if isinstance(value, str) else value)
            if isinstance(value, Decimal):
                cell.number_format = column.number_format
            cell.font = Font(name=_FONT, size=14, bold=number in strong)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if number in strong:
                cell.fill = PatternFill("solid", fgColor=_LIGHT)
    _set_page(sheet, head_row, columns)


def _lines(cells: Sequence[str | Decimal], columns: Sequence[Column]) -> int:
    """Lines of the tallest cell, generously."""
    sized = zip(cells, columns, strict=True)
    return min(_MOST_LINES, max(1 + int(width(str(value)) / (column.width * _FILLED)) for value, column in sized))


def _set_page(sheet: Worksheet, head_row: int, columns: Sequence[Column]) -> None:
    """Widths, frozen head, filter, and a printed page: A4 across, head repeated."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = f"A{head_row + 1}"
    last = max(sheet.max_row, head_row)
    sheet.auto_filter.ref = f"A{head_row}:{get_column_letter(len(columns))}{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head_row}:{head_row}"
