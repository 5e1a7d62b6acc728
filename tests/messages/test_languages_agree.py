"""The language of messages changes words and nothing else: what is read and what is found stays the same."""

from __future__ import annotations

import string
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from babel.messages.pofile import read_po, write_po

from pipeline.checks import check
from pipeline.errors import DataError
from pipeline.findings import declared
from pipeline.messages import current_language, gettext, use_language
from pipeline.sources import load
from pipeline.sources.workbook.layout import SHEETS, Column, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from babel.messages.catalog import Catalog

    from pipeline.findings import Finding
    from pipeline.model import Dataset

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "pipeline" / "locale" / "en" / "LC_MESSAGES" / "saraban.po"
BROKEN = ROOT / "tests" / "examples" / "broken"
CODE = "88000000-0001"
Result = TypeVar("Result")

ROWS: dict[str, dict[str, object]] = {
    "หน่วยงาน": {"fiscal_year": 2569, "agency.name": "สำนักทดลอง", "agency.code": "88000000"},
    "ส่วนราชการ": {"id": "field", "name": "กองสนาม"},
    "บุคคล": {"id": "malee", "name": "นางมาลี สมมุติ", "position": "นักวิชาการ", "unit": "field", "phone": "1459"},
    "แผนพัฒนา": {"code": "7", "level": "ด้าน", "name": "เมืองทดลอง"},
    "โครงการ": {
        "code": CODE, "name": "โครงการทดลองอ่าน", "kind": "ประจำ", "start": "1 ต.ค. 2568", "end": "30 ก.ย. 2569",
        "budget_received": 1000, "unit": "field", "responsible.person": "malee", "responsible.unit": "field",
        "responsible.position": "หัวหน้ากอง", "rationale": "เพื่อทดลอง", "objectives": "อ่านได้", "targets": "อ่านครบ",
    },
    "ขั้นตอน": {"project": CODE, "name": "อ่าน", "weight": 100, "start": "ต.ค. 2568", "end": "ก.ย. 2569"},
    "รายงาน": {
        "project": CODE, "no": 1, "date": "16 ต.ค. 2568", "narrative": "อ่านแล้ว", "progress": 10, "disbursed": 5,
        "disbursement_no": 1, "on_plan": "เป็นไปตามแผน", "on_target": "เป็นไปตามเป้าหมาย",
    },
    "สนับสนุนแผน": {"project": CODE, "node": "7"},
    "ผลประเมิน": {"project": CODE, "quarter": 1, "score": 90},
    "ผู้ลงนาม": {"project": CODE, "role": "ผู้รับผิดชอบโครงการ", "person": "malee", "position": "หัวหน้ากอง"},
    "แบบหน่วยงาน": {"digits": "เลขไทย", "report_day": 19, "margins.left": 31, "picture": "ไม่ใช่"},
    "ตัวชี้วัด": {"id": "k1", "name": "ร้อยละที่อ่านได้", "node": "7", "level": "ผลลัพธ์", "formula.numerator": "อ่าน",
                 "formula.denominator": "ทั้งหมด", "formula.times": 100},
    "ค่าเป้าหมาย": {"indicator": "k1", "year": 2569, "comparator": "ไม่น้อยกว่า", "number": 60, "unit": "ร้อยละ"},
    "กิจกรรม": {"indicator": "k1", "name": "อ่านด้วยกัน", "unit": "field"},
    "โครงการพื้นฐาน": {"name": "รายการทดลอง", "budget": 500, "unit": "field"},
    "มิติการประเมิน": {"no": 1, "name": "ด้านทดลอง"},
    "เล่มแผน": {"title": "แผนทดลอง", "preface": "คำนำ", "last_year.intro": "ปีก่อน", "target_years": 2},
    "SWOT": {"strengths": "1. อ่านเร็ว"},
    "ผลงานปีที่ผ่านมา": {"dimension": 1, "title": "กลุ่มทดลอง", "items": "1. อ่าน"},
    "ส่วนของเล่ม": {"part": "คำนำ", "show": "ใช่"},
    "กรอบการประเมิน": {"word": "มิติ", "scale": "1–5 คะแนน", "groups": "A, B", "group": "A", "scores": "ประเมินตนเอง"},
    "ตัวชี้วัดการประเมิน": {
        "id": "F-1", "dimension": 1, "name": "อ่านได้", "weight": 40, "units": "field", "scheme": "ขั้นบันได",
    },
    "เกณฑ์การให้คะแนน": {"evaluation_indicator": "F-1", "group": "A", "level_1": "≤ 60", "level_5": 100},
    "ผลตัวชี้วัด": {
        "indicator": "F-1", "reporter.person": "malee", "value": 70.16, "projects": CODE, "activities": "อ่าน",
        "details": "อ่านแล้ว",
    },
    "หลักฐาน": {"evaluation_result": "F-1", "text": "บันทึกการอ่าน"},
    "ผลรายไตรมาส": {"evaluation_result": "F-1", "quarter": 1, "target": 20, "value": 18, "date": "20 ธ.ค. 2568"},
    "อุทธรณ์": {"evaluation_result": "F-1", "kind": "อุทธรณ์", "item": "ขออ่านใหม่", "state": "เห็นชอบ"},
    "หัวข้อเพิ่มเติม": {"evaluation_result": "มิติที่ 1", "heading": "หัวข้อทดลอง", "text": "อ่าน"},
    "กำหนดเวลา": {"kind": "อุทธรณ์", "round": 1, "date": "10 เม.ย. 2569"},
    "ผู้ลงนามรายงาน": {"role": "ผู้รายงาน", "person": "malee"},
    "คำรับรอง": {"title": "คำรับรองทดลอง", "start": "1 ต.ค. 2568"},
    "คู่คำรับรอง": {"role": "ผู้ทำคำรับรอง", "name": "นายทดลอง อ่าน"},
    "กฎที่ไม่แจ้งเตือน": {"rule": "no-steps", "reason": "ทดลองอ่านทั้งสองภาษา"},
}  # fmt: skip
"""One row for each sheet of a workbook, by the field that a value fills."""


