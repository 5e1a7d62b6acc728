"""Which texts chat groups have got already: ``notices.json`` in the month's folder, so that none comes twice.

Addresses may be secret, so the file holds digests of them::

    {"schema": "saraban-notices/1",
     "posted": [{"address": "8f0c…", "host": "chat.example", "agency": "", "digest": "51ab…", "at": "2026-06-20T…Z"}]}

``agency`` is a source's id, or empty for the text over all agencies; ``digest`` is the SHA-256 of the text.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any

from pipeline.batch.account.record import utc
from pipeline.run.files import prepare_folder, write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.notices import Notice

NAME = "notices.json"
SCHEMA = "saraban-notices/1"
_LARGEST = 4_000_000
"""Bytes of a file that is read; ours have some hundred for each address and agency."""


class Posted:
    """What was posted in a month. A file that is lost or damaged has a text come once more, and nothing worse.

    Args:
        folder: the month's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._entries = {(entry["address"], entry["agency"]): entry for entry in _entries(self._path)}

    def has(self, notice: Notice) -> bool:
        """Whether this text was the last one that the group got on this agency."""
        known = self._entries.get((_address(notice), notice.agency))
        return known is not None and known["digest"] == digest(notice.text)

    def note(self, notice: Notice) -> None:
        """A text was taken by the other side.

        Raises:
            SarabanError: the file cannot be written.
        """
        address = _address(notice)
        self._entries[address, notice.agency] = {
            "address": address,
            "host": notice.webhook.host,
            "agency": notice.agency,
            "digest": digest(notice.text),
            "at": utc(dt.datetime.now(tz=dt.UTC)),
        }
        record = {"schema": SCHEMA, "posted": list(self._entries.values())}
        prepare_folder(self._path.parent)
        write_atomically(self._path, (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode())


def digest(text: str) -> str:
    """What tells a text from another."""
    return hashlib.sha256(text.encode(errors="backslashreplace")).hexdigest()


def _address(notice: Notice) -> str:
    """What tells a group from another, without saying where it is."""
    webhook = notice.webhook
    return digest(f"{webhook.form}\0{webhook.url}\0{webhook.to}")[:32]


def _entries(path: Path) -> list[dict[str, Any]]:
    try:
        with path.open("rb") as file:
            record = json.loads(file.read(_LARGEST))
        entries = record["posted"]
        sound = [
            entry for entry in entries if all(isinstance(entry[key], str) for key in ("address", "agency", "digest"))
        ]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
    return sound
