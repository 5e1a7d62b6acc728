"""วิสัยทัศน์ พันธกิจ เป้าหมาย และผลการดำเนินงานหลัก: the last two computed from the strategy and its indicators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.plan_book.front import prose
from pipeline.compose.views.plan_book.tree import PlanTree, node_title
from pipeline.compose.views.targets import target_text
from pipeline.model import BookPart, ListBlock, ListItem, RichText, StrategyLevel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.model import PartChoice, StrategyNode

_DEPTHS = {StrategyLevel.STRATEGY: 1, StrategyLevel.DIMENSION: 2, StrategyLevel.OBJECTIVE: 3}


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One line of the tree; ``depth`` 1 is a strategy, 2 a dimension, 3 an objective."""

    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with a text, with lines of the tree, or with a list of results below it."""

    heading: Entry
    text: Markup
    lines: tuple[GoalLine, ...]
    results: Markup


@dataclass(frozen=True, slots=True)
class VisionView:
    """The whole part: headings above it, and its sections."""

    headings: tuple[Entry, ...]
    sections: tuple[Section, ...]


def chapters(book: Book, choice: PartChoice) -> Iterator[ChapterSheet]:
    """One chapter with the sections for which there is data. A title of the dataset's own stands above them all."""
    results = key_results(book)
    found = (
        ("วิสัยทัศน์", "vision", book.plan.vision, (), None),
        ("พันธกิจ", "mission", book.plan.mission, (), None),
        ("เป้าหมาย", "goals", None, goal_lines(book), None),
        ("ผลการดำเนินงานหลัก (ตัวชี้วัดตามภารกิจงานยุทธศาสตร์)", "key-results", None, (), results),
    )
    printed = [section for section in found if any(section[2:])]
    if not printed:
        return
    above = (book.heading(2, choice.title, "vision-part"),) if choice.title else ()
    headings = (*book.group(BookPart.VISION), *above)
    level = 3 if above else 2
    sections = tuple(
        Section(book.heading(level, title, anchor), prose(book, text), lines, prose(book, listed))
        for title, anchor, text, lines, listed in printed
    )
    entries = (*headings, *(section.heading for section in sections))
    yield book.chapter("vision", "vision", VisionView(headings, sections), entries=entries)


def goal_lines(book: Book) -> tuple[GoalLine, ...]:
    """Strategies, dimensions and objectives that the agency works on, as a tree in lines."""
    tree = PlanTree(book.dataset)
    shown = {above.code for node in tree.objectives for above in book.dataset.strategy_line(node.code)}
    return tuple(
        GoalLine(_DEPTHS[node.level], node_title(node, book.numerals))
        for node in tree.branches
        if node.code in shown and node.level in _DEPTHS
    )


def key_results(book: Book) -> RichText | None:
    """The indicators of the objectives with this year's target, numbered through; ``None`` where there are none."""
    tree = PlanTree(book.dataset)
    items = tuple(ListItem(text=text) for node in tree.objectives for text in _results(tree, node))
    return RichText(blocks=(ListBlock(items=items),)) if items else None


def _results(tree: PlanTree, objective: StrategyNode) -> Iterator[str]:
    """``ร้อยละ… (ค่าเป้าหมาย ร้อยละ 30) (สนับสนุนเป้าประสงค์ที่ 7.3.1.1)``; the digits are converted later."""
    for _, indicator in tree.indicators(objective.code):
        target = indicator.target_of(tree.dataset.fiscal_year)
        aim = f" (ค่าเป้าหมาย {target_text(target)})" if target else ""
        yield f"{indicator.name}{aim} (สนับสนุน{objective.level.value}ที่ {objective.code})"
