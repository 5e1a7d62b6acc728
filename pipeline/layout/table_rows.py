"""Rows of a table that fit on a page, see :mod:`pipeline.layout.tables`."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from weasyprint.layout import block
from weasyprint.layout.block import avoid_page_break, block_level_page_break, force_page_break, remove_placeholders
from weasyprint.layout.table import _find_earlier_page_break

from pipeline.layout.table_cells import close_spans, fit_to_row, lay_out_cells, rest_of, row_bottom

if TYPE_CHECKING:
    from pipeline.layout.table_cells import Row


class RowGroups:
    """Lays out the groups of rows of one table on one page. Places and lengths are px."""

    def __init__(
        self,
        context: Any,  # noqa: ANN401 - the engine's
        table: Any,  # noqa: ANN401 - the engine's
        absolute_boxes: list[Any],
        fixed_boxes: list[Any],
    ) -> None:
        self.context = context
        self.table = table
        self.placed = absolute_boxes, fixed_boxes
        self.spacing_x, self.spacing_y = table.style["border_spacing"]
        x = table.content_box_x()
        self.rows_x = x + self.spacing_x
        positions = []
        for width in table.column_widths:
            x += self.spacing_x
            positions.append(x)
            x += width
        self.rows_width = x - self.rows_x
        table.column_positions = positions

    def group(
        self,
        group: Any,  # noqa: ANN401 - the engine's
        y: float,
        bottom_space: float,
        skip_stack: Any,  # noqa: ANN401 - the engine's
        *,
        page_is_empty: bool,
    ) -> tuple[Any, Any, dict[str, Any]]:
        """As many rows of a group as fit: (group, where to resume, next page); no group where no row may be cut off."""
        context, table = self.context, self.table
        block.resolve_percentages(group, containing_block=table)
        group.position_x, group.position_y, group.width = self.rows_x, y, self.rows_width
        page: _Page = _Page(self, group, y, bottom_space, page_is_empty=page_is_empty)
        resume_at, next_page = page.fill(skip_stack)
        kept = page.rows
        if kept is None:
            return None, None, next_page
        avoid = avoid_page_break(group.style["break_inside"], context)
        if resume_at and not page_is_empty and (avoid or not kept):
            remove_placeholders(context, kept, *self.placed)
            return None, None, next_page
        new_group = group.copy_with_children(kept)
        new_group.remove_decoration(start=skip_stack is not None, end=resume_at is not None)
        settle(new_group)
        return new_group, resume_at, next_page


def settle(group: Any) -> None:  # noqa: ANN401 - the engine's
    """Make a group as high as the rows that it has, and spanning cells end with them."""
    if not group.children:
        group.height = 0
        return
    close_spans(group)
    last = group.children[-1]
    group.height = last.position_y + last.height - group.position_y


class _Page:
    """The rows of a group on a page, as they are added."""

    def __init__(self, groups: RowGroups, group: Any, y: float, bottom_space: float, *, page_is_empty: bool) -> None:  # noqa: ANN401
        self._groups = groups
        self._context = groups.context
        self._group = group
        self._y = y
        self._bottom_space = bottom_space
        self._was_empty = self._is_empty = page_is_empty
        self._ending: dict[int, list[Any]] = {}
        self.rows: list[Any] | None = []

    def fill(self, skip_stack: Any) -> tuple[Any, dict[str, Any]]:  # noqa: ANN401 - the engine's
        """Add rows until one does not fit; tells where to resume, and what page is next."""
        first, cells_skip = next(iter(skip_stack.items())) if skip_stack else (0, None)
        for index, row in enumerate(self._group.children[first:], first):
            row.index = index
            rows = self.rows or []
            if rows:
                page_break = block_level_page_break(rows[-1], row)
                if force_page_break(page_break, self._context):
                    return {index: None}, {"break": page_break, "page": None}
            rest = list(rest_of(self._group, first)) if first and index == first and not cells_skip else []
            done, resume_at = self._add(row, index, cells_skip, rest)
            cells_skip = None
            if done:
                return resume_at, {"break": "any", "page": None}
        return None, {"break": "any", "page": None}

    def _add(self, row: Any, index: int, skip: Any, rest: list[Any]) -> tuple[bool, Any]:  # noqa: ANN401 - the engine's
        """Add a row; tells whether the page is full, and where to resume."""
        laid = self._lay_out(row, skip, rest)
        resume_at = {index: laid.resume_at} if laid.resume_at else None
        if resume_at and not self._is_empty and (laid.halting or self._avoids_break(row)):
            return self._break_before(row, index, laid.cells)
        if resume_at:
            for cell in laid.cells:
                cell.remove_decoration(start=False, end=True)
        new_row = row.copy_with_children(laid.cells)
        next_y = self._set_height(new_row, index)
        if resume_at is None:
            next_y += self._groups.spacing_y
        elif all(cell.empty for cell in laid.cells):
            # No cell was displayed, give up row.
            next_y, self._is_empty, resume_at = inf, False, None
        if not self._is_empty and self._context.overflows_page(self._bottom_space, next_y):
            return self._break_before(row, index, laid.cells)
        if self.rows is not None:
            self.rows.append(new_row)
        self._y = next_y
        self._is_empty = False
        return resume_at is not None, resume_at

    def _lay_out(self, row: Any, skip: Any, rest: list[Any]) -> Row:  # noqa: ANN401 - the engine's
        groups = self._groups
        block.resolve_percentages(row, containing_block=groups.table)
        row.position_x, row.position_y, row.width = groups.rows_x, self._y, groups.rows_width
        cells = self._cells(row, rest)
        return lay_out_cells(groups, cells, self._y, self._bottom_space, skip, page_is_empty=self._is_empty)

    @staticmethod
    def _cells(row: Any, rest: list[Any]) -> list[tuple[int | None, Any]]:  # noqa: ANN401 - the engine's
        """The cells with their numbers, and rests of cells from the page before, from left to right."""
        cells: list[tuple[int | None, Any]] = list(enumerate(row.children))
        if rest:
            cells += [(None, cell) for cell in rest]
            cells.sort(key=lambda pair: pair[1].grid_x)
        return cells

    def _avoids_break(self, row: Any) -> bool:  # noqa: ANN401 - the engine's
        return any(avoid_page_break(box.style["break_inside"], self._context) for box in (row, *row.children))

    def _break_before(self, row: Any, index: int, cells: list[Any]) -> tuple[bool, Any]:  # noqa: ANN401 - the engine's
        """End the page before a row, or earlier where the rows before it hold on to it."""
        remove_placeholders(self._context, cells, *self._groups.placed)
        self.rows, resume_at = _find_earlier_page_break(
            self._context, row, index, self.rows, self._was_empty, *self._groups.placed
        )
        return True, resume_at

    def _set_height(self, row: Any, index: int) -> float:  # noqa: ANN401 - the engine's
        """Make a row as high as the cells that end in it; tells where it ends."""
        last = len(self._group.children) - 1
        for cell in row.children:
            self._ending.setdefault(min(index + cell.rowspan - 1, last), []).append(cell)
        ending = self._ending.pop(index, [])
        bottom = row_bottom(row, ending)
        row.height = bottom - row.position_y
        for cell in ending:
            fit_to_row(cell, bottom)
        return bottom
