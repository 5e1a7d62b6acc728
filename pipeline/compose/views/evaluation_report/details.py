"""รายละเอียดการประเมินผลการปฏิบัติราชการ (รายตัวชี้วัด): a table for each indicator, and what is said of it below.

The cell of details may be longer than a page: its row then goes on over pages under the repeated head. Every block
below stands for every indicator, with ``-ไม่มี-`` where nothing was written, so that none is forgotten.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from pipeline.compose.composed import Entry
from pipeline.compose.prose import NOT_KEPT
from pipeline.compose.views.columns import Cell, line_mm, row_height, shared_out, table_height
from pipeline.compose.views.evaluation_report.blocks import Block, block, narrative, text_or_nothing
from pipeline.compose.views.evaluation_report.evidence import Reference, listed, reference
from pipeline.compose.views.evaluation_report.figures import (
    achieved_lines,
    as_of_text,
    computed_text,
    result_text,
    target_text,
)
from pipeline.compose.views.evaluation_report.notes import notes
from pipeline.compose.views.evaluation_report.quarters import Quarters, quarters
from pipeline.compose.views.evaluation_report.subjects import subjects, supporting_work
from pipeline.compose.views.evaluation_report.summary import anchor
from pipeline.compose.views.texts import NONE
from pipeline.model import FormPages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.compose.composed import ChapterSheet
    from pipeline.compose.views.evaluation_report.numbering import Numbered
    from pipeline.compose.views.evaluation_report.report import Report
    from pipeline.scoring import FrameworkDimension, FrameworkNode

HEADING = "รายละเอียดการประเมินผลการปฏิบัติราชการ (รายตัวชี้วัด)"
FACTORS, OBSTACLES = "ปัจจัยสนับสนุนการดำเนินงาน (ภาพรวม)", "อุปสรรคต่อการดำเนินงาน (ภาพรวม)"
CONDITIONS = "ปัจจัยหรือเงื่อนไขที่สนับสนุนการดำเนินงานให้บรรลุเป้าหมาย"
PROBLEMS = "ปัญหา อุปสรรค"
EXPLANATION = "คำชี้แจงผลการปฏิบัติราชการ (กรณีการดำเนินการไม่เป็นไปตามเป้าหมาย)"

_SHARES = (38, 20, 24, 42, 100, 28)
_TARGET, _ACHIEVED, _DETAILS, _NOTES = 1, 2, 4, 5
"""Shares of the columns, and the places of those that give room or may need more than their share."""

_NOTE_LINES, _MOST_NOTE = 4, 46.0
"""Lines that a note should not need more of, and the widest column in mm that it may ask for."""

_FIGURE = re.compile(r"(?:ณ )?วันที่ [0-9๐-๙]+ \S+ [0-9๐-๙]+|(?:ร้อยละ |ระดับ )?[0-9๐-๙][0-9๐-๙,.]*(?: (?:บาท|คะแนน))?")
"""Figures and dates that no line may break inside."""

_MAY_BREAK = 0.45
"""A row that takes more of a page than this may go on over pages: moved as a whole it would leave a hole behind."""


@dataclass(frozen=True, slots=True)
class DetailRow:
    """The row of an indicator. ``computed`` is how its result was computed, ``reference`` the link to its evidence."""

    name: str
    target: str
    achieved: tuple[str, ...]
    projects: tuple[str, ...]
    details: Markup
    computed: str
    reference: Reference | None
    notes: tuple[str, ...]
    tall: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """An indicator: a line for each above it, its table, its quarters, and the blocks in order. Widths are in mm."""

    heading: Entry
    above: tuple[str, ...]
    row: DetailRow
    quarters: Quarters | None
    blocks: tuple[Block, ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """The chapter of a component: its indicators, or what is told of the component itself (``overall``)."""

    headings: tuple[Entry, ...]
    details: tuple[Detail, ...]
    overall: tuple[Block, ...]


def chapters(report: Report, dimension: FrameworkDimension) -> Iterator[ChapterSheet]:
    """One chapter for a component whose form is one for all its indicators.

    A component with a form for each prints all of this on its forms, but for what is told of the component itself:
    that is a chapter of its own, where there is any of it.
    """
    if not has_details(dimension):
        yield from _overall(report, dimension)
        return
    headings = (report.heading(2, f"{HEADING} {report.part_name(dimension)}", *anchor(dimension, "details")),)
    reported = tuple(subjects(dimension))
    widths = _widths(report, [one.node for one in reported])
    view = Details(headings, tuple(_detail(report, one, widths) for one in reported), ())
    entries = (*headings, *(one.heading for one in view.details))
    yield report.chapter(headings[0].id, "details", view, entries=entries)


def has_details(dimension: FrameworkDimension) -> bool:
    """Whether the component has summary and details: its form is one for all its indicators."""
    return dimension.dimension.form is FormPages.WHOLE and bool(dimension.nodes)


def _overall(report: Report, dimension: FrameworkDimension) -> Iterator[ChapterSheet]:
    """Factors, obstacles and sections of a component that has no form for all its indicators."""
    part, words = dimension.dimension, anchor(dimension)
    texts = ((FACTORS, part.factors), (OBSTACLES, part.obstacles))
    told = [block(report, 2, heading, text, *words, "overall") for heading, text in texts if text is not None]
    told += [narrative(report, 2, section, *words, "section") for section in part.sections]
    if told:
        entries = tuple(one.heading for one in told)
        yield report.chapter(entries[0].id, "details", Details((), (), tuple(told)), entries=entries)


def _detail(report: Report, one: Numbered, widths: tuple[float, ...]) -> Detail:
    node = one.node
    heading = report.heading(3, f"ตัวชี้วัดที่ {one.number} {node.name}", "indicator", node.indicator.id)
    above = (f"อยู่ภายใต้ตัวชี้วัดที่ {upper.number} {upper.node.name}" for upper in one.above)
    return Detail(
        heading=heading,
        above=tuple(map(report.numerals.typed, above)),
        row=_row(report, node, widths),
        quarters=quarters(report, node, report.options.wide_text_width),
        blocks=tuple(_blocks(report, node)),
        widths=widths,
    )


def _row(report: Report, node: FrameworkNode, widths: tuple[float, ...]) -> DetailRow:
    numerals, result = report.numerals, node.result
    text = (result.details or result.summary) if result else None
    computed = computed_text(report, node)
    link = reference(report, node)
    details = Markup("") if text is None and computed else text_or_nothing(report, text, NOT_KEPT)
    row = DetailRow(
        name=numerals.typed(node.name),
        target=target_text(report, node),
        achieved=_achieved(report, node),
        projects=tuple(_projects(report, node)),
        details=details,
        computed=f"ผลการดำเนินงาน {computed}" if computed else "",
        reference=link,
        notes=notes(report, node),
        tall=True,
    )
    paragraphs = (*(text.texts() if text else ("",)), row.computed, link.text if link else "")
    cells = ((row.name,), (row.target,), row.achieved, row.projects, paragraphs, row.notes)
    height = row_height(Cell(texts or ("",), width) for texts, width in zip(cells, widths, strict=True))
    whole = height <= table_height(report.dataset.house, wide=True) * _MAY_BREAK
    return replace(row, tall=not whole)


def _achieved(report: Report, node: FrameworkNode) -> tuple[str, ...]:
    """The level as the summary prints it, the result where that is more than the level, and as of when."""
    lines = (*achieved_lines(report, node), result_text(report, node), as_of_text(report, node))
    return tuple(line for line in dict.fromkeys(lines) if line)


def _projects(report: Report, node: FrameworkNode) -> Iterator[str]:
    """What supports an indicator; numbered where there are several."""
    found, numerals = supporting_work(report.dataset, node), report.numerals
    if len(found) < 2:  # noqa: PLR2004 - several
        yield from (numerals.typed(text) for text in found or (NONE,))
        return
    for number, text in enumerate(found, 1):
        yield f"{numerals.number(number)}. {numerals.typed(text)}"


def _blocks(report: Report, node: FrameworkNode) -> Iterator[Block]:
    """What stands below the table, in the order of the form."""
    result, key = node.result, node.indicator.id
    yield block(report, 4, CONDITIONS, result.factors if result else None, "conditions", key)
    yield block(report, 4, PROBLEMS, result.obstacles if result else None, "problems", key)
    evidence = listed(report, node)
    yield Block(Entry(4, evidence.heading, evidence.anchor or report.anchor("evidence", key)), evidence.items)
    yield block(report, 4, EXPLANATION, result.explanation if result else None, "explanation", key)
    for section in result.sections if result else ():
        yield narrative(report, 4, section, "section", key)


def _widths(report: Report, nodes: Iterable[FrameworkNode]) -> tuple[float, ...]:
    """Columns of all tables of the component: figures of target and achievement fit, and long notes."""
    total = report.options.wide_text_width
    shares = [share * total / sum(_SHARES) for share in _SHARES]
    for node in nodes:
        for column, texts in ((_TARGET, (target_text(report, node),)), (_ACHIEVED, _achieved(report, node))):
            figures = (figure for text in texts for figure in _FIGURE.findall(text))
            needed = max(map(line_mm, figures), default=0.0)
            more = max(needed - shares[column], 0.0)
            shares[column] += more
            shares[_DETAILS] -= more
        for note in notes(report, node):
            more = max(min(line_mm(note) / _NOTE_LINES, _MOST_NOTE) - shares[_NOTES], 0.0)
            shares[_NOTES] += more
            shares[_DETAILS] -= more
    return shared_out(total, *shares)
