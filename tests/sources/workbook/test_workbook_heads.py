"""Heads as people make them: moved, merged, decorated, misspelt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.messages import use_language
from pipeline.sources import load

if TYPE_CHECKING:
    import openpyxl

Make = Callable[..., Path]
Read = Callable[[Path], Any]


def test_columns_may_stand_in_any_order(make: Make, read: Read) -> None:
    rows = [["ชื่อ-สกุล", "โทรศัพท์", "รหัสบุคคล"], ["นางสาวสมดี ชื่อสมมุติ", "โทร. 1459", "somdee"]]
    dataset, found = read(make({"บุคคล": rows}))
    person = dataset.people[0]
    assert (person.id, person.name, person.phone) == ("somdee", "นางสาวสมดี ชื่อสมมุติ", "โทร. 1459")
    assert found == []


def test_a_column_of_ones_own_is_left_out_with_a_note(make: Make, read: Read) -> None:
    rows = [["รหัสบุคคล", "วันเกิด", "ชื่อ-สกุล"], ["somdee", "1 มกราคม", "นางสาวสมดี ชื่อสมมุติ"]]
    dataset, found = read(make({"บุคคล": rows}))
    assert dataset.people[0].name == "นางสาวสมดี ชื่อสมมุติ"
    assert found == [("workbook-column-unknown", "บุคคล!B1")]


def test_an_own_column_without_values_is_not_worth_a_word(make: Make, read: Read) -> None:
    rows = [["รหัสบุคคล", "วันเกิด", "ชื่อ-สกุล"], ["somdee", None, "นางสาวสมดี ชื่อสมมุติ"]]
    assert read(make({"บุคคล": rows}))[1] == []


def test_a_renamed_column_between_its_old_neighbours_is_a_warning(make: Make) -> None:
    rows = [["รหัสบุคคล", "ชื่อ-สกุล", "หน้าที่", "ส่วนราชการ"], ["somdee", "นางสาวสมดี ชื่อสมมุติ", "นักวิชาการ", None]]
    (found,) = load(make({"บุคคล": rows})).origin.findings
    assert (found.rule.id, found.place.cell) == ("workbook-column-renamed", "C1")
    assert "แก้หัวคอลัมน์เป็น “ตำแหน่ง”" in found.remedy


def test_a_column_of_ones_own_that_resembles_one_that_is_there_is_a_note(make: Make, read: Read) -> None:
    rows = [["รหัสบุคคล", "ชื่อ-สกุล", "ตำแหน่ง", "ตำแหน่งเดิม"], ["somdee", "นางสาวสมดี ชื่อสมมุติ", "ก", "ข"]]
    assert read(make({"บุคคล": rows}))[1] == [("workbook-column-unknown", "บุคคล!D1")]


def test_a_misspelt_heading_is_told_the_nearest(make: Make) -> None:
    rows = [["รหัสบุคคล", "ชื่อ-สกุล", "ตำแหนง"], ["somdee", "นางสาวสมดี ชื่อสมมุติ", "นักวิชาการ"]]
    found = load(make({"บุคคล": rows})).origin.findings
    assert [(item.rule.id, item.place.cell) for item in found] == [("workbook-column-renamed", "C1")]
    assert "ตำแหน่ง" in found[0].remedy


@pytest.mark.parametrize(
    "heading", ["ชื่อ-สกุล *", "ชื่อ – สกุล:", "ชื่อ\nสกุล", "  ชื่อ  สกุล ", "ชื่อ-สกุล (คำนำหน้าติดกับชื่อ)", "ชื่อและนามสกุล"]
)
def test_headings_may_be_decorated(make: Make, read: Read, heading: str) -> None:
    dataset, found = read(make({"บุคคล": [["รหัสบุคคล", heading], ["somdee", "นางสาวสมดี ชื่อสมมุติ"]]}))
    assert dataset.people[0].name == "นางสาวสมดี ชื่อสมมุติ"
    assert found == []


def test_titles_may_stand_above_the_head(make: Make, read: Read) -> None:
    rows = [["รายชื่อบุคลากร สำนักสมมุติ"], ["ข้อมูล ณ วันที่ 1 ตุลาคม 2568"], [], ["รหัสบุคคล", "ชื่อ-สกุล"], ["a", "นายเอ"]]
    dataset, found = read(make({"บุคคล": rows}))
    assert [person.id for person in dataset.people] == ["a"]
    assert found == []


def test_a_head_of_two_rows_with_merged_groups_is_read(make: Make, read: Read) -> None:
    rows = [
        ["รหัสโครงการ", "ชื่อโครงการ/กิจกรรม", "ผู้รับผิดชอบ", None, "ผู้ประสานงาน", None],
        [None, None, "ชื่อ-สกุล", "โทรศัพท์", "ชื่อ-สกุล", "โทรศัพท์"],
        ["88000000-0001", "โครงการหนึ่ง", "นายเอ หนึ่ง", "1111", "นายบี สอง", "2222"],
    ]

    def merge(book: openpyxl.Workbook) -> None:
        for area in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
            book["โครงการ"].merge_cells(area)

    dataset, found = read(make({"โครงการ": rows}, merge))
    project = dataset.projects[0]
    assert (project.responsible.name, project.responsible.phone) == ("นายเอ หนึ่ง", "1111")
    assert (project.coordinator.name, project.coordinator.phone) == ("นายบี สอง", "2222")
    assert found == []


def test_a_row_that_numbers_the_columns_is_no_record(make: Make, read: Read) -> None:
    rows = [["รหัสบุคคล", "ชื่อ-สกุล"], ["(1)", "(๒)"], ["a", "นายเอ"]]
    dataset, found = read(make({"บุคคล": rows}))
    assert [person.id for person in dataset.people] == ["a"]
    assert found == []


def test_a_compulsory_column_that_is_missing_is_reported_once_not_in_every_row(make: Make, read: Read) -> None:
    rows = [["รหัสบุคคล", "โทรศัพท์"], ["a", "1"], ["b", "2"], ["c", "3"]]
    dataset, found = read(make({"บุคคล": rows}))
    assert dataset.people == ()
    assert found == [("workbook-column-missing", "บุคคล!A1")]


@pytest.mark.parametrize(("heading", "told"), [("เลขที่", "unknown"), ("รหัสโครงกาน", "renamed")])
def test_projects_without_their_codes_make_no_mistakes_of_the_rows_that_refer_to_them(
    make: Make, read: Read, heading: str, told: str
) -> None:
    rows = [[heading, "ชื่อโครงการ/กิจกรรม", "ประเภทโครงการ"], ["88000000-0001", "โครงการหนึ่ง", "ประจำ"]]
    steps = [["รหัสโครงการ", "ขั้นตอน", "น้ำหนัก (ร้อยละ)", "เดือนเริ่มต้น", "เดือนสิ้นสุด"]]
    steps += [["88000000-0001", f"ขั้นตอน {number}", "50", "ต.ค. 2568", "พ.ย. 2568"] for number in (1, 2)]
    dataset, found = read(make({"โครงการ": rows, "ขั้นตอน": steps}))
    assert dataset.projects == ()
    assert found == [(f"workbook-column-{told}", "โครงการ!A1"), ("workbook-column-missing", "โครงการ!A1")]


def test_people_without_their_codes_make_no_mistakes_of_those_who_name_them(make: Make, read: Read) -> None:
    people = [["ชื่อ-สกุล", "โทรศัพท์"], ["นายเอ", "1"]]
    signatures = [["รหัสโครงการ", "ลงนามในฐานะ", "รหัสบุคคล"], ["88000000-0001", "ผู้รับผิดชอบโครงการ", "a"]]
    _, found = read(make({"บุคคล": people, "ผู้ลงนาม": signatures}))
    assert found == [("workbook-column-missing", "บุคคล!A1")]


def test_a_column_that_stands_twice_is_an_error_at_the_second(make: Make, read: Read) -> None:
    rows = [["รหัสบุคคล", "ชื่อ-สกุล", "ชื่อ - สกุล"], ["a", "นายเอ", "นายบี"]]
    dataset, found = read(make({"บุคคล": rows}))
    assert dataset.people[0].name == "นายเอ"
    assert found == [("workbook-column-twice", "บุคคล!C1")]


def test_a_sheet_without_a_head_says_which_headings_it_needs(make: Make) -> None:
    found = load(make({"บุคคล": [["somdee", "นางสาวสมดี"], ["a", "b"]]})).origin.findings
    assert [(item.rule.id, item.place.sheet) for item in found] == [("workbook-head-missing", "บุคคล")]
    assert "รหัสบุคคล" in found[0].remedy


def test_thai_headings_are_read_whatever_the_language_of_messages(make: Make) -> None:
    path = make({"บุคคล": [["รหัสบุคคล", "ชื่อ-สกุล"], ["a", "นายเอ"]]})
    use_language("en")
    try:
        dataset = load(path)
    finally:
        use_language("th")
    assert dataset.origin.findings == ()
    assert [project.code for project in dataset.projects] == ["88000000-0001", "88000000-0002"]


def test_the_agency_may_stand_in_a_row_below_its_headings(make: Make, read: Read) -> None:
    rows = [["ชื่อหน่วยงาน", "ปีงบประมาณ พ.ศ.", "ข้อมูล ณ วันที่"], ["สำนักสมมุติ", 2569, "31 มี.ค. 2569"]]
    dataset, found = read(make({"หน่วยงาน": rows}))
    assert (dataset.agency.name, dataset.fiscal_year) == ("สำนักสมมุติ", 2569)
    assert str(dataset.as_of) == "2026-03-31"
    assert found == []


def test_labels_below_each_other_may_be_merged_and_their_values_further_right(make: Make, read: Read) -> None:
    rows = [["ปีงบประมาณ พ.ศ.", None, None, 2569], ["ชื่อหน่วยงาน", None, None, "สำนักสมมุติ"]]

    def merge(book: openpyxl.Workbook) -> None:
        book["หน่วยงาน"].merge_cells("A1:C1")
        book["หน่วยงาน"].merge_cells("A2:C2")

    dataset, found = read(make({"หน่วยงาน": rows}, merge))
    assert (dataset.agency.name, dataset.fiscal_year) == ("สำนักสมมุติ", 2569)
    assert found == []


def test_a_value_that_is_missing_beside_its_label_is_reported_there(make: Make, refused: Callable[..., Any]) -> None:
    found = refused(make({"หน่วยงาน": [["ปีงบประมาณ พ.ศ.", None], ["ชื่อหน่วยงาน", "สำนักสมมุติ"]]}))
    assert [(item.rule.id, item.place.sheet, item.place.cell) for item in found] == [("value-missing", "หน่วยงาน", "B1")]
