"""A chapter: laid out once, numbered as often as its place in the book changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.errors import SarabanError
from pipeline.layout import quick_start  # noqa: F401 - before WeasyPrint

# isort: split
from pipeline.layout import bodies, engine
from pipeline.layout.document import PT, LaidOut
from pipeline.layout.fetcher import FolderFetcher
from pipeline.layout.numbering import page_label
from pipeline.layout.types import Chapter, PageGeometry, Sides
from pipeline.layout.wanted import wanted_labels
from pipeline.messages import N_, gettext
from pipeline.thai.digits import to_thai

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from weasyprint.document import Page

    from pipeline.layout.faces import Face
    from pipeline.layout.types import PageNumbers, Side

_UNKNOWN = "0"
"""Stands for a page label that is not known yet, so that the pages of a contents chapter can be counted."""


def set_chapter(
    chapter: Chapter,
    *,
    base: Path,
    face: Face,
    protect: Collection[str] = (),
    page_labels: Mapping[str, str] | None = None,
) -> SetChapter:
    """See :func:`pipeline.layout.set_chapter`."""
    names = tuple(sorted(set(protect)))
    fetcher = FolderFetcher(base)
    with engine.LOCK, engine.no_garbage_collection():
        markup = engine.Markup(chapter.html, base, fetcher)
        _fill_page_labels(markup.etree_element, page_labels)
        try:
            with engine.complaints_are_errors():
                root_box, context = engine.open_document(markup, engine.fonts_of(face), names)
                pages = bodies.lay_out_bodies(markup, root_box, context)
        except Exception:
            if fetcher.refused:
                raise fetcher.refused[0] from None
            raise
        return SetChapter(chapter, markup, context, pages, face)


def _fill_page_labels(root: Element, labels: Mapping[str, str] | None) -> None:
    """Write the labels of pages into the elements that ask for them.

    Raises:
        SarabanError: no page has that id; tells all such ids.
    """
    askers = [element for element in root.iter() if "data-page-of" in element.attrib]
    if not askers:
        return
    missing = [name for each in askers if labels is not None and (name := each.attrib["data-page-of"]) not in labels]
    if missing:
        raise SarabanError(gettext(N_("สารบัญอ้างถึงหัวข้อที่ไม่มีในเล่ม: {ids}")).format(ids=", ".join(dict.fromkeys(missing))))
    body = root.find("body")
    thai = body is not None and "thai-digits" in (body.get("class") or "").split()
    for each in askers:
        text = _UNKNOWN if labels is None else labels[each.attrib["data-page-of"]]
        each.text = to_thai(text) if thai else text


class SetChapter:
    """A chapter whose pages are laid out but not numbered.

    Attributes:
        chapter: what it was made of.
        page_count: how many pages it has, without a blank one before it.
        anchors: every id with the 0-based index of the page of this chapter on which its element begins.
        wanted_labels: ids of elements, of whatever chapter, whose page labels this one prints.
    """

    def __init__(self, chapter: Chapter, markup: engine.Markup, context: Any, pages: list[Page], face: Face) -> None:  # noqa: ANN401
        self._markup = markup
        self._context = context
        self._bodies = pages
        self._face = face
        self._kept: dict[str, Any] = {}
        self.chapter = chapter
        self.page_count = len(pages)
        self.anchors: Mapping[str, int] = {
            name: index for index, page in reversed(list(enumerate(pages))) for name in page.anchors
        }
        self.wanted_labels = wanted_labels(chapter.html)

    def number(
        self,
        first: int = 1,
        *,
        total: int | None = None,
        first_side: Side = "right",
        duplex: bool = False,
        blank_before: bool = False,
    ) -> LaidOut:
        """Put margin boxes on the pages and say which pages they are. The bodies are not laid out again.

        Args:
            first: number of the chapter's first page (not of a blank one before it), as its numbering counts.
            total: how many pages there are in all, for fields that say so; ``None``: up to the end of this chapter.
            first_side: the side of the sheet on which the first page is printed.
            duplex: margins of left-hand portrait pages are those of right-hand pages mirrored.
            blank_before: a blank page stands before the first one; it has the number before ``first``.
        """
        numbers, blanks = self.chapter.numbers, int(blank_before)
        before = 0 if numbers == "none" else first - 1
        with engine.LOCK, engine.no_garbage_collection(), engine.complaints_are_errors():
            pages = bodies.add_margin_boxes(
                self._context, self._bodies, before=before, total=total or before + self.page_count, numbers=numbers
            )
        left = first_side == "left"
        mirrored = [duplex and left ^ bool(index % 2) for index in range(len(pages))]
        geometry = [
            self._geometry(page, bodies.own_number(self._context, index) + before, mirror=mirrored[index])
            for index, page in enumerate(pages)
        ]
        shifts = [
            each.margin.left - page._page_box.margin_left * PT  # noqa: SLF001 - the adapter
            for each, page in zip(geometry, pages, strict=True)
        ]
        document = engine.document_of(
            pages, engine.metadata_of(self._markup), self._markup.url_fetcher, self._context.font_config
        )
        return LaidOut(
            self._markup.etree_element,
            document,
            self._context.style_for,
            self._face,
            (*[_blank_before(geometry[0], first - 1, numbers)] * blanks, *geometry),
            (*[0.0] * blanks, *shifts),
            self._bodies,
            self._kept,
        )

    def _geometry(self, page: Any, number: int, *, mirror: bool) -> PageGeometry:  # noqa: ANN401 - a type of the engine
        box, numbers = page._page_box, self.chapter.numbers  # noqa: SLF001 - the adapter
        margin = Sides(
            *(value * PT for value in (box.margin_top, box.margin_right, box.margin_bottom, box.margin_left))
        )
        width, height = box.margin_width() * PT, box.margin_height() * PT
        if mirror and width < height:
            margin = margin._replace(left=margin.right, right=margin.left)
        return PageGeometry(
            width=width,
            height=height,
            margin=margin,
            name=box.page_type.name or "",
            number=number,
            numbers=numbers,
            label=page_label(number, numbers),
        )


def _blank_before(page: PageGeometry, number: int, numbers: PageNumbers) -> PageGeometry:
    """A blank page of the size of the page that follows it."""
    counted = numbers if number > 0 else "none"
    return PageGeometry(
        page.width,
        page.height,
        page.margin,
        page.name,
        max(number, 0),
        counted,
        page_label(number, counted),
        blank=True,
    )


def lay_out(html: str, *, base: Path, face: Face, protect: Collection[str] = ()) -> LaidOut:
    """See :func:`pipeline.layout.lay_out`."""
    return set_chapter(Chapter("", html), base=base, face=face, protect=protect).number()
