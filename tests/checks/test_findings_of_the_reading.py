"""A value that could not be read is told once: it is not also told as missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.checks import check
from pipeline.findings import FieldPath, Finding, Place, Rule, Severity
from pipeline.model import Origin

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Dataset

    Make = Callable[..., Dataset]

UNREAD = Rule("example-unread", Severity.ERROR, "อ่านไม่ได้", "อ่านไม่ได้", "แก้")
REPAIRED = Rule("example-repaired", Severity.NOTE, "ซ่อมแล้ว", "ซ่อมแล้ว", "-")
REPORT: FieldPath = ("projects", 0, "reports", 2)


def _after_reading(dataset: Dataset, rule: Rule, path: FieldPath) -> list[str]:
    read = Finding.of(rule, Place("a.yaml", 1, 1), path)
    found = check(dataset.from_origin(Origin("data", {}, (read,))))
    return [finding.rule.id for finding in found if finding != read]


@pytest.mark.parametrize("key", ["progress", "disbursed", "on_plan", "narrative"])
def test_an_unread_value_of_a_report_is_not_missing(with_report: Make, key: str) -> None:
    dataset = with_report(3, **{key: None})
    assert _after_reading(dataset, UNREAD, (*REPORT, key)) == []
    assert _after_reading(dataset, REPAIRED, (*REPORT, key)) != []


def test_what_else_is_missing_beside_an_unread_value_is_told(with_report: Make) -> None:
    dataset = with_report(3, progress=None, narrative=None)
    assert _after_reading(dataset, UNREAD, (*REPORT, "progress")) == ["report-incomplete"]


def test_an_unread_date_may_be_the_one_of_the_month_that_lacks_a_report(with_report: Make) -> None:
    dataset = with_report(3, date=None)
    assert _after_reading(dataset, UNREAD, (*REPORT, "date")) == []
    assert "month-without-report" in _after_reading(dataset, REPAIRED, (*REPORT, "date"))


@pytest.mark.parametrize(("key", "empty"), [("budget_received", None), ("steps", ()), ("rationale", None)])
def test_an_unread_part_of_a_project_is_not_missing(make: Make, key: str, empty: object) -> None:
    dataset = make(**{key: empty})
    assert _after_reading(dataset, UNREAD, ("projects", 0, key)) == []
    assert len(_after_reading(dataset, UNREAD, ("projects", 1, key))) == 1


def test_a_sum_is_not_judged_while_an_amount_could_not_be_read(with_report: Make, make: Make) -> None:
    reports = with_report(3, disbursed=None).projects[0].reports
    dataset = make(reports=reports, budget_spent=1000)
    assert "spent-differs-from-sum" not in _after_reading(dataset, UNREAD, (*REPORT, "disbursed"))
