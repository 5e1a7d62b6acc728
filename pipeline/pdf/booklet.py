"""A booklet: the pages of a book two on a sheet of A4, in the order of sheets that are folded together and stapled.

Print it on both sides, flipped on the short edge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.pdf.objects import number, numbers, reference
from pipeline.pdf.places import Book, Place

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from pipeline.layout.drawn import DrawnChapter

A4 = (841.8898, 595.2756)
"""A sheet lying, in pt."""
_LEAF = (A4[0] / 2, A4[1])
_PAGES = 4
"""Pages of the book on a sheet of paper."""


class _Leaf(NamedTuple):
    """A page of the book: the forms that draw it, its size, how far it is moved to the right (pt)."""

    forms: tuple[int, ...]
    size: tuple[float, float]
    shift: float


def booklet(parts: Sequence[DrawnChapter], *, created: dt.datetime) -> bytes:
    """See :func:`pipeline.pdf.booklet`."""
    count = sum(len(part.pages) for part in parts)
    sides = -(-count // _PAGES) * 2
    book = Book(parts, sides)
    leaves: list[_Leaf | None] = []
    for place in book.places:
        if place is book.places[-1] and len(book.places) > 1 and place.part.pages[0].numbers == "none":
            leaves += [None] * (2 * sides - count)
        leaves += [None] * place.blanks
        leaves += _leaves(book, place)
    leaves += [None] * (2 * sides - len(leaves))
    for side, (left, right) in enumerate(_order(2 * sides)):
        _write_side(book, book.pages[side], leaves[left], leaves[right])
    preferences = b"/ViewerPreferences<</DisplayDocTitle true/Duplex/DuplexFlipShortEdge/PrintScaling/None>>"
    return book.finished(preferences, created)


def _order(pages: int) -> Iterator[tuple[int, int]]:
    """The two pages (0-based) on every side of the sheets, outermost sheet first, front before back."""
    for sheet in range(pages // _PAGES):
        yield pages - 1 - 2 * sheet, 2 * sheet
        yield 2 * sheet + 1, pages - 2 - 2 * sheet


def _leaves(book: Book, place: Place) -> Iterator[_Leaf]:
    """The pages of a chapter as forms."""
    book.write_streams(place)
    resources = book.write_resources(place)
    bodies, margins = place.part.bodies, place.part.margins
    for order, size in enumerate(bodies.sizes):
        entries = b"/Type/XObject/Subtype/Form/BBox%s/Resources %s/Filter/FlateDecode" % (
            numbers((0, 0, *size)), reference(resources)
        )  # fmt: skip
        contents = [content for content in (bodies.content[order], margins.content[order]) if content]
        forms = tuple(book.file.put_stream(book.file.reserve(), entries, content) for content in contents)
        yield _Leaf(forms, size, place.shift(order))


def _write_side(book: Book, page: int, left: _Leaf | None, right: _Leaf | None) -> None:
    content: list[bytes] = []
    forms: list[int] = []
    for leaf, x in ((left, 0.0), (right, _LEAF[0])):
        if leaf is None:
            continue
        matrix = b" ".join(map(number, _matrix(leaf, x)))
        content.append(b"q " + matrix + b" cm " + b" ".join(b"/P%d Do" % form for form in leaf.forms) + b" Q")
        forms += leaf.forms
    named = b"".join(b"/P%d %s" % (form, reference(form)) for form in forms)
    stream = book.file.add_stream(b"\n".join(content))
    entries = b"/Contents %s/Resources<</XObject<<%s>>>>>>" % (reference(stream), named)
    book.file.put(page, book.page(A4) + entries)


def _matrix(leaf: _Leaf, x: float) -> tuple[float, float, float, float, float, float]:
    """Fits a page into its half of the sheet, in the middle; a lying page is turned, its head to the left."""
    width, height = leaf.size
    turned = width > height
    if turned:
        width, height = height, width
    scale = min(_LEAF[0] / width, _LEAF[1] / height)
    right, up = x + (_LEAF[0] - width * scale) / 2, (_LEAF[1] - height * scale) / 2
    if turned:
        return 0, scale, -scale, 0, right + width * scale, up + leaf.shift * scale
    return scale, 0, 0, scale, right + leaf.shift * scale, up
