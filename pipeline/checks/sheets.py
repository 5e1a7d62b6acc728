"""The sheet of findings (ผลการตรวจ) that workbooks share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.labels import counted, place_name, record_name, severity_name
from pipeline.findings import Finding, Severity
from pipeline.messages import N_, gettext
from pipeline.tabular.cells import neutral
from pipeline.tabular.table import FONT, GREY, LINE_HEIGHT, TITLE_HEIGHT, lines_of, set_page

if TYPE_CHECKING:
    from collections.abc import Sequence

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
_WIDTHS = tuple(characters for _, characters in _COLUMNS)
PLACE_COLUMN = 4
_HEAD_ROW = 3


def fill_sheet(sheet: Worksheet, findings: Sequence[Finding], heading: str) -> None:
    """Write heading, counts, column heads and one row for each finding."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    sheet["A1"], sheet["A2"] = neutral(heading), counted(findings)
    for number, height in ((1, TITLE_HEIGHT), (2, LINE_HEIGHT), (_HEAD_ROW, 2 * LINE_HEIGHT)):
        sheet.row_dimensions[number].height = height
    rule = Border(bottom=Side("thin", color="FFBFBFBF"))
    sheet["A1"].font = Font(name=FONT, size=18, bold=True)
    sheet["A2"].font = Font(name=FONT, size=14)
    for column, (title, _) in enumerate(_COLUMNS, start=1):
        head = sheet.cell(_HEAD_ROW, column, gettext(title))
        head.font = Font(name=FONT, size=14, bold=True)
        head.fill = PatternFill("solid", fgColor=GREY)
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for number, finding in enumerate(findings, start=1):
        row = _row(number, finding)
        sheet.row_dimensions[_HEAD_ROW + number].height = LINE_HEIGHT * lines_of(row, _WIDTHS)
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(_HEAD_ROW + number, column, value)
            cell.font = Font(name=FONT, size=14)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.border = rule
        if finding.silenced is None:
            level = sheet.cell(_HEAD_ROW + number, 2)
            level.fill = PatternFill("solid", fgColor=FILLS[finding.severity])
    set_page(sheet, _HEAD_ROW, _WIDTHS)


def row_of(number: int) -> int:
    """The row of the finding that is listed as ``number`` (1-based)."""
    return _HEAD_ROW + number


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
