"""The figures of several agencies put together (ภาพรวมทุกหน่วยงาน): an agency is then what a division is in one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.monitoring.attention import TEN, Attention, rank
from pipeline.monitoring.month_figures import NO_STRATEGY
from pipeline.monitoring.totals import Group, ProjectFigures, group_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from pipeline.model import Agency
    from pipeline.monitoring.month_figures import MonthFigures


@dataclass(frozen=True, slots=True)
class OfAgency:
    """A project that needs attention, and whose it is."""

    agency: Agency
    attention: Attention


@dataclass(frozen=True, slots=True)
class Joined:
    """A month of several agencies. ``first`` and ``last`` are the days as of which the agencies' figures are known.

    ``agencies`` stand in the order given. ``strategies`` are joined by their names, in the order in which the agencies
    name them, projects without one last; ``strategy_names`` are theirs, ``None`` for the last. ``attention`` is ranked
    by the rule of one agency over all their projects.
    """

    first: dt.date
    last: dt.date
    total: Group
    projects: tuple[ProjectFigures, ...]
    agencies: tuple[Group, ...]
    strategies: tuple[Group, ...]
    strategy_names: tuple[str | None, ...]
    attention: tuple[OfAgency, ...]
    attention_total: int
    not_followed: int


def joined(name: str, figures: Sequence[MonthFigures]) -> Joined:
    """The figures of agencies, at least one, for the same month as one.

    The ten that need attention most are among the ten of each agency.
    """
    projects = tuple(project for one in figures for project in one.projects)
    found = [OfAgency(one.agency, attention) for one in figures for attention in one.attention]
    names = _strategy_names(projects)
    return Joined(
        first=min(one.as_of for one in figures),
        last=max(one.as_of for one in figures),
        total=group_of(name, None, projects),
        projects=projects,
        agencies=tuple(one.total for one in figures),
        strategies=tuple(_strategy(name, projects) for name in names),
        strategy_names=names,
        attention=tuple(sorted(found, key=lambda one: (*rank(one.attention), one.agency.name))[:TEN]),
        attention_total=sum(one.attention_total for one in figures),
        not_followed=sum(one.not_followed for one in figures),
    )


def _strategy_names(projects: Sequence[ProjectFigures]) -> tuple[str | None, ...]:
    names = dict.fromkeys(one.strategy.name for one in projects if one.strategy is not None)
    return (*names, None) if any(one.strategy is None for one in projects) else tuple(names)


def _strategy(name: str | None, projects: Sequence[ProjectFigures]) -> Group:
    """The projects of all agencies that serve a strategy of that name; its code where they agree on one."""
    own = [one for one in projects if (one.strategy and one.strategy.name) == name]
    codes = {one.strategy.code for one in own if one.strategy is not None}
    return group_of(NO_STRATEGY if name is None else name, codes.pop() if len(codes) == 1 else None, own)
