"""The files of a dataset folder: which are read, which are not, and what is told of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.findings import Place, Severity
from pipeline.sources import limits
from pipeline.sources.parts import parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sources.conftest import Outcome

    Read = Callable[..., Outcome]

ONE = "{code: 99000000-0001, name: ก}"
TWO = "{code: 99000000-0002, name: ข}"


def codes(found: Outcome) -> list[str]:
    assert found.dataset is not None
    return [project.code[-1] for project in found.dataset.projects]


@pytest.mark.parametrize(
    "files",
    [
        {"projects.yaml": f"- {ONE}\n- {TWO}\n"},
        {"projects.yml": f"projects:\n  - {ONE}\n  - {TWO}\n"},
        {"projects/a.yaml": ONE, "projects/b.yaml": TWO},
        {"projects/a.yaml": f"- {ONE}\n- {TWO}\n"},
        {"projects/a.yaml": f"projects: [{ONE}]\n", "projects/b.json": '{"code": "99000000-0002", "name": "ข"}'},
        {"Projects.YAML": f"[{ONE}, {TWO}]"},
        {"agency.yaml": f"fiscal_year: 2569\nagency: {{name: ก}}\nprojects: [{ONE}, {TWO}]\n"},
    ],
)
def test_projects_may_stand_together_or_apart(files: dict[str, str], read: Read) -> None:
    found = read(files)

    assert codes(found) == ["1", "2"]
    assert found.ids == []


def test_files_are_read_in_the_order_of_their_names(read: Read) -> None:
    assert codes(read({"projects/b.yaml": ONE, "projects/a.yaml": TWO})) == ["2", "1"]


def test_every_list_and_group_of_the_model_may_have_a_file_of_its_own() -> None:
    assert set(parts()) == {
        "units", "people", "strategy", "indicators", "projects", "baseline", "dimensions", "plan-book", "house",
        "evaluation", "evaluation-indicators", "evaluation-results",
    }  # fmt: skip


def test_the_same_part_in_two_files_is_told_with_both_places(read: Read) -> None:
    for files in (
        {"house.yaml": "picture: ใช่\n", "house.json": "{}"},
        {"projects.yaml": f"- {ONE}\n", "projects/a.yaml": TWO},
        {"agency.yaml": "fiscal_year: 2569\nagency: {name: ก}\nhouse: {picture: ใช่}\n", "house.yaml": "picture: ไม่\n"},
        {"agency.yml": "fiscal_year: 2570\nagency: {name: ก}\n"},
    ):
        finding = read(files).findings[0]
        assert finding.rule.id == "part-duplicate"
        assert len(finding.related) == 1
        assert finding.related[0].source in finding.message


def test_a_file_that_is_no_part_is_told_with_the_nearest(read: Read) -> None:
    finding = read({"projcts.yaml": ONE}).only("file-unknown")

    assert finding.severity is Severity.NOTE
    assert finding.place == Place("projcts.yaml")
    assert "projects.yaml" in finding.remedy


@pytest.mark.parametrize("name", ["projects/ก/a.yaml", "projects/a.txt", "งบ/a.yaml", "ภาพ.png"])
def test_other_files_are_noted_and_not_read(name: str, read: Read) -> None:
    found = read({name: b"\xff\x00"})

    assert found.ids == ["file-unknown"]
    assert found.dataset is not None


@pytest.mark.parametrize(
    "name", [".git/config", "README.md", "~$งาน.xlsx", "house.yaml~", "house.yaml.bak", "Thumbs.db", "fonts/ก.ttf"]
)
def test_files_that_nobody_means_are_passed_over_in_silence(name: str, read: Read) -> None:
    assert read({name: b"\xff\x00"}).ids == []


def test_too_many_files_are_told(read: Read) -> None:
    files = {f"projects/{number:05d}.yaml": b"" for number in range(limits.MAX_FILES + 1)}
    found = read(files)

    assert "files-too-many" in found.ids


def test_a_folder_without_agency_is_told_and_the_rest_still_checked(read: Read) -> None:
    found = read({"agency.yaml": "", "projects/a.yaml": "{code: 1, name: ก, start: x}"})

    assert found.dataset is None
    assert sorted(found.ids) == ["date-not-read", "file-empty", "value-malformed"]


def test_a_strategy_may_be_written_as_a_tree(read: Read) -> None:
    found = read({
        "strategy.yaml": "- code: '1'\n  level: ด้าน\n  name: ก\n  children:\n"
        "    - {code: A, level: มิติ, name: ข, children: [{code: B, level: เป้าหมาย, name: ค}]}\n",
    })  # fmt: skip

    assert found.ids == []
    assert found.dataset is not None
    assert [(node.code, node.parent) for node in found.dataset.strategy] == [("1", None), ("A", "1"), ("B", "A")]


def test_a_dataset_may_be_one_file(read_file: Read) -> None:
    found = read_file(f"fiscal_year: 2569\nagency: {{name: ก}}\nprojects: [{ONE}]\nhouse: {{digits: เลขไทย}}\n")

    assert codes(found) == ["1"]
    assert found.dataset is not None
    assert found.dataset.house.digits == "thai"
