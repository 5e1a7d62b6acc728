"""Evaluations: every rule is found by one change of a sound evaluation, at the place of the very value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.checks.registry import EVALUATION_RULES
from pipeline.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.findings import Finding
    from pipeline.model import Dataset
    from tests.checks.evaluation_slips_framework import SLIPS as FRAMEWORK_SLIPS
    from tests.checks.evaluation_slips_framework import Slip
    from tests.checks.evaluation_slips_results import SLIPS as RESULT_SLIPS
    from tests.checks.sound_evaluation import sound_evaluation

    Told = Callable[[Dataset], dict[str, list[tuple[str | int, ...]]]]
    Only = Callable[[Dataset, str], Finding]
else:
    from evaluation_slips_framework import SLIPS as FRAMEWORK_SLIPS
    from evaluation_slips_framework import Slip
    from evaluation_slips_results import SLIPS as RESULT_SLIPS
    from sound_evaluation import sound_evaluation

SLIPS = (*FRAMEWORK_SLIPS, *RESULT_SLIPS)
STOPPING = {
    "achieved-differs",
    "framework-parent-circle",
    "framework-parent-elsewhere",
    "result-level-differs",
    "result-value-differs",
    "score-differs",
}
"""Rules that stop a build: two tables of one report would contradict each other."""


def test_a_sound_evaluation_has_no_findings(told: Told) -> None:
    assert told(sound_evaluation()) == {}


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.rule)
def test_a_slip_is_found_at_the_place_of_the_very_value(told: Told, slip: Slip) -> None:
    assert told(slip.dataset).get(slip.rule) == [slip.path]


def test_every_rule_about_an_evaluation_has_its_slip() -> None:
    assert {registered.rule.id for registered in EVALUATION_RULES} == {slip.rule for slip in SLIPS}


def test_only_contradictions_stop_a_build() -> None:
    stopping = {registered.rule.id for registered in EVALUATION_RULES if registered.rule.severity is Severity.ERROR}
    assert stopping == STOPPING


def test_rules_about_an_evaluation_say_nothing_without_one(told: Told) -> None:
    ids = {registered.rule.id for registered in EVALUATION_RULES}
    bare = sound_evaluation(evaluation=None, evaluation_indicators=())
    assert not ids & set(told(bare))
