"""The account of a batch for machines: one JSON document of a stable shape.

The shape, version 1 (fields may be added; none is renamed or removed without a new version)::

    {
      "schema": "saraban-batch/1",
      "program": "0.1.0",                        version of the program
      "month": "2569-06",                        BE, as the folder is named
      "out": "build/batch",                      as it was asked for
      "started": "2026-06-25T01:30:00.000Z", "finished": "…", "seconds": 12.345,
      "dry_run": false,
      "interrupted": false,                      told to end, by Ctrl-C or the system
      "stopped": "",                             why it ended early, or empty
      "incomplete": false,                       some documents could not even be planned; notes say why
      "exit_code": 0,
      "counts": {"sources": 3, "refused": 0, "made": 2, "unchanged": 9, "failed": 1, "planned": 0,
                 "files": 4, "pages": 7, "bytes": 81920},             files, pages and bytes of those made
      "reasons": {"new": 2, "data": 1},          documents to be made by why; one may have several reasons
      "chat": "…",                               follow-up of all agencies, Thai, without telephones
      "notes": [],
      "left_over": ["2569-06/…"],                files of earlier runs that nothing asks for any more
      "sources": [
        {"id": "city-lab", "path": "data/city-lab", "agency": "…", "fiscal_year": 2569,
         "counts": {"made": 1, "unchanged": 3, "failed": 0, "planned": 0},
         "findings": {"error": 0, "warning": 2, "note": 1},
         "refused": [],                          lines that say why nothing was made of it
         "without": [],                          kinds that it has no data for
         "other_year": false,                    data of another fiscal year than the month's
         "overdue": 1,                           projects that owe the month's report
         "chat": "…"}
      ],
      "documents": [
        {"source": "city-lab",                   "+" is all agencies together
         "kind": "progress-form", "subject": "89000001-0001", "title": "…",
         "fate": "failed",                       made | unchanged | failed | planned
         "reasons": ["data"],                    new | data | template | font | options | code | file-gone |
                                                 file-changed | failed | unfinished
         "files": ["2569-06/city-lab/….pdf"],    below "out"; of one that was not made, as they would be called
         "pages": 0, "bytes": 0, "attempts": 2,
         "cause": {"id": "timeout", "message": "…", "remedy": "…", "transient": false}}     or null
      ]
    }

Texts are in the language of the run. A source that was named by an absolute path is told by its last part alone.
Every document and every source stands on a line of its own.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import __version__
from pipeline.batch.account.words import remedy
from pipeline.batch.results import Fate
from pipeline.run.plan import month_stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.batch.causes import Cause
    from pipeline.batch.results import BatchReport, DocumentResult, SourceResult

SCHEMA = "saraban-batch/1"


def pieces(report: BatchReport) -> Iterator[str]:
    """The account as lines of JSON, without their ends."""
    *head, last, _ = json.dumps(_head(report), ensure_ascii=False, indent=2).splitlines()
    yield from head
    yield f"{last},"
    yield from _list("sources", map(source_record, report.sources), more=True)
    yield from _list("documents", map(document_record, report.documents), more=False)
    yield "}"


def _list(name: str, records: Iterable[dict[str, Any]], *, more: bool) -> Iterator[str]:
    yield f'  "{name}": ['
    held = ""
    for record in records:
        if held:
            yield f"    {held},"
        held = json.dumps(record, ensure_ascii=False)
    if held:
        yield f"    {held}"
    yield "  ]," if more else "  ]"


def _head(report: BatchReport) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "program": __version__,
        "month": month_stem(report.month),
        "out": str(report.out),
        "started": utc(report.started),
        "finished": utc(report.finished),
        "seconds": round((report.finished - report.started).total_seconds(), 3),
        "dry_run": report.dry_run,
        "interrupted": report.interrupted,
        "stopped": report.stopped,
        "incomplete": report.incomplete,
        "exit_code": int(report.exit_code),
        "counts": counts(report),
        "reasons": reasons(report),
        "chat": report.chat,
        "notes": list(report.notes),
        "left_over": list(report.left_over),
    }


def counts(report: BatchReport) -> dict[str, int]:
    """Sources and documents by what became of them, and files, pages and bytes of those made."""
    made = [one for one in report.documents if one.fate is Fate.MADE]
    return {
        "sources": len(report.sources),
        "refused": len(report.refused),
        **{fate.value: count for fate, count in report.counts.items()},
        "files": sum(len(one.files) for one in made),
        "pages": sum(one.pages for one in made),
        "bytes": sum(one.bytes for one in made),
    }


def reasons(report: BatchReport) -> dict[str, int]:
    """Documents to be made by why; one may have several reasons."""
    found = Counter(reason.value for one in report.documents for reason in one.reasons)
    return dict(found.most_common())


def source_record(source: SourceResult) -> dict[str, Any]:
    """One source."""
    facts = source.facts
    return {
        "id": source.id,
        "path": shown_path(source.path),
        "agency": facts.agency,
        "fiscal_year": facts.fiscal_year,
        "counts": {fate.value: source.counts.get(fate, 0) for fate in Fate},
        "findings": {"error": facts.errors, "warning": facts.warnings, "note": facts.notes},
        "refused": list(facts.refused),
        "without": list(facts.without),
        "other_year": facts.other_year,
        "overdue": facts.overdue,
        "chat": facts.chat,
    }


def shown_path(path: str) -> str:
    """Where a source lies, as it was named; nothing of the folders of a machine."""
    return Path(path).name if Path(path).is_absolute() else path


def document_record(document: DocumentResult) -> dict[str, Any]:
    """One document."""
    return {
        "source": document.source,
        "kind": document.kind,
        "subject": document.subject,
        "title": document.title,
        "fate": document.fate.value,
        "reasons": [reason.value for reason in document.reasons],
        "files": list(document.files),
        "pages": document.pages,
        "bytes": document.bytes,
        "attempts": document.attempts,
        "cause": None if document.cause is None else cause_record(document.cause),
    }


def cause_record(cause: Cause) -> dict[str, Any]:
    """Why a document failed, and what to do; the program's own trace is not for a report."""
    return {"id": cause.id, "message": cause.message, "remedy": remedy(cause), "transient": cause.transient}


def utc(moment: dt.datetime) -> str:
    """A moment as machines read it, in UTC with milliseconds."""
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
