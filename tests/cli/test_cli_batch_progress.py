"""What a person sees while a batch runs: a bar on a real terminal that Thai does not break, lines elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pipeline.batch.causes import RAISED, TIMEOUT, Cause
from pipeline.batch.orders import PlannedDocument, SourceFacts
from pipeline.batch.results import Reason
from pipeline.cli.batchprogress import Lines
from pipeline.tabular.cells import width
from tests.batch.agencies import change, write_agencies

if TYPE_CHECKING:
    from tests.cli.conftest import Command

COLUMNS = 72
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_a_terminal(saraban: Command, *words: str, term: str = "xterm-256color") -> tuple[int, str]:
    """The exit code, and what a terminal of 72 columns was sent."""
    pty = pytest.importorskip("pty", reason="no terminals of this kind here")
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *words],
        cwd=saraban.folder,
        env=saraban.environment({"TERM": term}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    sent = bytearray()
    try:
        while piece := os.read(ours, 65_536):
            sent += piece
    except OSError:  # the last who had it open is gone
        pass
    finally:
        os.close(ours)
    return process.wait(timeout=60), sent.decode()


def test_a_bar_is_drawn_that_fits_the_terminal_with_thai_in_it(saraban: Command) -> None:
    write_agencies(saraban.folder / "a", 2, 8)

    code, sent = on_a_terminal(saraban, "batch", "a", "--month", "2569-06", "-d", "progress-form", "-f", "pdf")

    assert code == 0, sent
    drawn = [_ESCAPES.sub("", line).rstrip() for line in re.split(r"[\r\n]+", sent) if "━" in line]
    assert any(line.startswith("อ่านและตรวจข้อมูล") for line in drawn)
    making = [line for line in drawn if line.startswith("สร้างเอกสาร")]
    assert any(" 16/16" in line for line in making)
    assert any("สำนักทดลอง" in line for line in making)
    assert [line for line in drawn if width(line) > COLUMNS] == []
    told = _ESCAPES.sub("", sent[sent.rindex("━") :])
    assert "สร้างแล้ว 16 ฉบับ" in told, "the summary stands below the bar, which is gone"
    assert sent.count("\x1b[?25l") == sent.count("\x1b[?25h"), "the cursor is shown again"


def test_what_is_refused_is_told_above_the_bar(saraban: Command) -> None:
    for agency in write_agencies(saraban.folder / "a", 2, 1)[1:]:
        change(next(iter((agency / "projects").iterdir())), start="31/02/2569")

    code, sent = on_a_terminal(saraban, "batch", "a", "--month", "2569-06", "-d", "follow-up", "-f", "txt")

    assert code == 3
    assert "ข้อมูลยังใช้ไม่ได้" in _ESCAPES.sub("", sent)
    assert "31/02/2569" in _ESCAPES.sub("", sent)


def test_a_terminal_that_cannot_draw_gets_lines(saraban: Command) -> None:
    write_agencies(saraban.folder / "a", 1, 1)

    code, sent = on_a_terminal(saraban, "batch", "a", "--month", "2569-06", "-d", "follow-up", "-f", "txt", term="dumb")

    assert code == 0
    assert "\x1b" not in sent
    assert "พบชุดข้อมูล 1 ชุด" in sent


def document(place: int) -> PlannedDocument:
    return PlannedDocument("lab", "progress-form", f"89000001-{place:04}", "โครงการ", ())


def test_failures_are_told_at_once_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines()
    lines.source_planned("lab", SourceFacts("สำนัก\x1b[31mทดลอง", 2569), known=False)
    lines.planned(2, 0, {Reason.NEW: 2})

    lines.failed(document(1), Cause(TIMEOUT, "เอกสารใช้เวลาเกิน 120 วินาที", transient=True), again=True)
    assert "89000001-0001" not in capsys.readouterr().err, "it is tried again first"
    lines.failed(document(1), Cause(TIMEOUT, "เอกสารใช้เวลาเกิน 120 วินาที"), again=False)

    told = capsys.readouterr().err
    assert "89000001-0001: เอกสารใช้เวลาเกิน 120 วินาที" in told
    assert "--time-limit" in told
    assert "\x1b" not in told


def test_a_thousand_failures_do_not_drown_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines()
    lines.planned(1000, 0, {Reason.NEW: 1000})
    for place in range(1000):
        lines.failed(document(place), Cause(RAISED, "โปรแกรมผิดพลาดภายใน"), again=False)

    told = capsys.readouterr().err.splitlines()
    assert sum("โปรแกรมผิดพลาดภายใน" in line for line in told) == 50
    assert sum("ดูทั้งหมดในรายงานผล" in line for line in told) == 1
