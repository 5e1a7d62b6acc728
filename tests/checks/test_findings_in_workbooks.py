"""Findings as a workbook of their own, and in a copy of the planner's workbook."""

from __future__ import annotations

import io
import warnings
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from pipeline.checks.annotate import annotate
from pipeline.checks.report_xlsx import to_xlsx
from pipeline.errors import UsageError
from pipeline.findings import Finding, Place, Rule, Severity
from pipeline.tabular.cells import neutral

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

LATE = Rule("report-late", Severity.WARNING, "ช้า", "รายงานวันที่ {date} ช้า", "แก้วันที่", "ข้อกำหนด")
WRONG = Rule("report-wrong", Severity.ERROR, "ผิด", "ผิด {date}", "แก้", "ข้อกำหนด")
ODD = Rule("report-odd", Severity.NOTE, "แปลก", "แปลก {date}", "ดู", "ข้อกำหนด")
STARTERS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "  -x"]
DROP_DOWNS = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
    ' uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1"'
    ' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list"'
    ' xr:uid="{00000000-0002-0000-0000-000000000000}"'
    ' xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision">'
    "<x14:formula1><xm:f>'อื่น ๆ'!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>D2:D9</xm:sqref>"
    "</x14:dataValidation></x14:dataValidations></ext></extLst>"
)


def _at(rule: Rule, cell: str | None, sheet: str = "โครงการ", source: str = "แผน.xlsx") -> Finding:
    return Finding.of(rule, Place(source, sheet=sheet, cell=cell), ("projects", 0), date="1")


@pytest.fixture
def planned(tmp_path: Path) -> Path:
    """A planner's workbook: formats, a formula, both kinds of drop-downs, a note, merged cells, two sheets selected."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "โครงการ"
    sheet.append(["รหัส", "ชื่อ", "งบประมาณ", "ประเภท"])
    sheet.append(["09000000-0001", "=ไม่ใช่สูตร", 214600.5, "ประจำ"])
    sheet["B2"].data_type = "s"
    sheet["C2"].number_format = "#,##0.00"
    sheet["C3"] = "=SUM(C2:C2)"
    sheet["A2"].comment = Comment("ถามกองคลัง", "ผู้กรอก")
    sheet.merge_cells("A5:B6")
    sheet["A5"] = "หมายเหตุ"
    drop_down = DataValidation(type="list", formula1='"ประจำ,ยุทธศาสตร์"')
    drop_down.add("D2")
    sheet.add_data_validation(drop_down)
    other = book.create_sheet("อื่น ๆ")
    other.sheet_view.tabSelected = True
    path = tmp_path / "แผน.xlsx"
    book.save(path)
    _add_extension(path)
    return path


def _add_extension(path: Path) -> None:
    """Give the first sheet a drop-down as Excel stores it when the list stands on another sheet."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</worksheet>", DROP_DOWNS.encode() + b"</worksheet>")
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)


