"""Lists of several sources side by side: which members are the same, and in what order they stand in the whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.findings import FieldPath


class Version(NamedTuple):
    """A value as one source has it: the number of the source, the value, and where it stands there."""

    source: int
    value: Any
    path: FieldPath


@dataclass(slots=True, eq=False)
class Row:
    """A member of the whole list: as each source that has it gives it, and what others add around it."""

    versions: list[Version] = field(default_factory=list)
    before: list[Row] = field(default_factory=list)
    after: list[Row] = field(default_factory=list)

    def flat(self) -> Iterator[Row]:
        """The row with its additions, in order. As deep at most as there are sources."""
        for row in self.before:
            yield from row.flat()
        yield self
        for row in self.after:
            yield from row.flat()


class Rows:
    """The whole list, made of one source after the other."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._by_key: dict[str, list[Row]] = {}

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            yield from row.flat()

    def add(self, members: Iterable[tuple[str, Version]]) -> None:
        """Add the list of a source, each member with the key that tells it from the others.

        A member that is new stands behind the one before it in its own list; at the head of that list, before the one
        behind it; a list that has nothing in common with the others, at the end.
        """
        keyed = list(members)
        neighbour: Row | None = None
        leading: list[Row] = []
        for row, (key, version) in zip(self._matching(keyed), keyed, strict=True):
            if row is not None:
                row.before += leading
                leading = []
                neighbour = row
                row.versions.append(version)
                continue
            new = Row([version])
            self._by_key.setdefault(key, []).append(new)
            (leading if neighbour is None else neighbour.after).append(new)
        self._rows += leading

    def _matching(self, keyed: Sequence[tuple[str, Version]]) -> list[Row | None]:
        """The row that each member belongs to; ``None`` for one that is new.

        Where a key is there more than once, equal members are the same first; the others are paired in their order.
        """
        free = {key: list(self._by_key.get(key, ())) for key, _ in keyed}
        times = Counter(key for key, _ in keyed)
        found: list[Row | None] = [None] * len(keyed)
        for number, (key, version) in enumerate(keyed):
            if times[key] > 1 or len(free[key]) > 1:
                equal = (row for row in free[key] if row.versions[0].value == version.value)
                found[number] = next(equal, None)
                _take(free[key], found[number])
        for number, (key, _) in enumerate(keyed):
            if found[number] is None and free[key]:
                found[number] = free[key].pop(0)
        return found


def _take(rows: list[Row], row: Row | None) -> None:
    if row is not None:
        rows.remove(row)
