"""Form pages, cover and overview on paper and in Word: heads of pages, whole rows, check-boxes, the same text twice."""

from __future__ import annotations

import re
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from lxml import etree

from pipeline.bundled import bundled_folder
from pipeline.layout import lay_out
from pipeline.layout.faces import find_face
from pipeline.model import Agency, FormPages
from pipeline.run import build

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any
    from xml.etree.ElementTree import Element

    from pipeline.compose import Composed
    from pipeline.layout.document import LaidOut
    from tests.compose.change_evaluation import KIND, changed, composed
    from tests.compose.invented_evaluation import criteria
    from tests.compose.invented_plan import items, prose
    from tests.compose.read_forms import FORMS
    from tests.compose.read_tables import chapter_of, classed, words
else:
    from change_evaluation import KIND, changed, composed
    from invented_evaluation import criteria
    from invented_plan import items, prose
    from read_forms import FORMS
    from read_tables import chapter_of, classed, words

SENTENCE = "ประสานงานกับหน่วยงานที่เกี่ยวข้องและจัดเตรียมเอกสารประกอบการประชุมให้พร้อมใช้งาน "
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
HALF = 0.5
"""Tolerance in pt."""

HEADINGS = {"h1", "h2", "h3", "h4"}


def lay(report: Composed, key: str) -> LaidOut:
    (chapter,) = (chapter for chapter in report.chapters if chapter.key == key)
    return lay_out(chapter.html, base=bundled_folder("templates"), face=find_face(), protect=report.protect)


def on_pages(paper: LaidOut, element: Element) -> list[int]:
    """The pages that the lines of an element stand on, each once."""
    inside = {id(part) for part in element.iter()}
    return sorted({line.page for line in paper.lines() if id(line.element) in inside})


def long_statement(paragraphs: int) -> Composed:
    return composed(changed(results={"c4-idea": {"details": prose(*[SENTENCE * 3] * paragraphs)}}))


@pytest.fixture(scope="module")
def crowded() -> Composed:
    """Component 5 in one form with many words, and a long form for an indicator."""
    milestones = criteria(*[f"จัดทำรายงานผลการดำเนินงานเสนอผู้บริหารเพื่อพิจารณาครั้งที่ {level}" for level in range(1, 6)])
    named: dict[str, dict[str, object]] = {
        key: {"name": f"{SENTENCE}({key})"} for key in ("c5-money", "c5-base", "c5-plan", "c5-absent")
    }
    named["c5-plan"]["criteria"] = (milestones,)
    long = prose(items(*[SENTENCE * 2] * 12))
    return composed(
        changed(
            dimensions={5: {"form": FormPages.WHOLE, "factors": long, "name": SENTENCE * 2}},
            indicators=named,
            results={
                "c4-idea": {"details": prose(*[SENTENCE * 3] * 16)},
                "c5-base": {"text": SENTENCE * 2, "note": SENTENCE},
                "c5-money": {"note": SENTENCE * 2},
            },
        )
    )


def test_the_title_of_a_form_stands_on_its_first_page_and_the_running_head_on_all_others() -> None:
    paper = lay(long_statement(12), "form-c4-idea")
    by_page: dict[int, list[str]] = {}
    for line in paper.lines():
        by_page.setdefault(line.page, []).append(line.text)
    head = "แบบฟอร์มการรายงาน ปีงบประมาณ พ.ศ. 2570 | องค์ประกอบที่ 4 ตัวชี้วัดที่ 1 | สตม."
    whole = ["".join(by_page[page]) for page in sorted(by_page)]

    assert len(whole) == 3
    assert "ผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2570" in whole[0]
    assert [head in text for text in whole] == [False, True, True]


def test_every_form_begins_a_page_and_carries_its_own_head() -> None:
    report = composed()
    heads = {key: words(next(chapter_of(report, key).iter("header"))) for key in FORMS}

    assert heads["part-1"] == "แบบฟอร์มการรายงาน ปีงบประมาณ พ.ศ. 2570 | องค์ประกอบที่ 1 | สตม."
    assert len(set(heads.values())) == len(FORMS)


