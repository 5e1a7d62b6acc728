"""The form on paper: which lines stay together at the end of a page."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pymupdf
import pypdfium2
import pytest

from pipeline import pdf
from pipeline.model import (
    Assessment,
    ListBlock,
    ListItem,
    ListMarker,
    OnPlan,
    OnTarget,
    Paragraph,
    ProgressReport,
    RichText,
    SignatureBlock,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from pipeline.layout.document import LaidOut
    from pipeline.layout.types import Line

    LaysOut = Callable[..., LaidOut]

SENTENCE = "ประสานงานกับหน่วยงานที่เกี่ยวข้องและจัดเตรียมเอกสารประกอบการประชุมให้พร้อมใช้งาน "


def paragraph(lines: int) -> Paragraph:
    """A paragraph of about so many lines; what it really takes is measured."""
    return Paragraph(text=(SENTENCE * lines).strip()[: lines * 88 - 20])


def listing(*texts: str, children: tuple[Paragraph | ListBlock, ...] = ()) -> ListBlock:
    items = [ListItem(text=text) for text in texts]
    items[0] = ListItem(text=texts[0], children=children)
    return ListBlock(items=tuple(items), marker=ListMarker.DECIMAL_DOT)


SHAPES: tuple[tuple[Paragraph | ListBlock, ...], ...] = (
    *((paragraph(lines),) for lines in (1, 2, 3, 4, 5, 7)),
    (paragraph(1), paragraph(1)),
    (paragraph(1), paragraph(1), paragraph(1), paragraph(1)),
    (paragraph(1), paragraph(3), paragraph(1)),
    (listing("หนึ่ง", "สอง", "สาม", "สี่", "ห้า"),),
    (paragraph(2), listing("หนึ่ง", "สอง", "สาม", children=(listing("ย่อย", "ย่อยสอง", "ย่อยสาม"),))),
    (listing("หนึ่ง", children=(listing("ย่อย", "ย่อยสอง", "ย่อยสาม", "ย่อยสี่"),)),),
)


def report(number: int, blocks: tuple[Paragraph | ListBlock, ...] | None) -> ProgressReport:
    if blocks is None:
        return ProgressReport(no=number)
    return ProgressReport(
        no=number,
        date=dt.date(2025, 10, 1) + dt.timedelta(days=5 * number),
        narrative=RichText(blocks=blocks),
        progress=Decimal(number),
        disbursed=Decimal(number) / 4,
        on_plan=OnPlan.ON_PLAN,
        on_target=OnTarget.ON_TARGET,
    )


class Paper:
    """The lines of a laid-out form, asked by element."""

    def __init__(self, laid_out: LaidOut) -> None:
        self.root = laid_out.root
        self.pages = len(laid_out.pages)
        self._lines = list(laid_out.lines())

    def rows(self, *elements: Element) -> list[tuple[int, float]]:
        """Page and baseline of every line in the elements, a list's marker and its text being one line."""
        inside = {id(part) for element in elements for part in element.iter()}
        return sorted({_row(line) for line in self._lines if id(line.element) in inside})

    def find(self, css_class: str) -> list[Element]:
        return [element for element in self.root.iter() if element.get("class") == css_class]

    def body_rows(self) -> list[tuple[int, float]]:
        """Every line between running head and foot."""
        return self.rows(*(element for element in self.root.iter("section")))


def _row(line: Line) -> tuple[int, float]:
    return line.page, round(line.baseline, 1)


def pages_of(rows: list[tuple[int, float]]) -> set[int]:
    return {page for page, _ in rows}


def split_reports(paper: Paper) -> Iterator[int]:
    """Check every report of a form; yields the number of pages that each narrative runs over."""
    for entry in paper.find("report"):
        head = paper.rows(*entry.iter("h3"))
        narrative = paper.rows(*(part for part in entry if part.get("class") == "narrative"))
        figures = paper.rows(*(part for part in entry if "figures" in part.get("class", "")))
        assert len(pages_of(head)) == 1
        assert len(pages_of(figures)) <= 1
        assert pages_of(narrative[:2]) <= pages_of(head)
        assert pages_of(narrative[-2:]) == pages_of(figures)
        yield len(pages_of(narrative))


def check_certification(paper: Paper) -> None:
    (block,) = paper.find("certification")
    certified = paper.rows(block)
    (page,) = pages_of(certified)
    before = [row for row in paper.body_rows() if row[0] == page and row < certified[0]]
    assert len(before) >= 2


@pytest.mark.parametrize("offset", range(14))
def test_head_line_and_figures_keep_two_lines_of_the_narrative(lay_out_form: LaysOut, offset: int) -> None:
    reports = tuple(report(number, SHAPES[number % len(SHAPES)]) for number in range(1, 25))
    filling = RichText(blocks=tuple(Paragraph(text="บรรทัด") for _ in range(offset + 1)))
    paper = Paper(lay_out_form(rationale=filling, reports=reports))
    assert sum(pages > 1 for pages in split_reports(paper)) <= paper.pages - 1
    check_certification(paper)


