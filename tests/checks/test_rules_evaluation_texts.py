"""Evaluations: texts, names, days, appeals and agreements; what is told, and what is left alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from pipeline.checks import check
from pipeline.checks.texts_of_evaluation import texts_within
from pipeline.findings import Finding, Severity
from pipeline.model import (
    AppealKind,
    AppealState,
    Deadline,
    DeadlineKind,
    Narrative,
    Project,
    Record,
    RichText,
    Silence,
)
from pipeline.model.house import House

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.model import Dataset
    from tests.checks.sound_evaluation import (
        EVALUATION,
        INDICATORS,
        QUARTERS,
        RESULTS,
        evidence,
        reporter,
        row,
        signer,
        sound_evaluation,
        with_agreement,
        with_appeal,
        with_deadline,
        with_evaluation,
        with_indicator,
        with_part,
        with_quarter,
        with_result,
    )
    from tests.checks.sound_plan import changed, listed, prose

    Told = Callable[[Dataset], dict[str, list[tuple[str | int, ...]]]]
    Only = Callable[[Dataset, str], Finding]
else:
    from sound_evaluation import (
        EVALUATION,
        INDICATORS,
        QUARTERS,
        RESULTS,
        evidence,
        reporter,
        row,
        signer,
        sound_evaluation,
        with_agreement,
        with_appeal,
        with_deadline,
        with_evaluation,
        with_indicator,
        with_part,
        with_quarter,
        with_result,
    )
    from sound_plan import changed, listed, prose

ODD = "งานอื่นๆ"
YAMOK = "text-yamok-without-space"


@pytest.mark.parametrize(
    ("dataset", "path"),
    [
        (with_part(0, obstacles=prose(ODD)), ("dimensions", 0, "obstacles", "blocks", 0, "text")),
        (with_part(0, indicator=ODD), ("dimensions", 0, "indicator")),
        (with_part(1, sections=(Narrative(heading=ODD),)), ("dimensions", 1, "sections", 0, "heading")),
        (with_evaluation(annexes=(Narrative(heading="ก", text=listed(ODD)),)),
         ("evaluation", "annexes", 0, "text", "blocks", 0, "items", 0, "text")),
        (with_deadline(6, text=ODD), ("evaluation", "deadlines", 6, "text")),
        (with_agreement(statement=prose(ODD)), ("evaluation", "agreement", "statement", "blocks", 0, "text")),
        (with_indicator("A2", below=ODD), ("evaluation_indicators", 1, "below")),
        (with_indicator("A2", responsible=ODD), ("evaluation_indicators", 1, "responsible")),
        (with_indicator("B2", criteria=(row("ก", "ข", "ค", "ง", ODD),)),
         ("evaluation_indicators", 5, "criteria", 0, "level_5")),
        (with_result("B2", evidence=evidence(ODD)), ("evaluation_results", 4, "evidence", 0, "text")),
        (with_result("B2", activities=("จัดงาน", ODD)), ("evaluation_results", 4, "activities", 1)),
        (with_result("B2", committee_note=ODD), ("evaluation_results", 4, "committee_note")),
        (with_quarter(0, text=ODD), ("evaluation_results", 0, "quarters", 0, "text")),
        (with_appeal(reason=ODD), ("evaluation_results", 0, "appeals", 0, "reason")),
    ],
    ids=lambda value: str(value[-1]) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_rules_on_texts_reach_every_text_of_an_evaluation(
    told: Told, dataset: Dataset, path: tuple[str | int, ...]
) -> None:
    assert told(dataset)[YAMOK] == [path]


def _proses(record: Record) -> Iterator[str]:
    """Keys of proses, by another way than the walker's: through what pydantic dumps."""
    for key, value in record:
        if isinstance(value, RichText):
            yield key
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Record) and not isinstance(item, RichText):
                yield from _proses(item)


