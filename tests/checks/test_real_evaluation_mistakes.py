"""The real evaluation report and framework summary: their known mistakes, one by one.

Reported: a rule finds it in the data, and what the rule tells is named here. Impossible: the program computes it, or
prints it in one wording. Out of reach: only a reader can tell, or it stands in the study around the framework,
a kind of document that is not built yet.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from pipeline.checks import check
from pipeline.findings import Finding, Severity

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT.parent / "shared" / "cases"
sys.path.insert(0, str(ROOT / "tests" / "cases"))

if TYPE_CHECKING:
    from pipeline.model import Dataset
    from tests.cases.evaluation_case import dataset_of as report_of
    from tests.cases.framework_case import dataset_of as framework_of
else:
    from evaluation_case import dataset_of as report_of
    from framework_case import dataset_of as framework_of

REPORT, FRAMEWORK = "evaluation-report-2564", "framework-summary-2563"
TODAY = {REPORT: dt.date(2021, 10, 1), FRAMEWORK: dt.date(2020, 9, 30)}

COMPUTED = "impossible: computed, or printed by the template in one wording"
SCALED = "impossible: the shares name the scale that they belong to, and are printed with it"
MEANING = "out of reach: only a reader who knows the matter can tell"
STUDY = "out of reach: stands in the text of the study, a kind of document that is not built yet"


class Mistake(NamedTuple):
    """A mistake of a case: where and of which kind, as the case lists it; the rule that finds it, or why none can."""

    where: str
    kind: str
    outcome: str
    told: str = ""
    subject: str = ""

    @property
    def reported(self) -> bool:
        """Whether ``outcome`` is the id of a rule."""
        return " " not in self.outcome


IN_REPORT = (
    Mistake("component 2, indicator 1", "level_mismatch", "achieved-differs", "ระดับ 4", "2-1"),
    Mistake("component 2, indicator 2", "level_mismatch", "achieved-differs", "ระดับ 4", "2-2"),
    Mistake("component 2, indicators 1 and 2", "missing_explanation", "target-missed-unexplained", "ระดับ 4", "2-1"),
    Mistake("component 2, indicators 1 and 2", "missing_explanation", "target-missed-unexplained", "ระดับ 4", "2-2"),
    Mistake("component 2, indicator 2", "evidence_number_gap", COMPUTED),
    Mistake("component 5, forms 5.1 and 5.2", "evidence_number_missing", COMPUTED),
    Mistake("component numbers", "number_gap", "part-number-gap", "ไม่มีองค์ประกอบที่ 3"),
    Mistake("form 5.1", "choice_missing", "agency-group-not-chosen", "5.1"),
    Mistake("form 5.1", "score_depends_on_missing_choice", "score-depends-on-group", "70.32", "5.1"),
    Mistake("form 5.1", "adjustment_rule_mismatch", "criteria-adjustment-differs", "+/- 10", "5.1"),
    Mistake("form 5.1", "appeal_incomplete", "appeal-incomplete", "รอบ", "5.1"),
    Mistake("form 5.1", "appeal_incomplete", "appeal-target-not-in-criteria", "ร้อยละ 40", "5.1"),
    Mistake("components 1 and 2, criteria and result tables", "score_scale_mixed", "score-scale-mixed", "100"),
    Mistake("components 1 and 2, result tables", "value_missing", COMPUTED),
    Mistake("components 1 and 2, result tables", "name_missing", COMPUTED),
    Mistake("result tables", "inconsistent_format", COMPUTED),
    Mistake("component 1, indicators 1 and 3", "section_missing", COMPUTED),
    Mistake("component 1, indicator 1, conditions", "doubled_word", "text-word-doubled", "“ได้”", "1-1"),
    Mistake("component 1, indicator 2, evidence 4", "doubled_word", "text-word-doubled", "“เอกสารประกอบ”", "1-2"),
    Mistake("component 1, indicator 2, details 3 and 5", "spelling", "text-other-word", "วิพากย์", "1-2"),
    Mistake("component 1, indicator 2, details 1", "abbreviation", "text-other-word", "ด.ร.", "1-2"),
    Mistake(
        "component 1, indicator 2, details 2", "inconsistent_format", "result-meeting-without-year", "ครั้งที่ 2", "1-2"
    ),
    Mistake("component 1, indicator 2", "result_ahead_of_details", "full-result-while-under-way", "ขณะนี้", "1-2"),
    Mistake("component 1, indicator 3", "evidence_not_finished", "full-result-while-under-way", "ขณะนี้", "1-3"),
    Mistake(
        "component 1, indicator 3", "evidence_not_finished", "evidence-not-finished", "รายงานการพัฒนาโปรแกรม", "1-3"
    ),
    Mistake("component 2, indicator 2, conditions", "abbreviation", "text-abbreviation-unfinished", "ป.ป.ช", "2-2"),
    Mistake("component 1, indicator 2, problems", "inconsistent_spelling", "word-in-two-spellings", "โควิด-19", "1-2"),
    Mistake("components 1, 2, 4, 5 (reporter)", "inconsistent_format", "phones-in-several-styles", "1458"),
    Mistake("form 5.2", "inconsistent_name", MEANING),
    Mistake("component 2, indicator 1, details 1", "spacing", "text-spacing-odd", "และ สำนัก", "2-1"),
    Mistake("component 2, indicator 2", "inconsistent_spelling", "word-in-two-spellings", "STRONG-", "2-2"),
    Mistake("form 5.2", "inconsistent_spelling", "latin-word-in-two-cases", "Data Dictionary", "5.2"),
    Mistake("form 5.2", "inconsistent_spelling", "word-in-two-spellings", "Metadata", "5.2"),
    Mistake("form 5.1", "inconsistent_format", "text-year-without-era", "ประจำปี 2564", "5.1"),
    Mistake("result tables and summary tables", "inconsistent_name", COMPUTED),
    Mistake("component 5", "value_missing", COMPUTED),
)

IN_FRAMEWORK = (
    Mistake("framework table, subtotal of dimension 4", "subtotal_wrong_dimension", COMPUTED),
    Mistake("framework table, subtotal of dimension 2", "subtotal_wrong_amount", COMPUTED),
    Mistake("framework table, dimension 1", "weight_scale_mixed", SCALED),
    Mistake("framework table", "value_missing", "weight-shared-equally", "2", "1-1.1"),
    Mistake("framework table", "value_missing", "weight-of-parent-missing", "", "2-2"),
    Mistake("framework table", "value_missing", "framework-responsible-missing", "3-2.2", "3-2.2"),
    Mistake("framework table against ๕.๒.๒ and ๖.๑.๑", "count_mismatch", STUDY),
    Mistake("๖.๑.๑", "count_mismatch", STUDY),
    Mistake("๕.๓.๘ against ๖.๑.๑", "count_mismatch", STUDY),
    Mistake("section numbers", "duplicated_section_number", STUDY),
    Mistake("cover against section ๑", "title_mismatch", STUDY),
    Mistake("section ๒ against ๕.๓.๑", "year_mismatch", STUDY),
    Mistake("๕.๒.๑ against ๖.๑.๑", "inconsistent_name", STUDY),
    Mistake("๕.๓.๘ against ๖.๑.๑", "inconsistent_name", STUDY),
    Mistake("๕.๓.๑๐ against ๕.๔.๕ (second)", "contradiction", STUDY),
    Mistake("๖.๒.๘.๑ against timeline activity ๔ and ๙.๑ indicator ๓", "contradiction", MEANING),
    Mistake("๖.๑.๒ and ๖.๑.๓", "period_order", STUDY),
    Mistake("timeline activity ๗", "period_mismatch", STUDY),
    Mistake("timeline activity ๘ and ๖.๔.๒ against ๖.๒.๓-๖.๒.๕", "period_order", MEANING),
    Mistake("๕.๔.๓", "deadline_on_weekend", "deadline-on-weekend", "17 พฤษภาคม 2563"),
    Mistake("๕.๑ and ๖.๔", "inconsistent_name", STUDY),
    Mistake("throughout", "inconsistent_spelling", "latin-word-in-two-cases", "Daily plans"),
    Mistake("throughout", "spacing", "text-era-without-space", "พ.ศ.๒๕๖๓"),
    Mistake("throughout", "spacing", "text-spacing-odd", "มี.ค.๖๓"),
    Mistake("๕.๔ (heading) and others", "doubled_word", STUDY),
    Mistake("๕.๔.๒.๔", "doubled_word", STUDY),
    Mistake("๕.๔.๒.๕", "bracket", STUDY),
    Mistake("framework table and timeline activity ๓", "spelling", "text-misspelling", "เจราจา", "1-1"),
    Mistake("framework table and timeline activity ๓", "spelling", "text-misspelling", "เจราจา", "กรอบการประเมินผล"),
    Mistake("๙.๑ indicator ๓", "spelling", "text-other-word", "Out put"),
    Mistake("๙.๑ indicator ๓", "spelling", "text-word-doubled", "รายงานความก้าวหน้าการ"),
    Mistake("๙.๑ indicator ๑ against ๙.๒", "definition_mismatch", MEANING),
    Mistake("๙.๒ row ๔", "abbreviation", "text-abbreviation-unfinished", "ก.ก"),
    Mistake("๖.๒.๓, ๖.๒.๖, ๙.๑ indicators ๓ and ๔", "inconsistent_name", MEANING),
    Mistake("๖.๓.๑", "missing_word", STUDY),
)

TABLES = {REPORT: IN_REPORT, FRAMEWORK: IN_FRAMEWORK}
REPORTED = [(name, mistake) for name, table in TABLES.items() for mistake in table if mistake.reported]
BEYOND = {
    REPORT: (
        ("as-of-missing", "5.2", "the form has no day of its figure; the case does not list it"),
        (
            "target-missed-unexplained",
            "5.1",
            "70.16 percent reach no level 5; the explanation stands among the details",
        ),
    ),
    FRAMEWORK: (
        ("deadline-on-weekend", "20 มิถุนายน 2563", "a Saturday, which the case does not list"),
        ("weight-shared-equally", "1-1.3", "weights missing, as in 1.1 and 1.2, which the case names"),
        ("weight-shared-equally", "3-2", "weights missing: the two projects under 3.2"),
        ("text-spacing-odd", "มิ.ย.๖๓", "the same blemish in other rows"),
    ),
}
"""What rules find besides, with a word of the subject or the message, and why it is right."""


@pytest.fixture(scope="module")
def cases() -> dict[str, dict[str, Any]]:
    """The structured texts of both documents, with their mistakes listed."""
    if not all((CASES / f"{name}.json").is_file() for name in TABLES):
        pytest.skip("the folder of real cases does not stand beside this checkout")
    return {name: json.loads((CASES / f"{name}.json").read_text(encoding="utf-8")) for name in TABLES}


@pytest.fixture(scope="module")
def datasets(cases: dict[str, dict[str, Any]]) -> dict[str, Dataset]:
    return {REPORT: report_of(cases[REPORT]), FRAMEWORK: framework_of(cases[FRAMEWORK])}


@pytest.fixture(scope="module")
def findings(datasets: dict[str, Dataset]) -> dict[str, list[Finding]]:
    return {name: check(dataset, today=TODAY[name]) for name, dataset in datasets.items()}


@pytest.mark.parametrize("name", TABLES)
def test_the_table_names_every_mistake_of_the_case(cases: dict[str, dict[str, Any]], name: str) -> None:
    listed = [(mistake["where"], mistake["kind"]) for mistake in cases[name]["document_mistakes"]]

    assert list(dict.fromkeys(mistake[:2] for mistake in TABLES[name])) == list(dict.fromkeys(listed))


@pytest.mark.parametrize(("name", "mistake"), REPORTED)
def test_a_mistake_that_is_data_is_reported_where_it_stands(
    findings: dict[str, list[Finding]], name: str, mistake: Mistake
) -> None:
    found = [finding for finding in findings[name] if finding.rule.id == mistake.outcome]

    assert any(is_told(finding, *mistake[2:]) for finding in found), [
        (finding.subject, finding.message) for finding in found
    ]


def is_told(finding: Finding, rule: str, told: str, subject: str) -> bool:
    """Whether a finding is of that rule, tells that, of that record."""
    return finding.rule.id == rule and told in finding.message and finding.subject.endswith(subject)


@pytest.mark.parametrize("name", TABLES)
def test_no_rule_speaks_that_the_table_does_not_expect(findings: dict[str, list[Finding]], name: str) -> None:
    expected = {mistake.outcome for mistake in TABLES[name] if mistake.reported} | {rule for rule, *_ in BEYOND[name]}

    assert {finding.rule.id for finding in findings[name]} == expected


@pytest.mark.parametrize("name", TABLES)
def test_every_finding_is_a_listed_mistake_or_said_to_be_right(findings: dict[str, list[Finding]], name: str) -> None:
    listed = [(mistake.outcome, mistake.told, mistake.subject) for mistake in TABLES[name] if mistake.reported]
    beyond = [
        f"{finding.rule.id} {finding.subject}: {finding.message}"
        for finding in findings[name]
        if not any(is_told(finding, *row) for row in listed)
        and not any(
            finding.rule.id == rule and word in f"{finding.subject} {finding.message}" for rule, word, _ in BEYOND[name]
        )
    ]

    assert beyond == []


def test_shares_whose_scale_is_not_said_are_reported(datasets: dict[str, Dataset]) -> None:
    """As the real table prints them: five weights of 20 below a weight of 60."""
    framework = datasets[FRAMEWORK]
    plain = tuple(each.model_copy(update={"weights_of": None}) for each in framework.evaluation_indicators)
    fields = {field: getattr(framework, field) for field in type(framework).model_fields}
    found = check(type(framework)(**{**fields, "evaluation_indicators": plain}), today=TODAY[FRAMEWORK])

    assert [finding.subject for finding in found if finding.rule.id == "weight-scale-mixed"]


@pytest.mark.parametrize(("name", "errors"), [(REPORT, {"achieved-differs"}), (FRAMEWORK, set())])
def test_of_all_mistakes_only_two_levels_for_one_result_stop_a_build(
    findings: dict[str, list[Finding]], name: str, errors: set[str]
) -> None:
    """The report would contradict itself: a result has one level, or the table of details none of its own."""
    assert {finding.rule.id for finding in findings[name] if finding.severity is Severity.ERROR} == errors
