from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pymupdf
import pypdfium2
import pytest

from pipeline.layout.faces import find_face

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pdf.conftest import Example

STYLES = ("regular", "bold", "italic")
TLWG = Path("/usr/share/fonts/truetype/tlwg")


def folded(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.poppler
@pytest.mark.parametrize("align", ["justify", "left"])
@pytest.mark.parametrize("style", STYLES)
def test_every_reader_gets_back_what_was_written(
    style: str, align: str, read: Callable[[Path], str], corpus_pdf: Callable[[str, str], Path], corpus: tuple[str, ...]
) -> None:
    text = read(corpus_pdf(style, align))
    assert folded(text) == folded("สำนักงานเขตนำร่อง" + "".join(corpus))


@pytest.fixture(scope="session")
def bound_corpus(make: Callable[..., Path], corpus: tuple[str, ...]) -> Path:
    body = "".join(f"<p>{html.escape(paragraph)} <b>หนา</b></p>" for paragraph in ("สำนักงานเขตนำร่อง", *corpus))
    return make(body, "p{text-align:justify}", bound=True)


@pytest.mark.poppler
def test_every_reader_gets_back_what_a_bound_book_says(
    read: Callable[[Path], str], bound_corpus: Path, corpus: tuple[str, ...]
) -> None:
    text = "".join(f"{paragraph}หนา" for paragraph in ("สำนักงานเขตนำร่อง", *corpus))
    assert folded(read(bound_corpus)) == folded(text)


@pytest.mark.poppler
def test_every_reader_gets_back_every_letter_of_the_examples(read: Callable[[Path], str], example: Example) -> None:
    """Readers go through tables in orders of their own, so letters are counted.

    Hyphens are not: pdftotext takes one at the end of a line for a divided word.
    """
    printed, found = (folded(text).replace("-", "") for text in ("".join(example.pages), read(example.path)))
    assert len(printed) > 1500
    assert Counter(found) == Counter(printed)


@pytest.mark.poppler
@pytest.mark.parametrize("align", ["justify", "left"])
def test_no_reader_sees_a_space_inside_a_word(
    align: str, read: Callable[[Path], str], corpus_pdf: Callable[[str, str], Path], corpus: tuple[str, ...]
) -> None:
    """Between two line ends the words and spaces are those of the source, one for one."""
    source = "\n".join(("สำนักงานเขตนำร่อง", *corpus))
    text = re.sub(r"[\r\n\f]+", "\n", read(corpus_pdf("regular", align))).strip()
    pattern = iter(source)
    wrong = []
    expected = next(pattern)
    for at, letter in enumerate(text):
        if letter == expected:
            expected = next(pattern, "")
        elif letter == "\n" and expected != "\n":
            continue  # a line end where the source has none
        elif expected == " ":  # the space at a line end is not printed
            expected = next(pattern, "")
            if letter == expected:
                expected = next(pattern, "")
            elif letter != "\n":
                wrong.append(text[at - 8 : at + 8])
        elif letter == " ":
            wrong.append(text[at - 8 : at + 8])
    assert wrong == []


@pytest.mark.poppler
def test_tables_headings_and_running_heads_read_back(read: Callable[[Path], str], make: Callable[..., Path]) -> None:
    body = (
        "<header>สำนักงานเขตน้ำใส</header><h1>ทำงานที่น้ำท่วม</h1><ul class='toc'><li><a href='#b'>คำนำ</a></li></ul>"
        "<table><tr><th>ลำดับ</th><td>กำหนดส่ง</td></tr><tr><td>๑</td><td>ปู่ย่ำค่ำ</td></tr></table><h2 id='b'>คำนำ</h2>"
    )
    css = (
        "header{position:running(h)} @page{@top-left{content:element(h)}}"
        ".toc a::after{content:' 'target-counter(attr(href),page)}"
    )
    text = folded(read(make(body, css)))
    for words in ("สำนักงานเขตน้ำใส", "ทำงานที่น้ำท่วม", "คำนำ1", "ลำดับ", "กำหนดส่ง", "๑", "ปู่ย่ำค่ำ"):
        assert words in text


def test_text_in_a_picture_reads_back(read: Callable[[Path], str], make: Callable[..., Path]) -> None:
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='60' font-size='14'>"
        "<text x='150' y='20' text-anchor='middle'>ความก้าวหน้าที่ทำได้</text>"
        "<text x='5' y='50'>น้ำ<tspan font-weight='bold'>ปู่</tspan></text></svg>"
    )
    from urllib.parse import quote

    text = folded(read(make(f'<img alt="แผนภูมิ" src="data:image/svg+xml,{quote(svg)}"/>')))
    assert "ความก้าวหน้าที่ทำได้" in text
    assert "น้ำปู่" in text


@pytest.mark.parametrize("word", ["สำนักงาน", "การ", "ที่", "น้ำ"])
def test_searching_finds_every_occurrence(
    word: str, corpus_pdf: Callable[[str, str], Path], corpus: tuple[str, ...]
) -> None:
    path = corpus_pdf("regular", "justify")
    count = sum(paragraph.count(word) for paragraph in corpus) + "สำนักงานเขตนำร่อง".count(word)
    split = 0  # occurrences that a line end cuts in two cannot be found by any reader
    with pypdfium2.PdfDocument(path) as document:
        found = 0
        for page in document:
            textpage = page.get_textpage()
            searcher = textpage.search(word, match_case=True)
            while searcher.get_next():
                found += 1
            text = textpage.get_text_range()
            split += folded(text).count(word) - text.count(word)
            searcher.close()
            textpage.close()
            page.close()
    assert found == count - split
    assert split <= count // 20
    with pymupdf.open(path) as again:
        assert sum(page.get_text().count(word) for page in again) == count - split


FACES = ("Laksaman", "Garuda", "Kinnari", "Loma", "Waree")


@pytest.mark.poppler
@pytest.mark.skipif(not TLWG.is_dir(), reason="needs the fonts of fonts-thai-tlwg (make tools)")
@pytest.mark.parametrize("family", FACES)
def test_any_face_that_an_office_brings_reads_back_as_well(
    family: str, read: Callable[[Path], str], office_pdf: Callable[[str], tuple[Path, str]]
) -> None:
    path, source = office_pdf(family)
    assert folded(read(path)) == source


@pytest.fixture(scope="session")
def office_pdf(make: Callable[..., Path], corpus: tuple[str, ...]) -> Callable[[str], tuple[Path, str]]:
    from functools import cache

    from fontTools.ttLib import TTFont

    @cache
    def do(family: str) -> tuple[Path, str]:
        face = find_face(family, [TLWG])
        regular = face.file()
        assert regular is not None
        with TTFont(regular, lazy=True) as font:
            known = set(font.getBestCmap())
        paragraphs = [text for text in corpus if all(ord(letter) in known for letter in text)]
        assert len(paragraphs) > 200
        body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
        return make(body, "p{text-align:justify}", face=face), folded("".join(paragraphs))

    return do
