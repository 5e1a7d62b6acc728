"""How much of a workbook a dataset needs: with the sheets of the plan or without, targets in columns or rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.sources.workbook.contents import records, value_of
from pipeline.sources.workbook.layout import SHEETS

if TYPE_CHECKING:
    from pipeline.model import Dataset
    from pipeline.sources.workbook.sheets import Column, Sheet

_MOST_YEARS: Final = 10
"""Most years that get a column each."""
_YEARS_BEFORE: Final = 2
"""Years before that of the dataset for which plans print targets too."""


@dataclass(frozen=True, slots=True)
class Extent:
    """``plan``: with the sheets and columns of the plan. ``years``: those of the columns of targets, if any."""

    plan: bool
    years: tuple[int, ...]

    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets to write."""
        return tuple(sheet for sheet in SHEETS if self.plan or not sheet.plan)

    def columns(self, sheet: Sheet) -> tuple[Column, ...]:
        """The columns of a sheet to write, years among them."""
        found: list[Column] = []
        for column in sheet.all_columns:
            if self.plan or not column.plan:
                found.append(column)
            if sheet.by_year is not None and column.path == (sheet.by_year.after,):
                found += map(sheet.year_column, self.years)
        return tuple(found)

    def is_in_columns(self, sheet: Sheet) -> bool:
        """Whether the records of a sheet stand in columns of its owner's sheet instead."""
        if not self.years or sheet.owner is None:
            return False
        lists = {(*owner.target, owner.by_year.field) for owner in SHEETS if owner.by_year is not None}
        return (sheet.owner.target, *sheet.target) in lists


def extent_of(dataset: Dataset, *, plan: bool = False) -> Extent:
    """What a dataset needs; ``plan`` asks for the sheets of the plan also where they are empty."""
    return Extent(plan or any(_has_plan(sheet, dataset) for sheet in SHEETS), _years(dataset))


def _has_plan(sheet: Sheet, dataset: Dataset) -> bool:
    """Whether a sheet holds something that only a plan has."""
    found = [record for _, record in records(sheet, dataset) if record is not None]
    columns = [column for column in sheet.columns if column.plan]
    return bool(sheet.plan and found) or any(
        value_of(record, column) != sheet.fields(column)[-1].info.default for record in found for column in columns
    )


def _years(dataset: Dataset) -> tuple[int, ...]:
    """The years of the targets, where columns can hold them all and in their order: plain texts, years ascending."""
    years: set[int] = set()
    for indicator in dataset.indicators:
        own = [target.year for target in indicator.targets]
        plain = all(
            target.text is not None and target.comparator is None and target.unit is None
            for target in indicator.targets
        )
        if not plain or own != sorted(set(own)):
            return ()
        years.update(own)
    if len(years) > _MOST_YEARS:
        return ()
    usual = range(dataset.fiscal_year - _YEARS_BEFORE, dataset.fiscal_year + 1)
    return tuple(sorted(years | set(usual)))
