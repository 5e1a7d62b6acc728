"""A plan whose names hold everything that a scheduler, a shell or XML may take for something else."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from pipeline.timers import Plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HARD_NAMES = (
    "ข้อมูล ปี 2569",
    "100%",
    "%h%n%%",
    "$HOME ${X} $$ $(id)",
    'a "b" c',
    "it's",
    "back\\slash \\n \\",
    "a;b & c | d > e < f",
    "*.xlsx [x]?",
    "`id` #x !y ~z {a,b}",
    "-o",
    ";",
    "ผู้&<ใหญ่>",
)


@pytest.fixture
def hard_plan(tmp_path: Path) -> Callable[[Path], Plan]:
    """Makes a plan for a program, with hard names everywhere."""

    def make(program: Path) -> Plan:
        sources = tuple(str(tmp_path / "data" / name) for name in HARD_NAMES)
        return Plan((str(program),), sources, str(tmp_path / "ผล 100% it's"), dt.date(2026, 6, 1))

    return make


@pytest.fixture
def plan() -> Plan:
    """An office's plan as most have it."""
    return Plan(
        ("/opt/saraban/bin/saraban",),
        ("/srv/saraban/หน่วยงาน",),
        "/srv/saraban/รายงาน",
        dt.date(2026, 6, 1),
        kinds=("progress-form",),
        formats=("pdf", "docx"),
        notify="/etc/saraban/notify.toml",
    )


@pytest.fixture
def recorder(tmp_path: Path) -> Path:
    """A program that writes its words to a file beside it and ends with the code that a second file names."""
    program = tmp_path / "โปรแกรม 100%" / "sara ban"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\n"
        'here=$(dirname "$0")\n'
        'for word in "$@"; do printf "%s\\n" "$word" >> "$here/words"; done; echo END >> "$here/words"\n'
        'exit $(cat "$here/code" 2>/dev/null || echo 0)\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    return program
