"""Where a process of a batch may be killed: each step by which a file, or a record, comes to be.

Nothing of the program knows of this: a test's own coordinator (:mod:`tests.batch.fault_runs`) calls :func:`arm` and
has its workers call :func:`arm_and_prepare`, and these put the functions that write into wrappers which end the process
with SIGKILL at the step that the environment names.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Callable

WRITING = ("asked", "opened", "half-written", "written", "synced", "named", "folder-synced", "done", "answered")
"""Steps of a worker, from being asked for a document to having answered."""

OF_FILE = WRITING[1:-2]
"""Those by which a file comes to be, whoever writes it."""

_CHANGES = {
    "create": "CREATE TABLE sources",
    "remember": "INSERT OR REPLACE INTO sources",
    "plan": "INSERT INTO documents",
    "begin": "UPDATE documents SET state = 'running'",
    "done": "UPDATE documents SET state = 'done'",
}
RECORDING = (
    "locked",
    *(f"{change} {step}" for change in _CHANGES for step in ("changed", "committed")),
)  # fmt: skip
"""Steps of the coordinator: the lock, and transactions when they have changed something and when they end."""

_VARIABLE = "SARABAN_TEST_FAULT"


class Fault(NamedTuple):
    """What happens: ``victims`` (``worker``, ``coordinator`` or ``both``) are killed at a step.

    It happens when the step is reached for the ``nth`` time; once, if ``mark`` is the name of a file that does not
    exist yet and tells afterwards that it happened.
    """

    victims: str
    step: str
    nth: int = 1
    mark: str = ""

    def environment(self) -> dict[str, str]:
        """What tells the processes of a run."""
        return {_VARIABLE: "\n".join(map(str, self))}


def _told() -> Fault | None:
    text = os.environ.get(_VARIABLE)
    if not text:
        return None
    victims, step, nth, mark = text.split("\n")
    return Fault(victims, step, int(nth), mark)


_counts = Counter[str]()


def _reached(fault: Fault, step: str) -> None:
    if step != fault.step:
        return
    _counts[step] += 1
    if _counts[step] != fault.nth:
        return
    if fault.mark:
        try:
            Path(fault.mark).touch(exist_ok=False)
        except FileExistsError:
            return
    if fault.victims == "both":
        os.kill(os.getppid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


def arm() -> None:
    """Make this process, a coordinator, ready for the fault that is meant for it."""
    fault = _told()
    if fault is None or fault.victims != "coordinator":
        return
    wrapped = sqlite3.connect

    def connect(*given: Any, **named: Any) -> sqlite3.Connection:  # noqa: ANN401 - as the original
        return wrapped(*given, **named, factory=_connection_of(fault))

    sqlite3.connect = connect  # type: ignore[assignment]
    _after(os, "ftruncate", lambda *_: _reached(fault, "locked"))
    _arm_writing(fault)


def _connection_of(fault: Fault) -> type[sqlite3.Connection]:
    class Connection(sqlite3.Connection):
        """Tells after each change, and when it is committed."""

        change = ""

        def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:  # noqa: ANN401 - as the original
            return self._told(statement, super().execute, *values)

        def executemany(self, statement: str, *values: Any) -> sqlite3.Cursor:  # noqa: ANN401 - as the original
            return self._told(statement, super().executemany, *values)

        def _told(self, statement: str, work: Callable[..., sqlite3.Cursor], *values: object) -> sqlite3.Cursor:
            name = next((name for name, words in _CHANGES.items() if statement.startswith(words)), "")
            cursor = work(statement, *values)
            if name:
                self.change = name
                _reached(fault, f"{name} changed")
            elif statement == "COMMIT" and self.change:
                _reached(fault, f"{self.change} committed")
                self.change = ""
            return cursor

    return Connection


def prepare() -> None:
    """Load the program; no specimen, which takes longer than the few documents of a test."""
    import_module("pipeline.batch.workshop")


def arm_and_prepare() -> None:
    """What a worker of such a run calls before its first task."""
    prepare()
    fault = _told()
    if fault is None or fault.victims == "coordinator":
        return
    from pipeline.batch.pool import child

    _before(child, "_call", lambda *_: _reached(fault, "asked"))
    _after(child, "_call", lambda *_: _reached(fault, "done"))
    _after(child, "_write", lambda *_: _reached(fault, "answered"))
    _arm_writing(fault)


def _arm_writing(fault: Fault) -> None:
    """The steps of :mod:`pipeline.run.files`."""
    _after(os, "open", lambda path, *_: _reached(fault, "opened") if str(path).endswith(".tmp") else None)
    _after(os, "replace", lambda *_: _reached(fault, "named"))
    _after(os, "fsync", lambda number: _reached(fault, _kind_of(number)))
    wrapped = os.fdopen
    os.fdopen = lambda *given, **named: _Halting(wrapped(*given, **named), fault)  # type: ignore[assignment]


def _kind_of(descriptor: int) -> str:
    return "folder-synced" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "synced"


class _Halting:
    """An open file that stops in the middle of what is written to it."""

    def __init__(self, file: Any, fault: Fault) -> None:  # noqa: ANN401 - as os.fdopen returns
        self._file = file
        self._fault = fault

    def __enter__(self) -> Self:
        self._file.__enter__()
        return self

    def __exit__(self, *told: object) -> None:
        self._file.__exit__(*told)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a file has
        return getattr(self._file, name)

    def writelines(self, pieces: Any) -> None:  # noqa: ANN401 - as of a file
        data = b"".join(pieces)
        self._file.write(data[: len(data) // 2])
        self._file.flush()
        _reached(self._fault, "half-written")
        self._file.write(data[len(data) // 2 :])
        self._file.flush()
        _reached(self._fault, "written")


def _before(module: Any, name: str, tell: Callable[..., None]) -> None:  # noqa: ANN401 - a module
    wrapped = getattr(module, name)

    def wrapper(*given: object, **named: object) -> object:
        tell(*given)
        return wrapped(*given, **named)

    setattr(module, name, wrapper)


def _after(module: Any, name: str, tell: Callable[..., None]) -> None:  # noqa: ANN401 - a module
    wrapped = getattr(module, name)

    def wrapper(*given: object, **named: object) -> object:
        value = wrapped(*given, **named)
        tell(*given)
        return value

    setattr(module, name, wrapper)
