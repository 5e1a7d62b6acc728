"""The items: a table for each division, in it a line for each person above what that person is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.columns import Cell, row_height, shared_out, table_height
from pipeline.compose.views.follow_up.counts import many
from pipeline.compose.views.lines import MISSING, phone_text
from pipeline.monitoring import days_over, matter, notes
from pipeline.monitoring.people import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.composed import Options
    from pipeline.compose.digits import Numerals
    from pipeline.model import House
    from pipeline.monitoring import Contact, FollowUp, Item

_NUMBER, _DEADLINE, _DAYS = 12.0, 24.0, 21.0
"""Widths of columns in mm: their texts have room on a line."""

_NAMES, _MATTERS = 61, 42
"""Shares of what the others leave: project or indicator, what it is about."""

_TOGETHER = 0.4
"""Items of a person that take no more than so much of a page are not parted: who is asked stands above them."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item. ``overdue``: nothing came and the deadline is over; ``tall``: no page holds the row, it may break."""

    number: str
    code: str
    name: str
    matter: str
    notes: tuple[str, ...]
    deadline: str
    days: str
    overdue: bool
    tall: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A responsible person, told in a line with position, unit and telephone, and what is asked.

    ``together``: the rows stay on one page.
    """

    who: str
    rows: tuple[ItemRow, ...]
    together: bool


@dataclass(frozen=True, slots=True)
class DivisionPart:
    """A division with something to follow up."""

    heading: str
    people: tuple[Asked, ...]


def item_widths(width: float) -> tuple[float, ...]:
    """Columns of the tables of items, in mm."""
    rest = max(width - _NUMBER - _DEADLINE - _DAYS, 2 * _DEADLINE) / (_NAMES + _MATTERS)
    return shared_out(width, _NUMBER, _NAMES * rest, _MATTERS * rest, _DEADLINE, _DAYS)


def division_parts(follow_up: FollowUp, first: int, house: House, options: Options) -> Iterator[DivisionPart]:
    """Every division that has items, in the order of the agency's list; items are numbered from ``first`` on."""
    numerals, widths = options.numerals, item_widths(options.text_width)
    tallest, number = table_height(house), first
    for division in follow_up.divisions:
        people = []
        for person in division.people:
            rows, height = [], 0.0
            for item in person.items:
                row, own = _row(item, number, numerals, widths, tallest)
                rows.append(row)
                height += own
                number += 1
            who = _who(person.contact, division.division.name, numerals)
            people.append(Asked(who, tuple(rows), together=height <= tallest * _TOGETHER))
        if people:
            count = many(len(division.items), numerals)
            heading = f"{numerals.typed(division.division.name)} ({count} รายการ)"
            yield DivisionPart(heading, tuple(people))


def _row(
    item: Item, number: int, numerals: Numerals, widths: tuple[float, ...], tallest: float
) -> tuple[ItemRow, float]:
    """A row and its height in mm."""
    name, told = numerals.typed(item.name), numerals.typed(matter(item).text)
    lines = tuple(numerals.typed(note.text) for note in notes(item))
    days = days_over(item)
    _, name_width, told_width, *_ = widths
    height = row_height([Cell((item.code, name), name_width), Cell((told, *lines), told_width)])
    row = ItemRow(
        number=numerals.number(number),
        code=item.code,
        name=name,
        matter=told,
        notes=lines,
        deadline=numerals.date(item.deadline, "short"),
        days=MISSING if days is None else many(days, numerals),
        overdue=item.is_overdue,
        tall=height > tallest,
    )
    return row, height


def _who(contact: Contact, division: str, numerals: Numerals) -> str:
    """``ผู้รับผิดชอบ : นางมาลี สมมุติ หัวหน้ากลุ่มงาน กลุ่มงานแผนที่ โทร. 1459``; the division itself is told above."""
    if contact.name == NOBODY:
        return NOBODY
    unit = contact.unit if contact.unit not in (None, division, contact.name) else None
    known = numerals.typed(" ".join(part for part in (contact.name, contact.position, unit) if part))
    return " ".join(part for part in ("ผู้รับผิดชอบ :", known, phone_text(contact.phone)) if part)
