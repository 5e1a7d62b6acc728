"""Lists written as ``key: value``, turned into the records that they stand for.

``2568: ร้อยละ 40`` is a target, ``1: ด้านคุณภาพ`` a dimension, ``ข้อเสนอแนะ: …`` a heading with its text; of the
scoring criteria five values in a row are the five levels, and a name before them is that of an agency group.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.model import CriterionRow, Narrative
from pipeline.sources.limits import MAX_NUMBER
from pipeline.sources.nodes import Entry, Fields, Items, Node, Scalar
from pipeline.sources.shapes import fields_of
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from pipeline.findings import Place
    from pipeline.model import Record

LEVELS: Final = tuple(f"level_{number}" for number in range(1, 6))

_NUMBERED_KEY: Final = re.compile(r"[^0-9]{0,24}?([0-9]{1,4})\s*")
"""``2568``, ``พ.ศ. 2568``, ``ปีงบประมาณ 2568``, ``มิติที่ 1``."""
_FIGURE: Final = re.compile(r"(?:ร้อยละ\s*)?[-+]?[0-9๐-๙][0-9๐-๙,.]*\s*%?")
_LEVEL_KEY: Final = re.compile(r"(?:ระดับ(?:ที่)?\s*)?([1-5])")


def from_map(node: Node, key_field: str, value_field: str) -> Node:
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
            records.append(_keyed(entry, number, key_field, value_field))
    return Items(records, node.place)


def _is_map(fields: Fields) -> bool:
    return any(_NUMBERED_KEY.fullmatch(to_arabic(key[:40])) for key in fields.entries)


def from_codes(node: Node, record: type[Record], key_field: str, value_field: str) -> Node:
    """``{F-01: {value: 80}}``, also as items of a list: records by their code. A record itself stays as it is."""
    parts = node.items if isinstance(node, Items) else [node]
    records: list[Node] = []
    for part in parts:
        if not isinstance(part, Fields) or not _is_coded(part, record, value_field):
            records.append(part)
            continue
        for entry in part.entries.values():
            code = Scalar(entry.key.text, entry.key.place, "quoted")
            records.append(_keyed(entry, code, key_field, value_field))
    return Items(records, node.place)


def _is_coded(fields: Fields, record: type[Record], value_field: str) -> bool:
    """Whether names are codes: none is that of a field, and behind each stands a record, or nothing but a figure."""
    if not fields.entries or not fields.entries.keys().isdisjoint(fields_of(record)):
        return False
    return all(
        isinstance(entry.value, Fields)
        or (isinstance(entry.value, Scalar) and bool(value_field) and _is_figure(entry.value))
        for entry in fields.entries.values()
    )


def _is_figure(scalar: Scalar) -> bool:
    return scalar.is_null or (len(scalar.text) <= MAX_NUMBER and _FIGURE.fullmatch(scalar.text.strip()) is not None)


def _keyed(entry: Entry, key: Scalar, key_field: str, value_field: str) -> Fields:
    """The record of a key and what stands behind it: its fields, or the one value that it has."""
    if isinstance(entry.value, Fields):
        inner = entry.value.entries
    elif isinstance(entry.value, Scalar) and entry.value.is_null:
        inner = {}
    else:
        inner = {value_field: Entry(Scalar(value_field, entry.value.place), entry.value)}
    return Fields({key_field: Entry(entry.key, key), **inner}, entry.key.place)


def from_headings(node: Node) -> Node:
    """``{หัวข้อ: เนื้อความ}``, also as items of a list, as narratives; nothing behind a heading is no text."""
    parts = node.items if isinstance(node, Items) else [node]
    records: list[Node] = []
    for part in parts:
        if not isinstance(part, Fields) or not part.entries.keys().isdisjoint(fields_of(Narrative)):
            records.append(part)
            continue
        for entry in part.entries.values():
            heading = Scalar(entry.key.text, entry.key.place, "quoted")
            text = {"text": Entry(Scalar("text", entry.value.place), entry.value)}
            records.append(Fields({"heading": Entry(entry.key, heading), **text}, entry.key.place))
    return Items(records, node.place)


def from_grid(node: Node) -> Node:
    """Scoring criteria as five values, rows of five values, ``level: text``, or any of these behind a group."""
    if isinstance(node, Items):
        if node.items and all(isinstance(item, Scalar) for item in node.items):
            return Items([_row(node)], node.place)
        return Items([_row(item) for item in node.items], node.place)
    if not isinstance(node, Fields) or not node.entries or not node.entries.keys().isdisjoint(fields_of(CriterionRow)):
        return node
    if _levels(node) is not None:
        return Items([_row(node)], node.place)
    rows: list[Node] = []
    for entry in node.entries.values():
        row = _row(entry.value)
        if not isinstance(row, Fields):
            return node
        group = Entry(entry.key, Scalar(entry.key.text, entry.key.place, "quoted"))
        rows.append(Fields({"group": group, **row.entries}, entry.key.place))
    return Items(rows, node.place)


def _row(node: Node) -> Node:
    """A row of criteria in its long form; anything else stays as it is and is told where it is read."""
    if isinstance(node, Items):
        # A sixth value is told as a level that there is not.
        cells = enumerate(node.items[: len(LEVELS) + 1], 1)
        return Fields({f"level_{no}": _named(f"ระดับ {no}", item, item.place) for no, item in cells}, node.place)
    levels = _levels(node) if isinstance(node, Fields) else None
    return node if levels is None else Fields(levels, node.place)


def _levels(fields: Fields) -> dict[str, Entry] | None:
    """``{1: 60, ระดับ 2: 70}`` by the fields of a row; ``None`` where a name is no level."""
    found: dict[str, Entry] = {}
    for name, entry in fields.entries.items():
        match = _LEVEL_KEY.fullmatch(to_arabic(name[:20]).strip())
        if match is None or not isinstance(entry.value, Scalar):
            return None
        found[f"level_{match[1]}"] = Entry(entry.key, entry.value)
    return found or None


def _named(name: str, value: Node, place: Place) -> Entry:
    return Entry(Scalar(name, place), value)
