"""The follow-up (การติดตามรายงาน) of a month: reports not there, late or incomplete, quarters without results."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.model import ProgressReport
from pipeline.monitoring.items import (
    Concern,
    Counts,
    DivisionFollowUp,
    FollowUp,
    Item,
    PersonFollowUp,
    State,
    urgency,
)
from pipeline.monitoring.people import Contact, contact_of, divisions_in_order, project_division
from pipeline.monitoring.quarters import quarter_items, unmeasured_indicators
from pipeline.monitoring.schedule import (
    dated_reports,
    first_day,
    followed_projects,
    month_index,
    owes_report,
    report_deadline,
    undated_reports,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from pipeline.model import Dataset, Month, Project
    from pipeline.monitoring.people import Division

FIELDS = ("date", "narrative", "progress", "disbursed", "on_plan", "on_target")
"""What a report must tell; an amount or a percentage of nothing is 0, an empty field is not."""


def follow_up(dataset: Dataset, month: Month, today: dt.date) -> FollowUp:
    """Who has to be asked for what in a month, as known on a day.

    A project owes the report of a month while it runs (:func:`pipeline.monitoring.schedule.owes_report`). Its first
    report dated in that month counts; without one it is not yet due, then late, and missing when the month is over.
    Incomplete are reports dated in the month, or without a date where their number places them there. Quarters of
    indicators are those with a deadline up to the month (:func:`pipeline.monitoring.quarters.quarter_items`).
    Reports dated after ``today`` are not known yet. The order of projects and reports in the data changes nothing.
    """
    items: list[Item] = list(quarter_items(dataset, month, today))
    in_time: list[Division] = []
    projects = followed_projects(dataset)
    for project in projects:
        found = _report_item(dataset, project, month, today)
        if found is not None:
            items.append(found)
        elif owes_report(dataset, project, month, today):
            in_time.append(project_division(dataset, project))
        items.extend(_incomplete_items(dataset, project, month, today))
    return FollowUp(
        agency=dataset.agency,
        fiscal_year=dataset.fiscal_year,
        month=month,
        today=today,
        deadline=report_deadline(dataset, month),
        counts=Counts.of(items, len(in_time)),
        divisions=_by_division(dataset, items, in_time),
        not_followed=len({project.code for project in dataset.projects}) - len(projects),
        unmeasured=unmeasured_indicators(dataset),
        data_day=dataset.as_of,
    )


def _report_item(dataset: Dataset, project: Project, month: Month, today: dt.date) -> Item | None:
    """What to ask about the report of the month: it is not there, or came late; ``None`` where all is well."""
    if not owes_report(dataset, project, month, today):
        return None
    deadline = report_deadline(dataset, month)
    reports = [entry for entry in dated_reports(project, today) if month_index(entry[0]) == month.index]
    if reports:
        date, report = reports[0]
        if date <= deadline:
            return None
        late = (date - deadline).days
        return _item(dataset, project, Concern.LATE_REPORT, State.REPORTED, deadline, late, date=date, report=report.no)
    undated = tuple(
        sorted(
            {
                entry.report.no
                for entry in undated_reports(dataset, project)
                if _may_be_of(entry.first, entry.last, month)
            }
        )
    )
    if today <= deadline:
        left = (deadline - today).days
        return _item(dataset, project, Concern.NO_REPORT, State.NOT_YET_DUE, deadline, left, undated=undated)
    state = State.LATE if month_index(today) == month.index else State.MISSING
    return _item(dataset, project, Concern.NO_REPORT, state, deadline, (today - deadline).days, undated=undated)


def _incomplete_items(dataset: Dataset, project: Project, month: Month, today: dt.date) -> Iterable[Item]:
    """Reports of the month with empty fields, one item for each number."""
    if today < first_day(month):
        return
    entries: list[tuple[ProgressReport, dt.date | None]] = [
        (report, date) for date, report in dated_reports(project, today) if month_index(date) == month.index
    ]
    entries += [
        (entry.report, None)
        for entry in undated_reports(dataset, project)
        if _may_be_of(entry.first, entry.last, month)
    ]
    empty: dict[int, set[str]] = {}
    dates: dict[int, dt.date | None] = {}
    for report, date in entries:
        missing = {field for field in FIELDS if _is_empty(report, field)}
        if missing:
            empty.setdefault(report.no, set()).update(missing)
            dates.setdefault(report.no, date)
    deadline = report_deadline(dataset, month)
    for no, fields in sorted(empty.items()):
        yield _item(
            dataset,
            project,
            Concern.INCOMPLETE,
            State.REPORTED,
            deadline,
            max((today - deadline).days, 0),
            date=dates[no],
            report=no,
            missing=tuple(field_title(field) for field in FIELDS if field in fields),
        )


def _is_empty(report: ProgressReport, field: str) -> bool:
    if field == "narrative" and report.narrative is not None:
        return not report.narrative.plain().strip()
    return getattr(report, field) is None


def field_title(field: str) -> str:
    """The title of a field of a report, as forms and workbooks print it."""
    return ProgressReport.model_fields[field].title or field


def _may_be_of(first: int, last: int, month: Month) -> bool:
    return first <= month.index <= last


def _item(  # noqa: PLR0913 - the fields of an item
    dataset: Dataset,
    project: Project,
    concern: Concern,
    state: State,
    deadline: dt.date,
    days: int,
    *,
    date: dt.date | None = None,
    report: int | None = None,
    missing: tuple[str, ...] = (),
    undated: tuple[int, ...] = (),
) -> Item:
    return Item(
        concern=concern,
        state=state,
        code=project.code,
        name=project.name,
        division=project_division(dataset, project),
        contact=contact_of(dataset, project.responsible or project.coordinator, project.unit),
        deadline=deadline,
        days=days,
        date=date,
        report=report,
        missing=missing,
        undated=undated,
    )


def _by_division(dataset: Dataset, items: list[Item], in_time: list[Division]) -> tuple[DivisionFollowUp, ...]:
    """Divisions in the order of the agency's list, within them people by name."""
    divisions = divisions_in_order(dataset, [*(item.division for item in items), *in_time])
    return tuple(
        DivisionFollowUp(
            division=division,
            counts=Counts.of((item for item in items if item.division == division), in_time.count(division)),
            people=_by_person([item for item in items if item.division == division]),
        )
        for division in divisions
    )


def _by_person(items: list[Item]) -> tuple[PersonFollowUp, ...]:
    ordered = sorted(items, key=lambda item: (_person(item.contact), urgency(item)))
    return tuple(
        PersonFollowUp(found[0].contact, tuple(found))
        for found in (list(group) for _, group in groupby(ordered, key=lambda item: item.contact))
    )


def _person(contact: Contact) -> tuple[str, ...]:
    """A key that keeps people apart who share a name."""
    return contact.name, contact.position or "", contact.unit or "", contact.phone or ""
