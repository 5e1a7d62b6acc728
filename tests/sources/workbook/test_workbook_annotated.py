"""A workbook on its way through a division: checked, marked, sent back, read again; saved by another program."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from typing import TYPE_CHECKING

import openpyxl
import pytest

from pipeline.bundled import bundled_folder
from pipeline.checks import check
from pipeline.checks.annotate import annotate
from pipeline.checks.sheets import FILLS, SHEET_TITLE
from pipeline.sources import load, write_starter
from pipeline.sources.workbook.layout import FINDINGS_SHEET

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = bundled_folder("examples") / "city-lab-2569.xlsx"


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """The starter, filled in by somebody in a hurry."""
    (starter,) = write_starter(tmp_path / "starter", xlsx=True)
    book = openpyxl.load_workbook(starter)
    reports = book["รายงาน"]
    reports["C2"] = "31/2/2569"
    reports["E3"] = "สิบ"
    reports["G4"] = "=SUM(1,2)"
    reports["A5"] = "99000000-0009"
    reports["B3"] = None
    book["โครงการ"]["E2"] = dt.date(2568, 10, 1)
    book["บุคคล"]["D2"] = "evalution"
    path = tmp_path / "spoilt.xlsx"
    book.save(path)
    return path


def test_each_mistake_is_marked_at_its_cell(spoilt: Path, tmp_path: Path) -> None:
    dataset = load(spoilt)
    assert str(dataset.projects[0].start) == "2025-10-01"
    annotate(spoilt, check(dataset), tmp_path / "marked.xlsx")
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    red = {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book.worksheets[1:]
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb == FILLS["error"]  # type: ignore[index]
    }
    assert red == {"รายงาน!C2", "รายงาน!E3", "รายงาน!B3", "รายงาน!G4", "รายงาน!A5", "บุคคล!D2"}
    assert book["รายงาน"]["B3"].comment is not None


def test_the_marked_copy_keeps_the_drop_downs_and_is_read_like_the_original(spoilt: Path, tmp_path: Path) -> None:
    annotate(spoilt, check(load(spoilt)), tmp_path / "spoilt-marked.xlsx")
    book = openpyxl.load_workbook(tmp_path / "spoilt-marked.xlsx")
    assert len(book["รายงาน"].data_validations.dataValidation) == 3
    before, after = load(spoilt), load(tmp_path / "spoilt-marked.xlsx")
    assert after.model_dump() == before.model_dump()
    assert [found.rule.id for found in after.origin.findings] == [found.rule.id for found in before.origin.findings]


def test_the_sheet_of_findings_has_the_name_that_is_passed_over() -> None:
    assert SHEET_TITLE == FINDINGS_SHEET


@pytest.mark.validator
def test_the_open_xml_sdk_finds_nothing_in_a_workbook(ooxml_validator: Path, tmp_path: Path) -> None:
    (starter,) = write_starter(tmp_path / "starter", xlsx=True)
    for path in (starter, EXAMPLE):
        done = subprocess.run([ooxml_validator, path], capture_output=True, check=False, timeout=120)
        assert json.loads(done.stdout)["errors"] == []


@pytest.mark.libreoffice
def test_a_workbook_saved_by_libreoffice_holds_the_same_dataset(tmp_path: Path) -> None:
    _converted(EXAMPLE, "xlsx", tmp_path)
    again = load(tmp_path / EXAMPLE.name)
    assert again.model_dump() == load(EXAMPLE).model_dump()
    assert again.origin.findings == ()


@pytest.mark.libreoffice
@pytest.mark.poppler
def test_libreoffice_shows_days_and_months_in_the_buddhist_era(tmp_path: Path) -> None:
    _converted(EXAMPLE, "pdf", tmp_path)
    pdf = tmp_path / EXAMPLE.with_suffix(".pdf").name
    shown = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode()  # noqa: S607
    assert "16 ต.ค. 2568" in shown
    assert "1,204,862.75" in shown
    assert "2025" not in shown


def _converted(path: Path, kind: str, folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command: list[str | Path] = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, path]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
