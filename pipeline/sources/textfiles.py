"""Bytes of a text file to text: UTF-8 only, and every other encoding named with its remedy."""

from __future__ import annotations

import codecs
import os
import stat
from typing import TYPE_CHECKING

from pipeline.findings import Place
from pipeline.messages import N_, gettext
from pipeline.sources import rules, rules_files
from pipeline.sources.texts import UNPRINTABLE

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.sources.reading import Reading

_UTF16 = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16 (Unicode)",
    codecs.BOM_UTF16_BE: "UTF-16 (Unicode)",
}


_ASCII = 0x7F
_MOSTLY = 0.9


def megabytes(size: int) -> str:
    """A size for people: ``5.0 MB``."""
    return f"{size / 1_000_000:.1f} MB"


def read_bytes(path: Path, name: str, limit: int, reading: Reading) -> bytes | None:
    """The bytes of a regular file below the limit; otherwise a finding and ``None``."""
    place = Place(name)
    try:
        # Pipes and devices are refused before they are opened: opening one may wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            reading.find(rules_files.FILE_SPECIAL, place, name=name)
            return None
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(limit + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        reading.find(rules_files.FILE_UNREADABLE, place, reason=_reason(error))
        return None
    if len(data) > limit:
        size = max(size, len(data))
        reading.find(rules_files.FILE_TOO_LARGE, place, size=megabytes(size), limit=megabytes(limit))
        return None
    return data


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return gettext(N_("ไม่มีสิทธิ์อ่าน"))
    if isinstance(error, FileNotFoundError):
        return gettext(N_("ไม่พบไฟล์"))
    return error.strerror or type(error).__name__


def decode(data: bytes, name: str, reading: Reading) -> str | None:
    """The text of a file. CP874 is read on after its finding, so that the rest is checked as well."""
    for mark, encoding in _UTF16.items():
        if data.startswith(mark):
            reading.find(rules_files.UTF16, Place(name), encoding=encoding)
            return None
    if data[:200].count(0) * 10 > len(data[:200]):
        reading.find(rules_files.UTF16, Place(name), encoding="UTF-16 (Unicode)")
        return None
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        found = _decode_otherwise(body, error, name, reading)
        if found is None:
            return None
        text = found
    return _without_control_characters(text, name, reading)


def _decode_otherwise(data: bytes, error: UnicodeDecodeError, name: str, reading: Reading) -> str | None:
    start = data.rfind(b"\n", 0, error.start) + 1
    line = data.count(b"\n", 0, error.start) + 1
    column = len(data[start : error.start].decode("utf-8", "replace")) + 1
    place = Place(name, line, column)
    old = _as_cp874(data)
    if old is None:
        reading.find(rules_files.NOT_UTF8, place, byte=f"0x{data[error.start]:02X}")
        return None
    sample = old.splitlines()[line - 1].strip()[:60] if line <= len(old.splitlines()) else ""
    reading.find(rules_files.CP874, place, sample=sample)
    return old


def _as_cp874(data: bytes) -> str | None:
    """The text, if the bytes look like Thai in Windows-874: nearly all high bytes are Thai characters."""
    try:
        text = data.decode("cp874")
    except UnicodeDecodeError:
        return None
    high = sum(byte > _ASCII for byte in data)
    thai = sum("\u0e01" <= character <= "\u0e5b" for character in text)
    return text if thai >= _MOSTLY * high else None


def _without_control_characters(text: str, name: str, reading: Reading) -> str:
    """Report control characters once per kind and file, and put a space in their place."""
    seen: set[str] = set()
    for match in UNPRINTABLE.finditer(text):
        if match[0] not in seen:
            seen.add(match[0])
            reading.find(rules.CONTROL_CHARACTER, place_at(text, match.start(), name), code=f"U+{ord(match[0]):04X}")
    return UNPRINTABLE.sub(" ", text) if seen else text


def place_at(text: str, offset: int, name: str) -> Place:
    """The place of a character of a text file."""
    return Place(name, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
