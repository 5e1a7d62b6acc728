"""The projects that need attention (โครงการที่ควรให้ความสนใจ), ten at most, each with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.columns import shared_out
from pipeline.compose.views.executive_summary.pieces import amount, decimal, projects
from pipeline.compose.views.executive_summary.tables import money_width

if TYPE_CHECKING:
    from pipeline.compose.composed import Options
    from pipeline.compose.digits import Numerals
    from pipeline.compose.views.executive_summary.scope import Concerned, Scope


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """A project: rank, code, name, whose it is, why it is here (the gravest first), and its figures."""

    rank: str
    code: str
    name: str
    place: str
    reasons: str
    progress: str
    planned: str
    spent: str
    budget: str


@dataclass(frozen=True, slots=True)
class ConcernTable:
    """The projects, and how many more there are; empty where there are none."""

    rows: tuple[ConcernRow, ...]
    more: str
    widths: tuple[float, ...]


def concern_table(scope: Scope, options: Options) -> ConcernTable:
    """The first ten of the rank."""
    numerals = options.numerals
    rows = tuple(_row(place, one, numerals) for place, one in enumerate(scope.attention, 1))
    money = money_width(text for row in rows for text in (row.spent, row.budget))
    rest = scope.attention_total - len(rows)
    room = options.text_width - 8 - 13.5 - money
    return ConcernTable(
        rows=rows,
        more=f"และอีก {projects(rest, numerals)}ที่ควรให้ความสนใจ" if rest > 0 else "",
        widths=shared_out(options.text_width, 8, room * 0.56, room * 0.44, 13.5, money),
    )


def _row(place: int, one: Concerned, numerals: Numerals) -> ConcernRow:
    figures = one.attention.figures
    return ConcernRow(
        rank=numerals.number(place),
        code=figures.code,
        name=numerals.typed(figures.name),
        place=numerals.typed(one.place),
        reasons=", ".join(numerals.computed(reason.brief) for reason in one.attention.reasons),
        progress=decimal(figures.now.progress, numerals),
        planned=decimal(figures.now.planned, numerals),
        spent=amount(figures.now.spent, numerals),
        budget=amount(figures.budget, numerals),
    )
