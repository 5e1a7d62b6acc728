"""A preface: prose signed by the agency with the month of the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.prose import Keep
from pipeline.compose.views.texts import prose
from pipeline.thai.dates import format_month

if TYPE_CHECKING:
    from markupsafe import Markup

    from pipeline.compose.composed import Entry
    from pipeline.compose.digits import Numerals
    from pipeline.model import Dataset, RichText

_BETWEEN = Keep(start=True, end=True)


@dataclass(frozen=True, slots=True)
class Preface:
    """คำนำ, ความนำ: its text, and who wrote it when; an empty text where the data does not tell."""

    headings: tuple[Entry, ...]
    text: Markup
    agency: str
    month: str


def preface_of(dataset: Dataset, headings: tuple[Entry, ...], text: RichText, numerals: Numerals) -> Preface:
    """The text below its headings, signed by the agency with the month that its data is of."""
    as_of = dataset.as_of
    return Preface(
        headings=headings,
        text=prose(text, numerals, _BETWEEN),
        agency=numerals.typed(dataset.agency.name),
        month=numerals.computed(format_month(as_of.year, as_of.month, "long")) if as_of else "",
    )
