"""Dates and deadlines of a project and of its reports."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from pipeline.findings import Severity
from pipeline.model import House

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.findings import Finding
    from pipeline.model import Dataset

    Make = Callable[..., Dataset]
    Ids = Callable[[Dataset], list[str]]
    Only = Callable[[Dataset, str], Finding]


def test_a_project_that_ends_before_it_starts_is_an_error(make: Make, only: Only, ids: Ids) -> None:
    dataset = make(start=dt.date(2020, 9, 30), end=dt.date(2019, 10, 1))
    finding = only(dataset, "project-ends-before-start")
    assert finding.severity is Severity.ERROR
    assert "1 ตุลาคม 2562" in finding.message
    assert "report-outside-period" not in ids(dataset)


def test_a_project_outside_its_fiscal_year_is_found(make: Make, only: Only) -> None:
    dataset = make(start=dt.date(2020, 10, 1), end=dt.date(2021, 9, 30), reports=(), steps=())
    assert "ปีงบประมาณ 2563" in only(dataset, "project-outside-fiscal-year").message


def test_a_project_that_crosses_fiscal_years_is_only_noted(make: Make, only: Only, ids: Ids) -> None:
    dataset = make(end=dt.date(2021, 3, 31))
    assert only(dataset, "project-crosses-fiscal-years").severity is Severity.NOTE
    assert ids(dataset) == ["project-crosses-fiscal-years"]


@pytest.mark.parametrize(("day", "found"), [(26, 0), (27, 1), (29, 1), (30, 0)])
def test_an_end_just_before_the_end_of_the_fiscal_year_is_noted(make: Make, ids: Ids, day: int, found: int) -> None:
    dataset = make(end=dt.date(2020, 9, day))
    assert ids(dataset).count("project-ends-near-year-end") == found


def test_a_year_in_the_name_other_than_the_fiscal_year_is_only_noted(make: Make, only: Only, ids: Ids) -> None:
    finding = only(make(name="โครงการจัดทำแผน ปีงบประมาณ พ.ศ. ๒๕๖๔"), "project-name-other-year")
    assert finding.severity is Severity.NOTE
    assert finding.params == {"named": "2564", "year": "2563"}
    assert ids(make(name="โครงการจัดทำแผน ปีงบประมาณ พ.ศ. 2563")) == []


def test_a_project_of_another_fiscal_year_than_its_dataset_is_noted(make: Make, ids: Ids) -> None:
    dataset = make({"fiscal_year": 2564, "as_of": dt.date(2020, 9, 30)}, fiscal_year=2563)
    assert "project-of-other-fiscal-year" in ids(dataset)


def test_a_report_after_the_end_of_the_project_is_found(make: Make, only: Only) -> None:
    finding = only(make(end=dt.date(2020, 9, 14)), "report-outside-period")
    assert finding.path == ("projects", 0, "reports", 11, "date")
    assert "15 กันยายน 2563" in finding.message


def test_a_report_later_than_the_data_is_found(make: Make, only: Only) -> None:
    dataset = make({"as_of": dt.date(2020, 9, 1)})
    assert only(dataset, "report-in-future").path[3] == 11


def test_reports_that_go_back_in_time_are_found_with_both_places(with_report: Make, only: Only) -> None:
    finding = only(with_report(5, date=dt.date(2019, 12, 16)), "reports-out-of-order")
    assert finding.params["no"] == "5"
    assert finding.params["before"] == "4"
    assert len(finding.related) == 1


def test_a_report_after_the_20th_is_reported_late_with_the_days(with_report: Make, only: Only, ids: Ids) -> None:
    finding = only(with_report(4, date=dt.date(2020, 1, 23)), "report-after-deadline")
    assert finding.params["days"] == "3"
    assert ids(with_report(4, date=dt.date(2020, 1, 20))) == []


def test_the_day_of_the_deadline_is_the_office_s_own(with_report: Make, ids: Ids) -> None:
    dataset = with_report(4, date=dt.date(2020, 1, 22)).model_copy(update={"house": House(report_day=25)})
    assert ids(dataset) == []


def test_a_second_report_of_a_month_is_noted_and_not_late(with_report: Make, ids: Ids) -> None:
    dataset = with_report(12, date=dt.date(2020, 8, 28))
    assert ids(dataset) == ["two-reports-in-one-month"]


def test_many_reports_of_a_month_are_told_once(make: Make, only: Only) -> None:
    reports = make().projects[0].reports
    more = tuple(
        reports[-1].model_copy(update={"no": no, "date": dt.date(2020, 9, 4 + no), "disbursement_no": no})
        for no in (13, 14, 15)
    )
    finding = only(make(reports=(*reports, *more)), "two-reports-in-one-month")
    assert finding.params["count"] == "4"


def test_a_month_without_report_is_found_neighbours_together(make: Make, only: Only) -> None:
    reports = tuple(report for report in make().projects[0].reports if report.no not in (3, 4))
    finding = only(make(reports=reports), "month-without-report")
    assert finding.params == {"months": "ธ.ค. 2562 – ม.ค. 2563", "count": "2"}


def test_no_report_is_missed_before_its_deadline_is_over(make: Make, ids: Ids) -> None:
    reports = make().projects[0].reports[:5]
    on_the_day = make({"as_of": dt.date(2020, 3, 20)}, reports=reports)
    day_after = make({"as_of": dt.date(2020, 3, 21)}, reports=reports)
    assert "month-without-report" not in ids(on_the_day)
    assert "month-without-report" in ids(day_after)


def test_no_report_is_missed_after_the_project_is_complete(with_report: Make, make: Make, ids: Ids) -> None:
    reports = with_report(8, progress=100).projects[0].reports[:8]
    assert "month-without-report" not in ids(make(reports=reports))


def test_no_report_is_missed_in_a_month_whose_deadline_came_before_the_start(make: Make, ids: Ids) -> None:
    reports = tuple(report.model_copy(update={"no": report.no - 1}) for report in make().projects[0].reports[1:])
    assert "month-without-report" not in ids(make(start=dt.date(2019, 10, 25), reports=reports))


def test_a_project_without_any_report_is_told_once(make: Make, only: Only, ids: Ids) -> None:
    dataset = make({"as_of": dt.date(2019, 12, 31)}, reports=())
    assert only(dataset, "no-reports").params["count"] == "3"
    assert "month-without-report" not in ids(dataset)
    assert ids(make({"as_of": dt.date(2019, 10, 5)}, reports=())) == []
