"""The contents page: a real field, filled with the right numbers, that updating would not change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pipeline.docx import UnsupportedMarkupError

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from pipeline.layout.types import Chapter
    from tests.docx.book.conftest import Book

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def style(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def entries(book: Book) -> list[etree._Element]:
    return [node for node in book.document.iter(f"{W}p") if style(node).startswith("TOC")]


def runs(paragraph: etree._Element) -> tuple[str, str]:
    """What stands before the tab of an entry, and behind it."""
    pieces = ["", ""]
    side = 0
    for node in paragraph.iter(f"{W}t", f"{W}tab"):
        if node.tag == f"{W}tab":
            side = 1
        else:
            pieces[side] += node.text or ""
    return pieces[0], pieces[1]


def entries_wanted(book: Book) -> list[tuple[int, str, str]]:
    html = next(chapter.html for chapter in book.chapters if chapter.key == "contents")
    found = re.findall(r'toc-(\d)"><a href="#([^"]+)">([^<]+)<', html)
    return [(int(level), text, book.label(name)) for level, name, text in found]


def test_entries_say_text_and_page_label_as_the_layout_found_them(book: Book) -> None:
    found = [(int(style(node)[3]), *runs(node)) for node in entries(book)]
    assert found == entries_wanted(book)
    assert [label for _, _, label in found][:3] == ["ก", "ข", "1"]


def test_it_is_a_field_in_a_control_that_word_takes_for_a_table_of_contents(book: Book) -> None:
    (gallery,) = book.document.iter(f"{W}docPartGallery")
    assert gallery.get(f"{W}val") == "Table of Contents"
    codes = [(node.text or "").strip() for node in book.document.iter(f"{W}instrText")]
    assert codes[0] == r'TOC \o "1-4" \h \z \u'
    assert len([code for code in codes if code.startswith("PAGEREF")]) == len(entries(book)) + 1


def test_opening_the_file_asks_nothing(book: Book) -> None:
    assert "updateFields" not in book.text("settings")
    assert not [node for node in book.document.iter(f"{W}fldChar") if node.get(f"{W}dirty")]


def test_styles_of_entries_end_in_a_right_hand_stop_with_dots(book: Book) -> None:
    for level in (1, 2, 3, 4):
        (one,) = book.styles.iterfind(f"{W}style[@{W}styleId='TOC{level}']")
        name = one.find(f"{W}name")
        assert name is not None
        assert name.get(f"{W}val") == f"toc {level}"
        (stop,) = one.iter(f"{W}tab")
        assert (stop.get(f"{W}val"), stop.get(f"{W}leader")) == ("right", "dot")
        assert stop.get(f"{W}pos") == str(11906 - 1701 - 1134)


def test_an_entry_links_to_the_bookmark_of_its_page_number(book: Book) -> None:
    names = {node.get(f"{W}name") for node in book.document.iter(f"{W}bookmarkStart")}
    for entry in entries(book):
        (link,) = entry.iter(f"{W}hyperlink")
        (code,) = [(node.text or "").split() for node in entry.iter(f"{W}instrText") if "PAGEREF" in (node.text or "")]
        assert link.get(f"{W}anchor") == code[1]
        assert code[1] in names


def test_a_heading_that_the_contents_leave_out_looks_the_same_and_stands_below_their_levels(book: Book) -> None:
    left_out = style(book.paragraph("หัวข้อที่สารบัญไม่กล่าวถึง"))
    assert left_out == "Subheading2"
    by_id = {node.get(f"{W}styleId"): node for node in book.styles.iter(f"{W}style")}
    level = by_id[left_out].find(f"{W}pPr/{W}outlineLvl")
    assert level is not None
    assert level.get(f"{W}val") == "4", "counted from 0; the contents end at 3"
    looks = [
        [
            (node.tag, dict(node.attrib))
            for part in ("rPr", "pPr")
            for node in by_id[name].find(f"{W}{part}")  # type: ignore[union-attr]
            if node.tag != f"{W}outlineLvl"
        ]
        for name in (left_out, "Heading2")
    ]
    assert looks[0] == looks[1]


def test_a_heading_in_a_cell_counts_as_one(book: Book) -> None:
    heading = book.paragraph("เป้าประสงค์ที่อยู่ในตาราง")
    assert style(heading) == "Heading3"
    assert any(node.tag == f"{W}tc" for node in heading.iterancestors())


def test_a_page_number_in_prose_is_a_field_too(book: Book) -> None:
    sentence = book.paragraph("ดู")
    assert "".join(node.text or "" for node in sentence.iter(f"{W}t")) == f"ดูมาตรการ หน้า {book.label('measures')}"
    codes = [(node.text or "").strip() for node in sentence.iter(f"{W}instrText")]
    assert codes == [r"PAGEREF measures \h"]


def test_numbers_follow_when_a_chapter_before_has_grown(book: Book, longer_book: Book) -> None:
    before, after = ([runs(node)[1] for node in entries(one)] for one in (book, longer_book))
    assert before[:5] == after[:5]
    assert [int(new) - int(old) for old, new in zip(before[5:], after[5:], strict=True)] == [3, 3, 3]


def test_two_lists_of_contents_are_refused(
    chapter_of: Callable[..., Chapter], book_of: Callable[[list[Chapter]], Book]
) -> None:
    nav = '<nav class="contents"><p class="toc toc-1"><a href="#a">ก</a></p></nav>'
    with pytest.raises(UnsupportedMarkupError, match="more than one list of contents"):
        book_of([chapter_of("one", f'<h1 id="a">ก</h1>{nav}'), chapter_of("two", nav)])


def test_other_blocks_between_entries_are_refused(
    chapter_of: Callable[..., Chapter], book_of: Callable[[list[Chapter]], Book]
) -> None:
    entry = '<p class="toc toc-1"><a href="#a">ก</a></p>'
    nav = f'<nav class="contents">{entry}<p class="odd">ข</p>{entry}</nav>'
    with pytest.raises(UnsupportedMarkupError, match="odd"):
        book_of([chapter_of("one", f'<h1 id="a">ก</h1>{nav}')])
