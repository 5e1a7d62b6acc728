"""Changes as a workbook, to send round in an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.cli.difftable import HEADS, row
from pipeline.messages import N_, gettext
from pipeline.tabular.packing import packed
from pipeline.tabular.table import Column, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.changes import Change

_TITLE = N_("การเปลี่ยนแปลง")
_COLUMNS = tuple(Column(head, width) for head, width in zip(HEADS, (14, 18, 40, 32, 36, 36), strict=True))


def to_xlsx(changes: Sequence[Change], heading: str) -> bytes:
    """The changes as the bytes of a workbook; the same changes give the same bytes."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = gettext(_TITLE)
    fill(sheet, [heading], _COLUMNS, [row(change) for change in changes])
    workbook.properties.creator = "Saraban"
    return packed(workbook)
