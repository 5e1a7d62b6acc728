"""Two long texts, cut down to where they first differ."""

from __future__ import annotations

from itertools import takewhile

SHORT = 120
"""Texts of at most so many characters are shown whole."""

_LEAD = 3
"""Words shown before the first that differs."""

ELLIPSIS = "…"


def apart(before: str, after: str) -> tuple[str, str]:
    """Both texts as they are where both are short, else from shortly before their first differing word.

    What was left out is an ellipsis. Words are those of the dictionary, so that no Thai word is cut.
    """
    if max(len(before), len(after)) <= SHORT:
        return before, after
    from pipeline.thai.segment import segment

    old, new = segment(before), segment(after)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    start = max(0, same - _LEAD)
    return _from(old, start), _from(new, start)


def beginning(text: str) -> str:
    """The text, if long only its beginning."""
    if len(text) <= SHORT:
        return text
    from pipeline.thai.segment import segment

    return _from(segment(text), 0)


def _from(words: list[str], start: int) -> str:
    """As many words as :data:`SHORT` has room for, at least one."""
    shown, end = "", start
    while end < len(words) and (not shown or len(shown) + len(words[end]) <= SHORT):
        shown += words[end]
        end += 1
    head = ELLIPSIS if start else ""
    tail = ELLIPSIS if end < len(words) else ""
    return f"{head}{shown.strip()}{tail}"
