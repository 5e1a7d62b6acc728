"""Sections of the whole document: stretches of pages that agree over the chapters share one.

A section of Word has one paper, one pair of running heads and one way of counting. A chapter that goes on with the
same begins with a page break; another gets a section of its own. A section without a running head needs an empty
one where a section before it has some, because Word otherwise repeats that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pipeline.docx.xmltext import twips

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.docx.chapter import ChapterPart
    from pipeline.docx.stretches import Beginning, Kind, RunningText, Stretch
    from pipeline.layout.types import PageGeometry, PageNumbers, Sides

_DEFAULT_DISTANCE = 36.0
"""Distance of header and footer from the paper's edge in pt where there is none (Word's own default)."""
_KINDS: tuple[Kind, ...] = ("header", "footer")


class Place(NamedTuple):
    """A stretch in the document: its chapter's index, its place there, its pages; the page before, if any.

    ``sheet`` is the 0-based position of its first page among all pages; an even one is a right-hand page.
    """

    chapter: int
    order: int
    stretch: Stretch
    pages: tuple[PageGeometry, ...]
    before: PageGeometry | None
    beginning: Beginning
    sheet: int


@dataclass(slots=True)
class Section:
    """Stretches that share paper, running heads and counting."""

    places: list[Place]
    references: dict[Kind, str] = field(default_factory=dict)

    @property
    def first(self) -> Place:
        """The stretch that it begins with."""
        return self.places[0]

    @property
    def running(self) -> dict[Kind, RunningText]:
        """What runs in its margins."""
        return {text.kind: text for text in self.first.stretch.running}


def places_of(parts: Sequence[ChapterPart], *, duplex: bool) -> Iterator[Place]:
    """Every stretch of every chapter in order."""
    before: PageGeometry | None = None
    sheet = 0
    for chapter, part in enumerate(parts):
        sheet += part.blank
        starts = [stretch.first_page for stretch in part.stretches]
        for index, stretch in enumerate(part.stretches):
            end = starts[index + 1] if index + 1 < len(starts) else len(part.pages)
            pages = part.pages[stretch.first_page : max(end, stretch.first_page + 1)]
            sided = not index and (part.blank or (part.recto and duplex))
            side: Beginning = "evenPage" if sheet % 2 else "oddPage"
            beginning = side if sided else stretch.beginning
            yield Place(chapter, index, stretch, pages, before, beginning, sheet)
            before = pages[-1]
            sheet += len(pages)


def plan(places: Sequence[Place]) -> list[Section]:
    """The sections of a document."""
    sections: list[Section] = []
    for place in places:
        if sections and _goes_on(sections[-1].places[-1], place):
            sections[-1].places.append(place)
        else:
            sections.append(Section([place]))
    return sections


def _goes_on(one: Place, other: Place) -> bool:
    """Whether a chapter can share the section of the one before it; stretches inside a chapter differ by nature."""
    texts, others = one.stretch.running, other.stretch.running
    return (
        other.order == 0
        and other.beginning == "nextPage"
        and _paper(one.pages[0]) == _paper(other.pages[0])
        and not _restarts(other)
        and len(texts) == len(others)
        and all(a.same(b) and not b.late for a, b in zip(texts, others, strict=True))
    )


def _paper(page: PageGeometry) -> tuple[object, ...]:
    """What pages of a section share; left and right margins change places on mirrored pages."""
    margin = page.margin
    sides = (round(margin.top), round(margin.bottom), *sorted((round(margin.left), round(margin.right))))
    return (page.name, round(page.width), round(page.height), page.numbers, *sides)


def _restarts(place: Place) -> bool:
    """Whether counting begins anew or jumps: not where it merely goes on from the page before."""
    first, before = place.pages[0], place.before
    if first.numbers == "none":
        return False
    if before is None or before.numbers != first.numbers:
        return before is not None or first.number != 1 or first.numbers == "front"
    blank = place.beginning == "oddPage" and first.number == before.number + 2
    return first.number != before.number + 1 and not blank


def mirrored(sections: Sequence[Section]) -> bool:
    """Whether left and right margins change places from page to page inside a section."""
    return any(
        abs(page.margin.left - section.first.pages[0].margin.left) > 1
        for section in sections
        for place in section.places
        for page in place.pages
    )


def refer(sections: Sequence[Section], part_for: Callable[[Kind, RunningText | None, Section], str]) -> None:
    """Give every section its headers and footers: its own, or an empty one against an inherited one."""
    seen: set[Kind] = set()
    for section in sections:
        for kind in _KINDS:
            text = section.running.get(kind)
            if text is not None or kind in seen:
                section.references[kind] = part_for(kind, text, section)
                seen.add(kind)


def properties(section: Section, *, wide_inside: bool | None, gutter: float) -> str:
    """The ``w:sectPr``.

    Args:
        section: the section.
        wide_inside: whether the bound edge has the wider margin, ``None`` where margins are not mirrored.
        gutter: the part of the inner margin (pt) that Word is to call gutter.
    """
    first = section.first.pages[0]
    running = section.running
    late = any(text.late for text in running.values())
    references = "".join(
        f'<w:{kind}Reference w:type="{pages}" r:id="{section.references[kind]}"/>'
        for kind in _KINDS
        if kind in section.references
        for pages in _pages_of(running.get(kind), first_differs=late)
    )
    header, footer = (running[kind].distance if kind in running else _DEFAULT_DISTANCE for kind in _KINDS)
    landscape = ' w:orient="landscape"' if first.width > first.height else ""
    margin = first.margin if wide_inside is None else _right_hand(first, wide=wide_inside)
    bound = 0.0 if landscape else min(gutter, margin.left)
    return (
        f'<w:sectPr>{references}<w:type w:val="{section.first.beginning}"/>'
        f'<w:pgSz w:w="{twips(first.width)}" w:h="{twips(first.height)}"{landscape}/>'
        f'<w:pgMar w:top="{twips(margin.top)}" w:right="{twips(margin.right)}" w:bottom="{twips(margin.bottom)}" '
        f'w:left="{twips(margin.left) - twips(bound)}" w:header="{twips(header)}" '
        f'w:footer="{twips(footer)}" w:gutter="{twips(bound)}"/>'
        + _numbering(section)
        + ("<w:titlePg/>" if late else "")
        + "</w:sectPr>"
    )


def _pages_of(text: RunningText | None, *, first_differs: bool) -> tuple[str, ...]:
    """Which pages of a section show a running text; a first page that differs from the others is asked for apart."""
    shown = text is not None and first_differs and not text.late
    return ("default", "first") if shown else ("default",)


def wider_inside(sections: Sequence[Section]) -> bool:
    """Whether the bound edge has the wider margin: seen on right-hand pages."""
    places = (place for section in sections for place in section.places)
    right = (page for place in places for page in place.pages[place.sheet % 2 :: 2] if page.height > page.width)
    return next((page.margin.left >= page.margin.right for page in right), True)


def _right_hand(page: PageGeometry, *, wide: bool) -> Sides:
    """The margins of a right-hand page, as Word wants them where margins are mirrored; wide pages are not."""
    margin = page.margin
    if page.width > page.height or (margin.left >= margin.right) == wide:
        return margin
    return margin._replace(left=margin.right, right=margin.left)


_FORMATS: dict[PageNumbers, str] = {"front": "thaiLetters", "body": ""}


def _numbering(section: Section) -> str:
    first = section.first.pages[0]
    if first.numbers == "none":
        return ""
    thai = any(text.thai for text in section.running.values())
    form = _FORMATS[first.numbers] or ("thaiNumbers" if thai else "")
    start = ""
    if _restarts(section.first):
        start, form = f' w:start="{first.number}"', form or "decimal"
    number = f' w:fmt="{form}"' if form else ""
    return f"<w:pgNumType{number}{start}/>" if number or start else ""
