"""The data that tests of the batch are made with is itself sound, and the same every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import check
from pipeline.sources import load
from tests.batch.agencies import change, write_agencies

if TYPE_CHECKING:
    from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_agencies_have_projects_without_any_finding_but_the_reports_that_are_not_there(tmp_path: Path) -> None:
    folders = write_agencies(tmp_path, agencies=3, projects=6)

    found = {(finding.place.source, finding.rule.id) for folder in folders for finding in check(load(folder))}

    assert [folder.name for folder in folders] == ["agency-01", "agency-02", "agency-03"]
    assert [len(load(folder).projects) for folder in folders] == [6, 6, 6]
    assert {rule for _, rule in found} == {"month-without-report"}
    assert len(found) == 3


def test_the_same_seed_gives_the_same_bytes_and_another_one_other_texts(tmp_path: Path) -> None:
    for name, seed in (("first", 1), ("again", 1), ("other", 2)):
        write_agencies(tmp_path / name, agencies=2, projects=3, seed=seed)

    first, again, other = (contents(tmp_path / name) for name in ("first", "again", "other"))

    assert first == again
    assert first.keys() == other.keys()
    assert all(first[name] != other[name] for name in first if "projects" in name)


def test_a_file_can_be_given_other_values(tmp_path: Path) -> None:
    (folder,) = write_agencies(tmp_path, agencies=1, projects=2)

    change(folder / "projects" / "89000001-0002.json", name="โครงการใหม่")

    assert [project.name == "โครงการใหม่" for project in load(folder).projects] == [False, True]
