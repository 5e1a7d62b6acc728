"""One written value to one value of the model. What cannot be read is :class:`Trouble`, never a guess."""

from __future__ import annotations

import datetime as dt
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pipeline.messages import N_, gettext
from pipeline.model import Month
from pipeline.sources import limits, rules
from pipeline.sources.nodes import Scalar, shown
from pipeline.sources.words import ALSO, LABELS
from pipeline.thai.dates import format_date, parse_date, parse_month
from pipeline.thai.eras import DateProblem
from pipeline.thai.numbers import NumberProblem, parse_decimal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from enum import StrEnum

    from pipeline.findings import Rule
    from pipeline.sources.shapes import ScalarKind

EXPECTED: Final[Mapping[ScalarKind, str]] = {
    "text": N_("ข้อความ"),
    "number": N_("ตัวเลข"),
    "whole": N_("จำนวนเต็ม"),
    "flag": N_("ใช่ หรือ ไม่ใช่"),
    "date": N_("วันที่"),
    "month": N_("เดือนและปี"),
}
"""What a planner calls the kinds of values."""

_YES: Final = frozenset({"true", "yes", "y", "1", "ใช่", "จริง", "มี", "แสดง", "on"})
_NO: Final = frozenset({"false", "no", "n", "0", "ไม่", "ไม่ใช่", "เท็จ", "ไม่มี", "ไม่แสดง", "off"})

DASHES: Final = frozenset({"-", "–", "—", "−"})
"""A lone dash in place of a figure or date means that there is none."""

_DATE_RULES: Final[Mapping[str, Rule]] = {
    "format": rules.DATE_NOT_READ,
    "impossible": rules.DATE_IMPOSSIBLE,
    "ce-year": rules.DATE_CE_YEAR,
    "be-year": rules.DATE_BE_YEAR,
    "short-year": rules.DATE_SHORT_YEAR,
    "year": rules.DATE_YEAR,
    "weekday": rules.DATE_WEEKDAY,
}


class Trouble(Exception):  # noqa: N818 - caught by the binder, which makes a finding of it
    """A value that cannot be read: the rule it breaks, and the parameters of the texts."""

    def __init__(self, rule: Rule, **params: str) -> None:
        super().__init__(rule.id)
        self.rule = rule
        self.params = params


def described(scalar: Scalar) -> str:
    """What stands there, in words: ``วันที่ “16 ตุลาคม 2562”``."""
    if isinstance(scalar.typed, bool):
        return gettext(N_("ใช่/ไม่ใช่"))
    if isinstance(scalar.typed, dt.date):
        return gettext(N_("วันที่ “{text}”")).format(text=format_date(scalar.typed))
    return gettext(N_("ข้อความ “{text}”")).format(text=shown(scalar))


def wrong_type(scalar: Scalar, kind: ScalarKind) -> Trouble:
    """The trouble of a value of another kind."""
    return Trouble(rules.WRONG_TYPE, expected=gettext(EXPECTED[kind]), found=described(scalar))


def too_long(text: str, limit: int) -> Trouble:
    """The trouble of a text beyond its limit."""
    return Trouble(rules.TEXT_TOO_LONG, length=f"{len(text):,}", limit=f"{limit:,}")


def number(scalar: Scalar, kind: ScalarKind = "number") -> Decimal:
    """An exact number.

    Raises:
        Trouble: no number, or longer than any figure of a report.
    """
    if isinstance(scalar.typed, dt.date | bool):
        raise wrong_type(scalar, kind)
    if scalar.typed is not None:
        return scalar.typed
    text = scalar.text.strip()
    if len(text) > limits.MAX_NUMBER:
        raise _number_too_long(text)
    try:
        return parse_decimal(text)
    except NumberProblem as problem:
        rule = rules.NUMBER_GROUPING if problem.kind == "grouping" else rules.NOT_A_NUMBER
        raise Trouble(rule, value=shown(scalar)) from None


