"""The example of a plan book: two clean issues of one plan, and everything that a plan can hold."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from PIL import Image

import pipeline
from pipeline import compose
from pipeline.changes import ChangeKind, changes
from pipeline.checks import check
from pipeline.model import Dataset, FundingState, MeasureTag, ProjectKind, StrategyLevel, TableBlock
from pipeline.sources import load, write_workbook
from pipeline.thai.targets import parse_target

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.model import Indicator, Project
    from tests.examples.first_issue_2570 import ADDED, DROPPED, FOLDER, WORKBOOK, first_issue
else:
    from first_issue_2570 import ADDED, DROPPED, FOLDER, WORKBOOK, first_issue


@cache
def issue(*, first: bool = False) -> Dataset:
    return load(WORKBOOK if first else FOLDER)


def strategic() -> list[Project]:
    return [project for project in issue().projects if project.kind is ProjectKind.STRATEGIC]


@pytest.mark.parametrize("first", [True, False], ids=["first issue", "revised issue"])
def test_an_issue_is_read_and_checked_without_an_open_finding(first: bool) -> None:  # noqa: FBT001 - a parameter
    dataset = issue(first=first)

    assert [f"{found.place} {found.message}" for found in dataset.origin.findings] == []
    assert [f"{found.place} {found.message}" for found in check(dataset) if found.silenced is None] == []


def test_every_silence_is_used() -> None:
    silenced = {(found.rule.id, found.silenced) for found in check(issue()) if found.silenced}

    assert silenced == {(silence.rule, silence.reason) for silence in issue().house.silence}


def test_the_workbook_of_the_first_issue_is_what_is_written_today(tmp_path: Path) -> None:
    """If not: ``python tests/examples/first_issue_2570.py``."""
    write_workbook(first_issue(), tmp_path / "today.xlsx")
    kept, written = parts(WORKBOOK), parts(tmp_path / "today.xlsx")

    assert list(written) == list(kept)
    assert [name for name in kept if written[name] != kept[name]] == []


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_workbook_of_the_plan_holds_the_same_dataset_as_the_folder(tmp_path: Path) -> None:
    (tmp_path / "seal.png").write_bytes((FOLDER / "seal.png").read_bytes())
    write_workbook(issue(), tmp_path / "plan.xlsx")

    again = load(tmp_path / "plan.xlsx")

    assert again.origin.findings == ()
    assert again.model_dump() == issue().model_dump()


def test_the_revision_changed_exactly_what_it_meant_to() -> None:
    found = [
        (change.kind, change.key, change.field, change.before, change.after)
        for change in changes(issue(first=True), issue())
    ]
    projects = [line for line in found if line[1].startswith("88000000-")]
    added, dropped, edited = ChangeKind.ADDED, ChangeKind.DROPPED, ChangeKind.CHANGED

    assert projects == [
        (added, ADDED, "", "", "งบประมาณ 6,850,000 บาท"),
        (dropped, DROPPED, "", "งบประมาณ 150,000 บาท", ""),
        (edited, "88000000-0001", "งบประมาณตามแผน (บาท)", "11,500,000", "12,400,000"),
        (edited, "88000000-0012", "สถานะงบประมาณ", "ได้รับงบประมาณ", "ไม่ได้รับงบประมาณ"),
        (edited, "88000000-0012", "แหล่งงบประมาณ", "กทม.", "-"),
        (edited, "88000000-0013", "งบประมาณตามแผน (บาท)", "8,450,000", "7,920,000"),
    ]
    assert [line for line in found if line[1][:2] in ("O-", "M-")] == [
        (added, "M-02", "", "", "ค่าเป้าหมาย ร้อยละ 90"),
        (edited, "O-02", "ค่าเป้าหมาย พ.ศ. 2570", "ร้อยละ 75", "ไม่น้อยกว่าร้อยละ 80"),
        (edited, "M-14", "ค่าเป้าหมาย พ.ศ. 2570", "14 หน่วยงาน", "16 หน่วยงาน"),
    ]
    others = [(line[2], line[3]) for line in found if line not in projects and line[1][:2] not in ("O-", "M-")]
    assert [field for field, _ in others] == ["งบประมาณ (บาท)", "ข้อมูล ณ วันที่", "ฉบับ", "คำนำ"]
    assert others[0][1] == "130,000"


def test_the_book_has_fifty_pages_or_more_and_can_tell_what_changed(tmp_path: Path) -> None:
    (plain,) = pipeline.build(issue(), "plan-book", out=tmp_path / "plain", formats=["pdf"])
    (told,) = pipeline.build(issue(), "plan-book", out=tmp_path / "told", formats=["pdf"], since=issue(first=True))

    assert plain.pages is not None
    assert told.pages is not None
    assert plain.pages >= 50
    assert told.pages > plain.pages


def test_the_seal_is_a_small_picture() -> None:
    book = issue().plan_book
    assert book is not None
    assert book.seal is not None

    path = FOLDER / book.seal

    assert path.stat().st_size <= 40 * 1024
    with Image.open(path) as picture:
        assert picture.size == (600, 600)


def test_strategies_stand_in_two_parts_with_measures_of_the_city_and_of_the_agency() -> None:
    levels = [node.level for node in issue().strategy]

    assert levels.count(StrategyLevel.STRATEGY) == 4
    assert levels.count(StrategyLevel.OBJECTIVE) == 10
    assert levels.count(StrategyLevel.MEASURE) == 17
    assert len({node.part for node in issue().strategy if node.part}) == 2
    assert {node.tag for node in issue().strategy if node.level is StrategyLevel.MEASURE} == set(MeasureTag)


def test_indicators_have_targets_of_three_years_definitions_and_fractions() -> None:
    of_the_tree = [indicator for indicator in issue().indicators if indicator.node]

    assert len(issue().indicators) >= 40
    assert all([target.year for target in found.targets] == [2568, 2569, 2570] for found in of_the_tree)
    assert all(found.definition and found.formula and found.level for found in of_the_tree)
    assert len([found for found in issue().indicators if found.formula and found.formula.numerator]) >= 10
    assert [
        found.id for found in issue().indicators if found.formula and found.formula.text and found.formula.numerator
    ]


def test_targets_compare_in_every_way_and_one_is_a_dash() -> None:
    texts = [target.text for found in issue().indicators for target in found.targets if target.text]
    parsed = [parse_target(text) for text in texts]

    assert {found.comparator for found in parsed if found} >= {"ไม่น้อยกว่า", "อย่างน้อย", "ไม่เกิน", "จำนวน", None}
    assert "-" in texts


def test_indicators_of_dimensions_have_children() -> None:
    of_dimensions = [indicator for indicator in issue().indicators if indicator.dimension]

    assert {indicator.dimension for indicator in of_dimensions} == {2, 3, 4}
    assert [indicator.no for indicator in of_dimensions if indicator.parent] == ["2.2.1", "2.2.2"]


def test_projects_are_funded_unfunded_additional_and_without_a_budget() -> None:
    states = [project.funding_state for project in strategic()]

    assert len(states) == 18
    assert states.count(FundingState.UNFUNDED) == 3
    assert states.count(FundingState.NO_BUDGET) == 2
    assert [project.code[-2:] for project in strategic() if project.additional] == ["02", "11", "18"]
    assert {project.budget_source for project in strategic()} == {"กทม.", "รัฐบาล", "เงินรางวัลนวัตกรรม", None}
    assert sum(project.planned_budget or 0 for project in strategic()) == Decimal("63826500.50")


def test_steps_number_four_to_eight_and_one_project_goes_on_into_the_next_year() -> None:
    assert {len(project.steps) for project in strategic()} == {4, 5, 6, 7, 8}
    assert {sum(step.weight for step in project.steps) for project in strategic()} == {100}
    assert [project.code[-2:] for project in strategic() if project.end and project.end > dt.date(2027, 9, 30)] == [
        "03"
    ]


def test_baseline_items_stand_in_three_areas_and_projects_beside_them() -> None:
    assert len(issue().baseline) == 14
    assert len({item.area for item in issue().baseline}) == 3
    assert [project.code[-2:] for project in issue().projects if project.kind is ProjectKind.BASELINE] == ["19", "20"]


def test_the_history_has_bold_words_and_a_table() -> None:
    book = issue().plan_book
    assert book is not None
    assert book.history is not None

    assert [block for block in book.history.blocks if isinstance(block, TableBlock)]
    assert "**" in book.history.model_dump_json()


def test_whatever_the_dataset_says_of_the_plan_is_printed() -> None:
    """Projects without their money stand in lists alone: tables of the evaluation and of steps are of what is done."""
    dataset = issue()
    composed = compose.render(dataset, "plan-book", dataset, face_scale=0.65625, assets=FOLDER)
    printed = folded("".join("".join(spoken(chapter.html)) for chapter in composed.chapters))
    idle = {found.measure for found in strategic() if found.funding_state is FundingState.UNFUNDED}
    done = {found.measure for found in strategic() if found.funding_state is not FundingState.UNFUNDED}
    unmeasured = {node.supports for node in dataset.strategy if node.code in idle - done}

    missing = [
        (indicator.id, text)
        for indicator in dataset.indicators
        if indicator.node not in idle - done and indicator.id not in unmeasured
        for text in said_of(indicator)
        if folded(text) not in printed
    ]

    assert missing == []


def said_of(indicator: Indicator) -> Iterator[str]:
    """Name, target of the year, definition, formula and activities."""
    target, formula = indicator.target_of(2570), indicator.formula
    yield indicator.name
    yield from (target.text,) if target and target.text else ()
    yield from indicator.definition.texts() if indicator.definition else ()
    yield from formula.text.texts() if formula and formula.text else ()
    yield from (formula.numerator or "", formula.denominator or "") if formula else ()
    yield from (activity.name for activity in indicator.activities)


def spoken(html: str) -> Iterator[str]:
    """The text of a page."""
    body = etree.HTML(html).find("body")
    assert body is not None
    yield from (str(text) for text in body.itertext())


def folded(text: str) -> str:
    return re.sub(r"[\s\u2060]+", "", text)
