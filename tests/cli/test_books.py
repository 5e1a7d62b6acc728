"""``saraban build`` where the data has a plan book."""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess

    from tests.cli.conftest import Command

REPORT = """\
reports:
  - {no: 1, date: 16/10/2562, narrative: สำรวจท่อแล้ว, progress: 5, on_plan: เป็นไปตามแผน, on_target: เป็นไปตามเป้าหมาย}
"""


def names(call: subprocess.CompletedProcess[str]) -> list[str]:
    return [Path(line).name for line in call.stdout.splitlines()]


def text_of(path: Path) -> str:
    """All text of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def pages_of(path: Path) -> list[tuple[float, float]]:
    """Width and height of every page of a PDF, in pt."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_size() for page in document]
    finally:
        document.close()


def test_a_plan_without_reports_becomes_a_book_and_no_forms(saraban: Command, plan: Path) -> None:
    call = saraban("build", plan, "-o", "out")

    assert call.returncode == 0, call.stderr
    assert names(call) == ["plan-book 2563.pdf", "plan-book 2563.docx"]
    assert "ขุดลอกท่อ" in text_of(saraban.folder / "out" / "plan-book 2563.pdf")


def test_with_reports_both_are_made(saraban: Command, plan: Path) -> None:
    path = plan / "projects" / "1.yaml"
    path.write_text(path.read_text(encoding="utf-8") + REPORT, encoding="utf-8")

    call = saraban("build", plan, "-f", "pdf", "--json")

    assert call.returncode == 0, call.stderr
    kinds = [(output["kind"], output["subject"]) for output in json.loads(call.stdout)["outputs"]]
    assert kinds == [("progress-form", "03000000-0001"), ("progress-form", "03000000-0002"), ("plan-book", "")]


def test_kinds_that_are_asked_for_are_made_in_that_order(saraban: Command, plan: Path) -> None:
    call = saraban("build", plan, "-f", "pdf", "-d", "plan-book", "-d", "progress-form", "-d", "plan-book")

    assert [name.split(" ")[0] for name in names(call)] == ["plan-book", "progress-form", "progress-form"]


def test_projects_that_are_chosen_mean_forms(saraban: Command, plan: Path) -> None:
    call = saraban("build", plan, "-f", "pdf", "--project", "03000000-0002")

    assert len(names(call)) == 1
    assert "03000000-0002" in names(call)[0]


def test_the_version_of_a_book_is_part_of_its_name(saraban: Command, plan: Path) -> None:
    book = plan / "plan-book.yaml"
    book.write_text(book.read_text(encoding="utf-8") + 'version: "ฉบับที่ 2/2563: แก้ไข"\n', encoding="utf-8")

    call = saraban("build", plan, "-f", "pdf")

    assert names(call) == ["plan-book 2563 ฉบับที่ 2_2563_ แก้ไข.pdf"]


def test_both_sides_of_the_paper_are_chosen_on_the_command_line(saraban: Command, plan: Path) -> None:
    one = saraban("build", plan, "-f", "pdf", "-o", "one", "--no-duplex")
    two = saraban("build", plan, "-f", "pdf", "-o", "two", "--duplex")

    assert (one.returncode, two.returncode) == (0, 0), two.stderr
    name = "plan-book 2563.pdf"
    assert len(pages_of(saraban.folder / "two" / name)) > len(pages_of(saraban.folder / "one" / name))


