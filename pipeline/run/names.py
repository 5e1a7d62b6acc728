"""Names of output files: safe on Windows, macOS and Linux, short enough, and all different.

Windows forbids some characters, names of devices, and a dot or a space at the end; most file systems end at
255 bytes, and a Thai character takes three. A name made from data can hold anything at all.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_BYTES = 255
"""Longest file name in UTF-8 bytes on ext4, APFS and most network drives."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
_PLACEHOLDER = "_"
_LEADING_VOWELS = "เแโใไ"
_FOLLOWING_VOWELS = "ะาำๅ"


def file_name(stem: str, extension: str) -> str:
    """The stem as a file name with its extension, changed only where some system would refuse it.

    Args:
        stem: any text, from data as well: ``แบบรายงาน 03000000-0001``.
        extension: with its dot, plain ASCII: ``.pdf``.

    Returns:
        A name of at most :data:`MAX_BYTES` bytes, never a path, a device, a hidden file or an option.
    """
    kept = "".join(_character(character) for character in unicodedata.normalize("NFC", stem))
    kept = _FORBIDDEN.sub(_PLACEHOLDER, kept)
    kept = re.sub(r"\s+", " ", kept).strip(" .")
    if kept.startswith(("-", "~")):  # an option to other commands; an owner file of Office
        kept = _PLACEHOLDER + kept
    # Windows ends a device's name at the first dot: "aux.2563" is the device as well.
    if _DEVICE.fullmatch(kept.split(".", 1)[0].rstrip(" ")):
        kept = _PLACEHOLDER + kept
    return _shortened(kept or _PLACEHOLDER, MAX_BYTES - len(extension.encode())) + extension


def _character(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    # Cf: marks of writing direction and zero-width characters would make two names look alike.
    if category in {"Cf", "Cs", "Co", "Cn"}:
        return ""
    return character


def _shortened(stem: str, room: int) -> str:
    """The stem in at most ``room`` bytes; a cut one ends in a digest, so that two long names stay different."""
    raw = stem.encode()
    if len(raw) <= room:
        return stem
    digest = "~" + hashlib.sha256(raw).hexdigest()[:8]
    kept = raw[: room - len(digest)].decode(errors="ignore")
    while kept and not _may_end_before(stem[len(kept)], kept[-1]):
        kept = kept[:-1]
    return kept.rstrip(" .") + digest


def _may_end_before(following: str, last: str) -> bool:
    """Whether a cut between the two characters leaves no Thai mark without its letter."""
    if last in _LEADING_VOWELS or following in _FOLLOWING_VOWELS:
        return False
    return not unicodedata.category(following).startswith("M")


def same_on_disk(name: str) -> str:
    """What two names share when some system takes them for one file: case and composition do not count."""
    folded = unicodedata.normalize("NFC", name).casefold()
    return unicodedata.normalize("NFC", folded)


def collisions(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Groups of names that would overwrite each other, in order of first appearance."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(same_on_disk(name), []).append(name)
    return [tuple(group) for group in groups.values() if len(group) > 1]
