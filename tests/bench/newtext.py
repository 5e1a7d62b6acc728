"""New texts for every round of a benchmark: no cache of shaped text or of laid-out pages may flatter us."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from pipeline.model import Dataset, ListItem, Paragraph, Record, TableBlock

if TYPE_CHECKING:
    from collections.abc import Callable

R = TypeVar("R", bound=Record)

_NAMED = frozenset({"name", "numerator", "denominator"})


def with_new_texts(record: R, number: int) -> R:
    """The record with a number at the end of every paragraph, item, cell and name below it."""

    def mark(text: str) -> str:
        return f"{text} {number}"

    return _marked(record, mark)


def renewed(dataset: Dataset, **update: object) -> Dataset:
    """The dataset with other fields, and nothing that was worked out from the old ones (a copy would keep it)."""
    fields = {name: getattr(dataset, name) for name in Dataset.model_fields}
    return Dataset.model_validate(fields | update).from_origin(dataset.origin)


def _marked(record: R, mark: Callable[[str], str]) -> R:
    update: dict[str, object] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Record):
            update[name] = _marked(value, mark)
        elif isinstance(value, tuple) and value and isinstance(value[0], Record):
            update[name] = tuple(_marked(item, mark) for item in value)
        elif isinstance(value, str) and (
            name in _NAMED or (name == "text" and isinstance(record, Paragraph | ListItem))
        ):
            update[name] = mark(value)
    if isinstance(record, TableBlock):
        update["rows"] = tuple(tuple(map(mark, row)) for row in record.rows)
    if isinstance(record, Dataset):
        return cast("R", renewed(record, **update))
    return record.model_copy(update=update)
