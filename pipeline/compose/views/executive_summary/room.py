"""How much finds room (เนื้อที่): the document keeps to four pages, however many divisions there are.

The first page is for figures, changes and pictures; the other three for the projects that need attention, the table
and the notes. Heights are estimated, a little on the tall side, in mm.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from pipeline.compose.charts.parts import parts_height
from pipeline.compose.views.columns import type_height
from pipeline.compose.views.executive_summary.scope import STRATEGIES, limited, limited_names
from pipeline.compose.views.executive_summary.tables import SIZE
from pipeline.compose.widths import body_mm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.compose.composed import Options
    from pipeline.compose.views.executive_summary.concerns import ConcernTable
    from pipeline.compose.views.executive_summary.scope import Member, Scope
    from pipeline.model import House

_MM = 25.4 / 72
_ABOVE_CHART = 420 * _MM
"""What the first page holds beside the paragraph of changes and the chart of the parts."""

_PAGES = 3
"""Pages after the first."""

_BODY_LINE, _LINE, _NOTE_LINE = 21 * _MM, 15 * _MM, 14 * _MM
_PADDING, _SIDES, _RAGGED = 3.5 * _MM, 2.4, 1.1
_HEADING, _HEAD, _BLOCK, _AFTER, _MORE = 33 * _MM, 49 * _MM, 20 * _MM, 8 * _MM, 19 * _MM
"""A heading, the head of a table, the title of a block of rows, the space after a table, and the line behind one."""

_HALF_A_WORD = 6.0
"""What a line of a narrow column leaves empty, in mm."""

_NOTES_SIZE, _NOTES_OF_ROWS = 11 / 16, 2
"""Size of the notes, body text is 1; and how many lines they may have for what the table leaves out."""

_WITHOUT = 19 * _MM
"""The line below the heading that tells of agencies which are left out."""

_FEWEST, _MOST_BARS = 3, 14
_FEW = 12
"""A table of at most so many groups stays on one page with the notes where that costs none."""


class Shown(NamedTuple):
    """The rows of the table; ``whole``: it stays on one page, with the notes below it."""

    parts: tuple[Member, ...]
    strategies: tuple[Member, ...]
    whole: bool


@dataclass(slots=True)
class _Flow:
    """Rows laid one after the other: the page that is being filled, and how full it is."""

    page_height: float
    page: int = 1
    used: float = 0.0

    def add(self, height: float, head: float = 0.0) -> None:
        """A piece that does not break; ``head`` is repeated above it on a new page."""
        if self.used + height > self.page_height:
            self.page += 1
            self.used = head
        self.used += height


def bars(scope: Scope, changes: str, house: House, options: Options) -> tuple[Member, ...]:
    """The parts that the chart shows: as many as find room on the first page."""
    width = options.text_width
    above = _ABOVE_CHART + (_WITHOUT if scope.without else 0)
    room = type_height(house) - above - _lines(changes, width, 1) * _BODY_LINE
    most = min(len(scope.parts), _MOST_BARS)
    while most > _FEWEST:
        names = [options.numerals.typed(name) for name in limited_names(scope.parts, most, scope.what)]
        if parts_height(names, width) <= room:
            break
        most -= 1
    return limited(scope.parts, most, scope.what)


def rows(scope: Scope, concerns: ConcernTable, noted: Sequence[str], house: House, name_width: float) -> Shown:
    """The parts and strategies that the table shows: as many as find room on the pages after the first.

    Strategies give way before parts do where there are more than half as many of them. ``noted`` are the notes that
    follow, but those about rows.
    """
    below = _AFTER + _HEADING + _notes_height(noted, sum(concerns.widths))
    most_parts, most_strategies = len(scope.parts), len(scope.strategies)
    height = type_height(house)
    while max(most_parts, most_strategies) > _FEWEST:
        names = (
            limited_names(scope.parts, most_parts, scope.what),
            limited_names(scope.strategies, most_strategies, STRATEGIES),
        )
        if _pages(concerns, _heights(names, name_width), height, below) <= _PAGES:
            break
        if most_parts <= _FEWEST or most_strategies > max(_FEWEST, most_parts // 2):
            most_strategies -= 1
        else:
            most_parts -= 1
    parts = limited(scope.parts, most_parts, scope.what)
    strategies = limited(scope.strategies, most_strategies, STRATEGIES)
    heights = _heights([[member.group.name for member in block] for block in (parts, strategies)], name_width)
    everything = len(scope.parts) == len(parts) and len(scope.strategies) == len(strategies)
    few = everything and len(parts) + len(strategies) <= _FEW
    whole = few and _pages(concerns, [sum(heights) + below], height) <= _pages(concerns, heights, height, below)
    return Shown(parts, strategies, whole)


def _heights(blocks: Sequence[Sequence[str]], name_width: float) -> list[float]:
    """Heights of the rows of the table; the title of a block and its first two rows stay together."""
    found: list[float] = []
    for block in blocks:
        lines = (max(2, _lines(name, name_width - _SIDES, SIZE)) for name in block)
        own = [count * _LINE + _PADDING for count in lines]
        found += [_BLOCK + sum(own[:2]), *own[2:]] if own else []
    return found


def _notes_height(noted: Sequence[str], width: float) -> float:
    lines = sum(_lines(note, width, _NOTES_SIZE, ragged=1) for note in noted)
    return (lines + _NOTES_OF_ROWS) * _NOTE_LINE


def _pages(concerns: ConcernTable, heights: Sequence[float], page_height: float, below: float = 0.0) -> int:
    """How many pages all takes that stands after the first page, with a table of rows of these heights.

    ``below`` is the height of the notes with their heading.
    """
    flow = _Flow(page_height)
    flow.add(_HEADING + _HEAD)
    *projects, last = *_concern_heights(concerns), _AFTER + (_MORE if concerns.more else 0)
    if projects:
        last += projects.pop()
    for height in (*projects, last):
        flow.add(height, _HEAD)
    first = _HEADING + _HEAD + 2 * _LINE + _PADDING
    flow.add(first + heights[0] if heights else first)
    for height in heights[1:]:
        flow.add(height, _HEAD)
    flow.add(below)
    return flow.page


def _concern_heights(concerns: ConcernTable) -> Iterator[float]:
    """Heights of the rows of projects that need attention."""
    _, name, why, *_ = concerns.widths
    for row in concerns.rows:
        told = _lines(f"{row.code} {row.name}", name - _SIDES, SIZE) + _lines(row.place, name - _SIDES, SIZE)
        yield max(told, _lines(row.reasons, why - _SIDES, SIZE), 2) * _LINE + _PADDING


def _lines(text: str, width: float, size: float, ragged: float = _RAGGED) -> int:
    """Lines of a text in a column of ``width`` mm; in narrow ones words leave more of the lines empty."""
    used = min(width / ragged, width - _HALF_A_WORD) if ragged > 1 else width
    return max(1, ceil(body_mm(text) * size / max(used, 5.0)))
