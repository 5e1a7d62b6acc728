"""Documents laid out and written once per run, and the readers that compare them."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import subprocess
import zipfile
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from lxml import etree

from pipeline import docx, layout, pdf
from pipeline.bundled import bundled_folder
from pipeline.layout.faces import find_face
from pipeline.thai.counters import thai_letter
from pipeline.thai.digits import to_thai

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from pipeline.layout.document import LaidOut
    from pipeline.model import Dataset, Project
    from pipeline.monitoring import Occasion, Overall

SAMPLES = Path(__file__).parent / "samples"
CREATED = dt.datetime(2020, 10, 1, 9, 30, tzinfo=dt.UTC)
META = docx.DocumentMeta("ตัวอย่าง", "สำนักงานสมมติ", CREATED, "รายงาน", "ตัวอย่าง, ทดสอบ")
ROW = (
    '<tr><td class="middle">{n}</td><td>จัดประชุมเชิงปฏิบัติการครั้งที่ {n} เพื่อทบทวนแผนและรับฟังความคิดเห็นจากผู้มีส่วนได้เสียในพื้นที่'
    '</td><td class="number">{amount:,}.00</td><td></td></tr>'
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "li", "td", "th", "caption", "figcaption", "figure", "div", "section", "body", "br"}
    | {"table", "thead", "tbody", "tr", "ol", "ul"}
)
FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "thaiNumbers": lambda number: to_thai(str(number)),
    "thaiLetters": thai_letter,
    "bullet": str,
}
RUNNING = frozenset({"running-head", "running-foot"})


@dataclass(frozen=True)
class Made:
    """One document in both formats, and ways to look into its DOCX."""

    laid_out: LaidOut
    pdf: bytes
    docx: bytes

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """The files of the package."""
        with zipfile.ZipFile(io.BytesIO(self.docx)) as package:
            return {name: package.read(name) for name in package.namelist()}

    def part(self, name: str) -> etree._Element:
        """A parsed part below ``word/``."""
        return etree.fromstring(self.parts[f"word/{name}.xml"])

    def text(self, name: str) -> str:
        """A part below ``word/`` as text."""
        return self.parts[f"word/{name}.xml"].decode()

    def paragraphs(self, containing: str) -> list[etree._Element]:
        """The paragraphs of the body with a text."""
        return [node for node in self.part("document").iter(f"{W}p") if containing in paragraph_text(node)]

    def paragraph(self, containing: str) -> etree._Element:
        """The one paragraph of the body with a text."""
        (found,) = self.paragraphs(containing)
        return found

    def says(self, containing: str, path: str, attribute: str = "val") -> str | None:
        """An attribute of an element in a paragraph's properties; ``None`` if the paragraph itself does not say."""
        steps = "/".join(f"{W}{step}" for step in path.split("/"))
        found = self.paragraph(containing).find(f"{W}pPr/{steps}")
        return None if found is None else found.get(f"{W}{attribute}", "" if attribute == "val" else None)

    def style_says(self, containing: str, path: str, attribute: str = "val") -> str | None:
        """The same of the paragraph's named style."""
        found = self.style_of(containing).find(f"{W}pPr/" + "/".join(f"{W}{step}" for step in path.split("/")))
        return None if found is None else found.get(f"{W}{attribute}", "" if attribute == "val" else None)

    def style_of(self, containing: str) -> etree._Element:
        """The named style of a paragraph."""
        identifier = self.says(containing, "pStyle")
        (found,) = [node for node in self.part("styles").iter(f"{W}style") if node.get(f"{W}styleId") == identifier]
        return found

    @property
    def docx_blocks(self) -> list[str]:
        """The lines of text of the DOCX."""
        return docx_blocks(self)

    @property
    def numbered(self) -> str:
        """All text of the DOCX with the numbers of its lists, without white space."""
        return numbered_text(self)

    @property
    def html_blocks(self) -> list[str]:
        """The lines of text of the HTML."""
        return html_blocks(self.laid_out.root)

    @property
    def printed(self) -> str:
        """All text on the pages."""
        return printed_text(self.laid_out)


def paragraph_text(paragraph: etree._Element) -> str:
    """The text of a paragraph; check boxes are no text, a break counts as a new line."""
    pieces = []
    for node in paragraph.iter(f"{W}t", f"{W}br"):
        if any(ancestor.tag == f"{W}sdt" for ancestor in node.iterancestors()):
            continue
        pieces.append("\n" if node.tag == f"{W}br" else node.text or "")
    return "".join(pieces)


def attribute(element: etree._Element, child: str) -> str:
    """The value of a child element that must be there."""
    found = element.find(f"{W}{child}")
    assert found is not None
    return found.get(f"{W}val", "")


def folded(text: str) -> str:
    """White space as CSS folds it."""
    return " ".join(text.split())


