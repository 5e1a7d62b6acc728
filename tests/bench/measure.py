"""Measuring: whole processes by the kernel's own accounting, warm work by the process clock."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: seconds of wall clock and of CPU (with children), peak memory of the largest process in MB."""

    wall: float
    cpu: float
    peak_mb: float


def run_process(command: Sequence[str]) -> Sample:
    """Run a command to its end and account for it and all children it waited for.

    Raises:
        RuntimeError: the command failed; a benchmark of a failure means nothing.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {errors.decode(errors='replace')[-2000:]}")
    return Sample(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def environment() -> dict[str, str]:
    """Ours, but compiled modules are kept, as they are on the machines of users."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def warm_in_turn(works: Sequence[Callable[[], object]], *, rounds: int, warm_up: int = 3) -> list[Sample]:
    """Median of warm rounds of each work in this process, in turn; ``peak_mb`` is the process's peak so far."""
    import resource

    samples: list[list[Sample]] = [[] for _ in works]
    for round_ in range(warm_up + rounds):
        for work, found in zip(works, samples, strict=True):
            wall, cpu = time.perf_counter(), time.process_time()
            work()
            sample = Sample(time.perf_counter() - wall, time.process_time() - cpu, 0)
            if round_ >= warm_up:
                found.append(sample)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [replace(median_of(found), peak_mb=peak) for found in samples]


def median_of(samples: Sequence[Sample]) -> Sample:
    """Median of each figure on its own."""
    return Sample(
        statistics.median(sample.wall for sample in samples),
        statistics.median(sample.cpu for sample in samples),
        statistics.median(sample.peak_mb for sample in samples),
    )


def resident_mb() -> float:
    """Resident memory of this process now, in MB (Linux)."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - a kernel file, not a path of ours
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def machine() -> str:
    """One line about the machine, for the head of a table."""
    model = next(
        (line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")), platform.machine()
    )
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, Python {sys.version.split()[0]}"


def _cpuinfo() -> list[str]:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123 - a kernel file
            return file.read().splitlines()
    except OSError:
        return []
