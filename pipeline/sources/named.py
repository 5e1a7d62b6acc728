"""Units, people and projects that are referred to by their name: people type ``กองแผนงาน`` where a code is asked for.

A name that one record of the list has, and no code is, means that record. A name that two have means nobody.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.sources.nodes import Fields, Items, Node, Scalar
from pipeline.sources.references import KEYS, REFERENCES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.model import Record

Names = dict[str, dict[str, str]]
"""Codes by name, by list."""

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "units": ("name", "short_name"), "people": ("name",), "projects": ("name",),
}  # fmt: skip
"""Lists whose records are known by a name, and the fields that hold one."""


def names_in(root: Node | None) -> Names:
    """What is called what in a tree of values."""
    found: Names = {}
    for name, fields in _NAMES.items():
        entry = root.entries.get(name) if isinstance(root, Fields) else None
        key = KEYS[name][1]
        records = entry.value.items if entry is not None and isinstance(entry.value, Items) else []
        codes = {_folded(record.text(key)) for record in records if isinstance(record, Fields)}
        meant: dict[str, str] = {}
        for record in records:
            if isinstance(record, Fields) and (code := record.text(key).strip()):
                for called in {_folded(record.text(field)) for field in fields} - codes - {""}:
                    meant[called] = "" if meant.get(called, code) != code else code
        found[name] = {called: code for called, code in meant.items() if code}
    return found


def by_code(record: type[Record], name: str, node: Node, names: Names) -> Node:
    """The value of a field with codes in place of names; anything else stays as it is."""
    known = names.get(REFERENCES.get((record, name), ""))
    if not known:
        return node
    if isinstance(node, Items):
        return Items([_coded(item, known) for item in node.items], node.place)
    return _coded(node, known)


def _coded(node: Node, known: Mapping[str, str]) -> Node:
    code = known.get(_folded(node.text)) if isinstance(node, Scalar) and node.typed is None else None
    return replace(node, text=code) if code and isinstance(node, Scalar) else node


def _folded(text: str) -> str:
    return " ".join(text.split())
