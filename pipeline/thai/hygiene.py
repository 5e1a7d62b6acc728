"""Code points in order: what is repaired without asking, and what is only reported.

A Thai cluster has one right order of code points (consonant, vowel above or below, tone mark) and ำ is one code
point. Text from PDF files, old keyboards and chat programs breaks that order; it looks nearly right on the
screen and is found by no search. Such errors have one right answer and are repaired. Everything that takes a
decision is left as written and reported by :func:`blemishes`.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from pipeline.thai.blemishes import Blemish, BlemishKind, blemishes

__all__ = ["Blemish", "BlemishKind", "Repair", "RepairKind", "blemishes", "repair"]

RepairKind = Literal["split-sara-am", "doubled-sara-am", "mark-order", "doubled-mark", "split-sara-ae"]


class Repair(NamedTuple):
    """One repair: ``before`` stood at ``start`` of the text as given, ``after`` replaces it."""

    start: int
    before: str
    after: str
    kind: RepairKind


_TONES = "\u0e48-\u0e4b"
_VOWELS = "\u0e31\u0e34-\u0e3a\u0e47\u0e4d"
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"

_RUN = re.compile(rf"เเ|[{_MARKS}\u0e33](?:[{_MARKS}\u0e33]|\u0e32)+|\u0e32[{_TONES}]+")
"""Where something can be wrong: two or more marks, ำ and า in a row."""

_RULES: tuple[tuple[RepairKind, re.Pattern[str], str], ...] = (
    ("split-sara-ae", re.compile("เเ"), "แ"),
    # ํ and า, with the tone on either side of ํ, are ำ typed in two strokes: นํ้า, น้ํา, คํา.
    ("split-sara-am", re.compile(rf"\u0e4d([{_TONES}]*)\u0e32"), "\\1\u0e33"),
    ("doubled-sara-am", re.compile("\u0e4d*\u0e33[\u0e32\u0e33]+|\u0e4d+\u0e33"), "\u0e33"),
    # A tone after a spacing vowel belongs to the consonant: นำ้, ทา่น.
    ("mark-order", re.compile(rf"([\u0e32\u0e33])([{_TONES}]+)"), r"\2\1"),
    ("mark-order", re.compile(rf"([{_TONES}\u0e4c])([{_VOWELS}]+)(?!\u0e32)"), r"\2\1"),
    ("doubled-mark", re.compile(rf"([{_MARKS}])\1+"), r"\1"),
)

_LONGEST_RUN = 24
"""Longer runs of marks are no typing error but an attack on the reader; they stay, in linear time."""


def repair(text: str) -> tuple[str, tuple[Repair, ...]]:
    """The text with its code-point errors repaired, and every repair with its place in ``text``.

    Repaired are ำ split into ํ and า, doubled ำ, marks in the wrong order, the same mark twice, and แ typed as
    two เ. Consonants are never touched; clean text comes back as it is.
    """
    repairs: list[Repair] = []

    def mend(match: re.Match[str]) -> str:
        if len(match[0]) > _LONGEST_RUN:
            return match[0]
        after, kind = _mended(match[0])
        if kind is not None:
            repairs.append(Repair(match.start(), match[0], after, kind))
        return after

    repaired = _RUN.sub(mend, text)
    return (repaired, tuple(repairs)) if repairs else (text, ())


def _mended(run: str) -> tuple[str, RepairKind | None]:
    """A run of marks in order, and the first thing that was wrong with it; rules repeat until none applies."""
    first: RepairKind | None = None
    changed = True
    while changed:
        changed = False
        for kind, pattern, replacement in _RULES:
            mended = pattern.sub(replacement, run)
            if mended != run:
                run, changed, first = mended, True, first or kind
    return run, first
