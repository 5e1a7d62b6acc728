"""The few rules of the stylesheet that depend on the office and the face; all others are constant files.

They are kept apart so that the layout can parse the constant sheets once and use them for every document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.model import Margins

PAPER_WIDTH = 210.0
"""A4 portrait, in mm."""


def text_width(margins: Margins) -> float:
    """Width of the type area of a portrait page, in mm."""
    return PAPER_WIDTH - float(margins.left) - float(margins.right)


def variable_style(margins: Margins, face_scale: float, *, duplex: bool = False) -> str:
    """Margins in mm and the size of a design point.

    Landscape pages are portrait ones turned to the left for binding: the bound edge is their top. ``duplex``
    mirrors the margins of left-hand pages.
    """
    top, right, bottom, left = (_mm(side) for side in (margins.top, margins.right, margins.bottom, margins.left))
    rules = [
        f"html{{font-size:{face_scale:g}pt}}",
        f"@page{{margin:{top} {right} {bottom} {left}}}",
        f"@page wide{{margin:{left} {top} {right} {bottom}}}",
    ]
    if duplex:
        rules.append(f"@page :left{{margin-left:{right};margin-right:{left}}}")
    return "".join(rules)


def _mm(length: Decimal) -> str:
    return f"{length.normalize():f}mm"
