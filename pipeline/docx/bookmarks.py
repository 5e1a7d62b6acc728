"""Bookmarks: the ids of the HTML, under names that Word accepts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.docx.marks import mark

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 40
_REFUSED = re.compile(r"[^A-Za-z0-9_]")


class Anchor(NamedTuple):
    """An element with an id: its number among those of the chapter, the 0-based page where it begins."""

    number: int
    page: int


class Anchors:
    """The ids of one chapter: those that are in it, and those that it refers to."""

    def __init__(self) -> None:
        self.placed: dict[str, Anchor] = {}
        self.mentioned: dict[str, None] = {}
        """Every id in the order of its first mention."""
        self.wanted: dict[str, None] = {}

    def place(self, identifier: str, page: int | None) -> tuple[str, str]:
        """The start and the end of the bookmark for an element's id."""
        self.mentioned[identifier] = None
        anchor = self.placed.setdefault(identifier, Anchor(len(self.placed) + 1, page or 0))
        number = mark("bookmark", anchor.number)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{mark("anchor", identifier)}"/>'
        return start, f'<w:bookmarkEnd w:id="{number}"/>'

    def refer(self, identifier: str) -> str:
        """A mark for the name that a link points to; whether it leads anywhere shows when the chapters meet."""
        self.mentioned[identifier] = self.wanted[identifier] = None
        return mark("anchor", identifier)


class Bookmarks:
    """Names of the bookmarks of a whole document: an id keeps its name, two ids never share one."""

    def __init__(self, identifiers: Iterable[str] = ()) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        for identifier in identifiers:
            self.name(identifier)

    def name(self, identifier: str) -> str:
        """Word's name for an id: a letter or underscore first, then letters, digits, underscores, at most 40."""
        known = self._names.get(identifier)
        if known is not None:
            return known
        clean = _REFUSED.sub("_", identifier)
        if not clean[:1].isalpha():
            clean = f"id_{clean}"
        candidate, number = clean[:_LONGEST], 2
        while candidate.casefold() in self._taken:
            suffix = f"_{number}"
            candidate = clean[: _LONGEST - len(suffix)] + suffix
            number += 1
        self._taken.add(candidate.casefold())
        self._names[identifier] = candidate
        return candidate
