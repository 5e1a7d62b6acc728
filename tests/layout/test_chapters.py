from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.errors import SarabanError
from pipeline.layout import set_chapter, wanted_labels
from pipeline.layout.types import Chapter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.layout.chapter import SetChapter
    from pipeline.layout.document import LaidOut
    from pipeline.layout.faces import Face
    from pipeline.layout.types import PageNumbers

MM = 72 / 25.4
CSS = (
    "@page{size:A4;margin:20mm 15mm 20mm 30mm;@bottom-center{content:element(foot)}} @page wide{size:A4 landscape}"
    "body,p{margin:0} section{page:main} section.wide{page:wide} #foot{position:running(foot)}"
    "@counter-style thai-decimal{system:numeric;symbols:'๐' '๑' '๒' '๓' '๔' '๕' '๖' '๗' '๘' '๙'}"
    "[data-field=page]::before{content:counter(page)} [data-field=pages]::before{content:counter(pages)}"
    ".thai-digits [data-field=page]::before{content:counter(page,thai-decimal)}"
)
FOOT = "<footer id='foot'><p>หน้า <span data-field='page'></span>/<span data-field='pages'></span></p></footer>"
THREE_PAGES = "<section><h1 id='a'>บท</h1>" + "<p>ทำงาน</p>" * 80 + "<p id='b'>ท้าย</p></section>"
WITH_WIDE = "<section><p id='a'>ตั้ง</p></section><section class='wide'><p id='w'>นอน</p></section>"


@pytest.fixture
def chapter(face: Face, tmp_path: Path) -> Callable[..., SetChapter]:
    """``chapter(body, numbers)`` lays out a chapter; all have the page number at their foot."""

    def make(
        body: str, numbers: PageNumbers = "body", *, classes: str = "", labels: dict[str, str] | None = None
    ) -> SetChapter:
        css = f'html{{font-family:"{face.family}";font-size:{face.scale}pt}} body{{font-size:16rem;line-height:21pt}}'
        html = (
            f'<html lang="th"><head><title>เล่ม</title><style>{CSS}{css}</style></head>'
            f'<body class="{classes}">{FOOT}{body}</body></html>'
        )
        return set_chapter(Chapter("k", html, numbers), base=tmp_path, face=face, page_labels=labels)

    return make


def feet(laid_out: LaidOut) -> list[str]:
    return [line.text for line in laid_out.lines() if line.text.startswith("หน้า")]


def test_a_chapter_tells_its_pages_and_where_its_ids_are(chapter: Callable[..., SetChapter]) -> None:
    found = chapter(THREE_PAGES)
    assert found.page_count == 3
    assert found.anchors == {"a": 0, "b": 2}
    assert found.chapter.key == "k"


def test_pages_are_numbered_from_any_number_and_again_from_another(chapter: Callable[..., SetChapter]) -> None:
    found = chapter(THREE_PAGES)
    assert feet(found.number(7, total=40)) == ["หน้า 7/40", "หน้า 8/40", "หน้า 9/40"]
    again = found.number(108)
    assert feet(again) == ["หน้า 108/110", "หน้า 109/110", "หน้า 110/110"]
    assert [(page.number, page.label, page.numbers) for page in again.pages] == [
        (108, "108", "body"), (109, "109", "body"), (110, "110", "body"),
    ]  # fmt: skip


def test_a_chapter_numbered_again_is_like_one_laid_out_anew(chapter: Callable[..., SetChapter]) -> None:
    kept = chapter(THREE_PAGES)
    kept.number(1)
    again = kept.number(12, duplex=True, first_side="left")
    fresh = chapter(THREE_PAGES).number(12, duplex=True, first_side="left")
    assert [(line.page, line.x, line.y, line.text) for line in again.lines()] == [
        (line.page, line.x, line.y, line.text) for line in fresh.lines()
    ]
    assert again.pages == fresh.pages


def test_front_matter_counts_in_thai_letters(chapter: Callable[..., SetChapter]) -> None:
    laid_out = chapter(THREE_PAGES, "front").number(2)
    assert [foot.split("/")[0] for foot in feet(laid_out)] == ["หน้า ข", "หน้า ค", "หน้า ง"]
    assert [page.label for page in laid_out.pages] == ["ข", "ค", "ง"]


def test_letters_that_nobody_uses_are_skipped(chapter: Callable[..., SetChapter]) -> None:
    assert [page.label for page in chapter(THREE_PAGES, "front").number(5).pages] == ["จ", "ฉ", "ช"]
    assert [page.label for page in chapter(WITH_WIDE, "front").number(2).pages] == ["ข", "ค"]


