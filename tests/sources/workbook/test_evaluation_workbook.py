"""The evaluation in a workbook, as offices keep it: columns of levels, a sheet of evidence, rows of each division."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from pipeline.errors import DataError
from pipeline.model import (
    Agency,
    AppealState,
    Dataset,
    Deadline,
    DeadlineKind,
    Evaluation,
    EvaluationDimension,
    EvaluationIndicator,
    EvaluationResult,
    Evidence,
    FrameworkWord,
    Narrative,
    ScoringScheme,
)
from pipeline.sources import load, write_starter, write_workbook
from pipeline.sources.workbook.layout import HELP_SHEET, SHEETS
from pipeline.sources.workbook.sheets import Family, Sheet

Make = Callable[..., Path]
Read = Callable[[Path], Any]

DIMENSIONS: list[list[Any]] = [
    ["องค์ประกอบที่", "ชื่อองค์ประกอบ", "น้ำหนัก (ร้อยละ)"],
    [1, "ด้านภารกิจ", 60],
    [5, "ด้านศักยภาพ", 40],
]
INDICATORS: list[list[Any]] = [
    ["รหัส", "องค์ประกอบที่", "ชื่อตัวชี้วัด", "น้ำหนัก"], ["F-1", 1, "ร้อยละการเบิกจ่าย", 60], ["P-1", 5, "ระยะเวลาเฉลี่ย", 40],
]  # fmt: skip
RESULTS: list[list[Any]] = [["รหัสตัวชี้วัด", "ผลการดำเนินงาน (ตัวเลข)"], ["F-1", 70.16]]
BASE = {"มิติการประเมิน": DIMENSIONS, "ตัวชี้วัดการประเมิน": INDICATORS, "ผลตัวชี้วัด": RESULTS}


def evaluated(*results: EvaluationResult, **more: Any) -> Dataset:  # noqa: ANN401
    dimensions = (EvaluationDimension(no=1, name="ด้านภารกิจ", weight=Decimal(100)),)
    return Dataset(
        fiscal_year=2568, agency=Agency(name="สำนักสมมุติ"),
        evaluation_indicators=(EvaluationIndicator(id="F-1", dimension=1, name="ร้อยละสมมุติ", weight=Decimal(100)),),
        evaluation_results=results, **{"evaluation": Evaluation(), "dimensions": dimensions, **more},
    )  # fmt: skip


def test_a_framework_with_its_results_is_read_from_the_sheets_that_offices_have(make: Make, read: Read) -> None:
    dataset, found = read(make({
        **BASE,
        "กรอบการประเมิน": [["ส่วนของกรอบ", "องค์ประกอบ"], ["คะแนนระดับ", "60-100"], ["กลุ่มทั้งหมด", "A, B"], ["กลุ่ม", "B"]],
        "เกณฑ์การให้คะแนน": [
            ["รหัสตัวชี้วัด", "กลุ่มหน่วยงาน", "ระดับที่ 1", "ระดับที่ 2", "ระดับที่ 3", "ระดับที่ 4", "ระดับที่ 5"],
            ["F-1", "A", 80, 85, 90, 95, 100], [None, "B", "≤ 65", "66–70", 75, None, 85],
            ["P-1", None, "7 วัน", 6, 5, 4, 3],
        ],
        "หลักฐาน": [["รหัสตัวชี้วัด", "รายการหลักฐาน"], ["F-1", "รายงานหนึ่ง"], [None, "รายงานสอง"]],
        "ผลรายไตรมาส": [["รหัสตัวชี้วัด", "ไตรมาส", "เป้าหมาย", "ผล"], ["F-1", 1, 20, 18.5], [None, 2, 40, None]],
        "อุทธรณ์": [["รหัสตัวชี้วัด", "รอบที่", "วันที่ยื่น", "ประเด็น", "จาก", "เป็น", "สถานะ"],
                  ["F-1", 1, "1/4/2568", "ขอลดค่าเป้าหมาย", "100", "95", "เห็นชอบบางส่วน"]],
        "กำหนดเวลา": [["ประเภทกำหนดเวลา", "รอบที่", "ภายในวันที่"], ["รายงานตัวชี้วัดรายไตรมาส", 1, "20/12/2567"]],
        "คำรับรอง": [["ชื่อเอกสาร", "คำรับรองสมมุติ"], ["วันเริ่มต้น", "1/10/2567"]],
        "คู่คำรับรอง": [["ลงนามในฐานะ", "ชื่อ"], ["ผู้ทำคำรับรอง", "นายสมมุติ ตัวอย่าง"]],
    }))  # fmt: skip

    assert found == []
    first, second = dataset.evaluation_indicators
    assert (dataset.evaluation.groups, dataset.evaluation.group) == (("A", "B"), "B")
    assert [(row.group, row.cells) for row in first.criteria] == [
        ("A", ("80", "85", "90", "95", "100")), ("B", ("≤ 65", "66–70", "75", None, "85")),
    ]  # fmt: skip
    assert second.criteria[0].level_1 == "7 วัน"
    (result,) = dataset.evaluation_results
    assert [evidence.text for evidence in result.evidence] == ["รายงานหนึ่ง", "รายงานสอง"]
    assert [(quarter.target, quarter.value) for quarter in result.quarters] == [(20, Decimal("18.5")), (40, None)]
    assert (result.appeals[0].state, result.appeals[0].date) == (AppealState.PARTLY, dt.date(2025, 4, 1))
    assert dataset.evaluation.deadlines == (Deadline(kind=DeadlineKind.QUARTERLY, round=1, date=dt.date(2024, 12, 20)),)
    assert dataset.evaluation.agreement.parties[0].name == "นายสมมุติ ตัวอย่าง"


@pytest.mark.parametrize("cell", ["a, b", "a,b", "a; b", "a\nb", "- a\n- b", "• a\n\nb\n"])
def test_several_codes_stand_in_one_cell(cell: str, make: Make, read: Read) -> None:
    rows = [[*INDICATORS[0], "ส่วนราชการ"], [*INDICATORS[1], cell]]
    units = [["รหัส", "ชื่อ"], ["a", "กองหนึ่ง"], ["b", "กองสอง"]]
    dataset, found = read(make({**BASE, "ตัวชี้วัดการประเมิน": rows, "ส่วนราชการ": units}))

    assert found == []
    assert dataset.evaluation_indicators[0].units == ("a", "b")


def test_a_code_of_nothing_among_others_is_told_at_its_cell(make: Make, read: Read) -> None:
    rows = [[*RESULTS[0], "โครงการที่สนับสนุน"], ["F-1", 5, "88000000-0001, 88000000-0009"]]

    assert read(make({**BASE, "ผลตัวชี้วัด": rows}))[1] == [("reference-missing", "ผลตัวชี้วัด!C2")]


def test_levels_and_evidence_are_read_where_offices_keep_them_too(make: Make, read: Read) -> None:
    levels = [f"ระดับ {number}" for number in range(1, 6)]
    dataset, found = read(make({
        **BASE,
        "ตัวชี้วัดการประเมิน": [[*INDICATORS[0], *levels], [*INDICATORS[1], 80, 85, 90, 95, 100], INDICATORS[2]],
        "เกณฑ์การให้คะแนน": [["รหัสตัวชี้วัด", *levels], ["P-1", 7, 6, 5, 4, 3]],
        "ผลตัวชี้วัด": [[*RESULTS[0], "หลักฐานอ้างอิง"], ["F-1", 5, "1. รายงานหนึ่ง\n2. รายงานสอง"]],
        "หลักฐาน": [["รหัสตัวชี้วัด", "หลักฐาน"], ["F-1", "รายงานสาม"]],
    }))  # fmt: skip

    assert found == []
    assert [one.criteria[0].cells for one in dataset.evaluation_indicators] == [
        ("80", "85", "90", "95", "100"), ("7", "6", "5", "4", "3"),
    ]  # fmt: skip
    assert [one.text for one in dataset.evaluation_results[0].evidence] == [
        "รายงานหนึ่ง", "รายงานสอง", "รายงานสาม",
    ]  # fmt: skip


def test_codes_are_written_on_one_line(tmp_path: Path) -> None:
    write_workbook(evaluated(), tmp_path / "a.xlsx")
    cells = [row[1].value for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["กรอบการประเมิน"].iter_rows()]

    assert "A, B, C, D" in cells


def test_a_code_that_is_a_number_is_one_code(make: Make, read: Read) -> None:
    dataset, found = read(make({**BASE, "กรอบการประเมิน": [["กลุ่มหน่วยงานทั้งหมด", 7], ["กลุ่มหน่วยงาน", 7]]}))

    assert found == []
    assert dataset.evaluation.groups == ("7",)


def test_activities_stand_below_each_other_in_one_cell(make: Make, read: Read) -> None:
    rows = [[*RESULTS[0], "กิจกรรม"], ["F-1", 5, "1. อบรม, ประชุม\n2. ลงพื้นที่"]]

    assert read(make({**BASE, "ผลตัวชี้วัด": rows}))[0].evaluation_results[0].activities == ("อบรม, ประชุม", "ลงพื้นที่")


def test_headings_say_where_they_belong(make: Make, read: Read) -> None:
    dataset, found = read(make({
        **BASE,
        "หัวข้อเพิ่มเติม": [
            ["อยู่ในส่วน", "หัวข้อ", "เนื้อความ"],
            ["F-1", "ของตัวชี้วัด", "ก"], [None, "อีกหัวข้อ", None],
            ["องค์ประกอบที่ ๕", "ขององค์ประกอบ", "ข"], ["มิติที่ 1", "ของมิติ", None],
            ["ท้ายรายงาน", "ข้อเสนอแนะ", "ค"], ["ภาคผนวก", "ตาราง", "| ก | ข |\n| 1 | 2 |"],
        ],
    }))  # fmt: skip

    assert found == []
    assert [section.heading for section in dataset.evaluation_results[0].sections] == ["ของตัวชี้วัด", "อีกหัวข้อ"]
    assert [[section.heading for section in one.sections] for one in dataset.dimensions] == [
        ["ของมิติ"], ["ขององค์ประกอบ"],
    ]  # fmt: skip
    assert [section.heading for section in dataset.evaluation.sections] == ["ข้อเสนอแนะ"]
    assert dataset.evaluation.annexes[0].text.blocks[0].rows == (("1", "2"),)
    assert dataset.origin.places["evaluation", "sections", 0, "heading"].cell == "B6"


def test_a_heading_of_no_part_is_told(make: Make, read: Read) -> None:
    rows = [["อยู่ในส่วน", "หัวข้อ"], ["องค์ประกอบที่ 3", "ก"], [], [None, "ข"], ["F-9", "ค"]]

    assert read(make({**BASE, "หัวข้อเพิ่มเติม": rows}))[1] == [
        ("reference-missing", "หัวข้อเพิ่มเติม!A2"), ("workbook-row-without-project", "หัวข้อเพิ่มเติม!A4"),
        ("reference-missing", "หัวข้อเพิ่มเติม!A5"),
    ]  # fmt: skip


def test_a_division_may_fill_in_its_own_rows_alone(make: Make, read: Read) -> None:
    """No row of results is needed for evidence and quarters, and no framework beside its indicators."""
    dataset, found = read(make({
        "มิติการประเมิน": DIMENSIONS, "ตัวชี้วัดการประเมิน": INDICATORS,
        "หลักฐาน": [["รหัสตัวชี้วัด", "หลักฐาน"], ["P-1", "รายงาน"]],
        "ผลรายไตรมาส": [["รหัสตัวชี้วัด", "ไตรมาสที่", "ผลของไตรมาส"], ["P-1", 1, 5], ["F-1", 1, 6]],
    }))  # fmt: skip

    assert found == []
    assert [(one.indicator, len(one.evidence), len(one.quarters)) for one in dataset.evaluation_results] == [
        ("P-1", 1, 1), ("F-1", 0, 1),
    ]  # fmt: skip


def test_evidence_of_an_indicator_that_does_not_exist_is_told_with_the_nearest(make: Make) -> None:
    (finding,) = load(
        make({**BASE, "หลักฐาน": [["รหัสตัวชี้วัด", "หลักฐาน"], ["F-11", "รายงาน"], [None, "อีกฉบับ"]]})
    ).origin.findings

    assert (finding.rule.id, finding.place.sheet, finding.place.cell) == ("reference-missing", "หลักฐาน", "A2")
    assert "F-1" in finding.remedy


def test_two_rows_of_one_result_are_told(make: Make, read: Read) -> None:
    rows = [RESULTS[0], ["F-1", 1], ["P-1", 2], ["F-1", 3]]

    assert read(make({**BASE, "ผลตัวชี้วัด": rows}))[1] == [("code-duplicate", "ผลตัวชี้วัด!A4")]


def test_the_total_of_the_weights_is_no_indicator(make: Make, read: Read) -> None:
    rows = [*INDICATORS, ["รวม", None, None, 100]]
    dataset, found = read(make({**BASE, "ตัวชี้วัดการประเมิน": rows}))

    assert len(dataset.evaluation_indicators) == 2
    assert found == [("workbook-total-row", "ตัวชี้วัดการประเมิน!A4")]


def test_a_group_that_the_framework_does_not_have_is_told_at_its_cell(make: Make, read: Read) -> None:
    rows = [["รหัสตัวชี้วัด", "กลุ่ม", "ระดับ 1"], ["F-1", "E", 5]]

    assert read(make({**BASE, "เกณฑ์การให้คะแนน": rows}))[1] == [("reference-missing", "เกณฑ์การให้คะแนน!B2")]


@pytest.mark.parametrize(
    "activities",
    [("1. ก", "- ข", "\\ค"), ("-",), ("ก,ข",), ("(1) ก",), ("\\",), ("\\\\1. ก", "•")],
)  # fmt: skip
def test_a_list_in_a_cell_comes_back_whatever_its_lines_begin_with(activities: tuple[str, ...], tmp_path: Path) -> None:
    dataset = evaluated(EvaluationResult(indicator="F-1", activities=activities))
    write_workbook(dataset, tmp_path / "a.xlsx")

    assert load(tmp_path / "a.xlsx").evaluation_results == dataset.evaluation_results


@pytest.mark.parametrize("groups", [(), ("A,B",), ("A", "B,C"), ("-",), ("1.", "- x"), ("1.1",)])
def test_codes_in_a_cell_come_back_commas_and_all(groups: tuple[str, ...], tmp_path: Path) -> None:
    dataset = evaluated(evaluation=Evaluation(groups=groups))
    write_workbook(dataset, tmp_path / "a.xlsx")

    assert load(tmp_path / "a.xlsx").evaluation == dataset.evaluation


def test_headings_are_written_under_the_words_of_the_framework(tmp_path: Path) -> None:
    section = (Narrative(heading="ก"),)
    for word in FrameworkWord:
        dataset = evaluated(
            EvaluationResult(indicator="F-1", sections=section, evidence=(Evidence(text="ข"),)),
            evaluation=Evaluation(word=word, sections=section, annexes=section),
            dimensions=(EvaluationDimension(no=1, name="ค", sections=section),),
        )
        write_workbook(dataset, tmp_path / "a.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["หัวข้อเพิ่มเติม"]

        assert {row[0].value for row in sheet.iter_rows(min_row=2)} == {
            "ท้ายรายงาน",
            "ภาคผนวก",
            f"{word.value}ที่ 1",
            "F-1",
        }
        assert load(tmp_path / "a.xlsx").model_dump() == dataset.model_dump()


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    (path,) = write_starter(tmp_path_factory.mktemp("starter"), xlsx=True, kind="evaluation-report")
    return openpyxl.load_workbook(path)


def test_the_workbook_of_the_evaluation_has_no_sheets_of_other_documents(starter: openpyxl.Workbook) -> None:
    assert {"ขั้นตอน", "รายงาน", "เล่มแผน", "SWOT", "แผนพัฒนา"}.isdisjoint(starter.sheetnames)
    assert {"หน่วยงาน", "ส่วนราชการ", "บุคคล", "โครงการ", "คำรับรอง", "กำหนดเวลา"} <= set(starter.sheetnames)


def test_the_workbook_of_the_evaluation_tells_divisions_what_to_fill_in(starter: openpyxl.Workbook) -> None:
    lines = [str(cell.value) for (cell,) in starter[HELP_SHEET]["A2:A11"]]

    assert "กรอบการประเมิน" in lines[1]
    assert "saraban merge" in lines[6]


def test_the_workbook_of_the_evaluation_helps_with_drop_downs_and_notes(starter: openpyxl.Workbook) -> None:
    lists = {
        (sheet.title, str(rule.sqref).split(":")[0]): str(rule.formula1)
        for sheet in starter.worksheets
        for rule in sheet.data_validations.dataValidation
    }

    assert "'มิติการประเมิน'!$A$2" in lists["ตัวชี้วัดการประเมิน", "B2"]
    assert "'ส่วนราชการ'!$A$2" in lists["ตัวชี้วัดการประเมิน", "J2"]
    assert lists["ตัวชี้วัดการประเมิน", "O2"] == f'"{",".join(scheme.value for scheme in ScoringScheme)}"'
    for name in ("เกณฑ์การให้คะแนน", "ผลตัวชี้วัด", "หลักฐาน", "ผลรายไตรมาส", "อุทธรณ์", "หัวข้อเพิ่มเติม"):
        assert "'ตัวชี้วัดการประเมิน'!$A$2" in lists[name, "A2"], name
    assert all(len(formula) <= 257 for formula in lists.values())
    notes = {str(cell.value): cell.comment.text for cell in starter["ตัวชี้วัดการประเมิน"][1] if cell.comment is not None}
    assert "หลายรหัส" in notes["ส่วนราชการที่รับผิดชอบ"]
    assert "ท้ายรายงาน" in starter["หัวข้อเพิ่มเติม"]["A1"].comment.text


def test_levels_are_texts_so_that_excel_makes_no_dates_of_ranges(starter: openpyxl.Workbook) -> None:
    sheet = starter["เกณฑ์การให้คะแนน"]

    assert {sheet.column_dimensions[letter].number_format for letter in "DEFGH"} == {"@"}


_CELLS = st.none() | st.sampled_from([
    "F-1", "F-9", "P-1", "มิติที่ 1", "องค์ประกอบที่ 99999999999", "ท้ายรายงาน", "ภาคผนวก", "a, b", ",", ";\n,", "\\", "\\\\",
    "-", "- ", "1.", "ก\nข", "รวม", "เห็นชอบ", "60-100", "ใช่", "29/2/2567", "31/12/2567", "≤ 60", "75–79", "=1+1",
    "| ก | ข |", "ย" * 70, "9" * 400, "ก" * 2_100, "น\u0e4d\u0e32", "\x0b", 0, 1, 5, 70.16, -3, 1e300, True,
    dt.date(2024, 12, 20), dt.datetime(2567, 12, 20, tzinfo=None),  # noqa: DTZ001 - cells know no time zones
])  # fmt: skip
_SHEETS = [sheet for sheet in SHEETS if Family.EVALUATION in sheet.families]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(_SHEETS), st.lists(st.lists(_CELLS, max_size=12), max_size=6)), max_size=4))
def test_whatever_is_typed_into_the_sheets_of_the_evaluation_ends_in_findings(
    typed: list[tuple[Sheet, list[list[Any]]]],
) -> None:
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    agency: list[list[Any]] = [["ปีงบประมาณ พ.ศ.", 2568], ["ชื่อหน่วยงาน", "สำนักสมมุติ"]]
    for name, rows in {"หน่วยงาน": agency, **BASE}.items():
        for row in rows:
            (book[name] if name in book.sheetnames else book.create_sheet(name)).append(row)
    for sheet, rows in typed:
        if sheet.name not in book.sheetnames:
            book.create_sheet(sheet.name).append([sheet.heading(column) for column in sheet.all_columns])
        for row in rows:
            with suppress(IllegalCharacterError):
                book[sheet.name].append(row)
    with tempfile.TemporaryDirectory() as folder:
        book.save(Path(folder) / "a.xlsx")
        try:
            findings = load(Path(folder) / "a.xlsx").origin.findings
        except DataError as error:
            findings = error.findings
    for found in findings:
        assert found.message
        assert found.remedy
        assert found.place.sheet
