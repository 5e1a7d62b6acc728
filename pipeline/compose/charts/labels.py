"""Names beside the bars of a chart: one or two lines, broken between words, cut where they are longer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.compose.charts.figure import printable, text_width
from pipeline.thai.clusters import cluster_starts

if TYPE_CHECKING:
    from collections.abc import Iterator

MORE = "…"
_NEVER_FIRST = re.compile(r"[\sๆฯ)\]}”’%,.;:!?/…]")
_NEVER_LAST = ("(", "[", "{", "“", "‘")


def label_lines(text: str, size: float, width: float, most: int = 2) -> tuple[str, ...]:
    """A text in at most so many lines of ``width`` pt; what finds no room ends in an ellipsis.

    Args:
        text: a name.
        size: in design points.
        width: of the lines in pt.
        most: so many lines.
    """
    lines: list[str] = []
    for piece in _pieces(printable(text).strip()):
        if lines and text_width((lines[-1] + piece).rstrip(), size) <= width:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    whole = [line.rstrip() for line in lines]
    if len(whole) > most:
        whole = [*whole[: most - 1], whole[most - 1] + MORE]
    return tuple(_fitting(line, size, width) for line in whole)


def _fitting(line: str, size: float, width: float) -> str:
    """A line; one that is too long, since it is a single word, as far as it fits."""
    if text_width(line, size) <= width:
        return line
    ends = cluster_starts(line.removesuffix(MORE))
    fitting = (line[:end].rstrip() + MORE for end in reversed(ends))
    return next((kept for kept in fitting if text_width(kept, size) <= width), MORE)


def _pieces(text: str) -> Iterator[str]:
    """What a line may break between: words, each with the marks and spaces that stay with it."""
    from pipeline.thai.segment import segment

    piece = ""
    for word in segment(text):
        if piece and not _NEVER_FIRST.match(word) and not piece.endswith(_NEVER_LAST):
            yield piece
            piece = word
        else:
            piece += word
    if piece:
        yield piece
