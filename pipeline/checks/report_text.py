"""Findings for a terminal: grouped by file, each with its place, what is wrong, the words, and what to do.

::

    projects/2449.yaml
      12:7  คำเตือน  รายงานวันที่ 21 มกราคม 2563 ช้ากว่ากำหนด (วันที่ 20 ของเดือน) 1 วัน  [report-after-deadline]
            โครงการ 03000000-2449 รายงานครั้งที่ 4
            แก้ไข: …
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.checks.labels import counted, record_name, severity_name
from pipeline.findings import Finding, Place, Severity
from pipeline.messages import gettext
from pipeline.tabular.cells import visible, width
from pipeline.thai.clusters import clusters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_DIM = "\x1b[2m"
_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.NOTE: "\x1b[36m"}
_SHORTEST_LINE = 40
_QUOTED = 200
_PLACES = 5
_INDENT = " " * 6


def to_text(findings: Sequence[Finding], *, columns: int = 100, colour: bool = False) -> str:
    """The findings as text, ending in a line of counts.

    Args:
        findings: in the order they are to be shown; neighbours of one file stand under one heading.
        columns: width of the terminal, at least 40 columns.
        colour: with ANSI colours; the text itself never contains escape sequences of the data.
    """
    page = _Page(max(columns, _SHORTEST_LINE), colour=colour)
    lines: list[str] = []
    for source, group in groupby(findings, key=lambda finding: finding.place.source):
        lines.append(page.paint(visible(source) or gettext("ชุดข้อมูล"), _BOLD))
        silenced: dict[tuple[str, str], list[Finding]] = {}
        for finding in group:
            if finding.silenced is None:
                lines += page.finding(finding)
            else:
                silenced.setdefault((finding.rule.id, finding.silenced), []).append(finding)
        for found in silenced.values():
            lines += page.silenced(found)
        lines.append("")
    lines.append(page.paint(counted(findings), _BOLD))
    return "\n".join(lines) + "\n"


class _Page:
    """A terminal of some width, with or without colours."""

    def __init__(self, columns: int, *, colour: bool) -> None:
        self.columns = columns
        self.colour = colour

    def paint(self, text: str, code: str) -> str:
        return f"{code}{text}{_RESET}" if self.colour and code else text

    def finding(self, finding: Finding) -> Iterator[str]:
        """The lines of one finding: its head, then details under an indent."""
        label = severity_name(finding)
        head = "  ".join(part for part in (_short_place(finding.place), label, visible(finding.message)) if part)
        first, *rest = list(wrapped(f"{head} [{finding.rule.id}]", self.columns - len(_INDENT)))
        yield "  " + first.replace(label, self.paint(label, _COLOURS[finding.severity]), 1)
        for line in (*rest, *_details(finding, self.columns)):
            yield _INDENT + line.strip()

    def silenced(self, findings: Sequence[Finding]) -> Iterator[str]:
        """Findings that are silenced by one rule for one reason: how many, where, and why."""
        first = findings[0]
        places = [place for place in dict.fromkeys(_short_place(finding.place) for finding in findings) if place]
        more = ", …" if len(places) > _PLACES else ""
        where = f" ({', '.join(places[:_PLACES])}{more})" if places else ""
        head = gettext("{silenced} {count} รายการ{where} [{rule}]").format(
            silenced=severity_name(first), count=len(findings), where=where, rule=first.rule.id
        )
        reason = gettext("เหตุผล: {reason}").format(reason=visible(first.silenced or ""))
        for number, line in enumerate(
            (*wrapped(head, self.columns - len(_INDENT)), *wrapped(reason, self.columns - 6))
        ):
            yield ("  " if number == 0 else _INDENT) + self.paint(line, _DIM)


def _details(finding: Finding, columns: int) -> Iterator[str]:
    """What stands under the head of a finding, wrapped."""
    for text in _detail_texts(finding):
        yield from wrapped(text, columns - len(_INDENT))


def _detail_texts(finding: Finding) -> Iterator[str]:
    name = record_name(finding)
    if name:
        yield visible(name)
    quote = visible(finding.quote)
    if quote and quote not in visible(finding.message):
        yield "│ " + (quote if len(quote) <= _QUOTED else quote[:_QUOTED] + "…")
    remedy = visible(finding.remedy)
    if remedy:
        yield gettext("แก้ไข: {remedy}").format(remedy=remedy)
    related = [place for place in dict.fromkeys(finding.related) if place != finding.place and _short_place(place)]
    if related:
        yield gettext("ดูที่: {place}").format(place=", ".join(_other_place(place, finding.place) for place in related))


def _other_place(place: Place, here: Place) -> str:
    """The place with its file where that is another one."""
    return _short_place(place) if place.source == here.source else visible(str(place))


def _short_place(place: Place) -> str:
    """``12:5`` or ``โครงการ!B10``: the file stands in the heading."""
    if place.sheet is not None:
        return visible(f"{place.sheet}!{place.cell}" if place.cell else place.sheet)
    return f"{place.line}:{place.column or 1}" if place.line is not None else ""


def wrapped(text: str, columns: int) -> Iterator[str]:
    """Lines of at most ``columns`` columns, broken at blanks, else between clusters: no mark loses its letter."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer) <= columns:
            line = longer
            continue
        if line:
            yield line
        *full, line = list(_broken(word, columns))
        yield from full
    yield line


def _broken(word: str, columns: int) -> Iterator[str]:
    line, taken = "", 0
    for cluster in clusters(word) if width(word) > columns else [word]:
        size = width(cluster)
        if line and taken + size > columns:
            yield line
            line, taken = "", 0
        line, taken = line + cluster, taken + size
    yield line
