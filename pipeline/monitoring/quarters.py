"""Results of the quarters that indicators of the evaluation still owe, or have reported late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.monitoring.items import Concern, Item, State, UnmeasuredIndicator
from pipeline.monitoring.people import contact_of, division_of, divisions_in_order
from pipeline.monitoring.schedule import QUARTERS, last_day, month_index, quarter_deadline

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pipeline.model import Dataset, EvaluationIndicator, EvaluationResult, Month, Party, QuarterResult


def quarter_items(dataset: Dataset, month: Month, today: dt.date) -> Iterator[Item]:
    """What to ask about the quarters whose deadline is in the month or before it, as known on a day.

    A quarter without a result is asked for until it has one; a late result and one that is not yet due are told in the
    month of their deadline. Results dated after ``today`` are not known yet.
    """
    for indicator in quarterly_indicators(dataset):
        for quarter in QUARTERS:
            deadline = quarter_deadline(dataset, quarter)
            if deadline > last_day(month):
                continue
            found = _quarter_item(dataset, indicator, quarter, month, today)
            if found is not None:
                yield found


def quarterly_indicators(dataset: Dataset) -> tuple[EvaluationIndicator, ...]:
    """The lowest indicators of the framework that are reported by quarter; of duplicate ids the first.

    One that has a result of the year and not a single quarter is measured once a year: nobody waits for its quarters.
    """
    known = dataset.evaluation_indicators_by_id.values()
    above = {one.parent for one in known}
    results = dataset.evaluation_results_by_indicator
    return tuple(one for one in known if one.id not in above and not _is_yearly(results.get(one.id)))


def unmeasured_indicators(dataset: Dataset) -> tuple[UnmeasuredIndicator, ...]:
    """Indicators of the plan with a target of the year for whose results the framework has no place.

    Results belong to indicators of the framework, so these can have none. Without a framework nothing is told, and an
    indicator with others below it is measured by those.
    """
    if not dataset.evaluation_indicators:
        return ()
    named = {one.indicator for one in dataset.evaluation_indicators} | {one.parent for one in dataset.indicators}
    own = reversed(list(dataset.indicators_by_id.values()))
    return tuple(
        UnmeasuredIndicator(one.id, one.name)
        for one in own
        if one.id not in named and one.target_of(dataset.fiscal_year) is not None
    )


def _is_yearly(result: EvaluationResult | None) -> bool:
    if result is None or result.quarters:
        return False
    return any(figure is not None for figure in (result.value, result.numerator, result.level, result.text))


def _quarter_item(
    dataset: Dataset, indicator: EvaluationIndicator, quarter: int, month: Month, today: dt.date
) -> Item | None:
    deadline = quarter_deadline(dataset, quarter)
    of_month = month_index(deadline) == month.index
    told = _told(dataset.evaluation_results_by_indicator.get(indicator.id), quarter, today)
    if told:
        dates = [each.date for each in told if each.date is not None]
        if of_month and dates and min(dates) > deadline:
            late = (min(dates) - deadline).days
            return _item(dataset, indicator, quarter, Concern.LATE_RESULT, State.REPORTED, late, min(dates))
        return None
    if today <= deadline:
        left = (deadline - today).days
        return _item(dataset, indicator, quarter, Concern.NO_RESULT, State.NOT_YET_DUE, left) if of_month else None
    state = State.LATE if month_index(today) == month_index(deadline) else State.MISSING
    return _item(dataset, indicator, quarter, Concern.NO_RESULT, state, (today - deadline).days)


def _told(result: EvaluationResult | None, quarter: int, today: dt.date) -> list[QuarterResult]:
    """What was reported of a quarter up to a day; an entry with a target alone reports nothing."""
    return [
        each
        for each in (result.quarters if result else ())
        if each.quarter == quarter
        and (each.value is not None or each.text)
        and (each.date is None or each.date <= today)
    ]


def _item(
    dataset: Dataset,
    indicator: EvaluationIndicator,
    quarter: int,
    concern: Concern,
    state: State,
    days: int,
    date: dt.date | None = None,
) -> Item:
    """An item of the first division that answers for the indicator; the others are named beside it."""
    party = _reporter(dataset, indicator)
    unit = indicator.units[0] if indicator.units else None
    division = division_of(dataset, unit, party)
    others = divisions_in_order(dataset, (division_of(dataset, other) for other in indicator.units))
    return Item(
        concern=concern,
        state=state,
        code=indicator.id,
        name=dataset.evaluation_name(indicator),
        division=division,
        contact=contact_of(dataset, party, unit, indicator.responsible),
        deadline=quarter_deadline(dataset, quarter),
        days=days,
        date=date,
        quarter=quarter,
        shared_with=tuple(other for other in others if other.id is not None and other != division),
    )


def _reporter(dataset: Dataset, indicator: EvaluationIndicator) -> Party | None:
    """Who reports the indicator: its own reporter, else that of its dimension."""
    result = dataset.evaluation_results_by_indicator.get(indicator.id)
    if result is not None and result.reporter is not None:
        return result.reporter
    return next((one.reporter for one in dataset.evaluation_dimensions if one.no == indicator.dimension), None)
