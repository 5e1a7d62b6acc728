"""Changes as a workbook, to send round in an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.labels import width
from pipeline.checks.sheets import neutral, packed
from pipeline.cli.difftable import HEADS, row
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from pipeline.changes import Change

_TITLE = N_("การเปลี่ยนแปลง")
_WIDTHS = (14, 18, 40, 32, 36, 36)
_FONT = "TH Sarabun New"
_LINE_HEIGHT = 24
_MOST_LINES = 17  # 409 pt is the tallest row that Excel has
_FILLED = 0.8
"""Letters of 14 pt per unit of a column's width, less what wrapping wastes."""


def to_xlsx(changes: Sequence[Change], heading: str) -> bytes:
    """The changes as the bytes of a workbook; the same changes give the same bytes."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = gettext(_TITLE)
    sheet["A1"] = neutral(heading)
    sheet["A1"].font = Font(name=_FONT, size=18, bold=True)
    sheet.append([gettext(head) for head in HEADS])
    for cell in sheet[2]:
        cell.font = Font(name=_FONT, size=14, bold=True)
        cell.fill = PatternFill("solid", fgColor="FFD9D9D9")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for change in changes:
        cells = [neutral(text) for text in row(change)]
        sheet.append(cells)
        sheet.row_dimensions[sheet.max_row].height = _LINE_HEIGHT * _lines(cells)
        for cell in sheet[sheet.max_row]:
            cell.font = Font(name=_FONT, size=14)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    _set_page(sheet)
    workbook.properties.creator = "Saraban"
    return packed(workbook)


def _lines(cells: Sequence[str]) -> int:
    sized = zip(cells, _WIDTHS, strict=True)
    return min(_MOST_LINES, max(1 + int(width(text) / (size * _FILLED)) for text, size in sized))


def _set_page(sheet: Worksheet) -> None:
    """Widths, frozen head, and a printed page: A4 across, head repeated."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for number, size in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = size
    sheet.freeze_panes = "A3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(_WIDTHS))}{max(sheet.max_row, 2)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "2:2"
