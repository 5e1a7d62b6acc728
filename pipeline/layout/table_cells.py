"""Cells of a row of a table, see :mod:`pipeline.layout.tables`. Places and lengths are px."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.layout import block
from weasyprint.layout.block import block_container_layout
from weasyprint.layout.table import add_top_padding, cell_baseline
from weasyprint.logger import LOGGER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.layout.table_rows import RowGroups


class Row(NamedTuple):
    """Cells laid out.

    ``resume_at`` says by number of cell where the next page goes on, ``halting`` that a cell shows nothing of its
    content on this page.
    """

    cells: list[Any]
    resume_at: dict[int, Any]
    halting: bool


def lay_out_cells(
    groups: RowGroups,
    cells: Iterable[tuple[int | None, Any]],
    y: float,
    bottom_space: float,
    skip: dict[int, Any] | None,
    *,
    page_is_empty: bool,
) -> Row:
    """Lay out the cells of a row at ``y``. Cells come with their number; the rests of spanning cells have none."""
    done: list[Any] = []
    resume_at: dict[int, Any] = {}
    halting = False
    for number, cell in cells:
        if not _place(groups, cell, y):
            LOGGER.warning("This row has more columns than the table, ignored cells")
            break
        cell_skip = None
        if skip:
            cell_skip = skip.get(-1 if number is None else number, {len(cell.children): None})
        new_cell, cell_resume = _lay_out(groups, cell, bottom_space, cell_skip, page_is_empty=page_is_empty)
        new_cell.remove_decoration(start=cell_skip is not None, end=False)
        if cell_resume and number is not None:
            resume_at[number] = cell_resume
        new_cell.empty = not any(child.is_floated() or child.is_in_normal_flow() for child in new_cell.children)
        halting |= new_cell.empty and not skip and cell_resume is not None
        new_cell.content_height = new_cell.height
        if new_cell.computed_height != "auto":
            new_cell.height = max(new_cell.height, new_cell.computed_height)
        done.append(new_cell)
    _set_baselines(done)
    return Row(done, resume_at, halting)


def _place(groups: RowGroups, cell: Any, y: float) -> bool:  # noqa: ANN401 - the engine's
    """Give a cell its place and width; ``False`` where the table has no such column."""
    table = groups.table
    widths = table.column_widths[cell.grid_x : cell.grid_x + cell.colspan]
    cell.colspan = len(widths)
    if not widths:
        return False
    block.resolve_percentages(cell, containing_block=table)
    cell.position_x, cell.position_y = table.column_positions[cell.grid_x], y
    cell.margin_top = cell.margin_left = 0
    cell.width = 0
    cell.width = sum(widths) + groups.spacing_x * (len(widths) - 1) - cell.border_width()
    cell.computed_height, cell.height = cell.height, "auto"
    return True


def _lay_out(
    groups: RowGroups,
    cell: Any,  # noqa: ANN401 - the engine's
    bottom_space: float,
    skip: Any,  # noqa: ANN401 - the engine's
    *,
    page_is_empty: bool,
) -> tuple[Any, Any]:
    """The part of a cell that fits, and where to resume."""
    if not cell.children:
        new_cell = cell.copy_with_children([])
        new_cell.height = max(min(0, cell.max_height), cell.min_height)
        return new_cell, None
    style = cell.style
    if style["height"] != "auto":
        cell.style = style.copy()
        cell.style["height"] = "auto"
    new_cell, resume_at = _contents(groups, cell, bottom_space, skip, groups.placed, page_is_empty=page_is_empty)
    if new_cell is None:
        blank = cell.copy_with_children([])
        new_cell, _ = _contents(groups, blank, bottom_space, skip, ([], []), page_is_empty=True)
        resume_at = {0: None}
    cell.style = new_cell.style = style
    return new_cell, resume_at


def _contents(
    groups: RowGroups,
    cell: Any,  # noqa: ANN401 - the engine's
    bottom_space: float,
    skip: Any,  # noqa: ANN401 - the engine's
    placed: tuple[list[Any], list[Any]],
    *,
    page_is_empty: bool,
) -> tuple[Any, Any]:
    # fmt: off
    laid = block_container_layout(
        groups.context, cell, bottom_space, skip, page_is_empty=page_is_empty, absolute_boxes=placed[0],
        fixed_boxes=placed[1], adjoining_margins=None, first_letter_style=None, first_line_style=None, discard=False,
        max_lines=None,
    )
    # fmt: on
    return laid[0], laid[1]


def _set_baselines(cells: list[Any]) -> None:
    """Move the content of cells that share a baseline down to the lowest."""
    shared = []
    for cell in cells:
        align = cell.style["vertical_align"]
        cell.vertical_align = align if align in {"top", "middle", "bottom"} else "baseline"
        if cell.vertical_align == "baseline":
            cell.baseline = cell_baseline(cell)
            shared.append(cell)
    if shared:
        lowest = max(cell.baseline for cell in shared)
        for cell in shared:
            if extra := lowest - cell.baseline:
                add_top_padding(cell, extra)


def row_bottom(row: Any, ending: list[Any]) -> float:  # noqa: ANN401 - the engine's
    """Where a row ends: with the lowest of the cells that end in it."""
    lowest = max((cell.position_y + cell.border_height() for cell in ending), default=row.position_y)
    least = row.position_y if row.height == "auto" or not ending else row.position_y + row.height
    return float(max(lowest, least))


def fit_to_row(cell: Any, bottom: float) -> None:  # noqa: ANN401 - the engine's
    """Make a cell end at ``bottom``, its content where ``vertical-align`` says."""
    extra = bottom - cell.position_y - cell.border_height()
    if extra:
        if cell.vertical_align == "bottom":
            add_top_padding(cell, extra)
        elif cell.vertical_align == "middle":
            add_top_padding(cell, extra / 2)
            cell.padding_bottom += extra / 2
        else:
            cell.padding_bottom += extra
    if cell.computed_height != "auto":
        shift = {"middle": 0.5, "bottom": 1.0}.get(cell.vertical_align, 0.0) * (
            cell.computed_height - cell.content_height
        )
        if shift > 0:
            for child in cell.children:
                child.translate(dy=shift)


def close_spans(group: Any) -> None:  # noqa: ANN401 - the engine's
    """Let spanning cells that go on after the last row of a page end with it; the row grows where they need more."""
    last = group.children[-1]
    spans = [cell for row in group.children for cell in row.children if row.index + cell.rowspan - 1 > last.index]
    if not spans:
        return
    bottom = max(
        last.position_y + last.height,
        *(cell.position_y + cell.border_height() - max(cell.padding_bottom, 0) for cell in spans),
    )
    grown = bottom - last.position_y - last.height
    if grown:
        last.height += grown
        for row in group.children:
            for cell in row.children:
                if row.index + cell.rowspan - 1 == last.index:
                    cell.padding_bottom += grown
    for cell in spans:
        cell.padding_bottom += bottom - cell.position_y - cell.border_height()


def rest_of(group: Any, first: int) -> Iterator[Any]:  # noqa: ANN401 - the engine's
    """Empty cells that stand, in the first row of a page, for cells that span rows of the page before and this one."""
    for index, row in enumerate(group.children[:first]):
        for cell in row.children:
            rows_left = index + cell.rowspan - first
            if rows_left > 0:
                rest = cell.copy_with_children([])
                rest.rowspan = rows_left
                yield rest
