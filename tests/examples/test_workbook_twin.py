"""The example as a workbook is the example as a folder."""

from __future__ import annotations

import pytest

from pipeline.bundled import bundled_folder
from pipeline.sources import load

FOLDER = bundled_folder("examples") / "city-lab-2569"
WORKBOOK = FOLDER.with_suffix(".xlsx")


@pytest.mark.skipif(not WORKBOOK.is_file(), reason="the workbook twin has not been written from the folder yet")
def test_the_workbook_holds_the_same_dataset_as_the_folder() -> None:
    assert load(WORKBOOK).model_dump() == load(FOLDER).model_dump()