@pytest.fixture(autouse=True)
def _thai_again() -> Iterator[None]:
    before = current_language()
    yield
    use_language(before)


def _in(language: str, work: Callable[[], Result]) -> Result:
    use_language(language)
    return work()


def _thai_heading(sheet: Sheet, column: Column) -> str:
    """The heading as the model writes it, whatever the language of the run."""
    return ": ".join(field.title for field in sheet.fields(column) if field.name != "agency" or not sheet.upright)


def _columns(sheet: Sheet) -> dict[str, str]:
    """Thai headings of a sheet by the field below them."""
    headings = {".".join(column.path): _thai_heading(sheet, column) for column in sheet.columns}
    if sheet.owner is None:
        return headings
    return {sheet.owner.target.removesuffix("s"): _thai_heading(sheet, sheet.owner.column), **headings}


@pytest.fixture
def thai_workbook(tmp_path: Path) -> Path:
    """A workbook with every sheet, its headings in the Thai of the model."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in SHEETS:
        page, row = book.create_sheet(sheet.name), ROWS[sheet.name]
        headings = _columns(sheet)
        assert row.keys() <= headings.keys()
        if sheet.upright:
            for key, heading in headings.items():
                page.append([heading, row.get(key)])
        else:
            page.append(list(headings.values()))
            page.append([row.get(key) for key in headings])
    path = tmp_path / "book.xlsx"
    book.save(path)
    return path


def test_a_workbook_reads_the_same_in_both_languages(thai_workbook: Path) -> None:
    thai, english = (_in(language, lambda: _read(thai_workbook)) for language in ("th", "en"))

    assert english == thai


def test_the_workbook_of_this_test_is_read_whole(thai_workbook: Path) -> None:
    dataset = load(thai_workbook)

    assert [str(finding.message) for finding in dataset.origin.findings] == []
    assert dataset.house.report_day == 19
    assert dataset.projects[0].reports[0].progress == 10


def _read(source: Path) -> tuple[dict[str, object], list[tuple[str, str]]]:
    dataset = load(source)
    return dataset.model_dump(), _told(dataset.origin.findings)


def _told(findings: list[Finding] | tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.rule.id, str(finding.place)) for finding in findings]


def test_broken_data_has_the_same_findings_at_the_same_places_in_both_languages() -> None:
    thai, english = (_in(language, lambda: _told(_found(BROKEN))) for language in ("th", "en"))

    assert english == thai
    assert len({rule for rule, _ in thai}) > 20


def _found(source: Path) -> list[Finding]:
    try:
        dataset: Dataset = load(source)
    except DataError as error:
        return list(error.findings)
    return list(check(dataset))


def test_every_finding_of_broken_data_speaks_english_around_what_it_quotes() -> None:
    use_language("en")
    for finding in _found(BROKEN):
        for text in (finding.message, finding.remedy):
            assert any(character.isascii() and character.isalpha() for character in text), (finding.rule.id, text)


def test_fields_keep_the_thai_names_that_planners_find_in_form_and_workbook() -> None:
    titles = {field.title for sheet in SHEETS for column in sheet.columns for field in sheet.fields(column)}
    use_language("en")
    told = {str(finding.params["field"]).split(" (")[0] for finding in _found(BROKEN) if "field" in finding.params}

    assert len(told & titles) > 5
    assert not [name for name in told if name.isascii()]


def _catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def test_every_rule_can_be_told_in_english() -> None:
    use_language("en")
    untold = [
        (rule.id, text)
        for rule in declared()
        for text in (rule.title, rule.message, rule.remedy, rule.basis)
        if text and gettext(text) == text and not text.startswith("{")
    ]

    assert untold == []


def test_an_english_text_fills_each_place_as_often_as_the_thai_text() -> None:
    differing = [
        message.id
        for message in _catalogue()
        if message.id and message.string and _places(str(message.id)) != _places(str(message.string))
    ]

    assert differing == []


def _places(text: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_a_text_that_is_joined_to_another_keeps_its_blanks() -> None:
    differing = [
        message.id
        for message in _catalogue()
        if message.id and message.string and _blanks(str(message.id)) != _blanks(str(message.string))
    ]

    assert differing == []


def _blanks(text: str) -> tuple[int, int]:
    return len(text) - len(text.lstrip()), len(text) - len(text.rstrip())


def test_english_texts_hold_quotation_marks_in_pairs_and_no_doubled_blanks() -> None:
    untidy = [
        message.string
        for message in _catalogue()
        if message.id
        and (str(message.string).count("“") != str(message.string).count("”") or "  " in str(message.string).strip())
    ]

    assert untidy == []


def test_the_catalogue_is_written_as_make_messages_writes_it() -> None:
    written = BytesIO()
    write_po(written, _catalogue(), width=120, ignore_obsolete=True)

    assert written.getvalue() == CATALOGUE.read_bytes()
