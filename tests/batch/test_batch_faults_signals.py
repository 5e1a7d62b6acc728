"""Told to end (Ctrl-C, SIGTERM), a batch ends soon, leaves nobody behind, and says so; the next run finishes it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pipeline.bundled import bundled_folder
from pipeline.errors import ExitCode
from pipeline.run.lock import LOCK_NAME
from tests.batch.agencies import write_agencies
from tests.batch.fault_runs import ROOT, Elsewhere, comes_true, files, made, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
SIGNALS = [signal.SIGINT, signal.SIGTERM]
NAMES = ["INT", "TERM"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write_agencies(folder / "data", agencies=2, projects=4)
    return folder / "data"


@pytest.fixture(scope="module")
def undisturbed(data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    assert len(made(run(data, out, jobs=2))) == 8
    return files(out)


@pytest.mark.parametrize("number", SIGNALS, ids=NAMES)
def test_a_signal_while_documents_are_made_ends_the_run_which_says_what_is_left(
    number: signal.Signals, data: Path, tmp_path: Path, undisturbed: dict[str, str]
) -> None:
    out = tmp_path / "out"
    with Elsewhere(data, out, jobs=2) as batch:
        assert comes_true(lambda: any(out.rglob("*.pdf")))
        batch.process.send_signal(number)
        told = batch.end()

    assert told["exit"] == ExitCode.INTERRUPTED
    assert told["interrupted"]
    assert told["causes"] == {}
    # What was on the disk, and not yet heard of, counts as left.
    assert told["counts"]["made"] <= len(files(out))
    assert told["counts"]["planned"] >= 1
    assert sum(told["counts"].values()) == 8
    assert not (out / LOCK_NAME).exists()
    assert files(out).items() <= undisturbed.items()

    report = run(data, out, jobs=2)
    assert report.exit_code is ExitCode.DONE
    assert files(out) == undisturbed


def test_a_signal_while_it_is_planned_ends_the_run(data: Path, tmp_path: Path, undisturbed: dict[str, str]) -> None:
    out = tmp_path / "out"
    with Elsewhere(data, out, jobs=2) as batch:
        # Its processes load the program, and have not been asked for anything yet.
        assert comes_true(lambda: bool(batch.workers()))
        batch.process.send_signal(signal.SIGINT)
        told = batch.end()

    assert told["exit"] == ExitCode.INTERRUPTED
    assert told["interrupted"]
    assert not (out / LOCK_NAME).exists()
    assert files(out).items() <= undisturbed.items()
    assert run(data, out, jobs=2).exit_code is ExitCode.DONE
    assert files(out) == undisturbed


def test_a_signal_reaches_a_run_whose_document_never_ends(tmp_path: Path) -> None:
    write_agencies(tmp_path / "data", agencies=1, projects=1)
    own = tmp_path / "templates" / "progress-form"
    shutil.copytree(bundled_folder("templates") / "progress-form", own)
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    (own / "form.html.j2").write_text(loop, encoding="utf-8")

    with Elsewhere(tmp_path / "data", tmp_path / "out", templates=str(own.parent)) as batch:
        assert comes_true((tmp_path / "out" / ".saraban-batch.db-wal").exists)
        assert comes_true(lambda: any(_seconds_of(pid) > 3 for pid in batch.workers()))
        batch.process.send_signal(signal.SIGTERM)
        told = batch.end()

    assert told["exit"] == ExitCode.INTERRUPTED
    assert (told["counts"]["planned"], told["causes"]) == (1, {})


def _seconds_of(pid: int) -> float:
    """Time of the processor that a process has used; 0 for one that is gone."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - no path of ours
            used, of_system = file.read().rpartition(")")[2].split()[11:13]
    except OSError:
        return 0
    return (int(used) + int(of_system)) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("number", SIGNALS, ids=NAMES)
def test_the_command_ends_with_the_status_of_one_that_was_interrupted(
    number: signal.Signals, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = ("batch", str(data), "--month", "2569-06", "-d", "progress-form", "-f", "pdf", "-o", str(out))
    command = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *words, "--jobs", "1"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with command:
        assert comes_true(lambda: any(out.rglob("*.pdf")))
        command.send_signal(number)
        printed, complaints = command.communicate(timeout=60)

    assert command.returncode == ExitCode.INTERRUPTED, printed + complaints
    assert "Traceback" not in printed + complaints
    assert not list(out.rglob("*.tmp"))
    assert not (out / LOCK_NAME).exists()
