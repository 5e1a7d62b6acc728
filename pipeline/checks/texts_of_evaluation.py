"""Texts of an evaluation: framework, indicators, results, agreement. Every line and prose of their records is walked.

The records have many texts and gain more with each form, so the fields are read off the model instead of listed here.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from pipeline.checks.texts import TextAt, TextKind, prose_at
from pipeline.model import Party, Record, RichText, SignatureBlock
from pipeline.model.record import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.findings import FieldPath
    from pipeline.model import Dataset

_NO_TEXT = frozenset({"phone", "seal"})
"""Lines that are printed as they are and follow no rule of spelling or spacing."""


def texts_of_evaluation(dataset: Dataset) -> Iterator[TextAt]:
    """Texts of the dimensions, of the evaluation itself, of its indicators and of their results."""
    for index, dimension in enumerate(dataset.dimensions):
        yield from texts_within(dimension, ("dimensions", index))
    if dataset.evaluation is not None:
        yield from texts_within(dataset.evaluation, ("evaluation",))
    for index, indicator in enumerate(dataset.evaluation_indicators):
        yield from texts_within(indicator, ("evaluation_indicators", index))
    for index, result in enumerate(dataset.evaluation_results):
        day = result.as_of or dataset.as_of
        for at in texts_within(result, ("evaluation_results", index)):
            yield replace(at, as_of=day)


def texts_within(record: Record, base: FieldPath) -> Iterator[TextAt]:
    """Every text of a record and of the records in it, in the order of the model."""
    for key in type(record).model_fields:
        value = getattr(record, key)
        items = enumerate(value) if isinstance(value, tuple) else ((None, value),)
        for index, item in items:
            path = (*base, key) if index is None else (*base, key, index)
            if isinstance(item, RichText):
                yield from prose_at(item, path)
            elif isinstance(item, Record):
                yield from texts_within(item, path)
            elif type(item) is str and item and key in _lines_of(type(record)):
                yield TextAt(item, path, _kind(record, key))


def _kind(record: Record, key: str) -> TextKind:
    return TextKind.PERSON if key == "name" and isinstance(record, (Party, SignatureBlock)) else TextKind.LINE


@cache
def _lines_of(record: type[Record]) -> frozenset[str]:
    """Fields of a record that hold lines of text: no ids, no file names, no words of a choice."""
    hints = get_type_hints(record, include_extras=True)
    return frozenset(key for key in record.model_fields if _holds_lines(hints[key])) - _NO_TEXT


def _holds_lines(annotation: Any) -> bool:  # noqa: ANN401 - any type of the model
    return annotation == Line or any(_holds_lines(part) for part in get_args(annotation))
