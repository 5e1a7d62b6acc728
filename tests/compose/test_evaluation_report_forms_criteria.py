"""Criteria on form pages: every shape of grid that real forms have, and what stands around it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.model import EvaluationIndicator, FormPages, PointScale, ScoringScheme

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pipeline.compose import Composed
    from tests.compose.change_evaluation import changed, composed
    from tests.compose.invented_evaluation import criteria
    from tests.compose.read_forms import lines, notes
    from tests.compose.read_tables import body, chapter_of, classed, columns, grid_width, head
else:
    from change_evaluation import changed, composed
    from invented_evaluation import criteria
    from read_forms import lines, notes
    from read_tables import body, chapter_of, classed, columns, grid_width, head

HUNDRED = [f"ระดับ {level}({points} คะแนน)" for level, points in enumerate((60, 70, 80, 90, 100), 1)]
FIVE = [f"ระดับ {level}({level} คะแนน)" for level in range(1, 6)]
PLAIN = [f"ระดับ {level}" for level in range(1, 6)]
LONG = "สำรวจความต้องการของประชาชนครบทุกแขวงและเสนอรายงานต่อผู้บริหารเพื่อพิจารณาให้ความเห็นชอบก่อนเผยแพร่ " * 3


def grids(report: Composed, key: str) -> list[Element]:
    return classed(chapter_of(report, key), "criteria")


def grid(report: Composed, key: str) -> Element:
    (found,) = grids(report, key)
    return found


def for_idea(**update: object) -> Composed:
    """The report with another indicator of component 4."""
    return composed(changed(indicators={"c4-idea": update}))


def for_main_work(*indicators: EvaluationIndicator) -> Composed:
    """The report with other indicators in component 1."""
    kept = (one for one in changed().evaluation_indicators if one.dimension != 1)
    return composed(changed(evaluation_indicators=(*indicators, *kept)))


def test_points_out_of_the_weight_stand_in_cells_under_levels_that_tell_none() -> None:
    found = grid(composed(), "part-1")

    assert head(found) == [["ตัวชี้วัด", *PLAIN]]
    assert [row[1:] for row in body(found)] == [
        [f"{points} คะแนน" for points in (3, 6, 9, 12, 15)],
        [f"{points} คะแนน" for points in (4, 8, 12, 16, 20)],
        [f"{points} คะแนน" for points in (3, 6, 9, 12, 15)],
    ]


def test_a_row_has_number_and_name_or_the_item_that_it_names() -> None:
    assert [row[0] for row in body(grid(composed(), "part-1"))] == [
        "1. ระดับความสำเร็จของการปรับปรุงทางเท้าให้ทุกคนใช้ได้อย่างปลอดภัยและต่อเนื่องทั้งย่าน",
        "2. ระดับความสำเร็จของการจัดทำคลังข้อมูลงานเมือง",
        "3. การพัฒนาบุคลากรทุกสายงาน",
    ]


@pytest.mark.parametrize(
    "cells",
    [
        ("≤ 60", "70", "80", "90", "100"),
        ("60–69", "70–79", "80–89", "90–94", "95–100"),
        ("ร้อยละ 60", "ร้อยละ 70", "ร้อยละ 80", "ร้อยละ 90", "ร้อยละ 100"),
        ("10", "8", "6", "4", "2"),
        ("ตั้งคณะทำงาน", "มีร่าง", "เห็นชอบ", "เผยแพร่", "ติดตามผล"),
    ],
)
def test_cells_are_printed_as_they_were_written(cells: tuple[str, ...]) -> None:
    found = grid(for_idea(criteria=(criteria(*cells),)), "form-c4-idea")

    assert head(found) == [["ตัวชี้วัด", *HUNDRED]]
    assert body(found) == [["ความสำเร็จในการเสนอนวัตกรรมเพื่อลดขั้นตอนงานเมือง", *cells]]


def test_a_cell_that_was_not_written_is_a_dash() -> None:
    assert body(grid(for_idea(criteria=(criteria(None, "70", None, "90", "100"),)), "form-c4-idea"))[0][1:] == [
        "-", "70", "-", "90", "100",
    ]  # fmt: skip
    assert body(grid(for_idea(criteria=()), "form-c4-idea"))[0][1:] == ["-"] * 5


def test_groups_have_a_row_each_and_the_own_one_stands_out() -> None:
    found = grid(composed(), "form-c5-money")

    assert head(found) == [["กลุ่มหน่วยงาน", *HUNDRED]]
    assert [row[0] for row in body(found)] == [f"กลุ่มหน่วยงาน {group}" for group in "ABCD"]
    assert [row.get("class") for row in found.iter("tr")][1:] == [None, "own", None, None]


def test_groups_of_one_indicator_among_others_stand_below_its_name() -> None:
    found = grid(composed(changed(dimensions={5: {"form": FormPages.WHOLE}})), "part-5")

    assert head(found) == [["ตัวชี้วัด", *HUNDRED]]
    assert [row[0] for row in body(found)] == [
        "5.1 ความสำเร็จของการเบิกจ่ายงบประมาณในภาพรวม",
        *(f"กลุ่มหน่วยงาน {group}" for group in "ABCD"),
        "5.2 ความสำเร็จในการพัฒนาและจัดเก็บฐานข้อมูล",
        "5.3 ความสำเร็จในการพัฒนาคุณภาพชีวิตในการทำงาน",
        "ตัวชี้วัดย่อย",
        "5.3.1 การจัดทำแผนคุณภาพชีวิต",
        "5.3.2 จำนวนอุบัติเหตุจากการทำงาน (ยิ่งน้อยยิ่งดี)",
    ]
    assert grid_width(found.iter("tr")) == {6}


def test_heads_tell_the_points_of_the_indicator_s_scale() -> None:
    report = for_idea(scale=PointScale.FIVE)

    assert head(grid(report, "form-c4-idea"))[0][1:] == FIVE
    assert head(grid(report, "form-c5-base"))[0][1:] == HUNDRED
    assert head(grid(composed(changed(evaluation={"scale": PointScale.FIVE})), "part-2"))[0][1:] == FIVE


def test_indicators_whose_levels_are_worth_other_points_have_a_grid_of_their_own() -> None:
    report = for_main_work(
        EvaluationIndicator(id="a", dimension=1, name="ก", weight=Decimal(20), criteria=(criteria(*"12345"),)),
        EvaluationIndicator(id="b", dimension=1, name="ข", weight=Decimal(10), scheme=ScoringScheme.WEIGHT),
        EvaluationIndicator(id="c", dimension=1, name="ค", weight=Decimal(10), scheme=ScoringScheme.WEIGHT),
        EvaluationIndicator(
            id="d", dimension=1, name="ง", weight=Decimal(10), scale=PointScale.FIVE, criteria=(criteria(*"12345"),)
        ),
    )
    found = grids(report, "part-1")

    assert [head(one)[0][1:] for one in found] == [HUNDRED, PLAIN, FIVE]
    assert [[row[0] for row in body(one)] for one in found] == [["1. ก"], ["2. ข", "3. ค"], ["4. ง"]]


def test_thresholds_of_points_out_of_the_weight_are_told_with_the_points() -> None:
    found = grid(for_idea(scheme=ScoringScheme.WEIGHT), "form-c4-idea")

    assert head(found)[0][1:] == PLAIN
    assert [row[1:] for row in body(found)] == [
        ["≤ 60", "70", "80", "90", "100"],
        ["2 คะแนน", "4 คะแนน", "6 คะแนน", "8 คะแนน", "10 คะแนน"],
    ]
    assert body(found)[1][0] == "คะแนน (เต็ม 10)"


def test_computed_points_are_rounded_as_scores_are() -> None:
    found = grid(for_idea(scheme=ScoringScheme.WEIGHT, weight=Decimal("3.33"), criteria=()), "form-c4-idea")

    assert body(found)[0][1:] == ["0.67 คะแนน", "1.33 คะแนน", "2 คะแนน", "2.66 คะแนน", "3.33 คะแนน"]


def test_several_rows_of_an_indicator_stand_below_its_name_with_what_they_are_for() -> None:
    rows = (criteria(*"12345", label="รายการหนึ่ง"), criteria(*"56789", label="รายการสอง"))
    alone = grid(for_idea(criteria=rows), "form-c4-idea")
    among = grid(
        composed(changed(indicators={"c4-idea": {"criteria": rows}}, dimensions={4: {"form": FormPages.WHOLE}})),
        "part-4",
    )

    assert [row[0] for row in body(alone)] == ["รายการหนึ่ง", "รายการสอง"]
    assert [row[0] for row in body(among)] == [
        "1. ความสำเร็จในการเสนอนวัตกรรมเพื่อลดขั้นตอนงานเมือง", "รายการหนึ่ง", "รายการสอง",
    ]  # fmt: skip


def test_long_milestones_stand_one_below_the_other() -> None:
    report = for_idea(scheme=ScoringScheme.MILESTONES, criteria=(criteria("ตั้งคณะทำงาน", LONG, LONG, "เผยแพร่", LONG),))
    found = grid(report, "form-c4-idea")

    assert head(found) == [["ระดับ", "ความสำเร็จในการเสนอนวัตกรรมเพื่อลดขั้นตอนงานเมือง"]]
    assert [row[0] for row in body(found)] == HUNDRED
    assert [row[1] for row in body(found)] == ["ตั้งคณะทำงาน", LONG.strip(), LONG.strip(), "เผยแพร่", LONG.strip()]
    assert sum(columns(found)) == pytest.approx(160, abs=0.05)


def test_long_milestones_take_the_names_above_them_along_and_leave_others_side_by_side() -> None:
    above = EvaluationIndicator(id="top", dimension=1, name="ตัวบน", weight=Decimal(30), below="ประกอบด้วย")
    long, short = criteria(LONG, LONG, LONG, LONG, LONG), criteria(*"12345")
    below = [
        EvaluationIndicator(id=name, dimension=1, parent="top", name=name, weight=Decimal(10), criteria=(row,))
        for name, row in (("ก", long), ("ข", short), ("ค", short))
    ]
    first, second = grids(for_main_work(above, *below), "part-1")

    assert head(first) == [["1. ตัวบน"], ["ประกอบด้วย"], ["ระดับ", "1.1 ก"]]
    assert [row[0] for row in body(second)] == ["1.2 ข", "1.3 ค"]


def test_the_grid_is_as_wide_as_its_cells_need_and_leaves_names_their_room() -> None:
    narrow = columns(grid(for_idea(criteria=(criteria(*"12345"),)), "form-c4-idea"))
    wide = columns(grid(for_idea(criteria=(criteria(*["จัดทำแผนและรายงานผลต่อผู้บริหาร"] * 5),)), "form-c4-idea"))

    assert narrow[0] > 40
    assert wide[0] == pytest.approx(33, abs=0.05)
    assert len({round(width, 1) for width in (*narrow[1:], *wide[1:])}) == 2


def test_the_step_between_levels_is_told_with_the_indicators_it_is_of() -> None:
    step = "ช่วงการปรับเกณฑ์การให้คะแนน +/- {} ต่อ 1 ระดับคะแนน"
    whole = composed(
        changed(dimensions={5: {"form": FormPages.WHOLE}}, indicators={"c5-plan": {"adjustment": Decimal("2.5")}})
    )

    assert step.format(10) in lines(composed(), "form-c4-idea")
    assert [line for line in lines(whole, "part-5") if "ช่วงการปรับ" in line] == [
        f"{step.format(5)} (ตัวชี้วัดที่ 5.1)",
        f"{step.format('2.5')} (ตัวชี้วัดที่ 5.3.1)",
    ]
    assert not [line for line in lines(composed(), "part-1") if "ช่วงการปรับ" in line]


def test_the_note_on_the_lowest_score_is_printed_as_the_framework_wants() -> None:
    floor = "* กรณีผลการดำเนินงานต่ำกว่าค่าเป้าหมายระดับ 1 จะได้คะแนนเท่ากับค่าเป้าหมายระดับ 1"

    assert notes(composed(), "form-c4-idea") == [floor]
    assert notes(composed(changed(evaluation={"floor_note": False})), "form-c4-idea") == []
    assert notes(composed(digits="thai"), "form-c4-idea") == [floor.replace("1", "๑")]


def test_rows_that_no_page_holds_may_break() -> None:
    endless = "ก" * 1990
    report = for_idea(criteria=(criteria("1", "2", "3", "4", endless),), name="ข")
    rows = [row for group in grid(report, "form-c4-idea").iter("tbody") for row in group]

    assert all(row.get("class") == "tall" for row in rows)
    assert not any(row.get("class") == "tall" for row in grid(composed(), "part-2").iter("tr"))
