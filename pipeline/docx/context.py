"""What all parts of the writer share while one document is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pipeline.docx.bookmarks import Anchors
    from pipeline.docx.geometry import Geometry
    from pipeline.docx.leaders import Leaders
    from pipeline.docx.lists import Lists
    from pipeline.docx.looks import RunLook
    from pipeline.docx.options import WordFace
    from pipeline.docx.pictures import Pictures
    from pipeline.layout.types import ComputedStyle, LaidOutDocument


@dataclass(slots=True)
class Context:
    """One chapter on its way to Word."""

    laid_out: LaidOutDocument
    face: WordFace
    body_family: str
    geometry: Geometry
    leaders: Leaders
    lists: Lists
    anchors: Anchors
    pictures: Pictures
    unknown: list[str] = field(default_factory=list)
    controls: int = 0
    """Content controls written so far."""
    link: RunLook | None = None
    """The look of the first link, which others are told apart from."""
    listed: set[str] = field(default_factory=set)
    """Ids of the headings that a list of contents in this chapter lists."""
    heading: str = ""
    """The last heading so far: the name of a table below it that has none of its own."""
    thai_digits: bool = False
    """Whether the document as a whole is in Thai digits."""

    def style(self, element: Element) -> ComputedStyle:
        """The computed style of an element."""
        return self.laid_out.style(element)

    def complain(self, what: str) -> None:
        """Note something that cannot be written; the document fails at the end with all of them."""
        if what not in self.unknown:
            self.unknown.append(what)


def describe(element: Element) -> str:
    """An element as people name it: ``<div class="box">``."""
    name = element.tag
    for key in ("id", "class"):
        if element.get(key):
            return f'<{name} {key}="{element.get(key)}">'
    return f"<{name}>"


def has_class(element: Element, name: str) -> bool:
    """Whether an element is of a class."""
    return name in (element.get("class") or "").split()


def is_element(node: Element) -> bool:
    """Whether a child of the tree is an element (and no comment)."""
    return isinstance(node.tag, str)


def digits_are_thai(element: Element, ancestors: tuple[Element, ...] = ()) -> bool:
    """Whether ``data-digits="thai"`` holds for an element."""
    for node in (element, *reversed(ancestors)):
        value = node.get("data-digits")
        if value is not None:
            return value == "thai"
    return False
