"""Prose of the dataset as HTML: paragraphs, lists and tables, everything escaped, ``**…**`` in bold.

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

from pipeline.compose.widths import ems
from pipeline.model import ListBlock, ListMarker, Paragraph, TableBlock, spans, unmarked
from pipeline.thai.counters import marker
from pipeline.thai.digits import to_thai

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.digits import Numerals
    from pipeline.model import ListItem, RichText

    Block = Paragraph | ListBlock | TableBlock

_LINE_EMS = 48.0
"""Ems of a line of table text (14 design points) across a portrait page."""

_LEAST_EMS, _CELL_EMS = 3.0, 1.3
"""The narrowest column, and what padding and a little air add to each."""

_BULLETS = frozenset({ListMarker.BULLET.value, ListMarker.DASH.value})


@dataclass(frozen=True, slots=True)
class Keep:
    """Which ends of a text hold on to what stands next to it. With either, its last two pieces stay together."""

    start: bool = False
    end: bool = False


NOT_KEPT = Keep()


def to_html(text: RichText, numerals: Numerals, keep: Keep = NOT_KEPT) -> Markup:
    """The text as ``p``, ``ol``, ``ul`` and ``table``.

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


def _pieces(blocks: tuple[Block, ...]) -> Iterator[Paragraph | TableBlock | ListItem]:
    """Every piece that prints lines of its own, in reading order."""
    for block in blocks:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield item
                yield from _pieces(item.children)
        else:
            yield block


def _block(block: Block, numerals: Numerals, classes: Iterator[str], above: str = "") -> Markup:
    """A block; ``above`` is the number of the item that holds it, for nested numbers."""
    if isinstance(block, Paragraph):
        return _element("p", block.text, numerals, _class(next(classes)))
    if isinstance(block, TableBlock):
        return _table(block, numerals, next(classes))
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


def _table(block: TableBlock, numerals: Numerals, held: str) -> Markup:
    """A table with its head repeated on every page, columns as wide as their texts ask for."""
    columns = Markup("").join([Markup('<col style="width:{}%"/>').format(width) for width in column_widths(block)])
    head = Markup("").join([_element("th", cell, numerals, Markup(' scope="col"')) for cell in block.head])
    classes = [Markup(' class="{}"').format(side) if side != "left" else Markup("") for side in block.align]
    classes += [Markup("")] * (len(block.head) - len(classes))
    rows = [
        Markup("").join([_element("td", cell, numerals, side) for cell, side in zip(row, classes, strict=True)])
        for row in block.rows
    ]
    body = Markup("").join([Markup("<tr>{}</tr>").format(row) for row in rows])
    return Markup(
        '<table class="{}"><colgroup>{}</colgroup><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    ).format(f"grid prose-table {held}".rstrip(), columns, head, body)


def column_widths(block: TableBlock) -> tuple[str, ...]:
    """Percentages that add up to 100.

    Where every text fits on one line, columns are as wide as their longest text asks for, in proportion. Else
    narrow columns get that, and the wide ones share the rest evenly.
    """
    asked = [
        max(_LEAST_EMS, *(ems(unmarked(cell)) for cell in column)) + _CELL_EMS
        for column in zip(block.head, *block.rows, strict=True)
    ]
    room, given = _LINE_EMS, [0.0] * len(asked)
    for done, column in enumerate(sorted(range(len(asked)), key=asked.__getitem__)):
        given[column] = min(asked[column], room / (len(asked) - done))
        room -= given[column]
    tenths = [round(1000 * width / sum(given)) for width in given]
    widest = tenths.index(max(tenths))
    tenths[widest] += 1000 - sum(tenths)
    return tuple(f"{tenth / 10:g}" for tenth in tenths)


def _element(name: str, text: str, numerals: Numerals, attributes: Markup) -> Markup:
    """One piece. Line breaks inside a text are leftovers of the source: they fold like any white space."""
    return Markup("<{0}{1}>{2}</{0}>").format(name, attributes, inline(numerals.typed(text)))


def inline(text: str) -> Markup:
    """A text with its runs in bold; nothing else in it is code."""
    bold, plain = Markup("<strong>{}</strong>"), Markup("{}")
    return Markup("").join([(bold if span.bold else plain).format(span.text) for span in spans(text)])


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
