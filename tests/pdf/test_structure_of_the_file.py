from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pymupdf
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.pdf.conftest import Example

BODY = (
    "<header>หัวกระดาษ</header><h1>เรื่องใหญ่</h1><p>ย่อหน้า <strong>หนา</strong> <a href='#b'>ดูตาราง</a></p>"
    "<ul><li>ข้อ</li></ul><figure><img alt='แผนภูมิความก้าวหน้า' "
    "src=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' "
    "width='9' height='9'%3E%3Crect width='9' height='9'/%3E%3C/svg%3E\"/><figcaption>รูปที่ 1</figcaption></figure>"
    "<h2 id='b'>ตาราง</h2><table><thead><tr><th>หัว</th></tr></thead><tbody><tr><td>ตัว</td></tr></tbody></table>"
)
CSS = "header{position:running(h)} @page{@top-left{content:element(h)}}"


@pytest.fixture(scope="module")
def opened(make: Callable[..., Path]) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(make(BODY, CSS)) as pdf:
        yield pdf


def tags(element: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S), kid
            yield from tags(kid)


def test_the_file_says_what_it_is(opened: pikepdf.Pdf) -> None:
    assert opened.docinfo["/Title"] == "ทดสอบ"
    assert opened.Root.Lang == "th-TH"
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert opened.Root.MarkInfo.Marked
    assert str(opened.docinfo["/CreationDate"]).startswith("D:20200120093000+07'00")
    assert opened.docinfo["/CreationDate"] == opened.docinfo["/ModDate"]


def test_the_content_is_tagged(opened: pikepdf.Pdf) -> None:
    found = dict(tags(opened.Root.StructTreeRoot))
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Figure", "/Link", "/Caption"} <= set(
        found
    )
    assert str(found["/Figure"].Alt) == "แผนภูมิความก้าวหน้า"


def test_headings_make_the_outline_and_links_lead_somewhere(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        assert [(item.title, [child.title for child in item.children]) for item in outline.root] == [
            ("เรื่องใหญ่", ["ตาราง"])
        ]
    (link,) = opened.pages[0].Annots
    assert link.Subtype == "/Link"
    assert "/Dest" in link or "/A" in link


def test_references_of_an_example_lead_to_the_page_of_what_they_name(example: Example) -> None:
    """``(เอกสารประกอบปรากฏตามเอกสารหมายเลข n)`` in a chapter, the list of that evidence in this or another."""
    pages: dict[str, int] = {}
    wanted, count = [], 0
    for chapter in example.chapters:
        for element in chapter.root.iter():
            index = chapter.page_index(element)
            if index is not None and "id" in element.attrib:
                pages[element.attrib["id"]] = count + index
            if index is not None and element.tag == "a":
                wanted.append(element.attrib["href"][1:])
        count += len(chapter.pages)
    with pymupdf.open(example.path) as document:
        found = [link["page"] for page in document for link in page.get_links()]
    assert sorted(found) == sorted(pages[name] for name in wanted)
    assert bool(wanted) == (len(example.chapters) > 1)


def test_the_tables_and_the_fonts_of_an_example_are_as_whole_as_those_of_a_sample(example: Example) -> None:
    with pikepdf.open(example.path) as pdf:
        found = {name for name, _ in tags(pdf.Root.StructTreeRoot)}
        fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
        descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        assert {"/H1", "/Table", "/TR", "/TH", "/TD"} <= found
        assert fonts
        assert all("/FontFile2" in one or "/FontFile3" in one for one in descriptors)


def test_every_font_is_embedded_and_cut_down(opened: pikepdf.Pdf) -> None:
    fonts = opened.pages[0].Resources.Font
    assert len(fonts) == 2
    for font in fonts.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert 0 < len(descriptor.FontFile2.read_bytes()) < 40_000
        assert "Sarabun" in str(font.BaseFont)


@pytest.mark.filterwarnings("ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning")  # WeasyPrint leaves it open
@pytest.mark.parametrize("variant", ["pdf/a-2u", "pdf/a-3u", "pdf/ua-1"])
def test_archive_and_accessible_variants_are_written(variant: str, make: Callable[..., Path]) -> None:
    with pikepdf.open(make("<h1>เรื่อง</h1><p>น้ำ</p>", variant=variant)) as pdf:
        with pdf.open_metadata() as metadata:
            marks = {
                key.split("}")[1]: value
                for key, value in metadata.items()
                if "pdfaid" in key or "pdfuaid" in key or "/id/" in key
            }
        assert marks.get("part") in {"1", "2", "3"}
        assert "/ID" in pdf.trailer or variant == "pdf/ua-1"


def test_the_same_document_gives_the_same_bytes_again_and_in_threads(make: Callable[..., Path]) -> None:
    first = make(BODY, CSS).read_bytes()
    make("<p>อย่างอื่น <em>คั่นกลาง</em></p>")
    assert make(BODY, CSS).read_bytes() == first
    with ThreadPoolExecutor(4) as pool:
        again = list(pool.map(lambda _: make(BODY, CSS).read_bytes(), range(4)))
    assert set(again) == {first}


PROGRAM = """
import datetime, hashlib, pathlib, sys
from pipeline.layout import lay_out
from pipeline.layout.faces import find_face
from pipeline.pdf import write
html = pathlib.Path(sys.argv[1]).read_text("utf-8")
laid_out = lay_out(html, base=pathlib.Path(sys.argv[1]).parent, face=find_face())
print(hashlib.sha256(write(laid_out, created=datetime.datetime(2020, 1, 20))).hexdigest())
"""


def test_other_processes_hash_seeds_and_caches_give_the_same_bytes(tmp_path: Path, corpus: tuple[str, ...]) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in corpus[20:40] if not set(text) & set("<&>"))
    source = tmp_path / "a.html"
    css = "html{font-size:.656pt}body{font-size:16rem}p{text-align:justify}"
    head = f'<html lang="th"><head><title>ก</title><style>{css}</style></head>'
    source.write_text(f"{head}<body>{paragraphs}<p><b>หนา</b> <i>เอน</i></p></body></html>", "utf-8")
    digests = set()
    for seed, cache in (("0", "one"), ("1", "one"), ("2", "two")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "XDG_CACHE_HOME": str(tmp_path / cache),
            "TZ": f"UTC{seed}",
        }
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(source)],
            capture_output=True,
            check=True,
            text=True,
            env=environment,
            cwd=Path(__file__).parents[2],
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1
    assert len(next(iter(digests))) == hashlib.sha256().digest_size * 2
