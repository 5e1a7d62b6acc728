"""Baht: amounts in figures and in words."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_DIGITS = 30
"""Longest amount, in figures before the decimal point."""

_SATANG_PLACES = 2
_MILLION = 10**6
_NAMES = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_EXACT = Context(prec=MAX_DIGITS + 30)


def format_amount(amount: Decimal, places: int | None = None) -> str:
    """An amount with thousands commas: ``214,600``, ``94,581,296.26``.

    Without ``places``, satang appear only where there are any, and nothing is rounded. With ``places`` the
    amount is rounded half up to that many decimals.

    Raises:
        ValueError: not finite, or more than :data:`MAX_DIGITS` figures.
    """
    _check(amount)
    if places is None:
        places = 0 if amount == amount.to_integral_value() else max(_SATANG_PLACES, _decimals(amount))
    rounded = amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_EXACT)
    if not rounded:
        rounded = abs(rounded)
    return format(rounded, f",.{places}f")


def common_places(numbers: Iterable[Decimal], most: int = _SATANG_PLACES) -> int:
    """Decimals that a column of numbers is printed with: what the longest of them needs, at most ``most``."""
    return min(max((_decimals(number.normalize()) for number in numbers), default=0), most)


def baht_text(amount: Decimal) -> str:
    """An amount in words: 214,600.50 → ``สองแสนหนึ่งหมื่นสี่พันหกร้อยบาทห้าสิบสตางค์``; whole baht end in ถ้วน.

    A closing one after any higher figure reads เอ็ด, also after hundreds and millions (101 หนึ่งร้อยเอ็ด), as the
    Royal Society counts; Excel's BAHTTEXT says หนึ่ง there. Millions of millions repeat ล้าน. Zero is
    ศูนย์บาทถ้วน; below one baht only the satang are named. (PyThaiNLP's ``bahttext`` counts alike, but rounds
    binary floats and names zero baht before satang.)

    Raises:
        ValueError: not finite, too large, or with parts of a satang: evidence is never rounded here.
    """
    _check(amount)
    satang_total = amount.copy_abs().scaleb(_SATANG_PLACES, context=_EXACT)
    if satang_total != satang_total.to_integral_value():
        raise ValueError("parts of a satang")
    baht, satang = divmod(int(satang_total), 100)
    sign = "ลบ" if amount < 0 else ""
    if not satang:
        return f"{sign}{read_number(baht)}บาทถ้วน"
    whole = f"{read_number(baht)}บาท" if baht else ""
    return f"{sign}{whole}{read_number(satang)}สตางค์"


def read_number(number: int) -> str:
    """A whole number in words: 21 ยี่สิบเอ็ด, 1,000,001 หนึ่งล้านเอ็ด."""
    if number == 0:
        return "ศูนย์"
    return _read(number, follows=False)


def _read(number: int, *, follows: bool) -> str:
    """Words of a number; ``follows`` tells that higher figures stand before it. Zero is silent."""
    millions, rest = divmod(number, _MILLION)
    if millions:
        return f"{_read(millions, follows=follows)}ล้าน{_read(rest, follows=True)}"
    words: list[str] = []
    for place, figure in reversed(list(enumerate(int(figure) for figure in reversed(str(rest))))):
        if figure:
            words.append(_figure(figure, place, follows=follows or bool(words)) + _PLACES[place])
    return "".join(words)


def _figure(figure: int, place: int, *, follows: bool) -> str:
    if place == 1 and figure <= 2:  # noqa: PLR2004 - สิบ and ยี่สิบ
        return ("", "ยี่")[figure - 1]
    if place == 0 and figure == 1 and follows:
        return "เอ็ด"
    return _NAMES[figure]


def _check(amount: Decimal) -> None:
    if not amount.is_finite():
        raise ValueError("not a finite amount")
    if amount and amount.adjusted() >= MAX_DIGITS:
        raise ValueError("amount too large")


def _decimals(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
