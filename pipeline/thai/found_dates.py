"""Dates inside running prose, with what is wrong with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.thai.digits import to_arabic
from pipeline.thai.eras import (
    BE_OFFSET,
    BE_YEARS,
    CE_YEARS,
    MONTHS,
    SHORT_MONTHS,
    WEEKDAY_NUMBERS,
    WEEKDAYS,
    Kind,
    day_of,
    month_number,
)

if TYPE_CHECKING:
    import datetime as dt


class FoundDate(NamedTuple):
    """A date in prose.

    ``date`` is ``None`` where the day does not exist. ``weekday`` is the name as written (``ศุกร์``). ``problem`` is
    ``impossible``, ``ce-year``, ``be-year``, ``year`` or ``weekday``; ``year_be`` is the year in the Buddhist era.
    """

    start: int
    end: int
    text: str
    date: dt.date | None
    weekday: str | None
    problem: Kind | None
    year_be: int


_SHORT = "|".join(r"\s?".join(re.escape(part + ".") for part in name[:-1].split(".")) for name in SHORT_MONTHS)
_BARE = "|".join(name.replace(".", "") for name in SHORT_MONTHS)
_DATE = re.compile(
    rf"""
    (?:(?:วัน)?(?P<weekday>{"|".join(WEEKDAYS)}|พฤหัส)\s*(?:ที่)?\s*)?
    (?<![0-9])(?<![0-9][/.,])
    (?:
      (?P<day>[0-9]{{1,2}})\s*(?:เดือน\s*)?
      (?:(?P<month>{"|".join(MONTHS)})|(?P<short>{_SHORT}|(?:{_BARE})(?![ก-๎])))
      \s*(?P<era>พ\s?\.?\s?ศ\s?\.?|ค\s?\.?\s?ศ\s?\.?)?\s*
      (?P<year>[0-9]{{4}}|(?(short)[0-9]{{2}}|(?!)))
    | (?P<d>[0-9]{{1,2}})(?P<mark>[/.-])(?P<m>[0-9]{{1,2}})(?P=mark)(?P<y>[0-9]{{4}})
    | (?P<iy>[0-9]{{4}})-(?P<im>[0-9]{{2}})-(?P<id>[0-9]{{2}})
    )
    (?![0-9]|[/,][0-9])
    """,
    re.VERBOSE,
)


def find_dates(text: str) -> list[FoundDate]:
    """Every full date of a text, in order.

    Found are ``2 กรกฎาคม 2564``, ``2 ก.ค. 2564``, ``2 ก.ค. 64``, ``2/7/2564`` and ``2021-07-02``, each with or without
    พ.ศ. and a weekday in front, in Thai or Arabic digits. Days without a year are no full dates.
    """
    plain = to_arabic(text)
    return [_read(match, text) for match in _DATE.finditer(plain)]


def _read(match: re.Match[str], text: str) -> FoundDate:
    year, month, day, iso = _parts(match)
    problem: Kind | None = None
    christian = iso or (match["era"] or "").startswith("ค")
    if year in BE_YEARS:
        be, problem = year, "be-year" if christian else None
    elif year in CE_YEARS:
        be, problem = year + BE_OFFSET, None if christian else "ce-year"
    else:
        be, problem = year, "year"
    date = None if problem == "year" else day_of(be - BE_OFFSET, month, day)
    if date is None:
        problem = problem or "impossible"
    weekday = match["weekday"]
    if problem is None and date and weekday and WEEKDAY_NUMBERS[weekday] != date.weekday():
        problem = "weekday"
    start, end = match.span()
    return FoundDate(start, end, text[start:end], date, weekday, problem, be)


def _parts(match: re.Match[str]) -> tuple[int, int, int, bool]:
    """Year as written (two figures as 25xx), month, day, and whether the form is ISO."""
    if match["iy"]:
        return int(match["iy"]), int(match["im"]), int(match["id"]), True
    if match["y"]:
        return int(match["y"]), int(match["m"]), int(match["d"]), False
    year = int(match["year"])
    month = month_number(match["month"] or match["short"]) or 0
    return year + 2500 if len(match["year"]) == 2 else year, month, int(match["day"]), False  # noqa: PLR2004
