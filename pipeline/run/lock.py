"""One run at a time in an output folder.

The operating system holds the lock and lets go of it when the process dies, however it dies. The file's text
says who holds it, for the message to the second run. Where a network drive cannot lock, that record alone
decides: its owner is asked for by process id and start time, so a reused id does not count.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import json
import os
import socket
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pipeline.errors import OutputLockedError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from types import TracebackType

LOCK_NAME = ".saraban.lock"
_HEARD_OF = 30 * 60
"""Seconds after which the record of a run on another machine counts as left over."""

_CANNOT_LOCK = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}
_HELD = {errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK}

_LOCKED = N_("โฟลเดอร์ {path} กำลังถูกเขียนโดยการสั่งงานอื่น ({owner})")
_LOCKED_REMEDY = N_("รอให้งานนั้นเสร็จ หรือเลือกโฟลเดอร์อื่นด้วย -o")
_OWNER = N_("เครื่อง {host} โพรเซส {pid} เริ่มเมื่อ {since}")
_UNKNOWN_OWNER = N_("ไม่ทราบผู้สั่ง")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a lock. ``born`` is the process's start in clock ticks since boot, where the system tells."""

    host: str
    pid: int
    born: str | None
    since: str

    @classmethod
    def myself(cls) -> Owner:
        """This process."""
        now = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
        return cls(socket.gethostname(), os.getpid(), _born(os.getpid()), now)

    @classmethod
    def from_text(cls, text: str) -> Owner | None:
        """The owner as written in a lock file; ``None`` where the record is torn."""
        try:
            record = json.loads(text)
            return cls(str(record["host"]), int(record["pid"]), record["born"], str(record["since"]))
        except (ValueError, KeyError, TypeError):
            return None

    def to_text(self) -> str:
        """The record for the lock file."""
        return json.dumps(asdict(self))

    def is_alive(self, age: float) -> bool:
        """Whether the owner still runs; of another machine's only the age of its record (seconds) can tell."""
        if self.host != socket.gethostname():
            return age < _HEARD_OF
        if self.pid == os.getpid() or not _process_exists(self.pid):
            return self.pid == os.getpid()
        return self.born is None or self.born == _born(self.pid)

    def __str__(self) -> str:
        return gettext(_OWNER).format(host=self.host, pid=self.pid, since=self.since)


class FolderLock:
    """The lock of an output folder, as a context manager.

    Raises:
        OutputLockedError: on entering, another run holds it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / LOCK_NAME
        self._descriptor = -1

    def __enter__(self) -> Self:
        while True:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
            try:
                self._hold(descriptor)
                if self._is_still_the_file(descriptor):
                    break
            except BaseException:
                os.close(descriptor)
                raise
            os.close(descriptor)  # its last owner removed it while we waited at the door
        self._descriptor = descriptor
        os.ftruncate(descriptor, 0)
        os.write(descriptor, Owner.myself().to_text().encode())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(self._descriptor)
            self._remove()
        else:
            self._remove()
            os.close(self._descriptor)

    def _remove(self) -> None:
        with contextlib.suppress(OSError):
            self._path.unlink()

    def _hold(self, descriptor: int) -> None:
        try:
            _system_lock(descriptor)
        except OSError as error:
            if error.errno in _HELD:
                raise self._locked_by(_read_owner(self._path)) from error
            if error.errno not in _CANNOT_LOCK:
                raise
            owner = _read_owner(self._path)
            if owner is not None and owner.is_alive(time.time() - self._path.stat().st_mtime):
                raise self._locked_by(owner) from error

    def _is_still_the_file(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), self._path.stat())
        except FileNotFoundError:
            return False

    def _locked_by(self, owner: Owner | None) -> OutputLockedError:
        who = gettext(_UNKNOWN_OWNER) if owner is None else str(owner)
        return OutputLockedError(gettext(_LOCKED).format(path=self._folder, owner=who), gettext(_LOCKED_REMEDY))


def _read_owner(path: Path) -> Owner | None:
    try:
        return Owner.from_text(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


if sys.platform == "win32":
    import msvcrt

    def _system_lock(descriptor: int) -> None:
        # Far behind the record, so that the second run can still read who holds it.
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
else:
    import fcntl

    def _system_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _process_exists(pid: int) -> bool:
    if sys.platform == "win32":
        return True  # signal 0 would end the process there; the record's age must do
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True


def _born(pid: int) -> str | None:
    """Start of a process in clock ticks since boot (Linux); ``None`` elsewhere."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return text.rpartition(")")[2].split()[19]
