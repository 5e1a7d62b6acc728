"""Parts that are nothing but prose below a heading: preface, the words before the evaluation, free text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from pipeline.compose.views.plan_book.book import part_group
from pipeline.compose.views.preface import preface_of
from pipeline.compose.views.texts import UNDER_HEADING
from pipeline.compose.views.texts import prose as text_as_html
from pipeline.model import BookPart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.prose import Keep
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.model import PartChoice, RichText


@dataclass(frozen=True, slots=True)
class Prose:
    """A text below its headings."""

    headings: tuple[Entry, ...]
    text: Markup


def preface(book: Book, choice: PartChoice) -> Iterator[ChapterSheet]:
    """คำนำ, signed by the agency with the month of the data."""
    if book.plan.preface is None:
        return
    headings = (book.heading(1, choice.title or "คำนำ", "preface"),)
    view = preface_of(book.dataset, headings, book.plan.preface, book.numerals)
    yield book.chapter("preface", "preface", view, entries=headings, numbers="front")


def implementation(book: Book, _choice: PartChoice) -> Iterator[ChapterSheet]:
    """The words that stand before the tables of the evaluation (การนำแผนฯ ไปสู่การปฏิบัติ)."""
    if book.plan.implementation is not None:
        headings = book.group(BookPart.TABLE_A)
        view = Prose(headings, prose(book, book.plan.implementation))
        yield book.chapter("implementation", "text", view, entries=headings)


def free_text(book: Book, choice: PartChoice) -> Iterator[ChapterSheet]:
    """A text of the agency's own. Between two parts of one group it is a section of that group, else a part."""
    if choice.text is None and choice.title is None:
        return
    headings = (book.heading(_level(book, choice), choice.title, "text"),) if choice.title else ()
    text = Markup("") if choice.text is None else prose(book, choice.text)
    key = headings[0].id if headings else book.anchor("text")
    yield book.chapter(key, "text", Prose(headings, text), entries=headings)


def prose(book: Book, text: RichText | None, keep: Keep = UNDER_HEADING) -> Markup:
    """A text of the dataset as HTML; empty where there is none."""
    return text_as_html(text, book.numerals, keep)


def _level(book: Book, choice: PartChoice) -> int:
    """2 where the nearest parts before and behind, other texts left aside, belong to one group; else 1."""
    shown = [other for other in book.plan.parts if other.show and (other is choice or other.part is not BookPart.TEXT)]
    place = next(index for index, other in enumerate(shown) if other is choice)
    around = [part_group(shown[index].part) for index in (place - 1, place + 1) if 0 <= index < len(shown)]
    return 2 if len(around) == 2 and around[0] is around[1] is not None else 1  # noqa: PLR2004 - before and behind
