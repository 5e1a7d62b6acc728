"""The table of counts: a row for each division, or for each agency, and their sum."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.columns import shared_out
from pipeline.compose.views.texts import NONE
from pipeline.monitoring import Counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.compose.digits import Numerals

_Column = tuple[tuple[str, ...], Callable[[Counts], int]]
"""Lines of a head, and what is counted."""

_REPORTS: tuple[_Column, ...] = (
    (("ต้อง", "รายงาน"), lambda counts: counts.due),
    (("ใน", "กำหนด"), lambda counts: counts.in_time),
    (("หลัง", "กำหนด"), lambda counts: counts.reported_late),
    (("ยังไม่ถึง", "กำหนด"), lambda counts: counts.not_yet_due),
    (("ค้าง", "รายงาน"), lambda counts: counts.overdue),
)
"""Columns of the reports of the month; the first is the sum of the others."""

_OTHERS: tuple[_Column, ...] = (
    (("กรอก", "ไม่ครบ", "(ฉบับ)"), lambda counts: counts.incomplete),
    (("ค้าง", "ผลราย", "ไตรมาส"), lambda counts: counts.results_missing),
)
_COUNT, _DAYS = 15.0, 16.0
"""Widths of columns in mm: the longest word of their heads has room."""


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A division or agency; ``days`` is how long the item is over its deadline that is overdue longest."""

    name: str
    cells: tuple[str, ...]
    days: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class CountsTable:
    """The table; ``reports`` and ``others`` are the heads of its columns in lines, those of reports stand together."""

    first: str
    reports: tuple[tuple[str, ...], ...]
    others: tuple[tuple[str, ...], ...]
    with_days: bool
    rows: tuple[CountedRow, ...]
    total: CountedRow
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a row is made from."""

    name: str
    counts: Counts
    longest: int = 0


def counts_table(
    first: str, rows: Sequence[Counted], width: float, numerals: Numerals, *, with_days: bool = False
) -> CountsTable:
    """The table of counts.

    Args:
        first: head of the first column.
        rows: what is counted, in order.
        width: width of the table in mm.
        numerals: the digits of the document.
        with_days: a last column tells how long the longest item is overdue.
    """
    total = Counted("รวม", sum((row.counts for row in rows), Counts()), max((row.longest for row in rows), default=0))
    columns = (*_REPORTS, *_OTHERS)
    figures = [_COUNT] * len(columns) + [_DAYS] * with_days
    return CountsTable(
        first=first,
        reports=tuple(head for head, _ in _REPORTS),
        others=tuple(head for head, _ in _OTHERS),
        with_days=with_days,
        rows=tuple(_row(row, numerals) for row in rows),
        total=_row(total, numerals),
        widths=shared_out(width, max(width - sum(figures), 2 * _COUNT), *figures),
    )


def _row(row: Counted, numerals: Numerals) -> CountedRow:
    counts = row.counts
    return CountedRow(
        name=numerals.typed(row.name),
        cells=tuple(_figure(count(counts), numerals) for _, count in (*_REPORTS, *_OTHERS)),
        days=_figure(row.longest, numerals),
        overdue=bool(counts.overdue or counts.results_missing),
    )


def _figure(count: int, numerals: Numerals) -> str:
    return many(count, numerals) if count else NONE


def many(count: int, numerals: Numerals) -> str:
    """How many, with thousands commas: ``1,209``."""
    return numerals.computed(f"{count:,}")
