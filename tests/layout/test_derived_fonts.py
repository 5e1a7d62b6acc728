from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from pipeline import pdf
from pipeline.bundled import bundled_folder
from pipeline.layout import cache, lay_out
from pipeline.layout.derive_face import derive
from pipeline.layout.faces import find_face

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PIL.Image import Image

    from pipeline.layout.faces import Face

REGULAR = bundled_folder("fonts") / "sarabun" / "Sarabun-Regular.ttf"
TLWG = Path("/usr/share/fonts/truetype/tlwg")
STRESS = "น้ำ ป้ำ ฟี้ ฎู ญู ที่ปู่ ซ้ำ ทำ ฝั่ง ปิ่น ฬี่ ฐู กำปั้น อื้อฉาว เพื่อ ศักดิ์ บัลลังก์ ฤทธิ์ ฝ่า ๆ ฯ"


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache.cache_folder.cache_clear()
    yield tmp_path
    cache.cache_folder.cache_clear()


def picture(text: str, face: Face, base: Path) -> Image:
    """The text at 24 points, drawn at 400 dots per inch by PDFium."""
    import datetime as dt

    import pypdfium2

    html = (
        f'<html lang="th"><head><title>ท</title><style>@page{{size:200mm 120mm;margin:10mm}}'
        f'html{{font-family:"{face.family}";font-size:1pt}} body{{font-size:24rem;line-height:44rem}}</style></head>'
        f"<body><p>{text}</p><p><strong>{text}</strong></p></body></html>"
    )
    laid_out = lay_out(html, base=base, face=face)
    content = pdf.write(laid_out, created=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    with pypdfium2.PdfDocument(content) as document:
        page = document[0]
        image: Image = page.render(scale=400 / 72, grayscale=True).to_pil()
        page.close()
    return image


@pytest.mark.parametrize("family", ["Sarabun", "Laksaman", "Garuda", "Waree"])
def test_the_picture_is_that_of_the_original_font(family: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if family != "Sarabun" and not TLWG.is_dir():
        pytest.skip("needs the fonts of fonts-thai-tlwg (make tools)")
    from PIL import ImageChops

    from pipeline.layout import cluster_plan, engine

    face = find_face(family, [TLWG])
    derived = picture(STRESS, face, tmp_path)
    engine.fonts_of.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(cluster_plan, "_substitute", lambda pieces, _edge, _font: pieces)
        original = picture(STRESS, face, tmp_path)
    engine.fonts_of.cache_clear()
    ink = sum(original.histogram()[:128])
    assert ink > 50_000
    # Only edges may differ, by a shade: places are rounded to a thousandth of the size.
    assert sum(ImageChops.difference(derived, original).histogram()[96:]) < ink / 1000


@pytest.mark.usefixtures("empty_cache")
def test_a_font_is_derived_once_and_the_same_every_time(tmp_path: Path) -> None:
    first = derive(REGULAR, "Sarabun", "regular")
    stamp = first.path.stat().st_mtime_ns
    assert derive(REGULAR, "Sarabun", "regular").path.stat().st_mtime_ns == stamp
    digest = hashlib.sha256(first.path.read_bytes()).hexdigest()
    first.path.unlink()
    assert hashlib.sha256(derive(REGULAR, "Sarabun", "regular").path.read_bytes()).hexdigest() == digest
    assert first.path.is_relative_to(tmp_path)


@pytest.mark.usefixtures("empty_cache")
def test_the_glyphs_of_the_font_stay_as_they_are() -> None:
    derived = derive(REGULAR, "Sarabun", "regular")
    with TTFont(REGULAR) as before, TTFont(derived.path) as after:
        order = before.getGlyphOrder()
        assert after.getGlyphOrder()[: len(order)] == order
        assert all(before["glyf"][name] == after["glyf"][name] for name in order)
        assert all(before["hmtx"][name][0] == after["hmtx"][name][0] for name in order)
        assert len(after.getGlyphOrder()) < 3 * len(order)


def test_a_cache_folder_that_cannot_be_written_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", None)
    cache.cache_folder.cache_clear()
    try:
        assert derive(REGULAR, "Sarabun", "regular").path.is_relative_to(tmp_path)
    finally:
        cache.cache_folder.cache_clear()


@pytest.fixture(scope="module")
def cff_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled font as OpenType with CFF outlines, under another name."""
    folder = tmp_path_factory.mktemp("cff")
    with TTFont(REGULAR) as font:
        glyphs = font.getGlyphSet()
        strings = {}
        for name in font.getGlyphOrder():
            pen = T2CharStringPen(font["hmtx"][name][0], glyphs)
            glyphs[name].draw(pen)
            strings[name] = pen.getCharString()
        for tag in ("glyf", "loca", "fpgm", "prep", "cvt ", "gasp", "DSIG"):
            if tag in font:
                del font[tag]
        builder = FontBuilder(font=font)
        builder.isTTF = False
        builder.font.sfntVersion = "OTTO"
        builder.setupCFF("SarabunC", {}, strings, {})
        builder.setupMaxp()
        for record in font["name"].names:
            if record.nameID in {1, 16}:
                record.string = "Sarabun C"
        stream = io.BytesIO()
        font.save(stream)
    (folder / "SarabunC.otf").write_bytes(stream.getvalue())
    return folder


def test_a_font_with_cff_outlines_reads_back_as_well(cff_folder: Path, tmp_path: Path) -> None:
    import datetime as dt

    import pymupdf

    from pipeline.pdf import write

    face = find_face("Sarabun C", [cff_folder])
    html = f'<html lang="th"><head><title>ท</title></head><body><p>{STRESS}</p></body></html>'
    content = write(lay_out(html, base=tmp_path, face=face), created=dt.datetime(2020, 1, 1))  # noqa: DTZ001 - data
    with pymupdf.open(stream=content) as document:
        assert document[0].get_text().split() == STRESS.split()
    assert b"ActualText" not in content


def test_text_that_the_tables_cannot_spell_is_spelt_beside_it(page: Callable[..., object], tmp_path: Path) -> None:
    """A circle typed before a tone mark without า: no added glyph knows it, so the PDF says what it is."""
    import datetime as dt

    import pymupdf

    from pipeline.pdf import write

    laid_out = page("<p>กํ่ก</p>")
    content = write(laid_out, created=dt.datetime(2020, 1, 1))  # type: ignore[arg-type]  # noqa: DTZ001 - data
    with pymupdf.open(stream=content) as document:
        assert document[0].get_text().strip() == "กํ่ก"
    assert tmp_path.is_dir()
