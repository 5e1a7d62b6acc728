"""Pages in two steps: the bodies first, margin boxes when it is known how the pages are numbered.

What: :func:`lay_out_bodies` breaks a document into pages; :func:`add_margin_boxes` puts running heads and page
numbers on copies of them, as often as wanted, without laying out a body again.
Why: upstream does both in one generator, so that a chapter whose first page is another than before would have to be
laid out anew.
Upstream: ``layout.layout_document``; the order of work is the same, and so are the pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.layout import quick_start  # noqa: F401 - before WeasyPrint

# isort: split
from weasyprint.anchors import gather_anchors
from weasyprint.document import Page
from weasyprint.layout import background, initialize_page_maker, layout_fixed_boxes
from weasyprint.layout.page import make_all_pages, make_margin_boxes

from pipeline.layout.numbering import counted_in_letters

if TYPE_CHECKING:
    from pipeline.layout.types import PageNumbers

_MOST_ROUNDS = 8


def lay_out_bodies(markup: Any, root_box: Any, context: Any) -> list[Page]:  # noqa: ANN401 - the engine's
    """Break a document into pages; they have no margin boxes yet."""
    initialize_page_maker(context, root_box)
    footnotes = context.footnotes.copy()
    boxes: list[Any] = []
    total = 0
    for turn in range(_MOST_ROUNDS):
        if turn:
            context.footnotes = footnotes.copy()
        before, boxes = total, list(make_all_pages(context, root_box, markup, boxes))
        total = len(boxes)
        if not _again(context, total, moved=before != total):
            break
    _collect_labels(context, boxes)
    for number, box in enumerate(boxes):
        root, footnote_area, note_area = box.children
        root.children = [
            *layout_fixed_boxes(context, boxes[:number], box),
            *root.children,
            *layout_fixed_boxes(context, boxes[number + 1 :], box),
        ]
        box.children = (root, *(area for area in (footnote_area, note_area) if area.children))
        background.layout_backgrounds(box, context.get_image_from_uri)
    return [Page(box) for box in boxes]


def _again(context: Any, total: int, *, moved: bool) -> bool:  # noqa: ANN401 - the engine's
    """Tell every page how many there are; whether some must be made again for that."""
    again = False
    for _, _, _, state, remake in context.page_maker:
        state[1]["pages"] = [total]
        again |= remake["content_changed"] or (remake["pages_wanted"] and moved)
    return again


def _collect_labels(context: Any, pages: list[Any]) -> None:  # noqa: ANN401 - the engine's
    """Settle what depends on page numbers and is no box: labels of bookmarks (one an element), named strings."""
    seen: set[tuple[str, int]] = set()
    for number, page in enumerate(pages, 1):
        counters = context.page_maker[number][3][1]
        for box in page.descendants():
            if box.bookmark_label:
                key = (box.element_tag.partition("::")[2], id(box.element))
                if key in seen:
                    box.bookmark_label = ""
                seen.add(key)
            if box.missing_link:
                _parse_again(context, box, counters)
            if box.string_set and box.string_set != "none":
                for name, text in box.string_set:
                    context.string_set[name][number].append(text)


def _parse_again(context: Any, box: Any, counters: Any) -> None:  # noqa: ANN401 - the engine's
    for (lookup_box, token), item in context.target_collector.counter_lookup_items.items():
        if box.missing_link == lookup_box and token != "content":  # noqa: S105 - no secret
            if token == "bookmark-label" and not box.bookmark_label:  # noqa: S105 - no secret
                continue
            item.parse_again(counters)
            if token == "bookmark-label":  # noqa: S105 - no secret
                box.bookmark_label = lookup_box.bookmark_label


def own_number(context: Any, index: int) -> int:  # noqa: ANN401 - the engine's
    """The number of a page as the stylesheet counts it, from 1 in every chapter."""
    return int(context.page_maker[index + 1][3][1]["page"][-1])


class NumberedPage(Page):  # type: ignore[misc]  # WeasyPrint publishes no types
    """A page with its margin boxes; shares its body with the page that it was made of."""

    def __init__(self, body: Page, box: Any, margin_boxes: tuple[Any, ...]) -> None:  # noqa: ANN401 - the engine's
        # What the body holds was gathered when it was laid out; the parent's constructor would do it again.
        self.width, self.height, self.bleed = body.width, body.height, body.bleed
        self.anchors, self.links, self.bookmarks = dict(body.anchors), list(body.links), list(body.bookmarks)
        self.forms = dict(body.forms)
        self.margin_boxes = margin_boxes
        self._page_box = box
        for each in margin_boxes:
            gather_anchors(each, self.anchors, self.links, self.bookmarks, self.forms)


def add_margin_boxes(
    context: Any,  # noqa: ANN401 - the engine's
    pages: list[Page],
    *,
    before: int,
    total: int,
    numbers: PageNumbers,
) -> list[NumberedPage]:
    """The pages with their margin boxes.

    Args:
        context: the layout context that the bodies were made in.
        pages: what :func:`lay_out_bodies` returned.
        before: how many pages were counted before the first one.
        total: how many pages there are, for fields that say so.
        numbers: ``front`` prints page numbers in Thai letters, whatever style the sheet asks for.
    """
    given = context.counter_style
    if numbers == "front":
        context.counter_style = counted_in_letters(given)
    try:
        return [_with_margin_boxes(context, page, index, before, total) for index, page in enumerate(pages)]
    finally:
        context.counter_style = given


def _with_margin_boxes(context: Any, page: Page, index: int, before: int, total: int) -> NumberedPage:  # noqa: ANN401
    context.current_page = index + 1
    quotes, counters, scopes, groups = context.page_maker[index + 1][3]
    counters = {**counters, "page": [value + before for value in counters["page"]], "pages": [total]}
    body = page._page_box  # noqa: SLF001 - the adapter
    box = body.copy()
    margin_boxes = tuple(make_margin_boxes(context, body, (quotes, counters, scopes, groups)))
    for each in margin_boxes:
        background.layout_box_backgrounds(box, each, context.get_image_from_uri)
    box.children = (*body.children, *margin_boxes)
    return NumberedPage(page, box, margin_boxes)
