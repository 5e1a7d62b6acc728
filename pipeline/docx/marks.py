"""Marks in the XML of a chapter: what is known only when the whole document is bound.

A chapter is written without the others, so numbers that run through the document (bookmarks, pictures, notes of
pages) stand in it as marks. They are made of control characters, which no text may hold, and are replaced in one
pass over the finished XML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal["anchor", "bookmark", "control", "drawing", "label", "link", "media"]
"""``anchor``: Word's name of the bookmark for an id; ``bookmark``, ``control``, ``drawing``: running numbers, counted
in the chapter; ``link``, ``media``: relationship of an address, of the chapter's n-th picture file; ``label``: a run
that shows the number of a page."""

_OPEN, _CLOSE, _BAR = "\x01", "\x02", "\x03"
_MARK = re.compile(f"{_OPEN}([a-z]+){_BAR}([^{_CLOSE}]*){_CLOSE}")


def mark(kind: Kind, *values: object) -> str:
    """A mark with what it needs to be resolved."""
    return f"{_OPEN}{kind}{_BAR}{_BAR.join(map(str, values))}{_CLOSE}"


def resolve(xml: str, resolvers: dict[str, Callable[..., str]]) -> str:
    """The XML with every mark replaced by what the resolver of its kind answers."""
    if _OPEN not in xml:
        return xml
    return _MARK.sub(lambda found: resolvers[found[1]](*found[2].split(_BAR)), xml)
