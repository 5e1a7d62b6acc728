"""The small rules: scripts apart, names of bookmarks, gaps, embedded fonts, pictures in the office face."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pipeline.bundled import bundled_folder
from pipeline.docx import SARABUN, TH_SARABUN_NEW, DocumentMeta, EmbeddedFace, write
from pipeline.docx.bookmarks import Bookmarks
from pipeline.docx.flow import Gap
from pipeline.docx.lint import lint
from pipeline.docx.parts import obfuscate
from pipeline.docx.png import encode
from pipeline.docx.runs import is_thai, mostly_latin, split_scripts
from pipeline.docx.svg import fit_face

if TYPE_CHECKING:
    from tests.docx.conftest import Made

MIXED = st.text(st.sampled_from("กขคำที่ปู่๑๒ๆฯ฿abcXYZé 0123456789()/.,-–“”%"), max_size=60)


@given(MIXED)
def test_cutting_by_script_loses_and_adds_nothing(text: str) -> None:
    assert "".join(piece for piece, _ in split_scripts(text)) == text


@given(MIXED)
def test_a_thai_stretch_holds_no_latin_letter_and_a_latin_one_no_thai(text: str) -> None:
    for piece, thai in split_scripts(text):
        assert not (thai and re.search("[a-zA-Zé]", piece))
        assert thai or not is_thai(piece)


def test_digits_and_marks_go_with_the_thai_that_they_touch() -> None:
    assert list(split_scripts("โครงการ ISO 9001 (ระบบ) ปี 2563")) == [
        ("โครงการ", True),
        (" ISO 9001 (", False),
        ("ระบบ) ปี 2563", True),
    ]


def test_figures_alone_are_no_thai() -> None:
    assert list(split_scripts("214,600.00")) == [("214,600.00", False)]


@pytest.mark.parametrize(("text", "latin"), [("Monitoring System ของเรา", True), ("ระบบติดตาม ISO", False), ("", False)])
def test_letters_decide_how_a_paragraph_is_justified(text: str, latin: bool) -> None:  # noqa: FBT001 - a table of cases
    assert mostly_latin(text) is latin


@given(st.lists(st.text(max_size=60), unique=True, max_size=20))
def test_every_id_gets_a_name_of_its_own_that_word_accepts(identifiers: list[str]) -> None:
    bookmarks = Bookmarks()
    names = [bookmarks.name(identifier) for identifier in identifiers]
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name, re.ASCII) for name in names)
    assert len({name.casefold() for name in names}) == len(identifiers)


@given(st.lists(st.floats(-50, 50), max_size=8))
def test_margins_collapse_to_the_largest_plus_the_most_negative(margins: list[float]) -> None:
    gap = Gap()
    for margin in margins:
        gap.margin(margin)
    expected = max([0.0, *margins]) + min([0.0, *margins])
    assert gap.take() == pytest.approx(max(0.0, expected))
    assert gap.take() == 0


def test_a_height_between_margins_keeps_them_apart() -> None:
    gap = Gap()
    gap.margin(10)
    gap.solid(3)
    gap.margin(10)
    assert gap.take() == 23


@given(st.binary(min_size=32, max_size=200))
def test_an_obfuscated_font_is_restored_by_its_key(data: bytes) -> None:
    scrambled, key = obfuscate(data)
    mask = bytes.fromhex(key.replace("-", ""))[::-1] * 2
    assert bytes(byte ^ other for byte, other in zip(scrambled[:32], mask, strict=True)) + scrambled[32:] == data


def test_the_bundled_face_can_travel_inside_the_file(everything: Made) -> None:
    face = bundled_folder("fonts") / "sarabun" / "Sarabun-Regular.ttf"
    carried = replace(SARABUN, embed=(EmbeddedFace("regular", face.read_bytes()),))
    created = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    data = write(everything.laid_out, word_face=carried, meta=DocumentMeta("ก", "ข", created), pdf=everything.pdf)
    assert lint(data) == []
    made = replace(everything, docx=data)
    assert "word/fonts/font1.odttf" in made.parts
    assert "<w:embedRegular " in made.text("fontTable")
    assert "<w:embedTrueTypeFonts/>" in made.text("settings")


def test_texts_of_a_vector_picture_are_set_in_the_office_face_as_large_as_in_the_pdf() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" font-family="Sarabun"><text font-size="7.872">x</text></svg>'
    fitted = fit_face(svg, TH_SARABUN_NEW).decode()
    assert "font-family=\"'TH Sarabun New', Sarabun\"" in fitted
    assert 'font-size="12"' in fitted


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_the_raster_fallback_is_a_png_that_keeps_every_pixel(mode: str) -> None:
    picture = Image.linear_gradient("L").resize((37, 19)).convert(mode)
    read = Image.open(io.BytesIO(encode(picture, 300)))
    assert (read.mode, read.tobytes()) == (mode, picture.tobytes())
    assert read.info["dpi"] == pytest.approx((300, 300), abs=0.1)
