"""A workbook to the tree of values: sheets found by name, rows put where they belong."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pipeline.findings import Place
from pipeline.messages import N_, gettext
from pipeline.sources import rules_workbook
from pipeline.sources.nodes import Entry, Fields, Items, Scalar
from pipeline.sources.references import KEYS
from pipeline.sources.shapes import ProseShape
from pipeline.sources.workbook.book import Book, SheetPart, open_book, read_sheet
from pipeline.sources.workbook.cells import CellReader
from pipeline.sources.workbook.heads import find_head, folded, known_headings
from pipeline.sources.workbook.layout import FINDINGS_SHEET, HELP_SHEET, SHEETS
from pipeline.sources.workbook.owners import Places
from pipeline.sources.workbook.package import Package, UnreadableError, report
from pipeline.sources.workbook.rows import Row, RowReader, put

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.sources.reading import Reading
    from pipeline.sources.workbook.heads import Head
    from pipeline.sources.workbook.sheets import Sheet
    from pipeline.sources.workbook.sheetxml import RawSheet


def read_workbook(path: Path, reading: Reading) -> Fields | None:
    """The tree of a workbook, or ``None`` with findings where it cannot be read."""
    try:
        package = Package(path)
    except UnreadableError as error:
        report(error, path.name, reading)
        return None
    except OSError as error:
        report(UnreadableError(rules_workbook.NOT_A_WORKBOOK, reason=str(error.strerror)), path.name, reading)
        return None
    try:
        return _Workbook(package, path.name, reading).read()
    except UnreadableError as error:
        report(error, path.name, reading)
        return None
    finally:
        package.close()


class _Workbook:
    def __init__(self, package: Package, name: str, reading: Reading) -> None:
        self.package = package
        self.name = name
        self.reading = reading
        self.book: Book = open_book(package)
        self.root = Fields({}, Place(name))
        self.places = Places(self.root, reading)

    def read(self) -> Fields:
        """All sheets, in the order of the table: records before what belongs to them."""
        parts = self._matched()
        for sheet in SHEETS:
            part = parts.get(sheet.name)
            if part is None:
                continue
            raw = read_sheet(self.package, part, self.book)
            if not raw.rows:
                continue
            cells = CellReader(self.book, self.name, part.name)
            if sheet.target == ():
                self.root.place = cells.place(1, 1)
            if part.hidden:
                self.reading.find(rules_workbook.SHEET_HIDDEN, cells.place(1, 1))
            self._sheet(raw, sheet, cells)
        return self.root

    def _matched(self) -> Mapping[str, SheetPart]:
        """Parts by the name of the sheet in our table."""
        names = {folded(name): sheet for sheet in reversed(SHEETS) for name in sheet.also}
        names |= {folded(sheet.name): sheet for sheet in SHEETS}
        found: dict[str, SheetPart] = {}
        for part in self.book.sheets:
            place = Place(self.name, sheet=part.name)
            sheet = names.get(folded(part.name))
            if sheet is None:
                self._unknown_sheet(part, names, place)
            elif sheet.name in found:
                self.reading.find(rules_workbook.SHEET_TWICE, place, other=found[sheet.name].name)
            else:
                found[sheet.name] = part
        first = SHEETS[0].name
        if first not in found:
            self.reading.find(rules_workbook.SHEET_MISSING, Place(self.name), sheet=first)
            self.root.excused = frozenset({"fiscal_year", "agency"})
        return found

    def _unknown_sheet(self, part: SheetPart, names: Mapping[str, Sheet], place: Place) -> None:
        if part.hidden or part.name.startswith(("_", HELP_SHEET, FINDINGS_SHEET)):
            return
        near = get_close_matches(folded(part.name), names, n=1, cutoff=0.7)
        if near:
            suggestion = gettext(N_("หมายถึง “{nearest}” หรือไม่ ถ้าใช่ให้เปลี่ยนชื่อแผ่นงาน"))
            suggestion = suggestion.format(nearest=names[near[0]].name)
        else:
            suggestion = gettext(N_("ถ้าเป็นแผ่นงานสำหรับใช้ภายใน ไม่ต้องทำอะไร"))
        self.reading.find(rules_workbook.SHEET_UNKNOWN, place, sheet=part.name, suggestion=suggestion)

    def _sheet(self, raw: RawSheet, sheet: Sheet, cells: CellReader) -> None:
        if sheet.upright and self._upright(raw, sheet, cells):
            return
        head = find_head(raw, sheet, cells, self.reading, self.root.text("fiscal_year"))
        if head is None:
            self.reading.incomplete.update(sheet.target[:1])
            return
        if sheet.target and not sheet.owned and _lacks_codes(sheet, head):
            # Nothing can be told of references to a list whose codes stand nowhere.
            self.reading.incomplete.add(sheet.target[0])
        rows = list(RowReader(raw, sheet, cells, self.reading).rows(head))
        if sheet.upright:
            if rows:
                self.places.merge(sheet.target, _one_below_the_other(sheet, rows))
        elif sheet.owner is not None:
            self.places.owned(rows, sheet, sheet.owner)
        else:
            self.places.listed(rows, sheet)

    def _upright(self, raw: RawSheet, sheet: Sheet, cells: CellReader) -> bool:
        """Names below each other, each with its value beside it; ``False`` where the sheet is no such list."""
        known = known_headings(sheet)
        reader = RowReader(raw, sheet, cells, self.reading)
        wide = {(top, left): right for top, left, _, right in raw.merges}
        failed: set[str] = set()
        group = Fields({}, cells.place(1, 1))
        found: set[tuple[str, ...]] = set()
        for number, line in sorted(raw.rows.items()):
            left = min(line)
            column = known.get(folded(cells.scalar(line[left]).text))
            if column is None or column.path in found:
                continue
            found.add(column.path)
            right = wide.get((number, left), left) + 1
            cell = line.get(right)
            scalar = None if cell is None else reader.value(cell, column, failed)
            if scalar is None and column.path[0] not in failed and sheet.required(column):
                # An empty cell, so that the finding points there.
                scalar = Scalar("", cells.place(number, right), "cell")
            if scalar is not None:
                put(group, column.path, scalar)
        group.excused |= frozenset(failed)
        if group.entries or failed:
            # A sheet that nobody has filled in is no record.
            self.places.merge(sheet.target, group)
        return len(found) > 1


def _lacks_codes(sheet: Sheet, head: Head) -> bool:
    """Whether the column is missing by which the records of a list are known."""
    known = KEYS.get(sheet.target[0])
    return known is not None and (known[1],) not in {column.path for column in head.columns.values()}


def _one_below_the_other(sheet: Sheet, rows: list[Row]) -> Fields:
    """The record of a sheet whose names stand in a row: lists of prose go on in the rows below."""
    first = rows[0].fields
    for column in sheet.columns:
        if not isinstance(sheet.fields(column)[-1].shape, ProseShape) or len(column.path) > 1:
            continue
        parts = [entry.value for row in rows if (entry := row.fields.entries.get(column.path[0])) is not None]
        if len(parts) > 1:
            name, place = column.path[0], parts[0].place
            first.entries[name] = Entry(Scalar(name, place), Items(parts, place))
        elif parts:
            first.entries[column.path[0]] = Entry(Scalar(column.path[0], parts[0].place), parts[0])
    return first
