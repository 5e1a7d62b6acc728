"""Results, levels, weights and scores in one style, for every table and form of the report."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from pipeline.compose.views.targets import evaluation_target
from pipeline.compose.views.texts import plain
from pipeline.scoring import Assessor
from pipeline.scoring.figures import cut, half_up
from pipeline.thai.money import common_places, format_amount
from pipeline.thai.targets import PERCENT, print_target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.compose.views.evaluation_report.report import Report
    from pipeline.model import EvaluationResult
    from pipeline.scoring import FrameworkNode

_PLACES = 2
"""Of a result, rounded half up: scores are computed from what the report prints."""

_MOST_PLACES = 6
"""Of a score: frameworks round to fewer."""

_EQUALS = " = "
_LEVEL = re.compile(r"ระดับ\s*(?:ที่\s*)?[0-9๐-๙]")
_LOWEST, _HIGHEST = Decimal(1), Decimal(5)


def target_text(report: Report, node: FrameworkNode) -> str:
    """What the indicator aims at."""
    return report.numerals.typed(evaluation_target(report.dataset, node.indicator))


def weight_text(report: Report, weight: Decimal | None) -> str:
    """A weight in percent without useless zeros; empty where there is none."""
    return "" if weight is None else report.numerals.computed(plain(_rounded(weight)))


def points_text(report: Report, points: Decimal | None, places: int | None = None) -> str:
    """``60 คะแนน``, ``70.32 คะแนน``; what has no score is blank, never 0. ``places`` are those of its column."""
    if points is None:
        return ""
    figure = plain(points) if places is None else format_amount(points, places)
    return f"{report.numerals.computed(figure)} คะแนน"


def weighted_text(report: Report, points: Decimal | None) -> str:
    """``8.89 คะแนน``, ``8.00 คะแนน``: a weighted score, with as many decimals as all others of the framework."""
    if points is None:
        return ""
    return f"{report.numerals.computed(format_amount(points, report.evaluation.decimals))} คะแนน"


def score_text(report: Report, node: FrameworkNode, places: int | None = None) -> str:
    """The score (คะแนนที่ได้) of an indicator, after deductions, with as many decimals as its column has."""
    score = report.scores.get(node.indicator.id)
    return points_text(report, score.score if score else None, places)


def score_places(report: Report, nodes: Iterable[FrameworkNode]) -> int:
    """Decimals of a column of scores: what the longest of them needs."""
    found = (report.scores.get(node.indicator.id) for node in nodes)
    scores = (score.score for score in found if score is not None and score.score is not None)
    return common_places(scores, _MOST_PLACES)


def level_text(report: Report, node: FrameworkNode) -> str:
    """``ระดับ 4``: the level as given, else the highest one that the score has reached; empty where none is known."""
    level = _given_level(report, node.result)
    if level is None:
        score = report.scores.get(node.indicator.id)
        if score is None or score.level is None:
            return ""
        level = cut(score.level, 0)
        level = min(max(level, _LOWEST), _HIGHEST)
    return _level(report, level)


def achieved_lines(report: Report, node: FrameworkNode) -> tuple[str, ...]:
    """What was achieved (ผลสำเร็จ, ระดับความสำเร็จ), the same in every table: the level, else the result.

    What somebody wrote for the table of details alone is printed besides, unless it tells a level: there is one.
    """
    level, result = level_text(report, node), node.result
    written = report.numerals.typed(result.achieved) if result and result.achieved else ""
    if level and _LEVEL.search(written):
        written = ""
    return tuple(line for line in (level, written) if line) or tuple(filter(None, [result_text(report, node)]))


def result_lines(report: Report, node: FrameworkNode) -> tuple[str, ...]:
    """The result (ผลการดำเนินงาน), what it was computed from, and as of when; nothing where there is no result."""
    lines = (result_text(report, node), computed_from(report, node), as_of_text(report, node))
    return tuple(line for line in lines if line)


def result_text(report: Report, node: FrameworkNode) -> str:
    """The result: its text, else ``ระดับ 4``, else ``ร้อยละ 70.16`` or ``12 ระบบ``; empty where there is none.

    Where the committee's scores are printed and it has a result of its own, that is it.
    """
    result = node.result
    if result is None:
        return ""
    if result.text is not None and not _by_committee(report, result):
        return report.numerals.typed(result.text)
    level = _given_level(report, result)
    if level is not None:
        return _level(report, level)
    value = _value(report, result)
    if value is None:
        return ""
    if _is_quotient(report, result):
        return report.numerals.computed(_result_figure(value, node.indicator.unit or PERCENT))
    return report.numerals.computed(_result_figure(_rounded(value), node.indicator.unit))


def computed_text(report: Report, node: FrameworkNode) -> str:
    """``(94,581,296.26 × 100) ÷ 134,802,800 = ร้อยละ 70.16``, where the result is a quotient."""
    result = node.result
    if result is None or not _is_quotient(report, result) or result.numerator is None or result.denominator is None:
        return ""
    above, below = format_amount(result.numerator), format_amount(result.denominator)
    quotient = _result_figure(_quotient(result), node.indicator.unit or PERCENT)
    return report.numerals.computed(f"({above} × 100) ÷ {below}{_EQUALS}{quotient}")


def computed_from(report: Report, node: FrameworkNode) -> str:
    """``(94,581,296.26 × 100) ÷ 134,802,800`` below the result that it makes; the whole below any other result."""
    formula, _, quotient = computed_text(report, node).partition(_EQUALS)
    return formula if quotient == result_text(report, node) else computed_text(report, node)


def as_of_text(report: Report, node: FrameworkNode) -> str:
    """``ข้อมูล ณ วันที่ 13 ก.ย. 2564``; empty where no day is given."""
    day = node.result.as_of if node.result else None
    return f"ข้อมูล ณ วันที่ {report.numerals.date(day, 'short')}" if day else ""


def is_a_level(report: Report, node: FrameworkNode) -> bool:
    """Whether the result is nothing but a level."""
    result = node.result
    return result is not None and result.text is None and _given_level(report, result) is not None


def value_text(report: Report, node: FrameworkNode, value: Decimal, places: int | None = None) -> str:
    """``ร้อยละ 70.16``, ``12 ระบบ``: a number with the unit of the indicator; ``places`` are those of its column."""
    return report.numerals.computed(print_target(None, _rounded(value), node.indicator.unit, places=places))


def _by_committee(report: Report, result: EvaluationResult) -> bool:
    """Whether the committee's own result is to be printed."""
    given = result.committee_level is not None or result.committee_value is not None
    return given and not report.blank and report.scorecard.by is Assessor.COMMITTEE


