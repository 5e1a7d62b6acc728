"""Draws a laid-out chapter into plain values (:mod:`pipeline.layout.drawn`).

What: content streams, links, tags and resources as upstream makes them while it writes a file, without the file.
Bodies and margin boxes are drawn apart, so that a chapter with other page numbers draws its margins only.
Why: upstream writes a document in one go; a book of cached chapters, drawn in several processes, cannot be written so.
Upstream: ``pdf.generate_pdf``, ``pdf.stream.Stream.marked`` and ``artifact``.
"""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pipeline.layout import quick_start  # noqa: F401 - before WeasyPrint

# isort: split
from weasyprint.draw import draw_page, draw_stacking_context
from weasyprint.pdf.stream import Stream
from weasyprint.stacking import StackingContext

from pipeline.layout import engine, pdf_values
from pipeline.layout.drawn import DrawnBodies, DrawnChapter, DrawnLink, DrawnMargins, Heading, UsedFont
from pipeline.layout.private_fonts import style_name
from pipeline.layout.quick_pdf import LEVEL, to_bytes
from pipeline.layout.tag_objects import tag_objects
from pipeline.layout.tagging import Tags

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from pipeline.layout.document import LaidOut
    from pipeline.layout.drawn import Resources
    from pipeline.layout.tagging import Node

_PT = 0.75
_BOLD = 600
_LOWEST_HEADING = 4
_ARTIFACT = object()


