"""What covers have in common: the seal of the agency, and the space that brings its name to the foot of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.pictures import picture_address
from pipeline.compose.widths import body_mm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.compose.composed import Options
    from pipeline.model import Agency

BODY = 16
"""Body size in design points."""

_PITCH = 1.33 * 25.4 / 72
"""Height of a line in mm for each of its design points."""

_WIDTH, _HEIGHT, _LEAST_GAP = 160.0, 240.0, 10
"""In mm, as in the stylesheet: width and height of the type area, least space above what stands at its foot."""

SEAL_ROOM = 71.0
"""In mm, as in the stylesheet: what a seal, or the space in its stead, takes of a front cover."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal of the agency (ตราสัญลักษณ์) as a ``data:`` address, and what is read to those who cannot see it."""

    src: str
    alt: str


def seal_of(agency: Agency, file: str | None, options: Options) -> Seal | None:
    """The seal in a file of the dataset; ``None`` where none is named.

    Raises:
        PictureError: the file is no picture, or not below the folder of the dataset.
    """
    return None if file is None else Seal(picture_address(file, options.assets), f"ตราสัญลักษณ์{agency.name}")


def gap(taken: float, lines: Iterable[tuple[str, int]]) -> int:
    """What is left of the height of a page, in mm, above texts of these sizes (design points)."""
    return max(_LEAST_GAP, round(_HEIGHT - taken - sum(_height(text, size) for text, size in lines)))


def _height(text: str, size: int) -> float:
    """Height in mm of a centred text of a size in design points."""
    lines = -(-body_mm(text) * size / BODY // _WIDTH)
    return lines * size * _PITCH
