"""Text that ends in the middle: cut at the limit of a column or of a system's field."""

from __future__ import annotations

import re

from pipeline.thai.dictionary import all_words
from pipeline.thai.spans import Span

SHORTEST_TEXT = 40
"""Shorter texts are labels, not sentences cut at a limit (in characters)."""
_SHORTEST_RUN = 6
_LONGEST_RUN = 600
_LONGEST_REST = 8
_LONGEST_WORD = 30

_RUN = re.compile("[ก-ฮะ-ฺเ-ๅ็-๎]+$")
_OPEN_BRACKET = re.compile(r"[(“‘\[][^()“”‘’\[\]\n]{0,80}$")
_DANGLING = re.compile("(?:[เแโใไ]|[(“‘\\[]|(?<![ก-๎])(?:ซึ่ง|โดย|เพื่อ|ของ|แห่ง))$")
_AFTER_TITLE = re.compile(r"(?:นาย|นาง|นางสาว|น\.ส\.|ดร\.|ร\.[ตทอ]\.)\S*(?:\s+\S+)?$")


def cut_end(text: str) -> Span | None:
    """Where the broken end of a text stands, or ``None`` where it ends as a text may.

    Precise rather than eager: a bracket or quotation mark still open, a leading vowel or a word that never ends a
    sentence (ซึ่ง, โดย) at the very end, or a last word that only begins a known word while what stands before it
    is known.
    """
    bare = text.rstrip()
    if len(bare) < SHORTEST_TEXT:
        return None
    for pattern in (_OPEN_BRACKET, _DANGLING):
        match = pattern.search(bare)
        if match:
            return Span(*match.span())
    return _unfinished_word(bare)


def _unfinished_word(text: str) -> Span | None:
    run = _RUN.search(text)
    if run is None or not _SHORTEST_RUN <= len(run[0]) <= _LONGEST_RUN or _AFTER_TITLE.search(text):
        return None
    letters = run[0]
    ends = _word_ends(letters)
    if len(letters) in ends:
        return None
    for start in range(max(2, len(letters) - _LONGEST_REST), len(letters)):
        if start in ends and _begins_a_word(letters[start:]):
            return Span(run.start() + start, run.end())
    return None


def _begins_a_word(letters: str) -> bool:
    return any(word.startswith(letters) for word in all_words())


def _word_ends(letters: str) -> set[int]:
    """Every position up to which the letters can be cut into known words."""
    words = all_words()
    reachable = {0}
    for end in range(1, len(letters) + 1):
        starts = range(max(0, end - _LONGEST_WORD), end)
        if any(start in reachable and letters[start:end] in words for start in starts):
            reachable.add(end)
    return reachable
