"""Texts with their paths: what a rule about text looks at, and how the texts of a record are walked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pipeline.model import ListBlock, Paragraph, ProgressReport, Record, RichText, TableBlock, unmarked

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pipeline.findings import FieldPath


class TextKind(Enum):
    """What a text is: rules on prose do not fit names."""

    PROSE = "prose"
    LINE = "line"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class TextAt:
    """One run of text, its path, and the progress report it belongs to (with its date), if any.

    ``as_of`` is the day that the result of an evaluation indicator, which the text tells of, was known.
    """

    text: str
    path: FieldPath
    kind: TextKind
    report: ProgressReport | None = None
    as_of: dt.date | None = None

    @property
    def field(self) -> FieldPath:
        """The path of the field that the text stands in: a whole prose for one of its paragraphs."""
        return self.path[: self.path.index("blocks")] if "blocks" in self.path else self.path

    @property
    def report_date(self) -> dt.date | None:
        """The date of the report that the text stands in."""
        return self.report.date if self.report else None


def party_at(record: Record, base: FieldPath) -> Iterator[TextAt]:
    """Name and position of somebody who is responsible or signs."""
    name = getattr(record, "name", None)
    if name:
        yield TextAt(name, (*base, "name"), TextKind.PERSON)
    yield from lines_at(record, base, "position")


def lines_at(record: Record, base: FieldPath, *keys: str) -> Iterator[TextAt]:
    """The named lines of a record that are given."""
    for key in keys:
        text = getattr(record, key)
        if text:
            yield TextAt(text, (*base, key), TextKind.LINE)


def prose_at(text: RichText | None, base: FieldPath, report: ProgressReport | None = None) -> Iterator[TextAt]:
    """Every run of text of a prose, as a reader sees it: without marks for bold."""
    if text is not None:
        yield from _blocks(text.blocks, (*base, "blocks"), report)


def _blocks(
    blocks: tuple[Paragraph | ListBlock | TableBlock, ...], base: FieldPath, report: ProgressReport | None
) -> Iterator[TextAt]:
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            yield TextAt(unmarked(block.text), (*base, index, "text"), TextKind.PROSE, report)
            continue
        if isinstance(block, TableBlock):
            yield from _cells(block, (*base, index), report)
            continue
        for number, item in enumerate(block.items):
            path: FieldPath = (*base, index, "items", number)
            yield TextAt(unmarked(item.text), (*path, "text"), TextKind.PROSE, report)
            yield from _blocks(item.children, (*path, "children"), report)


def _cells(table: TableBlock, base: FieldPath, report: ProgressReport | None) -> Iterator[TextAt]:
    for column, cell in enumerate(table.head):
        if cell:
            yield TextAt(unmarked(cell), (*base, "head", column), TextKind.PROSE, report)
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if cell:
                yield TextAt(unmarked(cell), (*base, "rows", number, column), TextKind.PROSE, report)


def context(text: str, start: int, end: int, around: int = 14) -> str:
    """What stands at a place with a little before and after, cut at spaces where there are any."""
    left, right = max(0, start - around), min(len(text), end + around)
    before, after = text[left:start], text[end:right]
    if left > 0:
        before = "…" + (before.partition(" ")[2] or _from_base(before))
    if right < len(text):
        after = (after.rpartition(" ")[0] or _to_base(after, text[right])) + "…"
    return before + text[start:end] + after


def _from_base(text: str) -> str:
    """The text without marks that belong to a letter before it."""
    return text.lstrip(_MARKS)


def _to_base(text: str, following: str) -> str:
    """The text without a last letter whose mark would be cut off."""
    while text and following in _MARKS:
        text, following = text[:-1], text[-1]
    return text


_MARKS = "\u0e31\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
