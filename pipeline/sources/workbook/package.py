"""The zip around a workbook: opened with suspicion, inflated under count.

Sizes in a zip may lie and 40 KB may become gigabytes, so bytes are counted while they inflate
(:mod:`pipeline.sources.limits`). Only stored and deflated parts are read. Macros, links and pictures are never
looked at.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from pipeline.findings import Place
from pipeline.messages import N_, gettext
from pipeline.sources import limits, rules_files, rules_workbook
from pipeline.sources.textfiles import megabytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.findings import Rule
    from pipeline.sources.reading import Reading

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK: Final = 1 << 20
_END: Final = struct.Struct("<4s4H2LH")
_DIRECTORY_ENTRY: Final = 600
"""Bytes that an entry of the directory takes at most in any real workbook."""

BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, RuntimeError, ValueError, KeyError,
)  # fmt: skip
"""What a damaged zip makes the standard library raise."""


class UnreadableError(Exception):
    """The workbook cannot be read on; a finding says why."""

    def __init__(self, rule: Rule, **params: str) -> None:
        super().__init__(rule.id)
        self.rule = rule
        self.params = params


def damaged(reason: str) -> UnreadableError:
    """The error of a file that is no workbook."""
    return UnreadableError(rules_workbook.NOT_A_WORKBOOK, reason=reason)


class Package:
    """The parts of one workbook by name."""

    def __init__(self, path: Path) -> None:
        """Open a workbook.

        Raises:
            UnreadableError: no zip, encrypted, of an older format, or beyond a limit.
        """
        size = path.stat().st_size
        if size > limits.MAX_WORKBOOK:
            limit = megabytes(limits.MAX_WORKBOOK)
            raise UnreadableError(rules_files.FILE_TOO_LARGE, size=megabytes(size), limit=limit)
        with path.open("rb") as file:
            head = file.read(8)
            file.seek(max(size - 66_000, 0))
            tail = file.read()
        if head == _OLE:
            raise _old_or_encrypted(path)
        _check_directory(tail)
        try:
            self._zip = zipfile.ZipFile(path)
        except BROKEN as error:
            raise damaged(type(error).__name__) from None
        self._parts = {info.filename.lstrip("/").casefold(): info for info in self._zip.infolist()}
        self._inflated = 0
        if len(self._parts) > limits.MAX_PARTS:
            raise UnreadableError(rules_workbook.ZIP_BOMB, part=path.name, limit=f"{limits.MAX_PARTS:,}")

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._parts

    def names(self) -> list[str]:
        """Names of all parts in lower case."""
        return list(self._parts)

    def read(self, name: str) -> bytes:
        """A small part as a whole."""
        chunks, size = [], 0
        for chunk in self.stream(name):
            size += len(chunk)
            if size > limits.MAX_SMALL_PART:
                raise UnreadableError(rules_workbook.ZIP_BOMB, part=name, limit=megabytes(limits.MAX_SMALL_PART))
            chunks.append(chunk)
        return b"".join(chunks)

    def stream(self, name: str) -> Iterator[bytes]:
        """The bytes of a part in pieces.

        Raises:
            UnreadableError: the part is missing, damaged, or inflates beyond a limit.
        """
        info = self._parts.get(name.casefold())
        if info is None:
            raise damaged(name)
        if info.flag_bits & 1:
            raise UnreadableError(rules_workbook.ENCRYPTED)
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise damaged(name)
        size = 0
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(_CHUNK):
                    size += len(chunk)
                    self._inflated += len(chunk)
                    self._count(name, size, info.compress_size)
                    yield chunk
        except BROKEN as error:
            raise damaged(f"{name}: {type(error).__name__}") from None

    def _count(self, name: str, size: int, packed: int) -> None:
        if self._inflated > limits.MAX_INFLATED:
            raise UnreadableError(rules_workbook.ZIP_BOMB, part=name, limit=megabytes(limits.MAX_INFLATED))
        if size > limits.RATIO_FROM and size > limits.MAX_RATIO * max(packed, 1):
            limit = gettext(N_("{ratio} เท่าของขนาดที่บีบไว้")).format(ratio=limits.MAX_RATIO)
            raise UnreadableError(rules_workbook.ZIP_BOMB, part=name, limit=limit)


def _old_or_encrypted(path: Path) -> UnreadableError:
    """What an OLE file is: Excel encrypts a new workbook by wrapping it in the old container."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableError(rules_workbook.ENCRYPTED)
    return UnreadableError(rules_workbook.OLD_FORMAT, format="Excel 97-2003 (.xls)")


def _check_directory(tail: bytes) -> None:
    """Refuse a zip whose directory alone would fill the memory, before it is read."""
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + _END.size:
        raise damaged("zip")
    size = _END.unpack_from(tail, at)[5]
    if size > limits.MAX_PARTS * _DIRECTORY_ENTRY or tail[max(at - 20, 0) : at].startswith(b"PK\x06\x07"):
        raise UnreadableError(rules_workbook.ZIP_BOMB, part="zip", limit=f"{limits.MAX_PARTS:,}")


def report(error: UnreadableError, name: str, reading: Reading) -> None:
    """Keep the finding of a workbook that cannot be read."""
    reading.keep(error.rule, Place(name), (), error.params)
