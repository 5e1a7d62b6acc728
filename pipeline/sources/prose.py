"""A node of prose to paragraphs and lists: a text, a list of paragraphs, or ``{text, items, marker, start}``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pipeline.messages import N_, gettext
from pipeline.model import ListBlock, ListItem, ListMarker, Paragraph, RichText
from pipeline.model.record import MAX_TEXT
from pipeline.sources import limits, rules, values
from pipeline.sources.markers import LETTERED
from pipeline.sources.nodes import Entry, Fields, Items, Node, Scalar, shown
from pipeline.sources.richtext import ReadText, from_text
from pipeline.sources.texts import clean
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from pipeline.findings import FieldPath
    from pipeline.sources.reading import Reading

_KEYS = ("text", "items", "marker", "start")
_NUMBERED = frozenset({ListMarker.DECIMAL_DOT, ListMarker.NESTED})


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

    def _blocks(self, node: Node, above: ListMarker | None) -> list[Paragraph | ListBlock]:
        """The blocks of a node; ``above`` is the marker of the list around it."""
        if isinstance(node, Scalar):
            return self._from_text(node)
        if isinstance(node, Fields):
            item = self._item(node, above)
            return (
                [] if item is None else [Paragraph(text=item.text), *item.children] if item.text else [*item.children]
            )
        if all(isinstance(part, Scalar) for part in node.items):
            # Strings in a list are paragraphs, and read together: typed numbers go on from one to the next.
            parts = [part for part in node.items if isinstance(part, Scalar) and not part.is_null]
            texts = [clean(part, self.field, self.path, self.reading).strip() for part in parts]
            return self._parsed("\n\n".join(texts), node) if texts else []
        return [block for part in node.items for block in self._blocks(part, above)]

    def _from_text(self, scalar: Scalar) -> list[Paragraph | ListBlock]:
        if scalar.is_null:
            return []
        if scalar.typed is not None:
            text = values.described(scalar) if scalar.text == "" else scalar.text
            return [Paragraph(text=text)]
        return self._parsed(clean(scalar, self.field, self.path, self.reading), scalar)

    def _parsed(self, text: str, node: Node) -> list[Paragraph | ListBlock]:
        if len(text) > limits.MAX_RAW_TEXT:
            self._too_long(len(text), node)
            return []
        found: ReadText = from_text(text)
        if found.joins:
            first = found.joins[0]
            place = node.place_of_line(first) if isinstance(node, Scalar) else node.place
            self.reading.find(
                rules.LINES_JOINED, place, self.path,
                quote=text.splitlines()[first].strip()[:60], field=self.field, count=str(len(found.joins)),
            )  # fmt: skip
        for typed, expected in found.misnumbered:
            self.reading.find(
                rules.LIST_NUMBERING, node.place, self.path, field=self.field, value=typed, expected=expected
            )
        return list(found.value.blocks) if found.value else []

    def _item(self, fields: Fields, above: ListMarker | None) -> ListItem | None:
        """A text with the list below it, as an item."""
        self._report_unknown(fields)
        own = self._blocks(fields.entries["text"].value, above) if "text" in fields.entries else []
        children = [*own[1:]]
        text = own[0].text if own and isinstance(own[0], Paragraph) else ""
        if own and not text:
            children = own
        entry = fields.entries.get("items")
        if entry is not None and (block := self._list(entry.value, fields, above)) is not None:
            children.append(block)
        return ListItem.model_construct(text=text, children=tuple(children)) if text or children else None

    def _list(self, node: Node, fields: Fields, above: ListMarker | None) -> ListBlock | None:
        default = ListMarker.DECIMAL_DOT if above is None else (
            ListMarker.NESTED if above in _NUMBERED else ListMarker.DASH
        )  # fmt: skip
        marker, digits = self._marker(fields.entries.get("marker"), default)
        parts = node.items if isinstance(node, Items) else [node]
        items = [item for part in parts if (item := self._list_item(part, marker)) is not None]
        # Letters begin with the first of the alphabet.
        start = max(self._start(fields.entries.get("start")), 1 if marker in LETTERED else 0)
        return ListBlock(items=tuple(items), marker=marker, start=start, digits=digits) if items else None

    def _list_item(self, node: Node, marker: ListMarker) -> ListItem | None:
        if isinstance(node, Fields):
            item = self._item(node, marker)
            if item is None or item.text:
                return item
            blocks = list(item.children)
        else:
            blocks = self._blocks(node, marker)
        if not blocks:
            return None
        if isinstance(blocks[0], Paragraph):
            return ListItem(text=blocks[0].text, children=tuple(blocks[1:]))
        first = blocks[0].items[0]
        return ListItem(text=first.text, children=first.children)

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
