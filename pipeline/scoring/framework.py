"""The framework as a tree: dimensions with their indicators, numbered, and every weight as a share of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from pipeline.model import DIMENSIONS, EvaluationDimension
from pipeline.scoring.figures import decimal, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from pipeline.model import Dataset, EvaluationIndicator, EvaluationResult

DEEPEST = 9
"""Levels of indicators below each other; no framework has more than three."""


@dataclass(frozen=True, slots=True)
class FrameworkNode:
    """An indicator of the framework with those below it.

    ``number`` is what is printed before its name: its own, else its place among its neighbours. ``weight`` is in
    percent of the whole whatever scale it was written in; ``None`` where neither it nor what is below it has one.
    """

    indicator: EvaluationIndicator
    name: str
    number: str
    weight: Decimal | None
    result: EvaluationResult | None
    children: tuple[FrameworkNode, ...] = ()

    def walk(self) -> Iterator[FrameworkNode]:
        """This indicator and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def leaves(self) -> tuple[FrameworkNode, ...]:
        """The lowest indicators: this one where nothing is below it."""
        return tuple(node for node in self.walk() if not node.children)


@dataclass(frozen=True, slots=True)
class FrameworkDimension:
    """A dimension or component with its indicators; ``subtotal`` adds up their weights, in percent of the whole."""

    dimension: EvaluationDimension
    nodes: tuple[FrameworkNode, ...]
    subtotal: Decimal

    def walk(self) -> Iterator[FrameworkNode]:
        """Every indicator of the dimension, in order."""
        for node in self.nodes:
            yield from node.walk()


@dataclass(frozen=True, slots=True)
class Framework:
    """The whole framework in order; ``total`` is the sum of all weights, 100 where it is complete."""

    dimensions: tuple[FrameworkDimension, ...]
    total: Decimal

    def walk(self) -> Iterator[FrameworkNode]:
        """Every indicator, in order."""
        for dimension in self.dimensions:
            yield from dimension.walk()


def framework_of(dataset: Dataset) -> Framework:
    """The framework of a dataset; dimensions in the order of their numbers, indicators in the order of the data.

    Of duplicate ids the first counts. An indicator whose ``parent`` is unknown, in another dimension or below itself
    (or deeper than any framework) stands at the top of its dimension; a dimension that no list names has its
    number for a name.
    """
    known = dataset.evaluation_indicators_by_id
    below: dict[str | tuple[int], list[EvaluationIndicator]] = {}
    for indicator in dataset.evaluation_indicators:
        if known[indicator.id] is not indicator:
            continue
        below.setdefault(_parent_of(indicator, known) or (indicator.dimension,), []).append(indicator)
    listed = dataset.dimensions or (() if known else DIMENSIONS)
    named = {dimension.no: dimension for dimension in reversed(listed)}
    numbers = sorted({*named, *(indicator.dimension for indicator in known.values())})
    found = tuple(_dimension(dataset, named.get(no) or _unnamed(no), below) for no in numbers)
    return Framework(found, total(one.subtotal for one in found))


def _unnamed(no: int) -> EvaluationDimension:
    known = {dimension.no: dimension for dimension in DIMENSIONS}
    return known.get(no) or EvaluationDimension(no=no, name=str(no))


def _parent_of(indicator: EvaluationIndicator, known: Mapping[str, EvaluationIndicator]) -> str | None:
    """The parent's id where the indicator truly hangs below it."""
    seen, above = {indicator.id}, indicator.parent
    while above is not None:
        parent = known.get(above)
        if parent is None or above in seen or parent.dimension != indicator.dimension or len(seen) >= DEEPEST:
            return None
        seen.add(above)
        above = parent.parent
    return indicator.parent


def _dimension(
    dataset: Dataset, dimension: EvaluationDimension, below: dict[str | tuple[int], list[EvaluationIndicator]]
) -> FrameworkDimension:
    nodes = tuple(
        _node(dataset, indicator, place, Fraction(1), below)[0]
        for place, indicator in enumerate(below.get((dimension.no,), []), 1)
    )
    return FrameworkDimension(dimension, nodes, total(node.weight for node in nodes if node.weight is not None))


def _node(
    dataset: Dataset,
    indicator: EvaluationIndicator,
    place: int,
    share: Fraction | None,
    below: dict[str | tuple[int], list[EvaluationIndicator]],
) -> tuple[FrameworkNode, Fraction | None]:
    """The node, and its weight on the scale that it is written in.

    ``share`` is what one point of that scale is worth in percent of the whole; ``None`` where nobody can tell.
    """
    own = None if indicator.weight is None else Fraction(indicator.weight)
    inner = share
    if indicator.weights_of:
        inner = None if own is None or share is None else own * share / Fraction(indicator.weights_of)
    found = [_node(dataset, child, number, inner, below) for number, child in enumerate(below.get(indicator.id, []), 1)]
    weighed = [weight for _, weight in found if weight is not None]
    if own is None and weighed and not indicator.weights_of:
        own = sum(weighed, Fraction(0))
    node = FrameworkNode(
        indicator=indicator,
        name=dataset.evaluation_name(indicator),
        number=indicator.no or str(place),
        weight=None if own is None or share is None else decimal(own * share),
        result=dataset.evaluation_results_by_indicator.get(indicator.id),
        children=tuple(child for child, _ in found),
    )
    return node, own
