"""What the model expects, read once from its classes: the pattern that the tree of values is laid against.

The model is the only description of the data; this module turns it into a tree of plain shapes that the
binder, the JSON Schema and the workbook share. A new record class needs no line here.
"""

from __future__ import annotations

import datetime as dt
import types
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from pipeline.model import Month, Record, RichText

if TYPE_CHECKING:
    from collections.abc import Mapping

ScalarKind = Literal["text", "number", "whole", "flag", "date", "month"]


@dataclass(frozen=True, slots=True)
class ScalarShape:
    """One value: a line of text, a number, a date."""

    kind: ScalarKind


@dataclass(frozen=True, slots=True)
class ChoiceShape:
    """One of the members of an enumeration."""

    choices: type[StrEnum]


@dataclass(frozen=True, slots=True)
class ProseShape:
    """Paragraphs and lists."""


@dataclass(frozen=True, slots=True)
class ListShape:
    """A list of one shape."""

    item: Shape


@dataclass(frozen=True, slots=True)
class RecordShape:
    """A record; its fields are looked up by :func:`fields_of`, because records may hold records."""

    record: type[Record]


Shape = ScalarShape | ChoiceShape | ProseShape | ListShape | RecordShape


@dataclass(frozen=True, slots=True)
class FieldShape:
    """A field of a record: its name in files, its Thai title, whether it must be given."""

    name: str
    title: str
    description: str
    required: bool
    shape: Shape
    info: FieldInfo


_SCALARS: Mapping[Any, ScalarShape] = {
    str: ScalarShape("text"),
    int: ScalarShape("whole"),
    bool: ScalarShape("flag"),
    Decimal: ScalarShape("number"),
    dt.date: ScalarShape("date"),
    Month: ScalarShape("month"),
}


@cache
def fields_of(record: type[Record]) -> Mapping[str, FieldShape]:
    """The fields of a record class by name, in the order of the model."""
    return types.MappingProxyType({
        name: FieldShape(
            name, info.title or name, info.description or "", info.is_required(), shape_of(info.annotation), info
        )
        for name, info in record.model_fields.items()
    })  # fmt: skip


def shape_of(annotation: Any) -> Shape:  # noqa: ANN401, PLR0911 - any type of the model, one return for each
    """The shape of a type of the model.

    Raises:
        TypeError: the model uses a type that no source can fill; a mistake of the programmer.
    """
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    if annotation is RichText:
        return ProseShape()
    origin = get_origin(annotation)
    if origin is Annotated:
        return shape_of(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        inner = [part for part in get_args(annotation) if part is not types.NoneType]
        if len(inner) == 1:
            return shape_of(inner[0])
    if origin is tuple:
        return ListShape(shape_of(get_args(annotation)[0]))
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return ChoiceShape(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return RecordShape(annotation)
    raise TypeError(f"no source can fill {annotation!r}")


def bounds(info: FieldInfo) -> Mapping[str, Any]:
    """The bounds of a field's values by name (``ge``, ``le``, ``max_length``, ``pattern`` …).

    Those of an optional value stand inside its type: ``Annotated[int, Field(ge=1)] | None``; so do those of the
    items of a list.
    """
    found: dict[str, Any] = {}
    for meta in (*info.metadata, *_metadata(info.annotation)):
        parts = meta.metadata if isinstance(meta, FieldInfo) else (meta,)
        for part in parts:
            for name in _BOUNDS:
                value = getattr(part, name, None)
                if value is not None:
                    found.setdefault(name, value)
    return types.MappingProxyType(found)


_BOUNDS = ("ge", "gt", "le", "lt", "min_length", "max_length", "decimal_places", "pattern")


def _metadata(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any type of the model
    """What is annotated to the one type that an optional type or a list is about."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return tuple(get_args(annotation)[1:])
    if origin in {Union, types.UnionType}:
        inner = [part for part in get_args(annotation) if part is not types.NoneType]
        return _metadata(inner[0]) if len(inner) == 1 else ()
    return _metadata(get_args(annotation)[0]) if origin is tuple else ()


def is_year_be(info: FieldInfo) -> bool:
    """Whether a whole number is a year in the Buddhist era, by its bounds."""
    return bool(lower_bound(info) == 2500)  # noqa: PLR2004 - the lower bound of FiscalYear


def lower_bound(info: FieldInfo) -> Any:  # noqa: ANN401 - number of any kind
    """The smallest allowed value of a field, or ``None``."""
    return bounds(info).get("ge")
