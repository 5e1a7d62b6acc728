"""The engine: what a sound dataset gives, order, merging, strictness, silence."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

import pipeline.checks
from pipeline.checks.engine import merged, sort_key
from pipeline.checks.registry import DATASET_RULES, PLAN_RULES, PROJECT_RULES
from pipeline.findings import FieldPath, Finding, Place, Rule, Severity, declared
from pipeline.model import Dataset, House, Origin, Silence

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[..., Dataset]
    Ids = Callable[[Dataset], list[str]]
    Only = Callable[[Dataset, str], Finding]

REASON = "ผู้รับผิดชอบยืนยันแล้วว่าถูกต้อง"
LATE = dt.date(2020, 1, 22)


def _silenced(*silences: Silence) -> dict[str, object]:
    return {"house": House(silence=silences)}


def test_a_sound_dataset_has_no_findings(make: Make, ids: Ids) -> None:
    assert ids(make()) == []


def test_every_rule_has_texts_and_says_where_it_comes_from() -> None:
    rules = [each.rule for kind in (PROJECT_RULES, DATASET_RULES, PLAN_RULES) for each in kind]
    assert len(rules) > 110
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.title, rule.id
        assert rule.message, rule.id
        assert rule.remedy, rule.id
        assert rule.basis, rule.id
        assert rule.id == rule.id.lower().replace("_", "-").replace(" ", "-")
    assert {rule.id for rule in rules} <= {rule.id for rule in declared()}


def test_the_place_comes_from_the_origin_and_the_subject_from_the_record(with_report: Make, only: Only) -> None:
    places: dict[FieldPath, Place] = {("projects", 0, "reports", 3, "date"): Place("projects/1.yaml", 12, 5)}
    dataset = with_report(4, date=LATE).from_origin(Origin("data", places))
    finding = only(dataset, "report-after-deadline")
    assert str(finding.place) == "projects/1.yaml:12:5"
    assert finding.subject == "โครงการ 09000000-0001 รายงานครั้งที่ 4"
    assert finding.severity is Severity.WARNING


def test_findings_of_the_reading_come_along(make: Make) -> None:
    rule = Rule("example", Severity.NOTE, "t", "m", "r")
    read = Finding.of(rule, Place("a.yaml", 1, 1))
    assert pipeline.checks.check(make().from_origin(Origin("data", {}, (read,)))) == [read]


def test_findings_are_sorted_by_file_line_and_cell() -> None:
    rule = Rule("example", Severity.NOTE, "t", "m", "r")
    places = [
        Place("b.yaml", 1, 1),
        Place("a.yaml", 10, 1),
        Place("a.yaml", 9, 7),
        Place("c.xlsx", sheet="โครงการ", cell="AA3"),
        Place("c.xlsx", sheet="โครงการ", cell="B10"),
        Place("c.xlsx", sheet="โครงการ", cell="Z3"),
        Place("c.xlsx", sheet="โครงการ", cell="B9"),
    ]
    found = sorted((Finding.of(rule, place) for place in places), key=sort_key)
    assert [str(finding.place) for finding in found] == [
        "a.yaml:9:7",
        "a.yaml:10:1",
        "b.yaml:1:1",
        "c.xlsx [โครงการ!Z3]",
        "c.xlsx [โครงการ!AA3]",
        "c.xlsx [โครงการ!B9]",
        "c.xlsx [โครงการ!B10]",
    ]


def test_what_says_the_same_about_the_same_place_is_one_finding() -> None:
    rule = Rule("example", Severity.NOTE, "t", "m {a}", "r")
    here, there = Place("a.yaml", 1, 1), Place("a.yaml", 2, 1)
    found = [
        Finding.of(rule, here, ("projects", 0, "rationale", "blocks", 0, "text"), a="1"),
        Finding.of(rule, here, ("projects", 0, "rationale", "blocks", 2, "text"), a="1"),
        Finding.of(rule, here, ("projects", 0, "rationale"), a="2"),
        Finding.of(rule, there, ("projects", 0, "rationale"), a="1"),
    ]
    assert len(merged(found)) == 3


def test_strict_makes_errors_of_warnings_but_not_of_notes_or_of_silenced_ones(with_report: Make, make: Make) -> None:
    late = with_report(4, date=LATE)
    assert [finding.severity for finding in pipeline.checks.check(late, strict=True)] == [Severity.ERROR]
    assert [finding.severity for finding in pipeline.checks.check(make(steps=()), strict=True)] == [Severity.NOTE]
    house = House(silence=(Silence(rule="report-after-deadline", reason=REASON),))
    hushed = late.model_copy(update={"house": house})
    assert [finding.severity for finding in pipeline.checks.check(hushed, strict=True)] == [Severity.WARNING]


def test_a_silenced_finding_stays_in_the_list_with_its_reason(make: Make, only: Only) -> None:
    silence = Silence(rule="no-steps", reason=REASON)
    assert only(make(_silenced(silence), steps=()), "no-steps").silenced == REASON


def test_a_silence_may_be_for_one_project_only(make: Make, ids: Ids, only: Only) -> None:
    here = Silence(rule="no-steps", reason=REASON, project="09000000-0001")
    assert only(make(_silenced(here), steps=()), "no-steps").silenced == REASON
    elsewhere = Silence(rule="no-steps", reason=REASON, project="09000000-0002")
    dataset = make(_silenced(elsewhere), steps=())
    assert only(dataset, "no-steps").silenced is None
    unknown = only(dataset, "silence-unknown-project")
    assert unknown.params == {"project": "09000000-0002", "nearest": "09000000-0001"}
    assert "silence-unused" not in ids(dataset)


def test_an_error_cannot_be_silenced(make: Make, only: Only) -> None:
    silence = Silence(rule="project-ends-before-start", reason=REASON)
    dataset = make(_silenced(silence), end=dt.date(2019, 1, 1), reports=(), steps=())
    assert only(dataset, "project-ends-before-start").silenced is None
    refused = only(dataset, "silence-refused")
    assert refused.severity is Severity.ERROR
    assert refused.path == ("house", "silence", 0, "rule")


def test_a_silence_that_hits_nothing_is_noted(make: Make, only: Only) -> None:
    assert only(make(_silenced(Silence(rule="no-steps", reason=REASON))), "silence-unused").severity is Severity.NOTE


def test_a_silence_of_an_unknown_rule_names_the_nearest(make: Make, only: Only) -> None:
    finding = only(make(_silenced(Silence(rule="no-step", reason=REASON))), "silence-unknown-rule")
    assert finding.params["nearest"] == "no-steps"
    assert "no-steps" in finding.message


def test_two_silences_of_one_finding_are_both_used(make: Make, ids: Ids) -> None:
    both = (Silence(rule="no-steps", reason=REASON, project="09000000-0001"), Silence(rule="no-steps", reason=REASON))
    assert ids(make(_silenced(*both), steps=())) == ["no-steps"]


@pytest.mark.parametrize("today", [dt.date(2019, 12, 1), dt.date(2030, 1, 1)])
def test_the_day_of_the_data_wins_over_the_day_of_the_check(make: Make, today: dt.date) -> None:
    assert pipeline.checks.check(make(), today=today) == []


def test_without_a_day_of_the_data_the_given_day_decides(make: Make) -> None:
    dataset = make({"as_of": None})
    found = pipeline.checks.check(dataset, today=dt.date(2020, 1, 1))
    assert {finding.rule.id for finding in found} == {"report-in-future"}


def test_the_same_dataset_gives_the_same_findings(real_form: Dataset) -> None:
    today = dt.date(2020, 10, 1)
    assert pipeline.checks.check(real_form, today=today) == pipeline.checks.check(real_form, today=today)
