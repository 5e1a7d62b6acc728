"""The fonts of a document: one face, and nothing else to fall back on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.fonts import get_pango_font_key
from weasyprint.text.line_break import Layout

from pipeline.errors import EnvironmentLacksError
from pipeline.layout.closed_fonts import ClosedFonts
from pipeline.layout.derive_face import derive
from pipeline.layout.shaping import Metrics, style_key
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    import array

    from pipeline.layout.cluster_plan import Plan
    from pipeline.layout.derive_face import DerivedFont
    from pipeline.layout.faces import Face
    from pipeline.layout.shaping import Shaped

_UNKNOWN = 0x1000_0000  # PANGO_GLYPH_UNKNOWN_FLAG
_GENERIC = frozenset({"serif", "sans-serif", "monospace", "system-ui", "cursive", "fantasy"})
_BOLD = 600


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """A font at a size, as Pango uses it, with the derived file that it comes from.

    ``keeper`` is the Pango layout that keeps ``pango_font`` alive. ``widths`` are advances of glyphs in
    thousandths of the size, as the PDF states them; ``plans`` is how to draw clusters met before.
    """

    pango_font: Any
    keeper: Any
    key: int
    size: float
    derived: DerivedFont
    widths: dict[int, int] = field(default_factory=dict)
    plans: dict[tuple[bytes, tuple[int, ...]], Plan] = field(default_factory=dict)

    def width(self, glyph: int) -> int:
        """Advance of a glyph in thousandths of the size."""
        found = self.widths.get(glyph)
        if found is None:
            rectangle = ffi.new("PangoRectangle *")
            pango.pango_font_get_glyph_extents(self.pango_font, glyph, ffi.NULL, rectangle)
            found = self.widths[glyph] = round(rectangle.width * 1000 * FROM_UNITS / self.size)
        return found


class FaceFonts(ClosedFonts):
    """The files of one face, derived so that PDF text reads back exactly; and what was shaped with them.

    Made once per face and process: reading fonts is the dear part.
    """

    def __init__(self, face: Face) -> None:
        self.face = face
        self.shaped: dict[tuple[str, tuple[Any, ...]], Shaped] = {}
        self.shaped_size = 0
        self._fonts: dict[int, Font] = {}
        self._metrics: dict[tuple[Any, ...], Metrics] = {}
        self._derived = {style: derive(path, face.family, style) for style, path in face.files}
        super().__init__(font.path for font in self._derived.values())

    def font(self, pango_font: Any, layout: Layout) -> Font:  # noqa: ANN401 - a pointer
        """The font behind a pointer of Pango's. Fonts live as long as this configuration."""
        address = int(ffi.cast("uintptr_t", pango_font))
        found = self._fonts.get(address)
        if found is None:
            key, description, size = get_pango_font_key(pango_font)
            bold = pango.pango_font_description_get_weight(description) >= _BOLD
            italic = pango.pango_font_description_get_style(description) != 0
            derived = self._derived[style_name(bold=bold, italic=italic)]
            found = self._fonts[address] = Font(pango_font, layout.layout, key, size, derived)
        return found

    def metrics(self, style: Any) -> Metrics:  # noqa: ANN401 - a style of the engine
        """Line metrics of a style.

        Raises:
            EnvironmentLacksError: the style asks for another face, or for a cut that this face lacks.
        """
        key = style_key(style)
        found = self._metrics.get(key)
        if found is None:
            self._check(style)
            found = self._metrics[key] = _measure(style)
        return found

    def _check(self, style: Any) -> None:  # noqa: ANN401 - a style of the engine
        wanted = style["font_family"][0]
        if wanted.casefold() not in _GENERIC | {self.face.family.casefold()}:
            raise EnvironmentLacksError(
                gettext(N_("เอกสารใช้แบบอักษร “{wanted}” แต่จัดหน้าด้วย “{face}”")).format(
                    wanted=wanted, face=self.face.family
                )
            )
        name = style_name(bold=style["font_weight"] >= _BOLD, italic=style["font_style"] != "normal")
        if name not in self._derived:
            raise EnvironmentLacksError(
                gettext(N_("แบบอักษร “{face}” ไม่มีไฟล์แบบ {style}")).format(face=self.face.family, style=name),
                gettext(N_("วางไฟล์ให้ครบทั้งตัวปกติ ตัวหนา และตัวเอนในโฟลเดอร์ fonts")),
            )

    def check_glyphs(self, indexes: array.array[int], text: str) -> None:
        """Refuse a text with a character that the face lacks; upstream would print a box and log.

        Raises:
            EnvironmentLacksError: quotes the character and the text.
        """
        for index in indexes:
            if index & _UNKNOWN:
                character = chr(index & ~_UNKNOWN)
                raise EnvironmentLacksError(
                    gettext(N_("แบบอักษร “{face}” ไม่มีอักขระ “{character}” (U+{code}) ในข้อความ “{text}”")).format(
                        face=self.face.family, character=character, code=f"{ord(character):04X}", text=text[:80]
                    ),
                    gettext(N_("แก้อักขระในข้อความ หรือเลือกแบบอักษรที่มีอักขระนี้")),
                )


def style_name(*, bold: bool, italic: bool) -> str:
    """The style of a face's file, see :data:`pipeline.layout.faces.STYLES`."""
    if bold:
        return "bold_italic" if italic else "bold"
    return "italic" if italic else "regular"


def _measure(style: Any) -> Metrics:  # noqa: ANN401 - a style of the engine
    """Ask Pango for the height of a line and the places of underline and strike-through."""
    layout = Layout(style)
    layout.set_text("ก")
    line, _ = layout.get_first_line()
    rectangle = ffi.new("PangoRectangle *")
    pango.pango_layout_line_get_extents(line, ffi.NULL, rectangle)
    metrics = ffi.gc(
        pango.pango_font_get_metrics(line.runs.data.item.analysis.font, ffi.NULL), pango.pango_font_metrics_unref
    )
    return Metrics(
        height=rectangle.height * FROM_UNITS,
        baseline=pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS,
        ascent=pango.pango_font_metrics_get_ascent(metrics) * FROM_UNITS,
        underline_position=pango.pango_font_metrics_get_underline_position(metrics) * FROM_UNITS,
        underline_thickness=pango.pango_font_metrics_get_underline_thickness(metrics) * FROM_UNITS,
        strikethrough_position=pango.pango_font_metrics_get_strikethrough_position(metrics) * FROM_UNITS,
        strikethrough_thickness=pango.pango_font_metrics_get_strikethrough_thickness(metrics) * FROM_UNITS,
    )
