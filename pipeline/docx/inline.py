"""Inline content of a block: texts, emphasis, links, breaks, leaders, fields, pictures, check boxes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.docx.context import describe, digits_are_thai, has_class, is_element
from pipeline.docx.fields import FIELD_NAMES, check_box, page_field, page_reference
from pipeline.docx.leaders import TAB, has_leader, is_leader, tabs_xml
from pipeline.docx.looks import run_look
from pipeline.docx.marks import mark
from pipeline.docx.runs import Line, run

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pipeline.docx.context import Context
    from pipeline.docx.geometry import Span
    from pipeline.docx.leaders import TabStop
    from pipeline.docx.looks import RunLook

INLINE_TAGS = frozenset({"a", "b", "br", "em", "i", "img", "small", "span", "strong", "sub", "sup", "u", "wbr"})
_KEPT_BREAKS = frozenset({"pre", "pre-line", "pre-wrap"})
CONTINUED = "continued"
"""Class of what a table's head says only on further pages; Word repeats the head as it is."""
TOC_LEADER = "toc-leader"
_SCHEMES = ("http://", "https://", "mailto:")


@dataclass(slots=True)
class Part:
    """One paragraph's worth of inline content. ``start`` is where its line begins, if leaders fix that."""

    line: Line
    leaders: list[Element] = field(default_factory=list)
    trailing: bool = False
    tabs: str = ""
    start: float | None = None
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Manner:
    """How inline content is written: fields in Thai digits; in a head that Word repeats by itself; in the contents."""

    thai_digits: bool = False
    repeated: bool = False
    contents: bool = False


