"""Texts and numbers that the tables of several documents print: prose, plain numbers, names of units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pipeline.compose.prose import NOT_KEPT, Keep, to_html
from pipeline.thai.money import format_amount

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from pipeline.compose.digits import Numerals
    from pipeline.model import Dataset, RichText

NONE = "-"
"""What tables print where there is nothing: no budget, no target."""

UNDER_HEADING = Keep(start=True)
"""How a text right below a heading holds on to it."""


def prose(text: RichText | None, numerals: Numerals, keep: Keep = NOT_KEPT) -> Markup:
    """A text of the dataset as HTML; empty where there is none."""
    return Markup("") if text is None else to_html(text, numerals, keep)


def plain(number: Decimal) -> str:
    """A number without useless zeros: ``100``, ``12.5``."""
    text = format_amount(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def unit_names(dataset: Dataset, units: Iterable[str | None], numerals: Numerals) -> tuple[str, ...]:
    """Groups and then their division for each division, every name once: as ตาราง ข lists who is responsible."""
    divisions: dict[str, list[str]] = {}
    for unit in units:
        line = dataset.unit_line(unit)
        if line:
            divisions.setdefault(line[0].name, []).extend(below.name for below in reversed(line[1:]))
    names = [name for division, groups in divisions.items() for name in (*groups, division)]
    return tuple(numerals.typed(name) for name in dict.fromkeys(names))
