"""A small invented book in chapters, laid out and written once per run."""

from __future__ import annotations

import base64
import datetime as dt
import io
import os
import subprocess
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from PIL import Image

from pipeline import compose, docx, layout, pdf
from pipeline.bundled import bundled_folder
from pipeline.layout.faces import find_face
from pipeline.layout.types import Chapter
from pipeline.run import pages as planning
from pipeline.sources import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.docx import ChapterPart
    from pipeline.layout.chapter import SetChapter
    from pipeline.layout.document import LaidOut

SAMPLES = Path(__file__).parents[1] / "samples"
CREATED = dt.datetime(2026, 10, 1, tzinfo=dt.UTC)
META = docx.DocumentMeta("เล่มแผนตัวอย่าง", "สำนักงานสมมติ", CREATED)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def seal() -> str:
    """A small picture as a data URI."""
    target = io.BytesIO()
    Image.new("RGB", (8, 8), (30, 80, 120)).save(target, "PNG")
    return f"data:image/png;base64,{base64.b64encode(target.getvalue()).decode()}"


def html(body: str, head: str = "", *, bare: bool = False) -> str:
    """A chapter in the look of the samples; ``bare``: without running head and foot."""
    running = (
        ""
        if bare
        else (f'<header id="running-head"><p class="plain">{head}</p></header>' if head else "")
        + '<footer id="running-foot"><p class="plain"><span data-field="page"></span></p></footer>'
    )
    return (
        '<html lang="th"><head><title>เล่มแผนตัวอย่าง</title><link rel="stylesheet" href="style.css"/>'
        f'<link rel="stylesheet" href="book.css"/></head><body>{running}{body}</body></html>'
    )


COVER = (
    f'<section class="cover"><figure class="seal"><img src="{seal()}" alt="ตราสำนักงานสมมติ"/></figure>'
    "<p>แผนปฏิบัติราชการประจำปี พ.ศ. 2570</p></section>"
)
ENTRIES = (
    (1, "preface", "คำนำ"),
    (1, "contents", "สารบัญ"),
    (1, "general", "สาระสำคัญ"),
    (2, "swot", "การวิเคราะห์สภาพแวดล้อม (SWOT Analysis)"),
    (1, "measures", "มาตรการและโครงการ/กิจกรรม"),
    (3, "objective", "เป้าประสงค์ที่อยู่ในตาราง"),
    (4, "table-b", "ตาราง ข."),
    (1, "steps", "ขั้นตอนการปฏิบัติงาน"),
)
MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."]
FRACTION = (
    '<div class="formula" data-formula="fraction"><p class="numerator">จำนวนผู้ผ่านการอบรม</p>'
    '<p class="denominator">จำนวนผู้เข้าอบรมทั้งหมด</p><p class="times">× 100</p></div>'
)


def contents() -> str:
    """The contents page."""
    lines = "".join(
        f'<p class="toc toc-{level}"><a href="#{name}">{text}<span class="toc-leader"></span>'
        f'<span data-page-of="{name}"></span></a></p>'
        for level, name, text in ENTRIES
    )
    return f'<section><h1 id="contents">สารบัญ</h1><p class="right">หน้า</p><nav class="contents">{lines}</nav></section>'


def table(number: int, groups: str) -> str:
    """A table whose head says that it goes on, of two columns."""
    return (
        f'<table title="รายการที่ {number}"><colgroup><col style="width:40%"/><col style="width:60%"/></colgroup>'
        f'<thead><tr><th colspan="2" class="table-title">ตารางที่ {number}<span class="continued"> (ต่อ)</span></th></tr>'
        f"<tr><th>มาตรการ</th><th>รายละเอียด</th></tr></thead>{groups}</table>"
    )


