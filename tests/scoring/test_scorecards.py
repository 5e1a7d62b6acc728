"""Scorecards: deductions, parents and children, shares of weights, the committee, what if."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.model import Agency, Dataset, PointScale, ScoringScheme
from pipeline.scoring import Assessor, NoScore, Score, framework_of, score

if TYPE_CHECKING:
    from tests.scoring.conftest import Indicator, Office

FIVE = "60/70/80/90/100"


def _only(found: Score | None) -> Score:
    assert found is not None
    return found


def _texts(found: Score, label: str) -> list[str]:
    return [step.text for step in found.steps if step.label == label]


def test_one_report_missed_takes_two_tenths_off(office: Office, indicator: Indicator) -> None:
    result = {"x": {"value": "100", "missed_reports": 1}}
    data = office(indicator("x", FIVE), results=result, scale=PointScale.FIVE, missed_report_deduction="0.2")

    found = _only(score(data).of("x"))

    assert found.points == 5
    assert found.deduction == Decimal("0.2")
    assert found.score == Decimal("4.8")
    assert found.weighted == Decimal("0.48")
    assert _texts(found, "หักคะแนน") == ["ไม่ได้รายงาน 1 ครั้ง × 0.2 = 0.2"]
    assert _texts(found, "คะแนนที่ได้") == ["5 − 0.2 = 4.8"]


def test_deductions_add_up_each_with_its_reason(office: Office, indicator: Indicator) -> None:
    result = {"x": {"value": "80", "missed_reports": 3, "deduction": "1.5", "deduction_reason": "ส่งหลักฐานล่าช้า"}}
    data = office(indicator("x", FIVE), results=result, missed_report_deduction="0.5")

    found = _only(score(data).of("x"))

    assert (found.deduction, found.score) == (Decimal(3), Decimal(77))
    assert _texts(found, "หักคะแนน") == ["ไม่ได้รายงาน 3 ครั้ง × 0.5 = 1.5", "1.5 เพราะส่งหลักฐานล่าช้า"]


def test_a_score_never_falls_below_zero(office: Office, indicator: Indicator) -> None:
    found = _only(score(office(indicator("x", FIVE), results={"x": {"value": "60", "deduction": "61"}})).of("x"))

    assert found.score == found.weighted == 0
    assert _texts(found, "คะแนนที่ได้") == ["60 − 61 ต่ำกว่า 0 จึงได้ 0"]


def test_a_framework_without_deductions_takes_nothing_off_and_says_so(office: Office, indicator: Indicator) -> None:
    found = _only(score(office(indicator("x", FIVE), results={"x": {"value": "60", "missed_reports": 2}})).of("x"))

    assert found.score == 60
    assert _texts(found, "หักคะแนน") == ["ไม่ได้รายงาน 2 ครั้ง กรอบการประเมินไม่ได้กำหนดให้หักคะแนน"]


def test_a_parent_adds_up_its_children(office: Office, indicator: Indicator) -> None:
    data = office(
        indicator("5", weight=Decimal(20)),
        indicator("5.1", FIVE, parent="5"),
        indicator("5.2", FIVE, parent="5", weight=Decimal(5)),
        indicator("5.3", FIVE, parent="5", weight=Decimal(5)),
        results={"5.1": {"value": "70"}, "5.2": {"value": "100"}, "5.3": {"value": "83.33"}},
    )

    card = score(data)
    parent = _only(card.of("5"))

    assert parent.weighted == Decimal("16.17")
    assert [child.weighted for child in parent.children] == [Decimal("7.00"), Decimal("5.00"), Decimal("4.17")]
    assert (parent.score, parent.full) == (Decimal("80.85"), Decimal(100))
    assert _texts(parent, "คะแนนถ่วงน้ำหนัก") == ["7 + 5 + 4.17 = 16.17 (รวมตัวชี้วัดย่อย)"]
    assert card.weighted == parent.weighted
    assert card.full == 20


def test_children_without_weight_share_what_is_left(office: Office, indicator: Indicator) -> None:
    data = office(
        indicator("p", weight=Decimal(12)),
        indicator("a", FIVE, parent="p", weight=Decimal(2)),
        indicator("b", FIVE, parent="p", weight=None),
        indicator("c", FIVE, parent="p", weight=None),
        results={key: {"value": "100"} for key in "abc"},
    )

    card = score(data)

    assert [_only(card.of(key)).weight for key in "pabc"] == [12, 2, 5, 5]
    assert _only(card.of("p")).weighted == 12
    assert _texts(_only(card.of("b")), "น้ำหนัก") == ["10 ÷ 2 = 5 (แบ่งเท่ากันระหว่างตัวชี้วัดย่อยที่ไม่ระบุน้ำหนัก)"]


def test_children_get_nothing_of_a_weight_that_is_used_up(office: Office, indicator: Indicator) -> None:
    data = office(
        indicator("p", weight=Decimal(10)),
        indicator("a", FIVE, parent="p", weight=Decimal(10)),
        indicator("b", FIVE, parent="p", weight=None),
        results={"a": {"value": "100"}, "b": {"value": "100"}},
    )

    card = score(data)

    assert _only(card.of("b")).missing is NoScore.NO_WEIGHT
    assert _only(card.of("b")).score == 100
    assert _only(card.of("p")).missing is NoScore.CHILD_WITHOUT_SCORE
    assert [one.node.indicator.id for one in _only(card.of("p")).lacking()] == ["b"]


def test_weights_can_be_shares_of_a_weight(office: Office, indicator: Indicator) -> None:
    """Five negotiated indicators of 20 each, 100 together, inside a weight of 60."""
    data = office(
        indicator("1", weight=Decimal(60), weights_of=Decimal(100)),
        *(indicator(f"n{n}", FIVE, parent="1", weight=Decimal(20)) for n in range(5)),
        results={f"n{n}": {"value": "100"} for n in range(5)},
    )

    card = score(data)

    assert [_only(card.of(f"n{n}")).weight for n in range(5)] == [12] * 5
    assert card.weighted == card.full == 60


def test_shares_that_do_not_end_still_add_up(office: Office, indicator: Indicator) -> None:
    data = office(
        indicator("1", weight=Decimal(20), weights_of=Decimal(3)),
        indicator("q", parent="1", weight=None),
        *(indicator(f"n{n}", FIVE, parent="q", weight=Decimal(1)) for n in range(3)),
    )

    framework = framework_of(data)

    assert framework.total == 20
    assert [node.weight for node in framework.walk()] == [20, 20, *[Decimal("6.6666666667")] * 3]


def test_shares_of_an_unknown_weight_are_unknown(office: Office, indicator: Indicator) -> None:
    data = office(
        indicator("1", weight=None, weights_of=Decimal(100)),
        indicator("a", FIVE, parent="1", weight=Decimal(20)),
        results={"a": {"value": "100"}},
    )

    card = score(data)

    assert card.weight == 0
    assert _only(card.of("a")).missing is NoScore.NO_WEIGHT


def test_points_of_weights_add_up_to_points(office: Office, indicator: Indicator) -> None:
    data = office(
        indicator("p", weight=Decimal(30)),
        indicator("a", parent="p", weight=Decimal(15), scheme=ScoringScheme.WEIGHT),
        indicator("b", parent="p", weight=Decimal(15), scheme=ScoringScheme.WEIGHT),
        results={"a": {"level": "4"}, "b": {"level": "5"}},
    )

    parent = _only(score(data).of("p"))

    assert (parent.score, parent.full, parent.weighted) == (Decimal(27), Decimal(30), Decimal(27))


def test_an_indicator_whose_parts_only_describe_it_is_scored_itself(office: Office, indicator: Indicator) -> None:
    data = office(
        indicator("p", FIVE),
        indicator("a", parent="p", weight=None),
        indicator("b", parent="p", weight=None),
        results={"p": {"value": "85"}, "a": {"text": "ดำเนินการแล้ว"}},
    )

    card = score(data)

    assert _only(card.of("p")).score == 85
    assert card.complete


def test_a_child_without_a_score_leaves_the_sum_open(office: Office, indicator: Indicator) -> None:
    data = office(
        indicator("p", weight=Decimal(20)),
        indicator("a", FIVE, parent="p"),
        indicator("b", FIVE, parent="p"),
        indicator("z", FIVE, dimension=2),
        results={"a": {"value": "100"}, "z": {"value": "90"}},
    )

    card = score(data)

    assert _only(card.of("p")).missing is NoScore.CHILD_WITHOUT_SCORE
    assert [(one.complete, one.weighted) for one in card.dimensions] == [(False, Decimal(0)), (True, Decimal(9))]
    assert not card.complete
    assert card.weighted == card.known == 9
    assert [one.known for one in card.dimensions] == [None, Decimal(9)]


def test_the_committee_scores_apart(office: Office, indicator: Indicator) -> None:
    data = office(
        *(indicator(key, FIVE) for key in "abcd"),
        results={
            "a": {"value": "100", "committee_score": "87.5", "missed_reports": 1},
            "b": {"value": "100", "committee_value": "90.5", "missed_reports": 1},
            "c": {"value": "100", "committee_level": "3"},
            "d": {"value": "100"},
        },
        missed_report_deduction="0.5",
    )

    card = score(data, Assessor.COMMITTEE)

    assert [_only(card.of(key)).score for key in "abcd"] == [Decimal("87.5"), Decimal(90), Decimal(80), None]
    assert _only(card.of("a")).weighted == Decimal("8.75")
    assert _only(card.of("d")).missing is NoScore.NO_RESULT
    assert card.by is Assessor.COMMITTEE
    assert score(data).weighted == Decimal("39.90")


def test_what_if_leaves_the_data_alone_and_is_marked(office: Office, indicator: Indicator) -> None:
    data = office(indicator("x", FIVE), indicator("y", FIVE), results={"x": {"value": "70"}, "y": {"value": "80"}})

    asked = score(data, values={"x": Decimal("95.005")})

    assert _only(asked.of("x")).points == Decimal("95.01")
    assert [one.assumed for one in asked.walk()] == [True, False]
    assert asked.assumed == ("x",)
    assert _texts(_only(asked.of("x")), "ผลการดำเนินงานสมมติ") == ["95.005 ปัดเป็น 95.01"]
    assert _only(score(data).of("x")).points == 70


def test_what_if_is_a_level_where_criteria_are_no_thresholds(office: Office, indicator: Indicator) -> None:
    data = office(
        indicator("m", "ร่าง/เสนอ/เห็นชอบ/ประกาศ/ใช้", scheme=ScoringScheme.MILESTONES),
        indicator("w", "2 คะแนน/4 คะแนน/6 คะแนน/8 คะแนน/10 คะแนน", scheme=ScoringScheme.WEIGHT),
        indicator("n"),
    )

    asked = score(data, values=dict.fromkeys("mwn", Decimal(4)))

    assert [one.score for one in asked.walk()] == [90, 8, 90]


def test_what_if_overrules_the_committee_and_stands_for_a_parent(office: Office, indicator: Indicator) -> None:
    data = office(
        indicator("p", FIVE),
        indicator("a", FIVE, parent="p", weight=None),
        results={"a": {"value": "70", "committee_score": "65"}},
    )

    assert _only(score(data, Assessor.COMMITTEE, values={"a": Decimal(100)}).of("a")).score == 100
    assert _only(score(data, values={"p": Decimal(90)}).of("p")).score == 90


def test_what_if_of_an_unknown_indicator_is_refused(office: Office, indicator: Indicator) -> None:
    with pytest.raises(LookupError, match="nowhere"):
        score(office(indicator("x", FIVE)), values={"nowhere": Decimal(1)})


def test_a_dataset_without_an_evaluation_has_an_empty_card() -> None:
    card = score(Dataset(fiscal_year=2568, agency=Agency(name="สำนักงานตัวอย่าง")))

    assert list(card.walk()) == []
    assert not card.complete
    assert card.weight == card.weighted == card.full == 0
    assert card.known is None


def test_endless_parents_and_circles_do_not_stop_the_scoring(office: Office, indicator: Indicator) -> None:
    deep = [indicator(f"d{n}", FIVE, parent=f"d{n - 1}" if n else None) for n in range(2000)]
    circle = [indicator("a", FIVE, parent="b"), indicator("b", FIVE, parent="a"), indicator("s", FIVE, parent="s")]

    card = score(office(*deep, *circle, results={"d1999": {"value": "70"}, "a": {"value": "70"}}))

    assert len(list(card.walk())) == 2003
    assert _only(card.of("a")).score == 70


def test_labels_of_the_derivation_are_thai_and_translatable(office: Office, indicator: Indicator) -> None:
    found = _only(score(office(indicator("x", FIVE), results={"x": {"value": "70"}})).of("x"))

    for step in found.steps:
        assert (step.label, step.text) == step.told()


def test_curly_brackets_in_the_data_are_only_text(office: Office, indicator: Indicator) -> None:
    result = {"x": {"value": "70", "deduction": "1", "deduction_reason": "{0.__class__} {value}"}}

    found = _only(score(office(indicator("x", FIVE), results=result)).of("x"))

    assert _texts(found, "หักคะแนน") == ["1 เพราะ{0.__class__} {value}"]
