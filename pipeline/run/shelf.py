"""What was made before, so that a book that is built again makes only what changed.

Everything is found by its content: a chapter's HTML, the names that no line may cut, the face, the digits. What is
kept are drawn pages and parts of the DOCX, some kilobytes a page, never the boxes of a layout.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.layout.types import Chapter
    from pipeline.run.chapters import Facts, Made, Terms
    from pipeline.run.requests import Standing

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

_MOST = 2_000
"""Chapters kept: more than twenty books of a hundred."""


def fingerprint(chapter: Chapter, terms: Terms, labels: Mapping[str, str] | None = None) -> str:
    """A digest of all that decides how the pages of a chapter look, but for their numbers.

    ``labels`` are the page labels that the chapter prints.
    """
    digest = hashlib.blake2b(digest_size=20)
    for text in (
        chapter.html,
        chapter.numbers,
        repr(terms),
        *(f"{name}={label}" for name, label in sorted((labels or {}).items())),
    ):
        digest.update(text.encode(errors="surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()


class Shelf:
    """Facts and finished chapters by their fingerprint; those not asked for longest go first."""

    def __init__(self) -> None:
        self._facts: OrderedDict[str, Facts] = OrderedDict()
        self._made: OrderedDict[tuple[str, Standing], Made] = OrderedDict()

    def facts(self, mark: str) -> Facts | None:
        """How many pages the chapter had."""
        return _taken(self._facts, mark)

    def made(self, mark: str, standing: Standing) -> Made | None:
        """The chapter as it was made for the same place in the book."""
        return _taken(self._made, (mark, standing))

    def keep_facts(self, mark: str, facts: Facts) -> None:
        """Remember how many pages the chapter has."""
        _put(self._facts, mark, facts)

    def keep_made(self, mark: str, standing: Standing, made: Made) -> None:
        """Remember the chapter itself."""
        _put(self._made, (mark, standing), made)

    def clear(self) -> None:
        """Forget everything: a template or a font changed."""
        self._facts.clear()
        self._made.clear()


def _taken(shelf: OrderedDict[_Key, _Value], key: _Key) -> _Value | None:
    found = shelf.get(key)
    if found is not None:
        shelf.move_to_end(key)
    return found


def _put(shelf: OrderedDict[_Key, _Value], key: _Key, value: _Value) -> None:
    shelf[key] = value
    while len(shelf) > _MOST:
        shelf.popitem(last=False)
