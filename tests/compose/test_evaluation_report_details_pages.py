"""Summaries, details and the end of the report on paper and in Word: repeated heads, whole texts, links, signatures."""

from __future__ import annotations

import re
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from pipeline.bundled import bundled_folder
from pipeline.layout import lay_out
from pipeline.layout.faces import find_face
from pipeline.model import FormPages, Narrative, Paragraph, RichText, SignatureBlock
from pipeline.run import build

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any
    from xml.etree.ElementTree import Element

    from pipeline.compose import Composed
    from pipeline.layout.document import LaidOut
    from tests.compose.change_evaluation import KIND, changed, composed
    from tests.compose.invented_plan import items, prose
    from tests.compose.read_tables import chapter_of, classed, words
else:
    from change_evaluation import KIND, changed, composed
    from invented_plan import items, prose
    from read_tables import chapter_of, classed, words

WORDS = "ประสานงานกับหน่วยงานที่เกี่ยวข้องและจัดเตรียมเอกสารประกอบการประชุมครั้งที่ "
LATIN = "Supercalifragilisticexpialidocious_Antidisestablishmentarianism"
HALF = 0.5
"""Tolerance in pt."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def lay(report: Composed, key: str) -> LaidOut:
    (chapter,) = (chapter for chapter in report.chapters if chapter.key == key)
    return lay_out(chapter.html, base=bundled_folder("templates"), face=find_face(), protect=report.protect)


def on_pages(paper: LaidOut, element: Element) -> list[int]:
    """The pages that the lines of an element stand on, each once."""
    inside = {id(part) for part in element.iter()}
    return sorted({line.page for line in paper.lines() if id(line.element) in inside})


@pytest.fixture(scope="module")
def long_report() -> Composed:
    """Details over several pages, many short indicators, and long narratives."""
    long = items(*[f"{WORDS}{number}" for number in range(1, 80)])
    return composed(
        changed(
            dimensions={4: {"form": FormPages.WHOLE}, 5: {"form": FormPages.WHOLE}},
            results={
                "c1-walk": {"details": prose("ดำเนินการดังนี้", long), "summary": prose(WORDS * 4)},
                "c1-data": {
                    "note": f"{LATIN} {WORDS}",
                    "achieved": f"{LATIN}{WORDS}",
                    "explanation": prose(*[WORDS * 9] * 6),
                },
                "c5-money": {"sections": tuple(Narrative(heading=f"หัวข้อ {number}") for number in range(30))},
            },
        )
    )


def test_a_cell_of_several_pages_keeps_its_head_on_each_and_loses_no_word(long_report: Composed) -> None:
    paper = lay(long_report, "part-1-details")
    table = next(iter(paper.root.iter("table")))
    (head,), (row,) = table.iter("thead"), next(iter(table.iter("tbody")))
    cell = list(row)[4]
    inside = {id(part) for part in cell.iter()}
    printed = "".join(line.text for line in paper.lines() if id(line.element) in inside)

    assert len(on_pages(paper, cell)) >= 4
    assert on_pages(paper, head) == on_pages(paper, cell)
    assert [f"{number}. " for number in range(1, 80)] == re.findall(r"\d+\. ", printed)
    assert re.sub(r"\d+\. ", "", printed).replace(" ", "") == words(cell).replace(" ", "")
    assert printed.endswith("(เอกสารประกอบปรากฏตามเอกสารหมายเลข 1)")


KEYS = ("part-1-summary", "part-1-details", "part-2-details", "part-5-summary", "part-5-details", "appeals", "register")


@pytest.mark.parametrize("key", KEYS)
def test_no_text_leaves_its_cell_or_its_page(long_report: Composed, key: str) -> None:
    paper = lay(long_report, key)
    lines = list(paper.lines())
    seen = 0
    for cell in (cell for cell in paper.root.iter() if cell.tag in {"td", "th"}):
        inside = {id(part) for part in cell.iter()}
        found = paper.box(cell)
        assert found is not None
        for line in (line for line in lines if id(line.element) in inside):
            assert found[0] - HALF <= line.x, line.text
            assert line.x + line.width <= found[0] + found[2] + HALF, line.text
            seen += 1
    assert seen > 10


@pytest.mark.parametrize("key", ["part-1-details", "part-2-details", "part-5-details"])
def test_no_heading_is_left_alone_at_the_end_of_a_page(long_report: Composed, key: str) -> None:
    paper = lay(long_report, key)
    elements = [
        element
        for element in paper.root.iter()
        if element.tag in {"h2", "h3", "h4", "table"} or element.get("class") in {"prose", "above"}
    ]
    headings = 0
    for element, following in pairwise(elements):
        if element.tag in {"h2", "h3", "h4"}:
            assert on_pages(paper, element)[-1] == on_pages(paper, following)[0], words(element)
            headings += 1
    assert headings > 8


def test_rows_that_are_not_tall_and_quarters_stand_on_one_page(long_report: Composed) -> None:
    for key in KEYS:
        paper = lay(long_report, key)
        whole = [row for row in paper.root.iter("tr") if row.get("class") != "tall" and row in _body(paper.root)]
        for element in (*whole, *classed(paper.root, "quarters")):
            assert len(on_pages(paper, element)) <= 1, words(element)


def _body(root: Element) -> list[Element]:
    return [row for group in root.iter("tbody") for row in group]


def test_the_picture_of_quarters_is_as_high_as_the_rows_beside_it() -> None:
    paper = lay(composed(), "part-1-details")
    (table,) = classed(paper.root, "quarters")
    rows = [paper.box(row) for group in table.iter("tbody") for row in group]
    heights = [box[3] for box in rows if box is not None]

    assert len(heights) == 4
    assert max(heights) == pytest.approx(min(heights), abs=1)


@pytest.mark.parametrize("paragraphs", range(18, 32, 2))
def test_signatures_never_stand_without_the_words_they_are_for(paragraphs: int) -> None:
    text = RichText(blocks=tuple(Paragraph(text=f"ข้อสังเกต {number}") for number in range(paragraphs)))
    blocks = tuple(SignatureBlock(role=f"ผู้ลงนาม {number}") for number in (1, 2, 3))
    own = {"sections": (Narrative(heading="ข้อสังเกต", text=text),), "signatures": blocks}
    paper = lay(composed(changed(evaluation=own)), "closing")
    (certificate,) = classed(paper.root, "certificate")

    assert len(on_pages(paper, certificate)) == 1


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The invented report as PDF and DOCX."""
    made = build(changed(), kind=KIND, out=tmp_path_factory.mktemp("report"))
    return {one.format: one.path for one in made}


