"""How much memory a process has, a ceiling for what it may take, and giving back what it needs no more.

Linux and macOS; nothing to install.
"""

from __future__ import annotations

import ctypes
import gc
import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MB = 1024 * 1024
_HEADROOM_MB = 512
"""Addresses beyond the limit: stacks of threads, files that are mapped, what the allocator keeps in hand."""

_DOCUMENTS_TO_ALL = 50
"""After so many documents the collector looks at everything that was not there when the process was ready."""

_TOO_MANY_OBJECTS = 2_000_000
"""So many that the collector comes within a task as well: some 200 MB; a form leaves some thousands."""

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


def keep_what_is_loaded() -> None:
    """Take all that this process has for permanent, and leave it to :func:`give_back` to look for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_TOO_MANY_OBJECTS)


def give_back(documents: int) -> None:
    """Give back the memory that a document took; ``documents`` were made so far.

    The boxes of a document refer to each other. A collector that comes while they are in use puts them among what
    is old, and what is old is seldom looked at: two or three documents are always kept that nobody needs. Here it
    comes once, when the document is done. What survives that is looked at every so often. Then the C library gives
    its free pages back to the system, as it would not of its own accord from between those in use.
    """
    gc.collect(0 if documents % _DOCUMENTS_TO_ALL else 2)
    _trim()(0)


@lru_cache(maxsize=1)
def _trim() -> Callable[[int], object]:
    """``malloc_trim`` of the GNU C library; other libraries have none."""
    trim: Callable[[int], object] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return trim or (lambda _: None)


def _statm(process: str) -> tuple[int, int]:
    """Pages of addresses, and of memory; a process that is gone, or a zombie, has none."""
    try:
        addresses, resident = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[:2]
    except (OSError, ValueError):
        return 0, 0
    return int(addresses), int(resident)