def _given_level(report: Report, result: EvaluationResult | None) -> Decimal | None:
    if result is None:
        return None
    return result.committee_level if _by_committee(report, result) else result.level


def _value(report: Report, result: EvaluationResult) -> Decimal | None:
    if _by_committee(report, result):
        return result.committee_value
    if result.value is None and result.numerator is not None and result.denominator is not None:
        return _quotient(result)
    return result.value


def _is_quotient(report: Report, result: EvaluationResult) -> bool:
    given = result.numerator is not None and result.denominator is not None
    return given and result.value is None and not _by_committee(report, result)


def _quotient(result: EvaluationResult) -> Decimal:
    above, below = result.numerator or Decimal(0), result.denominator or Decimal(1)
    return half_up(Fraction(above) * 100 / Fraction(below), _PLACES)


def _result_figure(value: Decimal, unit: str | None) -> str:
    """``ร้อยละ 88.60``, ``4.5 วัน``: results in percent that are not whole have two decimals, all of them."""
    if unit != PERCENT:
        return print_target(None, value, unit)
    return print_target(None, value, unit, places=_PLACES if common_places([value]) else 0)


def _rounded(number: Decimal) -> Decimal:
    return half_up(number, _PLACES)


def _level(report: Report, level: Decimal) -> str:
    return report.numerals.computed(f"ระดับ {plain(level)}")
