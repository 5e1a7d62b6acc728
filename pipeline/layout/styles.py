"""A computed style of the engine as plain values."""

from __future__ import annotations

from typing import Any, Literal

from pipeline.layout.types import Border, Borders, ComputedStyle, Sides

_PT = 0.75
_BOLD = 600
_SIDES = ("top", "right", "bottom", "left")


def computed_style(style: Any) -> ComputedStyle:  # noqa: ANN401 - a type of the engine
    """What the stylesheet computed, lengths in pt."""
    return ComputedStyle(
        display=_display(style["display"]),
        font_family=tuple(style["font_family"]),
        font_size=style["font_size"] * _PT,
        bold=style["font_weight"] >= _BOLD,
        italic=style["font_style"] != "normal",
        underline="underline" in style["text_decoration_line"],
        color=_colour(style, "color") or "000000",
        background=_colour(style, "background_color"),
        text_align=_alignment(style),
        text_indent=_length(style["text_indent"]),
        line_height=_line_height(style),
        margin=Sides(*(_length(style[f"margin_{side}"]) for side in _SIDES)),
        padding=Sides(*(_length(style[f"padding_{side}"]) for side in _SIDES)),
        borders=Borders(*(_border(style, side) for side in _SIDES)),
        vertical_align=_keyword(style["vertical_align"]),
        list_style=_keyword(style["list_style_type"]),
        white_space=style["white_space"],
        page=style["page"] if style["page"] != "auto" else "",
        break_before=style["break_before"],
        break_after=style["break_after"],
        break_inside=style["break_inside"],
    )


def _display(value: tuple[str, ...]) -> str:
    """The CSS keyword that people write, of the pair (outside, inside) that the engine keeps."""
    if "list-item" in value:
        return "list-item"
    outside, *inside = value
    if inside == ["flow-root"]:
        return "inline-block" if outside == "inline" else "block"
    if inside in ([], ["flow"]):
        return outside
    return inside[0] if outside == "block" else f"{outside}-{inside[0]}"


def _length(value: Any) -> float:  # noqa: ANN401 - a type of the engine
    """Points of a computed length; ``auto`` and percentages of an unknown width count as 0."""
    if value == "auto" or getattr(value, "unit", "") not in {"px", "PX"}:
        return 0.0
    return float(value.value) * _PT


def _line_height(style: Any) -> float | None:  # noqa: ANN401 - a type of the engine
    value = style["line_height"]
    if value == "normal":
        return None
    if isinstance(value, int | float):
        return float(value * style["font_size"] * _PT)
    return _length(value)


def _colour(style: Any, key: str) -> str | None:  # noqa: ANN401 - a type of the engine
    from weasyprint.draw.color import get_color

    colour = get_color(style, key)
    *channels, alpha = colour.to("srgb")
    if not alpha:
        return None
    return "".join(f"{round(max(0.0, min(1.0, channel)) * 255):02X}" for channel in channels[:3])


def _border(style: Any, side: str) -> Border | None:  # noqa: ANN401 - a type of the engine
    line, width = style[f"border_{side}_style"], style[f"border_{side}_width"]
    if line in {"none", "hidden"} or not width:
        return None
    return Border(line, float(width) * _PT, _colour(style, f"border_{side}_color") or "000000")


def _alignment(style: Any) -> Literal["left", "right", "center", "justify"]:  # noqa: ANN401 - a type of the engine
    value = style["text_align_all"]
    if value in {"right", "center", "justify"}:
        return value  # type: ignore[no-any-return]
    return "right" if value == "end" else "left"


def _keyword(value: Any) -> str:  # noqa: ANN401 - a type of the engine
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return " ".join(str(part) for part in value if part)
    unit = getattr(value, "unit", None)
    return f"{value.value * _PT:g}pt" if unit == "px" else str(value)
