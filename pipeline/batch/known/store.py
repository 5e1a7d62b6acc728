"""What is done, kept from run to run in an SQLite file that only the coordinator opens.

The file holds no truth of its own: documents do, and each is recorded after it has its name on the disk. A store that
is lost or damaged costs time, never a document; a damaged one is set aside under another name and begun anew. No
decision depends on a clock.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
import stat
from typing import TYPE_CHECKING, Self

from pipeline import __version__
from pipeline.batch.known.records import (
    SCHEMA,
    SCHEMA_VERSION,
    SOURCES,
    DocumentKey,
    Record,
    State,
    record_of,
    storable,
)
from pipeline.errors import EnvironmentLacksError, OutputLockedError, SarabanError
from pipeline.messages import N_, gettext
from pipeline.run.files import prepare_folder
from pipeline.run.lock import FolderLock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from pipeline.batch.causes import Cause
    from pipeline.batch.orders import FileMade

STORE_NAME = ".saraban-batch.db"
_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite puts beside the file; they belong to it, also when it moves."""

_APPLICATION = 0x53524254
"""Written in the file's head: it is ours."""

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_ERROR}
"""What SQLite says of a file that is torn, or that is another program's."""

_HELD = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_PRIMARY = 0xFF
_LONGEST_MESSAGE = 2_000

_IS_KEY = "month = ? AND source = ? AND kind = ? AND subject = ? AND format = ? AND name = ?"
_IN_ORDER = "ORDER BY month, source, kind, subject, format, name"
_TABLES = "SELECT sql FROM sqlite_master WHERE name IN ('documents', 'sources') ORDER BY name"
_CHECK = "PRAGMA quick_check(1)"

_IN_USE = N_("บันทึกงาน {path} ถูกเปิดใช้อยู่โดยการสั่งงานอื่น")
_IN_USE_REMEDY = N_("รอให้งานนั้นเสร็จ แล้วสั่งใหม่อีกครั้ง")
_NEWER = N_("บันทึกงาน {path} ทำด้วยโปรแกรมรุ่นใหม่กว่านี้")
_NEWER_REMEDY = N_("ปรับปรุงโปรแกรมเป็นรุ่นล่าสุด หรือเลือกโฟลเดอร์อื่นด้วย -o")
_UNUSABLE = N_("ใช้บันทึกงาน {path} ไม่ได้: {reason}")
_UNUSABLE_REMEDY = N_("ตรวจเนื้อที่และสิทธิ์ของดิสก์ หรือเลือกโฟลเดอร์อื่นด้วย -o")
_DAMAGED_NOW = N_("บันทึกงาน {path} เสียหายระหว่างทำงาน")
_DAMAGED_REMEDY = N_("สั่งใหม่อีกครั้ง โปรแกรมจะเริ่มบันทึกใหม่และเก็บของเดิมไว้ต่างหาก")


class StoreError(EnvironmentLacksError):
    """The store cannot be used here: no room, no right, made by a newer program, damaged while in use."""


class _DamagedError(Exception):
    """The file is no store, or a torn one."""


def _utc_now() -> dt.datetime:
    return dt.datetime.now(tz=dt.UTC)


