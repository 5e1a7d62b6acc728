"""Tables: grid from the layout, spans, repeated heads, borders drawn once, margins of cells, alternative text."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.docx.context import has_class, is_element
from pipeline.docx.flow import Flow, Paragraph, Spacer
from pipeline.docx.grid import MOST_COLUMNS, Edges, Slot, place, rows_of
from pipeline.docx.inline import CONTINUED
from pipeline.docx.looks import border, has_border, surplus
from pipeline.docx.xmltext import escape, twips

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from pipeline.docx.context import Context
    from pipeline.docx.flow import Binding
    from pipeline.docx.geometry import Span
    from pipeline.docx.grid import Row
    from pipeline.layout.types import ComputedStyle, Sides

    CellFiller = Callable[[Element, Flow, bool], None]

TABLE_TITLE = "table-title"
"""Class of the cell in a table's head that is its heading."""
TALL = "tall"
"""Class of rows that may be taller than a page, and break inside."""
_VERTICAL = {"middle": "center", "bottom": "bottom"}
_MARGIN_SIDES = ("top", "left", "bottom", "right")
_LOOK = (
    '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
    'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
)


@dataclass(slots=True)
class Cell:
    """One ``w:tc``: its properties as XML and what flows in it."""

    properties: str
    flow: Flow


