"""A chapter drawn: plain values that can be pickled, sent to another process, and bound into a PDF there.

Objects of the PDF are named by their number in the chapter, from 0: first ``streams``, then ``objects``, then one
annotation for each of ``links``, then the ``streams`` of the margins. Text that refers to them is a
:class:`Template`, which the binder fills once the chapter has its place in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.layout.faces import Face
    from pipeline.layout.types import PageGeometry

FONTS, DOCUMENT, FIRST_PAGE = -1, -2, -3
"""What a template may refer to outside its chapter: the dictionary of fonts, the root of the tags, the chapter's first
page. Pages after it count down from there."""

WIDTH = 7
"""Digits of a reference: one width for all, so that places in a template stay where they are."""


class Template(NamedTuple):
    """Bytes with a ``%7d`` for every object that they refer to."""

    text: bytes
    refers: tuple[int, ...]

    def filled(self, numbers: list[int]) -> bytes:
        """The bytes with the numbers that objects have in the file."""
        return self.text % tuple([numbers[each] for each in self.refers])


class StreamObject(NamedTuple):
    """A stream: its dictionary without ``/Length``, and its data as in the file; or resources, which have no data."""

    entries: Template
    data: bytes
    is_stream: bool = True


class DrawnLink(NamedTuple):
    """A link: page of the chapter (0-based), rectangle in pt from the bottom left as laid out, target, words.

    The target is ``#id`` or a URL.
    """

    page: int
    rectangle: tuple[float, float, float, float]
    target: str
    text: str


class Heading(NamedTuple):
    """An entry of the outline: level 1–4, text, page of the chapter (0-based), place in pt from the bottom left."""

    level: int
    text: str
    page: int
    x: float
    y: float


class UsedFont(NamedTuple):
    """What a chapter uses of a font: its style, and by glyph the text and the advance."""

    style: str
    texts: Mapping[int, str]
    widths: Mapping[int, float]


Resources = dict[str, dict[str, Template]]


class DrawnBodies(NamedTuple):
    """The pages of a chapter without their margin boxes: they stay the same wherever the chapter stands.

    ``content`` are compressed streams; ``objects`` is one template of many objects, which begin at ``offsets``;
    ``tops`` are those under the root of the tags, ``parents`` those that lead from the marked content of a page to its
    tags, and ``link_tags`` those of ``links``. ``moved`` are (page, distance from the left in pt) of what a template
    names after the last page: such distances change with the side of the sheet.
    """

    sizes: tuple[tuple[float, float], ...]
    content: tuple[bytes, ...]
    streams: tuple[StreamObject, ...]
    objects: Template
    offsets: tuple[int, ...]
    tops: tuple[int, ...]
    parents: tuple[int | None, ...]
    moved: tuple[tuple[int, int], ...]
    links: tuple[DrawnLink, ...]
    link_tags: tuple[int, ...]
    anchors: Mapping[str, tuple[int, float, float]]
    headings: tuple[Heading, ...]
    resources: Resources
    fonts: Mapping[str, UsedFont]


class DrawnMargins(NamedTuple):
    """Running heads and page numbers, as compressed streams; empty where a page has none."""

    content: tuple[bytes, ...]
    streams: tuple[StreamObject, ...]
    resources: Resources
    fonts: Mapping[str, UsedFont]


class DrawnChapter(NamedTuple):
    """A chapter ready to be bound.

    ``pages`` and ``shifts`` (pt) are those of :class:`~pipeline.layout.document.LaidOut`, a blank page included.
    """

    bodies: DrawnBodies
    margins: DrawnMargins
    pages: tuple[PageGeometry, ...]
    shifts: tuple[float, ...]
    face: Face
    properties: Mapping[str, str]
