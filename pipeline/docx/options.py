"""What the caller decides about a DOCX: the face, the document's properties, fonts to embed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.errors import SarabanError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

PdfSource = bytes | Callable[[], bytes] | None
"""The PDF of the same layout, or a call that makes it when it is needed."""


@dataclass(frozen=True, slots=True)
class EmbeddedFace:
    """One font file to put inside the DOCX; only freely embeddable fonts (OS/2 fsType 0) are accepted."""

    kind: Literal["regular", "bold", "italic", "boldItalic"]
    data: bytes


@dataclass(frozen=True, slots=True)
class WordFace:
    """The face that a DOCX names.

    ``scale`` turns points of the laid-out page into points of this face: 1 for the face of the PDF itself;
    16/10.5 for TH Sarabun New beside a PDF in Sarabun, because 16 points of the former are as large as 10.5
    of the latter. ``natural_line`` is the face's own line height in em, of which Word counts line spacing.
    """

    name: str
    scale: float = 1.0
    natural_line: float = 1.0
    alternative: str = ""
    embed: tuple[EmbeddedFace, ...] = ()


TH_SARABUN_NEW = WordFace("TH Sarabun New", scale=16 / 10.5, natural_line=1.331, alternative="TH SarabunPSK")
"""The face of the offices, beside a PDF set in the bundled Sarabun (hhea 844/-457/30 of 1000)."""

SARABUN = WordFace("Sarabun", scale=1.0, natural_line=1.3)
"""The bundled face itself (1068/-232 of 1000): DOCX and PDF can be compared line by line."""


@dataclass(frozen=True, slots=True)
class DocumentMeta:
    """Core properties of a document. ``modified`` defaults to ``created``; dates come from the data."""

    title: str
    author: str
    created: dt.datetime
    subject: str = ""
    keywords: str = ""
    modified: dt.datetime | None = None
    language: str = "th-TH"


class UnsupportedMarkupError(SarabanError):
    """The HTML holds something that the Word writer cannot carry over. ``items`` names all of it."""

    def __init__(self, items: Sequence[str]) -> None:
        self.items = tuple(items)
        super().__init__(
            gettext(N_("แม่แบบมีสิ่งที่ยังเขียนลงไฟล์ Word ไม่ได้: {items}")).format(items="; ".join(self.items)),
            gettext(N_("แก้แม่แบบ หรือสร้างเฉพาะ PDF ด้วย -f pdf")),
        )
