"""The table of all projects, by division or agency and by strategy: each group adds up to the first row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.columns import shared_out
from pipeline.compose.views.executive_summary.pieces import amount, decimal, many
from pipeline.compose.widths import body_mm

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.compose.composed import Options
    from pipeline.compose.digits import Numerals
    from pipeline.compose.views.executive_summary.scope import Member
    from pipeline.monitoring import Group

HEADS = ("รวม", "แล้ว เสร็จ", "เร็วกว่า แผน", "ตาม แผน", "ช้ากว่า แผน", "ยังไม่ เริ่ม", "ไม่มี ข้อมูล")
"""Projects by standing, in the order of :class:`pipeline.monitoring.Standing`, all first."""

SIZE = 12 / 16
"""Size of the tables; body text is 1."""

_BOLD, _SIDES = 1.06, 2.4
_COUNTS_AND_PERCENTS, _MONEY = ((9.8, 13.0), (8.4, 12.0)), 20.0
"""Widths of columns in mm: of counts and percentages on usual pages, and where names would get too little."""

_NAME, _LEAST_NAME = 26.0, 20.0
"""Width of names that holds any usual word, and that on pages whose margins leave them less, in mm: all columns are
then narrower in proportion."""


@dataclass(frozen=True, slots=True)
class Row:
    """A group: counts by standing, progress above plan, money spent above its budget, and the share that is spent."""

    name: str
    counts: tuple[str, ...]
    progress: str
    planned: str
    spent: str
    budget: str
    percent: str


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one way to group the projects, below its title."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """All projects, then the groups. ``widths`` are in mm. ``whole``: it stays on one page."""

    heads: tuple[str, ...]
    total: Row
    blocks: tuple[Block, ...]
    widths: tuple[float, ...]
    whole: bool


def table_widths(total: Group, options: Options) -> tuple[float, ...]:
    """Columns in mm: the group's name, counts, progress, money, share. The total has the widest amounts."""
    texts = (amount(value, options.numerals) for value in (total.now.spent, total.now.budget))
    money = money_width(texts)
    for count, percent in _COUNTS_AND_PERCENTS:
        fixed = (*(count for _ in HEADS), percent, money, percent)
        name = options.text_width - sum(fixed)
        if name >= _NAME:
            break
    return shared_out(options.text_width, max(name, _LEAST_NAME), *fixed)


def figure_table(
    total: Group, blocks: Sequence[tuple[str, Sequence[Member]]], options: Options, *, whole: bool
) -> FigureTable:
    """The table; ``blocks`` are titles with the groups below them."""
    numerals = options.numerals
    made = tuple(
        Block(title, tuple(_row(member.group, numerals) for member in members)) for title, members in blocks if members
    )
    return FigureTable(
        heads=HEADS,
        total=_row(total, numerals, "รวมทุกโครงการ"),
        blocks=made,
        widths=table_widths(total, options),
        whole=whole,
    )


def money_width(texts: Iterable[str]) -> float:
    """Width of a column of amounts, which never wrap, in mm."""
    return max([_MONEY, *(body_mm(text) * SIZE * _BOLD + _SIDES for text in texts)])


def _row(group: Group, numerals: Numerals, name: str | None = None) -> Row:
    now = group.now
    return Row(
        name=numerals.typed(group.name) if name is None else name,
        counts=(many(now.projects, numerals), *(many(count, numerals) for _, count in now.standings)),
        progress=decimal(now.progress, numerals),
        planned=decimal(now.planned, numerals),
        spent=amount(now.spent, numerals),
        budget=amount(now.budget, numerals),
        percent=decimal(now.percent, numerals),
    )
