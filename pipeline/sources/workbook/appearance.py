"""How our workbooks look and help: fonts, formats, notes on headings, drop-downs."""

from __future__ import annotations

import re
import unicodedata
from math import ceil
from typing import TYPE_CHECKING, Final

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from pipeline.messages import N_, gettext
from pipeline.model import BookPart
from pipeline.model.record import MAX_MONEY
from pipeline.sources.lists import CODES
from pipeline.sources.shapes import ChoiceShape, FieldShape, ListShape, ProseShape, ScalarShape, bounds, is_year_be
from pipeline.sources.values import label
from pipeline.sources.workbook.contents import NO, YES
from pipeline.sources.workbook.layout import HELP_SHEET, SHEETS, Column, Sheet
from pipeline.sources.workbook.sheetxml import column_letters
from pipeline.tabular.table import DATE_FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LONG_LISTS: Final = (BookPart,)
"""Choices that are too many for a drop-down of their own: the first sheet lists them."""
FIRST_LONG_LIST: Final = 4
"""The column of the first sheet in which the first of these lists stands."""
_LONGEST_LIST: Final = 255
"""Most characters of a list that stands in the drop-down itself."""

_FIXED_HEIGHT: Final = re.compile(rb'(<row [^>]*?) customHeight="1"')
LAST_ROW: Final = 5_000
"""Last row to which drop-downs reach."""

MONTH_FORMAT: Final = "[$-187041E]mmm yyyy"
"""Years as :data:`pipeline.tabular.table.DATE_FORMAT` has them."""
MONEY_FORMAT: Final = "#,##0.00"
TEXT_FORMAT: Final = "@"

_FACE: Final = "TH Sarabun New"
BODY: Final = Font(name=_FACE, size=15)
EXAMPLE: Final = Font(name=_FACE, size=15, color="FF5B4A00")
EXAMPLE_FILL: Final = PatternFill("solid", fgColor="FFFFF4C2")
TITLE: Final = Font(name=_FACE, size=22, bold=True)
LINK: Final = Font(name=_FACE, size=15, underline="single", color="FF0563C1")
_LINE: Final = Side(style="thin", color="FFBFBFBF")
BOX: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
BODY_ALIGNMENT: Final = Alignment(horizontal="left", vertical="top", wrap_text=True)
_HEAD: Final = Font(name=_FACE, size=15, bold=True, color="FFFFFFFF")
_HEAD_ALIGNMENT: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LABEL_ALIGNMENT: Final = Alignment(horizontal="left", vertical="top", wrap_text=True)
_REQUIRED: Final = PatternFill("solid", fgColor="FF7B2D26")
_OPTIONAL: Final = PatternFill("solid", fgColor="FF2F4B6E")
LINE_HEIGHT: Final = 24
"""Height of a line of 15 pt with its marks, in pt."""
TITLE_HEIGHT: Final = 36
_FILLED: Final = 0.8
"""Letters per unit of a column's width, less what wrapping wastes."""
_TALLEST: Final = 409
"""The tallest row that Excel has, in pt."""
_PAPER: Final = 190
"""Letters that a line of A4 across takes before print gets too small."""
_NOTE_WIDTH, _NOTE_LINE, _NOTE_LETTERS = 340, 24, 42
"""Width of a note and height of its lines in px, and letters that fit a line."""

STYLES: Final = {
    # What planners find in Excel's gallery of cell styles, by number format and alignment.
    "สารบรรณ ข้อความ": (TEXT_FORMAT, "left"),
    "สารบรรณ วันที่": (DATE_FORMAT, "center"),
    "สารบรรณ เดือน": (MONTH_FORMAT, "center"),
    "สารบรรณ เงิน": (MONEY_FORMAT, "right"),
    "สารบรรณ ตัวเลข": ("General", "right"),
    "สารบรรณ จำนวนเต็ม": ("0", "center"),
}

