"""The real evaluation report of 2564 and the framework summary of 2563: their figures, as datasets."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from pipeline import compose
from pipeline.compose.views.evaluation_report import evidence
from pipeline.model import FormPages, ScoresShown
from pipeline.scoring import NoScore, framework_of, score
from pipeline.sources import load, write_workbook
from pipeline.thai.dates import format_date
from pipeline.thai.digits import to_thai

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from pipeline.model import Dataset
    from tests.cases.evaluation_texts import FRAMEWORK, REPORT
    from tests.cases.plan_book_prose import folded
else:
    from evaluation_texts import FRAMEWORK, REPORT
    from plan_book_prose import folded


def in_group(dataset: Dataset, group: str | None, scores: ScoresShown = ScoresShown.BLANK) -> Dataset:
    """The same report of an agency of that group, with or without weighted scores."""
    assert dataset.evaluation is not None
    changed = {"group": group, "scores": scores}
    return dataset.model_copy(update={"evaluation": dataset.evaluation.model_copy(update=changed)})


def test_components_1_2_4_and_5_weigh_50_20_10_and_20(evaluation_dataset: Dataset) -> None:
    framework = framework_of(evaluation_dataset)

    assert {part.dimension.no: int(part.subtotal) for part in framework.dimensions} == {1: 50, 2: 20, 4: 10, 5: 20}
    assert framework.total == 100
    assert [part.dimension.weight for part in framework.dimensions] == [part.subtotal for part in framework.dimensions]


def test_the_report_has_a_form_for_a_component_or_for_each_indicator(evaluation_dataset: Dataset) -> None:
    whole, each = FormPages.WHOLE, FormPages.EACH

    assert [part.form for part in evaluation_dataset.dimensions] == [whole, whole, each, each]
    assert [part.indicator.id for part in framework_of(evaluation_dataset).walk()] == [
        *("1-1", "1-2", "1-3", "2-1", "2-2"),
        *("4-1", "5.1", "5.2"),
    ]


def test_the_share_of_the_budget_is_computed_to_two_places(
    evaluation_dataset: Dataset, evaluation_case: dict[str, Any]
) -> None:
    found = score(evaluation_dataset).of("5.1")

    assert found is not None
    assert found.value == Decimal(str(evaluation_case["computed"]["disbursed_percent"])) == Decimal("70.16")


@pytest.mark.parametrize(("group", "points"), [("A", "60"), ("B", "70.32"), ("C", "90.32"), ("D", "60")])
def test_the_share_is_worth_what_the_group_of_the_agency_makes_of_it(
    evaluation_dataset: Dataset, group: str, points: str
) -> None:
    found = score(in_group(evaluation_dataset, group)).of("5.1")

    assert found is not None
    assert found.score == Decimal(points)


def test_without_a_group_the_share_has_no_score(evaluation_dataset: Dataset) -> None:
    card = score(evaluation_dataset)
    found = card.of("5.1")

    assert found is not None
    assert (found.score, found.missing) == (None, NoScore.GROUP_NOT_CHOSEN)
    assert not card.complete


def test_every_other_score_of_the_report_is_what_is_computed(evaluation_dataset: Dataset) -> None:
    card = score(in_group(evaluation_dataset, "A"))

    for result in evaluation_dataset.evaluation_results:
        found = card.of(result.indicator)
        assert found is not None
        assert found.score == result.score, result.indicator
    assert [part.weighted for part in card.dimensions] == [50, 20, 10, 16]


@pytest.mark.parametrize(
    ("group", "printed"), [("A", ("60", "6.00")), ("B", ("70.32", "7.03")), ("C", ("90.32", "9.03"))]
)
def test_the_form_of_the_budget_prints_share_score_and_weighted_score(
    evaluation_dataset: Dataset, group: str, printed: tuple[str, str]
) -> None:
    dataset = in_group(evaluation_dataset, group, ScoresShown.SELF)
    composed = compose.render(dataset, "evaluation-report", dataset, face_scale=0.65625)
    page = next(chapter.html for chapter in composed.chapters if "94,581,296.26" in chapter.html)

    cells = [folded("".join(map(str, cell.itertext()))) for cell in etree.HTML(page).iter("td")]

    assert {f"{points}คะแนน" for points in printed} <= set(cells)
    assert any("ร้อยละ70.16" in cell for cell in cells)


def test_evidence_is_numbered_without_a_gap_and_on_every_form(
    evaluation_dataset: Dataset, evaluation_case: dict[str, Any]
) -> None:
    """The report has 1, 2, 3, 4 and 6; the number that it forgot falls to the indicator without one."""
    numbers = evidence.numbers(framework_of(evaluation_dataset))
    component = evaluation_case["components"][2]

    assert list(numbers.values()) == list(range(1, 9))
    assert numbers["2-2"] == 5
    assert numbers["4-1"] == component["statement_evidence_no"] == 6


def test_four_dimensions_weigh_60_10_20_and_10(framework_dataset: Dataset, framework_case: dict[str, Any]) -> None:
    framework = framework_of(framework_dataset)
    subtotals = [Decimal(str(part["subtotal_computed"])) for part in framework_case["framework"]["dimensions"]]

    assert [part.subtotal for part in framework.dimensions] == subtotals == [60, 10, 20, 10]
    assert framework.total == 100


def test_five_negotiated_indicators_of_20_share_the_60(framework_dataset: Dataset) -> None:
    (main,) = framework_of(framework_dataset).dimensions[0].nodes

    assert main.weight == 60
    assert [child.indicator.weight for child in main.children] == [20] * 5
    assert [child.weight for child in main.children] == [12] * 5


def test_every_deadline_is_printed_as_a_thai_date(framework_dataset: Dataset, framework_case: dict[str, Any]) -> None:
    composed = compose.render(framework_dataset, "framework-summary", framework_dataset, face_scale=0.65625)
    printed = folded(composed.html)
    days = [item["date"] for deadline in framework_case["deadlines"] for item in deadline.get("items", ())]

    assert len(days) == 6
    for day in days:
        assert folded(to_thai(f"ภายในวันที่ {format_date(dt.date.fromisoformat(day))}")) in printed
    assert folded("ระหว่างวันที่ ๙ – ๑๑ พฤศจิกายน ๒๕๖๓") in printed
    assert folded("ภายในวันที่ ๒๐ ของทุกเดือน") in printed


@pytest.mark.parametrize("name", ["evaluation_dataset", "framework_dataset"])
def test_a_workbook_holds_the_whole_case(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    dataset: Dataset = request.getfixturevalue(name)
    write_workbook(dataset, tmp_path / "case.xlsx")

    again = load(tmp_path / "case.xlsx")

    assert [f"{found.place} {found.message}" for found in again.origin.findings] == []
    assert again.model_dump() == dataset.model_dump()


def test_every_text_that_is_said_to_be_printed_otherwise_is_in_the_case(
    evaluation_case: dict[str, Any], framework_case: dict[str, Any]
) -> None:
    assert REPORT.idle(evaluation_case) == []
    assert FRAMEWORK.idle(framework_case) == []
