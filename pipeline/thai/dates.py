"""Dates as officials write them, read and printed. Values are real dates (CE); BE exists only in print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from pipeline.thai.digits import to_arabic
from pipeline.thai.eras import (
    BE_OFFSET,
    BE_YEARS,
    CE_YEARS,
    MONTHS,
    SHORT_MONTHS,
    WEEKDAY_NUMBERS,
    WEEKDAYS,
    DateProblem,
    day_of,
    month_number,
)
from pipeline.thai.found_dates import FoundDate, find_dates

if TYPE_CHECKING:
    import datetime as dt

__all__ = [
    "DateProblem", "DateStyle", "FoundDate", "find_dates", "fiscal_months", "fiscal_quarter", "fiscal_year",
    "format_date", "format_month", "parse_date", "parse_month",
]  # fmt: skip

DateStyle = Literal["long", "short", "numeric"]

MAX_LENGTH = 80
"""Longest text that is read as one date, in characters."""

_FIRST_FISCAL_MONTH = 10

_ISO = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_NUMERIC = re.compile(r"([0-9]{1,2})\s*([/.-])\s*([0-9]{1,2})\s*\2\s*([0-9]{2}|[0-9]{4})")
_WORDS = re.compile(
    rf"""
    (?:(?:วัน)?(?P<weekday>{"|".join(WEEKDAYS)}|พฤหัส)\s*)?
    (?:(?:วัน)?ที่\s*)?
    (?P<day>[0-9]{{1,2}})\s*(?:เดือน\s*)?
    (?P<month>[ก-๎.][ก-๎.\s]*?)\s*
    (?P<era>พ\s*\.?\s*ศ\s*\.?|ค\s*\.?\s*ศ\s*\.?)?\s*
    (?P<year>[0-9]{{4}}|[0-9]{{2}})
    """,
    re.VERBOSE,
)
_MONTH_WORDS = re.compile(
    r"(?:เดือน\s*)?(?P<month>[ก-๎.][ก-๎.\s]*?)\s*(?P<era>พ\.?ศ\.?|ค\.?ศ\.?)?\s*(?P<year>[0-9]{4}|[0-9]{2})"
)
_MONTH_NUMERIC = re.compile(r"([0-9]{1,2})\s*/\s*([0-9]{4})")
_MONTH_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})")


def parse_date(text: str) -> dt.date:
    """The day of a date as people write it.

    Read are ``16/10/2562``, ``16 ต.ค. 2562``, ``16 ต.ค. 62``, ``๑๖ ตุลาคม พ.ศ. ๒๕๖๒``, ``วันพุธที่ 16 ตุลาคม 2562`` (BE), an
    explicit ``ค.ศ. 2019``, and the ISO form ``2019-10-16`` (CE), with a time of day that is dropped.

    Raises:
        DateProblem: see :data:`pipeline.thai.eras.Kind`.
    """
    if len(text) > MAX_LENGTH:
        raise DateProblem("format", text)
    plain = " ".join(to_arabic(text).split())
    if match := _ISO.fullmatch(plain):
        year, month, day = (int(part) for part in match.groups())
        return _iso_day(year, month, day, text)
    if match := _NUMERIC.fullmatch(plain):
        return _be_day(match[4], int(match[3]), int(match[1]), text, short=False)
    if match := _WORDS.fullmatch(plain):
        return _day_in_words(match, text)
    raise DateProblem("format", text)


def _iso_day(year: int, month: int, day: int, text: str) -> dt.date:
    """A day whose year is CE by its form."""
    if year in BE_YEARS:
        raise DateProblem("be-year", text, day_of(year - BE_OFFSET, month, day))
    if year not in CE_YEARS:
        raise DateProblem("year", text)
    return _existing(year, month, day, text)


def _day_in_words(match: re.Match[str], text: str) -> dt.date:
    month = month_number(match["month"])
    if month is None:
        raise DateProblem("format", text)
    if _is_christian(match):
        found = _iso_day(int(match["year"]), month, int(match["day"]), text)
    else:
        found = _be_day(match["year"], month, int(match["day"]), text, short=True)
    weekday = match["weekday"]
    if weekday and WEEKDAY_NUMBERS[weekday] != found.weekday():
        raise DateProblem("weekday", text, found)
    return found


def _is_christian(match: re.Match[str]) -> bool:
    """Whether the year is said to be ค.ศ.; otherwise it is BE."""
    return (match["era"] or "").startswith("ค")


def _be_day(written: str, month: int, day: int, text: str, *, short: bool) -> dt.date:
    return _existing(_ce_year(written, text, month, day, short=short), month, day, text)


def _ce_year(written: str, text: str, month: int, day: int = 1, *, short: bool) -> int:
    """The CE year of a year written in BE; two figures are 25xx, and only beside a month's name."""
    year = int(written)
    if len(written) == 2:  # noqa: PLR2004 - two figures of a year
        meant = 2500 + year - BE_OFFSET
        if not short:
            raise DateProblem("short-year", text, day_of(meant, month, day))
        return meant
    if year in CE_YEARS:
        raise DateProblem("ce-year", text, day_of(year, month, day))
    if year not in BE_YEARS:
        raise DateProblem("year", text)
    return year - BE_OFFSET


