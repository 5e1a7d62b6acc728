"""A drawn chapter that moves to other pages: its bodies stay, its running heads and page numbers are made again.

The chapter need not be laid out for it: a frame of empty pages with the same names has the same margin boxes. That
holds where running heads and feet stand first in the body, as in all our templates, and say nothing of the text of a
page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.layout.chapter import set_chapter
from pipeline.layout.drawing import draw_margins

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout.drawn import DrawnChapter
    from pipeline.layout.types import Chapter, Side

_BODY = re.compile(r"(<body\b[^>]*>)(.*)</body>", re.DOTALL)
_RUNNING = re.compile(r"\s*<(header|footer)\b.*?</\1>", re.DOTALL)


def renumbered(
    drawn: DrawnChapter,
    chapter: Chapter,
    *,
    base: Path,
    first: int = 1,
    total: int | None = None,
    first_side: Side = "right",
    duplex: bool = False,
    blank_before: bool = False,
) -> DrawnChapter:
    """See :func:`pipeline.pdf.renumbered`."""
    names = [page.name for page in drawn.pages if not page.blank]
    frame = set_chapter(replace(chapter, html=_frame(chapter.html, names)), base=base, face=drawn.face)
    laid_out = frame.number(first, total=total, first_side=first_side, duplex=duplex, blank_before=blank_before)
    return drawn._replace(
        margins=draw_margins(laid_out, drawn.bodies), pages=tuple(laid_out.pages), shifts=laid_out.shifts
    )


def _frame(html: str, names: list[str]) -> str:
    """A document of empty pages with the running heads of another."""

    def empty(match: re.Match[str]) -> str:
        running, at = "", 0
        while found := _RUNNING.match(match[2], at):
            running, at = running + found[0], found.end()
        pages = "".join(f'<section style="break-before:page;page:{name or "auto"}"></section>' for name in names)
        return f"{match[1]}{running}{pages}</body>"

    return _BODY.sub(empty, html, count=1)
