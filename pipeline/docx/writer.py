"""Writes documents: chapters to parts, parts to a package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.docx.binding import Binder
from pipeline.docx.chapter import write_part
from pipeline.docx.package import PackageBuilder
from pipeline.docx.parts import font_table, settings_xml, theme_xml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.docx.chapter import ChapterPart
    from pipeline.docx.options import DocumentMeta, PdfSource, WordFace
    from pipeline.layout.types import LaidOutDocument


def write_parts(
    chapters: Sequence[LaidOutDocument], face: WordFace, pdf: PdfSource, recto: Sequence[bool]
) -> list[ChapterPart]:
    """Every chapter of a document whose PDF is one file."""
    source = _once(pdf)
    parts: list[ChapterPart] = []
    first_page = 0
    for index, chapter in enumerate(chapters):
        begins_right = index < len(recto) and recto[index]
        key = f"{index + 1}" if len(chapters) > 1 else ""
        parts.append(write_part(chapter, face, source, first_page=first_page, key=key, recto=begins_right))
        first_page += len(chapter.pages)
    return parts


def _once(pdf: PdfSource) -> PdfSource:
    """A PDF that is made at most once, however many chapters ask for it."""
    if pdf is None or isinstance(pdf, bytes):
        return pdf
    make, made = pdf, list[bytes]()

    def source() -> bytes:
        if not made:
            made.append(make())
        return made[0]

    return source


def bind_parts(
    parts: Sequence[ChapterPart], face: WordFace, meta: DocumentMeta, *, duplex: bool, gutter: float
) -> bytes:
    """See :func:`pipeline.docx.bind`."""
    if not parts:
        raise ValueError("a document needs a chapter")
    binder = Binder(parts, face, duplex=duplex, gutter=gutter)
    builder = PackageBuilder()
    builder.document(binder.document())
    builder.add("styles", binder.styles.xml())
    builder.add("settings", settings_xml(mirrored=binder.mirrored, embedded=bool(face.embed)))
    builder.add("numbering", binder.numbering.xml())
    builder.add("theme", theme_xml(face.name))
    fonts, files = font_table(face)
    builder.add_fonts(fonts, files)
    for running in binder.running:
        builder.add_running(running.name, running.kind, running.xml)
    for number, media in enumerate(binder.media):
        owners = [part.name for part in binder.running if number in part.relations.media]
        builder.add_media(media.kind, media.data, owners, shown=number in binder.relations.media)
    builder.add_links(binder.relations.links)
    for running in binder.running:
        builder.add_links(running.relations.links, running.name)
    builder.set_properties(meta)
    return builder.save()
