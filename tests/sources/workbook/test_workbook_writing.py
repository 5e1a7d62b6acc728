"""What planners get: a workbook that explains itself, keeps texts as texts and is the same for the same data."""

from __future__ import annotations

import datetime as dt
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest

from pipeline.bundled import bundled_folder
from pipeline.checks import check
from pipeline.errors import UsageError
from pipeline.findings import Severity
from pipeline.messages import use_language
from pipeline.model import (
    Agency,
    Dataset,
    Digits,
    House,
    Month,
    OnPlan,
    Paragraph,
    Person,
    ProgressReport,
    Project,
    Record,
    RichText,
    Step,
)
from pipeline.sources import load, write_starter, write_workbook
from pipeline.sources.shapes import ListShape, RecordShape, fields_of
from pipeline.sources.workbook.layout import HELP_SHEET, SHEETS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (path,) = write_starter(tmp_path_factory.mktemp("starter"), xlsx=True)
    return path


@pytest.fixture(scope="module")
def book(starter: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(starter)


def _sample(*people: Person, narrative: str = "ลงนามแล้ว") -> Dataset:
    report = ProgressReport(
        no=1, date=dt.date(2024, 2, 29), narrative=RichText(blocks=(Paragraph(text=narrative),)),
        progress=Decimal("92.5"), disbursed=Decimal("94581296.26"), on_plan=OnPlan.BEHIND,
    )  # fmt: skip
    step = Step(name="ทั้งหมด", weight=Decimal(100), start=Month(year=2023, month=10), end=Month(year=2024, month=9))
    project = Project(code="88000000-0001", name="โครงการหนึ่ง", steps=(step,), reports=(report,))
    return Dataset(
        fiscal_year=2567, agency=Agency(name="สำนักสมมุติ"), people=people, projects=(project,),
        house=House(digits=Digits.THAI, picture=False),
    )  # fmt: skip


def test_the_starter_has_nothing_to_find_fault_with(starter: Path) -> None:
    assert [found.message for found in check(load(starter)) if found.severity is not Severity.NOTE] == []


def test_the_starter_is_a_dataset_with_projects_reports_and_steps(starter: Path) -> None:
    dataset = load(starter)
    assert dataset.projects[0].steps
    assert dataset.projects[0].reports


def test_the_starter_shows_an_example_on_every_sheet_but_that_of_exceptions(book: openpyxl.Workbook) -> None:
    marked = {
        sheet.title
        for sheet in book.worksheets
        if any(cell.value and cell.fill.fgColor.rgb == "FFFFF4C2" for row in sheet.iter_rows() for cell in row)
    }
    assert set(book.sheetnames) - marked == {HELP_SHEET, "กฎที่ไม่แจ้งเตือน"}


def test_the_first_sheet_explains_in_ten_lines(book: openpyxl.Workbook) -> None:
    first = book.worksheets[0]
    assert first.title == HELP_SHEET
    numbered = [str(cell.value) for (cell,) in first["A2:A11"]]
    assert [line.split(". ")[0] for line in numbered] == [str(number) for number in range(1, 11)]


def test_the_first_sheet_leads_to_every_other(book: openpyxl.Workbook) -> None:
    first = book.worksheets[0]
    targets = {cell.hyperlink.location for (cell,) in first["A1:A40"] if cell.hyperlink is not None}
    assert targets == {f"'{name}'!A1" for name in book.sheetnames[1:]}


def test_every_heading_has_a_note_that_says_whether_it_is_compulsory(book: openpyxl.Workbook) -> None:
    for sheet in SHEETS:
        if sheet.upright or sheet.name not in book.sheetnames:
            continue
        for (cell,) in zip(book[sheet.name][1], strict=True):
            assert cell.comment is not None, (sheet.name, cell.coordinate)
            starred = str(cell.value).endswith("*")
            assert cell.comment.text.startswith("จำเป็นต้องกรอก" if starred else "เว้นว่างได้")


def test_heads_stay_in_sight_and_columns_are_as_wide_as_their_contents_need(book: openpyxl.Workbook) -> None:
    for sheet in (sheet for sheet in SHEETS if sheet.name in book.sheetnames):
        assert book[sheet.name].freeze_panes in {"B2", "C2"}
        assert book[sheet.name].column_dimensions["B"].width >= 14


def test_choices_drop_down_by_their_thai_labels(book: openpyxl.Workbook) -> None:
    lists = {
        (sheet.title, str(rule.sqref).split(":")[0]): rule.formula1
        for sheet in book.worksheets
        for rule in sheet.data_validations.dataValidation
    }
    assert lists["แบบหน่วยงาน", "B4"] == '"เลขไทย,เลขอารบิก,ตามที่กรอก"'
    assert lists["แบบหน่วยงาน", "B9"] == '"ใช่,ไม่ใช่"'
    assert lists["รายงาน", "H2"] == '"เป็นไปตามแผน,เร็วกว่าแผน,ช้ากว่าแผน,ไม่เป็นไปตามแผน"'


@pytest.mark.parametrize(
    ("sheet", "cell", "home"),
    [
        ("รายงาน", "A2", "โครงการ"),
        ("ผู้ลงนาม", "C2", "บุคคล"),
        ("บุคคล", "D2", "ส่วนราชการ"),
        ("สนับสนุนแผน", "B2", "แผนพัฒนา"),
    ],
)
def test_codes_drop_down_from_the_sheet_where_they_are_made(
    book: openpyxl.Workbook, sheet: str, cell: str, home: str
) -> None:
    rules = [rule for rule in book[sheet].data_validations.dataValidation if cell in rule.sqref]
    assert [f"'{home}'!$A$2" in rule.formula1 for rule in rules] == [True]
    assert not rules[0].showErrorMessage


def test_days_and_months_are_real_dates_shown_in_the_buddhist_era(tmp_path: Path) -> None:
    write_workbook(_sample(), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    day, month = book["รายงาน"]["C2"], book["ขั้นตอน"]["D2"]
    assert str(day.value) == "2024-02-29 00:00:00"
    assert str(month.value) == "2023-10-01 00:00:00"
    # Calendar 7 is the Thai Buddhist one; its highest bit lets Excel take typed years in it as well.
    assert (day.number_format, month.number_format) == ("[$-187041E]d mmm yyyy", "[$-187041E]mmm yyyy")


def test_money_has_satang_and_empty_rows_are_formatted_too(tmp_path: Path) -> None:
    write_workbook(_sample(), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["รายงาน"]
    assert (sheet["G2"].value, sheet["G2"].number_format) == (94581296.26, "#,##0.00")
    assert sheet.column_dimensions["G"].number_format == "#,##0.00"
    assert sheet.column_dimensions["D"].number_format == "@"


def test_figures_are_stored_without_binary_noise(tmp_path: Path) -> None:
    write_workbook(_sample(), tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        texts = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert any(b"<v>94581296.26</v>" in text for text in texts)


@pytest.mark.parametrize(
    "text", ["=1+1", "+66 2 000 0000", "-ไม่มี-", "@SUM(A1)", "#N/A", "=cmd|' /C calc'!A0", "'นำหน้า"]
)
def test_a_text_never_becomes_a_formula(tmp_path: Path, text: str) -> None:
    dataset = _sample(Person(id="a", name=text), narrative=text)
    write_workbook(dataset, tmp_path / "a.xlsx")
    cells = openpyxl.load_workbook(tmp_path / "a.xlsx")
    for cell in (cells["บุคคล"]["B2"], cells["รายงาน"]["D2"]):
        assert cell.data_type == "s"
        assert cell.quotePrefix is (not text.startswith("#"))
    assert load(tmp_path / "a.xlsx").model_dump() == dataset.model_dump()


def test_a_text_that_looks_like_an_escape_of_excel_comes_back_as_it_was(tmp_path: Path) -> None:
    dataset = _sample(Person(id="a", name="นาย_x0041_ _x000D_"))
    write_workbook(dataset, tmp_path / "a.xlsx")
    assert load(tmp_path / "a.xlsx").people[0].name == "นาย_x0041_ _x000D_"


def test_a_text_longer_than_a_cell_is_refused_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ยาวเกินช่อง") as caught:
        write_workbook(_sample(narrative="ก" * 40_000), tmp_path / "a.xlsx")
    assert "YAML" in caught.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_the_same_data_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(_sample(), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_headings_and_values_stay_thai_when_messages_are_english(tmp_path: Path) -> None:
    use_language("en")
    try:
        write_workbook(_sample(), tmp_path / "a.xlsx")
    finally:
        use_language("th")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book["แบบหน่วยงาน"]["B9"].value == "ไม่ใช่"
    assert book["รายงาน"]["C1"].value == "วันที่รายงาน"
    assert load(tmp_path / "a.xlsx").model_dump() == _sample().model_dump()


def test_an_existing_workbook_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"before")
    write_workbook(_sample(), path)
    assert load(path).agency.name == "สำนักสมมุติ"
    assert list(tmp_path.iterdir()) == [path]


def _leaves(record: type[Record], path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """Every value that a dataset can hold, by the names on the way to it."""
    found: set[tuple[str, ...]] = set()
    for name, field in fields_of(record).items():
        shape = field.shape.item if isinstance(field.shape, ListShape) else field.shape
        found |= _leaves(shape.record, (*path, name)) if isinstance(shape, RecordShape) else {(*path, name)}
    return found


def test_every_value_of_the_model_has_a_column() -> None:
    columns: set[tuple[str, ...]] = set()
    for sheet in SHEETS:
        owner = (sheet.owner.target,) if sheet.owner is not None else ()
        columns |= {(*owner, *sheet.target, *column.path) for column in sheet.columns if not column.guest}
        if sheet.or_house:
            columns |= {("house", *sheet.target, *column.path) for column in sheet.columns}
        columns |= {(*home.target, *column.path) for home in sheet.homes for column in sheet.columns}
    assert columns == _leaves(Dataset)


def test_no_two_columns_of_a_sheet_share_a_heading() -> None:
    for sheet in SHEETS:
        headings = [sheet.heading(column) for column in sheet.columns]
        assert len(set(headings)) == len(headings)


def test_the_examples_written_as_workbooks_read_back_the_same(tmp_path: Path) -> None:
    for name in ("city-lab-2569", "one-project-2569", "city-lab-2568", "city-lab-2567"):
        dataset = load(bundled_folder("examples") / name)
        write_workbook(dataset, tmp_path / "a.xlsx")
        again = load(tmp_path / "a.xlsx")
        assert again.model_dump() == dataset.model_dump()
        # The seal lies beside the folder that names it.
        assert [found.message for found in again.origin.findings if found.rule.id != "file-missing"] == []
