"""Which documents a run makes, and what their files are called."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import UsageError
from pipeline.model import (
    Agency,
    Agreement,
    Dataset,
    Evaluation,
    EvaluationIndicator,
    EvaluationResult,
    PlanBook,
    ProgressReport,
    Project,
    ScoresShown,
)
from pipeline.run.choices import Choices
from pipeline.run.plan import kinds_of, plan_all

FRAMEWORK = {"evaluation_indicators": (EvaluationIndicator(id="k", dimension=1, name="ตัวชี้วัด"),)}
RESULTS = {"evaluation_results": (EvaluationResult(indicator="k", value=80),)}
AGREEMENT = {"evaluation": Evaluation(agreement=Agreement())}
PLAN = {"plan_book": PlanBook(version="ฉบับที่ 2")}
PROJECT = {"projects": (Project(code="88000000-0001", name="โครงการ"),)}
REPORTED = {
    "projects": (Project(code="88000000-0001", name="โครงการ", reports=(ProgressReport(no=1),)),),
}
OUT = Path("out")


def dataset(*parts: dict[str, Any]) -> Dataset:
    values: dict[str, Any] = {"fiscal_year": 2568, "agency": Agency(name="สำนักงานตัวอย่าง")}
    for part in parts:
        values |= part
    return Dataset(**values)


def made(*parts: dict[str, Any], **more: Any) -> list[str]:  # noqa: ANN401 - any argument of the call
    return [kind.name for kind in kinds_of(dataset(*parts), (), **more)]


def files(*parts: dict[str, Any], kinds: tuple[str, ...] = (), booklet: bool = False) -> list[str]:
    whole = dataset(*parts)
    jobs = plan_all(whole, kinds_of(whole, kinds), out=OUT, formats=["pdf"], booklet=booklet)
    return [path.name for job in jobs for _, path in job.files]


@pytest.mark.parametrize(
    ("parts", "kinds"),
    [
        ((), ["progress-form"]),
        ((PROJECT,), ["progress-form"]),
        ((PROJECT, PLAN), ["plan-book"]),
        ((REPORTED, PLAN), ["progress-form", "plan-book"]),
        ((FRAMEWORK,), ["framework-summary"]),
        ((FRAMEWORK, PROJECT), ["framework-summary"]),
        ((FRAMEWORK, REPORTED), ["progress-form", "framework-summary"]),
        ((FRAMEWORK, RESULTS), ["framework-summary", "evaluation-report"]),
        ((AGREEMENT,), ["performance-agreement"]),
        (({"evaluation": Evaluation()}, PROJECT), ["progress-form"]),
        (
            (REPORTED, PLAN, FRAMEWORK, AGREEMENT, RESULTS),
            ["progress-form", "plan-book", "framework-summary", "performance-agreement", "evaluation-report"],
        ),
    ],
)
def test_documents_are_made_where_there_is_data_for_them(parts: tuple[dict[str, Any], ...], kinds: list[str]) -> None:
    assert made(*parts) == kinds


def test_projects_that_are_chosen_mean_forms_alone() -> None:
    assert made(PROJECT, PLAN, FRAMEWORK, AGREEMENT, RESULTS, projects=["88000000-0001"]) == ["progress-form"]


def test_files_name_the_year_and_the_version_of_what_they_are_about() -> None:
    evaluation = {"evaluation": Evaluation(version="หลังทบทวน/1", agreement=Agreement())}

    assert files(PLAN, FRAMEWORK, RESULTS, evaluation) == [
        "plan-book 2568 ฉบับที่ 2.pdf",
        "framework-summary 2568 หลังทบทวน_1.pdf",
        "performance-agreement 2568 หลังทบทวน_1.pdf",
        "evaluation-report 2568 หลังทบทวน_1.pdf",
    ]
    assert files(FRAMEWORK, kinds=("evaluation-report",)) == ["evaluation-report 2568.pdf"]


def test_books_come_as_booklets_and_other_documents_do_not() -> None:
    assert files(FRAMEWORK, RESULTS, AGREEMENT, booklet=True) == [
        "framework-summary 2568.pdf",
        "performance-agreement 2568.pdf",
        "evaluation-report 2568.pdf",
        "evaluation-report 2568 booklet.pdf",
    ]
    for kind in ("framework-summary", "performance-agreement", "progress-form"):
        with pytest.raises(UsageError, match="evaluation-report"):
            files(PROJECT, FRAMEWORK, AGREEMENT, kinds=(kind,), booklet=True)


@pytest.mark.parametrize("scores", list(ScoresShown))
def test_scores_that_are_chosen_stand_before_those_of_the_dataset(scores: ScoresShown) -> None:
    chosen = Choices(scores=scores)
    own = dataset(FRAMEWORK, {"evaluation": Evaluation(group="A", scores=ScoresShown.SELF)})

    assert chosen.applied_to(own).evaluation == Evaluation(group="A", scores=scores)
    assert chosen.applied_to(dataset(FRAMEWORK)).evaluation == Evaluation(scores=scores)
    assert Choices().applied_to(own) is own
    assert chosen.applied_to(dataset(PROJECT)).evaluation is None


@pytest.mark.parametrize("kind", ["evaluation-report", "framework-summary", "performance-agreement"])
def test_a_kind_that_the_dataset_has_nothing_for_is_refused_with_what_it_needs(kind: str) -> None:
    with pytest.raises(UsageError, match=f"การประเมิน.*{kind}") as caught:
        files(PROJECT, kinds=(kind,))

    assert f"saraban init DIR --kind {kind}" in str(caught.value.remedy)
