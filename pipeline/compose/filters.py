"""Filters of the templates. Views hand over ready texts; filters serve the few values that a template makes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.thai.money import baht_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.compose.digits import Numerals


def filters_for(numerals: Numerals) -> Mapping[str, Callable[..., Any]]:
    """Filters that print in the digits of a document.

    ``digits`` converts typed text and the numbers in labels, ``number`` whole numbers, ``amount`` baht with satang
    where there are any, ``percent`` with two places, ``date`` and ``month`` in BE (style ``long``, ``short`` or
    ``numeric``), ``baht`` an amount in words.
    """
    return {
        "digits": numerals.typed,
        "number": numerals.number,
        "amount": numerals.amount,
        "percent": numerals.percent,
        "date": numerals.date,
        "month": numerals.month,
        "baht": baht_text,
    }
