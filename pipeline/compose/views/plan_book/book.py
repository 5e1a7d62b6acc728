"""What every part of the plan book is made from: the data, the headings that are printed once, ids and chapters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from pipeline.compose.composed import ChapterSheet
from pipeline.compose.views.headings import Headings
from pipeline.model import BookPart

if TYPE_CHECKING:
    from pipeline.compose.composed import Entry, Options
    from pipeline.compose.digits import Numerals
    from pipeline.layout.types import PageNumbers
    from pipeline.model import Dataset, PartChoice, PlanBook

_ABBREVIATION = re.compile(r"(?:[ก-ฮ]+\.)+")


class Group(Enum):
    """Parts that stand under one heading of the first level; the value is the heading's id."""

    ESSENCE = "essence"
    MEASURES = "measures"
    IMPLEMENTATION = "implementation"


_GROUPS = {
    **dict.fromkeys((BookPart.GENERAL, BookPart.SWOT, BookPart.LAST_YEAR, BookPart.VISION), Group.ESSENCE),
    **dict.fromkeys((BookPart.MEASURES, BookPart.SUMMARY, BookPart.BASELINE), Group.MEASURES),
    **dict.fromkeys(
        (BookPart.TABLE_A, BookPart.TABLE_B, BookPart.DIMENSIONS, BookPart.STEPS), Group.IMPLEMENTATION
    ),
}  # fmt: skip


def part_group(part: BookPart) -> Group | None:
    """The group that a part belongs to; ``None`` for parts that stand by themselves."""
    return _GROUPS.get(part)


@dataclass(frozen=True, slots=True)
class Book(Headings):
    """The dataset, its plan book (an empty one where the dataset has none), and how to print them.

    Parts are made in the order of the book, and ``taken`` remembers the ids that those before have used: so every id
    is unique, and a heading that several parts share stands in the first of them that is printed, whatever their order.
    """

    dataset: Dataset
    plan: PlanBook
    options: Options
    taken: set[str] = field(default_factory=set)

    @property
    def numerals(self) -> Numerals:
        """How numbers and typed texts are printed."""
        return self.options.numerals

    @property
    def year(self) -> str:
        """The fiscal year (BE) as printed."""
        return self.numerals.number(self.dataset.fiscal_year)

    @property
    def title(self) -> str:
        """``แผนปฏิบัติราชการประจำปี พ.ศ. 2563``: what the book calls itself, everywhere."""
        return f"{self.numerals.typed(self.plan.title)} พ.ศ. {self.year}"

    @property
    def agency(self) -> str:
        """The agency as running text names it: its short name where it has one."""
        agency = self.dataset.agency
        return self.numerals.typed(agency.short_name or agency.name)

    @property
    def of_agency(self) -> str:
        """``ของสำนักงาน ก.ก.``, but ``ของ สทม.``: a space stands before an abbreviation."""
        return f"ของ{' ' if _ABBREVIATION.fullmatch(self.agency) else ''}{self.agency}"

    @property
    def running(self) -> str:
        """The running head: title, issue and agency."""
        version = f" ({self.numerals.typed(self.plan.version)})" if self.plan.version else ""
        return f"{self.title}{version} | {self.agency}"

    def group(self, part: BookPart) -> tuple[Entry, ...]:
        """The heading of the first level that the part stands under, for the first chapter of its group only."""
        group = part_group(part)
        return () if group is None else self.once(1, self.group_title(group), group.value)

    def group_title(self, group: Group) -> str:
        """The heading of a group of parts."""
        if group is Group.ESSENCE:
            return f"สาระสำคัญของ{self.plan.title}"
        if group is Group.MEASURES:
            return "มาตรการและโครงการ/กิจกรรม"
        return "การนำแผนฯ ไปสู่การปฏิบัติและการติดตามประเมินผล"

    def chapter(
        self,
        key: str,
        template: str,
        view: object,
        *,
        entries: tuple[Entry, ...] = (),
        numbers: PageNumbers = "body",
        recto: bool | None = None,
        verso: bool = False,
    ) -> ChapterSheet:
        """A chapter of the book; ``template`` is a name below ``templates/plan-book``, without suffix.

        A chapter with a heading of the first level begins on a right-hand page unless told otherwise.
        """
        return ChapterSheet(
            key=key,
            template=f"plan-book/{template}.html.j2",
            view=view,
            numbers=numbers,
            recto=any(entry.level == 1 for entry in entries) if recto is None else recto,
            verso=verso,
            running=self.running if numbers == "body" else "",
            entries=entries,
        )


Part = Callable[[Book, "PartChoice"], Iterator[ChapterSheet]]
"""A part of the book: its chapters in order, none where the data has nothing for it."""
