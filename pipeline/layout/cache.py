"""The folder for what is made once and can be made again: derived faces, the dictionary of line breaks."""

from __future__ import annotations

import os
import tempfile
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def cache_folder() -> Path:
    """``$XDG_CACHE_HOME/saraban`` or ``~/.cache/saraban``; where that cannot be written, one of our own in ``/tmp``."""
    root = os.environ.get("XDG_CACHE_HOME")
    for folder in (
        Path(root) / "saraban" if root else Path("~/.cache/saraban").expanduser(),
        Path(tempfile.gettempdir()) / f"saraban-{os.getuid()}",
    ):
        if _usable(folder):
            return folder
    return Path(tempfile.mkdtemp(prefix="saraban-"))


def _usable(folder: Path) -> bool:
    """Whether we can write there and nobody else can."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stat = folder.stat()
    except OSError:
        return False
    return os.access(folder, os.W_OK) and stat.st_uid == os.getuid() and not stat.st_mode & 0o022


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; several processes may do so at once."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor
        file.write(content)
    Path(name).replace(path)
