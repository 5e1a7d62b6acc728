"""Binds drawn chapters into one file: one tree of tags, one outline, links from chapter to chapter."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import SarabanError
from pipeline.messages import N_, gettext
from pipeline.pdf.fonts import write_fonts
from pipeline.pdf.objects import LEVEL, File, date, number, numbers, reference, references, text
from pipeline.pdf.outline import Entry, destination, page_labels, write_outline
from pipeline.pdf.variants import write_variant

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from pipeline.layout.drawn import DrawnChapter, DrawnLink, StreamObject


class _Place(NamedTuple):
    """Where a chapter stands: index of its first drawn page in the file, numbers of what its templates refer to."""

    part: DrawnChapter
    blanks: int
    first_page: int
    first_object: int
    numbers: list[int]

    def shift(self, page: int) -> float:
        """How far (pt) a page of the chapter is moved to the right."""
        return self.part.shifts[page + self.blanks]


def bind(parts: Sequence[DrawnChapter], *, created: dt.datetime, variant: str | None = None) -> bytes:
    """See :func:`pipeline.pdf.bind`."""
    return _Binder(parts).bind(created, variant)


class _Binder:
    def __init__(self, parts: Sequence[DrawnChapter]) -> None:
        self._file = file = File()
        self._parts = parts
        self._geometry = [page for part in parts for page in part.pages]
        self._tree, self._fonts, self._tags, self._document = (file.reserve() for _ in range(4))
        self._pages = range(first := file.reserve(len(self._geometry)), first + len(self._geometry))
        self._places = list(self._place_chapters())
        self._anchors: dict[str, tuple[int, float, float]] = {}
        for place in self._places:
            for name, (page, x, y) in place.part.bodies.anchors.items():
                self._anchors.setdefault(name, (place.first_page + page, x + place.shift(page), y))
        self._shifts: dict[float, int] = {}

    def _place_chapters(self) -> Iterator[_Place]:
        page = 0
        for part in self._parts:
            bodies = part.bodies
            own = len(bodies.streams) + len(bodies.offsets) + len(bodies.links)
            first = self._file.reserve(own + len(part.margins.streams))
            blanks = len(part.pages) - len(bodies.content)
            page += blanks
            count = len(bodies.content)
            moved = [x + round(part.shifts[number + blanks]) for number, x in bodies.moved]
            outside = [self._fonts, self._document, *self._pages[page : page + count], *moved]
            numbers = [*range(first, first + own + len(part.margins.streams)), *reversed(outside)]
            yield _Place(part, blanks, page, first, numbers)
            page += count

    def bind(self, created: dt.datetime, variant: str | None) -> bytes:
        file = self._file
        self._check_links()
        parents: list[bytes] = []
        annotation = len(self._pages)
        for place in self._places:
            self._write_chapter(place)
            annotation = self._write_links(place, annotation, parents, printed=bool(variant))
            self._write_pages(place, parents)
        self._write_blanks()
        write_fonts(file, self._fonts, self._parts)
        self._write_tags(parents)
        file.put(self._tree, b"<</Type/Pages/Count %d/Kids%s>>" % (len(self._pages), references(self._pages)))
        properties = self._parts[0].properties
        catalog = file.add(self._catalog() + write_variant(file, variant, properties, created) + b">>")
        info = b"<<" + b"".join(b"/" + key.encode() + text(value) for key, value in properties.items() if key != "Lang")
        info_at = file.add(info + b"/CreationDate" + date(created) + b"/ModDate" + date(created) + b">>")
        trailer = b"/Root " + reference(catalog) + b"/Info " + reference(info_at)
        return file.finished(trailer, identified=variant is not None)

    def _check_links(self) -> None:
        links = [link.target for part in self._parts for link in part.bodies.links]
        targets = dict.fromkeys(target[1:] for target in links if target.startswith("#"))
        missing = [target for target in targets if target not in self._anchors]
        if missing:
            raise SarabanError(gettext(N_("ลิงก์ในเล่มชี้ไปยังที่ที่ไม่มี: {ids}")).format(ids=", ".join(missing)))

    def _write_chapter(self, place: _Place) -> None:
        bodies, margins = place.part.bodies, place.part.margins
        objects = len(bodies.streams)
        self._file.put_packed(place.first_object + objects, bodies.offsets, bodies.objects.filled(place.numbers))
        self._write_streams(place, bodies.streams, place.first_object)
        behind = place.first_object + objects + len(bodies.offsets) + len(bodies.links)
        self._write_streams(place, margins.streams, behind)

    def _write_streams(self, place: _Place, streams: Sequence[StreamObject], first: int) -> None:
        for at, stream in enumerate(streams, first):
            entries = stream.entries.filled(place.numbers)
            if stream.is_stream:
                self._file.put_stream(at, entries[2:-2], stream.data)
            else:
                self._file.put(at, entries)

    def _write_links(self, place: _Place, annotation: int, parents: list[bytes], *, printed: bool) -> int:
        """Write the links of a chapter; returns the next free key of the tree that leads from content to tags."""
        bodies = place.part.bodies
        first = place.first_object + len(bodies.streams) + len(bodies.offsets)
        for order, (link, tag) in enumerate(zip(bodies.links, bodies.link_tags, strict=True)):
            content = self._link(link, place.shift(link.page)) + (b"/F 4" if printed else b"")
            self._file.put(first + order, content + b"/StructParent %d>>" % annotation)
            parents.append(b"%d %s" % (annotation, reference(place.numbers[tag])))
            annotation += 1
        return annotation

    def _link(self, link: DrawnLink, shift: float) -> bytes:
        x1, y1, x2, y2 = link.rectangle
        content = b"<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect" + numbers((x1 + shift, y1, x2 + shift, y2))
        content += b"/Contents" + text(link.text or link.target)
        if link.target.startswith("#"):
            page, x, y = self._anchors[link.target[1:]]
            return content + b"/Dest" + destination(self._pages[page], x, y)
        return content + b"/A<</S/URI/URI" + text(link.target) + b">>"

    def _write_pages(self, place: _Place, parents: list[bytes]) -> None:
        bodies, margins = place.part.bodies, place.part.margins
        resources = self._file.add(self._resources(place))
        first_link = place.first_object + len(bodies.streams) + len(bodies.offsets)
        links: dict[int, list[int]] = {}
        for order, link in enumerate(bodies.links, first_link):
            links.setdefault(link.page, []).append(order)
        for order, size in enumerate(bodies.sizes):
            index = place.first_page + order
            streams = [self._shift(shift)] if (shift := place.shift(order)) else []
            streams += [self._compressed(each) for each in (bodies.content[order], margins.content[order]) if each]
            page = self._page(size) + b"/Contents" + references(streams) + b"/Resources " + reference(resources)
            if order in links:
                page += b"/Annots" + references(links[order])
            parent = bodies.parents[order]
            if parent is not None:
                page += b"/StructParents %d" % index
                parents.append(b"%d %s" % (index, reference(place.numbers[parent])))
            self._file.put(self._pages[index], page + b"/Tabs/S>>")

    def _page(self, size: tuple[float, float]) -> bytes:
        return b"<</Type/Page/Parent %s/MediaBox%s" % (reference(self._tree), numbers((0, 0, *size)))

    def _compressed(self, content: bytes) -> int:
        return self._file.put_stream(self._file.reserve(), b"/Filter/FlateDecode", content)

    def _shift(self, shift: float) -> int:
        """A stream that moves what follows to the right; pages have it in common."""
        if shift not in self._shifts:
            move = b"1 0 0 1 " + number(shift) + b" 0 cm"
            self._shifts[shift] = self._compressed(zlib.compress(move, LEVEL))
        return self._shifts[shift]

    @staticmethod
    def _resources(place: _Place) -> bytes:
        content = b"<</Font " + reference(place.numbers[-1])
        bodies, margins = place.part.bodies.resources, place.part.margins.resources
        for kind in sorted({*bodies, *margins}):
            named = {**bodies.get(kind, {}), **margins.get(kind, {})}
            inside = b"".join(b"/%s %s" % (name.encode(), value.filled(place.numbers)) for name, value in named.items())
            content += b"/%s<<%s>>" % (kind.encode(), inside)
        return content + b">>"

    def _write_blanks(self) -> None:
        for index, page in enumerate(self._geometry):
            if page.blank:
                self._file.put(self._pages[index], self._page((page.width, page.height)) + b"/Resources<<>>>>")

    def _write_tags(self, parents: list[bytes]) -> None:
        file = self._file
        parents.sort(key=lambda entry: int(entry.partition(b" ")[0]))
        tree = file.add(b"<</Nums[" + b" ".join(parents) + b"]>>")
        tops = [place.numbers[top] for place in self._places for top in place.part.bodies.tops]
        file.put(self._document, b"<</S/Document/P %s/K%s>>" % (reference(self._tags), references(tops)))
        file.put(
            self._tags,
            b"<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d>>"
            % (reference(self._document), reference(tree), len(parents) + len(self._pages)),
        )

    def _catalog(self) -> bytes:
        headings = [
            Entry(each.level, each.text, place.first_page + each.page, each.x + place.shift(each.page), each.y)
            for place in self._places
            for each in place.part.bodies.headings
        ]
        content = b"<</Type/Catalog/Pages %s/StructTreeRoot %s" % (reference(self._tree), reference(self._tags))
        content += b"/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"
        content += b"/Lang" + text(self._parts[0].properties.get("Lang", ""))
        content += b"/PageLabels" + page_labels(self._geometry)
        names = b"".join(
            text(name) + destination(self._pages[page], x, y) for name, (page, x, y) in sorted(self._anchors.items())
        )
        if names:
            content += b"/Names<</Dests<</Names[%s]>>>>" % names
        outline = write_outline(self._file, headings, self._pages)
        return content if outline is None else content + b"/Outlines " + reference(outline)
