"""Scores with the whole way that leads to them: what `saraban score` prints and what the reports print the end of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import CriterionRow, EvaluationDimension
    from pipeline.scoring.framework import FrameworkNode


class Assessor(StrEnum):
    """Whose score it is: the agency's self-assessment, or the committee's."""

    SELF = "self"
    COMMITTEE = "committee"


class NoScore(StrEnum):
    """Why an indicator has no score. Texts for people are with those who print them."""

    NO_RESULT = "no-result"
    NO_CRITERIA = "no-criteria"
    CRITERIA_UNREADABLE = "criteria-unreadable"
    CRITERIA_NOT_ORDERED = "criteria-not-ordered"
    GROUP_NOT_CHOSEN = "group-not-chosen"
    GROUP_WITHOUT_ROW = "group-without-row"
    NO_WEIGHT = "no-weight"
    CHILD_WITHOUT_SCORE = "child-without-score"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the derivation: ``label`` (Thai) and what was computed, ``70 + (70.16 − 70) ÷ 5 × 10 = 70.32``.

    ``label`` and ``pattern`` are message ids; ``names`` are the figures and names that stand in the pattern.
    """

    label: str
    pattern: str
    names: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """What was computed, in Thai whatever the language of the run: documents print it."""
        return self.pattern.format(**dict(self.names))

    def told(self) -> tuple[str, str]:
        """Label and text in the language of the run."""
        return gettext(self.label), gettext(self.pattern).format(**dict(self.names))


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one indicator by one assessor, with its derivation.

    ``value`` is the result as a number, rounded as the scheme states; ``level`` the level reached (with a
    fraction where the scheme interpolates, cut off after two decimals); ``points`` what the criteria give, ``score``
    what is left after ``deduction``; ``full`` the most it can be (100, 5, or the weight). ``weighted`` is the weighted
    score, ``full_weighted`` the most that can be. What cannot be known is ``None``, and ``missing`` says why.
    ``row`` is the row of the criteria that was used. ``weight`` is in percent of the whole, and where none was written
    what the indicator gets of its parent's. ``assumed``: by a result that was only asked about.
    """

    node: FrameworkNode
    by: Assessor
    value: Decimal | None
    level: Decimal | None
    points: Decimal | None
    deduction: Decimal
    score: Decimal | None
    full: Decimal
    weighted: Decimal | None
    missing: NoScore | None
    row: CriterionRow | None
    steps: tuple[Step, ...]
    children: tuple[Score, ...] = ()
    weight: Decimal | None = None
    full_weighted: Decimal = Decimal(0)
    assumed: bool = False

    def walk(self) -> Iterator[Score]:
        """This score and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def lacking(self) -> Iterator[Score]:
        """Where this score comes from nothing: itself, or what lacks below it."""
        if self.missing is NoScore.CHILD_WITHOUT_SCORE:
            for child in self.children:
                yield from child.lacking()
        elif self.missing is not None:
            yield self


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """The scores of a dimension or component. ``weighted`` adds up those that are known; ``complete``: all are.

    A part with a weight and no indicators is not complete.
    """

    dimension: EvaluationDimension
    scores: tuple[Score, ...]
    weight: Decimal
    weighted: Decimal
    complete: bool
    full: Decimal = Decimal(0)

    @property
    def known(self) -> Decimal | None:
        """The sum, if there is any score to add up: what has none prints blank, never 0."""
        return self.weighted if any(one.weighted is not None for one in self.scores) else None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All scores of a dataset by one assessor, in the order of the framework. ``full`` is the most it can be.

    ``assumed`` are the ids of the indicators whose results were only asked about (what if): no such card is printed
    in a report.
    """

    by: Assessor
    dimensions: tuple[DimensionScore, ...]
    weight: Decimal
    weighted: Decimal
    complete: bool
    full: Decimal = Decimal(0)
    assumed: tuple[str, ...] = ()

    def walk(self) -> Iterator[Score]:
        """Every score, in order."""
        for dimension in self.dimensions:
            for score in dimension.scores:
                yield from score.walk()

    @property
    def known(self) -> Decimal | None:
        """The sum, if there is any score to add up: what has none prints blank, never 0."""
        return self.weighted if any(one.known is not None for one in self.dimensions) else None

    def of(self, indicator: str) -> Score | None:
        """The score of the indicator of that id."""
        return next((score for score in self.walk() if score.node.indicator.id == indicator), None)
