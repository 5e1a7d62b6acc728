"""The frame of the plan book: which parts in which order, headings printed once, contents, numbering, properties."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.changes import Change, ChangeKind
from pipeline.compose.views.headings import anchor_of
from pipeline.compose.views.plan_book.book import Group, part_group
from pipeline.model import BookPart, PartChoice, PlanBook

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.compose import Composed
    from pipeline.layout.types import Chapter
    from pipeline.model import Dataset
    from tests.compose.invented_plan import prose

    ComposesBook = Callable[..., Composed]
else:
    from invented_plan import prose

ESSENCE = "สาระสำคัญของแผนปฏิบัติราชการประจำปี"
IMPLEMENTATION = "การนำแผนฯ ไปสู่การปฏิบัติและการติดตามประเมินผล"


def _tree(chapter: Chapter) -> ET.Element:
    return ET.fromstring(re.sub(r"(?i)<!doctype html>", "", chapter.html))  # noqa: S314 - our own markup


def _words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _headings(composed: Composed) -> list[tuple[str, str, str]]:
    """Level, text and id of every heading of the book, in order."""
    return [
        (element.tag, _words(element), element.attrib["id"])
        for chapter in composed.chapters
        for element in _tree(chapter).iter()
        if element.tag in {"h1", "h2", "h3", "h4"} and element.get("id")
    ]


def _parts(*parts: BookPart | PartChoice) -> dict[str, object]:
    return {"parts": tuple(part if isinstance(part, PartChoice) else PartChoice(part=part) for part in parts)}


def _keys(composed: Composed) -> list[str]:
    return [chapter.key for chapter in composed.chapters]


def test_without_a_list_of_parts_the_book_has_all_in_their_usual_order(compose_book: ComposesBook) -> None:
    keys = _keys(compose_book())
    assert keys[:4] == ["outer-cover", "inner-cover", "preface", "contents"]
    assert keys[4:8] == ["general", "swot", "last-year", "vision"]
    assert keys[-1] == "back-cover"
    assert len(set(keys)) == len(keys)


def test_the_dataset_switches_parts_and_puts_them_in_its_own_order(compose_book: ComposesBook) -> None:
    hidden = PartChoice(part=BookPart.PREFACE, show=False)
    listed = _parts(BookPart.SWOT, hidden, BookPart.OUTER_COVER, BookPart.GENERAL)
    assert _keys(compose_book(book=listed)) == ["swot", "outer-cover", "general"]


def test_a_part_that_is_listed_twice_is_printed_once(compose_book: ComposesBook) -> None:
    assert _keys(compose_book(book=_parts(BookPart.SWOT, BookPart.GENERAL, BookPart.SWOT))) == ["swot", "general"]


def test_a_part_without_data_is_left_out_and_nobody_misses_it(compose_book: ComposesBook) -> None:
    empty = dict.fromkeys(("preface", "history", "swot", "last_year", "vision", "mission"))
    composed = compose_book(book=empty, units=(), strategy=(), indicators=(), projects=(), baseline=())
    assert _keys(composed)[:3] == ["outer-cover", "inner-cover", "contents"]
    assert not set(_keys(composed)) & {"preface", "general", "swot", "last-year", "vision"}
    assert ESSENCE not in [text for _, text, _ in _headings(composed)]


def test_a_dataset_without_a_plan_book_has_covers_and_contents(compose_book: ComposesBook) -> None:
    composed = compose_book(plan_book=None)
    assert _keys(composed)[:3] == ["outer-cover", "inner-cover", "contents"]
    assert "พ.ศ. 2570" in composed.html


def test_the_changes_are_in_the_book_when_the_caller_brings_them(compose_book: ComposesBook) -> None:
    change = Change(ChangeKind.CHANGED, "โครงการ", "โครงการหนึ่ง", "งบประมาณ", "1 บาท", "2 บาท")
    assert "changes" not in _keys(compose_book())
    assert _keys(compose_book(changes=(change,)))[-2:] == ["changes", "back-cover"]
    listed = _parts(BookPart.SWOT, BookPart.BACK_COVER)
    assert _keys(compose_book(changes=(change,), book=listed)) == ["swot", "changes", "back-cover"]
    own = _parts(BookPart.CHANGES, BookPart.SWOT)
    assert _keys(compose_book(changes=(change,), book=own)) == ["changes", "swot"]
    assert _keys(compose_book(book=own)) == ["swot"]
    hidden = _parts(BookPart.SWOT, PartChoice(part=BookPart.CHANGES, show=False))
    assert _keys(compose_book(changes=(change,), book=hidden)) == ["swot"]


def test_the_heading_of_a_group_stands_in_the_first_of_its_parts_that_is_printed(compose_book: ComposesBook) -> None:
    for order, first in (
        ((BookPart.GENERAL, BookPart.SWOT, BookPart.VISION), "general"),
        ((BookPart.VISION, BookPart.SWOT, BookPart.GENERAL), "vision"),
        ((BookPart.LAST_YEAR, BookPart.SWOT), "last-year"),
    ):
        composed = compose_book(book=_parts(*order))
        holders = [
            chapter.key for chapter in composed.chapters if any(_words(h) == ESSENCE for h in _tree(chapter).iter("h1"))
        ]
        assert holders == [first]
        assert [chapter.key for chapter in composed.chapters if chapter.recto] == [first]


def test_a_part_without_data_hands_the_heading_of_its_group_on(compose_book: ComposesBook) -> None:
    composed = compose_book(book={"history": None, **_parts(BookPart.GENERAL, BookPart.SWOT)}, units=())
    assert [text for level, text, _ in _headings(composed) if level == "h1"] == [ESSENCE]
    assert composed.chapters[0].key == "swot"


def test_a_book_of_another_title_names_itself_so_everywhere(compose_book: ComposesBook) -> None:
    composed = compose_book(book={"title": "แผนปฏิบัติการประจำปี"})
    assert "แผนปฏิบัติราชการประจำปี พ.ศ." not in "".join(_words(_tree(chapter)) for chapter in composed.chapters[1:8])
    assert "สาระสำคัญของแผนปฏิบัติการประจำปี" in [text for _, text, _ in _headings(composed)]
    assert composed.title == "แผนปฏิบัติการประจำปี 2570"


def test_every_group_of_parts_has_its_place() -> None:
    assert part_group(BookPart.SWOT) is Group.ESSENCE
    assert part_group(BookPart.SUMMARY) is Group.MEASURES
    assert part_group(BookPart.STEPS) is Group.IMPLEMENTATION
    assert part_group(BookPart.OUTER_COVER) is part_group(BookPart.TEXT) is None


def test_the_contents_list_headings_of_the_book_with_level_text_and_id_in_their_order(
    compose_book: ComposesBook,
) -> None:
    composed = compose_book()
    contents = next(chapter for chapter in composed.chapters if chapter.key == "contents")
    listed = []
    for line in _tree(contents).iterfind(".//nav/p"):
        link = line.find("a")
        assert link is not None
        page = next(span for span in link if span.get("data-page-of"))
        assert page.text is None
        assert link.attrib["href"] == "#" + page.attrib["data-page-of"]
        listed.append((line.attrib["class"].replace("toc toc-", "h"), _words(link), page.attrib["data-page-of"]))
    ids = {anchor for _, _, anchor in listed}
    assert listed == [heading for heading in _headings(composed) if heading[2] in ids]
    assert [each for each in listed if each[0] in {"h1", "h2"}] == [
        heading for heading in _headings(composed) if heading[0] in {"h1", "h2"}
    ]
    assert [text for _, text, _ in listed[:3]] == ["คำนำ", "สารบัญ", ESSENCE]
    assert {level for level, _, _ in listed} == {"h1", "h2", "h3", "h4"}


def test_every_id_of_the_book_is_unique(compose_book: ComposesBook) -> None:
    ids = [name for chapter in compose_book().chapters for e in _tree(chapter).iter() if (name := e.get("id"))]
    ids = [name for name in ids if not name.startswith("running-")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", name) for name in ids)


@given(st.lists(st.text(max_size=8), max_size=3))
def test_any_words_make_an_id(words: list[str]) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]*", anchor_of(*words))


def test_an_id_is_made_of_words_and_codes() -> None:
    assert anchor_of("objective", "7.3.1.1") == "objective-7-3-1-1"
    assert anchor_of("objective", "๗.๓") == "objective-7-3"
    assert anchor_of("มิติ", "2") == "part-2"


def test_covers_have_no_page_number_and_front_matter_numbers_of_its_own(compose_book: ComposesBook) -> None:
    numbers = {chapter.key: chapter.numbers for chapter in compose_book().chapters}
    assert {numbers[key] for key in ("outer-cover", "inner-cover", "back-cover")} == {"none"}
    assert {numbers[key] for key in ("preface", "contents")} == {"front"}
    assert set(list(numbers.values())[4:-1]) == {"body"}


def test_pages_of_the_body_carry_title_issue_and_agency(compose_book: ComposesBook) -> None:
    heads = {
        chapter.numbers: _words(head) if (head := _tree(chapter).find(".//header")) is not None else ""
        for chapter in compose_book().chapters
    }
    assert heads["body"] == "แผนปฏิบัติราชการประจำปี พ.ศ. 2570 (ฉบับปรับปรุงครั้งที่ 1) | สตม."
    assert heads["front"] == heads["none"] == ""


def test_right_hand_pages_are_asked_for_where_a_part_begins(compose_book: ComposesBook) -> None:
    recto = {chapter.key: chapter.recto for chapter in compose_book().chapters}
    assert all(recto[key] for key in ("inner-cover", "preface", "contents", "general"))
    assert not any(recto[key] for key in ("swot", "last-year", "vision", "back-cover"))


def test_free_text_between_two_parts_of_a_group_is_a_section_of_it_else_a_part(compose_book: ComposesBook) -> None:
    within, behind = (
        PartChoice(part=BookPart.TEXT, title=title, text=prose("ข้อความของสำนัก")) for title in ("ผังงาน", "ภาคผนวก")
    )
    composed = compose_book(book=_parts(BookPart.GENERAL, within, BookPart.VISION, BookPart.BACK_COVER, behind))
    levels = {text: level for level, text, _ in _headings(composed)}
    assert (levels["ผังงาน"], levels["ภาคผนวก"]) == ("h2", "h1")
    assert sum("ข้อความของสำนัก" in chapter.html for chapter in composed.chapters) == 2


def test_free_text_may_have_no_title_and_an_empty_choice_prints_nothing(compose_book: ComposesBook) -> None:
    bare, empty = PartChoice(part=BookPart.TEXT, text=prose("เฉพาะเนื้อความ")), PartChoice(part=BookPart.TEXT)
    composed = compose_book(book=_parts(bare, empty))
    assert len(composed.chapters) == 1
    assert _headings(composed) == []
    assert "เฉพาะเนื้อความ" in composed.html


@pytest.mark.parametrize(
    ("part", "tag"),
    [
        (BookPart.PREFACE, "h1"),
        (BookPart.CONTENTS, "h1"),
        (BookPart.GENERAL, "h2"),
        (BookPart.SWOT, "h2"),
        (BookPart.LAST_YEAR, "h2"),
        (BookPart.VISION, "h2"),
    ],
)
def test_a_part_may_be_renamed(compose_book: ComposesBook, part: BookPart, tag: str) -> None:
    composed = compose_book(book=_parts(PartChoice(part=part, title="ชื่อที่สำนักตั้ง")))
    assert (tag, "ชื่อที่สำนักตั้ง") in [(level, text) for level, text, _ in _headings(composed)]


def test_words_before_the_evaluation_stand_under_the_heading_of_its_group(compose_book: ComposesBook) -> None:
    book = {"implementation": prose("ติดตามทุกไตรมาส"), **_parts(BookPart.BASELINE, BookPart.STEPS, BookPart.TABLE_A)}
    composed = compose_book(book=book)
    holder = next(chapter for chapter in composed.chapters if chapter.key == "implementation")
    assert [_words(heading) for heading in _tree(holder).iter("h1")] == [IMPLEMENTATION]
    assert "ติดตามทุกไตรมาส" in _words(_tree(holder))
    assert [text for _, text, _ in _headings(composed)].count(IMPLEMENTATION) == 1
    assert _keys(composed).index("implementation") == _keys(composed).index("baseline") + 1


def test_properties_of_the_book_come_from_its_data(compose_book: ComposesBook, plan: Dataset) -> None:
    composed = compose_book()
    assert (composed.title, composed.stem) == ("แผนปฏิบัติราชการประจำปี 2570", "plan-book 2570")
    assert composed.subject == composed.author == plan.agency.name
    assert composed.created.isoformat() == "2026-11-09T00:00:00+07:00"
    assert composed.protect == ("กกต.ย.", "กมท.", "สตม.")
    assert compose_book(as_of=None).created.date() == dt.date(2026, 10, 1)


def test_the_same_data_gives_the_same_book(compose_book: ComposesBook) -> None:
    assert compose_book() == compose_book()


def test_no_text_of_the_data_is_ever_code(compose_book: ComposesBook, plan: Dataset) -> None:
    evil = '<script>"{{ 7*7 }}</script>&'
    assert plan.plan_book is not None
    book = PlanBook(title=evil, version=evil, preface=prose(evil), vision=prose(f"**{evil}**"), back_cover=prose(evil))
    agency = plan.agency.model_copy(update={"name": evil, "short_name": evil, "name_en": evil})
    composed = compose_book(plan_book=book, agency=agency)
    for chapter in composed.chapters:
        assert _tree(chapter).find(".//script") is None
        assert "49" not in _words(_tree(chapter))
    assert sum(evil in _words(_tree(chapter)) for chapter in composed.chapters) > 5


def test_an_office_may_put_its_own_page_in_the_place_of_ours(
    compose_book: ComposesBook, tmp_path_factory: pytest.TempPathFactory
) -> None:
    own = tmp_path_factory.mktemp("templates")
    (own / "plan-book").mkdir()
    body = "{% block body %}<section><p>{{ view.agency }}</p></section>{% endblock %}"
    page = '{% extends "bundled/plan-book/preface.html.j2" %}' + body
    (own / "plan-book" / "preface.html.j2").write_text(page, encoding="utf-8")
    composed = compose_book(templates=own)
    preface = next(chapter for chapter in composed.chapters if chapter.key == "preface")
    assert "<section><p>สำนักตัวอย่างงานเมือง</p></section>" in preface.html
    assert "หวังว่าจะเป็นประโยชน์" not in preface.html
    assert ".toc" in preface.html
