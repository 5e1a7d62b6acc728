"""Records with their paths, and lists of them looked up by a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from pipeline.findings import FieldPath

Item = TypeVar("Item")
Name = TypeVar("Name", bound="Hashable")


@dataclass(frozen=True, slots=True)
class At(Generic[Item]):
    """A record of the dataset and its path."""

    item: Item
    base: FieldPath

    def path(self, *tail: str | int) -> FieldPath:
        """The path of a value of the record."""
        return (*self.base, *tail)


def first_of(found: Iterable[At[Item]], key: Callable[[At[Item]], Name]) -> dict[Name, At[Item]]:
    """Records by a key; of duplicates the first."""
    items: dict[Name, At[Item]] = {}
    for at in found:
        items.setdefault(key(at), at)
    return items


def grouped(found: Iterable[tuple[str | None, At[Item]]]) -> dict[str, tuple[At[Item], ...]]:
    """Records by a key that several share; those without one are left out."""
    groups: dict[str, list[At[Item]]] = {}
    for key, at in found:
        if key is not None:
            groups.setdefault(key, []).append(at)
    return {key: tuple(items) for key, items in groups.items()}
