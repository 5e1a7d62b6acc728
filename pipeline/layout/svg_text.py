"""Thai text in SVG pictures: set as a whole, like the text of the page.

What: a ``text`` or ``tspan`` is shaped and drawn in one piece, in the face of the document.
Why: upstream sets every character by itself, so that Thai marks stand on dotted circles and nothing reads back.
Text with a list of positions, one for each letter, is still left to upstream.
Upstream: ``svg.text.text``, reached through ``svg.TAGS``.
"""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING, Any

from weasyprint import svg as svg_package
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.draw import text as drawing
from weasyprint.matrix import Matrix
from weasyprint.svg.bounding_box import extend_bounding_box
from weasyprint.svg.text import Style, TextBox
from weasyprint.svg.utils import normalize, size

from pipeline.layout.setline import SetLine
from pipeline.layout.shaping import shape

if TYPE_CHECKING:
    from collections.abc import Callable

_LISTS = ("x", "y", "dx", "dy", "rotate")
_RISE = {
    "central": 0.3,
    "middle": 0.3,
    "text-before-edge": 0.8,
    "hanging": 0.8,
    "text-top": 0.8,
    "text-after-edge": -0.2,
    "text-bottom": -0.2,
}
"""How far below its usual place a baseline goes, in em, as upstream has it."""


def text(original: Callable[..., None]) -> Callable[..., None]:
    """Draw a text node in one piece."""

    def replacement(svg: Any, node: Any, font_size: float) -> None:  # noqa: ANN401 - the engine's
        lists = {key: normalize(node.attrib.get(key, "")).split() for key in _LISTS}
        if not node.text or any(len(values) > 1 for values in lists.values()):
            original(svg, node, font_size)
            return
        x, y, right, down, turn = (_number(svg, key, lists[key], font_size) for key in _LISTS)
        line = _line(svg, node, font_size)
        if x is not None:
            svg.cursor_d_position[0] = 0
        if y is not None:
            svg.cursor_d_position[1] = 0
        svg.cursor_d_position[0] += right or 0
        svg.cursor_d_position[1] += down or 0
        x = svg.cursor_position[0] if x is None else x
        y = svg.cursor_position[1] if y is None else y
        width = line.width + line.gap * line.clusters
        svg.cursor_position = x + width, y
        x += svg.cursor_d_position[0]
        y += svg.cursor_d_position[1] + _rise(node) * font_size
        _draw(svg, node, font_size, line, (x, y, width, radians(turn or 0)))

    return replacement


def _number(svg: Any, key: str, values: list[str], font_size: float) -> float | None:  # noqa: ANN401 - the engine's
    if not values:
        return None
    if key == "rotate":
        return float(values[0])
    room = svg.inner_width if key.endswith("x") else svg.inner_height
    return float(size(values[0], font_size, room))


def _rise(node: Any) -> float:  # noqa: ANN401 - the engine's
    return _RISE.get(node.get("dominant-baseline", node.get("alignment-baseline", "")), 0.0)


def _line(svg: Any, node: Any, font_size: float) -> SetLine:  # noqa: ANN401 - the engine's
    style = Style()
    style.update(INITIAL_VALUES)
    style.font_config = svg.font_config
    weight = {"normal": "400", "bold": "700"}.get(node.get("font-weight", "400"), node.get("font-weight", "400"))
    style["font_family"] = ("sans-serif",)  # a picture has no face of its own
    style["font_weight"] = int(weight) if weight.isdigit() else 400
    style["font_style"] = "italic" if node.get("font-style") in {"italic", "oblique"} else "normal"
    style["font_size"] = font_size
    style["lang"] = "th"
    shaped = shape(node.text, style)
    line = SetLine(shaped, 0, len(shaped.data))
    line.gap = svg.length(node.get("letter-spacing"), font_size)
    return line


def _draw(svg: Any, node: Any, font_size: float, line: SetLine, place: tuple[float, float, float, float]) -> None:  # noqa: ANN401
    x, y, width, turn = place
    metrics = line.shaped.metrics
    top = y - metrics.baseline
    node.text_bounding_box = extend_bounding_box(node.text_bounding_box, ((x, top), (x + width, top + metrics.height)))
    svg.stream.push_state()
    fill, stroke = svg.set_graphical_state(node, font_size)
    svg.stream.begin_text()
    svg.fill_stroke(fill, stroke, text=True)
    matrix = Matrix(d=-1, e=x, f=y)
    if turn:
        matrix = Matrix(cos(turn), sin(turn), sin(turn), -cos(turn), x, y)
    box = TextBox(line, line)
    drawing.draw_first_line(svg.stream, box, "none", "none", matrix)
    svg.stream.end_text()
    svg.stream.pop_state()


def install() -> None:
    """Put the replacement in (called once by :mod:`pipeline.layout.engine`)."""
    original = svg_package.text
    ours = text(original)
    svg_package.text = ours
    for tag, function in svg_package.TAGS.items():
        if function is original:
            svg_package.TAGS[tag] = ours
