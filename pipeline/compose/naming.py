"""File names from data: readable, and safe on every file system."""

from __future__ import annotations

import re
import unicodedata

from pipeline.thai.clusters import clusters

MAX_BYTES = 180
"""Of a stem, in UTF-8 (three for a Thai letter). File systems allow 255; the rest is for suffixes."""

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff]+')
_PREFIX = re.compile(r"^(?:โครงการ|กิจกรรม)\s*")


def file_stem(code: str, name: str) -> str:
    """``03000000-2449 ประชุมวิชาการ …``: the code and as much of the name as fits, cut between clusters.

    The code comes first, so stems of different projects differ whatever their names are.
    """
    title = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", _PREFIX.sub("", name)))
    title = " ".join(title.split())
    stem = _FORBIDDEN.sub("-", code)
    room = MAX_BYTES - len(stem.encode()) - 1
    kept: list[str] = []
    for cluster in clusters(title):
        room -= len(cluster.encode())
        if room < 0:
            break
        kept.append(cluster)
    return f"{stem} {''.join(kept)}".rstrip(" .")
