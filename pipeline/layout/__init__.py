"""Layout (จัดหน้า): HTML in, pages out. The only room that knows WeasyPrint's inside.

``lay_out`` is the way in; what it returns keeps to :class:`pipeline.layout.types.LaidOutDocument`. Everything
heavy is imported when the first document is laid out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from pipeline.layout.document import LaidOut
    from pipeline.layout.faces import Face


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
    from pipeline.layout.document import lay_out as do

    return do(html, base=base, face=face, protect=protect)
