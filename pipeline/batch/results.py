"""How a batch went: what is told while it runs, and the account of it at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.errors import ExitCode
from pipeline.messages import N_

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pipeline.batch.causes import Cause
    from pipeline.batch.orders import FileMade, PlannedDocument, SourceFacts
    from pipeline.model import Month


class Reason(StrEnum):
    """Why a document is made again; :data:`REASONS` has the words."""

    NEW = "new"
    DATA = "data"
    TEMPLATE = "template"
    FONT = "font"
    OPTIONS = "options"
    CODE = "code"
    FILE_GONE = "file-gone"
    FILE_CHANGED = "file-changed"
    FAILED = "failed"
    UNFINISHED = "unfinished"


REASONS: Mapping[Reason, str] = {
    Reason.NEW: N_("ยังไม่เคยสร้าง"),
    Reason.DATA: N_("ข้อมูลหรือวันที่เปลี่ยน"),
    Reason.TEMPLATE: N_("แม่แบบเปลี่ยน"),
    Reason.FONT: N_("แบบอักษรเปลี่ยน"),
    Reason.OPTIONS: N_("ตัวเลือกเปลี่ยน"),
    Reason.CODE: N_("โปรแกรมเปลี่ยนรุ่น"),
    Reason.FILE_GONE: N_("ไฟล์หายไป"),
    Reason.FILE_CHANGED: N_("ไฟล์ถูกแก้ไขภายหลัง"),
    Reason.FAILED: N_("ครั้งก่อนสร้างไม่สำเร็จ"),
    Reason.UNFINISHED: N_("ครั้งก่อนยังสร้างไม่เสร็จ"),
}
"""Reasons in words, as message ids."""


class Fate(StrEnum):
    """What became of a document: ``PLANNED`` is not made yet (a dry run, or a run that ended early)."""

    MADE = "made"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Planned:
    """A document and why it is to be made; without reasons it is there already."""

    document: PlannedDocument
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """A document in the account. ``files`` are names below the batch's folder, also of those not made."""

    source: str
    kind: str
    subject: str
    title: str
    files: tuple[str, ...]
    fate: Fate
    reasons: tuple[Reason, ...] = ()
    pages: int = 0
    bytes: int = 0
    cause: Cause | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class SourceResult:
    """A source in the account: its facts and how many of its documents met which fate."""

    id: str
    path: str
    facts: SourceFacts
    counts: Mapping[Fate, int]


@dataclass(frozen=True, slots=True)
class BatchReport:
    """The account of a batch. ``documents`` are those made, failed or left, and those unchanged as well.

    ``started`` and ``finished`` are of this run, with their zone. ``interrupted``: it was told to end. ``stopped`` is
    why it ended early, where a full disk or ``--fail-fast`` ended it. ``left_over`` are files of earlier runs that
    nothing asks for any more; they stay. ``chat`` is the follow-up's text over all sources. ``notes`` say what else
    there is to know; ``incomplete``: among it documents that could not even be planned.
    """

    month: Month
    out: Path
    started: dt.datetime
    finished: dt.datetime
    sources: Sequence[SourceResult]
    documents: Sequence[DocumentResult]
    dry_run: bool = False
    interrupted: bool = False
    stopped: str = ""
    left_over: Sequence[str] = ()
    chat: str = ""
    notes: Sequence[str] = field(default_factory=tuple)
    incomplete: bool = False

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many documents met which fate."""
        fates = [one.fate for one in self.documents]
        return {fate: fates.count(fate) for fate in Fate}

    @property
    def refused(self) -> tuple[SourceResult, ...]:
        """Sources that nothing could be made of."""
        return tuple(source for source in self.sources if source.facts.refused)

    @property
    def exit_code(self) -> ExitCode:
        """What the command ends with: partial where a document failed, or was left, or a source was refused.

        Where all data is of another fiscal year than the month it is the call that is wrong: a schedule must not take
        that month for done.
        """
        if self.interrupted:
            return ExitCode.INTERRUPTED
        if self.sources and all(source.facts.other_year for source in self.sources):
            return ExitCode.USAGE
        counts = self.counts
        left = 0 if self.dry_run else counts[Fate.PLANNED]
        return ExitCode.PARTIAL if counts[Fate.FAILED] or left or self.refused or self.incomplete else ExitCode.DONE


class BatchListener:
    """Is told how a batch goes; the command draws its progress and writes its log with it. This one keeps silent."""

    def found(self, sources: int) -> None:
        """So many sources are looked at."""

    def source_planned(self, source: str, facts: SourceFacts, *, known: bool) -> None:
        """A source is planned; ``known``: nothing of it has changed, it was not even read."""

    def planned(self, to_make: int, unchanged: int, reasons: Mapping[Reason, int]) -> None:
        """The plan is made; now documents are. ``reasons``: why how many of them, the most frequent reason first."""

    def started(self, document: PlannedDocument, attempt: int) -> None:
        """Work on a document begins."""

    def made(self, document: PlannedDocument, files: Sequence[FileMade], seconds: float) -> None:
        """The files of a document are on the disk, and recorded."""

    def failed(self, document: PlannedDocument, cause: Cause, *, again: bool) -> None:
        """A document failed; ``again``: it will be tried once more."""

    def finished(self, report: BatchReport) -> None:
        """The batch is over."""
