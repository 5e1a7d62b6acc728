from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.notices.payload import LINE_UNITS, pieces_of, units
from pipeline.thai.clusters import clusters

LINES = st.text(st.sampled_from("กขน้ำเี่ ab🙏👩‍🌾\u0301"), max_size=30)


def test_a_short_text_stays_whole() -> None:
    text = "บรรทัดหนึ่ง\n\nบรรทัดสอง"

    assert list(pieces_of(text, LINE_UNITS)) == [text]


def test_a_text_of_exactly_the_limit_stays_whole_and_one_more_does_not() -> None:
    assert len(list(pieces_of("ก" * LINE_UNITS, LINE_UNITS))) == 1
    assert len(list(pieces_of("ก" * (LINE_UNITS + 1), LINE_UNITS))) == 2


def test_an_emoji_counts_as_two() -> None:
    assert units("ก🙏") == 3
    assert list(pieces_of("🙏🙏🙏", 5)) == ["🙏🙏", "🙏"]


def test_the_cut_is_between_lines() -> None:
    assert list(pieces_of("กกก\nขขข\nคคค", 8)) == ["กกก\nขขข", "คคค"]


def test_a_blank_line_at_the_cut_is_left_out() -> None:
    assert list(pieces_of("กกก\n\nขขข", 4)) == ["กกก", "ขขข"]


def test_a_line_that_is_too_long_is_cut_between_letters_with_their_marks() -> None:
    pieces = list(pieces_of("ผู้ใหญ่" * 3, 5))

    assert "".join(pieces) == "ผู้ใหญ่" * 3
    assert [letter for piece in pieces for letter in clusters(piece)] == clusters("ผู้ใหญ่" * 3)


def test_a_letter_with_more_marks_than_the_limit_is_cut_all_the_same() -> None:
    assert [len(piece) for piece in pieces_of("ก" + "่" * 11, 5)] == [5, 5, 2]


@given(st.lists(LINES, max_size=12), st.integers(5, 40))
def test_no_piece_is_too_long_or_blank_and_no_letter_is_lost(lines: list[str], limit: int) -> None:
    text = "\n".join(lines)

    pieces = list(pieces_of(text, limit))

    assert all(0 < units(piece) <= limit and piece.strip() for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@pytest.mark.parametrize("blank", ["", "\n", " \n \n"])
def test_of_a_blank_text_nothing_is_left(blank: str) -> None:
    assert list(pieces_of(blank, 5)) == []
