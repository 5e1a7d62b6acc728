"""The follow-up of one agency: every item, whose it is and whom to call, counts, and good news as a sentence."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from pipeline import compose
from pipeline.compose.composed import BANGKOK
from pipeline.compose.extras import extra
from pipeline.messages import use_language
from pipeline.model import Evaluation, Party
from pipeline.monitoring import Occasion, chat_text, follow_up

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from pipeline.model import Dataset
    from tests.compose.invented_follow_ups import (
        JUNE,
        THE_10TH,
        THE_25TH,
        all_well,
        crowd,
        in_time,
        office,
        project,
        troubled,
    )
    from tests.compose.read_tables import body, chapter_of, classed, columns, grid_width, head, paragraphs, words
else:
    from invented_follow_ups import JUNE, THE_10TH, THE_25TH, all_well, crowd, in_time, office, project, troubled
    from read_tables import body, chapter_of, classed, columns, grid_width, head, paragraphs, words

KIND = "follow-up"
THE_DAY = Occasion(JUNE, THE_25TH)


def made(dataset: Dataset, occasion: Occasion = THE_DAY, digits: str = "as-given") -> compose.Composed:
    return compose.render(dataset, KIND, dataset, digits=digits, face_scale=0.656, occasion=occasion)


def page(dataset: Dataset, occasion: Occasion = THE_DAY, digits: str = "as-given") -> ET.Element:
    """The body of the document."""
    found = chapter_of(made(dataset, occasion, digits), KIND).find("body/section")
    assert found is not None
    return found


def counts(found: ET.Element) -> dict[str, list[str]]:
    """The rows of the table of counts by their first cell."""
    (table,) = classed(found, "counts")
    return {name: figures for name, *figures in body(table)}


def rows(found: ET.Element) -> list[ET.Element]:
    """The rows of all items."""
    return [row for table in classed(found, "items") for row in table.findall("tbody/tr") if len(row) > 1]


def row_of(found: ET.Element, number: int) -> list[list[str]]:
    """The lines of each cell of an item."""
    row = rows(found)[number - 1]
    return [paragraphs(cell) or [words(cell)] for cell in row]


def test_every_item_stands_in_the_document_in_order_and_is_counted_on() -> None:
    dataset = troubled()
    items = follow_up(dataset, JUNE, THE_25TH).items
    found = rows(page(dataset))
    assert len(items) == 9
    assert [words(row[0]) for row in found] == [str(number) for number in range(1, 10)]
    assert [paragraphs(row[1]) for row in found] == [[item.code, item.name] for item in items]


def test_it_is_told_what_each_item_is_about_until_when_and_how_late() -> None:
    told = [(paragraphs(row[1])[0], paragraphs(row[2]), words(row[3]), words(row[4])) for row in rows(page(troubled()))]
    june, undated = "20 มิ.ย. 2569", "มีรายงานครั้งที่ 1 ที่ไม่ระบุวันที่ อาจเป็นรายงานของเดือนนี้"
    shared = "รับผิดชอบร่วมกับ กองแผนเมืองสมมุติ"
    assert set(map(str, told)) == set(
        map(
            str,
            [
                ("77000000-0001", ["ยังไม่รายงาน"], june, "5"),
                ("77000000-0004", ["ยังไม่รายงาน", undated], june, "5"),
                ("77000000-0004", ["รายงานครั้งที่ 1 ยังไม่กรอก วันที่รายงาน"], june, "5"),
                (
                    "77000000-0003",
                    ["รายงานครั้งที่ 1 ยังไม่กรอก ความก้าวหน้า (ร้อยละ), งบประมาณที่เบิกใช้ (บาท)", "รายงานเมื่อ 18 มิ.ย. 2569"],
                    june,
                    "5",
                ),
                ("77000000-0002", ["รายงานหลังกำหนด", "รายงานเมื่อ 23 มิ.ย. 2569"], june, "3"),
                ("F-1", ["ยังไม่มีผลไตรมาส 1", shared], "20 ธ.ค. 2568", "187"),
                ("F-1", ["ยังไม่มีผลไตรมาส 2", shared], "20 มี.ค. 2569", "97"),
                ("F-1", ["ยังไม่มีผลไตรมาส 3", shared], june, "5"),
                ("F-2", ["รายงานผลไตรมาส 3 หลังกำหนด", "รายงานเมื่อ 24 มิ.ย. 2569"], june, "4"),
            ],
        )
    )


def test_what_is_overdue_stands_out_and_what_came_late_does_not() -> None:
    marked = {words(row[4]) for row in rows(page(troubled())) if "overdue" in row[4].get("class", "")}
    assert marked == {"5", "97", "187"}
    late = next(row for row in rows(page(troubled())) if "หลังกำหนด" in words(row[2]))
    assert "overdue" not in late[4].get("class", "")


def test_before_the_deadline_the_days_that_are_left_are_told() -> None:
    dataset = office(project(1))
    cells = row_of(page(dataset, Occasion(JUNE, THE_10TH)), 1)
    assert cells[2:] == [["ยังไม่รายงาน ครบกำหนดในอีก 10 วัน"], ["20 มิ.ย. 2569"], ["–"]]


def test_when_the_month_is_over_the_report_is_missing() -> None:
    cells = row_of(page(office(project(1)), Occasion(JUNE, dt.date(2026, 7, 2))), 1)
    assert cells[2:] == [["ไม่มีรายงานประจำเดือน"], ["20 มิ.ย. 2569"], ["12"]]


def test_each_division_has_its_table_and_each_person_a_line_with_the_telephone() -> None:
    found = page(troubled())
    assert [words(heading) for heading in found.iter("h2")] == [
        "กองแผนเมืองสมมุติ (3 รายการ)",
        "กองงานคลองสมมุติ (6 รายการ)",
    ]
    assert [words(line) for line in classed(found, "who")] == [
        "ผู้รับผิดชอบ : กลุ่มงานแผนที่",
        "ผู้รับผิดชอบ : นางมาลี สมมุติ หัวหน้ากลุ่มงานที่แต่งขึ้น กลุ่มงานแผนที่ โทร. 1459",
        "ผู้รับผิดชอบ : กองงานคลองสมมุติ",
        "ผู้รับผิดชอบ : นายวิชัย ลองเขียน นักวิชาการทดลอง โทร. 6901-2",
    ]


def test_where_nobody_is_responsible_it_says_so() -> None:
    found = page(office(project(1, unit=None, responsible=None)))
    assert [words(line) for line in classed(found, "who")] == ["ไม่ระบุผู้รับผิดชอบ"]
    assert [words(heading) for heading in found.iter("h2")] == ["ไม่ระบุส่วนราชการ (1 รายการ)"]


def test_the_counts_are_those_of_the_follow_up_and_their_sum() -> None:
    dataset = troubled()
    told = follow_up(dataset, JUNE, THE_25TH)
    found = counts(page(dataset))
    assert list(found) == ["กองแผนเมืองสมมุติ", "กองงานคลองสมมุติ", "กองที่เรียบร้อยดี", "รวม"]
    assert found["รวม"] == ["5", "2", "1", "-", "2", "2", "3"]
    for name, one in [*((each.name, each.counts) for each in told.divisions), ("รวม", told.counts)]:
        figures = [0 if figure == "-" else int(figure) for figure in found[name]]
        assert figures[0] == sum(figures[1:5]) == one.due
        assert figures[1:] == [
            one.in_time, one.reported_late, one.not_yet_due, one.overdue, one.incomplete, one.results_missing,
        ]  # fmt: skip


def test_tables_fill_the_type_area_and_repeat_their_heads() -> None:
    found = page(troubled())
    (table,) = classed(found, "counts")
    assert grid_width(table.iter("tr")) == {8}
    assert sum(columns(table)) == pytest.approx(160)
    for items in classed(found, "items"):
        assert grid_width(items.iter("tr")) == {5}
        assert sum(columns(items)) == pytest.approx(160)
        assert head(items) == [["ลำดับ", "รหัสและชื่อโครงการ/ตัวชี้วัด", "เรื่องที่ติดตาม", "กำหนด", "เลยกำหนด (วัน)"]]


def test_the_heading_tells_month_agency_day_and_deadline() -> None:
    found = page(troubled())
    heading = found.find("h1")
    assert heading is not None
    told = [words(heading), *map(words, classed(found, "title-line")), *map(words, classed(found, "facts"))]
    assert told == [
        "รายการติดตามการรายงานผล",
        "ประจำเดือนมิถุนายน 2569",
        "สำนักติดตามสมมุติ",
        "สถานะ ณ วันที่ 25 มิถุนายน 2569",
        "กำหนดรายงานภายในวันที่ 20 มิถุนายน 2569",
    ]
    assert [words(line) for line in classed(found, "lead")] == [
        "มีรายการที่ต้องติดตาม 9 รายการ ใน 2 ส่วนราชการ ค้างนานที่สุด 187 วัน"
    ]


def test_data_that_is_older_than_the_day_says_so() -> None:
    found = page(office(project(1), as_of=dt.date(2026, 5, 31)))
    assert words(classed(found, "facts")[0]) == "สถานะ ณ วันที่ 25 มิถุนายน 2569 (จากข้อมูล ณ วันที่ 31 พฤษภาคม 2569)"
    same = page(office(project(1), as_of=THE_25TH))
    assert words(classed(same, "facts")[0]) == "สถานะ ณ วันที่ 25 มิถุนายน 2569"


def test_all_well_is_a_sentence_and_no_empty_table() -> None:
    found = page(all_well())
    assert [words(line) for line in classed(found, "lead")] == [
        "โครงการที่ต้องรายงาน 2 โครงการ รายงานครบถ้วนภายในกำหนด ไม่มีรายการที่ต้องติดตาม"
    ]
    assert not classed(found, "items")
    assert not list(found.iter("h2"))
    assert counts(found)["รวม"] == ["2", "2", "-", "-", "-", "-", "-"]


def test_a_month_in_which_nothing_is_due_has_no_table_at_all() -> None:
    found = page(office())
    assert words(classed(found, "lead")[0]) == "เดือนนี้ไม่มีโครงการที่ต้องรายงาน และไม่มีรายการที่ต้องติดตาม"
    assert not list(found.iter("table"))


def test_what_is_not_followed_and_cannot_be_measured_is_told_at_the_end() -> None:
    found = page(troubled())
    assert [words(line) for line in classed(found, "remark")] == [
        "หมายเหตุ : ตัวชี้วัดของแผนที่มีค่าเป้าหมายของปีนี้ 1 ตัวชี้วัด ไม่มีตัวชี้วัดของกรอบการประเมินที่ใช้รายงานผล จึงไม่มีผลรายไตรมาสให้ติดตาม"
    ]
    assert [words(line) for line in found.iter("li")] == ["P-9 ร้อยละที่ไม่มีใครวัด"]
    named = page(office(project(1), project(2), evaluation=Evaluation()))
    assert words(classed(named, "remark")[0]).startswith("หมายเหตุ : ไม่รวมโครงการอีก 2 โครงการ ซึ่งข้อมูลมีเพียงชื่อ")


def test_nobody_is_made_to_sign() -> None:
    assert "ลงชื่อ" not in words(page(troubled()))


def test_in_thai_digits_only_codes_and_telephones_stay() -> None:
    text = words(page(troubled(), digits="thai"))
    assert "มีรายการที่ต้องติดตาม ๙ รายการ ใน ๒ ส่วนราชการ ค้างนานที่สุด ๑๘๗ วัน" in text
    assert "๒๐ มิ.ย. ๒๕๖๙" in text
    assert "ยังไม่มีผลไตรมาส ๓" in text
    kept = re.sub(r"77000000-000\d|F-\d|P-\d|โทร\. (?:1459|6901-2)", "", text)
    assert not re.search("[0-9]", kept)


def test_a_name_of_any_length_and_kind_stays_a_name() -> None:
    name = "โครงการ <b>=1+1</b> {{ 7*7 }} " + "มหานคร" * 320
    found = page(office(project(1, name=name, responsible=Party(name="<script>", position="@x", phone="=1"))))
    (row,) = rows(found)
    assert paragraphs(row[1]) == ["77000000-0001", name]
    assert row.get("class") == "tall"
    assert words(classed(found, "who")[0]) == "ผู้รับผิดชอบ : <script> @x กลุ่มงานแผนที่ โทร. =1"


def test_the_document_is_of_the_day_on_which_the_month_is_looked_at() -> None:
    found = made(troubled())
    assert found.title == "รายการติดตามการรายงานผล เดือนมิถุนายน 2569"
    assert found.stem == "follow-up 2569-06"
    assert found.created == dt.datetime(2026, 6, 25, tzinfo=BANGKOK)
    assert {"นางมาลี สมมุติ", "นายวิชัย ลองเขียน", "สตส."} <= set(found.protect)


def test_a_follow_up_without_a_month_is_refused() -> None:
    dataset = all_well()
    with pytest.raises(ValueError, match="occasion"):
        compose.render(dataset, KIND, dataset, face_scale=0.656)


def test_the_order_of_the_data_changes_nothing() -> None:
    dataset = troubled()
    turned = dataset.model_copy(update={"projects": tuple(reversed(dataset.projects))})
    assert made(dataset).html == made(turned).html


def test_the_language_of_the_run_changes_nothing() -> None:
    dataset, kind = troubled(), compose.find_kind(KIND)
    told = [made(dataset).html, *(extra(kind, dataset, THE_DAY, form) for form in ("xlsx", "txt"))]
    use_language("en")
    try:
        again = [made(dataset).html, *(extra(kind, dataset, THE_DAY, form) for form in ("xlsx", "txt"))]
    finally:
        use_language("th")
    assert told == again


def test_the_chat_text_comes_as_plain_utf_8_with_one_line_feed_at_its_end() -> None:
    dataset = troubled()
    written = extra(compose.find_kind(KIND), dataset, THE_DAY, "txt")
    assert written.decode() == chat_text(follow_up(dataset, JUNE, THE_25TH)) + "\n"
    assert b"\r" not in written
    assert not written.startswith(b"\xef\xbb\xbf")


def test_the_house_decides_the_deadline() -> None:
    dataset = office(in_time(1))
    house = dataset.house.model_copy(update={"report_day": 15})
    found = page(dataset.model_copy(update={"house": house}))
    assert "กำหนดรายงานภายในวันที่ 15 มิถุนายน 2569" in words(found)
    assert row_of(found, 1)[2:] == [["รายงานหลังกำหนด", "รายงานเมื่อ 18 มิ.ย. 2569"], ["15 มิ.ย. 2569"], ["3"]]


def test_a_crowd_is_numbered_through_all_divisions() -> None:
    found = rows(page(crowd()))
    assert [words(row[0]) for row in found] == [str(number) for number in range(1, 61)]
