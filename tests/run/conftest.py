"""Small books of hand-written chapters."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from pipeline.compose.composed import Composed
from pipeline.docx import SARABUN
from pipeline.layout.faces import find_face
from pipeline.layout.types import Chapter
from pipeline.run.bookpress import BookPress
from pipeline.run.chapters import Terms
from pipeline.run.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pipeline.layout.types import PageNumbers
    from pipeline.run.crew import Crew
    from pipeline.run.output import Format

_PAGE = """\
<!DOCTYPE html>
<html lang="th"><head><meta charset="utf-8"><title>เล่มทดลอง</title><style>
@page { size: A5; margin: 20mm 15mm; @bottom-center { content: counter(page) } }
html, body { margin: 0; font: 12pt/18pt Sarabun; }
h1, h2 { font-size: 14pt; line-height: 20pt; margin: 0; font-weight: 700; }
h2 { break-before: page; } h2:first-child { break-before: auto; }
p { margin: 0; }
</style></head><body>BODY</body></html>
"""


def chapter(key: str, body: str, numbers: PageNumbers = "body", *, recto: bool = False) -> Chapter:
    """A chapter of this body."""
    return Chapter(key, _PAGE.replace("BODY", body), numbers, recto)


def pages(key: str, count: int, text: str = "ข้อความ", *, recto: bool = False) -> Chapter:
    """A chapter of so many pages; each begins with a heading whose id is ``key-n``."""
    body = "".join(f'<h2 id="{key}-{number}">หัวข้อ {key} {number}</h2><p>{text}</p>' for number in range(1, count + 1))
    return chapter(key, body, recto=recto)


def contents(ids: Sequence[str], more: str = "", *, recto: bool = False) -> Chapter:
    """Contents that print the label of every id, each behind its id."""
    lines = "".join(f'<p><a href="#{name}">{name}: <span data-page-of="{name}"></span></a></p>' for name in ids)
    return chapter("contents", f'<h1 id="contents">สารบัญ</h1>{more}{lines}', "front", recto=recto)


def book_of(chapters: Sequence[Chapter]) -> Composed:
    """A book of chapters."""
    created = dt.datetime(2026, 10, 1, tzinfo=dt.UTC)
    return Composed("plan-book", tuple(chapters), "เล่มทดลอง", "", "สำนักงานตัวอย่าง", (), "th", created, (), "book")


def made(
    book: Composed, terms: Terms, shelf: Shelf | None = None, crew: Crew | None = None
) -> tuple[int, Mapping[Format, bytes]]:
    """The book in the formats of its terms."""
    return BookPress(book, terms, shelf or Shelf(), crew).print(terms.formats)


@pytest.fixture
def book() -> Composed:
    """Cover, preface, contents, twelve chapters of one to three pages, back cover."""
    keys = [f"part{number}" for number in range(12)]
    middle = [pages(key, 1 + number % 3, recto=number % 4 == 0) for number, key in enumerate(keys)]
    return book_of(
        [
            chapter("cover", "<h1>ปก</h1>", "none"),
            chapter("preface", '<h1 id="preface">คำนำ</h1><p>ข้อความ</p>', "front", recto=True),
            contents(["preface", *(f"{key}-1" for key in keys)], recto=True),
            *middle,
            chapter("back", "<p>ปกหลัง</p>", "none"),
        ]
    )


@pytest.fixture
def terms() -> Callable[..., Terms]:
    """How a book is made: formats, and whether on both sides of the paper."""

    def make(*formats: str, duplex: bool = False) -> Terms:
        return Terms(find_face(None, []), SARABUN, (), duplex, formats or ("docx", "pdf"))  # type: ignore[arg-type]

    return make
