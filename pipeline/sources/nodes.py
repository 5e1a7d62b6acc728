"""What every source is read into first: a tree of values as written, each with its place.

Nothing is interpreted here: whether ``08`` is a number or a text is known only when the tree is bound to the
model (:mod:`pipeline.sources.bind`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pipeline.findings import Place

Style = Literal["plain", "quoted", "block", "folded", "cell"]
"""How a text was written. Only ``plain`` may mean *nothing* (``null``, ``~``); ``folded`` lost its line breaks."""

CellValue = Decimal | dt.date | bool | None
"""What a workbook cell holds besides text."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(slots=True)
class Scalar:
    """One value as written; ``typed`` is what a workbook cell holds where that is no text.

    ``margin`` is by how many characters the lines of a block (``|``) are indented in their file; ``None`` where
    lines of the text and of the file are not the same.
    """

    text: str
    place: Place
    style: Style = "plain"
    typed: CellValue = None
    margin: int | None = None

    @property
    def is_null(self) -> bool:
        """Whether nothing is written here: an empty or ``null`` value, not 0 and not a quoted empty text."""
        return self.typed is None and self.style in {"plain", "cell"} and self.text in NULLS

    def place_of(self, offset: int) -> Place:
        """The place of one character; of the whole value where that is all that is known."""
        if self.margin is None or self.place.line is None:
            return self.place
        line = self.text.count("\n", 0, offset)
        column = offset - (self.text.rfind("\n", 0, offset) + 1)
        return replace(self.place, line=self.place.line + 1 + line, column=self.margin + column + 1)

    def place_of_line(self, line: int) -> Place:
        """The place of a line, counted from 0."""
        offset = -1
        for _ in range(line):
            offset = self.text.find("\n", offset + 1)
        return self.place_of(offset + 1)


@dataclass(slots=True)
class Items:
    """A list."""

    items: list[Node]
    place: Place


@dataclass(slots=True)
class Entry:
    """A named value; ``key`` is the name with its own place."""

    key: Scalar
    value: Node


@dataclass(slots=True)
class Fields:
    """Named values in the order written.

    ``excused`` names fields whose absence has been reported already (a missing column of a sheet).
    """

    entries: dict[str, Entry]
    place: Place
    excused: frozenset[str] = field(default_factory=frozenset)

    def text(self, name: str) -> str:
        """The text of a field as written; empty where there is none."""
        entry = self.entries.get(name)
        return entry.value.text if entry is not None and isinstance(entry.value, Scalar) else ""


Node = Scalar | Items | Fields


def shown(node: Node, length: int = 60) -> str:
    """A short quotation of what is written, for a finding."""
    text = node.text.strip() if isinstance(node, Scalar) else ""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