def gantt() -> str:
    """Steps with bars, a bar that comes from the year before, and a total."""
    cells = {
        1: {10: "start", 11: "middle", 12: "end"},
        2: {2: "single"},
        3: dict.fromkeys(range(1, 13), "middle"),
    }
    rows = "".join(
        f"<tr><td>ขั้นตอนที่ {row}</td><td>30</td><td>{30 * row}</td>"
        + "".join(
            f'<td class="bar" data-bar="{bars[month]}"></td>' if month in bars else "<td></td>"
            for month in range(1, 13)
        )
        + "</tr>"
        for row, bars in cells.items()
    )
    months = "".join(f"<th>{month}</th>" for month in MONTHS)
    widths = '<col style="width:70mm"/>' + '<col style="width:18mm"/>' * 2 + '<col style="width:11.3mm"/>' * 12
    return (
        f'<table class="steps"><colgroup>{widths}</colgroup><thead>'
        '<tr><th rowspan="2">ขั้นตอน</th><th rowspan="2">ร้อยละ</th><th rowspan="2">สะสม</th>'
        f'<th colspan="3">2569</th><th colspan="9">2570</th></tr><tr>{months}</tr></thead><tbody>{rows}</tbody></table>'
    )


PROSE = "<p>สำนักงานสมมติจัดทำแผนปฏิบัติราชการประจำปีเพื่อให้ทุกหน่วยงานในสังกัดใช้เป็นแนวทางเดียวกัน</p>"
ROW = "<tr><td>กิจกรรมที่ {n}</td><td>ดำเนินการตามแผนและรายงานผลทุกเดือนโดยไม่เกินวันที่สิบของเดือนถัดไป</td></tr>"
GROUP = (
    '<tbody class="group"><tr><td rowspan="2">มาตรการ{n}</td><td>ข้อแรกของมาตรการ{n}</td></tr>'
    "<tr><td>ข้อสองของมาตรการ{n}</td></tr></tbody>"
)
ITEMS = '<ol data-marker="1."><li>ข้อหนึ่ง</li><li value="5">ข้อห้า</li><li>ข้อหก</li></ol>'


def chapters(*, more: int = 0) -> list[Chapter]:
    """The book; ``more`` adds that many rows to a table of its middle, so that pages after it move."""
    rows = "".join(ROW.format(n=n) for n in range(1, 45 + more))
    heading = f'<h3 id="objective">{ENTRIES[5][2]}</h3>'
    tall = f'<tr class="tall"><td>มาตรการสูง</td><td>{heading}{PROSE * 3}{FRACTION}</td></tr>'
    steps = f'<section class="wide"><h1 id="steps">{ENTRIES[7][2]}</h1>{gantt()}</section>'
    groups = "".join(GROUP.format(n=n) for n in range(1, 4))
    return [
        Chapter("outer", html(COVER, bare=True), "none", recto=True),
        Chapter("inner", html(COVER, bare=True), "none", recto=True),
        Chapter("preface", html(f'<section><h1 id="preface">คำนำ</h1>{PROSE * 3}</section>'), "front", recto=True),
        Chapter("contents", html(contents()), "front"),
        Chapter(
            "general",
            html(
                f'<section><h1 id="general">{ENTRIES[2][2]}</h1><h2>หัวข้อที่สารบัญไม่กล่าวถึง</h2>{PROSE}{ITEMS}'
                '<p class="plain">ดู<a href="#measures">มาตรการ</a> หน้า <span data-page-of="measures"></span></p>'
                "</section>",
                "สาระสำคัญ",
            ),
            recto=True,
        ),
        Chapter("swot", html(f'<section><h2 id="swot">{ENTRIES[3][2]}</h2>{PROSE}</section>', "สาระสำคัญ")),
        Chapter(
            "measures",
            html(
                f'<section><h1 id="measures">{ENTRIES[4][2]}</h1>{table(1, f"<tbody>{rows}</tbody>")}'
                '<p class="plain">ดู<a href="https://example.org/plan">example.org</a></p></section>',
                "มาตรการ",
            ),
            recto=True,
        ),
        Chapter("table-a", html(f'<section class="wide">{table(2, f"<tbody>{tall}</tbody>")}</section>', "มาตรการ")),
        Chapter(
            "table-b",
            html(
                f'<section class="wide"><h4 id="table-b">{ENTRIES[6][2]}</h4>{table(3, groups)}</section>'
                f"<section>{PROSE}</section>",
                "มาตรการ",
            ),
        ),
        Chapter("steps", html(steps, "ขั้นตอน")),
        Chapter("back", html('<section class="cover"><p>สำนักงานสมมติ</p></section>', bare=True), "none", verso=True),
    ]


