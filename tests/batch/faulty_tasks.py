"""Documents of the worst kinds, for tests to have made in other processes."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

MB = 1024 * 1024
_SLEEP = "import time; time.sleep(3600)"
_DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {_SLEEP}"


def _noted(note: str, *pids: int) -> None:
    """Ids of processes, written whole."""
    new = Path(f"{note}.new")
    new.write_text(" ".join(map(str, pids)))
    new.rename(note)


def _sleep() -> NoReturn:
    while True:
        time.sleep(3600)


def _started(program: str) -> int:
    return subprocess.Popen([sys.executable, "-c", program]).pid


def start_others(note: str) -> NoReturn:
    _noted(note, os.getpid(), _started(_SLEEP), _started(_SLEEP))
    _sleep()


def start_others_deaf(note: str) -> NoReturn:
    """None of them listens to SIGTERM."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _noted(note, os.getpid(), _started(_DEAF), _started(_DEAF))
    _sleep()


def fork_others(note: str) -> NoReturn:
    """A child of a child, whose parent is gone."""
    reading, writing = os.pipe()
    if not os.fork():
        if not os.fork():
            os.write(writing, b"%d " % os.getpid())
            _sleep()
        os.write(writing, b"%d " % os.getpid())
        _sleep()
    ids = b""
    while ids.count(b" ") < 2:
        ids += os.read(reading, 100)
    _noted(note, os.getpid(), *map(int, ids.split()))
    _sleep()


def become_another(note: str) -> NoReturn:
    """The same process, but no more ours."""
    _noted(note, os.getpid())
    os.execv(sys.executable, [sys.executable, "-c", _DEAF])  # noqa: S606 - this very program


def leave_others(note: str) -> None:
    _noted(note, _started(_SLEEP), _started(_DEAF))


def sum_for_ever() -> int:
    """One call of C that takes hours."""
    return sum(range(10**12))


def hold_signals_and_sum() -> int:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT, signal.SIGIO})
    return sum(range(10**12))


def eat_whole(megabytes: int) -> int:
    return len(bytearray(megabytes * MB))


def eat_in_pieces(megabytes: int) -> int:
    held = []
    for _ in range(megabytes):
        held.append(os.urandom(16) * (MB // 16))
        time.sleep(0.001)
    return len(held)


def eat_and_forgive(megabytes: int) -> int:
    """Goes on when there is no more; what it holds it keeps holding."""
    held = []
    for _ in range(megabytes):
        with contextlib.suppress(MemoryError):
            held.append(os.urandom(16) * (MB // 16))
    _sleep()
