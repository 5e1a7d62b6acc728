"""Chapters drawn, each by itself, and bound into one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

from pipeline.layout import engine

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from pipeline.layout.document import LaidOut
    from pipeline.layout.types import PageGeometry

_PX = 4 / 3


@dataclass(frozen=True, slots=True)
class DrawnChapter:
    """A chapter ready to be bound."""

    laid_out: LaidOut


class _Placed:
    """A page moved sideways."""

    def __init__(self, page: Any, shift: float) -> None:  # noqa: ANN401 - the engine's
        self.width, self.height, self.bleed, self.forms = page.width, page.height, page.bleed, page.forms
        self.anchors = {name: (x1 + shift, y1, x2 + shift, y2) for name, (x1, y1, x2, y2) in page.anchors.items()}
        self.links = [
            (kind, to, (x1 + shift, y1, x2 + shift, y2), box) for kind, to, (x1, y1, x2, y2), box in page.links
        ]
        self.bookmarks = [(level, label, (x + shift, y), state) for level, label, (x, y), state in page.bookmarks]
        self._page_box = page._page_box  # noqa: SLF001 - the adapter
        self._page, self._shift = page, shift

    def paint(self, stream: Any, scale: float) -> None:  # noqa: ANN401 - the engine's
        with stream.stacked():
            if self._shift:
                stream.transform(e=self._shift * scale)
            self._page.paint(stream, scale)


class _Blank:
    """A page that holds nothing."""

    def __init__(self, page: PageGeometry) -> None:
        self.width, self.height = page.width * _PX, page.height * _PX
        self.bleed = dict.fromkeys(("top", "right", "bottom", "left"), 0)
        self.anchors: dict[str, Any] = {}
        self.links: list[Any] = []
        self.bookmarks: list[Any] = []
        self.forms: dict[Any, Any] = {}
        self._page_box = boxes.PageBox.__new__(boxes.PageBox)
        self._page_box.element, self._page_box.element_tag, self._page_box.children = None, None, []

    def paint(self, stream: Any, scale: float) -> None:  # noqa: ANN401 - the engine's
        """Nothing."""


def draw(laid_out: LaidOut) -> DrawnChapter:
    """See :func:`pipeline.pdf.draw`."""
    return DrawnChapter(laid_out)


def bind(parts: Sequence[DrawnChapter], *, created: dt.datetime, variant: str | None = None) -> bytes:
    """See :func:`pipeline.pdf.bind`."""
    pages: list[Any] = []
    for part in parts:
        laid_out = part.laid_out
        placed = iter(zip(laid_out.document.pages, laid_out.shifts[-len(laid_out.document.pages) :], strict=True))
        for page in laid_out.pages:
            if page.blank:
                pages.append(_Blank(page))
            else:
                body, shift = next(placed)
                pages.append(_Placed(body, shift * _PX))
    first = parts[0].laid_out.document
    document = engine.document_of(pages, first.metadata, first.url_fetcher, first.font_config)
    return engine.write_pdf(document, created=created, variant=variant)
