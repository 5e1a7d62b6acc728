"""The shorter ways to write a list (:mod:`pipeline.sources.shorthand`), in the words of JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pipeline.sources.lists import CODES, LINES
from pipeline.sources.maps import LEVELS
from pipeline.sources.shorthand import BY_CODE, GRIDS, HEADINGS, MAPS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.model import Record

Schema = dict[str, Any]

NOTHING: Final[Schema] = {"type": "null"}
_CELL: Final[Schema] = {"type": ["string", "number", "null"]}
_ROW: Final[Schema] = {"type": "array", "items": _CELL, "maxItems": len(LEVELS)}
_LEVELS: Final[Schema] = {
    "type": "object", "patternProperties": {r"^(ระดับ(ที่)?\s*)?[1-5๑-๕]$": _CELL}, "additionalProperties": False,
}  # fmt: skip


def is_short(record: type[Record], name: str) -> bool:
    """Whether a list of records may be written in a shorter way."""
    return any((record, name) in known for known in (MAPS, BY_CODE, HEADINGS, GRIDS))


def or_text(body: Schema, record: type[Record], name: str) -> Schema:
    """The same, or one text where that stands for a list."""
    return _or(body, {"type": ["string", "number"]}) if (record, name) in LINES | CODES else body


def or_short(body: Schema, record: type[Record], name: str, fields: Mapping[str, Schema]) -> Schema:
    """The same, or the shorter ways; ``fields`` are those of the records of the list."""
    if (record, name) in GRIDS:
        row: Schema = {"anyOf": [_group(fields), _ROW, _LEVELS]}
        return _or(
            body, _ROW, {"type": "array", "items": row}, _LEVELS, {"type": "object", "additionalProperties": row}
        )
    if (record, name) in MAPS:
        key, value = MAPS[record, name]
        inner = [_or_nothing(fields[value]), _group(_without(fields, key))]
    elif (record, name) in BY_CODE:
        _, key, value = BY_CODE[record, name]
        inner = [_group(_without(fields, key)), *([_or_nothing(fields[value])] if value else [])]
    else:
        inner = [fields["text"]]
    # The names that a record has are none of these keys.
    keys = {"not": {"enum": list(fields)}} if (record, name) not in MAPS else {}
    below: Schema = {"type": "object", "additionalProperties": {"anyOf": inner}}
    below |= {"propertyNames": keys} if keys else {}
    listed: Schema = {"type": "array", "items": {"anyOf": [_group(fields), below]} if keys else below}
    return _or(body, below, listed)


def _or(body: Schema, *others: Schema) -> Schema:
    about: Schema = {word: body[word] for word in ("title", "description") if word in body}
    rest = {word: found for word, found in body.items() if word not in about}
    return {**about, "anyOf": [rest, *others]}


def _or_nothing(body: Schema) -> Schema:
    return {"anyOf": [body, NOTHING]}


def _group(fields: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "properties": dict(fields), "additionalProperties": False}


def _without(fields: Mapping[str, Schema], key: str) -> Mapping[str, Schema]:
    return {name: field for name, field in fields.items() if name != key}
