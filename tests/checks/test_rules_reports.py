"""Reports as a list, their progress, and how they fit plan and status."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.findings import Severity
from pipeline.model import OnPlan, ProgressReport

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.findings import Finding
    from pipeline.model import Dataset

    Make = Callable[..., Dataset]
    Ids = Callable[[Dataset], list[str]]
    Only = Callable[[Dataset, str], Finding]


def test_a_number_given_twice_is_an_error(with_report: Make, only: Only) -> None:
    finding = only(with_report(5, no=4), "report-number-duplicate")
    assert finding.severity is Severity.ERROR
    assert finding.params == {"no": "4"}


def test_a_number_left_out_is_named(make: Make, only: Only) -> None:
    reports = tuple(report for report in make().projects[0].reports if report.no not in (3, 4))
    assert only(make(reports=reports), "report-number-gap").params["missing"] == "3–4"


def test_a_list_that_begins_with_report_2_lacks_number_1(make: Make, only: Only) -> None:
    assert only(make(reports=make().projects[0].reports[1:]), "report-number-gap").params["missing"] == "1"


def test_reports_written_out_of_the_order_of_their_numbers_are_noted(make: Make, ids: Ids) -> None:
    first, second, *rest = make().projects[0].reports
    assert ids(make(reports=(second, first, *rest))) == ["report-numbers-unordered"]


def test_an_empty_entry_is_told_once_and_not_as_incomplete(make: Make, ids: Ids) -> None:
    reports = make().projects[0].reports
    empty = ProgressReport(no=13)
    assert ids(make(reports=(*reports, empty))) == ["report-empty"]


def test_what_a_report_lacks_is_listed(with_report: Make, only: Only) -> None:
    finding = only(with_report(3, progress=None, narrative=None), "report-incomplete")
    assert finding.params["fields"] == "ผลการดำเนินงาน, ความก้าวหน้า (ร้อยละ)"


def test_a_missing_amount_is_noted_because_null_is_not_zero(with_report: Make, only: Only, ids: Ids) -> None:
    assert only(with_report(3, disbursed=None), "report-details-missing").params["fields"] == "งบประมาณที่เบิกใช้ (บาท)"
    assert ids(with_report(3, disbursed=Decimal(0))) == []


def test_the_same_narrative_in_two_reports_is_noted_whatever_its_blanks(with_report: Make, ids: Ids) -> None:
    assert ids(with_report(3, narrative="ออกแบบ ตามขั้นตอนของโครงการ")) == ["narrative-repeated"]


def test_more_than_100_percent_is_an_error(with_report: Make, only: Only) -> None:
    finding = only(with_report(12, progress=Decimal("100.50")), "progress-over-100")
    assert finding.severity is Severity.ERROR
    assert finding.params == {"progress": "100.5"}


def test_falling_progress_is_found_with_the_report_before(with_report: Make, only: Only) -> None:
    finding = only(with_report(6, progress=Decimal(33)), "progress-falls")
    assert (finding.params["earlier"], finding.params["before"], finding.params["progress"]) == ("5", "41", "33")


@pytest.mark.parametrize(("before", "found"), [("41", 1), ("41.01", 0)])
def test_a_jump_of_50_points_is_found(make: Make, ids: Ids, before: str, found: int) -> None:
    *reports, last = (report for report in make().projects[0].reports if report.no <= 6)
    values = [Decimal(1)] * 4 + [Decimal(before)]
    changed = [report.model_copy(update={"progress": value}) for report, value in zip(reports, values, strict=True)]
    end = last.model_copy(update={"progress": Decimal(91)})
    assert ids(make(reports=(*changed, end), steps=())).count("progress-jumps") == found


def test_a_fraction_for_a_percentage_is_found(with_report: Make, only: Only) -> None:
    finding = only(with_report(1, progress=Decimal("0.08")), "progress-like-a-fraction")
    assert finding.params["meant"] == "8"


def test_all_done_with_nothing_spent_is_found_only_where_there_was_a_budget(make: Make, ids: Ids) -> None:
    reports = tuple(r.model_copy(update={"disbursed": Decimal(0)}) for r in make().projects[0].reports)
    assert ids(make(reports=reports)) == ["complete-but-nothing-spent"]
    assert ids(make(reports=reports, budget_received=Decimal(0))) == []


def test_on_plan_but_20_points_behind_the_steps_is_found(with_report: Make, only: Only, ids: Ids) -> None:
    finding = only(with_report(6, progress=Decimal(25)), "on-plan-but-far-behind")
    assert finding.params["planned"] == "45.7"
    assert finding.params["status"] == "เป็นไปตามแผน"
    assert ids(with_report(6, progress=Decimal(25), on_plan=OnPlan.BEHIND)) == ["progress-falls"]
    assert "on-plan-but-far-behind" not in ids(with_report(6, progress=Decimal(26)))


def test_behind_plan_but_20_points_ahead_of_the_steps_is_noted(with_report: Make, ids: Ids) -> None:
    dataset = with_report(2, progress=Decimal(40), on_plan=OnPlan.BEHIND)
    assert "behind-but-ahead-of-plan" in ids(dataset)


def test_a_project_that_is_over_and_unfinished_is_found(with_report: Make, make: Make, ids: Ids) -> None:
    import datetime as dt

    reports = with_report(12, progress=Decimal(95)).projects[0].reports
    assert ids(make({"as_of": dt.date(2020, 10, 1)}, reports=reports)) == ["ended-but-unfinished"]
    assert ids(make({"as_of": dt.date(2020, 9, 30)}, reports=reports)) == []
