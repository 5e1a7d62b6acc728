"""A dataset to a workbook that planners can fill: the same bytes for the same data."""

from __future__ import annotations

import os
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink

from pipeline.errors import OutputLockedError
from pipeline.messages import N_, gettext
from pipeline.model import PartChoice
from pipeline.sources.subjects import name_of
from pipeline.sources.values import label
from pipeline.sources.workbook import appearance as look
from pipeline.sources.workbook.contents import Content, content, records, stored
from pipeline.sources.workbook.extent import Extent, extent_of
from pipeline.sources.workbook.layout import HELP_SHEET
from pipeline.sources.workbook.sheets import Family
from pipeline.sources.workbook.sheetxml import column_letters
from pipeline.tabular.packing import packed

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from pipeline.model import Dataset
    from pipeline.sources.shapes import FieldShape
    from pipeline.sources.workbook.sheets import Column, Sheet

_NAMED: Final = frozenset({("projects",), ("indicators",)})
"""Lists whose code and name stay in sight."""
_UPRIGHT: Final = ((N_("หัวข้อ"), 34), (N_("กรอกที่นี่"), 56), (N_("คำอธิบาย"), 70))
_VALUES: Final = 2
"""The column of the values where names stand below each other."""
_EXAMPLE_NOTE: Final = "คะแนนตัวอย่าง"
_HEAD_HEIGHT: Final = 46
"""Two lines of a heading, in pt."""

_HELP: Final = (
    N_("สมุดงานนี้คือข้อมูลของหนึ่งหน่วยงานในหนึ่งปีงบประมาณ กรอกครั้งเดียวแล้วใช้ได้กับเอกสารทุกแบบ"),
    N_("เริ่มที่แผ่นงาน “หน่วยงาน” แล้วกรอก “โครงการ” แผ่นงานอื่นกรอกเท่าที่มีข้อมูล แผ่นงานที่ไม่ใช้เว้นว่างไว้"),
    N_("หัวคอลัมน์สีแดงมีดอกจันต้องกรอก สีน้ำเงินเว้นว่างได้ วางเมาส์ที่หัวคอลัมน์เพื่อดูว่าต้องกรอกอย่างไร"),
    N_("แถวพื้นสีเหลืองเป็นตัวอย่างสมมุติ พิมพ์ทับหรือลบทั้งแถวก่อนใช้จริง"),
    N_("วันที่กรอกเป็น พ.ศ. เช่น 16/10/2568 หรือ 16 ต.ค. 2568 เดือนเช่น ต.ค. 2568"),
    N_("จำนวนเงินกรอกเป็นบาท มีสตางค์ได้สองตำแหน่ง ช่องว่างคือยังไม่มีข้อมูล ซึ่งไม่เท่ากับ 0"),
    N_("รหัสโครงการในแผ่นงานอื่นเลือกจากรายการ แถวที่ต่อกันของโครงการเดียวกันเว้นรหัสว่างไว้ได้"),
    N_("ข้อความยาวขึ้นย่อหน้าใหม่ด้วย Alt+Enter สองครั้ง รายการขึ้นต้นบรรทัดด้วย 1. หรือ - โปรแกรมจัดเลขให้"),
    N_("ย้าย เพิ่ม หรือซ่อนคอลัมน์ได้ ชื่อหัวคอลัมน์และชื่อแผ่นงานต้องคงเดิม แถวหรือแผ่นงานที่ซ่อนก็ถูกอ่าน"),
    N_("กรอกแล้วบันทึก ปิดไฟล์ แล้วตรวจด้วยคำสั่ง saraban check จนไม่มีข้อผิดพลาด จึงสั่ง saraban build"),
)

_EVALUATION_HELP: Final = {
    # What stands in place of these lines where a workbook is about the evaluation alone.
    1: N_("เริ่มที่แผ่นงาน “หน่วยงาน” “มิติการประเมิน” “กรอบการประเมิน” แล้วกรอก “ตัวชี้วัดการประเมิน” และ “เกณฑ์การให้คะแนน”"),
    6: N_("ส่วนราชการกรอกเฉพาะแถวของตนใน “ผลตัวชี้วัด” และแผ่นงานถัดไป แล้วรวมทุกไฟล์ด้วยคำสั่ง saraban merge"),
}


