"""The follow-up as a workbook: a row for each item with real dates and numbers, and the counts."""

from __future__ import annotations

import datetime as dt
import io
import json
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.bundled import bundled_folder
from pipeline.messages import use_language
from pipeline.model import Agency, Dataset, Month, Party, Project, Unit
from pipeline.monitoring import FollowUp, State, days_over, follow_up, matter
from pipeline.sources import load
from pipeline.tabular.follow_up import workbook

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

JUNE, THE_25TH = Month(year=2026, month=6), dt.date(2026, 6, 25)
HEAD_ROW = 4
EVIL = ("=HYPERLINK(1)", "+1", "-1", "@x", "\t=1", "#N/A", "\u202eกลับ", "ก\nข")


def told(name: str, day: dt.date = THE_25TH, month: Month = JUNE) -> FollowUp:
    return follow_up(load(bundled_folder("examples") / name), month, day)


@pytest.fixture(scope="module")
def market() -> FollowUp:
    """Reports and results that are missing, late and incomplete."""
    return told("agencies-2569/night-market")


def read(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def rows(sheet: Worksheet, head_row: int = HEAD_ROW) -> list[dict[str, Any]]:
    """The rows below the heads, by the heads."""
    heads, *found = sheet.iter_rows(min_row=head_row, values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in found]


def test_every_item_is_a_row_with_whose_it_is(market: FollowUp) -> None:
    found = rows(read(workbook(market)).worksheets[0])
    assert len(found) == len(market.items) > 5
    for number, (row, item) in enumerate(zip(found, market.items, strict=True), 1):
        assert row["ลำดับ"] == number
        assert row["หน่วยงาน"] == market.agency.name
        assert row["ส่วนราชการ"] == item.division.name
        assert row["ผู้รับผิดชอบ"] == item.contact.name
        assert row["ตำแหน่ง"] == item.contact.position
        assert row["โทรศัพท์"] == item.contact.phone
        assert (row["รหัส"], row["ชื่อโครงการ/ตัวชี้วัด"]) == (item.code, item.name)
        assert row["เรื่องที่ติดตาม"] == matter(item).text


def test_dates_are_dates_and_days_are_numbers(market: FollowUp) -> None:
    sheet = read(workbook(market)).worksheets[0]
    for row, item in zip(rows(sheet), market.items, strict=True):
        assert row["กำหนด"].date() == item.deadline
        assert (row["วันที่รายงาน"] and row["วันที่รายงาน"].date()) == item.date
        assert row["เลยกำหนด (วัน)"] == days_over(item)
        assert isinstance(row["เลยกำหนด (วัน)"], int)
    assert sheet.cell(HEAD_ROW + 1, 12).number_format == "[$-187041E]d mmm yyyy"


def test_what_is_not_yet_due_has_no_days_over() -> None:
    early = told("city-lab-2569", dt.date(2026, 7, 3), Month(year=2026, month=7))
    assert {item.state for item in early.items} == {State.NOT_YET_DUE}
    found = rows(read(workbook(early)).worksheets[0])
    assert {row["เลยกำหนด (วัน)"] for row in found} == {None}
    assert {row["สถานะ"] for row in found} == {"ยังไม่ถึงกำหนด"}
    assert {row["เรื่องที่ติดตาม"] for row in found} == {"ยังไม่รายงาน ครบกำหนดในอีก 17 วัน"}


def test_the_states_tell_items_apart(market: FollowUp) -> None:
    found = rows(read(workbook(market)).worksheets[0])
    assert {(row["เรื่องที่ติดตาม"].split()[0], row["สถานะ"]) for row in found} == {
        ("ยังไม่รายงาน", "ค้างส่ง"),
        ("ยังไม่มีผลไตรมาส", "ค้างส่ง"),
        ("ยังไม่มีผลไตรมาส", "ค้างส่งข้ามเดือน"),
        ("รายงานครั้งที่", "กรอกไม่ครบ"),
        ("รายงานหลังกำหนด", "ส่งหลังกำหนด"),
        ("รายงานผลไตรมาส", "ส่งหลังกำหนด"),
    }


def test_the_head_is_frozen_and_filters(market: FollowUp) -> None:
    sheet = read(workbook(market)).worksheets[0]
    assert sheet.title == "รายการติดตาม"
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == f"A4:O{HEAD_ROW + len(market.items)}"
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        "รายการติดตาม เดือนมิถุนายน 2569",
        market.agency.name,
        "สถานะ ณ วันที่ 25 มิถุนายน 2569 กำหนดรายงานภายในวันที่ 20 มิถุนายน 2569",
    ]


def test_the_head_tells_the_day_of_older_data() -> None:
    late = told("agencies-2569/night-market", dt.date(2026, 7, 2))
    assert read(workbook(late)).worksheets[0].cell(3, 1).value == (
        "สถานะ ณ วันที่ 2 กรกฎาคม 2569 (จากข้อมูล ณ วันที่ 25 มิถุนายน 2569) กำหนดรายงานภายในวันที่ 20 มิถุนายน 2569"
    )


def test_the_head_tells_that_agencies_are_told_of_several_days(market: FollowUp) -> None:
    other = told("agencies-2569/rain-garden", dt.date(2026, 6, 30))
    sheet = read(workbook((market, other))).worksheets[0]
    assert sheet.cell(3, 1).value == (
        "สถานะระหว่างวันที่ 25 มิถุนายน 2569 ถึง 30 มิถุนายน 2569 ตามข้อมูลของแต่ละหน่วยงาน กำหนดรายงานภายในวันที่ 20 มิถุนายน 2569"
    )


