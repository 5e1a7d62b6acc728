"""What compose hands on, and what a view hands to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.changes import Change
    from pipeline.compose.digits import Numerals
    from pipeline.layout.types import Chapter, PageNumbers
    from pipeline.monitoring import Occasion

BANGKOK = dt.timezone(dt.timedelta(hours=7), "Asia/Bangkok")


@dataclass(frozen=True, slots=True)
class Options:
    """How a document is to be printed.

    ``face_scale`` is how many CSS points a design point is in the face that the layout will use, ``text_width``
    the width of the type area in mm of a portrait page, ``wide_text_width`` that of a landscape page. ``changes`` are
    those since the issue before, where the caller asked for them. ``assets`` is the folder that pictures of the
    dataset may come from. ``occasion`` is the month of a monthly document, which always has one.
    """

    numerals: Numerals
    face_scale: float
    picture: bool
    text_width: float
    wide_text_width: float
    changes: tuple[Change, ...] | None = None
    assets: Path | None = None
    occasion: Occasion | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading that the contents list: ``level`` 1–4 is the heading's (h1–h4), ``id`` its anchor."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class ChapterSheet:
    """A chapter before it becomes HTML, see :class:`pipeline.layout.types.Chapter`.

    ``template`` is a path below the templates folder; ``running`` what its pages carry at the head; ``entries`` its
    headings that the contents list, in order.
    """

    key: str
    template: str
    view: object
    numbers: PageNumbers = "body"
    recto: bool = False
    verso: bool = False
    running: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document before it becomes HTML: its properties and the plain values that its template prints.

    A document in chapters has no ``view`` of its own.

    ``label`` tells the document from others of its kind; the title is made of both, unless the data names the
    document itself (``title``).
    ``protect`` names what must not break over lines (people, short names of offices). ``created`` comes from the
    data, so that the same data gives the same bytes on any day.
    """

    view: object
    label: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    created: dt.datetime
    protect: tuple[str, ...]
    stem: str
    chapters: tuple[ChapterSheet, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """A document as HTML with its properties.

    ``stem`` is a file name without suffix that every file system takes; it begins with the project's code.
    Most documents are one chapter; ``html`` is then the whole.
    """

    kind: str
    chapters: tuple[Chapter, ...]
    title: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    language: str
    created: dt.datetime
    protect: tuple[str, ...]
    stem: str

    @property
    def html(self) -> str:
        """The HTML of a document of one chapter; of the first chapter otherwise."""
        return self.chapters[0].html


def midnight(day: dt.date) -> dt.datetime:
    """The beginning of a day in Bangkok."""
    return dt.datetime.combine(day, dt.time(), BANGKOK)