def test_no_prose_of_an_evaluation_is_passed_over() -> None:
    for record in (EVALUATION, *INDICATORS, *RESULTS):
        walked = [part for at in texts_within(record, ()) for part in at.path if isinstance(part, str)]
        assert set(_proses(record)) <= set(walked)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("ดำเนินงานได้ได้บรรลุเป้าหมาย", "text-word-doubled"),
        ("เอกสารประกอบเอกสารประกอบการพิจารณา", "text-word-doubled"),
        ("ศาสตราจารย์ ด.ร. ใจดี", "text-other-word"),
        ("การวิพากย์หลักสูตร", "text-other-word"),
        ("ระดับผลผลิต (Out put)", "text-other-word"),
        ("สำนักงาน ป.ป.ช กำหนด", "text-abbreviation-unfinished"),
        ("ตามที่สำนักงาน ก.ก เวียนแจ้ง", "text-abbreviation-unfinished"),
        ("ผู้ประกอบการรายเดิม (รักษารอบ", "text-bracket-unmatched"),
        ("ผู้ประกอบการรายเดิม รักษารอบ)", "text-bracket-unmatched"),
        ("สำนักงานเลขานุการ และ สำนักงานประชาสัมพันธ์", "text-spacing-odd"),
        ("ภายในวันที่ 20 มี.ค.64", "text-spacing-odd"),
        ("20 มีนาคม 2564 , 20 มิถุนายน 2564", "text-spacing-odd"),
        ("แผน พ.ศ.2564", "text-era-without-space"),
        ("โควิด-19 ระบาด หลังโควิด 19 คลี่คลาย", "word-in-two-spellings"),
        ("เครือข่าย STRONG - องค์กรพอเพียง และ STRONG-องค์กรพอเพียง", "word-in-two-spellings"),
        ("จัดทำ meta data ตามแบบ Metadata", "word-in-two-spellings"),
        ("ระบบ Daily plans และ Daily Plans", "latin-word-in-two-cases"),
    ],
)
def test_a_slip_in_a_text_is_found_by_its_own_rule(told: Told, text: str, rule: str) -> None:
    path = ("evaluation_results", 4, "factors", "blocks", 0, "text")
    assert told(with_result("B2", factors=prose(text))) == {rule: [path]}


@pytest.mark.parametrize(
    "text",
    [
        "สำนักงาน ป.ป.ช. และ อ.ก.ก. วิสามัญ ตามที่ ก.ก. กำหนด",
        "1) สำรวจ 2) สรุป ก) เสนอ 2.1) แก้ไข (ถ้ามี)",
        "คณะผู้ตรวจราชการฯ และ กงต. กำหนด",
        "โควิด 19 ระบาดใน พ.ศ. 2563 และโควิด 19 คลี่คลาย",
        "ระบบ Government Data Center และ Data Catalog",
        "ศาสตราจารย์ ดร.ใจดี มีสุข เมื่อ ม.ค. 2564",
        "หนังสือ ที่ กท 0305/1275 ลงวันที่ 23 สิงหาคม 2564",
        "แบบ ง.401 และแบบ ก.พ. 7",
    ],
)
def test_right_texts_are_left_alone(told: Told, text: str) -> None:
    assert told(with_result("B2", factors=prose(text))) == {}


def test_names_that_differ_in_one_word_are_probably_one_name(told: Told, only: Only) -> None:
    long = "ร้อยละความสำเร็จของการพัฒนาฐานข้อมูลผู้ค้าในตลาดชุมชน"
    label = long.replace("ของการ", "การ")
    dataset = with_indicator("B2", name=long, criteria=(row("1", "2", "3", "4", "5", label=label),))
    assert told(dataset)["name-nearly-the-same"] == [("evaluation_indicators", 5, "criteria", 0, "label")]
    spaced = with_indicator(
        "B2", name=long, criteria=(row("1", "2", "3", "4", "5", label=long.replace("ของ", "ของ ")),)
    )
    assert only(spaced, "name-spaced-differently").severity is Severity.NOTE


def test_phones_of_one_style_may_have_any_digits(told: Told) -> None:
    assert told(with_result("B2", reporter=reporter("๐๒ ๑๒๓ ๙๙๙๙ ต่อ ๑"))) == {}


def test_numbers_of_rounds_without_any_year_are_no_meetings_that_lack_one(told: Told) -> None:
    assert told(with_result("B2", details=prose("ประชุมชี้แจง ครั้งที่ 1 และครั้งที่ 2"))) == {}


