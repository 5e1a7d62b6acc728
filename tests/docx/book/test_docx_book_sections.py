"""Sections of a book: paper, running heads, ways of counting, right-hand pages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from pipeline.layout.types import Chapter
    from tests.docx.book.conftest import Book

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = ("cover", "front", "general", "measures", "wide", "portrait", "steps", "back")


def sections(book: Book) -> dict[str, etree._Element]:
    return dict(zip(NAMES, book.document.iter(f"{W}sectPr"), strict=True))


def says(section: etree._Element, name: str, attribute: str) -> str | None:
    found = section.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}{attribute}")


def running_text(book: Book, section: etree._Element, kind: str) -> str | None:
    """What a section prints in a margin; ``None``: nothing of its own, so that of the section before."""
    found = section.find(f"{W}{kind}Reference")
    if found is None:
        return None
    name = found.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "")
    return "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", book.text(name)))


def test_there_is_one_section_for_each_run_of_pages_that_agree(book: Book) -> None:
    assert [says(one, "pgSz", "orient") for one in sections(book).values()] == [
        *(None,) * 4,
        "landscape",
        None,
        "landscape",
        None,
    ]


def test_wide_paper_is_turned_in_size_too(book: Book) -> None:
    wide = sections(book)["wide"]
    assert (says(wide, "pgSz", "w"), says(wide, "pgSz", "h")) == ("16838", "11906")


def test_front_matter_is_lettered_and_the_body_counted_from_one(book: Book) -> None:
    found = {
        name: (says(one, "pgNumType", "fmt"), says(one, "pgNumType", "start")) for name, one in sections(book).items()
    }
    assert found["front"] == ("thaiLetters", "1")
    assert found["general"] == ("decimal", "1")
    assert {found[name] for name in ("measures", "wide", "portrait", "steps")} == {(None, None)}


def test_covers_count_nothing(book: Book) -> None:
    assert [sections(book)[name].find(f"{W}pgNumType") for name in ("cover", "back")] == [None, None]


def test_covers_show_no_running_head_even_behind_sections_that_do(book: Book) -> None:
    assert running_text(book, sections(book)["cover"], "header") is None
    assert running_text(book, sections(book)["cover"], "footer") is None
    assert running_text(book, sections(book)["back"], "header") == ""
    assert running_text(book, sections(book)["back"], "footer") == ""


def test_each_section_has_the_running_head_of_its_chapters(book: Book) -> None:
    heads = {name: running_text(book, one, "header") for name, one in sections(book).items()}
    assert [heads[name] for name in ("general", "measures", "wide", "portrait", "steps")] == [
        "สาระสำคัญ",
        "มาตรการ",
        "มาตรการ",
        "มาตรการ",
        "ขั้นตอน",
    ]


def test_the_same_running_head_on_the_same_paper_is_one_part(book: Book) -> None:
    found = sections(book)
    ids = [
        one.find(f"{W}headerReference").attrib.values()[1]  # type: ignore[union-attr]
        for one in (found["measures"], found["portrait"])
    ]
    assert ids[0] == ids[1]


def test_a_chapter_under_the_same_head_begins_with_a_page_break(book: Book) -> None:
    swot = book.paragraph("การวิเคราะห์สภาพแวดล้อม")
    assert swot.find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert swot.getprevious() is not None
    assert not list(swot.getprevious().iter(f"{W}sectPr"))  # type: ignore[union-attr]


def test_a_chapter_that_begins_with_a_table_has_its_break_before_it_and_not_in_a_head_that_repeats(
    chapter_of: Callable[..., Chapter], book_of: Callable[[list[Chapter]], Book]
) -> None:
    table = "<table><thead><tr><th>หัวตาราง</th></tr></thead><tbody><tr><td>ก</td></tr></tbody></table>"
    made = book_of([chapter_of("one", table), chapter_of("two", table)])
    (found,) = made.document.iter(f"{W}pageBreakBefore")
    assert not [up for up in found.iterancestors() if up.tag == f"{W}tbl"]
    assert [len(one.pages) for one in made.laid_out] == [1, 1]


def test_the_stored_page_numbers_of_the_margins_are_those_of_their_first_pages(book: Book) -> None:
    feet = [running_text(book, sections(book)[name], "footer") for name in ("front", "wide")]
    assert feet == ["ก", book.label("objective")]


def test_on_both_sides_margins_are_mirrored_and_the_inner_one_has_a_gutter(duplex_book: Book, book: Book) -> None:
    assert "<w:mirrorMargins/>" in duplex_book.text("settings")
    assert "<w:mirrorMargins/>" not in book.text("settings")
    portrait = [one for one in duplex_book.document.iter(f"{W}sectPr") if says(one, "pgSz", "orient") is None]
    margins = {tuple(says(one, "pgMar", side) for side in ("left", "right", "gutter")) for one in portrait}
    assert margins == {("1134", "1134", "567")}


def test_on_both_sides_a_chapter_for_the_right_hand_begins_on_an_odd_page(duplex_book: Book, book: Book) -> None:
    def kinds(one: Book) -> list[str | None]:
        return [says(section, "type", "val") for section in one.document.iter(f"{W}sectPr")]

    wanted = [chapter.recto for chapter in duplex_book.chapters]
    assert kinds(duplex_book).count("oddPage") == sum(wanted)
    assert set(kinds(book)) == {"nextPage"}


def test_a_block_that_asks_for_the_right_hand_begins_a_section_there(
    chapter_of: Callable[..., Chapter], book_of: Callable[[list[Chapter]], Book]
) -> None:
    made = book_of([chapter_of("one", '<p>ก</p><p style="break-before: right">ข</p>')])
    assert [says(one, "type", "val") for one in made.document.iter(f"{W}sectPr")] == ["nextPage", "oddPage"]


def test_a_table_behind_a_page_break_begins_the_page(
    chapter_of: Callable[..., Chapter], book_of: Callable[[list[Chapter]], Book]
) -> None:
    table = '<table style="break-before: page; margin-top: 10pt"><tr><td>ข</td></tr></table>'
    made = book_of([chapter_of("one", f"<p>ก</p>{table}")])
    (found,) = made.document.iter(f"{W}pageBreakBefore")
    spacer = found.getparent()
    assert spacer is not None
    assert spacer.find(f"{W}spacing").get(f"{W}line") == "200"  # type: ignore[union-attr]
    following = spacer.getparent().getnext()  # type: ignore[union-attr]
    assert following is not None
    assert following.tag == f"{W}tbl"


def test_a_back_cover_after_a_blank_page_begins_on_an_even_page(
    chapter_of: Callable[..., Chapter], book_of: Callable[..., Book]
) -> None:
    """It is on the outside of the last sheet, whichever side the text ends on."""
    kinds = []
    for pages in (1, 2):
        texts = [chapter_of(f"text-{number}", "<p>ก</p>") for number in range(pages)]
        back = replace(chapter_of("back", "<p>ปกหลัง</p>"), numbers="none", verso=True)
        made = book_of([*texts, back], duplex=True)
        assert sum(len(one.pages) for one in made.laid_out) == 2 * pages
        kinds.append(says(list(made.document.iter(f"{W}sectPr"))[-1], "type", "val"))

    assert kinds == ["nextPage", "evenPage"]
