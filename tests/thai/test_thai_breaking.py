"""The shipped dictionary in the hands of libthai itself: official words stay whole, prose still breaks."""

from __future__ import annotations

import ctypes
import ctypes.util
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.thai.clusters import LEADING_VOWELS, cluster_starts, clusters
from pipeline.thai.dictionary import FILE, FOLDER, LONGEST_WORD, official_terms
from pipeline.thai.eras import MONTHS, WEEKDAYS

CORPUS = Path(__file__).parents[1] / "corpus" / "paragraphs.txt"
LIBTHAI = ctypes.util.find_library("thai")

pytestmark = pytest.mark.skipif(LIBTHAI is None, reason="libthai is not installed: Pango breaks Thai without it here")


@lru_cache(maxsize=1)
def breaker() -> tuple[ctypes.CDLL, ctypes.c_void_p]:
    library = ctypes.CDLL(LIBTHAI)
    library.th_brk_new.restype = ctypes.c_void_p
    library.th_brk_new.argtypes = [ctypes.c_char_p]
    library.th_brk_wc_find_breaks.argtypes = [
        ctypes.c_void_p,
        ctypes.c_wchar_p,
        ctypes.POINTER(ctypes.c_int),
        ctypes.c_size_t,
    ]
    handle = library.th_brk_new(str(FOLDER / FILE).encode())
    assert handle, "libthai cannot read the dictionary"
    return library, ctypes.c_void_p(handle)


def breaks(text: str) -> list[int]:
    library, handle = breaker()
    places = (ctypes.c_int * (len(text) + 1))()
    count = library.th_brk_wc_find_breaks(handle, text, places, len(text) + 1)
    return list(places[:count])


@pytest.mark.parametrize("name", [*MONTHS, *WEEKDAYS, "กรุงเทพมหานคร", "ตัวชี้วัด", "ชำนาญการ", "แดชบอร์ด"])
def test_official_words_stay_whole_in_a_sentence(name: str) -> None:
    text = f"เรื่องของ{name}ที่ผ่านมา"
    start = text.index(name)
    found = breaks(text)
    assert not [place for place in found if start < place < start + len(name)]
    assert start in found
    assert start + len(name) in found


def test_every_official_term_that_a_narrow_cell_can_hold_stays_whole_alone() -> None:
    broken = [term for term in official_terms() if len(clusters(term)) <= LONGEST_WORD and breaks(term)]
    assert broken == []


def test_a_long_compound_breaks_between_its_words() -> None:
    text = "ข้าราชการกรุงเทพมหานครสามัญ"
    assert breaks(text) == [text.index("กรุง"), text.index("สามัญ")]


def test_prose_breaks_often_enough_to_fill_a_line() -> None:
    paragraphs = [line for line in CORPUS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    letters = sum(len(paragraph) for paragraph in paragraphs)
    offered = sum(len(breaks(paragraph)) for paragraph in paragraphs)
    assert 4 < letters / offered < 8


@given(st.lists(st.sampled_from(sorted(official_terms())), min_size=2, max_size=5).map("".join))
def test_no_break_lies_inside_a_cluster_or_after_a_leading_vowel(text: str) -> None:
    found = breaks(text)
    assert set(found) <= set(cluster_starts(text))
    assert not [place for place in found if text[place - 1] in LEADING_VOWELS]
