"""Which documents are there already, just as they were planned, and why the others are not."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pipeline.batch.known.fingerprint import Fingerprint
from pipeline.batch.known.records import DocumentKey, State
from pipeline.batch.results import Planned, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pipeline.batch.known.records import Record
    from pipeline.batch.orders import PlannedDocument, PlannedFile


def keys_of(month: str, document: PlannedDocument) -> list[DocumentKey]:
    """The keys of a document's files, in their order."""
    return [
        DocumentKey(month, document.source, document.kind, document.subject, file.format, file.name)
        for file in document.files
    ]


class Comparison:
    """Holds what was planned against what is recorded and what is on the disk.

    Args:
        out: the batch's folder.

    Attributes:
        touched: files whose content is what it was although the system says that they were changed, and when.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self.touched: list[tuple[DocumentKey, int]] = []

    def judge(self, document: PlannedDocument, records: Mapping[str, Record]) -> Planned:
        """Why a document is to be made; ``records`` are those of its source by the file's name.

        A document whose one file is to be made is made with all of its files, from one layout.
        """
        found = {reason for file in document.files for reason in self._reasons(file, records.get(file.name))}
        return Planned(document, tuple(reason for reason in Reason if reason in found))

    def _reasons(self, file: PlannedFile, record: Record | None) -> Iterable[Reason]:
        if record is None:
            return (Reason.NEW,)
        if record.state is State.FAILED:
            return (Reason.FAILED,)
        if not record.fingerprint:
            return (Reason.UNFINISHED if record.attempts else Reason.NEW,)
        if record.fingerprint != file.fingerprint:
            planned = Fingerprint.of_text(file.fingerprint)
            # A digest of an older version of the program: nothing can be told but that the program is another one.
            parts = planned.changed_since(record.fingerprint) if planned else ("code",)
            return tuple(Reason(part) for part in parts)
        if record.state is not State.DONE:
            return (Reason.UNFINISHED,)
        return self._on_disk(record)

    def _on_disk(self, record: Record) -> Iterable[Reason]:
        """Whether the file is the one that was made: its bytes are read only where its time is another."""
        path = self._out / record.key.name
        try:
            known = path.lstat()
            if known.st_size != record.size:
                return (Reason.FILE_CHANGED,)
            if known.st_mtime_ns == record.changed:
                return ()
            with path.open("rb") as content:
                same = hashlib.file_digest(content, "sha256").hexdigest() == record.sha256
        except OSError:
            return (Reason.FILE_GONE,)
        if not same:
            return (Reason.FILE_CHANGED,)
        self.touched.append((record.key, known.st_mtime_ns))
        return ()
