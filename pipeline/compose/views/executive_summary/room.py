"""How much finds room (เนื้อที่): the document keeps to four pages, however many divisions there are.

The first page is for figures, changes and pictures; the other three for the projects that need attention, the table
and the notes. Heights are estimated, a little on the tall side, in mm.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from pipeline.compose.charts.parts import parts_height
from pipeline.compose.views.columns import USUAL_WIDTH, type_height
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

_BODY_LINE, _LINE = 21 * _MM, 16 * _MM
_PADDING, _SIDES, _RAGGED = 3.5 * _MM, 2.4, 1.1
_HEADING, _HEAD, _BLOCK, _AFTER, _MORE = 33 * _MM, 49 * _MM, 20 * _MM, 8 * _MM, 23 * _MM
"""A heading, the head of a table, the title of a block of rows, the space after a table, and the line behind one."""

_NOTES = 11 * _LINE
"""On a page of the usual width."""

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
    room = type_height(house) - _ABOVE_CHART - _lines(changes, width, 1) * _BODY_LINE
    most = min(len(scope.parts), _MOST_BARS)
    while most > _FEWEST:
        names = [options.numerals.typed(name) for name in limited_names(scope.parts, most, scope.what)]
        if parts_height(names, width) <= room:
            break
        most -= 1
    return limited(scope.parts, most, scope.what)


def rows(scope: Scope, concerns: ConcernTable, house: House, name_width: float) -> Shown:
    """The parts and strategies that the table shows: as many as find room on the pages after the first.

    Strategies give way before parts do where there are more than half as many of them.
    """
    most_parts, most_strategies = len(scope.parts), len(scope.strategies)
    height = type_height(house)
    while max(most_parts, most_strategies) > _FEWEST:
        names = (
            limited_names(scope.parts, most_parts, scope.what),
            limited_names(scope.strategies, most_strategies, STRATEGIES),
        )
        if _pages(concerns, _heights(names, name_width), height) <= _PAGES:
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
    with_notes = sum(heights) + _AFTER + _HEADING + _notes_height(concerns)
    whole = few and _pages(concerns, [with_notes], height, notes=False) <= _pages(concerns, heights, height)
    return Shown(parts, strategies, whole)


def _heights(blocks: Sequence[Sequence[str]], name_width: float) -> list[float]:
    """Heights of the rows of the table, the titles of its blocks among them."""
    lines = (max(2, _lines(name, name_width - _SIDES, SIZE)) for block in blocks for name in block)
    return [_BLOCK for _ in blocks] + [count * _LINE + _PADDING for count in lines]


def _notes_height(concerns: ConcernTable) -> float:
    return _NOTES * USUAL_WIDTH / sum(concerns.widths)


def _pages(concerns: ConcernTable, heights: Sequence[float], page_height: float, *, notes: bool = True) -> int:
    """How many pages all takes that stands after the first page, with a table of rows of these heights."""
    flow = _Flow(page_height)
    flow.add(_HEADING + _HEAD)
    for height in _concern_heights(concerns):
        flow.add(height, _HEAD)
    flow.add(_AFTER + (_MORE if concerns.more else 0))
    first = _HEADING + _HEAD + 2 * _LINE + _PADDING
    flow.add(first + heights[0] if heights else first)
    for height in heights[1:]:
        flow.add(height, _HEAD)
    if notes:
        flow.add(_AFTER + _HEADING + _notes_height(concerns))
    return flow.page


def _concern_heights(concerns: ConcernTable) -> Iterator[float]:
    """Heights of the rows of projects that need attention."""
    _, name, why, *_ = concerns.widths
    for row in concerns.rows:
        told = _lines(f"{row.code} {row.name}", name - _SIDES, SIZE) + _lines(row.place, name - _SIDES, SIZE)
        yield max(told, _lines(row.reasons, why - _SIDES, SIZE), 2) * _LINE + _PADDING


def _lines(text: str, width: float, size: float) -> int:
    return max(1, ceil(body_mm(text) * size * _RAGGED / max(width, 5.0)))
