"""Where the chapters of a book stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.run.pages import Extent, labels, page_count, place

BOOK = (
    Extent(1, "none", recto=True),
    Extent(1, "none", recto=True),
    Extent(1, "front", recto=True),
    Extent(2, "front", recto=True),
    Extent(3, "body", recto=True),
    Extent(2, "body"),
    Extent(5, "body", recto=True),
    Extent(1, "none"),
)

extents = st.lists(
    st.builds(Extent, st.integers(min_value=1, max_value=9), st.sampled_from(("none", "front", "body")), st.booleans()),
    max_size=30,
)


def test_pages_printed_on_one_side_follow_each_other() -> None:
    placements = list(place(BOOK, duplex=False))

    assert [one.sheet for one in placements] == [0, 1, 2, 3, 5, 8, 10, 15]
    assert [one.first for one in placements] == [1, 2, 1, 2, 1, 4, 6, 3]
    assert not any(one.blank_before for one in placements)
    assert page_count(BOOK, placements) == 16


def test_chapters_begin_on_right_hand_pages_in_a_book_printed_on_both_sides() -> None:
    placements = list(place(BOOK, duplex=True))

    assert [one.sheet for one in placements] == [0, 2, 4, 6, 8, 11, 14, 19]
    assert [one.blank_before for one in placements] == [False, True, True, True, False, False, True, False]
    assert [one.side for one in placements[:6]] == ["right"] * 5 + ["left"]
    assert page_count(BOOK, placements) == 20


def test_the_back_cover_is_on_the_outside_of_the_last_sheet() -> None:
    for pages in (3, 4):
        *_, back = place((Extent(pages, "body", recto=True), Extent(1, "none", verso=True)), duplex=True)
        assert back.side == "left"
        assert back.blank_before == (pages == 4)

    *_, back = place((Extent(4, "body", recto=True), Extent(1, "none", verso=True)), duplex=False)
    assert (back.sheet, back.blank_before) == (4, False)


def test_a_blank_page_counts_where_something_was_counted_before_it() -> None:
    placements = list(place(BOOK, duplex=True))

    # ก is the preface, ข its blank back, ค the contents; body pages 1-3, 4-5, the blank 6, then 7.
    assert [placements[index].first for index in (2, 3, 4, 5, 6)] == [1, 3, 1, 4, 7]


def test_headings_are_found_by_the_label_of_their_page() -> None:
    placements = list(place(BOOK, duplex=False))

    assert labels(BOOK[3], placements[3], {"contents": 0, "tables": 1}) == {"contents": "ข", "tables": "ค"}
    assert labels(BOOK[6], placements[6], {"summary": 4}) == {"summary": "10"}
    assert labels(BOOK[7], placements[7], {"back": 0}) == {"back": ""}


def test_an_empty_book_has_no_pages() -> None:
    assert page_count((), list(place((), duplex=True))) == 0


@given(extents, st.booleans())
def test_no_two_pages_share_a_place_or_a_label(chapters: list[Extent], duplex: bool) -> None:  # noqa: FBT001
    placements = list(place(chapters, duplex=duplex))

    places: list[int] = []
    numbers: list[tuple[str, int]] = []
    for chapter, one in zip(chapters, placements, strict=True):
        places += range(one.sheet - one.blank_before, one.sheet + chapter.pages)
        if chapter.numbers != "none":
            numbers += [(chapter.numbers, one.first + index) for index in range(chapter.pages)]
    assert places == list(range(page_count(chapters, placements)))
    assert len(set(numbers)) == len(numbers)


@given(extents)
def test_every_chapter_that_asks_for_it_is_on_the_right(chapters: list[Extent]) -> None:
    placements = list(place(chapters, duplex=True))

    asked = [one for chapter, one in zip(chapters, placements, strict=True) if chapter.recto]
    assert all(one.side == "right" for one in asked)
    assert sum(one.blank_before for one in placements) <= len(asked)


@given(extents, st.booleans())
def test_each_way_of_counting_begins_with_one(chapters: list[Extent], duplex: bool) -> None:  # noqa: FBT001
    placements = list(place(chapters, duplex=duplex))

    for numbers in ("front", "body"):
        firsts = [one.first for chapter, one in zip(chapters, placements, strict=True) if chapter.numbers == numbers]
        assert firsts[:1] in ([], [1])
        assert firsts == sorted(firsts)


@given(extents, st.integers(min_value=0, max_value=29))
def test_a_chapter_is_placed_without_knowing_those_behind_it(chapters: list[Extent], end: int) -> None:
    assert list(place(chapters[:end], duplex=True)) == list(place(chapters, duplex=True))[:end]
