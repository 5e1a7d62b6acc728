"""Whose month it is: an agency by its divisions, or all agencies, each told by the same rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.monitoring import Overall, common_ending, group_of, joined, month_figures, own_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from pipeline.model import Dataset, Month
    from pipeline.monitoring import Attention, Group, Occasion, ProjectFigures

DIVISION, AGENCY, STRATEGY, STRATEGIES = "ส่วนราชการ", "หน่วยงาน", "ด้านของแผน", "ด้าน"
"""What the rows are, in Thai; the last as it is counted."""


@dataclass(frozen=True, slots=True)
class Member:
    """A division, strategy or agency with its projects. ``others``: so many that found no room on their own."""

    group: Group
    projects: tuple[ProjectFigures, ...]
    others: int = 0


@dataclass(frozen=True, slots=True)
class Concerned:
    """A project that needs attention, and the division or agency that it belongs to."""

    place: str
    attention: Attention


@dataclass(frozen=True, slots=True)
class Scope:
    """A month of an agency or of all. ``what`` the parts are is said in Thai; ``agencies`` are their short names.

    ``without`` are agencies whose data could not be used. What the names of all agencies end with is told by ``name``.
    """

    name: str
    agencies: tuple[str, ...]
    short_name: str
    fiscal_year: int
    month: Month
    first: dt.date
    last: dt.date
    what: str
    total: Group
    projects: tuple[ProjectFigures, ...]
    parts: tuple[Member, ...]
    strategies: tuple[Member, ...]
    attention: tuple[Concerned, ...]
    attention_total: int
    not_followed: int
    without: tuple[str, ...] = ()


def scope_of(dataset: Dataset, subject: object, occasion: Occasion) -> Scope:
    """The month of all agencies where the subject is them, else of the dataset's."""
    return _of_all(subject) if isinstance(subject, Overall) else _of_one(dataset, occasion)


def _of_one(dataset: Dataset, occasion: Occasion) -> Scope:
    figures = month_figures(dataset, occasion.month, today=occasion.day)
    return Scope(
        name=dataset.agency.name,
        agencies=(dataset.agency.short_name,) if dataset.agency.short_name else (),
        short_name=dataset.agency.short_name or dataset.agency.name,
        fiscal_year=figures.fiscal_year,
        month=figures.month,
        first=figures.as_of,
        last=figures.as_of,
        what=DIVISION,
        total=figures.total,
        projects=figures.projects,
        parts=tuple(_members(figures.divisions, figures.projects)),
        strategies=tuple(_members(figures.strategies, figures.projects)),
        attention=tuple(Concerned(one.figures.division.name, one) for one in figures.attention),
        attention_total=figures.attention_total,
        not_followed=figures.not_followed,
    )


def _of_all(overall: Overall) -> Scope:
    both, ending = joined(overall.name, overall.figures), common_ending(overall)
    return Scope(
        name=overall.name,
        agencies=tuple(sorted({one.agency.short_name for one in overall.figures if one.agency.short_name})),
        short_name=overall.name,
        fiscal_year=overall.fiscal_year,
        month=overall.occasion.month,
        first=both.first,
        last=both.last,
        what=AGENCY,
        total=both.total,
        projects=both.projects,
        parts=tuple(
            Member(replace(one.total, name=own_name(one.total.name, ending)), one.projects) for one in overall.figures
        ),
        strategies=tuple(
            Member(group, tuple(one for one in both.projects if (one.strategy and one.strategy.name) == name))
            for group, name in zip(both.strategies, both.strategy_names, strict=True)
        ),
        attention=tuple(Concerned(own_name(one.agency.name, ending), one.attention) for one in both.attention),
        attention_total=both.attention_total,
        not_followed=both.not_followed,
        without=tuple(own_name(name, ending) for name in overall.without),
    )


def _members(groups: Iterable[Group], projects: Sequence[ProjectFigures]) -> Iterable[Member]:
    """Codes are unique within an agency."""
    by_code = {project.code: project for project in projects}
    return (Member(group, tuple(by_code[code] for code in group.codes)) for group in groups)


def limited(members: Sequence[Member], most: int, what: str) -> tuple[Member, ...]:
    """At most so many: those with the largest budgets in their own order, all others together at the end."""
    shown, others = _chosen(members, most)
    if not others:
        return tuple(members)
    projects = tuple(project for member in others for project in member.projects)
    together = Member(group_of(_others_name(len(others), what), None, projects), projects, len(others))
    return (*shown, together)


def limited_names(members: Sequence[Member], most: int, what: str) -> list[str]:
    """The names of :func:`limited`, without adding anything up."""
    shown, others = _chosen(members, most)
    names = [member.group.name for member in shown]
    return [*names, _others_name(len(others), what)] if others else names


def _chosen(members: Sequence[Member], most: int) -> tuple[list[Member], list[Member]]:
    if len(members) <= most:
        return list(members), []
    by_size = sorted(range(len(members)), key=lambda place: (-(members[place].group.now.budget or 0), place))
    large = set(by_size[: most - 1])
    shown = [member for place, member in enumerate(members) if place in large]
    return shown, [member for place, member in enumerate(members) if place not in large]


def _others_name(count: int, what: str) -> str:
    return f"อื่น ๆ ({count} {what})"
