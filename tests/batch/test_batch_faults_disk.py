"""The disk is full or read-only, the store damaged, the folder taken, the clock wrong: told, and made good."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from pipeline.batch.causes import FOLDER, REFUSED
from pipeline.batch.known.store import STORE_NAME, Store, StoreError
from pipeline.batch.pool.limited import LimitedPool
from pipeline.batch.results import BatchListener, Fate, Reason
from pipeline.errors import ExitCode, OutputLockedError, UsageError
from pipeline.run.lock import LOCK_NAME
from tests.batch.agencies import write_agencies
from tests.batch.fault_points import Fault, prepare
from tests.batch.fault_runs import HANG, ROOT, Elsewhere, comes_true, files, finished, made, reasons, run, with_fate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.batch.orders import FileMade, PlannedDocument

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="disks are mounted as on Linux")
KIB = 1024
HEAD = 100
"""Bytes at the beginning of an SQLite file; looking at one that is sound, but not ours, counts in it."""


def succeeds(*command: str) -> bool:
    return (
        shutil.which(command[0]) is not None
        and not subprocess.run(command, check=False, capture_output=True).returncode
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One agency with six projects."""
    folder = tmp_path_factory.mktemp("data")
    write_agencies(folder / "data", agencies=1, projects=6)
    return folder / "data"


@pytest.fixture(scope="module")
def warm() -> Iterator[LimitedPool]:
    """One process for all runs that need not have their own."""
    with LimitedPool(1, prepare=prepare) as pool:
        yield pool


