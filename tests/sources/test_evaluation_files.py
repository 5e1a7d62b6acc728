"""The data of the evaluation in text files: its parts, the short ways to write it, what is told of mistakes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from pipeline.findings import Place
from pipeline.model import (
    AppealKind,
    AppealState,
    DeadlineKind,
    EvaluationIndicator,
    EvaluationResult,
    FormPages,
    FrameworkWord,
    PointScale,
    QuarterResult,
    ScoresShown,
    ScoringScheme,
)
from pipeline.sources import schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sources.conftest import Outcome

    Read = Callable[..., Outcome]

DIMENSIONS = "1: {name: ด้านภารกิจ, weight: 60}\n5: {name: ด้านศักยภาพ, weight: 40}\n"
UNITS = "- {id: u1, name: กองหนึ่ง}\n- {id: u2, name: กองสอง}\n"
PROJECTS = "- {code: 99000000-0001, name: โครงการหนึ่ง}\n- {code: 99000000-0002, name: โครงการสอง}\n"
HEAD = "id: F-1\ndimension: 1\nname: ร้อยละสมมุติ\n"
BASE = {
    "dimensions.yaml": DIMENSIONS, "units.yaml": UNITS, "projects.yaml": PROJECTS, "evaluation-indicators.yaml": HEAD,
}  # fmt: skip


def indicator(read: Read, lines: str) -> EvaluationIndicator:
    """An indicator of some more lines, read without a finding."""
    found = read({**BASE, "evaluation-indicators.yaml": HEAD + lines})
    assert [finding.message for finding in found.findings] == []
    assert found.dataset is not None
    (only,) = found.dataset.evaluation_indicators
    return only


def result(read: Read, lines: str) -> EvaluationResult:
    """A result of some more lines, read without a finding."""
    found = read({**BASE, "evaluation-results.yaml": "indicator: F-1\n" + lines})
    assert [finding.message for finding in found.findings] == []
    assert found.dataset is not None
    (only,) = found.dataset.evaluation_results
    return only


def criteria(read: Read, lines: str) -> list[tuple[str | None, ...]]:
    return [(row.group, *row.cells) for row in indicator(read, f"criteria:{lines}\n").criteria]


def test_framework_indicators_and_results_have_their_files(read: Read) -> None:
    found = read({
        **BASE,
        "dimensions.yaml": "- {no: 5, name: ก, name_en: Potential Base, weight: 40, indicator: ข, form: รายตัวชี้วัด,\n"
        "   reporter: {unit: u1}, factors: [ค, ง], obstacles: จ}\n- {no: 1, name: ฉ}\n",
        "evaluation.yaml": "word: มิติ\nscale: 1-5\ndecimals: ๓\ngroups: [A, B]\ngroup: B\nfloor_note: ไม่\n"
        "missed_report_deduction: 0.2\nscores: คณะกรรมการ\nevaluator: กองประเมินผล\nevidence_register: ไม่แสดง\n"
        "deadlines: [{kind: อุทธรณ์, round: 1, start: 1/4/2568, date: 10/4/2568}, {kind: อื่นๆ, day: 20, text: ก}]\n"
        "signatures: [{role: ผู้รายงาน}]\n"
        "agreement: {start: 1/10/2567, parties: [{role: ผู้ทำคำรับรอง, name: นายสมมุติ ตัวอย่าง}]}\n",
        "evaluation-results/ก.yaml": "indicator: F-1\nlevel: 4.5\ncommittee_level: 4\nmissed_reports: 2\n",
    })  # fmt: skip

    assert [finding.message for finding in found.findings] == []
    dataset = found.dataset
    assert dataset is not None
    assert dataset.evaluation is not None
    assert dataset.evaluation.agreement is not None
    assert (dataset.dimensions[0].form, dataset.dimensions[1].form) == (FormPages.EACH, FormPages.WHOLE)
    assert (dataset.evaluation.word, dataset.evaluation.scale) == (FrameworkWord.DIMENSION, PointScale.FIVE)
    assert (dataset.evaluation.groups, dataset.evaluation.scores) == (("A", "B"), ScoresShown.COMMITTEE)
    assert dataset.evaluation.deadlines[0].date == dt.date(2025, 4, 10)
    assert dataset.evaluation.deadlines[1].kind is DeadlineKind.OTHER
    assert dataset.evaluation.agreement.parties[0].name == "นายสมมุติ ตัวอย่าง"
    assert dataset.evaluation_results[0].level == Decimal("4.5")


@pytest.mark.parametrize(
    "written",
    [" [80, 85, 90, 95, 100]", "\n  - [80, 85, 90, 95, 100]", " {1: 80, 2: 85, 3: 90, ระดับ 4: 95, ระดับที่ ๕: 100}",
     "\n  - {1: 80, 2: 85, 3: 90, 4: 95, 5: 100}",
     " {level_1: 80, level_2: 85, level_3: 90, level_4: 95, level_5: 100}",
     "\n  - {level_1: 80, level_2: 85, level_3: 90, level_4: 95, level_5: 100}"],
)  # fmt: skip
def test_five_levels_may_be_written_in_a_row_or_by_their_number(written: str, read: Read) -> None:
    assert criteria(read, written) == [(None, "80", "85", "90", "95", "100")]


@pytest.mark.parametrize(
    "written",
    ["\n  A: [80, 85, 90]\n  D: [1, 2, 3]", "\n  A: {1: 80, 2: 85, 3: 90}\n  D: {level_1: 1, level_2: 2, level_3: 3}",
     " [{group: A, level_1: 80, level_2: 85, level_3: 90}, {group: D, level_1: 1, level_2: 2, level_3: 3}]"],
)  # fmt: skip
def test_criteria_may_be_written_by_agency_group(written: str, read: Read) -> None:
    assert criteria(read, written) == [("A", "80", "85", "90", None, None), ("D", "1", "2", "3", None, None)]


def test_criteria_keep_what_is_written_comparators_ranges_and_gaps_alike(read: Read) -> None:
    assert criteria(read, " ['≤ 60', 75–79, 3 คะแนน, '', ร้อยละ 40]") == [
        (None, "≤ 60", "75–79", "3 คะแนน", None, "ร้อยละ 40")
    ]
    assert criteria(read, "\n  - {label: เบิกจ่าย, level_1: ๘๐}\n  - [1, 2]") == [
        (None, "๘๐", None, None, None, None), (None, "1", "2", None, None, None),
    ]  # fmt: skip


def test_more_than_five_levels_are_told(read: Read) -> None:
    found = read({**BASE, "evaluation-indicators.yaml": HEAD + "criteria:\n  - [1, 2, 3, 4, 5, 6]\n"})
    finding = found.only("value-unknown-field")

    assert finding.place == Place("evaluation-indicators.yaml", 5, 21)
    assert "ระดับ 6" in finding.message


@pytest.mark.parametrize("written", ["[u1, u2]", "u1, u2", "u1;u2", "\n  - u1\n  - u2", "|\n  - u1\n  - u2"])
def test_codes_may_stand_in_a_list_on_a_line_or_below_each_other(written: str, read: Read) -> None:
    assert indicator(read, f"units: {written}\n").units == ("u1", "u2")


@pytest.mark.parametrize("written", ["u1", "[u1]", "", "[]", "'-'"])
def test_a_single_code_is_a_list_of_one_and_a_dash_is_none(written: str, read: Read) -> None:
    assert indicator(read, f"units: {written}\n").units == (("u1",) if "u1" in written else ())


def test_an_empty_list_of_groups_is_not_the_usual_one(read: Read) -> None:
    for written, groups in (("[]", ()), ("'-'", ()), ("", ("A", "B", "C", "D")), ("ก", ("ก",))):
        dataset = read({**BASE, "evaluation.yaml": f"groups: {written}\n"}).dataset
        assert dataset is not None
        assert dataset.evaluation is not None
        assert dataset.evaluation.groups == groups


def test_projects_activities_and_evidence_may_be_plain_texts(read: Read) -> None:
    for activities in ("[อบรม, ประชุม]", "|\n  อบรม\n  ประชุม", "|\n  1. อบรม\n  2. ประชุม"):
        found = result(read, f"projects: 99000000-0001, 99000000-0002\nactivities: {activities}\n")
        assert (found.projects, found.activities) == (("99000000-0001", "99000000-0002"), ("อบรม", "ประชุม"))
    for evidence in ("[ก, ข]", "|\n  1) ก\n  2) ข", "[{text: ก}, ข]"):
        assert [one.text for one in result(read, f"evidence: {evidence}\n").evidence] == ["ก", "ข"]


def test_a_line_that_is_meant_to_begin_with_a_number_has_a_backslash_before_it(read: Read) -> None:
    assert result(read, "activities: |\n  \\1. ก\n  2. ข\n  \\\\ค\n").activities == ("1. ก", "ข", "\\ค")


def test_quarters_may_be_written_by_their_number(read: Read) -> None:
    lines = "quarters:\n  1: 18.5\n  ไตรมาสที่ 2: {target: 40, value: 38, date: 20/3/2568}\n  3:\n"

    assert result(read, lines).quarters == (
        QuarterResult(quarter=1, value=Decimal("18.5")),
        QuarterResult(quarter=2, target=Decimal(40), value=Decimal(38), date=dt.date(2025, 3, 20)),
    )


@pytest.mark.parametrize(
    "written",
    ["{ข้อเสนอแนะ: ควรเร่งรัด, แนวทาง: }", "[ข้อเสนอแนะ: ควรเร่งรัด, แนวทาง: ]",
     "[{heading: ข้อเสนอแนะ, text: ควรเร่งรัด}, {heading: แนวทาง}]"],
)  # fmt: skip
def test_headings_may_be_written_with_their_text_behind_them(written: str, read: Read) -> None:
    sections = result(read, f"sections: {written}\n").sections

    assert [(section.heading, section.text and section.text.plain()) for section in sections] == [
        ("ข้อเสนอแนะ", "ควรเร่งรัด"), ("แนวทาง", None),
    ]  # fmt: skip


def test_indicators_and_results_may_be_written_by_their_codes(read: Read) -> None:
    found = read({
        **BASE,
        "evaluation-indicators.yaml": "F-1: {dimension: 1, name: ก}\nF-2: {dimension: 5, name: ข, parent: F-1}\n",
        "evaluation-results.yaml": "F-1: 70.16\nF-2:\n  level: 4\n  text: ครบ\n",
    })  # fmt: skip

    assert [finding.message for finding in found.findings] == []
    assert found.dataset is not None
    assert [one.id for one in found.dataset.evaluation_indicators] == ["F-1", "F-2"]
    assert [(one.indicator, one.value, one.level) for one in found.dataset.evaluation_results] == [
        ("F-1", Decimal("70.16"), None), ("F-2", None, Decimal(4)),
    ]  # fmt: skip


def test_a_misspelt_record_is_not_taken_for_a_list_by_codes(read: Read) -> None:
    found = read({**BASE, "evaluation-results.yaml": "indcator: F-1\nvalue: 5\n"})

    assert set(found.ids) == {"value-missing", "value-unknown-field"}
    assert "indicator" in found.only("value-unknown-field").remedy


@pytest.mark.parametrize(
    ("word", "scheme"),
    [("เทียบบัญญัติไตรยางศ์", ScoringScheme.INTERPOLATED), ("ขั้นบันได", ScoringScheme.LEVELS),
     ("ตามน้ำหนัก", ScoringScheme.WEIGHT), ("milestones", ScoringScheme.MILESTONES)],
)  # fmt: skip
def test_schemes_have_the_words_that_planners_use(word: str, scheme: ScoringScheme, read: Read) -> None:
    assert indicator(read, f"scheme: {word}\n").scheme is scheme


def test_appeals_have_the_words_that_planners_use(read: Read) -> None:
    (appeal,) = result(read, "appeals: [{kind: ทบทวนคะแนน, item: ก, state: รอผลการพิจารณา}]\n").appeals

    assert (appeal.kind, appeal.state) == (AppealKind.REVIEW, AppealState.PENDING)


@pytest.mark.parametrize(
    ("files", "path"),
    [
        ({"evaluation-indicators.yaml": "{id: F-1, dimension: 4, name: ก}"}, ("evaluation_indicators", 0, "dimension")),
        ({"evaluation-indicators.yaml": HEAD + "parent: F-9\n"}, ("evaluation_indicators", 0, "parent")),
        ({"evaluation-indicators.yaml": HEAD + "indicator: k9\n"}, ("evaluation_indicators", 0, "indicator")),
        ({"evaluation-indicators.yaml": HEAD + "units: [u1, u9]\n"}, ("evaluation_indicators", 0, "units", 1)),
        ({"evaluation-indicators.yaml": HEAD + "criteria: {A: [1], E: [2]}\n"},
         ("evaluation_indicators", 0, "criteria", 1, "group")),
        ({"evaluation.yaml": "{groups: [ก, ข], group: A}"}, ("evaluation", "group")),
        ({"evaluation.yaml": "agreement: {parties: [{role: ก, person: x}]}"},
         ("evaluation", "agreement", "parties", 0, "person")),
        ({"evaluation-results.yaml": "indicator: F-9"}, ("evaluation_results", 0, "indicator")),
        ({"evaluation-results.yaml": "{indicator: F-1, projects: 99000000-0009}"},
         ("evaluation_results", 0, "projects", 0)),
        ({"evaluation-results.yaml": "{indicator: F-1, reporter: {person: x}}"},
         ("evaluation_results", 0, "reporter", "person")),
    ],
)  # fmt: skip
def test_a_reference_to_nothing_is_told_at_its_place(
    files: dict[str, str], path: tuple[str | int, ...], read: Read
) -> None:
    assert read({**BASE, **files}).only("reference-missing").path == path


def test_a_reference_says_whose_it_is_and_where_the_codes_are(read: Read) -> None:
    found = read({**BASE, "evaluation-indicators.yaml": HEAD + "criteria:\n  A: [1]\n  E: [2]\nunits: u11\n"})
    group, unit = sorted(found.findings, key=lambda finding: finding.place.line or 0)

    assert group.place == Place("evaluation-indicators.yaml", 6, 3)
    assert group.subject == "ตัวชี้วัดการประเมิน F-1 เกณฑ์การให้คะแนน E"
    assert "กลุ่มหน่วยงานทั้งหมด" in group.message
    assert unit.place == Place("evaluation-indicators.yaml", 7, 8)
    assert "ใกล้เคียงที่สุดคือ “u" in unit.remedy


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("evaluation-indicators.yaml", "- {id: F-1, dimension: 1, name: ก}\n- {id: F-1, dimension: 1, name: ข}\n",
         "code-duplicate"),
        ("evaluation-results.yaml", "- {indicator: F-1, level: 1}\n- {indicator: F-1, level: 2}\n", "code-duplicate"),
        ("evaluation-results.yaml", "indicator: F-1\nquarters: [{quarter: 1}, {quarter: 1}]\n", "value-duplicate"),
        ("evaluation-indicators.yaml", "id: F-1\nunits: [u1, u2, u1]\ndimension: 1\nname: ก\n", "value-duplicate"),
    ],
)  # fmt: skip
def test_what_may_be_there_once_only_is_told_where_it_comes_again(
    name: str, content: str, rule: str, read: Read
) -> None:
    assert read({**BASE, name: content}).only(rule).place.line == 2


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        ("level: 6\n", ["value-out-of-range"]),
        ("level: 4.555\n", ["too-many-decimals"]),
        ("denominator: 0\n", ["value-out-of-range"]),
        ("value: มาก\n", ["not-a-number"]),
        ("missed_reports: 13\n", ["value-out-of-range"]),
        ("quarters: {5: 1}\n", ["value-out-of-range"]),
        ("quarters: {1: {value: x}}\n", ["not-a-number"]),
        ("appeals: [{kind: ขอร้อง, item: ก}]\n", ["value-not-in-list"]),
        ("appeals: [{state: เห็นชอบ}]\n", ["value-missing"]),
        ("evidence: [{txet: ก}]\n", ["value-missing", "value-unknown-field"]),
        ("projects: {a: b}\n", ["value-wrong-type"]),
        ("activities: [{name: ก}]\n", ["value-wrong-type"]),
        (f"activities: [ก, {'ย' * 2001}]\n", ["text-too-long"]),
        (f"projects: [{'9' * 65}]\n", ["text-too-long"]),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_and_the_rest_is_read(lines: str, rules: list[str], read: Read) -> None:
    found = read({**BASE, "evaluation-results.yaml": "indicator: F-1\nnote: อ่านแล้ว\n" + lines})

    assert sorted(found.ids) == sorted(rules)
    assert found.dataset is not None
    assert found.dataset.evaluation_results[0].note == "อ่านแล้ว"
    assert len(found.dataset.evaluation_results[0].activities) == ("ย" in lines)


def test_an_indicator_without_any_name_is_told(read: Read) -> None:
    found = read({**BASE, "evaluation-indicators.yaml": "id: F-1\ndimension: 1\n"})

    finding = found.only("record-incomplete")
    assert "indicator" in finding.message
    assert finding.subject == "ตัวชี้วัดการประเมิน F-1"


def test_every_value_of_a_short_form_knows_its_place(read: Read) -> None:
    files = {
        **BASE,
        "evaluation-indicators.yaml": HEAD + "criteria:\n  A: [80, 85]\n",
        "evaluation-results.yaml": "F-1:\n  activities: |\n    ก\n    ข\n  quarters: {1: 5}\n  sections:\n    ค: ง\n",
    }
    dataset = read(files).dataset
    assert dataset is not None
    place, name = dataset.origin.places, "evaluation-results.yaml"

    first: tuple[str | int, ...] = ("evaluation_indicators", 0, "criteria", 0)
    assert place[*first, "group"] == Place("evaluation-indicators.yaml", 5, 3)
    assert place[*first, "level_2"] == Place("evaluation-indicators.yaml", 5, 11)
    assert place["evaluation_results", 0, "indicator"] == Place(name, 1, 1)
    assert place["evaluation_results", 0, "activities", 1] == Place(name, 4, 5)
    assert place["evaluation_results", 0, "quarters", 0, "value"] == Place(name, 5, 17)
    assert place["evaluation_results", 0, "sections", 0, "heading"] == Place(name, 7, 5)


def test_the_seal_of_the_evaluation_lies_in_the_folder(read: Read) -> None:
    assert read({**BASE, "evaluation.yaml": "seal: ../ตรา.png\n"}).ids == ["file-outside"]
    assert read({**BASE, "evaluation.yaml": "seal: ตรา.png\n"}).ids == ["file-missing"]
    assert read({**BASE, "evaluation.yaml": "seal: ตรา.png\n", "ตรา.png": b"\x89PNG"}).ids == []


SHORT = [
    ("evaluation-indicator", "{id: F, dimension: 1, name: ก, criteria: [80, 85, '≤ 90', '', 100], units: 'a, b'}"),
    ("evaluation-indicators", "{F-1: {dimension: 1, name: ก, criteria: {A: [1, 2], B: {'1': 5}}}}"),
    ("evaluation-indicators", "- {id: F, dimension: 1, indicator: k, criteria: {'1': ก, ระดับ 2: ข}}"),
    ("evaluation-indicators", "- {id: F, dimension: 1, name: ก, criteria: [[1, 2], {group: A, level_1: 5}]}"),
    ("evaluation-results", "{F-1: 70.16, F-2: {level: 4}}"),
    ("evaluation-results", "- {indicator: F, evidence: [ก, {text: ข}], quarters: {'1': 5, '2': {value: 6}}}"),
    ("evaluation-result", "{indicator: F, activities: 'ก', projects: [a], sections: {ก: ข, ค: null}}"),
    ("evaluation", "{sections: [{heading: ก}, {ข: ค}], annexes: {ก: '| ข | ค |'}, groups: A, agreement: {}}"),
    ("dimensions", "{'1': {name: ก, weight: 50, sections: {ข: null}}}"),
]


@pytest.mark.parametrize(("kind", "text"), SHORT)
def test_the_schema_takes_the_short_forms(kind: str, text: str) -> None:
    value: Any = yaml.safe_load(text)

    assert [error.message for error in jsonschema.Draft202012Validator(schema(kind)).iter_errors(value)] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("evaluation-indicator", "{id: F, dimension: 1, name: ก, criteria: [1, 2, 3, 4, 5, 6]}"),
        ("evaluation-indicator", "{id: F, dimension: 1, name: ก, criteria: {A: {levle_1: 5}}}"),
        ("evaluation-results", "{F-1: {levle: 4}}"),
        ("evaluation-result", "{indicator: F, quarters: {'1': {vlaue: 6}}}"),
        ("evaluation-result", "{indicator: F, sections: [{heading: ก, txet: ข}]}"),
        ("evaluation", "{word: หมวด}"),
    ],
)
def test_the_schema_warns_of_mistakes_in_short_forms(kind: str, text: str) -> None:
    assert list(jsonschema.Draft202012Validator(schema(kind)).iter_errors(yaml.safe_load(text))) != []
