"""One chapter after another, in one process: its pages are set, and drawn when their numbers are known."""

from __future__ import annotations

import datetime as dt
import gc
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline import docx, layout, pdf
from pipeline.bundled import bundled_folder
from pipeline.layout.engine import no_garbage_collection
from pipeline.run.requests import Make, Set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.compose.composed import Composed
    from pipeline.docx import DocumentMeta, WordFace
    from pipeline.docx.chapter import ChapterPart
    from pipeline.layout.chapter import SetChapter
    from pipeline.layout.document import LaidOut
    from pipeline.layout.drawn import DrawnChapter
    from pipeline.layout.faces import Face
    from pipeline.layout.types import Chapter
    from pipeline.run.output import Format
    from pipeline.run.requests import Standing


_MOST_DROPPED = 40
"""Drawn pages after which their boxes are freed."""

_VECTOR = "data:image/svg+xml"
_ANY_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Terms:
    """What all chapters of a book have in common."""

    face: Face
    word_face: WordFace
    protect: tuple[str, ...]
    duplex: bool
    formats: tuple[Format, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a chapter once its pages are set: how many, and on which of them its ids are."""

    pages: int
    anchors: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Made:
    """A chapter in the formats that were asked for, ready to be bound with the others."""

    pdf: DrawnChapter | None
    docx: ChapterPart | None


class Desk:
    """Sets and makes chapters of one book, and knows the pages of those that it has set but not made.

    Pages take much memory, about 2 MB each; they are dropped when they are drawn. Their boxes hold each other, so the
    collector has to find them; it is called by the number of pages here, as it rests while a book is made.
    """

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._waiting: dict[str, SetChapter] = {}
        self._dropped = 0

    def holds(self, chapter: Chapter) -> bool:
        """Whether the pages of a chapter were set here, and not drawn yet."""
        return chapter.key in self._waiting

    def do(self, request: Set | Make) -> Any:  # noqa: ANN401 - facts, or a chapter
        """Do what is asked."""
        if isinstance(request, Set):
            return self.set(request.chapter, request.labels)
        return self.make(request.chapter, request.standing, request.labels)

    def set(self, chapter: Chapter, labels: Mapping[str, str] | None = None) -> Facts:
        """Lay out the pages of a chapter.

        Raises:
            SarabanError: a glyph is missing, the stylesheet is wrong, a label is unknown.
        """
        terms = self._terms
        found = layout.set_chapter(
            chapter, base=bundled_folder("templates"), face=terms.face, protect=terms.protect, page_labels=labels
        )
        self._waiting[chapter.key] = found
        return Facts(found.page_count, dict(found.anchors))

    def make(self, chapter: Chapter, standing: Standing, labels: Mapping[str, str] | None = None) -> Made:
        """Number the pages of a chapter and draw them; sets them first where that was not done here.

        Raises:
            SarabanError: see :meth:`set`.
        """
        if chapter.key not in self._waiting:
            self.set(chapter, labels)
        if self._dropped > _MOST_DROPPED:
            self.clear_away()
        terms = self._terms
        pages = self._waiting.pop(chapter.key)
        self._dropped += pages.page_count
        laid_out = pages.number(
            standing.first,
            total=standing.total,
            first_side="left" if standing.left else "right",
            duplex=terms.duplex,
            blank_before=standing.blank_before,
        )
        return Made(
            pdf.draw(laid_out) if "pdf" in terms.formats else None,
            self._part(chapter, pages, laid_out) if "docx" in terms.formats else None,
        )

    def clear_away(self) -> None:
        """Free the boxes of pages that were drawn."""
        gc.collect(0)  # all that was made since the last time, and nothing older
        self._dropped = 0

    def _part(self, chapter: Chapter, pages: SetChapter, laid_out: LaidOut) -> ChapterPart:
        """The chapter for Word."""
        face = self._terms.word_face
        with no_garbage_collection():
            if _VECTOR not in chapter.html:
                return docx.part(laid_out, word_face=face, key=chapter.key, recto=chapter.recto)
            # Rasters of its pictures are cut out of a PDF of this chapter alone, on right-hand pages.
            alone = pages.number()
            part = docx.part(
                alone,
                word_face=face,
                pdf=lambda: pdf.write(alone, created=_ANY_DAY),
                key=chapter.key,
                recto=chapter.recto,
            )
            return part.on(laid_out.pages)


def document_meta(composed: Composed) -> DocumentMeta:
    """The properties of a document for Word."""
    return docx.DocumentMeta(
        title=composed.title,
        author=composed.author,
        created=composed.created,
        subject=composed.subject,
        keywords=", ".join(composed.keywords),
    )
