"""Writing and reading back: the readers of PDF text that offices have."""

from __future__ import annotations

import base64
import datetime as dt
import html
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import pymupdf
import pypdfium2
import pytest

from pipeline import compose
from pipeline.bundled import bundled_folder
from pipeline.layout import lay_out, set_chapter
from pipeline.layout.faces import find_face
from pipeline.model import Month
from pipeline.monitoring import Occasion
from pipeline.pdf import bind, draw, write
from pipeline.sources import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.layout.document import LaidOut
    from pipeline.layout.faces import Face

CREATED = dt.datetime(2020, 1, 20, 9, 30)  # noqa: DTZ001 - a date of the data
STYLES = {"regular": "", "bold": "font-weight:bold", "italic": "font-style:italic"}


def pdftotext(path: Path, *options: str) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext (make tools)")
    done = subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, check=True)  # noqa: S607
    return done.stdout.decode()


def _pdfium(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        texts = []
        for page in document:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
            page.close()
    return "\n".join(texts).replace("\ufffe", "-")  # PDFium's mark of a hyphen at the end of a line


def _mupdf(path: Path) -> str:
    with pymupdf.open(path) as document:
        return "\n".join(page.get_text() for page in document)


READERS: dict[str, Callable[[Path], str]] = {
    "pdftotext": pdftotext,
    "pdftotext -raw": lambda path: pdftotext(path, "-raw"),
    "pdfium": _pdfium,
    "mupdf": _mupdf,
}


@pytest.fixture(params=READERS)
def read(request: pytest.FixtureRequest) -> Callable[[Path], str]:
    return READERS[request.param]


@pytest.fixture(scope="session")
def face() -> Face:
    return find_face()


@pytest.fixture(scope="session")
def corpus() -> tuple[str, ...]:
    folder = Path(__file__).parents[1] / "corpus"
    lines = [line.strip() for file in sorted(folder.glob("*.txt")) for line in file.read_text("utf-8").splitlines()]
    return tuple(" ".join(line.split()) for line in lines if line and not line.startswith("#"))


def document(body: str, css: str, face: Face, title: str = "ทดสอบ") -> str:
    return (
        f'<!doctype html><html lang="th-TH"><head><title>{title}</title><style>'
        f'@page{{size:A4;margin:20mm}} html{{font-family:"{face.family}";font-size:{face.scale}pt}}'
        f"body{{font-size:16rem;line-height:21rem;margin:0}} p{{margin:0}} {css}</style></head>"
        f"<body>{body}</body></html>"
    )


@pytest.fixture(scope="session")
def make(face: Face, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """``make(body, css)`` writes a PDF and returns its path; with ``bound`` as a book of one chapter."""
    folder = tmp_path_factory.mktemp("pdf")
    count = iter(range(10_000))

    def do(body: str, css: str = "", *, face: Face = face, bound: bool = False, **options: str) -> Path:
        path = folder / f"{next(count)}.pdf"
        laid_out = lay_out(document(body, css, face), base=folder, face=face)
        if bound:
            path.write_bytes(bind([draw(laid_out)], created=CREATED))
        else:
            path.write_bytes(write(laid_out, created=CREATED, **options))  # type: ignore[arg-type]
        return path

    return do


@pytest.fixture(scope="session")
def corpus_pdf(make: Callable[..., Path], corpus: tuple[str, ...]) -> Callable[[str, str], Path]:
    """``corpus_pdf(style, alignment)``: the whole corpus; it begins with สำนักงาน."""

    @cache
    def do(style: str, align: str) -> Path:
        body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in ("สำนักงานเขตนำร่อง", *corpus))
        return make(body, f"p{{text-align:{align};{STYLES[style]}}}")

    return do


EXAMPLES = {
    "framework-summary": "city-lab-2567",
    "performance-agreement": "city-lab-2568",
    "evaluation-report": "city-lab-2568",
    "follow-up": "city-lab-2569",
    "executive-summary": "city-lab-2569",
}
OCCASION = Occasion(Month(year=2026, month=7), dt.date(2026, 7, 25))
"""A month of which the example has no reports yet."""


class Example(NamedTuple):
    """The PDF of an example, and what its layout says that each page holds."""

    path: Path
    pages: list[str]
    chapters: list[LaidOut]


@pytest.fixture(scope="session", params=EXAMPLES)
def example(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Example:
    """A document of each kind that an evaluation has, and of a month; the report is bound of chapters."""
    kind: str = request.param
    folder, face = bundled_folder("examples") / EXAMPLES[kind], find_face()
    dataset, base = load(folder), bundled_folder("templates")
    composed = compose.render(
        dataset, kind, dataset, digits="thai", face_scale=face.scale, assets=folder, occasion=OCCASION
    )
    chapters, first = [], 1
    for chapter in composed.chapters:
        found = set_chapter(chapter, base=base, face=face, protect=composed.protect)
        chapters.append(found.number(1 if chapter.numbers != "body" else first))
        first += found.page_count if chapter.numbers == "body" else 0
    path = tmp_path_factory.mktemp("example") / "example.pdf"
    path.write_bytes(bind([draw(one) for one in chapters], created=CREATED))
    pages: list[list[str]] = []
    for one in chapters:
        start = len(pages)
        pages += [[] for _ in one.pages]
        for line in one.lines():
            pages[start + line.page].append(line.text)
        for picture in one.root.iter("img"):
            pages[start + (one.page_index(picture) or 0)].append(_words_of(picture.get("src", "")))
    return Example(path, ["".join(lines) for lines in pages], chapters)


def _words_of(address: str) -> str:
    """The words in a vector picture."""
    kind, _, data = address.partition(";base64,")
    if kind != "data:image/svg+xml":
        return ""
    return "".join(ET.fromstring(base64.b64decode(data)).itertext())  # noqa: S314 - our own picture
