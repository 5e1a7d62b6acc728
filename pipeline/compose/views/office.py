"""What documents of a whole dataset know of their office: the day of its data, and names that no line may cut."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pipeline.thai.eras import BE_OFFSET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Dataset

_SHORT = 20
"""An English name of a component with at most so many letters stays on one line."""

_FIRST_MONTH, _LAST_MONTH, _LAST_DAY = 10, 9, 30


def fiscal_year_days(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of a fiscal year (BE): 1 October of the year before, 30 September."""
    return dt.date(year - BE_OFFSET - 1, _FIRST_MONTH, 1), dt.date(year - BE_OFFSET, _LAST_MONTH, _LAST_DAY)


def created_on(dataset: Dataset) -> dt.date:
    """The day of a document, from the data: as of, else the first day of the fiscal year."""
    return dataset.as_of or fiscal_year_days(dataset.fiscal_year)[0]


def protected_names(dataset: Dataset) -> tuple[str, ...]:
    """Names that no line break may cut: people, and short names of agency and units, English names in brackets."""
    short = (dataset.agency.short_name, *(unit.short_name for unit in dataset.units))
    people = {person.name for person in dataset.people}
    english = {f"({one.name_en})" for one in dataset.dimensions if one.name_en and len(one.name_en) <= _SHORT}
    return tuple(sorted(people | english | {name for name in (*short, *_written(dataset)) if name}))


def _written(dataset: Dataset) -> Iterator[str | None]:
    """Names of people that stand in records instead of the list of people."""
    yield from (block.name for block in dataset.house.signatures)
    evaluation = dataset.evaluation
    if evaluation is not None:
        yield from (block.name for block in evaluation.signatures)
        yield from (block.name for block in (evaluation.agreement.parties if evaluation.agreement else ()))
    reporters = (*(one.reporter for one in dataset.dimensions), *(one.reporter for one in dataset.evaluation_results))
    yield from (party.name for party in reporters if party is not None)