def docx_blocks(made: Made) -> list[str]:
    """The lines of text of the body, in order, a forced break parting them."""
    lines = (line for node in made.part("document").iter(f"{W}p") for line in paragraph_text(node).split("\n"))
    return [text for line in lines if (text := folded(line))]


def numbers(made: Made) -> Iterator[tuple[etree._Element, str]]:
    """Every paragraph of the body with the number that Word gives it, counted as Word counts."""
    numbering = made.part("numbering")
    shapes = {node.get(f"{W}abstractNumId"): node for node in numbering.iter(f"{W}abstractNum")}
    instances = {node.get(f"{W}numId"): node for node in numbering.iter(f"{W}num")}
    counts: dict[str, dict[int, int]] = {}
    for paragraph in made.part("document").iter(f"{W}p"):
        found = paragraph.find(f"{W}pPr/{W}numPr")
        if found is None:
            yield paragraph, ""
            continue
        number, level = attribute(found, "numId"), int(attribute(found, "ilvl"))
        instance = instances[number]
        shape = shapes[attribute(instance, "abstractNumId")]
        levels = {int(node.get(f"{W}ilvl", "")): node for node in shape.iter(f"{W}lvl")}
        override = instance.find(f"{W}lvlOverride[@{W}ilvl='{level}']")
        first = attribute(levels[level], "start") if override is None else attribute(override, "startOverride")
        count = counts.setdefault(number, {})
        count[level] = count.get(level, int(first) - 1) + 1
        for deeper in [known for known in count if known > level]:
            del count[deeper]
        text = attribute(levels[level], "lvlText")
        for known in range(level + 1):
            if f"%{known + 1}" in text:
                kind = attribute(levels[known], "numFmt")
                text = text.replace(f"%{known + 1}", FORMATS[kind](count[known]))
        yield paragraph, text


def numbered_text(made: Made) -> str:
    """All text of the body with the numbers of its lists, without white space."""
    pieces = [number + paragraph_text(paragraph) for paragraph, number in numbers(made)]
    return re.sub(r"\s", "", "".join(pieces))


def html_blocks(root: Element) -> list[str]:
    """The same of the HTML, by a reading of its own."""
    pieces: list[str] = []

    def walk(node: Element) -> None:
        if node.get("id") in RUNNING:
            return
        boundary = node.tag in BLOCKS
        if boundary:
            pieces.append("\n")
        pieces.append(re.sub(r"\s", " ", node.text or ""))
        for child in node:
            walk(child)
            pieces.append(re.sub(r"\s", " ", child.tail or ""))
        if boundary:
            pieces.append("\n")

    body = root.find("body")
    assert body is not None
    walk(body)
    return [text for line in "".join(pieces).split("\n") if (text := folded(line))]


def printed_text(laid_out: LaidOut) -> str:
    """All text that the pages print apart from running heads and repeated table heads, without white space."""
    body = laid_out.root.find("body")
    assert body is not None
    running = {node for outer in body if outer.get("id") in RUNNING for node in outer.iter()}
    heads = {node for outer in body.iter("thead") for node in outer.iter()}
    first: dict[Element, int] = {}
    pieces: list[str] = []
    for line in laid_out.lines():
        if line.element in running:
            continue
        if line.text.strip() == line.element.get("data-number"):
            pieces.insert(-1, line.text)  # a marker is a box inside the line that begins with it
            continue
        if line.element in heads and first.setdefault(line.element, line.page) != line.page:
            continue
        pieces.append(line.text)
    return re.sub(r"[\s\u200b\u2060\u00ad]", "", "".join(pieces))


def make(html: str, face: docx.WordFace = docx.SARABUN, base: Path = SAMPLES) -> Made:
    """Lay out HTML and write both formats."""
    laid_out = layout.lay_out(html, base=base, face=find_face())
    content = pdf.write(laid_out, created=CREATED)
    return Made(laid_out, content, docx.write(laid_out, word_face=face, meta=META, pdf=content))


@lru_cache(maxsize=8)
def sample_html(*, thai_digits: bool = False) -> str:
    """The sample that holds everything, with its long table filled."""
    rows = "".join(ROW.format(n=n, amount=n * 1250) for n in range(1, 31))
    html = (SAMPLES / "everything.html").read_text(encoding="utf-8").replace("@ROWS@", rows)
    return html.replace('<html lang="th">', '<html lang="th" data-digits="thai">') if thai_digits else html


def page(body: str, *, style: str = "") -> str:
    """A small document in the look of the samples."""
    return (
        '<html lang="th"><head><title>ทดสอบ</title><link rel="stylesheet" href="style.css"/>'
        f"<style>{style}</style></head><body><section>{body}</section></body></html>"
    )


@pytest.fixture(scope="session")
def sample() -> str:
    """The HTML of the sample that holds everything."""
    return sample_html()


