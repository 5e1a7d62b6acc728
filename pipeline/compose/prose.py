"""Prose of the dataset as HTML: paragraphs and lists, everything escaped.

Every item carries its marker as text (``data-number``), and the stylesheet prints that in the line itself: what
reads the PDF then finds ``1. text`` in one piece. Word counts for itself, from what the list says.

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
from pipeline.thai.digits import to_thai

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.digits import Numerals
    from pipeline.model import ListItem, RichText

_BULLETS = frozenset({ListMarker.BULLET.value, ListMarker.DASH.value})


@dataclass(frozen=True, slots=True)
class Keep:
    """Which ends of a text hold on to what stands next to it. With either, its last two pieces stay together."""

    start: bool = False
    end: bool = False


NOT_KEPT = Keep()


def to_html(text: RichText, numerals: Numerals, keep: Keep = NOT_KEPT) -> Markup:
    """The text as ``p``, ``ol`` and ``ul``.

    Lists tell how they count by ``data-marker`` (``1.``, ``(1)``, ``ก.``, ``•`` …), their first number by ``start``
    and Thai digits by ``data-digits``.
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
    thai = _is_thai(block, numerals)
    items = []
    for number, item in enumerate(block.items, block.start):
        own = marker(block.marker.value, number, parent=above)
        items.append(_item(item, numerals, classes, own, to_thai(own) if thai else own))
    name, attributes = _list_tag(block, thai=thai)
    return Markup("<{0}{1}>{2}</{0}>").format(name, attributes, Markup("").join(items))


def _item(item: ListItem, numerals: Numerals, classes: Iterator[str], number: str, printed: str) -> Markup:
    """One item; ``number`` is its marker in Arabic digits, ``printed`` as the document shows it."""
    attributes = Markup(' data-number="{}"').format(printed) + _class(next(classes))
    if not item.children:
        return _element("li", item.text, numerals, attributes)
    text = _element("p", item.text, numerals, attributes)
    above = "" if number in _BULLETS else number.strip("().")
    children = Markup("").join([_block(child, numerals, classes, above) for child in item.children])
    return Markup("<li>{}{}</li>").format(text, children)


def _is_thai(block: ListBlock, numerals: Numerals) -> bool:
    """Whether a list counts in Thai digits: the document's, or else those in which the list was typed."""
    return numerals.thai or (numerals.style.value == "as-given" and block.digits == "thai")


def _element(name: str, text: str, numerals: Numerals, attributes: Markup) -> Markup:
    """One piece. Line breaks inside a text are leftovers of the source: they fold like any white space."""
    return Markup("<{0}{1}>{2}</{0}>").format(name, attributes, numerals.typed(text))


def _class(name: str) -> Markup:
    return Markup(' class="{}"').format(name) if name else Markup("")


def _list_tag(block: ListBlock, *, thai: bool) -> tuple[str, Markup]:
    attributes = Markup(' data-marker="{}"').format(block.marker.value)
    if block.marker.value in _BULLETS:
        return "ul", attributes
    if block.start != 1:
        attributes += Markup(' start="{}"').format(block.start)
    if thai:
        attributes += Markup(' data-digits="thai"')
    return "ol", attributes
