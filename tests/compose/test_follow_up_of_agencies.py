"""The follow-up over all agencies: who has how much, those with something overdue marked, then every item."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pipeline import compose
from pipeline.compose.extras import extra
from pipeline.model import Agency
from pipeline.monitoring import Occasion, Overall, chat_text_all, follow_up

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree import ElementTree as ET

    from pipeline.model import Dataset
    from tests.compose.invented_follow_ups import JUNE, THE_25TH, all_well, crowd, office, project, report, troubled
    from tests.compose.read_tables import body, chapter_of, classed, columns, grid_width, words
else:
    from invented_follow_ups import JUNE, THE_25TH, all_well, crowd, office, project, report, troubled
    from read_tables import body, chapter_of, classed, columns, grid_width, words

KIND = "follow-up"


def named(dataset: Dataset, name: str) -> Dataset:
    return dataset.model_copy(update={"agency": Agency(name=name)})


AGENCIES = (
    named(troubled(), "สำนักหนึ่งสมมุติ"),
    named(all_well(), "สำนักสองสมมุติ"),
    named(office(project(7)), "สำนักสามสมมุติ"),
)


def overall(
    datasets: Sequence[Dataset] = AGENCIES, days: Sequence[dt.date] = (), without: tuple[str, ...] = ()
) -> Overall:
    """The agencies on 25 June, or each on a day of its own."""
    told = [follow_up(one, JUNE, day) for one, day in zip(datasets, days or [THE_25TH] * len(datasets), strict=True)]
    last = max((one.today for one in told), default=THE_25TH)
    return Overall("เมืองจำลอง", 2569, Occasion(JUNE, last), (), told, without)


def page(subject: Overall, digits: str = "as-given") -> ET.Element:
    made = compose.render(
        AGENCIES[1], KIND, subject, digits=digits, face_scale=0.656, occasion=subject.occasion
    )  # the house style is that of any dataset
    found = chapter_of(made, KIND).find("body/section")
    assert found is not None
    return found


def counts(found: ET.Element) -> list[list[str]]:
    (table,) = classed(found, "counts")
    return body(table)


def test_agencies_stand_in_their_order_with_counts_and_the_longest_delay() -> None:
    found = page(overall())
    assert counts(found) == [
        ["* สำนักหนึ่งสมมุติ", "5", "2", "1", "-", "2", "2", "3", "187"],
        ["สำนักสองสมมุติ", "2", "2", "-", "-", "-", "-", "-", "-"],
        ["* สำนักสามสมมุติ", "1", "-", "-", "-", "1", "-", "-", "5"],
        ["รวม", "8", "4", "1", "-", "3", "2", "3", "187"],
    ]
    assert [words(line) for line in classed(found, "note-block")] == ["* หน่วยงานที่มีรายการค้างเลยกำหนด"]
    (table,) = classed(found, "counts")
    assert grid_width(table.iter("tr")) == {9}
    assert sum(columns(table)) == pytest.approx(160)


def test_every_item_follows_agency_by_agency_and_is_numbered_through() -> None:
    subject = overall()
    found = page(subject)
    assert [words(heading) for heading in found.iter("h2")] == ["สำนักหนึ่งสมมุติ", "สำนักสามสมมุติ"]
    assert [words(heading) for heading in found.iter("h3")] == [
        "กองแผนเมืองสมมุติ (3 รายการ)",
        "กองงานคลองสมมุติ (6 รายการ)",
        "กองแผนเมืองสมมุติ (1 รายการ)",
    ]
    rows = [row for table in classed(found, "items") for row in table.findall("tbody/tr") if len(row) > 1]
    items = [item for one in subject.follow_ups for item in one.items]
    assert [(words(row[0]), words(row[1])) for row in rows] == [
        (str(number), item.code + item.name) for number, item in enumerate(items, 1)
    ]


def test_a_sentence_tells_how_much_there_is() -> None:
    lead = classed(page(overall(), "thai"), "lead")
    assert [words(line) for line in lead] == ["มีรายการที่ต้องติดตาม ๑๐ รายการ ใน ๒ จาก ๓ หน่วยงาน ค้างนานที่สุด ๑๘๗ วัน"]


def test_all_well_everywhere_is_a_sentence() -> None:
    found = page(overall(AGENCIES[1:2] * 2))
    assert words(classed(found, "lead")[0]) == (
        "โครงการที่ต้องรายงาน 4 โครงการ ของ 2 หน่วยงาน รายงานครบถ้วนภายในกำหนด ไม่มีรายการที่ต้องติดตาม"
    )
    assert not classed(found, "items")
    assert not classed(found, "note-block")
    assert words(classed(page(overall([office()])), "lead")[0]).startswith("เดือนนี้ไม่มีโครงการที่ต้องรายงาน")


def test_agencies_that_are_left_out_are_named() -> None:
    found = page(overall(without=("สำนักเสียสมมุติ", "สำนักหายสมมุติ")))
    note = words(classed(found, "note-block")[0])
    assert note.endswith("หมายเหตุ : ไม่รวม 2 หน่วยงานที่ข้อมูลยังใช้ไม่ได้ ได้แก่ สำนักเสียสมมุติ, สำนักหายสมมุติ")
    assert [words(line) for line in classed(found, "facts")][-1] == "ไม่รวม 2 หน่วยงานที่ข้อมูลยังใช้ไม่ได้"
    alone = page(overall([], without=("สำนักเสียสมมุติ",)))
    assert "ไม่รวม 1 หน่วยงานที่ข้อมูลยังใช้ไม่ได้ ได้แก่ สำนักเสียสมมุติ" in words(alone)


def test_the_table_leaves_out_the_city_that_the_heading_names() -> None:
    city = [named(office(project(no)), f"สำนักที่ {no} เมืองบัว") for no in (1, 2)]
    subject = replace(overall(city, without=("สำนักที่ 3 เมืองบัว",)), name="ทุกหน่วยงาน เมืองบัว")
    found = page(subject)
    assert [row[0] for row in counts(found)] == ["* สำนักที่ 1", "* สำนักที่ 2", "รวม"]
    assert words(classed(found, "note-block")[0]).endswith("ได้แก่ สำนักที่ 3")
    assert [words(heading) for heading in found.iter("h2")] == ["สำนักที่ 1 เมืองบัว", "สำนักที่ 2 เมืองบัว"]


def test_agencies_of_several_days_tell_their_own() -> None:
    found = page(overall(days=(THE_25TH, THE_25TH, dt.date(2026, 6, 30))))
    assert [words(line) for line in classed(found, "facts")] == [
        "สถานะระหว่างวันที่ 25 – 30 มิถุนายน 2569 ตามข้อมูลของแต่ละหน่วยงาน",
        "กำหนดรายงานภายในวันที่ 20 มิถุนายน 2569",
    ]
    assert [words(line) for line in classed(found, "own-facts")] == [
        "สถานะ ณ วันที่ 25 มิถุนายน 2569",
        "สถานะ ณ วันที่ 30 มิถุนายน 2569",
    ]


def test_agencies_with_a_deadline_of_their_own_tell_it() -> None:
    third = AGENCIES[2].model_copy(update={"house": AGENCIES[2].house.model_copy(update={"report_day": 15})})
    found = page(overall([AGENCIES[0], third]))
    assert [words(line) for line in classed(found, "facts")] == ["สถานะ ณ วันที่ 25 มิถุนายน 2569"]
    assert [words(line) for line in classed(found, "own-facts")] == [
        "กำหนดรายงานภายในวันที่ 20 มิถุนายน 2569",
        "กำหนดรายงานภายในวันที่ 15 มิถุนายน 2569",
    ]


def test_the_document_is_in_the_name_of_all() -> None:
    subject = overall()
    made = compose.render(AGENCIES[0], KIND, subject, face_scale=0.656, occasion=subject.occasion)
    assert (made.author, made.subject) == ("เมืองจำลอง", "เมืองจำลอง")
    assert made.keywords == ("มิถุนายน 2569", "ปีงบประมาณ พ.ศ. 2569")
    assert {"นางมาลี สมมุติ", "นายวิชัย ลองเขียน"} <= set(made.protect)


def test_the_chat_text_of_all_comes_as_a_file() -> None:
    subject = overall(without=("สำนักเสียสมมุติ",))
    written = extra(compose.find_kind(KIND), subject, subject.occasion, "txt").decode()
    assert written == chat_text_all(subject.follow_ups, without=subject.without) + "\n"
    assert "ไม่รวม สำนักเสียสมมุติ ซึ่งข้อมูลยังใช้ไม่ได้" in written


def test_of_more_items_than_anybody_reads_the_most_urgent_are_listed() -> None:
    came_late = office(*(project(number, report(1, dt.date(2026, 6, 23))) for number in range(1, 201)))
    missing = [named(crowd(300), f"สำนักที่ {number}") for number in range(3)]
    subject = overall([named(came_late, "สำนักแรก"), *missing, named(troubled(), "สำนักท้าย")])
    found = page(subject)
    rows = [row for table in classed(found, "items") for row in table.findall("tbody/tr") if len(row) > 1]
    assert len(rows) == 1000
    assert words(rows[-1][0]) == "1000"
    codes = [words(row[1]) for row in rows]
    assert sum(code.startswith("F-1") for code in codes) == 3
    assert not [code for code in codes if code.startswith("F-2")]
    assert next(words(heading) for heading in found.iter("h3")) == "กองแผนเมืองสมมุติ (93 รายการ)"
    notes = words(classed(found, "note-block")[0])
    assert "แสดงเฉพาะรายการที่เร่งด่วนที่สุด 1,000 รายการ จาก 1,109 รายการ" in notes
    assert counts(found)[-1][1] == "1,105"
    assert words(classed(found, "lead")[0]).startswith("มีรายการที่ต้องติดตาม 1,109 รายการ")
