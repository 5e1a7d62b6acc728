"""Tokens that no line break may enter: numbers with their units, dates, titles with names, marks with words.

Sources of the rules: the Royal Society's spacing rules, W3C's Thai layout requirements (“ ‘ ( never last on a
line, ” ’ ) ? ! % ๆ ฯ never first), and the custom of Thai offices: a number stays with its unit, พ.ศ. with the
year, a letter's number whole, a title with the name.

A range (start, end) forbids breaks *between* its characters; a line may begin at ``start`` or at ``end``. Its ends
fall on cluster boundaries, not always on word boundaries (``(ก`` keeps a bracket from ending a line and says
nothing about the rest of the word): lay them on the text as attributes, do not cut the text there.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.thai.clusters import LEADING_VOWELS
from pipeline.thai.token_patterns import (
    ABBREVIATION,
    ABBREVIATION_HEAD,
    BEFORE_TITLE,
    CALENDAR_YEAR,
    CLOSING,
    GIVEN_AND_SURNAME,
    LATIN,
    LEAD,
    LETTER_CODE,
    LONGEST_LEAD,
    NUMBER,
    OPENING,
    REPEATED_WORD,
    THAI_RUN,
    TITLE,
    WHOLE_WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

LONGEST = 40
"""Longest range in characters; a narrow cell can ask for less."""

_CACHED_TEXTS = 4096
_NEVER_START = frozenset(chr(code) for code in (0x0E31, *range(0x0E33, 0x0E3B), *range(0x0E47, 0x0E4F)))
_NEVER_END = frozenset(LEADING_VOWELS)
_INNER_SPACE = re.compile(r"\s+")
_LETTER = re.compile("[A-Za-z]")
_AFTER_MARK = re.compile(r"(?<=[/._?&=@:-])(?=[A-Za-z0-9])")
"""Where an address or a long Latin word may be broken when it must: after a mark, before a letter."""
Ranges = list[tuple[int, int]]


def protected_ranges(text: str, names: Collection[str] = (), *, longest: int = LONGEST) -> Ranges:
    """Ranges of characters inside which no line may break; in order, not overlapping.

    Protected are numbers with what they count or what introduces them (``341 คน``, ``ร้อยละ 70``, ``ข้อ 5``), dates,
    พ.ศ. with its year, letter numbers, telephone numbers, dotted abbreviations, addresses and joined Latin
    words, ``ไม่น้อยกว่า`` and its like, names of weekdays, a title with its given name, the surname, every word of
    ``names``; and the boundaries where an opening mark would end a line or a closing one, ๆ, ฯ or % begin one, also
    across the space before it.

    A range longer than ``longest`` characters is split at its inner spaces (``16 กรกฎาคม 2564`` into ``16 กรกฎาคม`` and
    ``2564``) and, in Latin, after ``/ . - _``; a word of a name that is longer is no longer protected, any other
    single word stays whole. So a cell of 20 mm can ask for about 9.
    """
    return list(_ranges(text, _name_words(names), longest))


@lru_cache(maxsize=_CACHED_TEXTS)
def _ranges(text: str, words: tuple[str, ...], longest: int) -> tuple[tuple[int, int], ...]:
    found = [match.span() for match in LATIN.finditer(text)]
    found.extend(_numbers(text))
    found.extend(_abbreviations(text))
    found.extend(_titled_names(text))
    tokens = [part for span in _merged(found) for part in _split(text, span, longest)]
    named = _pattern(tuple(word for word in words if len(word) <= longest))
    if named is not None:
        tokens.extend(match.span() for match in named.finditer(text))
    tokens.extend(match.span() for match in WHOLE_WORDS.finditer(text) if len(match[0]) <= longest)
    tokens.extend(_joints(text))
    return tuple(_merged(_whole_clusters(text, span) for span in tokens))


def _name_words(names: Collection[str]) -> tuple[str, ...]:
    """The words of all names, with and without a title in front, longest first; a name in brackets is one word."""
    words = {word for name in names for word in ([name] if name.startswith("(") else name.split())}
    words |= {rest for word in words if len(rest := TITLE.sub("", word, count=1)) > 1}
    return tuple(sorted((word for word in words if len(word) > 1), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(map(re.escape, words))) if words else None


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Figures with what introduces them and what they count; an introduced figure counts nothing."""
    for match in NUMBER.finditer(text):
        start, end = match.span()
        floor = max(0, start - LONGEST_LEAD)
        lead = LEAD.search(text, floor, start) or ("/" in match["figure"] and LETTER_CODE.search(text, floor, start))
        if lead:
            start = lead.start()
            end = match.end("date") if match["date"] else match.end("figure")
        elif match["unit"] and CALENDAR_YEAR.match(text, match.start()):
            end = match.end("figure")
        yield start, end


