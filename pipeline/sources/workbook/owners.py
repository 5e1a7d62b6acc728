"""Rows to where they belong: lists of the dataset, lists of its records, groups of single values."""

from __future__ import annotations

import re
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.messages import N_, gettext
from pipeline.sources import limits, rules, rules_workbook
from pipeline.sources.lists import split
from pipeline.sources.nodes import Entry, Fields, Items, Scalar
from pipeline.sources.references import KEYS
from pipeline.sources.subjects import name_of
from pipeline.sources.workbook.heads import folded
from pipeline.sources.workbook.layout import SHEETS
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from pipeline.findings import Place
    from pipeline.sources.reading import Reading
    from pipeline.sources.workbook.rows import Row
    from pipeline.sources.workbook.sheets import Home, Owner, Sheet


class Places:
    """The tree of a workbook as it grows. Records that others belong to are known by their codes."""

    def __init__(self, root: Fields, reading: Reading) -> None:
        self.root = root
        self.reading = reading
        owners = {sheet.owner.target for sheet in SHEETS if sheet.owner}
        owners |= {home.target[0] for sheet in SHEETS for home in sheet.homes if home.numbered}
        self._known: dict[str, dict[str, Fields]] = {target: {} for target in sorted(owners)}

    def merge(self, target: tuple[str, ...], found: Fields) -> None:
        """Put single values into the group at a path."""
        group = _group(self.root, target, found.place)
        group.entries |= found.entries
        group.excused |= found.excused

    def listed(self, rows: list[Row], sheet: Sheet) -> None:
        """Rows that are records of a list of their own."""
        name = sheet.target[0]
        for row in rows:
            _list(self.root, sheet.target, row).items.append(row.fields)
            if len(sheet.target) == 1 and name in self._known:
                self._known[name].setdefault(_code(row.fields.text(KEYS[name][1])), row.fields)

    def owned(self, rows: list[Row], sheet: Sheet, owner: Owner) -> None:
        """Rows of an owner; a row without a code directly below one with it belongs to the same owner."""
        above: tuple[int, Scalar] | None = None
        for row in rows:
            if row.code is None and sheet.or_house:
                _list(self.root, ("house", *sheet.target), row).items.append(row.fields)
                continue
            if row.code is None and above is not None and above[0] == row.number - 1:
                row.code = above[1]
            elif row.code is None:
                if owner.column.path[0] not in row.failed:
                    self.reading.find(rules_workbook.NO_OWNER, row.fields.place, code=sheet.heading(owner.column))
                continue
            first = above is None or above[1] is not row.code
            above = (row.number, row.code)
            self._put(row, row.code, sheet, owner, told=not first)

    def _put(self, row: Row, code: Scalar, sheet: Sheet, owner: Owner, *, told: bool) -> None:
        """Put a row to the record that its code names; a code of nothing is told unless it is ``told`` already."""
        home, number = _home(sheet, code.text)
        if home is not None and not home.numbered:
            _list(self.root, home.target, row).items.append(row.fields)
            return
        name, target, key = owner.target, sheet.target, _code(code.text)
        if home is not None:
            name, target, key = home.target[0], home.target[1:], number
        record = self._known[name].get(key)
        if record is None and home is None and owner.implied:
            record = self._implied(code, owner)
        if record is not None:
            _list(record, target, row).items.append(row.fields)
        elif not told:
            self._nowhere(code, key, name, sheet, owner)

    def _implied(self, code: Scalar, owner: Owner) -> Fields:
        """A record of which nothing but its code is written so far."""
        key = owner.column.path[0]
        record = Fields({key: Entry(Scalar(key, code.place), code)}, code.place)
        entry = self.root.entries.setdefault(
            owner.target, Entry(Scalar(owner.target, code.place), Items([], code.place))
        )
        assert isinstance(entry.value, Items)  # noqa: S101 - lists of the dataset are lists here
        entry.value.items.append(record)
        return self._known[owner.target].setdefault(_code(code.text), record)

    def _nowhere(self, code: Scalar, key: str, name: str, sheet: Sheet, owner: Owner) -> None:
        if name in self.reading.incomplete or self.reading.full:
            return
        known = islice(self._known[name], limits.MAX_SUGGESTED)
        near = get_close_matches(key, known, n=1, cutoff=0.6)
        suggestion = gettext(N_(" ที่ใกล้เคียงที่สุดคือ “{nearest}”")).format(nearest=near[0]) if near else ""
        self.reading.find(
            rules.REFERENCE_MISSING, code.place, quote=code.text, field=sheet.heading(owner.column),
            value=code.text.strip()[:40], target=name_of(KEYS[name][0]), suggestion=suggestion,
        )  # fmt: skip


def _home(sheet: Sheet, text: str) -> tuple[Home | None, str]:
    """The other place that words in the column of codes name, and the number behind them."""
    said = to_arabic(folded(text[:80]))
    for home in sheet.homes:
        for word in map(folded, home.words):
            rest = said.removeprefix(word)
            if said == word and not home.numbered:
                return home, ""
            if rest != said and home.numbered and re.fullmatch("[0-9]{1,2}", rest):
                return home, str(int(rest))
    return None, ""


def _group(group: Fields, target: tuple[str, ...], place: Place) -> Fields:
    """The group of values at a path below another, made where it is not there."""
    for name in target:
        entry = group.entries.get(name)
        if entry is None or not isinstance(entry.value, Fields):
            entry = group.entries[name] = Entry(Scalar(name, place), Fields({}, place))
        assert isinstance(entry.value, Fields)  # noqa: S101 - made above
        group = entry.value
    return group


def _list(fields: Fields, target: tuple[str, ...], row: Row) -> Items:
    """The list of values at a path below a group, made where it is not there."""
    place = row.fields.place
    fields = _group(fields, target[:-1], place)
    entry = fields.entries.setdefault(target[-1], Entry(Scalar(target[-1], place), Items([], place)))
    if isinstance(entry.value, Scalar):
        # Lines of a cell in the sheet of the owner: rows of their own sheet follow them.
        entry.value = split(entry.value, coded=False)
    elif isinstance(entry.value, Fields):
        # Columns of years or levels in the sheet of the owner.
        entry.value = Items([entry.value], entry.value.place)
    return entry.value


def _code(text: str) -> str:
    """A code as it is compared: in Arabic digits, without spaces around it."""
    return to_arabic(text).strip()
