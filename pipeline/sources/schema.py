"""JSON Schema of what the loader accepts, made from the shapes of the model: never written by hand, never behind.

Values are described as people write them, not as the model holds them: a date is a text, an amount a number or
a text with commas. The schema helps an editor to complete and to warn; the loader remains the judge, and it also
knows what no schema can say (codes taken twice, references to nothing).
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import UsageError
from pipeline.messages import N_, gettext
from pipeline.model import Dataset, Formula, ListMarker, StrategyNode
from pipeline.sources import values
from pipeline.sources.parts import parts
from pipeline.sources.schema_short import NOTHING, Schema, is_short, or_short, or_text
from pipeline.sources.shapes import (
    ChoiceShape,
    FieldShape,
    ListShape,
    ProseShape,
    RecordShape,
    ScalarShape,
    Shape,
    bounds,
    fields_of,
)
from pipeline.sources.shorthand import LEADS
from pipeline.sources.subjects import name_of
from pipeline.sources.suffixes import ROOT
from pipeline.sources.words import ALSO

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from pipeline.model import Record
    from pipeline.sources.parts import Part
    from pipeline.sources.shapes import ScalarKind

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_SINGULAR: Final[Mapping[str, str]] = {"people": "person"}
_PROSE: Final = "RichText"

_WRITTEN: Final[Mapping[ScalarKind, Schema]] = {
    # How the kinds of values may be written; patterns are wide, because the loader judges.
    "text": {"type": ["string", "number"]},
    "number": {"type": ["number", "string"], "pattern": r"[0-9๐-๙]|^\s*[-–—−]?\s*$"},
    "whole": {"type": ["integer", "string"], "pattern": r"[0-9๐-๙]|^\s*[-–—−]?\s*$"},
    "flag": {"enum": [True, False, "ใช่", "ไม่ใช่", "แสดง", "ไม่แสดง", "yes", "no"]},
    "date": {"type": "string", "pattern": r"[0-9๐-๙].*[0-9๐-๙]|^\s*[-–—−]?\s*$"},
    "month": {"type": "string", "pattern": r"[0-9๐-๙]|^\s*[-–—−]?\s*$"},
}

_HINTS: Final[Mapping[ScalarKind, tuple[str, tuple[str, ...]]]] = {
    "number": (N_("ใส่จุลภาคและทศนิยมได้ เลขไทยก็ได้ ถ้ายังไม่มีให้เว้นว่าง อย่ากรอก 0"), ("214,600", "94,581,296.26")),
    "date": (N_("วัน/เดือน/ปี พ.ศ. หรือ ค.ศ. แบบ ปี-เดือน-วัน"), ("16/10/2568", "16 ต.ค. 2568", "2025-10-16")),
    "month": (N_("เดือนและปี พ.ศ."), ("ต.ค. 2568", "10/2568")),
}


def schema_of(kind: str | None) -> Schema:
    """See :func:`pipeline.sources.schema`."""
    definitions: dict[str, Schema] = {}
    word = "dataset" if kind is None else kind.casefold().replace("_", "-")
    if word in {"dataset", ROOT}:
        title, body = name_of(Dataset), _reference(Dataset, definitions)
    elif word in _singles():
        record = _singles()[word]
        title, body = name_of(record), _reference(record, definitions)
    elif word in parts():
        title, body = parts()[word].title, _file(parts()[word], definitions)
    else:
        raise _unknown(word)
    return {
        "$schema": _DRAFT,
        # A name, not an address: no editor asks the network for it.
        "$id": f"urn:saraban:schema:{word}",
        "title": title,
        **body,
        "$defs": dict(sorted(definitions.items())),
    }


def _singles() -> Mapping[str, type[Record]]:
    """Records of which a file of a folder may hold one: ``project`` for ``projects/*.yaml``."""
    singles = {}
    for stem, part in parts().items():
        shape = fields_of(Dataset)[part.field].shape
        if isinstance(shape, ListShape) and isinstance(shape.item, RecordShape):
            singles[_SINGULAR.get(stem) or stem.removesuffix("s")] = shape.item.record
    return {word: record for word, record in singles.items() if word not in parts()}


def _file(part: Part, definitions: dict[str, Schema]) -> Schema:
    """What a file of a part holds: a list or group, a single record of a list, or either below its name."""
    shape = fields_of(Dataset)[part.field].shape
    inner = _shape(shape, None, definitions)
    inner = _or_short(inner, Dataset, part.field, definitions)
    ways = [inner]
    if isinstance(shape, ListShape):
        ways.append(_shape(shape.item, None, definitions))
    ways.append({
        "type": "object",
        "properties": {part.field: inner},
        "required": [part.field],
        "additionalProperties": False,
    })  # fmt: skip
    return {"anyOf": ways}


def _unknown(word: str) -> UsageError:
    known = [ROOT, *_singles(), *parts()]
    message = gettext(N_("ไม่มีไฟล์ข้อมูลชนิด “{kind}”")).format(kind=word[:80])
    near = get_close_matches(word[:80], known, n=1)
    return UsageError(message, gettext(N_("ใช้ได้: {kinds}")).format(kinds=", ".join(near or known)))


def _reference(record: type[Record], definitions: dict[str, Schema]) -> Schema:
    if record.__name__ not in definitions:
        # Records may hold records of their own kind: the name is taken before the body is made.
        definitions[record.__name__] = {}
        definitions[record.__name__] = _record(record, definitions)
    return {"$ref": f"#/$defs/{record.__name__}"}


def _record(record: type[Record], definitions: dict[str, Schema]) -> Schema:
    properties = _properties(record, definitions)
    if record is StrategyNode:
        children = {"type": "array", "items": {"$ref": f"#/$defs/{record.__name__}"}}
        properties["children"] = {**children, "title": gettext(N_("แผนระดับถัดไป"))}
    body: Schema = {"type": "object", "title": name_of(record), "properties": properties, "additionalProperties": False}
    required = [name for name, field in fields_of(record).items() if field.required]
    return {**body, "required": required} if required else body


def _properties(record: type[Record], definitions: dict[str, Schema]) -> dict[str, Schema]:
    return {
        name: _or_short(_field(field, definitions), record, name, definitions)
        for name, field in fields_of(record).items()
    }


def _field(field: FieldShape, definitions: dict[str, Schema]) -> Schema:
    body = _shape(field.shape, field, definitions)
    if not field.required:
        body = _or_nothing(body)
    kind = field.shape.kind if isinstance(field.shape, ScalarShape) else None
    hint, examples = _HINTS.get(kind, ("", ())) if kind is not None else ("", ())
    description = " ".join(text for text in (field.description, gettext(hint)) if text)
    return {
        "title": field.title,
        **({"description": description} if description else {}),
        **body,
        **({"examples": list(examples)} if examples else {}),
    }


def _or_short(body: Schema, record: type[Record], name: str, definitions: dict[str, Schema]) -> Schema:
    """The same, or the shorter ways to write the list."""
    body = or_text(body, record, name)
    if not is_short(record, name):
        return body
    return or_short(body, record, name, _properties(_within(record, name), definitions))


def _within(record: type[Record], name: str) -> type[Record]:
    """The class of the records of a list."""
    shape = fields_of(record)[name].shape
    assert isinstance(shape, ListShape)  # noqa: S101 - lists alone have shorter ways
    assert isinstance(shape.item, RecordShape)  # noqa: S101
    return shape.item.record


def _or_nothing(body: Schema) -> Schema:
    """The same, or nothing: an empty value is one that is not given."""
    if "type" in body and "anyOf" not in body:
        kinds = body["type"] if isinstance(body["type"], list) else [body["type"]]
        return {**body, "type": list(dict.fromkeys([*kinds, "null"]))}
    if "enum" in body:
        return {**body, "enum": [*body["enum"], None]}
    return {"anyOf": [body, NOTHING]}


def _shape(shape: Shape, field: FieldShape | None, definitions: dict[str, Schema]) -> Schema:
    if isinstance(shape, RecordShape):
        return _record_or_text(shape.record, definitions)
    if isinstance(shape, ListShape):
        return {"type": "array", "items": _shape(shape.item, None, definitions)}
    if isinstance(shape, ProseShape):
        definitions.setdefault(_PROSE, _prose())
        return {"$ref": f"#/$defs/{_PROSE}"}
    if isinstance(shape, ChoiceShape):
        return {"enum": _choices(shape.choices)}
    return {**_WRITTEN[shape.kind], **(_bounded(shape.kind, field) if field is not None else {})}


def _record_or_text(record: type[Record], definitions: dict[str, Schema]) -> Schema:
    """A record, or the text that may stand for it."""
    body = _reference(record, definitions)
    if record not in LEADS:
        return body
    text = fields_of(record)[LEADS[record]]
    plain = _shape(ProseShape() if record is Formula else text.shape, text, definitions)
    return {"anyOf": [body, plain]}


def _bounded(kind: ScalarKind, field: FieldShape) -> Schema:
    """The model's bounds in the words of JSON Schema; those of numbers hold for numbers written without quotes."""
    found = bounds(field.info)
    if kind == "text":
        lengths = {
            "minLength": found.get("min_length") if field.required else None,
            "maxLength": found.get("max_length"),
        }
        pattern = found.get("pattern")
        # Codes may be written in Thai digits.
        written = {"pattern": pattern.replace(r"\d", "[0-9๐-๙]")} if pattern else {}
        return {**{name: value for name, value in lengths.items() if value is not None}, **written}
    limits = {"minimum": found.get("ge"), "maximum": found.get("le")}
    return {name: _plain(value) for name, value in limits.items() if value is not None}


def _plain(value: Any) -> int | float:  # noqa: ANN401 - a bound of any kind of number
    """A bound as JSON has it; the schema only warns, so a float will do here."""
    return int(value) if value == int(value) else float(value)


def _choices(choices: type[StrEnum]) -> list[str]:
    """Every member by its Thai label first, then by other words for it."""
    words = [values.label(member) for member in choices]
    words += [member.value for member in choices]
    words += list(ALSO.get(choices, {}))
    return list(dict.fromkeys(words))


def _prose() -> Schema:
    """A text, a list of paragraphs, or a text with a list below it."""
    below = {"$ref": f"#/$defs/{_PROSE}"}
    listed: Schema = {
        "type": "object",
        "properties": {
            "text": {**below, "title": gettext(N_("ข้อความนำ"))},
            "items": {"type": "array", "items": below, "title": gettext(N_("ข้อในรายการ"))},
            "marker": {"enum": [marker.value for marker in ListMarker], "title": gettext(N_("เครื่องหมายนำข้อ"))},
            "start": {"type": "integer", "minimum": 0, "maximum": 999, "title": gettext(N_("เลขข้อแรก"))},
        },
        "additionalProperties": False,
    }
    return {
        "title": gettext(N_("ข้อความยาว")),
        "description": " ".join(
            (
                gettext(N_("เว้นหนึ่งบรรทัดเพื่อขึ้นย่อหน้าใหม่ ขึ้นต้นบรรทัดด้วย 1. 1) (1) ก. - หรือ • เพื่อทำรายการ")),
                gettext(N_("**ข้อความ** คือตัวหนา บรรทัดที่ขึ้นต้นและคั่นช่องด้วย | คือตาราง")),
            )
        ),
        "anyOf": [{"type": ["string", "number", "null"]}, {"type": "array", "items": below}, listed],
    }
