"""Tables on sheets of a workbook: one look, a printed page, no formulas."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Final

from pipeline.messages import gettext
from pipeline.tabular.cells import neutral, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

# [$-NNCCLLLL]: Arabic digits (01), Thai Buddhist calendar (07) in Thai (041E). With the highest bit of CC set,
# Excel also takes what is typed as a year of that calendar: 16/10/2562 becomes the day that it means.
DATE_FORMAT: Final = "[$-187041E]d mmm yyyy"
"""How a date is shown: ``20 มิ.ย. 2569``."""

FONT: Final = "TH Sarabun New"
TITLE_HEIGHT: Final = 30
LINE_HEIGHT: Final = 24
"""Height of a line of 14 pt, in pt."""
GREY: Final = "FFD9D9D9"
"""Colour of heads (ARGB)."""
_MOST_LINES: Final = 17  # 409 pt is the tallest row that Excel has
_FILLED: Final = 0.8
"""Letters of 14 pt per unit of a column's width, less what wrapping wastes."""
_LIGHT: Final = "FFF2F2F2"
PAPER: Final = 240
"""Letters that a line of A4 across takes before print gets too small."""

Value = str | int | Decimal | dt.date | None
"""What a cell holds. Texts never become formulas, numbers stay numbers, dates dates; ``None`` is an empty cell."""


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
    rows: Sequence[Sequence[Value]],
    strong: frozenset[int] = frozenset(),
    *,
    told: Callable[[str], str] = gettext,
) -> None:
    """Write headings, heads and rows.

    Args:
        sheet: an empty sheet.
        headings: lines above the table, the first in large letters.
        columns: the columns.
        rows: their cells, as many as there are columns.
        strong: places of the rows that are set in bold on grey (totals).
        told: how a head is told: in the language of the run, unless the sheet has one of its own.
    """
    from openpyxl.styles import Alignment, Font, PatternFill

    for number, heading in enumerate(headings, start=1):
        _put(sheet, number, 1, heading)
        sheet.cell(number, 1).font = Font(name=FONT, size=18 if number == 1 else 14, bold=number == 1)
        sheet.row_dimensions[number].height = TITLE_HEIGHT if number == 1 else LINE_HEIGHT
    head_row = len(headings) + 1
    heads = [told(column.head) for column in columns]
    widths = [column.width for column in columns]
    sheet.row_dimensions[head_row].height = LINE_HEIGHT * lines_of(heads, widths)
    for place, head in enumerate(heads, start=1):
        _put(sheet, head_row, place, head)
        cell = sheet.cell(head_row, place)
        cell.font = Font(name=FONT, size=14, bold=True)
        cell.fill = PatternFill("solid", fgColor=GREY)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    fonts = {bold: Font(name=FONT, size=14, bold=bold) for bold in (False, True)}
    top, light = Alignment(vertical="top", wrap_text=True), PatternFill("solid", fgColor=_LIGHT)
    for number, row in enumerate(rows):
        line = head_row + 1 + number
        sheet.row_dimensions[line].height = LINE_HEIGHT * lines_of(row, widths)
        for place, (value, column) in enumerate(zip(row, columns, strict=True), start=1):
            _put(sheet, line, place, value, column.number_format)
            cell = sheet.cell(line, place)
            cell.font, cell.alignment = fonts[number in strong], top
            if number in strong:
                cell.fill = light
    set_page(sheet, head_row, widths)


def _put(sheet: Worksheet, row: int, column: int, value: Value, number_format: str = "General") -> None:
    """One value into its cell; a text stays a text also where it reads ``#N/A``."""
    cell = sheet.cell(row, column)
    if not isinstance(value, str):
        cell.value = value
        if value is not None:
            cell.number_format = number_format
    elif value:
        cell.value = neutral(value)
        cell.data_type = "s"


def lines_of(cells: Iterable[Value], widths: Iterable[int]) -> int:
    """Lines of the tallest cell of a row, generously.

    No row may hide its end where the program does not fit rows itself.
    """
    sized = zip(cells, widths, strict=True)
    return min(_MOST_LINES, max(1 + int(width(_shown(value)) / (size * _FILLED)) for value, size in sized))


def _shown(value: Value) -> str:
    if isinstance(value, dt.date):
        return ""  # dates have their own columns, which are wide enough
    return "" if value is None else str(value)


def set_page(sheet: Worksheet, head_row: int, widths: Sequence[int]) -> None:
    """Widths, frozen head, filter; printed on A4 across, columns on as few pages as can be read, head repeated."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    for number, size in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = size
    sheet.freeze_panes = f"A{head_row + 1}"
    sheet.auto_filter.ref = f"A{head_row}:{get_column_letter(len(widths))}{max(sheet.max_row, head_row + 1)}"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = ceil(sum(widths) / PAPER), 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head_row}:{head_row}"
