"""Evidence with its links, appeals, register and the end of the report."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from pipeline.compose.views.columns import line_mm
from pipeline.compose.views.evaluation_report import evidence
from pipeline.model import Appeal, AppealKind, AppealState, Evidence, FormPages, SignatureBlock
from pipeline.scoring import framework_of

if TYPE_CHECKING:
    from pipeline.compose import Composed
    from tests.compose.change_evaluation import changed, composed
    from tests.compose.invented_plan import prose
    from tests.compose.read_tables import body, chapter_of, classed, columns, head, words
else:
    from change_evaluation import changed, composed
    from invented_plan import prose
    from read_tables import body, chapter_of, classed, columns, head, words

DASH = "-"


def names(report: Composed) -> set[str]:
    return {chapter.key for chapter in report.chapters}


def links(report: Composed) -> list[str]:
    """Every link to evidence, in the order of the report."""
    return [found for chapter in report.chapters for found in re.findall(r'href="#(evidence-\d+)"', chapter.html)]


def evidence_headings(report: Composed) -> dict[str, str]:
    """The heading that each id of evidence stands at."""
    found = [
        (element.get("id", ""), words(element))
        for chapter in report.chapters
        for element in chapter_of(report, chapter.key).iter()
        if re.fullmatch(r"evidence-\d+", element.get("id", ""))
    ]
    assert len(found) == len(dict(found))
    return dict(found)


def test_evidence_is_numbered_without_a_gap_in_the_order_of_the_report() -> None:
    assert evidence.numbers(framework_of(changed())) == {
        "c1-walk": 1,
        "c1-data": 2,
        "c2-clean": 3,
        "c4-idea": 4,
        "c5-money": 5,
        "c5-absent": 6,
    }


def test_numbers_close_up_when_an_indicator_loses_its_evidence() -> None:
    dataset = changed(results={"c1-data": {"evidence": ()}})

    assert list(evidence.numbers(framework_of(dataset)).values()) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("form", FormPages)
def test_every_reference_and_every_row_of_the_register_leads_to_the_list_of_that_number(form: FormPages) -> None:
    report = composed(changed(dimensions={no: {"form": form} for no in (1, 2, 4, 5)}))
    expected = [f"evidence-{number}" for number in range(1, 7)]

    assert links(report) == expected * 2  # behind the details, then in the register
    assert list(evidence_headings(report)) == expected
    for number, heading in enumerate(evidence_headings(report).values(), 1):
        assert heading.startswith(f"หลักฐานอ้างอิง (เอกสารหมายเลข {number})")


def test_the_reference_names_the_number_of_the_evidence() -> None:
    found = classed(chapter_of(composed(digits="thai"), "part-1-details"), "reference")

    assert [words(line) for line in found] == [
        "(เอกสารประกอบปรากฏตามเอกสารหมายเลข ๑)",
        "(เอกสารประกอบปรากฏตามเอกสารหมายเลข ๒)",
    ]


def test_an_indicator_without_evidence_has_no_reference() -> None:
    report = composed(changed(evaluation_results=()))

    assert links(report) == []
    assert "register" not in names(report)


def test_evidence_of_an_indicator_that_stands_for_its_parts_is_numbered_too() -> None:
    kept = tuple(one for one in changed().evaluation_results if one.indicator not in {"c5-plan", "c5-absent"})
    whole = (
        changed(evaluation_results=kept)
        .evaluation_results[0]
        .model_copy(update={"indicator": "c5-people", "evidence": (Evidence(text="แผนคุณภาพชีวิต"),)})
    )
    dataset = changed(evaluation_results=(*kept, whole))

    assert evidence.numbers(framework_of(dataset))["c5-people"] == 6
    assert links(composed(dataset)).count("evidence-6") == 2


def test_the_register_lists_all_evidence_by_number() -> None:
    chapter = chapter_of(composed(), "register")
    (table,) = chapter.iter("table")

    assert [words(heading) for heading in chapter.iter("h1")] == ["บัญชีเอกสารประกอบ"]
    assert head(table) == [["เอกสารหมายเลข", "ตัวชี้วัด", "รายการหลักฐาน"]]
    assert [row[0] for row in body(table)] == ["1", "2", "3", "4", "5", "6"]
    assert body(table)[4] == ["5", "องค์ประกอบที่ 5ตัวชี้วัดที่ 5.1 ความสำเร็จของการเบิกจ่ายงบประมาณในภาพรวม", "แบบ ง.401"]
    assert round(sum(columns(table)), 2) == 160


def test_the_register_is_left_out_where_the_evaluation_wants_none() -> None:
    report = composed(changed(evaluation={"evidence_register": False}))

    assert "register" not in names(report)
    assert len(links(report)) == 6


def test_appeals_and_reviews_are_listed_with_their_states() -> None:
    chapter = chapter_of(composed(), "appeals")
    (table,) = chapter.iter("table")

    assert [words(line) for line in classed(chapter, "as-of")] == ["ข้อมูล ณ วันที่ 15 กันยายน 2570"]
    assert head(table) == [["ประเภทคำขอ", "รอบที่", "วันที่ยื่น", "ตัวชี้วัด", "ประเด็น", "จาก", "เป็น", "สถานะ", "เหตุผล"]]
    assert body(table) == [
        [
            "อุทธรณ์",
            "1",
            "14 พ.ค. 2570",
            "องค์ประกอบที่ 5 ตัวชี้วัดที่ 5.1 ความสำเร็จของการเบิกจ่ายงบประมาณในภาพรวม",
            "ขอลดค่าเป้าหมายการเบิกจ่าย",
            "ร้อยละ 85",
            "ร้อยละ 70",
            "อยู่ระหว่างรอผลการพิจารณา",
            "งบประมาณบางส่วนได้รับปลายปี",
        ],
        [
            "ขอทบทวนผลคะแนน",
            DASH,
            "1 ก.ย. 2570",
            "องค์ประกอบที่ 5 ตัวชี้วัดที่ 5.2 ความสำเร็จในการพัฒนาและจัดเก็บฐานข้อมูล",
            "ขอทบทวนการหักคะแนน",
            "85 คะแนน",
            "90 คะแนน",
            "เห็นชอบทราบผล 10 ก.ย. 2570",
            DASH,
        ],
    ]
    assert round(sum(columns(table)), 2) == 252


def test_amounts_of_an_appeal_have_room_and_reasons_more_of_it() -> None:
    asked = (Appeal(item="ขอลดฐานคำนวณ", before="1,091,200,000.50 บาท", after="5 แห่ง", reason="สัญญาถูกระงับ"),)
    (table,) = chapter_of(composed(changed(results={"c1-walk": {"appeals": asked}})), "appeals").iter("table")
    before, after, _, reason = columns(table)[-4:]

    assert round(before - line_mm("1,091,200,000.50 บาท"), 1) == 0
    assert before > after
    assert reason > after


def test_appeals_of_an_indicator_stand_in_the_order_of_the_data() -> None:
    asked = (
        Appeal(item="ข้อหลัง", date=dt.date(2027, 9, 1), state=AppealState.WITHDRAWN),
        Appeal(item="ข้อแรก", date=dt.date(2027, 1, 1), kind=AppealKind.REVIEW),
    )
    (table,) = chapter_of(composed(changed(results={"c1-walk": {"appeals": asked}})), "appeals").iter("table")

    assert [row[4] for row in body(table)][:2] == ["ข้อหลัง", "ข้อแรก"]
    assert [row[7] for row in body(table)][:2] == ["ถอนคำขอ", DASH]


def test_without_appeals_there_is_no_chapter_of_them() -> None:
    none = {"appeals": ()}

    assert "appeals" not in names(composed(changed(results={"c5-money": none, "c5-base": none})))


def test_closing_sections_and_signatures_end_the_report() -> None:
    report = composed()
    chapter = chapter_of(report, "closing")

    assert report.chapters[-1].key == "closing"
    assert [words(heading) for heading in chapter.iter("h1")] == [
        "ข้อเสนอเพื่อการพัฒนาในปีถัดไป",
        "เรื่องที่ต้องติดตามต่อ",
        "การรับรองรายงาน",
    ]
    assert [words(text) for text in classed(chapter, "prose")] == ["ขยายคลังข้อมูลลดขั้นตอน", "-ไม่มี-"]
    assert "ประจำปีงบประมาณ พ.ศ. 2570" in words(classed(chapter, "words")[0])
    (signed,) = classed(chapter, "signatures")
    assert "(นางสาวมาลี สมมุติดี)" in words(signed)


def test_a_report_that_nobody_signs_is_not_certified() -> None:
    chapter = chapter_of(composed(changed(evaluation={"signatures": ()})), "closing")

    assert classed(chapter, "certificate") == []
    assert len(list(chapter.iter("h1"))) == 2


def test_signatures_without_closing_sections_stand_below_the_words_they_are_for() -> None:
    block = SignatureBlock(role="ผู้รับรองรายงาน")
    chapter = chapter_of(composed(changed(evaluation={"sections": (), "signatures": (block,)})), "closing")

    assert [words(heading) for heading in chapter.iter("h1")] == ["การรับรองรายงาน"]
    assert "ขอรับรองว่า" in words(chapter)


def test_a_report_with_nothing_to_end_with_ends_with_its_last_table() -> None:
    report = composed(changed(evaluation={"sections": (), "signatures": ()}))

    assert report.chapters[-1].key == "register"


def test_text_of_the_data_is_never_markup() -> None:
    wicked = '<b onclick="x">&amp;</b>'
    own = {"note": wicked, "details": prose(wicked), "evidence": (Evidence(text=wicked),), "activities": (wicked,)}
    report = composed(changed(results={"c1-data": own}))

    for key in ("part-1-details", "register"):
        chapter = chapter_of(report, key)
        assert not list(chapter.iter("b"))
        assert wicked in words(chapter)
