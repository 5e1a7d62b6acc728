"""Held against [MS-TSCH]: order of a trigger's parts, values of settings, UTF-16, how a command is taken apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from pipeline.errors import UsageError
from pipeline.timers import Plan, windows_task
from pipeline.timers.plan import jobs
from pipeline.timers.windows import file_bytes

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMES = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}


@pytest.fixture
def windows_plan() -> Plan:
    return Plan(
        (r"C:\Program Files\Saraban\saraban.exe",),
        (r"D:\ข้อมูล & แผน\*.xlsx", "D:\\ลงท้าย ทับ\\", r"\\server\share\a<b>"),
        r"D:\รายงาน 100%",
        dt.date(2026, 6, 1),
        notify=r"D:\it's.toml",
    )


def read(data: bytes) -> Element:
    return ET.fromstring(data)  # noqa: S314 - our own text


def taken_apart(line: str) -> list[str]:
    """Words of a command line as programs of Windows find them (CommandLineToArgvW)."""
    words: list[str] = []
    word, inside, started, slashes = "", False, False, 0
    for character in [*line, " "]:
        if character == "\\":
            slashes += 1
            continue
        if character == '"':
            word += "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            else:
                inside, started = not inside, True
            slashes = 0
            continue
        word, slashes = word + "\\" * slashes, 0
        if character in " \t" and not inside:
            if word or started:
                words.append(word)
            word, started = "", False
        else:
            word += character
    return words


def tasks(plan: Plan) -> dict[str, Element]:
    return {name: read(file_bytes(text)) for name, text in windows_task(plan).items()}


def test_a_file_is_utf_16_with_its_mark_as_its_head_says(windows_plan: Plan) -> None:
    for text in windows_task(windows_plan).values():
        data = file_bytes(text)

        assert data.startswith(b"\xff\xfe")
        assert text.startswith('<?xml version="1.0" encoding="UTF-16"?>\n')
        assert data.decode("utf-16").replace("\r\n", "\n") == text
        assert read(data).tag == f"{{{NAMES['t']}}}Task"


def test_the_command_is_taken_apart_into_its_words_again(windows_plan: Plan) -> None:
    for job in jobs(windows_plan):
        task = tasks(windows_plan)[f"{job.name}.xml"]
        command = task.findtext("t:Actions/t:Exec/t:Command", namespaces=NAMES)
        arguments = task.findtext("t:Actions/t:Exec/t:Arguments", namespaces=NAMES)

        assert (command, *taken_apart(arguments or "")) == job.command


def test_the_days_and_months_are_those_of_the_plan(windows_plan: Plan) -> None:
    found: dict[str, list[tuple[str | None, list[str | None], int, str]]] = {}
    for name, task in tasks(windows_plan).items():
        for trigger in task.iterfind("t:Triggers/t:CalendarTrigger", NAMES):
            start = trigger.findtext("t:StartBoundary", namespaces=NAMES)
            days = [day.text for day in trigger.iterfind("t:ScheduleByMonth/t:DaysOfMonth/t:Day", NAMES)]
            months = [month.tag.partition("}")[2] for month in trigger.iterfind("t:ScheduleByMonth/t:Months/*", NAMES)]
            found.setdefault(name, []).append((start, days, len(months), months[0]))

    assert found == {
        "saraban-monthly.xml": [
            ("2026-06-01T20:00:00", ["20"], 12, "January"),
            ("2026-06-01T08:30:00", ["21"], 12, "January"),
        ],
        "saraban-reminder.xml": [
            ("2026-06-01T08:30:00", ["15"], 12, "January"),
            ("2026-06-01T08:30:00", ["16"], 1, "September"),
        ],
    }


def test_the_parts_of_a_trigger_stand_in_the_order_of_the_schema(windows_plan: Plan) -> None:
    for task in tasks(windows_plan).values():
        for trigger in task.iterfind("t:Triggers/t:CalendarTrigger", NAMES):
            parts = [part.tag.partition("}")[2] for part in trigger]
            assert parts == ["StartBoundary", "RandomDelay", "ScheduleByMonth"]


def test_a_missed_monthly_run_is_caught_up_alone_and_ends(windows_plan: Plan) -> None:
    settings = {
        name: {part.tag.partition("}")[2]: part.text for part in task.iterfind("t:Settings/*", NAMES)}
        for name, task in tasks(windows_plan).items()
    }

    assert settings["saraban-monthly.xml"]["StartWhenAvailable"] == "true"
    assert settings["saraban-reminder.xml"]["StartWhenAvailable"] == "false"
    for values in settings.values():
        assert values["MultipleInstancesPolicy"] == "IgnoreNew"
        assert values["ExecutionTimeLimit"] == "PT12H"
        assert values["DisallowStartIfOnBatteries"] == values["StopIfGoingOnBatteries"] == "false"


def test_the_task_names_its_principal(windows_plan: Plan) -> None:
    for task in tasks(windows_plan).values():
        [principal] = task.iterfind("t:Principals/t:Principal", NAMES)
        [actions] = task.iterfind("t:Actions", NAMES)
        assert principal.get("id") == actions.get("Context")


@pytest.mark.parametrize("name", [r"D:\%TEMP%\x", r"D:\50% ถึง 60%", r"D:\$(Arg0)"])
def test_what_windows_would_replace_is_refused(windows_plan: Plan, name: str) -> None:
    with pytest.raises(UsageError, match="แทนค่า"):
        windows_task(replace(windows_plan, sources=(name,)))
