"""The dictionary that ships: made from the official terms as they stand, and heeded by the line breaker."""

from __future__ import annotations

from pipeline.thai import dictionary


def test_the_dictionary_was_made_from_the_official_terms_as_they_stand() -> None:
    assert dictionary.is_current(), "run make dictionary"


def test_the_dictionary_ships_as_a_trie_of_libdatrie() -> None:
    magic = (dictionary.FOLDER / dictionary.FILE).read_bytes()[:4]

    assert magic == bytes.fromhex("d9fcd9fc")


def test_compounds_of_shorter_words_may_break_so_that_narrow_cells_fill() -> None:
    words = frozenset(dictionary.breaking_words())

    assert "กรุงเทพมหานคร" in words
    assert not [word for word in words if len(word) > 60]
