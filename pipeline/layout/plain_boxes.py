"""Boxes with nothing but plain lines and colours, drawn as rectangles; boxes without either, passed over.

What: solid borders of one colour and backgrounds of one colour, without round corners, are filled rectangles; a box
whose style has no background is known by its style.
Why: upstream cuts every border out of the page by a path of its own, and asks the style of every box for some twenty
properties. Tables of steps have thousands of cells.
Upstream: ``draw.draw_border``, ``draw.draw_background``, ``layout.background.layout_box_backgrounds``,
``css.check_math``. Only pages that :mod:`pipeline.layout.drawing` draws have their lines drawn so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import weasyprint.css
from weasyprint import draw
from weasyprint.css.properties import Dimension
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background as backgrounds

if TYPE_CHECKING:
    from collections.abc import Callable

_SIDES = ("top", "right", "bottom", "left")
_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
_SHARP = {f"border_{corner}_radius": (0, 0) for corner in _CORNERS}
_NO_IMAGE = frozenset({"none"})
_SIMPLE = frozenset({str, int, float, Dimension, type(None)})


def draw_border(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Draw the borders of a box."""

    def replacement(stream: Any, box: Any) -> None:  # noqa: ANN401 - the engine's
        top, right, bottom, left = (
            box.border_top_width, box.border_right_width, box.border_bottom_width, box.border_left_width,
        )  # fmt: skip
        if not (top or right or bottom or left):
            original(stream, box)
            return
        colour = _border_colour(box.style) if hasattr(stream, "draws_plainly") else None
        if colour is None or isinstance(box, boxes.PageBox):
            original(stream, box)
            return
        x, y, width, height = box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height()
        with stream.artifact():
            stream.set_color(colour)
            if top:
                stream.rectangle(x, y, width, top)
            if bottom:
                stream.rectangle(x, y + height - bottom, width, bottom)
            if left:
                stream.rectangle(x, y + top, left, height - top - bottom)
            if right:
                stream.rectangle(x + width - right, y + top, right, height - top - bottom)
            stream.fill()

    return replacement


def _border_colour(style: Any) -> Any:  # noqa: ANN401 - the engine's
    """The colour of plain borders, kept on the style; ``None`` where they are not plain."""
    kept = style.__dict__.get("saraban_border")
    if kept is None:
        kept = style.saraban_border = (_find_border_colour(style),)
    return kept[0]


def _find_border_colour(style: Any) -> Any:  # noqa: ANN401 - the engine's
    sides = [side for side in _SIDES if style[f"border_{side}_width"]]
    colours = [get_color(style, f"border_{side}_color") for side in sides]
    plain = (
        style["visibility"] == "visible"
        and _is_sharp(style)
        and style["border_image_source"][0] == "none"
        and style["column_width"] == "auto"
        and style["column_count"] == "auto"
        and all(style[f"border_{side}_style"] == "solid" for side in sides)
        and len(set(colours)) == 1
        and colours[0].alpha == 1
    )
    return colours[0] if plain else None


def _is_sharp(style: Any) -> bool:  # noqa: ANN401 - the engine's
    return all((0, "px") in style[f"border_{corner}_radius"] for corner in _CORNERS)


def draw_background(original: Callable[..., None]) -> Callable[..., None]:
    """Draw the background of a box."""

    def replacement(
        stream: Any,  # noqa: ANN401 - the engine's
        background: Any,  # noqa: ANN401 - the engine's
        clip_box: bool = True,  # noqa: FBT001, FBT002 - the signature of the engine
        bleed: Any = None,  # noqa: ANN401 - the engine's
        marks: Any = (),  # noqa: ANN401 - the engine's
    ) -> None:
        if background is None:
            return
        if clip_box and not marks and hasattr(stream, "draws_plainly") and _is_plain(background):
            with stream.artifact():
                stream.set_color(background.color)
                stream.rectangle(*background.layers[0].painting_area)
                stream.fill()
            return
        original(stream, background, clip_box, bleed, marks)

    return replacement


def _is_plain(background: Any) -> bool:  # noqa: ANN401 - the engine's
    """Whether a background is one colour in one rectangle."""
    if len(background.layers) != 1 or background.color.alpha != 1 or background.style["box_shadow"]:
        return False
    (layer,) = background.layers
    if layer.image is not None or len(layer.clipped_boxes) != 1:
        return False
    ((*rectangle, one, two, three, four),) = layer.clipped_boxes
    return tuple(rectangle) == tuple(layer.painting_area) and not any((*one, *two, *three, *four))


def layout_box_backgrounds(original: Callable[..., None]) -> Callable[..., None]:
    """Find out the backgrounds of a box and those in it."""

    def replacement(
        page: Any,  # noqa: ANN401 - the engine's
        box: Any,  # noqa: ANN401 - the engine's
        get_image_from_uri: Any,  # noqa: ANN401 - the engine's
        layout_children: bool = True,  # noqa: FBT001, FBT002 - the signature of the engine
        style: Any = None,  # noqa: ANN401 - the engine's
    ) -> None:
        if style is not None or box is page or not _is_bare(box.style):
            original(page, box, get_image_from_uri, layout_children, style)
            return
        box.__dict__.update(_SHARP)
        box.background = None
        if layout_children:
            for child in box.all_children():
                replacement(page, child, get_image_from_uri)

    return replacement


def _is_bare(style: Any) -> bool:  # noqa: ANN401 - the engine's
    """Whether a style has neither background nor round corners, kept on the style."""
    kept: bool | None = style.__dict__.get("saraban_bare")
    if kept is None:
        kept = style.saraban_bare = (
            _is_sharp(style)
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and {kind for kind, _ in style["background_image"]} <= _NO_IMAGE
            and not style["box_shadow"]
            and get_color(style, "background_color").alpha == 0
        )
    return kept


def check_math(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Whether a value of a property has functions to be worked out."""

    def replacement(token: Any) -> Any:  # noqa: ANN401 - the engine's
        kind = type(token)
        if kind in _SIMPLE or (kind is tuple and all(type(item) in _SIMPLE for item in token)):
            return None
        return original(token)

    return replacement


def install() -> None:
    """Put the replacements in (called once by :mod:`pipeline.layout.engine`)."""
    draw.draw_border = draw_border(draw.draw_border)
    draw.draw_background = draw_background(draw.draw_background)
    backgrounds.layout_box_backgrounds = layout_box_backgrounds(backgrounds.layout_box_backgrounds)
    weasyprint.css.check_math = check_math(weasyprint.css.check_math)
