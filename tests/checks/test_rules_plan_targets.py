"""Plans: targets over the years, against definitions, and by when."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.findings import Severity
from pipeline.model import Comparator, Formula

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.findings import Finding
    from pipeline.model import Dataset
    from tests.checks.sound_plan import (
        INDICATORS,
        STEPS,
        changed,
        percent,
        prose,
        sound_plan,
        with_indicator,
        with_project,
        written,
    )

    Told = Callable[[Dataset], dict[str, list[tuple[str | int, ...]]]]
    Only = Callable[[Dataset, str], Finding]
else:
    from sound_plan import INDICATORS, STEPS, changed, percent, prose, sound_plan, with_indicator, with_project, written


AT_MOST = Comparator.AT_MOST


@pytest.mark.parametrize(
    ("dataset", "rule", "path"),
    [
        (with_indicator(0, targets=(percent(2562, 70),)), "target-missing", ("indicators", 0, "targets")),
        (
            with_indicator(1, definition_target="ร้อยละ 100"),
            "target-differs-from-definition",
            ("indicators", 1, "definition_target"),
        ),
        (
            with_indicator(1, definition=prose("อบรมครบ", "ค่าเป้าหมาย ร้อยละ ๑๐๐")),
            "target-differs-from-definition",
            ("indicators", 1, "definition", "blocks", 1, "text"),
        ),
        (
            with_indicator(0, targets=(written(2562, "ร้อยละ 50"), written(2563, "อย่างน้อย 1 ระบบ"))),
            "target-unit-changes",
            ("indicators", 0, "targets", 1),
        ),
        (
            with_indicator(0, targets=(percent(2562, 40), percent(2563, 30))),
            "target-falls",
            ("indicators", 0, "targets", 1),
        ),
        (with_indicator(0, targets=(percent(2563, 120),)), "target-over-100", ("indicators", 0, "targets", 0)),
        (
            with_indicator(0, targets=(percent(2559, 20), percent(2563, 80), percent(2565, 90))),
            "target-year-not-printed",
            ("indicators", 0, "targets", 0),
        ),
        (
            with_indicator(2, targets=(written(2563, "ภายในเดือนสิงหาคม 2564"),)),
            "due-outside-fiscal-year",
            ("indicators", 2, "targets", 0, "text"),
        ),
        (
            with_indicator(1, definition=prose("เสนอผู้บริหารภายในวันที่ 31 ตุลาคม 2563")),
            "due-outside-fiscal-year",
            ("indicators", 1, "definition", "blocks", 0, "text"),
        ),
        (
            with_project(0, steps=changed(STEPS, 3, name="สรุปผลภายในปีงบประมาณ พ.ศ. 2562")),
            "due-outside-fiscal-year",
            ("projects", 0, "steps", 3, "name"),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_doubtful_target_is_found_at_its_place(
    told: Told, dataset: Dataset, rule: str, path: tuple[str | int, ...]
) -> None:
    assert told(dataset) == {rule: [path]}


@pytest.mark.parametrize("stated", ["ร้อยละ 85", "อย่างน้อยร้อยละ ๘๕", "≥ 85 %", "-"])
def test_a_target_said_in_other_words_is_the_same_target(told: Told, stated: str) -> None:
    assert told(with_indicator(1, definition_target=stated)) == {}


def test_at_most_is_not_at_least(told: Told) -> None:
    assert set(told(with_indicator(1, definition_target="ไม่เกินร้อยละ 85"))) == {"target-differs-from-definition"}


def test_a_text_for_a_target_counts_as_one(told: Told) -> None:
    assert told(with_indicator(2, targets=(written(2563, "ตามที่ สยป. กำหนด"),))) == {}


@pytest.mark.parametrize(
    ("name", "targets"),
    [
        ("ร้อยละของข้อร้องเรียน", (percent(2562, 40), percent(2563, 30))),
        ("ร้อยละของพื้นที่รกร้าง", (percent(2562, 40, AT_MOST), percent(2563, 30, AT_MOST))),
        ("ร้อยละของสวนที่ปรับปรุง", (percent(2562, 40), percent(2563, 40))),
        ("ระยะเวลาตอบคำขอ", (written(2562, "ไม่เกิน 9 วัน"), written(2563, "5 วัน"))),
        ("ร้อยละของผู้ใช้ที่เพิ่มขึ้น", (percent(2563, 150),)),
    ],
)
def test_less_may_be_better_and_growth_may_exceed_the_whole(told: Told, name: str, targets: tuple[object, ...]) -> None:
    assert told(with_indicator(0, name=name, targets=targets)) == {}


def test_a_falling_count_is_only_noted(only: Only) -> None:
    fewer = with_indicator(2, targets=(written(2562, "จำนวน 3 ระบบ"), written(2563, "จำนวน 1 ระบบ")))
    assert only(fewer, "target-falls").severity is Severity.NOTE


def test_an_indicator_shared_by_objective_and_measure_has_one_target(told: Told) -> None:
    shared = changed(INDICATORS, 1, name=INDICATORS[0].name, targets=(percent(2563, 30),), definition_target=None)
    assert told(sound_plan(indicators=shared)) == {"same-indicator-other-target": [("indicators", 1, "targets", 0)]}


def test_dates_within_the_year_and_dates_of_papers_are_right(told: Told) -> None:
    text = "ภายในเดือนตุลาคม 2562 ตามคำสั่งลงวันที่ 3 มีนาคม 2560 และภายในวันที่ 30 กันยายน 2563"
    assert told(with_indicator(1, definition=prose(text))) == {}


def test_a_definition_of_something_else_is_noted(told: Told) -> None:
    path = ("indicators", 1, "definition", "blocks", 0, "text")
    other = "การเพิ่มขึ้นของพื้นที่สีเขียวในเขตชั้นใน หมายถึง พื้นที่ที่ปลูกใหม่"
    assert told(with_indicator(1, definition=prose(other))) == {"definition-of-something-else": [path]}
    own = "อาสาสมัครที่ผ่านการอบรมครบทุกวัน หมายถึง ผู้มีชื่อในใบลงเวลา"
    assert told(with_indicator(1, definition=prose(own))) == {}
    assert told(with_indicator(1, definition=prose("การอบรม หมายถึง การเรียนในห้อง"))) == {}


def test_one_indicator_is_not_defined_in_two_ways(told: Told) -> None:
    name, definition = INDICATORS[0].name, prose("ตรวจวันที่ผู้รับจ้างส่งงาน")
    both = changed(INDICATORS, 0, definition=prose("ตรวจงานที่ผู้รับจ้างส่งงาน"))
    both = changed(both, 1, name=name, definition=definition, definition_target=None, targets=INDICATORS[0].targets)
    assert told(sound_plan(indicators=both)) == {"same-indicator-other-definition": [("indicators", 1, "definition")]}
    same = changed(both, 0, definition=prose("ตรวจวันที่ ผู้รับจ้างส่งงาน"))
    assert told(sound_plan(indicators=same)) == {}


@pytest.mark.parametrize(
    ("numerator", "denominator", "rule"),
    [
        ("ผู้ผ่านการอบรม", "จำนวนผู้เข้าอบรม", "formula-without-count"),
        ("จำนวนผู้เข้าอบรม", "จำนวน ผู้เข้าอบรม", "formula-always-whole"),
    ],
)
def test_a_fraction_that_is_no_share_is_found(told: Told, numerator: str, denominator: str, rule: str) -> None:
    formula = Formula(numerator=numerator, denominator=denominator, times=Decimal(100))
    assert told(with_indicator(1, formula=formula)) == {rule: [("indicators", 1, "formula", "numerator")]}


@pytest.mark.parametrize("numerator", ["ผลรวมคะแนนความพึงพอใจ", "งบประมาณที่เบิกจ่าย", "จำนวนผู้ผ่านการอบรม"])
def test_sums_and_money_may_stand_over_a_count(told: Told, numerator: str) -> None:
    formula = Formula(numerator=numerator, denominator="จำนวนผู้เข้าอบรม", times=Decimal(100))
    assert told(with_indicator(1, formula=formula)) == {}


def test_a_share_beside_a_target_that_counts_is_noted(told: Told) -> None:
    formula = Formula(numerator="จำนวนที่เสร็จ", denominator="จำนวนทั้งหมด", times=Decimal(100))
    assert told(with_indicator(2, formula=formula)) == {
        "formula-is-no-percentage": [("indicators", 2, "formula", "times")]
    }
