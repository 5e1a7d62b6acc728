"""A month of several agencies as one: nothing is lost, nothing counted twice, and one rule ranks all their projects."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Agency, Alignment, OnPlan
from pipeline.monitoring import (
    Occasion,
    Overall,
    ReasonKind,
    Standing,
    common_ending,
    joined,
    month_figures,
    own_name,
)
from pipeline.monitoring.attention import rank

if TYPE_CHECKING:
    from pipeline.model import Dataset, Project
    from pipeline.monitoring import Joined
    from tests.monitoring.invented_offices import month, office, offices, project, report, whole_year
else:
    from invented_offices import month, office, offices, project, report, whole_year

JUNE = month(2026, 6)
LATE_JULY = dt.date(2026, 7, 25)


def of(*datasets: Dataset, today: dt.date = LATE_JULY) -> Joined:
    return joined("เมืองทดลอง", [month_figures(one, JUNE, today=today) for one in datasets])


def named(name: str, *projects: Project, **more: Any) -> Dataset:  # noqa: ANN401 - fields of a dataset
    return office(*projects, agency=Agency(name=name), **more)


def test_strategies_of_the_same_name_are_one_whatever_their_codes() -> None:
    served = [
        project(1, budget_received=Decimal(100), alignments=(Alignment(node="1.1"),)),
        project(2, budget_received=Decimal(20), alignments=(Alignment(strategy="เมืองร่มรื่น"),)),
        project(3, budget_received=Decimal(3)),
    ]
    other = named("สำนักสอง", *served[1:], strategy=())
    found = of(named("สำนักหนึ่ง", served[0]), other)
    assert [(group.name, group.code, group.now.budget) for group in found.strategies] == [
        ("เมืองร่มรื่น", None, Decimal(120)),
        ("ไม่ระบุด้านของแผน", None, Decimal(3)),
    ]
    assert found.strategy_names == ("เมืองร่มรื่น", None)


def test_a_strategy_keeps_the_code_that_all_agree_on() -> None:
    served = project(1, alignments=(Alignment(node="1.1"),))
    assert [group.code for group in of(named("ก", served), named("ข", served)).strategies] == ["1"]


def test_the_same_code_in_two_agencies_is_two_projects() -> None:
    found = of(named("ก", project(1)), named("ข", project(1)))
    assert (found.total.now.projects, [group.now.projects for group in found.agencies]) == (2, [1, 1])


def test_one_rule_ranks_the_projects_of_all_and_names_their_agency() -> None:
    far = project(1, report(1, dt.date(2026, 6, 10), 10), steps=whole_year())
    near = project(2, report(1, dt.date(2026, 6, 10), 60), steps=whole_year())
    found = of(named("ก", near), named("ข", far))
    assert [(one.agency.name, one.attention.figures.code[-1]) for one in found.attention] == [("ข", "1"), ("ก", "2")]


def test_ten_are_told_and_all_are_counted() -> None:
    late = [project(number) for number in range(1, 9)]
    found = of(named("ก", *late), named("ข", *late))
    assert (len(found.attention), found.attention_total) == (10, 16)
    assert {one.agency.name for one in found.attention} == {"ก", "ข"}


def test_days_are_those_of_the_earliest_and_the_latest_data() -> None:
    early = month_figures(named("ก", project(1)), JUNE, today=dt.date(2026, 6, 3))
    late = month_figures(named("ข", project(1)), JUNE, today=LATE_JULY)
    found = joined("เมือง", [early, late])
    assert (found.first, found.last) == (dt.date(2026, 6, 3), dt.date(2026, 6, 30))


@given(st.lists(offices(), min_size=1, max_size=4), st.dates(dt.date(2026, 6, 1), dt.date(2026, 8, 1)))
@settings(max_examples=40, deadline=None)
def test_together_is_the_sum_of_all(datasets: list[Dataset], today: dt.date) -> None:
    figures = [month_figures(one, JUNE, today=today) for one in datasets]
    found = joined("เมือง", figures)
    for groups in (found.agencies, found.strategies):
        assert sum(group.now.projects for group in groups) == found.total.now.projects
        for standing in Standing:
            assert sum(group.now.count(standing) for group in groups) == found.total.now.count(standing)
        assert sum((group.now.spent or Decimal(0) for group in groups), Decimal(0)) == (found.total.now.spent or 0)
    assert found.attention_total == sum(one.attention_total for one in figures)
    best = sorted(rank(one) for own in figures for one in own.attention)[:10]
    assert [rank(one.attention) for one in found.attention] == best


def together(name: str, *names: str) -> Overall:
    figures = tuple(month_figures(named(one, project(1)), JUNE) for one in names)
    return Overall(name, 2569, Occasion(JUNE, LATE_JULY), figures, ())


def test_names_of_a_city_have_their_end_in_common() -> None:
    ending = common_ending(together("ทุกหน่วยงาน เมืองบัว", "สำนักน้ำ เมืองบัว", "สำนักผัง เมืองบัว"))
    assert [own_name(name, ending) for name in ("สำนักน้ำ เมืองบัว", "สำนักที่ย้ายมา")] == ["สำนักน้ำ", "สำนักที่ย้ายมา"]


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("ทุกหน่วยงาน", ("สำนักน้ำ เมืองบัว", "สำนักผัง เมืองบัว")),
        ("ทุกหน่วยงาน เมืองบัว", ("สำนักน้ำ เมืองบัว", "สำนักผัง เมืองอื่น")),
        ("ทุกหน่วยงาน เมืองบัว", ("สำนักน้ำ เมืองบัว", "เมืองบัว")),
        ("ทุกหน่วยงาน เมืองบัว", ("สำนักน้ำ เมืองบัว", "สำนักผังเมืองบัว")),
    ],
)
def test_names_stay_whole_unless_the_heading_tells_the_end_of_all(name: str, names: tuple[str, ...]) -> None:
    assert not common_ending(together(name, *names))


@pytest.mark.parametrize(
    ("own", "kind", "brief"),
    [
        (
            project(1, report(1, dt.date(2026, 6, 10), 10), steps=whole_year()),
            ReasonKind.FAR_BEHIND,
            "ช้ากว่าแผน 59.44 จุด",
        ),
        (project(1, report(1, dt.date(2026, 6, 10), 60), steps=whole_year()), ReasonKind.BEHIND, "ช้ากว่าแผน 9.44 จุด"),
        (project(1, report(1, dt.date(2026, 6, 10), 60, on_plan=OnPlan.BEHIND)), ReasonKind.BEHIND, "แจ้งว่าช้ากว่าแผน"),
        (project(1, end=dt.date(2026, 6, 1)), ReasonKind.ENDED_UNFINISHED, "สิ้นสุดแล้ว 29 วัน ยังไม่แล้วเสร็จ"),
        (project(1), ReasonKind.NO_REPORT, "ไม่มีรายงานประจำเดือน"),
        (project(1, report(1, dt.date(2026, 6, 23), 60)), ReasonKind.LATE_REPORT, "รายงานหลังกำหนด 3 วัน"),
        (project(1, end=dt.date(2026, 7, 10)), ReasonKind.ENDS_SOON, "เหลือ 10 วันก่อนสิ้นสุดโครงการ"),
        (project(1, end=dt.date(2026, 6, 30)), ReasonKind.ENDS_SOON, "ถึงวันสิ้นสุดโครงการแล้ว"),
        (
            project(1, report(1, dt.date(2026, 6, 3), 30), steps=whole_year()),
            ReasonKind.FAR_BEHIND,
            "ช้ากว่าแผน 37.50 จุด",
        ),
        (
            project(
                1, report(1, dt.date(2026, 6, 16), 70, disbursed=125), steps=whole_year(), budget_received=Decimal(1000)
            ),
            ReasonKind.MONEY_BEHIND,
            "เบิกจ่ายร้อยละ 12.50 ต่ำกว่าแผนมาก",
        ),
    ],
)
def test_a_reason_has_a_few_words_for_tables(own: Project, kind: ReasonKind, brief: str) -> None:
    (found,) = of(named("ก", own)).attention
    assert {reason.kind: reason.brief for reason in found.attention.reasons}[kind] == brief
