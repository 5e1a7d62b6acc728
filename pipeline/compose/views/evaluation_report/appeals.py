"""อุทธรณ์และการขอทบทวนผลคะแนน: what was asked for, from what to what, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.columns import Cell, line_mm, row_height, shared_out, table_height
from pipeline.compose.views.evaluation_report.numbering import numbered
from pipeline.compose.views.texts import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.views.evaluation_report.numbering import Numbered
    from pipeline.compose.views.evaluation_report.report import Report
    from pipeline.model import Appeal

HEADING = "การอุทธรณ์และการขอทบทวนผลคะแนน"
_SHARES = (22, 12, 24, 45, 40, 20, 20, 27, 42)
_BEFORE, _AFTER, _STATE = 5, 6, 7
_TEXTS, _MOST = (3, 4, 8), 40.0
"""Columns as wide as their lines need, at most so many mm; those of texts, which give them room."""


@dataclass(frozen=True, slots=True)
class AppealRow:
    """An appeal or a review; what was not given is a dash. ``state`` ends with the day on which it was decided."""

    kind: str
    round: str
    date: str
    indicator: str
    item: str
    before: str
    after: str
    state: tuple[str, ...]
    reason: str
    tall: bool


@dataclass(frozen=True, slots=True)
class Appeals:
    """The chapter. Widths are in mm."""

    headings: tuple[Entry, ...]
    as_of: str
    rows: tuple[AppealRow, ...]
    widths: tuple[float, ...]


def chapters(report: Report) -> Iterator[ChapterSheet]:
    """One chapter where anything was asked for; indicators in the order of the report, theirs in that of the data."""
    asked = [
        (report.part_name(dimension), one, appeal)
        for dimension in report.framework.dimensions
        for one in numbered(dimension)
        for appeal in (one.node.result.appeals if one.node.result else ())
    ]
    if not asked:
        return
    headings = (report.heading(1, HEADING, "appeals"),)
    widths = _widths(report, [appeal for _, _, appeal in asked])
    as_of = report.dataset.as_of
    view = Appeals(
        headings=headings,
        as_of=f"ข้อมูล ณ วันที่ {report.numerals.date(as_of)}" if as_of else "",
        rows=tuple(_row(report, part, one, appeal, widths) for part, one, appeal in asked),
        widths=widths,
    )
    yield report.chapter("appeals", "appeals", view, entries=headings)


def _row(report: Report, part: str, one: Numbered, appeal: Appeal, widths: tuple[float, ...]) -> AppealRow:
    numerals = report.numerals
    texts = (
        appeal.kind.value,
        numerals.number(appeal.round) if appeal.round else NONE,
        numerals.date(appeal.date, "short") if appeal.date else NONE,
        numerals.typed(f"{part} ตัวชี้วัดที่ {one.number} {one.node.name}"),
        numerals.typed(appeal.item),
        numerals.typed(appeal.before or NONE),
        numerals.typed(appeal.after or NONE),
        _state(report, appeal) or (NONE,),
        numerals.typed(appeal.reason or NONE),
    )
    cells = ((text,) if isinstance(text, str) else text for text in texts)
    height = row_height(Cell(cell, width) for cell, width in zip(cells, widths, strict=True))
    return AppealRow(*texts, tall=height > table_height(report.dataset.house, wide=True))


def _state(report: Report, appeal: Appeal) -> tuple[str, ...]:
    """``เห็นชอบ``, ``ทราบผล 13 มิ.ย. 2568``."""
    lines = (appeal.state.value if appeal.state else "", _decided(report, appeal))
    return tuple(line for line in lines if line)


def _decided(report: Report, appeal: Appeal) -> str:
    return f"ทราบผล {report.numerals.date(appeal.decided, 'short')}" if appeal.decided else ""


def _widths(report: Report, appeals: Sequence[Appeal]) -> tuple[float, ...]:
    """Columns in mm: figures and days in one line where they fit, what is left for the texts."""
    total, typed = report.options.wide_text_width, report.numerals.typed
    widths = [share * total / sum(_SHARES) for share in _SHARES]
    for appeal in appeals:
        lines = typed(appeal.before or NONE), typed(appeal.after or NONE), _decided(report, appeal)
        for column, line in zip((_BEFORE, _AFTER, _STATE), lines, strict=True):
            more = max(min(line_mm(line), _MOST) - widths[column], 0.0)
            widths[column] += more
            for text in _TEXTS:
                widths[text] -= more / len(_TEXTS)
    return shared_out(total, *widths)