_HINTS: Final = {
    "date": N_("วันที่ พ.ศ. เช่น 16/10/2568 หรือ 16 ต.ค. 2568"),
    "month": N_("เดือนและปี พ.ศ. เช่น ต.ค. 2568 หรือ 1/10/2568"),
    "flag": N_("ใช่ หรือ ไม่ใช่"),
}
_MONEY_HINT: Final = N_("จำนวนเงินเป็นบาท เช่น 214600 หรือ 84250.50 ถ้ายังไม่มีให้เว้นว่าง (ว่างไม่เท่ากับ 0)")
_NUMBER_HINT: Final = N_("ตัวเลข เช่น 47 หรือ 92.5 ถ้ายังไม่มีให้เว้นว่าง (ว่างไม่เท่ากับ 0)")
_YEAR_HINT: Final = N_("ปี พ.ศ. สี่หลัก เช่น 2569")
_WHOLE_HINT: Final = N_("จำนวนเต็ม เช่น 1")
_TEXT_HINT: Final = N_("ข้อความหนึ่งบรรทัด")
_PROSE_HINT: Final = N_("ขึ้นย่อหน้าใหม่: กด Alt+Enter สองครั้ง รายการ: ขึ้นต้นบรรทัดด้วย 1. หรือ - ย่อหน้าเข้าไปเป็นรายการย่อย")
_CODES_HINT: Final = N_("หลายรหัส: บรรทัดละหนึ่งรหัส หรือคั่นด้วยจุลภาค ถ้าไม่มีเลยใส่ -")
_LINES_HINT: Final = N_("บรรทัดละหนึ่งข้อ ขึ้นบรรทัดใหม่ด้วย Alt+Enter")
_PLAN_HINT: Final = N_("ตัวหนา: **ข้อความ** ตาราง: ขึ้นต้นและคั่นช่องด้วย | บรรทัดละแถว")


def add_styles(book: Workbook) -> None:
    """Make the named styles known to a workbook."""
    for name, (code, side) in STYLES.items():
        book.add_named_style(NamedStyle(name, font=BODY, alignment=_aligned(side), number_format=code))


def dress_column(worksheet: Worksheet, letters: str, width: float, style: str) -> None:
    """Width of a column, and the format of its cells that are still empty."""
    dimension = worksheet.column_dimensions[letters]
    dimension.width, dimension.font = width, BODY
    dimension.number_format, dimension.alignment = STYLES[style][0], _aligned(STYLES[style][1])


def _aligned(side: str) -> Alignment:
    return Alignment(horizontal=side, vertical="top", wrap_text=True, indent=1 if side == "right" else 0)


def style_name(field: FieldShape) -> str:
    """The style of a field's values. Text columns stop Excel from making dates of codes and formulas of ``- …``."""
    kind = field.shape.kind if isinstance(field.shape, ScalarShape) else "text"
    if kind == "number":
        return "สารบรรณ เงิน" if _is_money(field) else "สารบรรณ ตัวเลข"
    named = {"date": "สารบรรณ วันที่", "month": "สารบรรณ เดือน", "whole": "สารบรรณ จำนวนเต็ม"}
    return named.get(kind, "สารบรรณ ข้อความ")


def _is_money(field: FieldShape) -> bool:
    return bool(bounds(field.info).get("le") == MAX_MONEY)


