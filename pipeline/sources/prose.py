"""A node of prose to paragraphs, lists, tables: a text, a list of paragraphs, or ``{text, items, marker, start}``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from pipeline.messages import N_, gettext
from pipeline.model import ListBlock, ListItem, ListMarker, Paragraph, RichText, TableBlock, spans
from pipeline.model.record import MAX_TEXT
from pipeline.sources import limits, rules, values
from pipeline.sources.markers import LETTERED
from pipeline.sources.nodes import Entry, Fields, Items, Node, Scalar, shown
from pipeline.sources.richtext import ReadText, from_text
from pipeline.sources.texts import clean
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.findings import FieldPath, Place
    from pipeline.sources.pipetables import TableTrouble
    from pipeline.sources.reading import Reading

    Block = Paragraph | ListBlock | TableBlock

_KEYS = ("text", "items", "marker", "start")
_NUMBERED = frozenset({ListMarker.DECIMAL_DOT, ListMarker.NESTED})


class _Item(NamedTuple):
    """A text with what stands below it."""

    text: str
    below: list[Block]


class ProseReader:
    """Reads one value; ``field`` is its title for findings."""

    def __init__(self, reading: Reading, field: str, path: FieldPath) -> None:
        self.reading = reading
        self.field = field
        self.path = path

    def read(self, node: Node) -> RichText | None:
        """The prose, or ``None`` where nothing is written or its size is beyond the limit."""
        blocks = self._blocks(node, None)
        if not blocks:
            return None
        rich = RichText(blocks=tuple(blocks))
        length = sum(map(len, rich.texts()))
        if length > MAX_TEXT:
            self._too_long(length, node)
            return None
        return rich

    def _too_long(self, length: int, node: Node) -> None:
        self.reading.find(
            rules.TEXT_TOO_LONG, node.place, self.path, field=self.field, length=f"{length:,}", limit=f"{MAX_TEXT:,}"
        )

    def _blocks(self, node: Node, above: ListMarker | None) -> list[Block]:
        """The blocks of a node; ``above`` is the marker of the list around it."""
        if isinstance(node, Scalar):
            return self._from_text(node)
        if isinstance(node, Fields):
            text, below = self._item(node, above)
            return [Paragraph(text=text), *below] if text else below
        if all(isinstance(part, Scalar) for part in node.items):
            # Strings in a list are paragraphs, and read together: typed numbers go on from one to the next.
            parts = [part for part in node.items if isinstance(part, Scalar) and not part.is_null]
            texts = [clean(part, self.field, self.path, self.reading).strip() for part in parts]
            return self._parsed("\n\n".join(texts), node) if texts else []
        return [block for part in node.items for block in self._blocks(part, above)]

    def _from_text(self, scalar: Scalar) -> list[Block]:
        if scalar.is_null:
            return []
        if scalar.typed is not None:
            text = values.described(scalar) if scalar.text == "" else scalar.text
            return [Paragraph(text=text)]
        return self._parsed(clean(scalar, self.field, self.path, self.reading), scalar)

    def _parsed(self, text: str, node: Node) -> list[Block]:
        if len(text) > limits.MAX_RAW_TEXT:
            self._too_long(len(text), node)
            return []
        found: ReadText = from_text(text)
        if found.joins:
            first = found.joins[0]
            self.reading.find(
                rules.LINES_JOINED, _line_place(node, first), self.path,
                quote=text.splitlines()[first].strip()[:60], field=self.field, count=str(len(found.joins)),
            )  # fmt: skip
        for typed, expected in found.misnumbered:
            self.reading.find(
                rules.LIST_NUMBERING, node.place, self.path, field=self.field, value=typed, expected=expected
            )
        for trouble in found.troubles:
            self._table_trouble(trouble, node)
        blocks = list(found.value.blocks) if found.value else []
        if "**" in text:
            self._check_bold(blocks, text, node)
        return blocks

    def _table_trouble(self, trouble: TableTrouble, node: Node) -> None:
        params = {"field": self.field, "count": str(trouble.found), "expected": str(trouble.expected), "extra": ""}
        if trouble.kind == "ragged":
            rule = rules.TABLE_RAGGED
            if trouble.text:
                params["extra"] = gettext(rules.TABLE_EXTRA).format(text=trouble.text[:60])
        elif trouble.kind == "no-rows":
            rule = rules.TABLE_NO_ROWS
        else:
            rule = rules.TABLE_TOO_LARGE
            what = gettext(N_("คอลัมน์") if trouble.kind == "too-wide" else N_("แถว"))
            params |= {"what": what, "limit": str(trouble.expected)}
        place = _line_place(node, trouble.line)
        self.reading.keep(rule, place, self.path, params, quote=trouble.text[:60])

    def _check_bold(self, blocks: Iterable[Block], text: str, node: Node) -> None:
        """Note the marks of bold text that pair with nothing, at the first line that has one."""
        wrong = next((piece for piece in _pieces(blocks) if _is_unbalanced(piece)), None)
        if wrong is not None:
            lines = [*enumerate(text.splitlines())]
            at = next((number for number, line in lines if _is_unbalanced(line) or wrong in line), 0)
            quote = " ".join(wrong.split())[:60]
            self.reading.find(
                rules.BOLD_UNBALANCED, _line_place(node, at), self.path, quote=quote, field=self.field, value=quote
            )

    def _item(self, fields: Fields, above: ListMarker | None) -> _Item:
        """A text with the list below it; both may be empty."""
        self._report_unknown(fields)
        own = self._blocks(fields.entries["text"].value, above) if "text" in fields.entries else []
        text = ""
        if own and isinstance(own[0], Paragraph):
            text = own[0].text
            del own[0]
        entry = fields.entries.get("items")
        if entry is not None and (block := self._list(entry.value, fields, above)) is not None:
            own.append(block)
        return _Item(text, own)

    def _list(self, node: Node, fields: Fields, above: ListMarker | None) -> ListBlock | None:
        default = ListMarker.DECIMAL_DOT if above is None else (
            ListMarker.NESTED if above in _NUMBERED else ListMarker.DASH
        )  # fmt: skip
        marker, digits = self._marker(fields.entries.get("marker"), default)
        parts = node.items if isinstance(node, Items) else [node]
        items = [item for part in parts for item in self._list_items(part, marker)]
        # Letters begin with the first of the alphabet.
        start = max(self._start(fields.entries.get("start")), 1 if marker in LETTERED else 0)
        return ListBlock(items=tuple(items), marker=marker, start=start, digits=digits) if items else None

    def _list_items(self, node: Node, marker: ListMarker) -> list[ListItem]:
        """What a part of a list comes to: one item, or several where it is nothing but a list itself."""
        text, below = self._item(node, marker) if isinstance(node, Fields) else _Item("", self._blocks(node, marker))
        blocks = self._without_tables(below, node)
        if text:
            return [ListItem(text=text, children=tuple(blocks))]
        if not blocks:
            return []
        first, *rest = blocks
        if isinstance(first, Paragraph):
            return [ListItem(text=first.text, children=tuple(rest))]
        *head, last = first.items
        return [*head, ListItem(text=last.text, children=(*last.children, *rest))]

    def _without_tables(self, blocks: Sequence[Block], node: Node) -> list[Paragraph | ListBlock]:
        """What may stand in an item: a table there becomes a paragraph for each of its rows."""
        found: list[Paragraph | ListBlock] = []
        for block in blocks:
            if not isinstance(block, TableBlock):
                found.append(block)
                continue
            self.reading.find(rules.TABLE_IN_LIST, node.place, self.path, field=self.field)
            lines = (" | ".join(row) for row in (block.head, *block.rows) if any(row))
            found += [Paragraph(text=line) for line in lines]
        return found

    def _marker(self, entry: Entry | None, default: ListMarker) -> tuple[ListMarker, Literal["thai"] | None]:
        if entry is None or not isinstance(entry.value, Scalar) or entry.value.is_null:
            return default, None
        text = entry.value.text.strip()
        try:
            return ListMarker(to_arabic(text)), "thai" if text != to_arabic(text) else None
        except ValueError:
            listed = ", ".join(f"“{member.value}”" for member in ListMarker)
            self.reading.find(
                rules.NOT_IN_LIST, entry.value.place, self.path,
                field=f"{self.field} (marker)", value=shown(entry.value), choices=listed, suggestion="",
            )  # fmt: skip
            return default, None

    def _start(self, entry: Entry | None) -> int:
        if entry is None or not isinstance(entry.value, Scalar) or entry.value.is_null:
            return 1
        try:
            start = values.whole(entry.value)
        except values.Trouble as trouble:
            params = {"field": f"{self.field} (start)", **trouble.params}
            self.reading.keep(trouble.rule, entry.value.place, self.path, params)
            return 1
        return min(max(start, 0), 999)

    def _report_unknown(self, fields: Fields) -> None:
        for name, entry in fields.entries.items():
            if name not in _KEYS:
                self.reading.find(
                    rules.UNKNOWN_FIELD, entry.key.place, self.path,
                    value=shown(entry.key), record=self.field,
                    suggestion=gettext(N_("ใช้ได้เฉพาะ: {names}")).format(names=", ".join(_KEYS)),
                )  # fmt: skip


def _line_place(node: Node, line: int) -> Place:
    return node.place_of_line(line) if isinstance(node, Scalar) else node.place


def _pieces(blocks: Iterable[Block]) -> Iterable[str]:
    """Every text of the blocks as typed, marks and all."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, TableBlock):
            for row in (block.head, *block.rows):
                yield from row
        else:
            for item in block.items:
                yield item.text
                yield from _pieces(item.children)


def _is_unbalanced(text: str) -> bool:
    return "**" in text and any("**" in span.text for span in spans(text) if not span.bold)
