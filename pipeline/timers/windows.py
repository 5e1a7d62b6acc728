"""Tasks for the Task Scheduler of Windows, as ``schtasks /Create /XML`` reads them. See [MS-TSCH], schema 1.2."""

from __future__ import annotations

import datetime as dt
import re
from subprocess import list2cmdline
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pipeline.errors import UsageError
from pipeline.messages import N_, gettext
from pipeline.timers.plan import DELAY, LONGEST, Job, Moment, Plan, jobs

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_PRINCIPAL = "Author"
_REPLACED = re.compile(r"%[^%]+%|\$\(")
_WOULD_BE_REPLACED = N_("ตัวตั้งเวลาของ Windows จะแทนค่าบางส่วนของ {text} เพราะมี % คู่กัน หรือมี $(")
_REPLACED_REMEDY = N_("เปลี่ยนชื่อโฟลเดอร์หรือไฟล์นั้นไม่ให้มีเครื่องหมายดังกล่าว")


def windows_task(plan: Plan) -> dict[str, str]:
    """The tasks by file name. A file of one is UTF-16 with its mark, as :func:`file_bytes` makes it.

    Raises:
        UsageError: Windows would replace a part of the command, and knows no way to write it otherwise.
    """
    return {f"{job.name}.xml": _task(job, plan) for job in jobs(plan)}


def file_bytes(text: str) -> bytes:
    """A task as a file: UTF-16 with a byte order mark and the line ends of Windows."""
    return ("\ufeff" + text.replace("\n", "\r\n")).encode("utf-16-le")


def _task(job: Job, plan: Plan) -> str:
    for word in job.command:
        if _REPLACED.search(word):
            raise UsageError(gettext(_WOULD_BE_REPLACED).format(text=word), gettext(_REPLACED_REMEDY))
    task = Element("Task", version="1.2", xmlns=_NAMESPACE)
    _add(SubElement(task, "RegistrationInfo"), Description=job.description)
    triggers = SubElement(task, "Triggers")
    for moment in job.moments:
        _add_trigger(triggers, moment, plan.since)
    principal = SubElement(SubElement(task, "Principals"), "Principal", id=_PRINCIPAL)
    _add(principal, LogonType="InteractiveToken", RunLevel="LeastPrivilege")
    _add(
        SubElement(task, "Settings"),
        MultipleInstancesPolicy="IgnoreNew",
        DisallowStartIfOnBatteries="false",
        StopIfGoingOnBatteries="false",
        StartWhenAvailable="true" if job.caught_up else "false",
        RunOnlyIfNetworkAvailable="false",
        Enabled="true",
        ExecutionTimeLimit=f"PT{LONGEST}H",
    )
    actions = SubElement(task, "Actions", Context=_PRINCIPAL)
    _add(SubElement(actions, "Exec"), Command=job.command[0], Arguments=_arguments(job.command[1:]))
    indent(task)
    return f'<?xml version="1.0" encoding="UTF-16"?>\n{tostring(task, encoding="unicode")}\n'


def _add_trigger(triggers: Element, moment: Moment, since: dt.date) -> None:
    """The parts of a trigger are a sequence: their order counts."""
    trigger = SubElement(triggers, "CalendarTrigger")
    start = dt.datetime.combine(since, moment.time).isoformat()  # local time: no zone is written
    _add(trigger, StartBoundary=start, RandomDelay=f"PT{DELAY}M")
    schedule = SubElement(trigger, "ScheduleByMonth")
    _add(SubElement(schedule, "DaysOfMonth"), Day=str(moment.day))
    months = SubElement(schedule, "Months")
    for number, name in enumerate(_MONTH_NAMES, 1):
        if moment.month in {None, number}:
            SubElement(months, name)


_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Names of elements, so English whatever the language of the machine."""


def _arguments(words: Sequence[str]) -> str:
    """One line that a program of Windows takes apart into these words again."""
    return list2cmdline(words)


def _add(parent: Element, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(parent, name).text = text
