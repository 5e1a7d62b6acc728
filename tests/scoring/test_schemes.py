"""The four schemes: interpolation between thresholds, level steps, points out of the weight, milestones."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.model import PointScale, ScoringScheme
from pipeline.scoring import SCHEMES, NoScore, Score, cells_of_weight, score

if TYPE_CHECKING:
    from tests.scoring.conftest import Indicator, Office, Row

GROUPS = {"A": "80/85/90/95/100", "B": "65/70/75/80/85", "C": "55/60/65/70/75", "D": "80/85/90/95/100"}


def _only(found: Score | None) -> Score:
    assert found is not None
    return found


@pytest.mark.parametrize(("group", "points"), [("A", "60"), ("B", "70.32"), ("C", "90.32"), ("D", "60")])
def test_the_worked_example_of_the_real_report(
    office: Office, indicator: Indicator, row: Row, group: str, points: str
) -> None:
    rows = tuple(row(cells, group=name) for name, cells in GROUPS.items())
    spent = {"numerator": "94581296.26", "denominator": "134802800"}

    found = _only(score(office(indicator("5.1", criteria=rows), results={"5.1": spent}, group=group)).of("5.1"))

    assert found.value == Decimal("70.16")
    assert (found.points, found.score, found.full) == (Decimal(points), Decimal(points), Decimal(100))
    assert found.row is not None
    assert found.row.group == group


def test_the_derivation_tells_every_number_with_its_rounding(office: Office, indicator: Indicator, row: Row) -> None:
    rows = tuple(row(cells, group=name) for name, cells in GROUPS.items())
    spent = {"numerator": "94581296.26", "denominator": "134802800"}

    found = _only(score(office(indicator("5.1", criteria=rows), results={"5.1": spent}, group="B")).of("5.1"))

    assert [(step.label, step.text) for step in found.steps] == [
        ("ผลการดำเนินงาน", "94,581,296.26 ÷ 134,802,800 × 100 = 70.1627… ≈ ร้อยละ 70.16"),
        ("เกณฑ์ที่ใช้", "กลุ่มหน่วยงาน B"),
        ("ค่าเป้าหมายแต่ละระดับ", "65 / 70 / 75 / 80 / 85 (ยิ่งมากยิ่งดี)"),
        ("เทียบสัดส่วน", "70 + (70.16 − 70) ÷ (75 − 70) × (80 − 70) = 70.32"),
        ("คะแนนถ่วงน้ำหนัก", "70.32 × 10 ÷ 100 = 7.032 ≈ 7.03"),
    ]


@pytest.mark.parametrize(
    ("value", "level", "points"),
    [
        ("3", "5", "100"),
        ("2", "5", "100"),
        ("15", "1", "60"),
        ("20", "1", "60"),
        ("5.4", "4.2", "92"),
        ("9", "3", "80"),
    ],
)
def test_where_less_is_better_thresholds_fall(
    office: Office, indicator: Indicator, value: str, level: str, points: str
) -> None:
    found = _only(score(office(indicator("x", "≥ 15/12/9/6/3"), results={"x": {"value": value}})).of("x"))

    assert (found.level, found.points) == (Decimal(level), Decimal(points))


def test_a_result_is_rounded_half_up_before_it_is_scored(office: Office, indicator: Indicator) -> None:
    below = office(indicator("x", "≤ 60/70/80/90/100"), results={"x": {"value": "70.164999"}})
    half = office(indicator("x", "≤ 60/70/80/90/100"), results={"x": {"value": "70.165"}})

    assert _only(score(below).of("x")).points == Decimal("70.16")
    assert _only(score(half).of("x")).points == Decimal("70.17")
    assert "70.165 ปัดเป็น 70.17" in {step.text for step in _only(score(half).of("x")).steps}


def test_a_level_is_only_named_once_it_is_reached(office: Office, indicator: Indicator) -> None:
    found = _only(score(office(indicator("x", "0/25/50/75/1000"), results={"x": {"value": "999.99"}})).of("x"))

    assert found.level == Decimal("4.99")
    assert found.points == Decimal("100.00")


def test_levels_between_that_have_no_threshold_are_bridged(office: Office, indicator: Indicator) -> None:
    data = office(indicator("x", "60/-/80/ /100"), results={"x": {"value": "70"}})

    assert _only(score(data).of("x")).points == 70


@pytest.mark.parametrize(
    ("level", "points"), [("5", "100"), ("3.5", "85"), ("1", "60"), ("0", "60"), ("0.5", "60"), ("4.25", "92.5")]
)
def test_a_level_without_a_number_takes_its_points(
    office: Office, indicator: Indicator, level: str, points: str
) -> None:
    data = office(indicator("x", "จัดทำร่าง/เสนอ/เห็นชอบ/ประกาศ/ใช้จริง"), results={"x": {"level": level}})

    assert _only(score(data).of("x")).points == Decimal(points)


@pytest.mark.parametrize(
    ("cells", "value", "level"),
    [
        ("< 60/60–69/70–79/80–89/≥ 90", "59.99", 1),
        ("< 60/60–69/70–79/80–89/≥ 90", "60", 2),
        ("< 60/60–69/70–79/80–89/≥ 90", "79.5", 3),
        ("< 60/60–69/70–79/80–89/≥ 90", "90", 5),
        ("60/70/80/90/> 90", "90", 4),
        ("60/70/80/90/> 90", "90.01", 5),
        ("> 60/51–60/41–50/31–40/≤ 30", "60", 2),
        ("> 60/51–60/41–50/31–40/≤ 30", "30", 5),
        ("> 60/51–60/41–50/31–40/≤ 30", "61", 1),
        ("-/-/-/-/≥ 1 ระบบ", "0", 1),
        ("-/-/-/-/≥ 1 ระบบ", "1", 5),
    ],
)
def test_steps_give_the_highest_level_reached(
    office: Office, indicator: Indicator, cells: str, value: str, level: int
) -> None:
    data = office(indicator("x", cells, scheme=ScoringScheme.LEVELS), results={"x": {"value": value}})

    found = _only(score(data).of("x"))

    assert found.level == level
    assert found.points == PointScale.HUNDRED.points[level - 1]


@pytest.mark.parametrize("scheme", [ScoringScheme.LEVELS, ScoringScheme.MILESTONES])
def test_only_whole_levels_count_where_there_is_nothing_between(
    office: Office, indicator: Indicator, scheme: ScoringScheme
) -> None:
    found = _only(score(office(indicator("x", scheme=scheme), results={"x": {"level": "3.75"}})).of("x"))

    assert found.level == 3
    assert found.points == 80
    assert any("3.75" in step.text for step in found.steps)


@pytest.mark.parametrize(("level", "points"), [(1, "3"), (2, "6"), (3, "9"), (4, "12"), (5, "15"), ("4.5", "13.5")])
def test_points_out_of_the_weight_are_the_weighted_score(
    office: Office, indicator: Indicator, level: object, points: str
) -> None:
    data = office(
        indicator("x", "3 คะแนน/6 คะแนน/9 คะแนน/12 คะแนน/15 คะแนน", scheme=ScoringScheme.WEIGHT, weight=Decimal(15)),
        results={"x": {"level": str(level)}},
    )

    found = _only(score(data).of("x"))

    assert (found.score, found.weighted, found.full) == (Decimal(points), Decimal(points), Decimal(15))
    assert cells_of_weight(15) == tuple(map(Decimal, (3, 6, 9, 12, 15)))


def test_points_out_of_the_weight_can_follow_thresholds(office: Office, indicator: Indicator) -> None:
    data = office(
        indicator("x", "60/70/80/90/100", scheme=ScoringScheme.WEIGHT, weight=Decimal(20)),
        results={"x": {"value": "85"}},
    )

    assert _only(score(data).of("x")).score == 14


@pytest.mark.parametrize("scale", list(PointScale))
def test_a_framework_says_what_its_levels_are_worth(office: Office, indicator: Indicator, scale: PointScale) -> None:
    data = office(indicator("x", "60/70/80/90/100"), results={"x": {"value": "80"}}, scale=scale)

    found = _only(score(data).of("x"))

    assert (found.score, found.full) == (scale.points[2], scale.points[4])
    assert found.weighted == scale.points[2] / 10


@pytest.mark.parametrize(
    ("more", "given", "why"),
    [
        ({"cells": "60/70/80/90/100"}, {}, NoScore.NO_RESULT),
        ({"cells": "60/70/80/90/100"}, {"text": "ดำเนินการแล้ว"}, NoScore.NO_RESULT),
        ({"cells": "60/70/80/90/100"}, {"numerator": "5"}, NoScore.NO_RESULT),
        ({}, {"value": "80"}, NoScore.NO_CRITERIA),
        ({"cells": "-/-/-/-/-"}, {"value": "80"}, NoScore.NO_CRITERIA),
        ({"cells": "75 ? 79/80/85/90/95"}, {"value": "80"}, NoScore.CRITERIA_UNREADABLE),
        ({"cells": "ร่าง/เสนอ/เห็นชอบ/ประกาศ/ใช้"}, {"value": "80"}, NoScore.CRITERIA_UNREADABLE),
        ({"cells": "-/70/80/90/100"}, {"value": "80"}, NoScore.CRITERIA_UNREADABLE),
        ({"cells": "60 วัน/70 วัน/80 ครั้ง/90 วัน/100 วัน"}, {"value": "80"}, NoScore.CRITERIA_UNREADABLE),
        ({"cells": "60/80/70/90/100"}, {"value": "80"}, NoScore.CRITERIA_NOT_ORDERED),
        ({"cells": "60/60/80/90/100"}, {"value": "80"}, NoScore.CRITERIA_NOT_ORDERED),
        ({"cells": "80/80/80/80/80"}, {"value": "80"}, NoScore.CRITERIA_NOT_ORDERED),
        ({"cells": "≤ 60/≤ 70/≤ 80/≤ 90/≤ 100"}, {"value": "80"}, NoScore.CRITERIA_NOT_ORDERED),
        (
            {"cells": "≤ 6/≤ 7/≤ 8/≤ 9/≤ 10", "scheme": ScoringScheme.LEVELS},
            {"value": "8"},
            NoScore.CRITERIA_NOT_ORDERED,
        ),
        ({"scheme": ScoringScheme.MILESTONES}, {"value": "4"}, NoScore.NO_RESULT),
        ({"scheme": ScoringScheme.WEIGHT}, {"value": "4"}, NoScore.NO_RESULT),
        ({"scheme": ScoringScheme.WEIGHT, "weight": None}, {"level": "4"}, NoScore.NO_WEIGHT),
    ],
)
def test_what_cannot_be_scored_says_why(
    office: Office, indicator: Indicator, more: dict[str, Any], given: dict[str, Any], why: NoScore
) -> None:
    card = score(office(indicator("x", **more), results={"x": given}))
    found = _only(card.of("x"))

    assert (found.missing, found.points, found.score, found.weighted) == (why, None, None, None)
    assert not card.complete
    assert card.weighted == 0


def test_an_agency_group_is_chosen_and_has_a_row(office: Office, indicator: Indicator, row: Row) -> None:
    rows = tuple(row(cells, group=name) for name, cells in GROUPS.items())
    one = indicator("x", criteria=rows)
    result = {"x": {"value": "70.16"}}

    assert _only(score(office(one, results=result)).of("x")).missing is NoScore.GROUP_NOT_CHOSEN
    assert _only(score(office(one, results=result, group="Z")).of("x")).missing is NoScore.GROUP_WITHOUT_ROW
    assert _only(score(office(one, results={"x": {"level": "1"}})).of("x")).points == 60


def test_a_row_for_all_groups_counts_for_those_without_their_own(
    office: Office, indicator: Indicator, row: Row
) -> None:
    rows = (row("60/70/80/90/100"), row("50/60/70/80/90", group="C"))
    one = indicator("x", criteria=rows)

    assert _only(score(office(one, results={"x": {"value": "70"}}, group="A")).of("x")).points == 70
    assert _only(score(office(one, results={"x": {"value": "70"}}, group="C")).of("x")).points == 80


def test_of_several_rows_only_one_with_figures_can_count(office: Office, indicator: Indicator, row: Row) -> None:
    texts = row("ร่าง/เสนอ/เห็นชอบ/ประกาศ/ใช้", label="ขั้นตอน")
    figures = row("60/70/80/90/100", label="ร้อยละ")
    result = {"x": {"value": "90"}}

    clear = score(office(indicator("x", criteria=(texts, figures)), results=result)).of("x")
    unclear = score(office(indicator("x", criteria=(figures, figures)), results=result)).of("x")

    assert _only(clear).points == 90
    assert ("เกณฑ์ที่ใช้", "ร้อยละ") in {(step.label, step.text) for step in _only(clear).steps}
    assert _only(unclear).missing is NoScore.CRITERIA_UNREADABLE


def test_every_scheme_of_the_model_is_registered_and_tells_its_source() -> None:
    assert set(SCHEMES) == set(ScoringScheme)
    for scheme, entry in SCHEMES.items():
        assert entry.key is scheme
        assert entry.title == scheme.value
        assert entry.description
        assert ("ข้อสันนิษฐาน" in entry.source) is entry.is_assumption
