"""What holds for every scale and every result."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import PointScale, ScoringScheme
from pipeline.scoring import Score, score
from pipeline.scoring.figures import cut, figure, half_up, settled
from pipeline.scoring.schemes import Given, interpolated, stairs

if TYPE_CHECKING:
    from tests.scoring.conftest import Indicator, Office

numbers = st.decimals(min_value=-(10**6), max_value=10**6, places=2)
scales = st.lists(numbers, min_size=5, max_size=5, unique=True).map(sorted)
ladders = scales | scales.map(lambda cells: cells[::-1])
"""Thresholds that rise or fall."""
points = st.sampled_from([scale.points for scale in PointScale])


def _points(cells: list[Decimal], value: Decimal, worth: tuple[Decimal, ...], places: int = 6) -> Decimal:
    texts = tuple(f"{cell:f}" for cell in cells)
    found = interpolated(Given(value, None, texts, worth, None, places)).points
    assert found is not None
    return found


@given(ladders, numbers, numbers, points)
def test_a_better_result_never_gives_fewer_points(
    cells: list[Decimal], one: Decimal, other: Decimal, worth: tuple[Decimal, ...]
) -> None:
    worse, better = (max(one, other), min(one, other)) if cells[0] > cells[4] else (min(one, other), max(one, other))

    assert _points(cells, worse, worth) <= _points(cells, better, worth)


@given(ladders, points)
def test_every_threshold_gives_exactly_the_points_of_its_level(
    cells: list[Decimal], worth: tuple[Decimal, ...]
) -> None:
    assert tuple(_points(cells, cell, worth) for cell in cells) == worth


@given(ladders, points, st.integers(0, 4), st.sampled_from([-1, 1]))
def test_points_do_not_jump_at_a_threshold(
    cells: list[Decimal], worth: tuple[Decimal, ...], place: int, side: int
) -> None:
    step = Decimal("0.01")
    steepest = max(
        Fraction(high - low) / abs(Fraction(after) - Fraction(before))
        for low, high, before, after in zip(worth, worth[1:], cells, cells[1:], strict=False)
    )

    beside = _points(cells, cells[place] + side * step, worth)

    assert abs(Fraction(beside) - Fraction(worth[place])) <= steepest * Fraction(step) + Fraction(1, 10**6)


@given(ladders, st.decimals(min_value=0, max_value=10**6, places=2), points)
def test_beyond_the_scale_are_floor_and_ceiling(
    cells: list[Decimal], further: Decimal, worth: tuple[Decimal, ...]
) -> None:
    outwards = further if cells[0] < cells[4] else -further
    assert _points(cells, cells[0] - outwards, worth) == worth[0]
    assert _points(cells, cells[4] + outwards, worth) == worth[4]


@given(ladders, numbers, points)
def test_steps_never_give_more_than_the_line(cells: list[Decimal], value: Decimal, worth: tuple[Decimal, ...]) -> None:
    texts = tuple(f"{cell:f}" for cell in cells)

    climbed = stairs(Given(value, None, texts, worth, None, 6)).points

    assert climbed in worth
    assert climbed is not None
    assert climbed <= _points(cells, value, worth)


@given(scales, numbers)
def test_points_are_the_exact_line_rounded_half_up_once(cells: list[Decimal], value: Decimal) -> None:
    worth = PointScale.HUNDRED.points
    exact = Fraction(worth[0])
    for low, high, start, end in zip(worth, worth[1:], cells, cells[1:], strict=False):
        if value >= end:
            exact = Fraction(high)
        elif value > start:
            exact = Fraction(low) + Fraction(value - start) / Fraction(end - start) * Fraction(high - low)

    assert _points(cells, value, worth, places=2) == half_up(exact, 2)


@given(
    cells=scales,
    results=st.lists(st.tuples(numbers, st.integers(0, 12)), min_size=1, max_size=6),
    weights=st.lists(st.decimals(min_value=0, max_value=100, places=2), min_size=6, max_size=6),
    places=st.integers(0, 4),
    scale=st.sampled_from(PointScale),
    schemes=st.lists(st.sampled_from(ScoringScheme), min_size=6, max_size=6),
)
def test_totals_add_up_what_is_printed_and_hold_no_float(
    office: Office,
    indicator: Indicator,
    cells: list[Decimal],
    results: list[tuple[Decimal, int]],
    weights: list[Decimal],
    places: int,
    scale: PointScale,
    schemes: list[ScoringScheme],
) -> None:
    indicators = [
        indicator(
            f"i{place}",
            [f"{cell:f}" for cell in cells],
            weight=weights[place],
            scheme=schemes[place],
            dimension=1 + place % 2,
        )
        for place in range(len(results))
    ]
    given_ = {
        f"i{place}": {"value": value, "level": Decimal(place % 6), "missed_reports": missed}
        for place, (value, missed) in enumerate(results)
    }

    card = score(office(*indicators, results=given_, decimals=places, scale=scale, missed_report_deduction="0.2"))

    assert card.complete
    assert card.weighted == sum(one.weighted for one in card.dimensions)
    for dimension in card.dimensions:
        assert dimension.weighted == sum((one.weighted or 0 for one in dimension.scores), Decimal(0))
    for one in card.walk():
        assert one.score is not None
        assert 0 <= one.score <= max(one.full, one.points or 0)
        for number in (one.value, one.level, one.points, one.deduction, one.score, one.full, one.weighted, one.weight):
            assert number is None or type(number) is Decimal
        for number in (one.points, one.weighted):
            assert number is not None
            assert -int(number.as_tuple().exponent) == places


def _shown(one: Score) -> tuple[object, ...]:
    return (one.value, one.level, one.score, one.weighted, [step.text for step in one.steps])


def test_the_precision_of_the_thread_does_not_matter(office: Office, indicator: Indicator) -> None:
    data = office(
        indicator("x", "1.000001/2/3/4/500000000.01", weight=Decimal("33.33")),
        results={"x": {"numerator": "94581296.26", "denominator": "134802800"}},
    )
    usual = [_shown(one) for one in score(data).walk()]

    with decimal.localcontext() as context:
        context.prec = 3
        context.rounding = decimal.ROUND_DOWN
        assert [_shown(one) for one in score(data).walk()] == usual


@pytest.mark.parametrize(
    ("number", "places", "rounded"),
    [("70.165", 2, "70.17"), ("70.1649999", 2, "70.16"), ("-0.5", 0, "-1"), ("2.5", 0, "3"), ("7", 2, "7.00")],
)
def test_a_half_is_rounded_away_from_zero(number: str, places: int, rounded: str) -> None:
    assert str(half_up(Decimal(number), places)) == rounded


@given(st.fractions(min_value=-(10**9), max_value=10**9), st.integers(0, 6))
def test_rounding_is_never_further_off_than_half_a_digit(number: Fraction, places: int) -> None:
    digit = Fraction(1, 10**places)

    assert abs(Fraction(half_up(number, places)) - number) <= digit / 2
    assert 0 <= abs(number) - abs(Fraction(cut(number, places))) < digit


def test_figures_tell_their_rounding() -> None:
    assert figure(Decimal("94581296.260")) == "94,581,296.26"
    assert figure(Decimal("-0.00")) == "0"
    assert settled(Fraction(7032, 100), Decimal("70.32")) == "70.32"
    assert settled(Decimal("7.012"), Decimal("7.01")) == "7.012 ≈ 7.01"
    assert settled(Fraction(20, 3), Decimal("6.67")) == "6.6666… ≈ 6.67"
