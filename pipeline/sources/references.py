"""Across records: codes that are taken twice, and references to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from pipeline.messages import N_, gettext
from pipeline.model import (
    Alignment,
    Dataset,
    Party,
    Person,
    Project,
    Record,
    SignatureBlock,
    Silence,
    StrategyNode,
    Unit,
)
from pipeline.sources import limits, rules
from pipeline.sources.shapes import ListShape, RecordShape, fields_of
from pipeline.sources.subjects import NAMES, name_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.findings import FieldPath
    from pipeline.sources.reading import Reading

KEYS: Final[Mapping[str, tuple[type[Record], str]]] = {
    # Lists of the dataset whose records are known by a code: the class and its field.
    "units": (Unit, "id"),
    "people": (Person, "id"),
    "strategy": (StrategyNode, "code"),
    "projects": (Project, "code"),
}

REFERENCES: Final[Mapping[tuple[type[Record], str], str]] = {
    # Fields that hold the code of a record of a list.
    (Unit, "parent"): "units",
    (Person, "unit"): "units",
    (Party, "person"): "people",
    (Party, "unit"): "units",
    (Project, "unit"): "units",
    (SignatureBlock, "person"): "people",
    (StrategyNode, "parent"): "strategy",
    (Alignment, "node"): "strategy",
    (Silence, "project"): "projects",
}


def check_references(
    dataset: Dataset, lost: Sequence[tuple[type[Record], Mapping[str, Any]]], reading: Reading
) -> None:
    """Report codes taken twice and references to nothing.

    ``lost`` are records that were left out for other mistakes: what refers to them is no mistake of its own.
    """
    known: dict[str, dict[str, str]] = {}
    for name, (record, key) in KEYS.items():
        known[name] = _codes(dataset, name, key, reading)
        for lost_record, values in lost:
            if lost_record is record and isinstance(values.get(key), str):
                known[name].setdefault(values[key], "")
    _walk(dataset, (), _Whose(), known, reading)


def _codes(dataset: Dataset, name: str, key: str, reading: Reading) -> dict[str, str]:
    """The codes of a list; one that is taken twice is reported where it stands the second time."""
    owner = KEYS[name][0]
    places: dict[str, FieldPath] = {}
    for number, record in enumerate(getattr(dataset, name)):
        code, path = getattr(record, key), (name, number, key)
        if places.setdefault(code, path) != path:
            first = reading.places[places[code]]
            field = fields_of(owner)[key].title
            reading.enter(f"{name_of(owner)} {code}")
            reading.find(
                rules.CODE_DUPLICATE, reading.places[path], path,
                quote=code, related=[first], field=field, value=code, other=str(first),
            )  # fmt: skip
            reading.leave()
    return dict.fromkeys(places, "")


@cache
def _ways(record: type[Record]) -> tuple[tuple[str, bool], ...]:
    """Fields through which references are reached: name, and whether it is a list."""
    ways = []
    for name, field in fields_of(record).items():
        shape = field.shape.item if isinstance(field.shape, ListShape) else field.shape
        if not isinstance(shape, RecordShape):
            continue
        inner: type[Record] = shape.record
        if any(owner is inner for owner, _ in REFERENCES) or _ways(inner):
            ways.append((name, isinstance(field.shape, ListShape)))
    return tuple(ways)


@dataclass(frozen=True, slots=True)
class _Whose:
    """Where a reference stands, for people: the record's name, and the part of it that has none of its own."""

    subject: str = ""
    part: str = ""

    def inside(self, record: Record, title: str) -> _Whose:
        """The same for a record that a field of this one holds."""
        name, key = NAMES.get(type(record), ("", ""))
        if key:
            return _Whose(f"{self.subject} {gettext(name)} {getattr(record, key)}".strip())
        return _Whose(self.subject, title)


def _walk(
    record: Record, path: FieldPath, whose: _Whose, known: Mapping[str, Mapping[str, str]], reading: Reading
) -> None:
    for (owner, name), target in REFERENCES.items():
        if type(record) is owner and (code := getattr(record, name)) is not None and code not in known[target]:
            _report(record, name, target, (*path, name), whose, known, reading)
    for name, many in _ways(type(record)):
        value = getattr(record, name)
        title = fields_of(type(record))[name].title
        for number, inner in enumerate(value if many else () if value is None else (value,)):
            below = (*path, name, number) if many else (*path, name)
            _walk(inner, below, whose.inside(inner, title), known, reading)


def _report(
    record: Record, name: str, target: str, path: FieldPath, whose: _Whose,
    known: Mapping[str, Mapping[str, str]], reading: Reading,
) -> None:  # fmt: skip
    if target in reading.incomplete or reading.full:
        return
    code = getattr(record, name)
    near = get_close_matches(code, islice(known[target], limits.MAX_SUGGESTED), n=1, cutoff=0.6)
    suggestion = gettext(N_(" ที่ใกล้เคียงที่สุดคือ “{nearest}”")).format(nearest=near[0]) if near else ""
    field = fields_of(type(record))[name].title
    reading.enter(whose.subject)
    reading.find(
        rules.REFERENCE_MISSING, reading.places.get(path) or reading.places[path[:-1]], path,
        quote=code, field=f"{whose.part} ({field})" if whose.part else field, value=code,
        target=name_of(KEYS[target][0]), suggestion=suggestion,
    )  # fmt: skip
    reading.leave()
