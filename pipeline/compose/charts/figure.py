"""Charts drawn by matplotlib (แผนภูมิ), on a short lead: the same figures give the same bytes on every machine.

Why matplotlib: see ``pyproject.toml``. It measures and shapes Thai with HarfBuzz in the bundled face and leaves every
text as text, with its anchor, so that the layout sets it in the face of the document and readers find it. Faces of
other offices run as wide at the same design point (:mod:`pipeline.layout.faces`), so that what fits here fits there.

It is imported with the first chart: documents without charts do not pay for it.
"""

from __future__ import annotations

import os
import re
import time
import warnings
from contextlib import contextmanager, suppress
from functools import lru_cache
from io import StringIO
from typing import TYPE_CHECKING, Any, Literal

from pipeline.compose.charts.plain_svg import plain_svg
from pipeline.compose.charts.svg import INK, POINTS_PER_MM
from pipeline.layout.cache import cache_folder
from pipeline.layout.faces import find_face

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    from pipeline.compose.composed import Options

Align = Literal["left", "center", "right"]

_FAMILY = "Sarabun, 'TH Sarabun New', sans-serif"
_MM_PER_INCH, _POINTS_PER_INCH = 25.4, 72
_SETTINGS: dict[str, Any] = {
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "saraban",  # ids from what is drawn, not from chance
    "text.parse_math": False,  # a name with dollar signs is a name
    "figure.dpi": _POINTS_PER_INCH,
    "hatch.linewidth": 0.5,
}
_NOT_PRINTED = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
"""Controls that data brings along, and whatever else would break a line or the SVG."""

_STALE = 60
"""Seconds after which nobody writes the list of fonts any more."""

_MIDDLE = 0.32
"""How far below the middle of a line its baseline is, in em: half the height of a letter without its marks."""


class Drawing:
    """A chart while it is drawn: lengths in points, sizes of text in design points.

    Attributes:
        width: of the chart in pt.
        height: of the chart in pt.
    """

    def __init__(self, figure: Figure, width: float, height: float, options: Options) -> None:
        self._figure = figure
        self._options = options
        self.width = width
        self.height = height

    def panel(self, left: float, top: float, width: float, height: float) -> Axes:
        """A plot without frame, ticks and margins of its own, in pt from the top left corner; y grows downwards."""
        area = (left / self.width, 1 - (top + height) / self.height, width / self.width, height / self.height)
        axes = self._figure.add_axes(area)
        axes.set_axis_off()
        axes.invert_yaxis()
        return axes

    def swatch(self, at: tuple[float, float], side: float, fill: str, hatch: str = "") -> None:
        """A square of a legend: ``at`` is the middle of its left side."""
        from matplotlib.patches import Rectangle

        corner = (at[0] / self.width, 1 - (at[1] + side / 2) / self.height)
        square = Rectangle(
            corner,
            side / self.width,
            side / self.height,
            facecolor=fill,
            hatch=hatch or None,
            edgecolor=INK,
            linewidth=0.5,
            transform=self._figure.transFigure,
        )
        self._figure.add_artist(square)

    def text(
        self,
        at: tuple[float, float],
        text: str,
        size: float,
        *,
        align: Align = "left",
        bold: bool = False,
        color: str = INK,
    ) -> None:
        """A text in the middle of a line that runs through a point, in pt from the top left corner."""
        face = _face(size, bold=bold)
        baseline = at[1] + face.get_size_in_points() * _MIDDLE
        self._figure.text(
            at[0] / self.width,
            1 - baseline / self.height,
            printable(text),
            fontproperties=face,
            ha=align,
            va="baseline",
            color=color,
        )

    def svg(self) -> str:
        """The chart as SVG of its true size."""
        written = StringIO()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a letter that the face lacks is told by the layout, with its name
            self._figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
        return plain_svg(written.getvalue(), _FAMILY, self._options.face_scale / find_face().scale)


@contextmanager
def drawing(width: float, height: float, options: Options) -> Iterator[Drawing]:
    """A chart of ``width`` × ``height`` mm. Settings of the machine's matplotlib are set aside until it is drawn."""
    matplotlib = _engine()
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        from matplotlib.figure import Figure

        figure = Figure(figsize=(width / _MM_PER_INCH, height / _MM_PER_INCH))
        yield Drawing(figure, width * POINTS_PER_MM, height * POINTS_PER_MM, options)


def printable(text: str) -> str:
    """A text of the data in one line that SVG can hold."""
    return _NOT_PRINTED.sub(" ", text)


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a text of ``size`` design points as it will be set, in pt."""
    _engine()
    from matplotlib.textpath import text_to_path

    shown = printable(text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        width, _, _ = text_to_path.get_text_width_height_descent(shown, _face(size, bold=bold), ismath=False)
    return float(width)


@lru_cache(maxsize=32)
def _face(size: float, *, bold: bool) -> FontProperties:
    """The bundled face by its file: an office may have another of that name."""
    from matplotlib.font_manager import FontProperties

    face = find_face()
    weight = "bold" if bold else "normal"
    return FontProperties(fname=str(face.file(bold=bold)), size=size * face.scale, weight=weight)


@lru_cache(maxsize=1)
def _engine() -> Any:  # noqa: ANN401 - a module
    """Matplotlib: its list of fonts in our cache, its complaints about the machine unheard, its sums in one thread.

    Each thread of the sums takes address space, which documents of a batch have little of.
    """
    import logging

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    own = cache_folder() / "matplotlib"
    _break_stale_lock(own)
    os.environ.setdefault("MPLCONFIGDIR", str(own))
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib as mpl

    return mpl


def _break_stale_lock(folder: Path) -> None:
    """Remove what a process left that was killed while it wrote the list of fonts: all others would wait for it."""
    for lock in folder.glob("*.matplotlib-lock"):
        with suppress(OSError):
            if time.time() - lock.stat().st_mtime > _STALE:
                lock.unlink()