@dataclass(slots=True)
class TableRow:
    """One ``w:tr``."""

    properties: str
    cells: list[Cell] = field(default_factory=list)

    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs of all cells, not those of nested tables."""
        return [item for cell in self.cells for item in cell.flow.items if isinstance(item, Paragraph)]


@dataclass(slots=True)
class Table:
    """A table in a flow. ``lined``: it shows a line somewhere."""

    properties: str
    rows: list[TableRow]
    kept: bool = False
    lined: bool = False

    def keep_with_next(self) -> None:
        """Word keeps a row with what follows if its paragraphs ask for it."""
        self.kept = True
        if self.rows:
            _hold(self.rows[-1])

    def keep_together(self) -> None:
        """Keep every row with the next one."""
        for row in self.rows[:-1]:
            _hold(row)

    def xml(self, binding: Binding) -> str:
        """The ``w:tbl``."""
        pieces = [f"<w:tbl>{self.properties}"]
        for row in self.rows:
            pieces.append(f"<w:tr>{row.properties}")
            pieces += [f"<w:tc><w:tcPr>{cell.properties}</w:tcPr>{cell.flow.xml(binding)}</w:tc>" for cell in row.cells]
            pieces.append("</w:tr>")
        pieces.append("</w:tbl>")
        return "".join(pieces)


def _hold(row: TableRow) -> None:
    for paragraph in row.paragraphs():
        paragraph.kept = True


class TableWriter:
    """Makes one table out of its element; ``fill`` writes a cell's blocks into a flow."""

    def __init__(self, ctx: Context, table: Element, column: Span, fill: CellFiller) -> None:
        self._ctx = ctx
        self._element = table
        self._column = column
        self._fill = fill
        self._rows = rows_of(table)
        self._widths = [max(1, twips(width)) for width in ctx.laid_out.column_widths(table)]
        self._grid = place(self._rows, len(self._widths))
        self._edges = Edges(len(self._rows), len(self._widths))
        self._padding: Sides | None = None
        self._whole: dict[Element, bool] = {}

    def write(self) -> Table | None:
        """The table; ``None`` (and a complaint) if Word cannot hold it."""
        if not self._rows or not self._widths:
            return None
        if len(self._widths) > MOST_COLUMNS:
            self._ctx.complain(f"<table> of {len(self._widths)} columns")
            return None
        slots = {id(slot): slot for line in self._grid for slot in line if slot is not None}
        for slot in slots.values():
            style = self._ctx.style(slot.element)
            self._edges.draw(slot, style)
            if self._padding is None:
                self._padding = self._padding_of(slot.element, style)
        whole = Slot(self._element, 0, len(self._rows), 0, len(self._widths))
        self._edges.draw(whole, self._ctx.style(self._element))
        lines = "" if self._edges.uniform() or not self._edges.any() else "each"
        rows = [self._row(index, row, own_borders=bool(lines)) for index, row in enumerate(self._rows)]
        self._hold_groups(rows)
        return Table(self._properties(), rows, lined=self._edges.any())

    def _hold_groups(self, rows: list[TableRow]) -> None:
        """Keep the rows of a group on one page, where the layout found that they fit, and a total with what it adds."""
        for (above, held), (below, _) in pairwise(zip(self._rows, rows, strict=True)):
            together = above.body is below.body and self._is_whole(above.body)
            if together or self._ctx.style(below.element).break_before.startswith("avoid"):
                _hold(held)

    def _is_whole(self, body: Element) -> bool:
        """Whether no page ends inside a row group, and none should."""
        known = self._whole.get(body)
        if known is None:
            grouped = body.tag == "tbody" and self._ctx.style(body).break_inside.startswith("avoid")
            pages = {self._ctx.laid_out.page_index(row) for row in body} if grouped else set()
            known = self._whole[body] = len(pages) == 1
        return known

    def _properties(self) -> str:
        span = self._ctx.geometry.border_span(self._element)
        offset = twips(self._column.inset(span)[0]) if span else 0
        uniform = self._edges.uniform()
        style, lines = "", ""
        if uniform is not None:
            names = (*_MARGIN_SIDES, "insideH", "insideV")
            style = '<w:tblStyle w:val="TableGrid"/>'
            lines = f"<w:tblBorders>{''.join(border(name, uniform) for name in names)}</w:tblBorders>"
        padding = self._padding
        margins = _margins("tblCellMar", padding) if padding else ""
        name, description = self._alternative_text()
        return (
            f'<w:tblPr>{style}<w:tblW w:w="{sum(self._widths)}" w:type="dxa"/>'
            f'<w:tblInd w:w="{offset}" w:type="dxa"/>{lines}<w:tblLayout w:type="fixed"/>{margins}{_LOOK}'
            + (f'<w:tblCaption w:val="{escape(name)}"/>' if name else "")
            + (f'<w:tblDescription w:val="{escape(description)}"/>' if description else "")
            + "</w:tblPr><w:tblGrid>"
            + "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
            + "</w:tblGrid>"
        )

    def _alternative_text(self) -> tuple[str, str]:
        """What the table shows, by its label, its caption, the heading in its head or above it; and more about it."""
        name = self._element.get("aria-label")
        caption = self._element.find("caption")
        if not name and caption is not None:
            name = "".join(caption.itertext())
        if not name and self._rows and self._rows[0].group == "thead":
            titles = (_own_text(cell) for cell in self._rows[0].element if has_class(cell, TABLE_TITLE))
            name = next(titles, self._ctx.heading)
        return " ".join((name or "").split()), " ".join((self._element.get("title") or "").split())

    def _row(self, index: int, row: Row, *, own_borders: bool) -> TableRow:
        style = self._ctx.style(row.element)
        head = row.group == "thead"
        whole = head or (style.break_inside.startswith("avoid") and not has_class(row.element, TALL))
        properties = ("<w:cantSplit/>" if whole else "") + self._height(row)
        properties += "<w:tblHeader/>" if head else ""
        result = TableRow(f"<w:trPr>{properties}</w:trPr>" if properties else "")
        left = 0
        while left < len(self._widths):
            slot = self._grid[index][left]
            right = slot.right if slot else left + 1
            result.cells.append(self._cell(index, left, right, slot, own_borders=own_borders, head=head))
            left = right
        if style.break_after.startswith("avoid") or (head and index + 1 < len(self._rows)):
            _hold(result)  # a head alone at the foot of a page heads nothing
        return result

    def _height(self, row: Row) -> str:
        """Rows to be filled in by hand keep the height of the layout; others are as high as their text."""
        if "".join(row.element.itertext()).strip() or row.element.find(".//img") is not None:
            return ""
        height = twips(self._ctx.geometry.height(row.element))
        return f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""

    def _cell(self, index: int, left: int, right: int, slot: Slot | None, *, own_borders: bool, head: bool) -> Cell:
        parts = [f'<w:tcW w:w="{sum(self._widths[left:right])}" w:type="dxa"/>']
        if right - left > 1:
            parts.append(f'<w:gridSpan w:val="{right - left}"/>')
        begins = slot is None or slot.top == index
        if slot is not None and slot.bottom - slot.top > 1:
            parts.append('<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>")
        if own_borders:
            parts.append(f"<w:tcBorders>{self._edges.around(index, index + 1, left, right)}</w:tcBorders>")
        flow = Flow()
        if slot is not None:
            style = self._ctx.style(slot.element)
            parts += self._cell_look(slot.element, style, self._background(slot, index))
        if slot is not None and begins:
            self._fill(slot.element, flow, head)
        else:
            flow.items.append(Spacer())
        return Cell("".join(parts), flow)

    def _padding_of(self, element: Element, style: ComputedStyle) -> Sides:
        """The cell's padding. A surplus of line pitch stands above each line, so the text moves up into it.

        A picture has no line of text around it: moved up, it would cover the border.
        """
        if not has_border(style.borders) or _is_picture(element):
            return style.padding
        up = min(surplus(style, self._ctx.face) / 2, style.padding.top)
        return style.padding._replace(top=style.padding.top - up, bottom=style.padding.bottom + up)

    def _background(self, slot: Slot, index: int) -> str:
        """The cell's background, or else that of its row, row group or table."""
        own = self._ctx.style(slot.element).background
        row = self._rows[index].element
        return own or self._ctx.style(row).background or self._ctx.style(self._element).background or ""

    def _cell_look(self, element: Element, style: ComputedStyle, background: str) -> list[str]:
        parts = []
        if background:
            parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{background}"/>')
        if style.white_space == "nowrap":
            parts.append("<w:noWrap/>")
        padding = self._padding_of(element, style)
        if padding != self._padding:
            parts.append(_margins("tcMar", padding))
        vertical = _VERTICAL.get(style.vertical_align)
        if vertical:
            parts.append(f'<w:vAlign w:val="{vertical}"/>')
        return parts


def _is_picture(cell: Element) -> bool:
    """Whether nothing but pictures stands in a cell."""
    return cell.find(".//img") is not None and not "".join(cell.itertext()).strip()


def _own_text(element: Element) -> str:
    """The text of a cell of the head without what it says on further pages."""
    pieces = [element.text or ""]
    for child in element:
        if is_element(child) and not has_class(child, CONTINUED):
            pieces.append(_own_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _margins(name: str, padding: Sides) -> str:
    values = (padding.top, padding.left, padding.bottom, padding.right)
    inner = "".join(
        f'<w:{side} w:w="{twips(value)}" w:type="dxa"/>' for side, value in zip(_MARGIN_SIDES, values, strict=True)
    )
    return f"<w:{name}>{inner}</w:{name}>"
