"""The prose parts of the plan book on paper: covers of one page, headings with their text, contents in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.bundled import bundled_folder
from pipeline.layout import set_chapter
from pipeline.layout.faces import find_face
from pipeline.model import BookPart, LastYear, PartChoice, ResultGroup, Swot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from pipeline.compose import Composed
    from pipeline.layout.document import LaidOut
    from pipeline.layout.types import Chapter, Line
    from pipeline.model import Dataset
    from tests.compose.invented_plan import items, prose

    ComposesBook = Callable[..., Composed]
else:
    from invented_plan import items, prose

SENTENCE = "ประสานงานกับหน่วยงานที่เกี่ยวข้องและจัดเตรียมเอกสารประกอบการประชุมให้พร้อมใช้งาน "
LONG_TITLE = "แผนปฏิบัติราชการประจำปีของสำนักตัวอย่างงานเมืองและพัฒนาพื้นที่สาธารณะ"
LONG_AGENCY = "สำนักตัวอย่างงานเมืองและพัฒนาพื้นที่สาธารณะของเมืองสมมุติเพื่อการทดสอบเอกสาร"


def _set(chapter: Chapter, labels: dict[str, str] | None = None) -> LaidOut:
    return set_chapter(chapter, base=bundled_folder("templates"), face=find_face(), page_labels=labels).number()


def _chapter(composed: Composed, key: str) -> Chapter:
    return next(chapter for chapter in composed.chapters if chapter.key == key)


def _lines(laid_out: LaidOut) -> list[Line]:
    """The lines between running head and foot, from top to bottom."""
    inside = {element for section in laid_out.root.iter("section") for element in section.iter()}
    return sorted((line for line in laid_out.lines() if line.element in inside), key=lambda each: (each.page, each.y))


@pytest.mark.parametrize("title", ["แผนปฏิบัติราชการประจำปี", LONG_TITLE, LONG_TITLE * 2])
@pytest.mark.parametrize("agency", ["สำนักตัวอย่าง", LONG_AGENCY])
def test_a_cover_is_one_page_and_the_agency_stands_at_its_foot(
    compose_book: ComposesBook, plan: Dataset, title: str, agency: str
) -> None:
    named = plan.agency.model_copy(update={"name": agency, "name_en": "Office of Sample City Works and Public Spaces"})
    composed = compose_book(book={"title": title}, agency=named)
    for key in ("outer-cover", "inner-cover"):
        laid_out = _set(_chapter(composed, key))
        lines = _lines(laid_out)
        assert len(laid_out.pages) == 1
        foot = lines[-1].y + lines[-1].height
        assert 0.78 * laid_out.pages[0].height < foot < laid_out.pages[0].height - laid_out.pages[0].margin.bottom


def test_covers_are_centred_on_the_sheet(compose_book: ComposesBook) -> None:
    laid_out = _set(_chapter(compose_book(), "inner-cover"))
    for line in _lines(laid_out):
        assert line.x + line.width / 2 == pytest.approx(laid_out.pages[0].width / 2, abs=1)


def test_the_back_cover_is_one_page_whatever_is_written_on_it(compose_book: ComposesBook) -> None:
    for lines in (1, 6, 20):
        composed = compose_book(book={"back_cover": prose(*[SENTENCE] * lines)})
        assert len(_set(_chapter(composed, "back-cover")).pages) == 1


def _headings(laid_out: LaidOut) -> Iterator[Element]:
    return (element for element in laid_out.root.iter() if element.tag in {"h1", "h2", "h3"})


@pytest.mark.parametrize("before", range(27, 45, 2))
def test_no_heading_stands_last_on_its_page(compose_book: ComposesBook, before: int) -> None:
    """A list of so many lines comes before it."""
    listed = items(*["งานที่ทำแล้ว"] * before)
    groups = (
        ResultGroup(dimension=1, items=prose(listed)),
        ResultGroup(dimension=2, title="กลุ่มที่สอง", items=prose(items(*["งาน"] * 3))),
    )
    composed = compose_book(book={"last_year": LastYear(groups=groups), "vision": prose(listed)})
    for key in ("last-year", "vision"):
        laid_out = _set(_chapter(composed, key))
        lines = _lines(laid_out)
        for heading in _headings(laid_out):
            last = max(index for index, line in enumerate(lines) if line.element is heading)
            assert lines[last].page == lines[last + 1].page


def _tables(laid_out: LaidOut) -> Iterator[set[int]]:
    """The pages of every table."""
    lines = _lines(laid_out)
    for table in laid_out.root.iter("tbody"):
        inside = set(table.iter())
        yield {line.page for line in lines if line.element in inside}


def test_a_table_of_the_analysis_stays_on_one_page_where_it_fits(compose_book: ComposesBook) -> None:
    half = prose(items(*[SENTENCE] * 9))
    swot = Swot(strengths=half, weaknesses=prose(items("สั้น")), opportunities=half, threats=half)
    laid_out = _set(_chapter(compose_book(book={"swot": swot}), "swot"))
    assert list(_tables(laid_out)) == [{0}, {1}]


def test_a_table_of_the_analysis_longer_than_a_page_begins_under_its_heading(compose_book: ComposesBook) -> None:
    swot = Swot(strengths=prose(items(*[SENTENCE * 2] * 25)), weaknesses=prose(items("สั้น")))
    laid_out = _set(_chapter(compose_book(book={"swot": swot}), "swot"))
    (pages,) = _tables(laid_out)
    assert pages == set(range(len(laid_out.pages)))
    assert len(pages) > 1


def test_numbers_of_the_contents_stand_at_the_right_edge_behind_the_last_line(compose_book: ComposesBook) -> None:
    long = PartChoice(part=BookPart.TEXT, title="กรอบแนวคิด" + SENTENCE * 2, text=prose("ข้อความ"))
    parts = (PartChoice(part=BookPart.CONTENTS), PartChoice(part=BookPart.GENERAL), long)
    chapter = _chapter(compose_book(book={"parts": parts}), "contents")
    labels = {name: str(9 * number**3 + 1) for number, name in enumerate(("contents", "essence", "general", "text"))}
    laid_out = _set(chapter, labels)
    edge = laid_out.pages[0].width - laid_out.pages[0].margin.right
    lines = _lines(laid_out)
    entries = [element for element in laid_out.root.iter("p") if "toc " in element.get("class", "")]
    assert len(entries) == len(labels)
    for element, label in zip(entries, labels.values(), strict=True):
        own = [line for line in lines if line.element in set(element.iter())]
        assert own[-1].text.endswith(("." + label, " " + label))
        assert own[-1].x + own[-1].width == pytest.approx(edge, abs=1)
    assert len({line.baseline for line in lines}) > len(labels) + 2


def test_a_heading_that_begins_a_page_stands_where_the_first_one_does(compose_book: ComposesBook) -> None:
    """The space above a heading parts it from the text above; at the head of a page there is none."""
    heights = []
    for count in range(22, 30):
        goals = {"vision": prose(items(*["ดูแลงานเมือง"] * count)), "mission": prose(SENTENCE)}
        lines = _lines(_set(_chapter(compose_book(book=goals), "vision")))
        first, second = (next(line for line in lines if line.text == text) for text in ("วิสัยทัศน์", "พันธกิจ"))
        begins = min(line.y for line in lines if line.page == second.page) == second.y
        if second.page == 1 and begins:
            heights.append(second.y - first.y)

    assert heights
    assert heights == pytest.approx([0] * len(heights), abs=0.1)


def test_both_front_covers_print_the_same_words_at_the_same_height(compose_book: ComposesBook) -> None:
    composed = compose_book()
    outer, inner = (_lines(_set(_chapter(composed, key))) for key in ("outer-cover", "inner-cover"))

    assert [line.text for line in outer] == [line.text for line in inner]
    assert [line.y for line in outer] == pytest.approx([line.y for line in inner], abs=0.1)


def test_results_with_their_targets_in_brackets_are_not_stretched(compose_book: ComposesBook) -> None:
    """Their long words and many short brackets would leave holes in justified lines."""
    laid_out = _set(_chapter(compose_book(), "vision"))
    results = [item for item in laid_out.root.iter("li") if "ค่าเป้าหมาย" in "".join(item.itertext())]
    assert results
    assert {laid_out.style(item).text_align for item in results} == {"left"}
