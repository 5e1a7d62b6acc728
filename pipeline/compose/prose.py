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
from pipeline.thai.counters import marker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.digits import Numerals
    from pipeline.model import ListItem, RichText

_BULLETS = frozenset({ListMarker.BULLET, ListMarker.DASH})


@dataclass(frozen=True, slots=True)
class Keep:
    """Which ends of a text hold on to what stands next to it. With either, its last two pieces stay together."""

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
    held = ({0} if keep.start and count > 1 else set()) | ({count - 1} if keep.end else set())
    if keep != NOT_KEPT:
        held.add(count - 2)
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


def _block(block: Paragraph | ListBlock, numerals: Numerals, classes: Iterator[str], above: str = "") -> Markup:
    """A paragraph or a list; ``above`` is the number of the item that holds it, for nested numbers."""
    if isinstance(block, Paragraph):
        return _element("p", block.text, numerals, _class(next(classes)))
    name, attributes = _list_tag(block, numerals)
    nested = block.marker is ListMarker.NESTED
    items = [
        _item(item, numerals, classes, _number(block.marker, number, above), own_marker=nested)
        for number, item in enumerate(block.items, block.start)
    ]
    return Markup("<{0}{1}>{2}</{0}>").format(name, attributes, Markup("").join(items))


def _item(
    item: ListItem, numerals: Numerals, classes: Iterator[str], number: str, *, own_marker: bool = False
) -> Markup:
    """One item. Nested numbers (2.1) carry their marker: the style sheet cannot know the item above."""
    css_class = _class(next(classes))
    style = (
        Markup(" style=\"list-style-type:'{}\\a0 '\"").format(numerals.computed(number)) if own_marker else Markup("")
    )
    if not item.children:
        return _element("li", item.text, numerals, css_class + style)
    text = _element("p", item.text, numerals, css_class)
    children = Markup("").join([_block(child, numerals, classes, number) for child in item.children])
    return Markup("<li{}>{}{}</li>").format(style, text, children)


def _number(style: ListMarker, number: int, above: str) -> str:
    """The number of an item without its punctuation: ``2``, ``ก``, ``2.1``; none for bullets."""
    if style in _BULLETS:
        return ""
    return marker(style.value, number, parent=above).strip("().")


def _element(name: str, text: str, numerals: Numerals, attributes: Markup) -> Markup:
    """One piece. Line breaks inside a text are leftovers of the source: they fold like any white space."""
    return Markup("<{0}{1}>{2}</{0}>").format(name, attributes, numerals.typed(text))


def _class(name: str) -> Markup:
    return Markup(' class="{}"').format(name) if name else Markup("")


def _list_tag(block: ListBlock, numerals: Numerals) -> tuple[str, Markup]:
    attributes = Markup(' data-marker="{}"').format(block.marker.value)
    if block.marker in _BULLETS:
        return "ul", attributes
    if block.start != 1:
        attributes += Markup(' start="{}"').format(block.start)
    if numerals.thai:
        attributes += Markup(' data-digits="thai"')
    return "ol", attributes
