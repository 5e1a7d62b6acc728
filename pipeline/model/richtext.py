"""Prose as planners write it: paragraphs, numbered lists, sub-lists. No mark-up of any output format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Literal, NamedTuple, Self

from pydantic import Field, model_validator

from pipeline.model.record import Record

_BOLD = re.compile(r"\*\*(?!\s)((?:[^*]|\*(?!\*))+?)(?<!\s)\*\*")


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


class Span(NamedTuple):
    """A run of text with one look."""

    text: str
    bold: bool


def spans(text: str) -> tuple[Span, ...]:
    """A text of the prose as runs: ``**…**`` is bold; asterisks that pair with nothing are themselves."""
    found, end = [], 0
    for match in _BOLD.finditer(text):
        if match.start() > end:
            found.append(Span(text[end : match.start()], bold=False))
        found.append(Span(match[1], bold=True))
        end = match.end()
    if end < len(text) or not found:
        found.append(Span(text[end:], bold=False))
    return tuple(found)


def unmarked(text: str) -> str:
    """A text of the prose without its marks, as a reader sees it."""
    return "".join(span.text for span in spans(text))


class Paragraph(Record):
    """One paragraph (ย่อหน้า); ``**…**`` in it is bold, see :func:`spans`."""

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


class TableBlock(Record):
    """A table (ตาราง) in prose: a head and rows of as many cells, each one line of text. An empty cell is empty."""

    head: tuple[str, ...] = Field(min_length=1, max_length=12)
    rows: tuple[tuple[str, ...], ...] = Field(min_length=1, max_length=500)
    align: tuple[Literal["left", "center", "right"], ...] = ()

    @model_validator(mode="after")
    def _rectangular(self) -> Self:
        if any(len(row) != len(self.head) for row in self.rows) or len(self.align) not in (0, len(self.head)):
            raise ValueError("every row of a table has as many cells as its head")
        return self


class RichText(Record):
    """Paragraphs, lists and tables in order. An empty text is ``None`` in the record that would hold it."""

    blocks: tuple[Paragraph | ListBlock | TableBlock, ...] = Field(min_length=1)

    def texts(self) -> Iterator[str]:
        """Every run of text in reading order, without markers and marks."""
        yield from _texts(self.blocks)

    def plain(self) -> str:
        """All text joined by line breaks, for searching and checking."""
        return "\n".join(self.texts())


def _texts(blocks: tuple[Paragraph | ListBlock | TableBlock, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield unmarked(block.text)
        elif isinstance(block, TableBlock):
            for row in (block.head, *block.rows):
                yield from (unmarked(cell) for cell in row if cell)
        else:
            for item in block.items:
                yield unmarked(item.text)
                yield from _texts(item.children)


ListItem.model_rebuild()
