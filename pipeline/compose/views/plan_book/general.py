"""ข้อมูลทั่วไป/สถานการณ์: the history of the agency, its divisions and their duties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.plan_book.front import prose
from pipeline.model import BookPart, ListBlock, ListItem, ListMarker, Paragraph, RichText, TableBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.model import PartChoice

_MOST_ITEMS = 999


@dataclass(frozen=True, slots=True)
class General:
    """The history as prose, and the divisions as a list of two levels; each may be empty."""

    headings: tuple[Entry, ...]
    history: Markup
    divisions: Markup


def chapters(book: Book, choice: PartChoice) -> Iterator[ChapterSheet]:
    """One chapter, where there is a history or a division with duties."""
    divisions = divisions_of(book)
    if book.plan.history is None and divisions is None:
        return
    headings = (
        *book.group(BookPart.GENERAL),
        book.heading(2, choice.title or "ข้อมูลทั่วไป/สถานการณ์", "general"),
    )
    view = General(
        headings=headings,
        history=prose(book, book.plan.history),
        divisions=prose(book, divisions),
    )
    yield book.chapter("general", "general", view, entries=headings)


def divisions_of(book: Book) -> RichText | None:
    """``1. กอง… มีอำนาจหน้าที่ ดังนี้`` with the duties 1.1, 1.2 … below; ``None`` where no unit has duties."""
    blocks: list[ListBlock | TableBlock] = []
    items: list[ListItem] = []
    count = 0
    for unit in book.dataset.units:
        if unit.duties is None:
            continue
        count += 1
        children = tuple(_numbered(unit.duties.blocks))
        items.append(ListItem(text=f"**{unit.name.strip()}** มีอำนาจหน้าที่ ดังนี้", children=children))
        tables = [block for block in unit.duties.blocks if isinstance(block, TableBlock)]
        if tables:  # no item holds a table: it stands behind its unit
            blocks += (ListBlock(items=tuple(items), start=count - len(items) + 1), *tables)
            items = []
    if items:
        blocks.append(ListBlock(items=tuple(items), start=count - len(items) + 1))
    return RichText(blocks=tuple(blocks)) if blocks else None


def _numbered(blocks: tuple[Paragraph | ListBlock | TableBlock, ...]) -> Iterator[Paragraph | ListBlock]:
    """The duties of a unit: every list of the first level counts on below the number of the unit."""
    count = 0
    for block in blocks:
        if isinstance(block, ListBlock):
            start = min(count + 1, _MOST_ITEMS)
            yield block.model_copy(update={"marker": ListMarker.NESTED, "start": start, "digits": None})
            count += len(block.items)
        elif isinstance(block, Paragraph):
            yield block
