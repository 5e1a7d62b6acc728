"""A process that calls functions for this one, as seen from here. It can be killed at any moment.

It is started as a program of its own, never forked: Pango keeps threads that a fork would lose. Nothing here waits for
it without a limit: a child that stops in the middle of an answer keeps nobody else.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import time
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from pipeline.batch.causes import ENDED, KILLED, Cause, cause_of
from pipeline.batch.pool.child import HEAD, Answer, Terms
from pipeline.batch.pool.memory import resident_mb
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PROGRAM = """\
import pickle, sys
requests = open(int(sys.argv[1]), "rb")
sys.path[:] = pickle.load(requests)
from pipeline.batch.pool.child import main
main(requests, int(sys.argv[2]), int(sys.argv[3]))
"""
_AT_ONCE = 1 << 20
_EXIT_SECONDS = 1.0
"""What a process that closed its answers may take to be gone."""

_KILLED_BY = N_("โพรเซสที่ทำเอกสารถูกหยุดกลางคันด้วยสัญญาณ {signal}")
_ENDED_WITH = N_("โพรเซสที่ทำเอกสารจบไปเองก่อนเสร็จ (รหัส {code})")


class ChildGoneError(Exception):
    """The process takes no requests any more."""


class Child:
    """One process, and the pipes to it."""

    def __init__(self, terms: Terms) -> None:
        first = pickle.dumps(list(sys.path)) + pickle.dumps(terms)
        self._buffer = bytearray()
        self._eof = False
        ours, theirs = _pipes()
        self._requests, self._answers, self._lifeline = ours
        try:
            # A session of its own: Ctrl-C on the terminal reaches us alone; and all that it starts is one group.
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                [sys.executable, "-c", _PROGRAM, *map(str, theirs)],
                stdin=subprocess.DEVNULL,
                pass_fds=theirs,
                start_new_session=True,
            )
        except BaseException:
            self._close_pipes()
            raise
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        with contextlib.suppress(ChildGoneError):  # told by the end of its answers
            self._send(first)

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def fileno(self) -> int:
        """The descriptor on which answers come."""
        return self._answers

    def ask(self, request: bytes) -> None:
        """Have a pickled function called with its arguments.

        Raises:
            ChildGoneError: the process ended before.
        """
        self._send(pickle.dumps(request))

    def received(self) -> Iterator[Answer]:
        """Answers that are there, without waiting for any."""
        while not self._eof and heard([self], 0):
            piece = os.read(self._answers, _AT_ONCE)
            self._eof = not piece
            self._buffer += piece
        while (answer := self._next()) is not None:
            yield answer

    def is_gone(self) -> bool:
        """Whether there will be no more answers, after those that :meth:`received` gives."""
        if not self._eof and _has_exited(self.pid):
            # The last words of a dead process are all in the pipe; descendants may hold it open.
            self._eof = not heard([self], 0)
        return self._eof

    def is_unheard(self) -> bool:
        """Whether a request lies in the pipe that the process has not read; only Linux tells."""
        if self._requests < 0 or sys.platform != "linux":
            return False
        import fcntl
        import termios

        waiting = bytearray(4)
        fcntl.ioctl(self._requests, termios.FIONREAD, waiting)
        return any(waiting)

    def resident_mb(self) -> float:
        """Memory that the process has, in MB."""
        return resident_mb(self.pid)

    def leave(self) -> None:
        """Let the process end by itself as soon as it has nothing to do."""
        if self._requests >= 0:
            os.close(self._requests)
            self._requests = -1

    def terminate(self) -> None:
        """Ask the process to end now, and to remove its temporary files. One that leaves already is left in peace."""
        if self._requests >= 0:
            self.leave()
            with contextlib.suppress(OSError):
                os.kill(self.pid, signal.SIGTERM)

    def wait(self, seconds: float) -> bool:
        """Wait until the process has exited, at most so long; whether it has."""
        until = time.monotonic() + seconds
        while not (gone := _has_exited(self.pid)) and time.monotonic() < until:
            time.sleep(0.005)
        return gone

    def end(self) -> int:
        """Kill the process, if it still runs, and what it started; then take leave of it. The exit code."""
        with contextlib.suppress(OSError):
            os.killpg(self.pid, signal.SIGKILL)  # before it is waited for: until then the number is its own
        code = self._process.wait()
        self._close_pipes()
        return code

    def death(self) -> Cause:
        """Why a process is gone that nobody ended; takes leave of it."""
        gone = self.wait(_EXIT_SECONDS)  # else it became another program, or closed what it was given
        code = self.end()
        if gone and code < 0:
            name = signal.Signals(-code).name if -code in list(signal.Signals) else str(-code)
            # Mostly the system, short of memory: another time there may be enough.
            return Cause(KILLED, gettext(_KILLED_BY).format(signal=f"{-code} ({name})"), transient=True)
        return Cause(ENDED, gettext(_ENDED_WITH).format(code=code))

    def _send(self, data: bytes) -> None:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self._requests, rest) :]
        except OSError as error:
            raise ChildGoneError from error

    def _next(self) -> Answer | None:
        if len(self._buffer) < HEAD.size:
            return None
        (length,) = HEAD.unpack_from(self._buffer)
        end = HEAD.size + length
        if len(self._buffer) < end:
            return None
        raw = bytes(self._buffer[HEAD.size : end])
        del self._buffer[:end]
        return _unpacked(raw)

    def _close_pipes(self) -> None:
        self.leave()
        for descriptor in (self._answers, self._lifeline):
            with contextlib.suppress(OSError):
                os.close(descriptor)
        self._answers = self._lifeline = -1


def heard(children: Sequence[Child], seconds: float) -> bool:
    """Wait until one of the children says something or is gone, at most so long; whether one did."""
    return bool(wait([child.fileno() for child in children], seconds))


def _pipes() -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Descriptors for requests, answers and the lifeline: ours, and the child's."""
    opened: list[int] = []
    try:
        for _ in range(3):
            opened += os.pipe()
    except OSError:
        for descriptor in opened:
            os.close(descriptor)
        raise
    asked, ask, hear, answer, feel, hold = opened
    return (ask, hear, hold), (asked, answer, feel)


def _unpacked(raw: bytes) -> Answer:
    try:
        answer: Any = pickle.loads(raw)  # noqa: S301 - from a process that we started
    except Exception as error:  # noqa: BLE001 - whatever a class does when it is made again
        return Answer(None, cause_of(error))
    return Answer(*answer)


if hasattr(os, "waitid"):

    def _has_exited(pid: int) -> bool:
        """Whether the process has ended; it is not taken leave of."""
        try:
            return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        except ChildProcessError:
            return True
else:

    def _has_exited(pid: int) -> bool:
        """Whether the process has ended: a zombie has no memory."""
        command = ["/bin/ps", "-o", "state=", "-p", str(pid)]
        state = subprocess.run(command, capture_output=True, check=False).stdout  # noqa: S603 - the system's own
        return not state.strip() or state.strip().startswith(b"Z")
