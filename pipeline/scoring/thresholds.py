"""Thresholds of a row of criteria: where each level begins, and whether more or less is better."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.scoring.criteria import POINTS, Criterion, read_cell
from pipeline.scoring.scorecard import NoScore

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

LEVELS = 5
_NOT_GIVEN = frozenset({"", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where a level begins. ``strict``: the number itself has not reached it (``> 90``)."""

    level: int
    number: Decimal
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The thresholds of the levels that have one, level 1 first; ``rising`` where more is better."""

    rising: bool
    all: tuple[Threshold, ...]

    def reached(self, value: Decimal, threshold: Threshold) -> bool:
        """Whether a result has reached a threshold."""
        if value == threshold.number:
            return not threshold.strict
        return (value > threshold.number) is self.rising


def line_of(cells: Sequence[str | None]) -> Thresholds | NoScore:
    """Thresholds to interpolate between: those of levels 1 and 5, and of all between them that are given.

    They rise or fall throughout. What a comparator or a range adds to its threshold does not bend the line.
    """
    given = _read(cells)
    if isinstance(given, NoScore):
        return given
    if not {1, LEVELS} <= set(given):
        return NoScore.CRITERIA_UNREADABLE
    rising = _rising(given)
    if rising is None or _contradicts(given, rising=rising):
        return NoScore.CRITERIA_NOT_ORDERED
    found = tuple(Threshold(level, cell.threshold(rising=rising)) for level, cell in given.items())
    return Thresholds(rising, found) if _ordered(found, rising=rising) else NoScore.CRITERIA_NOT_ORDERED


def stairs_of(cells: Sequence[str | None]) -> Thresholds | NoScore:
    """Thresholds to climb: a number or range is reached at its nearer end, a comparator where it holds.

    ``< 60`` at level 1 where more is better is what lies below all levels: it has no threshold.
    """
    given = _read(cells)
    if isinstance(given, NoScore):
        return given
    rising = _rising(given)
    if rising is None or _contradicts(given, rising=rising):
        return NoScore.CRITERIA_NOT_ORDERED
    found = tuple(
        Threshold(level, cell.threshold(rising=rising), cell.comparator is not None and cell.comparator.strict)
        for level, cell in given.items()
        if not _against(cell, rising=rising)
    )
    return Thresholds(rising, found) if found and _ordered(found, rising=rising) else NoScore.CRITERIA_NOT_ORDERED


def has_thresholds(cells: Sequence[str | None]) -> bool:
    """Whether a row tells where levels begin, not what they are worth (``3 คะแนน``) or a milestone's text."""
    given = _read(cells)
    return not isinstance(given, NoScore) and all(cell.unit != POINTS for cell in given.values())


def _read(cells: Sequence[str | None]) -> Mapping[int, Criterion] | NoScore:
    given: dict[int, Criterion] = {}
    for level, text in enumerate(cells, 1):
        if (text or "").strip() in _NOT_GIVEN:
            continue
        criterion = read_cell(text)
        if criterion is None:
            return NoScore.CRITERIA_UNREADABLE
        given[level] = criterion
    if len({cell.unit for cell in given.values() if cell.unit}) > 1:
        return NoScore.CRITERIA_UNREADABLE
    return given or NoScore.NO_CRITERIA


def _rising(given: Mapping[int, Criterion]) -> bool | None:
    """Whether more is better, by the first and the last cell; where both name one number, by the last one's sign."""
    cells = list(given.values())
    first, last = cells[0], cells[-1]
    if first.low != last.low:
        return first.low < last.low
    return None if last.comparator is None else last.comparator.upwards


def _against(cell: Criterion, *, rising: bool) -> bool:
    return cell.comparator is not None and cell.comparator.upwards is not rising


def _contradicts(given: Mapping[int, Criterion], *, rising: bool) -> bool:
    """``≤ 70`` above level 1 of numbers that rise may be the end of its level or a mistake: nobody can tell."""
    return any(level > 1 and _against(cell, rising=rising) for level, cell in given.items())


def _ordered(found: Sequence[Threshold], *, rising: bool) -> bool:
    """Each level begins beyond the one before, or at its number and beyond it (``90``, then ``> 90``)."""
    return all(
        (before.number < after.number) is rising
        if before.number != after.number
        else after.strict and not before.strict
        for before, after in pairwise(found)
    )
