"""The real plan book of 2563 as files: every text in both formats, contents with the right pages, the same pages."""

from __future__ import annotations

import re
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2
import pytest
from lxml import etree

import pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pipeline.model import Dataset
    from tests.cases.case_texts import stands
    from tests.cases.plan_book_prose import folded
    from tests.cases.plan_book_texts import Text, bare, printed_instead, texts
else:
    from case_texts import stands
    from plan_book_prose import folded
    from plan_book_texts import Text, bare, printed_instead, texts

LABEL = re.compile(r"[0-9]{1,3}|[ก-ฮ]")
"""What stands alone at the foot of a page: 1 2 3 or ก ข ค."""
RUNNING = re.compile(r"แผนปฏิบัติราชการประจำปี พ\.ศ\. 2563 \|")
LEADERS = re.compile(r"(?P<text>.*?)\s*(?:\.\s?){3,}\s*(?P<label>[0-9]+|[ก-ฮ])")


class Page(NamedTuple):
    """A page of a PDF as a reader sees it."""

    landscape: bool
    label: str
    lines: tuple[str, ...]


@pytest.fixture(scope="module")
def book(plan_book_dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both files. The Word file asks for the PDF's face, which is there wherever the tests run."""
    house = plan_book_dataset.house.model_copy(update={"docx_font": "Sarabun"})
    dataset = plan_book_dataset.model_copy(update={"house": house})
    outputs = pipeline.build(dataset, "plan-book", out=tmp_path_factory.mktemp("book"))
    return {output.format: output.path for output in outputs}


@pytest.fixture(scope="module")
def pages(book: dict[str, Path]) -> tuple[Page, ...]:
    return tuple(read_pages(book["pdf"]))


@pytest.fixture(scope="module")
def office_pdf(book: dict[str, Path], in_office: Callable[[Path], Path]) -> Path:
    """The Word file, printed by LibreOffice."""
    return in_office(book["docx"])


def read_pages(path: Path) -> Iterator[Page]:
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            width, height = page.get_size()
            lines = tuple(line.strip() for line in page.get_textpage().get_text_range().splitlines() if line.strip())
            label = next((line for line in reversed(lines) if LABEL.fullmatch(line)), "")
            yield Page(width > height, label, lines)


def outline(path: Path) -> list[tuple[str, int]]:
    """Headings of a PDF's outline with the 0-based index of their page; a last full stop looks like a leader."""
    with pypdfium2.PdfDocument(path) as document:
        entries = [(entry.get_title(), entry.get_dest()) for entry in document.get_toc(max_depth=9)]
        return [(folded(title).rstrip("."), place.get_index()) for title, place in entries if place is not None]


def listed(pages: tuple[Page, ...]) -> list[tuple[str, str]]:
    """The contents as printed: heading and label of its page. A long heading goes on over two lines."""
    found, waiting = [], ""
    for page in pages:
        if "สารบัญ" not in page.lines[:3]:
            continue
        for line in page.lines[page.lines.index("หน้า") + 1 :]:
            match = LEADERS.fullmatch(waiting + line)
            waiting = "" if match else waiting + line
            if match:
                found.append((folded(match["text"]).rstrip("."), match["label"]))
    return found


def wanted(case: dict[str, Any]) -> Iterator[Text]:
    """Every text of the book as this program prints it."""
    for text in texts(case):
        yield Text(text.place, printed_instead(case, text.place) or text.text)


@pytest.mark.poppler
def test_every_text_of_the_book_stands_in_the_pdf(book: dict[str, Path], plan_book_case: dict[str, Any]) -> None:
    command = ["pdftotext", "-raw", str(book["pdf"]), "-"]
    read = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    pages = [folded(page) for page in read.split("\f")]

    assert [text for text in wanted(plan_book_case) if not stands(bare(text.text), pages)] == []


def test_every_text_of_the_book_stands_in_the_docx(book: dict[str, Path], plan_book_case: dict[str, Any]) -> None:
    with zipfile.ZipFile(book["docx"]) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    said = folded("".join(node.text or "" for node in body.iter("{*}t")))

    missing = [text.place for text in wanted(plan_book_case) if bare(text.text) not in said]
    assert missing == ["strategic_project_summary/table_heading_continued"]  # Word repeats heads as they are


def test_totals_and_counts_stand_in_both(book: dict[str, Path], pages: tuple[Page, ...]) -> None:
    with zipfile.ZipFile(book["docx"]) as package:
        word = package.read("word/document.xml").decode()
    printed = "\n".join("\n".join(page.lines) for page in pages)

    for total in ("26,134,500", "56,296,100"):
        assert total in printed
        assert total in word


def test_the_contents_of_the_pdf_name_the_page_of_every_heading(book: dict[str, Path], pages: tuple[Page, ...]) -> None:
    assert_contents_are_right(listed(pages), outline(book["pdf"]), pages)


def test_the_labels_of_the_pdf_are_those_at_the_foot_of_its_pages(
    book: dict[str, Path], pages: tuple[Page, ...]
) -> None:
    with pypdfium2.PdfDocument(book["pdf"]) as document:
        labels = [document.get_page_label(index) for index in range(len(document))]

    assert labels == [page.label for page in pages]


@pytest.mark.libreoffice
def test_the_contents_of_the_docx_name_the_page_of_every_heading(office_pdf: Path) -> None:
    pages = tuple(read_pages(office_pdf))

    assert_contents_are_right(listed(pages), outline(office_pdf), pages)


@pytest.mark.libreoffice
def test_both_files_have_the_same_pages_upright_and_wide(office_pdf: Path, pages: tuple[Page, ...]) -> None:
    printed = tuple(read_pages(office_pdf))

    assert [page.landscape for page in printed] == [page.landscape for page in pages]
    assert [page.label for page in printed] == [page.label for page in pages]


@pytest.mark.libreoffice
def test_both_files_begin_every_page_with_the_same_line(office_pdf: Path, pages: tuple[Page, ...]) -> None:
    """The first line below the running head, as far as both break it alike."""
    begun = [(page.label, below_the_head(page)) for page in pages]

    assert [(page.label, below_the_head(page)) for page in read_pages(office_pdf)] == begun


def below_the_head(page: Page) -> str:
    first = next((line for line in page.lines if not RUNNING.match(line)), "")
    return folded(first.replace("(ต่อ)", ""))[:10]


def test_upright_and_wide_pages_follow_each_other_as_in_the_book(pages: tuple[Page, ...]) -> None:
    """Tables ก and ข are wide, the tables of the dimensions upright, the steps wide, the back cover upright."""
    turns = "".join("w" if page.landscape else "u" for page in pages)

    assert re.fullmatch(r"u+w+u+w+u", turns)


def assert_contents_are_right(
    contents: list[tuple[str, str]], headings: list[tuple[str, int]], pages: tuple[Page, ...]
) -> None:
    assert len(contents) >= 25
    places = {(title, pages[index].label) for title, index in headings}
    assert [entry for entry in contents if entry not in places] == []
