"""Tags as objects of a PDF, in one template."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.layout.drawn import DOCUMENT, FIRST_PAGE, WIDTH, Template
from pipeline.layout.tagging import Leaf, Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MAY_BE_EMPTY = frozenset({"TD", "TH"})
_REFERENCE = b"%7d 0 R"
_PX = 0.75


class TagObjects(NamedTuple):
    """See :class:`pipeline.layout.drawn.DrawnBodies`."""

    objects: Template
    offsets: tuple[int, ...]
    tops: tuple[int, ...]
    parents: tuple[int | None, ...]
    moved: tuple[tuple[int, int], ...]


def tag_objects(root: Node, marks: Sequence[Sequence[Node]], heights: Sequence[float], *, first: int) -> TagObjects:
    """The tags of a chapter.

    Args:
        root: the tag around all; not among the objects.
        marks: of every page the tags of its marked content, by number.
        heights: of every page its height in pt.
        first: number of the first object; annotations of links are numbered behind the objects.
    """
    nodes = [node for node in _prune(root) if node is not root]
    for number, node in enumerate(nodes, first):
        node.number = number
    root.number = DOCUMENT
    count = len(nodes) + sum(bool(page) for page in marks)
    writer = _Writer(heights, annotations=first + count, pages=len(heights))
    for node in nodes:
        writer.node(node)
    parents: list[int | None] = []
    for page in marks:
        parents.append(first + len(writer.offsets) if page else None)
        if page:
            writer.object(b"[" + b" ".join([_REFERENCE] * len(page)) + b"]", [node.number for node in page])
    tops = tuple(kid.number for kid in root.kids if isinstance(kid, Node))
    objects = Template(b"\n".join(writer.texts), tuple(writer.refers))
    return TagObjects(objects, tuple(writer.offsets), tops, tuple(parents), tuple(writer.moved))


def _prune(node: Node) -> Iterator[Node]:
    """Drop what was not drawn and tags without content; tells the tags that stay, parents first."""
    inside: list[Node] = []
    kids: list[Node | Leaf] = []
    for kid in node.kids:
        if isinstance(kid, Leaf):
            last = kids[-1] if kids else None
            if kid.mcid is not None and not (isinstance(last, Leaf) and (last.mcid, last.page) == (kid.mcid, kid.page)):
                kids.append(kid)
        else:
            below = list(_prune(kid))
            if below:
                kids.append(kid)
                inside += below
    node.kids = kids
    if kids or node.links or node.tag in _MAY_BE_EMPTY:
        yield node
        yield from inside


class _Writer:
    """Writes objects behind one another and notes where each begins."""

    def __init__(self, heights: Sequence[float], *, annotations: int, pages: int) -> None:
        self._heights = heights
        self._annotations = annotations
        self._first_moved = FIRST_PAGE - pages
        self._at = 0
        self.texts: list[bytes] = []
        self.refers: list[int] = []
        self.offsets: list[int] = []
        self.moved: list[tuple[int, int]] = []

    def object(self, text: bytes, refers: list[int]) -> None:
        """Add an object."""
        self.offsets.append(self._at)
        self.texts.append(text)
        self.refers += refers
        # A reference is written as %7d and becomes WIDTH digits; %% becomes %.
        self._at += len(text) + 1 + len(refers) * (WIDTH - len(b"%7d")) - text.count(b"%%")

    def node(self, node: Node) -> None:
        """Add a tag."""
        page = next((kid.page for kid in node.kids if isinstance(kid, Leaf)), None)
        refers = [node.parent.number if node.parent else DOCUMENT]
        text = b"<</S/" + node.tag.encode() + b"/P " + _REFERENCE
        if page is not None:
            text += b"/Pg " + _REFERENCE
            refers.append(FIRST_PAGE - page)
        text += node.entries.replace(b"%", b"%%")
        if node.figure is not None:
            text += self._figure(node.figure, refers)
        kids = [self._kid(kid, page, refers) for kid in node.kids]
        for link in node.links:
            kids.append(b"<</Type/OBJR/Obj " + _REFERENCE + b">>")
            refers.append(self._annotations + link)
        if kids:
            text += b"/K[" + b" ".join(kids) + b"]"
        self.object(text + b">>", refers)

    @staticmethod
    def _kid(kid: Node | Leaf, page: int | None, refers: list[int]) -> bytes:
        if isinstance(kid, Node):
            refers.append(kid.number)
            return _REFERENCE
        if kid.page == page:
            return b"%d" % (kid.mcid or 0)
        refers.append(FIRST_PAGE - kid.page)
        return b"<</Type/MCR/Pg " + _REFERENCE + b"/MCID %d>>" % (kid.mcid or 0)

    def _figure(self, figure: tuple[int, float, float, float, float], refers: list[int]) -> bytes:
        """Where a picture is; how far to the right depends on the side of the sheet."""
        page, left, top, right, bottom = figure
        low, high = self._heights[page] - bottom * _PX, self._heights[page] - top * _PX
        for x in (left, right):
            refers.append(self._first_moved - len(self.moved))
            self.moved.append((page, round(x * _PX)))
        return b"/A<</O/Layout/Placement/Block/BBox[%%7d %d %%7d %d]>>" % (round(low), round(high))
