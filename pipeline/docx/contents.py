"""The contents page (สารบัญ): a field that Word can update, filled with the numbers that the layout found.

Nothing asks Word to update it, so no question comes up when the file is opened. Pressing F9 gives the same
entries, because exactly the headings that it lists carry an outline level of 1 to 4 (see ``Binder.role``).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.docx import styles as roles
from pipeline.docx.context import describe, has_class, is_element
from pipeline.docx.flow import Flow, Paragraph, Spacer
from pipeline.docx.inline import InlineWriter, Manner
from pipeline.docx.looks import paragraph_look
from pipeline.docx.marks import mark
from pipeline.docx.xmltext import twips

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pipeline.docx.blocks import BlockWriter
    from pipeline.docx.flow import Binding
    from pipeline.docx.surroundings import Surroundings

DEEPEST = 4
"""The last level of headings that the contents list."""
_INSTRUCTION = rf'TOC \o "1-{DEEPEST}" \h \z \u'
_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    f'<w:r><w:instrText xml:space="preserve"> {_INSTRUCTION.replace(chr(34), "&quot;")} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def is_contents(element: Element) -> bool:
    """Whether an element is the list of contents."""
    return element.tag == "nav" and has_class(element, "contents")


def toc_level(element: Element) -> int | None:
    """The level of an entry (``p.toc.toc-2``), from 1; ``None`` for anything else."""
    classes = (element.get("class") or "").split()
    levels = [name.removeprefix("toc-") for name in classes if name.startswith("toc-")]
    if element.tag != "p" or "toc" not in classes or len(levels) != 1 or not levels[0].isdecimal():
        return None
    level = int(levels[0])
    return level if 1 <= level <= DEEPEST else None


def _right_tab(position: int) -> str:
    """The stop at which page numbers end, with dots before it."""
    return f'<w:tab w:val="right" w:leader="dot" w:pos="{position}"/>'


@dataclass(slots=True)
class Contents:
    """The entries between the beginning and the end of the field."""

    number: int
    entries: list[Paragraph] = field(default_factory=list)
    kept: bool = False

    def keep_together(self) -> None:
        """A list of contents may break between entries."""

    def keep_with_next(self) -> None:
        """Nothing follows that belongs to it."""

    def xml(self, binding: Binding) -> str:
        """A content control that Word takes for a table of contents, around the field."""
        first, *rest = self.entries
        opened = replace(first, content=_BEGIN + first.content)
        inner = "".join(entry.xml(binding) for entry in (opened, *rest))
        return (
            f'<w:sdt><w:sdtPr><w:id w:val="{mark("control", self.number)}"/><w:docPartObj>'
            '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
            f"<w:sdtContent>{inner}{Spacer(content=_END).xml(binding)}</w:sdtContent></w:sdt>"
        )


def write_contents(writer: BlockWriter, element: Element, around: Surroundings) -> None:
    """Write a list of contents: what stands before its entries as usual, the entries as a field."""
    ctx, inner = writer.ctx, Flow()
    for child in element:
        if not is_element(child):
            continue
        level = toc_level(child)
        if level is not None:
            _write_entry(writer, child, level, around, inner)
            ctx.listed.update(link.get("href", "")[1:] for link in child.iter("a"))
        elif inner.items:
            ctx.complain(f"{describe(child)} between the entries of the contents")
        else:
            writer.block(child, around)
    inner.close()
    entries = [item for item in inner.items if isinstance(item, Paragraph)]
    if entries:
        ctx.controls += 1
        writer.flow.add(Contents(ctx.controls, entries))


def _write_entry(writer: BlockWriter, element: Element, level: int, around: Surroundings, flow: Flow) -> None:
    ctx = writer.ctx
    style, column = ctx.style(element), writer.column(element, around)
    span = ctx.geometry.content_span(element, style)
    left, right = column.inset(span) if span else (0.0, 0.0)
    look = paragraph_look(style, ctx.face, ctx.body_family, left=left, right=right)
    look = look._replace(align="left", tabs=_right_tab(twips(column.width)))
    inline = InlineWriter(ctx, element, look.run, column, Manner(around.thai_digits, contents=True))
    inline.children(element, look.run)
    flow.gap.margin(style.margin.top)
    for part in inline.finish():
        flow.add(Paragraph(roles.TOC[level - 1], look, part.line.xml()))
    flow.gap.margin(style.margin.bottom)
