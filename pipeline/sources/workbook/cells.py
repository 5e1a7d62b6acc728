"""One cell to one value: what the planner sees there, exactly.

Excel keeps numbers as binary fractions and shows 15 digits; a value is therefore taken to 15 significant
digits, which turns ``94581296.260000005`` into 94581296.26 and loses no satang below a billion baht.
Dates are serial numbers of two systems (1900 and 1904); a year such as 2567 is a Buddhist year typed into a cell
that thinks in Christian ones.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Context, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from pipeline.findings import Place
from pipeline.sources.nodes import CellValue, Scalar
from pipeline.sources.workbook.sheetxml import RawCell, column_letters
from pipeline.thai.eras import BE_OFFSET, BE_YEARS, CE_YEARS, day_of

if TYPE_CHECKING:
    from pipeline.sources.workbook.book import Book

_EXCEL_DIGITS: Final = Context(prec=15)
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EPOCH_1900: Final = dt.date(1899, 12, 30)
_EPOCH_1904: Final = dt.date(1904, 1, 1)
_MAX_SERIAL: Final = 2_958_465
"""31 December 9999."""


def cell_name(row: int, column: int) -> str:
    """``B7``."""
    return f"{column_letters(column)}{row}"


class CellReader:
    """Reads the cells of one sheet."""

    def __init__(self, book: Book, source: str, sheet: str) -> None:
        self.book = book
        self.source = source
        self.sheet = sheet

    def place(self, row: int, column: int) -> Place:
        """The place of a cell."""
        return Place(self.source, sheet=self.sheet, cell=cell_name(row, column))

    def scalar(self, cell: RawCell) -> Scalar:
        """The value of a cell. Error values and formulas without a result are looked at before."""
        place = self.place(cell.row, cell.column)
        if cell.kind == "s":
            index = int(cell.text) if cell.text.isdecimal() and len(cell.text) < 9 else -1  # noqa: PLR2004
            text = self.book.strings[index] if 0 <= index < len(self.book.strings) else ""
            return Scalar(unescaped(text), place, "cell")
        if cell.kind in {"inlineStr", "str"}:
            return Scalar(unescaped(cell.text), place, "cell")
        if cell.kind == "b":
            return Scalar(cell.text, place, "cell", typed=cell.text.strip() in {"1", "true"})
        if cell.kind == "d":
            return Scalar(cell.text.partition("T")[0], place, "cell")
        return self._number(cell, place)

    def _number(self, cell: RawCell, place: Place) -> Scalar:
        number = exact(cell.text)
        if number is None:
            return Scalar(cell.text, place, "cell")
        shown = self.book.format(cell.style)
        if shown == "date":
            return self._date(number, place)
        if shown == "time":
            minutes = int(number % 1 * 1440 + Decimal("0.5")) % 1440
            return Scalar(f"{minutes // 60:02d}:{minutes % 60:02d}", place, "cell")
        if shown == "percent":
            number = plain(number * 100)
            return Scalar(f"{number:f}%", place, "cell", typed=number)
        text = f"{number:f}"
        zeros = self.book.zeros.get(cell.style)
        if zeros and number == number.to_integral_value() and number >= 0:
            text = text.rjust(zeros, "0")
        return Scalar(text, place, "cell", typed=number)

    def _date(self, serial: Decimal, place: Place) -> Scalar:
        if not 1 <= serial <= _MAX_SERIAL:
            return Scalar(f"{serial:f}", place, "cell", typed=serial)
        epoch = _EPOCH_1904 if self.book.starts_1904 else _EPOCH_1900
        try:
            day = epoch + dt.timedelta(days=int(serial))
        except OverflowError:
            return Scalar(f"{serial:f}", place, "cell", typed=serial)
        typed: CellValue = day if day.year in CE_YEARS else None
        if day.year in BE_YEARS:
            # 29 February 2568 exists as a Christian date but is none in the Buddhist era: stays text, is reported.
            typed = day_of(day.year - BE_OFFSET, day.month, day.day)
        return Scalar(f"{day.day}/{day.month}/{day.year}", place, "cell", typed=typed)


def exact(text: str) -> Decimal | None:
    """A stored number to the 15 digits that Excel knows; ``None`` for no finite number."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return plain(_EXCEL_DIGITS.create_decimal(number)) if number.is_finite() and abs(number.adjusted()) < 40 else None  # noqa: PLR2004


def plain(number: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    bare = number.normalize()
    return bare.quantize(Decimal(1)) if bare == bare.to_integral_value() and bare.adjusted() < 28 else bare  # noqa: PLR2004


def unescaped(text: str) -> str:
    """Excel writes characters that XML cannot hold as ``_x000D_``."""
    if "_x" not in text:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")
