"""A small canvas for SVG: lines, boxes, dots and real text, in points, with two decimals."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from markupsafe import escape

from pipeline.compose.widths import ems

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]

POINTS_PER_MM = 72 / 25.4
INK, GREY, PALE = "#000000", "#595959", "#D0D0D0"
"""Told apart without colour: black, a middle grey that copies well, a pale grey for the grid."""

_FAMILY = "Sarabun, 'TH Sarabun New', sans-serif"


@dataclass(slots=True)
class Canvas:
    """A drawing of ``width`` × ``height`` pt. ``scale``: CSS points of the face per design point."""

    width: float
    height: float
    scale: float
    _parts: list[str] = field(default_factory=list)

    def line(self, start: Point, end: Point, *, color: str = INK, width: float = 0.5) -> None:
        """A straight line."""
        self._parts.append(
            f'<path d="M{_n(start[0])} {_n(start[1])}L{_n(end[0])} {_n(end[1])}" fill="none" '
            f'stroke="{color}" stroke-width="{_n(width)}"/>'
        )

    def polyline(self, points: Sequence[Point], *, color: str, width: float, dash: str = "") -> None:
        """A line through points; nothing for fewer than two."""
        if len(points) > 1:
            path = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
            dashes = f' stroke-dasharray="{dash}"' if dash else ""
            self._parts.append(
                f'<path d="{path}" fill="none" stroke="{color}" stroke-width="{_n(width)}" '
                f'stroke-linejoin="round"{dashes}/>'
            )

    def dot(self, center: Point, radius: float) -> None:
        """A filled circle."""
        self._parts.append(f'<circle cx="{_n(center[0])}" cy="{_n(center[1])}" r="{_n(radius)}" fill="{INK}"/>')

    def box(self, corner: Point, width: float, height: float, *, fill: str = "none", stroke: str = "none") -> None:
        """A rectangle from its top left corner."""
        self._parts.append(
            f'<rect x="{_n(corner[0])}" y="{_n(corner[1])}" width="{_n(width)}" height="{_n(height)}" '
            f'fill="{fill}" stroke="{stroke}" stroke-width="0.6"/>'
        )

    def text(self, at: Point, text: str, size: float, *, anchor: Anchor = "start", bold: bool = False) -> None:
        """Text on its baseline; ``size`` in design points."""
        weight = ' font-weight="bold"' if bold else ""
        place = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self._parts.append(
            f'<text x="{_n(at[0])}" y="{_n(at[1])}" font-size="{_n(size * self.scale)}"{weight}{place}>'
            f"{escape(text)}</text>"
        )

    def text_width(self, text: str, size: float) -> float:
        """Width of a text in pt, estimated on the wide side: the face itself is known to the layout only."""
        return ems(text) * size * self.scale

    def svg(self) -> str:
        """The drawing as SVG of its true size."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(self.width)}pt" height="{_n(self.height)}pt" '
            f'viewBox="0 0 {_n(self.width)} {_n(self.height)}" font-family="{_FAMILY}" fill="{INK}">'
            f"{''.join(self._parts)}</svg>"
        )


def data_uri(svg: str) -> str:
    """The drawing as an address that needs no file and no network."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def crosses(corner: Point, width: float, height: float, line: Sequence[Point]) -> bool:
    """Whether a line runs through a box (sampled every point: lines here are short)."""
    left, top = corner
    for (x1, y1), (x2, y2) in pairwise(line):
        steps = max(1, int(max(abs(x2 - x1), abs(y2 - y1))))
        for step in range(steps + 1):
            x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
            if left <= x <= left + width and top <= y <= top + height:
                return True
    return False


def _n(value: float) -> str:
    """A coordinate: two decimals, no trailing zeros, no negative zero."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
