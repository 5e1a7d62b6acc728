"""Evaluations: while a record of the framework could not be read, nothing is said about sums that lack it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.checks import check
from pipeline.findings import FieldPath, Finding, Place, Rule, Severity
from pipeline.model import Origin

if TYPE_CHECKING:
    from pipeline.model import Dataset
    from tests.checks.sound_evaluation import TODAY, sound_evaluation, with_deadline
else:
    from sound_evaluation import TODAY, sound_evaluation, with_deadline

UNREAD = Rule("example-unread", Severity.ERROR, "อ่านไม่ได้", "อ่านไม่ได้", "แก้")
SUMS = {"weights-not-100", "weights-of-part-differ", "part-without-indicators", "weights-of-children-differ"}


def _told(dataset: Dataset, *unread: FieldPath) -> set[str]:
    read = tuple(Finding.of(UNREAD, Place("a.yaml", 1, 1), path) for path in unread)
    return {found.rule.id for found in check(dataset.from_origin(Origin("data", {}, read)), today=TODAY)}


def _without_the_last_indicator() -> Dataset:
    return sound_evaluation(evaluation_indicators=sound_evaluation().evaluation_indicators[:-1])


def test_a_framework_that_lacks_an_indicator_does_not_add_up() -> None:
    assert _told(_without_the_last_indicator()) & SUMS


@pytest.mark.parametrize("path", [("evaluation_indicators",), ("evaluation_indicators", 0, "weight")])
def test_sums_keep_silent_while_an_indicator_or_its_weight_could_not_be_read(path: FieldPath) -> None:
    assert not _told(_without_the_last_indicator(), path) & SUMS


def test_sums_are_judged_where_something_else_could_not_be_read() -> None:
    assert _told(_without_the_last_indicator(), ("evaluation_indicators", 0, "units", 0)) & SUMS


def test_numbers_of_parts_have_no_gap_where_a_part_could_not_be_read() -> None:
    parts = sound_evaluation(dimensions=sound_evaluation().dimensions[1:])

    assert "part-number-gap" in _told(parts)
    assert "part-number-gap" not in _told(parts, ("dimensions",))


def test_a_quarter_that_could_not_be_read_is_not_also_unknown() -> None:
    number, deadline = next(
        (number, one)
        for number, one in enumerate(sound_evaluation().evaluation.deadlines)  # type: ignore[union-attr]  # it has one
        if "ไตรมาส" in one.kind.value
    )
    dataset = with_deadline(number, round=None)

    assert deadline.round is not None
    assert "deadline-quarter-unknown" in _told(dataset)
    assert "deadline-quarter-unknown" not in _told(dataset, ("evaluation", "deadlines", number, "round"))
