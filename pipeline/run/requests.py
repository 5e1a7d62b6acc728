"""What is asked of whoever sets and draws chapters: this process, or another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.layout.types import Chapter
    from pipeline.run.chapters import Terms
    from pipeline.run.pages import Placement

_PAGES_FIELD = re.compile(r"""<\w+\b[^<>]*\sdata-field=["']pages["']""")
"""The element that prints how many pages the book has."""


class Standing(NamedTuple):
    """All of a chapter's place in the book that its pages show; one that differs means drawing them again.

    ``total`` is given for chapters that print it only.
    """

    first: int
    left: bool
    blank_before: bool
    total: int | None

    @classmethod
    def of(cls, chapter: Chapter, placement: Placement, total: int, *, duplex: bool) -> Standing:
        """The standing of a chapter that was placed."""
        return cls(
            1 if chapter.numbers == "none" else placement.first,
            duplex and placement.side == "left",
            placement.blank_before,
            total if _PAGES_FIELD.search(chapter.html) else None,
        )


class Open(NamedTuple):
    """A book begins; what was set of another is dropped."""

    terms: Terms
    language: str


class Set(NamedTuple):
    """Set the pages of a chapter: answered with its facts. ``labels`` are the page labels that it prints."""

    chapter: Chapter
    labels: Mapping[str, str] | None


class Make(NamedTuple):
    """Draw a chapter, see :meth:`pipeline.run.chapters.Desk.make`: answered with it."""

    chapter: Chapter
    standing: Standing
    labels: Mapping[str, str] | None


Request = Open | Set | Make
