"""Which texts of the real evaluation report and of the framework summary are printed otherwise, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cases.case_texts import CaseTexts
    from tests.cases.plan_book_texts import Variant
else:
    from case_texts import CaseTexts
    from plan_book_texts import Variant

EDITOR = "what the editor of the case wrote about the document"
LINES = "printed in two lines, each of which is a text of its own"
OWN_TEST = "a figure, a day or a part of a sentence that stands in another text; tests of their own ask for it"
STUDY = "of the individual study itself, a kind of document that is not built yet"
ONE_LEVEL = "the table of details prints the level of the result; another one typed for it stops the build"
ONE_HEAD = "the heads of the real forms differ from each other, ours are one"

REPORT = CaseTexts(
    not_printed=(
        *((place, EDITOR) for place in ("case", "document_type", "source", "document_mistakes/*", "ocr_repairs/*")),
        ("components/*/ops/*", EDITOR),
        ("components/*/unit", EDITOR),
        ("components/*/bullet", EDITOR),
        ("title", LINES),
        ("components/3/sub_indicators/0/budget/*", OWN_TEST),
        ("components/3/sub_indicators/0/appeal/status", OWN_TEST),
        ("components/1/indicator_details/*/achieved", ONE_LEVEL),
    ),
    variants=(
        Variant("components/[01]/result_heads/2", ONE_HEAD, place="components/2/result_heads/1"),
        Variant("components/[01]/result_heads/3", ONE_HEAD, place="components/2/result_heads/2"),
    ),
)

FRAMEWORK = CaseTexts(
    not_printed=(
        *((place, EDITOR) for place in ("case", "document_type", "source", "document_mistakes/*", "ocr_repairs/*")),
        ("uncertain_readings/*", EDITOR),
        ("framework/dimensions/*/children_scale", EDITOR),
        *((f"deadlines/*/{key}", EDITOR) for key in ("kind", "rule", "where/*", "dates/*", "dates_are", "month")),
        *((f"deadlines/*/{key}", OWN_TEST) for key in ("from", "to", "items/*/date", "items/*/text")),
        *((f"timeline/rows/*/{key}", EDITOR) for key in ("period_from", "period_to")),
        ("success_indicators/rows/*/level", EDITOR),
        ("success_indicators/rows/*/formula/*", EDITOR),
        *((place, STUDY) for place in ("document/*", "outline/*", "section_periods/*")),
        ("framework/title", LINES),
    ),
    variants=(
        Variant("framework/dimensions/1/subtotal_printed/text", "computed from the rows", label="มิติที่ ๒ รวม (ร้อยละ ๑๐)"),
        Variant(
            "framework/dimensions/3/subtotal_printed/text", "computed from its own number", label="มิติที่ ๔ รวม (ร้อยละ ๑๐)"
        ),
    ),
)
