"""The head of a table on its first page and on those that follow."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

_CONTINUED = "continued"


def header_of(table: Any, *, first: bool) -> Any:  # noqa: ANN401 - the engine's
    """The head for a page; elements of class ``continued`` are left out on the table's first page."""
    heads = table.__dict__.get("saraban_heads")
    if heads is None:
        header = table.children[0]
        repeated = header.copy()
        repeated.saraban_repeated = True
        heads = table.saraban_heads = (_without_continued(header), repeated)
    return heads[0 if first else 1]


def _without_continued(header: Any) -> Any:  # noqa: ANN401 - the engine's
    if not any(_is_continued(box) for box in header.descendants()):
        return header
    copy = header.deepcopy()
    _leave_out(copy)
    return copy


def _leave_out(box: Any) -> None:  # noqa: ANN401 - the engine's
    if isinstance(box, boxes.ParentBox):
        box.children = [child for child in box.children if not _is_continued(child)]
        for child in box.children:
            _leave_out(child)


def _is_continued(box: Any) -> bool:  # noqa: ANN401 - the engine's
    element = box.element
    return (
        element is not None
        and box.element_tag == element.tag
        and _CONTINUED in (element.get("class") or "").split()
        and not isinstance(box, boxes.TextBox)
    )
