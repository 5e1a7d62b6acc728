"""Values as planners write them: with the words of their own field, and by names where codes are asked for."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.sources.nodes import Scalar
from pipeline.sources.worded import WORDS, without_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Dataset
    from tests.sources.conftest import Outcome

    Read = Callable[..., Outcome]

UNITS = "- {id: plan, name: กองแผนงาน, short_name: กผ.}\n- {id: fin, name: กองคลัง}\n"
PEOPLE = "- {id: somdee, name: นางสาวสมดี ชื่อสมมุติ}\n"
INDICATOR = "id: F-1\ndimension: 1\nname: ร้อยละสมมุติ\n"
FILES = {
    "dimensions.yaml": "1: ด้านหนึ่ง\n",
    "units.yaml": UNITS,
    "people.yaml": PEOPLE,
    "evaluation-indicators.yaml": INDICATOR,
}


def _read(read: Read, **files: str) -> Dataset:
    found = read({**FILES, **{f"{name.replace('_', '-')}.yaml": text for name, text in files.items()}})
    assert [finding.message for finding in found.findings] == []
    assert found.dataset is not None
    return found.dataset


@pytest.mark.parametrize(
    ("written", "field", "meant"),
    [
        ("level: ระดับ 5", "level", Decimal(5)),
        ("level: ระดับที่ ๔", "level", Decimal(4)),
        ("committee_level: ระดับ 4.5", "committee_level", Decimal("4.5")),
        ("score: 92.5 คะแนน", "score", Decimal("92.5")),
        ("missed_reports: 1 ครั้ง", "missed_reports", 1),
        ("as_of: ณ วันที่ 30 กันยายน 2568", "as_of", dt.date(2025, 9, 30)),
        ("value: ร้อยละ ๙๒.๕", "value", Decimal("92.5")),
    ],
)
def test_a_result_may_repeat_the_words_of_its_heading(read: Read, written: str, field: str, meant: object) -> None:
    (result,) = _read(read, evaluation_results=f"indicator: F-1\n{written}\n").evaluation_results

    assert getattr(result, field) == meant


@pytest.mark.parametrize("word", ["ไตรมาสที่ 3", "ไตรมาส ๓", "3"])
def test_a_quarter_may_be_called_one(read: Read, word: str) -> None:
    text = f"indicator: F-1\nquarters:\n  - {{quarter: {word}, value: 40}}\n"

    assert _read(read, evaluation_results=text).evaluation_results[0].quarters[0].quarter == 3


def test_deadlines_may_say_by_when_and_of_every_month(read: Read) -> None:
    text = """deadlines:
  - {kind: รายเดือน, day: ทุกวันที่ 20 ของทุกเดือน}
  - {kind: รายไตรมาส, round: ไตรมาสที่ 1, date: ภายในวันที่ 20 ธันวาคม 2567}
"""
    evaluation = _read(read, evaluation=text).evaluation

    assert evaluation is not None
    monthly, quarterly = evaluation.deadlines
    assert monthly.day == 20
    assert (quarterly.round, quarterly.date) == (1, dt.date(2024, 12, 20))


def test_groups_may_be_called_groups_everywhere_and_stand_apart_by_blanks(read: Read) -> None:
    indicator = INDICATOR + "criteria:\n  - {group: กลุ่ม A, level_1: '60', level_5: '100'}\n"
    for groups in ("A B C D", "กลุ่ม A, กลุ่ม B, กลุ่ม C, กลุ่ม D", "A, B, C, D"):
        data = _read(read, evaluation=f"groups: {groups}\ngroup: กลุ่มหน่วยงาน A\n", evaluation_indicators=indicator)

        assert data.evaluation is not None
        assert (data.evaluation.groups, data.evaluation.group) == (("A", "B", "C", "D"), "A")
        assert data.evaluation_indicators[0].criteria[0].group == "A"


def test_the_name_of_a_group_keeps_its_word(read: Read) -> None:
    data = _read(read, evaluation="groups: กลุ่มเขตชั้นใน, กลุ่มเขตชั้นนอก\ngroup: กลุ่มเขตชั้นใน\n")

    assert data.evaluation is not None
    assert data.evaluation.groups == ("กลุ่มเขตชั้นใน", "กลุ่มเขตชั้นนอก")


def test_a_part_of_the_framework_may_be_called_one(read: Read) -> None:
    indicator = INDICATOR.replace("dimension: 1", "dimension: องค์ประกอบที่ 1")

    assert _read(read, evaluation_indicators=indicator).evaluation_indicators[0].dimension == 1


def test_a_unit_behind_a_result_is_told_not_guessed_at(read: Read) -> None:
    found = read({**FILES, "evaluation-results.yaml": "indicator: F-1\nvalue: 3.5 วันทำการ\n"})

    assert "ไม่ต้องพิมพ์หน่วย" in found.only("not-a-number").remedy


@pytest.mark.parametrize("pattern", sorted({pattern.pattern for pattern in WORDS.values()}))
def test_the_words_alone_are_no_value(read: Read, pattern: str) -> None:
    (found,) = {one for one in WORDS.values() if one.pattern == pattern}
    place = read(FILES).dataset.origin.place(())  # type: ignore[union-attr]  # it was read
    for word in ("ระดับ", "ไตรมาสที่", "กลุ่ม", "ครั้ง", "ณ วันที่"):
        assert without_words(Scalar(word, place), found).text == word


def test_divisions_and_people_may_be_called_by_their_names(read: Read) -> None:
    data = _read(
        read,
        evaluation_indicators=INDICATOR + "units: กองแผนงาน, กองคลัง\n",
        evaluation_results="indicator: F-1\nreporter: {person: นางสาวสมดี  ชื่อสมมุติ}\nvalue: 1\n",
    )

    assert data.evaluation_indicators[0].units == ("plan", "fin")
    reporter = data.evaluation_results[0].reporter
    assert reporter is not None
    assert reporter.person == "somdee"


def test_a_short_name_is_a_name_too(read: Read) -> None:
    data = _read(read, evaluation_indicators=INDICATOR + "units: กผ.\n")

    assert data.evaluation_indicators[0].units == ("plan",)


def test_a_name_that_two_divisions_have_means_neither(read: Read) -> None:
    units = "- {id: a, name: ฝ่ายบริหาร}\n- {id: b, name: ฝ่ายบริหาร}\n"
    indicator = INDICATOR + "units: ฝ่ายบริหาร\n"

    assert "reference-missing" in read({**FILES, "units.yaml": units, "evaluation-indicators.yaml": indicator}).ids


def test_a_code_that_is_also_the_name_of_another_is_a_code(read: Read) -> None:
    units = "- {id: กองคลัง, name: กองคลังเดิม}\n- {id: b, name: กองคลัง}\n"
    data = _read(read, units=units, evaluation_indicators=INDICATOR + "units: กองคลัง\n")

    assert data.evaluation_indicators[0].units == ("กองคลัง",)
