"""A dataset that is poison is refused alone, with the place in it; the others are made as if it were not there."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from pipeline.batch.results import Fate
from pipeline.errors import ExitCode
from tests.batch.agencies import write_agencies
from tests.batch.fault_runs import Elsewhere, files, made, run, with_fate
from tests.batch.poison import POISONS, in_one_file

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.batch.results import BatchReport

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pipes and devices as on Linux")
ENOUGH = {"seconds": 60, "memory_mb": 700}
NAMES = [poison.__name__ for poison in POISONS]
SOUND = ("agency-01", "agency-02")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[BatchReport, BatchReport, Path]:
    """A run over two sound agencies among all that is poison, the one after it, and the folder of both."""
    folder = tmp_path_factory.mktemp("poison")
    write_agencies(folder / "data", agencies=2, projects=1)
    for poison in POISONS:
        poison(folder / "data" / poison.__name__)
    first = run(folder / "data", folder / "out", jobs=2, limits=ENOUGH)
    return first, run(folder / "data", folder / "out", jobs=2, limits=ENOUGH), folder


def refusal(report: BatchReport, name: str) -> tuple[str, ...]:
    (source,) = (one for one in report.sources if one.id == name)
    return source.facts.refused


def test_sound_agencies_among_poison_are_made_and_the_run_is_partial(
    reports: tuple[BatchReport, BatchReport, Path],
) -> None:
    report, _, folder = reports
    assert report.exit_code is ExitCode.PARTIAL
    assert {source for source, _, _ in made(report)} == set(SOUND)
    assert {source.id for source in report.refused} == set(NAMES)
    assert not with_fate(report, Fate.FAILED)
    assert len(files(folder / "out")) == 2


@pytest.mark.parametrize("name", NAMES)
def test_poison_is_refused_with_the_place_where_it_is(
    name: str, reports: tuple[BatchReport, BatchReport, Path]
) -> None:
    head, *lines = refusal(reports[0], name)
    assert head.startswith("ข้อมูลมีข้อผิดพลาด")
    assert lines
    places = ("agency.", "projects/", f"{name}.xlsx", f"{name}.json")
    assert all(line.startswith(places) for line in lines), lines
    assert refusal(reports[1], name) == (head, *lines)


def test_no_text_of_a_file_outside_the_folder_is_told(reports: tuple[BatchReport, BatchReport, Path]) -> None:
    assert "11111111-1111" not in " ".join(refusal(reports[0], "link_out_of_the_folder"))


def test_the_run_after_it_makes_nothing_and_is_partial_again(reports: tuple[BatchReport, BatchReport, Path]) -> None:
    again = reports[1]
    assert not made(again)
    assert with_fate(again, Fate.UNCHANGED)
    assert again.exit_code is ExitCode.PARTIAL


def test_a_seal_that_became_a_pipe_since_the_last_run_keeps_nobody_waiting(tmp_path: Path) -> None:
    seal = tmp_path / "seal.svg"
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    seal.write_text(picture, encoding="utf-8")
    data = in_one_file(tmp_path / "office", seal.name)
    assert len(made(run(data, tmp_path / "out"))) == 1

    seal.unlink()
    os.mkfifo(seal)
    with Elsewhere(data, tmp_path / "out") as batch:
        told = batch.end()

    assert told["exit"] == ExitCode.PARTIAL
    assert len(files(tmp_path / "out")) == 1
