"""การวิเคราะห์สภาพแวดล้อม (SWOT Analysis): two tables of two columns, each cell a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.prose import NOT_KEPT
from pipeline.compose.views.plan_book.front import prose
from pipeline.compose.widths import body_mm
from pipeline.model import BookPart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.model import PartChoice, RichText

_PITCH, _SMALLER, _BESIDE = 19 * 25.4 / 72, 14 / 16, 10.0
"""As in the stylesheet: height of a line in mm, size against body text, mm of a column that padding and number take."""

_FITS = 180.0
"""Height in mm of a cell that surely fits a page, heads and headings counted off."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """One column: its head and its list, which may be empty."""

    head: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Environment:
    """One table: the environment within or without, in two columns; ``whole``: it fits a page, and so stays whole."""

    title: str
    whole: bool
    quarters: tuple[Quarter, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """The whole part."""

    headings: tuple[Entry, ...]
    intro: Markup
    environments: tuple[Environment, ...]


def chapters(book: Book, choice: PartChoice) -> Iterator[ChapterSheet]:
    """One chapter with the tables for which there is anything."""
    swot = book.plan.swot
    if swot is None:
        return
    tables = (
        (
            "สภาพแวดล้อมภายใน (Internal Environment)",
            (("จุดแข็ง (Strengths)", swot.strengths), ("จุดอ่อน (Weaknesses)", swot.weaknesses)),
        ),
        (
            "สภาพแวดล้อมภายนอก (External Environment)",
            (("โอกาส (Opportunities)", swot.opportunities), ("อุปสรรค (Threats)", swot.threats)),
        ),
    )
    environments = tuple(
        Environment(
            title,
            whole=all(_height(book, text) <= _FITS for _, text in quarters),
            quarters=tuple(Quarter(head, prose(book, text, NOT_KEPT)) for head, text in quarters),
        )
        for title, quarters in tables
        if any(text is not None for _, text in quarters)
    )
    if swot.intro is None and not environments:
        return
    title = choice.title or f"การวิเคราะห์สภาพแวดล้อม (SWOT Analysis) {book.of_agency}"
    headings = (*book.group(BookPart.SWOT), book.heading(2, title, "swot"))
    yield book.chapter("swot", "swot", Analysis(headings, prose(book, swot.intro), environments), entries=headings)


def _height(book: Book, text: RichText | None) -> float:
    """Height of a cell in mm, estimated."""
    width = book.options.text_width / 2 - _BESIDE
    pieces = () if text is None else tuple(text.texts())
    return sum(-(-body_mm(piece) * _SMALLER // width) for piece in pieces) * _PITCH
