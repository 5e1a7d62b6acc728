"""Typefaces (แบบอักษร): the bundled Sarabun, or whatever Thai face an office puts in its ``fonts`` folder.

Sizes of a document are *design points*: points of TH Sarabun New, the size that officials know (body 16).
A face's ``scale`` says how many CSS points one design point is, so that a line holds as many words as it
would in TH Sarabun New.

The scale follows from the mean advance of Thai letters in running text (:data:`SPECIMEN`): TH Sarabun New has
0.3027 em. The figure was found without the font at hand: Laksaman is the same design 1.5036 times as large
(0.4544 em / 1.5036 = 0.302), and 16 points of TH Sarabun New were measured to run as wide as 10.5 points of
Sarabun. Faces whose scale was measured over whole paragraphs keep that figure (:data:`MEASURED`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.bundled import bundled_folder
from pipeline.errors import EnvironmentLacksError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from fontTools.ttLib import TTFont

BUNDLED = "Sarabun"
REFERENCE_ADVANCE = 0.3027
MEASURED: Mapping[str, float] = {"sarabun": 0.656, "laksaman": 0.665, "th sarabun new": 1.0, "th sarabunpsk": 1.0}
SPECIMEN = (
    "การดำเนินงานตามแผนปฏิบัติราชการประจำปีของสำนักงานเขตเพื่อพัฒนาคุณภาพชีวิตของประชาชนในพื้นที่"
    "ให้เป็นไปตามเป้าหมายและตัวชี้วัดโดยใช้งบประมาณที่ได้รับจัดสรรอย่างคุ้มค่าและโปร่งใส"
)
_SUFFIXES = frozenset({".ttf", ".otf"})
_LARGEST_FILE = 32 * 1024 * 1024
_BOLD_WEIGHT = 600
_RESTRICTED = 0x0002  # OS/2 fsType: restricted licence embedding

STYLES = ("regular", "bold", "italic", "bold_italic")


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface: its files and what its measures mean for a document.

    ``scale`` is CSS points per design point, ``line_height`` the natural line height in em (``hhea``),
    ``files`` maps ``regular``, ``bold``, ``italic`` and ``bold_italic`` to files; the last three may be missing.
    """

    family: str
    scale: float
    line_height: float
    files: tuple[tuple[str, Path], ...]

    def file(self, *, bold: bool = False, italic: bool = False) -> Path | None:
        """The file of a style; ``None`` where the face has none."""
        style = {(False, False): "regular", (True, False): "bold", (False, True): "italic"}.get(
            (bold, italic), "bold_italic"
        )
        return dict(self.files).get(style)


@dataclass(frozen=True, slots=True)
class _Cut:
    """One font file as found: whose family, which style, its measures in em."""

    family: str
    style: str
    upright_weight: int
    advance: float
    line_height: float
    embeddable: bool
    path: Path


def find_face(name: str | None = None, folders: Iterable[Path] = ()) -> Face:
    """The face of that name in the folders, or the bundled one.

    Args:
        name: family name as the font calls itself; ``None`` for the bundled Sarabun.
        folders: looked through in order (with their subfolders), the bundled fonts last.

    Raises:
        EnvironmentLacksError: no such face, no regular style, no Thai letters, or its licence forbids embedding.
    """
    wanted = _key(name or BUNDLED)
    seen: list[str] = []
    for folder in (*folders, bundled_folder("fonts")):
        cuts = [cut for path in _font_files(folder) if (cut := _read(path)) is not None]
        found = [cut for cut in cuts if _key(cut.family) == wanted]
        if found:
            return _assemble(found)
        seen += sorted({cut.family for cut in cuts} - set(seen))
    raise EnvironmentLacksError(
        gettext(N_("ไม่พบแบบอักษร “{name}”")).format(name=name or BUNDLED),
        gettext(N_("วางไฟล์แบบอักษรในโฟลเดอร์ fonts หรือเลือกแบบอักษรที่มี: {names}")).format(names=", ".join(seen)),
    )


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _font_files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES and path.is_file())


def _read(path: Path) -> _Cut | None:
    stat = path.stat()
    if stat.st_size > _LARGEST_FILE:
        return None
    return _read_cached(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=256)
def _read_cached(path: Path, modified: int, size: int) -> _Cut | None:  # noqa: ARG001 - the key of the cache
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with path.open("rb") as file, TTFont(file, lazy=True) as font:
            return _measure(font, path)
    except (TTLibError, KeyError, AssertionError, OSError, ValueError):
        return None  # no font, or a broken one: other files of the folder may do


def _measure(font: TTFont, path: Path) -> _Cut | None:
    cmap = font.getBestCmap() or {}
    letters = [ord(letter) for letter in SPECIMEN]
    if any(letter not in cmap for letter in letters):
        return None
    names, os2, hhea = font["name"], font["OS/2"], font["hhea"]
    upem = font["head"].unitsPerEm
    metrics = font["hmtx"]
    advance = sum(metrics[cmap[letter]][0] for letter in letters) / len(letters) / upem
    bold = bool(os2.fsSelection & 0x20) or os2.usWeightClass >= _BOLD_WEIGHT
    italic = bool(os2.fsSelection & 0x201) or bool(font["head"].macStyle & 2)
    return _Cut(
        family=names.getDebugName(16) or names.getDebugName(1) or path.stem,
        style=("bold_italic" if italic else "bold") if bold else ("italic" if italic else "regular"),
        upright_weight=os2.usWeightClass,
        advance=advance,
        line_height=(hhea.ascent - hhea.descent + hhea.lineGap) / upem,
        embeddable=(os2.fsType & 0x000F) != _RESTRICTED,
        path=path,
    )


def _assemble(cuts: list[_Cut]) -> Face:
    """One face from its files; of several weights the one nearest to regular (400) or bold (700) is taken."""
    chosen: dict[str, _Cut] = {}
    for style in STYLES:
        target = 700 if style.startswith("bold") else 400
        candidates = [cut for cut in cuts if cut.style == style]
        if candidates:
            chosen[style] = min(candidates, key=lambda cut: (abs(cut.upright_weight - target), cut.path))
    family = cuts[0].family
    regular = chosen.get("regular")
    if regular is None:
        raise EnvironmentLacksError(
            gettext(N_("แบบอักษร “{name}” ไม่มีไฟล์ตัวปกติ")).format(name=family),
            gettext(N_("วางไฟล์ตัวปกติ (Regular) ของแบบอักษรนี้ในโฟลเดอร์ fonts")),
        )
    if not all(cut.embeddable for cut in chosen.values()):
        raise EnvironmentLacksError(
            gettext(N_("สิทธิ์ใช้งานของแบบอักษร “{name}” ไม่อนุญาตให้ฝังในเอกสาร")).format(name=family),
            gettext(N_("เลือกแบบอักษรอื่น เช่น Sarabun ที่มากับโปรแกรม")),
        )
    return Face(
        family=family,
        scale=MEASURED.get(_key(family)) or round(REFERENCE_ADVANCE / regular.advance, 3),
        line_height=round(regular.line_height, 4),
        files=tuple((style, chosen[style].path) for style in STYLES if style in chosen),
    )
