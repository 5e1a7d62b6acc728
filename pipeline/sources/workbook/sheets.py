"""What a sheet of a workbook is: the records that its rows hold, its columns, and to what its rows belong.

Headings and their notes come from the titles and descriptions of the model. ``also`` lists what else people
write above a column; case, spaces, line breaks, brackets and punctuation do not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.model import Dataset
from pipeline.sources.shapes import FieldShape, ListShape, RecordShape, fields_of

if TYPE_CHECKING:
    from pipeline.model import Record

Path = tuple[str, ...]


class Family(Enum):
    """Documents that need the same sheets: forms about projects, the plan of a year, its evaluation."""

    FORM = "form"
    PLAN = "plan"
    EVALUATION = "evaluation"


@dataclass(frozen=True)
class Column:
    """A column: the path of its field below the record of the row, and how wide it is (characters).

    ``refers`` names the list of the dataset that a drop-down offers; ``family``: only these documents need it.
    ``title`` is the heading where the title of the field does not say what stands there. ``guest``: what has a sheet
    of its own is also read here, where offices keep it, but never written here.
    """

    path: Path
    width: int = 16
    also: tuple[str, ...] = ()
    refers: str = ""
    family: Family | None = None
    title: str = ""
    guest: bool = False


@dataclass(frozen=True)
class YearColumn(Column):
    """The column of one year of a list that has a text for each year: ``ค่าเป้าหมาย 2569``; its path ends in the year."""

    year: int = 0


@dataclass(frozen=True)
class Owner:
    """A list of the dataset to whose records the rows of other sheets belong, and the column that says to which.

    ``implied``: its records need nothing but their code, so one that is only named here is made.
    """

    target: str
    column: Column
    implied: bool = False


@dataclass(frozen=True)
class Home:
    """Another place to which rows of a sheet with an owner may belong: the words that say so, and its list.

    With ``numbered`` a number follows the words, which is that of a record of the list ``target`` begins with.
    """

    words: tuple[str, ...]
    target: Path
    numbered: bool = False


@dataclass(frozen=True)
class ByYear:
    """A list that offices also write as a column for each year: its field, the field of the text, the names of it.

    The columns stand after the column ``after``.
    """

    field: str
    text: str
    after: str
    also: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet: the list or group of the dataset that it holds.

    ``owner``: rows belong to records of another sheet and begin with their code, or to one of ``homes``.
    ``or_house``: a row without a code belongs to the house style. ``upright``: names below each other with the
    value beside, for a single record. ``families``: only these documents need it; workbooks of others are written
    without it, where it is empty. ``shared``: what stands there does not make a workbook one of that family.
    """

    name: str
    also: tuple[str, ...]
    target: Path
    columns: tuple[Column, ...]
    help: str
    owner: Owner | None = None
    or_house: bool = False
    upright: bool = False
    families: tuple[Family, ...] = ()
    shared: bool = False
    homes: tuple[Home, ...] = ()
    by_year: ByYear | None = None

    @property
    def owned(self) -> bool:
        """Whether the rows belong to records of another sheet."""
        return self.owner is not None

    @cached_property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns with that of the owner first."""
        return (*((self.owner.column,) if self.owner else ()), *self.columns)

    def year_column(self, year: int) -> YearColumn:
        """The column of a year."""
        assert self.by_year is not None  # noqa: S101 - only such sheets have years
        return YearColumn((self.by_year.field, str(year)), 20, year=year)

    def is_owner(self, column: Column) -> bool:
        """Whether a column says to which record a row belongs."""
        return self.owner is not None and column is self.owner.column

    def is_rich(self, column: Column) -> bool:
        """Whether the prose of a column is that of a book: tables and bold text print there."""
        return bool({*self.families, column.family} - {None, Family.FORM})

    @cached_property
    def record(self) -> type[Record]:
        """The class of the records of this sheet."""
        return _record_at((*((self.owner.target,) if self.owner else ()), *self.target))

    def fields(self, column: Column) -> tuple[FieldShape, ...]:
        """The fields on the way to a column's value, outermost first."""
        known = self._fields.get(column.path)
        return known if known is not None else self._fields.setdefault(column.path, self._found(column))

    @cached_property
    def _fields(self) -> dict[Path, tuple[FieldShape, ...]]:
        return {}

    def _found(self, column: Column) -> tuple[FieldShape, ...]:
        found: list[FieldShape] = []
        record, path = self.record, column.path
        if self.owner is not None and column is self.owner.column:
            record = _record_at((self.owner.target,))
        elif isinstance(column, YearColumn) and self.by_year is not None:
            path = (self.by_year.field, self.by_year.text)
        for name in path:
            found.append(fields_of(record)[name])
            shape = found[-1].shape
            shape = shape.item if isinstance(shape, ListShape) else shape
            if isinstance(shape, RecordShape):
                record = shape.record
        return tuple(found)

    def required(self, column: Column) -> bool:
        """Whether every record of the sheet has this value."""
        if self.is_owner(column):
            return not self.or_house
        return all(field.required for field in self.fields(column))

    def heading(self, column: Column) -> str:
        """The heading of a column: the title of its field, after that of the group around it.

        Headings are Thai whatever the language of messages: they are what stands in the workbook.
        """
        if column.title:
            return column.title
        if isinstance(column, YearColumn):
            return f"{self.fields(column)[0].title} {column.year}"
        titles = [field.title for field in self.fields(column) if field.name != "agency" or not self.upright]
        return ": ".join(titles)


def _record_at(path: Path) -> type[Record]:
    """The class of the records at a path below the dataset."""
    record: type[Record] = Dataset
    for name in path:
        shape = fields_of(record)[name].shape
        shape = shape.item if isinstance(shape, ListShape) else shape
        assert isinstance(shape, RecordShape)  # noqa: S101 - the table of the sheets is wrong otherwise
        record = shape.record
    return record


def party(name: str, *also: str, family: Family | None = None, least: int = 18) -> tuple[Column, ...]:
    """The columns of somebody responsible; ``also`` are other headings for the name, ``least`` the least width."""
    return (
        Column((name, "person"), least, refers="people", family=family),
        Column((name, "name"), 24, also, family=family),
        Column((name, "position"), 28, family=family),
        Column((name, "unit"), least, refers="units", family=family),
        Column((name, "phone"), max(least, 20), (f"โทร{also[0]}",) if also else (), family=family),
    )


def signer() -> tuple[Column, ...]:
    """The columns of a signature block."""
    return (
        Column(("role",), 28, ("ฐานะ", "บทบาท")),
        Column(("person",), 16, refers="people"),
        Column(("name",), 28, ("ชื่อ",)),
        Column(("position",), 34),
        Column(("date",), 16, ("วันที่",)),
    )
