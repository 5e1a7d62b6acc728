"""What every record of the model has in common, and the scalar types with their bounds."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

MAX_TEXT = 20_000
"""Longest text of one value, in characters: five pages of a narrative."""

MAX_MONEY = Decimal("999999999999.99")
"""Largest amount, in baht: about a third of the state budget."""


class Record(BaseModel):
    """An immutable record. Unknown fields are errors; ``None`` means *not given* and differs from 0."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def record_within(annotation: Any) -> type[Record] | None:  # noqa: ANN401 - any type of the model
    """The record that a field holds: ``Step`` of ``tuple[Step, ...]``, ``Party`` of ``Party | None``."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := record_within(part))), None)


Line = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
"""One line of text: a name, a label, a title."""

Key = Annotated[str, StringConstraints(min_length=1, max_length=64)]
"""An id that other records refer to."""

Money = Annotated[Decimal, Field(ge=0, le=MAX_MONEY, decimal_places=2)]
"""An amount in baht with at most two decimals (satang). Never a float."""

Percent = Annotated[Decimal, Field(ge=0, le=999, decimal_places=2)]
"""A percentage. Above 100 is a finding of the checks, not of the type: real data has it."""

FiscalYear = Annotated[int, Field(ge=2500, le=2700)]
"""A fiscal year (ปีงบประมาณ) in the Buddhist era: 2563 is 1 October 2562 to 30 September 2563."""
