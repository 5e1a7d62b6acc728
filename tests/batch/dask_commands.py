"""A dask cluster on the loopback interface, started by dask's own commands, as the README tells people to."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
_PRIVATE = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0")
"""Nothing listens on another interface."""

_SECONDS = 60
"""What a slow machine may need until a scheduler listens."""

WITHOUT_US = """
import os, sys
sys.path[:] = [folder for folder in sys.path if not os.path.exists(os.path.join(folder, "pipeline", "__init__.py"))]
from dask.__main__ import main
main()
"""
"""Dask's command, in a process that does not find the package, though it is installed."""


class Cluster:
    """A scheduler, and the workers that were started for it; all run in ``folder`` with the same ``options``."""

    def __init__(self, folder: Path, *options: str) -> None:
        self._folder = folder
        self._options = options
        self._started: list[subprocess.Popen[bytes]] = []
        told = folder / "scheduler.json"
        self.scheduler = self._start(
            [
                *("-m", "dask", "scheduler", *_PRIVATE, "--port", "0"),
                *("--scheduler-file", str(told), *options),
            ]
        )
        until = time.monotonic() + _SECONDS
        while not told.exists() or not told.stat().st_size:
            assert time.monotonic() < until, self.log
            assert self.scheduler.poll() is None, self.log
            time.sleep(0.05)
        self.address: str = json.loads(told.read_text())["address"]

    def add_workers(self, *options: str, without_us: bool = False) -> subprocess.Popen[bytes]:
        """Start a ``dask worker``; ``without_us``: one that lacks our package."""
        program = ("-c", WITHOUT_US) if without_us else ("-m", "dask")
        return self._start(
            [
                *(*program, "worker", self.address, *_PRIVATE, "--nthreads", "1", "--memory-limit", "0"),
                *("--local-directory", str(self._folder / "spill"), *self._options, *options),
            ]
        )

    @property
    def log(self) -> str:
        """All that was said."""
        return (self._folder / "log").read_text(errors="replace")

    def end(self) -> None:
        """End all at once, with the processes that nannies started."""
        for process in reversed(self._started):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _start(self, arguments: list[str]) -> subprocess.Popen[bytes]:
        with (self._folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=self._folder,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._started.append(process)
        return process


@contextlib.contextmanager
def cluster_in(folder: Path, *options: str) -> Iterator[Cluster]:
    """A cluster without workers, for a while."""
    folder.mkdir(exist_ok=True)
    cluster = Cluster(folder, *options)
    try:
        yield cluster
    finally:
        cluster.end()
