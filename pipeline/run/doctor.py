"""What this machine has and lacks: versions, libraries, the word list, fonts (``saraban doctor``)."""

from __future__ import annotations

import ctypes
import ctypes.util
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.bundled import bundled_folder
from pipeline.errors import SarabanError
from pipeline.messages import N_, gettext
from pipeline.run.environment import APT_PANGO, how_to_install, require_engine, system

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OLDEST_PYTHON = (3, 11)
_PIP = N_("ติดตั้งใหม่ด้วย pip install saraban")
_PYTHON = N_("ติดตั้ง Python 3.11 ขึ้นไป")
_NOT_FOUND = N_("ไม่พบ")
_WORD_LIST = N_("พจนานุกรมตัดคำ")
_FONT = N_("แบบอักษร {family}")
_LICENCE = N_("สัญญาอนุญาต {licence}")
_NO_LICENCE = N_("ไม่พบข้อความสัญญาอนุญาต")
_LIBREOFFICE_USE = N_("ไม่บังคับ ใช้เปิดดูไฟล์ Word บนเครื่องนี้")
_OFFICE_FACE = N_("แบบอักษรที่ไฟล์ Word อ้างถึง")
_OFFICE_FACE_USE = N_("ไม่บังคับ หากไม่มี Word จะใช้แบบอักษรอื่นแทน สอบถามได้จากฝ่ายคอมพิวเตอร์ของหน่วยงาน")
_FONTS_LOST = N_("ไม่พบแบบอักษรที่มากับโปรแกรม")

_LIBRARIES = (
    # name, file on Linux, file on macOS, function that tells the version as text
    ("Pango", "libpango-1.0.so.0", "libpango-1.0.dylib", "pango_version_string"),
    ("PangoFT2", "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", None),
    ("HarfBuzz", "libharfbuzz.so.0", "libharfbuzz.dylib", "hb_version_string"),
    ("HarfBuzz subset", "libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib", None),
)


class State(StrEnum):
    """What is the matter with one thing."""

    READY = "ready"
    MISSING = "missing"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing looked at: its name, what was found, and what to do where something is missing."""

    name: str
    detail: str
    state: State = State.READY
    remedy: str = ""

    def record(self) -> dict[str, str]:
        """The fact for machines."""
        return {"name": self.name, "detail": self.detail, "state": self.state.value, "remedy": self.remedy}


def examine() -> list[Fact]:
    """Look at everything; nothing is installed or changed, but for the word list in the cache."""
    return [
        *_program(),
        *_packages(),
        *_libraries(),
        _engine(),
        _word_list(),
        *_fonts(),
        _libreoffice(),
        *_office_face(),
    ]


def library_versions() -> dict[str, str]:
    """Versions of the system's libraries that lay pages out, by name; those that do not tell one are left out."""
    return {fact.name: fact.detail for fact in _libraries() if fact.detail and fact.state is State.READY}


def _program() -> Iterator[Fact]:
    yield Fact("saraban", __version__)
    found = platform.python_version()
    if sys.version_info >= _OLDEST_PYTHON:
        yield Fact("Python", f"{found} ({system()}, {platform.machine()})")
    else:
        yield Fact("Python", found, State.MISSING, gettext(_PYTHON))


def _packages() -> Iterator[Fact]:
    for name in ("weasyprint", "jinja2", "pydantic", "python-docx", "pythainlp", "openpyxl", "click"):
        try:
            yield Fact(name, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Fact(name, gettext(_NOT_FOUND), State.MISSING, gettext(_PIP))


def _libraries() -> Iterator[Fact]:
    remedy = how_to_install(APT_PANGO, "pango")
    for name, linux, macos, teller in _LIBRARIES:
        library = _load(macos if sys.platform == "darwin" else linux)
        if library is not None:
            yield Fact(name, _version(library, teller))
        elif sys.platform != "win32":  # there the names vary; the engine's own attempt decides
            yield Fact(name, gettext(_NOT_FOUND), State.MISSING, remedy)


def _load(name: str) -> ctypes.CDLL | None:
    for candidate in (name, f"/opt/homebrew/lib/{name}"):
        try:
            return ctypes.CDLL(candidate)
        except OSError:
            continue
    return None


def _version(library: ctypes.CDLL, teller: str | None) -> str:
    if teller is None:
        return ""
    function = getattr(library, teller)
    function.restype = ctypes.c_char_p
    text = function()
    return text.decode() if isinstance(text, bytes) else ""


def _engine() -> Fact:
    name = "WeasyPrint + Pango"
    try:
        require_engine()
    except SarabanError as error:
        return Fact(name, error.message, State.MISSING, error.remedy)
    return Fact(name, "")


def _word_list() -> Fact:
    from pipeline.thai import dictionary

    path = dictionary.FOLDER / dictionary.FILE
    if not path.is_file():
        return Fact(gettext(_WORD_LIST), str(path), State.MISSING, gettext(_PIP))
    return Fact(gettext(_WORD_LIST), str(path))


def _fonts() -> Iterator[Fact]:
    try:
        folder = bundled_folder("fonts")
    except FileNotFoundError:
        yield Fact(gettext(_FONTS_LOST), "", State.MISSING, gettext(_PIP))
        return
    for family_folder in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = sorted(path for path in family_folder.iterdir() if path.suffix.lower() in {".ttf", ".otf"})
        licence = next((path.name for path in sorted(family_folder.glob("*.txt"))), None)
        if files:
            text = gettext(_LICENCE).format(licence=licence) if licence else gettext(_NO_LICENCE)
            yield Fact(gettext(_FONT).format(family=_family(files[0])), f"{len(files)} · {text}")


def _family(path: Path) -> str:
    try:
        from fontTools.ttLib import TTFont
    except ImportError:
        return path.stem
    with TTFont(path, lazy=True) as font:
        names = font["name"]
        return str(names.getDebugName(16) or names.getDebugName(1) or path.stem)


def _libreoffice() -> Fact:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        return Fact("LibreOffice", gettext(_NOT_FOUND), State.OPTIONAL, gettext(_LIBREOFFICE_USE))
    return Fact("LibreOffice", found)


def _office_face() -> Iterator[Fact]:
    """Whether fontconfig knows the face that offices have; only a viewer of the DOCX on this machine needs it."""
    if shutil.which("fc-list") is None:
        return
    listed = subprocess.run(
        ["fc-list", ":", "family"],  # noqa: S607 - of the user's own PATH
        capture_output=True, text=True, encoding="utf-8", errors="replace", check=False, timeout=30,
    ).stdout  # fmt: skip
    name = "TH Sarabun New"
    if name in listed:
        yield Fact(gettext(_OFFICE_FACE), name)
    else:
        detail = f"{name}: {gettext(_NOT_FOUND)}"
        yield Fact(gettext(_OFFICE_FACE), detail, State.OPTIONAL, gettext(_OFFICE_FACE_USE))
