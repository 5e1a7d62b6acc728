"""Headings with a text below: what the report says in prose, and ``-ไม่มี-`` where there is nothing to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from pipeline.compose.views.texts import UNDER_HEADING, prose

if TYPE_CHECKING:
    from pipeline.compose.composed import Entry
    from pipeline.compose.prose import Keep
    from pipeline.compose.views.evaluation_report.report import Report
    from pipeline.model import Narrative, RichText

NOTHING = "-ไม่มี-"
"""The office looked, and there was nothing: a block is never left out, nor left empty."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and its text."""

    heading: Entry
    text: Markup


def text_or_nothing(report: Report, text: RichText | None, keep: Keep = UNDER_HEADING) -> Markup:
    """A text of the dataset as HTML; ``-ไม่มี-`` where there is none."""
    return prose(text, report.numerals, keep) or Markup("<p>{}</p>").format(NOTHING)


def block(report: Report, level: int, heading: str, text: RichText | None, *anchor: str) -> Block:
    """A heading of that level; its id is made of ``anchor``."""
    return Block(report.heading(level, heading, *anchor), text_or_nothing(report, text))


def narrative(report: Report, level: int, section: Narrative, *anchor: str) -> Block:
    """A heading of the agency's own with its text."""
    return block(report, level, section.heading, section.text, *anchor)
