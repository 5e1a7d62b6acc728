"""A month on the command line: written as people do, or by a word that a scheduler can use every month."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.errors import UsageError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    import datetime as dt

    from pipeline.model import Month

_BE_FIRST = re.compile(r"([0-9]{4})\s*[-/]\s*([0-9]{1,2})")
_NO_MONTH = N_("อ่านเดือน {text} ไม่ได้")
_REMEDY = N_("เขียนเช่น 2569-06 หรือ มิ.ย. 2569 หรือใช้ current (เดือนนี้) previous (เดือนก่อน) due (เดือนที่ครบกำหนดรายงานล่าสุด)")


def month(text: str, today: dt.date) -> Month:
    """The month that a text means: ``2569-06``, ``2026-06``, ``06/2569``, ``มิ.ย. 2569``, ``มิถุนายน 2569``, or a word.

    ``current`` is the month of ``today``, ``previous`` the one before, ``due`` the one whose report day came last
    (:func:`pipeline.timers.due_month`).

    Raises:
        UsageError: it is no month.
    """
    from pipeline.model import Month
    from pipeline.thai.dates import parse_month
    from pipeline.timers.due import due_month, month_before

    current = Month(year=today.year, month=today.month)
    match text.strip().casefold():
        case "due":
            return due_month(today)
        case "current":
            return current
        case "previous":
            return month_before(current)
    try:
        year, number = parse_month(_as_thai_writes(text))
        return Month(year=year, month=number)
    except ValueError as error:
        raise UsageError(gettext(_NO_MONTH).format(text=text), gettext(_REMEDY)) from error


def _as_thai_writes(text: str) -> str:
    """The text, with a year of the Buddhist era that stands first (``2569-06``) put last."""
    from pipeline.thai.digits import to_arabic
    from pipeline.thai.eras import BE_YEARS

    found = _BE_FIRST.fullmatch(to_arabic(text).strip())
    return f"{found[2]}/{found[1]}" if found and int(found[1]) in BE_YEARS else text
