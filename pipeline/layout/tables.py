"""Tables over pages, in place of ``table_layout``.

What differs from upstream, for tables with separate borders that run from left to right (others are left to it):

* the head says "(ต่อ)" (elements of class ``continued``) on every page but the table's first, where it is not laid out;
  repeated heads are marked, so that they become artefacts of the page
* a group of rows that avoids breaks moves to the next page as a whole, also where it is the table's first, and is
  broken between rows only where no page would hold it; the head stays in any case
* a row that may break does so only where every cell of it shows something; else it moves as a whole
* where a spanning cell is cut by the end of a page, it ends with the last row of the page, and goes on, empty, with
  the next
* what a page shows of a table is as high as its rows: upstream counts rows that it moved to the next page, also where
  what stands behind the table took them along
* a cell without content is not laid out, only sized.

Upstream: ``layout.table.table_layout`` and ``layout.block.find_earlier_page_break``, called from ``layout.block``.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure.boxes import TableBox
from weasyprint.layout import block as upstream
from weasyprint.layout.block import avoid_page_break, block_level_page_break, force_page_break, remove_placeholders
from weasyprint.layout.table import _find_earlier_page_break

from pipeline.layout.table_heads import header_of
from pipeline.layout.table_rows import RowGroups, settle

if TYPE_CHECKING:
    from collections.abc import Callable

_NO_BREAK = {"break": "any", "page": None}


def table_layout(original: Callable[..., Any]) -> Callable[..., Any]:
    """Lay out the part of a table that fits on a page."""

    def replacement(
        context: Any,  # noqa: ANN401 - the engine's
        table: Any,  # noqa: ANN401 - the engine's
        bottom_space: float,
        skip_stack: Any,  # noqa: ANN401 - the engine's
        containing_block: Any,  # noqa: ANN401 - the engine's
        page_is_empty: bool,  # noqa: FBT001 - the signature of the engine
        absolute_boxes: list[Any],
        fixed_boxes: list[Any],
    ) -> Any:  # noqa: ANN401 - the engine's
        if table.style["border_collapse"] == "collapse" or table.style["direction"] != "ltr":
            return original(
                context, table, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes
            )
        return _Table(context, table, bottom_space, skip_stack, absolute_boxes, fixed_boxes).lay_out(page_is_empty)

    return replacement


class _Table:
    """A table on one page."""

    def __init__(
        self,
        context: Any,  # noqa: ANN401 - the engine's
        table: Any,  # noqa: ANN401 - the engine's
        bottom_space: float,
        skip_stack: Any,  # noqa: ANN401 - the engine's
        absolute_boxes: list[Any],
        fixed_boxes: list[Any],
    ) -> None:
        self._context = context
        self._table = table
        self._bottom_space = bottom_space
        self._skip_stack = skip_stack
        self._placed = absolute_boxes, fixed_boxes
        self._header = self._footer = None
        if table.children and table.children[0].is_header:
            self._header = header_of(table, first=skip_stack is None)
        if table.children and table.children[-1].is_footer:
            self._footer = table.children[-1]

    def lay_out(self, page_is_empty: bool) -> Any:  # noqa: ANN401, FBT001 - the engine's
        """What ``table_layout`` returns."""
        table = self._table
        starts_open = self._skip_stack is not None and self._header is None
        table.remove_decoration(starts_open, end=False)
        self._groups = RowGroups(self._context, table, *self._placed)
        top = table.content_box_y()
        if self._skip_stack is None:
            top += self._groups.spacing_y
        children, bottom, resume_at, next_page = self._fill(top, page_is_empty)
        if children is None:
            return None, None, next_page, [], False
        table = table.copy_with_children(children)
        table.remove_decoration(starts_open, end=resume_at is not None and self._footer is None)
        height = 0 if table.height == "auto" else table.height
        table.height = max(height, bottom - table.content_box_y())
        self._set_columns(table, top, bottom)
        if resume_at and not page_is_empty and avoid_page_break(table.style["break_inside"], self._context):
            remove_placeholders(self._context, [table], *self._placed)
            return None, None, next_page, [], False
        return table, resume_at, next_page, [], False

    def _fill(self, top: float, page_is_empty: bool) -> tuple[list[Any] | None, float, Any, Any]:  # noqa: FBT001
        """Head, rows and foot that fit: (groups, where they end, where to resume, next page).

        A page with nothing else on it takes rows that avoid breaks and do not fit, and as a last resort leaves head
        or foot out.
        """
        has_rows = any(not group.is_header and not group.is_footer for group in self._table.children)
        header = self._edge(self._header, top, page_is_empty)
        footer = self._edge(self._footer, top, page_is_empty)
        tries = [(header, footer), (header, None), (None, footer), (None, None)]
        tries = [pair for number, pair in enumerate(tries) if pair not in tries[:number]]
        forced = (False, True) if page_is_empty and (header or footer) else (page_is_empty,)
        for head, foot in tries:
            below = head.height + self._groups.spacing_y if head else 0
            above = foot.height + self._groups.spacing_y if foot else 0
            for force in forced:
                rows, resume_at, next_page, bottom = self._rows(top + below, self._bottom_space + above, force)
                if rows or not has_rows or not page_is_empty:
                    if rows is None:
                        return None, bottom, None, next_page
                    if foot:
                        foot.translate(dy=bottom - foot.position_y)
                    groups = [*([head] if head else []), *rows, *([foot] if foot else [])]
                    return groups, bottom + above, resume_at, next_page
        return None, top, None, _NO_BREAK

    def _edge(self, group: Any, top: float, page_is_empty: bool) -> Any:  # noqa: ANN401, FBT001 - the engine's
        """Head or foot, where it fits as a whole."""
        if group is None:
            return None
        space = self._bottom_space if page_is_empty else -inf
        laid, resume_at, _ = self._groups.group(group, top, space, None, page_is_empty=False)
        return None if resume_at else laid

    def _rows(self, y: float, bottom_space: float, page_is_empty: bool) -> tuple[Any, Any, Any, float]:  # noqa: FBT001
        """The groups of rows that fit: (groups, where to resume, next page, where they end)."""
        first, skip = next(iter(self._skip_stack.items())) if self._skip_stack else (0, None)
        done: list[Any] = []
        next_page: dict[str, Any] = dict(_NO_BREAK)
        start = y
        for index, group in enumerate(self._table.children[first:], first):
            if group.is_header or group.is_footer:
                continue
            group.index = index
            if done:
                page_break = block_level_page_break(done[-1], group)
                if force_page_break(page_break, self._context):
                    return done, {index: None}, {"break": page_break, "page": None}, y
            laid, resume_at, next_page = self._groups.group(group, y, bottom_space, skip, page_is_empty=page_is_empty)
            skip = None
            if laid is None:
                return self._break_before(group, index, done, next_page, page_is_empty, start)
            done.append(laid)
            y += laid.height + self._groups.spacing_y
            page_is_empty = False
            if resume_at:
                return done, {index: resume_at}, next_page, y
        return done, None, next_page, y

    def _break_before(
        self,
        group: Any,  # noqa: ANN401 - the engine's
        index: int,
        done: list[Any],
        next_page: Any,  # noqa: ANN401 - the engine's
        page_is_empty: bool,  # noqa: FBT001
        start: float,
    ) -> tuple[Any, Any, Any, float]:
        """End the page before a group, or earlier where the rows before it hold on to it."""
        kept, resume_at = _find_earlier_page_break(self._context, group, index, done, page_is_empty, *self._placed)
        if resume_at is None:
            return None, None, next_page, start
        if kept:
            settle(kept[-1])
            start = kept[-1].position_y + kept[-1].height + self._groups.spacing_y
        return kept, resume_at, next_page, start

    def _set_columns(self, table: Any, top: float, bottom: float) -> None:  # noqa: ANN401 - the engine's
        """Give columns, which have nothing but backgrounds, their places."""
        table.column_groups = tuple(group.deepcopy() for group in table.column_groups)
        height = bottom - top - (self._groups.spacing_y if table.children else 0)
        for group in table.column_groups:
            upstream.resolve_percentages(group, containing_block=table)
            for column in group.children:
                upstream.resolve_percentages(column, containing_block=table)
                known = column.grid_x < len(table.column_positions)
                column.position_x = table.column_positions[column.grid_x] if known else 0
                column.position_y = top if known else 0
                column.width = table.column_widths[column.grid_x] if known else 0
                column.height = height if known else 0
                column.get_cells = _cells_of(table, column)
            first, last = group.children[0], group.children[-1]
            group.position_x, group.position_y = first.position_x, top
            group.width, group.height = last.position_x + last.width - first.position_x, height


def find_earlier_page_break(original: Callable[..., Any]) -> Callable[..., Any]:
    """Find the page break that comes earlier; a table which it cuts ends with the rows that stay.

    It is asked for where something that avoids a break before it, a note below a table, does not fit any more.
    """

    def replacement(
        context: Any,  # noqa: ANN401 - the engine's
        children: list[Any],
        absolute_boxes: list[Any],
        fixed_boxes: list[Any],
    ) -> Any:  # noqa: ANN401 - the engine's
        result = original(context, children, absolute_boxes, fixed_boxes)
        last = result[0][-1] if result and result[0] else None
        if isinstance(last, TableBox) and result[1].get(last.index):
            _end_with_rows(last)
        return result

    return replacement


def _end_with_rows(table: Any) -> None:  # noqa: ANN401 - the engine's
    """Cut a table off below its last row. Its bottom border goes, that of a cut row stays."""
    if table.style["border_collapse"] == "collapse" or not table.children:
        return
    last = table.children[-1]
    settle(last)
    table.remove_decoration(start=False, end=True)
    table.height = last.position_y + last.height + table.style["border_spacing"][1] - table.content_box_y()


def _cells_of(table: Any, column: Any) -> Callable[[], list[Any]]:  # noqa: ANN401 - the engine's
    def cells() -> list[Any]:
        rows = (row for group in table.children for row in group.children)
        return [cell for row in rows for cell in row.children if cell.grid_x == column.grid_x]

    return cells


def install() -> None:
    """Put the replacement in (called once by :mod:`pipeline.layout.engine`)."""
    upstream.table_layout = table_layout(upstream.table_layout)
    upstream.find_earlier_page_break = find_earlier_page_break(upstream.find_earlier_page_break)
