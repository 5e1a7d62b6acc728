from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from pipeline.bundled import bundled_folder
from pipeline.errors import EnvironmentLacksError
from pipeline.layout.faces import find_face

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.layout.document import LaidOut

SARABUN = bundled_folder("fonts") / "sarabun"
TLWG = Path("/usr/share/fonts/truetype/tlwg")


def test_the_bundled_face_has_four_styles_and_the_measured_scale() -> None:
    face = find_face()
    assert face.family == "Sarabun"
    assert 16 * face.scale == pytest.approx(10.5, abs=0.01)
    assert [style for style, _ in face.files] == ["regular", "bold", "italic", "bold_italic"]
    assert face.line_height == pytest.approx(1.3)
    assert face.file(bold=True, italic=True) == SARABUN / "Sarabun-BoldItalic.ttf"


def test_a_face_is_found_by_name_however_it_is_spelt() -> None:
    assert find_face("  sarabun ").family == "Sarabun"


@pytest.mark.skipif(not TLWG.is_dir(), reason="needs the fonts of fonts-thai-tlwg (make tools)")
@pytest.mark.parametrize(
    ("family", "low", "high"), [("Laksaman", 0.66, 0.67), ("Garuda", 0.6, 0.7), ("Norasi", 0.65, 0.75)]
)
def test_the_scale_makes_faces_run_as_wide_as_th_sarabun_new(family: str, low: float, high: float) -> None:
    face = find_face(family, [TLWG])
    assert low < face.scale < high
    assert {"regular", "bold", "italic", "bold_italic"} == {style for style, _ in face.files}


def test_an_unknown_face_is_an_error_that_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentLacksError) as caught:
        find_face("Angsana ของเรา", [tmp_path])
    assert "Angsana ของเรา" in str(caught.value)
    assert "Sarabun" in caught.value.remedy


def test_files_that_are_no_fonts_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0 no font at all")
    (tmp_path / "empty.otf").write_bytes(b"")
    assert find_face("Sarabun", [tmp_path]).family == "Sarabun"


def altered(source: Path, target: Path, family: str, fs_type: int = 0) -> None:
    with TTFont(source) as font:
        font["OS/2"].fsType = fs_type
        for record in font["name"].names:
            if record.nameID in {1, 16}:
                record.string = family
        font.save(target)


def test_a_face_whose_licence_forbids_embedding_is_refused(tmp_path: Path) -> None:
    altered(SARABUN / "Sarabun-Regular.ttf", tmp_path / "a.ttf", "Closed", fs_type=2)
    with pytest.raises(EnvironmentLacksError, match="Closed"):
        find_face("Closed", [tmp_path])


def test_a_face_without_a_regular_style_is_refused(tmp_path: Path) -> None:
    altered(SARABUN / "Sarabun-Bold.ttf", tmp_path / "a.ttf", "OnlyBold")
    with pytest.raises(EnvironmentLacksError, match="OnlyBold"):
        find_face("OnlyBold", [tmp_path])


def test_a_missing_glyph_is_an_error_that_quotes_text_and_character(page: Callable[..., LaidOut]) -> None:
    with pytest.raises(EnvironmentLacksError) as caught:
        page("<p>เครื่องหมาย ☃ ในข้อความ</p>")
    assert "☃" in str(caught.value)
    assert "เครื่องหมาย" in str(caught.value)
    assert "U+2603" in str(caught.value)


def test_another_face_in_the_stylesheet_is_an_error_not_a_substitution(page: Callable[..., LaidOut]) -> None:
    with pytest.raises(EnvironmentLacksError, match="Arial"):
        page("<p>ข้อความ</p>", "p{font-family:Arial}")


def test_a_missing_bold_is_an_error_not_a_regular(page: Callable[..., LaidOut], tmp_path: Path) -> None:
    altered(SARABUN / "Sarabun-Regular.ttf", tmp_path / "a.ttf", "Lonely")
    face = find_face("Lonely", [tmp_path])
    page("<p>ข้อความ</p>", face=face)
    with pytest.raises(EnvironmentLacksError, match="bold"):
        page("<p><strong>ข้อความ</strong></p>", face=face)


def test_installed_fonts_do_not_matter(page: Callable[..., LaidOut]) -> None:
    """The font of every run comes from the derived files of the face."""
    laid_out = page("<p>ก <strong>ข</strong> <em>ค</em> <strong><em>ง</em></strong></p>")
    fonts = laid_out.document.font_config._fonts.values()
    assert len({font.derived.path for font in fonts}) == 4


def test_a_face_moved_elsewhere_is_read_anew(tmp_path: Path) -> None:
    shutil.copy(SARABUN / "Sarabun-Regular.ttf", tmp_path / "x.ttf")
    assert find_face("Sarabun", [tmp_path]).file() == tmp_path / "x.ttf"
    (tmp_path / "x.ttf").unlink()
    assert find_face("Sarabun", [tmp_path]).file() == SARABUN / "Sarabun-Regular.ttf"
