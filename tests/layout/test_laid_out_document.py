from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.layout.document import LaidOut

MM = 72 / 25.4


@pytest.fixture(scope="module")
def laid_out(page: Callable[..., LaidOut]) -> LaidOut:
    body = (
        "<header id='head'>หัวกระดาษ <span id='n'></span></header>"
        "<h1 id='title'>เรื่อง</h1><p id='none' style='display:none'>ซ่อน</p>"
        "<table id='t'><caption>ตาราง</caption><col style='width:30mm'/><col/>"
        "<tr><th id='c'>ก</th><td>ข</td></tr></table>"
        "<p id='two' style='break-before:page;margin:1pt 2pt 3pt 4pt;padding:5pt;border-top:1pt dashed #f00;"
        "background:#0f08;text-indent:15mm;text-align:justify;line-height:20pt'>"
        "หน้าสอง <b>หนา</b> <i>เอน</i> <u>ขีด</u></p>"
        "<section style='page:wide;break-before:page'><p id='three'>แนวนอน</p></section>"
    )
    css = (
        "header{position:running(h)} #n::before{content:counter(page)} @page{@top-left{content:element(h)}}"
        "@page wide{size:A4 landscape;margin:10mm} h1{font-size:18rem;line-height:24rem}"
        "table{width:100mm;table-layout:fixed;border-spacing:0} td,th{padding:0}"
    )
    return page(body, css)


def by_id(laid_out: LaidOut, name: str):  # type: ignore[no-untyped-def]  # noqa: ANN201
    found = laid_out.root.find(f".//*[@id='{name}']")
    assert found is not None
    return found


def test_pages_know_their_paper_margins_and_names(laid_out: LaidOut) -> None:
    first, second, third = laid_out.pages
    assert (first.width, first.height) == pytest.approx((210 * MM, 297 * MM))
    assert (third.width, third.height) == pytest.approx((297 * MM, 210 * MM))
    assert first.margin == pytest.approx([20 * MM] * 4)
    assert third.margin == pytest.approx([10 * MM] * 4)
    assert [page.number for page in (first, second, third)] == [1, 2, 3]
    assert third.name == "wide"


def test_elements_know_the_page_where_they_begin(laid_out: LaidOut) -> None:
    assert [laid_out.page_index(by_id(laid_out, name)) for name in ("title", "two", "three", "none")] == [0, 1, 2, None]
    assert laid_out.page_index(by_id(laid_out, "head")) == 0


def test_boxes_are_in_points_from_the_top_left_of_the_page(laid_out: LaidOut) -> None:
    box = laid_out.box(by_id(laid_out, "three"))
    assert box is not None
    assert box[:3] == pytest.approx((10 * MM, 10 * MM, 277 * MM))
    assert laid_out.box(by_id(laid_out, "none")) is None


def test_columns_are_as_wide_as_they_were_set(laid_out: LaidOut) -> None:
    assert laid_out.column_widths(by_id(laid_out, "t")) == pytest.approx((30 * MM, 70 * MM))
    assert laid_out.column_widths(by_id(laid_out, "title")) == ()


def test_styles_are_plain_values_in_points(laid_out: LaidOut) -> None:
    style = laid_out.style(by_id(laid_out, "two"))
    assert style.margin == pytest.approx((1, 2, 3, 4))
    assert style.padding == pytest.approx((5, 5, 5, 5))
    assert style.borders.top is not None
    assert (style.borders.top.style, style.borders.top.color) == ("dashed", "FF0000")
    assert style.borders.top.width == pytest.approx(1)
    assert style.borders.bottom is None
    assert style.background == "00FF00"
    assert style.text_indent == pytest.approx(15 * MM)
    assert style.line_height == pytest.approx(20)
    assert (style.text_align, style.break_before, style.display) == ("justify", "page", "block")
    assert style.font_size == pytest.approx(16 * 0.656)
    assert laid_out.style(by_id(laid_out, "none")).display == "none"
    assert laid_out.style(by_id(laid_out, "c")).display == "table-cell"
    paragraph = by_id(laid_out, "two")
    bold, italic, underlined = (laid_out.style(paragraph.find(tag)) for tag in "biu")
    assert bold.bold
    assert italic.italic
    assert underlined.underline
    assert [bold.italic, italic.bold, style.bold] == [False, False, False]


def test_lines_come_in_page_order_with_margin_boxes(laid_out: LaidOut) -> None:
    lines = list(laid_out.lines())
    assert [line.page for line in lines] == sorted(line.page for line in lines)
    assert {line.text for line in lines if line.page == 0} == {"หัวกระดาษ 1", "เรื่อง", "ตาราง", "ก", "ข"}
    assert "หัวกระดาษ 3" in {line.text for line in lines if line.page == 2}
    for line in lines:
        assert line.y < line.baseline < line.y + line.height


def test_title_and_language_come_from_the_document(laid_out: LaidOut) -> None:
    assert laid_out.title == "ทดสอบ"
    assert laid_out.language == "th"
    assert laid_out.root.tag == "html"
