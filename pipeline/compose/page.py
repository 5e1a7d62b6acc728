"""The few rules of the stylesheet that depend on the office and the face; all others are constant files.

They are kept apart so that the layout can parse the constant sheets once and use them for every document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.model import House

PAPER_WIDTH, PAPER_HEIGHT = 210.0, 297.0
"""A4 portrait, in mm."""


def text_width(house: House) -> float:
    """Width of the type area of a portrait page, in mm."""
    margins = house.margins
    return PAPER_WIDTH - float(margins.left + house.gutter) - float(margins.right)


def wide_text_width(house: House) -> float:
    """Width of the type area of a landscape page, in mm."""
    return PAPER_HEIGHT - float(house.margins.top) - float(house.margins.bottom)


def variable_style(house: House, face_scale: float) -> str:
    """Margins in mm and the size of a design point.

    The gutter widens the bound edge. Landscape pages are portrait ones turned to the left for binding: the bound
    edge is their top. Every page is laid out as a right-hand one; on left-hand pages the layout moves it over.
    """
    margins = house.margins
    sides = (margins.top, margins.right, margins.bottom, margins.left + house.gutter)
    top, right, bottom, left = (_mm(side) for side in sides)
    rules = [
        f"html{{font-size:{face_scale:g}pt}}",
        f"@page{{margin:{top} {right} {bottom} {left}}}",
        f"@page wide{{margin:{left} {top} {right} {bottom}}}",
    ]
    return "".join(rules)


def _mm(length: Decimal) -> str:
    return f"{length.normalize():f}mm"
