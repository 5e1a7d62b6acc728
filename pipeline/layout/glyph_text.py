"""What text each glyph of a font stands for, from the font's own tables.

The character map says it of the glyphs that characters begin with; substitutions (GSUB) hand it on to the
alternates and ligatures that shaping puts in their place. Private-use characters in the map say nothing, except
the old Thai ones (U+F700 ff.), which stand for shifted marks in fonts without substitutions.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fontTools.ttLib import TTFont

_SINGLE, _ALTERNATE, _LIGATURE, _EXTENSION = 1, 3, 4, 7
_NAME = re.compile(r"uni((?:[0-9A-F]{4})+)(?:\.|$)")
_PRIVATE = range(0xE000, 0xF900)
_LATIN_LIGATURES = range(0xFB00, 0xFB07)
_ROUNDS = 4  # how deep substitutions of substitutions are followed
_OLD_THAI = dict(
    zip(
        range(0xF700, 0xF71B),
        "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู",
        strict=True,
    )
)
"""Private-use characters of old Thai fonts: marks moved left or down, ฐ ญ without their feet."""


def text_of_glyphs(font: TTFont) -> dict[str, str]:
    """Text of every glyph (by name) that stands for any."""
    texts: dict[str, str] = {}
    cmap: dict[int, str] = font.getBestCmap() or {}
    for code, glyph in sorted(cmap.items()):
        if code not in _PRIVATE:
            text = chr(code)
            texts.setdefault(glyph, unicodedata.normalize("NFKD", text) if code in _LATIN_LIGATURES else text)
    if "GSUB" in font:
        _close(texts, [list(_subtables(lookup)) for lookup in font["GSUB"].table.LookupList.Lookup])
    for glyph in font.getGlyphOrder():
        if glyph not in texts and (match := _NAME.match(glyph)):
            texts[glyph] = bytes.fromhex(match[1]).decode("utf-16-be", "ignore")
    for code, text in _OLD_THAI.items():
        if code in cmap:
            texts.setdefault(cmap[code], text)
    return texts


def _subtables(lookup: Any) -> Iterator[Any]:  # noqa: ANN401 - an untyped table
    for table in lookup.SubTable:
        yield table.ExtSubTable if table.LookupType == _EXTENSION else table


def _close(texts: dict[str, str], lookups: list[list[Any]]) -> None:
    """Hand texts on through the substitutions, to glyphs that have none of their own."""
    for _ in range(_ROUNDS):
        for tables in lookups:
            for table in tables:
                for glyph, sources in _substitutions(table):
                    if all(source in texts for source in sources):
                        texts.setdefault(glyph, "".join(texts[source] for source in sources))


def _substitutions(table: Any) -> Iterator[tuple[str, list[str]]]:  # noqa: ANN401 - an untyped table
    """(glyph, the glyphs that it replaces) of a subtable, in a fixed order."""
    if table.LookupType == _SINGLE:
        yield from ((new, [old]) for old, new in sorted(table.mapping.items()))
    elif table.LookupType == _ALTERNATE:
        yield from ((new, [old]) for old, news in sorted(table.alternates.items()) for new in news)
    elif table.LookupType == _LIGATURE:
        for first, ligatures in sorted(table.ligatures.items()):
            yield from ((each.LigGlyph, [first, *each.Component]) for each in ligatures)