def head_cell(worksheet: Worksheet, row: int, column: int, text: str, *, required: bool, note: str = "") -> None:
    """Write a heading: dark red with a star where a value is compulsory, blue elsewhere, with a note on it."""
    cell = worksheet.cell(row, column, f"{text} *" if required else text)
    cell.font, cell.alignment, cell.border = _HEAD, _HEAD_ALIGNMENT if row == 1 else _LABEL_ALIGNMENT, BOX
    cell.fill = _REQUIRED if required else _OPTIONAL
    if note:
        lines = sum(1 + len(line) // _NOTE_LETTERS for line in note.splitlines())
        cell.comment = Comment(note, "Saraban", width=_NOTE_WIDTH, height=_NOTE_LINE * (lines + 1))


def note_of(field: FieldShape, column: Column, sheet: Sheet) -> str:
    """What goes into a column of a sheet, for its note."""
    required = sheet.required(column)
    lines = [gettext(N_("จำเป็นต้องกรอก")) if required else gettext(N_("เว้นว่างได้")), gettext(_hint(field, sheet))]
    if isinstance(field.shape, ChoiceShape):
        listed = ", ".join(label(member) for member in field.shape.choices)
        lines[1] = gettext(N_("เลือกจาก: {choices}")).format(choices=listed)
    if isinstance(field.shape, ProseShape) and sheet.is_rich(column):
        lines.append(gettext(_PLAN_HINT))
    if field.description:
        lines.append(field.description)
    if sheet.homes and sheet.is_owner(column):
        words = ", ".join(f"{home.words[0]} 1" if home.numbered else home.words[0] for home in sheet.homes)
        lines.append(gettext(N_("รหัสตัวชี้วัด หรือคำว่า {words}")).format(words=words))
    if column.refers:
        name = _home(column.refers).name
        lines.append(gettext(N_("ใช้รหัสจากแผ่นงาน “{sheet}” เลือกจากรายการในช่องได้")).format(sheet=name))
    return "\n".join(lines)


def _hint(field: FieldShape, sheet: Sheet) -> str:
    if isinstance(field.shape, ProseShape):
        return _PROSE_HINT
    if isinstance(field.shape, ListShape):
        return _CODES_HINT if (sheet.record, field.name) in CODES else _LINES_HINT
    kind = field.shape.kind if isinstance(field.shape, ScalarShape) else "text"
    if kind == "number":
        return _MONEY_HINT if _is_money(field) else _NUMBER_HINT
    if kind == "whole":
        return _YEAR_HINT if is_year_be(field.info) else _WHOLE_HINT
    return _HINTS.get(kind, _TEXT_HINT)


def add_choices(worksheet: Worksheet, field: FieldShape, column: Column, area: str) -> None:
    """A drop-down over an area, where the field has choices or refers to records of another sheet."""
    formula = ""
    if isinstance(field.shape, ChoiceShape):
        formula = _choices(field.shape.choices)
    elif isinstance(field.shape, ScalarShape) and field.shape.kind == "flag":
        formula = f'"{YES},{NO}"'
    if formula:
        rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
        rule.errorTitle = gettext(N_("ไม่อยู่ในรายการ"))
        rule.error = gettext(N_("เลือกค่าจากรายการ"))
    elif column.refers and (book := worksheet.parent) is not None and _home(column.refers).name in book.sheetnames:
        # Codes that are typed before their record exists are no mistake yet: offered, not enforced.
        rule = DataValidation(type="list", formula1=_codes(column.refers), allow_blank=True, showErrorMessage=False)
    else:
        return
    rule.add(area)
    worksheet.add_data_validation(rule)


def _choices(choices: type[StrEnum]) -> str:
    """The members of an enumeration as a formula: themselves, or the cells where the first sheet lists them."""
    listed = ",".join(map(label, choices))
    if len(listed) <= _LONGEST_LIST:
        return f'"{listed}"'
    letters = column_letters(FIRST_LONG_LIST + LONG_LISTS.index(choices))
    return f"'{HELP_SHEET}'!${letters}$2:${letters}${1 + len(choices)}"


def _home(target: str) -> Sheet:
    """The sheet whose rows others refer to; codes are its first column."""
    return next(sheet for sheet in SHEETS if sheet.target == (target,) and not sheet.owned)


def _codes(target: str) -> str:
    """The codes of a list as a formula: as many rows as are filled, so that no drop-down ends in blanks."""
    sheet = f"'{_home(target).name}'"
    return f"OFFSET({sheet}!$A$2,0,0,MAX(1,COUNTA({sheet}!$A$2:$A${LAST_ROW})),1)"


def fit_row(worksheet: Worksheet, row: int, texts: Iterable[tuple[str, float]]) -> None:
    """Make a row as high as its tallest cell needs, from texts and the widths of their columns.

    Excel fits rows while people type, but not every program fits them when it opens a file.
    """
    lines = max(sum(1 + int(_width(line) / (width * _FILLED)) for line in text.split("\n")) for text, width in texts)
    worksheet.row_dimensions[row].height = min(lines * LINE_HEIGHT + 2, _TALLEST)


def _width(text: str) -> int:
    """Letters of a text side by side: marks above and below take no room."""
    return sum(unicodedata.category(letter) != "Mn" for letter in text)


def loosen_rows(parts: dict[str, bytes]) -> None:
    """Make the heights of rows a beginning: Excel fits them again when somebody types more."""
    for name, data in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = _FIXED_HEIGHT.sub(rb"\1", data)


def set_page(worksheet: Worksheet) -> None:
    """Paper for those who print their workbook: A4 across, columns on as few pages as can be read, head repeated."""
    worksheet.sheet_format.defaultRowHeight, worksheet.sheet_format.customHeight = LINE_HEIGHT + 2, True
    worksheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = 9  # A4
    wide = sum(dimension.width for dimension in worksheet.column_dimensions.values())
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = ceil(wide / _PAPER), 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if worksheet.freeze_panes:
        worksheet.print_title_rows, worksheet.print_title_cols = "1:1", "A:A"
