"""What a rule about the annual plan looks at: the dataset of a plan book, with the questions that many rules ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.checks.records import At, first_of, grouped
from pipeline.model import StrategyLevel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.checks.texts import TextAt
    from pipeline.model import Dataset, Indicator, PlanBook, Project, StrategyNode


@dataclass(frozen=True)
class PlanView:
    """The dataset of a plan book. What refers to nothing is the reading's business and is left out here."""

    dataset: Dataset
    book: PlanBook
    texts: tuple[TextAt, ...]

    @property
    def year(self) -> int:
        """The fiscal year of the plan (BE)."""
        return self.dataset.fiscal_year

    @cached_property
    def nodes(self) -> Mapping[str, At[StrategyNode]]:
        """Nodes of the strategy tree by code; of duplicates the first."""
        found = (At(node, ("strategy", index)) for index, node in enumerate(self.dataset.strategy))
        return first_of(found, lambda at: at.item.code)

    @cached_property
    def indicators(self) -> Mapping[str, At[Indicator]]:
        """Indicators by id; of duplicates the first."""
        found = (At(indicator, ("indicators", index)) for index, indicator in enumerate(self.dataset.indicators))
        return first_of(found, lambda at: at.item.id)

    @cached_property
    def projects(self) -> tuple[At[Project], ...]:
        """All projects."""
        return tuple(At(project, ("projects", index)) for index, project in enumerate(self.dataset.projects))

    @cached_property
    def strategic(self) -> tuple[At[Project], ...]:
        """Strategic projects, which the summary counts."""
        return tuple(at for at in self.projects if self.dataset.is_strategic(at.item))

    @cached_property
    def indicators_of(self) -> Mapping[str, tuple[At[Indicator], ...]]:
        """Indicators by the code of the node that they measure."""
        return grouped((at.item.node, at) for at in self.indicators.values())

    @cached_property
    def projects_of(self) -> Mapping[str, tuple[At[Project], ...]]:
        """Projects by the code of their measure."""
        return grouped((self.dataset.measure_of(at.item), at) for at in self.projects)

    @cached_property
    def projects_for(self) -> Mapping[str, tuple[At[Project], ...]]:
        """Projects by the id of the indicator that they are measured by."""
        return grouped((at.item.indicator, at) for at in self.projects)

    @cached_property
    def measures_of(self) -> Mapping[str, tuple[At[StrategyNode], ...]]:
        """Measures by the code of the objective directly above them."""
        return grouped((self.objective_of(at.item.code), at) for at in self.level(StrategyLevel.MEASURE))

    @cached_property
    def children_of(self) -> Mapping[str, tuple[At[Indicator], ...]]:
        """Indicators by the id of the indicator that they are a part of."""
        return grouped((at.item.parent, at) for at in self.indicators.values())

    def level(self, level: StrategyLevel) -> tuple[At[StrategyNode], ...]:
        """Nodes of one level, in the order of the dataset."""
        return tuple(at for at in self.nodes.values() if at.item.level is level)

    def objective_of(self, code: str) -> str | None:
        """The code of the objective directly above a measure; ``None`` where something else is, or nothing."""
        measure = self.nodes.get(code)
        above = measure.item.parent_code if measure else ""
        return above if self.level_of(above) is StrategyLevel.OBJECTIVE else None

    def is_used(self, code: str) -> bool:
        """Whether a measure has an indicator or a project: a plan of the city has many that an agency never serves."""
        return code in self.indicators_of or code in self.projects_of

    def level_of(self, code: str | None) -> StrategyLevel | None:
        """The level of a node; ``None`` for no node, or none that is known."""
        at = self.nodes.get(code or "")
        return at.item.level if at else None
