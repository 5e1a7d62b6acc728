"""``--log-json``: what a batch does, as lines of JSON for other programs, each written as it happens.

Every line has ``time`` (UTC, milliseconds) and ``event``; ids are the same as in ``run-report.json``. Version 1 (events
and fields may be added; none is renamed or removed without a new version)::

    run-started        schema "saraban-batch-log/1", program, month "2569-06", out, sources as given, kinds, dry_run
    sources-found      count
    source-planned     source, agency, fiscal_year, known (nothing changed, it was not read), errors, warnings, notes,
                       overdue, other_year, refused (lines that say why nothing can be made of it)
    planned            to_make, unchanged, reasons {"data": 2}
    document-started   source, kind, subject, attempt
    document-made      source, kind, subject, seconds, pages, bytes, files [{format, name, sha256, bytes, pages}]
    document-failed    source, kind, subject, cause {id, message, remedy, transient}, again (it will be tried once
                       more), trace (where the program is to blame, else empty)
    report-written     files
    notice             host, agency (empty: over all), outcome sent | unchanged | failed, message
    run-finished       exit_code, seconds, counts {sources, refused, made, unchanged, failed, planned, files, pages,
                       bytes}, interrupted, stopped; counts are null, and error {exit_code, message, remedy} says why,
                       where it ended before it had begun
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import __version__
from pipeline.batch.results import BatchListener
from pipeline.cli import console
from pipeline.errors import UsageError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pipeline.batch.causes import Cause
    from pipeline.batch.orders import FileMade, PlannedDocument, SourceFacts
    from pipeline.batch.results import BatchReport, Reason
    from pipeline.errors import SarabanError
    from pipeline.model import Month

SCHEMA = "saraban-batch-log/1"
STANDARD_OUTPUT = "-"

_NO_LOG = N_("เขียนบันทึก {path} ไม่ได้: {reason}")
_NO_LOG_REMEDY = N_("ตรวจชื่อและสิทธิ์ของโฟลเดอร์ หรือใช้ --log-json - เพื่อส่งออกทาง standard output")
_LOG_ENDED = N_("บันทึก --log-json เขียนต่อไม่ได้: {reason} งานยังทำต่อไป")


class BatchLog(BatchListener):
    """Writes the lines.

    Args:
        write: takes a line without its end.
    """

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._begun = time.monotonic()

    def event(self, name: str, /, **fields: object) -> None:
        """One line."""
        now = dt.datetime.now(tz=dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self._write(json.dumps({"time": now, "event": name, **fields}, ensure_ascii=False))

    def began(self, *, month: Month, out: Path, sources: Sequence[str], kinds: Sequence[str], dry_run: bool) -> None:
        """The call is understood; now work begins."""
        from pipeline.run.plan import month_stem

        self.event(
            "run-started",
            schema=SCHEMA,
            program=__version__,
            month=month_stem(month),
            out=str(out),
            sources=list(sources),
            kinds=list(kinds),
            dry_run=dry_run,
        )

    def found(self, sources: int) -> None:
        """See :class:`~pipeline.batch.results.BatchListener`, also for those below."""
        self.event("sources-found", count=sources)

    def source_planned(self, source: str, facts: SourceFacts, *, known: bool) -> None:
        """A source is planned."""
        self.event(
            "source-planned",
            source=source,
            agency=facts.agency,
            fiscal_year=facts.fiscal_year,
            known=known,
            errors=facts.errors,
            warnings=facts.warnings,
            notes=facts.notes,
            overdue=facts.overdue,
            other_year=facts.other_year,
            refused=list(facts.refused),
        )

    def planned(self, to_make: int, unchanged: int, reasons: Mapping[Reason, int]) -> None:
        """The plan is made."""
        told = {reason.value: count for reason, count in reasons.items()}
        self.event("planned", to_make=to_make, unchanged=unchanged, reasons=told)

    def started(self, document: PlannedDocument, attempt: int) -> None:
        """Work on a document begins."""
        self.event("document-started", **_ids(document), attempt=attempt)

    def made(self, document: PlannedDocument, files: Sequence[FileMade], seconds: float) -> None:
        """A document is there."""
        told = [
            {"format": one.format, "name": one.name, "sha256": one.sha256, "bytes": one.size, "pages": one.pages}
            for one in files
        ]
        self.event(
            "document-made",
            **_ids(document),
            seconds=round(seconds, 3),
            pages=max((one.pages for one in files), default=0),
            bytes=sum(one.size for one in files),
            files=told,
        )

    def failed(self, document: PlannedDocument, cause: Cause, *, again: bool) -> None:
        """A document failed."""
        from pipeline.batch.account.record import cause_record

        self.event("document-failed", **_ids(document), cause=cause_record(cause), again=again, trace=cause.trace)

    def ended(self, code: int, report: BatchReport | None, error: SarabanError | None = None) -> None:
        """The command ends with this exit code; without a report where it never got to work."""
        fields: dict[str, Any] = {"counts": None, "interrupted": report is None and error is None, "stopped": ""}
        if report is not None:
            from pipeline.batch.account.record import counts

            fields = {"counts": counts(report), "interrupted": report.interrupted, "stopped": report.stopped}
        if error is not None:
            told = {"exit_code": int(error.exit_code), "message": error.message, "remedy": error.remedy}
            fields["error"] = told
        seconds = round(time.monotonic() - self._begun, 3)
        self.event("run-finished", exit_code=int(code), seconds=seconds, **fields)


def _ids(document: PlannedDocument) -> dict[str, str]:
    return {"source": document.source, "kind": document.kind, "subject": document.subject}


@contextlib.contextmanager
def opened(target: str | None) -> Iterator[BatchLog]:
    """The log that was asked for: a new file, standard output (``-``), or one that nobody reads.

    A disk that is full later, or a reader that goes away, ends the log and not the batch.

    Raises:
        UsageError: the file cannot be written.
    """
    if target is None:
        yield BatchLog(lambda _: None)
        return
    if target == STANDARD_OUTPUT:
        yield BatchLog(console.result)
        return
    try:
        file = Path(target).open("w", encoding="utf-8", errors="backslashreplace")  # noqa: SIM115 - closed below
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(gettext(_NO_LOG).format(path=target, reason=reason), gettext(_NO_LOG_REMEDY)) from error
    broken = False

    def write(line: str) -> None:
        nonlocal broken
        if broken:
            return
        try:
            file.write(line + "\n")
            file.flush()
        except OSError as error:
            broken = True
            console.message(gettext(_LOG_ENDED).format(reason=error.strerror or error))

    try:
        yield BatchLog(write)
    finally:
        with contextlib.suppress(OSError):
            file.close()
