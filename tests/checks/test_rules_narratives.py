"""Dates and meetings told in texts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.findings import Severity
from pipeline.model import Paragraph, RichText
from pipeline.thai.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.findings import Finding
    from pipeline.model import Dataset

    Make = Callable[..., Dataset]
    Ids = Callable[[Dataset], list[str]]
    Only = Callable[[Dataset, str], Finding]

COMMITTEE = "คณะกรรมการสวนสาธารณะ"


def _said(make: Make, *narratives: tuple[int, str]) -> Dataset:
    """A dataset whose reports say something else; the reports are dated the 15th."""
    texts = dict(narratives)
    reports = tuple(
        report.model_copy(update={"narrative": RichText(blocks=(Paragraph(text=texts[report.no]),))})
        if report.no in texts
        else report
        for report in make().projects[0].reports
    )
    return make(reports=reports)


@pytest.mark.parametrize(
    "narrative",
    [
        "ประชุมชี้แจงเมื่อวันที่ 16 มกราคม 2563",
        "ประชุมชี้แจงเมื่อ ๑๖ ม.ค. ๒๕๖๓",
        "ได้มีการประชุมชี้แจงในวันที่ 16 มกราคม 2563",
        "อยู่ระหว่างสรุปผล โดยได้จัดอบรมในวันที่ 16 มกราคม 2563",
    ],
)
def test_a_later_date_told_as_done_is_found(with_report: Make, only: Only, narrative: str) -> None:
    finding = only(with_report(4, narrative=narrative), "narrative-date-after-report")
    assert "16 มกราคม 2563" in finding.message
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "narrative",
    [
        "อยู่ระหว่างเตรียมการประชุม ณ วันที่ 25 มกราคม 2563",
        "กำหนดจัดอบรมในวันที่ 25 มกราคม 2563",
        "ได้รับจัดสรรงบประมาณเพื่อจัดงานในวันที่ 25 มกราคม 2563",
        "ได้แต่งตั้งคณะทำงานแล้ว และจะประชุมในวันที่ 25 มกราคม 2563",
    ],
)
def test_a_later_date_told_as_a_plan_is_only_noted(with_report: Make, ids: Ids, only: Only, narrative: str) -> None:
    dataset = with_report(4, narrative=narrative)
    assert ids(dataset) == ["narrative-date-planned"]
    assert only(dataset, "narrative-date-planned").severity is Severity.NOTE


def test_a_date_a_year_too_late_suggests_the_year(with_report: Make, ids: Ids, only: Only) -> None:
    dataset = with_report(7, narrative="ประชุมคณะทำงานในวันที่ 21 เมษายน 2564")
    finding = only(dataset, "narrative-year-slip")
    assert finding.params["meant"] == "21 เมษายน 2563"
    assert ids(dataset) == ["narrative-year-slip"]


def test_a_far_date_named_as_a_term_is_no_slip_of_the_year(with_report: Make, ids: Ids) -> None:
    assert ids(with_report(4, narrative="ลงนามสัญญาแล้ว ครบกำหนดวันที่ 30 กันยายน 2564")) == ["narrative-date-planned"]


def test_a_date_before_the_report_is_no_finding(with_report: Make, ids: Ids) -> None:
    assert ids(with_report(4, narrative="ประชุมเมื่อวันที่ 14 มกราคม 2563 ตามคำสั่งลงวันที่ 3 มีนาคม 2561")) == []


def test_last_year_s_number_in_january_is_noted(with_report: Make, only: Only) -> None:
    finding = only(with_report(4, narrative="ประชุมเมื่อวันที่ 10 มกราคม 2562"), "narrative-date-year-before")
    assert finding.params["meant"] == "10 มกราคม 2563"


@given(st.dates(dt.date(2018, 1, 1), dt.date(2023, 12, 31)))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_date_told_as_done_after_the_report_is_found_once(with_report: Make, ids: Ids, day: dt.date) -> None:
    found = ids(with_report(4, narrative=f"ประชุมเมื่อวันที่ {format_date(day)}"))
    later = [rule for rule in found if rule in ("narrative-date-after-report", "narrative-year-slip")]
    assert len(later) == (day > dt.date(2020, 1, 15))


def test_a_day_that_no_calendar_has_is_found_wherever_it_stands(make: Make, ids: Ids) -> None:
    assert ids(make(name="งานวันที่ 31 เมษายน 2563")) == ["text-date-impossible"]
    assert ids(make(name="งานวันที่ 29 กุมภาพันธ์ 2563")) == []


def test_a_weekday_that_does_not_fit_is_found(with_report: Make, only: Only, ids: Ids) -> None:
    finding = only(with_report(5, narrative="ประชุมเมื่อวันพุธที่ 14 กุมภาพันธ์ 2563"), "text-date-weekday")
    assert finding.params["weekday"] == "ศุกร์"
    assert ids(with_report(5, narrative="ประชุมเมื่อวันศุกร์ที่ 14 กุมภาพันธ์ 2563")) == []


@pytest.mark.parametrize("written", ["14 มกราคม 2020", "14/1/2020", "2020-01-14"])
def test_a_year_of_the_common_era_is_found_with_the_thai_date(with_report: Make, only: Only, written: str) -> None:
    finding = only(with_report(4, narrative=f"ตรวจรับ {written}"), "text-date-era")
    assert finding.params["date"] == "14 มกราคม 2563"


def test_one_meeting_with_two_dates_is_found_with_both_places(make: Make, only: Only, ids: Ids) -> None:
    dataset = _said(
        make,
        (6, f"{COMMITTEE}ประชุมครั้งที่ 3/2563 เมื่อวันที่ 12 มีนาคม 2563"),
        (9, f"ประชุม{COMMITTEE}ครั้งที่ ๓/๒๕๖๓ เมื่อวันที่ 29 พฤษภาคม 2563 และครั้งที่ 4/2563 เมื่อวันที่ 5 มิถุนายน 2563"),
    )
    finding = only(dataset, "meeting-with-two-dates")
    assert finding.params["before"] == "6"
    assert finding.params["earlier"] == "12 มีนาคม 2563"
    assert len(finding.related) == 1
    assert "narrative-year-slip" not in ids(dataset)


def test_meetings_of_two_committees_may_have_one_number(make: Make, ids: Ids) -> None:
    dataset = _said(
        make,
        (6, f"{COMMITTEE}ประชุมครั้งที่ 3/2563 เมื่อวันที่ 12 มีนาคม 2563"),
        (9, "คณะทำงานจัดซื้อประชุมครั้งที่ 3/2563 เมื่อวันที่ 29 พฤษภาคม 2563"),
    )
    assert ids(dataset) == []


def test_a_meeting_numbered_in_a_year_not_yet_reached_is_found(make: Make, only: Only) -> None:
    dataset = _said(
        make,
        (9, f"{COMMITTEE}ประชุมครั้งที่ 4/2563 แล้ว"),
        (10, f"{COMMITTEE}ประชุมครั้งที่ 6/2564 แล้ว"),
    )
    finding = only(dataset, "meeting-year-slip")
    assert finding.severity is Severity.WARNING
    assert finding.params["meant"] == "6/2563"
    assert finding.params["others"] == "4/2563"


def test_a_meeting_may_be_numbered_by_the_fiscal_year(make: Make, ids: Ids) -> None:
    assert ids(_said(make, (2, f"{COMMITTEE}ประชุมครั้งที่ 1/2563 แล้ว"))) == []


def test_a_meeting_without_year_is_noted_where_others_carry_one(make: Make, ids: Ids) -> None:
    without = (10, f"{COMMITTEE}ประชุมครั้งที่ 6 แล้ว")
    assert ids(_said(make, (9, f"{COMMITTEE}ประชุมครั้งที่ 5/2563 แล้ว"), without)) == ["meeting-without-year"]
    assert ids(_said(make, without)) == []
