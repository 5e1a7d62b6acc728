"""Drawing text so that every reader of the PDF gets back exactly what was written.

What: glyphs are drawn from the shaped text (:mod:`pipeline.layout.shaping`), and

* the text of a glyph comes from the font's own tables (:class:`~pipeline.layout.derive_face.DerivedFont`), not
  from the first cluster in which the glyph occurs;
* between two glyphs stands at most one number, the difference between where the pen is and where it must be:
  PDFium keeps only the last of several numbers, and rounding never adds up along a line;
* a cluster that the font's tables cannot spell is wrapped in a span with ``ActualText``.

Why: upstream gives า the text of the first ำ or า of the document, so สำนักงาน came out as สำนักงำน everywhere.
Upstream: ``draw.text.draw_first_line``.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from pydyf import Dictionary, String
from weasyprint.draw import text as upstream

from pipeline.layout.cluster_plan import plan_of
from pipeline.layout.setline import SetLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.layout.private_fonts import Font

_SPACES = frozenset({b" ", "\u00a0".encode()})


def draw_first_line(original: Callable[..., Any]) -> Callable[..., Any]:
    """Draw a set line ourselves; anything else is left to upstream."""

    def replacement(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> Any:  # noqa: ANN401
        line = textbox.pango_layout
        if not isinstance(line, SetLine):
            return original(stream, textbox, text_overflow, block_ellipsis, matrix)
        if textbox.text.strip():
            stream.set_text_matrix(*matrix.values)
            _Pen(stream, line).draw()
        return []

    return replacement


class _Pen:
    """Draws one set line: strings of glyphs with numbers between them.

    ``wanted`` positions come from the layout, ``at`` is where a reader of the PDF has the pen; both in
    thousandths of the font size from the beginning of the line.
    """

    def __init__(self, stream: Any, line: SetLine) -> None:  # noqa: ANN401 - the engine's
        self._stream = stream
        self._line = line
        self._at = 0
        self._string: list[str] = []
        self._rise = 0.0

    def draw(self) -> None:
        line, shaped = self._line, self._line.shaped
        first, last = shaped.cluster(line.start), shaped.cluster(line.end)
        run_ends = [number for number, _ in shaped.runs[1:]]
        shift = -shaped.pens[first]
        run = -1
        for cluster in range(first, last):
            begin = shaped.first[cluster]
            if begin < shaped.first[cluster + 1]:
                if run != (run := bisect_right(run_ends, begin)):
                    font = shaped.runs[run][1]
                    pdf_font = self._use(font)
                self._draw_cluster(cluster, font, pdf_font, shaped.pens[cluster] + shift)
            shift += line.gap
            if line.space_gap and shaped.data[shaped.starts[cluster] : shaped.starts[cluster + 1]] in _SPACES:
                shift += line.space_gap
        self._flush()
        if self._rise:
            self._stream.set_text_rise(0)

    def _use(self, font: Font) -> Any:  # noqa: ANN401 - the engine's
        """Tell the PDF which font comes next; returns the engine's record of it."""
        self._flush()
        stream = self._stream
        pdf_font = stream._fonts.get(font.key)  # noqa: SLF001 - the adapter
        if pdf_font is None:
            pdf_font, _ = stream.add_font(font.pango_font)
        stream.set_font_size(pdf_font.hash, font.size)
        return pdf_font

    def _draw_cluster(self, cluster: int, font: Font, pdf_font: Any, pen: float) -> None:  # noqa: ANN401
        plan = plan_of(self._line.shaped, cluster, font)
        if plan.actual is not None:
            self._flush()
            self._stream.begin_marked_content("Span", Dictionary({"ActualText": String(plan.actual)}))
        origin = round(pen * 1000 / font.size)
        string, texts = self._string, pdf_font.to_unicode
        for drawn in plan.drawn:
            if drawn.glyph not in texts:
                texts[drawn.glyph] = drawn.text
                pdf_font.widths[drawn.glyph] = drawn.width
            if drawn.up != self._rise:
                self._flush()
                self._stream.set_text_rise(drawn.up)
                self._rise = drawn.up
            wanted = origin + drawn.right
            if wanted != self._at:
                string.append(f">{self._at - wanted}<")
            string.append(drawn.code)
            self._at = wanted + drawn.width
        if plan.actual is not None:
            self._flush()
            self._stream.end_marked_content()

    def _flush(self) -> None:
        if self._string:
            text = "<" + "".join(self._string) + ">"
            self._stream.show_text(text.removeprefix("<>"))
            self._string.clear()


def install() -> None:
    """Put the replacement in (called once by :mod:`pipeline.layout.engine`)."""
    upstream.draw_first_line = draw_first_line(upstream.draw_first_line)
