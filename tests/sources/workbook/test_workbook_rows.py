"""Rows and sheets as they grow over a year: moved, hidden, merged, left empty, referring to nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import openpyxl
import pytest

from pipeline.sources import load

Make = Callable[..., Path]
Read = Callable[[Path], Any]

HEAD = ["รหัสโครงการ", "รายงานครั้งที่", "ผลการดำเนินงาน"]
ONE, TWO = "88000000-0001", "88000000-0002"


def test_rows_belong_to_the_project_whose_code_they_carry(make: Make, read: Read) -> None:
    dataset, found = read(make({"รายงาน": [HEAD, [TWO, 1], [ONE, 1], [TWO, 2]]}))
    assert [[report.no for report in project.reports] for project in dataset.projects] == [[1], [1, 2]]
    assert found == []


def test_a_row_without_a_code_belongs_to_the_project_of_the_row_above(make: Make, read: Read) -> None:
    dataset, found = read(make({"รายงาน": [HEAD, [ONE, 1], [None, 2], [None, 3], [TWO, 1]]}))
    assert [len(project.reports) for project in dataset.projects] == [3, 1]
    assert found == []


def test_after_a_gap_a_row_needs_its_own_code(make: Make, read: Read) -> None:
    dataset, found = read(make({"รายงาน": [HEAD, [ONE, 1], [], [None, 2]]}))
    assert [len(project.reports) for project in dataset.projects] == [1, 0]
    assert found == [("workbook-row-without-project", "รายงาน!A4")]


def test_a_merged_code_covers_its_rows(make: Make, read: Read) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        book["รายงาน"].merge_cells("A2:A4")

    dataset, found = read(make({"รายงาน": [HEAD, [ONE, 1], [None, 2], [None, 3], [TWO, 1]]}, merge))
    assert [len(project.reports) for project in dataset.projects] == [3, 1]
    assert found == []


def test_codes_may_be_typed_in_thai_digits(make: Make, read: Read) -> None:
    dataset, found = read(make({"รายงาน": [HEAD, ["๘๘๐๐๐๐๐๐-๐๐๐๒", 1]]}))
    assert [len(project.reports) for project in dataset.projects] == [0, 1]
    assert found == []


def test_a_code_of_no_project_is_an_error_that_names_the_nearest(make: Make) -> None:
    (found,) = load(make({"รายงาน": [HEAD, ["88000000-0011", 1]]})).origin.findings
    assert (found.rule.id, str(found.place)) == ("reference-missing", "data.xlsx [รายงาน!A2]")
    assert ONE in found.remedy


def test_rows_of_signatures_without_a_code_belong_to_the_house(make: Make, read: Read) -> None:
    rows = [["รหัสโครงการ", "ลงนามในฐานะ"], [ONE, "ผู้รับรอง"], [None, "ผู้รับผิดชอบโครงการ"]]
    dataset, found = read(make({"ผู้ลงนาม": rows}))
    assert [block.role for block in dataset.projects[0].signatures] == ["ผู้รับรอง"]
    assert [block.role for block in dataset.house.signatures] == ["ผู้รับผิดชอบโครงการ"]
    assert found == []


def test_rows_down_to_the_last_of_excel_that_hold_only_formats_are_nothing(
    make_raw: Callable[..., Path], row: Callable[..., str]
) -> None:
    blank = "".join(
        f'<row r="{number}" spans="1:3" s="1" customFormat="1"><c r="A{number}" s="1"/><c r="B{number}" s="1"/></row>'
        for number in range(4, 1_048_576)
    )
    people = row(1, "รหัสบุคคล", "ชื่อ-สกุล") + row(2, "a", "นายเอ") + blank + row(1_048_576, "z", "นายแซด")
    agency = row(1, "ปีงบประมาณ พ.ศ.", 2569) + row(2, "ชื่อหน่วยงาน", "สำนักสมมุติ")
    dataset = load(make_raw({"หน่วยงาน": agency, "บุคคล": people}))
    assert [person.id for person in dataset.people] == ["a", "z"]
    assert str(dataset.origin.place(("people", 1, "name"))) == "raw.xlsx [บุคคล!B1048576]"
    assert dataset.origin.findings == ()


def test_hidden_rows_and_columns_are_read_with_a_note(make: Make) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["รายงาน"].row_dimensions[3].hidden = True
        book["รายงาน"].column_dimensions["C"].hidden = True

    dataset = load(make({"รายงาน": [HEAD, [ONE, 1, "ก"], [ONE, 2, "ข"]]}, hide))
    (found,) = dataset.origin.findings
    assert (found.rule.id, found.severity) == ("workbook-hidden-rows", "note")
    assert "3, C" in found.message
    assert len(dataset.projects[0].reports) == 2


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_read_with_a_note(make: Make, read: Read, state: Literal["hidden", "veryHidden"]) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["รายงาน"].sheet_state = state

    dataset, found = read(make({"รายงาน": [HEAD, [ONE, 1, "ก"]]}, hide))
    assert len(dataset.projects[0].reports) == 1
    assert found == [("workbook-sheet-hidden", "รายงาน!A1")]


def test_a_row_of_totals_is_no_record(make: Make, read: Read) -> None:
    rows = [
        ["รหัสโครงการ", "ขั้นตอน", "น้ำหนัก (ร้อยละ)", "เดือนเริ่มต้น", "เดือนสิ้นสุด"],
        [ONE, "ทำ", 100, "ต.ค. 2568", "พ.ย. 2568"],
    ]
    dataset, found = read(make({"ขั้นตอน": [*rows, [None, "รวมทั้งสิ้น", 100]]}))
    assert len(dataset.projects[0].steps) == 1
    assert found == [("workbook-total-row", "ขั้นตอน!B3")]


def test_cells_merged_across_columns_are_a_warning(make: Make, read: Read) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        book["บุคคล"].merge_cells("B2:C2")

    rows = [["รหัสบุคคล", "ชื่อ-สกุล", "ตำแหน่ง"], ["a", "นายเอ", None]]
    assert read(make({"บุคคล": rows}, merge))[1] == [("workbook-merged-across", "บุคคล!B2")]


def test_a_missing_value_is_reported_at_its_empty_cell(make: Make, read: Read) -> None:
    rows = [["รหัสบุคคล", "ตำแหน่ง", "ชื่อ-สกุล"], ["a", "นักวิชาการ", None]]
    assert read(make({"บุคคล": rows}))[1] == [("value-missing", "บุคคล!C2")]


def test_all_mistakes_are_found_in_one_pass(make: Make, read: Read) -> None:
    _, found = read(
        make(
            {
                "รายงาน": [HEAD, [ONE, "หนึ่ง"], ["99999999-9999", 1], [TWO, 1000]],
                "บุคคล": [["รหัสบุคคล", "ชื่อ-สกุล", "ส่วนราชการ"], ["a", None, None], ["b", "นายบี", "nowhere"]],
            }
        )
    )
    assert sorted(found) == [
        ("not-a-number", "รายงาน!B2"),
        ("reference-missing", "บุคคล!C3"),
        ("reference-missing", "รายงาน!A3"),
        ("value-missing", "บุคคล!B2"),
        ("value-out-of-range", "รายงาน!B4"),
    ]


def test_without_the_sheet_of_the_agency_there_is_no_dataset(tmp_path: Path, refused: Callable[..., Any]) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "บุคคล"
    book.save(tmp_path / "a.xlsx")
    (found,) = refused(tmp_path / "a.xlsx")
    assert found.rule.id == "workbook-sheet-missing"
    assert "หน่วยงาน" in found.message


def test_sheets_may_be_named_in_other_ways_but_not_twice(make: Make, read: Read) -> None:
    people = [["รหัสบุคคล", "ชื่อ-สกุล"], ["a", "นายเอ"]]
    dataset, found = read(make({"รายชื่อ": people, "People": [["รหัสบุคคล", "ชื่อ-สกุล"], ["b", "นายบี"]]}))
    assert [person.id for person in dataset.people] == ["a"]
    assert found == [("workbook-sheet-twice", "People")]


def test_a_sheet_of_ones_own_is_left_out_with_a_note_that_names_the_nearest(make: Make) -> None:
    found = load(make({"รายงานน": [HEAD], "บันทึกของฉัน": [["ก"]]})).origin.findings
    assert [(item.rule.id, item.place.sheet, item.severity) for item in found] == [
        ("workbook-sheet-unknown", "รายงานน", "note"),
        ("workbook-sheet-unknown", "บันทึกของฉัน", "note"),
    ]
    assert "“รายงาน”" in found[0].remedy


def test_every_value_knows_its_cell(make: Make) -> None:
    dataset = load(make({"รายงาน": [["วันที่รายงาน", *HEAD], ["16/10/2568", ONE, 1, "ก"]]}))
    place = dataset.origin.place(("projects", 0, "reports", 0, "date"))
    assert (place.source, place.sheet, place.cell) == ("data.xlsx", "รายงาน", "A2")
