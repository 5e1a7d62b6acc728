"""A dataset as rows of cells: which record stands in which row, and what is stored for a value."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import UsageError
from pipeline.messages import N_, gettext
from pipeline.model import FrameworkWord, Month, RichText
from pipeline.sources import limits
from pipeline.sources.lists import CODES, joined
from pipeline.sources.references import KEYS
from pipeline.sources.richtext import to_text
from pipeline.sources.texts import UNPRINTABLE
from pipeline.sources.values import label
from pipeline.sources.workbook.sheets import YearColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Dataset, Record
    from pipeline.sources.workbook.sheets import Column, Home, Sheet

YES, NO = "ใช่", "ไม่ใช่"

_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would take for an escaped character; the underscore itself is escaped."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "'")
_EPOCH: Final = dt.date(1899, 12, 30)
_FIRST_DAY: Final = dt.date(1900, 3, 1)
"""Before it Excel counts a day that never was (29 February 1900)."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell stores: ``kind`` is ``s`` for a text and ``n`` for a number, both as they stand in the file.

    ``guarded``: a text that Excel would take for a formula when somebody edits it.
    """

    text: str
    kind: str
    guarded: bool = False


def records(sheet: Sheet, dataset: Dataset) -> Iterator[tuple[str | None, Record | None]]:
    """The records of a sheet in order, each with the code of its owner where it belongs to one.

    A single record that the dataset does not have is ``None``.
    """
    if sheet.owner is not None:
        key = sheet.owner.column.path[0]
        for home in sheet.homes:
            yield from _at_home(home, dataset)
        for owner in getattr(dataset, sheet.owner.target):
            yield from ((getattr(owner, key), record) for record in getattr(owner, sheet.target[0]))
        if sheet.or_house:
            yield from ((None, record) for record in getattr(dataset.house, sheet.target[0]))
        return
    found = _found(dataset, sheet.target)
    if found is None and not sheet.upright:
        return
    yield from ((None, record) for record in (found if isinstance(found, tuple) else (found,)))


def _at_home(home: Home, dataset: Dataset) -> Iterator[tuple[str, Record]]:
    """The records of another place, each with the words that lead there."""
    if not home.numbered:
        yield from ((home.words[0], record) for record in _found(dataset, home.target) or ())
        return
    word = dataset.evaluation.word if dataset.evaluation is not None else FrameworkWord.COMPONENT
    key = KEYS[home.target[0]][1]
    for owner in getattr(dataset, home.target[0]):
        code = f"{word.value}ที่ {getattr(owner, key)}"
        yield from ((code, record) for record in getattr(owner, home.target[1]))


def _found(dataset: Dataset, path: tuple[str, ...]) -> Any:  # noqa: ANN401 - a list, a record or nothing
    found: Any = dataset
    for name in path:
        found = None if found is None else getattr(found, name)
    return found


def value_of(record: Record | None, column: Column) -> Any:  # noqa: ANN401 - any value of the model
    """The value of a column; ``None`` also where the group around it is missing."""
    if isinstance(column, YearColumn):
        targets = getattr(record, column.path[0], ())
        return next((target.text for target in targets if target.year == column.year), None)
    found: Any = record
    for name in column.path:
        found = None if found is None else getattr(found, name)
    return found


def stored(record: Record | None, sheet: Sheet, column: Column) -> Content | None:
    """What is stored for a value of a record; ``None`` for an empty cell.

    A list stands in one cell. One that is empty although it usually is not is a dash.

    Raises:
        UsageError: a text is longer than a cell of Excel can hold.
    """
    value = value_of(record, column)
    if not isinstance(value, tuple):
        return content(value)
    if not value:
        return Content("-", "s", guarded=True) if sheet.fields(column)[-1].info.default else None
    return _text(joined(value, coded=(sheet.record, column.path[-1]) in CODES))


def content(value: Any) -> Content | None:  # noqa: ANN401 - any value of the model but a list
    """What is stored for a value; ``None`` for an empty cell.

    Raises:
        UsageError: a text is longer than a cell of Excel can hold.
    """
    if value is None:
        return None
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return Content(f"{value:f}" if isinstance(value, Decimal) else str(value), "n")
    if isinstance(value, Month):
        value = dt.date(value.year, value.month, 1)
    if isinstance(value, dt.date) and value >= _FIRST_DAY:
        return Content(str((value - _EPOCH).days), "n")
    return _text(_worded(value))


def _worded(value: Any) -> str:  # noqa: ANN401 - any value that is stored as a text
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, RichText):
        return to_text(value)
    return label(value) if isinstance(value, StrEnum) else str(value)


def _text(text: str) -> Content:
    text = UNPRINTABLE.sub(" ", text)
    written = _ESCAPED.sub("_x005F_", text)
    if len(written) > limits.MAX_CELL_TEXT:
        raise UsageError(
            gettext(N_("ข้อความ “{start}…” ยาวเกินช่องของ Excel")).format(start=text[:40]),
            gettext(N_("ใช้ชุดข้อมูลแบบ YAML แทนสมุดงาน")),
        )
    return Content(written, "s", guarded=text.startswith(_FORMULA))
