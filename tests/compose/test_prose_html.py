"""Prose of the dataset as HTML."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compose.digits import Numerals
from pipeline.compose.prose import Keep, column_widths, to_html
from pipeline.model import Digits, ListBlock, ListItem, ListMarker, Paragraph, RichText, TableBlock

ARABIC, THAI, GIVEN = (Numerals(style) for style in (Digits.ARABIC, Digits.THAI, Digits.AS_GIVEN))
BOTH_ENDS = Keep(start=True, end=True)

_text = st.text(alphabet="กขิ้ 1๒<>&\"'{}%*\n", min_size=1, max_size=12)
_items = st.deferred(lambda: st.builds(ListItem, text=_text, children=st.lists(_blocks, max_size=2).map(tuple)))
_lists = st.builds(
    ListBlock,
    items=st.lists(_items, min_size=1, max_size=3).map(tuple),
    marker=st.sampled_from(ListMarker),
    start=st.integers(1, 12),
)
_rows = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[_text | st.just("")] * width), min_size=2, max_size=4)
)
_tables = _rows.map(lambda rows: TableBlock(head=rows[0], rows=tuple(rows[1:])))
_blocks: st.SearchStrategy[Paragraph | ListBlock] = st.builds(Paragraph, text=_text) | _lists
_prose = st.builds(RichText, blocks=st.lists(_blocks | _tables, min_size=1, max_size=3).map(tuple))


def _tree(text: RichText, numerals: Numerals = GIVEN, keep: Keep = BOTH_ENDS) -> ET.Element:
    return ET.fromstring(f"<div>{to_html(text, numerals, keep)}</div>")  # noqa: S314 - our own markup


@given(_prose)
def test_every_text_is_there_in_order_whatever_it_holds(text: RichText) -> None:
    written = "".join(text.texts())
    assert "".join(_tree(text).itertext()) == written


def _is_piece(element: ET.Element) -> bool:
    """An item that holds its text itself, not in a paragraph of its own."""
    return element.tag == "li" and element.get("data-number") is not None


@given(_prose)
def test_the_first_and_the_last_two_pieces_stay_with_their_neighbours(text: RichText) -> None:
    tree = _tree(text)
    pieces = [element for element in tree.iter() if element.tag in {"p", "table"} or _is_piece(element)]
    kept = ["keep" in element.get("class", "").split() for element in pieces]
    assert kept[-2:] == [True] * min(2, len(kept))
    assert kept[0]
    assert not any(kept[1:-2])


def test_under_a_heading_the_first_two_and_the_last_two_pieces_stay_together() -> None:
    text = RichText(blocks=tuple(Paragraph(text=letter) for letter in "กขคงจ"))
    tree = _tree(text, keep=Keep(start=True))
    assert [element.get("class") for element in tree] == ["keep", None, None, "keep", None]


def test_nothing_is_kept_unless_asked() -> None:
    text = RichText(blocks=(Paragraph(text="ก"), Paragraph(text="ข")))
    assert "class" not in to_html(text, GIVEN)


def _nested(outer: ListMarker, inner: ListMarker, start: int = 1) -> RichText:
    children = (ListBlock(items=(ListItem(text="ก"), ListItem(text="ข")), marker=inner),)
    return RichText(
        blocks=(
            ListBlock(items=(ListItem(text="1"), ListItem(text="2", children=children)), marker=outer, start=start),
        )
    )


def _printed(text: RichText, numerals: Numerals) -> list[str | None]:
    return [element.get("data-number") for element in _tree(text, numerals).iterfind(".//*[@data-number]")]


@pytest.mark.parametrize(
    ("outer", "start", "numerals", "markers"),
    [
        (ListMarker.DECIMAL_DOT, 1, GIVEN, ["1.", "2.", "2.1", "2.2"]),
        (ListMarker.DECIMAL_PARENS, 4, GIVEN, ["(4)", "(5)", "5.1", "5.2"]),
        (ListMarker.DECIMAL_PAREN, 9, THAI, ["๙)", "๑๐)", "๑๐.๑", "๑๐.๒"]),
        (ListMarker.THAI_LETTER, 3, GIVEN, ["ค.", "ง.", "ง.1", "ง.2"]),
        (ListMarker.BULLET, 1, GIVEN, ["•", "•", "1", "2"]),
    ],
)
def test_every_item_brings_its_marker_and_nested_numbers_name_the_item_above(
    outer: ListMarker, start: int, numerals: Numerals, markers: list[str]
) -> None:
    assert _printed(_nested(outer, ListMarker.NESTED, start), numerals) == markers


@given(_prose)
def test_every_item_has_one_marker_on_the_piece_that_holds_its_text(text: RichText) -> None:
    for item in _tree(text).iter("li"):
        own = item if item.get("data-number") else item[0]
        assert own.get("data-number")
        assert (own is item) or item.get("data-number") is None


def test_a_list_typed_in_thai_digits_keeps_them_as_given() -> None:
    block = ListBlock(items=(ListItem(text="ข้อ"), ListItem(text="ข้อ 3")), digits="thai")
    text = RichText(blocks=(block,))
    assert _printed(text, GIVEN) == _printed(text, THAI) == ["๑.", "๒."]
    assert _printed(text, ARABIC) == ["1.", "2."]
    lists = [_tree(text, numerals).find("ol") for numerals in (GIVEN, ARABIC)]
    assert [element.get("data-digits") for element in lists if element is not None] == ["thai", None]


def test_lists_tell_marker_start_and_digits() -> None:
    outer = _tree(_nested(ListMarker.DECIMAL_PAREN, ListMarker.DASH, start=3), THAI).find("ol")
    assert outer is not None
    assert outer.attrib == {"data-marker": "1)", "start": "3", "data-digits": "thai"}
    inner = outer.find(".//ul")
    assert inner is not None
    assert inner.attrib == {"data-marker": "-"}


def test_thai_digits_leave_names_made_of_figures_alone() -> None:
    text = RichText(blocks=(Paragraph(text="ตามหนังสือ ที่ กท 0303/405 จำนวน 12 คน โครงการ 03000000-2449 โทร. 1459"),))
    assert to_html(text, THAI) == "<p>ตามหนังสือ ที่ กท 0303/405 จำนวน ๑๒ คน โครงการ 03000000-2449 โทร. 1459</p>"
    assert to_html(RichText(blocks=(Paragraph(text="๑๒ คน"),)), ARABIC) == "<p>12 คน</p>"
    assert to_html(RichText(blocks=(Paragraph(text="๑๒ คน 3 วัน"),)), GIVEN) == "<p>๑๒ คน 3 วัน</p>"


def test_bold_runs_are_strong_and_single_asterisks_are_themselves() -> None:
    text = RichText(blocks=(Paragraph(text="ให้ **เสร็จใน 12 วัน** ครบ * ทุก ** ข้อ"),))
    assert to_html(text, THAI) == "<p>ให้ <strong>เสร็จใน ๑๒ วัน</strong> ครบ * ทุก ** ข้อ</p>"
    escaped = RichText(blocks=(ListBlock(items=(ListItem(text="**<b>**"),)),))
    assert '<li data-number="1."><strong>&lt;b&gt;</strong></li>' in to_html(escaped, GIVEN)


def _table(**more: object) -> TableBlock:
    values: dict[str, object] = {"head": ("ลำดับ", "งาน"), "rows": (("1", "งาน **หลัก**"), ("", "งานรอง 2"))}
    return TableBlock.model_validate(values | more)


def test_a_table_has_a_head_that_repeats_and_cells_in_their_alignment() -> None:
    table = _tree(RichText(blocks=(_table(align=("center", "left")),)), THAI, Keep()).find("table")
    assert table is not None
    assert table.get("class") == "grid prose-table"
    assert [(head.get("scope"), head.text) for head in table.iterfind("thead/tr/th")] == [
        ("col", "ลำดับ"),
        ("col", "งาน"),
    ]
    cells = [[("".join(cell.itertext()), cell.get("class")) for cell in row] for row in table.iterfind("tbody/tr")]
    assert cells == [[("๑", "center"), ("งาน หลัก", None)], [("", "center"), ("งานรอง ๒", None)]]
    assert table.find("tbody/tr/td/strong") is not None


def test_a_table_under_a_heading_stays_with_what_stands_next_to_it() -> None:
    text = RichText(blocks=(_table(), Paragraph(text="ก"), Paragraph(text="ข"), _table(), Paragraph(text="ค")))
    classes = [element.get("class") for element in _tree(text, keep=Keep(start=True))]
    assert classes == ["grid prose-table keep", None, None, "grid prose-table keep", None]


@given(_tables)
def test_the_columns_of_a_table_fill_its_width(table: TableBlock) -> None:
    widths = column_widths(table)
    assert len(widths) == len(table.head)
    assert sum(round(float(width) * 10) for width in widths) == 1000
    assert all(float(width) >= 5 for width in widths)


def test_a_column_of_numbers_is_narrow_and_long_texts_share_the_rest() -> None:
    long = "รายการที่มีคำอธิบายยาวมาก " * 8
    number, name, note = map(float, column_widths(_table(head=("ที่", "งาน", "หมายเหตุ"), rows=(("1", long, long),))))
    assert number < 12
    assert abs(name - note) <= 0.1
