"""The flow of one column (the body, a cell, a header): paragraphs and tables, with the gaps between them.

CSS collapses adjacent margins, Word's reading of two adjacent spacings depends on its mode. So of the two at
a joint only one is ever set, and it holds the collapsed result.

Items name no style yet: a style is found when the document is bound, and the same items can be bound again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pipeline.docx.styles import spacing
from pipeline.docx.xmltext import twips

if TYPE_CHECKING:
    from pipeline.docx.lists import Place
    from pipeline.docx.looks import ParagraphLook
    from pipeline.docx.styles import Role

_SPACER = (
    '<w:p><w:pPr>{keep}<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>{sect}</w:pPr>{content}</w:p>'
)
_LEAST_SPACER = 20
_LONGEST_SPACER = 1580 * 20


class Heading(NamedTuple):
    """What a paragraph heads: the level of its element (1-6), and the ids by which links may know it."""

    level: int
    ids: tuple[str, ...]


class Binding(Protocol):
    """The document that items are written into."""

    def style(self, role: Role, look: ParagraphLook, label: str) -> tuple[str, ParagraphLook]:
        """Id of a named style, and the look that it gives."""

    def role(self, role: Role, heading: Heading | None) -> Role:
        """The role of a paragraph, knowing which headings the contents list."""

    def number(self, place: Place) -> str:
        """``w:numPr`` for a place in a list."""


class Item(Protocol):
    """Something in a flow."""

    kept: bool
    """Whether it stays with what follows."""

    def keep_together(self) -> None:
        """No page break inside."""

    def keep_with_next(self) -> None:
        """No page break after it."""

    def xml(self, binding: Binding) -> str:
        """Its XML."""


@dataclass(slots=True)
class Spacer:
    """A paragraph that is nothing but height (pt, at least 1): between tables, after a table, for a section's end."""

    height: float = 0
    kept: bool = False
    new_page: bool = False
    content: str = ""

    def keep_together(self) -> None:
        """Nothing to break."""

    def keep_with_next(self) -> None:
        """A spacer that keeps says so from the start."""

    def xml(self, binding: Binding, *, new_page: bool = False, ending: str | None = None) -> str:  # noqa: ARG002 - as every item
        """The paragraph; it needs no style. See :meth:`Paragraph.xml`."""
        line = min(_LONGEST_SPACER, max(_LEAST_SPACER, twips(self.height)))
        keep = "<w:keepNext/>" if self.kept else ""
        keep += "<w:pageBreakBefore/>" if self.new_page or new_page else ""
        return _SPACER.format(line=line, sect=ending or "", keep=keep, content=self.content)


@dataclass(slots=True)
class Paragraph:
    """One paragraph. ``before`` and ``after`` are resolved gaps in twips, ``None`` while its style's hold.

    ``parted``: a page ends inside it in the layout. ``sunk``: how much lower (twips) its lines stand than there, where
    they are in the middle of their pitch.
    """

    role: Role
    look: ParagraphLook
    content: str
    label: str = ""
    number: Place | None = None
    tabs: str = ""
    align: str = ""
    indent: str = ""
    before: int | None = None
    after: int | None = None
    line: int | None = None
    kept: bool = False
    keep_lines: bool = False
    new_page: bool = False
    heading: Heading | None = None
    parted: bool = False
    sunk: int = 0

    def keep_together(self) -> None:
        """No page break inside."""
        self.keep_lines = True

    def keep_with_next(self) -> None:
        """No page break after it. Where a page ends inside it, its last lines are with the next as it is.

        LibreOffice, and perhaps Word, moves such a paragraph as a whole, and leaves half a page empty.
        """
        self.kept = not self.parted

    def give_up_before(self, room: int) -> bool:
        """Give up some of the gap above it; ``False`` if that is not as high (twips)."""
        before = self.look.before if self.before is None else self.before
        if before >= room:
            self.before = before - room
        return before >= room

    def give_up_after(self, room: int) -> bool:
        """The same of the gap below it."""
        after = self.look.after if self.after is None else self.after
        if after >= room:
            self.after = after - room
        return after >= room

    def xml(self, binding: Binding, *, new_page: bool = False, ending: str | None = None) -> str:
        """The paragraph with its style, and only the differences from it.

        Args:
            binding: the document that it is written into.
            new_page: it begins a page, whatever it says of itself.
            ending: it is the last of a chapter; the properties of the section that it ends, if it does.
        """
        role = binding.role(self.role, self.heading) if self.heading else self.role
        identifier, look = binding.style(role, self.look, self.label)
        before = self.look.before if self.before is None else self.before
        after = self.look.after if self.after is None else self.after
        after = after if ending is None else 0
        direct = "".join(
            (
                "<w:keepNext/>" if self.kept and not look.keep_next else "",
                "<w:keepLines/>" if self.keep_lines and not look.keep_lines else "",
                "<w:pageBreakBefore/>" if self.new_page or new_page else "",
                binding.number(self.number) if self.number else "",
                self.tabs,
                spacing(
                    before if before != look.before else None,
                    after if after != look.after else None,
                    self.line if self.line != look.line else None,
                ),
                self.indent,
                f'<w:jc w:val="{self.align}"/>' if self.align and self.align != look.align else "",
                ending or "",
            )
        )
        return f'<w:p><w:pPr><w:pStyle w:val="{identifier}"/>{direct}</w:pPr>{self.content}</w:p>'


