"""แผนปฏิบัติราชการประจำปี: the annual plan book of an agency, one module for each of its parts.

Without a list of parts the book has all for which there is data, in their usual order; the changes since the issue
before where the caller brings them. With it exactly those, in that order; changes that the caller brings and the list
says nothing of come last, before the back cover.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from pipeline.compose.composed import Sheet, midnight
from pipeline.compose.naming import file_stem
from pipeline.compose.views.office import created_on, protected_names
from pipeline.compose.views.plan_book.book import Book, Group, part_group
from pipeline.compose.views.plan_book.contents import Contents
from pipeline.model import BookPart, PartChoice, PlanBook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.composed import ChapterSheet, Entry, Options
    from pipeline.compose.views.plan_book.book import Part
    from pipeline.model import Dataset, Project

PARTS: dict[BookPart, tuple[str, str]] = {
    BookPart.OUTER_COVER: ("covers", "outer"),
    BookPart.INNER_COVER: ("covers", "inner"),
    BookPart.PREFACE: ("front", "preface"),
    BookPart.CONTENTS: ("contents", "chapters"),
    BookPart.GENERAL: ("general", "chapters"),
    BookPart.SWOT: ("swot", "chapters"),
    BookPart.LAST_YEAR: ("last_year", "chapters"),
    BookPart.VISION: ("vision", "chapters"),
    BookPart.MEASURES: ("measures", "chapters"),
    BookPart.SUMMARY: ("summary", "chapters"),
    BookPart.BASELINE: ("baseline", "chapters"),
    BookPart.TABLE_A: ("table_a", "chapters"),
    BookPart.TABLE_B: ("table_b", "chapters"),
    BookPart.DIMENSIONS: ("dimensions", "chapters"),
    BookPart.STEPS: ("steps", "chapters"),
    BookPart.CHANGES: ("changes", "chapters"),
    BookPart.TEXT: ("front", "free_text"),
    BookPart.BACK_COVER: ("covers", "back"),
}
"""Module below this package and function of every part."""

_ON_DEMAND = (BookPart.CHANGES, BookPart.TEXT)
"""Parts that no book has unasked."""


def view(dataset: Dataset, subject: Project | Dataset, options: Options) -> Sheet:  # noqa: ARG001 - every view's signature
    """The book of a dataset, in chapters."""
    plan = dataset.plan_book or PlanBook()
    book = Book(dataset, plan, options)
    sheets = tuple(_sheets(book))
    entries = tuple(entry for sheet in sheets for entry in sheet.entries)
    return Sheet(
        view=None,
        label=str(dataset.fiscal_year),
        title=f"{plan.title} {dataset.fiscal_year}",
        subject=dataset.agency.name,
        author=dataset.agency.name,
        keywords=tuple(word for word in (f"ปีงบประมาณ พ.ศ. {dataset.fiscal_year}", plan.version) if word),
        created=midnight(created_on(dataset)),
        protect=protected_names(dataset),
        stem=file_stem("plan-book", str(dataset.fiscal_year)),
        chapters=tuple(_with_contents(sheet, entries) for sheet in sheets),
    )


def choices(book: Book) -> tuple[PartChoice, ...]:
    """The parts to print, in order."""
    listed = book.plan.parts or tuple(PartChoice(part=part) for part in BookPart if part not in _ON_DEMAND)
    if book.options.changes is not None and all(choice.part is not BookPart.CHANGES for choice in listed):
        end = len(listed) - (listed[-1].part is BookPart.BACK_COVER)
        listed = (*listed[:end], PartChoice(part=BookPart.CHANGES), *listed[end:])
    return tuple(choice for choice in listed if choice.show)


def _sheets(book: Book) -> Iterator[ChapterSheet]:
    """Every chapter in order. A part that is listed twice is printed once, free text as often as it is listed."""
    made: set[BookPart] = set()
    for choice in choices(book):
        if choice.part in made and choice.part is not BookPart.TEXT:
            continue
        if part_group(choice.part) is Group.IMPLEMENTATION and not any(
            part_group(part) is Group.IMPLEMENTATION for part in made
        ):
            yield from _function("front", "implementation")(book, choice)
        made.add(choice.part)
        yield from _function(*PARTS[choice.part])(book, choice)


def _function(module: str, name: str) -> Part:
    """The function that makes a part; its module is loaded when a book needs it."""
    return cast("Part", getattr(import_module(f"{__name__}.{module}"), name))


def _with_contents(sheet: ChapterSheet, entries: tuple[Entry, ...]) -> ChapterSheet:
    """A chapter that prints the contents learns of all headings when every other chapter is made."""
    if not isinstance(sheet.view, Contents):
        return sheet
    return replace(sheet, view=replace(sheet.view, entries=entries))
