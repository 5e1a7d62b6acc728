"""A dataset full of mistakes: each is marked where it stands, and each is found there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pipeline.checks import check
from pipeline.findings import Finding, Severity
from pipeline.sources import load

BROKEN = Path(__file__).parent / "broken"
MARK = re.compile(r"# ผิด ((?:\[[a-z0-9-]+\] ?)+)")


@cache
def findings() -> tuple[Finding, ...]:
    return tuple(check(load(BROKEN)))


def marked() -> set[tuple[str, int, str]]:
    """File, line and rule of every mistake that a comment announces."""
    return {
        (path.relative_to(BROKEN).as_posix(), number, rule)
        for path in BROKEN.rglob("*.yaml")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for match in MARK.finditer(line)
        for rule in re.findall(r"\[([a-z0-9-]+)\]", match[1])
    }


def found(*severities: Severity) -> set[tuple[str, int, str]]:
    return {
        (finding.place.source, finding.place.line or 0, finding.rule.id)
        for finding in findings()
        if finding.severity in severities
    }


def test_every_marked_mistake_is_found_on_its_line() -> None:
    assert marked() - found(*Severity) == set()


def test_no_error_or_warning_is_reported_where_no_mistake_is_marked() -> None:
    assert found(Severity.ERROR, Severity.WARNING) - marked() == set()


def test_the_dataset_shows_more_than_25_kinds_of_findings() -> None:
    assert len({rule for _, _, rule in marked()}) > 25


def test_every_finding_tells_what_to_do_and_leaves_no_place_unfilled() -> None:
    for finding in findings():
        assert finding.remedy
        assert not re.search(r"\{[a-z_]+\}", finding.message + finding.remedy)
