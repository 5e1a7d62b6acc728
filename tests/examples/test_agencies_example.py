"""The example of the monthly batch: four agencies of one city that share a plan, and not all of them report in time."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from functools import cache
from typing import TYPE_CHECKING

import pytest

from pipeline.checks import check
from pipeline.findings import Severity
from pipeline.model.progress import planned_progress
from pipeline.monitoring import Concern, FollowUp, Standing, State, follow_up, month_figures
from pipeline.sources import load, write_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.model import Dataset
    from tests.examples.agencies_2569 import AGENCIES, MONTH, SOURCE, WORKBOOK
else:
    from agencies_2569 import AGENCIES, MONTH, SOURCE, WORKBOOK

NAMES = ("night-market", "quiet-streets.xlsx", "rain-garden", "story-house")
TODAY = dt.date(2026, 6, 25)


@cache
def dataset(name: str) -> Dataset:
    return load(AGENCIES / name)


@cache
def followed(name: str) -> FollowUp:
    known = dataset(name)
    return follow_up(known, MONTH, known.as_of or TODAY)


def rules(name: str, today: dt.date = TODAY) -> list[str]:
    """What the check tells and no house silences."""
    return sorted(found.rule.id for found in check(dataset(name), today=today) if found.silenced is None)


def test_there_are_four_agencies_three_in_folders_and_one_as_a_workbook() -> None:
    assert sorted(path.name for path in AGENCIES.iterdir()) == list(NAMES)
    assert all(re.fullmatch(r"[a-z-]+(\.xlsx)?", name) for name in NAMES)
    assert sorted(len(dataset(name).projects) for name in NAMES) == [1, 4, 5, 6]


@pytest.mark.parametrize("name", NAMES)
def test_an_agency_is_read_without_a_finding_and_checked_without_an_error(name: str) -> None:
    assert [f"{found.place} {found.message}" for found in dataset(name).origin.findings] == []
    errors = [found for found in check(dataset(name), today=TODAY) if found.severity is Severity.ERROR]
    assert [f"{found.place} {found.message}" for found in errors] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_silence_of_an_agency_is_used(name: str) -> None:
    silenced = {(found.rule.id, found.silenced) for found in check(dataset(name), today=TODAY) if found.silenced}

    assert silenced == {(silence.rule, silence.reason) for silence in dataset(name).house.silence}


@pytest.mark.parametrize("today", [TODAY, dt.date(2030, 1, 1)])
def test_two_agencies_have_nothing_to_be_told_on_any_day(today: dt.date) -> None:
    assert rules("rain-garden", today) == []
    assert rules("story-house", today) == []


def test_what_is_left_open_elsewhere_is_meant() -> None:
    assert rules("quiet-streets.xlsx") == ["report-after-deadline"]
    assert rules("night-market") == [
        "ended-but-unfinished", "month-without-report", "month-without-report", "quarter-after-deadline",
        "quarter-without-result", "quarter-without-result", "report-after-deadline", "report-details-missing",
        "report-incomplete",
    ]  # fmt: skip


def test_all_agencies_share_one_plan_and_every_project_serves_it() -> None:
    plans = {dataset(name).strategy for name in NAMES}
    figures = [month_figures(dataset(name), MONTH, today=TODAY) for name in NAMES]
    tops = {group.code for one in figures for group in one.strategies}

    assert len(plans) == 1
    assert tops == {"1", "2", "3"}


def test_one_agency_reported_everything_in_time() -> None:
    assert followed("rain-garden").items == ()
    assert followed("rain-garden").counts.in_time == 4


def test_one_agency_is_asked_for_every_sort_of_thing() -> None:
    asked = followed("night-market")
    sorts = {(item.concern, item.state) for item in asked.items}

    assert sorts == {
        (Concern.NO_REPORT, State.LATE),
        (Concern.LATE_REPORT, State.REPORTED),
        (Concern.INCOMPLETE, State.REPORTED),
        (Concern.NO_RESULT, State.LATE),
        (Concern.NO_RESULT, State.MISSING),
        (Concern.LATE_RESULT, State.REPORTED),
    }
    assert len([group for group in asked.divisions if group.items]) == 3
    assert len({person.contact.name for group in asked.divisions for person in group.people}) >= 4


def test_projects_are_finished_ahead_on_plan_and_behind() -> None:
    found = {one.now.standing for name in NAMES for one in month_figures(dataset(name), MONTH, today=TODAY).projects}

    assert found >= {Standing.FINISHED, Standing.AHEAD, Standing.ON_PLAN, Standing.BEHIND}


def test_every_project_has_a_plan_of_its_own_by_which_its_progress_is_measured() -> None:
    for name in NAMES:
        for project in dataset(name).projects:
            assert sum(step.weight for step in project.steps) == 100
            assert planned_progress(project, TODAY) is not None


def test_one_agency_does_not_say_the_day_of_its_data() -> None:
    assert [dataset(name).as_of is None for name in NAMES] == [False, False, False, True]


def test_telephones_are_extensions_that_nobody_has_outside() -> None:
    phones = {person.phone for name in NAMES for person in dataset(name).people}

    assert all(phone and re.fullmatch(r"โทร\. 5\d{3}(-\d| ต่อ \d)?", phone) for phone in phones)


def test_the_workbook_is_what_is_written_from_its_source_today(tmp_path: Path) -> None:
    """If not: ``python tests/examples/agencies_2569.py``."""
    write_workbook(load(SOURCE), tmp_path / "today.xlsx")
    written, kept = parts(tmp_path / "today.xlsx"), parts(WORKBOOK)

    assert list(written) == list(kept)
    assert [name for name in kept if written[name] != kept[name]] == []


def test_the_workbook_holds_the_same_dataset_as_its_source() -> None:
    assert dataset(WORKBOOK.name).model_dump() == load(SOURCE).model_dump()


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
