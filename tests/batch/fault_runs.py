"""Small batches for tests of what may go wrong: run in the test itself, or in a process that something happens to."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from unittest import mock

from pipeline.batch import account, coordinator
from pipeline.batch.known.store import STORE_NAME
from pipeline.batch.pool.limited import LimitedPool, Limits
from pipeline.batch.results import BatchReport, Fate, Reason
from pipeline.model import Month
from pipeline.run.choices import Choices
from pipeline.run.lock import LOCK_NAME
from tests.batch import fault_points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
JUNE = Month(year=2026, month=6)
HANG = 120
"""Seconds after which a test is taken to hang."""

_OWN = (STORE_NAME, LOCK_NAME)
_TOKEN = "SARABAN_TEST_RUN"  # noqa: S105 - a name
_PROGRAM = "from tests.batch import fault_runs; fault_runs.main()"


def run(  # noqa: PLR0913 - one keyword for each choice that a test has
    sources: Path | Sequence[Path],
    out: Path,
    *,
    kinds: Sequence[str] = ("progress-form",),
    formats: Sequence[str] = ("pdf",),
    jobs: int = 1,
    limits: Mapping[str, Any] | None = None,
    templates: Path | None = None,
    prepare: Callable[[], None] | None = fault_points.prepare,
    warm: LimitedPool | None = None,
    **more: Any,  # noqa: ANN401 - of batch()
) -> BatchReport:
    """A batch for June 2569.

    Its processes make no specimen first, which would take longer than the few documents here; they do if ``prepare`` is
    ``None``. Those of ``warm`` are used again from run to run.
    """

    def pool(
        jobs: int, limits: Limits | None, usual: Callable[[], None]
    ) -> contextlib.AbstractContextManager[LimitedPool]:
        return LimitedPool(jobs, limits, prepare or usual) if warm is None else contextlib.nullcontext(warm)

    with mock.patch.object(coordinator, "LimitedPool", pool):
        return coordinator.batch(
            [sources] if isinstance(sources, Path) else sources,
            month=JUNE,
            kinds=kinds,
            out=out,
            choices=Choices(formats=tuple(formats), templates=templates),
            jobs=jobs,
            limits=Limits(**limits) if limits else None,
            **more,
        )


class Elsewhere:
    """A batch in a process of its own, as a context manager; leaving it ends what is left of it.

    Args:
        sources: see :func:`run`.
        out: see :func:`run`.
        fault: what shall happen to it.
        wish: further keywords of :func:`run` that JSON can hold; with ``account`` its account is written as well.
    """

    def __init__(
        self,
        sources: Path | Sequence[Path],
        out: Path,
        fault: fault_points.Fault | None = None,
        **wish: Any,  # noqa: ANN401 - of run()
    ) -> None:
        self._token = secrets.token_hex(8)
        words = [sources] if isinstance(sources, Path) else sources
        asked = {"sources": [str(word) for word in words], "out": str(out), **wish}
        environment = {**os.environ, _TOKEN: self._token, **(fault.environment() if fault else {})}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, json.dumps(asked)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *told: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def end(self) -> dict[str, Any]:
        """Wait for it: what it told at its end, empty where it was killed; nobody is left behind."""
        printed, complaints = self.process.communicate(timeout=HANG)
        assert comes_true(lambda: not self.processes()), self.processes()
        if self.process.returncode < 0:
            return {}
        assert self.process.returncode == 0, complaints
        told: dict[str, Any] = json.loads(printed)
        return told

    def processes(self) -> list[int]:
        """All processes of this batch that still run."""
        wanted = f"{_TOKEN}={self._token}".encode()
        return [pid for pid in _all_processes() if wanted in _environment_of(pid).split(b"\0")]

    def workers(self) -> list[int]:
        """The processes that make documents."""
        return [pid for pid in self.processes() if pid != self.process.pid]


def _all_processes() -> Iterable[int]:
    return (int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal())


def _environment_of(pid: int) -> bytes:
    """Empty for one that is gone, and for a zombie."""
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""


def main() -> None:
    """The program of that process: told on the command line, tells on standard output."""
    from pipeline.batch.pool.memory import resident_mb
    from pipeline.errors import SarabanError

    asked = json.loads(sys.argv[1])
    fault_points.arm()
    sources, out = [Path(word) for word in asked.pop("sources")], Path(asked.pop("out"))
    if asked.get("templates"):
        asked["templates"] = Path(asked["templates"])
    to_write = asked.pop("account", False)
    try:
        report = run(sources, out, prepare=fault_points.arm_and_prepare, **asked)
        if to_write:
            account.write(report)
    except SarabanError as error:
        told = {"error": type(error).__name__, "message": error.message, "exit": int(error.exit_code)}
    else:
        told = {
            "counts": {fate.value: number for fate, number in report.counts.items()},
            "exit": int(report.exit_code),
            "stopped": report.stopped,
            "interrupted": report.interrupted,
            "causes": {one.subject: one.cause.id for one in report.documents if one.cause},
            "attempts": {one.subject: one.attempts for one in report.documents},
        }
    told["megabytes"] = resident_mb(os.getpid())
    json.dump(told, sys.stdout)


def files(out: Path) -> dict[str, str]:
    """SHA-256 of every file of a batch by its name, also of hidden ones; but for the store and the lock."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.name.startswith(_OWN)
    }


def finished(out: Path) -> dict[str, str]:
    """Those of the files that are not hidden: what a planner sees."""
    return {name: digest for name, digest in files(out).items() if not Path(name).name.startswith(".")}


def with_fate(report: BatchReport, fate: Fate) -> set[tuple[str, str, str]]:
    """Source, kind and subject of the documents that met a fate."""
    return {(one.source, one.kind, one.subject) for one in report.documents if one.fate is fate}


def made(report: BatchReport) -> set[tuple[str, str, str]]:
    """Source, kind and subject of the documents that were made."""
    return with_fate(report, Fate.MADE)


def reasons(report: BatchReport) -> set[Reason]:
    """Why documents were made."""
    return {reason for one in report.documents for reason in one.reasons}


def comes_true(condition: Callable[[], bool], seconds: float = 30) -> bool:
    """Waits as long as a slow machine may need."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
