"""How to draw one cluster so that its text reads back: which glyphs, in which order, where.

The layout says which glyphs the font chose and where they go. The plan puts the added glyphs of the derived font
in their stead (:mod:`pipeline.layout.derive_face`), sorts them into the order of the text, and checks that their
texts together spell the cluster. Where they do not, the cluster carries its text as ``ActualText``. Plans are
made once per cluster, font and process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weasyprint.text.ffi import FROM_UNITS

from pipeline.layout.derive_face import comes_last

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.layout.derive_face import DerivedFont, Place
    from pipeline.layout.private_fonts import Font
    from pipeline.layout.shaping import Shaped

EMPTY = 0x0FFF_FFFF
"""PANGO_GLYPH_EMPTY: a character that prints nothing, such as ZERO WIDTH SPACE."""

_CIRCLE, _AA = "\u0e4d", "\u0e32"
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_AS_READ = {**_UNSEEN, 0x00A0: " ", 0x202F: " "}
"""Readers fold spaces; characters that print nothing need not come back."""


_NEAR = sorted(
    ((right, up) for right in range(-4, 5) for up in range(-4, 5)), key=lambda away: (abs(away[0]) + abs(away[1]), away)
)
"""Distances in font units, nearest first."""


class Drawn(NamedTuple):
    """One glyph to draw. ``right`` counts thousandths of the size from the cluster's origin, ``up`` is in px."""

    glyph: int
    code: str
    right: int
    up: float
    width: int
    text: str


class Plan(NamedTuple):
    """The glyphs of a cluster in drawing order; ``actual`` is its text where the glyphs do not spell it."""

    drawn: tuple[Drawn, ...]
    actual: str | None
    flat: bool


class _Piece(NamedTuple):
    """A glyph with its place in font units from the cluster's origin."""

    glyph: int
    right: float
    up: float
    text: str


def plan_of(shaped: Shaped, cluster: int, font: Font) -> Plan:
    """The plan of a cluster of a shaped text."""
    begin, end = shaped.first[cluster], shaped.first[cluster + 1]
    data = shaped.data[shaped.starts[cluster] : shaped.starts[cluster + 1]]
    key = (data, tuple(shaped.indexes[begin:end]))
    found = font.plans.get(key)
    if found is None:
        found = font.plans[key] = _make(shaped, begin, end, data.decode(), font)
    return found


def _make(shaped: Shaped, begin: int, end: int, text: str, font: Font) -> Plan:
    wanted = text.translate(_AS_READ)
    pieces = list(_pieces(shaped, begin, end, font))
    if len(pieces) > 1:
        edge = (shaped.glyph_pens[begin + 1] - shaped.glyph_pens[begin]) * font.derived.upem / font.size
        pieces = _substitute(pieces, edge, font.derived)
    ordered = _in_text_order(pieces, wanted)
    actual = None
    if ordered is None:
        ordered = pieces
        actual = wanted
    thousandth = 1000 / font.derived.upem
    drawn = tuple(
        Drawn(
            piece.glyph,
            f"{piece.glyph:04x}",
            round(piece.right * thousandth),
            piece.up * font.size / font.derived.upem,
            font.width(piece.glyph),
            piece.text,
        )
        for piece in ordered
    )
    return Plan(drawn, actual, all(not piece.up for piece in ordered))


def _pieces(shaped: Shaped, begin: int, end: int, font: Font) -> Iterator[_Piece]:
    unit = font.derived.upem / font.size
    origin = shaped.glyph_pens[begin]
    for number in range(begin, end):
        glyph = shaped.indexes[number]
        if glyph != EMPTY:
            right = shaped.glyph_pens[number] - origin + shaped.rights[number] * FROM_UNITS
            up = -shaped.downs[number] * FROM_UNITS
            yield _Piece(glyph, right * unit, up * unit, font.derived.texts.get(glyph, ""))


def _substitute(pieces: list[_Piece], edge: float, font: DerivedFont) -> list[_Piece]:
    """Put in the added glyphs of a base with its marks; what the font's samples did not show stays as it is."""
    base, *marks = pieces
    aa = marks.pop() if font.texts.get(marks[-1].glyph) == _AA else None
    last = []
    for mark in list(marks):
        if aa is not None and mark.text == _CIRCLE and (found := _find(font.am, (0, mark), edge)):
            last = [_Piece(found[0], edge + found[1], 0, font.texts[found[0]])]
            marks.remove(mark)
            aa = None
    marks.sort(key=lambda mark: comes_last(mark.text))
    result = []
    for following, mark in enumerate(reversed(marks)):
        origin = edge - (following + 1) * font.mark_width
        if aa is not None and aa.glyph in font.aa and (found := _find(font.toned, (following, mark), edge)):
            glyph = font.aa[aa.glyph]
            last = [aa._replace(glyph=glyph, text=font.texts[glyph])]
            aa = None
        else:
            found = _find(font.marks, (following, mark), edge)
        result.append(_Piece(found[0], origin + found[1], 0, font.texts[found[0]]) if found else mark)
    narrow = font.bases.get((base.glyph, len(marks)))
    if narrow is not None:
        base = base._replace(glyph=narrow)
    return [base, *reversed(result), *last, *([aa] if aa is not None else [])]


def _find(places: Mapping[Place, int], mark: tuple[int, _Piece], edge: float) -> tuple[int, int] | None:
    """The added glyph for a placement, and how far the placement is from the one it was made for.

    The layout rounds at the size of the text, so a near one will do.
    """
    following, piece = mark
    right, up = round(piece.right - edge), round(piece.up)
    for away_right, away_up in _NEAR:
        found = places.get((following, piece.glyph, right - away_right, up - away_up))
        if found is not None:
            return found, away_right
    return None


def _in_text_order(pieces: list[_Piece], text: str) -> list[_Piece] | None:
    """The pieces in the order in which their texts spell the text; ``None`` if they do not."""
    rest, ordered = list(pieces), []
    at = 0
    while rest:
        following = next((piece for piece in rest if piece.text and text.startswith(piece.text, at)), None)
        if following is None:
            return None
        rest.remove(following)
        ordered.append(following)
        at += len(following.text)
    return ordered if at == len(text) else None
