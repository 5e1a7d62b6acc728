"""Which digits a document prints: figures that we compute, and text that people typed.

Computed figures follow the option; *as given* means Arabic for them, since nobody typed them. Typed text is
converted number by number, and never where figures are names (project codes, phones, links: see
:mod:`pipeline.thai.digits`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.thai.dates import DateStyle, format_date, format_month
from pipeline.thai.digits import convert, to_thai
from pipeline.thai.money import format_amount

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from pipeline.model import Digits, Month

PERCENT_PLACES = 2
"""Decimals of a percentage, as the form prints them: ``1.00 %``."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """The digits of one document."""

    style: Digits

    @property
    def thai(self) -> bool:
        """Whether computed figures are Thai digits."""
        return self.style.value == "thai"

    def computed(self, figure: str) -> str:
        """A figure of ours, written in Arabic digits, in the digits of the document."""
        return to_thai(figure) if self.thai else figure

    def typed(self, text: str) -> str:
        """Text of the dataset in the digits of the document; names made of figures stay."""
        return convert(text, self.style.value)

    def amount(self, baht: Decimal) -> str:
        """``214,600`` or, with satang, ``1,234.50``."""
        return self.computed(format_amount(baht))

    def decimal(self, value: Decimal) -> str:
        """``1.00``, rounded half up to two places: scores and percentages."""
        return self.computed(format_amount(value, PERCENT_PLACES))

    def percent(self, value: Decimal) -> str:
        """``1.00 %``, rounded half up to two places."""
        return f"{self.decimal(value)} %"

    def number(self, value: int) -> str:
        """A whole number without thousands commas: report numbers, years."""
        return self.computed(str(value))

    def date(self, day: dt.date, style: DateStyle = "long") -> str:
        """A date in BE: ``31 มกราคม 2563``."""
        return self.computed(format_date(day, style))

    def month(self, month: Month, style: DateStyle = "short") -> str:
        """A month in BE: ``ม.ค. 2563``."""
        return self.computed(format_month(month.year, month.month, style))
