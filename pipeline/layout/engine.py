"""Where WeasyPrint is called, and where our changes to it are put in: once, in one place.

WeasyPrint is pinned to one major version; ``tests/layout/test_engine_contract.py`` names every private part
that this room relies on, so that an upgrade fails there first.
"""

from __future__ import annotations

import datetime as dt
import gc
import logging
import threading
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.layout import quick_start  # noqa: F401 - before WeasyPrint

# isort: split
import weasyprint
from weasyprint import HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.html import get_html_metadata
from weasyprint.logger import LOGGER
from weasyprint.pdf.metadata import DocumentMetadata

from pipeline.errors import SarabanError
from pipeline.layout import (
    exact_text,
    justify,
    kept_sheets,
    linebreak,
    plain_boxes,
    quick_pdf,
    shared_styles,
    svg_text,
    tables,
    used_lengths,
)
from pipeline.layout.markup import parse
from pipeline.layout.opportunities import use_dictionary
from pipeline.layout.private_fonts import FaceFonts
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from weasyprint.document import Page

    from pipeline.layout.faces import Face
    from pipeline.layout.fetcher import FolderFetcher

LOCK = threading.RLock()
"""Pango's font maps and the caches of shaped text serve one thread at a time."""

_THAILAND = dt.timezone(dt.timedelta(hours=7))
"""The time of a date that names no zone."""

_OPTIONS = {**weasyprint.DEFAULT_OPTIONS, "pdf_tags": True}


@lru_cache(maxsize=1)
def install() -> None:
    """Put our changes to WeasyPrint in; once per process, however often it is called.

    The dictionary comes first: libthai reads one when it meets the first Thai text, and never again.
    """
    use_dictionary()
    for part in (
        linebreak,
        justify,
        exact_text,
        quick_pdf,
        svg_text,
        kept_sheets,
        tables,
        used_lengths,
        plain_boxes,
        shared_styles,
    ):
        part.install()


class Markup(HTML):  # type: ignore[misc]  # WeasyPrint publishes no types
    """An HTML document parsed by :mod:`pipeline.layout.markup` in place of tinyhtml5."""

    def __init__(self, text: str, base: Path, fetcher: FolderFetcher) -> None:
        import cssselect2  # type: ignore[import-untyped]

        self.base_url = base.resolve().as_uri() + "/"
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(parse(text), content_language=None)
        self.etree_element = self.wrapper_element.etree_element


@lru_cache(maxsize=8)
def fonts_of(face: Face) -> FaceFonts:
    """The font configuration of a face, made once per process."""
    install()
    return FaceFonts(face)


def open_document(markup: Markup, fonts: FaceFonts, names: tuple[str, ...] = ()) -> tuple[Any, Any]:
    """Boxes of a document, not laid out yet; no line breaks inside ``names``.

    Upstream drops the layout context, which holds the computed styles; we keep what it answers.

    Returns:
        the root box, and the layout context.
    """
    install()
    counter_style = CounterStyle()
    options = dict(_OPTIONS, cache={})
    context = Document._build_layout_context(markup, fonts, counter_style, {}, options)  # noqa: SLF001 - the adapter
    context.saraban_names, context.saraban_emergency = names, False
    root_box = build_formatting_structure(
        markup.etree_element,
        context.style_for,
        context.get_image_from_uri,
        markup.base_url,
        context.target_collector,
        counter_style,
        context.footnotes,
    )
    return root_box, context


def metadata_of(markup: Markup) -> DocumentMetadata:
    """Title, author and the like, from the head of a document."""
    return DocumentMetadata(**get_html_metadata(markup))


def document_of(pages: list[Page], metadata: DocumentMetadata, fetcher: Any, fonts: FaceFonts) -> Document:  # noqa: ANN401
    """Pages as a document that can be drawn."""
    return Document(pages, metadata, fetcher, fonts, {}, None)


def properties_of(document: Document) -> dict[str, str]:
    """What a document says of itself, as far as it says it: title, author, subject, keywords, creator, language."""
    metadata = document.metadata
    properties = {
        "Producer": f"WeasyPrint {weasyprint.VERSION}",
        "Title": metadata.title,
        "Author": ", ".join(metadata.authors),
        "Subject": metadata.description,
        "Keywords": ", ".join(metadata.keywords),
        "Creator": metadata.generator,
        "Lang": metadata.lang,
    }
    return {key: value for key, value in properties.items() if value}


class _Complaints(logging.Handler):
    """Collects what WeasyPrint would only log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if text not in self.texts:
            self.texts.append(text)


@contextmanager
def complaints_are_errors() -> Iterator[None]:
    """Raise what WeasyPrint complains about inside the block; without it a fault in the page goes unseen.

    Raises:
        SarabanError: with every complaint, one a line.
    """
    handler = _Complaints()
    handlers, LOGGER.handlers = LOGGER.handlers, [handler]
    try:
        yield
    finally:
        LOGGER.handlers = handlers
    if handler.texts:
        raise SarabanError(gettext(N_("จัดหน้าเอกสารไม่ได้: {what}")).format(what="\n".join(handler.texts)))


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Keep the collector from walking the boxes of a document again and again; restored afterwards."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def stamp(moment: dt.datetime) -> str:
    """A moment as documents bear it; without a zone it is one in Thailand."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=_THAILAND)
    return moment.isoformat(timespec="seconds")
