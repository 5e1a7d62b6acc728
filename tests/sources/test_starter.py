"""The starter dataset: complete, without a fault, and never over anybody's work."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pipeline.checks import check
from pipeline.compose import kinds
from pipeline.errors import UsageError
from pipeline.model import FundingState
from pipeline.run import build
from pipeline.sources import load, write_starter
from pipeline.sources.parts import parts
from pipeline.sources.starter import kinds as starters

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.model import Dataset


@pytest.mark.parametrize("kind", starters())
def test_the_starter_is_read_without_a_single_finding(kind: str, tmp_path: Path) -> None:
    write_starter(tmp_path, kind=kind)

    assert [found.message for found in load(tmp_path).origin.findings] == []


@pytest.mark.parametrize("kind", starters())
def test_the_checks_find_nothing_in_the_starter(kind: str, tmp_path: Path) -> None:
    write_starter(tmp_path, kind=kind)
    notes = ["total-includes-unfunded"] if kind == "plan-book" else []

    assert [found.rule.id for found in check(load(tmp_path))] == notes


def test_the_starter_builds(tmp_path: Path) -> None:
    write_starter(tmp_path / "data")
    outputs = build(load(tmp_path / "data"), kind="progress-form", out=tmp_path / "out", formats=("pdf",))

    assert len(list((tmp_path / "out").glob("*.pdf"))) == len(load(tmp_path / "data").projects) == 2
    assert outputs


def test_the_starter_of_the_plan_makes_one_book_at_once(tmp_path: Path) -> None:
    write_starter(tmp_path / "data", kind="plan-book")
    (output,) = build(load(tmp_path / "data"), kind="plan-book", out=tmp_path / "out", formats=("pdf",))

    assert output.path.is_file()
    assert output.pages > 10


@pytest.mark.parametrize("kind", ["evaluation-report", "framework-summary", "performance-agreement"])
def test_the_starters_of_the_evaluation_make_one_document_at_once(kind: str, tmp_path: Path) -> None:
    write_starter(tmp_path / "data", kind=kind)
    (output,) = build(load(tmp_path / "data"), kind=kind, out=tmp_path / "out", formats=("pdf",))

    assert output.path.is_file()


def test_the_starter_of_the_evaluation_has_every_scheme_state_and_list_that_people_ask_for(tmp_path: Path) -> None:
    write_starter(tmp_path / "report", kind="evaluation-report")
    write_starter(tmp_path / "agreement", kind="performance-agreement")
    report, agreement = load(tmp_path / "report"), load(tmp_path / "agreement")

    assert report.evaluation is not None
    assert agreement.evaluation is not None
    assert agreement.evaluation.agreement is not None
    assert len(agreement.evaluation.agreement.parties) == 3
    assert [section.text is None for section in report.evaluation.sections] == [False, True]
    assert {len(result.quarters) for result in report.evaluation_results} == {4}
    assert {row.group for row in report.evaluation_indicators[0].criteria} == set("ABCD")
    assert all(result.evidence for result in report.evaluation_results)
    assert any(result.appeals for result in report.evaluation_results)


def test_the_starter_of_the_plan_has_something_for_every_part(tmp_path: Path) -> None:
    write_starter(tmp_path, kind="plan-book")
    dataset = load(tmp_path)
    book = dataset.plan_book

    assert book is not None
    of_the_plan = {stem.replace("-", "_") for stem in parts() if not stem.startswith("evaluation")}
    assert of_the_plan - {"people"} <= parts_filled(dataset)
    missing = {name for name in type(book).model_fields if getattr(book, name) in (None, ())}
    assert missing == {"version", "seal", "parts"}
    assert {project.funding_state for project in dataset.projects} == set(FundingState)


def parts_filled(dataset: Dataset) -> set[str]:
    """The fields of a dataset in which something stands."""
    return {name for name in type(dataset).model_fields if getattr(dataset, name)}


@pytest.mark.parametrize("kind", starters())
def test_every_file_of_the_starter_explains_itself_in_thai(kind: str, tmp_path: Path) -> None:
    for path in write_starter(tmp_path, kind=kind):
        comments = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# ")]
        assert any("\u0e01" <= letter <= "\u0e5b" for letter in "".join(comments)), path


def test_the_files_written_are_named(tmp_path: Path) -> None:
    written = write_starter(tmp_path / "ใหม่" / "ข้างใน")

    assert set(written) == {path for path in (tmp_path / "ใหม่").rglob("*") if path.is_file()}
    assert {path.name for path in written} >= {"agency.yaml", "house.yaml", "strategy.yaml"}


def test_every_kind_of_document_has_a_starter() -> None:
    assert {kind.name for kind in kinds()} <= set(starters())


def test_an_unknown_kind_is_refused_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="progres-form") as refused:
        write_starter(tmp_path / "data", kind="progres-form")

    assert "progress-form" in refused.value.remedy
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", ["agency.yaml", "agency.json", "Strategy.yml", "projects", "งาน.xlsx"])
def test_nothing_is_written_beside_a_dataset_that_is_there(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"mine")

    with pytest.raises(UsageError, match=name):
        write_starter(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == b"mine"


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "บันทึก.txt").write_text("ของฉัน", encoding="utf-8")
    write_starter(tmp_path)

    assert (tmp_path / "บันทึก.txt").read_text(encoding="utf-8") == "ของฉัน"


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", encoding="utf-8")

    with pytest.raises(UsageError, match="ไม่ใช่โฟลเดอร์"):
        write_starter(tmp_path / "a")
    with pytest.raises(UsageError):
        write_starter(tmp_path / "a" / "b")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_folder_named_like_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ไม่ใช่ชื่อโฟลเดอร์"):
        write_starter(tmp_path / "งาน.xlsx", xlsx=True)
    assert list(tmp_path.iterdir()) == []


def test_a_starter_that_cannot_be_written_whole_is_not_written_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "บันทึก.txt").write_text("ของฉัน", encoding="utf-8")
    full = OSError(28, os.strerror(28))
    real = type(tmp_path).open

    def open_until_full(path: Path, mode: str = "r") -> object:
        if path.name == "strategy.yaml" and mode == "xb":
            raise full
        return real(path, mode)

    monkeypatch.setattr(type(tmp_path), "open", open_until_full)

    with pytest.raises(UsageError, match="No space left"):
        write_starter(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["บันทึก.txt"]


def test_a_name_too_long_for_the_disk_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        write_starter(tmp_path / ("ย" * 300))


@pytest.mark.parametrize("kind", starters())
def test_folder_and_workbook_of_a_starter_say_the_same(kind: str, tmp_path: Path) -> None:
    write_starter(tmp_path / "a", kind=kind)
    write_starter(tmp_path / "b", kind=kind, xlsx=True)
    folder, workbook = (load(tmp_path / name).model_dump() for name in ("a", "b"))

    # The workbook also shows how a score is filled in.
    for dataset in (folder, workbook):
        for project in dataset["projects"]:
            project["assessments"] = ()
    assert workbook == folder


def test_with_xlsx_the_starter_is_one_workbook_that_is_read_and_checked(tmp_path: Path) -> None:
    written = write_starter(tmp_path, xlsx=True)

    assert [path.name for path in written] == ["saraban.xlsx"]
    assert [found.message for found in check(load(tmp_path))] == []
    with pytest.raises(UsageError, match=r"saraban\.xlsx"):
        write_starter(tmp_path, xlsx=True)