def _number_too_long(text: str) -> Trouble:
    if sum(character.isdigit() for character in text) > limits.MAX_NUMBER:
        return Trouble(rules.NUMBER_TOO_LONG, length=f"{len(text):,}")
    return Trouble(rules.NOT_A_NUMBER, value=text[:40] + "…")


def whole(scalar: Scalar) -> int:
    """A whole number; ``5.00`` is one.

    Raises:
        Trouble: no number, or with a fraction.
    """
    found = number(scalar, "whole")
    if found != found.to_integral_value():
        raise Trouble(rules.NOT_WHOLE, value=shown(scalar))
    return int(found)


def flag(scalar: Scalar) -> bool:
    """Yes or no, in Thai or English.

    Raises:
        Trouble: another word.
    """
    if isinstance(scalar.typed, bool):
        return scalar.typed
    word = scalar.text.strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise wrong_type(scalar, "flag")


def date(scalar: Scalar) -> dt.date:
    """A day.

    Raises:
        Trouble: no date, an impossible one, or one of an unclear era.
    """
    if isinstance(scalar.typed, dt.date):
        return scalar.typed
    if scalar.typed is not None:
        raise wrong_type(scalar, "date")
    try:
        return parse_date(scalar.text.strip())
    except DateProblem as problem:
        raise _date_trouble(problem, scalar) from None


def month(scalar: Scalar) -> Month:
    """A month; of a whole date, its month.

    Raises:
        Trouble: no month.
    """
    if isinstance(scalar.typed, dt.date):
        return Month(year=scalar.typed.year, month=scalar.typed.month)
    if scalar.typed is not None:
        raise wrong_type(scalar, "month")
    text = scalar.text.strip()
    try:
        year, number_ = parse_month(text)
    except DateProblem as problem:
        if problem.kind != "format":
            raise _date_trouble(problem, scalar) from None
        try:
            day = parse_date(text)
        except DateProblem:
            raise Trouble(rules.MONTH_NOT_READ, value=shown(scalar)) from None
        year, number_ = day.year, day.month
    return Month(year=year, month=number_)


def _date_trouble(problem: DateProblem, scalar: Scalar) -> Trouble:
    suggestion = ""
    if problem.suggestion is not None:
        meant = format_date(problem.suggestion, "numeric")
        suggestion = gettext(N_(" เช่น {date}")).format(date=meant)
    return Trouble(_DATE_RULES[problem.kind], value=shown(scalar), suggestion=suggestion)


def label(member: StrEnum) -> str:
    """What a planner calls a choice."""
    return LABELS.get(type(member), {}).get(member.value, member.value)


def _folded(text: str) -> str:
    """A word without what people write differently: case, spaces, hyphens."""
    return "".join(text.split()).casefold().replace("-", "").replace("_", "")


@cache
def _words(choices: type[StrEnum]) -> Mapping[str, StrEnum]:
    """Every word for a member of an enumeration, folded."""
    words = {_folded(word): member for member in choices for word in (member.value, member.name, label(member))}
    return words | {_folded(word): choices(value) for word, value in ALSO.get(choices, {}).items()}


def choice(scalar: Scalar, choices: type[StrEnum]) -> StrEnum:
    """A member by its Thai label, its value or its English name.

    Raises:
        Trouble: none of them; names the nearest.
    """
    words = _words(choices)
    text = _folded(scalar.text)
    if text in words:
        return words[text]
    near = get_close_matches(text[:100], words, n=1, cutoff=0.6)
    suggestion = gettext(N_(" (ใกล้เคียงที่สุด: {nearest})")).format(nearest=label(words[near[0]])) if near else ""
    listed = ", ".join(label(member) for member in choices)
    raise Trouble(rules.NOT_IN_LIST, value=shown(scalar), choices=listed, suggestion=suggestion)


READERS: Final[Mapping[ScalarKind, Any]] = {
    "number": number,
    "whole": whole,
    "flag": flag,
    "date": date,
    "month": month,
}
"""Readers of the kinds that are no text; texts go through :mod:`pipeline.sources.texts`."""