class Store:
    """The store of a folder, as a context manager. It holds the folder's lock (:class:`FolderLock`) as well.

    Args:
        folder: where the store lies; made if need be.
        clock: tells the time, with its zone.
        program: the version of the program that makes the documents.

    Attributes:
        set_aside: where a damaged store was put on entering; ``None`` where it was sound, or new.

    Raises:
        OutputLockedError: on entering, another run holds the folder or the file.
        StoreError: on entering, the file cannot be used; later, the disk is full or failed.
        UsageError: on entering, the folder is a file.
    """

    def __init__(
        self, folder: Path, *, clock: Callable[[], dt.datetime] = _utc_now, program: str = __version__
    ) -> None:
        self.path = folder / STORE_NAME
        self.set_aside: Path | None = None
        self._folder = folder
        self._clock = clock
        self._program = program
        self._open = contextlib.ExitStack()
        self._base: sqlite3.Connection

    def __enter__(self) -> Self:
        prepare_folder(self._folder)
        with contextlib.ExitStack() as opening:
            with self._told():
                opening.enter_context(FolderLock(self._folder))
                self._base = self._connected()
            opening.callback(self._close)
            self._open = opening.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def plan(self, documents: Iterable[tuple[DocumentKey, str]]) -> None:
        """Documents that shall be made, with the fingerprint that each will have.

        What is known of the file that there is stays known. Attempts are counted anew where the fingerprint is
        another one.
        """
        rows = [(*key.values(), storable(fingerprint), self._program) for key, fingerprint in documents]
        with self._transaction() as base:
            base.executemany(
                "INSERT INTO documents (month, source, kind, subject, format, name, wanted, program)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET state = 'planned', program = excluded.program, wanted = excluded.wanted,"
                " attempts = CASE WHEN wanted = excluded.wanted THEN attempts ELSE 0 END,"
                " cause = '', transient = 0, message = ''",
                rows,
            )

    def begin(self, keys: Iterable[DocumentKey]) -> None:
        """Work on planned documents begins: one more attempt."""
        now = self._now()
        self._change(
            "UPDATE documents SET state = 'running', attempts = attempts + 1, started = ?, finished = ''",
            ((now, *key.values()) for key in keys),
        )

    def done(self, made: Iterable[tuple[DocumentKey, FileMade]]) -> None:
        """Files that are on the disk."""
        now = self._now()
        self._change(
            "UPDATE documents SET state = 'done', fingerprint = wanted, sha256 = ?, size = ?, changed = ?, pages = ?,"
            " cause = '', transient = 0, message = '', finished = max(started, ?)",
            ((file.sha256, file.size, file.changed, file.pages, now, *key.values()) for key, file in made),
        )

    def touched(self, times: Iterable[tuple[DocumentKey, int]]) -> None:
        """Files whose content is what it was, with another time of change (ns)."""
        self._change("UPDATE documents SET changed = ?", ((changed, *key.values()) for key, changed in times))

    def remember(self, month: str, source: str, digest: str, plan: str) -> None:
        """What was planned for a source, from data of this digest."""
        row = (month, storable(source), digest, storable(plan))
        with self._transaction() as base:
            base.execute("INSERT OR REPLACE INTO sources (month, source, digest, plan) VALUES (?, ?, ?, ?)", row)

    def remembered(self, month: str, source: str) -> tuple[str, str] | None:
        """Digest and plan of a source as they were remembered last."""
        with self._told():
            values = (month, storable(source))
            row = self._base.execute("SELECT digest, plan FROM sources WHERE month = ? AND source = ?", values)
            found: tuple[str, str] | None = row.fetchone()
        return found

    def failed(self, failures: Iterable[tuple[DocumentKey, Cause]]) -> None:
        """Documents that could not be made; the file that was made before, if any, is still the one on the disk."""
        now = self._now()
        self._change(
            "UPDATE documents SET state = 'failed', cause = ?, transient = ?, message = ?, finished = max(started, ?)",
            (
                (cause.id, int(cause.transient), storable(cause.message[:_LONGEST_MESSAGE]), now, *key.values())
                for key, cause in failures
            ),
        )

    def forget(self, keys: Iterable[DocumentKey]) -> None:
        """Documents that are not wanted any more. Their files stay."""
        self._change("DELETE FROM documents", (key.values() for key in keys))

    def get(self, key: DocumentKey) -> Record | None:
        """What is known of a document."""
        return next(self._rows("WHERE " + _IS_KEY, key.values()), None)

    def records(self, month: str | None = None, source: str | None = None) -> Iterator[Record]:
        """What is known of all documents, of a month's, or of one source's in a month, in the order of their keys.

        Finish reading before anything is written.
        """
        wanted = {"month": month, "source": source}
        given = {name: storable(value) for name, value in wanted.items() if value is not None}
        where = "WHERE " + " AND ".join(f"{name} = ?" for name in given) if given else ""
        return self._rows(f"{where} {_IN_ORDER}", tuple(given.values()))

    def counts(self) -> dict[State, int]:
        """How many documents are in each state; states without any are 0."""
        with self._told():
            found = dict(self._base.execute("SELECT state, count(*) FROM documents GROUP BY state"))
        return {state: found.get(state.value, 0) for state in State}

    def _rows(self, where: str, values: tuple[str, ...]) -> Iterator[Record]:
        with self._told():
            for row in self._base.execute(f"SELECT * FROM documents {where}", values):  # noqa: S608 - our own words
                yield record_of(row)

    def _change(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Change documents: the values of each row end with those of its key."""
        values = list(rows)  # what goes wrong here is the caller's
        with self._transaction() as base:
            base.executemany(f"{statement} WHERE {_IS_KEY}", values)

    def _now(self) -> str:
        return self._clock().astimezone(dt.UTC).isoformat(timespec="milliseconds")

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """All of the changes or none."""
        with self._told():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield self._base
                self._base.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):  # a full disk has rolled back already
                    self._base.execute("ROLLBACK")
                raise

    def _connected(self) -> sqlite3.Connection:
        """The store, sound: as it was found, or a new one in its place."""
        self._refuse_special()
        try:
            return self._sound()
        except (_DamagedError, UnicodeError):  # the latter where SQLite's own words quote what the disk changed
            self.set_aside = self._moved_aside()
        except sqlite3.Error as error:
            if _primary(error) not in _DAMAGED:
                raise
            self.set_aside = self._moved_aside()
        return self._sound()

    def _sound(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.path, timeout=0, isolation_level=None)
        try:
            # Bytes that the disk changed are read as some other text, which then simply does not match.
            base.text_factory = lambda raw: raw.decode(errors="replace")
            # Before WAL: then it shares no memory with other processes, which a network drive could not.
            base.execute("PRAGMA locking_mode = EXCLUSIVE")
            base.execute("PRAGMA journal_mode = WAL")
            # A power cut may lose the last records, whose documents are then made again; it damages nothing.
            base.execute("PRAGMA synchronous = NORMAL")
            base.execute("BEGIN IMMEDIATE")
            self._prepare(base)
            base.execute("COMMIT")
        except BaseException:
            base.close()
            raise
        return base

    def _prepare(self, base: sqlite3.Connection) -> None:
        """Make the tables of a new store; see whether an old one is whole, and take in what a killed run left."""
        application, version = (_number(base, name) for name in ("application_id", "user_version"))
        if application == version == 0 and not base.execute("SELECT 1 FROM sqlite_master").fetchone():
            base.execute(SCHEMA)
            base.execute(SOURCES)
            base.execute(f"PRAGMA application_id = {_APPLICATION}")
            base.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        elif application != _APPLICATION or version < 1:
            raise _DamagedError
        elif version > SCHEMA_VERSION:
            raise StoreError(gettext(_NEWER).format(path=self.path), gettext(_NEWER_REMEDY))
        elif base.execute(_TABLES).fetchall() != [(SCHEMA,), (SOURCES,)] or base.execute(_CHECK).fetchone() != ("ok",):
            raise _DamagedError
        base.execute("UPDATE documents SET state = 'planned' WHERE state = 'running'")

    def _moved_aside(self) -> Path:
        """Give the damaged file, and what SQLite put beside it, the first free name."""
        number = 1
        while os.path.lexists(new := self._folder / f"{STORE_NAME}.damaged-{number}"):
            number += 1
        for end in ("", *_BESIDE):
            with contextlib.suppress(FileNotFoundError):
                (self._folder / (STORE_NAME + end)).rename(self._folder / (new.name + end))
        return new

    def _refuse_special(self) -> None:
        """Neither follow a link nor wait at a pipe."""
        for end in ("", *_BESIDE):
            path = self._folder / (STORE_NAME + end)
            with contextlib.suppress(FileNotFoundError):
                if not stat.S_ISREG(path.lstat().st_mode):
                    raise self._unusable("not a file")

    def _close(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._base.close()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of SQLite and of the disk as sentences for the planner."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._as_saraban_error(error) from error
        except (_DamagedError, UnicodeError) as error:
            raise StoreError(gettext(_DAMAGED_NOW).format(path=self.path), gettext(_DAMAGED_REMEDY)) from error
        except OSError as error:
            raise self._unusable(error.strerror or str(error)) from error

    def _as_saraban_error(self, error: sqlite3.Error) -> SarabanError:
        if _primary(error) in _HELD:
            return OutputLockedError(gettext(_IN_USE).format(path=self.path), gettext(_IN_USE_REMEDY))
        if _primary(error) in _DAMAGED:
            return StoreError(gettext(_DAMAGED_NOW).format(path=self.path), gettext(_DAMAGED_REMEDY))
        return self._unusable(str(error))

    def _unusable(self, reason: str) -> StoreError:
        return StoreError(gettext(_UNUSABLE).format(path=self.path, reason=reason), gettext(_UNUSABLE_REMEDY))


def _number(base: sqlite3.Connection, pragma: str) -> int:
    return int(base.execute(f"PRAGMA {pragma}").fetchone()[0])


def _primary(error: sqlite3.Error) -> int:
    """The code that the documentation of SQLite explains; errors of Python's own wrapping have none: -1."""
    code = getattr(error, "sqlite_errorcode", None)
    return -1 if code is None else int(code) & _PRIMARY
