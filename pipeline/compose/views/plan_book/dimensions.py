"""ตารางแสดงโครงการ/กิจกรรมสนับสนุนภารกิจในมิติที่ n: indicators that hang on an evaluation dimension, not on the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from pipeline.compose.views.columns import shared_out
from pipeline.compose.views.plan_book import evaluated
from pipeline.compose.views.plan_book.pieces import detail, division_of
from pipeline.compose.views.plan_book.tree import PlanTree
from pipeline.compose.views.texts import NONE
from pipeline.model import BookPart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.compose.views.plan_book.pieces import FormulaText
    from pipeline.model import Activity, Indicator, PartChoice


@dataclass(frozen=True, slots=True)
class Work:
    """A project or activity with the division that is responsible; empty where that is not known."""

    name: str
    division: str


@dataclass(frozen=True, slots=True)
class RowD:
    """An indicator; ``depth`` 0 is a main one, those below it have 1, 2 and so on. An empty target is none."""

    name: str
    depth: int
    definition: Markup
    target: str
    formula: FormulaText | None
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class TableD:
    """The chapter of a dimension. A group is a main indicator with those below it. Widths are in mm."""

    headings: tuple[Entry, ...]
    number: str
    groups: tuple[tuple[RowD, ...], ...]
    widths: tuple[float, ...]


def chapters(book: Book, choice: PartChoice) -> Iterator[ChapterSheet]:
    """A chapter per dimension, by number, that indicators hang on."""
    rows = _Rows(book)
    for number in rows.dimensions:
        title = choice.title or "ตารางแสดงโครงการ/กิจกรรมสนับสนุนภารกิจในมิติที่"
        headings = (
            *book.group(BookPart.DIMENSIONS),
            *evaluated.guidelines(book),
            *evaluated.dimension(book, number),
            book.heading(4, f"{title} {number}", f"dimension-{number}-table"),
        )
        view = TableD(
            headings=headings,
            number=book.numerals.number(number),
            groups=tuple(rows.groups(number)),
            widths=_widths(book),
        )
        yield book.chapter(f"dimension-{number}-table", "dimensions", view, entries=headings)


def _widths(book: Book) -> tuple[float, ...]:
    return shared_out(book.options.text_width, 50, 62, 48)


class _Rows:
    """The indicators of all dimensions as a tree, in the order of the dataset."""

    def __init__(self, book: Book) -> None:
        self.book, self.tree = book, PlanTree(book.dataset)
        self._own = [one for one in book.dataset.indicators if one.dimension is not None and one.node is None]
        self._ids = {one.id for one in self._own}

    @property
    def dimensions(self) -> list[int]:
        return sorted({one.dimension for one in self._own if one.dimension is not None})

    def groups(self, dimension: int) -> Iterator[tuple[RowD, ...]]:
        roots = [one for one in self._own if one.dimension == dimension and one.parent not in self._ids]
        for place, root in enumerate(roots, 1):
            yield tuple(self._rows(root, f"{dimension}.{place}", 0, frozenset()))

    def _rows(self, indicator: Indicator, counted: str, depth: int, above: frozenset[str]) -> Iterator[RowD]:
        """The indicator and all below it. Its number is the one that it has, else counted."""
        number = indicator.no or counted
        children = [one for one in self._own if one.parent == indicator.id and one.id not in above]
        yield self._row(indicator, number, depth, leaf=not children)
        for place, child in enumerate(children, 1):
            yield from self._rows(child, f"{number}.{place}", depth + 1, above | {indicator.id, child.id})

    def _row(self, indicator: Indicator, number: str, depth: int, *, leaf: bool) -> RowD:
        numerals = self.book.numerals
        prefix = "" if depth else "ตัวชี้วัดที่ "
        found = detail(indicator, self.book.dataset.fiscal_year, numerals, _widths(self.book)[1])
        target = "" if found.target == NONE else found.target
        nothing = NONE if leaf and not target and found.formula is None else ""
        return RowD(
            name=numerals.typed(f"{prefix}{number} {indicator.name}"),
            depth=depth,
            definition=found.definition or Markup("<p>{}</p>").format(nothing),
            target=target,
            formula=found.formula,
            works=tuple(self._works(indicator)) or ((Work(NONE, ""),) if leaf else ()),
        )

    def _works(self, indicator: Indicator) -> Iterator[Work]:
        numerals = self.book.numerals
        for project in self.tree.measured_by(indicator):
            division = division_of(self.book, project)
            yield Work(numerals.typed(project.name), "" if division == NONE else division)
        for activity in indicator.activities:
            yield Work(numerals.typed(activity.name), self._division(activity))

    def _division(self, activity: Activity) -> str:
        line: Sequence[str] = [unit.name for unit in self.book.dataset.unit_line(activity.unit)]
        return self.book.numerals.typed(line[0]) if line else ""
