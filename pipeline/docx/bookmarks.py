"""Names that Word accepts for bookmarks, made from the ids of the HTML."""

from __future__ import annotations

import re

_LONGEST = 40
_REFUSED = re.compile(r"[^A-Za-z0-9_]")


class Bookmarks:
    """Bookmarks of one document: an id keeps its name, two ids never share one."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._placed: dict[str, int] = {}
        self.wanted: dict[str, str] = {}

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

    def place(self, identifier: str) -> tuple[str, str]:
        """The start and the end of the bookmark for an element's id."""
        number = self._placed.setdefault(identifier, len(self._placed) + 1)
        name = self.name(identifier)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'

    def refer(self, identifier: str) -> str:
        """The name a link points to; :meth:`missing` tells later which links lead nowhere."""
        self.wanted[identifier] = self.name(identifier)
        return self.wanted[identifier]

    def missing(self) -> list[str]:
        """Ids that links point to and no element carries."""
        return [identifier for identifier in self.wanted if identifier not in self._placed]
