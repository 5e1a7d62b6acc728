"""A font whose PDF text reads back exactly, derived from any Thai font; the picture stays the same.

Two things stand in the way of text in a PDF of Thai. ำ is set as two glyphs, the circle and า, which no table
can spell; and marks have no width and their origin where the next letter begins, or above the line, so that readers
which sort by place take them in the wrong order, or see a space after each. Hence a derived font has, behind its
own glyphs, which all stay as they are, added ones:

* the circle and า in one glyph, for every way the font places the circle; its text is ำ
* every mark as it is placed on some base, with its origin inside the base, on the line, and a width of 0.12 em
* every base with a width of 0.12 em less for each mark that follows; so base and marks follow one another
  like letters. (Poppler begins a new word where two letters begin less than 0.1 em apart.)

Which placements occur is found by asking Pango about every Thai cluster (:mod:`pipeline.layout.probe`). The font
is laid out as ever; the added glyphs are put in when the page is drawn (:mod:`pipeline.layout.exact_text`).

A derived font is made once and kept in the cache folder by a hash of the file.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.layout.cache import cache_folder, write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from fontTools.ttLib import TTFont

    from pipeline.layout.probe import Sample

_VERSION = 5
"""Goes into the hash: a higher one makes every cached font anew."""

_MARK_WIDTH = 0.12
"""Advance of an added mark, in em."""

_TONES = frozenset("\u0e48\u0e49\u0e4a\u0e4b\u0e4c")
_CIRCLE, _AA, _AM = "\u0e4d", "\u0e32", "\u0e33"

_WEIGHTS = {"regular": 400, "bold": 700, "italic": 400, "bold_italic": 700}

Place = tuple[int, int, int, int]
"""A mark as the layout places it: how many marks follow on the same base, the glyph, where its origin is: right of
where the base ends, and up, in font units."""


@dataclass(frozen=True, slots=True)
class DerivedFont:
    """A font file, and how to draw with it so that the text reads back.

    Attributes:
        path: the font file.
        upem: font units in an em.
        texts: text of every glyph that has any.
        mark_width: advance of the added marks, in font units; with n marks to follow, a mark's origin goes
            (n + 1) times that left of the end of the base.
        bases: a base and the number of its marks -> the base with less width.
        marks: a mark as the layout places it -> the glyph to draw in its stead.
        toned: likewise for a glyph of circle and tone mark in one, before า; its text is the tone alone.
        am: the circle of ำ as the layout places it -> the glyph of circle and า.
        aa: า as the second half of ำ -> a glyph whose text is ำ, for use after one of ``toned``.
    """

    path: Path
    upem: int
    texts: Mapping[int, str]
    mark_width: int
    bases: Mapping[tuple[int, int], int]
    marks: Mapping[Place, int]
    toned: Mapping[Place, int]
    am: Mapping[Place, int]
    aa: Mapping[int, int]


def derive(path: Path, family: str, style: str) -> DerivedFont:
    """The derived font of a file, from the cache if it was made before.

    Args:
        path: a TrueType or OpenType file.
        family: the name that the derived font bears.
        style: ``regular``, ``bold``, ``italic`` or ``bold_italic``; written into the derived font, so that it is
            chosen by what it is and not by what its file says.
    """
    content = path.read_bytes()
    key = hashlib.sha256(f"{_VERSION}/{family}/{style}/".encode() + content).hexdigest()[:32]
    folder = cache_folder() / "fonts"
    font_file, table_file = folder / f"{key}.font", folder / f"{key}.json"
    if not (font_file.is_file() and table_file.is_file()):
        folder.mkdir(exist_ok=True)
        made, table = _make(path, content, family, style)
        write_atomically(font_file, made)
        write_atomically(table_file, json.dumps(table, ensure_ascii=False).encode())
    return _load(font_file, json.loads(table_file.read_bytes()))


def _load(path: Path, table: dict[str, Any]) -> DerivedFont:
    def places(name: str) -> dict[Place, int]:
        return {(row[0], row[1], row[2], row[3]): row[4] for row in table[name]}

    return DerivedFont(
        path=path,
        upem=table["upem"],
        texts=dict(table["texts"]),
        mark_width=table["mark_width"],
        bases={(row[0], row[1]): row[2] for row in table["bases"]},
        marks=places("marks"),
        toned=places("toned"),
        am=places("am"),
        aa=dict(table["aa"]),
    )


def _make(path: Path, content: bytes, family: str, style: str) -> tuple[bytes, dict[str, object]]:
    from fontTools.ttLib import TTFont

    from pipeline.layout import probe
    from pipeline.layout.glyph_text import text_of_glyphs
    from pipeline.layout.outlines import add, can_add

    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    if "fvar" in font:
        from fontTools.varLib.instancer import instantiateVariableFont

        instantiateVariableFont(font, {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}, inplace=True)
    texts = text_of_glyphs(font)
    additions = _Additions(font, texts)
    if can_add(font):
        for sample in probe.sample(path, font["head"].unitsPerEm):
            additions.take(sample)
        add(font, additions.glyphs)
    _name(font, family, style)
    target = io.BytesIO()
    font.save(target)
    return target.getvalue(), additions.table(font.getReverseGlyphMap())


class _Additions:
    """Collects the glyphs to add, sample by sample."""

    def __init__(self, font: TTFont, texts: dict[str, str]) -> None:
        self._order = font.getGlyphOrder()
        self._metrics = font["hmtx"]
        self._upem = font["head"].unitsPerEm
        self._width = round(_MARK_WIDTH * self._upem)
        self._texts = texts
        self._new_texts: dict[str, str] = {}
        self.glyphs: dict[str, tuple[list[tuple[str, int, int]], int]] = {}
        self._bases: dict[tuple[int, int], str] = {}
        self._marks: dict[Place, str] = {}
        self._toned: dict[Place, str] = {}
        self._am: dict[Place, str] = {}
        self._aa: dict[int, str] = {}

    def take(self, sample: Sample) -> None:
        """Add what the cluster of a sample needs and no other cluster needed before."""
        base, *rest = sample.glyphs
        if not rest:
            return
        last = rest[-1]
        is_am = sample.text.endswith(_AM) and self._text(last.glyph) == _AA and (last.x, last.y) == (sample.edge, 0)
        marks = [mark for mark in (rest[:-1] if is_am else rest) if self._text(mark.glyph)]
        circles = [mark for mark in marks if is_am and self._text(mark.glyph) == _CIRCLE]
        for mark in circles:
            self._add_am((0, mark.glyph, mark.x - sample.edge, mark.y), last.glyph)
        standing = sorted(
            (mark for mark in marks if mark not in circles), key=lambda mark: comes_last(self._text(mark.glyph))
        )
        for following, mark in enumerate(reversed(standing)):
            place = (following, mark.glyph, mark.x - sample.edge, mark.y)
            text = self._text(mark.glyph)
            if is_am and len(text) > 1 and text[0] == _CIRCLE:
                self._add_mark(self._toned, place, text[1:])
                self._add_aa(last.glyph)
            else:
                self._add_mark(self._marks, place, text)
        if standing:
            self._add_base(base.glyph, len(standing))

    def _text(self, glyph: int) -> str:
        return self._texts.get(self._order[glyph], "")

    def _new(self, parts: list[tuple[str, int, int]], advance: int, text: str) -> str:
        name = f"saraban.{len(self.glyphs):04d}"
        self.glyphs[name] = (parts, advance)
        self._new_texts[name] = text
        return name

    def _add_base(self, glyph: int, marks: int) -> None:
        name = self._order[glyph]
        advance = self._metrics[name][0] - marks * self._width
        if (glyph, marks) not in self._bases and advance > 0:
            self._bases[glyph, marks] = self._new([(name, 0, 0)], advance, self._text(glyph))

    def _add_mark(self, marks: dict[Place, str], place: Place, text: str) -> None:
        if place not in marks:
            following, glyph, right, up = place
            origin = -(following + 1) * self._width
            marks[place] = self._new([(self._order[glyph], right - origin, up)], self._width, text)

    def _add_am(self, place: Place, aa: int) -> None:
        if place not in self._am:
            _, glyph, right, up = place
            parts = [(self._order[glyph], right, up), (self._order[aa], 0, 0)]
            self._am[place] = self._new(parts, self._metrics[self._order[aa]][0], _AM)

    def _add_aa(self, glyph: int) -> None:
        if glyph not in self._aa:
            name = self._order[glyph]
            self._aa[glyph] = self._new([(name, 0, 0)], self._metrics[name][0], _AM)

    def table(self, number: Mapping[str, int]) -> dict[str, object]:
        """What :class:`DerivedFont` is made from, as plain lists."""

        def rows(places: Mapping[Place, str]) -> list[tuple[int, ...]]:
            return sorted((*place, number[name]) for place, name in places.items())

        return {
            "upem": self._upem,
            "mark_width": self._width,
            "texts": sorted((number[name], text) for name, text in {**self._texts, **self._new_texts}.items()),
            "bases": sorted((*key, number[name]) for key, name in self._bases.items()),
            "marks": rows(self._marks),
            "toned": rows(self._toned),
            "am": rows(self._am),
            "aa": sorted((glyph, number[name]) for glyph, name in self._aa.items()),
        }


def comes_last(text: str) -> bool:
    """Whether a mark is written after the vowels of its base: tone marks and the silencer."""
    return text[-1:] in _TONES


def _name(font: TTFont, family: str, style: str) -> None:
    """Write family, weight and slope where fontconfig looks for them."""
    bold, italic = style.startswith("bold"), style.endswith("italic")
    words = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold_italic": "Bold Italic"}[style]
    table = font["name"]
    table.names = []
    for number, text in {
        1: family,
        2: words,
        4: f"{family} {words}",
        6: "".join(
            letter
            for letter in f"{family}-{words}"
            if letter.isascii() and letter.isprintable() and letter not in " []{}()<>/%"
        ),
    }.items():
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = _WEIGHTS[style]
    font["OS/2"].usWidthClass = 5
    kept = font["OS/2"].fsSelection & ~(0x01 | 0x20 | 0x40 | 0x200)
    font["OS/2"].fsSelection = kept | (0x01 if italic else 0) | (0x20 if bold else 0) | (0 if bold or italic else 0x40)
    font["head"].macStyle = (1 if bold else 0) | (2 if italic else 0)
