"""The DOCX has the structure that Word users expect: styles, numbering, tables, fields, sections."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from docx import Document
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.docx.conftest import Made

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_headings_carry_the_styles_that_word_knows(everything: Made) -> None:
    names = [paragraph.style.name for paragraph in Document(io.BytesIO(everything.docx)).paragraphs]
    assert [names.count(f"Heading {level}") for level in (1, 2, 3)] == [1, 4, 1]


def test_prose_is_thai_distributed_and_latin_prose_justified_by_its_spaces(everything: Made) -> None:
    assert everything.style_says("โครงการปรับปรุงระบบสารสนเทศ", "jc") == "thaiDistribute"
    assert everything.says("The second phase", "jc") == "both"


def test_a_broken_line_of_justified_prose_becomes_a_paragraph_so_that_word_stretches_nothing(everything: Made) -> None:
    lines = [line for line in everything.docx_blocks if "น้ำหนักรวม" in line or "บรรทัดนี้เริ่มใหม่" in line]
    assert len(lines) == 2
    assert not list(everything.paragraph("บรรทัดนี้เริ่มใหม่").iter(f"{W}br"))
    assert everything.says("บรรทัดนี้เริ่มใหม่", "ind", "firstLine") == "0"


def test_the_size_is_that_of_the_office_face_and_the_pitch_is_single(in_office_face: Made) -> None:
    defaults = in_office_face.part("styles").find(f"{W}docDefaults")
    assert defaults is not None
    (size,) = [node.get(f"{W}val") for node in defaults.iter(f"{W}szCs")]
    (line,) = [(node.get(f"{W}line"), node.get(f"{W}lineRule")) for node in defaults.iter(f"{W}spacing")]
    assert (size, line) == ("32", ("240", "auto"))


def test_the_pitch_of_the_pdf_face_is_at_least_that_of_the_layout(everything: Made) -> None:
    assert 'w:line="420" w:lineRule="atLeast"' in everything.text("styles").split("</w:docDefaults>")[0]


def test_runs_say_only_what_differs_from_their_paragraph(everything: Made) -> None:
    amount, *_ = re.findall(r"<w:r>(?:(?!</w:r>).)*214,600(?:(?!</w:r>).)*</w:r>", everything.text("document"))
    assert re.findall(r"<w:rPr>(.*)</w:rPr>", amount) == ["<w:b/><w:bCs/><w:cs/>"]


def test_a_heading_stays_with_what_follows_by_its_style(everything: Made) -> None:
    assert everything.style_says("1. ข้อมูลทั่วไป", "keepNext") is not None
    assert everything.says("1. ข้อมูลทั่วไป", "keepNext") is None


def test_tables_that_share_a_page_do_not_part_at_the_height_between_them(written: Callable[[str], Made]) -> None:
    """Word parts two tables at any paragraph between them that does not ask to stay with the next."""
    table = '<table style="margin:0 0 8pt"><colgroup><col style="width:60mm"/></colgroup><tr><td>{0}</td></tr></table>'
    body = written(
        '<div style="break-inside:avoid">' + table.format("ตัวชี้วัด") + table.format("โครงการ") + "</div><p>ต่อไป</p>"
    ).part("document")
    one, other, after = (
        next(node for node in body.iter(f"{W}p") if "".join(map(str, node.itertext())) == text)
        for text in ("ตัวชี้วัด", "โครงการ", "ต่อไป")
    )
    paragraphs = list(body.iter(f"{W}p"))
    between = paragraphs[paragraphs.index(one) : paragraphs.index(other)]

    assert len(between) == 2
    assert all(node.find(f"{W}pPr/{W}keepNext") is not None for node in between)
    assert all(
        node.find(f"{W}pPr/{W}keepNext") is None
        for node in paragraphs[paragraphs.index(other) : paragraphs.index(after) + 1]
    )


def test_margins_that_meet_count_once(written: Callable[[str], Made]) -> None:
    made = written(
        '<p style="margin:0 0 10pt">หนึ่ง</p><p style="margin:6pt 0 0">สอง</p>'
        '<div style="margin:20pt 0 0"><p>สาม</p></div>'
    )
    before = {text: made.says(text, "spacing", "before") for text in ("หนึ่ง", "สอง", "สาม")}
    assert [made.says(text, "spacing", "after") for text in ("หนึ่ง", "สอง")] == [None, "0"]
    assert before["สอง"] is None
    assert before["สาม"] == "400"


def test_lists_are_counted_by_word_and_begin_where_the_html_says(everything: Made) -> None:
    numbering = everything.part("numbering")
    starts = [node.get(f"{W}val") for node in numbering.iter(f"{W}startOverride")]
    assert starts == ["1", "4", "1", "1"]
    texts = {node.get(f"{W}val") for node in numbering.iter(f"{W}lvlText")}
    assert {"%1.", "(%2)", "-", "%1.%2", "•"} <= texts
    assert {"thaiLetters", "decimal", "bullet"} == {node.get(f"{W}val") for node in numbering.iter(f"{W}numFmt")}


def test_a_nested_list_is_a_level_of_the_list_around_it(everything: Made) -> None:
    outer = everything.says("เพื่อเพิ่มความถูกต้อง", "numPr/numId")
    assert everything.says("ตรวจสอบวันที่", "numPr/numId") == outer
    assert everything.says("ตรวจสอบวันที่", "numPr/ilvl") == "1"
    assert everything.says("งบประมาณที่ได้รับ", "numPr/ilvl") is not None


def test_thai_digits_of_a_list_are_words_own(written: Callable[[str], Made]) -> None:
    made = written('<ol data-marker="1." data-digits="thai"><li>หนึ่ง</li><li>สอง</li></ol>')
    assert [node.get(f"{W}val") for node in made.part("numbering").iter(f"{W}numFmt")] == ["thaiNumbers"]


def test_the_second_paragraph_of_an_item_has_no_number_and_the_same_indent(everything: Made) -> None:
    assert everything.says("ย่อหน้าที่สองของรายการ", "numPr/numId") is None
    assert everything.style_says("ย่อหน้าที่สองของรายการ", "ind", "left") == "567"


def test_columns_are_as_wide_as_in_the_layout(everything: Made) -> None:
    root = everything.laid_out.root
    table = next(node for node in root.iter("table") if node.get("id") == "table-1")
    widths = [round(width * 20) for width in everything.laid_out.column_widths(table)]
    first, *_ = everything.part("document").iter(f"{W}tblGrid")
    assert [int(node.get(f"{W}w", "0")) for node in first] == widths


def test_heads_repeat_and_rows_do_not_split(everything: Made) -> None:
    first, *_ = everything.part("document").iter(f"{W}tbl")
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in first.findall(f"{W}tr")]
    assert heads == [True, True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in first.findall(f"{W}tr"))


def test_spanning_cells_merge_in_both_directions(everything: Made) -> None:
    first, *_ = everything.part("document").iter(f"{W}tbl")
    spans = [node.get(f"{W}val") for node in first.iter(f"{W}gridSpan")]
    merges = [node.get(f"{W}val") for node in first.iter(f"{W}vMerge")]
    assert spans == ["3", "2"]
    assert merges == ["restart", "restart", None, None, "restart", None]


def test_the_caption_is_the_tables_alternative_text_or_else_the_heading_above(everything: Made) -> None:
    captions = [node.get(f"{W}val") for node in everything.part("document").iter(f"{W}tblCaption")]
    assert captions == ["ตารางที่ 1 ตัวชี้วัดและค่าเป้าหมาย", "3. ตารางแนวนอนที่ยาวหลายหน้า"]


def test_shaded_cells_keep_their_colour(everything: Made) -> None:
    fills = {node.get(f"{W}fill") for node in everything.part("document").iter(f"{W}shd")}
    assert {"FFE699", "E8EEF5"} <= fills


def test_sections_follow_the_paper(everything: Made) -> None:
    papers = list(everything.part("document").iter(f"{W}pgSz"))
    assert [node.get(f"{W}orient") for node in papers] == [None, "landscape", None]
    margins, *_ = everything.part("document").iter(f"{W}pgMar")
    assert [margins.get(f"{W}{side}") for side in ("top", "right", "bottom", "left")] == [
        "1417",
        "1134",
        "1134",
        "1701",
    ]


def test_page_numbers_are_fields(everything: Made) -> None:
    assert re.findall(r"<w:instrText[^>]*> (.*?) </w:instrText>", everything.text("footer1")) == ["PAGE", "NUMPAGES"]
    assert f"<w:t>{len(everything.laid_out.pages)}</w:t>" in everything.text("footer1")


def test_thai_page_numbers_come_from_the_section_and_the_number_of_pages_from_its_switch(in_thai_digits: Made) -> None:
    formats = {node.get(f"{W}fmt") for node in in_thai_digits.part("document").iter(f"{W}pgNumType")}
    assert formats == {"thaiNumbers"}
    footer = in_thai_digits.text("footer1")
    assert "PAGE " in footer
    assert r"NUMPAGES \* ThaiArabic" in footer
    assert "<w:t>๗</w:t>" in footer


def test_leaders_are_tabs_with_dots_and_no_typed_dots(everything: Made) -> None:
    paragraph = everything.paragraph("โทรศัพท์")
    stops = [(node.get(f"{W}leader"), node.get(f"{W}val")) for node in paragraph.iter(f"{W}tab") if node.get(f"{W}pos")]
    assert stops == [("dot", "left"), ("dot", "left")]
    assert not [block for block in everything.docx_blocks if ".." in block or "…" in block]


def test_text_behind_a_leader_hangs_on_a_right_hand_stop(everything: Made) -> None:
    paragraph = everything.paragraph("ลงชื่อผู้รับผิดชอบ")
    assert [node.get(f"{W}val") for node in paragraph.iter(f"{W}tab") if node.get(f"{W}pos")] == ["right"]


def test_signature_blocks_stay_whole_and_with_the_text_before(everything: Made) -> None:
    assert everything.says("ขอรับรองว่า", "keepNext") is not None
    assert everything.says("ลงชื่อผู้รับผิดชอบ", "keepLines") is not None or all(
        row.find(f"{W}trPr/{W}cantSplit") is not None for row in list(everything.part("document").iter(f"{W}tr"))[-1:]
    )


def test_a_picture_is_vector_with_a_raster_fallback_and_says_what_it_shows(everything: Made) -> None:
    media = sorted(name for name in everything.parts if name.startswith("word/media/"))
    assert media == ["word/media/image1.png", "word/media/image2.svg"]
    document = everything.text("document")
    assert document.count('descr="แผนภูมิแท่งแสดงความก้าวหน้าร้อยละ 60 ของแผน"') == 2
    assert "svgBlip" in document


def test_the_raster_fallback_shows_the_picture_at_300_dots_per_inch(everything: Made) -> None:
    picture = Image.open(io.BytesIO(everything.parts["word/media/image1.png"]))
    assert picture.size[0] == round(160 / 25.4 * 300) or abs(picture.size[0] - 160 / 25.4 * 300) < 3
    middle = picture.getpixel((picture.width // 4, picture.height // 2))
    assert middle == (0x1F, 0x4E, 0x79)


def test_links_lead_to_bookmarks_and_addresses(everything: Made) -> None:
    links = list(everything.part("document").iter(f"{W}hyperlink"))
    names = {node.get(f"{W}name") for node in everything.part("document").iter(f"{W}bookmarkStart")}
    assert links[0].get(f"{W}anchor") in names
    assert b"https://example.org/report?id=1&amp;lang=th" in everything.parts["word/_rels/document.xml.rels"]


def test_check_boxes_can_be_ticked_in_word(everything: Made) -> None:
    w14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
    assert [node.get(f"{w14}val") for node in everything.part("document").iter(f"{w14}checked")] == ["1", "0"]


def test_the_properties_are_those_of_the_data(everything: Made) -> None:
    properties = Document(io.BytesIO(everything.docx)).core_properties
    assert (properties.title, properties.author, properties.language) == ("ตัวอย่าง", "สำนักงานสมมติ", "th-TH")
    assert properties.created.isoformat().startswith("2020-10-01T09:30")


def test_the_package_holds_nothing_that_the_document_does_not_need(everything: Made) -> None:
    assert not [
        name for name in everything.parts if re.search("thumbnail|customXml|stylesWithEffects|webSettings", name)
    ]


def test_raised_figures_are_superscript_in_the_size_of_their_line(everything: Made) -> None:
    (raised,) = [node.getparent() for node in everything.part("document").iter(f"{W}vertAlign")]
    assert raised is not None
    assert [node.tag for node in raised] == [f"{W}vertAlign"]


def test_headings_of_landscape_pages_reach_to_their_own_margin(everything: Made) -> None:
    assert everything.says("3. ตารางแนวนอน", "pStyle") == everything.says("4. การลงนาม", "pStyle") == "Heading2"
