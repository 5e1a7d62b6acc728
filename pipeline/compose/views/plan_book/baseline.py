"""บัญชีรายการ/โครงการประจำปีพื้นฐาน: the baseline items by area (ด้าน/แผนงาน), and their total."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.compose.views.columns import Cell, money_share, row_height, shared_out, table_height
from pipeline.compose.views.plan_book.pieces import money
from pipeline.compose.views.texts import NONE
from pipeline.model import BaselineProject, BookPart, ProjectKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.model import Dataset, PartChoice


@dataclass(frozen=True, slots=True)
class Item:
    """One item; its number counts those of its area."""

    number: str
    name: str
    budget: str


@dataclass(frozen=True, slots=True)
class Area:
    """An area with its items; ``together``: they fit a page and stay in one piece."""

    number: str
    name: str
    items: tuple[Item, ...]
    together: bool


@dataclass(frozen=True, slots=True)
class Baseline:
    """The table with its total in baht. Widths are in mm."""

    headings: tuple[Entry, ...]
    areas: tuple[Area, ...]
    total: str
    widths: tuple[float, ...]


def chapters(book: Book, choice: PartChoice) -> Iterator[ChapterSheet]:
    """One chapter; none without baseline items."""
    items = baseline_items(book.dataset)
    if not items:
        return
    heading = book.heading(2, choice.title or "บัญชีรายการ/โครงการประจำปีพื้นฐาน", "baseline")
    headings = (*book.group(BookPart.BASELINE), heading)
    total = money(total_of(items), book.numerals)
    amounts = money_share([total, *(money(item.budget, book.numerals) for item in items)], 26, book.options.text_width)
    widths = shared_out(book.options.text_width, 14, 36, 110 - amounts, amounts)
    view = Baseline(
        headings=headings,
        areas=tuple(_areas(book, items, widths)),
        total=total,
        widths=widths,
    )
    yield book.chapter(heading.id, "baseline", view, entries=headings)


def baseline_items(dataset: Dataset) -> tuple[BaselineProject, ...]:
    """The items of the dataset, then the projects of that kind."""
    projects = [project for project in dataset.projects if project.kind is ProjectKind.BASELINE]
    return (
        *dataset.baseline,
        *(BaselineProject(name=project.name, area=project.area, budget=project.planned_budget) for project in projects),
    )


def total_of(items: Iterable[BaselineProject]) -> Decimal | None:
    """The sum of all budgets in baht; ``None`` where no item has one."""
    budgets = [item.budget for item in items if item.budget]
    return sum(budgets, Decimal(0)) if budgets else None


def _areas(book: Book, items: Sequence[BaselineProject], widths: tuple[float, ...]) -> Iterator[Area]:
    numerals = book.numerals
    most = table_height(book.dataset.house)
    for number, area in enumerate(dict.fromkeys(item.area for item in items), 1):
        own = [item for item in items if item.area == area]
        height = sum(row_height([Cell((f"00. {item.name}",), widths[2])]) for item in own)
        yield Area(
            number=numerals.number(number),
            name=numerals.typed(area) if area else NONE,
            items=tuple(
                Item(numerals.number(place), numerals.typed(item.name), money(item.budget or None, numerals))
                for place, item in enumerate(own, 1)
            ),
            together=len(own) > 1 and height <= most,
        )
