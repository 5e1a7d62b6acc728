"""PDF of laid-out documents: ``write`` for a document of one chapter, ``draw`` and ``bind`` for many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.layout.document import LaidOut
    from pipeline.layout.drawn import DrawnChapter
    from pipeline.layout.types import Chapter, Side

Variant = Literal["pdf/a-2u", "pdf/a-3u", "pdf/ua-1"]


def write(laid_out: LaidOut, *, created: dt.datetime, variant: Variant | None = None) -> bytes:
    """The PDF of a document: tagged, with outline, links, title and language; same input, same bytes.

    Args:
        laid_out: what :func:`pipeline.layout.lay_out` returned.
        created: the date that the file bears, from the data, never from the clock.
        variant: an archive or accessibility standard to keep to.

    Raises:
        EnvironmentLacksError: the face lacks a character of the text.
    """
    from pipeline.pdf.writer import write as do

    return do(laid_out, created=created, variant=variant)


def draw(laid_out: LaidOut) -> DrawnChapter:
    """Draw a numbered chapter, so that it can be bound with others, in this process or another."""
    from pipeline.layout.drawing import draw as do

    return do(laid_out)


def renumbered(
    drawn: DrawnChapter,
    chapter: Chapter,
    *,
    base: Path,
    first: int = 1,
    total: int | None = None,
    first_side: Side = "right",
    duplex: bool = False,
    blank_before: bool = False,
) -> DrawnChapter:
    """A drawn chapter on other pages, without laying it out again: a fifth of the work.

    The outcome is that of ``draw(set_chapter(chapter, …).number(first, …))``.

    Args:
        drawn: the chapter as drawn before.
        chapter: the same chapter.
        base: see :func:`pipeline.layout.set_chapter`.
        first: this and the rest: see :meth:`pipeline.layout.chapter.SetChapter.number`.
        total: see there.
        first_side: see there.
        duplex: see there.
        blank_before: see there.
    """
    from pipeline.layout.renumbering import renumbered as do

    return do(
        drawn,
        chapter,
        base=base,
        first=first,
        total=total,
        first_side=first_side,
        duplex=duplex,
        blank_before=blank_before,
    )


def bind(parts: Sequence[DrawnChapter], *, created: dt.datetime, variant: Variant | None = None) -> bytes:
    """One PDF of drawn chapters in their order: one tag tree, one outline, links from chapter to chapter.

    Title, author and language are those of the first chapter.

    Args:
        parts: the chapters, at least one.
        created: the date that the file bears, from the data.
        variant: an archive or accessibility standard to keep to.

    Raises:
        SarabanError: a link leads to an id that no chapter has; tells all such ids.
    """
    from pipeline.pdf.binder import bind as do

    return do(parts, created=created, variant=variant)


def booklet(parts: Sequence[DrawnChapter], *, created: dt.datetime) -> bytes:
    """The book for a printer with A4 paper: two pages on a side, ordered so that the sheets fold to a booklet of A5.

    Empty pages fill up the last sheet; they stand before a back cover (a last chapter whose pages are not counted).
    Lying pages are turned. The text can be searched; there are no tags, links or outline.

    Args:
        parts: the chapters, as for :func:`bind`.
        created: the date that the file bears, from the data.
    """
    from pipeline.pdf.booklet import booklet as do

    return do(parts, created=created)
