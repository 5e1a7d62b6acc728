"""Binds drawn chapters into one file: one tree of tags, one outline, links from chapter to chapter."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from pipeline.errors import SarabanError
from pipeline.messages import N_, gettext
from pipeline.pdf.objects import LEVEL, number, numbers, reference, references, text
from pipeline.pdf.outline import Entry, destination, page_labels, write_outline
from pipeline.pdf.places import Book, Place
from pipeline.pdf.variants import write_variant

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from pipeline.layout.drawn import DrawnChapter, DrawnLink


def bind(parts: Sequence[DrawnChapter], *, created: dt.datetime, variant: str | None = None) -> bytes:
    """See :func:`pipeline.pdf.bind`."""
    return _Binder(Book(parts)).bind(created, variant)


class _Binder:
    """Writes a book. ``_parents`` are entries of the tree that leads from content to tags: (key, object)."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._file = book.file
        self._anchors: dict[str, tuple[int, float, float]] = {}
        for place in book.places:
            for name, (page, x, y) in place.part.bodies.anchors.items():
                self._anchors.setdefault(name, (place.first_page + page, x + place.shift(page), y))
        self._shifts: dict[float, int] = {}
        self._parents: list[tuple[int, int]] = []
        self._next_key = len(book.pages)

    def bind(self, created: dt.datetime, variant: str | None) -> bytes:
        """The whole file."""
        book = self._book
        self._check_links()
        for place in book.places:
            book.write_streams(place)
            objects = place.part.bodies.objects.filled(place.numbers)
            self._file.put_packed(place.first_tag, place.part.bodies.offsets, objects)
            self._write_links(place, printed=variant is not None)
            self._write_pages(place)
        for index, page in enumerate(book.geometry):
            if page.blank:
                self._file.put(book.pages[index], book.page((page.width, page.height)) + b"/Resources<<>>>>")
        self._write_tags()
        catalog = self._catalog() + write_variant(self._file, variant, book.parts[0].properties, created)
        return book.finished(catalog, created, identified=variant is not None)

    def _check_links(self) -> None:
        links = [link.target for part in self._book.parts for link in part.bodies.links]
        targets = dict.fromkeys(target[1:] for target in links if target.startswith("#"))
        missing = [target for target in targets if target not in self._anchors]
        if missing:
            raise SarabanError(gettext(N_("ลิงก์ในเล่มชี้ไปยังที่ที่ไม่มี: {ids}")).format(ids=", ".join(missing)))

    def _write_links(self, place: Place, *, printed: bool) -> None:
        bodies = place.part.bodies
        for at, (link, tag) in enumerate(zip(bodies.links, bodies.link_tags, strict=True), place.first_link):
            content = self._link(link, place.shift(link.page)) + (b"/F 4" if printed else b"")
            self._file.put(at, content + b"/StructParent %d>>" % self._next_key)
            self._parents.append((self._next_key, place.numbers[tag]))
            self._next_key += 1

    def _link(self, link: DrawnLink, shift: float) -> bytes:
        x1, y1, x2, y2 = link.rectangle
        content = b"<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect" + numbers((x1 + shift, y1, x2 + shift, y2))
        content += b"/Contents" + text(link.text or link.target)
        if link.target.startswith("#"):
            page, x, y = self._anchors[link.target[1:]]
            return content + b"/Dest" + destination(self._book.pages[page], x, y)
        return content + b"/A<</S/URI/URI" + text(link.target) + b">>"

    def _write_pages(self, place: Place) -> None:
        book, bodies, margins = self._book, place.part.bodies, place.part.margins
        resources = book.write_resources(place)
        links: dict[int, list[int]] = {}
        for at, link in enumerate(bodies.links, place.first_link):
            links.setdefault(link.page, []).append(at)
        for order, size in enumerate(bodies.sizes):
            index = place.first_page + order
            streams = [self._shift(shift)] if (shift := place.shift(order)) else []
            streams += [self._compressed(each) for each in (bodies.content[order], margins.content[order]) if each]
            page = book.page(size) + b"/Contents" + references(streams) + b"/Resources " + reference(resources)
            if order in links:
                page += b"/Annots" + references(links[order])
            parent = bodies.parents[order]
            if parent is not None:
                page += b"/StructParents %d" % index
                self._parents.append((index, place.numbers[parent]))
            self._file.put(book.pages[index], page + b"/Tabs/S>>")

    def _compressed(self, content: bytes) -> int:
        return self._file.put_stream(self._file.reserve(), b"/Filter/FlateDecode", content)

    def _shift(self, shift: float) -> int:
        """A stream that moves what follows to the right; pages have it in common."""
        if shift not in self._shifts:
            move = b"1 0 0 1 " + number(shift) + b" 0 cm"
            self._shifts[shift] = self._compressed(zlib.compress(move, LEVEL))
        return self._shifts[shift]

    def _write_tags(self) -> None:
        book, file = self._book, self._file
        entries = b" ".join(b"%d %s" % (key, reference(target)) for key, target in sorted(self._parents))
        tree = file.add(b"<</Nums[" + entries + b"]>>")
        tops = [place.numbers[top] for place in book.places for top in place.part.bodies.tops]
        file.put(book.document, b"<</S/Document/P %s/K%s>>" % (reference(book.tags), references(tops)))
        file.put(
            book.tags,
            b"<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d>>"
            % (reference(book.document), reference(tree), self._next_key),
        )

    def _catalog(self) -> bytes:
        """The inside of the catalog: tags, outline, labels of pages, named places."""
        book = self._book
        headings = [
            Entry(each.level, each.text, place.first_page + each.page, each.x + place.shift(each.page), each.y)
            for place in book.places
            for each in place.part.bodies.headings
        ]
        content = b"/StructTreeRoot %s/MarkInfo<</Marked true>>" % reference(book.tags)
        content += b"/ViewerPreferences<</DisplayDocTitle true>>/PageLabels" + page_labels(book.geometry)
        anchors = sorted(self._anchors.items())
        names = b"".join(text(name) + destination(book.pages[page], x, y) for name, (page, x, y) in anchors)
        if names:
            content += b"/Names<</Dests<</Names[%s]>>>>" % names
        outline = write_outline(self._file, headings, book.pages)
        return content if outline is None else content + b"/Outlines " + reference(outline)
