"""The figures of a month for the executive summary (บทสรุปผู้บริหาร): by project, division and strategy."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.messages import N_
from pipeline.monitoring.attention import TEN, Attention, rank, reasons_of
from pipeline.monitoring.people import divisions_in_order, project_division
from pipeline.monitoring.schedule import first_day, followed_projects, last_day
from pipeline.monitoring.standing import disbursed_between, snapshot
from pipeline.monitoring.totals import Group, Plan, ProjectFigures, group_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.model import Agency, Dataset, Month, Project

NO_STRATEGY = N_("ไม่ระบุด้านของแผน")


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """A month of one agency, as known on the day ``as_of``; changes are since ``before``, the end of the month before.

    Projects stand in the order of their codes, divisions and strategies in the order of the agency's lists, what
    belongs to none last. ``attention`` are the ten first of ``attention_total`` projects with a reason
    (:mod:`pipeline.monitoring.attention`). ``not_followed`` are projects that a plan book or an evaluation only names.
    """

    agency: Agency
    fiscal_year: int
    month: Month
    as_of: dt.date
    before: dt.date
    total: Group
    projects: tuple[ProjectFigures, ...]
    divisions: tuple[Group, ...]
    strategies: tuple[Group, ...]
    attention: tuple[Attention, ...]
    attention_total: int
    not_followed: int = 0


def month_figures(dataset: Dataset, month: Month, *, today: dt.date | None = None) -> MonthFigures:
    """The figures of a month at its end, or on ``today`` where the month is not over yet.

    A project is in every figure once: in one division, and in the one strategy that its measure or, without one, its
    first alignment belongs to. The order of the data's projects and reports changes nothing.
    """
    as_of = last_day(month) if today is None else min(last_day(month), today)
    before = min(first_day(month) - dt.timedelta(days=1), as_of)
    projects = sorted(followed_projects(dataset), key=lambda project: project.code)
    tops = {
        line[0].code: line[0].name for node in dataset.strategy if len(line := dataset.strategy_line(node.code)) == 1
    }
    figures = tuple(_figures(dataset, project, tops, as_of, before) for project in projects)
    found = [
        Attention(own, reasons)
        for project, own in zip(projects, figures, strict=True)
        if (reasons := reasons_of(dataset, project, own, month))
    ]
    return MonthFigures(
        agency=dataset.agency,
        fiscal_year=dataset.fiscal_year,
        month=month,
        as_of=as_of,
        before=before,
        total=group_of(dataset.agency.name, dataset.agency.code, figures),
        projects=figures,
        divisions=_by_division(dataset, figures),
        strategies=_by_strategy(dataset, figures),
        attention=tuple(sorted(found, key=rank)[:TEN]),
        attention_total=len(found),
        not_followed=len({project.code for project in dataset.projects}) - len(projects),
    )


def _figures(
    dataset: Dataset, project: Project, tops: Mapping[str, str], as_of: dt.date, before: dt.date
) -> ProjectFigures:
    return ProjectFigures(
        code=project.code,
        name=project.name,
        division=project_division(dataset, project),
        strategy=_strategy_of(dataset, project, tops),
        budget=project.budget_received,
        disbursed=disbursed_between(dataset, project, before, as_of),
        now=snapshot(dataset, project, as_of),
        before=snapshot(dataset, project, before),
    )


def _strategy_of(dataset: Dataset, project: Project, tops: Mapping[str, str]) -> Plan | None:
    """The topmost node above the project's measure, else above its first alignment, else the one that its words name.

    Words that name none of the tree, or several, stand for themselves.
    """
    alignments = dataset.alignments_of(project)
    for code in (dataset.measure_of(project), *(alignment.node for alignment in alignments[:1])):
        line = dataset.strategy_line(code) if code else ()
        if line:
            return Plan(line[0].code, line[0].name)
    words = alignments[0].strategy if alignments else None
    if not words:
        return None
    meant = [Plan(code, name) for code, name in tops.items() if name in words]
    return meant[0] if len(meant) == 1 else Plan(None, words)


def _by_division(dataset: Dataset, figures: tuple[ProjectFigures, ...]) -> tuple[Group, ...]:
    return tuple(
        group_of(division.name, division.id, (one for one in figures if one.division == division))
        for division in divisions_in_order(dataset, (one.division for one in figures))
    )


def _by_strategy(dataset: Dataset, figures: tuple[ProjectFigures, ...]) -> tuple[Group, ...]:
    """Strategies in the order of the tree, then those in words by their name, then what serves none."""
    places = {node.code: place for place, node in reversed(list(enumerate(dataset.strategy)))}
    plans = sorted(
        {one.strategy for one in figures if one.strategy is not None},
        key=lambda plan: (places.get(plan.code or "", len(places)), plan.name),
    )
    groups = [group_of(plan.name, plan.code, (one for one in figures if one.strategy == plan)) for plan in plans]
    without = [one for one in figures if one.strategy is None]
    return (*groups, group_of(NO_STRATEGY, None, without)) if without else tuple(groups)
