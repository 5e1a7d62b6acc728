"""The place of a character inside a block of text is the place where an editor shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import Place
from pipeline.sources.nodes import Fields, Scalar
from pipeline.sources.reading import Reading
from pipeline.sources.yamltree import read_yaml


def block(text: str) -> Scalar:
    tree = read_yaml(text, "a.yaml", Reading("a.yaml"))
    assert isinstance(tree, Fields)
    value = tree.entries["a"].value
    assert isinstance(value, Scalar)
    return value


@given(
    st.lists(st.text(alphabet="กขน้ำ ab:#-|", max_size=8), min_size=1, max_size=8),
    st.integers(1, 6),
    st.sampled_from(["|", "|-", "|+", "|  # หมายเหตุ"]),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(0, 3),
)
def test_every_character_of_a_block_is_found_where_it_stands(
    lines: list[str], indent: int, head: str, ending: str, above: int
) -> None:
    body = [" " * indent + line if line.strip() else "" for line in ["ก" + lines[0], *lines[1:]]]
    file = ending.join(["# บน"] * above + [f"a: {head}", *body, ""])
    scalar = block(file)
    written = file.split(ending)

    for offset, character in enumerate(scalar.text):
        place = scalar.place_of(offset)
        if not character.isspace():
            assert place.line is not None
            assert place.column is not None
            assert written[place.line - 1][place.column - 1] == character


def test_an_indentation_given_as_a_number_is_kept_to() -> None:
    scalar = block("a: |2\n    ลึก\n  ตื้น\n")

    assert scalar.text == "  ลึก\nตื้น\n"
    assert scalar.place_of(2) == Place("a.yaml", 2, 5)
    assert scalar.place_of_line(1) == Place("a.yaml", 3, 3)


@pytest.mark.parametrize("written", ["ข้อความ", "'ข้อความ'", '"ข้อ\\u0e04วาม"', ">\n  ข้อ\n  ความ", "ข้อ\n  ความ"])
def test_inside_other_texts_the_place_is_that_of_the_text(written: str) -> None:
    assert block(f"a: {written}\n").place_of(3) == Place("a.yaml", 1, 4)
