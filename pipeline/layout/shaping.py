"""Text shaped once: the glyphs of a whole text box and where each of its clusters begins.

Upstream shapes a paragraph again for every line, twice, and once more to draw it. Here Pango shapes the text of
a box once; breaking, justifying and drawing all work on slices of that. Shaped texts are kept per face, so that
the labels of a form are shaped once per process, not once per document.

Positions count in UTF-8 bytes, as Pango's and WeasyPrint's do; widths in CSS pixels.
"""

from __future__ import annotations

import array
import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from weasyprint.text.ffi import FROM_UNITS, ffi
from weasyprint.text.line_break import Layout

from pipeline.thai.clusters import clusters

if TYPE_CHECKING:
    from pipeline.layout.private_fonts import FaceFonts, Font

_MANDATORY = re.compile("[\n\f\u0085\u2028\u2029]")
_GLYPH_INTS = 5  # PangoGlyphInfo: glyph, width, x offset, y offset, flags
_CACHED_CHARACTERS = 150_000  # about 30 MB
_STYLE_KEYS = (
    "font_family",
    "font_size",
    "font_weight",
    "font_style",
    "font_stretch",
    "lang",
    "letter_spacing",
    "word_spacing",
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "font_variation_settings",
    "font_language_override",
    "direction",
)


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a font at a size asks of a line: height, baseline below the top, places of lines of decoration, in px."""

    height: float
    baseline: float
    ascent: float
    underline_position: float
    underline_thickness: float
    strikethrough_position: float
    strikethrough_thickness: float


class Shaped:
    """A text with its glyphs.

    Attributes:
        text, data: the text, and its UTF-8 bytes.
        starts: byte offset of every cluster, ascending, and the end of the text last.
        pens: pen position (px) at every one of ``starts``.
        first: number of the first glyph at every one of ``starts``.
        indexes, glyph_pens, rights, downs: of every glyph its index in the font, the pen position before it (px),
            and its offsets (Pango units, to the right and downwards).
        runs: (number of its first glyph, font) of every run of one font.
        ends: (end, resume) of every part that ends with a mandatory break, and the end of the text.
        size: font size in px.
    """

    __slots__ = (
        "_letters",
        "data",
        "downs",
        "ends",
        "first",
        "glyph_pens",
        "indexes",
        "metrics",
        "pens",
        "rights",
        "runs",
        "size",
        "starts",
        "text",
    )

    def __init__(self, text: str, style: Any, fonts: FaceFonts) -> None:  # noqa: ANN401 - a style of the engine
        self.text = text
        self.data = text.encode()
        self.size: float = style["font_size"]
        self.starts: list[int] = []
        self.pens: list[float] = []
        self.first: list[int] = []
        self.indexes: list[int] = []
        self.glyph_pens: list[float] = []
        self.rights: list[int] = []
        self.downs: list[int] = []
        self.runs: list[tuple[int, Font]] = []
        self.ends: list[tuple[int, int]] = []
        self.metrics = fonts.metrics(style)
        self._letters = frozenset(accumulate((len(each.encode()) for each in clusters(text)), initial=0))
        pen = 0.0
        offset = begin = 0
        for match in _MANDATORY.finditer(text):
            part = text[begin : match.start()]
            pen = self._shape(part, offset, pen, style, fonts)
            offset += len(part.encode())
            self.starts.append(offset)  # the break itself: a cluster without glyphs
            self.pens.append(pen)
            self.first.append(len(self.indexes))
            resume = offset + len(match[0].encode())
            self.ends.append((offset, resume))
            offset, begin = resume, match.end()
        pen = self._shape(text[begin:], offset, pen, style, fonts)
        self.ends.append((len(self.data), len(self.data)))
        self.starts.append(len(self.data))
        self.pens.append(pen)
        self.first.append(len(self.indexes))

    def _shape(self, text: str, offset: int, pen: float, style: Any, fonts: FaceFonts) -> float:  # noqa: ANN401
        """Shape one part without mandatory breaks; returns the pen position after it."""
        if not text:
            return pen
        layout = Layout(style)
        layout.set_text(text)
        line, _ = layout.get_first_line()
        run = line.runs
        while run != ffi.NULL:
            pen = self._take_run(run.data, offset, pen, fonts, layout)
            run = run.next
        return pen

    def _take_run(self, item: Any, offset: int, pen: float, fonts: FaceFonts, layout: Layout) -> float:  # noqa: ANN401
        string = item.glyphs
        count = string.num_glyphs
        numbers = array.array("i", bytes(ffi.buffer(string.glyphs, count * _GLYPH_INTS * 4)))
        offsets = array.array("i", bytes(ffi.buffer(string.log_clusters, count * 4)))
        indexes, widths = numbers[0::_GLYPH_INTS], numbers[1::_GLYPH_INTS]
        rights, downs = numbers[2::_GLYPH_INTS], numbers[3::_GLYPH_INTS]
        if item.item.analysis.level % 2:  # right to left: no business of a Thai report, kept readable
            for numbers_of in (indexes, widths, rights, downs, offsets):
                numbers_of.reverse()
        fonts.check_glyphs(indexes, self.text)
        begin = len(self.indexes)
        self.runs.append((begin, fonts.font(item.item.analysis.font, layout)))
        pens: list[float] = [pen + units * FROM_UNITS for units in accumulate(widths, initial=0)]
        offset += item.item.offset
        letters = self._letters  # Pango counts marks as clusters of their own
        heads = [n for n in range(count) if (not n or offsets[n] != offsets[n - 1]) and offset + offsets[n] in letters]
        self.starts.extend([offset + offsets[head] for head in heads])
        self.pens.extend([pens[head] for head in heads])
        self.first.extend([begin + head for head in heads])
        self.glyph_pens.extend(pens[:-1])
        self.indexes.extend(indexes)
        self.rights.extend(rights)
        self.downs.extend(downs)
        return pens[-1]

    def cluster(self, offset: int) -> int:
        """Index of the cluster that holds a byte offset."""
        return bisect_right(self.starts, offset) - 1

    def pen(self, offset: int) -> float:
        """Pen position in px at a byte offset (of the cluster that holds it)."""
        return self.pens[bisect_right(self.starts, offset) - 1]

    def visible_end(self, start: int, end: int) -> int:
        """The end of a slice without its trailing spaces."""
        data = self.data
        while end > start and data[end - 1] == 0x20:  # noqa: PLR2004 - a space
            end -= 1
        return end

    def line_end(self, start: int) -> tuple[int, int]:
        """(end, resume) of the part that holds a byte offset: up to and after the next mandatory break."""
        return next(pair for pair in self.ends if pair[1] > start or pair[0] >= start)


def style_key(style: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a style of the engine
    """What of a style decides how text is shaped. Kept on the style; an anonymous style asks its parent."""
    try:
        return style.saraban_key  # type: ignore[no-any-return]
    except AttributeError:
        pass
    parent = getattr(style, "parent_style", None)
    if parent is not None and all(style[key] == parent[key] for key in _STYLE_KEYS[1:4]):
        key = style_key(parent) if type(style).__name__ == "AnonymousStyle" else _key(style)
    else:
        key = _key(style)
    style.saraban_key = key
    return key


def _key(style: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a style of the engine
    return tuple(tuple(value) if isinstance(value := style[key], list) else value for key in _STYLE_KEYS)


def shape(text: str, style: Any) -> Shaped:  # noqa: ANN401 - a style of the engine
    """The shaped text, from the cache of its face where it was met before."""
    fonts: FaceFonts = style.font_config
    cache = fonts.shaped
    key = (text, style_key(style))
    found = cache.get(key)
    if found is None:
        found = Shaped(text, style, fonts)
        fonts.shaped_size += len(text)
        if fonts.shaped_size > _CACHED_CHARACTERS:
            cache.clear()
            fonts.shaped_size = len(text)
        cache[key] = found
    return found
