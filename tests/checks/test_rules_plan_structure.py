"""Plans: the strategy tree, indicators, projects and steps hang together."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.findings import Severity
from pipeline.model import (
    FundingState,
    Indicator,
    MeasureTag,
    Month,
    Party,
    Project,
    ProjectKind,
    StrategyLevel,
    StrategyNode,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.findings import Finding
    from pipeline.model import Dataset
    from tests.checks.sound_plan import (
        INDICATORS,
        PROJECTS,
        STEPS,
        STRATEGY,
        changed,
        prose,
        sound_plan,
        step,
        with_indicator,
        with_project,
    )

    Told = Callable[[Dataset], dict[str, list[tuple[str | int, ...]]]]
    Only = Callable[[Dataset, str], Finding]
else:
    from sound_plan import (
        INDICATORS,
        PROJECTS,
        STEPS,
        STRATEGY,
        changed,
        prose,
        sound_plan,
        step,
        with_indicator,
        with_project,
    )


def measure(code: str, **fields: object) -> StrategyNode:
    return StrategyNode.model_validate(
        {"code": code, "level": StrategyLevel.MEASURE, "name": f"มาตรการ {code}"} | fields
    )


def indicator(id: str, **fields: object) -> Indicator:  # noqa: A002 - its name in the model
    return Indicator.model_validate({"id": id, "name": f"ร้อยละของสวน {id}"} | fields)


def test_a_sound_plan_has_no_findings(told: Told) -> None:
    assert told(sound_plan()) == {}


@pytest.mark.parametrize(
    ("dataset", "rule", "path"),
    [
        (with_indicator(2, node="2.1.1.1.1"), "measure-without-indicator", ("strategy", 5)),
        (with_project(0, measure="2.1.1.1.2", indicator="M2"), "measure-without-project", ("strategy", 4)),
        (sound_plan(strategy=(*STRATEGY, measure("2.1.1.1.3"))), "measure-unused", ("strategy", 6)),
        (sound_plan(indicators=INDICATORS[1:]), "objective-without-indicator", ("strategy", 3)),
        (
            sound_plan(
                strategy=(*STRATEGY, StrategyNode(code="2.1.1.2", level=StrategyLevel.OBJECTIVE, name="เพิ่มพื้นที่สีเขียว")),
                indicators=(*INDICATORS, indicator("O2", node="2.1.1.2", targets=INDICATORS[0].targets)),
            ),
            "objective-without-measure",
            ("strategy", 6),
        ),
        (sound_plan(strategy=changed(STRATEGY, 5, no="1")), "measure-number-repeated", ("strategy", 5, "no")),
        (sound_plan(strategy=changed(STRATEGY, 5, no="๓")), "measure-number-gap", ("strategy", 5, "no")),
        (
            sound_plan(strategy=changed(STRATEGY, 4, parent="2.1.1")),
            "measure-without-objective",
            ("strategy", 4, "parent"),
        ),
        (
            sound_plan(strategy=changed(STRATEGY, 4, parent="2.1.1.1.2")),
            "node-under-wrong-level",
            ("strategy", 4, "parent"),
        ),
        (
            sound_plan(
                strategy=(
                    *changed(STRATEGY, 4, supports="O2"),
                    StrategyNode(code="2.1.1.2", level=StrategyLevel.OBJECTIVE, name="เพิ่มพื้นที่สีเขียว"),
                ),
                indicators=(*INDICATORS, indicator("O2", node="2.1.1.2", targets=INDICATORS[0].targets)),
            ),
            "measure-supports-other-objective",
            ("strategy", 4, "supports"),
        ),
        (with_indicator(0, node="2.1.1"), "indicator-on-wrong-level", ("indicators", 0, "node")),
        (with_indicator(3, dimension=None), "indicator-nowhere", ("indicators", 3)),
        (with_indicator(3, dimension=3), "indicator-number-of-other-dimension", ("indicators", 3, "no")),
        (with_indicator(3, no="2.2"), "indicator-number-gap", ("indicators", 3, "no")),
        (with_indicator(3, parent="D1"), "indicator-parent-circle", ("indicators", 3, "parent")),
        (with_indicator(2, level=None), "indicator-without-level", ("indicators", 2, "level")),
        (with_indicator(2, definition=None, formula=None), "indicator-not-explained", ("indicators", 2, "definition")),
        (with_indicator(3, activities=()), "indicator-without-project", ("indicators", 3, "activities")),
        (with_project(0, measure=None, indicator=None), "project-without-measure", ("projects", 0, "measure")),
        (with_project(1, kind=ProjectKind.ROUTINE), "project-of-measure-not-strategic", ("projects", 1, "kind")),
        (with_project(0, measure=None, indicator="O1"), "project-without-measure", ("projects", 0, "measure")),
        (with_indicator(3, dimension=None, parent="M1"), "indicator-nowhere", ("indicators", 3)),
        (with_project(0, measure="2.1.1.1"), "project-measure-is-none", ("projects", 0, "measure")),
        (with_project(0, indicator="M2"), "project-indicator-of-other-measure", ("projects", 0, "indicator")),
        (with_project(1, unit=None), "project-without-unit", ("projects", 1, "unit")),
        (with_project(1, priority=1), "priority-repeated", ("projects", 1, "priority")),
        (with_project(0, steps=()), "project-without-steps", ("projects", 0, "steps")),
        (with_project(0, steps=(step("ดำเนินงาน", 100, 10, 9),)), "step-count-unusual", ("projects", 0, "steps")),
        (with_project(0, steps=STEPS[:3]), "step-weights-not-100", ("projects", 0, "steps")),
        (
            with_project(0, steps=changed(STEPS, 3, start=STEPS[0].start, end=STEPS[0].start)),
            "steps-out-of-order",
            ("projects", 0, "steps", 3, "end"),
        ),
        (
            with_project(0, steps=changed(STEPS, 2, start=STEPS[3].start, end=STEPS[3].end)),
            "step-months-gap",
            ("projects", 0, "steps", 2, "start"),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_does_not_hang_together_is_found_at_its_place(
    told: Told, dataset: Dataset, rule: str, path: tuple[str | int, ...]
) -> None:
    assert told(dataset).get(rule) == [path]


def test_what_would_be_missing_from_the_book_is_an_error(only: Only) -> None:
    assert only(with_project(0, measure="2.1.1.1"), "project-measure-is-none").severity is Severity.ERROR
    assert only(with_indicator(0, node="2.1.1"), "indicator-on-wrong-level").severity is Severity.ERROR


def test_a_wrong_measure_is_answered_with_the_right_one_or_those_below(told: Told, only: Only) -> None:
    finding = only(with_project(0, measure="2.1.1.1", indicator=None), "project-measure-is-none")
    assert "2.1.1.1.1, 2.1.1.1.2" in finding.remedy
    known = with_project(0, measure="2.1.1.1")
    assert "(2.1.1.1.1)" in only(known, "project-measure-is-none").remedy
    assert "project-indicator-of-other-measure" not in told(known)


def test_measures_of_the_city_that_the_agency_never_serves_are_no_finding(told: Told) -> None:
    other = StrategyNode(code="2.1.1.9", level=StrategyLevel.OBJECTIVE, name="เป้าประสงค์ของหน่วยงานอื่น")
    assert told(sound_plan(strategy=(*STRATEGY, other, measure("2.1.1.9.1")))) == {}


def test_two_measures_of_the_agency_print_no_number_and_may_share_one(told: Told) -> None:
    own = changed(changed(STRATEGY, 5, no="1", tag=MeasureTag.AGENCY), 4, no="1", tag=MeasureTag.AGENCY)
    assert told(sound_plan(strategy=own)) == {}


def test_two_indicators_of_one_place_have_neither_name_nor_number_in_common(told: Told) -> None:
    twin = INDICATORS[3].model_copy(update={"id": "D2"})
    found = told(sound_plan(indicators=(*INDICATORS, twin)))
    assert found["indicator-repeated"] == [("indicators", 4, "name")]
    assert found["indicator-number-repeated"] == [("indicators", 4, "no")]


def test_parts_of_an_indicator_follow_its_number_and_place(told: Told) -> None:
    part = indicator("D1a", parent="D1", no="2.2.1", dimension=3, activities=INDICATORS[3].activities)
    found = told(sound_plan(indicators=(*INDICATORS, part)))
    assert found["indicator-number-of-other-dimension"] == [("indicators", 4, "no")]
    assert found["indicator-apart-from-parent"] == [("indicators", 4, "dimension")]
    right = part.model_copy(update={"no": "2.1.1", "dimension": 2, "name": "ร้อยละของการก่อหนี้"})
    assert told(sound_plan(indicators=(*INDICATORS, right))) == {}


def test_an_indicator_that_only_unfunded_projects_serve_needs_no_explanation(told: Told) -> None:
    dataset = with_project(0, funding=FundingState.UNFUNDED, budget_source=None, steps=())
    bare = changed(INDICATORS, 1, definition=None, formula=None, definition_target=None, level=None)
    found = told(dataset.model_copy(update={"indicators": bare}))
    assert "indicator-not-explained" not in found
    assert "indicator-without-level" not in found


def test_a_measure_indicator_that_every_project_passes_over_has_no_project(told: Told) -> None:
    more = indicator(
        "M1b", node="2.1.1.1.1", **{k: getattr(INDICATORS[1], k) for k in ("level", "targets", "definition", "formula")}
    )
    assert told(sound_plan(indicators=(*INDICATORS, more)))["indicator-without-project"] == [("indicators", 4)]
    free = changed(PROJECTS, 0, indicator=None)
    assert "indicator-without-project" not in told(sound_plan(indicators=(*INDICATORS, more), projects=free))


def test_a_project_that_names_only_its_indicator_serves_that_indicators_measure(told: Told) -> None:
    assert told(with_project(0, measure=None, kind=None)) == {}


def test_a_routine_project_needs_neither_measure_nor_steps(told: Told) -> None:
    routine = Project(code="09000000-0003", name="งานรดน้ำประจำวัน", kind=ProjectKind.ROUTINE, unit="park")
    assert told(sound_plan(projects=(*PROJECTS, routine))) == {}


def test_a_project_of_the_plan_alone_is_not_asked_for_its_progress_form(told: Told) -> None:
    late = with_project(0, responsible=Party(position="ผู้อำนวยการกองสวน"))
    assert told(late.model_copy(update={"as_of": None, "fiscal_year": 2563})) == {}
    on_form = told(with_project(0, rationale=prose("สวนมีผู้ใช้มากขึ้น")))
    assert on_form["project-parts-missing"] == [("projects", 0)]


def test_what_a_project_of_the_plan_supports_is_not_asked_for_again(only: Only) -> None:
    rationale = prose("สวนมีผู้ใช้มากขึ้น")
    placed = only(with_project(0, rationale=rationale), "project-parts-missing").params["parts"]
    nowhere = with_project(0, rationale=rationale, measure=None, indicator=None)
    title = Project.model_fields["alignments"].title or ""
    assert title not in placed
    assert title in only(nowhere, "project-parts-missing").params["parts"]


def test_a_bar_outside_its_twelve_months_is_found_even_where_the_project_allows_it(told: Told, only: Only) -> None:
    beyond = (*STEPS[:3], STEPS[3].model_copy(update={"end": Month(year=2020, month=11)}))
    crossing = with_project(0, steps=beyond, start=dt.date(2019, 10, 1), end=dt.date(2020, 12, 31))
    finding = only(crossing, "step-outside-fiscal-year")
    assert finding.path == ("projects", 0, "steps", 3, "end")
    assert finding.severity is Severity.NOTE
    after = STEPS[3].model_copy(update={"start": Month(year=2020, month=10), "end": Month(year=2020, month=11)})
    outside = with_project(0, steps=(*STEPS[:3], after), start=dt.date(2019, 10, 1), end=dt.date(2020, 12, 31))
    assert only(outside, "step-outside-fiscal-year").severity is Severity.WARNING
    assert "step-outside-period" in told(with_project(0, steps=(*STEPS[:3], after)))


def test_a_step_may_begin_before_the_one_before_it_has_ended(told: Told) -> None:
    assert STEPS[2].start == STEPS[1].end
    assert told(with_project(0, steps=changed(STEPS, 2, start=STEPS[1].start))) == {}


def test_rules_of_the_plan_say_nothing_without_a_plan_book(told: Told) -> None:
    broken = with_project(0, measure="2.1.1.1", steps=(), budget=Decimal(1)).model_copy(update={"plan_book": None})
    assert set(told(broken)) <= {"project-parts-missing", "no-steps", "budget-missing", "no-reports"}
