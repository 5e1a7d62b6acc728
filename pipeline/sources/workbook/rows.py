"""Rows of a sheet to groups of named values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from pipeline.sources import rules_workbook
from pipeline.sources.nodes import Entry, Fields, Scalar
from pipeline.sources.shapes import ChoiceShape, ListShape, ProseShape, ScalarShape
from pipeline.sources.workbook.cells import cell_name
from pipeline.thai.dates import format_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pipeline.findings import Rule
    from pipeline.sources.reading import Reading
    from pipeline.sources.shapes import Shape
    from pipeline.sources.workbook.cells import CellReader
    from pipeline.sources.workbook.heads import Head
    from pipeline.sources.workbook.sheets import Column, Sheet
    from pipeline.sources.workbook.sheetxml import RawCell, RawSheet

_TOTAL: Final = re.compile(r"(?:ผล)?รวม(?:ทั้งสิ้น|ทั้งหมด|เงิน|เป็นเงิน|งบประมาณ|น้ำหนัก)*\s*:?")
_COLUMN_NUMBER: Final = re.compile(r"\(\s*[0-9๐-๙]{1,2}\s*\)")


def is_total(text: str) -> bool:
    """Whether a text names a row of totals: ``รวม``, ``รวมทั้งสิ้น``."""
    return "รวม" in text and _TOTAL.fullmatch(text.strip()) is not None


@dataclass(slots=True)
class Row:
    """One row of data. ``code`` is the code of its owner written in it, ``failed`` the fields reported already."""

    number: int
    fields: Fields
    code: Scalar | None = None
    failed: set[str] = field(default_factory=set)


class RowReader:
    """Reads values of one sheet."""

    def __init__(self, raw: RawSheet, sheet: Sheet, cells: CellReader, reading: Reading) -> None:
        self.raw = raw
        self.sheet = sheet
        self.cells = cells
        self.reading = reading
        self._covered = _covered(raw)

    def rows(self, head: Head) -> Iterator[Row]:
        """The rows below a head that hold anything in its columns, without totals."""
        self._report_hidden(head)
        self._report_merged(head)
        excused = self._missing_fields(head)
        for number in sorted(number for number in self.raw.rows if number >= head.first):
            if number == head.first and self._is_numbering(number, head):
                continue
            row = self._row(number, head, excused)
            if row is not None and not self._is_total(row):
                self._mark_gaps(row, head)
                yield row

    def _row(self, number: int, head: Head, excused: frozenset[str]) -> Row | None:
        row = Row(number, Fields({}, self.cells.place(number, min(head.columns)), excused))
        found = False
        own = self.raw.rows[number]
        for column_number, column in head.columns.items():
            cell = own.get(column_number) or self._covered.get((number, column_number))
            if cell is None:
                continue
            before = len(row.failed)
            scalar = self.value(cell, column, row.failed)
            found |= (scalar is not None or len(row.failed) > before) and column_number in own
            if scalar is None:
                continue
            if self.sheet.is_owner(column):
                row.code = scalar
            else:
                put(row.fields, column.path, scalar)
        row.fields.excused = excused | frozenset(row.failed)
        return row if found else None

    def _mark_gaps(self, row: Row, head: Head) -> None:
        """Give the empty cell of a compulsory value its place, so that the finding points there."""
        for number, column in head.columns.items():
            if not self.sheet.is_owner(column) and column.path[0] not in row.failed and self.sheet.required(column):
                put(row.fields, column.path, Scalar("", self.cells.place(row.number, number), "cell"))

    def value(self, cell: RawCell, column: Column, failed: set[str]) -> Scalar | None:
        """The value of a cell for a column; ``None`` where there is none, or it has been reported (``failed``)."""
        title = self.sheet.heading(column)
        place = self.cells.place(cell.row, cell.column)
        problem: Rule | None = None
        if cell.kind == "e":
            problem = rules_workbook.ERROR_CELL
        elif cell.formula and not cell.text and cell.kind != "str":
            problem = rules_workbook.NO_CACHED_VALUE
        if problem is not None:
            self.reading.find(problem, place, field=title, value=cell.text[:20], quote=cell.text[:20])
            failed.add(column.path[0])
            return None
        scalar = self.cells.scalar(cell)
        if scalar.typed is None and not scalar.text.strip():
            return None
        shape = self.sheet.fields(column)[-1].shape
        return self._fitting(scalar, shape, title, failed, column)

    def _fitting(self, scalar: Scalar, shape: Shape, title: str, failed: set[str], column: Column) -> Scalar | None:
        """Report what Excel made of a value by its own format: dates of texts and numbers, numbers of dates."""
        kind = shape.kind if isinstance(shape, ScalarShape) else "text"
        typed = scalar.typed
        if typed is None or isinstance(typed, bool):
            return scalar
        is_date = not hasattr(typed, "as_tuple")
        if is_date and kind in {"date", "month", "flag"}:
            return scalar
        if is_date:
            day: dt.date = typed  # type: ignore[assignment]
            written = format_date(day)
            numeric = kind in {"number", "whole"}
            rule = rules_workbook.NUMBER_AS_DATE if numeric else rules_workbook.DATE_IN_TEXT
            if not isinstance(shape, ChoiceShape):
                # No choice looks like a date: which ones there are is told where the value is read.
                self.reading.find(rule, scalar.place, field=title, value=written, quote=scalar.text)
            if numeric:
                failed.add(column.path[0])
                return None
            return replace(scalar, text=written, typed=None)
        if kind in {"date", "month"}:
            self.reading.find(
                rules_workbook.SERIAL_AS_DATE, scalar.place, field=title, value=scalar.text, quote=scalar.text
            )
            failed.add(column.path[0])
            return None
        return replace(scalar, typed=None) if isinstance(shape, ProseShape | ListShape) else scalar

    def _missing_fields(self, head: Head) -> frozenset[str]:
        present = {column.path for column in head.columns.values()}
        return frozenset(
            column.path[0]
            for column in self.sheet.columns
            if column.path not in present and self.sheet.required(column)
        )

    def _is_total(self, row: Row) -> bool:
        """Whether a row is a total: it says so, and lacks something that every record has, or says so as its name."""
        texts = [entry.value for entry in row.fields.entries.values() if isinstance(entry.value, Scalar)]
        if row.code is not None:
            texts.append(row.code)
        said = next((text for text in texts if is_total(text.text)), None)
        if said is None:
            return False
        required = {column.path[0] for column in self.sheet.columns if self.sheet.required(column)}
        named = row.fields.entries.get("name")
        if not required - row.fields.entries.keys() and (named is None or named.value is not said or len(required) > 1):
            return False
        self.reading.find(rules_workbook.TOTAL_ROW, said.place, value=said.text.strip())
        return True

    def _is_numbering(self, number: int, head: Head) -> bool:
        """Whether the row below a head numbers its columns: (1) (2) (3)."""
        texts = [self.cells.scalar(cell).text.strip() for cell in self.raw.rows[number].values()]
        return len(texts) > 1 and len(head.columns) > 1 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts)

    def _report_hidden(self, head: Head) -> None:
        rows = sorted(row for row in self.raw.hidden_rows if row >= head.first)
        columns = sorted(self.raw.hidden_columns & head.columns.keys())
        if not rows and not columns:
            return
        named = [*map(str, rows[:10]), *(["…"] if len(rows) > 10 else [])]  # noqa: PLR2004
        named += [cell_name(0, column).rstrip("0") for column in columns]
        place = self.cells.place(rows[0] if rows else head.first, columns[0] if columns else min(head.columns))
        self.reading.find(rules_workbook.HIDDEN_ROWS, place, rows=", ".join(named))

    def _report_merged(self, head: Head) -> None:
        for top, left, bottom, right in self.raw.merges:
            covered = [column for column in head.columns if left <= column <= right]
            if top >= head.first and len(covered) > 1 and left in self.raw.rows.get(top, {}):
                area = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
                self.reading.find(rules_workbook.MERGED_ACROSS, self.cells.place(top, left), cells=area)


def put(fields: Fields, path: tuple[str, ...], scalar: Scalar) -> None:
    """Put a value where its path leads, through groups that are made on the way."""
    for name in path[:-1]:
        entry = fields.entries.get(name)
        if entry is None:
            entry = fields.entries[name] = Entry(Scalar(name, scalar.place), Fields({}, scalar.place))
        if not isinstance(entry.value, Fields):
            return
        fields = entry.value
    fields.entries.setdefault(path[-1], Entry(Scalar(path[-1], scalar.place), scalar))


def _covered(raw: RawSheet) -> dict[tuple[int, int], RawCell]:
    """Cells merged downwards: the rows below have the value of the first, where they hold anything at all."""
    found: dict[tuple[int, int], RawCell] = {}
    rows = sorted(raw.rows)
    for top, left, bottom, _ in raw.merges:
        cell = raw.rows.get(top, {}).get(left)
        if cell is not None and bottom > top:
            for row in rows if bottom - top > len(rows) else range(top + 1, bottom + 1):
                if top < row <= bottom and row in raw.rows:
                    found[row, left] = cell
    return found
