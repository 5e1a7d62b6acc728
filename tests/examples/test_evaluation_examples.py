"""The examples of an evaluation: two years of the invented agency, two frameworks, all that a framework can hold."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest
from lxml import etree

import pipeline
from pipeline import compose
from pipeline.bundled import bundled_folder
from pipeline.checks import check
from pipeline.model import (
    AppealKind,
    AppealState,
    Dataset,
    Digits,
    FormPages,
    FrameworkWord,
    ListBlock,
    PointScale,
    ScoresShown,
    ScoringScheme,
    TableBlock,
)
from pipeline.scoring import Assessor, framework_of, score
from pipeline.scoring.criteria import read_cell
from pipeline.sources import load, write_workbook
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.model import Evaluation, EvaluationIndicator, EvaluationResult, RichText

COMPONENTS, DIMENSIONS = "city-lab-2568", "city-lab-2567"
BOTH = [COMPONENTS, DIMENSIONS]


@cache
def dataset(name: str) -> Dataset:
    return load(bundled_folder("examples") / name)


def evaluation(name: str) -> Evaluation:
    found = dataset(name).evaluation
    assert found is not None
    return found


def indicator(name: str, key: str) -> EvaluationIndicator:
    return dataset(name).evaluation_indicators_by_id[key]


def result(name: str, key: str) -> EvaluationResult:
    return dataset(name).evaluation_results_by_indicator[key]


@pytest.mark.parametrize("name", BOTH)
def test_an_evaluation_is_read_and_checked_without_an_open_finding(name: str) -> None:
    assert [f"{found.place} {found.message}" for found in dataset(name).origin.findings] == []
    assert [f"{found.place} {found.message}" for found in check(dataset(name)) if found.silenced is None] == []


@pytest.mark.parametrize("name", BOTH)
def test_every_silence_of_an_evaluation_is_used(name: str) -> None:
    silenced = {(found.rule.id, found.silenced) for found in check(dataset(name)) if found.silenced}

    assert silenced == {(silence.rule, silence.reason) for silence in dataset(name).house.silence}


@pytest.mark.parametrize("name", BOTH)
def test_a_workbook_holds_the_same_evaluation_as_the_folder(name: str, tmp_path: Path) -> None:
    seal = bundled_folder("examples") / name / "seal.png"
    if seal.is_file():
        (tmp_path / "seal.png").write_bytes(seal.read_bytes())
    write_workbook(dataset(name), tmp_path / "evaluation.xlsx")

    again = load(tmp_path / "evaluation.xlsx")

    assert again.origin.findings == ()
    assert again.model_dump() == dataset(name).model_dump()


@pytest.mark.parametrize(
    ("name", "weights"),
    [(COMPONENTS, {1: 50, 2: 20, 4: 10, 5: 20}), (DIMENSIONS, {1: 60, 2: 10, 3: 20, 4: 10})],
)
def test_the_parts_of_a_framework_weigh_one_hundred(name: str, weights: dict[int, int]) -> None:
    framework = framework_of(dataset(name))

    assert {part.dimension.no: int(part.subtotal) for part in framework.dimensions} == weights
    assert all(part.dimension.weight == part.subtotal for part in framework.dimensions)
    assert framework.total == 100


@pytest.mark.parametrize(
    ("name", "by", "totals", "total"),
    [
        (COMPONENTS, Assessor.SELF, ["47", "19.4", "9.19", "18.32"], "93.91"),
        (COMPONENTS, Assessor.COMMITTEE, ["45.5", "19.4", "9", "18.17"], "92.07"),
        (DIMENSIONS, Assessor.SELF, ["2.5428", "0.3863", "0.8489", "0.488"], "4.266"),
    ],
)
def test_every_indicator_has_its_score(name: str, by: Assessor, totals: list[str], total: str) -> None:
    card = score(dataset(name), by)

    assert card.complete
    assert [part.weighted for part in card.dimensions] == [Decimal(each) for each in totals]
    assert card.weighted == sum(map(Decimal, totals)) == Decimal(total)


def test_components_and_dimensions_have_their_own_words_scales_and_columns_of_scores() -> None:
    first, second = evaluation(COMPONENTS), evaluation(DIMENSIONS)

    assert (first.word, first.scale, first.scores) == (FrameworkWord.COMPONENT, PointScale.HUNDRED, ScoresShown.SELF)
    assert (second.word, second.scale, second.scores) == (FrameworkWord.DIMENSION, PointScale.FIVE, ScoresShown.BLANK)


def test_forms_are_of_a_whole_component_and_of_each_indicator() -> None:
    whole, each = FormPages.WHOLE, FormPages.EACH

    assert [part.form for part in dataset(COMPONENTS).dimensions] == [whole, whole, each, each]


def test_criteria_are_points_thresholds_bounds_ranges_milestones_and_rows_by_group() -> None:
    indicators = [*dataset(COMPONENTS).evaluation_indicators, *dataset(DIMENSIONS).evaluation_indicators]
    cells = {cell for found in indicators for row in found.criteria for cell in row.cells if cell}

    assert {found.scheme for found in indicators} == set(ScoringScheme)
    assert {"4 คะแนน", "80", "≤ 60", "60–69", "ร้อยละ 60", "1 แห่ง"} <= cells
    assert read_cell(indicator(COMPONENTS, "A-1").criteria[0].level_1 or "") is None
    assert [row.group for row in indicator(COMPONENTS, "P-1").criteria] == list(evaluation(COMPONENTS).groups)
    assert evaluation(COMPONENTS).group == "B"
    assert [found.id for found in indicators if found.scheme is ScoringScheme.WEIGHT and not found.criteria] == ["F-2"]


def test_less_is_better_in_both_years() -> None:
    for name, key in ((COMPONENTS, "P-3"), (DIMENSIONS, "N-3")):
        found = score(dataset(name)).of(key)
        assert found is not None
        assert found.level is not None
        assert found.row is not None
        assert found.row.level_1 in ("≤ 15", "≤ 10")
        assert 3 < found.level < 5


def test_the_share_of_the_budget_has_satang_an_appeal_and_four_quarters() -> None:
    budget = result(COMPONENTS, "P-1")

    assert budget.numerator == Decimal("78213465.75")
    assert [entry.quarter for entry in budget.quarters] == [1, 2, 3, 4]
    assert [(entry.kind, entry.state) for entry in budget.appeals] == [(AppealKind.APPEAL, AppealState.GRANTED)]
    assert "ร้อยละ 90.47" in (budget.details.plain() if budget.details else "")


def test_appeals_are_granted_in_part_and_refused() -> None:
    appeals = [entry for found in dataset(COMPONENTS).evaluation_results for entry in found.appeals]

    assert {(entry.kind, entry.state) for entry in appeals} == {
        (AppealKind.APPEAL, AppealState.GRANTED),
        (AppealKind.APPEAL, AppealState.REFUSED),
        (AppealKind.REVIEW, AppealState.PARTLY),
    }


def test_self_and_committee_differ_and_one_score_was_reviewed() -> None:
    own, committee = score(dataset(COMPONENTS), Assessor.SELF), score(dataset(COMPONENTS), Assessor.COMMITTEE)
    reviewed = committee.of("F-3")

    assert own.weighted > committee.weighted
    assert reviewed is not None
    assert reviewed.score == Decimal("13.5")


@pytest.mark.parametrize("name", BOTH)
def test_every_result_has_evidence(name: str) -> None:
    assert [found.indicator for found in dataset(name).evaluation_results if not found.evidence] == []


def test_the_details_of_an_indicator_are_longer_than_a_page_and_hold_lists_in_lists() -> None:
    details = result(COMPONENTS, "F-1").details
    assert details is not None
    lists = [block for block in details.blocks if isinstance(block, ListBlock)]

    assert len(details.plain()) > 1_800
    assert [child for found in lists for item in found.items for child in item.children if isinstance(child, ListBlock)]


def test_a_missed_target_is_explained_and_sections_without_a_text_say_so() -> None:
    missed = [found.indicator for found in dataset(COMPONENTS).evaluation_results if found.explanation]

    assert missed == ["A-2", "F-2", "P-1"]
    assert [section.heading for section in evaluation(COMPONENTS).sections if section.text is None]
    assert [section.heading for part in dataset(COMPONENTS).dimensions for section in part.sections if not section.text]


def test_shares_of_one_hundred_lie_inside_the_weight_of_sixty() -> None:
    (main,) = framework_of(dataset(DIMENSIONS)).dimensions[0].nodes

    assert main.weight == 60
    assert main.indicator.weights_of == 100
    assert main.indicator.below == "ตัวชี้วัดเจรจาตกลงการประเมินผล"
    assert [child.weight for child in main.children] == [12] * 5
    assert [leaf.number for leaf in main.children[0].leaves] == ["(1.1)", "(1.2)"]


def test_a_report_that_was_missed_takes_points_off() -> None:
    found = score(dataset(DIMENSIONS)).of("4.1")

    assert found is not None
    assert found.points == 5
    assert found.deduction == Decimal("0.2")
    assert found.score == Decimal("4.8")


def test_the_year_of_the_dimensions_is_printed_in_thai_digits() -> None:
    assert dataset(DIMENSIONS).house.digits is Digits.THAI
    assert "ทุกส่วนราชการ" in {found.responsible for found in dataset(DIMENSIONS).evaluation_indicators}
    assert len({found.evaluator for found in dataset(DIMENSIONS).evaluation_indicators if found.evaluator}) >= 3


def test_agreements_have_three_parties_and_two() -> None:
    for name, parties in ((COMPONENTS, 3), (DIMENSIONS, 2)):
        agreement = evaluation(name).agreement
        assert agreement is not None
        assert len(agreement.parties) == parties


@pytest.mark.parametrize("name", BOTH)
def test_deadlines_are_days_spans_days_of_a_month_and_words(name: str) -> None:
    deadlines = evaluation(name).deadlines

    assert [found for found in deadlines if found.day]
    assert [found for found in deadlines if found.start and found.date]
    assert [found for found in deadlines if found.text and not found.date]
    assert [found.round for found in deadlines if found.round] == [1, 2, 3, 4, 1, 2]
    tables = [block for annex in evaluation(name).annexes if annex.text for block in annex.text.blocks]
    assert [block for block in tables if isinstance(block, TableBlock)]


@pytest.mark.parametrize("name", BOTH)
def test_whatever_the_dataset_says_of_the_evaluation_is_printed(name: str) -> None:
    composed = compose.render(
        dataset(name), "evaluation-report", dataset(name), face_scale=0.65625, assets=bundled_folder("examples") / name
    )
    printed = to_arabic(folded("".join("".join(spoken(chapter.html)) for chapter in composed.chapters)))

    missing = [text for text in said_in(dataset(name)) if to_arabic(folded(text)) not in printed]

    assert missing == []


def said_in(data: Dataset) -> Iterator[str]:
    """Every text of the evaluation but notes of the committee, which are not the agency's to print."""
    for part in data.dimensions:
        yield from filter(None, (part.name, part.indicator))
        yield from told(part.factors, part.obstacles, *(section.text for section in part.sections))
    for found in data.evaluation_indicators:
        yield data.evaluation_name(found)
        yield from filter(None, (found.below, *(cell for row in found.criteria for cell in row.cells)))
    for outcome in data.evaluation_results:
        yield from (evidence.text for evidence in outcome.evidence)
        yield from told(outcome.details, outcome.factors, outcome.obstacles, outcome.explanation)
        yield from told(outcome.summary, *(section.text for section in outcome.sections))
        yield from filter(None, (*outcome.activities, outcome.note, outcome.deduction_reason))
        yield from (quarter.text for quarter in outcome.quarters if quarter.text)
        for appeal in outcome.appeals:
            yield from filter(
                None, (appeal.kind, appeal.item, appeal.before, appeal.after, appeal.state, appeal.reason)
            )
    assert data.evaluation is not None
    yield from told(data.evaluation.preface, *(section.text for section in data.evaluation.sections))
    yield from (section.heading for section in data.evaluation.sections)
    yield from (project.name for project in data.projects)


def told(*texts: RichText | None) -> Iterator[str]:
    """The runs of text of those that are given."""
    for text in texts:
        yield from text.texts() if text else ()


def spoken(html: str) -> Iterator[str]:
    """The text of a page."""
    body = etree.HTML(html).find("body")
    assert body is not None
    yield from (str(text) for text in body.itertext())


def folded(text: str) -> str:
    return re.sub(r"[\s\u2060]+", "", text)


def test_the_report_of_the_components_has_twenty_to_thirty_pages(tmp_path: Path) -> None:
    (report,) = pipeline.build(dataset(COMPONENTS), "evaluation-report", out=tmp_path, formats=["pdf"])

    assert report.pages is not None
    assert 20 <= report.pages <= 30


@pytest.mark.parametrize("name", BOTH)
def test_all_three_documents_are_built_from_one_evaluation(name: str, tmp_path: Path) -> None:
    outputs = pipeline.build(dataset(name), out=tmp_path, formats=["docx"])

    assert {output.kind for output in outputs} == {"evaluation-report", "framework-summary", "performance-agreement"}
