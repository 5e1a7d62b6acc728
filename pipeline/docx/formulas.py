"""Fractions (สูตรคำนวณ): a formula of Word, whose numerator and denominator stay text in the document's face.

A fraction of Word does not break its lines. So where the layout had to break one, or nearly, the formula stays
three paragraphs: the numerator over a line, the denominator, the factor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.docx import styles as roles
from pipeline.docx.context import has_class, is_element
from pipeline.docx.flow import Paragraph
from pipeline.docx.looks import SINGLE, paragraph_look
from pipeline.docx.runs import split_scripts
from pipeline.docx.xmltext import escape

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pipeline.docx.blocks import BlockWriter
    from pipeline.docx.context import Context
    from pipeline.docx.geometry import Span
    from pipeline.docx.looks import RunLook
    from pipeline.docx.surroundings import Surroundings
    from pipeline.layout.types import ComputedStyle

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_PARTS = ("numerator", "denominator", "times")
_ROOM = 0.9
"""How much of the column a formula may take: Word's face may be a little wider than the layout's."""
_ALIGNMENTS = {"center": "center", "right": "right"}


def is_formula(element: Element) -> bool:
    """Whether an element is a fraction."""
    return element.get("data-formula") == "fraction"


def write_formula(writer: BlockWriter, element: Element, style: ComputedStyle, around: Surroundings) -> bool:
    """Write a fraction as a formula of Word; ``False``: it does not fit and must stay paragraphs."""
    ctx, column = writer.ctx, writer.column(element, around)
    span = ctx.geometry.content_span(element, style) or column
    left, right = column.inset(span)
    look = paragraph_look(style, ctx.face, ctx.body_family, left=left, right=right, in_cell=around.in_cell)
    look = look._replace(line=SINGLE, first=0, align="left")
    xml = _Fraction(ctx, element, span).xml(look.run, style.text_align)
    if xml is None:
        return False
    writer.flow.add(Paragraph(roles.FORMULA, look, xml))
    return True


class _Fraction:
    """One fraction with the column it stands in."""

    def __init__(self, ctx: Context, element: Element, column: Span) -> None:
        self._ctx = ctx
        self._element = element
        self._column = column
        self._parts = {
            name: child for child in element if is_element(child) for name in _PARTS if has_class(child, name)
        }

    def xml(self, look: RunLook, align: str) -> str | None:
        """The formula as ``m:oMathPara``; ``None`` where it must stay paragraphs."""
        if not {"numerator", "denominator"} <= self._parts.keys() or not self._fits():
            return None
        over, under, times = (self._runs(name, look) for name in _PARTS)
        control = f"<m:ctrlPr>{self._face(look)}</m:ctrlPr>"
        side = _ALIGNMENTS.get(align, "left")
        return (
            f'<m:oMathPara xmlns:m="{_MATH}"><m:oMathParaPr><m:jc m:val="{side}"/></m:oMathParaPr><m:oMath><m:f>'
            f'<m:fPr><m:type m:val="bar"/>{control}</m:fPr><m:num>{over}</m:num><m:den>{under}</m:den></m:f>{times}'
            "</m:oMath></m:oMathPara>"
        )

    def _fits(self) -> bool:
        """Whether every part is plain text on one line, with room to spare."""
        widths = dict.fromkeys(_PARTS, 0.0)
        for name, part in self._parts.items():
            lines = self._ctx.geometry.lines_of(part)
            if len(lines) != 1 or len(part):
                return False
            widths[name] = lines[0].width
        return max(widths["numerator"], widths["denominator"]) + widths["times"] <= _ROOM * self._column.width

    def _runs(self, name: str, look: RunLook) -> str:
        """The text of a part as upright text of the document's face, Thai apart from Latin."""
        part = self._parts.get(name)
        text = " ".join("".join(part.itertext()).split()) if part is not None else ""
        return "".join(
            f"<m:r><m:rPr><m:nor/></m:rPr>{self._face(look, thai=thai)}"
            f'<m:t xml:space="preserve">{escape(piece)}</m:t></m:r>'
            for piece, thai in split_scripts(f" {text}" if name == "times" and text else text)
        )

    def _face(self, look: RunLook, *, thai: bool = False) -> str:
        """Run properties: in a formula nothing is inherited from the paragraph's style, so all is said."""
        name = escape(look.family or self._ctx.face.name)
        bold = "<w:b/><w:bCs/>" if look.bold else ""
        return (
            f'<w:rPr><w:rFonts w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="{name}"/>{bold}'
            f'<w:color w:val="{look.color}"/><w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>'
            f"{'<w:cs/>' if thai else ''}</w:rPr>"
        )
