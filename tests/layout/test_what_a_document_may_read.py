from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.errors import SarabanError
from pipeline.layout import lay_out
from pipeline.layout.fetcher import LARGEST_FILE
from pipeline.layout.markup import parse

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout.document import LaidOut
    from pipeline.layout.faces import Face

DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "dot.svg").write_text(DOT)
    (tmp_path / "secret.svg").write_text(DOT)
    return tmp_path / "base"


def with_picture(source: str, folder: Path, face: Face) -> LaidOut:
    html = f'<html lang="th"><head><title>ท</title></head><body><p><img alt="จุด" src="{source}"/></p></body></html>'
    return lay_out(html, base=folder, face=face)


@pytest.mark.parametrize(
    "source",
    ["dot.svg", "./dot.svg", "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='4' height='4'/%3E"],
)
def test_files_below_the_folder_and_data_are_read(source: str, folder: Path, face: Face) -> None:
    laid_out = with_picture(source, folder, face)
    picture = next(laid_out.root.iter("img"))
    box = laid_out.box(picture)
    assert box is not None
    assert box[2:] == pytest.approx((3, 3))


@pytest.mark.parametrize(
    "source",
    [
        "../secret.svg",
        "%2e%2e/secret.svg",
        "/etc/passwd",
        "http://example.com/x.png",
        "https://example.com/x.png",
        "ftp://example.com/x",
        "file://host/etc/passwd",
        "nothing.svg",
        "data:image/png;base64,@@@",
    ],
)
def test_nothing_else_is_read(source: str, folder: Path, face: Face) -> None:
    with pytest.raises(SarabanError):
        with_picture(source, folder, face)


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, face: Face) -> None:
    (folder / "inside.svg").symlink_to(folder.parent / "secret.svg")
    with pytest.raises(SarabanError, match="นอกโฟลเดอร์"):
        with_picture("inside.svg", folder, face)


def test_a_huge_file_is_refused(folder: Path, face: Face) -> None:
    with (folder / "huge.svg").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(SarabanError, match="ใหญ่เกิน"):
        with_picture("huge.svg", folder, face)


def test_a_picture_inside_a_picture_is_held_to_the_same_rule(folder: Path, face: Face) -> None:
    (folder / "outer.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
        '<image xlink:href="../secret.svg" width="4" height="4"/></svg>'
    )
    from datetime import datetime

    from pipeline.pdf import write

    with pytest.raises(SarabanError):
        write(with_picture("outer.svg", folder, face), created=datetime(2020, 1, 1))  # noqa: DTZ001 - data


def test_a_fault_in_the_stylesheet_is_an_error(folder: Path, face: Face) -> None:
    html = '<html lang="th"><head><title>ท</title><style>p{colour:red}</style></head><body><p>ก</p></body></html>'
    with pytest.raises(SarabanError, match="colour"):
        lay_out(html, base=folder, face=face)


def test_void_elements_and_named_characters_need_no_slow_parser() -> None:
    root = parse("<!DOCTYPE html><html><body><p>ก&nbsp;ข<br>ค<img src=\"a>b.png\" alt='>'>&amp;&lt;</p></body></html>")
    paragraph = root.find(".//p")
    assert paragraph is not None
    assert "".join(paragraph.itertext()) == "ก\xa0ขค&<"
    assert [child.tag for child in paragraph] == ["br", "img"]


def test_sloppy_markup_is_understood_all_the_same() -> None:
    root = parse("<p>ก<p>ข & ค")
    assert [element.text for element in root.iter("p")] == ["ก", "ข & ค"]


def test_entities_of_a_doctype_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><html><body><p>&b;</p></body></html>'
    root = parse(bomb)
    assert "aaaa" not in "".join(root.find(".//p").itertext())  # type: ignore[union-attr]
