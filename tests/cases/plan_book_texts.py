"""Every text of the real plan book, with the place where it stands in the case.

A text is left out only where it is no text of the book (what the editor of the case wrote about it) or where the
book words the same thing twice and differs from itself; those places are listed here, each with its reason and
the place of the wording that is printed instead. The wordings themselves stand in the case alone.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cases.plan_book_prose import Json, folded
else:
    from plan_book_prose import Json, folded


class Text(NamedTuple):
    """A text of the case and its place: ``goals/strategies/0/name``."""

    place: str
    text: str


class Variant(NamedTuple):
    """Places whose wording differs from that of another place, or from a label of ours, which is printed."""

    places: str
    reason: str
    place: str = ""
    label: str = ""


EDITORIAL = (
    "document_type",
    "document_mistakes/*",
    "ocr_repairs/*",
    "validation/*",
    "table_a/note",
    "project_steps/reading_note",
    "project_steps/projects/*/header_digits",
    "project_steps/projects/*/reading",
    "project_steps/projects/*/marks_extracted/*",
)
"""What the editor of the case wrote about the book."""

OTHERWISE = (
    "project_steps/projects/*/steps/*/months/*",
    "*/duties/*/no",
    "*/marks/*",
    "*/marker",
    "*_printed",
    "*/budget_text",
    "strategic_project_summary/total/printed",
    "baseline_projects/total/printed",
)
"""Months, numbers, marks and amounts: computed by the program and tested by tests of their own."""


MEASURES = "parts/items/1/strategies/0/dimensions/0/objectives"
STEPS = "project_steps/projects"

VARIANTS = (
    Variant("titles/outer_cover/title", "title_mismatch", place="titles/inner_cover/title"),
    Variant(
        "general_information/part_heading",
        "the book's own title is แผนปฏิบัติราชการ",
        label="สาระสำคัญของแผนปฏิบัติราชการประจำปี",
    ),
    Variant(
        "contents/entries/2/text",
        "the book's own title is แผนปฏิบัติราชการ",
        label="สาระสำคัญของแผนปฏิบัติราชการประจำปี",
    ),
    Variant("contents/entries/20/text", "title_mismatch", place="dimension_tables/1/heading"),
    Variant("previous_year_results/dimensions/0/name", "มิติ twice", label="ด้านประสิทธิผลตามพันธกิจ"),
    Variant("previous_year_results/dimensions/0/heading", "มิติ twice", place="contents/entries/15/text"),
    Variant("previous_year_results/dimensions/1/heading", "a dimension has one name", place="contents/entries/18/text"),
    Variant(
        "previous_year_results/dimensions/2/heading", "a dimension has one name", place="dimension_tables/1/heading"
    ),
    Variant("previous_year_results/dimensions/3/heading", "a dimension has one name", place="contents/entries/22/text"),
    Variant("implementation/dimension_1_heading", "the name of dimension 2", place="contents/entries/15/text"),
    Variant(
        "goals/strategies/0/dimensions/0/objectives/0/text",
        "wording_mismatch",
        place="parts/items/0/strategies/0/dimensions/0/objectives/0/text",
    ),
    Variant("goals/strategies/1/dimensions/0/objectives/0/text", "wording_mismatch", place=f"{MEASURES}/0/text"),
    Variant("table_a/sections/[12]/objective/text", "wording_mismatch", place=f"{MEASURES}/0/text"),
    Variant("table_a/sections/[34567]/objective/text", "wording_mismatch", place=f"{MEASURES}/1/text"),
    Variant("table_b/sections/[12]/objective/text", "wording_mismatch", place=f"{MEASURES}/0/text"),
    Variant(
        "table_a/sections/0/dimension/name",
        "term_mismatch",
        place="parts/items/0/strategies/0/dimensions/0/name",
    ),
    Variant(
        f"{MEASURES}/1/blocks/0/objective_kpis/0/text",
        "wording_mismatch, the key results come first",
        place="key_results/items/3/text",
    ),
    *(
        Variant(places, "typo of the measures part, a check reports it", place=f"{MEASURES}/0/blocks/0/measures/0/name")
        for places in ("table_a/sections/1/rows/0/measure", "table_b/sections/1/rows/0/measures/0/text")
    ),
    *(
        Variant(places, "name_mismatch", place="strategic_project_summary/rows/6/name")
        for places in ("table_a/sections/6/rows/0/projects/0/name", f"{STEPS}/7/project_name")
    ),
    *(
        Variant(places, "name_mismatch", place="strategic_project_summary/rows/1/name")
        for places in ("table_a/sections/7/rows/0/projects/0/name", f"{STEPS}/8/project_name")
    ),
    Variant(f"{STEPS}/[34]/column_headers/0", "title_mismatch", place=f"{STEPS}/0/column_headers/0"),
    Variant(f"{STEPS}/7/column_headers/1", "term_mismatch", place=f"{STEPS}/0/column_headers/1"),
    Variant(f"{STEPS}/8/column_headers/2", "title_mismatch", place=f"{STEPS}/0/column_headers/2"),
    Variant(f"{STEPS}/8/years_printed/0", "digits", place=f"{STEPS}/0/years_printed/0"),
    Variant(f"{STEPS}/8/years_printed/1", "digits", place=f"{STEPS}/0/years_printed/1"),
    Variant(f"{STEPS}/8/total/text", "100 twice", label="รวม 6 ขั้นตอน คิดเป็นร้อยละ"),
)
"""Where the book differs from itself: what is printed instead, and why. One text of the case may be one wording."""


def printed_instead(case: Json, place: str) -> str | None:
    """The wording that is printed for that of a place; ``None`` where it is its own."""
    for variant in VARIANTS:
        if fnmatchcase(place, variant.places):
            return variant.label or at(case, variant.place)
    return None


def texts(case: Json) -> Iterator[Text]:
    """Every text of the book that somebody wrote."""
    for found in leaves(case, ""):
        if found.text.strip() and not any(fnmatchcase(found.place, given) for given in (*EDITORIAL, *OTHERWISE)):
            yield found


def leaves(value: Any, place: str) -> Iterator[Text]:  # noqa: ANN401 - any value of a JSON file
    """Every string below a value with its place."""
    if isinstance(value, str):
        yield Text(place, value)
    elif isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, below in pairs:
            yield from leaves(below, f"{place}/{key}".lstrip("/"))


def at(case: Json, place: str) -> str:
    """The text at a place."""
    value: Any = case
    for key in place.split("/"):
        value = value[int(key)] if isinstance(value, list) else value[key]
    return str(value)


def bare(text: str) -> str:
    """A text without white space and without the number that a list prints before it."""
    return folded(re.sub(r"^(\d+\.\)?|\(\d+\)|\d+\))\s*", "", text.strip()))
