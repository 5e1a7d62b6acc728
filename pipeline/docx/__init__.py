"""The Word writer: a laid-out document becomes an editable DOCX with real Word structure.

The writer walks the HTML tree and asks the layout (:class:`pipeline.layout.types.LaidOutDocument`) what became
of each element, so the DOCX follows the very layout that the PDF is written from. Everything that it cannot
carry over stops it with :class:`UnsupportedMarkupError`; nothing is dropped in silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.docx.options import SARABUN, TH_SARABUN_NEW, DocumentMeta, EmbeddedFace, UnsupportedMarkupError, WordFace

if TYPE_CHECKING:
    from pipeline.docx.options import PdfSource
    from pipeline.layout.types import LaidOutDocument

__all__ = [
    "SARABUN",
    "TH_SARABUN_NEW",
    "DocumentMeta",
    "EmbeddedFace",
    "UnsupportedMarkupError",
    "WordFace",
    "write",
]


def write(
    laid_out: LaidOutDocument,
    *,
    word_face: WordFace = TH_SARABUN_NEW,
    meta: DocumentMeta,
    pdf: PdfSource = None,
) -> bytes:
    """The document as the bytes of a DOCX file; the same input gives the same bytes.

    Args:
        laid_out: the document after layout.
        word_face: the face that the offices have in Word.
        meta: title, author and dates for the core properties.
        pdf: the PDF of the same layout, or a call that makes it. Asked for only when the document has a
            vector picture: its raster fallback is cut out of the PDF page.

    Raises:
        UnsupportedMarkupError: the HTML holds something that the writer does not know; lists all of it.
    """
    from pipeline.docx.writer import write_document

    return write_document(laid_out, word_face, meta, pdf)
