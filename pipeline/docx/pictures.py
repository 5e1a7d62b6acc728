"""Pictures: a vector picture goes in as SVG with a raster fallback cut out of the PDF page, a raster one as it is."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.docx.context import describe
from pipeline.docx.marks import mark
from pipeline.docx.xmltext import emu, escape

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pipeline.docx.options import PdfSource, WordFace
    from pipeline.layout.types import LaidOutDocument

DPI = 300
"""Of the raster that stands in for a vector picture where a reader cannot draw SVG (Word before 2016)."""
_POINTS_PER_INCH = 72
_DATA = re.compile(r"data:image/(?P<kind>svg\+xml|png|jpeg)(?:;charset=[\w-]+)?;base64,(?P<data>.+)", re.DOTALL)
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


class Media(NamedTuple):
    """A picture file: ``png``, ``jpeg`` or ``svg+xml``, and its content."""

    kind: str
    data: bytes


class Pictures:
    """The pictures of one chapter. ``first_page`` is the 0-based page of the PDF on which it begins."""

    def __init__(
        self, laid_out: LaidOutDocument, face: WordFace, pdf: PdfSource, complaints: list[str], first_page: int = 0
    ) -> None:
        self._face = face
        self._laid_out = laid_out
        self._pdf = pdf
        self._first_page = first_page
        self._complaints = complaints
        self.drawn = 0
        self.media: list[Media] = []

    def drawing(self, image: Element) -> str:
        """The ``w:drawing`` for an ``img``."""
        box = self._laid_out.box(image)
        found = _DATA.fullmatch((image.get("src") or "").strip())
        alt = " ".join((image.get("alt") or "").split())
        if box is None or found is None or not alt:
            self._complaints.append(f"{describe(image)}: needs a data: picture that prints, and alt text")
            return ""
        try:
            data = base64.b64decode(found["data"], validate=False)
        except binascii.Error:
            self._complaints.append(f"{describe(image)}: broken picture")
            return ""
        if found["kind"] == "svg+xml":
            raster = self._add("png", self._cut_out(image, box))
            vector = self._vector(image, data)
            return self._inline(box[2], box[3], alt, raster, vector)
        return self._inline(box[2], box[3], alt, self._add(found["kind"], data), "")

    def _vector(self, image: Element, data: bytes) -> str:
        from pipeline.docx.svg import fit_face

        try:
            return self._add("svg+xml", fit_face(data, self._face))
        except ValueError as problem:
            self._complaints.append(f"{describe(image)}: {problem}")
            return ""

    def _add(self, kind: str, data: bytes) -> str:
        media = Media(kind, data)
        if media not in self.media:
            self.media.append(media)
        return mark("media", self.media.index(media))

    def _cut_out(self, image: Element, box: tuple[float, float, float, float]) -> bytes:
        """The picture as it stands on the PDF page, as PNG.

        Raises:
            ValueError: the caller gave no PDF for a document with a vector picture.
        """
        if self._pdf is None:
            raise ValueError("a document with a vector picture needs the PDF of the same layout")
        if not isinstance(self._pdf, bytes):
            self._pdf = self._pdf()
        import pypdfium2

        from pipeline.docx.png import encode, is_grey

        index = self._laid_out.page_index(image) or 0
        paper = self._laid_out.pages[index]
        x, y, width, height = box
        crop = tuple(max(0.0, side) for side in (x, paper.height - y - height, paper.width - x - width, y))
        pdf = pypdfium2.PdfDocument(self._pdf)
        try:
            page = pdf[self._first_page + index]
            grey = is_grey(page.render(scale=1, crop=crop, may_draw_forms=False).to_pil())
            detail = page.render(scale=DPI / _POINTS_PER_INCH, crop=crop, may_draw_forms=False, grayscale=grey)
            return encode(detail.to_pil().convert("L" if grey else "RGB"), DPI)
        finally:
            pdf.close()

    def _inline(self, width: float, height: float, alt: str, raster: str, vector: str) -> str:
        self.drawn += 1
        number, size = mark("drawing", self.drawn), f'cx="{emu(width)}" cy="{emu(height)}"'
        extension = (
            f'<a:extLst><a:ext uri="{_SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="{_SVG_NAMESPACE}" r:embed="{vector}"/>'
            "</a:ext></a:extLst>"
            if vector
            else ""
        )
        name = f'id="{number}" name="Picture {number}" descr="{escape(alt)}"'
        return (
            f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {name}/>'
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="{raster}">{extension}</a:blip><a:stretch><a:fillRect/></a:stretch>'
            f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing>"
        )
