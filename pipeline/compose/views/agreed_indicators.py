"""The table of a performance agreement: indicators with weights, targets, and what each level asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from pipeline.compose.views import framework_rows as rows
from pipeline.compose.views.columns import Cell, row_height, shared_out, table_height
from pipeline.compose.views.framework_rows import INDENT
from pipeline.compose.views.lines import MISSING
from pipeline.compose.views.targets import evaluation_target
from pipeline.compose.views.texts import plain
from pipeline.compose.widths import ems
from pipeline.model import Evaluation, ScoringScheme
from pipeline.scoring.figures import figure, half_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.composed import Options
    from pipeline.compose.digits import Numerals
    from pipeline.compose.views.framework_rows import Place
    from pipeline.model import CriterionRow, Dataset
    from pipeline.scoring import Framework, FrameworkDimension, FrameworkNode

LEVELS = 5
_SHORT_EMS = 6.0
"""Criteria that are no wider than this leave most of the table to the names."""

_LEADING = (13.0, 20.0, 28.0)
"""Shares of number, weight and target; the name has what these and the levels leave."""


@dataclass(frozen=True, slots=True)
class AgreedRow:
    """An indicator, or with ``heading`` the words between it and those below it.

    ``levels`` are the lines of each of five cells, none at all where the table has no levels. ``keep``: the row stays
    with the next; ``tall``: no page holds it, it may break.
    """

    number: str
    name: str
    depth: int
    weight: tuple[str, ...]
    target: str
    levels: tuple[tuple[str, ...], ...]
    heading: bool
    keep: bool
    tall: bool


@dataclass(frozen=True, slots=True)
class AgreedPart:
    """A dimension or component with its indicators."""

    title: str
    rows: tuple[AgreedRow, ...]


@dataclass(frozen=True, slots=True)
class AgreedTable:
    """The table; ``levels`` are the heads of its columns of criteria, none where it is not ``wide``."""

    parts: tuple[AgreedPart, ...]
    weight: str
    levels: tuple[tuple[str, ...], ...]
    wide: bool
    widths: tuple[float, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Maker:
    """What all rows are made from."""

    dataset: Dataset
    evaluation: Evaluation
    numerals: Numerals
    wide: bool
    widths: tuple[float, ...]


def agreed_table(dataset: Dataset, framework: Framework, options: Options) -> AgreedTable:
    """The whole framework, in landscape where any indicator has criteria."""
    evaluation, numerals = dataset.evaluation or Evaluation(), options.numerals
    cells = [cell for node in framework.walk() for line in criteria_cells(evaluation, node) for cell in line]
    wide = bool(cells)
    widths = _widths(options, cells)
    maker = _Maker(dataset, evaluation, numerals, wide, widths)
    whole = rows.whole_weight(framework)
    places = [place for part in framework.dimensions for place in rows.places(part)]
    return AgreedTable(
        parts=tuple(_part(maker, part) for part in framework.dimensions),
        weight=MISSING if whole is None else rows.percent_text(whole, numerals),
        levels=_heads(evaluation, framework, numerals) if wide else (),
        wide=wide,
        widths=widths,
        notes=rows.weight_notes(places, numerals),
    )


def criteria_cells(evaluation: Evaluation, node: FrameworkNode) -> tuple[tuple[str, ...], ...]:
    """What each level of an indicator asks for, in five cells of lines; nothing where it has no criteria.

    Of rows for several groups, the agency's own; all, with their names, while no group is chosen. Points out of the
    weight are computed where no criteria are given.
    """
    indicator = node.indicator
    if not indicator.criteria:
        return _points_of_weight(evaluation, node)
    own = [row for row in indicator.criteria if row.group is None or row.group == evaluation.group]
    chosen = own if evaluation.group and own else list(indicator.criteria)
    if len(chosen) == 1:
        return tuple((cell or MISSING,) for cell in chosen[0].cells)
    return tuple(tuple(f"{_row_name(row)}: {row.cells[level] or MISSING}" for row in chosen) for level in range(LEVELS))


def _row_name(row: CriterionRow) -> str:
    return " ".join(part for part in (row.group, row.label) if part) or MISSING


def _points_of_weight(evaluation: Evaluation, node: FrameworkNode) -> tuple[tuple[str, ...], ...]:
    if node.indicator.scheme is not ScoringScheme.WEIGHT or node.weight is None or node.children:
        return ()
    shares = [Fraction(node.weight) * level / LEVELS for level in range(1, LEVELS + 1)]
    return tuple((f"{figure(half_up(share, evaluation.decimals))} คะแนน",) for share in shares)


def _heads(evaluation: Evaluation, framework: Framework, numerals: Numerals) -> tuple[tuple[str, ...], ...]:
    """``ระดับ 1`` to ``ระดับ 5``, with what each is worth where that is the same for all indicators."""
    lowest = [node.indicator for node in framework.walk() if not node.children]
    scales = {indicator.scale or evaluation.scale for indicator in lowest}
    heads = [numerals.computed(f"ระดับ {level}") for level in range(1, LEVELS + 1)]
    if len(scales) != 1 or any(indicator.scheme is ScoringScheme.WEIGHT for indicator in lowest):
        return tuple((head,) for head in heads)
    points = next(iter(scales)).points
    return tuple(
        (head, f"({numerals.computed(plain(worth))} คะแนน)") for head, worth in zip(heads, points, strict=True)
    )


def _widths(options: Options, cells: list[str]) -> tuple[float, ...]:
    """Columns in mm: number, name, weight, target, levels."""
    number, weight, target = _LEADING
    if not cells:
        return shared_out(options.text_width, number, 160 - sum(_LEADING), weight, target)
    level = 19.0 if max(map(ems, cells)) <= _SHORT_EMS else 27.0
    name = 252 - sum(_LEADING) - LEVELS * level
    return shared_out(options.wide_text_width, number, name, weight, target, *[level] * LEVELS)


def _part(maker: _Maker, part: FrameworkDimension) -> AgreedPart:
    numerals = maker.numerals
    number = rows.part_number(maker.evaluation.word, part.dimension, numerals)
    weight = rows.part_weight(part)
    share = "" if weight is None else f" (ร้อยละ {rows.percent_text(weight, numerals)})"
    return AgreedPart(
        title=f"{number} {rows.part_name(part.dimension, numerals)}{share}",
        rows=tuple(_checked(maker, row) for row in _rows(maker, part)),
    )


def _rows(maker: _Maker, part: FrameworkDimension) -> Iterator[AgreedRow]:
    numerals = maker.numerals
    for place in rows.places(part):
        node, parent = place.node, bool(place.node.children)
        cells = criteria_cells(maker.evaluation, node)
        typed = tuple(tuple(map(numerals.typed, lines)) for lines in cells) or ((),) * LEVELS
        row = AgreedRow(
            number=numerals.typed(rows.with_dot(node.number)),
            name=numerals.typed(node.name),
            depth=place.depth,
            weight=rows.weight_lines(place, numerals) or _gap(place),
            target=numerals.typed(_target(maker.dataset, node)),
            levels=typed if maker.wide else (),
            heading=False,
            keep=parent,
            tall=False,
        )
        yield row
        if parent and node.indicator.below:
            below = numerals.typed(node.indicator.below)
            empty = ((),) * LEVELS if maker.wide else ()
            yield replace(
                row,
                number="",
                name=below,
                depth=place.depth + 1,
                weight=(),
                target="",
                levels=empty,
                heading=True,
            )


def _gap(place: Place) -> tuple[str, ...]:
    return (MISSING,) if place.lacks(lambda node: node.indicator.weight is not None) else ()


def _target(dataset: Dataset, node: FrameworkNode) -> str:
    """What a lowest indicator aims at; one above others only what was written for it."""
    return (node.indicator.target or "") if node.children else evaluation_target(dataset, node.indicator)


def _checked(maker: _Maker, row: AgreedRow) -> AgreedRow:
    """The row, told to break where no page holds it."""
    number, name, weight, target, *levels = maker.widths
    cells = [Cell((row.number,), number), Cell((row.name,), name - INDENT * row.depth), Cell(row.weight, weight)]
    cells += [Cell((row.target,), target), *map(Cell, row.levels, levels)]
    return replace(row, tall=row_height(cells) > table_height(maker.dataset.house, wide=maker.wide))