def test_the_counts_of_the_divisions_add_up(market: FollowUp) -> None:
    book = read(workbook(market))
    assert book.sheetnames == ["รายการติดตาม", "สรุปรายส่วนราชการ"]
    *divisions, total = rows(book["สรุปรายส่วนราชการ"])
    assert [row["ส่วนราชการ"] for row in divisions] == [one.division.name for one in market.divisions]
    figures = [head for head in total if head not in ("หน่วยงาน", "ส่วนราชการ")]
    assert len(figures) == 9
    for head in figures:
        assert total[head] == sum(row[head] for row in divisions)
    assert (total["ต้องรายงาน"], total["ค้างรายงาน"], total["ค้างผลรายไตรมาส"]) == (
        market.counts.due,
        market.counts.overdue,
        market.counts.results_missing,
    )
    parts = ("รายงานในกำหนด", "รายงานหลังกำหนด", "ยังไม่ถึงกำหนด", "ค้างรายงาน")
    assert all(row["ต้องรายงาน"] == sum(row[part] for part in parts) for row in divisions)


def test_of_several_agencies_all_items_and_counts_stand_together(market: FollowUp) -> None:
    other = told("agencies-2569/rain-garden")
    book = read(workbook((market, other), without=("สำนักเสียสมมุติ",)))
    assert book.sheetnames == ["รายการติดตาม", "สรุปรายหน่วยงาน", "สรุปรายส่วนราชการ"]
    assert [sheet.cell(2, 1).value for sheet in book.worksheets] == ["ภาพรวม 2 หน่วยงาน"] * 3
    assert [sheet.cell(4, 1).value for sheet in book.worksheets] == ["ไม่รวมหน่วยงานที่ข้อมูลยังใช้ไม่ได้ : สำนักเสียสมมุติ"] * 3
    items = rows(book.worksheets[0], HEAD_ROW + 1)
    assert [(row["หน่วยงาน"], row["รหัส"]) for row in items] == [
        (one.agency.name, item.code) for one in (market, other) for item in one.items
    ]
    first, second, total = rows(book["สรุปรายหน่วยงาน"], HEAD_ROW + 1)
    assert [first["หน่วยงาน"], second["หน่วยงาน"], total["หน่วยงาน"]] == [market.agency.name, other.agency.name, "รวม"]
    assert total["ต้องรายงาน"] == first["ต้องรายงาน"] + second["ต้องรายงาน"] == market.counts.due + other.counts.due
    assert (first["ค้างนานที่สุด (วัน)"], total["ค้างนานที่สุด (วัน)"]) == (market.longest, market.longest)
    divisions = rows(book["สรุปรายส่วนราชการ"], HEAD_ROW + 1)
    assert sum(row["ต้องรายงาน"] for row in divisions) == total["ต้องรายงาน"]


def test_no_agency_at_all_is_a_workbook_all_the_same() -> None:
    book = read(workbook((), without=("สำนักเสียสมมุติ",)))
    assert book.worksheets[0].cell(2, 1).value == "ไม่รวมหน่วยงานที่ข้อมูลยังใช้ไม่ได้ : สำนักเสียสมมุติ"


def test_nothing_in_the_data_is_a_formula() -> None:
    units = tuple(Unit(id=f"u{place}", name=f"{text}กอง") for place, text in enumerate(EVIL))
    evil = Dataset.model_construct(
        **{name: field.get_default(call_default_factory=True) for name, field in Dataset.model_fields.items()}
        | {
            "fiscal_year": 2569,
            "agency": Agency.model_construct(name="=1+1", short_name=None, name_en=None, code=None),
            "units": units,
            "projects": tuple(
                Project(
                    code=f"77000000-{place:04d}",
                    name=f"{text}ชื่อ",
                    unit=f"u{place}",
                    responsible=Party(name=f"{text}คน", position=f"{text}งาน", phone=text.strip() + "1"),
                )
                for place, text in enumerate(EVIL)
            ),
        }
    )
    data = workbook(follow_up(evil, JUNE, THE_25TH))
    cells = [cell for sheet in read(data).worksheets for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert not [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@", "\t"))]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]


def test_the_same_follow_up_gives_the_same_bytes_in_any_language(market: FollowUp) -> None:
    first = workbook(market)
    use_language("en")
    try:
        again = workbook(market)
    finally:
        use_language("th")
    assert first == again


def test_a_month_in_which_all_is_well_has_no_rows_of_items() -> None:
    well = told("city-lab-2569")
    book = read(workbook(well))
    assert rows(book.worksheets[0]) == []
    assert rows(book["สรุปรายส่วนราชการ"])[-1]["รายงานในกำหนด"] == well.counts.in_time > 0


@pytest.mark.validator
def test_the_validators_find_nothing(market: FollowUp, ooxml_validator: Path, tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "follow-up.xlsx"
    for number, data in enumerate((workbook(market), workbook((market, market), without=("สำนักเสียสมมุติ",)))):
        path.write_bytes(data)
        done = subprocess.run([ooxml_validator, path], capture_output=True, check=False, timeout=120)
        assert json.loads(done.stdout)["errors"] == [], number
        found = OpenXmlValidator().validate(path).errors
        # Texts that stand in their cells are how openpyxl writes; the validator advises against it.
        assert [str(error) for error in found if error.severity.value == "error"] == [], number
