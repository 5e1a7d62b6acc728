"""The parts of a dataset folder: which file fills which field of the dataset.

``agency.yaml`` is the dataset itself. Every other list or group of the dataset may stand in a file of its name
(``strategy.yaml``, ``house.yaml``; ``plan_book`` in ``plan-book.yaml``), every list also in a folder of its name,
one record per file (``projects/*.yaml``). The table is read from the model: a new field is a new part.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.model import Dataset
from pipeline.sources.nodes import Entry, Fields, Items, Node, Scalar
from pipeline.sources.shapes import ListShape, RecordShape, fields_of
from pipeline.sources.suffixes import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Part:
    """A field of the dataset that may stand in a file of its own."""

    stem: str
    field: str
    title: str
    many: bool


@cache
def parts() -> Mapping[str, Part]:
    """All parts by the stem of their file, without :data:`~pipeline.sources.suffixes.ROOT`."""
    found = {}
    for name, field in fields_of(Dataset).items():
        many = isinstance(field.shape, ListShape)
        if name != ROOT and (many or isinstance(field.shape, RecordShape)):
            stem = name.replace("_", "-")
            found[stem] = Part(stem, name, field.title, many)
    return found


def content(node: Node, part: Part) -> Node:
    """What a file holds of a part: the list or group itself, also where it is written below its name."""
    if isinstance(node, Fields) and len(node.entries) == 1 and part.field in node.entries:
        node = node.entries[part.field].value
    if part.many and isinstance(node, Fields):
        return Items([node], node.place)
    return node


def flatten_children(root: Fields) -> None:
    """A strategy tree written as nested ``children`` becomes the flat list of the model; parents are filled in."""
    entry = root.entries.get("strategy")
    if entry is None or not isinstance(entry.value, Items):
        return
    flat: list[Node] = []
    todo: list[tuple[Node, Scalar | None]] = [(node, None) for node in reversed(entry.value.items)]
    while todo:
        node, above = todo.pop()
        flat.append(node)
        if not isinstance(node, Fields):
            continue
        if above is not None and "parent" not in node.entries:
            node.entries["parent"] = Entry(above, above)
        below = node.entries.get("children")
        code = node.entries.get("code")
        if below is not None and isinstance(below.value, Items):
            del node.entries["children"]
            owner = code.value if code is not None and isinstance(code.value, Scalar) else None
            todo += [(child, owner) for child in reversed(below.value.items)]
    entry.value = Items(flat, entry.value.place)
