"""Looks: the part of a computed style that Word keeps, in Word's units, comparable and hashable.

A paragraph's look becomes a named style; a run carries only what differs from its paragraph's look.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.docx.xmltext import eighths, twips

if TYPE_CHECKING:
    from pipeline.docx.options import WordFace
    from pipeline.layout.types import Border, Borders, ComputedStyle

_BORDER_STYLES = {"solid": "single", "dashed": "dashed", "dotted": "dotted", "double": "double"}
_MAX_BORDER_SPACE = 31
_RAISED = {"super": "superscript", "sub": "subscript"}
_LENGTH = re.compile(r"[-+]?\d+(?:\.\d+)?")
_ALIGNMENTS = {"left": "left", "right": "right", "center": "center", "justify": "thaiDistribute"}
_NO_BORDERS = (None, None, None, None)
SINGLE = 240
"""Single line spacing in Word's units: 240ths of the face's own line."""
_NEARLY_SINGLE = 6
"""So near to single spacing is single: LibreOffice sets multiples below one unevenly, and people read "single"."""


class RunLook(NamedTuple):
    """Look of characters: ``size`` in half points, colours ``RRGGBB``, ``family`` empty for the document's face."""

    size: int
    bold: bool
    italic: bool
    underline: bool
    color: str
    shade: str
    vertical: str
    family: str


class ParagraphLook(NamedTuple):
    """Look of a paragraph: lengths in twips, ``line`` as :func:`line_spacing` counts, ``borders``, ``tabs`` as XML."""

    align: str
    left: int
    right: int
    first: int
    before: int
    after: int
    line: int
    keep_next: bool
    keep_lines: bool
    shade: str
    borders: str
    run: RunLook
    tabs: str = ""


def run_look(style: ComputedStyle, face: WordFace, body_family: str, parent: RunLook | None = None) -> RunLook:
    """Look of the characters of an element.

    Args:
        style: its computed style.
        face: the face of the DOCX.
        body_family: the family of the document's body; any other is named in the run.
        parent: look of the inline element around it; underlines, shades and raised positions continue inside.
    """
    family = style.font_family[0] if style.font_family else body_family
    foreign = family.casefold() != body_family.casefold()
    size = max(2, round(style.font_size * (1 if foreign else face.scale) * 2))
    vertical = _raised(style.vertical_align) if parent else ""
    shade = (style.background or "") if parent else ""
    underline = style.underline
    if parent is not None:
        vertical = vertical or parent.vertical
        shade = shade or parent.shade
        underline = underline or parent.underline
        if vertical:  # Word makes raised characters smaller by itself
            size = parent.size
    return RunLook(size, style.bold, style.italic, underline, style.color, shade, vertical, family if foreign else "")


def _raised(vertical_align: str) -> str:
    """Word's name for a raised or lowered position; the engine computes ``super`` and ``sub`` to a length."""
    if vertical_align in _RAISED:
        return _RAISED[vertical_align]
    found = _LENGTH.match(vertical_align)
    height = float(found[0]) if found else 0.0
    return "superscript" if height > 0 else "subscript" if height < 0 else ""


def surplus(style: ComputedStyle, face: WordFace) -> float:
    """How much the layout's line pitch is above the face's own line, in pt."""
    own = face.natural_line * face.scale * style.font_size
    return 0.0 if style.line_height is None else max(0.0, style.line_height - own)


def sunk(look: ParagraphLook, face: WordFace) -> int:
    """How much lower than in the layout the lines of a paragraph stand, in twips: half the surplus of their pitch.

    The layout has half of it above a line and half below, "at least" all of it above.
    """
    return max(0, -look.line - twips(face.natural_line * look.run.size / 2)) // 2 if look.line < 0 else 0


def line_spacing(style: ComputedStyle, face: WordFace, size: int) -> int:
    """The spacing that gives the pitch of the laid-out lines.

    Near the face's own line it is Word's "single", and below that a multiple. A pitch well above it (Sarabun) is
    "at least": a multiple would put the surplus below each line, where a page's last line and first line differ
    from the layout's, and LibreOffice makes the first line of a multiple lower than the others.
    ``size`` is the size that Word is told, in half points: the pitch must not suffer from its rounding.

    Returns:
        240ths of the face's own line; or, negative, the least pitch in twips.
    """
    if style.line_height is None:
        return SINGLE
    line = round(SINGLE * style.line_height / (face.natural_line * size / 2))
    if abs(line - SINGLE) <= _NEARLY_SINGLE:
        return SINGLE
    return -twips(style.line_height) if line > SINGLE else max(1, line)


def paragraph_look(
    style: ComputedStyle,
    face: WordFace,
    body_family: str,
    *,
    left: float = 0,
    right: float = 0,
    own: bool = True,
) -> ParagraphLook:
    """Look of a paragraph made from an element.

    Args:
        style: the element's computed style.
        face: the face of the DOCX.
        body_family: the family of the document's body.
        left: left indent in pt, from the layout.
        right: right indent in pt, from the layout.
        own: the paragraph is the whole element, so margins, borders and background are its own; otherwise it is
            loose text of a container (a cell, a list item), which keeps those.
    """
    run = run_look(style, face, body_family)
    return ParagraphLook(
        align=_ALIGNMENTS[style.text_align],
        left=twips(left),
        right=twips(right),
        first=twips(style.text_indent),
        before=twips(max(0, style.margin.top)) if own else 0,
        after=twips(max(0, style.margin.bottom)) if own else 0,
        line=line_spacing(style, face, run.size),
        keep_next=own and style.break_after.startswith("avoid"),
        keep_lines=own and style.break_inside.startswith("avoid"),
        shade=(style.background or "") if own else "",
        borders=paragraph_borders(style) if own else "",
        run=run,
    )


def border(name: str, line: Border | None, space: float = 0) -> str:
    """One border element, or nothing. ``space`` is the distance to the text in pt."""
    if line is None or not _shows(line):
        return ""
    gap = min(_MAX_BORDER_SPACE, round(space))
    kind = _BORDER_STYLES.get(line.style, "single")
    return f'<w:{name} w:val="{kind}" w:sz="{eighths(line.width)}" w:space="{gap}" w:color="{line.color}"/>'


def has_border(borders: Borders) -> bool:
    """Whether any side has a line that shows."""
    return borders != _NO_BORDERS and any(side is not None and _shows(side) for side in borders)


def _shows(line: Border) -> bool:
    return line.width > 0 and line.style not in {"none", "hidden"}


def paragraph_borders(style: ComputedStyle) -> str:
    """The content of ``w:pBdr`` for a block's borders, with its padding as the distance to the text."""
    lines, space = style.borders, style.padding
    return (
        border("top", lines.top, space.top)
        + border("left", lines.left, space.left)
        + border("bottom", lines.bottom, space.bottom)
        + border("right", lines.right, space.right)
    )
