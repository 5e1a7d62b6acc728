"""The XML of a workbook's parts, read in one pass with no DTD, no entities and no tree in memory."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

from pipeline.sources import limits, rules_workbook
from pipeline.sources.workbook.package import UnreadableError, damaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_EMPTY_CELL: Final = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"[^<>]*/>')
_EMPTY_ROW: Final = re.compile(rb'<row r="[0-9]{1,7}"[^<>]*(?:/>|>\s*</row>)')
_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_MAX_MERGES: Final = 50_000
MAX_ROW: Final = 1_048_576
MAX_COLUMN: Final = 16_384


def parse(chunks: Iterable[bytes], start: Any, end: Any, text: Any, part: str) -> None:  # noqa: ANN401
    """Feed a part to handlers of local element names.

    Raises:
        UnreadableError: no XML, or with a document type (where entity bombs live).
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise damaged(f"{part}: DOCTYPE")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = text
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)  # noqa: FBT003 - expat takes no keywords
        parser.Parse(b"", True)  # noqa: FBT003
    except (expat.ExpatError, ValueError, OverflowError) as error:
        raise damaged(f"{part}: XML {type(error).__name__}") from None


@dataclass(slots=True)
class RawCell:
    """A cell with something in it: ``kind`` and ``style`` are the attributes t and s, ``text`` the value stored."""

    row: int
    column: int
    kind: str
    style: int
    text: str = ""
    formula: bool = False
    valued: bool = False


@dataclass(slots=True)
class RawSheet:
    """The cells of one sheet by row and column (from 1), its merged areas, what is hidden."""

    rows: dict[int, dict[int, RawCell]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def column_number(letters: str) -> int:
    """A 1, Z 26, AA 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 A, 26 Z, 27 AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def without_empty(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The XML of a sheet without cells and rows that hold nothing but a format.

    A column formatted to its end has a million of them. Cutting them out by pattern costs a tenth of what
    parsing them costs. Only what names its own row or cell is cut, so no numbering shifts.
    """
    carry = b""
    for chunk in chunks:
        data = carry + chunk
        cut = max(data.rfind(b"</row>") + 6, data.rfind(b"/>") + 2)
        if cut < 6 or b"<!" in data:  # noqa: PLR2004 - neither was found
            carry = b""
            yield data
            continue
        data, carry = data[:cut], data[cut:]
        yield _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", data))
    yield carry


class SheetReader:
    """Handlers that gather the cells of a sheet; ``budget`` counts cells over the whole workbook."""

    def __init__(self, budget: int) -> None:
        self.sheet = RawSheet()
        self.budget = budget
        self._row = 0
        self._column = 0
        self._hidden = False
        self._cell: RawCell | None = None
        self._into = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._row = _bounded(attributes.get("r"), self._row + 1, MAX_ROW)
            self._column = 0
            self._hidden = attributes.get("hidden") in {"1", "true"}
        elif name in {"v", "t", "f"} and self._cell is not None:
            self._into = name
            if name == "f":
                self._cell.formula = True
        elif name == "rPh":
            self._into = "rPh"
        elif name == "mergeCell" and len(self.sheet.merges) < _MAX_MERGES:
            area = _area(attributes.get("ref", ""))
            if area is not None:
                self.sheet.merges.append(area)
        elif name == "col" and attributes.get("hidden") in {"1", "true"}:
            first = _bounded(attributes.get("min"), 1, MAX_COLUMN)
            last = _bounded(attributes.get("max"), first, MAX_COLUMN)
            self.sheet.hidden_columns.update(range(first, min(last, first + 200) + 1))

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        match = _REFERENCE.fullmatch(attributes.get("r", ""))
        if match:
            self._column = min(column_number(match[1]), MAX_COLUMN)
            self._row = _bounded(match[2], self._row, MAX_ROW)
        else:
            self._column += 1
        style = attributes.get("s", "0")
        number = int(style) if style.isdecimal() and len(style) < 7 else 0  # noqa: PLR2004 - Excel allows 65,490
        self._cell = RawCell(self._row, self._column, attributes.get("t", "n"), number)

    def text(self, data: str) -> None:
        """Characters of a value."""
        cell = self._cell
        if cell is not None and self._into in {"v", "t"}:
            cell.valued = True
            if len(cell.text) <= limits.MAX_CELL_TEXT:
                cell.text += data

    def end(self, name: str) -> None:
        """An element ends."""
        if name in {"v", "t", "f", "rPh"}:
            self._into = ""
        elif name == "c" and self._cell is not None:
            cell, self._cell = self._cell, None
            if cell.valued or cell.formula:
                self._keep(cell)

    def _keep(self, cell: RawCell) -> None:
        self.budget -= 1
        if self.budget < 0:
            raise UnreadableError(rules_workbook.TOO_MANY_CELLS, limit=f"{limits.MAX_CELLS:,}")
        self.sheet.rows.setdefault(cell.row, {})[cell.column] = cell
        if self._hidden:
            self.sheet.hidden_rows.add(cell.row)


def _bounded(text: str | None, default: int, most: int) -> int:
    if text is None or not text.isdecimal() or len(text) > 7:  # noqa: PLR2004 - digits of the last row
        return min(default, most)
    return max(1, min(int(text), most))


def _area(reference: str) -> tuple[int, int, int, int] | None:
    """Top, left, bottom, right of ``A1:C3``."""
    corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
    if len(corners) != 2 or not all(corners):  # noqa: PLR2004 - two corners
        return None
    (left, top), (right, bottom) = ((column_number(match[1]), int(match[2])) for match in corners if match)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)
