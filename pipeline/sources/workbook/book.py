"""A workbook as a whole: its sheets, shared texts, number formats and date system."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from pipeline.sources import limits, rules_workbook
from pipeline.sources.workbook.package import Package, UnreadableError, damaged
from pipeline.sources.workbook.sheetxml import RawSheet, SheetReader, parse, without_empty

if TYPE_CHECKING:
    from collections.abc import Mapping

FormatKind = Literal["", "date", "time", "percent", "text"]

_DATES: Final = frozenset([*range(14, 18), 22, *range(27, 32), *range(34, 37), *range(50, 59), *range(67, 77), 80])
"""Built-in number formats that show a date; 50-58 and 67-81 are those of Asian and Thai editions of Excel."""
_TIMES: Final = frozenset([*range(18, 22), 32, 33, 45, 46, 47, 77, 78, 79])
_PERCENTS: Final = frozenset([9, 10])
_LITERALS: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def format_kind(code: str) -> FormatKind:
    """What a number format shows, by its code: ``[$-107041E]d mmm yyyy`` and ``dd/mm/bbbb`` are dates."""
    if code.casefold() in {"general", "standard", "ทั่วไป"}:
        return ""
    bare = _LITERALS.sub("", code).casefold().partition(";")[0]
    if re.search(r"[dyb]", bare) or re.fullmatch(r"\s*m{3,5}\W*", bare):
        return "date"
    if re.search(r"[hs]", bare):
        return "time"
    if "%" in bare:
        return "percent"
    return "text" if bare.strip() == "@" else ""


@dataclass(slots=True)
class SheetPart:
    """A sheet by name: where its XML is, whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class Book:
    """What is common to all sheets. ``formats`` and ``zeros`` go by the style number of a cell."""

    sheets: list[SheetPart] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    formats: list[FormatKind] = field(default_factory=list)
    zeros: Mapping[int, int] = field(default_factory=dict)
    starts_1904: bool = False
    cells_left: int = field(default_factory=lambda: limits.MAX_CELLS)

    def format(self, style: int) -> FormatKind:
        """What the number format of a style shows."""
        return self.formats[style] if style < len(self.formats) else ""


def open_book(package: Package) -> Book:
    """Read everything but the sheets.

    Raises:
        UnreadableError: this zip is no workbook that we read.
    """
    names = package.names()
    if "xl/workbook.bin" in names:
        raise UnreadableError(rules_workbook.OLD_FORMAT, format="Excel Binary (.xlsb)")
    if "mimetype" in names:
        raise UnreadableError(rules_workbook.OLD_FORMAT, format="OpenDocument (.ods)")
    home = _home(package)
    book = Book()
    targets = _relations(package, home)
    _read_workbook(package, home, targets, book)
    for target in targets.values():
        stem = posixpath.basename(target).casefold()
        if stem == "sharedstrings.xml" and target in package:
            book.strings = _strings(package, target)
        elif stem == "styles.xml" and target in package:
            book.formats, book.zeros = _styles(package, target)
    return book


def _home(package: Package) -> str:
    """The part that lists the sheets; almost always ``xl/workbook.xml``."""
    if "xl/workbook.xml" in package:
        return "xl/workbook.xml"
    if "_rels/.rels" in package:
        for target in _relations(package, "").values():
            if posixpath.basename(target).casefold().startswith("workbook") and target in package:
                return target
    raise damaged("workbook.xml")


def _relations(package: Package, part: str) -> dict[str, str]:
    """Targets of the relations of a part by id; external ones are left out."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, str] = {}

    def start(element: str, attributes: Mapping[str, str]) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            joined = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found[attributes.get("Id", "")] = posixpath.normpath(joined)

    if path in package:
        parse(package.stream(path), start, _ignore, _ignore, path)
    return found


def _ignore(_: str) -> None:
    return None


def _read_workbook(package: Package, home: str, targets: Mapping[str, str], book: Book) -> None:
    def start(element: str, attributes: Mapping[str, str]) -> None:
        if element == "workbookPr":
            book.starts_1904 = attributes.get("date1904") in {"1", "true"}
        elif element == "sheet":
            relation = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            part = targets.get(relation, "")
            hidden = attributes.get("state", "visible") != "visible"
            if part in package:
                book.sheets.append(SheetPart(attributes.get("name", ""), part, hidden))

    parse(package.stream(home), start, _ignore, _ignore, home)


class _SharedTexts:
    """Handlers that gather shared texts; formatted runs are joined, readings of ideographs left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._in_text = False
        self._in_reading = False

    def start(self, element: str, _: Mapping[str, str]) -> None:
        """An element begins."""
        if element == "si":
            self._pieces.clear()
        elif element == "t":
            self._in_text = not self._in_reading
        elif element == "rPh":
            self._in_reading = True

    def end(self, element: str) -> None:
        """An element ends."""
        if element == "si":
            self.found.append("".join(self._pieces))
        elif element == "t":
            self._in_text = False
        elif element == "rPh":
            self._in_reading = False

    def text(self, data: str) -> None:
        """Characters of a text."""
        if self._in_text:
            self._pieces.append(data)


def _strings(package: Package, part: str) -> list[str]:
    texts = _SharedTexts()
    parse([package.read(part)], texts.start, texts.end, texts.text, part)
    return texts.found


def _styles(package: Package, part: str) -> tuple[list[FormatKind], dict[int, int]]:
    """What the number format of each cell style shows, and how many leading zeros it pads to."""
    codes: dict[str, str] = {}
    kinds: list[FormatKind] = []
    zeros: dict[int, int] = {}
    inside = {"xfs": False}

    def start(element: str, attributes: Mapping[str, str]) -> None:
        if element == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif element == "cellXfs":
            inside["xfs"] = True
        elif element == "xf" and inside["xfs"]:
            number = attributes.get("numFmtId", "0")
            code = codes.get(number)
            if code is not None and re.fullmatch(r"0{2,20}", code):
                zeros[len(kinds)] = len(code)
            kinds.append(format_kind(code) if code is not None else _builtin(number))

    def end(element: str) -> None:
        if element == "cellXfs":
            inside["xfs"] = False

    parse([package.read(part)], start, end, _ignore, part)
    return kinds, zeros


def _builtin(number: str) -> FormatKind:
    identity = int(number) if number.isdecimal() and len(number) < 5 else 0  # noqa: PLR2004
    if identity in _DATES:
        return "date"
    if identity in _TIMES:
        return "time"
    if identity in _PERCENTS:
        return "percent"
    return "text" if identity == 49 else ""  # noqa: PLR2004 - the built-in format @


def read_sheet(package: Package, sheet: SheetPart, book: Book) -> RawSheet:
    """The cells of one sheet."""
    reader = SheetReader(book.cells_left)
    parse(without_empty(package.stream(sheet.part)), reader.start, reader.end, reader.text, sheet.name)
    book.cells_left = reader.budget
    return reader.sheet
