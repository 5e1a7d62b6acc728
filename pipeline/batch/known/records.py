"""What the store knows of one document, and the tables that hold it."""

from __future__ import annotations

import datetime as dt
from dataclasses import astuple, dataclass
from enum import StrEnum
from typing import Any

from pipeline.batch.causes import Cause

SCHEMA_VERSION = 1


class State(StrEnum):
    """Where a document stands. One that a killed run was making is planned again."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


SOURCES = """CREATE TABLE sources (
    month TEXT NOT NULL,
    source TEXT NOT NULL,
    digest TEXT NOT NULL,
    plan TEXT NOT NULL,
    PRIMARY KEY (month, source)
) WITHOUT ROWID"""
"""What was planned for each source in each month, and from what: where that is the same, so is the plan."""

SCHEMA = """CREATE TABLE documents (
    month TEXT NOT NULL,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    format TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'running', 'done', 'failed')),
    wanted TEXT NOT NULL,
    fingerprint TEXT NOT NULL DEFAULT '',
    sha256 TEXT NOT NULL DEFAULT '',
    size INTEGER NOT NULL DEFAULT 0 CHECK (typeof(size) = 'integer'),
    changed INTEGER NOT NULL DEFAULT 0 CHECK (typeof(changed) = 'integer'),
    pages INTEGER NOT NULL DEFAULT 0 CHECK (typeof(pages) = 'integer'),
    cause TEXT NOT NULL DEFAULT '',
    transient INTEGER NOT NULL DEFAULT 0 CHECK (transient IN (0, 1)),
    message TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0 CHECK (typeof(attempts) = 'integer'),
    started TEXT NOT NULL DEFAULT '',
    finished TEXT NOT NULL DEFAULT '',
    program TEXT NOT NULL,
    PRIMARY KEY (month, source, kind, subject, format, name)
) WITHOUT ROWID"""


_IN_KEY = 6
"""Columns of the key, which come first."""


def storable(text: str) -> str:
    """The text as SQLite can hold it: what stands for bytes of a file name that are no UTF-8 is spelt out."""
    return text.encode(errors="backslashreplace").decode()


@dataclass(frozen=True, slots=True, order=True)
class DocumentKey:
    """One file of one document.

    ``month`` is in BE (``2569-06``). ``source`` tells the dataset from others of the batch, and stays the same from
    month to month; ``subject`` is the project's code, or empty for a document of the whole agency; ``name`` is the
    file's, below the output folder.
    """

    month: str
    source: str
    kind: str
    subject: str
    format: str
    name: str

    def values(self) -> tuple[str, ...]:
        """The key as the store holds it."""
        return tuple(storable(value) for value in astuple(self))


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a document.

    ``wanted`` is the fingerprint of what was planned last. ``fingerprint``, ``sha256`` and ``size`` (bytes) are those
    of the file that was made last, empty and 0 before the first; so are ``changed``, when the system says the file was
    changed (ns), and ``pages``. ``attempts`` counts those for ``wanted``. ``started`` and ``finished`` are of the last
    attempt, in UTC. ``program`` is the version that planned it.
    """

    key: DocumentKey
    state: State
    wanted: str
    fingerprint: str
    sha256: str
    size: int
    changed: int
    pages: int
    cause: Cause | None
    attempts: int
    started: dt.datetime | None
    finished: dt.datetime | None
    program: str

    def is_done_as(self, fingerprint: str) -> bool:
        """Whether the file was made from just this. Whether it is still there, the disk must tell."""
        return self.state is State.DONE and self.fingerprint == fingerprint


def record_of(row: tuple[Any, ...]) -> Record:
    """A row of the table."""
    state, wanted, fingerprint, sha256, size, changed, pages, cause, transient, message, *rest = row[_IN_KEY:]
    attempts, started, finished, program = rest
    return Record(
        key=DocumentKey(*row[:_IN_KEY]),
        state=State(state),
        wanted=wanted,
        fingerprint=fingerprint,
        sha256=sha256,
        size=size,
        changed=changed,
        pages=pages,
        cause=Cause(cause, message, bool(transient)) if cause else None,
        attempts=attempts,
        started=_time(started),
        finished=_time(finished),
        program=program,
    )


def _time(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None  # not yet; or changed by the disk