@dataclass(frozen=True)
class Book:
    """A book in both formats."""

    chapters: list[Chapter]
    laid_out: list[LaidOut]
    pdf: bytes
    docx: bytes
    duplex: bool = False

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """The files of the package."""
        with zipfile.ZipFile(io.BytesIO(self.docx)) as package:
            return {name: package.read(name) for name in package.namelist()}

    @cached_property
    def document(self) -> etree._Element:
        """The main part."""
        return etree.fromstring(self.parts["word/document.xml"])

    @cached_property
    def styles(self) -> etree._Element:
        """The styles."""
        return etree.fromstring(self.parts["word/styles.xml"])

    def text(self, name: str) -> str:
        """A part below ``word/`` as text."""
        return self.parts[f"word/{name}.xml"].decode()

    def paragraph(self, text: str) -> etree._Element:
        """The first paragraph with a text that is no entry of the contents."""
        return next(
            node
            for node in self.document.iter(f"{W}p")
            if text in "".join(part.text or "" for part in node.iter(f"{W}t")) and not style_of(node).startswith("TOC")
        )

    def label(self, identifier: str) -> str:
        """What the page prints on which an id begins."""
        for one in self.laid_out:
            for element in one.root.iter():
                if element.get("id") == identifier:
                    index = one.page_index(element)
                    assert index is not None
                    return one.pages[index].label
        raise KeyError(identifier)


def style_of(paragraph: etree._Element) -> str:
    """The id of a paragraph's style."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def set_book(
    book: Sequence[Chapter], *, duplex: bool = False, base: Path = SAMPLES, protect: Sequence[str] = ()
) -> list[LaidOut]:
    """Lay out the chapters of a book and number them."""
    face = find_face()

    def set_one(chapter: Chapter, labels: dict[str, str] | None = None) -> SetChapter:
        return layout.set_chapter(chapter, base=base, face=face, protect=protect, page_labels=labels)

    first = [set_one(chapter) for chapter in book]
    extents = [
        planning.Extent(one.page_count, one.chapter.numbers, one.chapter.recto, one.chapter.verso) for one in first
    ]
    places = list(planning.place(extents, duplex=duplex))
    labels: dict[str, str] = {}
    for one, extent, place in zip(first, extents, places, strict=True):
        labels.update(planning.labels(extent, place, one.anchors))
    return [
        (set_one(one.chapter, labels) if one.wanted_labels else one).number(
            place.first,
            total=planning.page_count(extents, places),
            first_side=place.side,
            duplex=duplex,
            blank_before=place.blank_before,
        )
        for one, place in zip(first, places, strict=True)
    ]


def make_book(book: list[Chapter], *, duplex: bool = False, base: Path = SAMPLES, protect: Sequence[str] = ()) -> Book:
    """Lay out a book and write both formats."""
    laid_out = set_book(book, duplex=duplex, base=base, protect=protect)
    printed = pdf.bind([pdf.draw(one) for one in laid_out], created=CREATED)
    written = docx.write_book(
        laid_out,
        word_face=docx.SARABUN,
        meta=META,
        pdf=printed,
        recto=[chapter.recto for chapter in book],
        duplex=duplex,
        gutter=28.35 if duplex else 0.0,
    )
    return Book(book, laid_out, printed, written, duplex)


def parts_of(book: Book) -> list[ChapterPart]:
    """The chapters of a book as parts."""
    return [
        docx.part(one, word_face=docx.SARABUN, key=chapter.key, recto=chapter.recto)
        for one, chapter in zip(book.laid_out, book.chapters, strict=True)
    ]


FONTCONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{fonts}</dir><cachedir>{cache}</cachedir>
</fontconfig>"""
WITH_BLANK_PAGES = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'