@pytest.mark.parametrize("paragraphs", range(1, 9))
def test_no_heading_is_left_alone_at_the_end_of_a_page(paragraphs: int) -> None:
    paper = lay(long_statement(paragraphs), "form-c4-idea")
    elements = [one for one in paper.root.iter() if one.tag in {*HEADINGS, "table", "p", "li"} and words(one)]
    headings = 0
    for element, following in pairwise(elements):
        if element.tag in HEADINGS:
            assert on_pages(paper, element)[-1] == on_pages(paper, following)[0], words(element)
            headings += 1
    assert headings == 10


@pytest.mark.parametrize("key", ["part-5", "form-c4-idea"])
def test_no_row_of_a_table_breaks_and_its_head_repeats(crowded: Composed, key: str) -> None:
    paper = lay(crowded, key)
    for table in classed(paper.root, "grid"):
        rows = [row for group in table.iter("tbody") for row in group]
        pages = {page for row in rows for page in on_pages(paper, row)}
        (head,) = table.iter("thead")
        assert all(len(on_pages(paper, row)) == 1 for row in rows)
        assert set(on_pages(paper, head)) == pages


def test_a_line_above_rows_and_a_total_stay_with_their_rows(crowded: Composed) -> None:
    paper = lay(crowded, "part-5")
    seen = 0
    for table in classed(paper.root, "grid"):
        rows = [row for group in table.iter("tbody") for row in group]
        for row, following in pairwise(rows):
            if row.get("class") == "keep" or following.get("class") == "total":
                assert on_pages(paper, row)[-1] == on_pages(paper, following)[0]
                seen += 1
    assert seen >= 5


@pytest.mark.parametrize("key", ["part-5", "form-c4-idea", "overview"])
def test_no_text_leaves_its_cell_or_its_page(crowded: Composed, key: str) -> None:
    paper = lay(crowded, key)
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
    page = paper.pages[0]
    assert seen > 10
    assert all(line.x + line.width <= page.width - page.margin.right + HALF for line in lines)


def test_the_heads_of_a_form_s_tables_break_where_words_do() -> None:
    """Official labels are whole words on their lines: none is cut inside, the points of a level stay together."""
    for key in ("part-1", "form-c5-money"):
        paper = lay(composed(), key)
        heads = {id(one) for table in classed(paper.root, "grid") for row in table.iter("thead") for one in row.iter()}
        found = {line.text.strip() for line in paper.lines() if id(line.element) in heads}
        assert "ค่าคะแนนถ่วงน้ำหนัก" in found
        assert found <= {
            "ตัวชี้วัด", "กลุ่มหน่วยงาน", "น้ำหนัก", "(ร้อยละ)", "น้ำหนัก (ร้อยละ)", "ผลการดำเนินงาน", "คะแนนที่ได้",
            "ค่าคะแนนถ่วงน้ำหนัก", *(f"ระดับ {level}" for level in range(1, 6)),
            *(f"({points} คะแนน)" for points in (60, 70, 80, 90, 100)),
        }  # fmt: skip


def test_many_notes_do_not_take_the_last_rows_of_a_table_to_the_next_page() -> None:
    noted = {key: {"note": f"ข้อสังเกตของตัวชี้วัด {key}"} for key in ("c1-walk", "c1-data", "c1-team")}
    paper = lay(composed(changed(results=noted)), "part-1")
    (table,) = classed(paper.root, "results")
    first = next(iter(classed(paper.root, "note-block")[-1]))

    assert on_pages(paper, table) == on_pages(paper, first) == [0]


def test_all_groups_stand_on_one_line() -> None:
    paper = lay(composed(), "form-c5-money")
    (line,) = classed(paper.root, "choices")
    inside = {id(part) for part in line.iter()}

    assert len({round(one.y) for one in paper.lines() if id(one.element) in inside}) == 1


def test_dotted_lines_stay_inside_the_page_and_beside_their_labels() -> None:
    paper = lay(composed(), "part-2")
    page = paper.pages[0]
    for leader in classed(paper.root, "leader"):
        found = paper.box(leader)
        assert found is not None
        assert found[0] + found[2] <= page.width - page.margin.right + HALF
        label = next(one for one in paper.lines() if one.y <= found[1] <= one.y + one.height and ":" in one.text)
        assert label.page == 0


