"""A face whose PDF text reads back exactly, derived from any Thai face."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class DerivedFont:
    """A font file and the text that each of its glyphs stands for."""

    path: Path
    text_of_glyph: dict[int, str]


def derive(path: Path) -> DerivedFont:
    """The derived font of a file."""
    return DerivedFont(path, {})
