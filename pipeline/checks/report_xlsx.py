"""Findings as a workbook, to mail back to a division: one row each, a column for what was done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.sheets import SHEET_TITLE, fill_sheet
from pipeline.messages import gettext
from pipeline.tabular.packing import packed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.findings import Finding


def to_xlsx(findings: Sequence[Finding], *, heading: str = "") -> bytes:
    """The findings as the bytes of a workbook; the same findings give the same bytes.

    Args:
        findings: in the order they are to be listed; silenced ones are listed with their reason.
        heading: first line of the sheet, such as the name of the agency; without it a plain title.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = gettext(SHEET_TITLE)
    fill_sheet(sheet, findings, heading or gettext("ผลการตรวจข้อมูล"))
    workbook.properties.creator = "Saraban"
    return packed(workbook)
