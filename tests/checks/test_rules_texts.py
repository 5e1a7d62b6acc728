"""Blemishes, words, names, and lines of the plan."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.findings import Severity
from pipeline.model import (
    Agency,
    Alignment,
    Assessment,
    Digits,
    House,
    Paragraph,
    Party,
    Person,
    RichText,
    StrategyLevel,
    StrategyNode,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.findings import Finding
    from pipeline.model import Dataset

    Make = Callable[..., Dataset]
    Ids = Callable[[Dataset], list[str]]
    Only = Callable[[Dataset, str], Finding]

COUNT = "ก่อสร้างบ่อหน่วงน้ำในสวนสาธารณะขนาดความจุ 1,800 ลูกบาศก์เมตร จำนวน 1 แห่ง"
PLAN = (
    StrategyNode(code="2", level=StrategyLevel.STRATEGY, name="เมืองสีเขียว สะดวกสบาย"),
    StrategyNode(code="2.1", level=StrategyLevel.DIMENSION, name="คุณภาพสิ่งแวดล้อมยั่งยืน"),
    StrategyNode(code="2.1.1", level=StrategyLevel.GOAL, name="กรุงเทพมหานครมีพื้นที่สีเขียวเพียงพอแก่ประชาชน"),
)


def _rationale(text: str) -> RichText:
    return RichText(blocks=(Paragraph(text=text),))


@pytest.mark.parametrize(
    ("text", "rule", "severity"),
    [
        ("ระดับปฏิบัติการ ? ระดับชำนาญการ", "text-question-for-dash", Severity.WARNING),
        ("จำนวน 2๕0 คน", "text-mixed-digits", Severity.WARNING),
        ("สวน\ufffdสาธารณะ", "text-character-lost", Severity.ERROR),
        ("สวน\u202eสาธารณะ", "text-control-hidden", Severity.WARNING),
        ("สวน\uf70aสาธารณะ", "text-control-hidden", Severity.WARNING),
        ("สวน\u200bสาธารณะ", "text-invisible", Severity.NOTE),
        ("เป็นไป ่ตามแผน", "text-stray-mark", Severity.WARNING),
        ("ๆ เป็นต้น", "text-yamok-first", Severity.WARNING),
        ("มีผู้ใช้  มากขึ้น", "text-double-space", Severity.NOTE),
        ("แผน พ.ศ.2563", "text-era-without-space", Severity.NOTE),
        ("สวนต่างๆ", "text-yamok-without-space", Severity.NOTE),
        ("หน่วยงานสังกัดกรุงเทพมหานครครั้งที่ 3/2563", "text-number-glued", Severity.NOTE),
    ],
)
def test_a_blemish_is_found_by_its_own_rule(
    make: Make, ids: Ids, only: Only, text: str, rule: str, severity: Severity
) -> None:
    dataset = make(rationale=_rationale(text))
    assert ids(dataset) == [rule]
    finding = only(dataset, rule)
    assert finding.severity is severity
    assert finding.path == ("projects", 0, "rationale", "blocks", 0, "text")
    assert finding.message


def test_small_blemishes_of_a_field_are_counted_together(make: Make, only: Only) -> None:
    text = RichText(blocks=(Paragraph(text="สวนต่างๆ และที่อื่นๆ"), Paragraph(text="อาสาสมัครอื่นๆ")))
    assert only(make(rationale=text), "text-yamok-without-space").params["count"] == "3"


def test_a_number_after_the_word_meeting_is_not_glued(make: Make, ids: Ids) -> None:
    assert ids(make(rationale=_rationale("มติที่ประชุมครั้งที่ 3/2563"))) == []


def test_every_text_of_the_record_is_looked_at(make: Make, ids: Ids) -> None:
    spoilt = "ก ? ข"
    assert ids(make(name=spoilt)) == ["text-question-for-dash"]
    assert ids(make(objectives=_rationale(spoilt))) == ["text-question-for-dash"]
    assert ids(make(alignments=(Alignment(indicator=spoilt),))) == ["text-question-for-dash"]
    assert ids(make({"agency": Agency(name=spoilt)})) == ["text-question-for-dash"]
    assert ids(make(assessments=(Assessment(quarter=1, note=spoilt),))) == ["text-question-for-dash"]


def test_a_real_word_in_the_wrong_place_is_noted(make: Make, only: Only) -> None:
    finding = only(make(rationale=_rationale("อยู่ในขั้นตอนศึกษารอบการประเมินผล")), "text-other-word")
    assert finding.severity is Severity.NOTE
    assert finding.params["meant"] == "กรอบ"


def test_both_kinds_of_digits_are_noted_unless_the_document_prints_one_kind(make: Make, ids: Ids) -> None:
    changes = {"alignments": (Alignment(strategy="ด้านที่ ๒ เมืองสีเขียว"),)}
    assert ids(make(**changes)) == ["text-digit-styles"]
    assert ids(make({"house": House(digits=Digits.THAI)}, **changes)) == []


def test_numbers_that_are_names_are_no_kind_of_digits(make: Make, ids: Ids) -> None:
    changes = {
        "alignments": (Alignment(strategy="ด้านที่ ๒ เมืองสีเขียว"),),
        "targets": _rationale("ได้มาตรฐาน ISO9001 ตามหนังสือ ที่ กท 0303/405"),
    }
    assert ids(make(**changes)) == []


def test_a_title_apart_from_the_name_is_found(make: Make, only: Only, ids: Ids) -> None:
    finding = only(make(responsible=Party(name="นาย มานะ ขยันงาน")), "name-title-apart")
    assert finding.params["joined"] == "นายมานะ ขยันงาน"
    assert ids(make(responsible=Party(name="นายมานะ ขยันงาน"))) == []
    assert ids(make(rationale=_rationale("โดย นาย มานะ ขยันงาน เป็นผู้เสนอ"))) == ["name-title-apart"]


def test_a_name_of_one_word_and_a_short_title_are_noted(make: Make, ids: Ids) -> None:
    assert ids(make({"people": (Person(id="m", name="นายมานะ"),)})) == ["name-without-surname"]
    assert ids(make({"people": (Person(id="m", name="น.ส.มานี ขยันงาน"),)})) == ["name-title-short"]


def test_a_nearly_right_label_of_the_plan_is_found(make: Make, only: Only) -> None:
    finding = only(make(alignments=(Alignment(strategy="ด่านที่ 2 - เมืองสีเขียว"),)), "alignment-label")
    assert finding.params == {"found": "ด่านที่", "label": "ด้านที่"}


def test_a_level_of_the_plan_in_the_wrong_line_is_found(make: Make, ids: Ids) -> None:
    assert ids(make(alignments=(Alignment(strategy="มิติที่ 2.1 สิ่งแวดล้อม"),))) == ["alignment-wrong-line"]


def test_a_line_that_begins_the_name_in_the_plan_is_cut(make: Make, only: Only) -> None:
    alignment = Alignment(node="2.1.1", goal="เป้าหมายที่ ๒.๑.๑ กรุงเทพมหานครมีพื้นที่สีเขียวเพียง")
    dataset = make({"strategy": PLAN, "house": House(digits=Digits.THAI)}, alignments=(alignment,))
    finding = only(dataset, "text-cut")
    assert "เพียงพอแก่ประชาชน" in finding.remedy


def test_a_line_that_says_something_else_than_the_plan_is_noted(make: Make, ids: Ids) -> None:
    other = Alignment(node="2.1.1", goal="เป้าหมายที่ 2.1.1 ประชาชนมีสุขภาพดี")
    same = Alignment(node="2.1.1", goal="เป้าหมายที่ 2.1.1 - กรุงเทพมหานครมีพื้นที่สีเขียวเพียงพอ แก่ประชาชน")
    assert ids(make({"strategy": PLAN}, alignments=(other,))) == ["alignment-differs-from-plan"]
    assert ids(make({"strategy": PLAN}, alignments=(same,))) == []


@pytest.mark.parametrize("text", ["มีคุณธรรม จริยธรรม และ", "จัดอบรมเพื่อ", "บุคลากรมีคุณธรรม และเป็นที่ยึด"])
def test_a_text_that_ends_in_the_middle_is_cut(make: Make, ids: Ids, text: str) -> None:
    assert ids(make(alignments=(Alignment(indicator=text),))) == ["text-cut"]


@pytest.mark.parametrize("text", ["จัดโครงการ", "ปรับปรุงพื้นที่", "อบรมเจ้าหน้าที่", "ติดตาม", "ผู้เข้าอบรม ประกอบด้วย", COUNT])
def test_a_word_that_only_looks_like_a_link_is_no_cut(make: Make, ids: Ids, text: str) -> None:
    assert ids(make(targets=_rationale(text))) == []


def test_a_line_of_exactly_a_column_s_length_is_noted(make: Make, only: Only) -> None:
    assert only(make(alignments=(Alignment(goal="ก" * 100),)), "text-cut").severity is Severity.NOTE


def test_parts_that_would_print_empty_are_told_together(make: Make, only: Only) -> None:
    finding = only(make(rationale=None, targets=None), "project-parts-missing")
    assert finding.params["parts"] == "หลักการและเหตุผล, เป้าหมายของโครงการ"


def test_two_projects_of_one_name_are_noted(make: Make, ids: Ids) -> None:
    project = make().projects[0]
    twin = project.model_copy(update={"code": "09000000-0002"})
    assert ids(make({"projects": (project, twin)})) == ["project-name-repeated"]


def test_a_code_of_another_agency_is_noted(make: Make, ids: Ids) -> None:
    assert ids(make({"agency": Agency(name="สำนักสวน", code="03000000")})) == ["project-code-of-other-agency"]
    assert ids(make({"agency": Agency(name="สำนักสวน", code="09000000")})) == []


def test_assessments_are_one_a_quarter_and_at_most_100(make: Make, ids: Ids) -> None:
    twice = (Assessment(quarter=1, score=Decimal(90)), Assessment(quarter=1), Assessment(quarter=2, score=Decimal(101)))
    assert ids(make(assessments=twice)) == ["assessment-duplicate", "assessment-over-100"]
