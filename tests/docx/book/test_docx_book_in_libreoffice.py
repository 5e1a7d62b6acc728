"""LibreOffice, an independent reader, comes to the same pages, and the contents tell them rightly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import pytest
from lxml import etree

from pipeline.thai.counters import thai_letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.docx.book.conftest import Book

pytestmark = pytest.mark.libreoffice

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEFT_OUT = "หัวข้อที่สารบัญไม่กล่าวถึง"


class Printed(NamedTuple):
    """What LibreOffice made of books: their PDFs."""

    one_side: bytes
    longer: bytes
    both_sides: bytes


@pytest.fixture(scope="module")
def printed(
    book: Book, longer_book: Book, duplex_book: Book, in_office: Callable[[list[bytes]], list[bytes]]
) -> Printed:
    return Printed(*in_office([one.docx for one in (book, longer_book, duplex_book)]))


def papers(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        sizes = [document.get_page_size(index) for index in range(len(document))]
    return ["landscape" if width > height else "portrait" for width, height in sizes]


def outline(data: bytes) -> list[tuple[str, int]]:
    """The headings of a PDF with their pages."""
    with pypdfium2.PdfDocument(data) as document:
        found = [(entry.get_title(), entry.get_dest()) for entry in document.get_toc(max_depth=9)]
        return [(" ".join(title.split()), place.get_index() or 0) for title, place in found if place]


def contents(book: Book) -> list[tuple[str, str]]:
    """The entries of the contents with the labels that the file stores."""
    entries = []
    for node in book.document.iter(f"{W}p"):
        style = node.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val", "").startswith("TOC"):
            words = etree.tostring(node, encoding="unicode").split("<w:tab/>")
            before, after = (re.sub("<[^>]*>", "", re.sub("<w:instrText.*?</w:instrText>", "", part)) for part in words)
            entries.append((before, after))
    return entries


def printed_numbers(data: bytes) -> list[str]:
    """The number that each page prints in its foot: its last line."""
    with pypdfium2.PdfDocument(data) as document:
        lines = [document[index].get_textpage().get_text_range().split() for index in range(len(document))]
    return [words[-1] if words else "" for words in lines]


def test_page_counts_and_papers_are_those_of_the_pdf(
    printed: Printed, book: Book, longer_book: Book, duplex_book: Book
) -> None:
    assert [papers(data) for data in printed] == [papers(one.pdf) for one in (book, longer_book, duplex_book)]
    assert len(papers(duplex_book.pdf)) > len(papers(book.pdf)), "no blank page, so nothing was shown"


def test_every_entry_of_the_contents_tells_the_page_that_libreoffice_prints_under_its_heading(
    printed: Printed, book: Book, longer_book: Book, duplex_book: Book
) -> None:
    for data, one in zip(printed, (book, longer_book, duplex_book), strict=True):
        numbers = printed_numbers(data)
        assert [(title, numbers[page]) for title, page in outline(data) if title != LEFT_OUT] == contents(one)


def test_the_navigation_knows_the_headings_that_the_contents_leave_out(printed: Printed) -> None:
    assert [title for title, _ in outline(printed.one_side)].count(LEFT_OUT) == 1


def test_front_matter_is_lettered(printed: Printed) -> None:
    assert printed_numbers(printed.one_side)[2:5] == [thai_letter(1), thai_letter(2), "1"]


def test_the_example_has_the_same_pages_and_contents_that_tell_them(
    example_book: Book, in_office: Callable[[list[bytes]], list[bytes]]
) -> None:
    (data,) = in_office([example_book.docx])
    assert papers(data) == papers(example_book.pdf)
    assert len(papers(data)) >= 50
    numbers = printed_numbers(data)
    found = {(title, numbers[page]) for title, page in outline(data)}
    entries = [(" ".join(title.split()), label) for title, label in contents(example_book)]
    assert len(entries) >= 20
    assert [entry for entry in entries if entry not in found] == []


def shown(data: bytes) -> list[int]:
    """Pages with something on them: where a count restarts with 1, LibreOffice alone goes to a right-hand page."""
    with pypdfium2.PdfDocument(data) as document:
        return [index for index in range(len(document)) if document[index].get_textpage().get_text_range().strip()]


def test_the_reports_have_the_same_pages_and_headings(
    any_report: Book, in_office: Callable[[list[bytes]], list[bytes]]
) -> None:
    """Behind a row that breaks over pages a heading may stand a page further: lines break where each reader likes."""
    (data,) = in_office([any_report.docx])
    kept = shown(data)
    assert [papers(data)[page] for page in kept] == papers(any_report.pdf)
    assert len(kept) >= 20
    found, wanted = outline(data), outline(any_report.pdf)
    assert [re.sub(r"\s", "", title) for title, _ in found] == [re.sub(r"\s", "", title) for title, _ in wanted]
    apart = [kept.index(page) - other for (_, page), (_, other) in zip(found, wanted, strict=True)]
    assert {abs(pages) for pages in apart} <= {0, 1}
    assert apart.count(0) >= 0.9 * len(apart)