def test_a_letter_of_a_later_day_is_no_work_of_a_later_day(told: Told) -> None:
    later = prose("แจ้งผลตามหนังสือ ลงวันที่ 6 ตุลาคม 2564 และจะปิดระบบในวันที่ 7 ตุลาคม 2564")
    assert told(with_result("A2a", details=later)) == {}


def test_where_the_framework_sets_no_day_the_usual_day_of_a_quarter_counts(only: Only) -> None:
    late = with_evaluation(deadlines=()).model_copy(
        update={"evaluation_results": changed(RESULTS, 0, quarters=changed(QUARTERS, 0, date=dt.date(2020, 12, 21)))}
    )
    finding = only(late, "quarter-after-deadline")
    assert "20 ธันวาคม 2563" in finding.message
    assert finding.params["days"] == "1"


def test_a_weekday_is_named_where_a_deadline_falls_on_it(only: Only) -> None:
    appeal = Deadline(kind=DeadlineKind.APPEAL, round=1, date=dt.date(2020, 5, 17))
    dataset = with_evaluation(deadlines=(appeal,)).model_copy(update={"fiscal_year": 2563})
    message = only(dataset, "deadline-on-weekend").message
    assert "17 พฤษภาคม 2563" in message
    assert "วันอาทิตย์" in message


def test_a_review_has_its_days_and_needs_no_round(told: Told) -> None:
    review = {
        "kind": AppealKind.REVIEW,
        "round": None,
        "before": "94",
        "after": "96",
        "state": AppealState.PENDING,
        "decided": None,
        "date": dt.date(2021, 11, 9),
    }
    assert told(with_appeal(**review)) == {}
    early = told(with_appeal(**(review | {"date": dt.date(2021, 11, 5)})))
    assert early == {"appeal-after-deadline": [("evaluation_results", 0, "appeals", 0, "date")]}


def test_an_appeal_about_money_is_not_looked_up_in_percentages(told: Told) -> None:
    money = with_appeal(
        item="ขอปรับฐานการคำนวณ", before="5,000 บาท", after="4,800 บาท", state=AppealState.PENDING, decided=None
    )
    assert told(money) == {}


def test_a_granted_appeal_asks_for_the_new_target(only: Only) -> None:
    old = changed(INDICATORS, 0, target="ร้อยละ 75")
    finding = only(sound_evaluation(evaluation_indicators=old), "appeal-granted-target-unchanged")
    assert "ร้อยละ 80" in finding.message
    assert "ร้อยละ 75" in finding.message


def test_a_signer_whose_name_is_left_for_the_pen_is_only_noted(only: Only) -> None:
    blank = with_agreement(parties=(*EVALUATION.agreement.parties[:2], signer("ผู้รับคำรับรอง", None, "ปลัดกรุงเทพมหานคร")))  # type: ignore[union-attr]
    assert only(blank, "agreement-signer-incomplete").severity is Severity.NOTE


def test_a_typed_number_of_evidence_that_is_right_is_only_noted(only: Only) -> None:
    right = with_result("B2", details=prose("เปิดใช้ระบบแล้ว (เอกสารประกอบปรากฏตามเอกสารหมายเลข 5)"))
    assert only(right, "evidence-reference-typed").severity is Severity.NOTE


def test_projects_that_an_evaluation_only_names_are_not_asked_for_their_forms(told: Told) -> None:
    project = Project(code="09000000-0001", name="โครงการจัดระเบียบแผงค้า")
    assert told(sound_evaluation(projects=(project,))) == {}
    assert "project-parts-missing" in told(sound_evaluation(projects=(project,), evaluation=None))


def test_what_an_evaluation_finds_is_called_by_its_record(only: Only) -> None:
    assert only(with_result("B2", evidence=()), "evidence-missing").subject.endswith("B2")
    assert only(with_part(1, weight=None), "weight-of-part-missing").subject == "องค์ประกอบที่ 2"


def test_a_rule_about_an_evaluation_can_be_silenced_with_a_reason() -> None:
    reason = "กรอบของปีไม่มีองค์ประกอบที่ 2"
    house = House(silence=(Silence(rule="part-number-gap", reason=reason),))
    found = check(with_part(1, no=3).model_copy(update={"house": house}))
    assert [finding.silenced for finding in found if finding.rule.id == "part-number-gap"] == [reason]
