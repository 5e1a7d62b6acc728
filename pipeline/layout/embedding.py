"""Fonts as a PDF holds them: cut down to the glyphs in use, with what readers must know of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.layout import quick_start  # noqa: F401 - before WeasyPrint

# isort: split
from weasyprint.css import InitialStyle
from weasyprint.pdf.fonts import Font
from weasyprint.text.fonts import get_pango_font_key
from weasyprint.text.line_break import Layout

from pipeline.layout import engine

if TYPE_CHECKING:
    from pipeline.layout.faces import Face

_SIZE = 16
"""Ascent and descent are rounded at a size; it is the same for every document."""


class EmbeddedFont(NamedTuple):
    """A font file and its measures in thousandths of the size; ``flags`` as in a font descriptor."""

    name: str
    family: str
    flags: int
    ascent: int
    descent: int
    stem: int
    is_cff: bool
    data: bytes


@lru_cache(maxsize=16)
def embedded_font(face: Face, style: str, glyphs: frozenset[int]) -> EmbeddedFont:
    """A style of a face with nothing but some glyphs."""
    with engine.LOCK:
        font = _font(face, style)
        font.clean(dict.fromkeys(glyphs, ""), hinting=False)
        return EmbeddedFont(
            name=font.name.decode(),
            family=font.family,
            flags=font.flags,
            ascent=font.ascent,
            descent=font.descent,
            stem=font.stemv,
            is_cff=font.type == "otf",
            data=font.file_content,
        )


def _font(face: Face, style: str) -> Font:
    fonts = engine.fonts_of(face)
    wanted = InitialStyle(fonts)
    wanted.update(
        font_family=(face.family,),
        font_size=_SIZE,
        font_weight=700 if style.startswith("bold") else 400,
        font_style="italic" if style.endswith("italic") else "normal",
        lang="th",
        direction="ltr",
    )
    layout = Layout(wanted)
    layout.set_text("ก")
    line, _ = layout.get_first_line()
    pango_font = line.runs.data.item.analysis.font
    _, description, size = get_pango_font_key(pango_font)
    return Font(pango_font, description, size)
