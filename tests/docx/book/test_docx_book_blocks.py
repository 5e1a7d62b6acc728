"""Tables, bars, fractions, seals and links of a book."""

from __future__ import annotations

import base64
import io
import re
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from lxml import etree

    from pipeline.layout.document import LaidOut
    from pipeline.layout.types import Chapter
    from tests.docx.book.conftest import Book

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def tables(book: Book) -> list[etree._Element]:
    """Tables of the body, not those in cells."""
    return [
        node for node in book.document.iter(f"{W}tbl") if not any(up.tag == f"{W}tc" for up in node.iterancestors())
    ]


def text(node: etree._Element) -> str:
    return "".join(part.text or "" for part in node.iter(f"{W}t"))


def is_kept(row: etree._Element) -> bool:
    """Whether every paragraph of a row asks to stay with what follows."""
    return all(node.find(f"{W}pPr/{W}keepNext") is not None for node in row.iter(f"{W}p") if text(node))


def test_both_rows_of_a_head_repeat(book: Book) -> None:
    for table in tables(book):
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
        assert heads[:2] == [True, True]
        assert not any(heads[2:])


def test_a_head_never_ends_a_page_alone(book: Book) -> None:
    for table in tables(book):
        assert all(is_kept(row) for row in table.findall(f"{W}tr")[:2])


def test_the_head_says_nothing_that_only_further_pages_say(book: Book) -> None:
    assert "ต่อ)" not in text(book.document)
    assert text(tables(book)[0].findall(f"{W}tr")[0]) == "ตารางที่ 1"


def test_the_heading_in_the_head_and_the_title_are_the_alternative_text(book: Book) -> None:
    found = tables(book)[0].find(f"{W}tblPr")
    assert found is not None
    said = [found.find(f"{W}{name}") for name in ("tblCaption", "tblDescription")]
    assert [node.get(f"{W}val") for node in said if node is not None] == ["ตารางที่ 1", "รายการที่ 1"]


