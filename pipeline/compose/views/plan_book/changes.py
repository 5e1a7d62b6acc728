"""การเปลี่ยนแปลงจากฉบับก่อน: what differs from the issue before, where the caller brings the changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.changes.topics import EVALUATED
from pipeline.compose.views.columns import Cell, row_height, shared_out, table_height
from pipeline.compose.views.texts import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.changes import Change
    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.model import PartChoice


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change; a text that there is not is a dash. ``tall``: the row may break inside."""

    number: str
    kind: str
    record: str
    field: str
    before: str
    after: str
    tall: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """The table of changes. Widths are in mm."""

    headings: tuple[Entry, ...]
    rows: tuple[ChangeRow, ...]
    widths: tuple[float, ...]


def chapters(book: Book, choice: PartChoice) -> Iterator[ChapterSheet]:
    """One chapter; none without changes of the plan. Those of the evaluation stand in no plan."""
    changes = [change for change in book.options.changes or () if change.what not in EVALUATED]
    if not changes:
        return
    headings = (book.heading(1, choice.title or "การเปลี่ยนแปลงจากฉบับก่อน", "changes"),)
    widths = shared_out(book.options.wide_text_width, 16, 26, 66, 36, 54, 54)
    rows = tuple(_row(book, number, change, widths) for number, change in enumerate(changes, 1))
    yield book.chapter("changes", "changes", Changes(headings, rows, widths), entries=headings)


def _row(book: Book, number: int, change: Change, widths: tuple[float, ...]) -> ChangeRow:
    numerals = book.numerals
    record = change.name if change.name.startswith(change.what) else f"{change.what} {change.name}".strip()
    texts = (record, change.field or NONE, change.before or NONE, change.after or NONE)
    height = row_height(Cell((text,), width) for text, width in zip(texts, widths[2:], strict=True))
    return ChangeRow(
        number=numerals.number(number),
        kind=change.kind.value,
        record=numerals.typed(texts[0]),
        field=numerals.typed(texts[1]),
        before=numerals.typed(texts[2]),
        after=numerals.typed(texts[3]),
        tall=height > table_height(book.dataset.house, wide=True),
    )
