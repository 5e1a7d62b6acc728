"""Shorter ways to write a record, which people expect and which mean nothing else.

A formula, an activity or a part of a book as a plain text; targets and dimensions as ``year: target`` and
``number: name``; a list of plain texts where the field is always a list. Each is turned into the long form before
it is bound, every value keeping its own place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.model import Activity, Dataset, Formula, Indicator, PartChoice, PlanBook, ResultGroup, Swot, Unit
from pipeline.sources.markers import marked
from pipeline.sources.nodes import Entry, Fields, Items, Node, Scalar
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.model import Record

LEADS: Final[Mapping[type[Record], str]] = {Formula: "text", Activity: "name", PartChoice: "part"}
"""Records that may be a plain text: the field that the text fills."""

MAPS: Final[Mapping[tuple[type[Record], str], tuple[str, str]]] = {
    # Lists that may be written ``key: value``: the fields that key and value fill.
    (Indicator, "targets"): ("year", "text"),
    (Dataset, "dimensions"): ("no", "name"),
}

_LINES: Final = frozenset({(Indicator, "activities"), (PlanBook, "parts")})
"""Lists that may be written as a block of lines."""

_LISTS: Final = frozenset({
    (Unit, "duties"), (ResultGroup, "items"),
    *((Swot, name) for name in ("strengths", "weaknesses", "opportunities", "threats")),
})  # fmt: skip
"""Prose that is a list by its nature: plain texts written as a YAML list are its items, not paragraphs."""

_NUMBERED_KEY: Final = re.compile(r"[^0-9]{0,24}?([0-9]{1,4})\s*")
"""``2568``, ``พ.ศ. 2568``, ``ปีงบประมาณ 2568``, ``มิติที่ 1``."""


def as_record(record: type[Record], node: Node) -> Node:
    """The group of named values that a plain text in place of a record stands for."""
    lead = LEADS.get(record)
    if lead is None:
        return node
    prose = record is Formula and (isinstance(node, Items) or (isinstance(node, Fields) and "items" in node.entries))
    if isinstance(node, Scalar) or prose:
        return Fields({lead: Entry(Scalar(lead, node.place), node)}, node.place)
    return node


def spelled_out(record: type[Record], name: str, node: Node) -> Node:
    """The value of a field in its long form."""
    key = (record, name)
    if key in MAPS:
        return _from_map(node, *MAPS[key])
    if key in _LINES and isinstance(node, Scalar) and not node.is_null and node.typed is None:
        return _from_lines(node)
    if key in _LISTS and isinstance(node, Items) and node.items and all(map(_is_bare_item, node.items)):
        return Fields({"items": Entry(Scalar("items", node.place), node)}, node.place)
    return node


def _from_map(node: Node, key_field: str, value_field: str) -> Node:
    """``{2568: ร้อยละ 40}``, also as items of a list, as a list of records."""
    parts = node.items if isinstance(node, Items) else [node]
    if not any(isinstance(part, Fields) and _is_map(part) for part in parts):
        return node
    records: list[Node] = []
    for part in parts:
        if not isinstance(part, Fields) or not _is_map(part):
            records.append(part)
            continue
        for entry in part.entries.values():
            if isinstance(entry.value, Scalar) and entry.value.is_null:
                continue
            # The number alone; a key without one is told as what it is when it is read.
            found = _NUMBERED_KEY.fullmatch(to_arabic(entry.key.text))
            number = Scalar(found[1] if found else entry.key.text, entry.key.place, "quoted")
            inner = (
                entry.value.entries
                if isinstance(entry.value, Fields)
                else {value_field: Entry(Scalar(value_field, entry.value.place), entry.value)}
            )
            records.append(Fields({key_field: Entry(entry.key, number), **inner}, entry.key.place))
    return Items(records, node.place)


def _is_map(fields: Fields) -> bool:
    return any(_NUMBERED_KEY.fullmatch(to_arabic(key[:40])) for key in fields.entries)


def _from_lines(scalar: Scalar) -> Items:
    """One item for each line; a list marker in front of it is not part of it."""
    items: list[Node] = []
    for number, line in enumerate(scalar.text.split("\n")):
        found = marked(line.strip())
        text = found.rest if found is not None else line.strip()
        if text:
            items.append(Scalar(text, scalar.place_of_line(number), "quoted"))
    return Items(items, scalar.place)


def _is_bare_item(node: Node) -> bool:
    """Whether a part of a list is an item without a typed marker."""
    if isinstance(node, Fields):
        return "text" in node.entries
    return isinstance(node, Scalar) and marked(node.text.strip()) is None
