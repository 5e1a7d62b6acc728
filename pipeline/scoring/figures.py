"""Exact numbers: rounding half up without a context, and figures as people write them.

Between what is given and what is rounded, scores are exact fractions; whatever leaves this room is a Decimal.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Exact = Decimal | Fraction | int
"""What can be computed with exactly. Never a float."""

_ENDLESS_PLACES = 10
_SHOWN_PLACES = 4
"""Decimals that a derivation shows of what it rounds."""


def half_up(number: Exact, places: int) -> Decimal:
    """Rounded to so many decimals, a half away from zero: 70.165 → 70.17, -0.5 → -1. Trailing zeros stay."""
    exact = Fraction(number)
    whole = int(abs(exact) * 10**places + Fraction(1, 2))
    return _decimal(-whole if exact < 0 else whole, places)


def cut(number: Exact, places: int) -> Decimal:
    """Cut off behind so many decimals: a level of 4.999 has not become 5."""
    exact = Fraction(number)
    whole = int(abs(exact) * 10**places)
    return _decimal(-whole if exact < 0 else whole, places)


def decimal(number: Exact) -> Decimal:
    """The same number as a Decimal, without trailing zeros; one that never ends (20 / 3) to ten decimals."""
    exact = Fraction(number)
    for places in range(_ENDLESS_PLACES):
        if (exact * 10**places).denominator == 1:
            return _decimal(int(exact * 10**places), places)
    return half_up(exact, _ENDLESS_PLACES)


def total(numbers: Iterable[Exact]) -> Decimal:
    """Their sum, without trailing zeros."""
    return decimal(sum((Fraction(number) for number in numbers), Fraction(0)))


def figure(number: Exact) -> str:
    """A number as it is printed in a derivation: thousands commas, no trailing zeros, ``94,581,296.26``."""
    text = f"{number if isinstance(number, Decimal) else decimal(number):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def settled(exact: Exact, rounded: Decimal) -> str:
    """The end of a computation with its rounding: ``70.32``, ``7.012 ≈ 7.01``, ``70.1627… ≈ 70.16``."""
    if Fraction(exact) == Fraction(rounded):
        return figure(rounded)
    shown = cut(exact, _SHOWN_PLACES)
    more = "" if Fraction(shown) == Fraction(exact) else "…"
    return f"{shown:,f}{more} ≈ {figure(rounded)}" if more else f"{figure(shown)} ≈ {figure(rounded)}"


def _decimal(whole: int, places: int) -> Decimal:
    """``whole`` with the point ``places`` from its end, whatever precision the thread computes with."""
    digits = tuple(int(digit) for digit in str(abs(whole)))
    return Decimal((int(whole < 0), digits, -places))
