"""Fonts of a file: each once, with every glyph that any chapter uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.layout.embedding import embedded_font
from pipeline.pdf.objects import number, numbers, reference, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.layout.drawn import DrawnChapter, UsedFont
    from pipeline.layout.embedding import EmbeddedFont
    from pipeline.layout.faces import Face
    from pipeline.pdf.objects import File

_MOST_LINES = 100
"""Lines of a section of a CMap."""


def write_fonts(file: File, at: int, parts: Sequence[DrawnChapter]) -> None:
    """Write the fonts of all chapters, and the dictionary that names them at ``at``."""
    used: dict[str, tuple[Face, str, dict[int, str], dict[int, float]]] = {}
    for part in parts:
        for fonts in (part.bodies.fonts, part.margins.fonts):
            for name, font in fonts.items():
                _, _, texts, widths = used.setdefault(name, (part.face, font.style, {}, {}))
                _take(font, texts, widths)
    names = [
        f"/{name} {_write_font(file, embedded_font(face, style, frozenset(texts)), texts, widths)} 0 R".encode()
        for name, (face, style, texts, widths) in sorted(used.items(), key=lambda item: item[0])
    ]
    file.put(at, b"<<" + b"".join(names) + b">>")


def _take(font: UsedFont, texts: dict[int, str], widths: dict[int, float]) -> None:
    for glyph, spelt in font.texts.items():
        texts.setdefault(glyph, spelt)
    for glyph, width in font.widths.items():
        widths.setdefault(glyph, width)


def _write_font(file: File, font: EmbeddedFont, texts: Mapping[int, str], widths: Mapping[int, float]) -> int:
    name = b"/" + font.name.encode().removeprefix(b"/")
    data = file.add_stream(font.data, b"/Subtype/OpenType" if font.is_cff else b"/Length1 %d" % len(font.data))
    box = (0, font.descent, max(widths.values(), default=0), font.ascent)
    measures = (("Ascent", font.ascent), ("Descent", font.descent), ("CapHeight", font.ascent), ("StemV", font.stem))
    descriptor = file.add(
        b"<</Type/FontDescriptor/FontName%s/FontFamily%s/Flags %d/FontBBox%s/ItalicAngle 0"
        % (name, text(font.family), font.flags, numbers(box))
        + b"".join(b"/%s %d" % (key.encode(), value) for key, value in measures)
        + (b"/FontFile3 " if font.is_cff else b"/FontFile2 ")
        + reference(data)
        + b">>"
    )
    descendant = file.add(
        b"<</Type/Font/Subtype/CIDFontType%d/BaseFont%s"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/W[%s]"
        b"/FontDescriptor %d 0 R>>" % (0 if font.is_cff else 2, name, _runs(widths), descriptor)
    )
    unicode = file.add_stream(_to_unicode(texts))
    return file.add(
        b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode %s>>"
        % (name, reference(descendant), reference(unicode))
    )


def _runs(widths: Mapping[int, float]) -> bytes:
    """Advances, in runs of glyphs that follow one another."""
    parts: list[bytes] = []
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            parts.append(b"%s%d[" % (b"]" if parts else b"", glyph))
        else:
            parts.append(b" ")
        parts.append(number(widths[glyph]))
    return b"".join(parts) + (b"]" if parts else b"")


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    """The text of every glyph."""
    lines = [b"<%04x> <%s>" % (glyph, texts[glyph].encode("utf-16-be").hex().encode()) for glyph in sorted(texts)]
    return b"\n".join(
        (
            b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
            b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def",
            b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange",
            *_sections(lines),
            b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend",
        )
    )


def _sections(lines: Sequence[bytes]) -> Iterable[bytes]:
    for start in range(0, len(lines), _MOST_LINES):
        part = lines[start : start + _MOST_LINES]
        yield b"%d beginbfchar\n%s\nendbfchar" % (len(part), b"\n".join(part))
