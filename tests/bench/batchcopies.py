"""A batch that is done, grown by copies of its agencies: thousands of documents that need not be made for hours."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from batchrun import MONTH

if TYPE_CHECKING:
    from pathlib import Path

STORE = ".saraban-batch.db"


def grow(source: Path, out: Path, agencies: int) -> None:
    """Copy agencies until there are so many, with their documents and with what the store knows of these.

    A copy is a second name of the same files (a hard link). In the store each row of a document is written once more
    for the copy: the documents of a copy have the fingerprints of the first, since their data is the same. What the
    store knows of the plans of sources is not copied.
    """
    known = sorted(path.name for path in source.iterdir())
    with closing(sqlite3.connect(out / STORE)) as base, base:
        for number in range(len(known) + 1, agencies + 1):
            first, copy = known[(number - 1) % len(known)], f"agency-{number:02}"
            _link(source / first, source / copy)
            _link(out / MONTH / first, out / MONTH / copy)
            _copy_rows(base, first, copy)


def forget_plans(out: Path) -> None:
    """Take from the store what it knows of the plans of sources: all data has to be read and checked anew."""
    with closing(sqlite3.connect(out / STORE)) as base, base:
        base.execute("DELETE FROM sources")


def _link(folder: Path, copy: Path) -> None:
    for here, _, names in os.walk(folder):
        there = copy / os.path.relpath(here, folder)
        there.mkdir()
        for name in names:
            os.link(os.path.join(here, name), there / name)  # noqa: PTH118 - thousands of them


def _copy_rows(base: sqlite3.Connection, first: str, copy: str) -> None:
    columns = [row[1] for row in base.execute("PRAGMA table_info(documents)")]
    values = [{"source": ":copy", "name": "replace(name, :before, :after)"}.get(name, name) for name in columns]
    base.execute(
        f"INSERT INTO documents ({', '.join(columns)})"  # noqa: S608 - names of the table itself
        f" SELECT {', '.join(values)} FROM documents WHERE source = :first",
        {"first": first, "copy": copy, "before": f"{MONTH}/{first}/", "after": f"{MONTH}/{copy}/"},
    )
