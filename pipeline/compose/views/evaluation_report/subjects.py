"""Which indicators of a component are reported themselves: the lowest, or one above parts that have no results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.compose.views.evaluation_report.numbering import numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.views.evaluation_report.numbering import Numbered
    from pipeline.model import Dataset
    from pipeline.scoring import FrameworkDimension, FrameworkNode


def is_reported(one: Numbered) -> bool:
    """Whether an indicator has a result of its own to report: parts that only describe it have none."""
    if stands_for_parts(one):
        return True
    return one.is_lowest and not any(stands_for_parts(upper) for upper in one.above)


def stands_for_parts(one: Numbered) -> bool:
    """Whether the result is told of the indicator, not of those below it."""
    below = any(node.result is not None for node in one.node.walk() if node is not one.node)
    return not one.is_lowest and one.node.result is not None and not below


def leads_others(one: Numbered) -> bool:
    """Whether an indicator is not reported itself, but stands above such as are."""
    return not is_reported(one) and not one.is_lowest and not any(stands_for_parts(upper) for upper in one.above)


def shares_its_weight(node: FrameworkNode) -> bool:
    """Whether those right below an indicator print no weight of their own, so that it prints its."""
    return any(child.weight is None for child in node.children)


def subjects(dimension: FrameworkDimension) -> Iterator[Numbered]:
    """The indicators of a component that are reported, in order."""
    return (one for one in numbered(dimension) if is_reported(one))


def supporting_work(dataset: Dataset, node: FrameworkNode) -> tuple[str, ...]:
    """What supports an indicator: projects by their names, then activities that are in no list."""
    if node.result is None:
        return ()
    names = {project.code: project.name for project in reversed(dataset.projects)}
    return (*(names.get(code, code) for code in node.result.projects), *node.result.activities)
