"""Figures as this document prints them; what is not known is a dash, never 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.compose.views.lines import MISSING

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.compose.digits import Numerals


def many(count: int, numerals: Numerals) -> str:
    """A number of projects with thousands commas: ``1,800``."""
    return numerals.computed(f"{count:,}")


def projects(count: int, numerals: Numerals) -> str:
    """``12 โครงการ``."""
    return f"{many(count, numerals)} โครงการ"


def decimal(value: Decimal | None, numerals: Numerals) -> str:
    """A percentage without its sign: ``73.50``."""
    return MISSING if value is None else numerals.decimal(value)


def percent(value: Decimal | None, numerals: Numerals) -> str:
    """``ร้อยละ 73.50``."""
    return MISSING if value is None else f"ร้อยละ {numerals.decimal(value)}"


def amount(value: Decimal | None, numerals: Numerals) -> str:
    """An amount in baht: ``12,648,396.50``."""
    return MISSING if value is None else numerals.amount(value)


def plain(value: Decimal, numerals: Numerals) -> str:
    """A limit as it is defined: ``5``."""
    return numerals.computed(f"{value:f}")
