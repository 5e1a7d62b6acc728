"""Changes as a table for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.cli.columns import in_columns
from pipeline.messages import N_, gettext
from pipeline.tabular.cells import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.changes import Change

HEADS = (N_("การเปลี่ยนแปลง"), N_("ประเภท"), N_("ชื่อ"), N_("หัวข้อ"), N_("เดิม"), N_("ใหม่"))
"""Heads of the columns, in the order of :func:`row`."""

_KINDS = (N_("เพิ่ม"), N_("ตัดออก"), N_("แก้ไข"))
"""The values of ``ChangeKind``, for the catalogue: the data speaks Thai, the table the language of the run."""


def row(change: Change) -> tuple[str, ...]:
    """The cells of a change."""
    cells = (gettext(change.kind.value), change.what, change.name, change.field, change.before, change.after)
    return tuple(visible(cell) for cell in cells)


def table(changes: Sequence[Change], columns: int) -> str:
    """The changes in columns, at most ``columns`` wide where that can be; empty without changes."""
    if not changes:
        return ""
    return in_columns([tuple(gettext(head) for head in HEADS), *(row(change) for change in changes)], columns)
