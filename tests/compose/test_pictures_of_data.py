"""The seal of an agency: a file of the dataset, put into the document, or told what is wrong with it."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from pipeline.compose.pictures import LARGEST_PICTURE, PictureError, picture_address
from pipeline.errors import SarabanError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.compose import Composed


def _picture(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "white").save(file, kind)
    return file.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data" / "images").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(_picture("PNG"))
    return tmp_path / "data"


@pytest.mark.parametrize(("kind", "media"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_picture_becomes_part_of_the_document_byte_for_byte(folder: Path, kind: str, media: str) -> None:
    content = _picture(kind)
    (folder / "images" / "ตรา").write_bytes(content)
    address = picture_address("images/ตรา", folder)
    head, _, data = address.partition(",")
    assert head == f"data:{media};base64"
    assert base64.b64decode(data) == content


@pytest.mark.parametrize("name", ["../secret.png", "images/../../secret.png", "missing.png", "images", "\x00.png", ""])
def test_a_picture_that_is_not_there_or_elsewhere_is_told_with_a_remedy(folder: Path, name: str) -> None:
    with pytest.raises(PictureError) as caught:
        picture_address(name, folder)
    assert isinstance(caught.value, SarabanError)
    assert name in caught.value.message
    assert caught.value.remedy


def test_an_absolute_path_and_a_link_out_of_the_folder_are_refused(folder: Path) -> None:
    (folder / "seal.png").symlink_to(folder.parent / "secret.png")
    for name in ("seal.png", str(folder.parent / "secret.png")):
        with pytest.raises(PictureError, match="นอกโฟลเดอร์ข้อมูล"):
            picture_address(name, folder)


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", _picture("PNG")[:60], _picture("GIF")],
)
def test_what_is_no_png_or_jpeg_is_refused(folder: Path, content: bytes) -> None:
    (folder / "seal.png").write_bytes(content)
    with pytest.raises(PictureError, match="PNG หรือ JPEG"):
        picture_address("seal.png", folder)


@pytest.mark.parametrize("side", [7_000, 10_000, 20_000])
def test_a_small_file_that_unfolds_to_a_huge_picture_is_refused(folder: Path, side: int) -> None:
    content = BytesIO()
    Image.new("1", (side, side)).save(content, "PNG")
    assert len(content.getvalue()) < LARGEST_PICTURE
    (folder / "seal.png").write_bytes(content.getvalue())
    with pytest.raises(PictureError, match="PNG หรือ JPEG"):
        picture_address("seal.png", folder)


def test_a_picture_of_many_megabytes_is_refused(folder: Path) -> None:
    (folder / "seal.png").write_bytes(_picture("PNG") + bytes(LARGEST_PICTURE))
    with pytest.raises(PictureError, match="5 MB"):
        picture_address("seal.png", folder)


def test_a_dataset_without_a_folder_has_no_pictures() -> None:
    with pytest.raises(PictureError, match="ไม่มีโฟลเดอร์"):
        picture_address("seal.png", None)


def test_the_seal_is_on_all_covers_and_says_whose_it_is(compose_book: Callable[..., Composed], folder: Path) -> None:
    (folder / "images" / "seal.png").write_bytes(_picture("PNG"))
    composed = compose_book(book={"seal": "images/seal.png"}, assets=folder)
    for chapter in composed.chapters:
        seals = re.findall(r'<img src="data:image/png;base64,[^"]+" alt="([^"]+)"/>', chapter.html)
        assert seals == (["ตราสัญลักษณ์สำนักตัวอย่างงานเมือง"] if chapter.numbers == "none" else [])


def test_a_book_whose_seal_is_missing_is_not_made(compose_book: Callable[..., Composed], folder: Path) -> None:
    with pytest.raises(PictureError):
        compose_book(book={"seal": "images/no-seal.png"}, assets=folder)
