"""Headings of a document in chapters: ids that no other element has, and headings that several chapters share."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from pipeline.compose.composed import Entry
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from pipeline.compose.digits import Numerals

_NO_ID = re.compile(r"[^a-z0-9]+")


class Headings(ABC):
    """What a document in chapters is made by: chapters are made in order, ``taken`` holds the ids used so far.

    So every id is unique, and a heading that several chapters share stands in the first of them that is printed.
    """

    __slots__ = ()
    taken: set[str]

    @property
    @abstractmethod
    def numerals(self) -> Numerals:
        """How numbers and typed texts are printed."""

    def anchor(self, *words: str) -> str:
        """An id that no other element of the document has, made of words and codes: ``objective-7-3-1-1``."""
        stem = anchor_of(*words)
        found, count = stem, 1
        while found in self.taken:
            count += 1
            found = f"{stem}-{count}"
        self.taken.add(found)
        return found

    def heading(self, level: int, text: str, *words: str) -> Entry:
        """A heading of the contents; its id is made of the words. Typed digits become those of the document."""
        return Entry(level, self.numerals.typed(text), self.anchor(*words))

    def once(self, level: int, text: str, anchor: str) -> tuple[Entry, ...]:
        """A heading that several chapters share: in the first that asks for it, nothing in all others."""
        if anchor_of(anchor) in self.taken:
            return ()
        return (self.heading(level, text, anchor),)


def anchor_of(*words: str) -> str:
    """Words and codes as an id: small Latin letters, figures and hyphens, a letter first."""
    parts = [_NO_ID.sub("-", to_arabic(word).lower()).strip("-") for word in words]
    found = "-".join(part for part in parts if part)
    return found if found[:1].isalpha() else f"part-{found}".rstrip("-")
