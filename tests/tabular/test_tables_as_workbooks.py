"""Tables on sheets: values keep their kind, texts start no formula, the bytes depend on the content alone."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from pipeline.tabular.packing import packed
from pipeline.tabular.table import DATE_FORMAT, Column, Value, fill

COLUMNS = (Column("เรื่อง", 20), Column("จำนวน", 10, "#,##0.00"), Column("วันที่", 14, DATE_FORMAT))


def _workbook(*rows: tuple[Value, ...], strong: frozenset[int] = frozenset()) -> Workbook:
    workbook = Workbook()
    fill(workbook.worksheets[0], ["หัวเรื่อง", "บรรทัดรอง"], COLUMNS, rows, strong)
    return workbook


def _read(workbook: Workbook) -> Workbook:
    return load_workbook(io.BytesIO(packed(workbook)))


def test_numbers_stay_numbers_and_dates_dates() -> None:
    sheet = _read(_workbook(("ก", Decimal("1234.5"), dt.date(2026, 6, 20)), ("ข", 0, None))).worksheets[0]
    assert [cell.value for cell in sheet[4]] == ["ก", 1234.5, dt.datetime(2026, 6, 20)]  # noqa: DTZ001 - Excel has none
    assert sheet["B4"].number_format == "#,##0.00"
    assert sheet["C4"].is_date
    assert [cell.value for cell in sheet[5]] == ["ข", 0, None]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "#N/A", "#REF!"])
def test_a_text_never_becomes_a_formula_or_an_error(text: str) -> None:
    cell = _read(_workbook((text, None, None))).worksheets[0]["A4"]
    assert cell.data_type == "s"
    assert text.strip() in str(cell.value)


def test_headings_are_safe_as_well() -> None:
    workbook = Workbook()
    fill(workbook.worksheets[0], ["=หน่วยงาน\x07"], COLUMNS, [])
    cell = _read(workbook).worksheets[0]["A1"]
    assert (cell.value, cell.data_type) == ("'=หน่วยงาน‹U+0007›", "s")


def test_the_head_is_frozen_filtered_and_printed_on_every_page() -> None:
    sheet = _read(_workbook(("ก", 1, None), ("ข", 2, None))).worksheets[0]
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:C5"
    assert sheet.print_title_rows == "$3:$3"


def test_a_table_without_rows_has_a_filter_all_the_same() -> None:
    assert _read(_workbook()).worksheets[0].auto_filter.ref == "A3:C4"


def test_totals_are_bold() -> None:
    sheet = _read(_workbook(("ก", 1, None), ("รวม", 1, None), strong=frozenset({1}))).worksheets[0]
    assert [sheet[place].font.b for place in ("A4", "A5", "B5")] == [False, True, True]


def test_a_row_is_as_high_as_its_longest_text() -> None:
    sheet = _read(_workbook(("สั้น", 1, None), ("ยาวมาก" * 30, 1, None))).worksheets[0]
    low, high = (sheet.row_dimensions[row].height for row in (4, 5))
    assert low is not None
    assert high is not None
    assert high > 5 * low


def test_the_same_table_gives_the_same_bytes_whenever_it_is_saved() -> None:
    rows = (("ก", Decimal(1), dt.date(2026, 6, 20)),)
    first, second = _workbook(*rows), _workbook(*rows)
    second.properties.created = dt.datetime(2030, 1, 1)  # noqa: DTZ001 - openpyxl takes none
    assert packed(first) == packed(second)


def test_no_version_or_time_is_left_in_the_parts() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(_workbook()))) as archive:
        assert b"Openpyxl" not in archive.read("docProps/app.xml")
        assert archive.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_of_fonts_stand_in_the_order_of_the_schema() -> None:
    workbook = Workbook()
    workbook.worksheets[0]["A1"].font = Font(name="TH Sarabun New", size=14, bold=True, color="FF0563C1")
    with zipfile.ZipFile(io.BytesIO(packed(workbook))) as archive:
        styles = archive.read("xl/styles.xml")
    assert styles.index(b"<b ") < styles.index(b'<sz val="14"') < styles.index(b'<color rgb="FF0563C1"')


def test_parts_can_be_amended_before_they_are_packed() -> None:
    def add(parts: dict[str, bytes]) -> None:
        parts["extra.txt"] = b"x"

    with zipfile.ZipFile(io.BytesIO(packed(_workbook(), add))) as archive:
        assert archive.read("extra.txt") == b"x"
