"""Planned progress is computed from the steps, reported progress is the last word of each month."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Month, ProgressReport, Project, Step
from pipeline.model.progress import planned_by_month, planned_progress, reported_by_month


def _project(*steps: tuple[int, int, int, int, int], reports: tuple[ProgressReport, ...] = ()) -> Project:
    return Project(
        code="09000000-0001",
        name="โครงการทดลอง",
        steps=tuple(
            Step(name="ขั้น", weight=Decimal(weight), start=Month(year=y1, month=m1), end=Month(year=y2, month=m2))
            for weight, y1, m1, y2, m2 in steps
        ),
        reports=reports,
    )


def test_a_project_without_steps_has_no_plan() -> None:
    assert planned_progress(_project(), dt.date(2020, 1, 1)) is None
    assert planned_by_month(_project()) == ()


def test_a_weight_is_spread_evenly_over_the_months_and_days_of_its_step() -> None:
    project = _project((60, 2019, 10, 2019, 12), (40, 2020, 1, 2020, 2))
    assert planned_progress(project, dt.date(2019, 9, 30)) == 0
    assert planned_progress(project, dt.date(2019, 10, 31)) == 20
    assert planned_progress(project, dt.date(2019, 11, 15)) == 30
    assert planned_progress(project, dt.date(2020, 2, 29)) == 100
    assert planned_progress(project, dt.date(2021, 1, 1)) == 100


def test_the_plan_by_month_runs_from_the_first_step_to_the_last_without_gaps() -> None:
    project = _project((50, 2019, 11, 2019, 11), (50, 2020, 2, 2020, 2))
    assert [(month.year, month.month, percent) for month, percent in planned_by_month(project)] == [
        (2019, 11, Decimal(50)),
        (2019, 12, Decimal(50)),
        (2020, 1, Decimal(50)),
        (2020, 2, Decimal(100)),
    ]


def test_a_step_that_ends_before_it_starts_counts_in_its_first_month() -> None:
    project = _project((100, 2020, 3, 2020, 1))
    assert planned_progress(project, dt.date(2020, 2, 29)) == 0
    assert planned_progress(project, dt.date(2020, 3, 31)) == 100


def test_the_last_report_of_a_month_speaks_for_the_month() -> None:
    reports = (
        ProgressReport(no=1, date=dt.date(2020, 9, 15), progress=Decimal(50)),
        ProgressReport(no=2, date=dt.date(2020, 9, 30), progress=Decimal(100)),
        ProgressReport(no=3),
        ProgressReport(no=4, date=dt.date(2020, 8, 10), progress=Decimal(30)),
        ProgressReport(no=5, date=dt.date(2020, 10, 1)),
    )
    found = reported_by_month(_project(reports=reports))
    assert [(month.year, month.month, percent) for month, percent in found] == [
        (2020, 8, Decimal(30)),
        (2020, 9, Decimal(100)),
    ]


@given(
    st.lists(st.tuples(st.integers(1, 50), st.integers(0, 11), st.integers(0, 11)), min_size=1, max_size=6),
    st.dates(dt.date(2019, 1, 1), dt.date(2021, 12, 31)),
)
def test_the_plan_never_falls_and_ends_at_the_sum_of_the_weights(
    steps: list[tuple[int, int, int]], day: dt.date
) -> None:
    project = _project(*((weight, 2020, min(a, b) + 1, 2020, max(a, b) + 1) for weight, a, b in steps))
    today, tomorrow = planned_progress(project, day), planned_progress(project, day + dt.timedelta(days=1))
    assert today is not None
    assert tomorrow is not None
    assert 0 <= today <= tomorrow <= sum(weight for weight, _, _ in steps)
    assert planned_by_month(project)[-1][1] == sum(weight for weight, _, _ in steps)
