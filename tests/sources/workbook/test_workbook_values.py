"""Values as Excel keeps them: dates of three kinds, binary fractions, formulas, and texts that are numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from pipeline.model import Month
from pipeline.sources import load

if TYPE_CHECKING:
    import openpyxl

Make = Callable[..., Path]
Read = Callable[[Path], Any]

HEAD = ["รหัสโครงการ", "รายงานครั้งที่", "วันที่รายงาน", "ผลการดำเนินงาน", "ความก้าวหน้า (ร้อยละ)", "งบประมาณที่เบิกใช้ (บาท)"]
CODE = "88000000-0001"


def _report(make: Make, *values: object, edit: Callable[[openpyxl.Workbook], None] | None = None) -> Path:
    return make({"รายงาน": [HEAD, [CODE, *values]]}, edit)


def _dated(make: Make, day: object, code: str = "d/mm/yyyy") -> Path:
    def show(book: openpyxl.Workbook) -> None:
        book["รายงาน"]["C2"].number_format = code

    return _report(make, 1, day, edit=show)


def test_figures_may_be_texts_in_thai_digits_with_commas_and_units(make: Make, read: Read) -> None:
    dataset, found = read(_report(make, "๒", "๑๖/๑๐/๒๕๖๘", None, "๔๗.๕", "๑,๒๓๔,๕๖๗.๕๐ บาท"))
    report = dataset.projects[0].reports[0]
    assert (report.no, report.date) == (2, dt.date(2025, 10, 16))
    assert (report.progress, report.disbursed) == (Decimal("47.5"), Decimal("1234567.50"))
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "16/10/2568",
        "16 ต.ค. 2568",
        "16 ตุลาคม 2568",
        "๑๖ ตุลาคม ๒๕๖๘",
        "2025-10-16",
        "16 ต.ค. 68",
        " 16/10/2568 ",
        "16-10-2568",
    ],
)
def test_dates_may_be_texts_in_every_form_that_people_write(make: Make, read: Read, text: str) -> None:
    dataset, found = read(_report(make, 1, text))
    assert dataset.projects[0].reports[0].date == dt.date(2025, 10, 16)
    assert found == []


@pytest.mark.parametrize("day", [dt.date(2025, 10, 16), dt.date(2568, 10, 16)])
def test_a_date_cell_may_hold_a_christian_or_a_buddhist_year(make: Make, read: Read, day: dt.date) -> None:
    dataset, found = read(_dated(make, day))
    assert dataset.projects[0].reports[0].date == dt.date(2025, 10, 16)
    assert found == []


def test_29_february_2567_is_a_day_as_date_and_as_text(make: Make, read: Read) -> None:
    for value in (dt.date(2024, 2, 29), "29/2/2567", "29 ก.พ. 2567"):
        dataset, found = read(_dated(make, value))
        assert dataset.projects[0].reports[0].date == dt.date(2024, 2, 29)
        assert found == []


def test_29_february_2568_exists_in_excel_but_not_in_the_buddhist_era(make: Make, read: Read) -> None:
    dataset, found = read(_dated(make, dt.date(2568, 2, 29)))
    assert dataset.projects[0].reports[0].date is None
    assert found == [("date-impossible", "รายงาน!C2")]


@pytest.mark.parametrize(
    "code",
    [
        "[$-187041E]d mmm yyyy",
        "[$-107041E]d mmmm yyyy;@",
        "[$-D07041E]d mmm yy",
        "dd/mm/bbbb",
        "yyyy-mm-dd",
        "mmmm yyyy",
        "[$-41E]d mmmm yyyy",
    ],
)
def test_every_format_that_shows_a_date_makes_a_date(make: Make, read: Read, code: str) -> None:
    dataset, found = read(_dated(make, dt.date(2025, 10, 16), code))
    assert dataset.projects[0].reports[0].date == dt.date(2025, 10, 16)
    assert found == []


def test_a_workbook_of_the_1904_date_system_gives_the_same_days(make: Make, read: Read) -> None:
    def old(book: openpyxl.Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        book["รายงาน"]["C2"].value = dt.date(2025, 10, 16)
        book["รายงาน"]["C2"].number_format = "d/mm/yyyy"

    dataset, found = read(_report(make, 1, None, edit=old))
    assert dataset.projects[0].reports[0].date == dt.date(2025, 10, 16)
    assert found == []


def test_the_time_of_a_day_does_not_count(make: Make, read: Read) -> None:
    dataset, _ = read(_dated(make, dt.datetime(2025, 10, 16, 23, 59, 59, tzinfo=None)))  # noqa: DTZ001 - as Excel has it
    assert dataset.projects[0].reports[0].date == dt.date(2025, 10, 16)


def test_a_bare_number_in_a_date_column_is_told_how_to_become_a_date(make: Make) -> None:
    dataset = load(_report(make, 1, 45946))
    (found,) = dataset.origin.findings
    assert (found.rule.id, found.place.cell) == ("workbook-number-in-date", "C2")
    assert "16/10/2562" in found.remedy


def test_binary_noise_of_sums_is_no_fraction_of_a_satang(make: Make, read: Read) -> None:
    dataset, found = read(_report(make, 1, None, None, 0.1 + 0.2, 94581296.26 + 0.000000015))
    report = dataset.projects[0].reports[0]
    assert (report.progress, report.disbursed) == (Decimal("0.3"), Decimal("94581296.26"))
    assert found == []


def test_more_than_two_decimals_of_money_are_an_error_not_rounded(make: Make, read: Read) -> None:
    dataset, found = read(_report(make, 1, None, None, None, 1234.567))
    assert dataset.projects[0].reports[0].disbursed is None
    assert found == [("too-many-decimals", "รายงาน!F2")]


def test_a_cell_formatted_as_percent_counts_as_planners_see_it(make: Make, read: Read) -> None:
    def percent(book: openpyxl.Workbook) -> None:
        book["รายงาน"]["E2"].number_format = "0.0%"

    dataset, found = read(_report(make, 1, None, None, 0.475, edit=percent))
    assert dataset.projects[0].reports[0].progress == Decimal("47.5")
    assert found == []


def test_an_empty_cell_is_nothing_and_zero_is_zero(make: Make, read: Read) -> None:
    dataset, found = read(_report(make, 1, None, "  ", None, 0))
    report = dataset.projects[0].reports[0]
    assert (report.narrative, report.progress, report.disbursed) == (None, None, Decimal(0))
    assert found == []


def test_a_lone_dash_means_that_there_is_none(make: Make, read: Read) -> None:
    dataset, found = read(_report(make, 1, "-", None, "–", "-"))
    assert dataset.projects[0].reports[0].is_empty
    assert found == []


def test_a_code_that_excel_made_a_number_keeps_the_zeros_that_its_format_shows(make: Make, read: Read) -> None:
    def padded(book: openpyxl.Workbook) -> None:
        book["หน่วยงาน"]["B3"].number_format = "00000000"

    rows = [["ปีงบประมาณ พ.ศ.", 2569], ["ชื่อหน่วยงาน", "สำนักสมมุติ"], ["รหัสหน่วยงาน", 3000000]]
    dataset, found = read(make({"หน่วยงาน": rows}, padded))
    assert dataset.agency.code == "03000000"
    assert found == []


def test_a_phone_that_excel_made_a_number_stays_as_shown(make: Make, read: Read) -> None:
    dataset, found = read(make({"บุคคล": [["รหัสบุคคล", "ชื่อ-สกุล", "โทรศัพท์"], ["a", "นายเอ", 1459]]}))
    assert dataset.people[0].phone == "1459"
    assert found == []


def test_a_text_that_excel_made_a_date_is_an_error_at_its_cell(make: Make, read: Read) -> None:
    rows = [["รหัสบุคคล", "ชื่อ-สกุล", "โทรศัพท์"], ["a", "นายเอ", dt.date(2025, 3, 1)]]
    _, found = read(make({"บุคคล": rows}))
    assert found == [("workbook-date-in-text", "บุคคล!C2")]


def test_a_figure_formatted_as_a_date_is_an_error_at_its_cell(make: Make, read: Read) -> None:
    dataset, found = read(_report(make, 1, None, None, None, dt.date(2025, 3, 1)))
    assert dataset.projects[0].reports[0].disbursed is None
    assert found == [("workbook-date-in-number", "รายงาน!F2")]


def test_months_may_be_texts_or_any_day_of_them(make: Make, read: Read) -> None:
    rows = [
        ["รหัสโครงการ", "ขั้นตอน", "น้ำหนัก (ร้อยละ)", "เดือนเริ่มต้น", "เดือนสิ้นสุด"],
        [CODE, "ออกแบบ", 40, "ต.ค. 2568", dt.date(2026, 1, 31)],
        [CODE, "ทำ", 60, "๒/๒๕๖๙", "กันยายน 2569"],
    ]
    dataset, found = read(make({"ขั้นตอน": rows}))
    first, second = dataset.projects[0].steps
    assert (first.start, first.end) == (Month(year=2025, month=10), Month(year=2026, month=1))
    assert (second.start, second.end) == (Month(year=2026, month=2), Month(year=2026, month=9))
    assert found == []


def test_the_stored_result_of_a_formula_counts(make_raw: Callable[..., Path], row: Callable[..., str]) -> None:
    agency = row(1, "ปีงบประมาณ พ.ศ.", '<c r="B1"><f>2568+1</f><v>2569</v></c>')
    agency += row(2, "ชื่อหน่วยงาน", '<c r="B2" t="str"><f>"สำนัก"&amp;"สมมุติ"</f><v>สำนักสมมุติ</v></c>')
    dataset = load(make_raw({"หน่วยงาน": agency}))
    assert (dataset.fiscal_year, dataset.agency.name) == (2569, "สำนักสมมุติ")
    assert dataset.origin.findings == ()


def test_a_formula_that_nobody_calculated_is_told_to_be_saved_in_excel(make: Make) -> None:
    dataset = load(_report(make, 1, None, None, None, "=SUM(1,2)"))
    (found,) = dataset.origin.findings
    assert (found.rule.id, found.place.cell) == ("workbook-formula-without-value", "F2")
    assert "Excel" in found.remedy
    assert "บันทึก" in found.remedy
    assert dataset.projects[0].reports[0].disbursed is None


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!"])
def test_an_error_in_a_cell_is_quoted(make: Make, error: str) -> None:
    dataset = load(_report(make, 1, None, None, error))
    (found,) = dataset.origin.findings
    assert (found.rule.id, found.place.cell) == ("workbook-error-cell", "E2")
    assert error in found.message


def test_an_error_in_a_compulsory_cell_is_not_also_reported_missing(make: Make, read: Read) -> None:
    dataset, found = read(_report(make, "#REF!"))
    assert dataset.projects[0].reports == ()
    assert found == [("workbook-error-cell", "รายงาน!B2")]


def test_text_with_formatted_words_is_read_whole(make: Make, read: Read) -> None:
    def rich(book: openpyxl.Workbook) -> None:
        bold = InlineFont(b=True)
        book["รายงาน"]["D2"].value = CellRichText("ลงนาม", TextBlock(bold, "สัญญา"), " แล้ว")

    dataset, _ = read(_report(make, 1, None, "x", edit=rich))
    assert dataset.projects[0].reports[0].narrative.plain() == "ลงนามสัญญา แล้ว"


def test_shared_texts_leave_out_readings_and_join_runs(make_raw: Callable[..., Path], row: Callable[..., str]) -> None:
    shared = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><r><t>สำนัก</t></r><r><t>สมมุติ</t></r><rPh><t>ไม่อ่าน</t></rPh></si></sst>"
    )
    agency = row(1, "ปีงบประมาณ พ.ศ.", 2569) + row(2, "ชื่อหน่วยงาน", '<c r="B2" t="s"><v>0</v></c>')
    dataset = load(make_raw({"หน่วยงาน": agency}, others={"xl/sharedStrings.xml": shared.encode()}))
    assert dataset.agency.name == "สำนักสมมุติ"


def test_lines_of_a_cell_become_paragraphs_and_lists(make: Make, read: Read) -> None:
    dataset, found = read(_report(make, 1, None, "ทำแล้วสองเรื่อง\n1. ลงนาม\n2. ตรวจรับ\n\nเหลืออีกหนึ่งเรื่อง"))
    narrative = dataset.projects[0].reports[0].narrative
    assert list(narrative.texts()) == ["ทำแล้วสองเรื่อง", "ลงนาม", "ตรวจรับ", "เหลืออีกหนึ่งเรื่อง"]
    assert found == []


def test_a_choice_is_told_what_there_is_to_choose(make: Make) -> None:
    rows = [["รหัสโครงการ", "รายงานครั้งที่", "สถานะตามแผน"], [CODE, 1, "ช้ากว่าแผนน"]]
    (found,) = load(make({"รายงาน": rows})).origin.findings
    assert (found.rule.id, found.place.cell) == ("value-not-in-list", "C2")
    assert "ช้ากว่าแผน" in found.remedy


def test_a_date_in_a_cell_of_choices_is_told_once_with_what_there_is_to_choose(make: Make) -> None:
    rows = [["รหัสโครงการ", "รายงานครั้งที่", "สถานะตามแผน"], [CODE, 1, dt.date(2025, 10, 16)]]
    (found,) = load(make({"รายงาน": rows})).origin.findings
    assert (found.rule.id, found.place.cell) == ("value-not-in-list", "C2")
    assert "16 ตุลาคม 2568" in found.message
    assert "ช้ากว่าแผน" in found.remedy


def test_a_date_in_a_cell_of_yes_or_no_is_told_once(make: Make, read: Read) -> None:
    rows = [["แสดงแผนภูมิ", dt.date(2025, 10, 16)], ["วันครบกำหนดรายงานของเดือน", 15]]
    assert read(make({"แบบหน่วยงาน": rows}))[1] == [("value-wrong-type", "แบบหน่วยงาน!B1")]


def test_truth_values_are_read_as_flags(make: Make, read: Read) -> None:
    for value, expected in ((False, False), ("ไม่ใช่", False), ("ใช่", True), (0, False)):
        dataset, found = read(make({"แบบหน่วยงาน": [["แสดงแผนภูมิ", value], ["วันครบกำหนดรายงานของเดือน", 15]]}))
        assert (dataset.house.picture, dataset.house.report_day) == (expected, 15)
        assert found == []