def test_thai_digits_of_the_body_stay_thai(chapter: Callable[..., SetChapter]) -> None:
    laid_out = chapter(WITH_WIDE, classes="thai-digits").number(9)
    assert [foot.split("/")[0] for foot in feet(laid_out)] == ["หน้า ๙", "หน้า ๑๐"]
    assert [page.label for page in laid_out.pages] == ["9", "10"]


def test_pages_that_are_not_counted_have_no_label(chapter: Callable[..., SetChapter]) -> None:
    assert [(page.numbers, page.label) for page in chapter(WITH_WIDE, "none").number(1).pages] == [("none", "")] * 2


def test_left_hand_pages_mirror_their_margins(chapter: Callable[..., SetChapter]) -> None:
    found = chapter(THREE_PAGES)
    plain, duplex = found.number(1), found.number(1, duplex=True)
    left, right = 30 * MM, 15 * MM
    assert [page.margin.left for page in plain.pages] == pytest.approx([left] * 3)
    assert [page.margin.left for page in duplex.pages] == pytest.approx([left, right, left])
    assert [page.margin.right for page in duplex.pages] == pytest.approx([right, left, right])
    for before, after in zip(plain.lines(), duplex.lines(), strict=True):
        assert (after.text, after.y) == (before.text, before.y)
        assert after.x - before.x == pytest.approx(right - left if before.page == 1 else 0)
    last = duplex.root.find(".//*[@id='b']")
    assert last is not None
    box = duplex.box(last)
    assert box is not None
    assert box[0] == pytest.approx(left)


def test_a_chapter_may_begin_on_the_left(chapter: Callable[..., SetChapter]) -> None:
    laid_out = chapter(THREE_PAGES).number(2, duplex=True, first_side="left")
    assert [page.margin.left < page.margin.right for page in laid_out.pages] == [True, False, True]


def test_lying_pages_are_not_mirrored(chapter: Callable[..., SetChapter]) -> None:
    found = chapter(WITH_WIDE)
    plain, duplex = found.number(1), found.number(1, duplex=True)
    assert plain.pages[1] == duplex.pages[1]
    assert duplex.pages[1].width > duplex.pages[1].height


def test_a_blank_page_before_a_chapter_is_counted_and_holds_nothing(chapter: Callable[..., SetChapter]) -> None:
    laid_out = chapter(THREE_PAGES).number(5, duplex=True, blank_before=True)
    assert [(page.number, page.blank) for page in laid_out.pages] == [(4, True), (5, False), (6, False), (7, False)]
    assert {line.page for line in laid_out.lines()} == {1, 2, 3}
    first = laid_out.root.find(".//*[@id='a']")
    assert first is not None
    assert laid_out.page_index(first) == 1


def test_labels_of_pages_are_filled_in_before_layout(chapter: Callable[..., SetChapter]) -> None:
    body = "<section><p>บท <span data-page-of='x'></span></p><p>คำนำ <span data-page-of='y'></span></p></section>"
    found = chapter(body, labels={"x": "12", "y": "ก", "z": "3"})
    assert found.wanted_labels == ("x", "y")
    assert [line.text for line in found.number(1).lines()][:2] == ["บท 12", "คำนำ ก"]
    thai = chapter(body, labels={"x": "12", "y": "ก"}, classes="thai-digits")
    assert [line.text for line in thai.number(1).lines()][:2] == ["บท ๑๒", "คำนำ ก"]


def test_unknown_ids_are_named(chapter: Callable[..., SetChapter]) -> None:
    body = "<section><p data-page-of='x'></p><p data-page-of='y'></p><p data-page-of='z'></p></section>"
    with pytest.raises(SarabanError, match=r"x, z$"):
        chapter(body, labels={"y": "1"})
    assert chapter(body).page_count == 1


def test_wanted_labels_are_known_without_layout() -> None:
    html = "<p><a href='#b'>ข<span data-page-of=\"b\"></span></a><span data-page-of='a'></span></p>" * 2
    assert wanted_labels(html) == ("b", "a")


def test_the_text_of_a_line_has_that_of_boxes_in_it_only_once(chapter: Callable[..., SetChapter]) -> None:
    body = "<section><p>ก <span style='display:inline-block'>ข</span> ค</p></section>"
    texts = [line.text for line in chapter(body).number(1).lines()]
    assert sum(text.count("ข") for text in texts) == 1
    assert sorted(texts)[:2] == ["ก  ค", "ข"]
