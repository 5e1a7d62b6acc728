"""ท้ายรายงาน: the agency's own closing sections, and the signatures below the words that they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.evaluation_report.blocks import Block, narrative
from pipeline.compose.views.signatures import signature_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.views.evaluation_report.report import Report
    from pipeline.compose.views.signatures import SignatureRow

HEADING = "การรับรองรายงาน"
WORDS = (
    "ขอรับรองว่าผลการดำเนินงาน คะแนน และหลักฐานอ้างอิงที่ปรากฏในรายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ "
    "ประจำปีงบประมาณ พ.ศ. {year} ฉบับนี้ ถูกต้องตรงตามการปฏิบัติงานจริง และมีเอกสารประกอบให้ตรวจสอบได้"
)
"""What those who sign stand for."""


@dataclass(frozen=True, slots=True)
class Closing:
    """Sections in order; then, where anybody signs, the words above the signatures."""

    blocks: tuple[Block, ...]
    certificate: Entry | None
    words: str
    signatures: tuple[SignatureRow, ...]


def chapters(report: Report) -> Iterator[ChapterSheet]:
    """One chapter, where there is a closing section or anybody who signs."""
    evaluation = report.evaluation
    blocks = tuple(narrative(report, 1, section, "closing") for section in evaluation.sections)
    rows = signature_rows(report.dataset, evaluation.signatures, report.options)
    if not blocks and not rows:
        return
    certificate = report.heading(1, HEADING, "certificate") if rows else None
    view = Closing(blocks, certificate, WORDS.format(year=report.year), rows)
    entries = (*(one.heading for one in blocks), *([certificate] if certificate else []))
    yield report.chapter("closing", "closing", view, entries=entries)
