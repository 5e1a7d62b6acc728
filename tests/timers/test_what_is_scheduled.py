from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import UsageError
from pipeline.timers.plan import jobs

if TYPE_CHECKING:
    from pipeline.timers import Plan


def test_the_monthly_run_is_on_the_evening_of_the_20th_and_the_morning_after(plan: Plan) -> None:
    monthly, _ = jobs(plan)

    assert [(moment.month, moment.day, f"{moment.time:%H:%M}") for moment in monthly.moments] == [
        (None, 20, "20:00"),
        (None, 21, "08:30"),
    ]
    assert monthly.caught_up


def test_every_end_of_a_quarter_has_a_run_on_its_day_and_one_on_the_day_after(plan: Plan) -> None:
    """20 December, 20 March, 20 June and 15 September."""
    days = {
        (month, moment.day)
        for job in jobs(plan)
        for moment in job.moments
        for month in ([moment.month] if moment.month else range(1, 13))
    }

    assert {(12, 20), (3, 20), (6, 20), (9, 15)} <= days
    assert {(12, 21), (3, 21), (6, 21), (9, 16)} <= days


def test_a_run_that_is_caught_up_is_for_the_month_that_was_due(plan: Plan) -> None:
    monthly, _ = jobs(plan)

    assert monthly.command == (
        "/opt/saraban/bin/saraban", "batch", "/srv/saraban/หน่วยงาน", "--month", "due", "-o", "/srv/saraban/รายงาน",
        "-d", "progress-form", "-f", "pdf", "-f", "docx", "--notify", "/etc/saraban/notify.toml",
    )  # fmt: skip


def test_the_reminder_makes_the_follow_up_of_this_month_alone(plan: Plan) -> None:
    _, reminder = jobs(plan)

    assert not reminder.caught_up
    assert reminder.command[3:5] == ("--month", "current")
    assert [word for flag, word in zip(reminder.command, reminder.command[1:], strict=False) if flag == "-d"] == [
        "follow-up"
    ]


@pytest.mark.parametrize("name", ["a\nb", "a\tb", "a\x00", "a\x7f", "a\x85", "\udce0\udcb8", "\u2028", "\uffff"])
def test_names_that_some_file_of_a_scheduler_cannot_hold_are_refused(plan: Plan, name: str) -> None:
    with pytest.raises(UsageError, match="อักขระ"):
        replace(plan, sources=(f"/srv/{name}",))