def _existing(year: int, month: int, day: int, text: str) -> dt.date:
    found = day_of(year, month, day)
    if found is None:
        raise DateProblem("impossible", text)
    return found


def parse_month(text: str) -> tuple[int, int]:
    """CE year and month of ``ต.ค. 2562``, ``ตุลาคม พ.ศ. ๒๕๖๒``, ``ต.ค. 62``, ``10/2562`` (BE) or ``2019-10`` (CE).

    Raises:
        DateProblem: as for :func:`parse_date`.
    """
    if len(text) > MAX_LENGTH:
        raise DateProblem("format", text)
    plain = " ".join(to_arabic(text).split())
    if match := _MONTH_ISO.fullmatch(plain):
        found = _iso_day(int(match[1]), int(match[2]), 1, text)
    elif match := _MONTH_NUMERIC.fullmatch(plain):
        found = _be_day(match[2], int(match[1]), 1, text, short=False)
    elif (match := _MONTH_WORDS.fullmatch(plain)) and (month := month_number(match["month"])):
        if _is_christian(match):
            found = _iso_day(int(match["year"]), month, 1, text)
        else:
            found = _be_day(match["year"], month, 1, text, short=True)
    else:
        raise DateProblem("format", text)
    return found.year, found.month


def format_date(day: dt.date, style: DateStyle = "long") -> str:
    """The date in Arabic digits and BE: ``31 มกราคม 2563``, ``31 ม.ค. 2563`` or ``31/01/2563``."""
    year = day.year + BE_OFFSET
    if style == "numeric":
        return f"{day.day:02d}/{day.month:02d}/{year}"
    return f"{day.day} {_month_name(day.month, style)} {year}"


def format_month(year: int, month: int, style: DateStyle = "long") -> str:
    """A month of a CE ``year`` in print: ``มกราคม 2563``, ``ม.ค. 2563`` or ``01/2563``."""
    if style == "numeric":
        return f"{month:02d}/{year + BE_OFFSET}"
    return f"{_month_name(month, style)} {year + BE_OFFSET}"


def _month_name(month: int, style: DateStyle) -> str:
    return (SHORT_MONTHS if style == "short" else MONTHS)[month - 1]


def fiscal_year(day: dt.date) -> int:
    """The fiscal year (ปีงบประมาณ) in BE: 2563 runs from 1 October 2562 to 30 September 2563."""
    return day.year + BE_OFFSET + (day.month >= _FIRST_FISCAL_MONTH)


def fiscal_quarter(day: dt.date) -> int:
    """The fiscal quarter (ไตรมาส): 1 is October to December, 4 is July to September."""
    return (day.month - _FIRST_FISCAL_MONTH) % 12 // 3 + 1


def fiscal_months(year: int) -> list[tuple[int, int]]:
    """The twelve months of a fiscal year (BE), October first, each as CE year and month."""
    first = year - 1 - BE_OFFSET
    return [(first + (month > 12), (month - 1) % 12 + 1) for month in range(_FIRST_FISCAL_MONTH, 22)]  # noqa: PLR2004