def _abbreviations(text: str) -> Iterator[tuple[int, int]]:
    """Dotted abbreviations: พ.ศ., ก.ก., อ.ก.ก."""
    for match in ABBREVIATION.finditer(text):
        head = ABBREVIATION_HEAD.search(text, max(0, match.start() - 5), match.start())
        if head:
            yield head.start(), match.end()


def _titled_names(text: str) -> Iterator[tuple[int, int]]:
    """A title with the given name, and the surname by itself: the space between them may break."""
    for match in TITLE.finditer(text):
        if not BEFORE_TITLE.search(text, max(0, match.start() - 8), match.start()):
            continue
        names = GIVEN_AND_SURNAME.match(text, match.end())
        if names:
            yield match.start(), names.end("given")
            if names["surname"]:
                yield names.span("surname")


def _joints(text: str) -> Iterator[tuple[int, int]]:
    """Boundaries at marks that may not begin or end a line."""
    for match in CLOSING.finditer(text):
        start = match.start()
        if start and text[start - 1].isspace():
            start -= 1
        if start:
            yield (repeated_word(text, start) if text[match.start()] == "ๆ" else start - 1), match.end()
    for match in OPENING.finditer(text):
        if match.end() < len(text):
            yield match.start(), match.end() + 1


def repeated_word(text: str, end: int) -> int:
    """Where the word that ๆ repeats begins; it ends at ``end``.

    A word that is often repeated, else a short run of Thai, else one letter.
    """
    floor = max(0, end - 14)
    match = REPEATED_WORD.search(text, floor, end) or THAI_RUN.search(text, floor, end)
    if match is None or match.start() == floor > 0:  # a longer run holds more than one word
        return end - 1
    return match.start()


def _whole_clusters(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The span, widened so that it ends inside no cluster and after no leading vowel."""
    start, end = span
    while start > 0 and (text[start] in _NEVER_START or text[start - 1] in _NEVER_END):
        start -= 1
    while end < len(text) and (text[end] in _NEVER_START or text[end - 1] in _NEVER_END):
        end += 1
    return start, end


def _merged(spans: Iterable[tuple[int, int]]) -> Ranges:
    """Spans that share a character become one; spans that only touch keep the break between them."""
    merged: Ranges = []
    for start, end in sorted(spans):
        if end - start < 2:  # noqa: PLR2004 - one character cannot be broken
            continue
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _split(text: str, span: tuple[int, int], longest: int) -> Iterator[tuple[int, int]]:
    """The span, or its words packed into parts of at most ``longest`` characters."""
    start, end = span
    if end - start <= longest:
        yield span
        return
    pieces = _pieces(text, start, end, longest)
    part_start, part_end = next(pieces)
    for piece_start, piece_end in pieces:
        if piece_end - part_start > longest:
            yield part_start, part_end
            part_start = piece_start
        part_end = piece_end
    yield part_start, part_end


def _pieces(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """What a span can be split into: its words, and the parts of a long Latin word."""
    for space in (*_INNER_SPACE.finditer(text, start, end), None):
        word_end = space.start() if space else end
        if word_end - start > longest and _LETTER.search(text, start, word_end):
            for mark in _AFTER_MARK.finditer(text, start, word_end):
                yield start, mark.start()
                start = mark.start()
        yield start, word_end
        start = space.end() if space else end
