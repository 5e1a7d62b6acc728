"""Blocks: walks the HTML tree and fills a flow with paragraphs and tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.docx import styles as roles
from pipeline.docx.contents import is_contents, write_contents
from pipeline.docx.context import describe, digits_are_thai, is_element
from pipeline.docx.flow import Flow, Heading, Paragraph, Spacer
from pipeline.docx.formulas import fraction, is_formula
from pipeline.docx.inline import INLINE_TAGS
from pipeline.docx.lists import is_list
from pipeline.docx.looks import SINGLE, has_border, paragraph_borders, paragraph_look, sunk
from pipeline.docx.loose import Loose
from pipeline.docx.runs import mostly_latin
from pipeline.docx.surroundings import Surroundings
from pipeline.docx.tables import Table, TableWriter
from pipeline.docx.xmltext import twips

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from pipeline.docx.context import Context
    from pipeline.docx.flow import Item
    from pipeline.docx.geometry import Span
    from pipeline.docx.inline import Part
    from pipeline.docx.lists import Place
    from pipeline.docx.looks import ParagraphLook
    from pipeline.docx.styles import Role
    from pipeline.layout.types import ComputedStyle

    BeforeBlock = Callable[[Element, ComputedStyle], None]

_CONTAINERS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "div", "figure", "footer", "header", "main", "nav", "section"}
)
_LEAVES = frozenset({"p", "figcaption", "caption", "h1", "h2", "h3", "h4", "h5", "h6"})
_HEADINGS = {f"h{level}": role for level, role in enumerate(roles.HEADINGS, 1)}
_BLOCK_DISPLAYS = frozenset({"block", "list-item", "table", "flow-root"})
_FORCED = frozenset({"always", "page"})
_SIDED = frozenset({"left", "right", "recto", "verso"})
_LOOKLESS = frozenset({"keep"})
RUNNING = frozenset({"running-head", "running-foot"})
"""Ids of the elements that go into page margins."""
_KEEPING_ROLES = frozenset({*roles.HEADINGS, roles.TITLE, roles.CAPTION})
"""Roles whose style says that they stay with what follows; elsewhere the single paragraph says it."""


class BlockWriter:
    """Writes the blocks of one column into a flow.

    ``before_block`` is told of each element of the body that begins a block, so that sections can change there.
    """

    def __init__(self, ctx: Context, flow: Flow, before_block: BeforeBlock | None = None) -> None:
        self.ctx = ctx
        self.flow = flow
        self._before_block = before_block
        self._number: Place | None = None

    def column(self, element: Element, around: Surroundings) -> Span:
        """The column that an element stands in."""
        return around.column or self.ctx.geometry.text_area(element)

    def children(self, element: Element, style: ComputedStyle, around: Surroundings, *, own: bool = False) -> None:
        """Everything inside a container: loose text becomes paragraphs, blocks follow in order.

        ``own`` says that the element is nothing but one paragraph, whose look then has its margins and borders.
        """
        loose = Loose(self, element, style, around, own=own)
        loose.text(element.text)
        for child in element:
            if is_element(child):
                kind = self.ctx.style(child).display
                if kind == "none" or child.get("id") in RUNNING:
                    pass
                elif kind in _BLOCK_DISPLAYS or child.tag in _LEAVES:
                    loose.flush()
                    self.block(child, around)
                elif child.tag in INLINE_TAGS and kind.startswith("inline"):
                    loose.element(child)
                else:
                    self.ctx.complain(f"{describe(child)} display: {kind}")
            loose.text(child.tail)
        loose.flush()

    def block(self, element: Element, around: Surroundings) -> None:
        """One block with all that is in it."""
        style = self.ctx.style(element)
        if self._before_block is not None:
            self._before_block(element, style)
        if style.break_before in _FORCED:
            self.flow.new_page()
        elif style.break_after in _SIDED or (style.break_before in _SIDED and self._before_block is None):
            self.ctx.complain(f"{describe(element)} break: {style.break_before} {style.break_after}")
        first = len(self.flow.items)
        self.flow.gap.margin(style.margin.top)
        if element.tag == "table":
            self._table(element, around)
        elif is_contents(element):
            write_contents(self, element, around)
        elif is_formula(element) and self._fraction(element, around):
            pass
        elif is_list(element):
            self._list(element, style, around)
        elif element.tag in _CONTAINERS or element.tag in _LEAVES or element.tag == "li":
            self._container(element, style, around)
        elif element.tag == "img":
            loose = Loose(self, element, style, around, own=False)
            loose.element(element)
            loose.flush()
        else:
            self.ctx.complain(describe(element))
        self.flow.gap.margin(style.margin.bottom)
        self._keep(element, style, first)

    def _keep(self, element: Element, style: ComputedStyle, first: int) -> None:
        """Carry break-inside, break-before and break-after over to the paragraphs since ``first``."""
        items = [item for item in self.flow.items[first:] if not isinstance(item, Spacer)]
        if style.break_inside.startswith("avoid"):
            for item in items:
                item.keep_together()
            for item in items[:-1]:
                item.keep_with_next()
            for spacer in self.flow.items[first:-1]:  # a spacer that keeps nothing would let tables part
                spacer.kept = True
        if style.break_after.startswith("avoid") and items:
            items[-1].keep_with_next()
        if style.break_before.startswith("avoid") and first and items:
            before = [item for item in self.flow.items[:first] if not isinstance(item, Spacer)]
            if before:
                before[-1].keep_with_next()
        if style.break_after in _FORCED and element.tag != "body":
            self.flow.new_page()

    def _container(self, element: Element, style: ComputedStyle, around: Surroundings) -> None:
        role = self._role(element, around)
        label = class_label(element) or around.label
        inner = replace(around, role=role, label=label, thai_digits=digits_are_thai(element) or around.thai_digits)
        framed = has_border(style.borders) or style.background is not None
        first = len(self.flow.items)
        leaf = not any(is_element(child) and self._is_block(child) for child in element)
        if prints_nothing(element):
            if framed:
                self.ctx.complain(f"{describe(element)}: a frame without text")
            self.flow.gap.solid(self.ctx.geometry.height(element))
            return
        if framed and not leaf:
            if around.frame != ("", ""):
                self.ctx.complain(f"{describe(element)}: a frame inside a frame")
            inner = replace(inner, frame=(paragraph_borders(style), style.background or ""))
        elif not framed:
            self.flow.gap.solid(style.padding.top)
        self.children(element, style, inner, own=leaf)
        if not framed:
            self.flow.gap.solid(style.padding.bottom)
        if element.tag in _HEADINGS:
            self._mark_heading(element, first)
            self.ctx.heading = " ".join(" ".join(element.itertext()).split()).rstrip(" :")
        if element.get("id"):
            self._bookmark(element, first)

    def _mark_heading(self, element: Element, first: int) -> None:
        """Note by which ids the contents may list a heading."""
        ids = tuple(node.get("id", "") for node in element.iter() if node.get("id"))
        for item in self.flow.items[first:]:
            if isinstance(item, Paragraph):
                item.heading = Heading(int(element.tag[1]), ids)

    def _is_block(self, element: Element) -> bool:
        return self.ctx.style(element).display in _BLOCK_DISPLAYS

    def _bookmark(self, element: Element, first: int) -> None:
        """Mark the first paragraph of an element."""
        paragraph = next(_paragraphs(self.flow.items[first:]), None)
        if paragraph is not None:
            start, end = self._anchor(element)
            paragraph.content = f"{start}{paragraph.content}{end}"

    def _anchor(self, element: Element) -> tuple[str, str]:
        return self.ctx.anchors.place(element.get("id", ""), self.ctx.laid_out.page_index(element))

    def _role(self, element: Element, around: Surroundings) -> Role | None:
        if "title" in element.get("class", "").split():
            return roles.TITLE
        if element.tag in _HEADINGS:
            return _HEADINGS[element.tag]
        if element.tag in {"caption", "figcaption"}:
            return roles.CAPTION
        if "signature" in element.get("class", "").split():
            return roles.SIGNATURE
        return around.role

    def _list(self, element: Element, style: ComputedStyle, around: Surroundings) -> None:
        depth = around.depth + 1
        place = self.ctx.lists.place(self.ctx, element, depth, self.column(element, around))
        self.flow.gap.solid(style.padding.top)
        for item in element:
            if is_element(item) and item.tag == "li":
                value = item.get("value", "")
                if value.isdecimal():
                    place = self.ctx.lists.restart(self.ctx, element, place, int(value))
                self._number = place
                self.block(item, replace(around, depth=depth, place=place))
                if self._number is not None:
                    self.ctx.complain(f"{describe(item)} without text for its number")
                    self._number = None
            elif is_element(item):
                self.ctx.complain(f"{describe(item)} in a list")
        self.flow.gap.solid(style.padding.bottom)

    def _table(self, element: Element, around: Surroundings) -> None:
        caption = element.find("caption")
        if caption is not None:
            self.block(caption, around)
            if self.flow.items and isinstance(self.flow.items[-1], Paragraph):
                self.flow.items[-1].keep_with_next()
        table = TableWriter(self.ctx, element, self.column(element, around), self._fill(around)).write()
        if table is not None:
            self.flow.add(table)
            if table.lined:
                self.flow.lift()
            paragraphs = table.rows[0].paragraphs()
            if element.get("id") and paragraphs:
                paragraphs[0].content = "".join((*self._anchor(element), paragraphs[0].content))

    def _fraction(self, element: Element, around: Surroundings) -> bool:
        def fill(part: Element, flow: Flow, inner: Surroundings) -> None:
            BlockWriter(self.ctx, flow).block(part, inner)

        table = fraction(self.ctx, element, around, self.column(element, around), fill)
        if table is not None:
            self.flow.add(table)
        return table is not None

    def _fill(self, around: Surroundings) -> Callable[[Element, Flow, bool], None]:
        def fill(cell: Element, flow: Flow, head: bool) -> None:  # noqa: FBT001 - TableWriter's call
            style = self.ctx.style(cell)
            role = around.role or (roles.TABLE_HEAD if head or cell.tag == "th" else roles.TABLE_TEXT)
            column = self.ctx.geometry.content_span(cell, style) or around.column
            inner = Surroundings(
                column,
                role,
                class_label(cell),
                thai_digits=around.thai_digits,
                repeated=head,
            )
            BlockWriter(self.ctx, flow).children(cell, style, inner)
            if not any(isinstance(item, Paragraph) for item in flow.items):
                look = paragraph_look(style, self.ctx.face, self.ctx.body_family, own=False)
                flow.items.append(Paragraph(role, look, "", inner.label))
            flow.close()

        return fill

    def paragraph(
        self, element: Element, style: ComputedStyle, around: Surroundings, parts: list[Part], *, own: bool
    ) -> None:
        """Paragraphs out of collected inline content; ``own``: they are the whole of the element."""
        place, self._number = self._number, None
        role = around.role or roles.BODY
        if around.depth >= 0 and role in {roles.BODY, roles.TABLE_TEXT, roles.TABLE_HEAD}:
            kind = "continue" if place is None else ("bullet" if place.bullet else "number")
            role = roles.list_role(kind, around.depth)
        span = self.ctx.geometry.content_span(element, style)
        left, right = self.column(element, around).inset(span) if span else (0.0, 0.0)
        look = paragraph_look(style, self.ctx.face, self.ctx.body_family, left=left, right=right, own=own)
        if around.frame != ("", ""):
            look = look._replace(borders=around.frame[0], shade=around.frame[1])
        if role not in _KEEPING_ROLES:
            look = look._replace(keep_next=False, keep_lines=False)
        if place is not None:
            look = look._replace(left=0, first=0)
        # heads of tables and running heads stand on many pages, and end on each
        pages = set() if around.role else {line.page for line in self.ctx.geometry.lines_of(element)}
        for index, part in enumerate(parts):
            number = place if index == 0 else None
            paragraph = self._one(role, look, part, around.label, number, first=index == 0)
            paragraph.parted = len(pages) > 1 and part is parts[-1]
            self.flow.add(paragraph)

    def _one(
        self, role: Role, look: ParagraphLook, part: Part, label: str, number: Place | None, *, first: bool
    ) -> Paragraph:
        if part.picture and not part.line.text and role == roles.BODY:
            role, look = roles.FIGURE, look._replace(line=SINGLE)
        paragraph = Paragraph(role, look, part.line.xml(), label, number, part.tabs)
        if part.start is not None and look.align != "left":
            paragraph.align = "left"
            paragraph.indent = f'<w:ind w:left="{twips(part.start)}" w:right="0" w:firstLine="0"/>'
        elif not first and look.first:
            paragraph.indent = '<w:ind w:firstLine="0"/>'
        elif look.align == "thaiDistribute" and mostly_latin(part.line.text):
            paragraph.align = "both"
        if part.picture and not part.line.text:
            paragraph.line = SINGLE
        else:
            paragraph.sunk = sunk(look, self.ctx.face)
        return paragraph


def _paragraphs(items: list[Item]) -> Iterator[Paragraph]:
    """The paragraphs of a flow in order, those of its tables too."""
    for item in items:
        if isinstance(item, Paragraph):
            yield item
        elif isinstance(item, Table):
            for row in item.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell.flow.items)


def class_label(element: Element) -> str:
    """The class of an element as the name of a look; ``keep`` only says where no page ends."""
    return " ".join(name for name in element.get("class", "").split() if name not in _LOOKLESS)


def prints_nothing(element: Element) -> bool:
    """Whether a block holds neither text nor anything else that shows: it is mere height, if anything."""
    if "".join(element.itertext()).strip():
        return False
    return not any(node.tag in {"span", "img", "table", "br"} for node in element.iter())