def write_workbook(dataset: Dataset | None, path: Path, kind: str = "progress-form") -> None:
    """Write a dataset as a workbook; without one, the starter of a kind of document with rows marked as examples.

    An existing file is replaced in one step, so that nobody ever sees half a workbook.

    Raises:
        UsageError: a text is longer than a cell of Excel can hold.
        OutputLockedError: the file is open in Excel.
    """
    workbook = _workbook(dataset if dataset is not None else _starter(kind), examples=dataset is None)
    data = packed(workbook, look.loosen_rows)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".saraban-", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except PermissionError as error:
        Path(name).unlink(missing_ok=True)
        message = gettext(N_("เขียน “{name}” ไม่ได้")).format(name=path.name)
        raise OutputLockedError(message, gettext(N_("ปิดไฟล์นี้ใน Excel แล้วลองใหม่"))) from error
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _starter(kind: str) -> Dataset:
    """The dataset of a starter folder, so that both starters say the same, with a score to show that sheet too."""
    from pipeline.model import Assessment
    from pipeline.sources import load, starter

    dataset = load(Path(starter.__file__).parent / kind)
    first, others = dataset.projects[:1], dataset.projects[1:]
    if first and first[0].reports and not first[0].assessments:
        score = Assessment(quarter=1, score=Decimal(90), note=_EXAMPLE_NOTE)
        first = (first[0].model_copy(update={"assessments": (score,)}),)
    return dataset.model_copy(update={"projects": (*first, *others)})


def _workbook(dataset: Dataset, *, examples: bool) -> Workbook:
    book = Workbook()
    del book[book.sheetnames[0]]
    book.properties.creator = "Saraban"
    book.properties.title = dataset.agency.name
    look.add_styles(book)
    extent = extent_of(dataset)
    help_sheet = book.create_sheet(HELP_SHEET)
    # All sheets are made before any is filled: drop-downs are left out where the sheet of their codes is not there.
    made = [(sheet, book.create_sheet(sheet.name)) for sheet in extent.sheets()]
    _write_help(help_sheet, extent)
    for sheet, worksheet in made:
        writer = _SheetWriter(worksheet, sheet, extent, examples=examples)
        (writer.upright if sheet.upright else writer.table)(dataset)
        look.set_page(worksheet)
    book.active = 0 if examples else 1
    return book


def _write_help(worksheet: Worksheet, extent: Extent) -> None:
    """The first sheet: ten lines on how to fill in, then what each sheet holds, with links."""
    worksheet.sheet_view.showGridLines = False
    worksheet.column_dimensions["A"].width = 26
    worksheet.column_dimensions["B"].width = 120
    worksheet.cell(1, 1, gettext(N_("วิธีกรอกสมุดงานนี้"))).font = look.TITLE
    worksheet.row_dimensions[1].height = worksheet.row_dimensions[len(_HELP) + 3].height = look.TITLE_HEIGHT
    own = _EVALUATION_HELP if extent.families == {Family.EVALUATION} else {}
    for row, text in enumerate((own.get(number, text) for number, text in enumerate(_HELP)), 2):
        worksheet.cell(row, 1, f"{row - 1}. {gettext(text)}").font = look.BODY
    first = len(_HELP) + 3
    worksheet.cell(first, 1, gettext(N_("แผ่นงาน"))).font = look.TITLE
    for row, sheet in enumerate(extent.sheets(), first + 1):
        link = worksheet.cell(row, 1, sheet.name)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{sheet.name}'!A1")
        link.font = look.LINK
        worksheet.cell(row, 2, gettext(sheet.help)).font = look.BODY
    if Family.PLAN in extent.families:
        _write_long_lists(worksheet)
    look.set_page(worksheet)


def _write_long_lists(worksheet: Worksheet) -> None:
    """The choices that drop-downs take from the first sheet, beside its text."""
    for number, choices in enumerate(look.LONG_LISTS, look.FIRST_LONG_LIST):
        worksheet.column_dimensions[column_letters(number)].width = 34
        worksheet.cell(1, number, name_of(PartChoice)).font = look.TITLE
        for row, member in enumerate(choices, 2):
            worksheet.cell(row, number, label(member)).font = look.BODY