class InlineWriter:
    """Collects the inline content of one block.

    A line break starts a paragraph of its own where Word would stretch the broken line (justified text) and
    where leaders need stops of their own; elsewhere it stays a break.
    """

    def __init__(self, ctx: Context, block: Element, base: RunLook, column: Span, manner: Manner) -> None:
        self._ctx = ctx
        self._block = block
        self._base = base
        self._column = column
        self._manner = manner
        style = ctx.style(block)
        self._keep_breaks = style.white_space in _KEPT_BREAKS
        self._split = style.text_align == "justify" or has_leader(block)
        self.parts = [Part(Line(base))]

    @property
    def _part(self) -> Part:
        return self.parts[-1]

    def text(self, text: str | None, look: RunLook, style: str = "") -> None:
        """Append text."""
        if not text:
            return
        try:
            self._part.line.add_text(text, look, style, keep_breaks=self._keep_breaks)
        except ValueError as problem:
            self._ctx.complain(str(problem))
        if text.strip():
            self._part.trailing = True

    def element(self, element: Element, parent: RunLook, style: str = "") -> None:
        """Append an inline element with all that is in it; its tail is the caller's."""
        look = run_look(self._ctx.style(element), self._ctx.face, self._ctx.body_family, parent)
        tag = element.tag
        if tag == "br":
            self._break(look)
        elif tag == "wbr":
            pass
        elif tag == "img":
            self._part.line.add_xml(f"<w:r>{self._ctx.pictures.drawing(element)}</w:r>")
            self._part.picture = True
        elif tag == "a" and element.get("href"):
            self._link(element, look)
        elif tag == "span" and self._special(element, look):
            pass
        elif tag in INLINE_TAGS:
            self._marked(element, look, style)
        else:
            self._ctx.complain(describe(element))

    def children(self, element: Element, look: RunLook, style: str = "") -> None:
        """Append everything inside an element."""
        self.text(element.text, look, style)
        for child in element:
            if is_element(child):
                self.element(child, look, style)
            self.text(child.tail, look, style)

    def _marked(self, element: Element, look: RunLook, style: str) -> None:
        identifier = element.get("id")
        if identifier:
            start, end = self._ctx.anchors.place(identifier, self._ctx.laid_out.page_index(element))
            self._part.line.add_xml(start, prints=False)
            self.children(element, look, style)
            self._part.line.add_xml(end, prints=False)
        else:
            self.children(element, look, style)

    def _break(self, look: RunLook) -> None:
        if self._split:
            self.parts.append(Part(Line(self._base)))
        else:
            self._part.line.add_xml(run("<w:br/>", look, self._base), space=True)

    def _special(self, element: Element, look: RunLook) -> bool:
        if is_leader(element):
            self._part.line.add_xml(run(TAB, look._replace(underline=False, shade="", vertical=""), self._base))
            self._part.leaders.append(element)
            self._part.trailing = False
            if "".join(element.itertext()).strip():
                self._ctx.complain(f"{describe(element)} with text in it")
            return True
        if element.get("data-field"):
            self._field(element, look)
        elif element.get("data-page-of"):
            self._page_of(element, look)
        elif element.get("data-checkbox") is not None:
            self._check_box(element, look)
        elif self._manner.contents and has_class(element, TOC_LEADER):
            self._part.line.add_xml(run(TAB, look, self._base))
        else:
            return self._manner.repeated and has_class(element, CONTINUED)
        return True

    def _field(self, element: Element, look: RunLook) -> None:
        name = element.get("data-field", "")
        if name not in FIELD_NAMES:
            self._ctx.complain(f'{describe(element)} data-field="{name}"')
            return
        thai = self._manner.thai_digits or digits_are_thai(element)
        self._part.line.add_xml(page_field(name, look, self._base, thai=thai))
        self._part.trailing = True

    def _page_of(self, element: Element, look: RunLook) -> None:
        """The page number of another heading: its text, if any, is what the layout filled in."""
        identifier = element.get("data-page-of", "")
        self._ctx.anchors.refer(identifier)
        thai = self._manner.thai_digits or digits_are_thai(element) or self._ctx.thai_digits
        self._part.line.add_xml(page_reference(identifier, look, self._base, thai=thai))
        self._part.trailing = True

    def _check_box(self, element: Element, look: RunLook) -> None:
        if "".join(element.itertext()).strip():
            self._ctx.complain(f"{describe(element)} data-checkbox with text in it")
        self._ctx.controls += 1
        ticked = element.get("data-checkbox") == "true"
        box = check_box(look._replace(shade="", vertical=""), self._base, ticked=ticked, number=self._ctx.controls)
        self._part.line.add_xml(box)
        self._part.trailing = True

    def _link(self, element: Element, look: RunLook) -> None:
        target = element.get("href", "")
        if target.startswith("#"):
            attribute = f'w:anchor="{self._ctx.anchors.refer(target[1:])}"'
        elif target.startswith(_SCHEMES):
            attribute = f'r:id="{mark("link", target)}"'
        else:
            self._ctx.complain(f'<a href="{target}">')
            return
        if element.find(".//br") is not None:
            self._ctx.complain(f"<br> inside {describe(element)}")
            return
        style = "" if self._manner.contents else "Hyperlink"
        if style:
            usual = self._ctx.link = self._ctx.link or look
            self._part.line.links = self._base._replace(color=usual.color, underline=usual.underline)
        self._part.line.add_xml(f'<w:hyperlink {attribute} w:history="1">', prints=False)
        self.children(element, look, style)
        self._part.line.add_xml("</w:hyperlink>", prints=False)

    def finish(self) -> list[Part]:
        """The paragraphs' worth of content, with tab stops; parts that print nothing are left out."""
        parts = [part for part in self.parts if not part.line.empty]
        for part in parts:
            if part.leaders:
                self._set_stops(part)
        return parts

    def _set_stops(self, part: Part) -> None:
        stops: list[TabStop] = []
        for leader in part.leaders:
            last = leader is part.leaders[-1] and part.trailing
            stop = self._ctx.leaders.stop(leader, self._block, self._column, last=last)
            if stop is None:
                self._ctx.complain(f"{describe(leader)} that prints nothing")
            else:
                stops.append(stop)
        part.tabs = tabs_xml(stops)
        start = self._ctx.leaders.start(part.leaders[0], self._block)
        part.start = None if start is None else max(0.0, start - self._column.left)
