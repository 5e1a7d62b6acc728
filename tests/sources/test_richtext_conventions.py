"""Prose as people type it: paragraphs, lists, lists in lists, lines cut by hand, numbers that are no list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import Place, Severity
from pipeline.model import ListBlock, ListItem, ListMarker, Paragraph, RichText, TableBlock
from pipeline.sources.richtext import from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sources.conftest import Outcome

    Read = Callable[..., Outcome]


def blocks(text: str) -> tuple[Paragraph | ListBlock | TableBlock, ...]:
    value = from_text(text).value
    return () if value is None else value.blocks


def texts(text: str) -> list[str]:
    return [block.text for block in blocks(text) if isinstance(block, Paragraph)]


def only_list(text: str) -> ListBlock:
    found = [block for block in blocks(text) if isinstance(block, ListBlock)]
    assert len(found) == 1
    return found[0]


def outline(block: ListBlock) -> list[object]:
    """Texts of the items, lists below them nested."""
    return [
        [item.text, *(outline(child) if isinstance(child, ListBlock) else child.text for child in item.children)]
        if item.children
        else item.text
        for item in block.items
    ]


def test_a_blank_line_begins_a_paragraph() -> None:
    assert texts("ย่อหน้าแรก\n\nย่อหน้าสอง\n\n\nย่อหน้าสาม") == ["ย่อหน้าแรก", "ย่อหน้าสอง", "ย่อหน้าสาม"]


def test_a_deeper_indentation_begins_a_paragraph() -> None:
    assert texts("ย่อหน้าแรก\nยังย่อหน้าแรก\n    ย่อหน้าสอง") == ["ย่อหน้าแรกยังย่อหน้าแรก", "ย่อหน้าสอง"]


def test_a_line_cut_by_hand_is_joined_without_a_space_between_thai() -> None:
    found = from_text("ประชุมคณะ\nกรรมการ 3\nครั้ง มี ISO\n9001")

    assert texts("ประชุมคณะ\nกรรมการ 3\nครั้ง มี ISO\n9001") == ["ประชุมคณะกรรมการ 3 ครั้ง มี ISO 9001"]
    assert found.joins == [1, 2, 3]


def test_a_space_typed_at_the_end_of_a_line_stays() -> None:
    assert texts("ประชุม \nแล้ว") == ["ประชุม แล้ว"]


@pytest.mark.parametrize(
    ("markers", "marker"),
    [
        (("1.", "2."), ListMarker.DECIMAL_DOT), (("1)", "2)"), ListMarker.DECIMAL_PAREN),
        (("(1)", "(2)"), ListMarker.DECIMAL_PARENS), (("ก.", "ข."), ListMarker.THAI_LETTER),
        (("ก)", "ข)"), ListMarker.THAI_LETTER_PAREN), (("-", "-"), ListMarker.DASH), (("–", "—"), ListMarker.DASH),
        (("•", "•"), ListMarker.BULLET), (("*", "●"), ListMarker.BULLET),
    ],
)  # fmt: skip
def test_a_line_that_begins_with_a_marker_is_an_item(markers: tuple[str, str], marker: ListMarker) -> None:
    found = only_list(f"{markers[0]} หนึ่ง\n{markers[1]} สอง")

    assert found.marker is marker
    assert outline(found) == ["หนึ่ง", "สอง"]


def test_numbers_typed_in_thai_digits_are_remembered() -> None:
    thai, arabic = only_list("๑. หนึ่ง\n๒. สอง"), only_list("1. หนึ่ง\n2. สอง")

    assert thai.digits == "thai"
    assert arabic.digits is None
    assert thai.items == arabic.items
    assert to_text(RichText(blocks=(thai,))) == "๑. หนึ่ง\n๒. สอง"


@pytest.mark.parametrize(
    "line",
    [
        "2563 เป็นปีแรก", "1.5 เท่าของปีก่อน", "16.30 น. เปิดงาน", "3 โครงการ", "10,000 บาท", "-5 องศา", "-ไม่มี-",
        "ก.ก. มีมติ", "ส. ศิวรักษ์ บรรยาย", "พ.ศ. 2563", "1/2563 ประชุม", "12.50 บาท",
    ],
)  # fmt: skip
def test_a_number_at_the_beginning_of_a_line_is_no_list(line: str) -> None:
    assert texts(line) == [line]


def test_lists_nest_by_indentation() -> None:
    found = only_list("1. ก\n   - ข\n   - ค\n      • ง\n2. จ")

    assert outline(found) == [["ก", ["ข", ["ค", ["ง"]]]], "จ"]


def test_lists_nest_by_their_markers_where_nothing_is_indented() -> None:
    found = only_list("1. ก\n1.1 ข\n1.2 ค\n2. ง\n2.1 จ")

    assert outline(found) == [["ก", ["ข", "ค"]], ["ง", ["จ"]]]
    nested = found.items[0].children[0]
    assert isinstance(nested, ListBlock)
    assert nested.marker is ListMarker.NESTED


def test_a_list_may_begin_with_another_number_than_1() -> None:
    assert only_list("5. ก\n6. ข").start == 5


def test_numbers_out_of_order_are_told_and_counted_anew() -> None:
    found = from_text("1. ก\n2. ข\n4. ค")

    assert found.misnumbered == [("4.", "3")]
    assert len(only_list("1. ก\n2. ข\n4. ค").items) == 3


def test_a_line_directly_below_an_item_goes_on_with_it() -> None:
    assert outline(only_list("1. ข้อแรก\nต่อ\n2. ข้อสอง")) == ["ข้อแรกต่อ", "ข้อสอง"]


def test_after_a_blank_line_a_text_at_the_margin_ends_the_list() -> None:
    first, last = blocks("1. ข้อแรก\n\nย่อหน้าท้าย")

    assert isinstance(first, ListBlock)
    assert last == Paragraph(text="ย่อหน้าท้าย")


def test_after_a_blank_line_an_indented_text_is_a_further_paragraph_of_the_item() -> None:
    assert outline(only_list("1. ข้อแรก\n\n   ย่อหน้าของข้อ\n2. ข้อสอง")) == [["ข้อแรก", "ย่อหน้าของข้อ"], "ข้อสอง"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t", "\\", "-", "1."])
def test_a_text_without_words_raises_nothing(text: str) -> None:
    found = from_text(text).value

    assert found is None or all(found.texts())


ITEMS = st.text(alphabet="กขคงจ abc", min_size=1, max_size=10).map(str.strip).filter(bool)


@given(st.lists(ITEMS, min_size=1, max_size=5), st.sampled_from(["1.", "1)", "(1)"]), st.integers(0, 50), st.booleans())
def test_a_numbered_list_reads_back_in_its_digits(items: list[str], marker: str, start: int, thai: bool) -> None:  # noqa: FBT001
    block = ListBlock(
        items=tuple(ListItem(text=text) for text in items),
        marker=ListMarker(marker), start=start, digits="thai" if thai else None,
    )  # fmt: skip
    rich = RichText(blocks=(block,))

    assert from_text(to_text(rich)).value == rich


@given(st.text(max_size=300))
def test_any_text_becomes_something_that_reads_back(text: str) -> None:
    value = from_text(text).value

    if value is not None:
        again = from_text(to_text(value)).value
        assert again is not None
        assert "".join(again.plain().split()) == "".join(value.plain().split())


def test_lines_joined_are_told_at_the_first_of_them(narrative: Read) -> None:
    finding = narrative("แถวแรกของ\nประโยค\n\nย่อหน้าสอง\n1. ข้อ\nต่อข้อ").only("lines-joined")

    assert finding.severity is Severity.NOTE
    assert finding.place == Place("projects/a.yaml", 5, 3)
    assert finding.quote == "ประโยค"
    assert "2 แห่ง" in finding.message
    assert "จบรายการ" in finding.remedy


def test_numbers_out_of_order_are_told_as_a_note(narrative: Read) -> None:
    finding = narrative("1. ก\n3. ข").only("list-numbering")

    assert finding.severity is Severity.NOTE
    assert "“3.”" in finding.message
    assert "“2”" in finding.message


def test_thai_text_folded_by_yaml_is_told_because_it_gets_spaces(read_project: Read) -> None:
    for written in (">\n  ประชุมคณะ\n  กรรมการ", "ประชุมคณะ\n  กรรมการ", "'ประชุมคณะ\n  กรรมการ'"):
        found = read_project(f"rationale: {written}\n")
        assert found.only("yaml-folded-text").place == Place("projects/a.yaml", 3, 12)


def test_paragraphs_and_lists_may_be_written_as_yaml(read_project: Read) -> None:
    found = read_project(
        "rationale:\n  - ย่อหน้าแรก\n  - text: มีดังนี้\n    marker: 1)\n    start: 3\n"
        "    items:\n      - ข้อสาม\n      - {text: ข้อสี่, items: [ย่อยหนึ่ง, ย่อยสอง]}\n"
    )

    assert found.ids == []
    assert found.project.rationale is not None
    first, second, listed = found.project.rationale.blocks
    assert (first, second) == (Paragraph(text="ย่อหน้าแรก"), Paragraph(text="มีดังนี้"))
    assert isinstance(listed, ListBlock)
    assert (listed.marker, listed.start) == (ListMarker.DECIMAL_PAREN, 3)
    assert outline(listed) == ["ข้อสาม", ["ข้อสี่", ["ย่อยหนึ่ง", "ย่อยสอง"]]]


def test_a_marker_in_thai_digits_asks_for_thai_digits(read_project: Read) -> None:
    rich = read_project("rationale: {items: [ก], marker: '(๑)'}\n").project.rationale

    assert rich is not None
    listed = rich.blocks[0]
    assert isinstance(listed, ListBlock)
    assert (listed.marker, listed.digits) == (ListMarker.DECIMAL_PARENS, "thai")


def test_letters_never_begin_before_the_alphabet(read_project: Read) -> None:
    rich = read_project("rationale: {items: [ก], marker: ก., start: 0}\n").project.rationale

    assert rich is not None
    assert to_text(rich) == "ก. ก"


def test_mistakes_inside_written_lists_are_told(read_project: Read) -> None:
    found = read_project("rationale: {txt: ก, items: [ข], marker: 'Z)', start: สอง}\n")

    assert sorted(found.ids) == ["not-a-number", "value-not-in-list", "value-unknown-field"]
    assert found.project.rationale is not None


@pytest.mark.parametrize(
    ("written", "repaired", "quote"),
    [
        ("นํ้าท่วม", "น้ำท่วม", "นํ้า"), ("กำาลัง", "กำลัง", "กำา"), ("เเผน", "แผน", "เเผน"), ("ที่่นี่", "ที่นี่", "ที่่"),
        ("ผู้้", "ผู้", "ผู้้"),
    ],
)  # fmt: skip
def test_a_code_point_error_is_repaired_and_told_with_place_and_quote(
    written: str, repaired: str, quote: str, narrative: Read
) -> None:
    found = narrative(f"บรรทัดแรก\n\nจัดการ {written}")

    finding = found.findings[0]
    assert set(found.ids) == {"text-repaired"}
    assert finding.severity is Severity.NOTE
    assert finding.place.line == 6
    assert (finding.place.column or 0) >= 10
    assert quote in finding.quote
    assert found.project.rationale is not None
    assert found.project.rationale.plain().endswith(repaired)
