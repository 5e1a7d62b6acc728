"""What a batch has come to so far: plans, documents and their fates. At its end, or wherever it ends, the account."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.batch.orders import ALL
from pipeline.batch.results import BatchReport, DocumentResult, Fate, SourceResult

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.batch.causes import Cause
    from pipeline.batch.orders import FileMade, PlannedDocument, Source, SourcePlan, Terms
    from pipeline.batch.results import Planned


@dataclass(slots=True)
class _Entry:
    """A document with what became of it."""

    planned: Planned
    fate: Fate
    pages: int = 0
    bytes: int = 0
    cause: Cause | None = None
    attempts: int = 0


Subject = tuple[str, str, str]


def subject_of(document: PlannedDocument) -> Subject:
    """What tells a document from all others of a month."""
    return document.source, document.kind, document.subject


class Ledger:
    """Kept by the coordinator.

    Attributes:
        plans: what was planned, by the source's id; :data:`ALL` for all agencies together.
        left_over: files of earlier runs that nothing asks for any more.
        notes: what else there is to know.
        incomplete: whether some documents could not even be planned.
        stopped: why the batch ended early.
        interrupted: whether it was told to end.
        dry_run: whether it only plans.
    """

    def __init__(self, terms: Terms, *, dry_run: bool) -> None:
        self.plans: dict[str, SourcePlan] = {}
        self.left_over: list[str] = []
        self.notes: list[str] = []
        self.incomplete = False
        self.stopped = ""
        self.interrupted = False
        self._terms = terms
        self.dry_run = dry_run
        self._entries: dict[Subject, _Entry] = {}

    def unchanged(self, planned: Planned, pages: int, size: int) -> None:
        """A document that is there already."""
        self._entries[subject_of(planned.document)] = _Entry(planned, Fate.UNCHANGED, pages, size)

    def to_make(self, planned: Planned) -> None:
        """A document that is to be made."""
        self._entries[subject_of(planned.document)] = _Entry(planned, Fate.PLANNED)

    def begun(self, document: PlannedDocument) -> int:
        """Work on a document begins; returns which attempt it is."""
        entry = self._entries[subject_of(document)]
        entry.attempts += 1
        return entry.attempts

    def attempts(self, document: PlannedDocument) -> int:
        """How often work on a document was begun in this run."""
        return self._entries[subject_of(document)].attempts

    def made(self, document: PlannedDocument, files: Sequence[FileMade]) -> None:
        """A document's files are on the disk."""
        entry = self._entries[subject_of(document)]
        entry.fate, entry.cause = Fate.MADE, None
        entry.pages, entry.bytes = max(file.pages for file in files), sum(file.size for file in files)

    def failed(self, document: PlannedDocument, cause: Cause) -> None:
        """A document could not be made."""
        entry = self._entries[subject_of(document)]
        entry.fate, entry.cause = Fate.FAILED, cause

    def report(self, sources: Sequence[Source], started: dt.datetime) -> BatchReport:
        """The account as things stand now."""
        documents = tuple(self._documents())
        chats = [plan.facts.chat for plan in self.plans.values() if plan.facts.chat]
        return BatchReport(
            month=self._terms.month,
            out=self._terms.out,
            started=started,
            # A clock that was set back meanwhile must not make a run of less than no time.
            finished=max(started, dt.datetime.now(tz=dt.UTC)),
            sources=tuple(self._sources(sources, documents)),
            documents=documents,
            dry_run=self.dry_run,
            interrupted=self.interrupted,
            stopped=self.stopped,
            left_over=tuple(self.left_over),
            chat=self.plans[ALL].facts.chat if ALL in self.plans else (chats[0] if len(chats) == 1 else ""),
            notes=tuple(self.notes),
            incomplete=self.incomplete,
        )

    def _documents(self) -> Iterator[DocumentResult]:
        for entry in self._entries.values():
            document = entry.planned.document
            yield DocumentResult(
                source=document.source,
                kind=document.kind,
                subject=document.subject,
                title=document.title,
                files=tuple(file.name for file in document.files),
                fate=entry.fate,
                reasons=entry.planned.reasons,
                pages=entry.pages,
                bytes=entry.bytes,
                cause=entry.cause,
                attempts=entry.attempts,
            )

    def _sources(self, sources: Sequence[Source], documents: Sequence[DocumentResult]) -> Iterator[SourceResult]:
        fates: dict[str, Counter[Fate]] = {}
        for document in documents:
            fates.setdefault(document.source, Counter())[document.fate] += 1
        for source in sources:
            if source.id in self.plans:
                own = fates.get(source.id, Counter())
                counts = {fate: own[fate] for fate in Fate}
                yield SourceResult(source.id, str(source.path), self.plans[source.id].facts, counts)
