"""Widths of text, estimated: where a label finds room, what fits a line.

Only the layout knows the face, and that comes later. Thai faces of offices agree well enough in what is narrow and
what is wide, and a design point is chosen so that text runs equally wide in each; so one table serves all. The
figures are the advances of Sarabun, rounded up.
"""

from __future__ import annotations

MM_PER_EM = 10.5 * 25.4 / 72
"""Of body text: 16 design points, which are 10.5 pt of Sarabun."""

_USUAL, _NARROW, _SLIM, _BROAD, _BROADEST = 0.6, 0.33, 0.48, 0.7, 0.88
_MARKS = "".join(map(chr, (0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F))))
_EMS = {
    **dict.fromkeys(_MARKS, 0.0),
    **dict.fromkeys(" \u00a0.,:;|()[]'-!Iijlfrtเ", _NARROW),
    **dict.fromkeys("/โใไงราำๅJcskvxyz", _SLIM),
    **dict.fromkeys("ฆนหบทปษฑพฟฬซผฝภๆ๐๑๒๓๔๕๖๗๘๙&wDGHNOQU", _BROAD),
    **dict.fromkeys("ฌญฒณ%MWm", _BROADEST),
}


def ems(text: str) -> float:
    """Width of a text in em, a little on the wide side."""
    return sum(_EMS.get(letter, _USUAL) for letter in text)


def body_mm(text: str) -> float:
    """Width in mm of a text in body size."""
    return ems(text) * MM_PER_EM
