"""Plans: funding, marks, sums, and the numbers that the prose states."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.findings import Severity
from pipeline.model import BaselineProject, FundingState, LastYear, ResultGroup

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.findings import Finding
    from pipeline.model import Dataset
    from tests.checks.sound_plan import BASELINE, BOOK, changed, listed, prose, sound_plan, with_book, with_project

    Told = Callable[[Dataset], dict[str, list[tuple[str | int, ...]]]]
    Only = Callable[[Dataset, str], Finding]
else:
    from sound_plan import BASELINE, BOOK, changed, listed, prose, sound_plan, with_book, with_project


UNFUNDED = {"funding": FundingState.UNFUNDED, "budget_source": None}


@pytest.mark.parametrize(
    ("dataset", "rule", "path"),
    [
        (with_project(0, **UNFUNDED, additional=True), "additional-but-unfunded", ("projects", 0, "additional")),
        (with_project(0, funding=FundingState.NO_BUDGET), "funding-none-with-budget", ("projects", 0, "funding")),
        (with_project(1, funding=FundingState.FUNDED), "funding-without-budget", ("projects", 1, "funding")),
        (with_project(1, budget_source="กทม."), "source-without-budget", ("projects", 1, "budget_source")),
        (with_project(0, budget_source="-"), "funded-without-source", ("projects", 0, "budget_source")),
        (with_project(0, funding=FundingState.UNFUNDED), "unfunded-with-source", ("projects", 0, "budget_source")),
        (with_project(0, **UNFUNDED, budget_received=Decimal(9)), "unfunded-but-received", ("projects", 0, "funding")),
        (with_project(0, budget_received=Decimal(400_000)), "budget-received-differs", ("projects", 0, "budget")),
        (
            sound_plan(baseline=changed(BASELINE, 0, budget=Decimal(912_300))),
            "baseline-budget-repeated",
            ("baseline", 1, "budget"),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_marks_sources_and_states_that_disagree_are_found(
    told: Told, dataset: Dataset, rule: str, path: tuple[str | int, ...]
) -> None:
    assert told(dataset).get(rule) == [path]


def test_an_additional_project_that_is_funded_is_right(told: Told) -> None:
    assert told(with_project(0, additional=True)) == {}


def test_a_project_counted_as_funded_that_received_nothing_is_more_than_a_note(only: Only) -> None:
    assert only(with_project(0, budget_received=Decimal(0)), "budget-received-differs").severity is Severity.WARNING
    assert only(with_project(0, budget_received=Decimal(1_000)), "budget-received-differs").severity is Severity.NOTE


def test_the_total_of_a_plan_with_unfunded_projects_is_explained(only: Only) -> None:
    both = with_project(1, funding=FundingState.UNFUNDED, budget=Decimal(120_000))
    finding = only(both, "total-includes-unfunded")
    assert finding.params == {"total": "620,000", "count": "1", "unfunded": "120,000", "funded": "500,000"}


def test_round_sums_and_empty_ones_may_repeat_in_the_baseline(told: Told) -> None:
    pair = (
        BaselineProject(name="จ้างเหมาทำความสะอาด", budget=Decimal(200_000)),
        BaselineProject(name="ซื้อพันธุ์ไม้", budget=Decimal(200_000)),
    )
    assert told(sound_plan(baseline=pair)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "แผนนี้รวมโครงการ/กิจกรรม 13 โครงการ/กิจกรรม",
        "มีโครงการรวมทั้งสิ้น ๑๓ โครงการ",
        "โครงการที่ใช้งบประมาณ 2 โครงการ",
        "ได้รับงบประมาณ 8 โครงการ",
        "ไม่ได้รับงบประมาณ 4 โครงการ",
    ],
)
def test_a_typed_number_of_projects_that_no_list_has_is_found(told: Told, text: str) -> None:
    assert set(told(with_book(preface=prose(text)))) == {"count-in-text-differs"}


@pytest.mark.parametrize(
    "text",
    [
        "รวมโครงการ/กิจกรรม 2 โครงการ/กิจกรรม",
        "รวมโครงการประจำพื้นฐานด้วยเป็นทั้งสิ้น 4 โครงการ",
        "ใช้งบประมาณ 1 โครงการ และไม่ใช้งบประมาณ 1 โครงการ",
        "ในปี พ.ศ. 2562 ดำเนินการรวม 13 โครงการ",
        "จัดอบรม 13 โครงการย่อย",
    ],
)
def test_right_numbers_and_those_of_another_year_are_left_alone(told: Told, text: str) -> None:
    assert told(with_book(preface=prose(text))) == {}


@pytest.mark.parametrize(
    "text",
    ["รวมงบประมาณทั้งสิ้น 500,500 บาท", "โครงการตามแผนใช้งบประมาณรวม 26.1 ล้านบาท", "ทุกโครงการใช้งบประมาณทั้งสิ้น ๑,๐๐๐.- บาท"],
)
def test_a_typed_total_that_nothing_adds_up_to_is_found(told: Told, text: str) -> None:
    assert set(told(with_book(implementation=prose(text)))) == {"amount-in-text-differs"}


@pytest.mark.parametrize(
    "text",
    [
        "รวมงบประมาณทั้งสิ้น 500,000 บาท",
        "งบประมาณรวม 0.5 ล้านบาท",
        "งบประมาณรวมทั้งสิ้น 1.66 ล้านบาท",
        "รวมงบประมาณ 1,162,300.- บาท",
        "หน่วยงานได้รับจัดสรรงบประมาณทั้งสิ้น 94,581,296.26 บาท",
        "โครงการของกองสวนใช้งบประมาณรวม 0.5 ล้านบาท",
    ],
)
def test_a_total_of_any_list_is_right_as_far_as_it_is_written(told: Told, text: str) -> None:
    assert told(with_book(implementation=prose(text))) == {}


def test_the_number_in_a_group_of_last_year_is_that_of_its_items(told: Told) -> None:
    group = ResultGroup(dimension=1, title="โครงการยุทธศาสตร์ จำนวน 7 โครงการ", items=listed("ปลูกไม้", "ซ่อมทาง"))
    found = told(with_book(last_year=LastYear(groups=(group,))))
    assert found == {"group-count-differs": [("plan_book", "last_year", "groups", 0, "title")]}
    right = group.model_copy(update={"title": "โครงการยุทธศาสตร์ จำนวน ๒ โครงการ"})
    assert told(with_book(last_year=LastYear(groups=(right,)))) == {}


def test_the_introduction_to_last_year_counts_its_items(told: Told) -> None:
    assert BOOK.last_year is not None
    last = BOOK.last_year.model_copy(update={"intro": prose("ในปีงบประมาณ พ.ศ. 2562 รวม 25 โครงการ")})
    assert set(told(with_book(last_year=last))) == {"last-year-count-differs"}
