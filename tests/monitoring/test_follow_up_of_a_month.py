"""Who has to be asked for what in a month."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.model import (
    Deadline,
    DeadlineKind,
    Evaluation,
    EvaluationIndicator,
    EvaluationResult,
    House,
    Indicator,
    Party,
    PlanBook,
    QuarterResult,
    Target,
)
from pipeline.monitoring import Concern, Contact, Item, State, follow_up

if TYPE_CHECKING:
    from pipeline.model import Dataset
    from tests.monitoring.invented_offices import month, office, project, report
else:
    from invented_offices import month, office, project, report

JUNE = month(2026, 6)


def _day(day: int, number: int = 6, year: int = 2026) -> dt.date:
    return dt.date(year, number, day)


def _only(dataset: Dataset, today: dt.date) -> Item:
    (item,) = follow_up(dataset, JUNE, today).items
    return item


def test_before_the_20th_a_report_is_not_yet_due_and_the_days_left_are_told() -> None:
    item = _only(office(project(1)), _day(14))
    assert (item.concern, item.state, item.days) == (Concern.NO_REPORT, State.NOT_YET_DUE, 6)
    assert item.wording.text == item.wording.told() == "ยังไม่รายงาน ครบกำหนดในอีก 6 วัน"


def test_on_the_20th_a_report_is_due_today_and_not_late() -> None:
    item = _only(office(project(1)), _day(20))
    assert (item.state, item.days) == (State.NOT_YET_DUE, 0)
    assert item.wording.text == "ยังไม่รายงาน ครบกำหนดวันนี้"


def test_after_the_20th_a_report_is_late_and_when_the_month_is_over_it_is_missing() -> None:
    late, last, missing = (_only(office(project(1)), day) for day in (_day(21), _day(30), _day(1, 7)))
    assert (late.state, late.days) == (State.LATE, 1)
    assert (last.state, last.days) == (State.LATE, 10)
    assert (missing.state, missing.days) == (State.MISSING, 11)
    assert missing.wording.text == "ไม่มีรายงานประจำเดือน เลยกำหนด 11 วัน"


def test_an_office_may_set_another_day() -> None:
    item = _only(office(project(1), house=House(report_day=5)), _day(14))
    assert (item.state, item.deadline, item.days) == (State.LATE, _day(5), 9)


def test_a_report_in_time_asks_for_nothing() -> None:
    found = follow_up(office(project(1, report(1, _day(20)))), JUNE, _day(30))
    assert found.items == ()
    assert (found.counts.due, found.counts.in_time) == (1, 1)


def test_the_first_report_of_the_month_decides_whether_it_came_late() -> None:
    twice = project(1, report(1, _day(18)), report(2, _day(25)))
    late = project(2, report(1, _day(24)), report(2, _day(28)))
    found = follow_up(office(twice, late), JUNE, _day(30))
    (item,) = found.items
    assert (item.code, item.concern, item.days, item.report) == (late.code, Concern.LATE_REPORT, 4, 1)
    assert (found.counts.in_time, found.counts.reported_late) == (1, 1)


def test_a_report_of_a_later_day_is_not_known_yet() -> None:
    item = _only(office(project(1, report(1, _day(25)))), _day(22))
    assert item.state is State.LATE


def test_a_project_owes_reports_from_the_first_deadline_in_its_time_to_the_month_it_ends() -> None:
    starts_late = project(1, start=_day(21))
    starts_on_the_day = project(2, start=_day(20))
    ends_early = project(3, end=_day(3))
    ended = project(4, end=_day(31, 5))
    found = follow_up(office(starts_late, starts_on_the_day, ends_early, ended), JUNE, _day(22))
    assert {item.code for item in found.items} == {starts_on_the_day.code, ends_early.code}


def test_a_project_that_crosses_fiscal_years_owes_reports_in_both() -> None:
    crossing = office(project(1, start=_day(1, 2), end=_day(31, 1, 2027)))
    for number, year in ((9, 2026), (10, 2026), (1, 2027)):
        assert follow_up(crossing, month(year, number), _day(28, number, year)).counts.due == 1
    assert follow_up(crossing, month(2027, 2), _day(28, 2, 2027)).counts.due == 0


def test_without_days_of_its_own_a_project_lasts_its_fiscal_year() -> None:
    dataset = office(project(1, start=None, end=None))
    owed = [
        found
        for found in range(8, 24)
        if follow_up(dataset, month(2025 + found // 12, found % 12 + 1), _day(1)).counts.due
    ]
    assert owed == list(range(9, 21))


def test_a_finished_project_owes_no_more_reports_after_the_month_that_said_so() -> None:
    finished = office(project(1, report(1, _day(18, 5), 100)))
    assert follow_up(finished, month(2026, 5), _day(30)).counts.in_time == 1
    assert follow_up(finished, JUNE, _day(30)).counts.due == 0
    assert follow_up(finished, month(2026, 4), _day(30)).counts.missing == 1


def test_february_has_its_own_last_day_in_a_leap_year() -> None:
    dataset = office(project(1, start=dt.date(2023, 10, 1)))
    leap = month(2024, 2)
    assert follow_up(dataset, leap, dt.date(2024, 2, 29)).items[0].state is State.LATE
    assert follow_up(dataset, leap, dt.date(2024, 3, 1)).items[0].state is State.MISSING
    assert follow_up(dataset, leap, dt.date(2024, 3, 1)).items[0].days == 10


def test_a_report_names_what_it_lacks_and_zero_is_not_lacking() -> None:
    lacking = project(1, report(4, _day(18), None, 0, narrative=None))
    item = _only(office(lacking), _day(30))
    assert (item.concern, item.report, item.days) == (Concern.INCOMPLETE, 4, 10)
    assert item.missing == ("ผลการดำเนินงาน", "ความก้าวหน้า (ร้อยละ)")
    assert item.wording.text == "รายงานครั้งที่ 4 ยังไม่กรอก ผลการดำเนินงาน, ความก้าวหน้า (ร้อยละ)"


def test_a_report_without_a_date_is_asked_for_in_the_months_that_its_number_allows() -> None:
    dataset = office(project(1, report(1, _day(18, 3)), report(2, None), report(3, _day(19, 6))))
    asked = {
        number: [item.missing for item in follow_up(dataset, month(2026, number), _day(30)).items if item.report == 2]
        for number in (3, 4, 5, 6)
    }
    assert asked == {3: [], 4: [("วันที่รายงาน",)], 5: [("วันที่รายงาน",)], 6: []}
    missing = next(
        item for item in follow_up(dataset, month(2026, 4), _day(30)).items if item.concern is Concern.NO_REPORT
    )
    assert missing.undated == (2,)


def test_an_entry_without_a_date_is_not_asked_for_in_months_to_come() -> None:
    dataset = office(project(1, report(1, _day(18, 5)), report(2, None)))
    assert [item.report for item in follow_up(dataset, month(2026, 7), _day(25)).items] == [None]


def test_items_know_whom_to_ask_and_the_topmost_division() -> None:
    item = _only(office(project(1)), _day(25))
    assert (item.division.id, item.division.name) == ("north", "กองเหนือ")
    assert item.contact == Contact("นางมาลี สมมุติ", "หัวหน้ากลุ่มงาน", "1459", "กลุ่มงานแผนที่")


def test_what_the_project_says_of_its_person_wins_over_the_list_of_people() -> None:
    party = Party(person="malee", position="ผู้ประสานงานโครงการ", phone="02 000 0000")
    item = _only(office(project(1, responsible=party)), _day(25))
    assert (item.contact.position, item.contact.phone) == ("ผู้ประสานงานโครงการ", "02 000 0000")


@pytest.mark.parametrize(
    ("party", "unit", "name", "division"),
    [
        (Party(position="หัวหน้ากลุ่มงานสำรวจ"), None, "หัวหน้ากลุ่มงานสำรวจ", None),
        (Party(unit="south"), None, "กองใต้", "south"),
        (Party(person="wichai"), None, "นายวิชัย สมมุติ", "south"),
        (None, "maps", "กลุ่มงานแผนที่", "north"),
        (None, None, "ไม่ระบุผู้รับผิดชอบ", None),
    ],
)
def test_a_position_or_a_unit_may_stand_for_a_person(
    party: Party | None, unit: str | None, name: str, division: str | None
) -> None:
    item = _only(office(project(1, responsible=party, unit=unit)), _day(25))
    assert (item.contact.name, item.division.id) == (name, division)


def test_divisions_stand_in_the_order_of_the_agency_also_where_all_is_well() -> None:
    south = project(1, unit="south", responsible=Party(person="wichai"))
    well = project(2, report(1, _day(18)))
    nowhere = project(3, unit=None, responsible=None)
    found = follow_up(office(nowhere, south, well), JUNE, _day(25))
    assert [(each.division.id, each.counts.due, len(each.items)) for each in found.divisions] == [
        ("north", 1, 0),
        ("south", 1, 1),
        (None, 1, 1),
    ]


def test_a_person_is_asked_for_everything_at_once_the_most_urgent_first() -> None:
    incomplete = project(1, report(1, _day(18), None))
    missing = project(2)
    (division,) = follow_up(office(incomplete, missing), JUNE, _day(30)).divisions
    (person,) = division.people
    assert [item.code for item in person.items] == [missing.code, incomplete.code]


def test_a_plan_book_without_reports_is_no_list_of_missing_reports() -> None:
    book = office(project(1), project(2), plan_book=PlanBook())
    found = follow_up(book, JUNE, _day(30))
    assert (found.counts.due, found.not_followed) == (0, 2)
    reporting = office(project(1), project(2, report(1, _day(18))), plan_book=PlanBook())
    assert follow_up(reporting, JUNE, _day(30)).counts.due == 2


def _framework(*quarters: QuarterResult, **more: object) -> Dataset:
    values: dict[str, object] = {
        "evaluation": Evaluation(),
        "evaluation_indicators": (
            EvaluationIndicator(id="F-1", dimension=1, name="ร้อยละที่ทดลอง", units=("maps", "south")),
        ),
        "evaluation_results": (EvaluationResult(indicator="F-1", quarters=quarters, reporter=Party(person="wichai")),),
        **more,
    }
    return office(**values)


def test_a_quarter_without_a_result_is_asked_for_until_it_has_one() -> None:
    dataset = _framework(QuarterResult(quarter=2, value=Decimal(40), date=_day(19, 3)))
    found = follow_up(dataset, JUNE, _day(25))
    assert [(item.quarter, item.state, item.days) for item in found.items] == [
        (1, State.MISSING, 187),
        (3, State.LATE, 5),
    ]
    assert found.counts.results_missing == 2
    assert found.items[0].contact.name == "นายวิชัย สมมุติ"
    assert (found.items[0].division.id, [other.id for other in found.items[0].shared_with]) == ("north", ["south"])


def test_a_target_of_a_quarter_is_no_result() -> None:
    dataset = _framework(QuarterResult(quarter=1, target=Decimal(20)))
    assert [item.quarter for item in follow_up(dataset, month(2025, 12), _day(31, 12, 2025)).items] == [1]


def test_a_result_of_a_later_day_is_not_known_yet() -> None:
    dataset = _framework(QuarterResult(quarter=1, value=Decimal(20), date=_day(30, 12, 2025)))
    assert [item.quarter for item in follow_up(dataset, month(2025, 12), _day(29, 12, 2025)).items] == [1]


def test_long_before_a_month_only_its_own_quarter_is_told_as_not_yet_due() -> None:
    states = {item.quarter: item.state for item in follow_up(_framework(), JUNE, _day(1, 2)).items}
    assert states == {1: State.MISSING, 3: State.NOT_YET_DUE}


def test_quarters_are_due_on_their_own_days_of_the_fiscal_year() -> None:
    due = {}
    for number, year in ((12, 2025), (3, 2026), (6, 2026), (9, 2026)):
        (*_, item) = follow_up(_framework(), month(year, number), dt.date(year, number, 1)).items
        due[item.quarter] = (item.deadline, item.state, item.days)
    assert due == {
        1: (dt.date(2025, 12, 20), State.NOT_YET_DUE, 19),
        2: (dt.date(2026, 3, 20), State.NOT_YET_DUE, 19),
        3: (dt.date(2026, 6, 20), State.NOT_YET_DUE, 19),
        4: (dt.date(2026, 9, 15), State.NOT_YET_DUE, 14),
    }


def test_the_framework_of_the_year_may_set_the_days_of_its_quarters() -> None:
    own = Deadline(kind=DeadlineKind.QUARTERLY, round=3, date=_day(30))
    dataset = _framework(evaluation=Evaluation(deadlines=(own,)))
    states = {item.quarter: item.state for item in follow_up(dataset, JUNE, _day(25)).items}
    assert states == {1: State.MISSING, 2: State.MISSING, 3: State.NOT_YET_DUE}


def test_a_late_result_is_told_in_the_month_of_its_deadline_alone() -> None:
    told = [
        QuarterResult(quarter=no, value=Decimal(1), date=day) for no, day in ((1, _day(22, 12, 2025)), (2, _day(1, 3)))
    ]
    dataset = _framework(*told)
    (item,) = follow_up(dataset, month(2025, 12), _day(30)).items
    assert (item.concern, item.days, item.wording.text) == (Concern.LATE_RESULT, 2, "รายงานผลไตรมาส 1 หลังกำหนด 2 วัน")
    assert follow_up(dataset, month(2026, 3), _day(30)).items == ()


def test_an_indicator_that_is_measured_once_a_year_misses_no_quarter() -> None:
    yearly = (EvaluationResult(indicator="F-1", level=Decimal(5)),)
    assert follow_up(_framework(evaluation_results=yearly), month(2026, 9), _day(30, 9)).items == ()


def test_an_indicator_with_others_below_it_is_reported_by_those() -> None:
    pair = (
        EvaluationIndicator(id="F-1", dimension=1, name="ตัวชี้วัดหลัก"),
        EvaluationIndicator(id="F-1.1", dimension=1, name="ตัวชี้วัดย่อย", parent="F-1"),
    )
    dataset = _framework(evaluation_indicators=pair, evaluation_results=())
    assert [item.code for item in follow_up(dataset, month(2025, 12), _day(30)).items] == ["F-1.1"]


def test_indicators_of_the_plan_that_no_framework_measures_are_told_apart() -> None:
    target = (Target(year=2569, number=Decimal(1)),)
    planned = (
        Indicator(id="M-1", name="วัดในกรอบ", targets=target),
        Indicator(id="M-2", name="ไม่มีที่กรอกผล", targets=target),
        Indicator(id="M-3", name="ไม่มีเป้าหมายของปี"),
    )
    measured = (EvaluationIndicator(id="F-1", dimension=1, indicator="M-1"),)
    dataset = _framework(indicators=planned, evaluation_indicators=measured)
    assert [each.id for each in follow_up(dataset, JUNE, _day(30)).unmeasured] == ["M-2"]
    assert follow_up(office(indicators=planned), JUNE, _day(30)).unmeasured == ()


def test_the_laboratory_reported_everything_in_june(laboratory: Dataset) -> None:
    found = follow_up(laboratory, JUNE, _day(30))
    assert (found.counts.due, found.counts.in_time, found.items) == (8, 8, ())
    assert len(found.divisions) == 4


def test_in_january_the_laboratory_lacks_one_report_and_has_one_empty_entry(laboratory: Dataset) -> None:
    missing, empty = follow_up(laboratory, month(2026, 1), _day(30)).items
    assert missing.code == empty.code == "88000000-0009"
    assert (missing.state, missing.days, missing.undated) == (State.MISSING, 161, (3,))
    assert len(empty.missing) == 6


def test_the_framework_of_2568_has_all_its_quarters(evaluated: Dataset) -> None:
    found = follow_up(evaluated, month(2025, 9), dt.date(2025, 9, 30))
    assert (found.items, found.not_followed) == ((), 5)
