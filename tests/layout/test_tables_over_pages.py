from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.layout.document import LaidOut

CSS = (
    "@page{size:120mm 100mm;margin:10mm} body{font-size:16rem;line-height:20pt}"
    "table{width:100mm;table-layout:fixed;border-collapse:separate;border-spacing:0}"
    "td,th{border:0.5pt solid;padding:0;vertical-align:top} tr{break-inside:avoid} tr.tall{break-inside:auto}"
    "tbody.group{break-inside:avoid} h2{break-after:avoid;margin:0;font-size:16rem} p{orphans:2;widows:2}"
)
"""A page of 80 mm: eleven lines of 20 pt."""
HEAD = (
    "<colgroup><col style='width:20mm'/><col style='width:80mm'/></colgroup><thead><tr>"
    "<th colspan='2'>ตาราง<span class='continued'> (ต่อ)</span></th></tr></thead>"
)


def rows(*names: str, kind: str = "") -> str:
    return "".join(f"<tr class='{kind}'><td>{name}</td><td>งาน {name}</td></tr>" for name in names)


def lines_of(laid_out: LaidOut) -> list[list[str]]:
    """The lines of every page."""
    pages: list[list[str]] = [[] for _ in laid_out.pages]
    for line in laid_out.lines():
        pages[line.page].append(line.text)
    return pages


def test_only_pages_after_the_first_say_that_a_table_goes_on(page: Callable[..., LaidOut]) -> None:
    body = f"<table>{HEAD}<tbody>{rows(*'กขคงจฉชซฌญฐดตถ')}</tbody></table>"
    first, second = lines_of(page(body, CSS))
    assert first[0] == "ตาราง"
    assert second[0] == "ตาราง (ต่อ)"
    assert [line for line in first + second if "ต่อ" in line] == ["ตาราง (ต่อ)"]
    assert [line for line in first + second if line.startswith("งาน")] == [f"งาน {name}" for name in "กขคงจฉชซฌญฐดตถ"]


def test_every_table_has_a_first_page_of_its_own(page: Callable[..., LaidOut]) -> None:
    table = f"<table>{HEAD}<tbody>{rows('ก', 'ข')}</tbody></table>"
    (lines,) = lines_of(page(table * 2, CSS))
    assert lines.count("ตาราง") == 2


