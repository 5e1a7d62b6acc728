"""File names from data: readable, and safe on every file system."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pipeline.thai.clusters import LEADING_VOWELS, cluster_starts

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 180
"""Of a stem, in UTF-8 (three for a Thai letter). File systems allow 255; the rest is for suffixes."""

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff]+')
_PREFIX = re.compile(r"^(?:โครงการ|กิจกรรม)\s*")
_RUN = re.compile(r"[ก-ฺเ-๎]+|[^\sก-ฺเ-๎]+")
_OPEN_AT_END = re.compile(r"(?:“[^”]*|‘[^’]*|\([^)]*|\[[^\]]*|\{[^}]*)$")
_MARKS = re.compile(r"[“”‘’()\[\]{}]")
_TRAILING = " .,-–/"

_LONGEST_WORD = 30
_UNKNOWN = 4
"""What a cluster outside the word list costs, where a word costs 1: names of places stay in few pieces."""

_JOINING = frozenset(
    {"ของ", "และ", "ด้วย", "เพื่อ", "โดย", "ใน", "ที่", "การ", "ความ", "แห่ง",
     "ระหว่าง", "ให้", "กับ", "หรือ", "จาก", "สำหรับ", "แก่", "ตาม", "ต่อ", "เรื่อง", "ซึ่ง", "ณ", "ด้าน"}
)  # fmt: skip
"""Words that announce another one: no name ends with them."""


def file_stem(code: str, name: str) -> str:
    """``03000000-2449 ประชุมวิชาการ …``: the code and as much of the name as fits, cut between words.

    The code comes first, so stems of different projects differ whatever their names are.
    """
    title = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", _PREFIX.sub("", name)))
    title = " ".join(title.split())
    stem = _FORBIDDEN.sub("-", code)
    room = MAX_BYTES - len(stem.encode()) - 1
    if len(title.encode()) > room:
        title = _shortened(title, room)
    return f"{stem} {title}".rstrip(" .")


def _shortened(title: str, room: int) -> str:
    """The longest beginning of at most ``room`` bytes that ends with a word and leaves no quotation or bracket open.

    Where that would cost more than half of the room, the quotation marks and brackets go instead.
    """
    most = len(title.encode()[:room].decode(errors="ignore"))
    kept = ""
    for start, end in _words(title):
        if end > most:
            break
        if title[start:end] not in _JOINING and not _OPEN_AT_END.search(title[:end]):
            kept = title[:end]
    if len(kept) < most / 2 and _OPEN_AT_END.search(title[:most]):
        return _shortened(" ".join(_MARKS.sub(" ", title).split()), room)
    return (kept or _whole_clusters(title, most)).rstrip(_TRAILING)


def _whole_clusters(title: str, most: int) -> str:
    """For a name without any word that would fit: as many clusters as do, no leading vowel at the end."""
    end = max(start for start in (*cluster_starts(title), len(title)) if start <= most)
    return title[:end].rstrip(LEADING_VOWELS)


def _words(title: str) -> Iterator[tuple[int, int]]:
    """Where the words of a name stand; anything between spaces that is not Thai counts as a word."""
    for run in _RUN.finditer(title):
        ends = _thai_ends(run[0]) if "ก" <= run[0][0] <= "๎" else [len(run[0])]
        start = 0
        for end in ends:
            yield run.start() + start, run.start() + end
            start = end


def _thai_ends(letters: str) -> list[int]:
    """Ends of the words of a run of Thai letters: the fewest words, as few unknown clusters as can be."""
    from pipeline.thai.dictionary import all_words

    words = all_words()
    starts = cluster_starts(letters)
    borders = [*starts, len(letters)]
    cheapest: dict[int, tuple[int, int]] = {0: (0, 0)}
    for index, end in enumerate(borders[1:], 1):
        steps = [
            (cheapest[start][0] + (1 if letters[start:end] in words else _UNKNOWN), start)
            for start in borders[max(0, index - _LONGEST_WORD) : index]
            if start == borders[index - 1] or letters[start:end] in words
        ]
        cheapest[end] = min(steps)
    ends: list[int] = []
    end = len(letters)
    while end:
        ends.append(end)
        end = cheapest[end][1]
    return [end for end in reversed(ends) if letters[end - 1] not in LEADING_VOWELS]
