"""The examples build as they are, and show the whole range of what projects look like."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from pipeline.bundled import bundled_folder
from pipeline.checks import check
from pipeline.findings import Severity
from pipeline.model import Dataset, ListBlock, OnPlan, Paragraph, Project, RichText, TableBlock
from pipeline.model.progress import planned_progress
from pipeline.sources import load

CITY_LAB = "city-lab-2569"
ONE_PROJECT = "one-project-2569"


@cache
def dataset(name: str) -> Dataset:
    return load(bundled_folder("examples") / name)


def project(number: int) -> Project:
    return next(found for found in dataset(CITY_LAB).projects if found.code == f"88000000-{number:04d}")


@pytest.mark.parametrize("name", [CITY_LAB, ONE_PROJECT])
def test_an_example_is_read_without_a_single_finding(name: str) -> None:
    assert [str(found.place) + " " + found.message for found in dataset(name).origin.findings] == []


@pytest.mark.parametrize("name", [CITY_LAB, ONE_PROJECT])
def test_an_example_has_no_errors(name: str) -> None:
    errors = [found for found in check(dataset(name)) if found.severity is Severity.ERROR]

    assert [f"{found.place} {found.message}" for found in errors] == []


def test_the_smallest_example_is_free_of_warnings_too() -> None:
    assert [f"{found.place} {found.message}" for found in check(dataset(ONE_PROJECT))] == []


def test_the_warnings_left_open_are_the_announced_ones() -> None:
    """They show what the check is for; a comment at the head of each file says so."""
    open_warnings = {
        (found.place.source, found.rule.id)
        for found in check(dataset(CITY_LAB))
        if found.severity is Severity.WARNING and found.silenced is None
    }

    assert open_warnings == {
        ("projects/88000000-0002.yaml", "report-after-deadline"),
        ("projects/88000000-0009.yaml", "report-empty"),
        ("projects/88000000-0009.yaml", "report-incomplete"),
        ("projects/88000000-0009.yaml", "month-without-report"),
    }


def test_every_silence_of_the_example_is_used_and_shows_its_reason() -> None:
    findings = check(dataset(CITY_LAB))
    silenced = {(found.rule.id, found.silenced) for found in findings if found.silenced}

    assert not [found for found in findings if found.rule.id.startswith("silence-")]
    assert silenced == {(silence.rule, silence.reason) for silence in dataset(CITY_LAB).house.silence}


def test_there_are_at_least_eight_projects_with_0_to_60_reports() -> None:
    reports = {len(found.reports) for found in dataset(CITY_LAB).projects}

    assert len(dataset(CITY_LAB).projects) >= 8
    assert {0, 60} <= reports


def test_a_project_is_finished_before_the_year_ends() -> None:
    finished = project(3)

    assert finished.end is not None
    assert (finished.end.month, finished.end.day) != (9, 30)
    assert finished.reports[-1].progress == 100


def test_a_project_is_late_and_says_so() -> None:
    late = project(2)
    last = late.reports[-1]

    assert last.date is not None
    assert last.progress is not None
    planned = planned_progress(late, last.date)
    assert planned is not None
    assert planned - last.progress > 10
    assert last.on_plan is OnPlan.BEHIND


def test_a_month_has_two_reports() -> None:
    months = [(report.date.year, report.date.month) for report in project(3).reports if report.date]

    assert len(months) == len(set(months)) + 1


def test_money_has_satang_and_adds_up_to_what_was_typed() -> None:
    spent = project(6)

    assert spent.budget_spent == Decimal("1204862.75")
    assert spent.disbursed_total == spent.budget_spent


def test_a_project_is_complete_with_nothing_spent() -> None:
    unspent = project(4)

    assert unspent.disbursed_total == 0
    assert unspent.budget_received == 45_000
    assert unspent.reports[-1].progress == 100


def test_owners_are_a_person_a_position_and_a_unit() -> None:
    person, position, unit = (project(number).responsible for number in (1, 9, 5))

    assert person is not None
    assert position is not None
    assert unit is not None
    assert person.person == "phimlaphat"
    assert position.person is None
    assert position.position == "หัวหน้ากลุ่มงานแผนและงบประมาณ"
    assert (unit.person, unit.name, unit.position, unit.unit) == (None, None, None, "follow-up")


def test_an_entry_is_empty_one_lacks_its_percentage_and_disbursements_count_on_their_own() -> None:
    reports = {report.no: report for report in project(9).reports}

    assert reports[3].is_empty
    assert reports[5].progress is None
    assert reports[5].disbursed is None
    assert [reports[no].disbursement_no for no in (4, 6, 7, 8)] == [1, 2, 3, 4]


def test_a_project_crosses_fiscal_years_and_a_name_speaks_of_another_year() -> None:
    crossing = project(6)

    assert crossing.end is not None
    assert crossing.end.year == 2027
    assert "2570" in project(5).name
    assert project(5).fiscal_year == 2569


def test_a_narrative_fills_more_than_a_page_and_holds_lists_in_lists() -> None:
    narrative = project(1).reports[-1].narrative

    assert narrative is not None
    assert len(narrative.plain()) > 3_000
    assert depth(narrative) == 2


def test_targets_are_prose_a_list_and_a_list_of_two_levels() -> None:
    prose, flat, nested = (project(number).targets for number in (4, 7, 2))

    assert prose is not None
    assert flat is not None
    assert nested is not None
    assert (depth(prose), depth(flat), depth(nested)) == (0, 1, 2)
    assert [item.text for item in lists(nested)[0].items] == ["เชิงปริมาณ", "เชิงคุณภาพ"]


def test_steps_number_four_to_eight_and_weigh_one_hundred() -> None:
    with_steps = [found for found in dataset(CITY_LAB).projects if found.steps]

    assert {len(found.steps) for found in with_steps} >= {4, 8}
    assert {sum(step.weight for step in found.steps) for found in with_steps} == {100}


def test_a_quarter_lacks_its_score() -> None:
    assert [assessment.score for assessment in project(9).assessments] == [82, None, Decimal("87.5")]


def test_one_two_and_three_people_sign() -> None:
    assert [len(project(number).signatures) for number in (1, 2, 12)] == [2, 2, 3]
    assert len(dataset(CITY_LAB).house.signatures) == 1


def test_projects_are_aligned_by_the_tree_and_by_texts_of_their_own() -> None:
    tree, texts = project(1).alignments[0], project(10).alignments[0]

    assert tree.node is not None
    assert [node.code for node in dataset(CITY_LAB).strategy_line(tree.node)] == ["1", "1.1", "1.1.1", "1.1.1.1"]
    assert (texts.node, texts.dimension) == (None, "มิติที่ ๒.๒ - คุณภาพน้ำและคลอง")


def test_every_way_to_write_a_telephone_is_kept_as_written() -> None:
    city = dataset(CITY_LAB)
    owners = [owner for found in city.projects for owner in (found.responsible, found.coordinator) if owner]
    phones = {person.phone for person in city.people} | {owner.phone for owner in owners}

    assert {"โทร. 1459", "4822-3", "02 000 0000 หรือโทร. 1160", "โทร. 4495 ต่อ 12"} <= phones


def test_example_files_hold_no_words_outside_the_dataset_folders() -> None:
    """What a wheel carries is the data alone, and the units of the monthly run."""
    files = [path for path in bundled_folder("examples").rglob("*") if path.is_file()]
    suffixes = {path.suffix for path in files if path.parent.name != "schedule"}

    assert suffixes <= {".yaml", ".xlsx", ".png"}


def lists(text: RichText) -> list[ListBlock]:
    return [block for block in text.blocks if isinstance(block, ListBlock)]


def depth(text: RichText) -> int:
    """How many lists stand inside each other."""

    def below(blocks: tuple[Paragraph | ListBlock | TableBlock, ...]) -> int:
        inner = [block for block in blocks if isinstance(block, ListBlock)]
        return max((1 + max(below(item.children) for item in block.items) for block in inner), default=0)

    return below(text.blocks)