def test_rows_stay_whole_but_tall_ones_break(book: Book) -> None:
    for number, table in enumerate(tables(book)):
        body = [row for row in table.findall(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is None]
        assert {row.find(f"{W}trPr/{W}cantSplit") is not None for row in body} == {number != 1}


def test_rows_of_a_group_stay_together_and_groups_may_part(book: Book) -> None:
    rows = tables(book)[2].findall(f"{W}tr")[2:]
    assert [is_kept(row) for row in rows] == [True, False] * 3


def test_a_total_that_avoids_a_break_before_it_stays_with_the_row_above(
    book_of: Callable[[list[Chapter]], Book], chapter_of: Callable[..., Chapter]
) -> None:
    body = "<tbody><tr><td>หนึ่ง</td></tr><tr><td>สอง</td></tr></tbody>"
    total = '<tbody><tr style="break-before: avoid"><td>รวม</td></tr></tbody>'
    made = book_of([chapter_of("one", f"<table><thead><tr><th>หัว</th></tr></thead>{body}{total}</table>")])
    assert [is_kept(row) for row in tables(made)[0].findall(f"{W}tr")] == [True, False, True, False]


def test_bars_are_shaded_cells_of_a_fixed_grid_without_text(book: Book) -> None:
    steps = tables(book)[3]
    (layout,) = steps.iterfind(f"{W}tblPr/{W}tblLayout")
    assert layout.get(f"{W}type") == "fixed"
    shaded = []
    for row in steps.findall(f"{W}tr")[2:]:
        cells = row.findall(f"{W}tc")[3:]
        fills = [cell.find(f"{W}tcPr/{W}shd") for cell in cells]
        shaded.append([month for month, fill in enumerate(fills, 1) if fill is not None])
        assert not "".join(map(text, cells))
        assert {fill.get(f"{W}fill") for fill in fills if fill is not None} == {"8C8C8C"}
    assert shaded == [[10, 11, 12], [2], list(range(1, 13))]


def test_months_have_the_widths_of_the_layout(book: Book) -> None:
    laid_out = book.laid_out[-2]
    (table,) = laid_out.root.iter("table")
    grid = [int(node.get(f"{W}w", "0")) for node in tables(book)[3].iterfind(f"{W}tblGrid/{W}gridCol")]
    assert grid == [round(width * 20) for width in laid_out.column_widths(table)]


def test_a_fraction_reads_numerator_denominator_factor_and_has_a_line_between(book: Book) -> None:
    (inner,) = [node for node in book.document.iter(f"{W}tbl") if node not in tables(book)]
    assert [text(node) for node in inner.iter(f"{W}p") if text(node)] == [
        "จำนวนผู้ผ่านการอบรม",
        "จำนวนผู้เข้าอบรมทั้งหมด",
        "× 100",
    ]
    styles = {node.get(f"{W}styleId"): node for node in book.styles.iter(f"{W}style")}
    lines = []
    for paragraph in inner.iter(f"{W}p"):
        name = paragraph.find(f"{W}pPr/{W}pStyle")
        if name is not None:
            lines.append(styles[name.get(f"{W}val")].find(f"{W}pPr/{W}pBdr/{W}bottom") is not None)
    assert lines == [True, False, False]


def test_a_fraction_holds_no_formula_of_word_which_libreoffice_would_take_apart(book: Book) -> None:
    assert "officeDocument/2006/math" not in book.text("document")


def test_the_seal_of_both_covers_is_one_file(book: Book) -> None:
    assert [name for name in book.parts if "media/" in name] == ["word/media/image1.png"]
    assert book.text("document").count('descr="ตราสำนักงานสมมติ"') == 4
    margins = [data for name, data in book.parts.items() if re.search("(header|footer).*rels", name)]
    assert not [data for data in margins if b"image" in data]


def test_a_list_item_with_a_number_of_its_own_counts_on_from_there(book: Book) -> None:
    numbering = book.text("numbering")
    starts = re.findall(r'<w:startOverride w:val="(\d+)"/>', numbering)
    assert starts == ["1", "5"]
    found = [book.paragraph(item).find(f"{W}pPr/{W}numPr/{W}numId") for item in ("ข้อหนึ่ง", "ข้อห้า", "ข้อหก")]
    assert [node.get(f"{W}val") for node in found if node is not None] == ["1", "2", "2"]


def test_links_lead_into_other_chapters_and_out_of_the_book(book: Book) -> None:
    (link,) = book.paragraph("ดูมาตรการ").iter(f"{W}hyperlink")
    names = {node.get(f"{W}name") for node in book.document.iter(f"{W}bookmarkStart")}
    assert link.get(f"{W}anchor") in names
    assert b"https://example.org/plan" in book.parts["word/_rels/document.xml.rels"]


def test_the_file_holds_the_texts_of_all_chapters_in_order(book: Book) -> None:
    def words(node: Element) -> str:
        if node.get("id", "").startswith("running") or node.get("class") == "continued":
            return ""
        return (node.text or "") + "".join(words(child) + (child.tail or "") for child in node)

    wanted = "".join(words(body) for one in book.laid_out for body in one.root.iter("body"))
    assert re.sub(r"\s", "", text(book.document)) == re.sub(r"\s", "", wanted)


def test_a_vector_picture_of_a_later_chapter_is_cut_out_of_its_own_page(
    chapter_of: Callable[..., Chapter], book_of: Callable[[list[Chapter]], Book]
) -> None:
    def picture(colour: str) -> str:
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="80mm" height="40mm">'
            f'<rect width="100%" height="100%" fill="{colour}"/></svg>'
        )
        data = base64.b64encode(svg.encode()).decode()
        return f'<figure><img alt="{colour}" src="data:image/svg+xml;base64,{data}"/></figure>'

    colours = ["#ff0000", "#00ff00", "#0000ff"]
    made = book_of([chapter_of(colour[1:], picture(colour)) for colour in colours])
    shown = [Image.open(io.BytesIO(made.parts[f"word/media/image{number}.png"])).convert("RGB") for number in (1, 3, 5)]
    assert [f"#{''.join(f'{one:02x}' for one in image.getpixel((99, 99)))}" for image in shown] == colours  # type: ignore[union-attr]


