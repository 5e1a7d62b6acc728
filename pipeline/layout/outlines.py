"""Adding outlines to a font, TrueType or CFF: glyphs made of others, moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fontTools.ttLib import TTFont

Part = tuple[str, int, int]
"""A glyph within an outline: its name, and how far it is moved (font units, to the right and upwards)."""

_SPEAK_OF_GLYPH_NUMBERS = ("hdmx", "VDMX", "LTSH", "DSIG")
"""Tables that a longer list of glyphs makes wrong; none matters in a PDF."""


def can_add(font: TTFont) -> bool:
    """Whether glyphs can be added to this kind of font; to CID-keyed CFF they cannot."""
    return "glyf" in font or ("CFF " in font and not hasattr(font["CFF "].cff.topDictIndex[0], "ROS"))


def add(font: TTFont, glyphs: Mapping[str, tuple[Sequence[Part], int]]) -> None:
    """Add glyphs at the end of a font.

    Args:
        font: changed in place.
        glyphs: name -> (what it is made of, its advance in font units).
    """
    glyph_set = font.getGlyphSet()
    drawings = {}
    for name, (parts, _) in glyphs.items():
        pen = drawings[name] = DecomposingRecordingPen(glyph_set)
        for part, right, up in parts:
            glyph_set[part].draw(TransformPen(pen, (1, 0, 0, 1, right, up)))
    font.setGlyphOrder([*font.getGlyphOrder(), *glyphs])
    for name, (_, advance) in glyphs.items():
        put = _put_truetype if "glyf" in font else _put_cff
        font["hmtx"][name] = (advance, put(font, name, drawings[name], advance))
    if "GDEF" in font and font["GDEF"].table.GlyphClassDef is not None:
        font["GDEF"].table.GlyphClassDef.classDefs.update(dict.fromkeys(glyphs, 1))
    for table in _SPEAK_OF_GLYPH_NUMBERS:
        if table in font:
            del font[table]


def _put_truetype(font: TTFont, name: str, drawing: DecomposingRecordingPen, _advance: int) -> int:
    """Store an outline; returns its left side bearing."""
    table = font["glyf"]
    pen = TTGlyphPen(None)
    drawing.replay(pen)
    table.glyphOrder = font.getGlyphOrder()
    table.glyphs[name] = glyph = pen.glyph()
    glyph.recalcBounds(table)
    return int(getattr(glyph, "xMin", 0))


def _put_cff(font: TTFont, name: str, drawing: DecomposingRecordingPen, advance: int) -> int:
    top = font["CFF "].cff.topDictIndex[0]
    private, subroutines = top.Private, top.GlobalSubrs
    pen = T2CharStringPen(advance - getattr(private, "nominalWidthX", 0), None)
    drawing.replay(pen)
    string = pen.getCharString(private=private, globalSubrs=subroutines)
    strings = top.CharStrings
    strings.charStrings[name] = len(strings.charStringsIndex)
    strings.charStringsIndex.append(string)
    if top.charset is not font.getGlyphOrder() and name not in top.charset:
        top.charset.append(name)
    bounds = string.calcBounds(None)
    return round(bounds[0]) if bounds else 0
