"""The flow of one column (the body, a cell, a header): paragraphs and tables, with the gaps between them.

CSS collapses adjacent margins, Word's reading of two adjacent spacings depends on its mode. So of the two at
a joint only one is ever set, and it holds the collapsed result.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.docx.styles import spacing
from pipeline.docx.xmltext import twips

if TYPE_CHECKING:
    from pipeline.docx.looks import ParagraphLook
    from pipeline.docx.styles import Role, StyleSheet
    from pipeline.docx.tables import Table

_SPACER = (
    '<w:p><w:pPr>{keep}<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>{sect}</w:pPr></w:p>'
)
_LEAST_SPACER = 20
_LONGEST_SPACER = 1580 * 20


def spacer(height: float = 0, section: str = "", *, keep: bool = False) -> str:
    """A paragraph that is nothing but height (pt, at least 1): between tables, after a table, for a section's end."""
    line = min(_LONGEST_SPACER, max(_LEAST_SPACER, twips(height)))
    return _SPACER.format(line=line, sect=section, keep="<w:keepNext/>" if keep else "")


@dataclass(slots=True)
class Paragraph:
    """One paragraph. ``before`` and ``after`` are resolved gaps in twips, ``None`` while its style's hold."""

    role: Role
    look: ParagraphLook
    content: str
    label: str = ""
    number: str = ""
    tabs: str = ""
    align: str = ""
    indent: str = ""
    before: int | None = None
    after: int | None = None
    line: int | None = None
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    section: str = ""

    def keep_together(self) -> None:
        """No page break inside."""
        self.keep_lines = True

    def keep_with_next(self) -> None:
        """No page break after it."""
        self.keep_next = True

    def xml(self, styles: StyleSheet) -> str:
        """The paragraph with its style, and only the differences from it."""
        identifier, look = styles.use(self.role, self.look, self.label)
        before = self.look.before if self.before is None else self.before
        after = self.look.after if self.after is None else self.after
        direct = "".join(
            (
                "<w:keepNext/>" if self.keep_next and not look.keep_next else "",
                "<w:keepLines/>" if self.keep_lines and not look.keep_lines else "",
                "<w:pageBreakBefore/>" if self.new_page else "",
                self.number,
                self.tabs,
                spacing(
                    before if before != look.before else None,
                    after if after != look.after else None,
                    self.line if self.line != look.line else None,
                ),
                self.indent,
                f'<w:jc w:val="{self.align}"/>' if self.align and self.align != look.align else "",
                self.section,
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
    """Items of a column in order."""

    items: list[Paragraph | Table | str] = field(default_factory=list)
    gap: Gap = field(default_factory=Gap)
    _new_page: bool = False
    _fresh: bool = True

    def new_page(self) -> None:
        """The next item begins a page (unless it does so anyway); margins do not reach over a forced break."""
        self._new_page = not self._fresh
        self.gap.take()

    def add(self, item: Paragraph | Table) -> None:
        """Append an item and settle the gap to the one before it."""
        gap = twips(self.gap.take())
        previous = self.items[-1] if self.items else None
        if isinstance(item, Paragraph):
            self._settle(previous, item, gap)
        elif isinstance(previous, Paragraph):
            previous.after = gap
        elif previous is not None or gap:
            self.items.append(
                spacer(gap / 20, keep=not isinstance(previous, str) and previous is not None and previous.kept)
            )
        item.new_page = self._new_page
        self._new_page = self._fresh = False
        self.items.append(item)

    @staticmethod
    def _settle(previous: Paragraph | Table | str | None, item: Paragraph, gap: int) -> None:
        if not isinstance(previous, Paragraph):
            item.before = gap
        elif gap == previous.look.after:
            previous.after, item.before = gap, 0
        elif gap == item.look.before or item.look.before or not previous.look.after:
            previous.after, item.before = 0, gap
        else:
            previous.after, item.before = gap, 0

    def end_section(self, section: str) -> None:
        """Close a section: its properties go into its last paragraph."""
        last = self.items[-1] if self.items else None
        if isinstance(last, Paragraph):
            last.section = section
            last.after = 0
        else:
            self.items.append(spacer(section=section))
        self.gap.take()
        self._new_page, self._fresh = False, True

    def close(self) -> None:
        """Settle what follows the last item: in a cell the last margin counts, and a paragraph must end it."""
        gap = twips(self.gap.take())
        last = self.items[-1] if self.items else None
        if isinstance(last, Paragraph):
            last.after = gap
        elif last is not None:
            self.items.append(spacer(gap / 20))

    def xml(self, styles: StyleSheet) -> str:
        """All items."""
        return "".join(item if isinstance(item, str) else item.xml(styles) for item in self.items)
