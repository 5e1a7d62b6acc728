"""Progress against plan and money against budget, by project, division and strategy, and the ten to look at."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.model import Alignment, OnPlan, OnTarget
from pipeline.monitoring import ReasonKind, Standing, group_of, month_figures

if TYPE_CHECKING:
    from pipeline.model import Dataset, Project
    from pipeline.monitoring import ProjectFigures
    from tests.monitoring.invented_offices import month, office, project, report, step, whole_year
else:
    from invented_offices import month, office, project, report, step, whole_year

JUNE = month(2026, 6)
THE_30TH = dt.date(2026, 6, 30)


def _figures(own: Project) -> ProjectFigures:
    return month_figures(office(own), JUNE).projects[0]


def _reasons(own: Project) -> list[ReasonKind]:
    found = month_figures(office(own), JUNE).attention
    return [reason.kind for each in found for reason in each.reasons]


def test_progress_is_what_was_last_reported_up_to_the_end_of_the_month() -> None:
    later = report(3, dt.date(2026, 7, 1), 90)
    without = report(2, THE_30TH, None)
    found = _figures(project(1, report(1, dt.date(2026, 5, 19), 40), without, later))
    assert (found.now.progress, found.now.reported) == (Decimal(40), dt.date(2026, 5, 19))


def test_a_report_of_the_month_is_held_against_the_plan_of_its_own_day() -> None:
    found = _figures(project(1, report(1, dt.date(2026, 6, 15), 60), steps=whole_year())).now
    assert (found.planned, found.planned_on, found.difference) == (
        Decimal("70.83"),
        dt.date(2026, 6, 15),
        Decimal("-10.83"),
    )


def test_the_plan_goes_on_while_nobody_reports() -> None:
    found = _figures(project(1, report(1, dt.date(2026, 3, 18), 60), steps=whole_year())).now
    assert (found.planned, found.planned_on) == (Decimal(75), THE_30TH)


@pytest.mark.parametrize(
    ("progress", "stated", "standing"),
    [
        (100, OnPlan.BEHIND, Standing.FINISHED),
        (81, OnPlan.ON_PLAN, Standing.AHEAD),
        (80, OnPlan.AHEAD, Standing.ON_PLAN),
        (70, OnPlan.ON_PLAN, Standing.ON_PLAN),
        (69, OnPlan.ON_PLAN, Standing.BEHIND),
        (80, OnPlan.BEHIND, Standing.BEHIND),
        (80, OnPlan.NOT_ON_PLAN, Standing.BEHIND),
        (0, None, Standing.BEHIND),
        (None, OnPlan.ON_PLAN, Standing.UNKNOWN),
    ],
)
def test_five_points_off_the_plan_are_on_plan_unless_the_office_says_behind(
    progress: int | None, stated: OnPlan | None, standing: Standing
) -> None:
    own = project(1, report(1, THE_30TH, progress, on_plan=stated), steps=whole_year())
    assert _figures(own).now.standing is standing


def test_without_steps_the_status_of_the_office_counts() -> None:
    for stated, standing in (
        (OnPlan.ON_PLAN, Standing.ON_PLAN),
        (OnPlan.AHEAD, Standing.AHEAD),
        (None, Standing.UNKNOWN),
    ):
        assert _figures(project(1, report(1, THE_30TH, 50, on_plan=stated))).now.standing is standing


def test_a_project_before_its_time_or_its_first_step_has_not_started() -> None:
    assert _figures(project(1, start=dt.date(2026, 7, 1))).now.standing is Standing.NOT_STARTED
    later = (step(100, month(2026, 8), month(2026, 9)),)
    assert _figures(project(1, report(1, THE_30TH, 0), steps=later)).now.standing is Standing.NOT_STARTED
    assert _figures(project(1)).now.standing is Standing.UNKNOWN


def test_money_is_added_up_to_the_satang_and_held_against_the_budget_received() -> None:
    reports = (
        report(1, dt.date(2026, 5, 19), 10, Decimal("100.25")),
        report(2, dt.date(2026, 6, 18), 20, Decimal("233.08")),
        report(3, dt.date(2026, 7, 18), 30, 500),
    )
    found = _figures(project(1, *reports, budget_received=Decimal(1000)))
    assert (found.before.spent, found.now.spent) == (Decimal("100.25"), Decimal("333.33"))
    assert (found.disbursed, found.percent) == (Decimal("233.08"), Decimal("33.33"))


def test_an_amount_without_a_date_counts_from_the_first_month_it_may_belong_to() -> None:
    reports = (report(1, dt.date(2026, 4, 17), 10, 5), report(2, None, 20, 7), report(3, dt.date(2026, 7, 17), 20, 1))
    own = office(project(1, *reports))
    spent = {number: month_figures(own, month(2026, number)).projects[0].now.spent for number in (3, 4, 5, 6, 7)}
    assert spent == {3: None, 4: 5, 5: 12, 6: 12, 7: 13}


def test_what_nobody_reported_is_not_zero() -> None:
    found = _figures(project(1, budget_received=Decimal(1000)))
    assert (found.now.progress, found.now.spent, found.percent, found.change, found.disbursed) == (None,) * 5
    total = month_figures(office(project(1)), JUNE).total
    assert (total.now.budget, total.now.spent, total.now.percent, total.now.progress, total.change) == (None,) * 5


def test_nothing_spent_of_a_budget_is_zero_percent_and_of_no_budget_it_is_no_percentage() -> None:
    assert _figures(project(1, report(1, THE_30TH), budget_received=Decimal(10))).percent == 0
    assert _figures(project(1, report(1, THE_30TH), budget_received=Decimal(0))).percent is None


def test_a_typed_sum_counts_once_the_data_is_as_old_as_that() -> None:
    own = project(1, report(1, THE_30TH, 10, None), budget_spent=Decimal(50))
    dataset = office(own, as_of=THE_30TH)
    assert month_figures(dataset, JUNE).projects[0].now.spent == 50
    assert month_figures(dataset, month(2026, 5)).projects[0].now.spent is None


def test_the_change_is_since_the_end_of_the_month_before() -> None:
    own = project(1, report(1, dt.date(2026, 5, 31), 40), report(2, dt.date(2026, 6, 1), 55))
    new = project(2, report(1, dt.date(2026, 6, 18), 5))
    found = month_figures(office(own, new), JUNE)
    assert (found.before, [each.change for each in found.projects]) == (dt.date(2026, 5, 31), [Decimal(15), None])
    assert found.total.change == 15
    assert found.total.change_of(Standing.UNKNOWN) == -1


def test_march_is_compared_with_the_29th_of_february_in_a_leap_year() -> None:
    found = month_figures(office(project(1, report(1, dt.date(2024, 2, 29), 10, 7))), month(2024, 3))
    assert (found.before, found.projects[0].before.spent) == (dt.date(2024, 2, 29), Decimal(7))
    assert found.projects[0].disbursed is None


def test_october_is_compared_with_september_of_the_fiscal_year_before() -> None:
    own = project(
        1, report(1, dt.date(2025, 9, 30), 40), report(2, dt.date(2025, 10, 17), 45), start=dt.date(2025, 2, 1)
    )
    found = month_figures(office(own), month(2025, 10)).projects[0]
    assert (found.before.progress, found.change) == (Decimal(40), Decimal(5))


def test_a_month_before_any_report_has_figures_too() -> None:
    found = month_figures(office(project(1, report(1, THE_30TH), steps=whole_year())), month(2024, 1))
    assert found.total.now.count(Standing.NOT_STARTED) == 1
    assert (found.projects[0].now.progress, found.attention) == (None, ())


def test_before_the_month_is_over_the_figures_are_of_today() -> None:
    own = office(project(1, report(1, dt.date(2026, 6, 18), 60), report(2, dt.date(2026, 6, 26), 70)))
    found = month_figures(own, JUNE, today=dt.date(2026, 6, 21))
    assert (found.as_of, found.projects[0].now.progress) == (dt.date(2026, 6, 21), Decimal(60))
    assert month_figures(own, JUNE, today=dt.date(2026, 8, 1)).as_of == THE_30TH


def test_projects_are_grouped_by_topmost_division_and_topmost_strategy() -> None:
    by_node = project(1, alignments=(Alignment(node="1.1"),))
    by_words = project(2, alignments=(Alignment(strategy="ด้านที่ ๑ - เมืองร่มรื่น"),), unit="south")
    other_words = project(3, alignments=(Alignment(strategy="ด้านของแผนอื่น"),))
    by_measure = project(4, measure="2", alignments=(Alignment(node="1.1"),))
    none = project(5, unit=None, responsible=None)
    found = month_figures(office(none, by_measure, other_words, by_words, by_node), JUNE)
    assert [(group.code, [code[-1] for code in group.codes]) for group in found.divisions] == [
        ("north", ["1", "3", "4"]),
        ("south", ["2"]),
        (None, ["5"]),
    ]
    assert [(group.name, [code[-1] for code in group.codes]) for group in found.strategies] == [
        ("เมืองร่มรื่น", ["1", "2"]),
        ("เมืองเดินได้", ["4"]),
        ("ด้านของแผนอื่น", ["3"]),
        ("ไม่ระบุด้านของแผน", ["5"]),
    ]


def test_words_that_name_two_strategies_stand_for_themselves() -> None:
    words = "เมืองร่มรื่นและเมืองเดินได้"
    (group,) = month_figures(office(project(1, alignments=(Alignment(strategy=words),))), JUNE).strategies
    assert (group.name, group.code) == (words, None)


def test_means_are_of_the_projects_that_have_both_a_plan_and_a_percentage() -> None:
    planned = project(1, report(1, THE_30TH, 60), steps=whole_year())
    also = project(2, report(1, THE_30TH, 71), steps=whole_year())
    no_plan = project(3, report(1, THE_30TH, 5))
    silent = project(4, steps=whole_year())
    total = month_figures(office(planned, also, no_plan, silent), JUNE).total.now
    assert (total.projects, total.measured, total.progress, total.planned) == (4, 2, Decimal("65.5"), Decimal(75))


def test_the_figures_of_several_agencies_can_be_put_together() -> None:
    one, two = (
        month_figures(office(project(no, report(1, THE_30TH, 60, 5), budget_received=Decimal(10))), JUNE)
        for no in (1, 2)
    )
    both = group_of("ทุกหน่วยงาน", None, (*one.projects, *two.projects))
    assert (both.now.projects, both.now.budget, both.now.spent, both.now.percent) == (
        2,
        Decimal(20),
        Decimal(10),
        Decimal(50),
    )


def test_a_project_on_plan_needs_no_attention() -> None:
    assert (
        _reasons(project(1, report(1, dt.date(2026, 6, 18), 70, 60), steps=whole_year(), budget_received=Decimal(100)))
        == []
    )


@pytest.mark.parametrize(
    ("own", "reasons"),
    [
        (project(1, report(1, dt.date(2026, 5, 18), 74), steps=whole_year()), [ReasonKind.NO_REPORT]),
        (project(1, report(1, dt.date(2026, 6, 24), 74), steps=whole_year()), [ReasonKind.LATE_REPORT]),
        (project(1, report(1, dt.date(2026, 6, 18), 51), steps=whole_year()), [ReasonKind.FAR_BEHIND]),
        (project(1, report(1, dt.date(2026, 6, 18), 60), steps=whole_year()), [ReasonKind.BEHIND]),
        (project(1, report(1, dt.date(2026, 6, 18), 60, on_plan=OnPlan.BEHIND)), [ReasonKind.BEHIND]),
        (
            project(1, report(1, dt.date(2026, 6, 18), 72, 41), steps=whole_year(), budget_received=Decimal(100)),
            [ReasonKind.MONEY_BEHIND],
        ),
        (
            project(1, report(1, dt.date(2026, 6, 18), 72, on_target=OnTarget.BELOW), steps=whole_year()),
            [ReasonKind.BELOW_TARGET],
        ),
        (
            project(1, report(1, dt.date(2026, 6, 18), 79, on_plan=OnPlan.BEHIND), end=dt.date(2026, 8, 29)),
            [ReasonKind.ENDS_SOON, ReasonKind.BEHIND],
        ),
        (project(1, report(1, dt.date(2026, 6, 18), 79), end=dt.date(2026, 8, 29)), []),
        (project(1, report(1, dt.date(2026, 6, 18), 79), end=dt.date(2026, 7, 14)), [ReasonKind.ENDS_SOON]),
        (project(1, report(1, dt.date(2026, 5, 18), 99), end=dt.date(2026, 5, 31)), [ReasonKind.ENDED_UNFINISHED]),
        (project(1, end=dt.date(2026, 5, 31)), [ReasonKind.ENDED_UNFINISHED]),
        (project(1, report(1, dt.date(2026, 5, 18), 100), end=dt.date(2026, 5, 31)), []),
        (project(1, start=dt.date(2026, 7, 1), end=dt.date(2026, 7, 31)), []),
    ],
)
def test_each_reason_has_its_own_cause(own: Project, reasons: list[ReasonKind]) -> None:
    assert _reasons(own) == reasons


def test_a_finished_project_disburses_no_more() -> None:
    own = project(1, report(1, dt.date(2026, 6, 18), 100, 0), steps=whole_year(), budget_received=Decimal(100))
    assert _reasons(own) == []


def test_a_report_that_is_not_due_yet_is_no_reason() -> None:
    silent = office(project(1))
    assert month_figures(silent, JUNE, today=dt.date(2026, 6, 20)).attention == ()
    assert len(month_figures(silent, JUNE, today=dt.date(2026, 6, 21)).attention) == 1


def test_reasons_tell_the_figures_in_thai() -> None:
    own = project(
        1,
        report(1, dt.date(2026, 6, 24), 44, 9, on_target=OnTarget.BELOW),
        steps=whole_year(),
        budget_received=Decimal(100),
    )
    (found,) = month_figures(office(own), JUNE).attention
    assert [reason.text for reason in found.reasons] == [
        "ความก้าวหน้าร้อยละ 44 ช้ากว่าแผนสะสมร้อยละ 73.33 อยู่ 29.33 จุด",
        "แจ้งสถานะว่าต่ำกว่าเป้าหมาย",
        "เบิกจ่ายแล้วร้อยละ 9 ของงบประมาณที่ได้รับ ขณะที่แผนสะสมร้อยละ 73.33",
        "รายงานหลังกำหนด 4 วัน",
    ]
    assert found.points == 4 + 2 + 2 + 1


def test_the_ten_are_ranked_by_points_then_delay_then_budget_then_code() -> None:
    silent = [project(number) for number in range(20, 30)]
    behind = [project(no, report(1, dt.date(2026, 6, 18), done), steps=whole_year()) for no, done in ((1, 50), (2, 40))]
    rich = project(40, budget_received=Decimal(100))
    two_reasons = project(50, report(1, dt.date(2026, 5, 18), 50, on_target=OnTarget.BELOW))
    found = month_figures(office(*silent, *behind, rich, two_reasons), JUNE)
    assert found.attention_total == 14
    assert [int(each.figures.code[-4:]) for each in found.attention] == [50, 2, 1, 40, *range(20, 26)]


def test_the_laboratory_in_june(laboratory: Dataset) -> None:
    found = month_figures(laboratory, JUNE)
    assert {standing: count for standing, count in found.total.now.standings if count} == {
        Standing.FINISHED: 3,
        Standing.AHEAD: 1,
        Standing.ON_PLAN: 6,
        Standing.BEHIND: 1,
        Standing.NOT_STARTED: 1,
    }
    assert (found.total.now.budget, found.total.now.spent) == (Decimal(27_367_200), Decimal("12648396.50"))
    assert found.total.now.percent == Decimal("46.22")
    assert sum((group.now.spent or Decimal(0) for group in found.divisions), Decimal(0)) == found.total.now.spent
    assert [each.figures.code for each in found.attention] == ["88000000-0002", "88000000-0005"]
    assert len(found.strategies) == 3
