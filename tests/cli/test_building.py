"""``saraban build``: files, streams and exit codes."""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Command


def test_every_project_becomes_a_pdf_and_a_docx(saraban: Command, dataset: Path) -> None:
    call = saraban("build", dataset, "-o", "ออก")

    assert call.returncode == 0, call.stderr
    paths = [saraban.folder / line for line in call.stdout.splitlines()]
    assert sorted(paths) == sorted((saraban.folder / "ออก").iterdir())
    assert [path.suffix for path in paths] == [".pdf", ".docx"] * 2
    assert all(path.read_bytes().startswith(b"%PDF-" if path.suffix == ".pdf" else b"PK") for path in paths)
    assert "4 ไฟล์" in call.stderr


def test_the_same_data_gives_the_same_bytes(saraban: Command, dataset: Path) -> None:
    saraban("build", dataset, "-o", "a", env={"PYTHONHASHSEED": "1", "TZ": "UTC"})
    saraban("build", dataset, "-o", "b", env={"PYTHONHASHSEED": "2", "TZ": "Asia/Bangkok"})

    first = {path.name: path.read_bytes() for path in (saraban.folder / "a").iterdir()}
    second = {path.name: path.read_bytes() for path in (saraban.folder / "b").iterdir()}
    assert len(first) == 4
    assert first == second