@pytest.fixture(scope="module")
def undisturbed(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that nothing happened to."""
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    assert len(made(run(data, out))) == 6
    return out


@pytest.fixture
def done(undisturbed: Path, tmp_path: Path) -> Path:
    """A copy of that folder."""
    shutil.copytree(undisturbed, tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 220 KiB; a form takes about 40, the store 60 and more."""
    place = tmp_path / "disk"
    place.mkdir()
    if not succeeds("mount", "-t", "tmpfs", "-o", f"size={220 * KIB}", "tmpfs", str(place)):
        pytest.skip("a disk can be mounted by root alone")
    yield place
    assert succeeds("umount", str(place)) or succeeds("umount", "-l", str(place))


def resize(disk: Path, size: int) -> None:
    assert succeeds("mount", "-o", f"remount,size={size}", str(disk))


def test_a_disk_that_gets_full_ends_the_run_with_whole_files_and_the_next_one_finishes(
    warm: LimitedPool, disk: Path, data: Path, undisturbed: Path
) -> None:
    report = run(data, disk, warm=warm)

    counts = report.counts
    assert report.exit_code is ExitCode.PARTIAL
    assert str(disk) in report.stopped
    assert counts[Fate.MADE] >= 1
    assert counts[Fate.PLANNED] >= 1
    assert sum(counts.values()) == 6
    assert files(disk).items() < files(undisturbed).items()

    resize(disk, 4096 * KIB)
    report = run(data, disk, warm=warm)

    assert report.exit_code is ExitCode.DONE
    assert files(disk) == files(undisturbed)
    assert not made(run(data, disk, warm=warm))


def test_a_disk_without_room_for_a_document_is_told_as_the_cause(warm: LimitedPool, disk: Path, data: Path) -> None:
    # What the store needs is there already; then somebody fills the disk.
    resize(disk, 1024 * KIB)

    class Filler(BatchListener):
        def planned(self, to_make: int, unchanged: int, reasons: Mapping[Reason, int]) -> None:
            assert (to_make, unchanged, reasons) == (6, 0, {Reason.NEW: 6})
            free = os.statvfs(disk)
            (disk / "other.bin").write_bytes(b"x" * (free.f_bavail * free.f_frsize - 64 * KIB))

    report = run(data, disk, listener=Filler(), warm=warm)

    causes = [one.cause for one in report.documents if one.cause is not None]
    assert report.exit_code is ExitCode.PARTIAL
    # One more was handed out already when the first was heard of. Or it was the store that found no room.
    assert len(causes) <= 2
    assert {cause.id for cause in causes} <= {FOLDER}
    assert "เนื้อที่" in report.stopped
    assert not list(disk.rglob("*.tmp"))

    (disk / "other.bin").unlink()
    assert run(data, disk, warm=warm).exit_code is ExitCode.DONE
    assert len(finished(disk)) == 6


def test_the_command_on_a_full_disk_says_so_and_ends_with_the_status_of_a_partial_run(disk: Path, data: Path) -> None:
    words = (
        "batch",
        str(data),
        "--month",
        "2569-06",
        "-d",
        "progress-form",
        "-f",
        "pdf",
        "-o",
        str(disk),
        "--jobs",
        "1",
    )
    ended = subprocess.run(
        [sys.executable, "-m", "pipeline", *words],
        cwd=ROOT,
        env={**os.environ, "SARABAN_LANG": "th"},
        capture_output=True,
        text=True,
        timeout=HANG,
        check=False,
    )

    assert ended.returncode == ExitCode.PARTIAL, ended.stderr
    assert "เนื้อที่" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not list(disk.rglob("*.tmp"))


def test_a_disk_with_no_room_for_the_store_is_told_at_once(warm: LimitedPool, disk: Path, data: Path) -> None:
    (disk / "other.bin").write_bytes(b"x" * 216 * KIB)

    with pytest.raises(StoreError) as told:
        run(data, disk, warm=warm)

    assert STORE_NAME in told.value.message
    assert told.value.remedy


def test_a_target_that_is_read_only_is_told_before_anything_is_read(warm: LimitedPool, disk: Path, data: Path) -> None:
    assert succeeds("mount", "-o", "remount,ro", str(disk))

    with pytest.raises(StoreError) as told:
        run(data, disk, warm=warm)

    assert str(disk) in told.value.message
    assert run(data, disk, dry_run=True, warm=warm).counts[Fate.PLANNED] == 6


def test_a_folder_without_the_right_to_write_fails_its_documents_alone(tmp_path: Path) -> None:
    write_agencies(tmp_path / "data", agencies=2, projects=1)
    shut = tmp_path / "out" / "2569-06" / "agency-01"
    shut.mkdir(parents=True)
    if not succeeds("chattr", "+i", str(shut)):
        pytest.skip("this disk knows no immutable folders")
    try:
        report = run(tmp_path / "data", tmp_path / "out")
    finally:
        assert succeeds("chattr", "-i", str(shut))

    assert report.exit_code is ExitCode.PARTIAL
    assert {source for source, _, _ in made(report)} == {"agency-02"}
    ((source, _, _),) = with_fate(report, Fate.FAILED)
    assert source == "agency-01"
    assert not report.stopped
    assert {source for source, _, _ in made(run(tmp_path / "data", tmp_path / "out"))} == {"agency-01"}


def test_a_file_in_the_place_of_a_folder_fails_the_documents_of_that_folder_alone(tmp_path: Path) -> None:
    write_agencies(tmp_path / "data", agencies=2, projects=1)
    (tmp_path / "out" / "2569-06").mkdir(parents=True)
    (tmp_path / "out" / "2569-06" / "agency-01").touch()

    report = run(tmp_path / "data", tmp_path / "out")

    assert report.exit_code is ExitCode.PARTIAL
    assert {source for source, _, _ in made(report)} == {"agency-02"}
    assert [one.cause.id for one in report.documents if one.cause] == [REFUSED]


@pytest.mark.parametrize("inside", [False, True])
def test_a_file_in_the_place_of_the_whole_folder_is_an_error_of_the_call(
    data: Path, tmp_path: Path, *, inside: bool
) -> None:
    (tmp_path / "out").touch()

    with pytest.raises(UsageError):
        run(data, tmp_path / "out" / "batch" if inside else tmp_path / "out")


def random_bytes(path: Path) -> None:
    path.write_bytes(os.urandom(20_000))


def torn_inside(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4_096:12_288] = b"\xaa" * 8_192
    path.write_bytes(content)


def of_another_program(path: Path) -> None:
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE invoices (id INTEGER)")


@pytest.mark.parametrize("damage", [random_bytes, torn_inside, of_another_program])
def test_a_damaged_store_is_set_aside_and_told_and_the_run_goes_on(
    warm: LimitedPool, damage: Callable[[Path], None], done: Path, data: Path, undisturbed: Path
) -> None:
    damage(done / STORE_NAME)
    damaged = (done / STORE_NAME).read_bytes()

    report = run(data, done, warm=warm)

    aside = done / f"{STORE_NAME}.damaged-1"
    assert report.exit_code is ExitCode.DONE
    assert reasons(report) == {Reason.NEW}
    assert any(str(aside) in note for note in report.notes)
    assert aside.read_bytes()[HEAD:] == damaged[HEAD:]
    assert files(done) == files(undisturbed)
    again = run(data, done, warm=warm)
    assert not made(again)
    assert not again.notes


def test_a_store_that_is_gone_costs_time_and_no_document(
    warm: LimitedPool, done: Path, data: Path, undisturbed: Path
) -> None:
    (done / STORE_NAME).unlink()

    assert len(made(run(data, done, warm=warm))) == 6
    assert files(done) == files(undisturbed)


def test_a_second_run_at_once_is_refused_with_who_holds_the_folder(
    warm: LimitedPool, data: Path, tmp_path: Path
) -> None:
    with Elsewhere(data, tmp_path / "out") as first:
        assert comes_true((tmp_path / "out" / LOCK_NAME).exists)
        assert comes_true(lambda: bool((tmp_path / "out" / LOCK_NAME).read_bytes()))
        # Stopped in its tracks, it stays the owner as long as we look.
        os.kill(first.process.pid, signal.SIGSTOP)
        with pytest.raises(OutputLockedError) as told:
            run(data, tmp_path / "out", warm=warm)
        os.kill(first.process.pid, signal.SIGCONT)
        ended = first.end()

    assert str(first.process.pid) in told.value.message
    assert (ended["exit"], ended["counts"]["made"]) == (ExitCode.DONE, 6)
    assert not made(run(data, tmp_path / "out", warm=warm))


def test_the_lock_of_a_run_that_was_killed_keeps_nobody_out(warm: LimitedPool, data: Path, tmp_path: Path) -> None:
    with Elsewhere(data, tmp_path / "out", Fault("coordinator", "begin committed")) as first:
        assert first.end() == {}
    assert str(first.process.pid) in (tmp_path / "out" / LOCK_NAME).read_text(encoding="utf-8")

    assert run(data, tmp_path / "out", warm=warm).exit_code is ExitCode.DONE
    assert not (tmp_path / "out" / LOCK_NAME).exists()


@pytest.mark.parametrize("years", [-3, 3])
def test_files_with_other_times_are_looked_at_and_not_made_again(
    warm: LimitedPool, done: Path, data: Path, years: int
) -> None:
    moment = time.time() + years * 365 * 86_400
    for path in (*done.rglob("*.pdf"), *data.rglob("*.json")):
        os.utime(path, (moment, moment))

    assert not made(run(data, done, warm=warm))
    assert not made(run(data, done, warm=warm))


def test_a_clock_that_goes_back_between_runs_and_within_one_makes_nothing_again(
    warm: LimitedPool, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The store is told the time by its clock: here each question is answered with an earlier day.
    days = iter(range(1, 1_000))

    def clock() -> dt.datetime:
        return dt.datetime(2026, 6, 20, tzinfo=dt.UTC) - dt.timedelta(days=next(days))

    monkeypatch.setattr("pipeline.batch.coordinator.Store", lambda folder: Store(folder, clock=clock))

    assert len(made(run(data, tmp_path / "out", warm=warm))) == 6
    report = run(data, tmp_path / "out", warm=warm)

    assert not made(report)
    assert report.finished >= report.started
    with Store(tmp_path / "out") as store:
        assert all(one.finished and one.started and one.finished >= one.started for one in store.records())


class Spoiler(BatchListener):
    """Damages what is recorded while the run goes on."""

    def __init__(self, out: Path) -> None:
        self._out = out

    def made(self, document: PlannedDocument, files: Sequence[FileMade], seconds: float) -> None:  # noqa: ARG002 - as called
        for path in self._out.glob(f"{STORE_NAME}*"):
            path.write_bytes(b"\xaa" * path.stat().st_size)


def test_a_store_that_is_damaged_while_the_run_goes_on_costs_no_document(
    warm: LimitedPool, data: Path, tmp_path: Path, undisturbed: Path
) -> None:
    first = run(data, tmp_path / "out", listener=Spoiler(tmp_path / "out"), warm=warm)
    assert first.counts[Fate.MADE] >= 1
    assert files(tmp_path / "out").items() <= files(undisturbed).items()

    assert run(data, tmp_path / "out", warm=warm).exit_code is ExitCode.DONE
    assert files(tmp_path / "out") == files(undisturbed)
