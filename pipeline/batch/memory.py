"""How much memory a process has, and a ceiling for what it may take. Linux and macOS; nothing to install."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_MB = 1024 * 1024
_HEADROOM_MB = 512
"""Addresses beyond the limit: stacks of threads, files that are mapped, what the allocator keeps in hand."""

POLL_SECONDS = 0.05 if sys.platform == "linux" else 0.5
"""How often a process is looked at: reading one file here, starting ``ps`` elsewhere."""


def resident_mb(pid: int) -> float:
    """Memory that a process has at this moment, in MB; 0 for one that is gone."""
    if sys.platform == "linux":
        pages = _statm(str(pid))[1]
        return pages * os.sysconf("SC_PAGE_SIZE") / _MB
    listed = subprocess.run(  # noqa: S603 - the system's own, and a number
        ["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return int(listed) / 1024 if listed.isdecimal() else 0.0


def cap_addresses(limit_mb: int) -> None:
    """Let a single demand that is far too large fail in this process, before anybody could measure it.

    From now on ``limit_mb`` and some headroom may be added to what the process has. Linux alone keeps to that.
    """
    if sys.platform == "linux":
        import resource

        now = _statm("self")[0] * os.sysconf("SC_PAGE_SIZE")
        ceiling = now + (limit_mb + _HEADROOM_MB) * _MB
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (ceiling if hard < 0 else min(ceiling, hard), hard))


def _statm(process: str) -> tuple[int, int]:
    """Pages of addresses, and of memory; a process that is gone, or a zombie, has none."""
    try:
        addresses, resident = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[:2]
    except (OSError, ValueError):
        return 0, 0
    return int(addresses), int(resident)
