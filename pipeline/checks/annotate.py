"""A copy of the planner's own workbook with every finding at its cell: coloured, with a note, and a list in front.

The original is only read. openpyxl keeps formats, formulas, defined names and ordinary drop-downs; drop-downs that
Excel stores as an extension (lists on another sheet) are put back from the original by this module. Not kept are
what openpyxl cannot hold: pictures of unusual kinds, form controls, slicers. Values of formulas are computed anew
when the copy is opened.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
import warnings
import zipfile
import zlib
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from pipeline.checks.extensions import ExtendedLists
from pipeline.checks.labels import severity_name
from pipeline.checks.sheets import FILLS, PLACE_COLUMN, SHEET_TITLE, fill_sheet, row_of
from pipeline.errors import UsageError
from pipeline.findings import Finding, Severity
from pipeline.messages import gettext
from pipeline.tabular.cells import visible
from pipeline.tabular.packing import packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

MAX_UNPACKED = 300 * 2**20
"""Largest workbook that is annotated, in bytes after unpacking."""

_XML = (".xml", ".rels")
_BROKEN = (ValueError, TypeError, LookupError, AttributeError, SyntaxError, EOFError, RuntimeError)
"""What openpyxl and the readers of zip and XML raise on a broken or encrypted file."""
_GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_LONGEST_NOTE = 8_000
_NOTE_WIDTH, _LINE_HEIGHT = 320, 20


def annotate(workbook: Path, findings: Sequence[Finding], out: Path) -> int:
    """Write a copy of a workbook with the findings marked in it.

    Args:
        workbook: the planner's workbook (``.xlsx`` or ``.xlsm``), which is not touched.
        findings: all findings; those without a cell, or of other files, are listed on the first sheet only.
        out: the copy to write, at once or not at all.

    Returns:
        How many cells were marked.

    Raises:
        UsageError: ``out`` is the workbook itself, or the file is no workbook or too large.
    """
    if out.exists() and out.samefile(workbook):
        raise UsageError(gettext("ไฟล์ผลการตรวจต้องเป็นคนละไฟล์กับสมุดงานเดิม"), gettext("ระบุชื่อไฟล์อื่น"))
    book, lists = _opened(workbook)
    marked = _mark_cells(book, workbook.name, findings)
    _list_in_front(book, workbook.name, findings)
    _write(out, packed(book, lists.put_back))
    return marked


def _opened(path: Path) -> tuple[Workbook, ExtendedLists]:
    """The workbook and its extended drop-downs, both from one reading of the file."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    too_large = UsageError(gettext("สมุดงานใหญ่เกินไป"), gettext("ลบแผ่นงานหรือรูปภาพที่ไม่ใช้"))
    if path.stat().st_size > MAX_UNPACKED:
        raise too_large
    data = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise too_large
            lists = ExtendedLists.of({name: archive.read(name) for name in archive.namelist() if name.endswith(_XML)})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells what it will not keep; see the module's text
            book = load_workbook(io.BytesIO(data), rich_text=True, keep_vba=path.suffix.lower() == ".xlsm")
    except (zipfile.BadZipFile, zlib.error, InvalidFileException, *_BROKEN) as error:
        raise UsageError(gettext("เปิดสมุดงานไม่ได้"), gettext("ต้องเป็นไฟล์ Excel (.xlsx)")) from error
    return book, lists


def _mark_cells(book: Workbook, name: str, findings: Iterable[Finding]) -> int:
    """Colour each cell by the gravest of its findings and write all of them in one note."""
    by_cell: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        target = _target(book, name, finding)
        if target and finding.silenced is None:
            by_cell.setdefault(target, []).append(finding)
    for (sheet, cell), found in by_cell.items():
        _mark(book[sheet][cell], found)
    return len(by_cell)


def _target(book: Workbook, name: str, finding: Finding) -> tuple[str, str] | None:
    """Sheet and cell of a finding in this workbook; the first cell of a merged range."""
    place = finding.place
    if place.sheet is None or place.sheet not in book.sheetnames or not _CELL.fullmatch(place.cell or ""):
        return None
    if place.source and PurePath(place.source).name != name:
        return None
    sheet, cell = book[place.sheet], str(place.cell)
    for merged in getattr(sheet, "merged_cells", ()):
        if cell in merged:
            return place.sheet, merged.start_cell.coordinate
    return (place.sheet, cell) if hasattr(sheet, "cell") else None


def _mark(cell: Cell, findings: Sequence[Finding]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    gravest = min((finding.severity for finding in findings), key=_GRAVITY.index)
    cell.fill = PatternFill("solid", fgColor=FILLS[gravest])
    parts = [cell.comment.text.rstrip()] if cell.comment else []
    parts += [
        f"{severity_name(finding)}: {visible(finding.message)}\n→ {visible(finding.remedy)}" for finding in findings
    ]
    text = "\n\n".join(parts)
    text = text if len(text) <= _LONGEST_NOTE else text[:_LONGEST_NOTE] + "…"
    lines = sum(1 + len(line) // 45 for line in text.splitlines())
    cell.comment = Comment(text, "Saraban", height=_LINE_HEIGHT * (lines + 1), width=_NOTE_WIDTH)


def _note(finding: Finding) -> str:
    return f"{severity_name(finding)}: {visible(finding.message)}\n→ {visible(finding.remedy)}"


def _list_in_front(book: Workbook, name: str, findings: Sequence[Finding]) -> None:
    """The first sheet: every finding, with a link to its cell; no other sheet stays selected with it."""
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    sheet: Worksheet = book.create_sheet(_free_title(book), 0)
    fill_sheet(sheet, findings, gettext("ผลการตรวจข้อมูล: {name}").format(name=name))
    for number, finding in enumerate(findings, start=1):
        target = _target(book, name, finding)
        if target is None and finding.place.sheet in book.sheetnames:
            target = (str(finding.place.sheet), "A1")
        if target is not None:
            cell = sheet.cell(row_of(number), PLACE_COLUMN)
            quoted = target[0].replace("'", "''")
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{target[1]}")
            cell.font = Font(name=cell.font.name, size=14, underline="single", color="FF0563C1")
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True


def _free_title(book: Workbook) -> str:
    title = gettext(SHEET_TITLE)
    taken = {name.casefold() for name in book.sheetnames}
    candidates = (title, *(f"{title} ({number})" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate.casefold() not in taken)


def _write(out: Path, data: bytes) -> None:
    """Write beside the target, then put it in place at once."""
    handle, name = tempfile.mkstemp(prefix=".saraban-", suffix=".tmp", dir=out.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
