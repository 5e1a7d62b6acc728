"""What holds for any office, any month and any day: counts add up, nothing twice, order does not matter."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from decimal import Decimal
from itertools import pairwise, product
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import Month
from pipeline.model.progress import reported_by_month
from pipeline.monitoring import Concern, Standing, State, chat_text, follow_up, month_figures

if TYPE_CHECKING:
    from pipeline.model import Dataset
    from tests.monitoring.invented_offices import DAYS, MONTHS, offices
else:
    from invented_offices import DAYS, MONTHS, offices

_SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_YEAR = [Month(year=2025 + index // 12, month=index % 12 + 1) for index in range(9, 21)]


def _shuffled(dataset: Dataset, seed: int) -> Dataset:
    """The same office with projects, reports, indicators and results written in another order."""
    shuffle = random.Random(seed)  # noqa: S311 - an order, no secret
    projects = [
        one.model_copy(update={"reports": tuple(shuffle.sample(one.reports, len(one.reports)))})
        for one in shuffle.sample(dataset.projects, len(dataset.projects))
    ]
    lists = {
        name: tuple(shuffle.sample(getattr(dataset, name), len(getattr(dataset, name))))
        for name in ("evaluation_indicators", "evaluation_results", "people", "strategy")
    }
    values = {name: getattr(dataset, name) for name in type(dataset).model_fields}
    return type(dataset)(**values | lists | {"projects": tuple(projects), "strategy": dataset.strategy})


@_SOME
@given(offices(), MONTHS, DAYS)
def test_counts_add_up_and_no_item_stands_twice(dataset: Dataset, month: Month, today: dt.date) -> None:
    found = follow_up(dataset, month, today)
    keys = Counter(item.key for item in found.items)
    assert set(keys.values()) <= {1}
    assert found.counts.due == sum(each.counts.due for each in found.divisions) <= len(dataset.projects)
    asked = {item.code for item in found.items if item.concern in (Concern.NO_REPORT, Concern.LATE_REPORT)}
    assert len(asked) + found.counts.in_time == found.counts.due
    told = sum(
        getattr(found.counts, name)
        for name in (
            "reported_late", "not_yet_due", "late", "missing", "incomplete", "results_missing", "results_not_yet_due",
            "results_late",
        )
    )  # fmt: skip
    assert told == len(found.items) == sum(len(each.items) for each in found.divisions)


@_SOME
@given(offices(), MONTHS, DAYS, st.integers(0, 99))
def test_the_order_of_the_data_changes_nothing(dataset: Dataset, month: Month, today: dt.date, seed: int) -> None:
    other = _shuffled(dataset, seed)
    assert follow_up(other, month, today) == follow_up(dataset, month, today)
    assert month_figures(other, month, today=today) == month_figures(dataset, month, today=today)


@_SOME
@given(offices(), MONTHS, DAYS)
def test_days_and_states_fit_the_calendar(dataset: Dataset, month: Month, today: dt.date) -> None:
    for item in follow_up(dataset, month, today).items:
        assert item.days >= 0
        if item.state is State.NOT_YET_DUE:
            assert today + dt.timedelta(item.days) == item.deadline
        elif item.state is State.REPORTED and item.date is not None and item.concern is not Concern.INCOMPLETE:
            assert item.deadline + dt.timedelta(item.days) == item.date <= today
        elif item.is_overdue:
            assert item.deadline + dt.timedelta(item.days) == today
            assert (item.state is State.LATE) == (
                (item.deadline.year, item.deadline.month) == (today.year, today.month)
            )
        assert bool(item.missing) == (item.concern is Concern.INCOMPLETE)
        assert "{" not in item.wording.text


@_SOME
@given(offices(), MONTHS, DAYS, st.booleans(), st.integers(12, 40))
def test_a_chat_text_keeps_to_its_lines_and_tells_or_counts_every_item(
    dataset: Dataset,
    month: Month,
    today: dt.date,
    phones: bool,  # noqa: FBT001 - drawn
    lines: int,
) -> None:
    found = follow_up(dataset, month, today)
    told = chat_text(found, phones=phones, lines=lines).splitlines()
    assert len(told) <= lines
    for head, below in zip(told, [*told[1:], ""], strict=True):
        assert not head.startswith("【") or below.startswith("• ")
    if not any(line.startswith("…") for line in told):
        assert all(any(item.code in line for line in told) for item in found.items)
    elif found.items:
        assert any(line.startswith("• ") for line in told)


@_SOME
@given(offices(), MONTHS)
def test_every_project_stands_once_in_every_figure(dataset: Dataset, month: Month) -> None:
    found = month_figures(dataset, month)
    codes = sorted(project.code for project in dataset.projects)
    for groups in ((found.total,), found.divisions, found.strategies):
        assert sorted(code for group in groups for code in group.codes) == codes
        for group in groups:
            assert sum(count for _, count in group.now.standings) == group.now.projects == len(group.codes)
            assert group.now.measured <= group.now.projects
        for name in ("budget", "spent"):
            parts = [getattr(group.now, name) for group in groups]
            whole = getattr(found.total.now, name)
            assert sum((part for part in parts if part is not None), Decimal(0)) == (whole or 0)
            assert (whole is None) == all(part is None for part in parts)
    ranked = [each.figures.code for each in found.attention]
    assert len(set(ranked)) == len(ranked) == min(found.attention_total, 10)
    assert all(each.reasons and "{" not in reason.text for each in found.attention for reason in each.reasons)


@_SOME
@given(offices())
def test_the_money_of_twelve_months_is_the_money_of_the_year(dataset: Dataset) -> None:
    months = [month_figures(dataset, month) for month in _YEAR]
    for before, after in pairwise(months):
        assert [one.now for one in before.projects] == [one.before for one in after.projects]
    for place, last in enumerate(months[-1].projects):
        if all(report.disbursed is None for report in dataset.projects[place].reports):
            continue
        disbursed = [found.projects[place].disbursed for found in months]
        first = months[0].projects[place].before.spent
        parts = [amount for amount in (first, *disbursed) if amount is not None]
        assert last.now.spent == (sum(parts, Decimal(0)) if parts else None)


@_SOME
@given(offices(), MONTHS)
def test_progress_is_what_the_picture_of_the_form_shows(dataset: Dataset, month: Month) -> None:
    for project, found in product(dataset.projects, month_figures(dataset, month).projects):
        if project.code == found.code:
            shown = [percent for reported, percent in reported_by_month(project) if reported.index <= month.index]
            assert found.now.progress == (shown[-1] if shown else None)
            assert (found.now.standing is Standing.FINISHED) == (bool(shown) and shown[-1] >= 100)
