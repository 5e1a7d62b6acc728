"""The table is taken apart as cron does it, and its lines are run by a real shell with a program that notes them."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import UsageError
from pipeline.timers import Plan, cron, due_month
from pipeline.timers.cron import MARK, MAX_LINE
from pipeline.timers.plan import MORNING, jobs

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Month

LINE = re.compile(r"(\S+) (\S+) (\S+) (\S+) (\S+) (.+)")


def lines_of(plan: Plan) -> list[tuple[str, str]]:
    """When and what, as cron reads it: a backslash before ``%`` or another goes, a bare ``%`` would end the command."""
    [table] = cron(plan).values()
    assert table.endswith("\n"), "cron drops a last line without its end"
    found = []
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        match = LINE.fullmatch(line)
        assert match
        command = match[6]
        assert len(command.encode()) <= MAX_LINE
        assert not re.search(r"(?<!\\)(?:\\\\)*%", command)
        found.append((" ".join(match.groups()[:5]), re.sub(r"\\([%\\])", r"\1", command)))
    return found


def run(command: str, recorder: Path) -> list[list[str]]:
    """The words with which the program was called, call by call."""
    words = recorder.parent / "words"
    words.unlink(missing_ok=True)
    subprocess.run(["/bin/sh", "-c", command], check=False, capture_output=True, timeout=60, cwd="/")
    if not words.exists():
        return []
    return [call.splitlines() for call in words.read_text(encoding="utf-8").split("END\n")[:-1]]


def in_the_shell(month: Month) -> str:
    return f"{month.year}-{month.month:02}"


def month_now() -> Month:
    """The month of the catch-up line at this moment: that of due_month, from the morning after the report day on."""
    back = dt.timedelta(days=1, hours=MORNING.hour, minutes=MORNING.minute)
    return due_month((dt.datetime.now() - back).date())  # noqa: DTZ005 - cron's own time


def test_the_days_are_those_of_the_plan(plan: Plan) -> None:
    evening = replace(plan, evening=dt.time(18, 45))

    assert [when for when, _ in lines_of(evening)] == ["45 18 20 * *", "30 * * * *", "30 8 15 * *", "30 8 16 9 *"]


def test_every_word_reaches_the_program_as_it_is(hard_plan: Callable[[Path], Plan], recorder: Path) -> None:
    for source in hard_plan(recorder).sources:
        plan = replace(hard_plan(recorder), sources=(source,))
        monthly, reminder = jobs(plan)
        evening, _, *reminders = lines_of(plan)

        assert run(evening[1], recorder) == [list(monthly.command[1:])]
        assert [run(command, recorder) for _, command in reminders] == [[list(reminder.command[1:])]] * 2


@pytest.mark.parametrize("code", [0, 3, 4])
def test_a_run_that_has_ended_is_not_caught_up_again(
    hard_plan: Callable[[Path], Plan], recorder: Path, code: int
) -> None:
    plan = replace(hard_plan(recorder), sources=("/srv/it's 100%",))
    (recorder.parent / "code").write_text(str(code), encoding="utf-8")
    _, (_, catch_up), *_ = lines_of(plan)
    before, month, after = month_now(), run(catch_up, recorder), month_now()

    assert month in [[list(plan.command(in_the_shell(one))[1:])] for one in (before, after)]
    assert [path.name for path in Path(plan.out).iterdir()] == [f"{MARK}{month[0][3]}"]
    assert run(catch_up, recorder) == []


@pytest.mark.parametrize("code", [1, 5, 6, 130, 137])
def test_a_run_that_could_not_work_is_tried_again(hard_plan: Callable[[Path], Plan], recorder: Path, code: int) -> None:
    plan = replace(hard_plan(recorder), sources=("/srv/x",))
    (recorder.parent / "code").write_text(str(code), encoding="utf-8")
    _, (_, catch_up), *_ = lines_of(plan)

    assert len(run(catch_up, recorder)) == 1
    assert len(run(catch_up, recorder)) == 1


@pytest.mark.parametrize(
    ("now", "month"),
    [
        ("2026-06-21 08:29", "2026-05"),
        ("2026-06-21 08:30", "2026-06"),
        ("2026-07-03 11:30", "2026-06"),
        ("2026-07-20 20:30", "2026-06"),
        ("2026-07-21 08:30", "2026-07"),
        ("2027-01-05 00:30", "2026-12"),
        ("2028-03-01 00:30", "2028-02"),
    ],
)
def test_the_shell_finds_the_month_that_is_due(plan: Plan, now: str, month: str) -> None:
    _, (_, catch_up), *_ = lines_of(plan)
    found = re.search(r"m=\$\(.*?\+%Y-%m\)", catch_up)
    assert found
    seconds = int(dt.datetime.fromisoformat(f"{now}+07:00").timestamp())
    told = subprocess.run(
        ["/bin/sh", "-c", f"{found[0].replace('$(date +%s)', str(seconds))}; echo $m"],
        check=True, capture_output=True, text=True, timeout=60, env={"TZ": "ICT-7", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip

    assert told.stdout == f"{month}\n"


def test_a_command_that_no_line_can_hold_is_refused(plan: Plan) -> None:
    many = replace(plan, sources=tuple(f"/srv/saraban/หน่วยงานที่ {number}" for number in range(30)))

    with pytest.raises(UsageError, match="998"):
        cron(many)
