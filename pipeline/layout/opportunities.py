"""Where a line may break: offsets found once over the whole text of a paragraph.

Upstream asks Pango about the rest of a paragraph anew for every line, and about two letters at the seam of two
inline boxes. Thai has no spaces between words: what libthai answers depends on the text around, so such
questions get different answers. Here the text of a whole line box (all its inline boxes together) is asked
about once, and the answer is data on the text boxes:

    what Pango allows (libthai with our dictionary; PyThaiNLP where Pango was built without libthai)
    - inside protected tokens and names (``pipeline.thai.tokens``)
    - inside clusters, after a leading vowel, before a following one
    - before ๆ ฯ ) ” % and their like, also across a space; after ( “ ฿ and their like
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import ffi, pango

from pipeline.thai.clusters import cluster_starts
from pipeline.thai.dictionary import FOLDER, VARIABLE
from pipeline.thai.tokens import protected_ranges

if TYPE_CHECKING:
    from collections.abc import Iterable

NEVER_FIRST = "ๆฯ๏๚๛)]}”’»%‰!?,.;:…ะาำๅ"
"""Characters that may not begin a line."""
NEVER_LAST = "“‘«([{฿เแโใไ"
"""Characters that may not end a line."""

_NOT_BEFORE = re.compile(rf" *[{re.escape(NEVER_FIRST)}]")
_ATOM = "\ufffc"
_THAI = re.compile("[\u0e01-\u0e5b]{2,}")
_PROBE = "ประเทศไทย"
_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|[A-Za-z]\S*[-_/.]\S+")
_LINK_MARK = re.compile(r"[-/_.?&=@:#](?=[^\s/])")


class Breaks:
    """Break opportunities of one text box, in byte offsets into its text.

    ``allowed`` are ascending, strictly inside the text; ``before`` says whether the line may break in front
    of the box.
    """

    __slots__ = ("allowed", "before", "text")

    def __init__(self, text: str, allowed: list[int], *, before: bool) -> None:
        self.text = text
        self.allowed = allowed
        self.before = before


def breaks_of(box: Any, names: tuple[str, ...] = ()) -> Breaks:  # noqa: ANN401 - a box of the engine
    """The opportunities of a text box; of a box that no line box prepared, found from its text alone."""
    found: Breaks | None = box.__dict__.get("saraban_breaks")
    if found is None or found.text != box.text:
        found = box.saraban_breaks = _cut([box.text], names)[0]
    return found


def prepare_line(line: Any, names: tuple[str, ...]) -> None:  # noqa: ANN401 - a box of the engine
    """Find the opportunities of every text box of a line box, from all its text together."""
    if "saraban_prepared" in line.__dict__:
        return
    line.saraban_prepared = True
    parts: list[str] = []
    owners: list[Any] = []
    for box in _inline(line):
        if isinstance(box, boxes.TextBox):
            parts.append(" " * bool(box.leading_collapsible_space))
            owners.append(None)
            parts.append(box.text)
            owners.append(box)
        else:
            parts.append(_ATOM)
            owners.append(None)
        if box.trailing_collapsible_space:
            parts.append(" ")
            owners.append(None)
    for owner, found in zip(owners, _cut(parts, names), strict=True):
        if owner is not None:
            owner.saraban_breaks = found


def _inline(box: Any) -> Iterable[Any]:  # noqa: ANN401 - a box of the engine
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.InlineBox):
            yield from _inline(child)
        else:
            yield child


def _cut(parts: list[str], names: tuple[str, ...]) -> list[Breaks]:
    """Share the opportunities of a paragraph out among its parts."""
    text = "".join(parts)
    allowed = opportunities(text, names)
    inside = set(allowed)
    result, start = [], 0
    for part in parts:
        end = start + len(part)
        mine = [offset - start for offset in allowed if start < offset < end]
        result.append(Breaks(part, _in_bytes(part, mine), before=start in inside))
        start = end
    return result


def _in_bytes(text: str, offsets: list[int]) -> list[int]:
    result, size, previous = [], 0, 0
    for offset in offsets:
        size += len(text[previous:offset].encode())
        result.append(size)
        previous = offset
    return result


@lru_cache(maxsize=4096)
def opportunities(text: str, names: tuple[str, ...] = ()) -> tuple[int, ...]:
    """Every place (in characters, strictly inside the text) where a line may break."""
    found = _words(text) & set(cluster_starts(text))
    ranges = protected_ranges(text, names)
    for start, end in ranges:
        found.difference_update(range(start + 1, end))
    seams = {start for start, _ in ranges} & {end for _, end in ranges}
    if seams:  # a long link comes in parts; Pango does not offer the seams
        found |= {seam for link in _LINK.finditer(text) for seam in seams if link.start() < seam < link.end()}
    return tuple(sorted(offset for offset in found if not _forbidden(text, offset)))


def _forbidden(text: str, offset: int) -> bool:
    if text[offset - 1] == "\n":
        return False
    return text[:offset].rstrip(" ")[-1:] in NEVER_LAST or _NOT_BEFORE.match(text, offset) is not None


@lru_cache(maxsize=256)
def emergency(text: str, names: tuple[str, ...] = ()) -> tuple[list[int], ...]:
    """Places for a token wider than its line, in bytes: the best kind first.

    Spaces; words and parts of links; clusters outside protected tokens; clusters inside them. None leaves a mark
    that may not begin a line at its beginning.
    """
    edges = [start for start in cluster_starts(text)[1:] if not _forbidden(text, start)]
    inside = {place for start, end in protected_ranges(text, names) for place in range(start + 1, end)}
    links = {mark.end() for link in _LINK.finditer(text) for mark in _LINK_MARK.finditer(text, *link.span())}
    words = _words(text)
    spaces = [place for place in edges if place in words and text[place - 1] == " "]
    good = sorted((words - inside | links) & set(edges))
    outside = [edge for edge in edges if edge not in inside]
    return tuple(_in_bytes(text, places) for places in (spaces, good, outside, edges))


def _words(text: str) -> set[int]:
    """Where Pango allows a break, strictly inside the text."""
    use_dictionary()
    found = _ask_pango(text)
    if not _pango_knows_thai():
        for match in _THAI.finditer(text):
            found.difference_update(range(match.start() + 1, match.end()))
            found.update(match.start() + cut for cut in _newmm(match[0]))
    return found


def _ask_pango(text: str) -> set[int]:
    data = text.encode()
    count = len(text) + 1
    attributes = ffi.new("PangoLogAttr[]", count)
    language = pango.pango_language_from_string(b"th")
    pango.pango_get_log_attrs(data, len(data), -1, language, attributes, count)
    step = ffi.sizeof("PangoLogAttr")
    bits = bytes(ffi.buffer(attributes))[::step]  # bit 0 of each: is_line_break
    return {offset for offset in range(1, count - 1) if bits[offset] & 1}


@lru_cache(maxsize=1)
def _pango_knows_thai() -> bool:
    """Whether Pango was built with libthai; without it, it breaks Thai at spaces only."""
    return bool(_ask_pango(_PROBE))


def _newmm(text: str) -> list[int]:
    from pythainlp.tokenize import word_tokenize

    cuts, offset = [], 0
    for word in word_tokenize(text, engine="newmm", keep_whitespace=True)[:-1]:
        offset += len(word)
        cuts.append(offset)
    return cuts


@lru_cache(maxsize=1)
def use_dictionary() -> None:
    """Hand libthai our dictionary; it reads it once, so this must come before the first Thai line."""
    os.environ[VARIABLE] = str(FOLDER)
