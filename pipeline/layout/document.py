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

from pipeline.layout import engine
from pipeline.layout.fetcher import FolderFetcher
from pipeline.layout.styles import computed_style
from pipeline.layout.types import Line, PageGeometry, Sides

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from weasyprint.document import Document

    from pipeline.layout.faces import Face
    from pipeline.layout.types import ComputedStyle

PT = 0.75
"""Points in a CSS pixel."""


def lay_out(html: str, *, base: Path, face: Face, protect: Collection[str] = ()) -> LaidOut:
    """See :func:`pipeline.layout.lay_out`."""
    names = tuple(sorted(set(protect)))
    fetcher = FolderFetcher(base)
    with engine.LOCK, engine.no_garbage_collection():
        markup = engine.Markup(html, base, fetcher)
        try:
            with engine.complaints_are_errors():
                document, style_for = engine.render(markup, engine.fonts_of(face), names)
        except Exception:
            if fetcher.refused:
                raise fetcher.refused[0] from None
            raise
        return LaidOut(markup.etree_element, document, style_for, face)


class LaidOut:
    """A document after layout; keeps to :class:`pipeline.layout.types.LaidOutDocument`."""

    def __init__(self, root: Element, document: Document, style_for: Any, face: Face) -> None:  # noqa: ANN401 - a type of the engine
        self._root = root
        self._style_for = style_for
        self._styles: dict[int, ComputedStyle] = {}
        self.document = document
        self.face = face
        self.title: str = document.metadata.title or ""
        self.language: str = root.get("lang") or ""

    @property
    def root(self) -> Element:
        """The ``html`` element."""
        return self._root

    @cached_property
    def pages(self) -> Sequence[PageGeometry]:
        """Every page in order."""
        return tuple(_geometry(page._page_box, number) for number, page in enumerate(self.document.pages, 1))  # noqa: SLF001 - the adapter

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
        box = found[1]
        return (
            box.border_box_x() * PT,
            box.border_box_y() * PT,
            box.border_width() * PT,
            box.border_height() * PT,
        )

    def lines(self) -> Iterator[Line]:
        """Every line of text in page order, margin boxes included."""
        for index, page in enumerate(self.document.pages):
            for box in page._page_box.descendants():  # noqa: SLF001 - the adapter
                if isinstance(box, boxes.LineBox) and box.element is not None:
                    yield from _line(index, box)

    @cached_property
    def _index(self) -> dict[Element, tuple[int, Any]]:
        """Every element's first box with its page; of a table the grid, not the wrapper around the caption."""
        index: dict[Element, tuple[int, Any]] = {}
        for number, page in enumerate(self.document.pages):
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


def _geometry(box: Any, number: int) -> PageGeometry:  # noqa: ANN401 - a type of the engine
    return PageGeometry(
        width=box.margin_width() * PT,
        height=box.margin_height() * PT,
        margin=Sides(box.margin_top * PT, box.margin_right * PT, box.margin_bottom * PT, box.margin_left * PT),
        name=box.page_type.name or "",
        number=number,
    )


def _line(page: int, line: Any) -> Iterator[Line]:  # noqa: ANN401 - a type of the engine
    text = "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))
    if text.strip():
        yield Line(
            page=page,
            x=line.position_x * PT,
            y=line.position_y * PT,
            width=line.width * PT,
            height=line.height * PT,
            baseline=(line.position_y + line.baseline) * PT,
            text=text,
            element=line.element,
        )
