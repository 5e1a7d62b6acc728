"""The Word writer: a laid-out document becomes an editable DOCX with real Word structure.

The writer walks the HTML tree and asks the layout (:class:`pipeline.layout.types.LaidOutDocument`) what became
of each element, so the DOCX follows the very layout that the PDF is written from. Everything that it cannot
carry over stops it with :class:`UnsupportedMarkupError`; nothing is dropped in silence.

A document of many chapters is written in two steps: :func:`part` makes a value of each chapter by itself, which can
be kept and made elsewhere; :func:`bind` puts them together. The bytes are the same whichever way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.docx.options import SARABUN, TH_SARABUN_NEW, DocumentMeta, EmbeddedFace, UnsupportedMarkupError, WordFace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.docx.chapter import ChapterPart as ChapterPart
    from pipeline.docx.options import PdfSource
    from pipeline.layout.types import LaidOutDocument

__all__ = [
    "SARABUN",
    "TH_SARABUN_NEW",
    "DocumentMeta",
    "EmbeddedFace",
    "UnsupportedMarkupError",
    "WordFace",
    "bind",
    "part",
    "write",
    "write_book",
]


def write(
    laid_out: LaidOutDocument,
    *,
    word_face: WordFace = TH_SARABUN_NEW,
    meta: DocumentMeta,
    pdf: PdfSource = None,
) -> bytes:
    """A document of one chapter as the bytes of a DOCX file; the same input gives the same bytes.

    Args:
        laid_out: the document after layout.
        word_face: the face that the offices have in Word.
        meta: title, author and dates for the core properties.
        pdf: the PDF of the same layout, or a call that makes it. Asked for only when the document has a
            vector picture: its raster fallback is cut out of the PDF page.

    Raises:
        UnsupportedMarkupError: the HTML holds something that the writer does not know; lists all of it.
    """
    return write_book([laid_out], word_face=word_face, meta=meta, pdf=pdf)


def write_book(
    chapters: Sequence[LaidOutDocument],
    *,
    word_face: WordFace = TH_SARABUN_NEW,
    meta: DocumentMeta,
    pdf: PdfSource = None,
    recto: Sequence[bool] = (),
    duplex: bool = False,
    gutter: float = 0.0,
) -> bytes:
    """A document of many chapters as one DOCX file.

    Args:
        chapters: the chapters in order, numbered: their pages know their labels.
        word_face: see :func:`write`.
        meta: see :func:`write`.
        pdf: the PDF of the whole document, or a call that makes it; see :func:`write`.
        recto: which chapters begin on a right-hand page; heeded where ``duplex``.
        duplex: see :func:`bind`.
        gutter: see :func:`bind`.

    Raises:
        UnsupportedMarkupError: as :func:`bind`.
    """
    from pipeline.docx.writer import bind_parts, write_parts

    parts = write_parts(chapters, word_face, pdf, recto)
    return bind_parts(parts, word_face, meta, duplex=duplex, gutter=gutter)


def part(
    laid_out: LaidOutDocument,
    *,
    word_face: WordFace = TH_SARABUN_NEW,
    pdf: PdfSource = None,
    first_page: int = 0,
    key: str = "",
    recto: bool = False,
) -> ChapterPart:
    """One chapter as a value that does not depend on the others: it can be pickled, kept, and bound again.

    What the writer cannot carry over is noted in it and told by :func:`bind`.

    Args:
        laid_out: the chapter after layout.
        word_face: the face that the document will be bound in.
        pdf: a PDF that has the pages of this chapter, or a call that makes it; see :func:`write`.
        first_page: 0-based index of the first of ``laid_out.pages`` in that PDF.
        key: names the chapter in complaints.
        recto: the chapter begins on a right-hand page where :func:`bind` is told ``duplex``.

    Returns:
        The part. Numbered anew, the same chapter is ``part.on(laid_out.pages)``.
    """
    from pipeline.docx.chapter import write_part

    return write_part(laid_out, word_face, pdf, first_page=first_page, key=key, recto=recto)


def bind(
    parts: Sequence[ChapterPart],
    *,
    word_face: WordFace = TH_SARABUN_NEW,
    meta: DocumentMeta,
    duplex: bool = False,
    gutter: float = 0.0,
) -> bytes:
    """Chapters in order as the bytes of one DOCX file; the same parts give the same bytes.

    Args:
        parts: the chapters, on their final pages.
        word_face: the face that the parts were made for.
        meta: title, author and dates for the core properties.
        duplex: printed on both sides: margins are mirrored, chapters marked ``recto`` begin a section on an odd page.
        gutter: how much of the inner margin (pt) Word is to show as gutter.

    Raises:
        UnsupportedMarkupError: some chapter holds what the writer does not know, or a link leads nowhere.
    """
    from pipeline.docx.writer import bind_parts

    return bind_parts(parts, word_face, meta, duplex=duplex, gutter=gutter)
