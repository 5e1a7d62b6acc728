"""ปกนอก ปกใน ปกหลัง: made from one title, so that they cannot differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.pictures import picture_address
from pipeline.compose.views.plan_book.front import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from pipeline.compose.composed import ChapterSheet
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.model import PartChoice


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal of the agency (ตราสัญลักษณ์) as a ``data:`` address, and what is read to those who cannot see it."""

    src: str
    alt: str


@dataclass(frozen=True, slots=True)
class Cover:
    """A front cover; empty texts print nothing."""

    seal: Seal | None
    title: str
    year: str
    version: str
    agency: str
    agency_en: str
    as_of: str
    outer: bool


@dataclass(frozen=True, slots=True)
class BackCover:
    """The back cover: a text, or else the names of the agency."""

    seal: Seal | None
    text: Markup
    names: tuple[str, ...]


def outer(book: Book, _choice: PartChoice) -> Iterator[ChapterSheet]:
    """ปกนอก."""
    yield book.chapter("outer-cover", "cover", _cover(book, outer=True), numbers="none", recto=True)


def inner(book: Book, _choice: PartChoice) -> Iterator[ChapterSheet]:
    """ปกใน: the same words; on a right-hand page."""
    yield book.chapter("inner-cover", "cover", _cover(book, outer=False), numbers="none", recto=True)


def back(book: Book, _choice: PartChoice) -> Iterator[ChapterSheet]:
    """ปกหลัง."""
    agency = book.dataset.agency
    names = tuple(book.numerals.typed(name) for name in (agency.short_name or agency.name, agency.name_en) if name)
    text = prose(book, book.plan.back_cover)
    view = BackCover(_seal(book), text, () if text else names)
    yield book.chapter("back-cover", "back-cover", view, numbers="none", recto=False)


def _cover(book: Book, *, outer: bool) -> Cover:
    numerals, dataset, plan = book.numerals, book.dataset, book.plan
    return Cover(
        seal=_seal(book),
        title=numerals.typed(plan.title),
        year=f"พ.ศ. {book.year}",
        version=numerals.typed(plan.version or ""),
        agency=numerals.typed(dataset.agency.name),
        agency_en=numerals.typed(dataset.agency.name_en or ""),
        as_of=f"ข้อมูล ณ วันที่ {numerals.date(dataset.as_of)}" if dataset.as_of else "",
        outer=outer,
    )


def _seal(book: Book) -> Seal | None:
    if book.plan.seal is None:
        return None
    return Seal(picture_address(book.plan.seal, book.options.assets), f"ตราสัญลักษณ์{book.dataset.agency.name}")
