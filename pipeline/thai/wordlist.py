"""The words that a spelling may be corrected to, found by what they have in common with a wrong one."""

from __future__ import annotations

from functools import lru_cache

from pipeline.thai.dictionary import all_words, official_terms

MIN_FREQUENCY = 30
"""A correction is a word that occurs this often in the Thai National Corpus (TNC), or an official term."""
_SHORTEST, _LONGEST = 4, 24
_TERM_FREQUENCY = 1_000


@lru_cache(maxsize=1)
def frequencies() -> dict[str, int]:
    """How often each common word occurs; official terms count at least as :data:`_TERM_FREQUENCY`."""
    from pythainlp.corpus import tnc

    words = all_words()
    found = {
        word: count for word, count in tnc.unigram_word_freqs().items() if count >= MIN_FREQUENCY and word in words
    }
    for term in official_terms():
        found[term] = max(found.get(term, 0), _TERM_FREQUENCY)
    return found


@lru_cache(maxsize=1)
def _by_gap() -> dict[str, list[str]]:
    """Common words under each form that lacks one letter of them."""
    index: dict[str, list[str]] = {}
    for word in sorted(frequencies()):
        if _SHORTEST <= len(word) <= _LONGEST:
            for gap in _gaps(word):
                index.setdefault(gap, []).append(word)
    return index


def _gaps(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def near(word: str) -> list[str]:
    """Common words that differ by one slip of the keyboard: a letter more, less, other, or two letters exchanged.

    A changed letter proves little in a short word: below six letters only exchanged marks count.
    """
    if not _SHORTEST <= len(word) <= _LONGEST:
        return []
    common, index = frequencies(), _by_gap()
    gaps = _gaps(word)
    candidates = {gap for gap in gaps if gap in common} | set(index.get(word, ()))
    for gap in gaps:
        candidates.update(index.get(gap, ()))
    candidates.discard(word)
    return sorted(
        (candidate for candidate in candidates if _convincing(word, candidate)),
        key=lambda candidate: (not exchanged(word, candidate), -common[candidate], candidate),
    )


def _convincing(wrong: str, right: str) -> bool:
    if exchanged(wrong, right):
        return True
    if min(len(wrong), len(right)) < 6:  # noqa: PLR2004 - see near()
        return False
    return len(wrong) != len(right) or sum(a != b for a, b in zip(wrong, right, strict=True)) == 1


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