def _opened(path: Path) -> Workbook:
    """A workbook as openpyxl reads it, which warns about extensions that it does not know."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(path.read_bytes()))


def _sheet(data: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(data)).worksheets[0]


def test_each_finding_is_a_row_with_place_message_and_remedy() -> None:
    found = [_at(LATE, "C7"), Finding.of(WRONG, Place("a.yaml", 3, 4), date="x").silence("ยืนยันแล้ว")]
    sheet = _sheet(to_xlsx(found, heading="สำนักสวนสาธารณะ"))
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "สำนักสวนสาธารณะ"
    assert rows[1][0] == "ข้อผิดพลาด 0 · คำเตือน 1 · ข้อสังเกต 0 · ปิดการแจ้งเตือน 1"
    assert rows[2][:4] == ("ลำดับ", "ระดับ", "ไฟล์", "ที่อยู่ของข้อมูล")
    assert rows[3][:4] == (1, "คำเตือน", "แผน.xlsx", "โครงการ!C7")
    assert rows[3][5] == "รายงานวันที่ 1 ช้า"
    assert rows[4][3] == "บรรทัด 3 ตัวที่ 4"
    assert rows[4][9] == "ยืนยันแล้ว"
    assert sheet.freeze_panes == "A4"


@pytest.mark.parametrize("start", STARTERS)
def test_no_cell_starts_a_formula(start: str) -> None:
    found = Finding(LATE, Place(start, sheet=start), (), {"date": start}, subject=start, quote=start, silenced=start)
    rule = Rule("x", Severity.NOTE, start, start, start)
    data = to_xlsx([found, Finding(rule, Place(start))], heading=start)
    for row in _sheet(data).iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            assert not str(cell.value or "").lstrip().startswith(("=", "+", "-", "@", "＝"))
            assert not str(cell.value or "").startswith(("\t", "\r", "\n"))


def test_text_that_is_no_formula_stays_as_it_is() -> None:
    assert neutral("ก = ข - 1") == "ก = ข - 1"
    assert neutral("-ไม่มี-") == "'-ไม่มี-"


def test_characters_that_a_cell_cannot_hold_are_named() -> None:
    sheet = _sheet(to_xlsx([Finding(LATE, Place("a"), (), {"date": "\x00\x1b"}, quote="ก" * 40_000)]))
    assert "‹U+0000›‹U+001B›" in str(sheet["F4"].value)
    assert len(str(sheet["G4"].value)) < 32_767


def test_the_same_findings_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [_at(LATE, "C7")]
    first = to_xlsx(found)
    monkeypatch.setenv("TZ", "Asia/Bangkok")
    assert to_xlsx(found) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_findings_of_one_cell_are_one_note_in_the_colour_of_the_gravest(planned: Path, tmp_path: Path) -> None:
    out = tmp_path / "ตรวจ.xlsx"
    marked = annotate(planned, [_at(LATE, "C2"), _at(WRONG, "C2"), _at(ODD, "D2")], out)
    assert marked == 2
    sheet = _opened(out)["โครงการ"]
    assert sheet["C2"].fill.fgColor.rgb == "FFFFC7CE"
    assert sheet["D2"].fill.fgColor.rgb == "FFDDEBF7"
    assert "คำเตือน: รายงานวันที่ 1 ช้า" in sheet["C2"].comment.text
    assert "ข้อผิดพลาด: ผิด 1" in sheet["C2"].comment.text
    assert "→ แก้วันที่" in sheet["C2"].comment.text
    assert sheet["A2"].fill.fill_type is None


def test_the_planner_s_own_note_is_kept_above_ours(planned: Path, tmp_path: Path) -> None:
    annotate(planned, [_at(LATE, "A2")], tmp_path / "out.xlsx")
    text = _opened(tmp_path / "out.xlsx")["โครงการ"]["A2"].comment.text
    assert text.startswith("ถามกองคลัง\n\nคำเตือน:")


def test_formats_formulas_texts_and_drop_downs_survive(planned: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    annotate(planned, [_at(LATE, "C2")], out)
    sheet = _opened(out)["โครงการ"]
    assert sheet["C2"].number_format == "#,##0.00"
    assert sheet["C2"].value == 214600.5
    assert sheet["C3"].value == "=SUM(C2:C2)"
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=ไม่ใช่สูตร", "s")
    assert sheet.data_validations.dataValidation[0].formula1 == '"ประจำ,ยุทธศาสตร์"'
    with zipfile.ZipFile(out) as archive:
        extended = [name for name in archive.namelist() if b"x14:dataValidation " in archive.read(name)]
        assert extended == ["xl/worksheets/sheet2.xml"]
        assert "'อื่น ๆ'!$A$1:$A$3" in archive.read(extended[0]).decode()
        assert b"revision" not in archive.read(extended[0])


def test_the_first_sheet_lists_everything_and_links_to_the_cells(planned: Path, tmp_path: Path) -> None:
    found = [_at(LATE, "B6"), _at(WRONG, None), Finding.of(ODD, Place("house.yaml", 1, 1), date="x")]
    assert annotate(planned, found, tmp_path / "out.xlsx") == 1
    book = _opened(tmp_path / "out.xlsx")
    sheet = book.worksheets[0]
    assert sheet.title == "ผลการตรวจ"
    links = [sheet.cell(row, 4).hyperlink for row in (4, 5, 6)]
    assert [link and link.location for link in links] == ["'โครงการ'!A5", "'โครงการ'!A1", None]
    assert sheet["F6"].value == "แปลก x"
    assert "รายงานวันที่" in book["โครงการ"]["A5"].comment.text
    assert book.active is sheet
    assert [other.sheet_view.tabSelected for other in book.worksheets] == [True, False, False]


def test_findings_of_another_file_or_sheet_mark_no_cell(planned: Path, tmp_path: Path) -> None:
    found = [_at(LATE, "C2", source="อื่น.xlsx"), _at(LATE, "C2", sheet="ไม่มี"), _at(LATE, "C2").silence("ยืนยันแล้ว")]
    assert annotate(planned, found, tmp_path / "out.xlsx") == 0


def test_a_second_round_gets_a_sheet_of_its_own(planned: Path, tmp_path: Path) -> None:
    annotate(planned, [_at(LATE, "C2")], tmp_path / "แผน.2.xlsx")
    annotate(tmp_path / "แผน.2.xlsx", [], tmp_path / "แผน.3.xlsx")
    assert _opened(tmp_path / "แผน.3.xlsx").sheetnames[:2] == ["ผลการตรวจ (2)", "ผลการตรวจ"]


def test_the_original_is_never_touched(planned: Path, tmp_path: Path) -> None:
    before = planned.read_bytes()
    annotate(planned, [_at(LATE, "C2")], tmp_path / "out.xlsx")
    assert planned.read_bytes() == before
    link = tmp_path / "link.xlsx"
    link.symlink_to(planned)
    for same in (planned, link):
        with pytest.raises(UsageError):
            annotate(planned, [_at(LATE, "C2")], same)
    assert planned.read_bytes() == before


def test_the_same_workbook_and_findings_give_the_same_bytes(planned: Path, tmp_path: Path) -> None:
    for name in ("1.xlsx", "2.xlsx"):
        annotate(planned, [_at(LATE, "C2"), _at(ODD, "D2")], tmp_path / name)
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


def test_what_is_no_workbook_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    fake = tmp_path / "fake.xlsx"
    fake.write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(UsageError):
        annotate(fake, [], tmp_path / "out.xlsx")
    empty = tmp_path / "empty.xlsx"
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("a.txt", "")
    with pytest.raises(UsageError):
        annotate(empty, [], tmp_path / "out.xlsx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty.xlsx", "fake.xlsx"]


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]
)
def test_a_workbook_with_a_broken_part_is_refused(planned: Path, tmp_path: Path, part: str) -> None:
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(planned) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name)[:60] if name == part else source.read(name))
    with pytest.raises(UsageError):
        annotate(broken, [], tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_a_workbook_that_unpacks_too_large_is_refused(
    planned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.checks.annotate.MAX_UNPACKED", 1000)
    with pytest.raises(UsageError):
        annotate(planned, [], tmp_path / "out.xlsx")
