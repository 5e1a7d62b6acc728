"""The indicators of a component in the order of the report, with the numbers that are printed before them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.scoring import FrameworkDimension, FrameworkNode


@dataclass(frozen=True, slots=True)
class Numbered:
    """An indicator and those above it, topmost first.

    ``number`` is the indicator's own where it has one; else that of the indicator above it and its place below it.
    """

    node: FrameworkNode
    number: str
    above: tuple[Numbered, ...] = ()

    @property
    def depth(self) -> int:
        """0 for an indicator at the top of its component."""
        return len(self.above)

    @property
    def is_lowest(self) -> bool:
        """Whether nothing is below it, so that it has a result of its own."""
        return not self.node.children


def numbered(dimension: FrameworkDimension) -> Iterator[Numbered]:
    """Every indicator of the component, in order."""
    for node in dimension.nodes:
        yield from _with_those_below(node, node.number, ())


def _with_those_below(node: FrameworkNode, number: str, above: tuple[Numbered, ...]) -> Iterator[Numbered]:
    found = Numbered(node, number, above)
    yield found
    for place, child in enumerate(node.children, 1):
        yield from _with_those_below(child, child.indicator.no or f"{number}.{place}", (*above, found))
