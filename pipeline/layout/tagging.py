"""The tags of a chapter: what its text is (heading, paragraph, cell), for programs that read the PDF aloud or reuse it.

What: one tag for each element that says something about structure, however many pages it goes over, and inline
elements left out but for links. Repeated table heads and margin boxes are artefacts.
Why: upstream makes a tag for every box of every page, so that a table over three pages is three tables, and a line of
text is a tag of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydyf import String
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_PLAIN = {
    "section": "Sect",
    "nav": "TOC",
    "p": "P",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "ul": "L",
    "ol": "L",
    "table": "Table",
    "caption": "Caption",
    "figcaption": "Caption",
    "img": "Figure",
    "a": "Link",
    "blockquote": "BlockQuote",
}
_ROWS = frozenset({"Table", "THead", "TBody", "TFoot"})
_GROUPS = {"thead": "THead", "tbody": "TBody", "tfoot": "TFoot"}
_HOLDS_TEXT = frozenset({"TD", "TH", "LBody", "Caption"})


class Leaf:
    """A piece of marked content; ``mcid`` is its number on the page once it is drawn."""

    __slots__ = ("mcid", "node", "page")

    def __init__(self, node: Node, page: int) -> None:
        self.node = node
        self.page = page
        self.mcid: int | None = None


class Node:
    """A tag. ``entries`` are those of its dictionary beside kids and parent; ``links`` the links that it is."""

    __slots__ = ("element", "entries", "figure", "kids", "links", "number", "parent", "tag")

    def __init__(self, tag: str, parent: Node | None, element: Element | None) -> None:
        self.tag = tag
        self.parent = parent
        self.element = element
        self.kids: list[Node | Leaf] = []
        self.links: list[int] = []
        self.entries = b""
        self.figure: tuple[int, float, float, float, float] | None = None
        self.number = 0

    def child(self, tag: str, element: Element | None, at: int | None = None) -> Node:
        """A new tag inside this one."""
        node = Node(tag, self, element)
        self.kids.insert(len(self.kids) if at is None else at, node)
        return node


class Tags:
    """The tags of a chapter, made page by page before the page is drawn."""

    def __init__(self) -> None:
        self.root = Node("Document", None, None)
        self.leaves: dict[int, Leaf] = {}
        self._nodes: dict[tuple[Element, str], Node] = {}

    def add_page(self, page_box: Any, page: int) -> None:  # noqa: ANN401 - the engine's
        """Find the tag of every box of a page that is drawn as content; the others are artefacts."""
        self.leaves.clear()
        for child in page_box.children:
            self._walk(child, self.root, page)

    def node(self, element: Element) -> Node:
        """The tag that an element is, or is in."""
        return self._nodes[element, ""]

    def _walk(self, box: Any, node: Node, page: int) -> None:  # noqa: ANN401 - the engine's
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001 - the adapter
        if isinstance(box, boxes.TextBox):
            self._leaf(box, node, page)
            return
        element = box.element
        if element is not None:
            node = self._node_of(box, element, node, page)
        if isinstance(box, boxes.ReplacedBox):
            if node.tag == "Figure":
                self._leaf(box, node, page)
        elif isinstance(box, boxes.ParentBox) and not getattr(box, "saraban_repeated", False):
            for child in box.children:
                self._walk(child, node, page)

    def _leaf(self, box: Any, node: Node, page: int) -> None:  # noqa: ANN401 - the engine's
        leaf = self.leaves[id(box)] = Leaf(node, page)
        node.kids.append(leaf)

    def _node_of(self, box: Any, element: Element, parent: Node, page: int) -> Node:  # noqa: ANN401 - the engine's
        pseudo = "before" if box.element_tag == "li::before" else ""
        if not pseudo and box.element_tag != element.tag:
            return parent
        found = self._nodes.get((element, pseudo))
        if found is None:
            found = self._label(parent) if pseudo else self._new(box, element, parent, page)
            self._nodes[element, pseudo] = found
        return found

    @staticmethod
    def _label(body: Node) -> Node:
        """The tag of a list item's marker, in front of the item's body."""
        if body.tag != "LBody" or body.parent is None:
            return body
        return body.parent.child("Lbl", None, at=0)

    @staticmethod
    def _new(box: Any, element: Element, parent: Node, page: int) -> Node:  # noqa: ANN401 - the engine's
        tag = _tag(element, parent)
        if tag is None:
            return parent
        if tag == "LI":
            return parent.child("LI", element).child("LBody", element)
        if tag == "TOCI":
            return parent.child("TOCI", element).child("Reference", element)
        node = parent.child(tag, element)
        if tag in {"TD", "TH"}:
            node.entries = _cell(box, element, parent)
        elif tag == "Figure":
            node.entries = b"/Alt" + String(element.get("alt", "")).data
            left, top = box.content_box_x(), box.content_box_y()
            node.figure = (page, left, top, left + box.width, top + box.height)
        elif tag == "Formula":
            node.entries = b"/Alt" + String(_spoken(element)).data
        return node


def _tag(element: Element, parent: Node) -> str | None:  # noqa: PLR0911 - a table of cases
    """The tag of an element; ``None`` where it says nothing and its content belongs to the tag around it."""
    name = element.tag
    if name == "p":
        if parent.tag == "TOC":
            return "TOCI"
        alone = parent.tag in _HOLDS_TEXT and parent.element is not None and len(parent.element) == 1
        return None if alone else "P"
    if name == "table":
        return None if element.get("role") == "presentation" else "Table"
    if name in _GROUPS:
        return _GROUPS[name] if parent.tag == "Table" else None
    if name == "tr":
        return "TR" if parent.tag in _ROWS else None
    if name in {"td", "th"}:
        return name.upper() if parent.tag == "TR" else None
    if name == "li":
        return "LI" if parent.tag == "L" else None
    if name == "img":
        return "Figure" if element.get("alt") else None
    if element.get("data-formula"):
        return "Formula"
    return _PLAIN.get(name)


def _cell(box: Any, element: Element, row: Node) -> bytes:  # noqa: ANN401 - the engine's
    """Attributes of a cell: what it spans, and of a heading what it heads."""
    parts = []
    if element.tag == "th":
        in_head = row.parent is not None and row.parent.tag == "THead" and element.get("scope") != "row"
        parts.append("/Scope/Column" if in_head else "/Scope/Row")
    for name, span in (("ColSpan", getattr(box, "colspan", 1)), ("RowSpan", getattr(box, "rowspan", 1))):
        if span != 1:
            parts.append(f"/{name} {span}")
    return f"/A<</O/Table{''.join(parts)}>>".encode() if parts else b""


def _spoken(formula: Element) -> str:
    """A fraction as words in a line: (numerator) ÷ (denominator) × 100."""
    texts = ["".join(part.itertext()).strip() for part in formula]
    if len(texts) < 2:  # noqa: PLR2004 - a fraction has two parts
        return " ".join(texts)
    return " ".join((f"({texts[0]}) ÷ ({texts[1]})", *texts[2:]))
