"""Stretches of a chapter: runs of its pages of one kind, with what stands on them and what runs in their margins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from pipeline.docx import styles as roles
from pipeline.docx.blocks import BlockWriter
from pipeline.docx.context import digits_are_thai
from pipeline.docx.flow import Flow, Paragraph
from pipeline.docx.geometry import Span
from pipeline.docx.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from pipeline.docx.context import Context
    from pipeline.docx.flow import Item
    from pipeline.layout.types import ComputedStyle, Line, PageGeometry

Kind = Literal["header", "footer"]
Beginning = Literal["nextPage", "oddPage", "evenPage"]
_KINDS: dict[str, Kind] = {"running-head": "header", "running-foot": "footer"}
_SIDES: dict[str, Beginning] = {"right": "oddPage", "recto": "oddPage", "left": "evenPage", "verso": "evenPage"}
_THAI_DIGIT = re.compile("[๐-๙]")


@dataclass(slots=True)
class RunningText:
    """What runs in a margin: items, whether its page numbers are in Thai digits, where it stands.

    ``distance`` is that from the paper's edge in pt; ``late``: the first page of the stretch does not show it.
    """

    kind: Kind
    items: list[Item]
    thai: bool
    width: float
    distance: float
    late: bool

    def same(self, other: RunningText) -> bool:
        """Whether both can be one part of the file."""
        return (self.kind, self.thai, self.width, self.items) == (other.kind, other.thai, other.width, other.items)


@dataclass(slots=True)
class Stretch:
    """Items from a page of the chapter (0-based, blank pages not counted) to the next stretch."""

    first_page: int
    beginning: Beginning
    items: list[Item]
    running: list[RunningText]


class _Running(NamedTuple):
    """A running element with the lines it prints on each page."""

    element: Element
    kind: Kind
    lines: dict[int, list[Line]]


class _Cut(NamedTuple):
    page: int
    beginning: Beginning


class Stretches:
    """Follows the pages while a chapter is written, and cuts its flow where their kind changes."""

    def __init__(self, ctx: Context, flow: Flow) -> None:
        self._ctx = ctx
        self._flow = flow
        self._pages = ctx.geometry.pages
        self._blanks = sum(page.blank for page in self._pages)
        self._of_page = _kinds_of(self._pages)
        self._current = 0
        self._cuts = [_Cut(self._blanks, "nextPage")]
        self._texts: list[RunningText] = []

    def before_block(self, element: Element, style: ComputedStyle) -> None:
        """Cut if this block of the body begins on a page of another kind, or asks for a side of the sheet."""
        index = self._ctx.laid_out.page_index(element)
        if index is None:
            return
        beginning = _SIDES.get(style.break_before)
        if self._of_page[index] > self._current or (beginning and index > self._cuts[-1].page):
            if self._flow.items:
                self._flow.cut()
                self._cuts.append(_Cut(index, beginning or "nextPage"))
            self._current = self._of_page[index]

    def finish(self) -> tuple[Stretch, ...]:
        """All stretches, once the flow is complete."""
        running = self._find_running()
        starts, ends = [0, *self._flow.cuts], [*self._flow.cuts, len(self._flow.items)]
        pages = [*(cut.page for cut in self._cuts), len(self._pages)]
        return tuple(
            Stretch(
                cut.page - self._blanks,
                cut.beginning,
                self._flow.items[start:end],
                [text for one in running for text in self._text(one, range(cut.page, max(cut.page + 1, below)))],
            )
            for cut, start, end, below in zip(self._cuts, starts, ends, pages[1:], strict=True)
        )

    def _find_running(self) -> list[_Running]:
        found = []
        for element in self._ctx.laid_out.root.iter():
            kind = _KINDS.get(element.get("id", ""))
            if kind is None:
                continue
            lines: dict[int, list[Line]] = {}
            for node in element.iter():
                for line in self._ctx.geometry.lines_of(node):
                    lines.setdefault(line.page, []).append(line)
            found.append(_Running(element, kind, lines))
        return sorted(found, key=lambda running: running.kind != "header")

    def _text(self, running: _Running, indexes: range) -> list[RunningText]:
        """What a running element shows on some pages; nothing if it does not show there."""
        shown = [index for index in indexes if index in running.lines]
        if not shown:
            return []
        page = self._pages[shown[0]]
        column = Span(0, page.width - page.margin.left - page.margin.right)
        thai, width = self._thai_digits(running, shown[0]), round(column.width, 1)
        known = next((text for text in self._texts if (text.kind, text.width) == (running.kind, width)), None)
        if known is None or known.thai != thai:
            known = RunningText(running.kind, self._items(running, column, thai=thai), thai, width, 0.0, late=False)
            self._texts.append(known)
        distance = _distance(running, shown[0], page)
        return [RunningText(running.kind, known.items, thai, width, distance, shown[0] != indexes[0])]

    def _thai_digits(self, running: _Running, page: int) -> bool:
        """Whether page numbers are in Thai digits: said so in the HTML, or seen in what was printed.

        The text around the numbers may have Thai digits of its own (พ.ศ. ๒๕๖๗): numbers are what is printed beyond it.
        """
        fields = [node for node in running.element.iter() if node.get("data-field")]
        if not fields:
            return False
        if any(digits_are_thai(node, (self._ctx.laid_out.root, running.element)) for node in fields):
            return True
        written = "".join(running.element.itertext())
        printed = "".join(line.text for line in running.lines[page])
        return len(_THAI_DIGIT.findall(printed)) > len(_THAI_DIGIT.findall(written))

    def _items(self, running: _Running, column: Span, *, thai: bool) -> list[Item]:
        role = roles.HEADER if running.kind == "header" else roles.FOOTER
        flow = Flow()
        style = self._ctx.style(running.element)
        own = self._ctx.geometry.content_span(running.element, style) or column
        around = Surroundings(own, role, thai_digits=thai)
        BlockWriter(self._ctx, flow).children(running.element, style, around, own=True)
        if not flow.items or not isinstance(flow.items[-1], Paragraph):
            flow.close()
        return flow.items


def _kinds_of(pages: Sequence[PageGeometry]) -> list[int]:
    """A number for each run of pages: a new one where the ``@page`` name, the paper or the counting changes."""
    numbers = [0] if pages else []
    for before, page in pairwise(pages):
        same = (page.name, round(page.width), round(page.height)) == (
            before.name,
            round(before.width),
            round(before.height),
        )
        numbers.append(numbers[-1] + (0 if same and page.number == before.number + 1 else 1))
    return numbers


def _distance(running: _Running, index: int, page: PageGeometry) -> float:
    """Distance in pt from the paper's edge to the running text."""
    lines = running.lines[index]
    if running.kind == "header":
        return max(0.0, min(line.y for line in lines))
    return max(0.0, page.height - max(line.y + line.height for line in lines))
