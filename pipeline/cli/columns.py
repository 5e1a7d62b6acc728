"""Tables for the terminal: columns as wide as Thai is shown, long texts on several lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.tabular.cells import width

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_GAP = "  "
_OPENING, _CLOSING = "([“", ")]”"
_KEPT = re.compile(r"\([0-9.,]+ [−+] [0-9.,]+\)|(?:ร้อยละ|ระดับ) [0-9.,]+|[0-9]…|[0-9]{8}-[0-9]{4}")
"""What is not broken where it fits: ``(100 − 90)``, ``ร้อยละ 91.44``, ``88.6003…``, codes of projects."""
_NARROWEST = 12
"""Columns are not made narrower than so many characters for the sake of the terminal."""


def in_columns(rows: Sequence[Sequence[str]], columns: int, right: Collection[int] = ()) -> str:
    """The rows below each other, the first as heads above a rule, at most ``columns`` wide where that can be.

    Args:
        rows: heads and rows, of as many cells each, safe for a terminal.
        columns: columns of the terminal.
        right: places of the columns that are set flush right.
    """
    widths = _widths([max(width(cell) for cell in column) for column in zip(*rows, strict=True)], columns)
    lines = [line for cells in rows for line in _lines(cells, widths, right)]
    rule = _GAP.join("-" * size for size in widths)
    heads = len(list(_lines(rows[0], widths, right)))
    return "\n".join((*lines[:heads], rule, *lines[heads:]))


def _widths(natural: list[int], columns: int) -> list[int]:
    """The widest columns give way until all fit."""
    widths = list(natural)
    room = columns - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room:
        widest = max(widths)
        if widest <= _NARROWEST:
            break
        widths[widths.index(widest)] -= 1
    return widths


def _lines(cells: Sequence[str], widths: Sequence[int], right: Collection[int]) -> Iterator[str]:
    wrapped = [_wrapped(cell, size) for cell, size in zip(cells, widths, strict=True)]
    for number in range(max(map(len, wrapped))):
        pieces = [lines[number] if number < len(lines) else "" for lines in wrapped]
        padded = []
        for place, (piece, size) in enumerate(zip(pieces, widths, strict=True)):
            blank = " " * (size - width(piece))
            padded.append(blank + piece if place in right else piece + blank)
        yield _GAP.join(padded).rstrip()


def _wrapped(text: str, columns: int) -> list[str]:
    """Lines of at most so many columns, broken between words; a longer word between its letters."""
    if width(text) <= columns:
        return [text]
    from pipeline.thai.clusters import clusters

    lines, line = [], ""
    for word in _words(text):
        for piece in [word] if width(word) <= columns else clusters(word):
            if width(line + piece.rstrip()) > columns:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _words(text: str) -> list[str]:
    """Words of a text; brackets stand with the word that they open or close, figures with what belongs to them."""
    from pipeline.thai.segment import segment

    kept = {place for found in _KEPT.finditer(text) for place in range(found.start() + 1, found.end())}
    words: list[str] = []
    opened = False
    place = 0
    for word in segment(text):
        inside = place in kept
        place += len(word)
        if words and (opened or inside or word[:1] in _CLOSING):
            words[-1] += word
        else:
            words.append(word)
        opened = words[-1][-1:] in _OPENING
    return words
