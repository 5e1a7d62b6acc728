r"""Plain text to paragraphs, lists and tables, and back.

Conventions, as people write in a cell or a YAML block:

* A blank line begins a new paragraph; so does a line that is indented more than the line before it.
* A line that begins with a list marker is an item. Lists nest by indentation; where nothing is indented, by
  marker: another marker goes below the item before it, and ``1.1`` below ``1.``.
* Any other line continues the text above it (a line break inside a sentence). Thai joins Thai without a space.
* After a blank line, an indented text is a further paragraph of the item; one at the margin ends the list.
* Two or more lines that begin with a bar are a table (:mod:`pipeline.sources.pipetables`); it ends all lists.
* ``**…**`` stays as it is typed: the model reads it as bold.
* ``\`` before a marker makes it plain text; a line of ``\`` alone ends the lists of its indentation. Nobody has
  to type these; the writer needs them for texts that would otherwise be read back differently.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pipeline.model import ListBlock, ListItem, ListMarker, Paragraph, RichText, TableBlock
from pipeline.sources.markers import LETTERED, UNCOUNTED, Marked, marked
from pipeline.sources.pipetables import TableTrouble, is_row, read_table, write_table
from pipeline.sources.texts import joined
from pipeline.thai.digits import to_thai

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEP = 4
"""Columns by which the writer indents a level."""
_SLACK = 1
"""Columns by which an item may be out of line and still belong to its list."""


@dataclass(slots=True)
class _Text:
    """A paragraph in the making."""

    text: str


@dataclass(slots=True)
class _Item:
    """A list item in the making; ``numbers`` is what is printed before it: (2, 3) for 2.3."""

    text: str
    numbers: tuple[int, ...]
    children: list[_Text | _List] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    """A list in the making."""

    marker: ListMarker
    start: int
    indent: int
    digits: Literal["thai"] | None = None
    items: list[_Item] = field(default_factory=list)

    @property
    def next(self) -> int:
        return self.start + len(self.items)


@dataclass(slots=True)
class ReadText:
    """What became of a text: its value, which line breaks were joined, which item numbers were out of order.

    ``joins`` holds the numbers of the lines (from 0) that were joined to the one above, ``misnumbered`` pairs of
    the marker as typed and the number expected.
    """

    value: RichText | None
    joins: list[int] = field(default_factory=list)
    misnumbered: list[tuple[str, str]] = field(default_factory=list)
    troubles: list[TableTrouble] = field(default_factory=list)


def from_text(text: str) -> ReadText:
    """Paragraphs, lists and tables of a text; ``value`` is ``None`` for a blank one."""
    parser = _Parser()
    lines = text.expandtabs(_STEP).splitlines()
    number = 0
    while number < len(lines):
        end = number
        while end < len(lines) and is_row(lines[end]):
            end += 1
        if end - number > 1:
            parser.take_table(lines[number:end], number)
            number = end
        else:
            parser.take(lines[number], number)
            number += 1
    blocks = tuple(
        block if isinstance(block, TableBlock) else _finished(block) for block in parser.blocks if _has_text(block)
    )
    value = RichText(blocks=blocks) if blocks else None
    return ReadText(value, parser.joins, parser.misnumbered, parser.troubles)


class _Parser:
    """One pass over the lines with a stack of the lists that are open."""

    def __init__(self) -> None:
        self.blocks: list[_Text | _List | TableBlock] = []
        self.joins: list[int] = []
        self.misnumbered: list[tuple[str, str]] = []
        self.troubles: list[TableTrouble] = []
        self._open: list[_List] = []
        self._current: _Text | _Item | None = None
        self._last = ""
        self._blank = False
        self._trusted = False

    def take(self, raw: str, number: int) -> None:
        """The next line."""
        body = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        if not body:
            self._blank = True
            return
        if body == "\\":
            self._close(indent)
            self._current, self._trusted = None, True
            return
        found = None if body.startswith("\\") else marked(body)
        if found is None or not self._item(found, indent):
            self._text(raw if not body.startswith("\\") else raw.replace("\\", "", 1), indent, number)
        self._last, self._blank, self._trusted = raw, False, False

    def take_table(self, lines: list[str], number: int) -> None:
        """The next lines, which are a table."""
        table, troubles = read_table(lines, number)
        self.troubles += troubles
        self._open.clear()
        self._current, self._last, self._blank, self._trusted = None, "", False, False
        if table is not None:
            self.blocks.append(table)

    def _close(self, indent: int) -> None:
        while self._open and self._open[-1].indent >= indent:
            self._open.pop()

    def _text(self, raw: str, indent: int, number: int) -> None:
        last_indent = len(self._last) - len(self._last.lstrip())
        deeper = isinstance(self._current, _Text) and indent > last_indent
        if self._current is not None and not self._blank and not deeper:
            if self._current.text:
                self.joins.append(number)
            # The line above is taken as written: a blank at its end is a space that was meant.
            trailing = self._last[len(self._last.rstrip()) :]
            self._current.text = joined(self._current.text + trailing, raw.strip())
            return
        self._close(indent)
        self._current = _Text(raw.strip())
        self._container().append(self._current)

    def _container(self) -> list[_Text | _List] | list[_Text | _List | TableBlock]:
        return self._open[-1].items[-1].children if self._open else self.blocks

    def _item(self, found: Marked, indent: int) -> bool:
        """Take the line as an item; ``False`` where its number is no marker here."""
        while self._open and self._open[-1].indent > indent + _SLACK:
            self._open.pop()
        depth = self._nested_depth(found) if found.marker is ListMarker.NESTED else self._depth(found, indent)
        if depth is None:
            return False
        opened = self._open[depth] if depth < len(self._open) else None
        if opened is None or not self._continues(opened, found):
            del self._open[depth:]
            opened = self._begin(found, indent)
        else:
            del self._open[depth + 1 :]
        number = opened.next
        if found.numbers and found.numbers[-1] != number:
            self.misnumbered.append((found.typed, str(number)))
        path = self._parent_path(depth) if found.marker is ListMarker.NESTED else ()
        self._current = _Item(found.rest, (*path, number))
        opened.items.append(self._current)
        return True

    def _begin(self, found: Marked, indent: int) -> _List:
        """A new list where the open ones end, or the last list there if this item goes on with it."""
        container = self._container()
        last = container[-1] if container else None
        if isinstance(last, _List) and last.marker is found.marker and not self._trusted and self._goes_on(last, found):
            self._open.append(last)
            return last
        start = found.numbers[-1] if found.numbers else 1
        opened = _List(found.marker, start, indent, "thai" if found.thai else None)
        container.append(opened)
        self._open.append(opened)
        return opened

    def _goes_on(self, known: _List, found: Marked) -> bool:
        return found.marker in UNCOUNTED or found.numbers[-1] == known.next

    def _continues(self, opened: _List, found: Marked) -> bool:
        """Whether an item belongs to an open list: not when it is another kind, or counts from 1 again."""
        if opened.marker is not found.marker or self._trusted:
            return False
        if not self._goes_on(opened, found) and found.numbers[-1] == 1:
            self.misnumbered.append((found.typed, str(opened.next)))
            return False
        return True

    def _depth(self, found: Marked, indent: int) -> int | None:
        """The number of the open list that the item belongs to, or of the one that it begins."""
        for depth in range(len(self._open) - 1, -1, -1):
            known = self._open[depth]
            if known.indent < indent - _SLACK:
                break
            if known.marker is found.marker:
                return depth if self._plausible(found, known) else None
        return len(self._open) if self._plausible(found, None) else None

    def _plausible(self, found: Marked, known: _List | None) -> bool:
        """Letters must count: ``ส. ศิวรักษ์`` is a name."""
        if found.marker not in LETTERED or self._trusted or found.numbers[0] == 1:
            return True
        return known is not None and known.next <= found.numbers[0] <= known.next + 2

    def _nested_depth(self, found: Marked) -> int | None:
        """Where ``2.3`` belongs: below the item 2, if that is open and 3 is its next number."""
        *parent, number = found.numbers
        if parent == [0]:
            return self._unparented_depth(number)
        for depth in range(len(self._open), 0, -1):
            if list(self._open[depth - 1].items[-1].numbers) != parent:
                continue
            known = self._open[depth] if depth < len(self._open) else None
            expected = known.next if known is not None and known.marker is ListMarker.NESTED else 1
            return depth if self._trusted or expected <= number <= expected + (expected > 1) else None
        return None

    def _unparented_depth(self, number: int) -> int | None:
        """Where ``0.2`` belongs, which only the writer makes: an item of such a list below no numbered item."""
        if self._trusted:
            return len(self._open)
        for depth in range(len(self._open) - 1, -1, -1):
            known = self._open[depth]
            if known.marker is ListMarker.NESTED and len(known.items[-1].numbers) == 1:
                return depth if number == known.next else None
        return None

    def _parent_path(self, depth: int) -> tuple[int, ...]:
        return self._open[depth - 1].items[-1].numbers if depth else ()


def _has_text(block: _Text | _List | TableBlock) -> bool:
    if isinstance(block, TableBlock):
        return True
    if isinstance(block, _Text):
        return bool(block.text)
    block.items = [item for item in block.items if item.text or any(_has_text(child) for child in item.children)]
    return bool(block.items)


def _finished(block: _Text | _List) -> Paragraph | ListBlock:
    if isinstance(block, _Text):
        return Paragraph(text=block.text)
    items: list[ListItem] = []
    for item in block.items:
        children = tuple(_finished(child) for child in item.children if _has_text(child))
        # A marker alone on its line has no text of its own: what stands below it takes its place.
        if item.text:
            items.append(ListItem(text=item.text, children=children))
        elif isinstance(children[0], Paragraph):
            items.append(ListItem(text=children[0].text, children=children[1:]))
        else:
            *head, last = children[0].items
            items += [*head, ListItem(text=last.text, children=(*last.children, *children[1:]))]
    return ListBlock(items=tuple(items), marker=block.marker, start=block.start, digits=block.digits)


def to_text(rich: RichText) -> str:
    """The text that :func:`from_text` reads back as the same value, as plain as possible."""
    for careful in (False, True):
        lines: list[str] = []
        _write(rich.blocks, 0, (), lines, careful=careful)
        text = "\n".join(lines)
        if from_text(text).value == rich:
            break
    return text


def _write(
    blocks: Sequence[Paragraph | ListBlock | TableBlock], indent: int, parent: tuple[int, ...], lines: list[str],
    *, careful: bool,
) -> None:  # fmt: skip
    margin = " " * indent
    before: Paragraph | ListBlock | TableBlock | None = None
    for block in blocks:
        if isinstance(block, TableBlock):
            lines += [*([""] if lines else []), *write_table(block)]
        elif isinstance(block, Paragraph):
            if lines:
                lines.append("")
            text = " ".join(block.text.splitlines())
            escaped = careful and (text[:1] in {"\\", "|"} or marked(text))
            lines.append(margin + ("\\" if escaped else "") + text)
        else:
            if isinstance(before, ListBlock | TableBlock):
                lines.append("")
            if careful:
                lines.append(margin + "\\")
            _write_list(block, indent, parent, lines, careful=careful)
        before = block


def _write_list(block: ListBlock, indent: int, parent: tuple[int, ...], lines: list[str], *, careful: bool) -> None:
    from pipeline.thai.counters import marker

    nested = block.marker is ListMarker.NESTED
    above = ".".join(map(str, parent)) or "0"
    for number, item in enumerate(block.items, block.start):
        label = marker(block.marker.value, number, parent=above if nested else "")
        label = to_thai(label) if block.digits == "thai" else label
        lines.append(f"{' ' * indent}{label} {' '.join(item.text.splitlines())}")
        path = (*parent, number) if nested else (number,)
        _write(item.children, indent + _STEP, path, lines, careful=careful)