@pytest.fixture(scope="session")
def everything() -> Made:
    """The sample that holds everything, in the face of the PDF."""
    return make(sample_html())


@pytest.fixture(scope="session")
def in_office_face() -> Made:
    """The same for offices, in TH Sarabun New."""
    return make(sample_html(), docx.TH_SARABUN_NEW)


@pytest.fixture(scope="session")
def in_thai_digits() -> Made:
    """The same with Thai page numbers."""
    return make(sample_html(thai_digits=True))


@pytest.fixture(scope="session")
def written() -> Callable[[str], Made]:
    """Write a small document from what is inside its section."""
    return lambda body: make(page(body))


@pytest.fixture(scope="session")
def numbered_of() -> Callable[[LaidOut, bytes], str]:
    """The text of a DOCX with the numbers of its lists, without white space and without content controls."""
    return lambda laid_out, data: Made(laid_out, b"", data).numbered


class Form(NamedTuple):
    """A document of one chapter of an example, in both formats."""

    name: str
    made: Made


WHOLE_FRAMEWORK = ("framework-summary", "performance-agreement")
"""Documents of one chapter about a whole dataset that has a framework."""

MONTHLY = ("follow-up", "executive-summary")
"""Documents of one chapter about a month of a dataset."""

OF_A_MONTH = ("city-lab-2569", "agencies-2569/night-market")
"""Examples that monthly documents are made of."""


def example_forms() -> Iterator[Form]:
    """Every progress form of the example datasets, and what is made of their frameworks."""
    from pipeline.sources import load

    for folder in sorted(path for path in bundled_folder("examples").iterdir() if (path / "agency.yaml").exists()):
        dataset = load(folder)
        for project in dataset.projects:
            yield Form(f"{folder.name} {project.code}", example(dataset, "progress-form", project))
        for kind in WHOLE_FRAMEWORK if dataset.evaluation_indicators else ():
            yield Form(f"{folder.name} {kind}", example(dataset, kind, dataset))
    for name in OF_A_MONTH:
        dataset = load(bundled_folder("examples") / name)
        for kind in MONTHLY:
            yield Form(f"{name} {kind}", example(dataset, kind, dataset))
    datasets = [load(bundled_folder("examples") / name) for name in OF_A_MONTH]
    for kind in MONTHLY:
        yield Form(f"over-all {kind}", example(datasets[0], kind, together(datasets)))


def occasion() -> Occasion:
    """A month of which the examples have no reports yet, on a day on which they are late."""
    from pipeline.model import Month
    from pipeline.monitoring import Occasion

    return Occasion(Month(year=2026, month=7), dt.date(2026, 7, 25))


def together(datasets: list[Dataset]) -> Overall:
    """Agencies of one city."""
    from pipeline.monitoring import Overall, follow_up, month_figures

    now = occasion()
    figures = [month_figures(one, now.month, today=now.day) for one in datasets]
    return Overall("เมืองจำลอง", 2569, now, figures, [follow_up(one, now.month, now.day) for one in datasets])


def example(dataset: Dataset, kind: str, subject: Project | Dataset | Overall) -> Made:
    """A document of one chapter in both formats."""
    from pipeline import compose

    face, digits = find_face(), dataset.house.digits
    composed = compose.render(
        dataset, kind, subject, digits=digits, face_scale=face.scale, picture=True, occasion=occasion()
    )
    laid_out = layout.lay_out(composed.html, base=bundled_folder("templates"), face=face, protect=composed.protect)
    content = pdf.write(laid_out, created=composed.created)
    meta = docx.DocumentMeta(composed.title, composed.author, composed.created)
    return Made(laid_out, content, docx.write(laid_out, word_face=docx.SARABUN, meta=meta, pdf=content))


@pytest.fixture(scope="session")
def forms() -> list[Form]:
    """The documents of one chapter of the examples."""
    return list(example_forms())


FONTCONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{fonts}</dir><cachedir>{cache}</cachedir>
</fontconfig>"""


@pytest.fixture(scope="session")
def in_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[bytes]], list[bytes]]:
    """Turn DOCX files into PDF by LibreOffice with a profile of its own, which knows the bundled fonts."""
    room = tmp_path_factory.mktemp("libreoffice")
    (room / "fonts.conf").write_text(FONTCONFIG.format(fonts=bundled_folder("fonts"), cache=room / "cache"))
    environment = {**os.environ, "HOME": str(room), "FONTCONFIG_FILE": str(room / "fonts.conf")}

    def convert(files: list[bytes]) -> list[bytes]:
        names = [room / f"{number}.docx" for number in range(len(files))]
        for name, data in zip(names, files, strict=True):
            name.write_bytes(data)
        profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(room), *map(str, names)]
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)
        return [name.with_suffix(".pdf").read_bytes() for name in names]

    return convert
