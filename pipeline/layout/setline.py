"""A slice of a shaped text, set on one line. Stands where WeasyPrint keeps a Pango layout of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.layout.shaping import Shaped


class SetLine:
    """Bytes ``start`` to ``end`` of a shaped text, on one line.

    ``gap`` (px) is added after every cluster and ``space_gap`` after every space when the line is drawn; that is
    all that justification does. The other attributes are those that WeasyPrint asks a Pango layout for.
    """

    __slots__ = ("end", "gap", "shaped", "space_gap", "start")

    first_line_direction = 0
    max_width = None

    def __init__(self, shaped: Shaped, start: int, end: int) -> None:
        self.shaped = shaped
        self.start = start
        self.end = end
        self.gap = 0.0
        self.space_gap = 0.0

    @property
    def text(self) -> str:
        """The text of the slice."""
        return self.shaped.data[self.start : self.end].decode()

    @property
    def width(self) -> float:
        """Natural width in px, without gaps."""
        return self.shaped.pen(self.end) - self.shaped.pen(self.start)

    @property
    def clusters(self) -> int:
        """How many clusters the slice has."""
        return self.shaped.cluster(self.end) - self.shaped.cluster(self.start)

    @property
    def ascent(self) -> float:
        """Height of the font above the baseline, px."""
        return self.shaped.metrics.ascent

    @property
    def underline_position(self) -> float:
        """Place of an underline above the baseline (negative), px."""
        return self.shaped.metrics.underline_position

    @property
    def underline_thickness(self) -> float:
        """Thickness of an underline, px."""
        return self.shaped.metrics.underline_thickness

    @property
    def strikethrough_position(self) -> float:
        """Place of a strike-through line above the baseline, px."""
        return self.shaped.metrics.strikethrough_position

    @property
    def strikethrough_thickness(self) -> float:
        """Thickness of a strike-through line, px."""
        return self.shaped.metrics.strikethrough_thickness

    def reactivate(self, style: Any) -> None:  # noqa: ANN401 - asked for by the engine
        """Nothing to do: the glyphs are there."""

    def deactivate(self) -> None:
        """Nothing to do: the glyphs are shared."""