class _SheetWriter:
    """Writes one sheet."""

    def __init__(self, worksheet: Worksheet, sheet: Sheet, extent: Extent, *, examples: bool) -> None:
        self.worksheet = worksheet
        self.sheet = sheet
        self.columns = extent.columns(sheet)
        self.is_left_empty = extent.is_in_columns(sheet)
        self.examples = examples

    def table(self, dataset: Dataset) -> None:
        """A list: headings in the first row, a record in each row below."""
        self.worksheet.freeze_panes = "C2" if self.sheet.owned or self.sheet.target in _NAMED else "B2"
        self.worksheet.row_dimensions[1].height = _HEAD_HEIGHT
        for number, column in enumerate(self.columns, 1):
            self._column(number, column)
        listed = () if self.is_left_empty else records(self.sheet, dataset)
        for row, (code, record) in enumerate(listed, 2):
            texts: list[tuple[str, float]] = []
            for number, column in enumerate(self.columns, 1):
                found = content(code) if self.sheet.is_owner(column) else stored(record, self.sheet, column)
                self._write(self.worksheet.cell(row, number), found, column)
                texts.append((found.text if found is not None and found.kind == "s" else "", column.width))
            look.fit_row(self.worksheet, row, texts)

    def _column(self, number: int, column: Column) -> None:
        """Heading, note, width, format and drop-down of a column, also for the rows that are still empty."""
        field, required = self._field(column), self.sheet.required(column)
        note = look.note_of(field, column, self.sheet)
        look.head_cell(self.worksheet, 1, number, self.sheet.heading(column), required=required, note=note)
        letters = column_letters(number)
        look.dress_column(self.worksheet, letters, column.width, look.style_name(field))
        look.add_choices(self.worksheet, field, column, f"{letters}2:{letters}{look.LAST_ROW}")

    def upright(self, dataset: Dataset) -> None:
        """A single record: names below each other, the value beside each, what it means beside that."""
        self.worksheet.freeze_panes = "B2"
        wide = max(_UPRIGHT[1][1], *(column.width for column in self.columns))
        for number, (text, width) in enumerate(_UPRIGHT, 1):
            look.head_cell(self.worksheet, 1, number, gettext(text), required=False)
            self.worksheet.column_dimensions[column_letters(number)].width = wide if number == _VALUES else width
        record = next(record for _, record in records(self.sheet, dataset))
        for row, column in enumerate(self.columns, 2):
            field, required = self._field(column), self.sheet.required(column)
            look.head_cell(self.worksheet, row, 1, self.sheet.heading(column), required=required)
            cell = self.worksheet.cell(row, _VALUES)
            self._write(cell, stored(record, self.sheet, column), column)
            cell.border, cell.alignment = look.BOX, look.BODY_ALIGNMENT
            note = look.note_of(field, column, self.sheet).replace("\n", " · ")
            described = self.worksheet.cell(row, 3, note)
            described.font, described.alignment = look.BODY, look.BODY_ALIGNMENT
            texts = [(self.sheet.heading(column), float(_UPRIGHT[0][1])), (str(cell.value or ""), float(wide))]
            look.fit_row(self.worksheet, row, [*texts, (note, float(_UPRIGHT[2][1]))])
            look.add_choices(self.worksheet, field, column, f"B{row}")

    def _field(self, column: Column) -> FieldShape:
        return self.sheet.fields(column)[-1]

    def _write(self, cell: Cell | MergedCell, found: Content | None, column: Column) -> None:
        """Write a value. A text stays a text: nothing that a planner typed ever runs as a formula."""
        cell.style = look.style_name(self._field(column))
        if self.examples:
            cell.font, cell.fill = look.EXAMPLE, look.EXAMPLE_FILL
        if found is None:
            return
        # openpyxl guesses the type of what it is given and prints numbers with binary noise: it is told instead.
        cell.value = ""
        cell._value, cell.data_type = found.text, found.kind  # type: ignore[union-attr]  # noqa: SLF001
        if found.guarded:
            cell.quotePrefix = True
