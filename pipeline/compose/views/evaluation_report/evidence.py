"""หลักฐานอ้างอิง: the numbers of evidence, and the evidence of an indicator as lists and links print it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.evaluation_report.blocks import text_or_nothing
from pipeline.compose.views.evaluation_report.subjects import subjects
from pipeline.model import ListBlock, ListItem, RichText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from pipeline.compose.views.evaluation_report.report import Report
    from pipeline.scoring import Framework, FrameworkNode

HEADING = "หลักฐานอ้างอิง"


@dataclass(frozen=True, slots=True)
class Reference:
    """``(เอกสารประกอบปรากฏตามเอกสารหมายเลข n)`` behind the details of an indicator, a link to ``anchor``."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class EvidenceList:
    """The evidence of an indicator: its heading with the number of the evidence, and the numbered list.

    ``anchor`` is the id that references link to; empty without evidence, where the list says that there is none.
    """

    heading: str
    anchor: str
    items: Markup


def numbers(framework: Framework) -> Mapping[str, int]:
    """``เอกสารหมายเลข n`` of every reported indicator with evidence, by its id, in the order of the report."""
    evidenced = [
        one.node.indicator.id
        for dimension in framework.dimensions
        for one in subjects(dimension)
        if one.node.result is not None and one.node.result.evidence
    ]
    return {indicator: number for number, indicator in enumerate(evidenced, 1)}


def reference(report: Report, node: FrameworkNode) -> Reference | None:
    """The link to the evidence of an indicator; ``None`` where it has none."""
    number = report.evidence.get(node.indicator.id)
    if number is None:
        return None
    text = f"(เอกสารประกอบปรากฏตาม{document_text(report, number)})"
    return Reference(text, report.evidence_anchor(node.indicator.id))


def listed(report: Report, node: FrameworkNode) -> EvidenceList:
    """``หลักฐานอ้างอิง (เอกสารหมายเลข n)`` and its list, or ``-ไม่มี-``."""
    number = report.evidence.get(node.indicator.id)
    if number is None:
        return EvidenceList(HEADING, "", text_or_nothing(report, None))
    return EvidenceList(
        heading=f"{HEADING} ({document_text(report, number)})",
        anchor=report.evidence_anchor(node.indicator.id),
        items=text_or_nothing(report, as_list(node)),
    )


def document_text(report: Report, number: int) -> str:
    """``เอกสารหมายเลข 3``."""
    return f"เอกสารหมายเลข {report.numerals.number(number)}"


def as_list(node: FrameworkNode) -> RichText | None:
    """The evidence of an indicator, counted 1. 2. …; ``None`` where it has none."""
    evidence = node.result.evidence if node.result else ()
    if not evidence:
        return None
    return RichText(blocks=(ListBlock(items=tuple(ListItem(text=one.text) for one in evidence)),))
