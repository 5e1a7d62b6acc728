"""The relations of a plan: what stands below what in the strategy tree, and which projects serve it.

ด้าน → มิติ → เป้าหมาย → เป้าประสงค์ → มาตรการ; indicators hang on objectives and measures, projects on measures. Every
table of the book asks here, so that all of them print the same things in the same order under the same numbers.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pipeline.model import FundingState, StrategyLevel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.compose.digits import Numerals
    from pipeline.model import Dataset, Indicator, Project, StrategyNode

Value = TypeVar("Value")


class Numbered(NamedTuple):
    """An indicator with the number that its table prints: its own, else its place among those of its node."""

    number: str
    indicator: Indicator


class Placed(NamedTuple):
    """A project with its place among the projects of its measure, 1-based."""

    number: int
    project: Project


@dataclass(frozen=True, slots=True)
class Block:
    """Indicators of an objective (ตัวชี้วัดเป้าประสงค์) and the measures (มาตรการ) that support just these."""

    indicators: tuple[Numbered, ...]
    measures: tuple[StrategyNode, ...]


class PlanTree:
    """The plan of a dataset, in the order in which the dataset lists things.

    Records that refer to nothing are left out here; the checks tell of them.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    @cached_property
    def objectives(self) -> tuple[StrategyNode, ...]:
        """Objectives (เป้าประสงค์) with an indicator or a measure, part by part; within a part branch by branch."""
        return tuple(sorted(self._printed, key=lambda node: self.parts.get(self.part_of(node), 0)))

    @cached_property
    def parts(self) -> Mapping[str, int]:
        """The parts (ส่วนที่ n) that the objectives are grouped into, numbered from 1 as they come."""
        names = dict.fromkeys(self.part_of(node) for node in self._printed)
        return {name: number for number, name in enumerate(filter(None, names), 1)}

    def part_of(self, node: StrategyNode) -> str:
        """The part of the book that a node belongs to: that of the nearest node above it that names one."""
        line = self.dataset.strategy_line(node.code)
        return next((above.part for above in reversed(line) if above.part), "")

    def above(self, node: StrategyNode) -> Mapping[StrategyLevel, StrategyNode]:
        """The node and those above it by level, topmost first."""
        return {found.level: found for found in self.dataset.strategy_line(node.code)}

    def indicators(self, code: str) -> tuple[Numbered, ...]:
        """The indicators of an objective or a measure, numbered; those below another indicator included."""
        found = self._indicators.get(code, ())
        return tuple(Numbered(indicator.no or str(place), indicator) for place, indicator in enumerate(found, 1))

    def measures(self, objective: StrategyNode) -> tuple[StrategyNode, ...]:
        """The measures of an objective."""
        return tuple(node for node in self._below.get(objective.code, ()) if node.level is StrategyLevel.MEASURE)

    def blocks(self, objective: StrategyNode) -> tuple[Block, ...]:
        """Indicators of an objective with their measures.

        An indicator that measures say they support stands with these alone; all that is left makes one block,
        in the place of its first indicator.
        """
        indicators, measures = self.indicators(objective.code), self.measures(objective)
        known = {numbered.indicator.id for numbered in indicators}
        supporting: dict[str, list[StrategyNode]] = defaultdict(list)
        for measure in measures:
            supporting[measure.supports if measure.supports in known else ""].append(measure)
        rest = Block(
            tuple(numbered for numbered in indicators if numbered.indicator.id not in supporting),
            tuple(supporting.pop("", ())),
        )
        return tuple(_in_order(indicators, supporting, rest))

    def projects(self, measure: StrategyNode) -> tuple[Placed, ...]:
        """The projects of a measure: those that name it, and those that name one of its indicators."""
        found = self._projects.get(measure.code, ())
        return tuple(Placed(number, project) for number, project in enumerate(found, 1))

    def carried_out(self, measure: StrategyNode) -> tuple[Placed, ...]:
        """The projects of a measure but those without their money: only these are evaluated (ตาราง ก, ข, steps)."""
        return tuple(placed for placed in self.projects(measure) if is_carried_out(placed.project))

    def measured_by(self, indicator: Indicator) -> tuple[Project, ...]:
        """The projects that name an indicator as the one they are measured by."""
        return self._by_indicator.get(indicator.id, ())

    @cached_property
    def strategic(self) -> tuple[Project, ...]:
        """Strategic projects by priority, then as listed: of that kind, or of no kind but with a place in the plan."""
        found = [project for project in self.dataset.projects if self.dataset.is_strategic(project)]
        return tuple(sorted(found, key=lambda project: (project.priority is None, project.priority or 0)))

    @cached_property
    def indicator_numbers(self) -> Mapping[str, int]:
        """Number of every indicator of an objective over the whole book, from 1, by its id."""
        ids = [numbered.indicator.id for node in self.objectives for numbered in self.indicators(node.code)]
        return {found: number for number, found in enumerate(ids, 1)}

    @cached_property
    def _printed(self) -> tuple[StrategyNode, ...]:
        return tuple(
            node
            for node in self.branches
            if node.level is StrategyLevel.OBJECTIVE and (self._indicators.get(node.code) or self.measures(node))
        )

    @cached_property
    def branches(self) -> tuple[StrategyNode, ...]:
        """All nodes, branch by branch, siblings as listed; a ring of nodes hangs nowhere and comes last."""
        seen: dict[str, StrategyNode] = {}
        roots = [node for node in self._nodes if node.parent_code not in self.dataset.strategy_by_code]
        for start in (*roots, *self._nodes):
            waiting = [start]
            while waiting:
                node = waiting.pop()
                if node.code not in seen:
                    seen[node.code] = node
                    waiting += reversed(self._below.get(node.code, ()))
        return tuple(seen.values())

    @cached_property
    def _nodes(self) -> tuple[StrategyNode, ...]:
        by_code = self.dataset.strategy_by_code
        return tuple(node for node in self.dataset.strategy if by_code[node.code] is node)

    @cached_property
    def _below(self) -> Mapping[str, tuple[StrategyNode, ...]]:
        return _grouped((node.parent_code, node) for node in self._nodes)

    @cached_property
    def _indicators(self) -> Mapping[str, tuple[Indicator, ...]]:
        return _grouped((indicator.node, indicator) for indicator in self.dataset.indicators if indicator.node)

    @cached_property
    def _projects(self) -> Mapping[str, tuple[Project, ...]]:
        return _grouped(
            (measure, project) for project in self.dataset.projects if (measure := self.dataset.measure_of(project))
        )

    @cached_property
    def _by_indicator(self) -> Mapping[str, tuple[Project, ...]]:
        return _grouped((project.indicator, project) for project in self.dataset.projects if project.indicator)


def node_title(node: StrategyNode, numerals: Numerals) -> str:
    """``มิติที่ 7.3 การบริหารทรัพยากรบุคคล``."""
    return numerals.typed(f"{node.level.value}ที่ {node.code} {node.name}")


def is_carried_out(project: Project) -> bool:
    """Whether a project has its money or needs none."""
    return project.funding_state is not FundingState.UNFUNDED


def _in_order(
    indicators: tuple[Numbered, ...], supporting: Mapping[str, list[StrategyNode]], rest: Block
) -> Iterator[Block]:
    for numbered in indicators:
        measures = supporting.get(numbered.indicator.id)
        if measures:
            yield Block((numbered,), tuple(measures))
        elif numbered is rest.indicators[0]:
            yield rest
    if rest.measures and not rest.indicators:
        yield rest


def _grouped(pairs: Iterator[tuple[str, Value]]) -> Mapping[str, tuple[Value, ...]]:
    groups: dict[str, list[Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
