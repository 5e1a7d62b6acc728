"""LibreOffice, an independent reader, comes to the same pages, and the contents tell them rightly."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import pytest
from lxml import etree

from pipeline.bundled import bundled_folder
from pipeline.thai.counters import thai_letter

if TYPE_CHECKING:
    from tests.docx.book.conftest import Book

pytestmark = pytest.mark.libreoffice

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FONTCONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{fonts}</dir><cachedir>{cache}</cachedir>
</fontconfig>"""
LEFT_OUT = "หัวข้อที่สารบัญไม่กล่าวถึง"
WITH_BLANK_PAGES = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'


class Printed(NamedTuple):
    """What LibreOffice made of books: their PDFs."""

    one_side: bytes
    longer: bytes
    both_sides: bytes


@pytest.fixture(scope="module")
def printed(book: Book, longer_book: Book, duplex_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    room = tmp_path_factory.mktemp("libreoffice")
    (room / "fonts.conf").write_text(FONTCONFIG.format(fonts=bundled_folder("fonts"), cache=room / "cache"))
    environment = {**os.environ, "HOME": str(room), "FONTCONFIG_FILE": str(room / "fonts.conf")}
    names = [room / f"{number}.docx" for number in range(3)]
    for name, one in zip(names, (book, longer_book, duplex_book), strict=True):
        name.write_bytes(one.docx)
    profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", WITH_BLANK_PAGES, "--outdir", str(room)]
    subprocess.run([*command, *map(str, names)], env=environment, check=True, capture_output=True, timeout=300)
    return Printed(*(name.with_suffix(".pdf").read_bytes() for name in names))


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
