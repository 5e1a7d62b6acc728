"""Prose as planners write it: paragraphs, numbered lists, sub-lists. No mark-up of any output format."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal

from pydantic import Field

from pipeline.model.record import Record


class ListMarker(StrEnum):
    """How the items of a list are counted. The numbers themselves are computed, never typed."""

    DECIMAL_DOT = "1."
    DECIMAL_PAREN = "1)"
    DECIMAL_PARENS = "(1)"
    THAI_LETTER = "ก."
    THAI_LETTER_PAREN = "ก)"
    NESTED = "1.1"
    """1.1, 1.2 … below item 1."""
    BULLET = "•"
    DASH = "-"


class Paragraph(Record):
    """One paragraph (ย่อหน้า)."""

    text: str = Field(min_length=1)


class ListItem(Record):
    """One item with the lists and paragraphs below it."""

    text: str = Field(min_length=1)
    children: tuple[Paragraph | ListBlock, ...] = ()


class ListBlock(Record):
    """A list (รายการ); ``start`` is the number of its first item, ``digits`` those in which its numbers were typed."""

    items: tuple[ListItem, ...] = Field(min_length=1)
    marker: ListMarker = ListMarker.DECIMAL_DOT
    start: int = Field(default=1, ge=0, le=999)
    digits: Literal["thai", "arabic"] | None = None


class RichText(Record):
    """Paragraphs and lists in order. An empty text is ``None`` in the record that would hold it."""

    blocks: tuple[Paragraph | ListBlock, ...] = Field(min_length=1)

    def texts(self) -> Iterator[str]:
        """Every run of text in reading order, without markers."""
        yield from _texts(self.blocks)

    def plain(self) -> str:
        """All text joined by line breaks, for searching and checking."""
        return "\n".join(self.texts())


def _texts(blocks: tuple[Paragraph | ListBlock, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for item in block.items:
                yield item.text
                yield from _texts(item.children)


ListItem.model_rebuild()
