"""A PDF file as numbered objects; everything that need not stand alone goes into compressed object streams."""

from __future__ import annotations

import hashlib
import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

LEVEL = 6
"""Of zlib."""

_SPECIAL = re.compile(rb"([\\()])")
_HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"


def text(value: str) -> bytes:
    """A text string: as it is where it is plain ASCII, else UTF-16."""
    if value.isascii():
        return b"(" + _SPECIAL.sub(rb"\\\1", value.encode()).replace(b"\r", rb"\r") + b")"
    return b"<feff" + value.encode("utf-16-be").hex().encode() + b">"


def number(value: float) -> bytes:
    """A number, without needless digits."""
    return (b"%.4f" % value).rstrip(b"0").rstrip(b".")


def numbers(values: Iterable[float]) -> bytes:
    """An array of numbers."""
    return b"[" + b" ".join(map(number, values)) + b"]"


def reference(target: int) -> bytes:
    """A reference to an object."""
    return b"%d 0 R" % target


def references(targets: Iterable[int]) -> bytes:
    """An array of references."""
    return b"[" + b" ".join(map(reference, targets)) + b"]"


def date(value: dt.datetime) -> bytes:
    """A moment with its zone, or without one in Thailand's."""
    offset = value.utcoffset()
    minutes = 7 * 60 if offset is None else int(offset.total_seconds() // 60)
    sign, minutes = ("-" if minutes < 0 else "+"), abs(minutes)
    return text(f"D:{value:%Y%m%d%H%M%S}{sign}{minutes // 60:02d}'{minutes % 60:02d}")


class File:
    """A file being written. Numbers are given out first (``reserve``), objects put in in any order."""

    def __init__(self) -> None:
        self._size = 1
        self._stored: dict[int, bytes] = {}
        self._packed: list[tuple[Sequence[int], Sequence[int], bytes]] = []
        self._small: dict[int, bytes] = {}

    def reserve(self, count: int = 1) -> int:
        """The first of ``count`` numbers that follow one another."""
        first = self._size
        self._size += count
        return first

    def put(self, at: int, content: bytes) -> int:
        """An object that is no stream."""
        self._small[at] = content
        return at

    def add(self, content: bytes) -> int:
        """Likewise, under a number of its own."""
        return self.put(self.reserve(), content)

    def put_packed(self, first: int, offsets: Sequence[int], content: bytes) -> None:
        """Many objects that are no streams, one behind the other, numbered from ``first``."""
        self._packed.append((range(first, first + len(offsets)), offsets, content))

    def put_stream(self, at: int, entries: bytes, data: bytes) -> int:
        """A stream whose data is encoded already; ``entries`` is the inside of its dictionary."""
        self._stored[at] = _stream(entries, data)
        return at

    def add_stream(self, data: bytes, entries: bytes = b"", *, compress: bool = True) -> int:
        """A stream under a number of its own."""
        if compress:
            return self.put_stream(self.reserve(), entries + b"/Filter/FlateDecode", zlib.compress(data, LEVEL))
        return self.put_stream(self.reserve(), entries, data)

    def finished(self, trailer: bytes, *, identified: bool = False) -> bytes:
        """The whole file.

        Args:
            trailer: entries that name the catalog and the properties of the document.
            identified: whether the file bears an identifier made of its content.
        """
        places: dict[int, tuple[int, int, int]] = {}
        self._pack_small()
        for targets, offsets, content in self._packed:
            self._store_packed(places, targets, offsets, content)
        parts, at = [_HEADER], len(_HEADER)
        for target, content in self._stored.items():
            places[target] = (1, at, 0)
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (target, content))
            at += len(parts[-1])
        if identified:
            digest = hashlib.md5(b"".join(parts), usedforsecurity=False).hexdigest().encode()
            trailer += b"/ID[<%s><%s>]" % (digest, digest)
        table = self.reserve()
        places[table] = (1, at, 0)
        parts.append(self._table(table, places, trailer))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join(parts)

    def _pack_small(self) -> None:
        offsets, at = [], 0
        for content in self._small.values():
            offsets.append(at)
            at += len(content) + 1
        self._packed.append((list(self._small), offsets, b"\n".join(self._small.values())))

    def _store_packed(
        self, places: dict[int, tuple[int, int, int]], targets: Sequence[int], offsets: Sequence[int], content: bytes
    ) -> None:
        if not targets:
            return
        index = " ".join(f"{target} {offset}" for target, offset in zip(targets, offsets, strict=True)).encode() + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(targets), len(index))
        holder = self.add_stream(index + content, entries)
        for order, target in enumerate(targets):
            places[target] = (2, holder, order)

    def _table(self, table: int, places: dict[int, tuple[int, int, int]], trailer: bytes) -> bytes:
        rows = [(0, 0, 65535), *(places.get(target, (0, 0, 65535)) for target in range(1, self._size))]
        packed = b"".join(
            [kind.to_bytes(1, "big") + one.to_bytes(4, "big") + two.to_bytes(3, "big") for kind, one, two in rows]
        )
        entries = b"/Type/XRef/W[1 4 3]/Size %d%s/Filter/FlateDecode" % (self._size, trailer)
        return b"%d 0 obj\n%s\nendobj\n" % (table, _stream(entries, zlib.compress(packed, LEVEL)))


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)
