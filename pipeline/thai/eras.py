"""Months, weekdays and eras: the tables from which dates are read and printed.

The Buddhist era (พ.ศ., BE) is the Christian era (ค.ศ., CE) plus 543. The official forms write full month names
(31 มกราคม 2563) or the dotted short ones in tables (31 ม.ค. 2563).
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Literal

BE_OFFSET = 543
BE_YEARS = range(2400, 2701)
"""Years that are read as Buddhist era."""
CE_YEARS = range(1900, 2158)
"""Years that are read as Christian era."""

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
SHORT_MONTHS = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
"""Monday first, as :meth:`datetime.date.weekday` counts."""

MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)} | {
    name.replace(".", ""): number for number, name in enumerate(SHORT_MONTHS, 1)
}
"""Month by full name or by short name without its dots."""
WEEKDAY_NUMBERS = {name: number for number, name in enumerate(WEEKDAYS)} | {"พฤหัส": 3}

Kind = Literal["format", "impossible", "ce-year", "be-year", "short-year", "year", "weekday"]
"""Why a date is refused.

``format``: no known form; ``impossible``: no such day (31 เม.ย.); ``ce-year``: a CE year where BE is expected;
``be-year``: a BE year in the ISO form; ``short-year``: two figures of a year in a form of numbers only;
``year``: a year of neither era; ``weekday``: the weekday is that of another date.
"""


class DateProblem(ValueError):  # noqa: N818 - the agreed name
    """A text that is no date. ``suggestion`` is the day probably meant, where there is one."""

    def __init__(self, kind: Kind, text: str, suggestion: dt.date | None = None) -> None:
        super().__init__(f"{kind}: {text[:40]!r}")
        self.kind: Kind = kind
        self.suggestion = suggestion


def month_number(name: str) -> int | None:
    """1–12 for a full or short month name, with or without dots and inner spaces."""
    return MONTH_NUMBERS.get("".join(name.replace(".", "").split()))


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The day in CE, or ``None`` where the calendar has none (31 เม.ย., 29 ก.พ. of a common year)."""
    if not (dt.MINYEAR <= year <= dt.MAXYEAR and 1 <= month <= 12):  # noqa: PLR2004 - months of a year
        return None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return dt.date(year, month, day)
