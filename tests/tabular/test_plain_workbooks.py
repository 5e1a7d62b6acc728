"""Workbooks that are written without a library are what one would have written: read back, validated, the same look."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.tabular.book import Sheet, workbook
from pipeline.tabular.table import Column, fill

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = (Column("หน่วยงาน", 20), Column("เอกสาร", 40), Column("จำนวน", 10))
TRICKY = ("=1+1", '  ก & <ข> "ค"  ', "#N/A", "บรรทัด\nใหม่\x00\x0b￿", "007", "ก" * 40_000, "", "น้ำ")
SHEETS = (
    Sheet("ตัวอย่าง", ("หัวเรื่อง", "รอง"), COLUMNS, [(text, "ยาว" * 30, place) for place, text in enumerate(TRICKY)]),
    Sheet("It's <empty> & 'ก'", ("หัวเรื่อง",), COLUMNS, []),
)


def by_the_library(sheet: Sheet) -> Workbook:
    book = Workbook()
    fill(book.worksheets[0], sheet.headings, sheet.columns, sheet.rows)
    raw = io.BytesIO()
    book.save(raw)
    return load_workbook(raw)


@pytest.mark.parametrize("place", range(len(SHEETS)))
def test_a_sheet_is_as_the_library_would_have_written_it(place: int) -> None:
    expected = by_the_library(SHEETS[place]).worksheets[0]
    sheet = load_workbook(io.BytesIO(workbook(SHEETS))).worksheets[place]

    assert sheet.title == SHEETS[place].title
    for row, other in zip(sheet.iter_rows(), expected.iter_rows(), strict=False):
        assert [cell.value for cell in row] == [cell.value for cell in other]
        assert {cell.data_type for cell in row if isinstance(cell.value, str)} <= {"s"}
        filled = [(cell, own) for cell, own in zip(row, other, strict=True) if own.value is not None]
        for cell, own in filled:
            assert (cell.font.name, cell.font.sz, cell.font.b) == (own.font.name, own.font.sz, own.font.b)
            assert cell.fill.fgColor.rgb == own.fill.fgColor.rgb
            assert (cell.alignment.wrap_text, cell.alignment.vertical) == (
                own.alignment.wrap_text,
                own.alignment.vertical,
            )
    heights = {number: size.height for number, size in sheet.row_dimensions.items()}
    assert heights == {number: size.height for number, size in expected.row_dimensions.items()}
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == (expected.freeze_panes, expected.auto_filter.ref)
    assert sheet.print_title_rows == expected.print_title_rows
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [20, 40, 10]


def test_the_same_tables_give_the_same_bytes() -> None:
    assert workbook(SHEETS) == workbook(SHEETS)


def test_no_validator_finds_anything(tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(SHEETS))

    found = OpenXmlValidator().validate(path).errors
    # No cell has a colour of a theme, and ECMA-376 (part 1, 12.3) asks for none: that one finding is this validator's.
    told = [str(error) for error in found if error.severity.value == "error"]
    assert [error for error in told if "relationships/theme" not in error] == []


@pytest.mark.validator
def test_the_open_xml_sdk_finds_no_fault(ooxml_validator: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(SHEETS))

    done = subprocess.run([ooxml_validator, path], capture_output=True, check=False, timeout=120)

    assert json.loads(done.stdout)["errors"] == []


def test_the_library_is_not_even_imported() -> None:
    code = (
        "import sys\nfrom pipeline.tabular.book import Sheet, workbook\nfrom pipeline.tabular.table import Column\n"
        "workbook([Sheet('a', ['b'], [Column('c', 9)], [('d',)])])\nprint('openpyxl' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)

    assert done.stdout == "False\n"
