"""The outline (bookmarks) of a book, and what its pages are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.pdf.objects import number, reference, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.layout.types import PageGeometry
    from pipeline.pdf.objects import File


class Entry(NamedTuple):
    """A heading: level, text, page of the file (0-based), place on it in pt from the bottom left."""

    level: int
    text: str
    page: int
    x: float
    y: float


class _Item:
    """An entry with those below it."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.kids: list[_Item] = []
        self.number = 0

    @property
    def count(self) -> int:
        """How many entries are below this one."""
        return sum(1 + kid.count for kid in self.kids)


def write_outline(file: File, entries: Sequence[Entry], pages: Sequence[int]) -> int | None:
    """Write the outline, nested by level; returns the number of its root, ``None`` without entries."""
    if not entries:
        return None
    root = _Item(Entry(0, "", 0, 0, 0))
    path = [root]
    for entry in entries:
        while path[-1].entry.level >= entry.level:
            path.pop()
        item = _Item(entry)
        path[-1].kids.append(item)
        path.append(item)
    root.number = file.reserve()
    _write_kids(file, root, pages)
    first, last = root.kids[0].number, root.kids[-1].number
    return file.put(root.number, b"<</Type/Outlines/Count %d/First %d 0 R/Last %d 0 R>>" % (root.count, first, last))


def _write_kids(file: File, parent: _Item, pages: Sequence[int]) -> None:
    for item in parent.kids:
        item.number = file.reserve()
    for order, item in enumerate(parent.kids):
        entry = item.entry
        content = b"<</Title" + text(entry.text) + b"/Parent " + reference(parent.number)
        content += b"/Dest" + destination(pages[entry.page], entry.x, entry.y)
        if order:
            content += b"/Prev " + reference(parent.kids[order - 1].number)
        if order + 1 < len(parent.kids):
            content += b"/Next " + reference(parent.kids[order + 1].number)
        if item.kids:
            _write_kids(file, item, pages)
            content += b"/First " + reference(item.kids[0].number) + b"/Last " + reference(item.kids[-1].number)
            content += b"/Count %d" % item.count
        file.put(item.number, content + b">>")


def destination(page: int, x: float, y: float) -> bytes:
    """A place to go to; the page is the number of its object."""
    return b"[" + reference(page) + b"/XYZ " + number(x) + b" " + number(y) + b" 0]"


def page_labels(pages: Sequence[PageGeometry]) -> bytes:
    """What viewers call the pages: letters for front matter, 1 2 3 for the body, nothing for pages not counted."""
    ranges = []
    expected: int | None = None
    for index, page in enumerate(pages):
        if page.numbers == "body" and page.label:
            if page.number != expected:
                ranges.append(b"%d<</S/D/St %d>>" % (index, page.number))
            expected = page.number + 1
        else:
            ranges.append(b"%d<<%s>>" % (index, b"/P" + text(page.label) if page.label else b""))
            expected = None
    return b"<</Nums[" + b" ".join(ranges) + b"]>>"
