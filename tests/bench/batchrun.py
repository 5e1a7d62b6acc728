"""Runs of the command ``saraban batch``, watched from outside: time, memory of every process, what became of files."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from measure import environment

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTH = "2569-06"
_TENTHS = 10
_EVERY = 0.5
_PAGE = os.sysconf("SC_PAGE_SIZE") / 2**20


@dataclass(frozen=True, slots=True)
class Moment:
    """How much memory there is in use when so many files are there: MB of the coordinator and of each worker."""

    files: int
    seconds: float
    coordinator: float
    workers: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command: seconds of wall clock and of CPU with all children that were waited for."""

    wall: float
    cpu: float
    moments: tuple[Moment, ...] = ()


def batch(source: Path, out: Path, *options: str, formats: tuple[str, ...] = ("pdf",), jobs: int = 2) -> list[str]:
    """The command that makes the progress forms of a folder of agencies."""
    command = [sys.executable, "-m", "pipeline", "batch", str(source), "--month", MONTH, "--as-of", "2026-06-25"]
    command += ["-d", "progress-form", "-o", str(out), "--jobs", str(jobs), *options]
    return [*command, *(word for form in formats for word in ("-f", form))]


def run(command: list[str]) -> Run:
    """Run a command to its end.

    Raises:
        RuntimeError: it failed; a benchmark of a failure means nothing.
    """
    return _Watched(command, None, 0).run()


def run_watched(command: list[str], out: Path, files: int) -> Run:
    """Run a command that makes so many files; memory is looked at when it begins, and at each tenth of the files."""
    return _Watched(command, out, files).run()


def made(out: Path, suffix: str = ".pdf") -> dict[str, tuple[int, int]]:
    """The files of the month that have their names: size, and when they were changed (ns)."""
    found: dict[str, tuple[int, int]] = {}
    for folder in _folders(out):
        for entry in os.scandir(folder):
            if entry.name.endswith(suffix) and not entry.name.startswith("."):
                known = entry.stat()
                found[f"{Path(folder).name}/{entry.name}"] = (known.st_size, known.st_mtime_ns)
    return found


def count_made(out: Path, suffix: str = ".pdf") -> int:
    """How many files of the month have their names."""
    return sum(
        entry.name.endswith(suffix) and not entry.name.startswith(".")
        for folder in _folders(out)
        for entry in os.scandir(folder)
    )


def _folders(out: Path) -> Iterator[str]:
    month = out / MONTH
    if month.is_dir():
        yield from sorted(entry.path for entry in os.scandir(month) if entry.is_dir())


@dataclass(slots=True)
class _Watched:
    """A command in its run."""

    command: list[str]
    out: Path | None
    files: int
    moments: list[Moment] = field(default_factory=list)

    def run(self) -> Run:
        with tempfile.TemporaryFile() as errors:
            start = time.perf_counter()
            process = subprocess.Popen(
                self.command, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors
            )
            over = threading.Event()
            watcher = threading.Thread(target=self._watch, args=(process.pid, start, over))
            watcher.start()
            try:
                _, status, usage = os.wait4(process.pid, 0)
                wall = time.perf_counter() - start
            finally:
                over.set()
                watcher.join()
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                errors.seek(0)
                told = errors.read().decode(errors="replace")[-3000:]
                raise RuntimeError(f"exit code {process.returncode} of {' '.join(self.command)}\n{told}")
        return Run(wall, usage.ru_utime + usage.ru_stime, tuple(self.moments))

    def _watch(self, pid: int, start: float, over: threading.Event) -> None:
        """A moment as soon as there is a file, and one at each tenth; the last is one in which there are workers."""
        next_tenth, latest = 0, None
        while self.out is not None and not over.wait(_EVERY):
            files = count_made(self.out)
            coordinator, *workers = (_resident(one) for one in (pid, *_below(pid)))
            moment = Moment(files, time.perf_counter() - start, coordinator, tuple(sorted(workers, reverse=True)))
            latest = moment if workers else latest
            if files and workers and files * _TENTHS >= next_tenth * self.files:
                self.moments.append(moment)
                next_tenth = files * _TENTHS // self.files + 1
        if latest is not None and latest not in self.moments:
            self.moments.append(latest)


def _below(pid: int) -> list[int]:
    """All processes below one, as the kernel lists them (Linux)."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            told = (path / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        parents.setdefault(int(told.rpartition(")")[2].split()[1]), []).append(int(path.name))
    found, new = [], [pid]
    while new:
        new = [child for parent in new for child in parents.get(parent, [])]
        found += new
    return found


def _resident(pid: int) -> float:
    """Resident memory of a process in MB; 0 where it is gone."""
    try:
        return int(Path("/proc", str(pid), "statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except OSError:
        return 0.0
