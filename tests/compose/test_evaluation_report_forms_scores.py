"""Results, scores, weighted scores and their totals on form pages and in the overview."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.model import FormPages, FrameworkWord, PointScale, ScoresShown, ScoringScheme
from pipeline.scoring import Assessor, score

if TYPE_CHECKING:
    from tests.compose.change_evaluation import changed, composed
    from tests.compose.read_forms import FORMS, NAME, SCORE, WEIGHT, WEIGHTED, as_scored, lines, notes, results, table
    from tests.compose.read_tables import body, chapter_of, classed, columns, head, words
else:
    from change_evaluation import changed, composed
    from read_forms import FORMS, NAME, SCORE, WEIGHT, WEIGHTED, as_scored, lines, notes, results, table
    from read_tables import body, chapter_of, classed, columns, head, words


def test_a_framework_of_dimensions_says_so_in_forms_and_overview() -> None:
    report = composed(changed(evaluation={"word": FrameworkWord.DIMENSION}))

    assert "มิติที่ 4 : นวัตกรรมของหน่วยงาน (Innovation Base)" in lines(report, "form-c4-idea")
    assert head(table(report, "overview", "overview"))[0][0] == "มิติ"
    assert "องค์ประกอบ" not in "".join(words(chapter_of(report, key)) for key in (*FORMS, "overview"))


def test_results_have_the_official_heads() -> None:
    shared = ["น้ำหนัก (ร้อยละ)", "ผลการดำเนินงาน", "คะแนนที่ได้", "ค่าคะแนนถ่วงน้ำหนัก"]

    assert head(table(composed(), "part-1", "results")) == [["ตัวชี้วัด", *shared]]
    assert head(table(composed(), "form-c5-base", "results")) == [shared]


def test_blank_reports_print_the_agency_s_scores_and_leave_the_weighted_ones_to_the_pen() -> None:
    assert results(composed(), "part-1") == [
        [
            "1. ระดับความสำเร็จของการปรับปรุงทางเท้าให้ทุกคนใช้ได้อย่างปลอดภัยและต่อเนื่องทั้งย่าน",
            "15", "ระดับ 5ข้อมูล ณ วันที่ 31 ส.ค. 2570", "15 คะแนน", "",
        ],
        ["2. ระดับความสำเร็จของการจัดทำคลังข้อมูลงานเมือง", "20", "ระดับ 4", "16 คะแนน", ""],
        ["3. ระดับความสำเร็จของการพัฒนาบุคลากร", "15", "อยู่ระหว่างรวบรวมผล", "", ""],
        ["รวม", "50", "คะแนนที่ได้", ""],
    ]  # fmt: skip


def test_a_result_that_is_a_quotient_tells_how_it_was_computed_and_as_of_when() -> None:
    ((weight, result, got, weighted),) = results(composed(), "form-c5-money")

    assert (weight, got, weighted) == ("8", "70.32 คะแนน", "")
    assert result == "ร้อยละ 70.16(94,581,296.26 × 100) ÷ 134,802,800ข้อมูล ณ วันที่ 13 ก.ย. 2570"


def test_a_result_in_percent_has_two_decimals_or_none() -> None:
    for value, printed in (("96.5", "ร้อยละ 96.50"), ("96", "ร้อยละ 96")):
        update = {"numerator": None, "denominator": None, "value": Decimal(value), "as_of": None}
        assert results(composed(changed(results={"c5-money": update})), "form-c5-money")[0][1] == printed


def test_scores_of_a_column_have_the_decimals_of_the_longest() -> None:
    dataset = as_scored(ScoresShown.SELF, results={"c1-team": {"level": Decimal("4.5")}})

    assert [row[SCORE] for row in results(composed(dataset), "part-1")[:3]] == [
        "15.0 คะแนน",
        "16.0 คะแนน",
        "13.5 คะแนน",
    ]


@pytest.mark.parametrize(
    ("group", "printed"), [("A", "60 คะแนน"), ("B", "70.32 คะแนน"), ("C", "90.32 คะแนน"), ("D", "60 คะแนน"), (None, "")]
)
def test_the_score_is_that_of_the_agency_s_group(group: str | None, printed: str) -> None:
    report = composed(changed(evaluation={"group": group}))

    assert results(report, "form-c5-money")[0][-2] == printed


def test_weighted_scores_are_those_of_the_scorecard_and_add_up() -> None:
    dataset = as_scored(ScoresShown.SELF, results={"c1-team": {"level": Decimal(3)}})
    card = score(dataset)
    *rows, total = results(composed(dataset), "part-1")

    assert [row[WEIGHTED] for row in rows] == ["15.00 คะแนน", "16.00 คะแนน", "9.00 คะแนน"]
    assert total == ["รวม", "50", "คะแนนที่ได้", "40.00 คะแนน"]
    assert card.dimensions[0].weighted == 40
    assert results(composed(dataset), "form-c4-idea")[0] == ["10", "100", "100 คะแนน", "10.00 คะแนน"]


def test_the_committee_s_scores_and_opinion_take_the_place_of_the_agency_s() -> None:
    dataset = as_scored(ScoresShown.COMMITTEE)
    report = composed(dataset)

    assert results(report, "part-1")[1][WEIGHT:] == ["20", "ระดับ 5", "20 คะแนน", "20.00 คะแนน"]
    assert results(report, "form-c5-money")[0][-2:] == ["75 คะแนน", "6.00 คะแนน"]
    assert "ตัวชี้วัดที่ 2 : ความเห็นคณะกรรมการ : ตรวจหลักฐานแล้วเห็นว่าครบทุกขั้น" in notes(report, "part-1")
    assert not any("ความเห็นคณะกรรมการ" in note for note in notes(composed(), "part-1"))


@pytest.mark.parametrize("scores", list(ScoresShown))
def test_a_form_tells_whose_scores_it_prints(scores: ScoresShown) -> None:
    whose = {
        ScoresShown.BLANK: [],
        ScoresShown.SELF: ["* คะแนนตามการประเมินตนเองของหน่วยงาน"],
        ScoresShown.COMMITTEE: ["* คะแนนตามผลการประเมินของคณะกรรมการ"],
    }
    report = composed(as_scored(scores))

    for key in FORMS:
        assert [note for note in notes(report, key) if note.startswith("* คะแนนตาม")] == whose[scores]


def test_a_total_without_all_scores_is_blank_and_says_why() -> None:
    report = composed(as_scored(ScoresShown.SELF))

    assert results(report, "part-1")[-1] == ["รวม", "50", "คะแนนที่ได้", ""]
    assert "* มีตัวชี้วัดที่ยังไม่มีคะแนน จึงยังไม่รวมคะแนน" in notes(report, "part-1")
    assert not any("ยังไม่มีคะแนน" in note for note in notes(report, "part-2"))


def test_deductions_are_told_with_their_reason_below_the_score() -> None:
    report = composed()

    assert results(report, "part-2")[0][SCORE] == "75.3 คะแนน"
    assert notes(report, "part-2")[-1] == "ตัวชี้วัดที่ 1 : หัก 0.2 คะแนน เนื่องจากไม่ได้รายงาน 1 ครั้ง"
    assert results(report, "form-c5-base")[0][-2] == "85 คะแนน"
    assert "หัก 5 คะแนน เนื่องจากส่งรายงานหลังกำหนด" in notes(report, "form-c5-base")


def test_results_take_the_room_that_they_need_and_leave_the_rest_to_names() -> None:
    short = composed(changed(results={"c1-walk": {"as_of": None}, "c1-team": {"text": None}}))
    long = composed(changed(results={"c1-walk": {"text": "ดำเนินการแล้วเสร็จครบทุกเส้นทางตามแผนที่กำหนดไว้"}}))

    (name, _, result, *_), (least, _, most, *_) = (columns(table(one, "part-1", "results")) for one in (short, long))
    assert [name, result] == pytest.approx([61, 27], abs=0.05)
    assert [least, most] == pytest.approx([42, 46], abs=0.05)


def test_scores_of_many_decimals_take_room_from_the_result() -> None:
    fine = {"decimals": 4, "scale": PointScale.FIVE}
    report = composed(changed(evaluation=fine, results={"c4-idea": {"value": Decimal("77.77")}}))
    (_, narrow, wide, _), (_, broad, usual, _) = (
        columns(table(report, key, "results")) for key in ("form-c4-idea", "form-c5-plan")
    )

    assert results(report, "form-c4-idea")[0][-2] == "2.777 คะแนน"
    assert wide > usual
    assert wide + narrow == pytest.approx(usual + broad, abs=0.05)


def test_the_reason_of_a_missed_report_is_told_with_it() -> None:
    report = composed(changed(results={"c5-absent": {"deduction_reason": "ระบบรายงานขัดข้อง"}}))

    assert "หัก 0.4 คะแนน เนื่องจากไม่ได้รายงาน 2 ครั้ง (ระบบรายงานขัดข้อง)" in notes(report, "form-c5-absent")


def test_indicators_above_others_lead_them_in_the_results_of_a_component() -> None:
    report = composed(changed(dimensions={5: {"form": FormPages.WHOLE}}))
    rows = results(report, "part-5")

    assert rows[2] == ["5.3 ความสำเร็จในการพัฒนาคุณภาพชีวิตในการทำงาน"]
    assert [row[:2] for row in rows[3:5]] == [
        ["5.3.1 การจัดทำแผนคุณภาพชีวิต", "4"],
        ["5.3.2 จำนวนอุบัติเหตุจากการทำงาน (ยิ่งน้อยยิ่งดี)", "2"],
    ]
    assert rows[-1][1] == "20"


def test_a_weight_that_indicators_share_stands_with_the_one_above_them() -> None:
    shared = {"c5-plan": {"weight": None}, "c5-absent": {"weight": None}}
    report = composed(changed(dimensions={5: {"form": FormPages.WHOLE}}, indicators=shared))

    assert [row[1] for row in results(report, "part-5")[2:5]] == ["6", "", ""]


@pytest.mark.parametrize("scores", list(ScoresShown))
def test_form_and_summary_of_a_component_print_the_same(scores: ScoresShown) -> None:
    report = composed(as_scored(scores))
    for part in (1, 2):
        form = results(report, f"part-{part}")[:-1]
        summary = body(next(chapter_of(report, f"part-{part}-summary").iter("table")))[:-1]

        assert [(row[WEIGHT], row[SCORE]) for row in form] == [(row[3], row[6]) for row in summary]
        assert [row[NAME].partition(" ")[2] for row in form] == [row[1] for row in summary]


@pytest.mark.parametrize("scores", [ScoresShown.SELF, ScoresShown.COMMITTEE])
def test_overview_forms_and_scorecard_agree(scores: ScoresShown) -> None:
    complete = {"c1-team": {"level": Decimal(4)}}
    complete |= {key: {"committee_score": Decimal(12)} for key in ("c1-walk", "c1-team")}
    complete |= {
        key: {"committee_score": Decimal(90)} for key in ("c2-open", "c4-idea", "c5-base", "c5-plan", "c5-absent")
    }
    complete["c1-team"]["level"] = Decimal(4)
    dataset = as_scored(scores, results=complete)
    report = composed(dataset)
    card = score(dataset, by=Assessor.COMMITTEE if scores is ScoresShown.COMMITTEE else Assessor.SELF)
    *rows, total = body(table(report, "overview", "overview"))

    assert card.complete
    assert [number(row[-1]) for row in rows] == [one.weighted for one in card.dimensions]
    assert number(total[-1]) == card.weighted == sum(number(row[-1]) for row in rows)
    for row, key in zip(rows, ("part-1", "part-2"), strict=False):
        assert results(report, key)[-1][-1] == row[-1]
        assert sum(number(one[WEIGHTED]) for one in results(report, key)[:-1]) == number(row[-1])
    forms = [results(report, key)[0] for key in FORMS[3:]]
    assert sum(number(row[-1]) for row in forms) == card.dimensions[3].weighted


def number(text: str) -> Decimal:
    """The number of ``70.32 คะแนน``."""
    found = re.fullmatch(r"([0-9,.]+) คะแนน", text)
    assert found is not None
    return Decimal(found[1].replace(",", ""))


def test_the_overview_of_a_blank_report_says_who_fills_it_in() -> None:
    report = composed()
    rows = body(table(report, "overview", "overview"))

    assert [row[-2:] for row in rows] == [["50", ""], ["20", ""], ["10", ""], ["20", ""], ["100", ""]]
    assert rows[0][:2] == ["องค์ประกอบที่ 1", "งานหลักตามยุทธศาสตร์เมืองตัวอย่าง (Function Base)"]
    assert [words(line) for line in classed(chapter_of(report, "overview"), "overview-line")] == [
        "หน่วยงาน : สำนักตัวอย่างงานเมือง",
        "กลุ่มหน่วยงาน : B",
        "หน่วยงานผู้ประเมิน : สำนักประเมินผลตัวอย่าง",
        "ค่าคะแนนถ่วงน้ำหนัก : เว้นไว้ให้ผู้ประเมินกรอก",
        "ข้อมูล ณ วันที่ : 15 กันยายน 2570",
    ]
    assert notes(report, "overview") == []


def test_an_overview_with_scores_missing_adds_up_nothing_and_says_why() -> None:
    report = composed(as_scored(ScoresShown.SELF))
    rows = body(table(report, "overview", "overview"))

    assert rows[0][-1] == rows[-1][-1] == ""
    assert rows[1][-1] == "15.53 คะแนน"
    assert notes(report, "overview") == ["* มีตัวชี้วัดที่ยังไม่มีคะแนน จึงยังไม่รวมคะแนน"]


def test_levels_of_another_scale_are_weighed_alike() -> None:
    five = changed(evaluation={"scale": PointScale.FIVE, "scores": ScoresShown.SELF})

    assert results(composed(five), "form-c4-idea")[0][-2:] == ["5 คะแนน", "0.50 คะแนน"]


def test_points_of_an_indicator_without_criteria_are_those_of_its_scheme() -> None:
    bare = {"c4-idea": {"criteria": (), "scheme": ScoringScheme.WEIGHT}}
    dataset = changed(indicators=bare, results={"c4-idea": {"value": None, "level": Decimal(4)}})
    report = composed(dataset)

    assert results(report, "form-c4-idea")[0][2] == body(table(report, "form-c4-idea", "criteria"))[0][4] == "8 คะแนน"
