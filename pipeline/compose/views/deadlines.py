"""Deadlines of the evaluation (กำหนดเวลา) in Thai dates: a day, a span of days, a day of every month, or words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.lines import MISSING
from pipeline.model import DeadlineKind
from pipeline.thai.dates import format_date, format_month

if TYPE_CHECKING:
    import datetime as dt

    from pipeline.compose.digits import Numerals
    from pipeline.model import Deadline


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """A row of the table: what is due, when (and what was written about it), who is concerned."""

    what: str
    when: tuple[str, ...]
    parties: str


def deadline_line(deadline: Deadline, numerals: Numerals) -> DeadlineLine:
    """A deadline as printed. The words of one that has no kind are what is due, where a day tells when."""
    days = _days(deadline)
    text = numerals.typed(deadline.text) if deadline.text else ""
    named = deadline.kind is DeadlineKind.OTHER and bool(days and text)
    when = (numerals.computed(days), "" if named else text)
    return DeadlineLine(
        what=text if named else _what(deadline, numerals),
        when=tuple(line for line in when if line) or (MISSING,),
        parties=numerals.typed(deadline.parties) if deadline.parties else MISSING,
    )


def _what(deadline: Deadline, numerals: Numerals) -> str:
    """``รายงานตัวชี้วัดไตรมาสที่ 1`` of a quarterly report, ``อุทธรณ์รอบที่ 1`` of anything else that has rounds."""
    kind = deadline.kind.value
    if deadline.round is None:
        return kind
    number = numerals.number(deadline.round)
    if deadline.kind is DeadlineKind.QUARTERLY:
        return f"{kind.removesuffix('รายไตรมาส')}ไตรมาสที่ {number}"
    return f"{kind}รอบที่ {number}"


def _days(deadline: Deadline) -> str:
    """The day in Arabic digits; empty where none is fixed."""
    start, end = deadline.start, deadline.date
    if start is not None and end is not None and start != end:
        return f"ระหว่างวันที่ {span_of_days(start, end)}"
    if end is not None:
        return f"ภายในวันที่ {format_date(end)}"
    if start is not None:
        return f"ตั้งแต่วันที่ {format_date(start)}"
    return f"ภายในวันที่ {deadline.day} ของทุกเดือน" if deadline.day is not None else ""


def span_of_days(start: dt.date, end: dt.date) -> str:
    """``9 – 11 พฤศจิกายน 2563``: what both days share stands once."""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} – {end.day} {format_month(end.year, end.month, 'long')}"
    first = format_date(start)
    if start.year == end.year:
        first = first.rpartition(" ")[0]
    return f"{first} – {format_date(end)}"