def test_a_booklet_is_a_second_file_of_folded_sheets(saraban: Command, plan: Path) -> None:
    call = saraban("build", plan, "-f", "pdf", "--booklet", "--json")

    assert call.returncode == 0, call.stderr
    book, booklet = json.loads(call.stdout)["outputs"]
    assert booklet["path"].endswith("plan-book 2563 booklet.pdf")
    assert booklet["format"] == "booklet"
    sizes = pages_of(saraban.folder / booklet["path"])
    assert len(sizes) == booklet["pages"] == 2 * -(-book["pages"] // 4)
    assert all(width > height for width, height in sizes)


def test_a_booklet_of_forms_is_refused(saraban: Command, dataset: Path) -> None:
    call = saraban("build", dataset, "--booklet")

    assert (call.returncode, call.stdout) == (2, "")
    assert "plan-book" in call.stderr


@pytest.mark.parametrize("jobs", ["0", "-1", "65", "สอง", "1.5", ""])
def test_numbers_of_jobs_that_cannot_be_are_refused(saraban: Command, plan: Path, jobs: str) -> None:
    call = saraban("build", plan, f"--jobs={jobs}")

    assert (call.returncode, call.stdout) == (2, "")
    assert "Traceback" not in call.stderr
    assert not (saraban.folder / "build").exists()


def test_one_job_and_two_make_the_same_files(saraban: Command, plan: Path) -> None:
    one = saraban("build", plan, "-o", "one", "--jobs", "1")
    two = saraban("build", plan, "-o", "two", "--jobs", "2", env={"PYTHONHASHSEED": "7"})

    assert (one.returncode, two.returncode) == (0, 0), two.stderr
    for name in ("plan-book 2563.pdf", "plan-book 2563.docx"):
        assert (saraban.folder / "one" / name).read_bytes() == (saraban.folder / "two" / name).read_bytes()


def test_changes_since_the_issue_before_stand_in_the_book(saraban: Command, plan: Path) -> None:
    saraban.python("import shutil, sys; shutil.copytree(sys.argv[1], 'before')", str(plan))
    path = plan / "projects" / "1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("100,000.00", "250,000"), encoding="utf-8")

    call = saraban("build", plan, "-f", "pdf", "--changes-since", "before")
    without = saraban("build", plan, "-f", "pdf", "-o", "without")

    assert (call.returncode, without.returncode) == (0, 0), call.stderr
    assert "250,000" in text_of(saraban.folder / "build" / "plan-book 2563.pdf")
    assert "การเปลี่ยนแปลง" in text_of(saraban.folder / "build" / "plan-book 2563.pdf")
    assert "การเปลี่ยนแปลง" not in text_of(saraban.folder / "without" / "plan-book 2563.pdf")


def test_an_issue_before_that_is_not_there_or_broken_stops_the_build(saraban: Command, plan: Path) -> None:
    broken = saraban.folder / "broken"
    broken.mkdir()
    (broken / "agency.yaml").write_text("fiscal_year: 2563\nagency: {name: สำนักงาน}\nas_of: 99/99/2563\n", "utf-8")

    missing = saraban("build", plan, "--changes-since", "nowhere")
    unread = saraban("build", plan, "--changes-since", broken)

    assert (missing.returncode, unread.returncode) == (2, 4)
    assert "99/99/2563" in unread.stderr
    assert not (saraban.folder / "build").exists()


def _png(shade: int) -> bytes:
    """A picture of one grey pixel."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes((0, shade))))
        + chunk(b"IEND", b"")
    )


def _wait_for(call: subprocess.Popen[str], wanted: str) -> None:
    assert call.stderr is not None
    lines = []
    for line in call.stderr:
        lines.append(line)
        if wanted in line:
            return
    raise AssertionError("".join(lines))


def test_watching_builds_the_book_again_when_its_seal_changes(saraban: Command, plan: Path) -> None:
    (plan / "seal.png").write_bytes(_png(0))
    book = plan / "plan-book.yaml"
    book.write_text(book.read_text(encoding="utf-8") + "seal: seal.png\n", encoding="utf-8")
    with saraban.start("build", plan, "-f", "docx", "--watch") as call:
        try:
            _wait_for(call, "Ctrl-C")
            (made,) = (saraban.folder / "build").glob("*.docx")
            before = made.read_bytes()
            (plan / "seal.png").write_bytes(_png(255))
            _wait_for(call, "seal.png")
            _wait_for(call, "Ctrl-C")
            assert made.read_bytes() != before
        finally:
            call.send_signal(signal.SIGINT)
            call.communicate(timeout=60)

    assert call.returncode == 130


@pytest.mark.skipif(sys.platform != "linux", reason="looks for child processes in /proc")
def test_ctrl_c_ends_the_processes_that_help_as_well(saraban: Command, plan: Path) -> None:
    with saraban.start("build", plan, "--jobs", "3") as call:
        children = Path(f"/proc/{call.pid}/task/{call.pid}/children")
        helpers: list[int] = []
        while len(helpers) < 2:
            assert call.poll() is None, call.communicate()
            pids = [int(pid) for pid in children.read_text("utf-8").split()]
            helpers = [pid for pid in pids if b"pipeline.run.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        for pid in helpers:
            os.kill(pid, signal.SIGSTOP)  # they cannot end by themselves, nor answer
        time.sleep(0.2)
        call.send_signal(signal.SIGINT)
        _, errors = call.communicate(timeout=60)

    assert call.returncode == 130
    assert "Traceback" not in errors
    assert not any(Path(f"/proc/{pid}").exists() for pid in helpers)
    assert not list((saraban.folder / "build").glob("*.pdf"))
