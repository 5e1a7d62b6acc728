"""Likely misspellings, precise rather than eager: a false alarm costs more trust than a missed slip.

Three kinds of evidence count: a spelling that is never right (``ปฎิบัติ``, listed in ``data/confusions.tsv``), an official
phrase with a wrong word (``ด่านที่ 7`` for ``ด้านที่ 7``), and letters that are no word beside others that together lie
one slip of the keyboard from a common word (``เจราจตกลง``). Names, foreign words and abbreviations yield no such
neighbour and are left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.thai.dictionary import all_words
from pipeline.thai.token_patterns import TITLE
from pipeline.thai.wordlist import beginning_with, exchanged, near

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

MAX_SUGGESTIONS = 3
_WINDOW = 3
"""How many tokens on either side may belong to the misspelt word."""
_LONGEST_RUN = 1_000
"""Longer runs of Thai without a space are not examined (in characters)."""
_SHORTEST_RUN = 4
_SHORTEST_KNOWN = 3

_CONFUSIONS = Path(__file__).parent / "data" / "confusions.tsv"
_PHRASES = ((re.compile(r"ด่านที่(?=\s?[0-9๐-๙]{1,2}(?![0-9๐-๙])(?:\s|[.–-]|$))"), "ด้านที่"),)
"""Words that exist but do not belong in an official phrase."""

_RUN = re.compile("[ก-ฮะ-ฺเ-ๅ็-๎]+")
_NAME = re.compile(rf"(?:{TITLE.pattern})\s?[ก-๎]+(?:\s+[ก-๎]+)?", re.VERBOSE)
_CONSONANTS = re.compile("[ก-ฮ]+")

_Slip = tuple[str, int, tuple[str, ...]]
"""A wrong stretch, its place in a run, and what may have been meant."""


class Misspelling(NamedTuple):
    """A word that is probably misspelt, where it begins, and what may have been meant, likeliest first."""

    word: str
    start: int
    suggestions: tuple[str, ...]


def misspellings(text: str, known: Collection[str] = ()) -> list[Misspelling]:
    """Likely misspellings of a text, in order. ``known`` holds names and terms that are never flagged.

    The first call loads the word lists.
    """
    found: list[Misspelling] = list(_never_right(text))
    covered = [range(item.start, item.start + len(item.word)) for item in found]
    covered += [range(*match.span()) for match in _NAME.finditer(text)]
    names = _known_pattern(tuple(sorted(set(known))))
    if names is not None:
        covered += [range(*match.span()) for match in names.finditer(text)]
    blank = list(text)
    for place in (place for span in covered for place in span):
        blank[place] = " "
    for run in _RUN.finditer("".join(blank)):
        if _SHORTEST_RUN <= len(run[0]) <= _LONGEST_RUN and not text.startswith(".", run.end()):
            found.extend(
                Misspelling(word, run.start() + start, near_words) for word, start, near_words in _slips(run[0])
            )
    return sorted(found, key=lambda item: item.start)


def _never_right(text: str) -> Iterator[Misspelling]:
    pattern, right = _confusions()
    for match in pattern.finditer(text):
        yield Misspelling(match[0], match.start(), (right[match[0]],))
    for phrase, meant in _PHRASES:
        for match in phrase.finditer(text):
            yield Misspelling(match[0], match.start(), (meant,))


@lru_cache(maxsize=1)
def _confusions() -> tuple[re.Pattern[str], dict[str, str]]:
    lines = (line for line in _CONFUSIONS.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    right = dict(line.split("\t") for line in lines)
    longest_first = sorted(right, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first))), right


@lru_cache(maxsize=64)
def _known_pattern(known: tuple[str, ...]) -> re.Pattern[str] | None:
    words = {word for name in known for word in (name, *name.split())}
    wanted = sorted((w for w in words if len(w) >= _SHORTEST_KNOWN), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, wanted))) if wanted else None


@lru_cache(maxsize=8192)
def _slips(run: str) -> tuple[_Slip, ...]:
    """Misspelt words of a run of Thai letters, each with its place in the run."""
    words = all_words()
    if run in words:
        return ()
    tokens = _tokens(run)
    found: list[_Slip] = []
    done = 0
    for index, (start, token) in enumerate(tokens):
        if token in words or start < done:
            continue
        slip = _slip_around(tokens, index, done)
        if slip:
            found.append(slip)
            done = slip[1] + len(slip[0])
    return tuple(found)


def _slip_around(tokens: list[tuple[int, str]], index: int, done: int) -> _Slip | None:
    """The best stretch around an unknown token that lies one slip from a common word.

    Exchanged letters prove most; then the longer stretch explains more of what stands around.
    """
    best: _Slip | None = None
    best_rank = (False, 0)
    for first in range(max(0, index - _WINDOW), index + 1):
        if tokens[first][0] < done:
            continue
        for last in range(index, min(len(tokens), index + _WINDOW + 1)):
            word = "".join(token for _, token in tokens[first : last + 1])
            foreign = _without_foreign_edge(tokens, first, index, last)
            right = [candidate for candidate in near(word) if candidate != foreign]
            rank = (bool(right) and exchanged(word, right[0]), len(word))
            if right and rank > best_rank:
                if last == len(tokens) - 1:
                    right = [*beginning_with(word), *right]
                best, best_rank = (word, tokens[first][0], tuple(right[:MAX_SUGGESTIONS])), rank
    return best


def _without_foreign_edge(tokens: list[tuple[int, str]], first: int, index: int, last: int) -> str | None:
    """The stretch without unknown consonants at its edge, where those may belong to a foreign word beside it.

    That the rest is a word then proves nothing: จาร์วิช|แอปพลิเคชัน.
    """
    letters = tokens[index][1]
    if _CONSONANTS.fullmatch(letters):
        if index == first > 0:
            return "".join(token for _, token in tokens[first + 1 : last + 1])
        if index == last < len(tokens) - 1:
            return "".join(token for _, token in tokens[first:last])
    return None


def _tokens(run: str) -> list[tuple[int, str]]:
    """The run cut into words, unknown letters in pieces of their own, each with its place."""
    from pipeline.thai.segment import segment

    pieces = _without_swallowed_words(segment(run))
    tokens, start = [], 0
    for token in pieces:
        tokens.append((start, token))
        start += len(token)
    return tokens


def _without_swallowed_words(tokens: list[str]) -> list[str]:
    """Unknown tokens without the known word that newmm lets them swallow, whole or in part, at their end."""
    words = all_words()
    pieces: list[str] = []
    rest = tokens[::-1]
    while rest:
        token = rest.pop()
        if token in words:
            pieces.append(token)
            continue
        for whole in (token, token + rest[-1]) if rest else (token,):
            cut = next((at for at in range(1, min(len(token), len(whole) - 2)) if whole[at:] in words), None)
            if cut:
                if whole is not token:
                    rest.pop()
                pieces += [whole[:cut], whole[cut:]]
                break
        else:
            pieces.append(token)
    return pieces
