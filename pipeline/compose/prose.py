"""Prose of the dataset as HTML: paragraphs and lists, everything escaped.

The first and the last two pieces of a text carry the class ``keep`` (stay with what follows) when the caller
asks for it: a heading then never parts from its first two lines, nor a closing line from the last two, even
where every piece is a single line. A piece of several lines still breaks inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from pipeline.model import ListBlock, ListMarker, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.digits import Numerals
    from pipeline.model import ListItem, RichText

_BULLETS = frozenset({ListMarker.BULLET, ListMarker.DASH})


@dataclass(frozen=True, slots=True)
class Keep:
    """Which ends of a text hold on to what stands next to it."""

    start: bool = False
    end: bool = False


NOT_KEPT = Keep()


def to_html(text: RichText, numerals: Numerals, keep: Keep = NOT_KEPT) -> Markup:
    """The text as ``p``, ``ol`` and ``ul``.

    Lists tell their marker by ``data-marker`` (``1.``, ``(1)``, ``ก.``, ``•`` …), their first number by ``start``
    and Thai digits by ``data-digits``: Word counts them itself, the stylesheet counts them for the PDF.
    """
    pieces = sum(1 for _ in _pieces(text.blocks))
    classes = iter(_classes(pieces, keep))
    return Markup("").join([_block(block, numerals, classes) for block in text.blocks])


def _classes(count: int, keep: Keep) -> list[str]:
    """The class of every piece in reading order: the first, the last but one and the last may be kept."""
    held = ({0} if keep.start and count > 1 else set()) | ({count - 2, count - 1} if keep.end else set())
    return ["keep" if index in held else "" for index in range(count)]


def _pieces(blocks: tuple[Paragraph | ListBlock, ...]) -> Iterator[Paragraph | ListItem]:
    """Every piece that prints lines of its own, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for item in block.items:
                yield item
                yield from _pieces(item.children)


def _block(block: Paragraph | ListBlock, numerals: Numerals, classes: Iterator[str]) -> Markup:
    if isinstance(block, Paragraph):
        return _element("p", block.text, numerals, next(classes))
    name, attributes = _list_tag(block, numerals)
    items = Markup("").join([_item(item, numerals, classes) for item in block.items])
    return Markup("<{0}{1}>{2}</{0}>").format(name, attributes, items)


def _item(item: ListItem, numerals: Numerals, classes: Iterator[str]) -> Markup:
    if not item.children:
        return _element("li", item.text, numerals, next(classes))
    text = _element("p", item.text, numerals, next(classes))
    children = Markup("").join([_block(child, numerals, classes) for child in item.children])
    return Markup("<li>{}{}</li>").format(text, children)


def _element(name: str, text: str, numerals: Numerals, css_class: str) -> Markup:
    """One piece. Line breaks inside a text are leftovers of the source: they fold like any white space."""
    attribute = Markup(' class="{}"').format(css_class) if css_class else Markup("")
    return Markup("<{0}{1}>{2}</{0}>").format(name, attribute, numerals.typed(text))


def _list_tag(block: ListBlock, numerals: Numerals) -> tuple[str, Markup]:
    attributes = Markup(' data-marker="{}"').format(block.marker.value)
    if block.marker in _BULLETS:
        return "ul", attributes
    if block.start != 1:
        attributes += Markup(' start="{}"').format(block.start)
    if numerals.thai:
        attributes += Markup(' data-digits="thai"')
    return "ol", attributes
