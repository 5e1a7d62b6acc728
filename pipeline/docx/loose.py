"""Inline content between blocks, on its way to paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.docx.inline import InlineWriter, Manner
from pipeline.docx.looks import run_look

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pipeline.docx.blocks import BlockWriter
    from pipeline.docx.surroundings import Surroundings
    from pipeline.layout.types import ComputedStyle


class Loose:
    """Inline content between blocks, collected until a block or the end comes."""

    def __init__(
        self, writer: BlockWriter, element: Element, style: ComputedStyle, around: Surroundings, *, own: bool
    ) -> None:
        self._writer = writer
        self._element = element
        self._style = style
        self._around = around
        self._inline: InlineWriter | None = None
        self._own = own

    def _open(self) -> InlineWriter:
        if self._inline is None:
            ctx = self._writer.ctx
            span = self._writer.column(self._element, self._around)
            base = run_look(self._style, ctx.face, ctx.body_family)
            manner = Manner(self._around.thai_digits, repeated=self._around.repeated)
            self._inline = InlineWriter(ctx, self._element, base, span, manner)
        return self._inline

    def text(self, text: str | None) -> None:
        """Append text; white space alone begins nothing."""
        if text and (self._inline is not None or text.strip()):
            inline = self._open()
            inline.text(text, inline.parts[0].line.base)

    def element(self, element: Element) -> None:
        """Append an inline element."""
        inline = self._open()
        inline.element(element, inline.parts[0].line.base)

    def flush(self) -> None:
        """Write what was collected as paragraphs."""
        if self._inline is not None:
            parts = self._inline.finish()
            if parts:
                self._writer.paragraph(self._element, self._style, self._around, parts, own=self._own)
            self._inline = None
