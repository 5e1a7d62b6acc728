"""A chapter on its way to Word, before it meets the others: a value that can be kept and sent to other processes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.docx.blocks import BlockWriter
from pipeline.docx.bookmarks import Anchors
from pipeline.docx.context import Context, digits_are_thai, has_class
from pipeline.docx.flow import Flow
from pipeline.docx.geometry import Geometry
from pipeline.docx.leaders import Leaders
from pipeline.docx.lists import Lists
from pipeline.docx.looks import paragraph_look
from pipeline.docx.pictures import Pictures
from pipeline.docx.stretches import Stretches
from pipeline.docx.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.docx.bookmarks import Anchor
    from pipeline.docx.lists import Instance
    from pipeline.docx.looks import ParagraphLook, RunLook
    from pipeline.docx.options import PdfSource, WordFace
    from pipeline.docx.pictures import Media
    from pipeline.docx.stretches import Stretch
    from pipeline.layout.types import LaidOutDocument, PageGeometry


@dataclass(frozen=True, slots=True)
class ChapterPart:
    """One chapter: its contents, and all that it tells the document. Nothing in it depends on other chapters.

    Attributes:
        key: names the chapter in complaints; empty for a document of one chapter.
        stretches: runs of pages of one kind with what stands on them.
        pages: its pages without a blank one before the first; renewed by :meth:`on`.
        blank: a blank page stands before the first.
        recto: it begins on a right-hand page.
        normal: look of the body, from which the styles are told apart.
        link: look of the first link, if it has any.
        lists: its lists in order.
        placed: elements with an id.
        mentioned: ids in the order of their first mention.
        wanted: ids that links and fields refer to.
        listed: ids of headings that its list of contents lists.
        media: its picture files.
        controls: how many content controls it has.
        drawings: how many pictures it shows.
        complaints: what it cannot carry over; the document fails with all chapters' complaints at once.
    """

    key: str
    stretches: tuple[Stretch, ...]
    pages: tuple[PageGeometry, ...]
    blank: bool
    recto: bool
    normal: ParagraphLook
    link: RunLook | None
    lists: tuple[Instance, ...]
    placed: dict[str, Anchor]
    mentioned: tuple[str, ...]
    wanted: tuple[str, ...]
    listed: frozenset[str]
    media: tuple[Media, ...]
    controls: int
    drawings: int
    complaints: tuple[str, ...]

    def on(self, pages: Sequence[PageGeometry]) -> ChapterPart:
        """The same chapter on other pages: numbered anew because a chapter before it has grown or shrunk."""
        printed = tuple(page for page in pages if not page.blank)
        return replace(self, pages=printed, blank=len(printed) < len(pages))


def write_part(
    laid_out: LaidOutDocument,
    face: WordFace,
    pdf: PdfSource,
    *,
    first_page: int = 0,
    key: str = "",
    recto: bool = False,
) -> ChapterPart:
    """See :func:`pipeline.docx.part`."""
    body = laid_out.root.find("body")
    ctx = _context(laid_out, face, pdf, first_page)
    flow = Flow()
    stretches = Stretches(ctx, flow)
    if body is None:
        ctx.complain("no <body>")
    else:
        BlockWriter(ctx, flow, stretches.before_block).children(body, ctx.style(body), Surroundings())
    pages = tuple(page for page in laid_out.pages if not page.blank)
    return ChapterPart(
        key=key,
        stretches=stretches.finish(),
        pages=pages,
        blank=len(pages) < len(laid_out.pages),
        recto=recto,
        normal=paragraph_look(ctx.style(laid_out.root if body is None else body), face, ctx.body_family),
        link=ctx.link,
        lists=tuple(ctx.lists.instances),
        placed=ctx.anchors.placed,
        mentioned=tuple(ctx.anchors.mentioned),
        wanted=tuple(ctx.anchors.wanted),
        listed=frozenset(ctx.listed),
        media=tuple(ctx.pictures.media),
        controls=ctx.controls,
        drawings=ctx.pictures.drawn,
        complaints=tuple(ctx.unknown),
    )


def _context(laid_out: LaidOutDocument, face: WordFace, pdf: PdfSource, first_page: int) -> Context:
    body = laid_out.root.find("body")
    top = laid_out.root if body is None else body
    style = laid_out.style(top)
    geometry = Geometry(laid_out)
    unknown: list[str] = []
    return Context(
        laid_out=laid_out,
        face=face,
        body_family=style.font_family[0] if style.font_family else face.name,
        geometry=geometry,
        leaders=Leaders(laid_out, geometry),
        lists=Lists(),
        anchors=Anchors(),
        pictures=Pictures(laid_out, face, pdf, unknown, first_page),
        unknown=unknown,
        thai_digits=has_class(top, "thai-digits") or digits_are_thai(laid_out.root),
    )
