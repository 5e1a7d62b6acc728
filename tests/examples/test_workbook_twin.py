"""The example as a workbook is the example as a folder."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from pipeline.bundled import bundled_folder
from pipeline.checks import check
from pipeline.sources import load, write_workbook

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = bundled_folder("examples") / "city-lab-2569"
WORKBOOK = FOLDER.with_suffix(".xlsx")


def _parts(path: Path) -> dict[str, bytes]:
    """What is in a workbook. Packed bytes depend on the zlib of a machine, contents do not."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_workbook_holds_the_same_dataset_as_the_folder() -> None:
    assert load(WORKBOOK).model_dump() == load(FOLDER).model_dump()


def test_the_workbook_is_what_is_written_from_the_folder_today(tmp_path: Path) -> None:
    """If not: ``python -m pipeline.sources.workbook examples/city-lab-2569 examples/city-lab-2569.xlsx``."""
    write_workbook(load(FOLDER), tmp_path / "today.xlsx")
    written, kept = _parts(tmp_path / "today.xlsx"), _parts(WORKBOOK)
    assert list(written) == list(kept)
    assert [name for name in kept if written[name] != kept[name]] == []


def test_the_workbook_is_found_fault_with_like_the_folder_but_at_its_cells() -> None:
    in_folder, in_workbook = check(load(FOLDER)), check(load(WORKBOOK))
    assert sorted((found.rule.id, found.path) for found in in_workbook) == sorted(
        (found.rule.id, found.path) for found in in_folder
    )
    assert all(found.place.sheet and found.place.cell for found in in_workbook)