def _lines(page: Any, top: float) -> str:  # noqa: ANN401 - pypdfium2 has no types
    """The text just below a height of a page."""
    return str(page.get_textpage().get_text_bounded(top=top + 2, bottom=top - 30))


def test_references_of_the_pdf_hit_the_heading_of_their_evidence(files: dict[str, Path]) -> None:
    document, text = pikepdf.open(files["pdf"]), pypdfium2.PdfDocument(files["pdf"])
    number_of = {page.objgen: place for place, page in enumerate(page.obj for page in document.pages)}
    names = _destinations(document)
    hit: dict[str, int] = {}
    for page in document.pages:
        for link in page.get("/Annots", []):
            target = _target(link)
            if isinstance(target, str):
                if not target.startswith("evidence-"):
                    continue
                target = names[target]
            page_of, top = number_of[target[0].objgen], float(target[3])
            found = _lines(text[page_of], top)
            if "เอกสารหมายเลข" in found:
                hit[found.strip().splitlines()[0].strip()] = hit.get(found.strip().splitlines()[0].strip(), 0) + 1
    assert {name.removesuffix(" :").removesuffix(":") for name in hit} == {
        f"หลักฐานอ้างอิง (เอกสารหมายเลข {number})" for number in range(1, 7)
    }
    assert min(hit.values()) >= 2


def _target(link: Any) -> Any:  # noqa: ANN401 - pikepdf's objects are of any kind
    found = link.get("/Dest")
    if found is None and "/A" in link:
        found = link["/A"].get("/D")
    return str(found) if isinstance(found, pikepdf.String | pikepdf.Name) else found


def _destinations(document: pikepdf.Pdf) -> dict[str, Any]:
    tree = document.Root.get("/Names", {}).get("/Dests")
    return dict(pikepdf.NameTree(tree).items()) if tree is not None else {}


def test_references_of_the_docx_hit_the_heading_of_their_evidence(files: dict[str, Path]) -> None:
    with zipfile.ZipFile(files["docx"]) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    marked = {mark.get(f"{W}name"): _text(mark.getparent()) for mark in body.iter(f"{W}bookmarkStart")}
    anchors = [link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")]
    found = [anchor for anchor in anchors if anchor is not None and anchor.startswith("evidence")]

    assert len(found) == 12
    for number in range(1, 7):
        assert found.count(f"evidence_{number}") == 2
        assert marked[f"evidence_{number}"].startswith(f"หลักฐานอ้างอิง (เอกสารหมายเลข {number})")


def _text(element: Any) -> str:  # noqa: ANN401 - lxml has no types
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def test_heads_repeat_and_only_tall_rows_may_break_in_word_too(files: dict[str, Path]) -> None:
    with zipfile.ZipFile(files["docx"]) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    tables = [table for table in body.iter(f"{W}tbl") if "รายละเอียดผลการดำเนินงาน" in _text(next(table.iter(f"{W}tr")))]

    assert len(tables) == 5
    for place, table in enumerate(tables):
        first, row = table.iter(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert (row.find(f"{W}trPr/{W}cantSplit") is None) == (place == 0)


def test_the_picture_has_its_text_in_word_too(files: dict[str, Path]) -> None:
    with zipfile.ZipFile(files["docx"]) as package:
        document = package.read("word/document.xml").decode()
    told = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', document)

    assert [text.split(" ไตรมาสที่ 2")[0] for text in told] == [
        "แผนภูมิแท่งผลการดำเนินงานรายไตรมาสเทียบกับเป้าหมาย ไตรมาสที่ 1 เป้าหมาย 3 ผลการดำเนินงาน 2",
        "แผนภูมิแท่งผลการดำเนินงานรายไตรมาสเทียบกับเป้าหมาย ไตรมาสที่ 1 เป้าหมาย ร้อยละ 25 ผลการดำเนินงาน ร้อยละ 20.0",
    ]


OWN = ("part-1-summary", "part-1-details", "part-2-summary", "part-2-details", "appeals", "register", "closing")


@pytest.mark.parametrize("key", OWN)
def test_word_and_pdf_say_the_same_as_the_pages(files: dict[str, Path], key: str) -> None:
    with zipfile.ZipFile(files["docx"]) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    word = "".join(_text(body).split())
    printed = "".join(
        "".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(files["pdf"])
    )
    (section,) = chapter_of(composed(), key).iter("section")
    for hidden in classed(section, "continued"):  # on later pages of the PDF only
        hidden.text = ""

    assert "".join(words(section).split()) in word
    short = [found for found in map(words, section.iter("p")) if 0 < len(found) < 60]  # on one page
    assert len(short) > 3
    for text in short:
        assert "".join(text.split()) in printed