@dataclass(slots=True)
class Gap:
    """The distance since the last item: what is settled, and margins that still collapse."""

    fixed: float = 0.0
    positive: float = 0.0
    negative: float = 0.0

    def margin(self, length: float) -> None:
        """Add a margin, which collapses with the margins it touches."""
        if length > 0:
            self.positive = max(self.positive, length)
        else:
            self.negative = min(self.negative, length)

    def solid(self, length: float) -> None:
        """Add a height that stops margins from collapsing: padding, a border, an empty box."""
        if length > 0:
            self.fixed += self.positive + self.negative + length
            self.positive = self.negative = 0.0

    def take(self) -> float:
        """The distance in pt, and begin anew."""
        total = max(0.0, self.fixed + self.positive + self.negative)
        self.fixed = self.positive = self.negative = 0.0
        return total


@dataclass(slots=True)
class Flow:
    """Items of a column in order. ``cuts`` are the indexes of items that begin a new section of the chapter."""

    items: list[Item] = field(default_factory=list)
    gap: Gap = field(default_factory=Gap)
    cuts: list[int] = field(default_factory=list)
    _new_page: bool = False
    _fresh: bool = True

    def new_page(self) -> None:
        """The next item begins a page (unless it does so anyway); margins do not reach over a forced break."""
        self._new_page = not self._fresh
        self.gap.take()

    def add(self, item: Item) -> None:
        """Append an item and settle the gap to the one before it."""
        gap = twips(self.gap.take())
        previous = self.items[-1] if self.items and not self._fresh else None
        if isinstance(item, Paragraph):
            self._settle(previous, item, gap)
            item.new_page = self._new_page
        elif isinstance(previous, Paragraph) and not self._new_page:
            previous.after = gap
        elif previous is not None or gap:
            self.items.append(Spacer(gap / 20, kept=previous is not None and previous.kept, new_page=self._new_page))
        self._new_page = self._fresh = False
        self.items.append(item)

    def lift(self) -> None:
        """Move text up from the last item, a table with a border, which it would touch: see :attr:`Paragraph.sunk`.

        What stays with the text moves too, into the gap above; no height is added, so a page holds what it held.
        """
        above = self.items[self.cuts[-1] if self.cuts else 0 : -1]
        last = above[-1] if above else None
        if not isinstance(last, Paragraph) or last.after is None or last.after >= last.sunk:
            return
        room, below = last.sunk - last.after, last
        if below.give_up_before(room):
            last.after = last.sunk
            return
        for item in reversed(above[:-1]):
            if not isinstance(item, Paragraph) or not (item.kept or item.look.keep_next) or below.new_page:
                return
            if item.give_up_after(room) or item.give_up_before(room):
                last.after = last.sunk
                return
            below = item

    @staticmethod
    def _settle(previous: Item | None, item: Paragraph, gap: int) -> None:
        if not isinstance(previous, Paragraph):
            item.before = gap
        elif gap == previous.look.after:
            previous.after, item.before = gap, 0
        elif gap == item.look.before or item.look.before or not previous.look.after:
            previous.after, item.before = 0, gap
        else:
            previous.after, item.before = gap, 0

    def cut(self) -> None:
        """Another section begins here."""
        self.cuts.append(len(self.items))
        self.gap.take()
        self._new_page, self._fresh = False, True

    def close(self) -> None:
        """Settle what follows the last item: in a cell the last margin counts, and a paragraph must end it."""
        gap = twips(self.gap.take())
        last = self.items[-1] if self.items else None
        if isinstance(last, Paragraph):
            last.after = gap
        elif last is not None:
            self.items.append(Spacer(gap / 20))

    def xml(self, binding: Binding) -> str:
        """All items."""
        return "".join([item.xml(binding) for item in self.items])
