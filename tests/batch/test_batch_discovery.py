"""Which datasets a call means, and what their outputs are called."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pipeline.batch.discovery import find_sources
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def dataset(folder: Path) -> Path:
    """A folder that is a dataset as far as anybody can tell without reading it."""
    folder.mkdir(parents=True)
    (folder / "agency.yaml").write_text("fiscal_year: 2569\n")
    return folder


def workbook(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"PK")
    return path


def ids(*words: object) -> list[str]:
    return [source.id for source in find_sources([str(word) for word in words])]


def test_a_dataset_is_called_by_its_folder(tmp_path: Path) -> None:
    assert ids(dataset(tmp_path / "สำนักหนึ่ง")) == ["สำนักหนึ่ง"]


def test_a_folder_of_datasets_means_all_of_them_by_name(tmp_path: Path) -> None:
    for name in ("b", "a"):
        dataset(tmp_path / "all" / name)
    workbook(tmp_path / "all" / "c.xlsx")
    (tmp_path / "all" / "schedule").mkdir()
    (tmp_path / "all" / ".hidden").mkdir()
    workbook(tmp_path / "all" / "~$c.xlsx")

    assert ids(tmp_path / "all") == ["a", "b", "c"]


def test_one_workbook_alone_in_a_folder_is_that_folders_dataset(tmp_path: Path) -> None:
    workbook(tmp_path / "division" / "data.xlsx")
    assert [source.path.name for source in find_sources([tmp_path / "division"])] == ["division"]


def test_workbooks_in_one_folder_are_a_dataset_each(tmp_path: Path) -> None:
    for name in ("north", "south"):
        workbook(tmp_path / f"{name}.xlsx")
    assert ids(tmp_path) == ["north", "south"]


def test_a_pattern_means_the_datasets_that_match_and_those_right_below(tmp_path: Path) -> None:
    dataset(tmp_path / "north-1")
    dataset(tmp_path / "north-2" / "inner")
    (tmp_path / "north-3").mkdir()
    dataset(tmp_path / "south")
    assert ids(tmp_path / "north*") == ["north-1", "inner"]


def test_the_same_dataset_named_twice_is_one(tmp_path: Path) -> None:
    one = dataset(tmp_path / "all" / "one")
    (tmp_path / "link").symlink_to(one)
    assert ids(one, f"{one}{os.sep}", tmp_path / "all", tmp_path / "link") == ["one"]


def test_a_workbook_with_the_programs_own_name_is_called_by_its_folder(tmp_path: Path) -> None:
    paths = [workbook(tmp_path / name / "saraban.xlsx") for name in ("กองหนึ่ง", "กองสอง")]
    assert ids(*paths) == ["กองหนึ่ง", "กองสอง"]


def test_two_of_one_name_are_told_apart_by_the_folders_above(tmp_path: Path) -> None:
    paths = [workbook(tmp_path / name / "june.xlsx") for name in ("one", "two")]
    assert ids(*paths) == ["one june xlsx", "two june xlsx"]


def test_a_folder_and_a_workbook_of_one_name_are_told_apart_by_the_suffix(tmp_path: Path) -> None:
    folder = dataset(tmp_path / "city")
    book = workbook(tmp_path / "city.xlsx")
    assert ids(folder, book)[-1] == "city xlsx"
    assert len(set(ids(folder, book))) == 2


def test_names_that_differ_by_case_alone_are_told_apart(tmp_path: Path) -> None:
    found = ids(dataset(tmp_path / "x" / "City"), dataset(tmp_path / "y" / "city"))
    assert len({name.casefold() for name in found}) == 2


def test_no_source_is_called_like_the_documents_over_all(tmp_path: Path) -> None:
    assert ids(dataset(tmp_path / "+")) == ["_"]


def outputs(folder: Path, month: str = "2569-06") -> Path:
    """Documents of a batch as far as anybody can tell by their names."""
    (folder / month / "one").mkdir(parents=True)
    (folder / ".saraban-batch.db").write_bytes(b"")
    for name in ("run-report.xlsx", "run-report.json", "one/follow-up 2569-06.xlsx"):
        (folder / month / name).write_bytes(b"PK")
    return folder


@pytest.mark.parametrize("where", [".", "reports", "one", "one/reports"])
@pytest.mark.parametrize("words", [["."], ["*"], ["one", "two.xlsx"]])
def test_documents_of_an_earlier_run_are_no_data_wherever_they_were_written(
    tmp_path: Path, where: str, words: list[str]
) -> None:
    workbook(tmp_path / "one" / "saraban.xlsx")
    workbook(tmp_path / "two.xlsx")
    before = ids(*(tmp_path / word for word in words))
    outputs(tmp_path / where)

    assert before == ["one", "two"]
    assert ids(*(tmp_path / word for word in words)) == before


def test_a_pattern_that_the_shell_wrote_out_may_name_documents_of_an_earlier_run(tmp_path: Path) -> None:
    written_out = [dataset(tmp_path / "one"), outputs(tmp_path / "reports"), tmp_path / "reports" / "2569-06"]
    assert ids(*written_out) == ["one"]


def test_documents_alone_are_no_dataset(tmp_path: Path) -> None:
    outputs(tmp_path / "reports")
    with pytest.raises(UsageError, match="2569-06"):
        find_sources([tmp_path / "reports" / "2569-06"])


def test_documents_are_known_without_the_store(tmp_path: Path) -> None:
    dataset(tmp_path / "one")
    (outputs(tmp_path) / ".saraban-batch.db").unlink()
    assert ids(tmp_path) == ["one"]


def test_data_kept_by_months_is_data(tmp_path: Path) -> None:
    workbook(tmp_path / "2569-06" / "north.xlsx")
    dataset(tmp_path / "2569-06" / "south")
    assert ids(tmp_path / "2569-06") == ["north", "south"]


def test_every_word_that_means_nothing_is_told_at_once(tmp_path: Path) -> None:
    dataset(tmp_path / "agency")
    (tmp_path / "empty").mkdir()
    (tmp_path / "photo.png").write_bytes(b"")
    words = [tmp_path / "agencies", tmp_path / "none*", tmp_path / "empty", tmp_path / "photo.png"]

    with pytest.raises(UsageError) as caught:
        find_sources(words)

    lines = caught.value.message.splitlines()
    assert [any(str(word) in line for word in [wanted]) for wanted, line in zip(words, lines, strict=True)] == [
        True
    ] * 4
    assert str(tmp_path / "agency") in lines[0]
    assert "agency.yaml" in caught.value.remedy
