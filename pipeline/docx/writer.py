"""Writes one document: walks its body, then puts the parts together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.docx.blocks import BlockWriter, Surroundings
from pipeline.docx.bookmarks import Bookmarks
from pipeline.docx.context import Context
from pipeline.docx.flow import Flow, Paragraph, spacer
from pipeline.docx.geometry import Geometry
from pipeline.docx.leaders import Leaders
from pipeline.docx.lists import Numbering
from pipeline.docx.looks import paragraph_look
from pipeline.docx.options import UnsupportedMarkupError
from pipeline.docx.package import PackageBuilder
from pipeline.docx.parts import font_table, settings_xml, theme_xml
from pipeline.docx.pictures import Pictures
from pipeline.docx.sections import Sections
from pipeline.docx.styles import StyleSheet
from pipeline.docx.xmltext import DECLARATION, NAMESPACES

if TYPE_CHECKING:
    from pipeline.docx.options import DocumentMeta, PdfSource, WordFace
    from pipeline.layout.types import LaidOutDocument


def write_document(laid_out: LaidOutDocument, face: WordFace, meta: DocumentMeta, pdf: PdfSource) -> bytes:
    """See :func:`pipeline.docx.write`."""
    body = laid_out.root.find("body")
    if body is None:
        raise UnsupportedMarkupError(["no <body>"])
    ctx = _context(laid_out, face, pdf)
    flow = Flow()
    sections = Sections(ctx, flow)
    style = ctx.style(body)
    BlockWriter(ctx, flow, sections.before_block).children(body, style, Surroundings())
    if not flow.items or not isinstance(flow.items[-1], Paragraph | str):
        flow.items.append(spacer())
    last = sections.last_properties()
    content = flow.xml(ctx.styles)
    for identifier in ctx.bookmarks.missing():
        ctx.complain(f'<a href="#{identifier}"> leads nowhere')
    if ctx.unknown:
        raise UnsupportedMarkupError(ctx.unknown)
    document = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{content}{last}</w:body></w:document>"
    return _assemble(ctx, sections, document, meta)


def _context(laid_out: LaidOutDocument, face: WordFace, pdf: PdfSource) -> Context:
    body = laid_out.root.find("body")
    style = laid_out.style(laid_out.root if body is None else body)
    family = style.font_family[0] if style.font_family else face.name
    geometry = Geometry(laid_out)
    unknown: list[str] = []
    return Context(
        laid_out=laid_out,
        face=face,
        body_family=family,
        geometry=geometry,
        leaders=Leaders(laid_out, geometry),
        styles=StyleSheet(paragraph_look(style, face, family), face),
        numbering=Numbering(),
        bookmarks=Bookmarks(),
        pictures=Pictures(laid_out, face, pdf, unknown),
        unknown=unknown,
    )


def _assemble(ctx: Context, sections: Sections, document: str, meta: DocumentMeta) -> bytes:
    builder = PackageBuilder()
    builder.document(document)
    builder.add("styles", ctx.styles.xml())
    builder.add("settings", settings_xml(mirrored=sections.mirrored, embedded=bool(ctx.face.embed)))
    builder.add("numbering", ctx.numbering.xml())
    builder.add("theme", theme_xml(ctx.face.name))
    fonts, files = font_table(ctx.face)
    builder.add_fonts(fonts, files)
    running = [builder.add_running(*part) for part in sections.parts]
    for media in ctx.pictures.media:
        builder.add_media(running, *media)
    builder.add_links(ctx.links)
    builder.set_properties(meta)
    return builder.save()
