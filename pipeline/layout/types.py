"""What a laid-out document tells the writers: plain values in points, no type of the engine.

The PDF is written from the layout itself; the Word writer walks the HTML tree and asks this interface what
the layout made of each element. Lengths are points (pt) of the page, colours ``RRGGBB``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element


PageNumbers = Literal["none", "front", "body"]
"""How the pages of a chapter are counted: not at all (covers), ก ข ค (front matter), or 1 2 3.

Each way of counting begins with 1 at its first page of the document and goes on over the chapters.
"""

Side = Literal["right", "left"]
"""The side of a bound sheet: the first page of a book, and every odd one, is a right-hand page (recto)."""


class Sides(NamedTuple):
    """Four lengths in pt."""

    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True, slots=True)
class Border:
    """One border line: CSS style name, width in pt, colour."""

    style: str
    width: float
    color: str


class Borders(NamedTuple):
    """Borders of a box; ``None`` where there is none."""

    top: Border | None
    right: Border | None
    bottom: Border | None
    left: Border | None


@dataclass(frozen=True, slots=True)
class ComputedStyle:
    """What the stylesheet computed for an element. Lengths in pt; ``line_height`` ``None`` means normal."""

    display: str
    font_family: tuple[str, ...]
    font_size: float
    bold: bool
    italic: bool
    underline: bool
    color: str
    background: str | None
    text_align: Literal["left", "right", "center", "justify"]
    text_indent: float
    line_height: float | None
    margin: Sides
    padding: Sides
    borders: Borders
    vertical_align: str
    list_style: str
    white_space: str
    page: str
    break_before: str
    break_after: str
    break_inside: str


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """One page: paper size and margins in pt, the name of its ``@page`` rule, its number as counted (1-based).

    ``label`` is the number as a page prints it, in Arabic digits or Thai letters; empty where pages are not counted.
    A ``blank`` page stands before a chapter that must begin on the other side; it holds nothing and is counted.
    """

    width: float
    height: float
    margin: Sides
    name: str
    number: int
    numbers: PageNumbers = "body"
    label: str = ""
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a document that is laid out by itself, as a whole HTML document: it begins on a page of its own.

    ``key`` tells it from the others. ``recto``: it begins on a right-hand page where a document is printed on both
    sides; ``verso``: on a left-hand one, as the back cover does. Links may lead into other chapters.
    ``<span data-page-of="id">`` prints the label of the page on which the element of that id begins, whatever chapter
    it is in; only such chapters wait for the others.
    """

    key: str
    html: str
    numbers: PageNumbers = "body"
    recto: bool = False
    verso: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as set: page index (0-based), box in pt from the page's top left corner, text, element."""

    page: int
    x: float
    y: float
    width: float
    height: float
    baseline: float
    text: str
    element: Element


class LaidOutDocument(Protocol):
    """A document after layout: pages, and what became of every element of its HTML."""

    title: str
    language: str

    @property
    def root(self) -> Element:
        """The ``html`` element. Elements compare by identity."""

    @property
    def pages(self) -> Sequence[PageGeometry]:
        """Every page in order."""

    def style(self, element: Element) -> ComputedStyle:
        """The computed style of an element (also of one that prints nothing)."""

    def page_index(self, element: Element) -> int | None:
        """0-based index of the page where the element begins; ``None`` if it prints nothing."""

    def column_widths(self, table: Element) -> tuple[float, ...]:
        """Widths in pt of the columns as laid out."""

    def box(self, element: Element) -> tuple[float, float, float, float] | None:
        """``x, y, width, height`` in pt of the element's first box on its page (border box)."""

    def lines(self) -> Iterator[Line]:
        """Every line of text in page order, margin boxes included."""
