"""Form pages of the evaluation report: official labels, who reports, check-boxes, results, scores, narratives."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.model import Dataset, EvaluationIndicator, Party, QuarterResult

if TYPE_CHECKING:
    from tests.compose.change_evaluation import changed, composed
    from tests.compose.invented_evaluation import criteria
    from tests.compose.invented_plan import items, prose
    from tests.compose.read_forms import FORMS, OFFICIAL, headings, lines, table, told
    from tests.compose.read_tables import body, chapter_of, classed, columns, grid_width, words
else:
    from change_evaluation import changed, composed
    from invented_evaluation import criteria
    from invented_plan import items, prose
    from read_forms import FORMS, OFFICIAL, headings, lines, table, told
    from read_tables import body, chapter_of, classed, columns, grid_width, words


def test_the_parts_of_the_report_stand_in_their_order() -> None:
    assert [chapter.key for chapter in composed().chapters] == [
        "cover", "preface", "overview",
        "part-1", "part-1-summary", "part-1-details",
        "part-2", "part-2-summary", "part-2-details",
        "form-c4-idea",
        "form-c5-money", "form-c5-base", "form-c5-plan", "form-c5-absent",
        "appeals", "register", "closing",
    ]  # fmt: skip


@pytest.mark.parametrize("key", FORMS)
def test_every_form_has_the_official_labels_in_their_order(key: str) -> None:
    text = words(chapter_of(composed(), key))
    places = [text.find(label) for label in OFFICIAL[:-2]]

    assert -1 not in places
    assert places == sorted(places)
    assert all(label in text for label in OFFICIAL)


def test_a_form_names_component_indicator_those_above_it_and_itself() -> None:
    assert lines(composed(), "form-c5-plan")[1:6] == [
        "องค์ประกอบที่ 5 : ศักยภาพของหน่วยงาน (Potential Base)",
        "ตัวชี้วัด : ความสำเร็จตามศักยภาพของหน่วยงาน",
        "5.3 ความสำเร็จในการพัฒนาคุณภาพชีวิตในการทำงาน",
        "ตัวชี้วัดย่อย",
        "5.3.1 การจัดทำแผนคุณภาพชีวิต",
    ]


def test_without_an_indicator_of_the_component_the_first_line_says_what_it_is() -> None:
    report = composed(changed(dimensions={5: {"indicator": None}}))

    assert "ตัวชี้วัด : 5.3 ความสำเร็จในการพัฒนาคุณภาพชีวิตในการทำงาน" in lines(report, "form-c5-plan")
    assert "5.3.1 การจัดทำแผนคุณภาพชีวิต" in lines(report, "form-c5-plan")


@pytest.mark.parametrize("named", [True, False])
def test_the_label_of_the_indicator_is_bold_on_every_form(named: bool) -> None:  # noqa: FBT001 - one meaning
    report = composed() if named else composed(changed(dimensions={5: {"indicator": None}}))

    labels = [words(one) for one in chapter_of(report, "form-c5-plan").iter("strong")]
    assert labels.count("ตัวชี้วัด :") == 1


def test_a_telephone_does_not_repeat_its_label() -> None:
    report = composed(changed(dimensions={2: {"reporter": Party(name="นายสมมุติ ลองดู", phone="โทร. 9901")}}))

    assert any(line.endswith("หมายเลขโทรศัพท์ : 9901") for line in lines(report, "part-2"))


def test_a_component_with_one_indicator_names_it_once() -> None:
    name = "ความสำเร็จในการเสนอนวัตกรรม"
    report = composed(changed(indicators={"c4-idea": {"name": name}}))

    assert [line for line in lines(report, "form-c4-idea") if name in line] == [f"ตัวชี้วัด : {name}"]


def test_a_component_is_a_heading_in_its_first_form_and_a_line_in_the_others() -> None:
    report = composed()
    component = "องค์ประกอบที่ 5 : ศักยภาพของหน่วยงาน (Potential Base)"
    found = {key: [words(one) for one in chapter_of(report, key).iter("h1")] for key in FORMS[3:]}

    assert found == {"form-c5-money": [component], **{key: [] for key in FORMS[4:]}}
    assert all(component in lines(report, key) for key in FORMS[3:])


def test_who_reports_is_known_by_name_position_and_telephone_as_typed() -> None:
    assert lines(composed(digits="thai"), "form-c4-idea")[-4:-1] == [
        "ชื่อผู้รับผิดชอบการรายงาน : นายวิชัย ตั้งใจเขียน",
        "ตำแหน่ง : นักจัดการงานตัวอย่างปฏิบัติการ",
        "หมายเลขโทรศัพท์ : 6022-3",
    ]


def test_what_nobody_told_of_the_reporter_is_a_dotted_line() -> None:
    def dotted(key: str) -> int:
        return len(classed(chapter_of(composed(), key), "leader"))

    assert {key: dotted(key) for key in FORMS} == {
        "part-1": 0, "part-2": 3, "form-c4-idea": 0,
        "form-c5-money": 1, "form-c5-base": 3, "form-c5-plan": 0, "form-c5-absent": 3,
    }  # fmt: skip


def test_the_form_of_a_component_is_reported_by_whoever_reports_all_of_it() -> None:
    one, other = Party(name="นางสาวหนึ่ง เดียวกัน"), Party(name="นายสอง คนละคน")
    same = composed(changed(results={"c2-clean": {"reporter": one}, "c2-open": {"reporter": one}}))
    different = composed(changed(results={"c2-clean": {"reporter": one}, "c2-open": {"reporter": other}}))

    assert "ชื่อผู้รับผิดชอบการรายงาน : นางสาวหนึ่ง เดียวกัน" in lines(same, "part-2")
    assert "ชื่อผู้รับผิดชอบการรายงาน :" in lines(different, "part-2")


def test_an_indicator_is_reported_by_whoever_reports_the_one_above_it_or_the_component() -> None:
    above = changed(results={"c5-people": {"reporter": Party(unit="works")}})
    component = changed(dimensions={5: {"reporter": Party(person="wichai")}})

    assert "ชื่อผู้รับผิดชอบการรายงาน : กองงานเมืองทดลอง" in lines(composed(above), "form-c5-absent")
    assert "ชื่อผู้รับผิดชอบการรายงาน : นางสาวมาลี สมมุติดี" in lines(composed(above), "form-c5-plan")
    assert "ชื่อผู้รับผิดชอบการรายงาน : นายวิชัย ตั้งใจเขียน" in lines(composed(component), "form-c5-base")


@pytest.mark.parametrize(("group", "ticked"), [("B", [False, True, False, False]), (None, [False] * 4)])
def test_groups_have_check_boxes_and_the_own_one_is_ticked(group: str | None, ticked: list[bool]) -> None:
    report = composed(changed(evaluation={"group": group}))
    found = table(report, "form-c5-money", "choices")

    assert body(found) == [["กลุ่มหน่วยงาน :", *(f"กลุ่มหน่วยงาน {one}" for one in "ABCD")]]
    assert [one.attrib["data-checkbox"] == "true" for one in found.iter() if "data-checkbox" in one.attrib] == ticked


def test_more_groups_than_a_line_holds_go_on_below() -> None:
    found = table(composed(changed(evaluation={"groups": tuple("ABCDEF")})), "form-c5-money", "choices")

    assert [[cell for cell in row if cell] for row in body(found)] == [
        ["กลุ่มหน่วยงาน :", *(f"กลุ่มหน่วยงาน {one}" for one in "ABCD")],
        ["กลุ่มหน่วยงาน E", "กลุ่มหน่วยงาน F"],
    ]
    assert grid_width(found.iter("tr")) == {5}


@pytest.mark.parametrize(
    "phone", ["1458", "02 000 0031 หรือโทร. 1160", "02 000 0031 หรือโทร. 1160 ต่อ 12 และ 08 1234 5678"]
)
def test_a_long_telephone_takes_room_from_a_short_position_only(phone: str) -> None:
    short, long = "นักวิชาการ", "นักจัดการงานทั่วไปชำนาญการพิเศษประจำกองงานตัวอย่าง"

    def room(position: str) -> float:
        party = Party(name="นางสาวหนึ่ง เดียวกัน", position=position, phone=phone)
        return columns(table(composed(changed(results={"c4-idea": {"reporter": party}})), "form-c4-idea", "pair"))[1]

    assert room(long) == pytest.approx(70.4, abs=0.05)
    assert room(short) == pytest.approx(70.4, abs=0.05) if phone == "1458" else room(short) > 75


def test_there_are_check_boxes_only_where_criteria_differ_by_group() -> None:
    report = composed()
    boxes = {
        key: len([one for one in chapter_of(report, key).iter() if "data-checkbox" in one.attrib]) for key in FORMS
    }

    assert boxes == {**dict.fromkeys(FORMS, 0), "form-c5-money": 4}


def test_a_result_that_is_told_of_the_whole_is_not_asked_of_its_parts() -> None:
    parts = tuple(
        EvaluationIndicator(id=f"part-{number}", dimension=4, parent="c4-idea", name=f"ส่วนที่ {number}")
        for number in (1, 2)
    )
    known = changed().evaluation_indicators
    report = composed(changed(evaluation_indicators=(*known, *parts)))

    assert [chapter.key for chapter in report.chapters if chapter.key.startswith("form-c4")] == ["form-c4-idea"]
    assert not any(chapter.key.startswith("form-part") for chapter in report.chapters)
    assert [one for one in lines(report, "form-c4-idea") if "ส่วนที่" in one] == ["1.1 ส่วนที่ 1", "1.2 ส่วนที่ 2"]


def test_a_form_for_one_indicator_tells_all_of_it_in_order() -> None:
    assert headings(composed(), "form-c4-idea") == [
        "เกณฑ์การให้คะแนน :",
        "ผลการดำเนินงาน :",
        "คำชี้แจงรายละเอียดการดำเนินงาน :",
        "ปัจจัยสนับสนุนการดำเนินงาน :",
        "อุปสรรคต่อการดำเนินงาน :",
        "การต่อยอด :",
        "การเผยแพร่ :",
        "หลักฐานอ้างอิง (เอกสารหมายเลข 4) :",
    ]
    assert told(composed(), "form-c4-idea") == {
        "คำชี้แจงรายละเอียดการดำเนินงาน :": "ใช้แบบรับแจ้งเหตุทางโทรศัพท์มือถือแทนแบบกระดาษลดเวลาเหลือ 1 วันลดกระดาษ"
        "(เอกสารประกอบปรากฏตามเอกสารหมายเลข 4)",
        "ปัจจัยสนับสนุนการดำเนินงาน :": "ผู้ปฏิบัติงานเสนอแนวคิดเอง",
        "อุปสรรคต่อการดำเนินงาน :": "สัญญาณโทรศัพท์บางพื้นที่ไม่ทั่วถึง",
        "การต่อยอด :": "ขยายผลไปยังงานสวน",
        "การเผยแพร่ :": "-ไม่มี-",
        "หลักฐานอ้างอิง (เอกสารหมายเลข 4) :": "คู่มือแบบรับแจ้งเหตุสถิติการรับแจ้ง",
    }


def test_what_the_office_had_nothing_to_say_about_says_so() -> None:
    assert set(told(composed(), "form-c5-plan").values()) == {"-ไม่มี-"}
    assert list(told(composed(), "form-c5-plan")) == [
        "คำชี้แจงรายละเอียดการดำเนินงาน :",
        "ปัจจัยสนับสนุนการดำเนินงาน :",
        "อุปสรรคต่อการดำเนินงาน :",
        "หลักฐานอ้างอิง :",
    ]


def test_the_form_of_a_component_tells_of_the_whole_and_its_own_sections() -> None:
    assert told(composed(), "part-1") == {
        "ปัจจัยสนับสนุนการดำเนินงาน (ภาพรวม) :": "ผู้บริหารติดตามงานทุกเดือนทีมงานใช้ข้อมูลชุดเดียวกัน",
        "อุปสรรคต่อการดำเนินงาน (ภาพรวม) :": "ฝนตกหนักกว่าทุกปีทำให้งานกลางแจ้งล่าช้า",
        "ข้อเสนอแนะ :": "ควรจัดสรรเวลาสำหรับงานกลางแจ้งไว้นอกฤดูฝน",
    }
    assert set(told(composed(), "part-2").values()) == {"-ไม่มี-"}


def test_nothing_that_was_told_of_an_indicator_is_lost_on_its_form() -> None:
    told_more = {
        "projects": ("88000000-0101", "88000000-0999"),
        "activities": ("กิจกรรมที่ไม่มีในแผน",),
        "explanation": prose("ยังไม่ถึงเป้าหมายเพราะรออุปกรณ์"),
        "note": "ข้อสังเกตของหน่วยงาน",
        "quarters": (QuarterResult(quarter=2, target=Decimal(50), value=Decimal(40)),),
    }
    report = composed(changed(results={"c5-plan": {**told_more, "summary": prose("สรุปสั้น ๆ")}}))
    text = words(chapter_of(report, "form-c5-plan"))

    for expected in (
        "โครงการ/กิจกรรมที่สนับสนุน : โครงการทางเท้าเดินสบาย", "88000000-0999", "กิจกรรมที่ไม่มีในแผน",
        "คำชี้แจงผลการปฏิบัติราชการ (กรณีการดำเนินการไม่เป็นไปตามเป้าหมาย) : ยังไม่ถึงเป้าหมายเพราะรออุปกรณ์",
        "ข้อสังเกตของหน่วยงาน", "สรุปสั้น ๆ", "ผลการดำเนินงานรายไตรมาสเทียบกับเป้าหมาย",
    ):  # fmt: skip
        assert expected in text


def test_evidence_stands_below_the_anchor_that_its_reference_names() -> None:
    form = chapter_of(composed(), "form-c4-idea")
    (link,) = form.iter("a")
    (target,) = (one for one in form.iter() if one.get("id") == link.attrib["href"].removeprefix("#"))

    assert words(link) == "(เอกสารประกอบปรากฏตามเอกสารหมายเลข 4)"
    assert words(target) == "หลักฐานอ้างอิง (เอกสารหมายเลข 4) :"


@pytest.mark.parametrize("key", [*FORMS, "cover", "preface", "overview"])
def test_no_figure_of_a_report_in_thai_digits_is_arabic(key: str) -> None:
    """But for telephones, codes and letters' numbers, which are names."""
    text = words(next(chapter_of(composed(digits="thai"), key).iter("section")))
    text = text.replace("6021", "").replace("6022-3", "")

    assert not re.search(r"[0-9]", text)


