"""Leader lines (เส้นประให้เขียนเติม): a dotted box in the layout, a tab with a dot leader in Word.

A tab stop stands where the layout ended the leader. Text after the last leader of a line hangs on a right-hand
stop at the line's end instead, so that a face a little wider than the PDF's shortens the dots and wraps nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.docx.xmltext import twips

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pipeline.docx.geometry import Geometry, Span
    from pipeline.layout.types import LaidOutDocument, Line

LEADER_CLASS = "leader"
TAB = "<w:tab/>"


class TabStop(NamedTuple):
    """A stop: position in pt from the column's left edge, kind of alignment."""

    position: float
    kind: str


def is_leader(element: Element) -> bool:
    """Whether an inline element is a leader line."""
    return element.tag == "span" and LEADER_CLASS in (element.get("class") or "").split()


def has_leader(element: Element) -> bool:
    """Whether leaders stand anywhere inside an element."""
    return any(is_leader(child) for child in element.iter("span"))


def tabs_xml(stops: list[TabStop]) -> str:
    """``w:tabs``, positions rising as the schema's readers expect."""
    unique = sorted({(twips(stop.position), stop.kind) for stop in stops})
    inner = "".join(f'<w:tab w:val="{kind}" w:leader="dot" w:pos="{position}"/>' for position, kind in unique)
    return f"<w:tabs>{inner}</w:tabs>" if inner else ""


class Leaders:
    """Finds the stops of leaders from the laid-out lines."""

    def __init__(self, laid_out: LaidOutDocument, geometry: Geometry) -> None:
        self._laid_out = laid_out
        self._geometry = geometry

    def line_of(self, leader: Element, block: Element) -> Line | None:
        """The laid-out line of a block that holds the leader."""
        box, page = self._laid_out.box(leader), self._laid_out.page_index(leader)
        if box is None:
            return None
        middle = box[1] + box[3] / 2
        for line in self._geometry.lines_of(block):
            if line.page == page and line.y <= middle <= line.y + line.height:
                return line
        return None

    def stop(self, leader: Element, block: Element, column: Span, *, last: bool) -> TabStop | None:
        """The tab stop for a leader in a block; ``last``: text follows it and no further leader on its line."""
        span = self._geometry.border_span(leader)
        if span is None:
            return None
        end = span.right
        line = self.line_of(leader, block) if last else None
        if line is not None:
            end = max(end, line.x + line.width - self._geometry.pages[line.page].margin.left)
        return TabStop(min(end, column.right) - column.left, "right" if last else "left")

    def start(self, leader: Element, block: Element) -> float | None:
        """Where the line of a leader begins, in pt from the text area's left edge."""
        line = self.line_of(leader, block)
        return None if line is None else line.x - self._geometry.pages[line.page].margin.left
