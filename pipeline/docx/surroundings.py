"""Where a block stands: what it inherits from the blocks around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.docx.geometry import Span
    from pipeline.docx.lists import Place
    from pipeline.docx.styles import Role


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a block stands: its column, the role of its texts, list and item around it, a frame to draw.

    Without a ``column`` it stands in the text area of whatever page it begins on. ``repeated``: it stands in the head
    of a table, which Word repeats on further pages by itself.
    """

    column: Span | None = None
    role: Role | None = None
    label: str = ""
    depth: int = -1
    place: Place | None = None
    frame: tuple[str, str] = ("", "")
    thai_digits: bool = False
    repeated: bool = False