@pytest.mark.parametrize("before", [4, 6, 7])
def test_a_group_of_rows_moves_to_the_next_page_as_a_whole(before: int, page: Callable[..., LaidOut]) -> None:
    group = (
        "<tbody class='group'><tr><td rowspan='5'>กลุ่ม</td><td>หนึ่ง</td></tr>"
        + "".join(f"<tr><td>{name}</td></tr>" for name in ("สอง", "สาม", "สี่", "ห้า"))
        + "</tbody>"
    )
    body = f"<table>{HEAD}<tbody>{rows(*'กขคงจฉช'[:before])}</tbody>{group}</table>"
    pages = lines_of(page(body, CSS))
    where = {name: number for number, lines in enumerate(pages) for name in lines}
    assert {where[name] for name in ("กลุ่ม", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า")} == {0 if before == 4 else 1}
    assert where["งาน ก"] == 0


def test_a_first_group_that_does_not_fit_takes_its_head_and_heading_along(page: Callable[..., LaidOut]) -> None:
    group = f"<tbody class='group'>{rows(*'กขคงจ')}</tbody>"
    body = "<p>ก่อน</p>" * 6 + f"<h2>หัวข้อ</h2><table>{HEAD}{group}</table>"
    first, second = lines_of(page(body, CSS))
    assert first == ["ก่อน"] * 6
    assert second[:3] == ["หัวข้อ", "ตาราง", "ก"]


def test_a_group_longer_than_a_page_is_broken_between_rows_under_its_head(page: Callable[..., LaidOut]) -> None:
    names = [f"แถว {number}" for number in range(1, 16)]
    group = f"<tbody class='group'><tr><td rowspan='15'>กลุ่ม</td><td>{names[0]}</td></tr>" + "".join(
        f"<tr><td>{name}</td></tr>" for name in names[1:]
    )
    laid_out = page(f"<p>ก่อน</p><table>{HEAD}{group}</tbody></table>", CSS)
    pages = lines_of(laid_out)
    assert pages[0] == ["ก่อน"]
    assert [line for lines in pages for line in lines if line.startswith("แถว")] == names
    assert pages[2][0] == "ตาราง (ต่อ)"
    assert sum(line == "กลุ่ม" for lines in pages for line in lines) == 1


def table_boxes(laid_out: LaidOut, number: int) -> list[object]:
    page = laid_out.document.pages[number]._page_box
    return [box for box in page.descendants() if type(box).__name__ in {"TableBox", "TableCellBox"}]


def test_a_spanning_cell_ends_with_the_page_and_goes_on_with_the_next(page: Callable[..., LaidOut]) -> None:
    group = "<tbody class='group'><tr><td rowspan='15'>กลุ่ม</td><td>1</td></tr>" + "<tr><td>2</td></tr>" * 14
    laid_out = page(f"<table>{HEAD}{group}</tbody></table>", CSS)
    for number in (0, 1):
        table, *cells = table_boxes(laid_out, number)
        bottom = max(cell.position_y + cell.border_height() for cell in cells)  # type: ignore[attr-defined]
        spanning = max(cells, key=lambda cell: cell.border_height())  # type: ignore[attr-defined]
        assert spanning.position_x == pytest.approx(table.position_x)  # type: ignore[attr-defined]
        assert spanning.position_y + spanning.border_height() == pytest.approx(bottom)  # type: ignore[attr-defined]
        assert table.position_y + table.border_height() == pytest.approx(bottom)  # type: ignore[attr-defined]


def test_a_table_is_as_high_as_the_rows_that_stay_on_the_page(page: Callable[..., LaidOut]) -> None:
    kept = rows(*"กขคงจฉ") + "".join(f"<tr style='break-after:avoid'><td>{name}</td><td>คู่</td></tr>" for name in "ชซฌ")
    laid_out = page(f"<table>{HEAD}<tbody>{kept}{rows(*'ญฐดต')}</tbody></table>", CSS)
    table, *cells = table_boxes(laid_out, 0)
    bottom = max(cell.position_y + cell.border_height() for cell in cells)  # type: ignore[attr-defined]
    assert table.position_y + table.border_height() == pytest.approx(bottom)  # type: ignore[attr-defined]


@pytest.mark.parametrize("before", range(4, 8))
def test_a_table_whose_end_is_taken_along_by_the_note_below_ends_with_its_last_row(
    before: int, page: Callable[..., LaidOut]
) -> None:
    group = (
        "<tbody class='group'><tr><td rowspan='3'>กลุ่ม</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr></tbody>"
    )
    note = "<div style='break-before:avoid'><p>หมายเหตุ</p></div>"
    laid_out = page(f"<table>{HEAD}<tbody>{rows(*'กขคงจฉช'[:before])}</tbody>{group}</table>{note}", CSS)
    assert sum(line == "หมายเหตุ" for lines in lines_of(laid_out) for line in lines) == 1
    for number in range(len(laid_out.pages)):
        table, *cells = table_boxes(laid_out, number)
        bottom = max(cell.position_y + cell.border_height() for cell in cells)  # type: ignore[attr-defined]
        assert table.position_y + table.border_height() == pytest.approx(bottom)  # type: ignore[attr-defined]


LONG = " ".join(["ทำงานตามแผนปฏิบัติราชการประจำปีของสำนักงานเขต"] * 30)
TALL = f"<tr class='tall'><td>เลข</td><td><p>{LONG}</p></td></tr>"


def test_a_row_taller_than_a_page_breaks_and_loses_nothing(page: Callable[..., LaidOut]) -> None:
    body = f"<table>{HEAD}<tbody><tr class='tall'><td>1</td><td><p>{LONG}</p></td></tr></tbody></table>"
    laid_out = page("<p>ก่อน</p>" * 5 + body, CSS)
    pages = lines_of(laid_out)
    assert "".join("".join(lines) for lines in pages).replace(" ", "").count("สำนักงานเขต") == 30
    bottom = laid_out.pages[0].height - laid_out.pages[0].margin.bottom
    assert all(line.y + line.height <= bottom + 0.01 for line in laid_out.lines())
    assert all(len(lines) >= 3 for lines in pages[1:])


def test_a_row_breaks_only_where_all_its_cells_begin(page: Callable[..., LaidOut]) -> None:
    """One line of room is too little for a paragraph that keeps two together: the row's number waits for it."""
    body = f"<table>{HEAD}<tbody>{rows(*'กขคงจฉชซฌ')}{TALL}</tbody></table>"
    first, second, *_ = lines_of(page(body, CSS))
    assert "งาน ฌ" in first
    assert "เลข" not in first
    assert second[:2] == ["ตาราง (ต่อ)", "เลข"]


def test_cells_without_text_do_not_keep_a_row_from_breaking(page: Callable[..., LaidOut]) -> None:
    row = f"<tr class='tall'><td> </td><td><p></p><p>{LONG}</p></td></tr>"
    first, *_ = lines_of(page(f"<table>{HEAD}<tbody>{rows(*'กขคง')}{row}</tbody></table>", CSS))
    assert any("สำนักงานเขต" in line for line in first)


def test_cells_keep_two_lines_together_at_a_page_end(page: Callable[..., LaidOut]) -> None:
    for before in range(9):
        names = "กขคงจฉชซฌ"[:before]
        body = f"<table>{HEAD}<tbody>{rows(*names)}{TALL}</tbody></table>"
        for lines in lines_of(page(body, CSS)):
            assert sum("ปฏิบัติ" in line or "สำนักงาน" in line or "แผน" in line for line in lines) != 1


def test_a_table_head_never_stands_alone(page: Callable[..., LaidOut]) -> None:
    for before in range(12):
        body = "<p>ก่อน</p>" * before + f"<h2>หัวข้อ</h2><table>{HEAD}<tbody>{rows(*'กขค')}</tbody></table>"
        for lines in lines_of(page(body, CSS)):
            if "ตาราง" in lines:
                after = lines[lines.index("ตาราง") + 1 :]
                assert after[:1] == ["ก"]
                assert lines[lines.index("ตาราง") - 1] == "หัวข้อ"


def test_a_row_that_may_not_break_and_is_taller_than_a_page_breaks_all_the_same(page: Callable[..., LaidOut]) -> None:
    body = f"<table>{HEAD}<tbody>{rows('ก')}<tr><td>1</td><td><p>{LONG}</p></td></tr>{rows('ข')}</tbody></table>"
    pages = lines_of(page(body, CSS))
    assert "".join("".join(lines) for lines in pages).replace(" ", "").count("สำนักงานเขต") == 30
    assert pages[-1][-1] == "งาน ข"
    assert all(lines[0].startswith("ตาราง") for lines in pages)


def test_empty_cells_are_as_high_as_their_row(page: Callable[..., LaidOut]) -> None:
    cells = "<td></td>" * 3
    laid_out = page(f"<table><tbody><tr><td>ก<br/>ข</td>{cells}</tr></tbody></table>", CSS)
    _, *boxes = table_boxes(laid_out, 0)
    assert len({round(box.border_height(), 3) for box in boxes}) == 1  # type: ignore[attr-defined]
