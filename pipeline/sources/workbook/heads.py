"""Where the head of a table is, and which column is which.

Heads stand below titles, over one row or two, in merged cells, with line breaks, units in brackets and stars
for what is compulsory; columns stand in any order between others that are nobody's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from pipeline.messages import N_, gettext
from pipeline.sources import rules_workbook
from pipeline.sources.workbook.layout import PROJECT_CODE, Column, Sheet
from pipeline.thai.hygiene import repair

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.findings import Place
    from pipeline.sources.reading import Reading
    from pipeline.sources.workbook.cells import CellReader
    from pipeline.sources.workbook.sheetxml import RawSheet

_SEARCHED_ROWS: Final = 40
"""Rows with content in which the head is looked for."""
_PUNCTUATION: Final = re.compile(r"[\s:*.,/()\[\]（）\-–_ฯ\u200b\u00a0]+")
_BRACKETS: Final = re.compile(r"\([^()]*\)")

Labels = dict[int, str]


@dataclass(slots=True)
class Head:
    """The head of a table: its columns by number, the first row of data, the cell of each heading."""

    columns: dict[int, Column]
    first: int
    cells: dict[int, tuple[int, str]] = field(default_factory=dict)


def folded(text: str) -> str:
    """A heading without what people write differently."""
    return _PUNCTUATION.sub("", repair(text)[0]).casefold()


def known_headings(sheet: Sheet) -> Mapping[str, Column]:
    """Every way to write a heading of the sheet, to its column; the first column that claims it wins."""
    found: dict[str, Column] = {}
    columns = (PROJECT_CODE, *sheet.columns) if sheet.owned else sheet.columns
    exact: list[tuple[Column, Iterable[str]]] = []
    loose: list[tuple[Column, Iterable[str]]] = []
    for column in columns:
        heading = project_code_heading() if column is PROJECT_CODE else sheet.heading(column)
        exact.append((column, (heading, _BRACKETS.sub("", heading))))
        loose.append((column, (*column.also, ".".join(column.path))))
    for column, names in (*exact, *loose):
        for name in names:
            found.setdefault(folded(name), column)
    return found


def project_code_heading() -> str:
    """The heading of the column that says to which project a row belongs."""
    from pipeline.model import Project
    from pipeline.sources.shapes import fields_of

    return fields_of(Project)["code"].title


def find_head(raw: RawSheet, sheet: Sheet, cells: CellReader, reading: Reading) -> Head | None:
    """The head of a sheet, with findings for headings that are missing, twice, or unknown."""
    known = known_headings(sheet)
    best: tuple[int, int, Labels, int] | None = None
    for row in sorted(raw.rows)[:_SEARCHED_ROWS]:
        for height in (1, 2):
            labels = _labels(raw, row, height, cells, known)
            score = len({column.path for text in labels.values() if (column := _column(text, known)) is not None})
            if score and (best is None or score > best[0]):
                best = (score, row, labels, height)
        if best is not None and best[0] >= len(sheet.columns):
            break
    needed = min(2, len(sheet.columns))
    if best is None or best[0] < needed:
        headings = ", ".join(sheet.heading(column) for column in sheet.columns[:3])
        place = cells.place(min(raw.rows), min(raw.rows[min(raw.rows)]))
        reading.find(rules_workbook.HEAD_MISSING, place, sheet=sheet.name, headings=headings)
        return None
    _, row, labels, height = best
    return _head(labels, row, height, known, sheet, cells, reading, raw)


def _labels(raw: RawSheet, row: int, height: int, cells: CellReader, known: Mapping[str, Column]) -> Labels:
    """The heading of each column, if the head had this height: for two rows the group and what is below it."""
    upper = _row_texts(raw, row, cells, across=height == 2)  # noqa: PLR2004 - a head of two rows
    if height == 1:
        return upper
    lower = _row_texts(raw, row + 1, cells, across=False)
    labels = dict(upper)
    for column, text in lower.items():
        above = upper.get(column, "")
        both = f"{above} {text}".strip()
        labels[column] = both if folded(both) in known or _bare(both) in known or folded(text) not in known else text
        if _bare(both) in known and folded(both) not in known:
            labels[column] = _BRACKETS.sub("", both)
    return labels


def _column(text: str, known: Mapping[str, Column]) -> Column | None:
    """The column that a heading means, also with a remark in brackets."""
    return known.get(folded(text)) or known.get(_bare(text))


def _bare(text: str) -> str:
    return folded(_BRACKETS.sub("", text))


def _row_texts(raw: RawSheet, row: int, cells: CellReader, *, across: bool) -> Labels:
    """Texts of a row by column; with ``across`` a text merged over columns counts for each of them."""
    texts: Labels = {}
    for column, cell in raw.rows.get(row, {}).items():
        text = " ".join(cells.scalar(cell).text.split())
        if text and len(text) < 200:  # noqa: PLR2004 - no heading is longer
            texts[column] = text
    if across:
        for top, left, bottom, right in raw.merges:
            if top == row and bottom == row and left in texts and right - left < 100:  # noqa: PLR2004
                texts |= dict.fromkeys(range(left, right + 1), texts[left])
    return texts


def _head(
    labels: Labels, row: int, height: int, known: Mapping[str, Column], sheet: Sheet,
    cells: CellReader, reading: Reading, raw: RawSheet,
) -> Head:  # fmt: skip
    head = Head({}, row + height)
    taken: dict[tuple[str, ...], int] = {}
    # A column of which nothing stands below its heading is not worth a word.
    used = {column for number, line in raw.rows.items() if number >= head.first for column in line}
    for number, text in sorted(labels.items()):
        place = cells.place(row if number in raw.rows.get(row, {}) else row + height - 1, number)
        column = _column(text, known)
        if column is None:
            if number in used:
                _unknown(text, known, sheet, place, reading)
        elif column.path in taken and number in used:
            other = cells.place(row, taken[column.path]).cell or ""
            reading.find(rules_workbook.COLUMN_TWICE, place, heading=text, other=other)
        elif column.path not in taken:
            taken[column.path] = number
            head.columns[number] = column
    for column in (PROJECT_CODE, *sheet.columns) if sheet.owned and not sheet.or_house else sheet.columns:
        required = column is PROJECT_CODE or sheet.required(column)
        if required and column.path not in taken:
            heading = project_code_heading() if column is PROJECT_CODE else sheet.heading(column)
            reading.find(rules_workbook.COLUMN_MISSING, cells.place(row, 1), sheet=sheet.name, heading=heading)
    return head


def _unknown(text: str, known: Mapping[str, Column], sheet: Sheet, place: Place, reading: Reading) -> None:
    near = get_close_matches(folded(text), known, n=1, cutoff=0.75)
    if near:
        column = known[near[0]]
        nearest = project_code_heading() if column is PROJECT_CODE else sheet.heading(column)
        suggestion = gettext(N_("หมายถึง “{nearest}” หรือไม่ ถ้าใช่ให้แก้หัวคอลัมน์")).format(nearest=nearest)
    else:
        suggestion = gettext(N_("ถ้าเป็นข้อมูลสำหรับใช้ภายใน ไม่ต้องทำอะไร"))
    reading.find(rules_workbook.COLUMN_UNKNOWN, place, heading=text[:80], suggestion=suggestion)
