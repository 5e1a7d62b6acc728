"""Text on its way in: code-point errors repaired and reported, line breaks joined, control characters refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.sources import rules, rules_files
from pipeline.thai.hygiene import repair

if TYPE_CHECKING:
    from pipeline.findings import FieldPath
    from pipeline.sources.nodes import Scalar
    from pipeline.sources.reading import Reading

_THAI = re.compile("[\u0e01-\u0e5b]")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters that no document can hold; U+0085 is a line break."""
_CONTEXT = 8
"""Characters shown on each side of a repair."""


def clean(scalar: Scalar, field: str, path: FieldPath, reading: Reading) -> str:
    """The text with its code points in order; every repair is a note at its place."""
    text = _printable(scalar, path, reading)
    if scalar.style == "folded" and _THAI.search(text):
        reading.find(rules_files.FOLDED, scalar.place, path, field=field)
    repaired, repairs = repair(text)
    for done in repairs:
        if reading.full:
            break
        start, end = max(done.start - _CONTEXT, 0), done.start + len(done.before)
        head, tail = text[start : done.start], text[end : end + _CONTEXT]
        reading.find(
            rules.TEXT_REPAIRED,
            scalar.place_of(done.start),
            path,
            quote=head + done.before + tail,
            field=field,
            before=" ".join((head + done.before + tail).split()),
            after=" ".join((head + done.after + tail).split()),
            kind=_kind(done.kind),
        )
    return repaired


def _printable(scalar: Scalar, path: FieldPath, reading: Reading) -> str:
    """The text with a space for every control character; JSON and Excel can escape them into a text."""
    found = UNPRINTABLE.search(scalar.text)
    if found is None:
        return scalar.text
    reading.find(rules.CONTROL_CHARACTER, scalar.place_of(found.start()), path, code=f"U+{ord(found[0]):04X}")
    return UNPRINTABLE.sub(" ", scalar.text)


def _kind(kind: str) -> str:
    from pipeline.messages import gettext

    return gettext(rules.REPAIR_KINDS[kind])


def joined(upper: str, lower: str) -> str:
    """Two lines of one sentence as one: Thai to Thai without a space, unless one was typed at the end.

    Marks of bold text at the joint are looked through: they are no letters.
    """
    ends, begins = upper.rstrip(), lower.lstrip()
    if not ends or not begins:
        return ends + begins
    thai = _THAI.match(ends.rstrip("*")[-1:]) and _THAI.match(begins.lstrip("*")[:1])
    spaced = upper != ends or not thai
    return f"{ends} {begins}" if spaced else ends + begins


def one_line(text: str) -> tuple[str, int]:
    """A text as one line, and how many breaks inside it were joined."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    if len(lines) <= 1:
        return text.strip().replace("\t", " "), 0
    whole = lines[0]
    for line in lines[1:]:
        whole = joined(whole, line)
    return whole.strip().replace("\t", " "), len(lines) - 1
