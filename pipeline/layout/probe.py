"""How a font sets Thai clusters: Pango is asked for all that occur, once, when the font is prepared."""

from __future__ import annotations

import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weasyprint.css import InitialStyle
from weasyprint.text.ffi import FROM_UNITS, ffi
from weasyprint.text.line_break import Layout

from pipeline.layout.closed_fonts import ClosedFonts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONSONANTS = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
UPPER = "ัิีึื็ํ"
LOWER = "ฺุู"
TONES = "่้๊๋"
SILENCER = "์"
SARA_AM = "ำ"


@dataclass(frozen=True, slots=True)
class Placed:
    """A glyph of a cluster: its index, and where its origin is, in font units from the cluster's own."""

    glyph: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Sample:
    """A cluster as set: its text, its glyphs in order, and where its base ends (font units)."""

    text: str
    glyphs: tuple[Placed, ...]
    edge: int


def clusters() -> Iterator[str]:
    """Every base with the marks that Thai spelling puts on it."""
    marks = ["", SILENCER, *UPPER, *LOWER]
    for base in CONSONANTS:
        for mark in marks:
            yield base + mark
        for tone in TONES:
            yield base + tone
            yield from (base + mark + tone for mark in UPPER + LOWER)
            yield base + tone + SARA_AM
        yield from (base + mark + SILENCER for mark in "ิุ")
        yield base + SARA_AM


def sample(path: Path, upem: int) -> list[Sample]:
    """How the font of a file sets every one of :func:`clusters`."""
    style = InitialStyle(ClosedFonts([path]))
    style.update(font_family=("serif",), font_size=upem, lang="th", direction="ltr")
    result = []
    for text in clusters():
        layout = Layout(style)
        layout.set_text(text)
        line, _ = layout.get_first_line()
        glyphs: list[Placed] = []
        pen = edge = 0
        run = line.runs
        while run != ffi.NULL:
            string = run.data.glyphs
            numbers = array.array("i", bytes(ffi.buffer(string.glyphs, string.num_glyphs * 20)))
            for index, width, right, down, _flags in zip(*[iter(numbers)] * 5, strict=True):
                glyphs.append(Placed(index, _units(pen + right), _units(-down)))
                pen += width
                edge = edge or pen
            run = run.next
        result.append(Sample(text, tuple(glyphs), _units(edge)))
    return result


def _units(value: int) -> int:
    return int(round(value * FROM_UNITS))  # noqa: RUF046 - the factor is untyped
