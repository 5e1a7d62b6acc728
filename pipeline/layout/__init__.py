"""Layout (จัดหน้า): HTML in, pages out. The only room that knows WeasyPrint's inside.

``lay_out`` is the way in for a document of one chapter, ``set_chapter`` for a chapter of many; what they end in keeps
to :class:`pipeline.layout.types.LaidOutDocument`. Everything heavy is imported when the first document is laid out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from pipeline.layout.chapter import SetChapter
    from pipeline.layout.document import LaidOut
    from pipeline.layout.faces import Face
    from pipeline.layout.types import Chapter


def lay_out(html: str, *, base: Path, face: Face, protect: Collection[str] = ()) -> LaidOut:
    """Lay out a whole HTML document.

    Args:
        html: the document; well-formed markup is parsed fastest.
        base: folder below which the document's files (stylesheets, pictures) must be.
        face: the typeface of the whole document, see :func:`pipeline.layout.faces.find_face`.
        protect: names of people and the like that no line break may cut.

    Raises:
        EnvironmentLacksError: the face lacks a character or a style that the text needs.
        SarabanError: the stylesheet or a picture is wrong.
    """
    from pipeline.layout.chapter import lay_out as do

    return do(html, base=base, face=face, protect=protect)


def set_chapter(
    chapter: Chapter,
    *,
    base: Path,
    face: Face,
    protect: Collection[str] = (),
    page_labels: Mapping[str, str] | None = None,
) -> SetChapter:
    """Lay out the pages of a chapter, but for their numbers: ``set_chapter(…).number(first, …)`` gives the document.

    Args:
        chapter: the chapter.
        base: see :func:`lay_out`.
        face: see :func:`lay_out`.
        protect: see :func:`lay_out`.
        page_labels: label of the page (:attr:`~pipeline.layout.types.PageGeometry.label`) on which the element of an
            id begins, for chapters that print such labels; ``None`` where they are not known yet.

    Raises:
        EnvironmentLacksError: the face lacks a character or a style that the text needs.
        SarabanError: the stylesheet or a picture is wrong, or the chapter wants the page of an unknown id.
    """
    from pipeline.layout.chapter import set_chapter as do

    return do(chapter, base=base, face=face, protect=protect, page_labels=page_labels)


def wanted_labels(html: str) -> tuple[str, ...]:
    """The ids whose page labels a chapter prints, found without laying it out."""
    from pipeline.layout.wanted import wanted_labels as do

    return do(html)