def test_json_is_all_that_stands_on_standard_output(saraban: Command, dataset: Path) -> None:
    chatty = (
        "import os, sys\n"
        "import pipeline.sources as s\n"
        "from pipeline.cli import main\n"
        "load = s.load\n"
        "def noisy(source):\n"
        "    print('a library that prints')\n"
        "    os.write(1, b'a C library that prints\\n')\n"
        "    return load(source)\n"
        "s.load = noisy\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )

    call = saraban.python(chatty, "build", str(dataset), "-f", "pdf", "--json")

    assert call.returncode == 0, call.stderr
    record = json.loads(call.stdout)
    assert [(output["kind"], output["subject"], output["format"]) for output in record["outputs"]] == [
        ("progress-form", "03000000-0001", "pdf"),
        ("progress-form", "03000000-0002", "pdf"),
    ]
    for output in record["outputs"]:
        data = (saraban.folder / output["path"]).read_bytes()
        assert output["bytes"] == len(data)
        assert output["sha256"] == hashlib.sha256(data).hexdigest()
        assert output["pages"] >= 1
    assert "a library that prints" in call.stderr
    assert "a C library that prints" in call.stderr


def test_only_the_projects_asked_for_are_built(saraban: Command, dataset: Path) -> None:
    call = saraban("build", dataset, "-f", "pdf", "--project", "03000000-0002")

    assert call.returncode == 0
    assert len(call.stdout.splitlines()) == 1
    assert "03000000-0002" in call.stdout


def test_an_unknown_project_and_kind_are_told_with_what_there_is(saraban: Command, dataset: Path) -> None:
    project = saraban("build", dataset, "--project", "03000000-0003")
    kind = saraban("build", dataset, "-d", "progres-form")

    assert (project.returncode, kind.returncode) == (2, 2)
    assert "03000000-000" in project.stderr.partition("หมายถึง")[2]
    assert "progress-form" in kind.stderr.partition("progres-form")[2]


def test_bad_data_builds_nothing_and_tells_every_finding(saraban: Command, dataset: Path) -> None:
    (dataset / "projects" / "1.yaml").write_text(
        "code: 03000000-0001\nname: หนึ่ง\nstart: 31/02/2563\nend: พรุ่งนี้\nbudget_received: มาก\ncolour: red\n",
        encoding="utf-8",
    )

    call = saraban("build", dataset)
    as_json = saraban("build", dataset, "--json")

    assert (call.returncode, call.stdout) == (4, "")
    assert not (saraban.folder / "build").exists()
    for piece in ("31/02/2563", "พรุ่งนี้", "มาก", "colour"):
        assert piece in call.stderr
    assert "Traceback" not in call.stderr
    record = json.loads(as_json.stdout)
    assert as_json.returncode == record["error"]["exit_code"] == 4
    assert {finding["place"]["line"] for finding in record["findings"]} >= {3, 4, 5, 6}


def test_warnings_stop_a_strict_build_only(saraban: Command, dataset: Path) -> None:
    assert saraban("build", dataset, "-f", "pdf").returncode == 0
    assert saraban("build", dataset, "-f", "pdf", "--strict").returncode == 4


def test_a_document_that_fails_alone_does_not_stop_the_others(saraban: Command, dataset: Path) -> None:
    blocked = saraban("build", dataset, "-f", "pdf").stdout.splitlines()[0]
    (saraban.folder / blocked).unlink()
    (saraban.folder / blocked).mkdir()

    call = saraban("build", dataset, "-f", "pdf", "--json")

    record = json.loads(call.stdout)
    assert call.returncode == 3
    assert [output["subject"] for output in record["outputs"]] == ["03000000-0002"]
    assert [failure["subject"] for failure in record["failures"]] == ["03000000-0001"]
    assert "03000000-0001" in call.stderr


def test_an_error_of_ours_in_one_document_does_not_stop_the_others(saraban: Command, dataset: Path) -> None:
    broken = (
        "import sys\n"
        "from pipeline.cli import main\n"
        "from pipeline.run.press import Press\n"
        "whole = Press.print\n"
        "Press.print = lambda self, job: 1 / 0 if job.subject.endswith('1') else whole(self, job)\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )

    call = saraban.python(broken, "build", str(dataset), "-f", "pdf")

    assert call.returncode == 3
    assert "03000000-0002" in call.stdout
    assert "ZeroDivisionError" in call.stderr
    assert "Traceback" not in call.stderr
    (log,) = saraban.home.rglob("errors.log")
    assert "division by zero" in log.read_text(encoding="utf-8")


def test_two_runs_do_not_write_to_one_folder(saraban: Command, dataset: Path) -> None:
    (saraban.folder / "build").mkdir()
    holder = (
        "import sys; from pathlib import Path; from pipeline.run.lock import FolderLock\n"
        "with FolderLock(Path('build')): print('held', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder],
        cwd=saraban.folder,
        env=saraban.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"held\n"

        call = saraban("build", dataset)
        first.communicate(b"")

    assert (call.returncode, call.stdout) == (6, "")
    assert str(first.pid) in call.stderr


def test_without_pango_one_clear_message_says_how_to_get_it(saraban: Command, dataset: Path) -> None:
    without = (
        "import sys, cffi\n"
        "whole = cffi.FFI.dlopen\n"
        "def dlopen(self, name, *rest):\n"
        "    if name and ('pango' in str(name) or 'gobject' in str(name)):\n"
        "        raise OSError(f'cannot load library {name!r}: no such file')\n"
        "    return whole(self, name, *rest)\n"
        "cffi.FFI.dlopen = dlopen\n"
        "from pipeline.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )

    call = saraban.python(without, "build", str(dataset))

    assert (call.returncode, call.stdout) == (5, "")
    assert "Pango" in call.stderr
    assert "libpango-1.0-0" in call.stderr or "brew install pango" in call.stderr
    assert "Traceback" not in call.stderr


def test_ctrl_c_ends_with_130_and_leaves_no_half_file(saraban: Command, dataset: Path) -> None:
    slow = (
        "import sys, time\n"
        "from pipeline.cli import main\n"
        "from pipeline.run import files\n"
        "whole = files._take_name\n"
        "def take(temporary, target):\n"
        "    print('writing', file=sys.stderr, flush=True)\n"
        "    time.sleep(60)\n"
        "files._take_name = take\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", slow, "build", str(dataset), "-f", "pdf"],
        cwd=saraban.folder,
        env=saraban.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as call:
        assert call.stderr is not None
        while call.stderr.readline() != "writing\n":
            pass
        call.send_signal(signal.SIGINT)
        _, errors = call.communicate(timeout=60)

    assert call.returncode == 130
    assert "Traceback" not in errors
    assert list((saraban.folder / "build").iterdir()) == []


def _lines_until(call: subprocess.Popen[str], wanted: str) -> list[str]:
    """Read standard error until a line holds the words; the pipe's end fails the test."""
    assert call.stderr is not None
    lines: list[str] = []
    for line in call.stderr:
        lines.append(line)
        if wanted in line:
            return lines
    raise AssertionError("".join(lines))


def test_watching_builds_again_what_was_saved_and_survives_mistakes(
    saraban: Command, dataset: Path, write_project: Callable[[Path, int, str], Path]
) -> None:
    out = saraban.folder / "build"
    with saraban.start("build", dataset, "-f", "pdf", "--watch") as call:
        try:
            _lines_until(call, "Ctrl-C")
            (first,) = out.glob("*0001*.pdf")
            (second,) = out.glob("*0002*.pdf")
            before = (first.read_bytes(), first.stat().st_mtime_ns, second.stat().st_mtime_ns)

            path = write_project(dataset, 1, "โครงการที่หนึ่ง")
            text = path.read_text(encoding="utf-8")
            saved = time.monotonic()
            path.write_text(text.replace("เอกสารหนึ่งฉบับ", "เอกสารสองฉบับ"), encoding="utf-8")
            _lines_until(call, "Ctrl-C")
            took = time.monotonic() - saved

            assert first.read_bytes() != before[0]
            assert second.stat().st_mtime_ns == before[2]
            sys.stdout.write(f"rebuilt {took:.2f} s after the save\n")

            path.write_text(text[: len(text) // 2] + "\n  - : [", encoding="utf-8")
            told = "".join(_lines_until(call, "Ctrl-C"))
            assert "1.yaml" in told
            assert first.exists()

            path.write_text(text, encoding="utf-8")
            _lines_until(call, "Ctrl-C")
            assert first.read_bytes() == before[0]
        finally:
            call.send_signal(signal.SIGINT)
            _, errors = call.communicate(timeout=60)

    assert call.returncode == 130
    assert "Traceback" not in errors
