"""Figures of projects added up: how many stand where, their progress on average, their money in sum."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from pipeline.monitoring.standing import Snapshot, Standing, percent_of, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.monitoring.people import Division

_WIDE = Context(prec=40)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a project serves: a topmost node of the strategy tree, or the words of its alignment (``code`` is None)."""

    code: str | None
    name: str


@dataclass(frozen=True, slots=True)
class ProjectFigures:
    """A project in a month: how it stands at its end (``now``) and how it stood a month before.

    ``budget`` is the budget received, ``disbursed`` what was disbursed in the month, both in baht.
    """

    code: str
    name: str
    division: Division
    strategy: Plan | None
    budget: Decimal | None
    disbursed: Decimal | None
    now: Snapshot
    before: Snapshot

    @property
    def change(self) -> Decimal | None:
        """Points of progress since the month before; ``None`` where either is not known."""
        now, before = self.now.progress, self.before.progress
        return None if now is None or before is None else now - before

    @property
    def percent(self) -> Decimal | None:
        """The share of the budget that is disbursed to date."""
        return percent_of(self.now.spent, self.budget)


@dataclass(frozen=True, slots=True)
class Totals:
    """Figures of several projects on one day.

    ``standings`` counts every sort, in the order of :class:`Standing`; the counts add up to ``projects``. ``progress``
    and ``planned`` are plain means over the same ``measured`` projects, those that have both, so that they can be held
    against each other. ``budget`` and ``spent`` add up what is known; ``None`` where nothing is.
    """

    projects: int
    standings: tuple[tuple[Standing, int], ...]
    measured: int
    progress: Decimal | None
    planned: Decimal | None
    budget: Decimal | None
    spent: Decimal | None

    @property
    def percent(self) -> Decimal | None:
        """The share of the budget that is disbursed to date."""
        return percent_of(self.spent, self.budget)

    def count(self, standing: Standing) -> int:
        """How many projects stand so."""
        return dict(self.standings)[standing]


@dataclass(frozen=True, slots=True)
class Group:
    """The projects of a division, of a strategy, or all: now, a month before, and what was disbursed in between.

    ``change`` is the mean of what the projects gained in points, over those whose progress is known now and then: a
    project that starts does not make the others fall.
    """

    name: str
    code: str | None
    codes: tuple[str, ...]
    now: Totals
    before: Totals
    disbursed: Decimal | None
    change: Decimal | None

    def change_of(self, standing: Standing) -> int:
        """How many projects more stand so than a month before."""
        return self.now.count(standing) - self.before.count(standing)


def group_of(name: str, code: str | None, figures: Iterable[ProjectFigures]) -> Group:
    """The figures of projects as one group; projects of several agencies may be put together."""
    found = tuple(figures)
    budget = _sum(one.budget for one in found)
    return Group(
        name=name,
        code=code,
        codes=tuple(one.code for one in found),
        now=_totals([one.now for one in found], budget),
        before=_totals([one.before for one in found], budget),
        disbursed=_sum(one.disbursed for one in found),
        change=_mean([one.change for one in found if one.change is not None]),
    )


def _totals(snapshots: list[Snapshot], budget: Decimal | None) -> Totals:
    standings = [one.standing for one in snapshots]
    pairs = [(one.progress, one.planned) for one in snapshots if one.progress is not None and one.planned is not None]
    return Totals(
        projects=len(snapshots),
        standings=tuple((standing, standings.count(standing)) for standing in Standing),
        measured=len(pairs),
        progress=_mean([progress for progress, _ in pairs]),
        planned=_mean([planned for _, planned in pairs]),
        budget=budget,
        spent=_sum(one.spent for one in snapshots),
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _mean(values: list[Decimal]) -> Decimal | None:
    return rounded(_WIDE.divide(sum(values, Decimal(0)), Decimal(len(values)))) if values else None