def test_links_of_another_look_get_a_style_of_their_own(
    chapter_of: Callable[..., Chapter], book_of: Callable[[list[Chapter]], Book]
) -> None:
    def link(colour: str) -> str:
        return f'<p><a style="color: {colour}" href="https://example.org/">ก{colour[1:]}</a></p>'

    made = book_of([chapter_of("one", link("#aa0000")), chapter_of("two", link("#00aa00"))])
    styles = [made.paragraph(text).find(f".//{W}rStyle") for text in ("กaa0000", "ก00aa00")]
    assert [node.get(f"{W}val") for node in styles if node is not None] == ["Hyperlink", "Hyperlink2"]
    assert re.search(r'"Hyperlink2".*?<w:color w:val="00AA00"/>', made.text("styles"))
    assert not [node for node in made.document.iter(f"{W}hyperlink") if list(node.iter(f"{W}color"))]


def test_every_example_says_and_counts_what_its_html_does(
    any_example: Book, numbered_of: Callable[[LaidOut, bytes], str]
) -> None:
    """Every item of a list brings its number in the HTML; Word counts by itself. The contents stand in a control."""

    def words(node: Element) -> str:
        if node.get("id", "").startswith("running") or node.get("class") == "continued" or node.tag == "nav":
            return ""
        inner = "".join(words(child) + (child.tail or "") for child in node)
        return node.get("data-number", "") + (node.text or "") + inner

    wanted = "".join(words(body) for one in any_example.laid_out for body in one.root.iter("body"))
    assert numbered_of(any_example.laid_out[0], any_example.docx) == re.sub(r"\s", "", wanted)


def test_the_pages_of_every_report_print_all_that_stands_in_its_tables(any_report: Book) -> None:
    """A row over two pages prints its cells in turns on each of them: so every cell is asked for itself."""
    cells = 0
    for one in any_report.laid_out:
        printed: dict[Element, list[str]] = {}
        for line in one.lines():
            printed.setdefault(line.element, []).append(line.text)
        for cell in (element for body in one.root.iter("tbody") for element in body.iter("td")):
            cells += 1
            shown = "".join(text for element in cell.iter() for text in printed.get(element, []))
            wanted = "".join(element.get("data-number", "") for element in cell.iter()) + "".join(cell.itertext())
            assert sorted(re.sub(r"\s", "", shown)) == sorted(re.sub(r"\s", "", wanted))
    assert cells > 200


def test_every_check_box_of_a_report_is_one_that_word_can_tick(example_report: Book) -> None:
    boxes = [
        element.get("data-checkbox")
        for one in example_report.laid_out
        for element in one.root.iter("span")
        if element.get("data-checkbox")
    ]
    ticks = re.findall(r'<w14:checked w14:val="(\d)"/>', example_report.text("document"))
    assert {"true", "false"} <= set(boxes)
    assert ticks == [str(int(value == "true")) for value in boxes]


def test_references_of_a_report_lead_to_the_lists_of_evidence(any_report: Book) -> None:
    wanted = [
        (element.get("href", "")[1:], "".join(element.itertext()))
        for one in any_report.laid_out
        for element in one.root.iter("a")
    ]
    names = {node.get(f"{W}name") for node in any_report.document.iter(f"{W}bookmarkStart")}
    found = [(node.get(f"{W}anchor", ""), text(node)) for node in any_report.document.iter(f"{W}hyperlink")]
    assert len(wanted) >= 5
    assert [said for _, said in found] == [said for _, said in wanted]
    assert [anchor.replace("_", "-") for anchor, _ in found] == [target for target, _ in wanted]
    assert {anchor for anchor, _ in found} <= names


def test_signatures_of_a_report_stand_side_by_side_and_are_held_together(any_report: Book) -> None:
    (table,) = [node for node in tables(any_report) if text(node).count("ลงชื่อ") > 1]
    rows = table.findall(f"{W}tr")
    assert {len(row.findall(f"{W}tc")) for row in rows} == {text(rows[0]).count("ลงชื่อ")}
    assert all(is_kept(row) for row in rows[:-1])
