"""Where the layout put things, measured from the left edge of the text area of their page.

Counting from the text area makes positions comparable between pages of mirrored margins and between paper sizes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pipeline.layout.types import ComputedStyle, LaidOutDocument, Line, PageGeometry

_NOISE = 0.2
"""Differences in pt that are rounding, not design."""


class Span(NamedTuple):
    """Left and right edge in pt from the left edge of the page's text area."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """Width in pt."""
        return self.right - self.left

    def inset(self, inner: Span) -> tuple[float, float]:
        """How far an inner span stands in from this one, left and right; rounding noise counts as nothing."""
        left, right = inner.left - self.left, self.right - inner.right
        return (left if abs(left) > _NOISE else 0.0), (right if abs(right) > _NOISE else 0.0)


class Geometry:
    """Answers where elements stand."""

    def __init__(self, laid_out: LaidOutDocument) -> None:
        self._laid_out = laid_out
        self.pages = laid_out.pages
        self._lines: dict[Element, list[Line]] | None = None

    def page_of(self, element: Element) -> PageGeometry | None:
        """The page where an element begins."""
        index = self._laid_out.page_index(element)
        return None if index is None else self.pages[index]

    def text_area(self, element: Element) -> Span:
        """The text area of the page where an element begins (of the first page, if it prints nothing)."""
        page = self.page_of(element) or self.pages[0]
        return Span(0, page.width - page.margin.left - page.margin.right)

    def border_span(self, element: Element) -> Span | None:
        """The element's border box; ``None`` if it prints nothing."""
        box, page = self._laid_out.box(element), self.page_of(element)
        if box is None or page is None:
            return None
        left = box[0] - page.margin.left
        return Span(left, left + box[2])

    def content_span(self, element: Element, style: ComputedStyle) -> Span | None:
        """The element's content box; ``None`` if it prints nothing."""
        outer = self.border_span(element)
        if outer is None:
            return None
        borders, padding = style.borders, style.padding
        left = padding.left + (borders.left.width if borders.left else 0)
        right = padding.right + (borders.right.width if borders.right else 0)
        return Span(outer.left + left, outer.right - right)

    def lines_of(self, block: Element) -> list[Line]:
        """The laid-out lines of a block, on every page where it is printed."""
        if self._lines is None:
            self._lines = {}
            for line in self._laid_out.lines():
                self._lines.setdefault(line.element, []).append(line)
        return self._lines.get(block, [])

    def height(self, element: Element) -> float:
        """Height in pt of the element's first border box, 0 if it prints nothing."""
        box = self._laid_out.box(element)
        return box[3] if box else 0.0