def test_tables_fill_the_page() -> None:
    report = composed()
    for key in (*FORMS, "overview"):
        for grid in classed(chapter_of(report, key), "grid"):
            assert sum(columns(grid)) == pytest.approx(160, abs=0.05)


def test_cover_and_title_are_the_official_ones() -> None:
    report = composed()
    section = next(chapter_of(report, "cover").iter("section"))

    assert report.title == "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2570"
    assert [words(line) for line in section.iter("p")] == [
        "รายงานผลการปฏิบัติราชการ",
        "ตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2570",
        "ฉบับส่งประเมิน",
        "สำนักตัวอย่างงานเมือง",
        "Office of Sample City Works",
        "ข้อมูล ณ วันที่ 15 กันยายน 2570",
    ]


def test_a_dataset_without_an_evaluation_is_a_cover_and_nothing_that_is_not_known() -> None:
    dataset = changed(evaluation_indicators=(), evaluation_results=())
    fields = {name: getattr(dataset, name) for name in Dataset.model_fields}
    bare = Dataset.model_construct(**{**fields, "evaluation": None, "dimensions": ()})

    assert [chapter.key for chapter in composed(bare).chapters] == ["cover"]


def test_text_of_the_data_is_never_markup_on_a_form() -> None:
    evil = '<b onclick="x">&amp;</b>'
    report = composed(
        changed(
            dimensions={1: {"name": evil, "indicator": evil, "factors": prose(evil, items(evil))}},
            indicators={"c1-walk": {"name": evil, "criteria": (criteria(*[evil] * 5, label=evil),)}},
            results={"c1-walk": {"text": evil, "note": evil}},
            evaluation={"evaluator": evil, "version": evil},
        )
    )

    for key in ("cover", "overview", "part-1"):
        assert evil in words(chapter_of(report, key))
        assert not [one for one in chapter_of(report, key).iter() if "onclick" in one.attrib]
