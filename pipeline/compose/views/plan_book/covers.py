"""ปกนอก ปกใน ปกหลัง: made from one title, so that they cannot differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.pictures import picture_address
from pipeline.compose.views.plan_book.front import prose
from pipeline.compose.widths import body_mm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from pipeline.compose.composed import ChapterSheet
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.model import PartChoice

_BODY, _PITCH = 16, 1.33 * 25.4 / 72
"""Body size in design points; height of a line in mm for each of its design points."""

_WIDTH, _HEIGHT, _LEAST_GAP = 160.0, 240.0, 10
"""In mm, as in the stylesheet: width and height of the type area, least space above what stands at its foot."""

_SEAL_ROOM, _BACK_SEAL_ROOM, _SPACES = 71.0, 30.0, 9.0
"""In mm, as in the stylesheet: what a seal takes in front and behind, and the spaces and the rule on a front cover."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal of the agency (ตราสัญลักษณ์) as a ``data:`` address, and what is read to those who cannot see it."""

    src: str
    alt: str


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
        seal=_seal(book),
        text=prose(book, own),
        names=() if own else tuple(map(book.numerals.typed, names)),
        gap=_gap(_BACK_SEAL_ROOM, [(text, _BODY + 2) for text in (own.texts() if own else names)]),
    )
    yield book.chapter("back-cover", "back-cover", view, numbers="none", recto=False, verso=True)


def _cover(book: Book, *, outer: bool) -> Cover:
    numerals, dataset, plan = book.numerals, book.dataset, book.plan
    version = numerals.typed(plan.version or "")
    agency, english = dataset.agency.name, dataset.agency.name_en or ""
    as_of = f"ข้อมูล ณ วันที่ {numerals.date(dataset.as_of)}" if dataset.as_of else ""
    lines = [(book.title, 34), (version, 20), (agency, 24), (english, _BODY), (as_of, _BODY)]
    return Cover(
        seal=_seal(book),
        title=numerals.typed(plan.title),
        year=f"พ.ศ. {book.year}",
        version=version,
        agency=numerals.typed(agency),
        agency_en=numerals.typed(english),
        as_of=as_of,
        outer=outer,
        gap=_gap(_SEAL_ROOM + _SPACES, lines),
    )


def _gap(taken: float, lines: list[tuple[str, int]]) -> int:
    """What is left of the height of a page, in mm, above texts of these sizes (design points)."""
    return max(_LEAST_GAP, round(_HEIGHT - taken - sum(_height(text, size) for text, size in lines)))


def _height(text: str, size: int) -> float:
    """Height in mm of a centred text of a size in design points."""
    lines = -(-body_mm(text) * size / _BODY // _WIDTH)
    return lines * size * _PITCH


def _seal(book: Book) -> Seal | None:
    if book.plan.seal is None:
        return None
    return Seal(picture_address(book.plan.seal, book.options.assets), f"ตราสัญลักษณ์{book.dataset.agency.name}")
