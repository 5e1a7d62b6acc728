"""The words that a spelling may be corrected to, found by what they have in common with a wrong one."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pipeline.thai.dictionary import all_words, official_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

MIN_FREQUENCY = 30
"""A correction is a word that occurs this often in the Thai National Corpus (TNC), or an official term."""
_SHORTEST, _LONGEST = 4, 24
_TERM_FREQUENCY = 1_000
_PROVING = 6
"""Letters that a word must have for one other letter to prove a slip."""
_EDGE = 3
"""Letters at the beginning or the end by which words are found; at most half of :data:`_PROVING`."""
_COUNTED = re.compile(r"^([\u0e01-\u0e4e]+)\t(\d{2,})$", re.MULTILINE)
"""A line of the corpus: a Thai word and its count of two digits or more."""


@lru_cache(maxsize=1)
def frequencies() -> dict[str, int]:
    """How often each common word occurs; official terms count at least as :data:`_TERM_FREQUENCY`."""
    words = all_words()
    found = {word: count for word, count in _corpus() if word in words}
    for term in official_terms():
        found[term] = max(found.get(term, 0), _TERM_FREQUENCY)
    return found


def _corpus() -> Iterator[tuple[str, int]]:
    """Words of the Thai National Corpus that occur often enough, each with its count."""
    text = files("pythainlp.corpus").joinpath("tnc_freq.txt").read_text("utf-8-sig")
    for word, count in _COUNTED.findall(text):
        if int(count) >= MIN_FREQUENCY:
            yield word, int(count)


@lru_cache(maxsize=1)
def _by_edge() -> dict[tuple[str, int, bool], list[str]]:
    """Common words by their first letters and length, and by their last letters and length.

    One letter more, less or other leaves either edge of a word as it is.
    """
    index: dict[tuple[str, int, bool], list[str]] = {}
    for word in frequencies():
        length = len(word)
        if _SHORTEST <= length <= _LONGEST:
            index.setdefault((word[:_EDGE], length, True), []).append(word)
            index.setdefault((word[-_EDGE:], length, False), []).append(word)
    return index


def near(word: str) -> list[str]:
    """Common words that differ by one slip of the keyboard: a letter more, less, other, or two letters exchanged.

    A changed letter proves little in a short word: below six letters only exchanged marks count.
    """
    if not _SHORTEST <= len(word) <= _LONGEST:
        return []
    common = frequencies()
    candidates = {
        other
        for place in range(len(word) - 1)
        if (other := word[:place] + word[place + 1] + word[place] + word[place + 2 :]) in common
    }
    if len(word) >= _PROVING:
        candidates.update(_one_letter_off(word))
    candidates.discard(word)
    return sorted(candidates, key=lambda candidate: (not exchanged(word, candidate), -common[candidate], candidate))


def _one_letter_off(word: str) -> Iterator[str]:
    """Common words of six letters or more with one letter more, less or other."""
    common, index, length = frequencies(), _by_edge(), len(word)
    for place in range(length):
        head, tail = word[:place], word[place + 1 :]
        if length > _PROVING and head + tail in common:
            yield head + tail
    for edge, first in ((word[:_EDGE], True), (word[-_EDGE:], False)):
        for other in index.get((edge, length, first), ()):
            place = _same(word, other)
            if word[place + 1 :] == other[place + 1 :]:
                yield other
        for other in index.get((edge, length + 1, first), ()):
            place = _same(word, other)
            if word[place:] == other[place + 1 :]:
                yield other


def _same(word: str, other: str) -> int:
    """How many letters two words begin with in common."""
    return next((place for place, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), len(word))


def exchanged(wrong: str, right: str) -> bool:
    """Whether two neighbouring letters changed places, and nothing else."""
    if len(wrong) != len(right):
        return False
    places = [place for place, (a, b) in enumerate(zip(wrong, right, strict=True)) if a != b]
    if len(places) != 2 or places[1] != places[0] + 1:  # noqa: PLR2004 - a pair
        return False
    first, second = places
    return wrong[first] == right[second] and wrong[second] == right[first]


def beginning_with(start: str) -> list[str]:
    """The commonest word that begins with these letters, if any: the text may have been cut there."""
    if len(start) < 5:  # noqa: PLR2004 - fewer letters begin too many words
        return []
    common = frequencies()
    return sorted((word for word in common if word.startswith(start)), key=lambda word: (-common[word], word))[:1]
