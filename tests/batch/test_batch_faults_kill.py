"""A batch may be killed at every step by which a file or a record comes to be: no file is half, none is lost."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
import zipfile
from typing import TYPE_CHECKING, NamedTuple

import pytest

from pipeline.batch import account
from pipeline.batch.causes import KILLED
from pipeline.batch.pool.limited import LimitedPool
from pipeline.batch.results import Fate
from pipeline.errors import ExitCode
from tests.batch.agencies import write_agencies
from tests.batch.fault_points import OF_FILE, RECORDING, WRITING, Fault, prepare
from tests.batch.fault_runs import Elsewhere, comes_true, files, finished, made, run, with_fate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.batch.results import BatchReport

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


class World(NamedTuple):
    """Data of one agency with two projects, the files of a run that nothing happened to, and a warm process."""

    data: Path
    undisturbed: dict[str, str]
    warm: LimitedPool

    def run(self, out: Path) -> BatchReport:
        return run(self.data, out, warm=self.warm)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("undisturbed")
    write_agencies(folder / "data", agencies=1, projects=2)
    assert run(folder / "data", folder / "out").exit_code is ExitCode.DONE
    undisturbed = files(folder / "out")
    assert len(undisturbed) == 2
    with LimitedPool(1, prepare=prepare) as warm:
        yield World(folder / "data", undisturbed, warm)


def fault(folder: Path, victims: str, step: str) -> Fault:
    """The fault, where it does most harm: when one document is there and the other is not, if the step is repeated."""
    is_repeated = step in WRITING or step.startswith(("begin", "done"))
    # A worker is asked to plan, then for documents; and it answers first that it is ready.
    before = {"asked": 1, "done": 1, "answered": 2}.get(step, 0) if step in WRITING else 0
    return Fault(victims, step, before + (2 if is_repeated else 1), str(folder / "mark"))


def happened(folder: Path) -> bool:
    return (folder / "mark").exists()


@pytest.mark.parametrize("step", WRITING)
def test_a_worker_killed_at_any_step_costs_no_document_and_leaves_nothing_behind(
    step: str, world: World, tmp_path: Path
) -> None:
    with Elsewhere(world.data, tmp_path / "out", fault(tmp_path, "worker", step)) as batch:
        told = batch.end()

    assert happened(tmp_path)
    assert (told["exit"], told["counts"]["made"], told["causes"]) == (ExitCode.DONE, 2, {})
    assert sorted(told["attempts"].values()) == ([1, 1] if step == "answered" else [1, 2])
    assert files(tmp_path / "out") == world.undisturbed
    assert not made(world.run(tmp_path / "out"))


@pytest.mark.parametrize("step", OF_FILE)
def test_all_killed_while_a_worker_writes_is_made_good_by_the_next_run(step: str, world: World, tmp_path: Path) -> None:
    with Elsewhere(world.data, tmp_path / "out", fault(tmp_path, "both", step)) as batch:
        assert batch.end() == {}

    assert happened(tmp_path)
    made_good(world, tmp_path / "out")


@pytest.mark.parametrize("step", RECORDING)
def test_a_coordinator_killed_at_any_step_is_made_good_by_the_next_run(step: str, world: World, tmp_path: Path) -> None:
    with Elsewhere(world.data, tmp_path / "out", fault(tmp_path, "coordinator", step)) as batch:
        assert batch.end() == {}

    assert happened(tmp_path)
    made_good(world, tmp_path / "out")


def made_good(world: World, out: Path) -> None:
    """What there is, is whole; the next run makes the rest, and the one after that nothing."""
    there = finished(out)
    assert there.items() <= world.undisturbed.items()
    report = world.run(out)
    assert report.exit_code is ExitCode.DONE
    assert len(made(report)) >= len(world.undisturbed) - len(there)
    assert files(out) == world.undisturbed
    assert not made(world.run(out))


@pytest.mark.parametrize("step", OF_FILE)
def test_a_coordinator_killed_while_it_gives_account_leaves_each_of_its_files_whole(
    step: str, world: World, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    account.write(world.run(out))
    # Of the three files it is the second that is not finished.
    with Elsewhere(world.data, out, Fault("coordinator", step, 2), account=True) as batch:
        assert batch.end() == {}

    page, record, workbook = (out / "2569-06" / f"{account.STEM}{suffix}" for suffix in (".html", ".json", ".xlsx"))
    assert page.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert json.loads(record.read_text(encoding="utf-8"))
    assert zipfile.ZipFile(workbook).testzip() is None
    assert world.undisturbed.items() <= finished(out).items()

    assert not made(world.run(out))
    assert len(files(out)) == len(world.undisturbed) + 3


def test_a_batch_killed_again_and_again_at_any_moment_gets_done(world: World, tmp_path: Path) -> None:
    seconds = 0.2
    while True:
        with Elsewhere(world.data, tmp_path / "out") as batch:
            time.sleep(seconds)
            ended_by_itself = batch.process.poll() is not None
            batch.process.kill()
            told = batch.end()
        assert finished(tmp_path / "out").items() <= world.undisturbed.items()
        if ended_by_itself:
            break
        seconds *= 1.5

    assert told["exit"] == ExitCode.DONE
    assert files(tmp_path / "out") == world.undisturbed


def test_a_document_whose_process_is_killed_every_time_fails_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    write_agencies(data, agencies=1, projects=1)
    always = Fault("worker", "half-written")
    with Elsewhere(data, tmp_path / "out", always) as batch:
        told = batch.end()

    assert told["exit"] == ExitCode.PARTIAL
    assert [*told["causes"].values()] == [KILLED]
    assert [*told["attempts"].values()] == [3]
    assert files(tmp_path / "out") == {}
    assert len(made(run(data, tmp_path / "out"))) == 1


def test_a_worker_killed_from_outside_while_it_works_costs_no_document(tmp_path: Path) -> None:
    data = tmp_path / "data"
    write_agencies(data, agencies=2, projects=6)
    with Elsewhere(data, tmp_path / "out", jobs=2) as batch:
        assert comes_true(lambda: any((tmp_path / "out").rglob("*.pdf")))
        for pid in batch.workers()[:1]:
            os.kill(pid, signal.SIGKILL)
        told = batch.end()

    assert (told["exit"], told["counts"]["made"]) == (ExitCode.DONE, 12)
    whole = files(tmp_path / "out")
    shutil.rmtree(tmp_path / "out")
    again = run(data, tmp_path / "out", jobs=2)
    assert len(with_fate(again, Fate.MADE)) == 12
    assert files(tmp_path / "out") == whole
