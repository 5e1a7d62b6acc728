"""The real form: which of its known mistakes and observations the checks report, and which they cannot."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.checks import check
from pipeline.findings import FieldPath, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Dataset

TODAY = dt.date(2020, 10, 1)
GENERATED = "a generated form cannot have it: dates are real dates, printed in one style"
MEANING = "out of reach: only a reader who knows the matter can tell"

MISTAKES: tuple[tuple[str, str, str], ...] = (
    ("targets[0].children[0].text", "question_mark_for_dash", "text-question-for-dash"),
    ("targets[0].children[0].text", "question_mark_for_dash", "text-question-for-dash"),
    ("strategic_alignment.strategy", "question_mark_for_dash", "text-question-for-dash"),
    ("strategic_alignment.strategy", "misspelling", "alignment-label"),
    ("strategic_alignment.goal", "truncated_text", "text-cut"),
    ("project.start_printed", "date_style", GENERATED),
    ("project.end_printed", "date_style", GENERATED),
    ("progress_reports[no=2].narrative", "possible_misspelling", "text-other-word"),
    ("progress_reports[no=3].narrative", "possible_misspelling", "text-other-word"),
    ("progress_reports[no=5].narrative", "date_after_report", "narrative-date-after-report"),
    ("progress_reports[no=5].narrative", "misspelling", "text-misspelling"),
    ("progress_reports[no=7].*", "empty_entry", "report-empty"),
    ("progress_reports[no=8].narrative", "wrong_year", "narrative-year-slip"),
    ("progress_reports[no=8].disbursement_no", "numbering_offset", "disbursement-number-offset"),
    ("progress_reports[no=10].narrative", "contradiction", "meeting-with-two-dates"),
    ("progress_reports[no=10].narrative", "missing_space", "text-number-glued"),
    ("progress_reports[no=11].narrative", "wrong_year", "meeting-year-slip"),
    ("progress_reports[no=11].narrative", "wrong_year", "narrative-year-slip"),
    ("progress_reports[no=14].date_printed", "report_outside_period", "report-outside-period"),
)

OBSERVATIONS: tuple[tuple[str, str, str], ...] = (
    ("project.name", "year_differs", "project-name-other-year"),
    ("project.end_date", "end_not_fiscal_year_end", "project-ends-near-year-end"),
    ("project.budget_spent", "unspent_at_100_percent", "complete-but-nothing-spent"),
    ("progress_reports[no=4].date_printed", "after_the_20th", "report-after-deadline"),
    ("progress_reports[no=9].date_printed", "after_the_20th", "report-after-deadline"),
    ("progress_reports[no=14].date_printed", "two_reports_in_one_month", "two-reports-in-one-month"),
    ("progress_reports[no=14].progress_percent", "jump_of_50_points", "progress-jumps"),
    ("progress_reports[*].date_printed", "mixed_date_style", GENERATED),
    ("progress_reports[*]", "separator_differs", GENERATED),
    ("strategic_alignment", "mixed_digits", "text-digit-styles"),
    ("progress_reports[no=6].narrative", "planned_later_than_report", "narrative-date-planned"),
    ("progress_reports[no=9].narrative", "planned_later_than_report", "narrative-date-planned"),
    ("progress_reports[no=13].narrative", "numbering_gap", "meeting-without-year"),
    ("progress_reports[no=13].narrative", "method_changed", MEANING),
    ("progress_reports[no=8].narrative", "possible_omission", MEANING),
)

_FIELDS = {
    "date_printed": "date",
    "end_date": "end",
    "progress_percent": "progress",
    "budget_spent": "budget_spent",
}


@pytest.fixture(scope="module")
def findings(real_form: Dataset) -> list[Finding]:
    return check(real_form, today=TODAY)


def test_the_table_names_every_mistake_and_observation_of_the_case(real_case: dict[str, Any]) -> None:
    def listed(entries: list[dict[str, str]]) -> list[tuple[str, str]]:
        return sorted((entry["where"], entry["kind"]) for entry in entries)

    assert sorted((where, kind) for where, kind, _ in MISTAKES) == listed(real_case["document_mistakes"])
    assert sorted((where, kind) for where, kind, _ in OBSERVATIONS) == listed(real_case["observations"])


@pytest.mark.parametrize(("where", "kind", "rule"), [row for row in (*MISTAKES, *OBSERVATIONS) if " " not in row[2]])
def test_a_known_mistake_is_reported_where_it_stands(findings: list[Finding], where: str, kind: str, rule: str) -> None:
    stands = _place(where)
    found = [finding for finding in findings if finding.rule.id == rule and stands(finding.path)]
    assert found, f"{kind} at {where}: nothing by {rule}"


def test_what_the_reports_should_have_said_is_suggested(findings: list[Finding]) -> None:
    meant = [finding.params["meant"] for finding in findings if finding.rule.id == "narrative-year-slip"]
    assert meant == ["21 เมษายน 2563", "16 กรกฎาคม 2563"]
    numbers = [finding.params["meant"] for finding in findings if finding.rule.id == "meeting-year-slip"]
    assert numbers == ["6/2563"]


def test_both_dashes_of_the_targets_are_reported(findings: list[Finding]) -> None:
    found = [finding for finding in findings if finding.rule.id == "text-question-for-dash"]
    assert len(found) == 3


def test_nothing_in_a_form_that_was_really_filed_is_an_error(findings: list[Finding]) -> None:
    assert not [finding for finding in findings if finding.severity is Severity.ERROR]


def test_no_rule_speaks_that_the_table_does_not_expect(findings: list[Finding]) -> None:
    expected = {rule for _, _, rule in (*MISTAKES, *OBSERVATIONS)}
    assert {finding.rule.id for finding in findings} - expected == {"no-steps", "narrative-repeated"}


def _place(where: str) -> Callable[[FieldPath], bool]:
    """Whether a path of the dataset is meant by a place of the case."""
    report = re.match(r"progress_reports\[no=(\d+)\]\.(\w+)", where + ".record" * where.endswith(".*"))
    if where.endswith(".*") or report:
        number = int(re.findall(r"no=(\d+)", where)[0])
        base: FieldPath = ("projects", 0, "reports", number - 1)
        field = where.rpartition(".")[2]
        return lambda path: path[:4] == base and (field == "*" or path[4] == _FIELDS.get(field, field))
    if where.startswith("targets"):
        return lambda path: path[2:5] == ("targets", "blocks", 1) and path[6] == 0
    if where.startswith("strategic_alignment"):
        field = where.partition(".")[2]
        return lambda path: path[2] == "alignments" and field in ("", path[4])
    field = where.partition(".")[2]
    if field == "budget_spent":
        return lambda path: path[:2] == ("projects", 0)
    return lambda path: path == ("projects", 0, _FIELDS.get(field, field))
