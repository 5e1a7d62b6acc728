"""The account of a batch as a workbook: sources with their counts, documents, and failures with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.batch.account import words
from pipeline.batch.account.page import remarks_on, title, verdict
from pipeline.batch.results import Fate
from pipeline.messages import N_, gettext
from pipeline.tabular.book import Sheet, workbook
from pipeline.tabular.table import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.batch.results import BatchReport
    from pipeline.tabular.book import Plain

_SOURCES, _DOCUMENTS, _FAILURES = N_("หน่วยงาน"), N_("เอกสาร"), N_("ข้อผิดพลาด")
_AGENCY = Column(N_("หน่วยงาน"), 36)
_DOCUMENT = Column(N_("เอกสาร"), 44)
_TITLE = Column(N_("ชื่อเรื่อง"), 48)
_SOURCE_COLUMNS = (
    _AGENCY,
    Column(N_("ชื่อโฟลเดอร์"), 24),
    *(Column(words.FATES[fate], 14) for fate in Fate),
    Column(N_("ข้อผิดพลาด"), 12),
    Column(N_("คำเตือน"), 12),
    Column(N_("ค้างรายงาน"), 12),
    Column(N_("หมายเหตุ"), 44),
)
_DOCUMENT_COLUMNS = (
    _AGENCY,
    _DOCUMENT,
    _TITLE,
    Column(N_("ผล"), 18),
    Column(N_("เหตุที่สร้าง"), 24),
    Column(N_("หน้า"), 8),
    Column(N_("ไฟล์"), 60),
)
_FAILURE_COLUMNS = (
    _AGENCY,
    _DOCUMENT,
    _TITLE,
    Column(N_("สาเหตุ"), 48),
    Column(N_("วิธีแก้"), 56),
)


def to_xlsx(report: BatchReport) -> bytes:
    """The account as the bytes of a workbook."""
    names, kinds = words.agency_names(report), words.kind_titles()
    headings = [title(report), f"{words.day_and_time(report.started.astimezone())} · {verdict(report)}"]
    return workbook(
        (
            Sheet(gettext(_SOURCES), headings, _SOURCE_COLUMNS, _sources(report, names, kinds)),
            Sheet(gettext(_DOCUMENTS), headings, _DOCUMENT_COLUMNS, _documents(report, names, kinds)),
            Sheet(gettext(_FAILURES), headings, _FAILURE_COLUMNS, _failures(report, names, kinds)),
        )
    )


def _sources(report: BatchReport, names: Mapping[str, str], kinds: Mapping[str, str]) -> list[tuple[Plain, ...]]:
    return [
        (
            names[one.id],
            one.id,
            *(one.counts.get(fate, 0) for fate in Fate),
            one.facts.errors,
            one.facts.warnings,
            one.facts.overdue,
            remarks_on(one.facts, kinds),
        )
        for one in report.sources
    ]


def _documents(report: BatchReport, names: Mapping[str, str], kinds: Mapping[str, str]) -> list[tuple[Plain, ...]]:
    return [
        (
            names.get(one.source, one.source),
            words.document_name(one, kinds),
            one.title if one.subject else "",
            words.fate_name(one.fate),
            words.reasons_name(one.reasons),
            one.pages or "",
            " · ".join(one.files),
        )
        for one in report.documents
    ]


def _failures(report: BatchReport, names: Mapping[str, str], kinds: Mapping[str, str]) -> list[tuple[Plain, ...]]:
    """Documents that failed, then what keeps a whole source from being used."""
    documents: list[tuple[Plain, ...]] = [
        (
            names.get(one.source, one.source),
            words.document_name(one, kinds),
            one.title if one.subject else "",
            one.cause.message,
            words.remedy(one.cause),
        )
        for one in report.documents
        if one.fate is Fate.FAILED and one.cause is not None
    ]
    refused = [(names[one.id], "", "", line, "") for one in report.refused for line in one.facts.refused]
    return documents + list(refused)