@pytest.mark.parametrize("lines", range(26, 42))
def test_the_signature_stays_whole_and_is_never_alone(lay_out_form: LaysOut, lines: int) -> None:
    filling = RichText(blocks=tuple(Paragraph(text="บรรทัด") for _ in range(lines - 22)))
    last = report(1, (paragraph(1 + lines % 4),))
    shared = {"rationale": filling, "picture": False, "objectives": None, "targets": None, "alignments": ()}
    check_certification(Paper(lay_out_form(reports=(last,), **shared)))
    check_certification(Paper(lay_out_form(reports=(), **shared)))
    scores = tuple(Assessment(quarter=quarter) for quarter in (1, 2, 3))
    signers = tuple(SignatureBlock(role=f"ผู้ลงนามคนที่ {number}") for number in (1, 2, 3))
    check_certification(Paper(lay_out_form(reports=(), assessments=scores, signatures=signers, **shared)))


def test_narratives_break_where_they_may(lay_out_form: LaysOut) -> None:
    """Keeping lines together must not mean that a report never breaks."""
    reports = tuple(report(number, (paragraph(5 + number * 5 % 7),)) for number in range(1, 16))
    assert max(split_reports(Paper(lay_out_form(reports=reports)))) == 2


@pytest.mark.parametrize(
    "blocks", [(paragraph(130),), tuple(paragraph(5) for _ in range(26)), (listing(*["ข้อ"] * 130),)]
)
def test_a_narrative_longer_than_a_page_breaks_and_fills_its_pages(
    lay_out_form: LaysOut, blocks: tuple[Paragraph | ListBlock, ...]
) -> None:
    paper = Paper(lay_out_form(reports=(report(1, blocks), report(2, (paragraph(2),)))))
    assert max(split_reports(paper)) >= 3
    rows = paper.body_rows()
    full = [len([row for row in rows if row[0] == page]) for page in range(paper.pages)]
    assert min(full[1:-1]) >= 31
    check_certification(paper)


def test_sixty_reports_and_empty_entries(lay_out_form: LaysOut) -> None:
    reports = tuple(report(number, None if number % 7 == 0 else SHAPES[number % 3]) for number in range(1, 61))
    paper = Paper(lay_out_form(reports=reports))
    assert len(list(split_reports(paper))) == 60
    check_certification(paper)


@pytest.mark.parametrize("reports", [(), (report(1, None),)])
def test_a_form_with_next_to_nothing_is_one_page(lay_out_form: LaysOut, reports: tuple[ProgressReport, ...]) -> None:
    nothing = dict.fromkeys(("rationale", "objectives", "targets", "responsible", "coordinator", "start", "end"))
    paper = Paper(lay_out_form(reports=reports, alignments=(), steps=(), budget_received=None, **nothing))
    assert paper.pages == 1
    check_certification(paper)


def test_every_page_bears_title_and_number(lay_out_form: LaysOut) -> None:
    laid_out = lay_out_form(digits="thai", reports=tuple(report(number, SHAPES[4]) for number in range(1, 13)))
    texts = [(line.page, line.text.strip()) for line in laid_out.lines()]
    pages = len(laid_out.pages)
    assert pages > 2
    for page in range(pages):
        assert (page, "แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ") in texts
    assert [text for page, text in texts if page == 1 and "หน้า" in text and "จาก" in text] == [
        f"รหัสโครงการ 88000000-0417 | หน้า ๒ จาก {'๐๑๒๓๔๕๖๗๘๙'[pages]}"
    ]


def text_of_pdf(laid_out: LaidOut, reader: str) -> str:
    """The document's text in the order of the file, as one of two readers finds it."""
    content = pdf.write(laid_out, created=dt.datetime(2026, 1, 31, tzinfo=dt.UTC))
    if reader == "mupdf":
        with pymupdf.open(stream=content) as document:
            return "".join(page.get_text() for page in document)
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("reader", ["pdfium", "mupdf"])
@pytest.mark.parametrize("digits", ["arabic", "thai"])
def test_numbers_of_lists_are_read_with_their_items(lay_out_form: LaysOut, reader: str, digits: str) -> None:
    nested = ListBlock(items=(ListItem(text="ย่อยแรก"), ListItem(text="ย่อยสอง")), marker=ListMarker.NESTED)
    items = listing("ข้อแรก", *["ข้อกลาง"] * 9, "ข้อท้าย", children=(nested, Paragraph(text="ข้อความต่อ")))
    dashes = ListBlock(items=(ListItem(text="ขีดแรก"), ListItem(text=SENTENCE * 2)), marker=ListMarker.DASH)
    text = text_of_pdf(lay_out_form(digits=digits, objectives=RichText(blocks=(items, dashes))), reader)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    numbers = ("1.", "1.1", "1.2", "2.", "11.") if digits == "arabic" else ("๑.", "๑.๑", "๑.๒", "๒.", "๑๑.")
    texts = ("ข้อแรก", "ย่อยแรก", "ย่อยสอง", "ข้อกลาง", "ข้อท้าย")
    expected = [f"{number} {item}" for number, item in zip(numbers, texts, strict=True)]
    places = [lines.index(line) for line in [*expected, "- ขีดแรก"]]
    assert places == sorted(places)
    assert lines[places[2] + 1] == "ข้อความต่อ"
    assert lines[places[-1] + 1].startswith("- ประสานงาน")


