"""บัญชีเอกสารประกอบ: all evidence of the report by the number of its indicator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.columns import Cell, row_height, shared_out, table_height
from pipeline.compose.views.evaluation_report.evidence import as_list, listed
from pipeline.compose.views.evaluation_report.numbering import numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.views.evaluation_report.numbering import Numbered
    from pipeline.compose.views.evaluation_report.report import Report

HEADING = "บัญชีเอกสารประกอบ"
_SHARES = (26, 58, 76)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """The evidence of an indicator; ``anchor`` is where its list stands in the report."""

    number: str
    anchor: str
    part: str
    indicator: str
    items: Markup
    tall: bool


@dataclass(frozen=True, slots=True)
class Register:
    """The chapter. Widths are in mm."""

    headings: tuple[Entry, ...]
    rows: tuple[RegisterRow, ...]
    widths: tuple[float, ...]


def chapters(report: Report) -> Iterator[ChapterSheet]:
    """One chapter, where there is evidence and the evaluation wants it."""
    if not report.evaluation.evidence_register or not report.evidence:
        return
    headings = (report.heading(1, HEADING, "register"),)
    widths = shared_out(report.options.text_width, *_SHARES)
    rows = tuple(
        _row(report, report.part_name(dimension), one, widths)
        for dimension in report.framework.dimensions
        for one in numbered(dimension)
        if one.node.indicator.id in report.evidence
    )
    yield report.chapter("register", "register", Register(headings, rows, widths), entries=headings)


def _row(report: Report, part: str, one: Numbered, widths: tuple[float, ...]) -> RegisterRow:
    found, evidence = listed(report, one.node), as_list(one.node)
    number = report.numerals.number(report.evidence[one.node.indicator.id])
    name = report.numerals.typed(f"ตัวชี้วัดที่ {one.number} {one.node.name}")
    cells = ((number,), (part, name), tuple(evidence.texts()) if evidence else ("",))
    height = row_height(Cell(texts, width) for texts, width in zip(cells, widths, strict=True))
    tall = height > table_height(report.dataset.house)
    return RegisterRow(number, found.anchor, part, name, found.items, tall)