class _Stream(Stream):  # type: ignore[misc]  # WeasyPrint publishes no types
    """The content of a page. Marks that follow one another and say the same become one."""

    draws_plainly = True

    def __init__(self, tools: _Tools, page: Any, tags: Tags | None) -> None:  # noqa: ANN401 - the engine's
        rectangle = (0, 0, page.width, page.height)
        super().__init__(tools.fonts, rectangle, tools.resources, tools.images, None, {}, None, compress=True)
        self._chapter_tags = tags
        self._last: object = None
        self.marks: list[Node] = []

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:  # noqa: ANN401, ARG002 - the engine's
        """Content of a tag, or an artefact where the box has none."""
        if self._chapter_tags is None:
            yield
            return
        leaf = self._chapter_tags.leaves.get(id(box))
        if leaf is None:
            with self.artifact():
                yield
            return
        before = len(self.stream)
        if self._last is leaf.node and self.stream[-1] == b"EMC":
            self.stream.pop()
            begun = -1
        else:
            self.stream.append(b"/%s<</MCID %d>>BDC" % (leaf.node.tag.encode(), len(self.marks)))
            self.marks.append(leaf.node)
            begun = before + 1
        leaf.mcid = len(self.marks) - 1
        yield
        if len(self.stream) == begun:  # nothing was drawn
            self.stream.pop()
            self.marks.pop()
            leaf.mcid = None
            return
        self._last = leaf.node
        self.stream.append(b"EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Content that is no text of the document: borders, backgrounds."""
        if self._chapter_tags is None:
            yield
            return
        if self._last is _ARTIFACT and self.stream[-1] == b"EMC":
            self.stream.pop()
        else:
            self.stream.append(b"/Artifact BMC")
        yield
        self._last = _ARTIFACT
        self.stream.append(b"EMC")

    @contextmanager
    def counted_from_top(self, page: Any) -> Iterator[None]:  # noqa: ANN401 - the engine's
        """Draw with places counted from the top left, in px."""
        with self.stacked():
            self.transform(a=_PT, d=-_PT, f=page.height * _PT)
            yield

    def finished(self) -> bytes:
        """The compressed content."""
        return zlib.compress(b"\n".join([to_bytes(item) for item in self.stream]), LEVEL)


class _Tools:
    """What the streams of a chapter share."""

    def __init__(self, known: Resources | None = None) -> None:
        self.known = known or {}
        self.fonts: dict[Any, Any] = {}
        self.images: dict[str, Any] = {}
        self.resources = pdf_values.new_resources(known)

    def finished(self, objects: pdf_values.Objects) -> Resources:
        """The resources, by kind and name."""
        return pdf_values.finished_resources(self.resources, self.images, objects, self.known)

    def used_fonts(self) -> dict[str, UsedFont]:
        """What was used of every font, by the name that the streams call it by."""
        used: dict[str, UsedFont] = {}
        for font in self.fonts.values():
            style = style_name(bold=font.weight >= _BOLD, italic=font.style != 0)
            known = used.setdefault(font.hash, UsedFont(style, {}, {}))
            used[font.hash] = UsedFont(style, {**known.texts, **font.to_unicode}, {**known.widths, **font.widths})
        return used


def draw(laid_out: LaidOut) -> DrawnChapter:
    """See :func:`pipeline.pdf.draw`."""
    with engine.LOCK, engine.no_garbage_collection(), engine.complaints_are_errors():
        bodies = laid_out.kept.get("bodies")
        if bodies is None:
            bodies = laid_out.kept["bodies"] = _draw_bodies(laid_out.bodies)
        margins = draw_margins(laid_out, bodies)
    return DrawnChapter(
        bodies, margins, tuple(laid_out.pages), laid_out.shifts, laid_out.face, engine.properties_of(laid_out.document)
    )


def _draw_bodies(pages: list[Any]) -> DrawnBodies:
    tools, tags = _Tools(), Tags()
    content, marks = [], []
    for index, page in enumerate(pages):
        box = page._page_box  # noqa: SLF001 - the adapter
        tags.add_page(box, index)
        stream = _Stream(tools, page, tags)
        with stream.counted_from_top(page):
            draw_page(box, stream)
        content.append(stream.finished())
        marks.append(stream.marks)
    links = list(_links(pages, tags))
    objects = pdf_values.Objects(0)
    resources = tools.finished(objects)
    streams = objects.streams()
    tagged = tag_objects(tags.root, marks, [page.height * _PT for page in pages], first=len(streams))
    return DrawnBodies(
        sizes=tuple((page.width * _PT, page.height * _PT) for page in pages),
        content=tuple(content),
        streams=streams,
        objects=tagged.objects,
        offsets=tagged.offsets,
        tops=tagged.tops,
        parents=tagged.parents,
        moved=tagged.moved,
        links=tuple(link for link, _ in links),
        link_tags=tuple(node.number for _, node in links),
        anchors=_anchors(pages),
        headings=tuple(_headings(pages)),
        resources=resources,
        fonts=tools.used_fonts(),
    )


def draw_margins(laid_out: LaidOut, bodies: DrawnBodies) -> DrawnMargins:
    """Draw the margin boxes of pages whose bodies are drawn already."""
    tools = _Tools(bodies.resources)
    content = []
    for page in laid_out.document.pages:
        if not page.margin_boxes:
            content.append(b"")
            continue
        stream = _Stream(tools, page, None)
        box = page._page_box.copy()  # noqa: SLF001 - the adapter
        box.children = page.margin_boxes
        stream.stream.append(b"/Artifact<</Type/Pagination>>BDC")
        with stream.counted_from_top(page):
            draw_stacking_context(stream, StackingContext.from_page(box))
        stream.stream.append(b"EMC")
        content.append(stream.finished())
    first = len(bodies.streams) + len(bodies.offsets) + len(bodies.links)
    objects = pdf_values.Objects(first)
    resources = tools.finished(objects)
    return DrawnMargins(tuple(content), objects.streams(), resources, tools.used_fonts())


def _links(pages: list[Any], tags: Tags) -> Iterator[tuple[DrawnLink, Node]]:
    """Every rectangle of every link, with its tag, which learns of it."""
    number = 0
    for index, page in enumerate(pages):
        for kind, target, (x1, y1, x2, y2), box in page.links:
            # Boxes inside a link inherit it; one rectangle is enough.
            if kind not in {"internal", "external"} or box.element is None or box.element_tag != "a":
                continue
            node = tags.node(box.element)
            node.links.append(number)
            number += 1
            height = page.height
            rectangle = (x1 * _PT, (height - y2) * _PT, x2 * _PT, (height - y1) * _PT)
            text = " ".join("".join(_words(box.element)).split())
            yield DrawnLink(index, rectangle, f"#{target}" if kind == "internal" else target, text), node


def _words(link: Element) -> Iterator[str]:
    """What a link says, without the number of a page."""
    yield link.text or ""
    for child in link:
        if "data-page-of" not in child.attrib:
            yield from _words(child)
        yield child.tail or ""


def _anchors(pages: list[Any]) -> dict[str, tuple[int, float, float]]:
    """Where the element of every id begins."""
    anchors: dict[str, tuple[int, float, float]] = {}
    for index, page in enumerate(pages):
        for name, (x, y, _, _) in page.anchors.items():
            anchors.setdefault(name, (index, x * _PT, (page.height - y) * _PT))
    return anchors


def _headings(pages: list[Any]) -> Iterator[Heading]:
    for index, page in enumerate(pages):
        for level, label, (x, y), _ in page.bookmarks:
            if level <= _LOWEST_HEADING:
                yield Heading(level, label, index, x * _PT, (page.height - y) * _PT)
