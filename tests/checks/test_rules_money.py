"""Money and steps."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.findings import Severity
from pipeline.model import Month, Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.findings import Finding
    from pipeline.model import Dataset

    Make = Callable[..., Dataset]
    Ids = Callable[[Dataset], list[str]]
    Only = Callable[[Dataset, str], Finding]


def _step(weight: int, first: tuple[int, int], last: tuple[int, int]) -> Step:
    return Step(
        name="ดำเนินงาน",
        weight=Decimal(weight),
        start=Month(year=first[0], month=first[1]),
        end=Month(year=last[0], month=last[1]),
    )


def test_what_was_typed_as_spent_must_be_the_sum_of_the_disbursements(make: Make, only: Only, ids: Ids) -> None:
    assert ids(make(budget_spent=Decimal("60000.00"))) == []
    finding = only(make(budget_spent=Decimal(61000)), "spent-differs-from-sum")
    assert finding.severity is Severity.ERROR
    assert finding.params == {"spent": "61,000", "total": "60,000", "difference": "1,000"}


def test_a_difference_of_satang_is_told_as_satang_lost(with_report: Make, make: Make, only: Only, ids: Ids) -> None:
    reports = with_report(3, disbursed=Decimal("5000.26")).projects[0].reports
    dataset = make(reports=reports, budget_spent=Decimal(60000))
    assert only(dataset, "satang-lost").params["difference"] == "0.26"
    assert "spent-differs-from-sum" not in ids(dataset)


def test_more_spent_than_reported_while_amounts_are_missing_is_a_warning(
    with_report: Make, make: Make, ids: Ids
) -> None:
    reports = with_report(3, disbursed=None).projects[0].reports
    found = ids(make(reports=reports, budget_spent=Decimal(60000)))
    assert "spent-with-missing-amounts" in found
    assert "spent-differs-from-sum" not in found
    assert "spent-differs-from-sum" in ids(make(reports=reports, budget_spent=Decimal(1000)))


@given(st.lists(st.decimals(0, 5000, places=2), min_size=12, max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_amounts_that_add_up_to_the_satang_are_never_objected_to(make: Make, ids: Ids, amounts: list[Decimal]) -> None:
    reports = tuple(
        report.model_copy(update={"disbursed": amount})
        for report, amount in zip(make().projects[0].reports, amounts, strict=True)
    )
    found = ids(make(reports=reports, budget_spent=sum(amounts, Decimal(0))))
    assert not {"spent-differs-from-sum", "satang-lost", "spent-with-missing-amounts", "spent-over-budget"} & set(found)


def test_more_spent_than_received_is_found(make: Make, only: Only) -> None:
    assert only(make(budget_received=Decimal(59_999)), "spent-over-budget").params["over"] == "1"


def test_running_totals_typed_as_amounts_are_recognised(make: Make, only: Only) -> None:
    reports = tuple(
        report.model_copy(update={"disbursed": Decimal(8000 * report.no)}) for report in make().projects[0].reports
    )
    assert only(make(reports=reports), "disbursed-looks-cumulative").params["last"] == "96,000"


def test_money_spent_without_a_budget_is_found_and_an_activity_without_money_noted(make: Make, ids: Ids) -> None:
    assert ids(make(budget_received=None)) == ["disbursed-without-budget"]
    reports = tuple(r.model_copy(update={"disbursed": Decimal(0)}) for r in make().projects[0].reports)
    assert ids(make(budget_received=None, reports=reports)) == ["budget-missing"]


@pytest.mark.parametrize(
    ("budget", "found"),
    [("214.60", "budget-with-satang"), ("99", "budget-implausible"), ("20000000000", "budget-implausible")],
)
def test_an_odd_budget_is_found(make: Make, ids: Ids, budget: str, found: str) -> None:
    assert found in ids(make(budget_received=Decimal(budget)))


def test_disbursement_numbers_may_differ_from_report_numbers_but_not_repeat_or_fall(
    with_report: Make, ids: Ids
) -> None:
    assert ids(with_report(5, disbursement_no=4)) == ["disbursement-number-duplicate"]
    assert "disbursement-number-falls" in ids(with_report(5, disbursement_no=2))


def test_the_report_where_disbursement_numbers_shift_is_noted_once(make: Make, only: Only) -> None:
    reports = tuple(
        report.model_copy(update={"disbursement_no": report.no - (report.no > 7)})
        for report in make().projects[0].reports
        if report.no != 7
    )
    finding = only(make(reports=reports), "disbursement-number-offset")
    assert (finding.params["no"], finding.params["number"]) == ("8", "7")


def test_disbursements_counted_on_their_own_are_not_noted(make: Make, ids: Ids) -> None:
    numbers = {2: 1, 6: 2, 9: 3, 10: 4, 12: 5}
    reports = tuple(
        report.model_copy(update={"disbursement_no": numbers.get(report.no)}) for report in make().projects[0].reports
    )
    assert ids(make(reports=reports)) == []


def test_weights_that_do_not_add_up_to_100_are_found(make: Make, only: Only) -> None:
    finding = only(make(steps=(_step(90, (2019, 10), (2020, 9)),)), "step-weights-not-100")
    assert finding.params == {"count": "1", "total": "90", "difference": "10"}


def test_a_step_that_ends_before_it_starts_is_an_error(make: Make, only: Only) -> None:
    steps = (_step(50, (2019, 10), (2020, 9)), _step(50, (2020, 3), (2020, 1)))
    finding = only(make(steps=steps), "step-ends-before-start")
    assert finding.severity is Severity.ERROR
    assert finding.subject.endswith("ขั้นตอนที่ 2")


def test_a_step_outside_the_project_is_found(make: Make, only: Only) -> None:
    steps = (_step(100, (2019, 10), (2020, 10)),)
    assert only(make(steps=steps), "step-outside-period").path[-1] == "end"


def test_a_step_without_weight_and_a_project_without_steps_are_only_noted(make: Make, only: Only) -> None:
    steps = (_step(100, (2019, 10), (2020, 9)), _step(0, (2019, 10), (2019, 10)))
    assert only(make(steps=steps), "step-weight-zero").severity is Severity.NOTE
    assert only(make(steps=()), "no-steps").severity is Severity.NOTE


def test_a_step_in_the_month_in_which_the_project_ends_is_inside(make: Make, ids: Ids) -> None:
    assert "step-outside-period" not in ids(make(end=dt.date(2020, 9, 16)))
