"""How much of a workbook a dataset needs: sheets of which families of documents, targets in columns or rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.sources.workbook.contents import records, value_of
from pipeline.sources.workbook.layout import SHEETS
from pipeline.sources.workbook.sheets import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Dataset
    from pipeline.sources.workbook.sheets import Column, Sheet

_MOST_YEARS: Final = 10
"""Most years that get a column each."""
_YEARS_BEFORE: Final = 2
"""Years before that of the dataset for which plans print targets too."""


@dataclass(frozen=True, slots=True)
class Extent:
    """``families``: with the sheets and columns of these documents. ``filled``: names of sheets that hold something.

    ``years``: those of the columns of targets, if any.
    """

    families: frozenset[Family]
    filled: frozenset[str]
    years: tuple[int, ...]

    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets to write."""
        return tuple(
            sheet
            for sheet in SHEETS
            if not sheet.families or sheet.name in self.filled or not self.families.isdisjoint(sheet.families)
        )

    def columns(self, sheet: Sheet) -> tuple[Column, ...]:
        """The columns of a sheet to write, years among them."""
        found: list[Column] = []
        for column in sheet.all_columns:
            if not column.guest and (column.family is None or column.family in self.families):
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


def extent_of(dataset: Dataset) -> Extent:
    """What a dataset needs."""
    filled = frozenset(sheet.name for sheet in SHEETS if _is_filled(sheet, dataset))
    return Extent(_families(dataset, filled), filled, _years(dataset))


def _families(dataset: Dataset, filled: frozenset[str]) -> frozenset[Family]:
    """The families of documents that a dataset is for.

    Workbooks have the sheets of the forms too, so that a dataset serves every document; only one that is about the
    evaluation alone goes without them, because it has many of its own.
    """
    there = [sheet for sheet in SHEETS if sheet.families and sheet.name in filled]
    found = {sheet.families[0] for sheet in there if len(sheet.families) == 1 and not sheet.shared}
    found.update(family for sheet in SHEETS for family in _of_columns(sheet, dataset))
    if Family.EVALUATION not in found:
        found.update(sheet.families[0] for sheet in there)
    return frozenset(found if found == {Family.EVALUATION} else {*found, Family.FORM})


def _is_filled(sheet: Sheet, dataset: Dataset) -> bool:
    return any(record is not None for _, record in records(sheet, dataset))


def _of_columns(sheet: Sheet, dataset: Dataset) -> Iterator[Family]:
    """Families whose own columns of a sheet hold something."""
    columns = [(column, column.family) for column in sheet.columns if column.family is not None]
    if not columns:
        return
    found = [record for _, record in records(sheet, dataset) if record is not None]
    for column, family in columns:
        default = sheet.fields(column)[-1].info.default
        if any(value_of(record, column) not in (None, default) for record in found):
            yield family


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
