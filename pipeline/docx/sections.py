"""Sections: paper, margins, running heads and page numbers, one section for each run of pages of one kind."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.docx import styles as roles
from pipeline.docx.blocks import BlockWriter, Surroundings
from pipeline.docx.context import digits_are_thai
from pipeline.docx.flow import Flow, Paragraph
from pipeline.docx.geometry import Span
from pipeline.docx.xmltext import DECLARATION, NAMESPACES, twips

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from pipeline.docx.context import Context
    from pipeline.layout.types import Line, PageGeometry

_DEFAULT_DISTANCE = 36.0
"""Distance of header and footer from the paper's edge in pt where there is none (Word's own default)."""


class HeaderPart(NamedTuple):
    """A header or footer part: relationship id, ``header`` or ``footer``, XML, external links in it."""

    relationship: str
    kind: str
    xml: str
    links: dict[str, str]


class Running(NamedTuple):
    """A running element with the lines it prints on each page."""

    element: Element
    kind: str
    lines: dict[int, list[Line]]


class Sections:
    """Follows the pages while the body is written and closes a section where their kind changes."""

    def __init__(self, ctx: Context, flow: Flow) -> None:
        self._ctx = ctx
        self._flow = flow
        self._pages = ctx.geometry.pages
        self._of_page = section_numbers(self._pages)
        self._current = 0
        self._running = self._find_running()
        self._parts: dict[tuple[str, float, bool], HeaderPart] = {}
        self.mirrored = _mirrored(self._pages, self._of_page)

    @property
    def parts(self) -> list[HeaderPart]:
        """The header and footer parts in order of their first use."""
        return list(self._parts.values())

    def before_block(self, element: Element) -> None:
        """Close the section if this block of the body begins on a page of another kind."""
        index = self._ctx.laid_out.page_index(element)
        if index is None:
            return
        section = self._of_page[index]
        if section > self._current:
            if self._flow.items:
                self._flow.end_section(self.properties(self._current))
            self._current = section

    def last_properties(self) -> str:
        """The ``w:sectPr`` of the last section, which stands at the end of the body."""
        return self.properties(self._current)

    def column_of(self, index: int) -> Span:
        """The text area of a page."""
        page = self._pages[index]
        return Span(0, page.width - page.margin.left - page.margin.right)

    def properties(self, section: int) -> str:
        """The ``w:sectPr`` of a section."""
        indexes = [index for index, number in enumerate(self._of_page) if number == section]
        first = self._pages[indexes[0]]
        references, thai, title_page = "", False, False
        distances = {"header": _DEFAULT_DISTANCE, "footer": _DEFAULT_DISTANCE}
        for running in self._running:
            shown = [index for index in indexes if index in running.lines]
            if not shown:
                continue
            part = self._part(running, shown[0])
            references += f'<w:{running.kind}Reference w:type="default" r:id="{part.relationship}"/>'
            thai = thai or self._thai_digits(running, shown[0])
            distances[running.kind] = _distance(running, shown[0], self._pages[shown[0]])
            title_page = title_page or shown[0] != indexes[0]
        number = ' w:fmt="thaiNumbers"' if thai else ""
        start = f' w:start="{first.number}"' if self._restarts(indexes[0]) else ""
        landscape = ' w:orient="landscape"' if first.width > first.height else ""
        margin = first.margin
        return (
            f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{twips(first.width)}" w:h="{twips(first.height)}"{landscape}/>'
            f'<w:pgMar w:top="{twips(margin.top)}" w:right="{twips(margin.right)}" w:bottom="{twips(margin.bottom)}" '
            f'w:left="{twips(margin.left)}" w:header="{twips(distances["header"])}" '
            f'w:footer="{twips(distances["footer"])}" w:gutter="0"/>'
            + (f"<w:pgNumType{number}{start}/>" if number or start else "")
            + ("<w:titlePg/>" if title_page else "")
            + "</w:sectPr>"
        )

    def _restarts(self, index: int) -> bool:
        before = self._pages[index - 1].number if index else 0
        return self._pages[index].number != before + 1

    def _find_running(self) -> list[Running]:
        kinds = {"running-head": "header", "running-foot": "footer"}
        found = []
        for element in self._ctx.laid_out.root.iter():
            kind = kinds.get(element.get("id", ""))
            if kind is None:
                continue
            lines: dict[int, list[Line]] = {}
            for node in element.iter():
                for line in self._ctx.geometry.lines_of(node):
                    lines.setdefault(line.page, []).append(line)
            found.append(Running(element, kind, lines))
        return sorted(found, key=lambda running: running.kind != "header")

    def _thai_digits(self, running: Running, page: int) -> bool:
        """Whether page numbers are in Thai digits: said so in the HTML, or seen in what was printed."""
        fields = [node for node in running.element.iter() if node.get("data-field")]
        if not fields:
            return False
        if any(digits_are_thai(node, (self._ctx.laid_out.root, running.element)) for node in fields):
            return True
        written = "".join(running.element.itertext())
        printed = "".join(line.text for line in running.lines[page])
        return any("๐" <= character <= "๙" for character in printed) and not any("๐" <= c <= "๙" for c in written)

    def _part(self, running: Running, page: int) -> HeaderPart:
        """The part for a running element on pages of this width."""
        column = self.column_of(page)
        thai = self._thai_digits(running, page)
        key = (running.kind, round(column.width, 1), thai)
        if key not in self._parts:
            number = sum(part.kind == running.kind for part in self._parts.values()) + 1
            outer, self._ctx.links = self._ctx.links, {}
            xml = self._header_xml(running, column, thai=thai)
            self._parts[key] = HeaderPart(f"{running.kind}{number}", running.kind, xml, self._ctx.links)
            self._ctx.links = outer
        return self._parts[key]

    def _header_xml(self, running: Running, column: Span, *, thai: bool) -> str:
        role = roles.HEADER if running.kind == "header" else roles.FOOTER
        flow = Flow()
        style = self._ctx.style(running.element)
        own = self._ctx.geometry.content_span(running.element, style) or column
        around = Surroundings(own, role, thai_digits=thai)
        BlockWriter(self._ctx, flow).children(running.element, style, around, own=True)
        last = flow.items[-1] if flow.items else None
        if not isinstance(last, Paragraph):
            flow.close()
        tag = "hdr" if running.kind == "header" else "ftr"
        return f"{DECLARATION}<w:{tag} {NAMESPACES}>{flow.xml(self._ctx.styles)}</w:{tag}>"


def section_numbers(pages: Sequence[PageGeometry]) -> list[int]:
    """The section of each page: a new one where the ``@page`` name, the paper or the counting changes."""
    numbers = [0] if pages else []
    for before, page in pairwise(pages):
        same = (page.name, round(page.width), round(page.height)) == (
            before.name,
            round(before.width),
            round(before.height),
        )
        numbers.append(numbers[-1] + (0 if same and page.number == before.number + 1 else 1))
    return numbers


def _mirrored(pages: Sequence[PageGeometry], sections: list[int]) -> bool:
    """Whether left and right margins change places from page to page."""
    for (before, page), (one, other) in zip(pairwise(pages), pairwise(sections), strict=True):
        if one == other and abs(before.margin.left - page.margin.left) > 1:
            return True
    return False


def _distance(running: Running, index: int, page: PageGeometry) -> float:
    """Distance in pt from the paper's edge to the running text."""
    lines = running.lines[index]
    if running.kind == "header":
        return max(0.0, min(line.y for line in lines))
    return max(0.0, page.height - max(line.y + line.height for line in lines))
