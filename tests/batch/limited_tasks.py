"""Functions that tests have called in other processes: good ones, and every bad kind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

PREPARED: list[int] = []
"""Process ids in which :func:`prepare` was called, as each process sees it."""

KEPT: list[bytearray] = []
"""What a leaking function keeps."""

MB = 1024 * 1024


class OddError(Exception):
    """Cannot be made again from its text."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)


def prepare() -> None:
    PREPARED.append(os.getpid())


def prepare_badly() -> NoReturn:
    raise LookupError("nothing to load")


def prepare_deadly() -> NoReturn:
    os._exit(9)


def square(number: int) -> int:
    return number * number


def pid() -> int:
    return os.getpid()


def prepared() -> tuple[list[int], int]:
    return PREPARED, os.getpid()


def echo(value: object) -> object:
    return value


def nap(seconds: float, value: object = None) -> object:
    time.sleep(seconds)
    return value


def fail_once(note: str) -> None:
    """Fail where there is no note yet, and leave it."""
    if not Path(note).exists():
        Path(note).touch()
        raise TimeoutError(note)


def sleep_for_ever() -> NoReturn:
    while True:
        time.sleep(3600)


def ignore_all_and_sleep() -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sleep_for_ever()


def never_let_others_run() -> None:
    """One call of the regular expression engine: no other thread gets a turn before it ends, in some centuries."""
    re.fullmatch(r"(a+)+", "a" * 100 + "b")


def eat_slowly() -> NoReturn:
    held = []
    while True:
        held.append(b"x" * (8 * MB))
        time.sleep(0.005)


def eat_at_once() -> int:
    return len(bytearray(1 << 42))


def leak(megabytes: int) -> int:
    kept = bytearray(megabytes * MB)
    kept[:: 1 << 12] = b"x" * (megabytes * MB >> 12)  # every page of it
    KEPT.append(kept)
    return os.getpid()


def kill_itself(number: int = signal.SIGKILL) -> None:
    os.kill(os.getpid(), number)
    time.sleep(60)


def leave_at_once() -> NoReturn:
    os._exit(7)


def exit_politely() -> NoReturn:
    sys.exit("enough")


def stop_itself() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def raise_odd() -> NoReturn:
    raise OddError("un", "even")


def unsendable() -> object:
    return lambda: None


def chatter(value: int) -> int:
    print("x" * 100_000)  # noqa: T201 - as a library might
    os.write(1, b"y" * 1000)
    return value


def remember_then_sleep(path: str) -> None:
    """Leave a note of this process and of one that it started; take a temporary file along when ended politely."""
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
    temporary = Path(f"{path}.tmp")
    temporary.touch()
    try:
        noted = Path(f"{path}.new")
        noted.write_text(f"{os.getpid()} {other.pid}")
        noted.rename(path)
        sleep_for_ever()
    finally:
        temporary.unlink()


def remember_then_hang(path: str) -> None:
    noted = Path(f"{path}.new")
    noted.write_text(str(os.getpid()))
    noted.rename(path)
    never_let_others_run()


def load_engine() -> None:
    from pipeline.run.environment import require_engine

    require_engine()


def build_documents(source: str, out: str) -> None:
    from pipeline.run.builder import build
    from pipeline.sources import load

    build(load(Path(source)), out=out, jobs=1)


def note(path: str) -> int:
    """Leave a line."""
    with Path(path).open("a") as file:
        file.write(f"{os.getpid()}\n")
    return 1


def kill_parent(path: str) -> None:
    """Take the process along that started this one, and leave a line."""
    note(path)
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)


def parent() -> int:
    return os.getppid()