def test_a_marker_does_not_part_from_its_text(lay_out_form: LaysOut) -> None:
    """Not even where the first word is longer than the line."""
    long = listing("https://example.go.th/" + "a" * 150, "ก" * 150, SENTENCE * 3)
    laid_out = lay_out_form(objectives=RichText(blocks=(long,)), targets=None, reports=())
    lines = [line for line in laid_out.lines() if line.element.tag == "li"]
    rows = {_row(line): line.text.strip() for line in lines if line.text.strip() in {"1.", "2.", "3."}}
    beside = {mark: line.text for line in lines if (mark := rows.get(_row(line))) and line.text.strip() != mark}
    assert {mark: text[:5] for mark, text in beside.items()} == {"1.": "https", "2.": "ก" * 5, "3.": SENTENCE[:5]}


def rows_of_signatures(laid_out: LaidOut) -> dict[str, set[tuple[int, float]]]:
    """Where every line of the signature blocks stands, by its first word."""
    found: dict[str, set[tuple[int, float]]] = {}
    for line in laid_out.lines():
        if line.element.get("class") == "signature":
            found.setdefault(line.text.strip().partition(" ")[0], set()).add(_row(line))
    return found


def test_a_long_position_moves_no_line_of_its_neighbour(lay_out_form: LaysOut) -> None:
    long = "ผู้อำนวยการกองยุทธศาสตร์และประเมินผลแผนพัฒนาเมืองและนวัตกรรมข้อมูล"
    blocks = (
        SignatureBlock(role="ผู้รายงาน", position=long),
        SignatureBlock(role="ผู้อำนวยการกองยุทธศาสตร์และประเมินผล", position="หัวหน้า"),
    )
    for signatures in (blocks, (*blocks, SignatureBlock(role="ผู้รับรอง"))):
        rows = rows_of_signatures(lay_out_form(signatures=signatures))
        assert {word: len(rows[word]) for word in ("ลงชื่อ", "ตำแหน่ง", "วันที่")} == {"ลงชื่อ": 1, "ตำแหน่ง": 1, "วันที่": 1}


def test_scores_of_the_quarters_are_not_parted(lay_out_form: LaysOut) -> None:
    scores = tuple(Assessment(quarter=quarter) for quarter in (1, 2, 3, 4))
    for lines in range(1, 16):
        filling = RichText(blocks=tuple(Paragraph(text="บรรทัด") for _ in range(lines)))
        paper = Paper(lay_out_form(rationale=filling, reports=(), assessments=scores, picture=False))
        (block,) = paper.find("scores")
        assert len(pages_of(paper.rows(block))) == 1
        check_certification(paper)


@pytest.mark.parametrize("baht", ["0", "312400", "94581296.26", "999999999.99", "999999999999.99"])
@pytest.mark.parametrize("digits", ["arabic", "thai"])
def test_no_line_of_figures_begins_or_ends_with_a_colon(lay_out_form: LaysOut, baht: str, digits: str) -> None:
    entry = report(12, (paragraph(1),)).model_copy(
        update={"disbursed": Decimal(baht), "disbursement_no": 12, "progress": Decimal(100)}
    )
    lines = [
        line.text.strip()
        for line in lay_out_form(digits=digits, reports=(entry,)).lines()
        if "figures" in line.element.get("class", "")
    ]
    assert 2 <= len(lines) <= 3
    assert not [line for line in lines if line.startswith(":") or line.endswith((":", "="))]


def test_a_path_of_units_breaks_behind_its_strokes(lay_out_form: LaysOut) -> None:
    names = ("กองข้อมูลและนวัตกรรมดิจิทัลเพื่อการพัฒนาเมือง", "กลุ่มงานวิเคราะห์ข้อมูลและติดตามประเมินผล")
    lines = [
        line.text.strip() for line in lay_out_form(units=names).lines() if any(name[:8] in line.text for name in names)
    ]
    assert lines == [f"สำนักทดลองงานสารบรรณ / {names[0]} /", names[1]]


def test_nothing_runs_out_of_the_type_area(lay_out_form: LaysOut) -> None:
    long = "ส่งเสริมคุณภาพชีวิต" * 100
    laid_out = lay_out_form(
        name=long, budget_received=Decimal("999999999999.99"), digits="thai",
        signatures=tuple(SignatureBlock(role=long[:60], name=long[:50], position=long[:90]) for _ in range(3)),
        reports=(report(999, (listing(*["ข้อ"] * 12, children=(listing(*[long] * 12),)),)),),
    )  # fmt: skip
    for line in laid_out.lines():
        page = laid_out.pages[line.page]
        assert line.x >= page.margin.left - 20
        assert line.x + line.width <= page.width - page.margin.right + 0.5
