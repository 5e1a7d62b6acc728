"""What compose hands on, and what a view hands to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.compose.digits import Numerals

BANGKOK = dt.timezone(dt.timedelta(hours=7), "Asia/Bangkok")


@dataclass(frozen=True, slots=True)
class Options:
    """How a document is to be printed.

    ``face_scale`` is how many CSS points a design point is in the face that the layout will use, ``text_width``
    the width of the type area in mm.
    """

    numerals: Numerals
    face_scale: float
    picture: bool
    text_width: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document before it becomes HTML: its properties and the plain values that its template prints.

    ``label`` tells the document from others of its kind; the title is made of both.
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


@dataclass(frozen=True, slots=True)
class Composed:
    """A document as HTML with its properties.

    ``stem`` is a file name without suffix that every file system takes; it begins with the project's code.
    """

    kind: str
    html: str
    title: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    language: str
    created: dt.datetime
    protect: tuple[str, ...]
    stem: str


def midnight(day: dt.date) -> dt.datetime:
    """The beginning of a day in Bangkok."""
    return dt.datetime.combine(day, dt.time(), BANGKOK)
