"""Evaluations: what the rules about weights, criteria, results and scores tell, and where they keep silent."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.findings import Finding, Place, Rule, Severity
from pipeline.model import EvaluationResult, PointScale, ScoringScheme
from pipeline.model.dataset import Origin

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Dataset
    from tests.checks.sound_evaluation import (
        INDICATORS,
        RESULTS,
        evidence,
        row,
        sound_evaluation,
        with_evaluation,
        with_indicator,
        with_part,
        with_result,
    )
    from tests.checks.sound_plan import changed, prose

    Told = Callable[[Dataset], dict[str, list[tuple[str | int, ...]]]]
    Only = Callable[[Dataset, str], Finding]
else:
    from sound_evaluation import (
        INDICATORS,
        RESULTS,
        evidence,
        row,
        sound_evaluation,
        with_evaluation,
        with_indicator,
        with_part,
        with_result,
    )
    from sound_plan import changed, prose

WHOLE = Decimal(100)


def of_group(group: str | None, **changes: object) -> Dataset:
    """The disbursement of the real report, scored as an agency of a group, or of none."""
    figures = {"numerator": Decimal("94581296.26"), "denominator": Decimal(134_802_800), "quarters": (), "appeals": ()}
    told = {"score": Decimal(60), "achieved": None, "summary": None}
    return with_result("A1", **(figures | told | changes)).model_copy(
        update={"evaluation": with_evaluation(group=group).evaluation}
    )


def test_without_a_group_the_score_of_every_group_is_told_and_which_fit_the_typed_one(only: Only) -> None:
    message = only(of_group(None), "score-depends-on-group").message
    assert "A = 60, B = 70.32, C = 90.32, D = 60" in message
    assert "A, D" in message.rpartition("60")[2]
    untyped = only(of_group(None, score=None), "score-depends-on-group")
    assert untyped.path == ("evaluation_results", 0, "value")


def test_with_a_group_the_typed_score_is_held_against_that_groups(told: Told, only: Only) -> None:
    assert "score-differs" not in told(of_group("A"))
    finding = only(of_group("B"), "score-differs")
    assert finding.severity is Severity.ERROR
    assert "70.32" in finding.message
    assert "94,581,296.26" in finding.message  # the derivation


def test_weights_are_told_part_by_part(only: Only) -> None:
    message = only(with_indicator("B2", weight=Decimal("10.5")), "weights-not-100").message
    assert "95.5" in message
    assert "องค์ประกอบที่ 1 = 60, องค์ประกอบที่ 2 = 35.5" in message


def test_shares_of_a_hundred_that_do_not_say_so_are_no_wrong_sum(told: Told, only: Only) -> None:
    mixed = with_indicator("A2", weights_of=None)
    assert "weights-of-children-differ" not in told(mixed)
    assert "100" in only(mixed, "weight-scale-mixed").remedy


def test_a_framework_without_results_is_not_asked_for_criteria_and_results(told: Told) -> None:
    bare = tuple(indicator.model_copy(update={"criteria": (), "adjustment": None}) for indicator in INDICATORS)
    assert told(sound_evaluation(evaluation_indicators=bare, evaluation_results=())) == {}


def test_parts_that_only_describe_an_indicator_need_no_result_of_their_own(told: Told) -> None:
    criteria = (row("20", "40", "60", "80", "100"),)
    described = changed(changed(INDICATORS, 2, criteria=()), 3, criteria=())
    indicators = changed(described, 1, criteria=criteria, target="ร้อยละ 80", unit="ร้อยละ")
    own = EvaluationResult(
        indicator="A2", as_of=dt.date(2021, 9, 30), value=Decimal(90), evidence=evidence("รายงานผลการตรวจตลาด")
    )
    results = (RESULTS[0], own, *RESULTS[3:])
    assert told(sound_evaluation(evaluation_indicators=indicators, evaluation_results=results)) == {}


def test_a_target_that_only_the_form_takes_for_granted_is_missed_without_alarm(told: Told, only: Only) -> None:
    granted = with_indicator("A2b", target=None)
    assert only(granted, "target-missed-unexplained").severity is Severity.NOTE
    explained = {"evaluation_results": changed(RESULTS, 2, explanation=prose("ทะเบียนยังไม่ครบทุกตลาด"))}
    assert "target-missed-unexplained" not in told(granted.model_copy(update=explained))


def test_where_less_is_better_a_result_above_its_target_misses_it(told: Told) -> None:
    quick = with_result("B1", value=Decimal(15))
    assert told(quick)["target-met-explained"] == [("evaluation_results", 3, "explanation")]
    by_criteria = with_indicator("B1", target="20 วัน")
    assert "target-met-explained" not in told(by_criteria)


@pytest.mark.parametrize("stated", ["82", "82.0", "82.00", "๘๒"])
def test_a_percentage_in_a_text_may_be_rounded(told: Told, stated: str) -> None:
    assert told(with_result("A1", summary=prose(f"เบิกจ่าย 4,100 บาท คิดเป็นร้อยละ {stated}"))) == {}


def test_another_percentage_that_does_not_follow_the_figure_is_left_alone(told: Told) -> None:
    assert told(with_result("A1", summary=prose("เบิกจ่าย 4,100 บาท ปีก่อนใช้ 9,000 บาท หรือร้อยละ 71"))) == {}


def test_a_value_typed_beside_its_fraction_may_be_rounded_as_it_is_written(told: Told) -> None:
    thirds = {"numerator": Decimal(2), "denominator": Decimal(3), "score": None, "achieved": None, "quarters": ()}
    for value in ("66.67", "66.7", "67"):
        assert "result-value-differs" not in told(with_result("A1", value=Decimal(value), **thirds))
    assert "result-value-differs" in told(with_result("A1", value=Decimal("66.6"), **thirds))


def test_growth_may_be_over_a_hundred_percent(told: Told) -> None:
    grown = with_indicator(
        "A1",
        name="ร้อยละของรายได้ตลาดที่เพิ่มขึ้น",
        criteria=(row("100", "105", "110", "115", "120"),),
        target="ร้อยละ 110",
    )
    found = told(
        grown.model_copy(
            update={
                "evaluation_results": changed(
                    RESULTS,
                    0,
                    numerator=None,
                    denominator=None,
                    value=Decimal(112),
                    score=None,
                    achieved=None,
                    quarters=(),
                )
            }
        )
    )
    assert not {"result-out-of-range", "criteria-over-100", "numerator-over-denominator"} & set(found)


def test_a_level_with_a_fraction_may_be_told_as_the_level_it_has_reached(told: Told) -> None:
    assert told(with_result("A1", achieved="ระดับ 4")) == {}
    assert told(with_result("A1", achieved="ระดับ 5"))["achieved-differs"] == [("evaluation_results", 0, "achieved")]


def test_a_contradiction_between_summary_and_details_stops_the_build(only: Only) -> None:
    finding = only(with_result("B2", achieved="ระดับ 4"), "achieved-differs")
    assert finding.severity is Severity.ERROR
    assert "ระดับ 5" in finding.message
    assert "ระดับ 4" in finding.message


def test_points_of_a_child_are_shares_of_what_it_weighs_in_the_whole(told: Told) -> None:
    points = (row("3.6 คะแนน", "7.2 คะแนน", "10.8 คะแนน", "14.4 คะแนน", "18 คะแนน"),)
    shares = with_indicator("A2a", scheme=ScoringScheme.WEIGHT, criteria=points, unit=None)
    assert "criteria-points-differ" not in told(shares)


def test_two_scales_of_points_are_told_even_without_points_out_of_a_weight(only: Only) -> None:
    finding = only(with_indicator("B2", scale=PointScale.FIVE), "score-scale-mixed")
    assert finding.severity is Severity.NOTE
    assert "เต็ม 5" in finding.message


def test_a_dash_in_the_criteria_is_no_missing_cell(told: Told) -> None:
    assert told(with_indicator("A2a", criteria=(row("-", "60–64", "65–69", "70–74", "75 ขึ้นไป"),))) == {}


def test_the_adjustment_is_compared_with_thresholds_that_fall(told: Told) -> None:
    found = told(with_indicator("B1", adjustment=Decimal(5)))
    assert found["criteria-adjustment-differs"] == [("evaluation_indicators", 4, "adjustment")]


def test_a_gap_in_the_numbers_of_parts_is_only_noted(only: Only) -> None:
    assert only(with_part(1, no=4), "part-number-gap").severity is Severity.NOTE


def test_what_the_reading_objected_to_is_not_also_missing(told: Told) -> None:
    rule = Rule("date-impossible", Severity.ERROR, "-", "-", "-")
    unread = Finding.of(rule, Place(), ("evaluation_results", 4, "evidence"))
    dataset = with_result("B2", evidence=()).from_origin(Origin(findings=(unread,)))
    assert "evidence-missing" not in told(dataset)


def test_an_unknown_group_that_the_reading_has_told_is_not_told_twice(told: Told) -> None:
    rule = Rule("reference-missing", Severity.ERROR, "-", "-", "-")
    unread = Finding.of(rule, Place(), ("evaluation", "group"))
    assert "agency-group-unknown" not in told(with_evaluation(group="E").from_origin(Origin(findings=(unread,))))


def test_the_committees_score_is_held_against_its_own_result(only: Only) -> None:
    finding = only(
        with_result("B2", committee_level=Decimal(4), committee_score=Decimal(95)), "committee-score-inconsistent"
    )
    assert "95" in finding.message
    assert "88" in finding.message  # level 4 is worth 90, less 2


def test_a_deduction_that_is_set_to_nothing_is_set(told: Told) -> None:
    assert "missed-reports-without-deduction" not in told(with_evaluation(missed_report_deduction=Decimal(0)))
