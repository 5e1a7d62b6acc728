"""สรุปโครงการ/กิจกรรมและงบประมาณ: all strategic projects by priority, their total, and how many have their money."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.compose.views.columns import money_share, shared_out
from pipeline.compose.views.plan_book.pieces import money, notes_of, project_line
from pipeline.compose.views.plan_book.tree import PlanTree
from pipeline.model import BookPart, FundingState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.digits import Numerals
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.compose.views.plan_book.pieces import ProjectLine
    from pipeline.model import PartChoice, Project


@dataclass(frozen=True, slots=True)
class Summary:
    """The table with its total in baht, the sentences that count, and the note. Widths are in mm."""

    headings: tuple[Entry, ...]
    projects: tuple[ProjectLine, ...]
    total: str
    counts: tuple[str, ...]
    notes: tuple[str, ...]
    widths: tuple[float, ...]


def chapters(book: Book, choice: PartChoice) -> Iterator[ChapterSheet]:
    """One chapter; none without strategic projects."""
    projects = PlanTree(book.dataset).strategic
    if not projects:
        return
    heading = book.heading(2, choice.title or "สรุปโครงการ/กิจกรรมและงบประมาณ", "summary")
    headings = (*book.group(BookPart.SUMMARY), heading)
    lines = tuple(project_line(book, number, project) for number, project in enumerate(projects, 1))
    total = money(total_of(projects), book.numerals)
    amounts = money_share([total, *(line.budget for line in lines)], 25, book.options.text_width)
    view = Summary(
        headings=headings,
        projects=lines,
        total=total,
        counts=count_sentences(projects, book.numerals),
        notes=notes_of(projects),
        widths=shared_out(book.options.text_width, 14, 83 - amounts, amounts, 30, 33),
    )
    yield book.chapter(heading.id, "summary", view, entries=headings)


def total_of(projects: Iterable[Project]) -> Decimal | None:
    """The sum of all budgets in baht, funded or not, as plans print it; ``None`` where none has one."""
    budgets = [project.planned_budget for project in projects if project.planned_budget is not None]
    return sum(budgets, Decimal(0)) if budgets else None


def count_sentences(projects: Iterable[Project], numerals: Numerals) -> tuple[str, ...]:
    """How many projects there are: with a budget (with the money and without it), and without a budget."""
    states = Counter(project.funding_state for project in projects)
    funded, unfunded = states[FundingState.FUNDED], states[FundingState.UNFUNDED]
    number = numerals.number
    used = (
        f"โครงการ/กิจกรรมที่ใช้งบประมาณ {number(funded + unfunded)} โครงการ/กิจกรรม "
        f"(ได้รับงบประมาณ {number(funded)} โครงการ/ไม่ได้รับงบประมาณ {number(unfunded)} โครงการ)"
    )
    return (
        f"รวมโครงการ/กิจกรรม {number(states.total())} โครงการ/กิจกรรม",
        used,
        f"โครงการ/กิจกรรมที่ไม่ใช้งบประมาณ {number(states[FundingState.NO_BUDGET])} โครงการ/กิจกรรม",
    )
