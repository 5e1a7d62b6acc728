"""The sheet of findings that workbooks share, cells that cannot start a formula, and packages of fixed bytes."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from pipeline.checks.labels import counted, place_name, record_name, severity_name, visible, width
from pipeline.findings import Finding, Severity
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FILLS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.NOTE: "FFDDEBF7"}
"""Colour of a cell by the gravest finding in it (ARGB)."""

SHEET_TITLE = N_("ผลการตรวจ")

_COLUMNS = (
    (N_("ลำดับ"), 6),
    (N_("ระดับ"), 12),
    (N_("ไฟล์"), 16),
    (N_("ที่อยู่ของข้อมูล"), 16),
    (N_("เรื่อง"), 24),
    (N_("สิ่งที่พบ"), 40),
    (N_("ข้อความเดิม"), 24),
    (N_("วิธีแก้"), 40),
    (N_("กฎ"), 22),
    (N_("เหตุผลที่ปิดการแจ้งเตือน"), 18),
    (N_("ผลการแก้ไข"), 20),
)
PLACE_COLUMN = 4
_HEAD_ROW = 3
_FONT = "TH Sarabun New"
_LINE_HEIGHT = 24
"""Height of a line of 14 pt, in pt."""
_FILLED = 0.8
"""Letters of 14 pt per unit of a column's width, less what wrapping wastes."""
_MOST_LINES = 17  # 409 pt is the tallest row that Excel has
_LONGEST = 32_000
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_FIXED = b"2000-01-01T00:00:00Z"
_CORE = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")


def neutral(text: str) -> str:
    """Text that no spreadsheet takes for a formula, without characters that a cell cannot hold.

    Text that begins with ``=``, ``+``, ``-``, ``@`` (also full-width, also after blanks) or a tab or line break gets
    an apostrophe in front, as the guidance on CSV injection (CWE-1236) asks.
    """
    shown = visible(text) if _FORMULA.match(text) is None else "'" + visible(text)
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"


def fill_sheet(sheet: Worksheet, findings: Sequence[Finding], heading: str) -> None:
    """Write heading, counts, column heads and one row for each finding."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    sheet["A1"], sheet["A2"] = neutral(heading), counted(findings)
    for number, height in ((1, 30), (2, _LINE_HEIGHT), (_HEAD_ROW, 2 * _LINE_HEIGHT)):
        sheet.row_dimensions[number].height = height
    rule = Border(bottom=Side("thin", color="FFBFBFBF"))
    sheet["A1"].font = Font(name=_FONT, size=18, bold=True)
    sheet["A2"].font = Font(name=_FONT, size=14)
    for column, (title, _) in enumerate(_COLUMNS, start=1):
        head = sheet.cell(_HEAD_ROW, column, gettext(title))
        head.font = Font(name=_FONT, size=14, bold=True)
        head.fill = PatternFill("solid", fgColor="FFD9D9D9")
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for number, finding in enumerate(findings, start=1):
        row = _row(number, finding)
        sheet.row_dimensions[_HEAD_ROW + number].height = _LINE_HEIGHT * _lines(row)
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(_HEAD_ROW + number, column, value)
            cell.font = Font(name=_FONT, size=14)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.border = rule
        if finding.silenced is None:
            level = sheet.cell(_HEAD_ROW + number, 2)
            level.fill = PatternFill("solid", fgColor=FILLS[finding.severity])
    _set_page(sheet, len(findings))


def row_of(number: int) -> int:
    """The row of the finding that is listed as ``number`` (1-based)."""
    return _HEAD_ROW + number


def packed(workbook: Workbook, amend: Callable[[dict[str, bytes]], None] | None = None) -> bytes:
    """The workbook as bytes that depend on nothing but its content: no clock, fixed dates of the archive's entries.

    Args:
        workbook: the workbook to save.
        amend: may change the parts (bytes by name) before they are packed.
    """
    raw = io.BytesIO()
    workbook.save(raw)
    with zipfile.ZipFile(raw) as source:
        parts = {entry.filename: source.read(entry) for entry in source.infolist()}
    parts[_CORE] = _STAMP.sub(rb"\g<1>" + _FIXED + rb"\g<2>", parts[_CORE])
    if amend is not None:
        amend(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, data)
    return out.getvalue()


def _row(number: int, finding: Finding) -> tuple[int | str, ...]:
    place = finding.place
    texts = (
        severity_name(finding),
        place.source,
        place_name(place),
        record_name(finding),
        finding.message,
        finding.quote,
        finding.remedy,
        finding.rule.id,
        finding.silenced or "",
        "",
    )
    return (number, *(neutral(text) for text in texts))


def _lines(row: tuple[int | str, ...]) -> int:
    """Lines of the tallest cell, generously: no row may hide its end where the program does not fit rows itself."""
    cells = zip(row, _COLUMNS, strict=True)
    return min(_MOST_LINES, max(1 + int(width(str(value)) / (column[1] * _FILLED)) for value, column in cells))


def _set_page(sheet: Worksheet, rows: int) -> None:
    """Widths, frozen head, filter, and a printed page: A4 across, head repeated."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    for column, (_, characters) in enumerate(_COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = characters
    last = get_column_letter(len(_COLUMNS))
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{last}{_HEAD_ROW + max(rows, 1)}"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
