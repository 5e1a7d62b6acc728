"""A laid-out document: the engine's pages, asked through plain values.

Every question is answered from one walk over the boxes, made when the first question comes. Lengths go out in
points; inside, WeasyPrint counts CSS pixels (0.75 pt).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from pipeline.layout import quick_start  # noqa: F401 - before WeasyPrint

# isort: split
from weasyprint.formatting_structure import boxes

from pipeline.layout.styles import computed_style
from pipeline.layout.types import Line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from weasyprint.document import Document

    from pipeline.layout.faces import Face
    from pipeline.layout.types import ComputedStyle, PageGeometry

PT = 0.75
"""Points in a CSS pixel."""


class LaidOut:
    """A document, or a chapter of one, after layout; keeps to :class:`pipeline.layout.types.LaidOutDocument`.

    Attributes:
        document: the engine's pages; a blank page before the first one is none of them.
        pages: every page in order, the blank one included.
        bodies: the engine's pages without margin boxes, which other numberings of the chapter share.
        kept: what was made of them, likewise shared.
        shifts: how far (pt) everything on a page of ``pages`` is to the right of where it was laid out: margins of
            left-hand pages are mirrored.
    """

    def __init__(
        self,
        root: Element,
        document: Document,
        style_for: Any,  # noqa: ANN401 - a type of the engine
        face: Face,
        pages: tuple[PageGeometry, ...],
        shifts: tuple[float, ...],
        bodies: list[Any],
        kept: dict[str, Any],
    ) -> None:
        self._root = root
        self._style_for = style_for
        self._styles: dict[int, ComputedStyle] = {}
        self._blanks = len(pages) - len(document.pages)
        self.document = document
        self.face = face
        self.pages = pages
        self.shifts = shifts
        self.bodies = bodies
        self.kept = kept
        self.title: str = document.metadata.title or ""
        self.language: str = root.get("lang") or ""

    @property
    def root(self) -> Element:
        """The ``html`` element."""
        return self._root

    def style(self, element: Element) -> ComputedStyle:
        """The computed style of an element."""
        style = self._style_for(element)
        found = self._styles.get(id(style))
        if found is None:
            found = self._styles[id(style)] = computed_style(style)
        return found

    def page_index(self, element: Element) -> int | None:
        """0-based index of the page where the element begins; ``None`` if it prints nothing."""
        found = self._index.get(element)
        return found[0] if found else None

    def column_widths(self, table: Element) -> tuple[float, ...]:
        """Widths in pt of the columns as laid out; empty for what is no table."""
        found = self._index.get(table)
        widths = getattr(found[1], "column_widths", None) if found else None
        return tuple(width * PT for width in widths or ())

    def box(self, element: Element) -> tuple[float, float, float, float] | None:
        """``x, y, width, height`` in pt of the element's first border box on its page."""
        found = self._index.get(element)
        if found is None:
            return None
        page, box = found
        return (
            box.border_box_x() * PT + self.shifts[page],
            box.border_box_y() * PT,
            box.border_width() * PT,
            box.border_height() * PT,
        )

    def lines(self) -> Iterator[Line]:
        """Every line of text in page order, margin boxes included; a line inside a box of a line stands for itself."""
        for index, page in enumerate(self.document.pages, self._blanks):
            for box in page._page_box.descendants():  # noqa: SLF001 - the adapter
                if isinstance(box, boxes.LineBox) and box.element is not None:
                    yield from _line(index, self.shifts[index], box)

    @cached_property
    def _index(self) -> dict[Element, tuple[int, Any]]:
        """Every element's first box with its page; of a table the grid, not the wrapper around the caption."""
        index: dict[Element, tuple[int, Any]] = {}
        for number, page in enumerate(self.document.pages, self._blanks):
            for box in page._page_box.descendants():  # noqa: SLF001 - the adapter
                element = box.element
                if element is None or box.element_tag != element.tag:
                    continue
                if isinstance(box, boxes.LineBox | boxes.TextBox):
                    continue
                known = index.get(element)
                if known is None or (isinstance(box, boxes.TableBox) and known[1].is_table_wrapper):
                    index[element] = (number, box)
        return index


def _line(page: int, shift: float, line: Any) -> Iterator[Line]:  # noqa: ANN401 - a type of the engine
    text = "".join(_texts(line))
    if text.strip():
        yield Line(
            page=page,
            x=line.position_x * PT + shift,
            y=line.position_y * PT,
            width=line.width * PT,
            height=line.height * PT,
            baseline=(line.position_y + line.baseline) * PT,
            text=text,
            element=line.element,
        )


def _texts(box: Any) -> Iterator[str]:  # noqa: ANN401 - a type of the engine
    """The texts of a line; not those of lines inside its boxes (inline-blocks), which are lines themselves."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child.text
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)
