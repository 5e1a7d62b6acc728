"""What came of an indicator as a scheme sees it: the number, rounded as the reports print it, or the level."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from pipeline.messages import N_
from pipeline.model import ScoringScheme
from pipeline.scoring.figures import figure, half_up, settled
from pipeline.scoring.scorecard import Assessor, NoScore, Step
from pipeline.scoring.thresholds import has_thresholds
from pipeline.thai.targets import PERCENT, print_target

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.model import EvaluationIndicator, EvaluationResult

VALUE_PLACES = 2
"""Decimals of a result. The real report prints 94,581,296.26 of 134,802,800 as ร้อยละ 70.16 and scores that."""

_RESULT = N_("ผลการดำเนินงาน")
_ASSUMED = N_("ผลการดำเนินงานสมมติ")
_ASSUMED_LEVEL = N_("ระดับสมมติ")
_COMMITTEE = N_("ผลตามคณะกรรมการ")
_COMMITTEE_SCORE = N_("คะแนนที่คณะกรรมการให้")
_ROUNDED = N_("{given} ปัดเป็น {value}")
_PERCENT = "{numerator} ÷ {denominator} × 100 = {value}"

Cells = tuple[str | None, ...] | NoScore


@dataclass(frozen=True, slots=True)
class Taken:
    """The result that counts for an assessor, or the score that the committee gave outright."""

    value: Decimal | None = None
    level: Decimal | None = None
    score: Decimal | None = None
    steps: tuple[Step, ...] = ()
    assumed: bool = False

    @property
    def is_given(self) -> bool:
        """Whether there is anything to score."""
        return self.value is not None or self.level is not None or self.score is not None


def result_value(result: EvaluationResult | None, by: Assessor = Assessor.SELF) -> Decimal | None:
    """The result as a number, rounded half up to two decimals: as written, else its numerator in percent."""
    if result is None:
        return None
    if by is Assessor.COMMITTEE:
        return None if result.committee_value is None else half_up(result.committee_value, VALUE_PLACES)
    if result.value is not None:
        return half_up(result.value, VALUE_PLACES)
    if result.numerator is None or result.denominator is None:
        return None
    return half_up(Fraction(result.numerator) * 100 / Fraction(result.denominator), VALUE_PLACES)


def is_asked_as_level(scheme: ScoringScheme, cells: Cells) -> bool:
    """Whether a number asked about (what if) is a level: where the criteria hold no thresholds to compare it with."""
    if scheme is ScoringScheme.MILESTONES or cells is NoScore.NO_CRITERIA:
        return True
    return scheme is ScoringScheme.WEIGHT and (isinstance(cells, NoScore) or not has_thresholds(cells))


def assumed(number: Decimal, indicator: EvaluationIndicator, cells: Cells) -> Taken:
    """A result that is only asked about."""
    if is_asked_as_level(indicator.scheme, cells):
        return Taken(level=number, steps=(_figure_step(_ASSUMED_LEVEL, number),), assumed=True)
    value = half_up(number, VALUE_PLACES)
    return Taken(value=value, steps=(_rounded_step(_ASSUMED, number, value, indicator.unit),), assumed=True)


def taken(result: EvaluationResult | None, by: Assessor, unit: str | None = None) -> Taken:
    """The result of the data, by the assessor; ``unit`` (หน่วยนับ) is shown with it."""
    if result is None:
        return Taken()
    value = result_value(result, by)
    if by is Assessor.COMMITTEE:
        return _by_committee(result, value, unit)
    if value is None:
        return Taken(level=result.level)
    if result.value is not None:
        return Taken(value, result.level, steps=(_rounded_step(_RESULT, result.value, value, unit),))
    numerator, denominator = Fraction(result.numerator or 0), Fraction(result.denominator or 1)
    names = (
        ("numerator", figure(numerator)),
        ("denominator", figure(denominator)),
        ("value", _measured(settled(numerator * 100 / denominator, value), value, unit or PERCENT)),
    )
    return Taken(value, result.level, steps=(Step(_RESULT, _PERCENT, names),))


def _by_committee(result: EvaluationResult, value: Decimal | None, unit: str | None) -> Taken:
    steps = () if value is None else (_rounded_step(_COMMITTEE, result.committee_value or value, value, unit),)
    if result.committee_score is not None:
        steps = (*steps, _figure_step(_COMMITTEE_SCORE, result.committee_score))
    return Taken(value, result.committee_level, result.committee_score, steps)


def _figure_step(label: str, number: Decimal, unit: str | None = None) -> Step:
    return Step(label, "{value}", (("value", _measured(figure(number), number, unit)),))


def _rounded_step(label: str, given: Decimal, value: Decimal, unit: str | None) -> Step:
    if given == value:
        return _figure_step(label, value, unit)
    return Step(label, _ROUNDED, (("given", figure(given)), ("value", _measured(figure(value), value, unit))))


def _measured(computed: str, value: Decimal, unit: str | None) -> str:
    """The end of a computation with its unit: ``ร้อยละ 92.5``, ``70.1627… ≈ ร้อยละ 70.16``, ``5.4 วันทำการ``."""
    number = figure(value)
    return computed.removesuffix(number) + print_target(None, value, unit)
