"""The page plan of a book: which page every chapter begins on, how it is counted, and what its pages are called.

Pure arithmetic over page counts; nothing is laid out here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.layout.numbering import page_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.layout.types import PageNumbers, Side


class Extent(NamedTuple):
    """How many pages a chapter has, how they are counted, and whether it must begin on a right- or left-hand page."""

    pages: int
    numbers: PageNumbers = "body"
    recto: bool = False
    verso: bool = False


class Placement(NamedTuple):
    """Where a chapter stands in the book.

    ``first`` is the number of its first page as its pages are counted, ``sheet`` the 0-based place of that page among
    all pages of the book; the page with an even place is a right-hand one. A blank page before the chapter stands
    one place earlier; it counts, unless nothing was counted before it.
    """

    first: int
    sheet: int
    blank_before: bool

    @property
    def side(self) -> Side:
        """The side of the sheet that the first page is printed on."""
        return "left" if self.sheet % 2 else "right"


def place(extents: Iterable[Extent], *, duplex: bool) -> Iterator[Placement]:
    """The placement of every chapter in order, each as soon as those before it are known.

    Args:
        extents: the chapters.
        duplex: the book is printed on both sides; without it no chapter cares for sides and no page is blank.
    """
    counted: dict[PageNumbers, int] = {"none": 0, "front": 0, "body": 0}
    sheet = 0
    for extent in extents:
        blank = duplex and (extent.verso if sheet % 2 == 0 else extent.recto)
        before = counted[extent.numbers]
        first = before + 1 + int(blank and before > 0)
        sheet += int(blank)
        yield Placement(first, sheet, blank)
        counted[extent.numbers] = first + extent.pages - 1
        sheet += extent.pages


def page_count(extents: Sequence[Extent], placements: Sequence[Placement]) -> int:
    """Pages of the whole book, blank ones included."""
    return placements[-1].sheet + extents[-1].pages if placements else 0


def labels(extent: Extent, placement: Placement, anchors: Mapping[str, int]) -> Mapping[str, str]:
    """What the page is called on which the element of each id begins: ``ค``, ``12``, or nothing on a cover."""
    return {name: page_label(placement.first + index, extent.numbers) for name, index in anchors.items()}


def sides(pages: int) -> int:
    """Sides of paper that a booklet of so many pages takes: two pages on each, four on a folded sheet."""
    return 2 * -(-pages // 4)
