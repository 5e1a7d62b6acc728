"""Thai distributed justification (กระจายแบบไทย): the slack of a line goes between all its clusters.

What: on a line that is mostly Thai every cluster is followed by the same gap, the last one excepted, so that
marks stay on their bases and ำ stays whole; across inline boxes alike. A line that is mostly Latin stretches its
spaces, as upstream does. Nothing is shaped again: the gaps are added when the glyphs are drawn.
A loose line (it ends before a long address) gets gaps of 0.09 em and the rest of its slack in its spaces, for
readers of the PDF see a space where a gap is 0.1 em, and columns where one is 0.7 em; a line that would need more
stays ragged.
Why: upstream stretches spaces only, and Thai has few: ``text-align: justify`` tears holes.
Upstream: ``layout.inline.justify_line``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.layout.setline import SetLine

_THAI = re.compile("[\u0e01-\u0e2e\u0e30\u0e32\u0e33\u0e40-\u0e44]")
_WIDEST_GAP = 0.09  # em
_WIDEST_SPACE = 0.5  # em on top of a space; from 0.7 em on poppler sees columns
_NOTHING = 1e-6  # px
_LATIN = re.compile("[A-Za-z]")


def justify_line(context: Any, line: Any, extra_width: float) -> None:  # noqa: ANN401, ARG001 - the engine's
    """Fill a line to its full width; ``extra_width`` is the slack in px."""
    pieces = [box for box in _pieces(line) if not isinstance(box, boxes.TextBox) or box.text]
    lines: list[SetLine] = [box.pango_layout for box in pieces if isinstance(box, boxes.TextBox)]
    text = "".join(each.text for each in lines)
    size = line.style["font_size"]
    spaces = text.count(" ") + text.count("\u00a0")
    gap = 0.0
    if len(_THAI.findall(text)) >= len(_LATIN.findall(text)):
        gaps = sum(each.clusters for each in lines) + len(pieces) - len(lines) - 1
        if gaps > 0:
            gap = min(extra_width / gaps, _WIDEST_GAP * size)
            extra_width -= gap * gaps
    space_gap = extra_width / spaces if spaces and extra_width > _NOTHING else 0.0
    if space_gap > _WIDEST_SPACE * size or (extra_width > _NOTHING and not space_gap):
        return
    _spread(line, gap, space_gap)
    _close_last(line, gap)


def _pieces(box: Any) -> Iterator[Any]:  # noqa: ANN401 - the engine's
    """Text boxes and atomic boxes of a line, in order."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.InlineBox):
            yield from _pieces(child)
        else:
            yield child


def _spread(box: Any, gap: float, space_gap: float, shift: float = 0.0) -> float:  # noqa: ANN401 - the engine's
    """Widen the boxes inside a box and move those that follow; returns the shift at its end."""
    begin = shift
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.TextBox):
            child.position_x += shift
            if child.text:
                line: SetLine = child.pango_layout
                line.gap, line.space_gap = gap, space_gap
                wider = gap * line.clusters + space_gap * (child.text.count(" ") + child.text.count("\u00a0"))
                child.width += wider
                shift += wider
        elif isinstance(child, boxes.InlineBox):
            child.position_x += shift
            shift = _spread(child, gap, space_gap, shift)
        else:
            child.translate(shift, 0)
            shift += gap
    box.width += shift - begin
    return shift


def _close_last(box: Any, gap: float) -> None:  # noqa: ANN401 - the engine's
    """Take the gap after the last cluster off the boxes at the end of the line."""
    while isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.width -= gap
        inside = [child for child in box.children if child.is_in_normal_flow()]
        if not inside:
            return
        box = inside[-1]
    if isinstance(box, boxes.TextBox):
        box.width -= gap


def install() -> None:
    """Put the replacement in (called once by :mod:`pipeline.layout.engine`)."""
    inline.justify_line = justify_line
