"""The plan book in a workbook, as offices keep it: years as columns, SWOT in four columns, rows of indicators."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.model import (
    Agency,
    Comparator,
    Dataset,
    Evaluation,
    Indicator,
    ListBlock,
    Paragraph,
    PlanBook,
    Project,
    RichText,
    Target,
)
from pipeline.sources import load, write_workbook
from pipeline.sources.workbook.layout import SHEETS
from pipeline.sources.workbook.sheets import Family

Make = Callable[..., Path]
Read = Callable[[Path], Any]

TARGETS = ["รหัสตัวชี้วัด", "ปีงบประมาณ พ.ศ.", "เงื่อนไข", "จำนวน", "หน่วยนับ"]
KPIS = [["รหัสตัวชี้วัด", "ชื่อตัวชี้วัด"], ["k1", "ตัวชี้วัดหนึ่ง"], ["k2", "ตัวชี้วัดสอง"]]


def _targets(dataset: Dataset) -> list[list[tuple[int, str | None]]]:
    return [[(target.year, target.text) for target in indicator.targets] for indicator in dataset.indicators]


def _plan(*targets: Target) -> Dataset:
    return Dataset(
        fiscal_year=2569, agency=Agency(name="สำนักสมมุติ"),
        indicators=(Indicator(id="k1", name="ตัวชี้วัด", targets=targets),),
    )  # fmt: skip


@pytest.mark.parametrize(
    "headings",
    [
        ("ค่าเป้าหมาย 2568", "ค่าเป้าหมาย 2569"),
        ("ค่าเป้าหมายปี ๒๕๖๘", "ค่าเป้าหมาย\nปีงบประมาณ พ.ศ. 2569"),
        ("เป้าหมาย พ.ศ. 2568", "ค่าเป้าหมาย (2569)"),
        ("2568", "ปี 2569"),
        (2568, 2569),
    ],
)
def test_targets_may_stand_in_a_column_for_each_year(headings: tuple[Any, Any], make: Make, read: Read) -> None:
    rows = [["รหัสตัวชี้วัด", "ชื่อตัวชี้วัด", *headings], ["k1", "ก", "ร้อยละ 40", 50], ["k2", "ข", None, "-"]]
    dataset, found = read(make({"ตัวชี้วัด": rows}))

    assert _targets(dataset) == [[(2568, "ร้อยละ 40"), (2569, "50")], [(2569, "-")]]
    assert found == []
    assert dataset.origin.places["indicators", 0, "targets", 1, "text"].cell == "D2"


def test_years_may_stand_below_a_merged_heading(make: Make, read: Read) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        sheet = book["ตัวชี้วัด"]
        sheet.merge_cells("C1:D1")
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:B2")

    rows = [
        ["รหัสตัวชี้วัด", "ชื่อตัวชี้วัด", "ค่าเป้าหมาย", None], [None, None, 2568, 2569], ["k1", "ก", "ร้อยละ 1", "ร้อยละ 2"],
    ]  # fmt: skip
    dataset, found = read(make({"ตัวชี้วัด": rows}, merge))

    assert _targets(dataset) == [[(2568, "ร้อยละ 1"), (2569, "ร้อยละ 2")]]
    assert found == []


def test_a_target_without_a_year_is_that_of_the_fiscal_year(make: Make, read: Read) -> None:
    dataset, found = read(make({"ตัวชี้วัด": [["รหัสตัวชี้วัด", "ชื่อตัวชี้วัด", "ค่าเป้าหมาย"], ["k1", "ก", "ร้อยละ 40"]]}))

    assert _targets(dataset) == [[(2569, "ร้อยละ 40")]]
    assert found == []


def test_a_percentage_of_excel_keeps_its_sign(make: Make, read: Read) -> None:
    def percent(book: openpyxl.Workbook) -> None:
        book["ตัวชี้วัด"]["C2"].number_format = "0%"

    rows = [["รหัสตัวชี้วัด", "ชื่อตัวชี้วัด", "ค่าเป้าหมาย 2569"], ["k1", "ก", 0.4]]
    dataset, found = read(make({"ตัวชี้วัด": rows}, percent))

    assert _targets(dataset) == [[(2569, "40%")]]
    assert found == []


def test_targets_and_activities_stand_in_rows_of_their_own(make: Make, read: Read) -> None:
    dataset, found = read(make({
        "ตัวชี้วัด": KPIS,
        "ค่าเป้าหมาย": [
            TARGETS, ["k1", 2568, None, 40, "ร้อยละ"], [None, 2569, "ไม่น้อยกว่า", 60, "ร้อยละ"],
            ["k2", 2569, None, 1, None],
        ],
        "กิจกรรม": [["รหัสตัวชี้วัด", "โครงการ/กิจกรรม"], ["k2", "กิจกรรมหนึ่ง"], [None, "กิจกรรมสอง"]],
    }))  # fmt: skip

    assert found == []
    assert dataset.indicators[0].targets[1] == Target(
        year=2569, comparator=Comparator.AT_LEAST, number=Decimal(60), unit="ร้อยละ"
    )
    assert [len(indicator.targets) for indicator in dataset.indicators] == [2, 1]
    assert [activity.name for activity in dataset.indicators[1].activities] == ["กิจกรรมหนึ่ง", "กิจกรรมสอง"]


def test_a_year_in_a_column_and_in_a_row_is_told(make: Make, read: Read) -> None:
    rows = [["รหัสตัวชี้วัด", "ชื่อตัวชี้วัด", "ค่าเป้าหมาย 2568", "ค่าเป้าหมาย 2569"], ["k1", "ก", "ร้อยละ 1", "ร้อยละ 2"]]
    _, found = read(
        make({"ตัวชี้วัด": rows, "ค่าเป้าหมาย": [TARGETS, ["k1", 2569, None, 3, None], ["k1", 2570, None, 4, None]]})
    )

    assert found == [("value-duplicate", "ค่าเป้าหมาย!B2")]


def test_a_row_of_no_indicator_is_told_in_its_own_words(make: Make) -> None:
    path = make({"ตัวชี้วัด": KPIS, "ค่าเป้าหมาย": [TARGETS, ["k9", 2569, None, 1, None], [], [None, 2569, None, 1, None]]})
    missing, ownerless = load(path).origin.findings

    assert (missing.rule.id, missing.place.cell) == ("reference-missing", "A2")
    assert "รหัสตัวชี้วัด" in missing.message
    assert (ownerless.rule.id, ownerless.place.cell) == ("workbook-row-without-project", "A4")
    assert "รหัสตัวชี้วัด" in ownerless.message


def test_a_fraction_lacking_its_half_is_told_at_its_row(make: Make, read: Read) -> None:
    rows = [["รหัสตัวชี้วัด", "ชื่อตัวชี้วัด", "วิธีการคำนวณ: ตัวตั้ง", "วิธีการคำนวณ: คูณ"], ["k1", "ก", "จำนวน", 100]]

    assert [rule for rule, _ in read(make({"ตัวชี้วัด": rows}))[1]] == ["record-incomplete"]


def test_swot_may_be_four_columns_with_an_item_in_each_row(make: Make, read: Read) -> None:
    rows = [
        ["จุดแข็ง", "จุดอ่อน", "โอกาส", "อุปสรรค"],
        ["ก", "ค", "ง", None],
        ["ข", None, "จ", None],
        [None, None, "ฉ", None],
    ]
    dataset, found = read(make({"SWOT": rows}))

    assert found == []
    swot = dataset.plan_book.swot
    assert [list(part.texts()) for part in (swot.strengths, swot.weaknesses, swot.opportunities)] == [
        ["ก", "ข"], ["ค"], ["ง", "จ", "ฉ"],
    ]  # fmt: skip
    assert isinstance(swot.strengths.blocks[0], ListBlock)
    assert swot.threats is None


def test_swot_may_stand_upright(make: Make, read: Read) -> None:
    dataset, found = read(make({"SWOT": [["จุดแข็ง", "1. ก\n2. ข"], ["จุดอ่อน", None], ["โอกาส", "1. ค"]]}))

    assert found == []
    assert list(dataset.plan_book.swot.strengths.texts()) == ["ก", "ข"]
    assert dataset.plan_book.swot.weaknesses is None


def test_a_book_that_nobody_filled_in_is_none(make: Make, read: Read) -> None:
    dataset, found = read(
        make({"เล่มแผน": [["ชื่อเล่ม", None], ["คำนำ", None]], "SWOT": [["จุดแข็ง", None], ["โอกาส", None]]})
    )

    assert dataset.plan_book is None
    assert found == []


def test_last_year_and_the_parts_stand_in_rows(make: Make, read: Read) -> None:
    dataset, found = read(make({
        "เล่มแผน": [["ชื่อเล่ม", "แผนสมมุติ"], ["ผลการดำเนินงานปีที่ผ่านมา: ความนำ", "ปีที่แล้ว"], ["คำนำ", "| ก | ข |\n| 1 | 2 |"]],
        "ผลงานปีที่ผ่านมา": [["มิติที่", "กลุ่ม", "รายการ"], [1, "โครงการ", "1. ก\n2. ข"], [None, "กิจกรรม", "1. ค"]],
        "ส่วนของเล่ม": [["ส่วนของเล่ม", "แสดง"], ["คำนำ", None], ["ตาราง ก.", "ไม่แสดง"]],
    }))  # fmt: skip

    assert found == []
    assert [len(list(group.items.texts())) for group in dataset.plan_book.last_year.groups] == [2, 1]
    assert dataset.plan_book.last_year.intro is not None
    assert [choice.show for choice in dataset.plan_book.parts] == [True, False]


def test_the_total_of_the_baseline_list_is_no_project(make: Make, read: Read) -> None:
    rows = [["รายการ/โครงการ", "งบประมาณ (บาท)"], ["ก", 100], ["ข", 200], ["รวมงบประมาณทั้งสิ้น", 300]]
    dataset, found = read(make({"โครงการพื้นฐาน": rows}))

    assert [project.budget for project in dataset.baseline] == [100, 200]
    assert found == [("workbook-total-row", "โครงการพื้นฐาน!A4")]


def test_plain_targets_are_written_as_columns_and_exact_ones_as_rows(tmp_path: Path) -> None:
    plain = _plan(Target(year=2568, text="ร้อยละ 40"), Target(year=2569, text="-"))
    exact = _plan(Target(year=2568, text="ร้อยละ 40"), Target(year=2569, number=Decimal(5)))
    for dataset, heads, rows in ((plain, 3, 1), (exact, 0, 3)):
        write_workbook(dataset, tmp_path / "a.xlsx")
        book = openpyxl.load_workbook(tmp_path / "a.xlsx")
        titles = [str(cell.value) for cell in book["ตัวชี้วัด"][1]]
        assert sum(title.startswith("ค่าเป้าหมาย 25") for title in titles) == heads
        assert book["ค่าเป้าหมาย"].max_row == rows
        assert load(tmp_path / "a.xlsx").model_dump() == dataset.model_dump()


def _sheets(dataset: Dataset, path: Path) -> set[str]:
    write_workbook(dataset, path / "a.xlsx")
    return set(openpyxl.load_workbook(path / "a.xlsx").sheetnames[1:])


def _of(*families: Family) -> set[str]:
    return {sheet.name for sheet in SHEETS if not sheet.families or set(families) & set(sheet.families)}


def test_a_workbook_has_the_sheets_of_the_documents_that_its_dataset_is_for(tmp_path: Path) -> None:
    bare = Dataset(fiscal_year=2569, agency=Agency(name="ก"), projects=(Project(code="88000000-0001", name="ข"),))
    assert _sheets(bare, tmp_path) == _of(Family.FORM)

    funded = bare.projects[0].model_copy(update={"additional": True})
    assert _sheets(bare.model_copy(update={"projects": (funded,)}), tmp_path) == _of(Family.FORM, Family.PLAN)
    assert _sheets(bare.model_copy(update={"evaluation": Evaluation()}), tmp_path) == _of(Family.EVALUATION)
    both = {"evaluation": Evaluation(), "plan_book": PlanBook()}
    assert _sheets(bare.model_copy(update=both), tmp_path) == {sheet.name for sheet in SHEETS}


def test_what_an_evaluation_takes_from_the_plan_does_not_bring_all_sheets_of_the_plan(tmp_path: Path) -> None:
    evaluated = _plan(Target(year=2569, text="ร้อยละ 40")).model_copy(update={"evaluation": Evaluation()})

    assert _sheets(evaluated, tmp_path) == {*_of(Family.EVALUATION), "ตัวชี้วัด", "ค่าเป้าหมาย"}


def test_a_plan_workbook_helps_with_drop_downs_and_notes(tmp_path: Path) -> None:
    text = RichText(blocks=(Paragraph(text="ก"),))
    write_workbook(_plan().model_copy(update={"plan_book": PlanBook(preface=text)}), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    lists = {
        (sheet.title, str(rule.sqref).split(":")[0]): str(rule.formula1)
        for sheet in book.worksheets
        for rule in sheet.data_validations.dataValidation
    }

    assert lists["ตัวชี้วัด", "G2"] == '"ผลผลิต,ผลลัพธ์"'
    assert "'แผนพัฒนา'!$A$2" in lists["ตัวชี้วัด", "C2"]
    assert "'ตัวชี้วัด'!$A$2" in lists["ค่าเป้าหมาย", "A2"]
    assert "'มิติการประเมิน'!$A$2" in lists["ผลงานปีที่ผ่านมา", "A2"]
    assert lists["ส่วนของเล่ม", "B2"] == '"ใช่,ไม่ใช่"'
    sheet, _, area = lists["ส่วนของเล่ม", "A2"].partition("!")
    first, last = area.replace("$", "").split(":")
    values = [row[0].value for row in book[sheet.strip("'")][first:last]]
    assert values[0] == "ปกนอก"
    assert values[-1] == "ปกหลัง"
    assert all(len(formula) <= 257 for formula in lists.values())
    for name in ("ตัวชี้วัด", "ค่าเป้าหมาย", "กิจกรรม", "โครงการพื้นฐาน", "มิติการประเมิน", "ผลงานปีที่ผ่านมา", "ส่วนของเล่ม"):
        assert all(cell.comment is not None for cell in book[name][1])
