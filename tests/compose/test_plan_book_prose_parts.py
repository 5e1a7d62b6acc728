"""What the prose parts of the plan book print: covers, preface, divisions, SWOT, last year, vision and goals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from pipeline.model import (
    BookPart,
    LastYear,
    ListBlock,
    ListItem,
    ListMarker,
    Paragraph,
    PartChoice,
    ResultGroup,
    RichText,
    Swot,
    TableBlock,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.compose import Composed
    from pipeline.model import Dataset
    from tests.compose.invented_plan import items, prose

    ComposesBook = Callable[..., Composed]
else:
    from invented_plan import items, prose


def _body(composed: Composed, key: str) -> ET.Element:
    html = next(chapter.html for chapter in composed.chapters if chapter.key == key)
    body = ET.fromstring(re.sub(r"(?i)<!doctype html>", "", html)).find("body")  # noqa: S314 - our own markup
    assert body is not None
    return body


def _lines(composed: Composed, key: str) -> list[str]:
    """Every piece of the sections, an item with its number, as a reader sees it."""
    pieces = (
        element
        for section in _body(composed, key).iter("section")
        for element in section.iter()
        if element.tag in {"p", "h1", "h2", "h3", "h4", "th", "td", "li"}
        and (element.text or "").strip() + _runs(element)
    )
    return [" ".join(f"{element.get('data-number', '')} {_own_text(element)}".split()) for element in pieces]


def _runs(element: ET.Element) -> str:
    return "".join(child.tag for child in element if child.tag in {"strong", "span"})


def _own_text(element: ET.Element) -> str:
    inline = ["".join(child.itertext()) + (child.tail or "") for child in element if child.tag in {"strong", "span"}]
    return (element.text or "") + "".join(inline)


def test_both_front_covers_say_the_same(compose_book: ComposesBook) -> None:
    composed = compose_book()
    assert _lines(composed, "outer-cover") == _lines(composed, "inner-cover") == [
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2570",
        "ฉบับปรับปรุงครั้งที่ 1",
        "สำนักตัวอย่างงานเมือง",
        "Office of Sample City Works",
        "ข้อมูล ณ วันที่ 9 พฤศจิกายน 2569",
    ]  # fmt: skip


def test_a_first_issue_has_neither_version_nor_date_on_its_cover(compose_book: ComposesBook, plan: Dataset) -> None:
    agency = plan.agency.model_copy(update={"name_en": None})
    composed = compose_book(book={"version": None}, as_of=None, agency=agency)
    assert _lines(composed, "outer-cover") == ["แผนปฏิบัติราชการประจำปี พ.ศ. 2570", "สำนักตัวอย่างงานเมือง"]


def test_thai_digits_reach_covers_preface_and_numbers_of_lists(compose_book: ComposesBook) -> None:
    composed = compose_book(digits="thai")
    assert "แผนปฏิบัติราชการประจำปี พ.ศ. ๒๕๗๐" in _lines(composed, "outer-cover")
    assert "พฤศจิกายน ๒๕๖๙" in _lines(composed, "preface")
    assert "๒.๑ งานทางเท้า" in _lines(composed, "general")
    assert "มิติที่ ๓ ด้านคุณภาพการปฏิบัติราชการ" in _lines(composed, "last-year")
    assert not re.search(r"[0-9]", " ".join(_lines(composed, "vision")))


def test_the_back_cover_names_the_agency_unless_it_has_words_of_its_own(compose_book: ComposesBook) -> None:
    assert _lines(compose_book(), "back-cover") == ["สตม.", "Office of Sample City Works"]
    own = compose_book(book={"back_cover": prose("ถนนตัวอย่าง เขตทดลอง")})
    assert _lines(own, "back-cover") == ["ถนนตัวอย่าง เขตทดลอง"]


def test_the_preface_is_signed_with_agency_and_month(compose_book: ComposesBook) -> None:
    assert _lines(compose_book(), "preface") == [
        "คำนำ", "หนังสือเล่มนี้บอกงานของปี", "หวังว่าจะเป็นประโยชน์", "สำนักตัวอย่างงานเมือง", "พฤศจิกายน 2569",
    ]  # fmt: skip
    assert _lines(compose_book(as_of=None), "preface")[-1] == "สำนักตัวอย่างงานเมือง"


def test_divisions_and_their_duties_are_numbered_in_two_levels(compose_book: ComposesBook) -> None:
    assert _lines(compose_book(), "general")[2:] == [
        "สำนักก่อตั้งขึ้นเมื่อ พ.ศ. 2550",
        "แบ่งส่วนราชการภายใน ดังนี้",
        "1. กองกลางตัวอย่าง มีอำนาจหน้าที่ ดังนี้",
        "ดูแลงานส่วนรวม",
        "1.1 งานสารบรรณ",
        "1.2 งานคลัง",
        "และ",
        "1.3 งานประชุม",
        "2. กองงานเมืองทดลอง มีอำนาจหน้าที่ ดังนี้",
        "2.1 งานทางเท้า",
        "2.2 งานคลองและท่อ",
    ]


def test_lists_below_a_duty_count_as_they_were_typed(compose_book: ComposesBook, plan: Dataset) -> None:
    below = ListBlock(items=(ListItem(text="ย่อย"),), marker=ListMarker.DASH)
    duty = ListItem(text="งานพัสดุ", children=(below, Paragraph(text="และอื่น ๆ")))
    duties = RichText(blocks=(ListBlock(items=(duty,), marker=ListMarker.THAI_LETTER, start=4, digits="thai"),))
    unit = plan.units[0].model_copy(update={"duties": duties})
    assert _lines(compose_book(units=(unit,)), "general")[-3:] == ["1.1 งานพัสดุ", "- ย่อย", "และอื่น ๆ"]


def test_a_table_of_duties_stands_behind_its_unit_and_the_numbers_go_on(
    compose_book: ComposesBook, plan: Dataset
) -> None:
    table = TableBlock(head=("ชั้น", "งาน"), rows=(("2", "ห้องสมุด"),))
    first = plan.units[0].model_copy(update={"duties": RichText(blocks=(table, items("งานอาคาร")))})
    lines = _lines(compose_book(units=(first, plan.units[1])), "general")[4:]
    assert lines == [
        "1. กองกลางตัวอย่าง มีอำนาจหน้าที่ ดังนี้", "1.1 งานอาคาร", "ชั้น", "งาน", "2", "ห้องสมุด",
        "2. กองงานเมืองทดลอง มีอำนาจหน้าที่ ดังนี้", "2.1 งานทางเท้า", "2.2 งานคลองและท่อ",
    ]  # fmt: skip


def test_divisions_without_a_history_and_a_history_without_divisions(compose_book: ComposesBook) -> None:
    assert _lines(compose_book(book={"history": None}), "general")[2].startswith("1. กองกลางตัวอย่าง")
    assert _lines(compose_book(units=()), "general")[-1] == "แบ่งส่วนราชการภายใน ดังนี้"


def test_the_analysis_has_two_tables_of_two_columns_each(compose_book: ComposesBook) -> None:
    tables = _body(compose_book(), "swot").findall(".//table")
    cells = [
        [[piece.text for piece in cell.iter() if piece.tag in {"li", "p"}] for cell in table.iter("td")]
        for table in tables
    ]
    assert cells == [[["คนขยัน", "ข้อมูลครบ", "เครื่องมือพร้อม"], ["ห้องแคบ"]], [["ประชาชนร่วมมือ"], ["-"]]]
    assert [[head.text for head in table.iter("th")] for table in tables] == [
        ["สภาพแวดล้อมภายใน (Internal Environment)", "จุดแข็ง (Strengths)", "จุดอ่อน (Weaknesses)"],
        ["สภาพแวดล้อมภายนอก (External Environment)", "โอกาส (Opportunities)", "อุปสรรค (Threats)"],
    ]


def test_only_an_analysis_taller_than_a_page_may_break_in_its_row_so_that_word_breaks_alike(
    compose_book: ComposesBook,
) -> None:
    swot = Swot(strengths=prose(items(*["คนขยันและข้อมูลครบถ้วน"] * 60)), threats=prose(items("น้ำหลาก")))
    tables = _body(compose_book(book={"swot": swot}), "swot").findall(".//table")
    assert [[row.get("class") for row in table.findall("tbody/tr")] for table in tables] == [["tall"], [None]]


def test_a_table_of_the_analysis_without_any_text_is_left_out(compose_book: ComposesBook) -> None:
    composed = compose_book(book={"swot": Swot(threats=prose(items("น้ำหลาก")))})
    (table,) = _body(composed, "swot").findall(".//table")
    assert "สภาพแวดล้อมภายนอก" in "".join(table.itertext())


def test_results_of_last_year_stand_under_their_dimensions_with_their_number(compose_book: ComposesBook) -> None:
    assert _lines(compose_book(), "last-year") == [
        "ผลการดำเนินงานของหน่วยงานในปีที่ผ่านมา",
        "ในปีที่ผ่านมาสำนักทำงานได้ตามแผน",
        "มิติที่ 1 ด้านประสิทธิผลตามพันธกิจ",
        "โครงการ/กิจกรรมยุทธศาสตร์ จำนวน 2 โครงการ/กิจกรรม ได้แก่",
        "1. โครงการแรก",
        "2. โครงการที่สอง",
        "โครงการ/กิจกรรมงานประจำ จำนวน 1 โครงการ/กิจกรรม ได้แก่",
        "1. งานประจำเดียว",
        "มิติที่ 3 ด้านคุณภาพการปฏิบัติราชการ",
        "1. กิจกรรมรับฟังความเห็น",
        "นอกจากนี้มีงานเด่น ได้แก่",
        "• งานวันคลองใส",
    ]


def test_the_number_of_results_counts_all_lists_and_nothing_below_an_item(compose_book: ComposesBook) -> None:
    nested = ListBlock(items=(ListItem(text="หนึ่ง", children=(items("ย่อย", "ย่อยสอง"),)),))
    groups = (
        ResultGroup(title="กลุ่มแรก", items=RichText(blocks=(nested, Paragraph(text="และ"), items("สอง", "สาม")))),
        ResultGroup(title="ไม่มีข้อ", items=prose("ดูภาคผนวก")),
        ResultGroup(dimension=9, items=prose(items("นอกกรอบ"))),
    )
    lines = _lines(compose_book(book={"last_year": LastYear(groups=groups)}), "last-year")
    assert "กลุ่มแรก จำนวน 3 โครงการ/กิจกรรม ได้แก่" in lines
    assert "ไม่มีข้อ" in lines
    assert "มิติที่ 9" in lines


def test_goals_are_the_branches_that_the_agency_works_on(compose_book: ComposesBook) -> None:
    lines = _lines(compose_book(), "vision")
    start = lines.index("เป้าหมาย")
    assert lines[start : start + 8] == [
        "เป้าหมาย",
        "ด้านที่ 2 เมืองเดินสบาย",
        "มิติที่ 2.1 ทางเท้าเรียบ",
        "เป้าประสงค์ที่ 2.1.1.1 ปรับปรุงทางเท้าให้ทุกคนใช้ได้",
        "ด้านที่ 7 งานเมืองมีระบบ",
        "มิติที่ 7.2 ข้อมูลใช้ร่วมกัน",
        "เป้าประสงค์ที่ 7.2.1.1 บันทึกข้อมูลครั้งเดียวใช้ได้ทุกเอกสาร",
        "เป้าประสงค์ที่ 7.2.1.2 บุคลากรอ่านข้อมูลเป็น",
    ]
    assert not any("ยังไม่มีงาน" in line for line in lines)


def test_key_results_are_the_indicators_of_objectives_with_this_years_target(compose_book: ComposesBook) -> None:
    lines = _lines(compose_book(), "vision")
    assert lines[-3:] == [
        "1. ร้อยละของทางเท้าที่ผ่านเกณฑ์ (ค่าเป้าหมาย ไม่น้อยกว่าร้อยละ 60) (สนับสนุนเป้าประสงค์ที่ 2.1.1.1)",
        "2. มีคลังข้อมูลงานเมือง (ค่าเป้าหมาย อย่างน้อย 1 ระบบ) (สนับสนุนเป้าประสงค์ที่ 7.2.1.1)",
        "3. ร้อยละของผู้ใช้ที่พอใจคลังข้อมูล (ค่าเป้าหมาย ตามที่ สยป. กำหนด) (สนับสนุนเป้าประสงค์ที่ 7.2.1.1)",
    ]


def test_a_key_result_without_a_target_of_the_year_claims_none(compose_book: ComposesBook, plan: Dataset) -> None:
    bare = plan.indicators[0].model_copy(update={"targets": ()})
    lines = _lines(compose_book(indicators=(bare,)), "vision")
    assert lines[-1] == "1. ร้อยละของทางเท้าที่ผ่านเกณฑ์ (สนับสนุนเป้าประสงค์ที่ 2.1.1.1)"


def test_without_strategy_and_indicators_only_vision_and_mission_are_printed(compose_book: ComposesBook) -> None:
    lines = _lines(compose_book(strategy=(), indicators=()), "vision")
    assert lines == ["วิสัยทัศน์", "เมืองที่งานทุกชิ้นตรวจสอบได้", "พันธกิจ", "ดูแลงานเมืองด้วยข้อมูลชุดเดียว"]


def test_a_title_of_its_own_stands_above_vision_mission_and_goals(compose_book: ComposesBook) -> None:
    choice = PartChoice(part=BookPart.VISION, title="ทิศทางของสำนัก")
    body = _body(compose_book(book={"parts": (choice,)}), "vision")
    assert [heading.text for heading in body.iter("h2")] == ["ทิศทางของสำนัก"]
    assert [heading.text for heading in body.iter("h3")][:2] == ["วิสัยทัศน์", "พันธกิจ"]
