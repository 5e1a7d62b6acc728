"""Values gathered into a short digest: equal digests, equal values."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from pipeline.model import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

DIGEST_SIZE = 12
"""Bytes of a digest: against chance, not against malice."""

WHOLE: Mapping[str, Any] = {}
"""No field is left out."""


class Digest:
    """Gathers values, each told from the next, into one short digest."""

    def __init__(self) -> None:
        self._hash = hashlib.blake2b(digest_size=DIGEST_SIZE)

    def add(self, *values: object) -> None:
        """Take in records as their JSON, bytes as they are, and other values as they are written in Python."""
        for value in values:
            if isinstance(value, Record):
                raw = json_of(value)
            elif isinstance(value, bytes):
                raw = value
            else:
                raw = repr(value).encode(errors="surrogatepass")
            self._hash.update(f"{len(raw)}:".encode())
            self._hash.update(raw)

    def text(self) -> str:
        """The digest in hexadecimal."""
        return self._hash.hexdigest()


def json_of(record: Record, exclude: Mapping[str, Any] = WHOLE) -> bytes:
    """A record as JSON, without the fields of ``exclude``."""
    try:
        return record.model_dump_json(exclude=dict(exclude)).encode()
    except ValueError:  # half of a character, as JSON may escape it: UTF-8 has no such thing
        return repr(record.model_dump(exclude=dict(exclude))).encode(errors="backslashreplace")
