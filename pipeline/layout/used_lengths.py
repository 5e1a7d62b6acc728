"""Used lengths of a box, worked out once per style where nothing in it depends on what is around the box.

What: margins, paddings, borders and sizes of a style without percentages are kept on the style and copied to its
boxes; a book has tens of thousands of boxes of some hundred styles.
Why: upstream asks the style for each of some twenty lengths, for every box, every time the box is laid out.
Upstream: ``layout.percent.resolve_percentages``, which other modules of ``layout`` import by name.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

if TYPE_CHECKING:
    from collections.abc import Callable

_MODULES = ("absolute", "block", "column", "flex", "float", "grid", "inline", "page", "preferred", "replaced", "table")
_SIDES = ("top", "right", "bottom", "left")
_SPACES = tuple(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES)
_SIZES = ("width", "height", "min_width", "min_height", "max_width", "max_height")
_LEAST = frozenset({"min_width", "min_height"})
_UNKNOWN = object()


def resolve_percentages(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Set the used lengths of a box; what depends on its containing block is left to upstream."""

    def replacement(box: Any, containing_block: Any) -> None:  # noqa: ANN401 - the engine's
        style = box.style
        kept = style.__dict__.get("saraban_lengths")
        sizes = [style[name] for name in _SIZES]
        if kept is None or kept[0] != sizes:  # some layouts (flex) change sizes of a style that they have copied
            kept = style.saraban_lengths = (sizes, _lengths(style))
        lengths = kept[1]
        if lengths is None or isinstance(box, boxes.PageBox):
            original(box, containing_block)
        else:
            box.__dict__.update(lengths)

    return replacement


def _lengths(style: Any) -> dict[str, Any] | None:  # noqa: ANN401 - the engine's
    """Lengths by name; ``None`` where some of them depend on more than the style."""
    if style["box_sizing"] != "content-box" or style["border_collapse"] == "collapse":
        return None
    lengths: dict[str, Any] = {f"border_{side}_width": style[f"border_{side}_width"] for side in _SIDES}
    for name in (*_SPACES, *_SIZES):
        length = _length(style[name])
        if length is _UNKNOWN:
            return None
        lengths[name] = 0 if length == "auto" and name in _LEAST else length
    return lengths


def _length(value: Any) -> Any:  # noqa: ANN401 - the engine's
    if value == "auto":
        return value
    return value.value if getattr(value, "unit", "").lower() == "px" else _UNKNOWN


def install() -> None:
    """Put the replacement in (called once by :mod:`pipeline.layout.engine`)."""
    original = import_module("weasyprint.layout.percent").resolve_percentages
    ours = resolve_percentages(original)
    for module in [import_module(f"weasyprint.layout.{name}") for name in _MODULES]:
        if getattr(module, "resolve_percentages", None) is original:
            setattr(module, "resolve_percentages", ours)  # noqa: B010 - mypy takes a function for a constant
