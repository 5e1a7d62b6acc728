"""Changes as a table for the terminal: columns as wide as Thai is shown, long texts on several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.labels import visible, width
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.changes import Change

HEADS = (N_("การเปลี่ยนแปลง"), N_("ประเภท"), N_("ชื่อ"), N_("หัวข้อ"), N_("เดิม"), N_("ใหม่"))
"""Heads of the columns, in the order of :func:`row`."""

_KINDS = (N_("เพิ่ม"), N_("ตัดออก"), N_("แก้ไข"))
"""The values of ``ChangeKind``, for the catalogue: the data speaks Thai, the table the language of the run."""

_GAP = "  "
_NARROWEST = 12
"""Columns are not made narrower than so many characters for the sake of the terminal."""


def row(change: Change) -> tuple[str, ...]:
    """The cells of a change."""
    cells = (gettext(change.kind.value), change.what, change.name, change.field, change.before, change.after)
    return tuple(visible(cell) for cell in cells)


def table(changes: Sequence[Change], columns: int) -> str:
    """The changes in columns, at most ``columns`` wide where that can be; empty without changes."""
    if not changes:
        return ""
    rows = [tuple(gettext(head) for head in HEADS), *(row(change) for change in changes)]
    widths = _widths([max(width(cell) for cell in column) for column in zip(*rows, strict=True)], columns)
    lines = [line for cells in rows for line in _lines(cells, widths)]
    rule = _GAP.join("-" * size for size in widths)
    heads = len(list(_lines(rows[0], widths)))
    return "\n".join((*lines[:heads], rule, *lines[heads:]))


def _widths(natural: list[int], columns: int) -> list[int]:
    """The widest columns give way until all fit."""
    widths = list(natural)
    room = columns - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room:
        widest = max(widths)
        if widest <= _NARROWEST:
            break
        widths[widths.index(widest)] -= 1
    return widths


def _lines(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [_wrapped(cell, size) for cell, size in zip(cells, widths, strict=True)]
    for number in range(max(map(len, wrapped))):
        pieces = [lines[number] if number < len(lines) else "" for lines in wrapped]
        padded = (piece + " " * (size - width(piece)) for piece, size in zip(pieces, widths, strict=True))
        yield _GAP.join(padded).rstrip()


def _wrapped(text: str, columns: int) -> list[str]:
    """Lines of at most so many columns, broken between words; a longer word between its letters."""
    if width(text) <= columns:
        return [text]
    from pipeline.thai.clusters import clusters
    from pipeline.thai.segment import segment

    lines, line = [], ""
    for word in segment(text):
        for piece in [word] if width(word) <= columns else clusters(word):
            if width(line + piece.rstrip()) > columns:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
    return [*lines, line.rstrip()] if line.strip() else lines
