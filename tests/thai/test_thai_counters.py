"""Counters of lists."""

from __future__ import annotations

import pytest

from pipeline.thai.counters import LETTERS, marker, thai_letter


def test_letters_skip_those_out_of_use() -> None:
    assert [thai_letter(number) for number in range(1, 9)] == list("กขคงจฉชซ")
    assert not set(LETTERS) & set("ฃฅฆฤฦ")


def test_after_the_last_letter_come_pairs() -> None:
    assert thai_letter(len(LETTERS)) == "ฮ"
    assert thai_letter(len(LETTERS) + 1) == "กก"
    assert thai_letter(len(LETTERS) + 2) == "กข"


def test_no_two_items_share_a_letter() -> None:
    assert len({thai_letter(number) for number in range(1, 3000)}) == 2999


@pytest.mark.parametrize(
    ("style", "text"),
    [("1.", "12."), ("1)", "12)"), ("(1)", "(12)"), ("ก.", "ฏ."), ("ก)", "ฏ)"), ("•", "•"), ("-", "-")],
)
def test_markers_of_every_style(style: str, text: str) -> None:
    assert marker(style, 12) == text


def test_nested_markers_carry_the_number_above() -> None:
    assert marker("1.1", 3, parent="2.") == "2.3"
    assert marker("1.1", 4, parent="5.3") == "5.3.4"


def test_markers_can_have_thai_digits() -> None:
    assert marker("(1)", 10, digits="thai") == "(๑๐)"


def test_unknown_styles_and_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="marker"):
        marker("i.", 1)
    with pytest.raises(ValueError, match="letter"):
        thai_letter(0)
