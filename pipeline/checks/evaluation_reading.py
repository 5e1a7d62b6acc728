"""What results and targets of an evaluation say, read for comparison: levels, numbers, whether a target was met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import ScoringScheme
from pipeline.scoring import read_cell, result_value
from pipeline.thai.targets import PERCENT, ParsedTarget, parse_target

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.checks.evaluation import EvaluationView
    from pipeline.model import EvaluationResult, RichText
    from pipeline.scoring import FrameworkNode

LEVEL = "ระดับ"
"""The unit of a level; it stands before its number."""
_AT_MOST = frozenset({"ไม่เกิน", "น้อยกว่า"})
_NOTHING = frozenset({"", "ไม่มี", "-", "–"})


def level_said(text: str | None) -> Decimal | None:
    """The level that a text is: ``ระดับ 5``, ``ระดับที่ ๔``; ``None`` for any other text."""
    parsed = parse_target(text or "")
    return parsed.number if parsed is not None and parsed.unit == LEVEL else None


def quotient(result: EvaluationResult) -> Decimal | None:
    """Numerator of denominator in percent, rounded as it is printed; ``None`` unless both are given."""
    return result_value(result.model_copy(update={"value": None}))


def has_result(result: EvaluationResult) -> bool:
    """Whether anything says what came of an indicator."""
    return result_value(result) is not None or result.level is not None or result.text is not None


def unit_of(node: FrameworkNode, result: EvaluationResult) -> str | None:
    """The unit of a result; a quotient is a percentage where nothing else is said."""
    unit = PERCENT if node.indicator.unit in ("%", "เปอร์เซ็นต์") else node.indicator.unit
    return PERCENT if unit is None and quotient(result) is not None else unit


def target_of(view: EvaluationView, node: FrameworkNode) -> str:
    """The target as the documents print it: the indicator's own, the plan's, or what level 5 asks for."""
    from pipeline.compose.views.targets import evaluation_target

    return evaluation_target(view.dataset, node.indicator)


def level_reached(view: EvaluationView, node: FrameworkNode, result: EvaluationResult) -> Decimal | None:
    """The level of a result: as given, else as far as the score has come."""
    score = view.scores.get(node.indicator.id)
    return result.level if result.level is not None else (score.level if score else None)


def is_met(view: EvaluationView, node: FrameworkNode, result: EvaluationResult) -> bool | None:
    """Whether a result reaches its target; ``None`` where that cannot be told.

    Where the details tell another level than the result, the lower one counts: one of the two is a mistake.
    """
    target = parse_target(target_of(view, node))
    if target is None:
        return None
    if target.unit == LEVEL:
        told = (level_reached(view, node, result), level_said(result.achieved))
        levels = [level for level in told if level is not None]
        return min(levels) >= target.number if levels else None
    value = result_value(result)
    if value is None or not _comparable(target.unit, unit_of(node, result)):
        return None
    return value <= target.number if _less_is_better(view, node, target) else value >= target.number


def says_nothing(text: RichText | None) -> bool:
    """Whether a prose is empty, or nothing but ``-ไม่มี-``."""
    if text is None:
        return True
    from pipeline.checks.texts import prose_at

    return all(at.text.strip(" -–") in _NOTHING for at in prose_at(text, ()))


def _comparable(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def is_falling(view: EvaluationView, node: FrameworkNode) -> bool:
    """Whether less is better by the criteria of an indicator: thresholds that fall."""
    if node.indicator.scheme is ScoringScheme.WEIGHT:
        return False
    score = view.scores.get(node.indicator.id)
    rows = (score.row,) if score is not None and score.row is not None else node.indicator.criteria
    ends = [(read_cell(row.level_1), read_cell(row.level_5)) for row in rows]
    return any(first is not None and last is not None and first.low > last.high for first, last in ends)


def _less_is_better(view: EvaluationView, node: FrameworkNode, target: ParsedTarget) -> bool:
    """By the target's own words, else by the criteria."""
    if target.comparator in _AT_MOST:
        return True
    return target.comparator is None and is_falling(view, node)
