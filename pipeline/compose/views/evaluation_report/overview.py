"""สรุปคะแนน: the score of every component and of the whole, before all that they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.columns import shared_out
from pipeline.compose.views.evaluation_report.figures import weight_text, weighted_text
from pipeline.compose.views.evaluation_report.labels import GROUP
from pipeline.model import ScoresShown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.views.evaluation_report.report import Report
    from pipeline.scoring import DimensionScore

HEADING = "สรุปคะแนนผลการปฏิบัติราชการ"
WHOSE = {
    ScoresShown.BLANK: "เว้นไว้ให้ผู้ประเมินกรอก",
    ScoresShown.SELF: "ตามการประเมินตนเองของหน่วยงาน",
    ScoresShown.COMMITTEE: "ตามผลการประเมินของคณะกรรมการ",
}
"""Whose the weighted scores of the report are."""

UNFINISHED = "* มีตัวชี้วัดที่ยังไม่มีคะแนน จึงยังไม่รวมคะแนน"
_SHARES = (27, 72, 26, 35)


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A component; a score that is not known, or left to the evaluator's pen, is empty."""

    part: str
    name: str
    weight: str
    weighted: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The table of all components. Widths are in mm."""

    headings: tuple[Entry, ...]
    lines: tuple[str, ...]
    word: str
    rows: tuple[OverviewRow, ...]
    weight: str
    weighted: str
    notes: tuple[str, ...]
    widths: tuple[float, ...]


def chapters(report: Report) -> Iterator[ChapterSheet]:
    """One chapter; none for a framework without indicators."""
    if not any(dimension.nodes for dimension in report.framework.dimensions):
        return
    headings = (report.heading(1, HEADING, "overview"),)
    card = report.scorecard
    view = Overview(
        headings=headings,
        lines=tuple(_lines(report)),
        word=report.evaluation.word.value,
        rows=tuple(
            OverviewRow(
                part=report.part_name(dimension),
                name=report.component_name(dimension),
                weight=weight_text(report, dimension.subtotal),
                weighted=component_score(report, score),
            )
            for dimension, score in zip(report.framework.dimensions, card.dimensions, strict=True)
        ),
        weight=weight_text(report, report.framework.total),
        weighted="" if report.blank or not card.complete else weighted_text(report, card.weighted),
        notes=() if report.blank or card.complete else (UNFINISHED,),
        widths=shared_out(report.options.text_width, *_SHARES),
    )
    yield report.chapter("overview", "overview", view, entries=headings)


def component_score(report: Report, score: DimensionScore) -> str:
    """The weighted score of a component: empty where it is left to the evaluator, or an indicator has none."""
    return "" if report.blank or not score.complete else weighted_text(report, score.weighted)


def _lines(report: Report) -> Iterator[str]:
    numerals, dataset, evaluation = report.numerals, report.dataset, report.evaluation
    yield f"หน่วยงาน : {numerals.typed(dataset.agency.name)}"
    if evaluation.group and any(row.group for one in dataset.evaluation_indicators for row in one.criteria):
        yield f"{GROUP} : {numerals.typed(evaluation.group)}"
    if evaluation.evaluator:
        yield f"หน่วยงานผู้ประเมิน : {numerals.typed(evaluation.evaluator)}"
    yield f"ค่าคะแนนถ่วงน้ำหนัก : {WHOSE[evaluation.scores]}"
    if dataset.as_of:
        yield f"ข้อมูล ณ วันที่ : {numerals.date(dataset.as_of)}"
