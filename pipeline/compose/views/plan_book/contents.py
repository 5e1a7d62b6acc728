"""สารบัญ: the contents, made of the headings of all chapters. The layout fills in the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.model import PartChoice


@dataclass(frozen=True, slots=True)
class Contents:
    """The heading of the contents, and every heading that they list, their own among them."""

    headings: tuple[Entry, ...]
    entries: tuple[Entry, ...] = ()


def chapters(book: Book, choice: PartChoice) -> Iterator[ChapterSheet]:
    """One chapter, still without the headings of those behind it."""
    headings = (book.heading(1, choice.title or "สารบัญ", "contents"),)
    yield book.chapter("contents", "contents", Contents(headings), entries=headings, numbers="front")
