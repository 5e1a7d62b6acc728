"""Where drawn chapters stand in a file, and what of them is written in any case: streams, resources, fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.pdf.fonts import write_fonts
from pipeline.pdf.objects import File, date, numbers, reference, references, text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from pipeline.layout.drawn import DrawnChapter, StreamObject


class Place(NamedTuple):
    """Where a chapter stands.

    ``first_page`` is the index of its first drawn page in the book, ``first_object`` the number of its first object;
    ``numbers`` are those that its templates refer to.
    """

    part: DrawnChapter
    blanks: int
    first_page: int
    first_object: int
    numbers: list[int]

    def shift(self, page: int) -> float:
        """How far (pt) a page of the chapter is moved to the right."""
        return self.part.shifts[page + self.blanks]

    @property
    def first_tag(self) -> int:
        """Number of the first of ``objects``."""
        return self.first_object + len(self.part.bodies.streams)

    @property
    def first_link(self) -> int:
        """Number of the first annotation."""
        return self.first_tag + len(self.part.bodies.offsets)

    @property
    def first_margin(self) -> int:
        """Number of the first stream of the margins."""
        return self.first_link + len(self.part.bodies.links)


class Book:
    """A file of drawn chapters being written. ``sheets`` is how many pages it has, if not those of the chapters."""

    def __init__(self, parts: Sequence[DrawnChapter], sheets: int | None = None) -> None:
        self.file = file = File()
        self.parts = parts
        self.geometry = [page for part in parts for page in part.pages]
        self.tree, self.fonts, self.tags, self.document = (file.reserve() for _ in range(4))
        count = len(self.geometry) if sheets is None else sheets
        self.pages = range(first := file.reserve(count), first + count)
        self.places = list(self._place_chapters())

    def _place_chapters(self) -> Iterator[Place]:
        page = 0
        for part in self.parts:
            bodies = part.bodies
            count = len(bodies.streams) + len(bodies.offsets) + len(bodies.links) + len(part.margins.streams)
            first = self.file.reserve(count)
            blanks = len(part.pages) - len(bodies.content)
            page += blanks
            drawn = len(bodies.content)
            moved = [x + round(part.shifts[number + blanks]) for number, x in bodies.moved]
            outside = [self.fonts, self.document, *self.pages[page : page + drawn], *moved]
            yield Place(part, blanks, page, first, [*range(first, first + count), *reversed(outside)])
            page += drawn

    def write_streams(self, place: Place) -> None:
        """Write pictures and patterns of a chapter."""
        self._write_streams(place, place.part.bodies.streams, place.first_object)
        self._write_streams(place, place.part.margins.streams, place.first_margin)

    def _write_streams(self, place: Place, streams: Sequence[StreamObject], first: int) -> None:
        for at, stream in enumerate(streams, first):
            entries = stream.entries.filled(place.numbers)
            if stream.is_stream:
                self.file.put_stream(at, entries[2:-2], stream.data)
            else:
                self.file.put(at, entries)

    def write_resources(self, place: Place) -> int:
        """Write what the pages of a chapter are drawn with; returns its number."""
        content = b"<</Font " + reference(self.fonts)
        bodies, margins = place.part.bodies.resources, place.part.margins.resources
        for kind in sorted({*bodies, *margins}):
            named = {**bodies.get(kind, {}), **margins.get(kind, {})}
            inside = b"".join(b"/%s %s" % (name.encode(), value.filled(place.numbers)) for name, value in named.items())
            content += b"/%s<<%s>>" % (kind.encode(), inside)
        return self.file.add(content + b">>")

    def page(self, size: tuple[float, float]) -> bytes:
        """The beginning of a page."""
        return b"<</Type/Page/Parent %s/MediaBox%s" % (reference(self.tree), numbers((0, 0, *size)))

    def finished(self, catalog: bytes, created: dt.datetime, *, identified: bool = False) -> bytes:
        """The file; ``catalog`` is the inside of its catalog but for the pages."""
        file, properties = self.file, self.parts[0].properties
        write_fonts(file, self.fonts, self.parts)
        file.put(self.tree, b"<</Type/Pages/Count %d/Kids%s>>" % (len(self.pages), references(self.pages)))
        catalog = b"<</Type/Catalog/Pages %s/Lang%s%s>>" % (
            reference(self.tree), text(properties.get("Lang", "")), catalog
        )  # fmt: skip
        told = [b"/" + key.encode() + text(value) for key, value in properties.items() if key != "Lang"]
        told += [b"/CreationDate" + date(created), b"/ModDate" + date(created)]
        root, info = file.add(catalog), file.add(b"<<" + b"".join(told) + b">>")
        return file.finished(b"/Root " + reference(root) + b"/Info " + reference(info), identified=identified)
