"""Shorter ways to write a record, which people expect and which mean nothing else.

A formula, an activity or a piece of evidence as a plain text; targets, dimensions and quarters as ``key: value``;
results by their indicator; five levels in a row; a list of plain texts where the field is always a list; a value
with the word of its own field before it. Each is turned into the long form before it is bound, every value keeping
its own place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.model import (
    Activity,
    Dataset,
    Evaluation,
    EvaluationDimension,
    EvaluationIndicator,
    EvaluationResult,
    Evidence,
    Formula,
    Indicator,
    PartChoice,
    ResultGroup,
    Swot,
    Unit,
)
from pipeline.sources import maps
from pipeline.sources.lists import CODES, LINES, split
from pipeline.sources.markers import marked
from pipeline.sources.nodes import Entry, Fields, Items, Node, Scalar
from pipeline.sources.worded import WORDS, groups_apart, without_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.model import Record

LEADS: Final[Mapping[type[Record], str]] = {Formula: "text", Activity: "name", PartChoice: "part", Evidence: "text"}
"""Records that may be a plain text: the field that the text fills."""

MAPS: Final[Mapping[tuple[type[Record], str], tuple[str, str]]] = {
    # Lists that may be written ``key: value``, the key a number: the fields that key and value fill.
    (Indicator, "targets"): ("year", "text"),
    (Dataset, "dimensions"): ("no", "name"),
    (EvaluationResult, "quarters"): ("quarter", "value"),
}

BY_CODE: Final[Mapping[tuple[type[Record], str], tuple[type[Record], str, str]]] = {
    # Lists that may be written ``code: record``: the class, the field of the code, that of a figure alone.
    (Dataset, "evaluation_indicators"): (EvaluationIndicator, "id", ""),
    (Dataset, "evaluation_results"): (EvaluationResult, "indicator", "value"),
}

HEADINGS: Final = frozenset({
    (EvaluationDimension, "sections"), (Evaluation, "sections"), (Evaluation, "annexes"),
    (EvaluationResult, "sections"),
})  # fmt: skip
"""Lists of headings, which may be written ``heading: text``."""

GRIDS: Final = frozenset({(EvaluationIndicator, "criteria")})
"""Lists of rows of five levels."""

_LISTS: Final = frozenset({
    (Unit, "duties"), (ResultGroup, "items"),
    *((Swot, name) for name in ("strengths", "weaknesses", "opportunities", "threats")),
})  # fmt: skip
"""Prose that is a list by its nature: plain texts written as a YAML list are its items, not paragraphs."""


def as_record(record: type[Record], node: Node) -> Node:
    """The group of named values that a plain text in place of a record stands for."""
    lead = LEADS.get(record)
    if lead is None:
        return node
    prose = record is Formula and (isinstance(node, Items) or (isinstance(node, Fields) and "items" in node.entries))
    if isinstance(node, Scalar) or prose:
        return Fields({lead: Entry(Scalar(lead, node.place), node)}, node.place)
    return node


def spelled_out(record: type[Record], name: str, node: Node) -> Node:
    """The value of a field in its long form."""
    key = (record, name)
    if key in MAPS:
        return maps.from_map(node, *MAPS[key])
    if key in BY_CODE:
        return maps.from_codes(node, *BY_CODE[key])
    if key in HEADINGS or key in GRIDS:
        return maps.from_headings(node) if key in HEADINGS else maps.from_grid(node)
    if isinstance(node, Scalar) and not node.is_null and node.typed is None:
        return _text_spelled_out(key, node)
    if key in _LISTS and isinstance(node, Items) and node.items and all(map(_is_bare_item, node.items)):
        return Fields({"items": Entry(Scalar("items", node.place), node)}, node.place)
    return node


def _text_spelled_out(key: tuple[type[Record], str], text: Scalar) -> Node:
    """A text in place of a list or of a bare figure."""
    if key in WORDS:
        return without_words(text, WORDS[key])
    if key not in LINES and key not in CODES:
        return text
    return split(groups_apart(text) if key == (Evaluation, "groups") else text, coded=key in CODES)


def _is_bare_item(node: Node) -> bool:
    """Whether a part of a list is an item without a typed marker."""
    if isinstance(node, Fields):
        return "text" in node.entries
    return isinstance(node, Scalar) and marked(node.text.strip()) is None