@pytest.fixture(scope="session")
def in_office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[bytes]], list[bytes]]:
    """Turn DOCX files into PDF by LibreOffice, with the blank pages before right-hand ones."""
    room = tmp_path_factory.mktemp("libreoffice")
    (room / "fonts.conf").write_text(FONTCONFIG.format(fonts=bundled_folder("fonts"), cache=room / "cache"))
    environment = {**os.environ, "HOME": str(room), "FONTCONFIG_FILE": str(room / "fonts.conf")}

    def convert(files: list[bytes]) -> list[bytes]:
        names = [room / f"{number}.docx" for number in range(len(files))]
        for name, data in zip(names, files, strict=True):
            name.write_bytes(data)
        profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", WITH_BLANK_PAGES, "--outdir", str(room)]
        subprocess.run([*command, *map(str, names)], env=environment, check=True, capture_output=True, timeout=300)
        return [name.with_suffix(".pdf").read_bytes() for name in names]

    return convert


def example(name: str, kind: str) -> Book:
    """A document in chapters of an example, in the face of the PDF."""
    folder, face = bundled_folder("examples") / name, find_face()
    dataset = load(folder)
    composed = compose.render(
        dataset, kind, dataset, digits=dataset.house.digits, face_scale=face.scale, picture=True, assets=folder
    )
    return make_book(list(composed.chapters), base=bundled_folder("templates"), protect=composed.protect)


@pytest.fixture(scope="session")
def example_book() -> Book:
    """The plan book of the examples."""
    return example("city-lab-2570", "plan-book")


@pytest.fixture(scope="session")
def example_report() -> Book:
    """The evaluation report of the examples in four components."""
    return example("city-lab-2568", "evaluation-report")


@pytest.fixture(scope="session")
def example_report_in_thai_digits() -> Book:
    """That of the year before: four dimensions, Thai digits."""
    return example("city-lab-2567", "evaluation-report")


@pytest.fixture(scope="session", params=["example_book", "example_report", "example_report_in_thai_digits"])
def any_example(request: pytest.FixtureRequest) -> Book:
    """Every document in chapters of the examples."""
    found: Book = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session", params=["example_report", "example_report_in_thai_digits"])
def any_report(request: pytest.FixtureRequest) -> Book:
    """Every evaluation report of the examples."""
    found: Book = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def book() -> Book:
    """The book, printed on one side."""
    return make_book(chapters())


@pytest.fixture(scope="session")
def longer_book() -> Book:
    """The same with a table that takes two more pages."""
    return make_book(chapters(more=40))


@pytest.fixture(scope="session")
def duplex_book() -> Book:
    """The book, printed on both sides."""
    return make_book(chapters(), duplex=True)


@pytest.fixture(scope="session")
def book_of() -> Callable[[list[Chapter]], Book]:
    """Make a book of other chapters."""
    return make_book


@pytest.fixture(scope="session")
def part_book() -> Callable[[Book], list[ChapterPart]]:
    """Take a book apart."""
    return parts_of


@pytest.fixture(scope="session")
def bound() -> Callable[[Sequence[ChapterPart]], bytes]:
    """Bind parts as the books of these tests are bound."""
    return lambda parts: docx.bind(parts, word_face=docx.SARABUN, meta=META)


@pytest.fixture(scope="session")
def chapter_of() -> Callable[..., Chapter]:
    """Make a chapter from what is in its section."""
    return lambda key, body: Chapter(key, html(f"<section>{body}</section>"))


@pytest.fixture(scope="session")
def part_of() -> Callable[[Chapter], ChapterPart]:
    """Lay out one chapter by itself and make it a part."""

    def make(chapter: Chapter) -> ChapterPart:
        laid_out = layout.set_chapter(chapter, base=SAMPLES, face=find_face()).number()
        return docx.part(laid_out, word_face=docx.SARABUN, key=chapter.key)

    return make
