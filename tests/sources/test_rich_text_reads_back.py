"""Whatever prose a dataset holds, the text that a cell gets for it is read back as the same prose."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import ListBlock, ListItem, ListMarker, Paragraph, RichText, TableBlock
from pipeline.sources.richtext import from_text, to_text

# Few characters, and those that markers are made of: nearly every text looks like a list item.
TEXTS = st.text(alphabet='กขคงจ 12.)(-•*\\"=๑๒ab|:', min_size=1, max_size=12).map(str.strip).filter(bool)
UNCOUNTED = {ListMarker.BULLET, ListMarker.DASH}


def a_list(items: list[ListItem], marker: ListMarker, start: int) -> ListBlock:
    return ListBlock(items=tuple(items), marker=marker, start=1 if marker in UNCOUNTED else start)


def blocks(depth: int) -> st.SearchStrategy[list[Paragraph | ListBlock]]:
    paragraphs = TEXTS.map(lambda text: Paragraph(text=text))
    if depth == 0:
        return st.lists(paragraphs, max_size=2)
    items = st.builds(lambda text, below: ListItem(text=text, children=tuple(below)), TEXTS, blocks(depth - 1))
    lists = st.builds(a_list, st.lists(items, min_size=1, max_size=3), st.sampled_from(ListMarker), st.integers(1, 12))
    return st.lists(st.one_of(paragraphs, lists), max_size=3)


@st.composite
def tables(draw: st.DrawFn) -> TableBlock:
    """A table in which something stands."""
    width = draw(st.integers(1, 4))
    cells = st.tuples(*[TEXTS | st.just("") for _ in range(width)])
    sides = st.tuples(*[st.sampled_from(["left", "center", "right"]) for _ in range(width)])
    table = TableBlock(
        head=draw(cells), rows=tuple(draw(st.lists(cells, min_size=1, max_size=3))), align=draw(st.just(()) | sides)
    )
    return table if any(map(any, (table.head, *table.rows))) else draw(tables())


MIXED = st.lists(st.one_of(blocks(2), st.lists(tables(), max_size=2)), max_size=4).map(
    lambda found: [block for some in found for block in some]
)


@settings(max_examples=200, deadline=None)
@given(MIXED.filter(bool).map(lambda found: RichText(blocks=tuple(found))))
def test_prose_with_tables_written_as_text_reads_back_as_the_same_prose(rich: RichText) -> None:
    assert from_text(to_text(rich)).value == rich


@settings(max_examples=150, deadline=None)
@given(blocks(2).filter(bool).map(lambda found: RichText(blocks=tuple(found))))
def test_prose_written_as_text_reads_back_as_the_same_prose(rich: RichText) -> None:
    assert from_text(to_text(rich)).value == rich


def test_a_list_of_nested_numbers_below_no_numbered_item_reads_back() -> None:
    items = (ListItem(text="แรก"), ListItem(text="สอง"), ListItem(text="สาม"))
    rich = RichText(blocks=(ListBlock(items=items, marker=ListMarker.NESTED),))
    assert from_text(to_text(rich)).value == rich
