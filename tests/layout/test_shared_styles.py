"""Styles that documents have in common mean in each what they would mean in it alone."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pipeline.layout import lay_out
from pipeline.layout.engine import fonts_of
from pipeline.layout.faces import find_face

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout.document import LaidOut
    from pipeline.layout.types import ComputedStyle

SHEET = """
p { color: #112233; margin: 0 } p.wide { margin-left: 10mm } h1 + p { font-weight: bold } p::before { content: '–' }
"""


def page(folder: Path, body: str, sheet: str = SHEET) -> LaidOut:
    html = f'<html lang="th"><head><style>{sheet}</style></head><body>{body}</body></html>'
    return lay_out(html, base=folder, face=find_face())


def style_of(document: LaidOut, tag: str, number: int = 0) -> ComputedStyle:
    return document.style(list(document.root.iter(tag))[number])


def test_an_element_looks_alike_in_every_document_that_has_the_same_rules(tmp_path: Path) -> None:
    first, second = (page(tmp_path, "<h1>ก</h1><p>ข</p><p class='wide'>ค</p>") for _ in range(2))
    for number in (0, 1):
        assert style_of(first, "p", number) == style_of(second, "p", number)
    assert style_of(second, "p", 0).bold
    assert not style_of(second, "p", 1).bold


def test_what_stands_beside_an_element_counts_in_each_document(tmp_path: Path) -> None:
    assert style_of(page(tmp_path, "<h1>ก</h1><p>ข</p>"), "p").bold
    assert not style_of(page(tmp_path, "<h2>ก</h2><p>ข</p>"), "p").bold


def test_styles_of_attributes_are_those_of_their_element(tmp_path: Path) -> None:
    widths = [style_of(page(tmp_path, f"<p style='margin-left:{left}mm'>ก</p>"), "p").margin.left for left in (5, 9, 5)]
    assert widths[0] == pytest.approx(5 / 25.4 * 72)
    assert widths[1] == pytest.approx(9 / 25.4 * 72)
    assert widths[2] == widths[0]


def test_another_sheet_of_the_same_rules_is_another_look(tmp_path: Path) -> None:
    red, blue = (style_of(page(tmp_path, "<p>ก</p>", f"p {{ color: {one} }}"), "p") for one in ("#f00", "#00f"))
    assert (red.color, blue.color) == ("FF0000", "0000FF")


def test_an_anchor_of_the_same_name_is_found_in_every_document(tmp_path: Path) -> None:
    for _ in range(2):
        document = page(tmp_path, "<p><a href='#x'>ไป</a></p><p id='x'>ที่นี่</p>")
        assert "x" in document.document.pages[0].anchors


def test_lengths_of_the_page_are_those_of_the_document(tmp_path: Path) -> None:
    sheet = "@page {{ size: {0}mm 100mm; margin: 0 }} p {{ margin-left: 10vw }}"
    found = [style_of(page(tmp_path, "<p>ก</p>", sheet.format(width)), "p").margin.left for width in (100, 200)]
    assert found[1] == pytest.approx(2 * found[0])


def test_styles_are_forgotten_before_they_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.layout import shared_styles

    monkeypatch.setattr(shared_styles, "_MOST", 20)
    for number in range(40):
        document = page(tmp_path, f"<p style='margin-left:{number}mm'>ก</p>")
        assert style_of(document, "p").margin.left == pytest.approx(number / 25.4 * 72)
    assert len(fonts_of(find_face()).__dict__["saraban_styles"]) < 60


def test_the_pages_are_those_of_an_engine_that_shares_nothing(tmp_path: Path) -> None:
    """Bytes of the same two documents, made with shared styles and without."""
    script = """
import datetime as dt, hashlib, sys
from pathlib import Path
from pipeline.layout import shared_styles
if sys.argv[1] == "alone":
    shared_styles.install = lambda: None
from pipeline import pdf
from pipeline.layout import lay_out
from pipeline.layout.faces import find_face
sheet = "p { margin-left: 3mm } p.a::before { content: '– ' } table { width: 50mm } td + td { font-weight: bold }"
for text in ("ก", "ขข"):
    html = f"<html lang='th'><head><title>ท</title><style>{sheet}</style></head><body><h1 id='h'>{text}</h1>" + (
        f"<p class='a' style='color:#123456'>{text}</p><table><tr><td>1</td><td>{text}</td></tr></table></body></html>")
    laid_out = lay_out(html, base=Path(sys.argv[2]), face=find_face())
    print(hashlib.sha256(pdf.write(laid_out, created=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))).hexdigest())
"""
    runs = [
        subprocess.run([sys.executable, "-c", script, how, str(tmp_path)], check=True, capture_output=True, text=True)
        for how in ("shared", "alone")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert len(set(runs[0].stdout.split())) == 2
