"""ปกนอก ปกใน ปกหลัง: made from one title, so that they cannot differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.cover_pieces import BODY, SEAL_ROOM, gap, seal_of
from pipeline.compose.views.plan_book.front import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from pipeline.compose.composed import ChapterSheet
    from pipeline.compose.views.cover_pieces import Seal
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.model import PartChoice

_BACK_SEAL_ROOM, _SPACES = 30.0, 9.0
"""In mm, as in the stylesheet: what a seal takes behind, and the spaces and the rule on a front cover."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A front cover; empty texts print nothing. ``gap`` (mm) brings the agency to the foot of the page."""

    seal: Seal | None
    title: str
    year: str
    version: str
    agency: str
    agency_en: str
    as_of: str
    outer: bool
    gap: int


@dataclass(frozen=True, slots=True)
class BackCover:
    """The back cover: a text, or else the names of the agency; ``gap`` (mm) brings it to the foot of the page."""

    seal: Seal | None
    text: Markup
    names: tuple[str, ...]
    gap: int


def outer(book: Book, _choice: PartChoice) -> Iterator[ChapterSheet]:
    """ปกนอก."""
    yield book.chapter("outer-cover", "cover", _cover(book, outer=True), numbers="none", recto=True)


def inner(book: Book, _choice: PartChoice) -> Iterator[ChapterSheet]:
    """ปกใน: the same words; on a right-hand page."""
    yield book.chapter("inner-cover", "cover", _cover(book, outer=False), numbers="none", recto=True)


def back(book: Book, _choice: PartChoice) -> Iterator[ChapterSheet]:
    """ปกหลัง: on the outside of the last sheet."""
    agency = book.dataset.agency
    own = book.plan.back_cover
    names = [name for name in (agency.short_name or agency.name, agency.name_en) if name]
    view = BackCover(
        seal=seal_of(agency, book.plan.seal, book.options),
        text=prose(book, own),
        names=() if own else tuple(map(book.numerals.typed, names)),
        gap=gap(_BACK_SEAL_ROOM, [(text, BODY + 2) for text in (own.texts() if own else names)]),
    )
    yield book.chapter("back-cover", "back-cover", view, numbers="none", recto=False, verso=True)


def _cover(book: Book, *, outer: bool) -> Cover:
    numerals, dataset, plan = book.numerals, book.dataset, book.plan
    version = numerals.typed(plan.version or "")
    agency, english = dataset.agency.name, dataset.agency.name_en or ""
    as_of = f"ข้อมูล ณ วันที่ {numerals.date(dataset.as_of)}" if dataset.as_of else ""
    lines = [(book.title, 34), (version, 20), (agency, 24), (english, BODY), (as_of, BODY)]
    return Cover(
        seal=seal_of(dataset.agency, plan.seal, book.options),
        title=numerals.typed(plan.title),
        year=f"พ.ศ. {book.year}",
        version=version,
        agency=numerals.typed(agency),
        agency_en=numerals.typed(english),
        as_of=as_of,
        outer=outer,
        gap=gap(SEAL_ROOM + _SPACES, lines),
    )
