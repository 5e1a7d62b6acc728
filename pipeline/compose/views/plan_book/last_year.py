"""ผลการดำเนินงานของหน่วยงานในปีที่ผ่านมา: what was done last year, by evaluation dimension."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.plan_book.front import prose
from pipeline.model import BookPart, ListBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from pipeline.compose.composed import ChapterSheet, Entry
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.model import PartChoice, ResultGroup


@dataclass(frozen=True, slots=True)
class Results:
    """A group of projects. ``dimension`` is empty unless the group begins a dimension, ``title`` where it has none."""

    dimension: str
    title: str
    items: Markup


@dataclass(frozen=True, slots=True)
class LastYearView:
    """The whole part; a text may be empty."""

    headings: tuple[Entry, ...]
    intro: Markup
    groups: tuple[Results, ...]
    highlights: Markup


def chapters(book: Book, choice: PartChoice) -> Iterator[ChapterSheet]:
    """One chapter."""
    last = book.plan.last_year
    if last is None or not (last.intro or last.groups or last.highlights):
        return
    headings = (
        *book.group(BookPart.LAST_YEAR),
        book.heading(2, choice.title or "ผลการดำเนินงานของหน่วยงานในปีที่ผ่านมา", "last-year"),
    )
    above = (None, *(group.dimension for group in last.groups))
    view = LastYearView(
        headings=headings,
        intro=prose(book, last.intro),
        groups=tuple(
            _results(book, group, begins=group.dimension != before)
            for group, before in zip(last.groups, above, strict=False)
        ),
        highlights=prose(book, last.highlights),
    )
    yield book.chapter("last-year", "last-year", view, entries=headings)


def _results(book: Book, group: ResultGroup, *, begins: bool) -> Results:
    return Results(
        dimension=dimension_title(book, group.dimension) if begins and group.dimension else "",
        title=_counted(book, group),
        items=prose(book, group.items),
    )


def dimension_title(book: Book, number: int) -> str:
    """``มิติที่ 2 ด้านประสิทธิภาพของการปฏิบัติราชการ``."""
    names = [dimension.name for dimension in book.dataset.evaluation_dimensions if dimension.no == number]
    return " ".join((f"มิติที่ {book.numerals.number(number)}", *map(book.numerals.typed, names[:1])))


def _counted(book: Book, group: ResultGroup) -> str:
    """``โครงการ/กิจกรรมยุทธศาสตร์ จำนวน 7 โครงการ/กิจกรรม ได้แก่``; the number is that of the items listed."""
    if group.title is None:
        return ""
    count = sum(len(block.items) for block in group.items.blocks if isinstance(block, ListBlock))
    counted = f" จำนวน {book.numerals.number(count)} โครงการ/กิจกรรม ได้แก่" if count else ""
    return f"{book.numerals.typed(group.title)}{counted}"
