"""The parts of the package that hardly vary: settings, theme, font table."""

from __future__ import annotations

import hashlib
import uuid
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.docx.xmltext import DECLARATION, NAMESPACES, escape

if TYPE_CHECKING:
    from pipeline.docx.options import EmbeddedFace, WordFace

_COMPAT = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
    "useWord2013TrackBottomHyphenation": 0,
}


@lru_cache(maxsize=8)
def settings_xml(*, mirrored: bool, embedded: bool) -> str:
    """The settings part. Without compatibility mode 15 Word does not break Thai between words."""
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in _COMPAT.items()
    )
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
        + ("<w:embedTrueTypeFonts/>" if embedded else "")
        + ("<w:mirrorMargins/>" if mirrored else "")
        + '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat><w:applyBreakingRules/>{compat}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:bidi="th-TH"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" '
        'w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" '
        'w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


_COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "333333", "lt2": "EEEEEE", "accent1": "1F4E79", "accent2": "2E7D32",
    "accent3": "B26A00", "accent4": "6A1B9A", "accent5": "00838F", "accent6": "9E2A2B", "hlink": "0563C1",
    "folHlink": "954F72",
}  # fmt: skip


@lru_cache(maxsize=8)
def theme_xml(face_name: str) -> str:
    """A theme that offers the document's own face; nothing in the document depends on it."""
    name = escape(face_name)
    colours = "".join(f'<a:{key}><a:srgbClr val="{value}"/></a:{key}>' for key, value in _COLOURS.items())
    font = f'<a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface="{name}"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Saraban">'
        f'<a:themeElements><a:clrScheme name="Saraban">{colours}</a:clrScheme><a:fontScheme name="Saraban">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Saraban"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


class EmbeddedFont(NamedTuple):
    """An obfuscated font file of the package."""

    relationship: str
    name: str
    data: bytes


_SCRAMBLED = 32


def obfuscate(data: bytes) -> tuple[bytes, str]:
    """A font file as ``.odttf`` and its key: the first 32 bytes XORed with a GUID (ECMA-376 part 4, 17.8.1).

    The GUID follows from the file, so that the same font gives the same bytes.
    """
    key = str(uuid.uuid5(uuid.NAMESPACE_URL, hashlib.sha256(data).hexdigest())).upper()
    mask = bytes.fromhex(key.replace("-", ""))[::-1] * 2
    head = bytes(byte ^ other for byte, other in zip(data[:_SCRAMBLED], mask, strict=False))
    return head + data[_SCRAMBLED:], key


def check_embeddable(face: EmbeddedFace) -> None:
    """Refuse a font whose licence bits restrict embedding.

    Raises:
        ValueError: OS/2 ``fsType`` is not 0.
    """
    import io

    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(face.data), lazy=True) as font:
        if font["OS/2"].fsType:
            raise ValueError(f"the {face.kind} font file may not be embedded (fsType {font['OS/2'].fsType})")


def font_table(face: WordFace) -> tuple[str, list[EmbeddedFont]]:
    """The font table, and the font files to put into the package."""
    files: list[EmbeddedFont] = []
    references = ""
    order = ("regular", "bold", "italic", "boldItalic")
    for cut in sorted(face.embed, key=lambda cut: order.index(cut.kind)):
        check_embeddable(cut)
        data, key = obfuscate(cut.data)
        number = len(files) + 1
        files.append(EmbeddedFont(f"font{number}", f"font{number}.odttf", data))
        tag = f"embed{cut.kind[:1].upper()}{cut.kind[1:]}"
        references += f'<w:{tag} r:id="font{number}" w:fontKey="{{{key}}}"/>'
    alternative = f'<w:altName w:val="{escape(face.alternative)}"/>' if face.alternative else ""
    return (
        f'{DECLARATION}<w:fonts {NAMESPACES}><w:font w:name="{escape(face.name)}">{alternative}'
        '<w:charset w:val="DE"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
        f"{references}</w:font></w:fonts>"
    ), files
