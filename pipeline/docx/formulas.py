"""Fractions (สูตรคำนวณ): numerator over a line over denominator, and beside them what they are multiplied by.

They are paragraphs in a table of one row, two cells, and no lines, not formulas of Word. LibreOffice takes those
(OMML) apart: it sets their Thai letter by letter in a face of its own, and shows nothing at all where its formula
editor is not installed. Neither program breaks the lines of a fraction. Paragraphs read, wrap and can be searched
everywhere, in the order of the PDF: numerator, denominator, factor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.docx.context import has_class, is_element
from pipeline.docx.flow import Flow
from pipeline.docx.geometry import Span
from pipeline.docx.surroundings import Surroundings
from pipeline.docx.tables import Cell, Table, TableRow
from pipeline.docx.xmltext import twips

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from pipeline.docx.context import Context

    BlockFiller = Callable[[Element, Flow, Surroundings], None]

_PARTS = ("numerator", "denominator", "times")


def is_formula(element: Element) -> bool:
    """Whether an element is a fraction."""
    return element.get("data-formula") == "fraction"


def fraction(ctx: Context, element: Element, around: Surroundings, column: Span, fill: BlockFiller) -> Table | None:
    """A fraction beside its factor; ``None``: it has no factor, or other parts, and its paragraphs can stand alone.

    Args:
        ctx: the chapter.
        element: the fraction.
        around: where it stands.
        column: the column that it stands in.
        fill: writes one block into a flow.
    """
    children = [child for child in element if is_element(child)]
    parts = {name: child for child in children for name in _PARTS if has_class(child, name)}
    outer = ctx.geometry.border_span(element)
    if len(children) != len(_PARTS) or parts.keys() != set(_PARTS) or outer is None:
        return None
    inner = ctx.geometry.border_span(parts["numerator"]) or outer
    split = max(outer.left + 1, min(inner.right, outer.right - 1))
    spans = (Span(outer.left, split), Span(split, outer.right))
    widths = [max(1, twips(span.width)) for span in spans]
    cells = []
    for span, width, names in zip(spans, widths, (_PARTS[:2], _PARTS[2:]), strict=True):
        flow = Flow()
        for name in names:
            own = ctx.geometry.border_span(parts[name]) if name == "times" else None
            fill(parts[name], flow, Surroundings(own or span, around.role))
        flow.close()
        vertical = '<w:vAlign w:val="center"/>' if "times" in names else ""
        cells.append(Cell(f'<w:tcW w:w="{width}" w:type="dxa"/>{vertical}', flow))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(column.inset(outer)[0])}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )
    return Table(properties, [TableRow("<w:trPr><w:cantSplit/></w:trPr>", cells)])