@pytest.mark.parametrize("name", ["สำนักตัวอย่าง", "สำนักตัวอย่างงานเมืองและพัฒนาพื้นที่สาธารณะของเมืองสมมุติเพื่อการทดสอบเอกสาร" * 2])
def test_a_cover_is_one_page_with_the_agency_at_its_foot(name: str) -> None:
    report = composed(changed(agency=Agency(name=name, name_en="Office of Sample City Works")))
    paper = lay(report, "cover")
    lines = sorted(paper.lines(), key=lambda line: line.y)
    foot = lines[-1].y + lines[-1].height

    assert len(paper.pages) == 1
    assert 0.78 * paper.pages[0].height < foot < paper.pages[0].height - paper.pages[0].margin.bottom


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The invented report as PDF and DOCX."""
    made = build(changed(), kind=KIND, out=tmp_path_factory.mktemp("forms"))
    return {one.format: one.path for one in made}


def word(files: dict[str, Path], part: str = "word/document.xml") -> Any:  # noqa: ANN401 - lxml has no types
    with zipfile.ZipFile(files["docx"]) as package:
        return etree.fromstring(package.read(part))


def text_of(element: Any) -> str:  # noqa: ANN401 - lxml has no types
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


@pytest.mark.parametrize("key", [*FORMS, "cover", "preface", "overview"])
def test_word_and_pdf_say_the_same_as_the_pages(files: dict[str, Path], key: str) -> None:
    boxes = re.compile("[☐☑☒]")
    written = "".join(boxes.sub("", text_of(word(files))).split())
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(files["pdf"])]
    printed = "".join("".join(page.split()) for page in pages)
    (section,) = chapter_of(composed(), key).iter("section")
    texts = [words(one) for one in section.iter() if one.tag in {"p", "li", *HEADINGS}]
    short = [text for text in texts if 0 < len(text) < 60]

    assert "".join(words(section).split()) in written
    assert len(short) > 3
    for text in short:
        assert "".join(text.split()) in printed


def test_check_boxes_are_real_ones_in_word(files: dict[str, Path]) -> None:
    boxes = list(word(files).iter(f"{W14}checkbox"))

    assert [box.find(f"{W14}checked").get(f"{W14}val") for box in boxes] == ["0", "1", "0", "0"]


def test_forms_in_word_have_their_head_on_all_pages_but_the_first_and_their_number_on_all(
    files: dict[str, Path],
) -> None:
    with zipfile.ZipFile(files["docx"]) as package:
        parts = [name for name in package.namelist() if name.startswith("word/header")]
        heads = {text_of(etree.fromstring(package.read(name))) for name in parts}
    forms = [one for one in word(files).iter(f"{W}sectPr") if one.find(f"{W}titlePg") is not None]

    assert "แบบฟอร์มการรายงาน ปีงบประมาณ พ.ศ. 2570 | องค์ประกอบที่ 1 | สตม." in heads
    assert forms
    for section in forms:
        shown = {(one.tag.removeprefix(W), one.get(f"{W}type")) for one in section if one.tag.endswith("Reference")}
        assert {("headerReference", "default"), ("footerReference", "default"), ("footerReference", "first")} <= shown
        assert ("headerReference", "first") not in shown


def test_rows_of_forms_stay_whole_in_word_and_heads_repeat(files: dict[str, Path]) -> None:
    labels = ("ค่าคะแนนถ่วงน้ำหนัก", "ระดับ 1")
    tables = [
        one
        for one in word(files).iter(f"{W}tbl")
        if any(label in text_of(next(one.iter(f"{W}tr"))) for label in labels)
    ]

    assert len(tables) == 15  # seven forms with two each, and the overview
    for table in tables:
        first, *rows = table.iter(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_the_same_data_gives_the_same_bytes(files: dict[str, Path], tmp_path: Path) -> None:
    again = {one.format: one.path for one in build(changed(), kind=KIND, out=tmp_path)}

    assert {name: path.read_bytes() for name, path in again.items()} == {
        name: path.read_bytes() for name, path in files.items()
    }
