"""A table for cron (Linux). See crontab(5).

Cron knows no catch-up, so one line looks every hour whether the month whose report day came last has its run, and makes
it where not. The first hour from the morning after the report day on finds none: it is the line of that run as well. A
run that has ended, also in part, leaves a mark in the folder of the documents; one that was cut short leaves none.
"""

from __future__ import annotations

import shlex

from pipeline.errors import ExitCode, UsageError
from pipeline.messages import N_, gettext
from pipeline.timers.due import REPORT_DAY
from pipeline.timers.plan import MORNING, Moment, Plan, jobs

MAX_LINE = 998
"""Longest command of a table, in bytes, that every cron takes."""
MARK = ".saraban-due-"
"""Before the month (``2026-06``) in the name of the mark."""
_ENDED = (ExitCode.DONE, ExitCode.PARTIAL, ExitCode.DATA)
"""Exit codes of a run that trying again changes nothing about."""

_MONTH = "\0"
"""Stands in a command where the shell puts the month; no name of a plan holds it."""

_INSTALL = N_("ติดตั้ง: crontab -e แล้ววางทุกบรรทัดต่อท้าย (หรือ crontab {name} หากยังไม่มีตารางอื่น)")
_TOKEN = N_("โทเค็นของการแจ้งเตือน: กำหนดตัวแปรที่ token_env ระบุไว้เหนือบรรทัดเหล่านี้ เช่น LINE_TOKEN=...")
_EVENING = N_("ค่ำวันที่ {day}: เอกสารประจำเดือน")
_CATCH_UP = N_("เช้าวันที่ {day}: ใครค้างรายงาน และทำเอกสารที่ขาดหากเครื่องปิดอยู่ในเวลานั้น (ดูทุกชั่วโมง ทำเดือนละครั้ง)")
_REMINDER = N_("เช้าวันที่ {day}: เตือนก่อนครบกำหนด และวันสุดท้ายของผลไตรมาสที่ 4 (15 กันยายน)")
_TOO_LONG = N_("คำสั่งยาว {length} ไบต์ ตารางของ cron รับได้ไม่เกิน {most} ไบต์ต่อบรรทัด")
_TOO_LONG_REMEDY = N_("ใช้ --systemd หรือระบุโฟลเดอร์ที่รวมทุกหน่วยงานแทนการระบุทีละหน่วยงาน")


def cron(plan: Plan) -> dict[str, str]:
    """The table, by its file name.

    Raises:
        UsageError: the command is longer than a line of a table may be.
    """
    name = "saraban.cron"
    monthly, reminder = jobs(plan)
    evening, morning = monthly.moments
    lines = [f"# {gettext(_INSTALL).format(name=name)}"]
    lines += [f"# {gettext(_TOKEN)}"] if plan.notify else []
    lines += [
        f"# {gettext(_EVENING).format(day=evening.day)}",
        _line(_when(evening), shlex.join(monthly.command)),
        f"# {gettext(_CATCH_UP).format(day=morning.day)}",
        _line(f"{morning.time.minute} * * * *", _unless_made(plan)),
        f"# {gettext(_REMINDER).format(day=reminder.moments[0].day)}",
        *(_line(_when(moment), shlex.join(reminder.command)) for moment in reminder.moments),
    ]
    return {name: "\n".join(lines) + "\n"}


def _when(moment: Moment) -> str:
    month = "*" if moment.month is None else str(moment.month)
    return f"{moment.time.minute} {moment.time.hour} {moment.day} {month} *"


def _unless_made(plan: Plan) -> str:
    """The run of the last month that is due, unless it has its mark.

    That far back from the morning after the report day is the first minute of its month.
    """
    back = REPORT_DAY * 86_400 + MORNING.hour * 3_600 + MORNING.minute * 60
    command = " ".join('"$m"' if word == _MONTH else shlex.quote(word) for word in plan.command(_MONTH))
    ended = "|".join(str(int(code)) for code in _ENDED)
    return (
        f"o={shlex.quote(plan.out)}; m=$(date -d @$(($(date +%s) - {back})) +%Y-%m); "
        f'[ -e "$o/{MARK}$m" ] || {{ {command}; '
        f'case $? in {ended}) mkdir -p "$o" && touch "$o/{MARK}$m";; esac; }}'
    )


def _line(when: str, command: str) -> str:
    # An unescaped percent sign ends the command; a backslash before it or before another one goes.
    escaped = command.replace("\\", "\\\\").replace("%", "\\%")
    length = len(escaped.encode())
    if length > MAX_LINE:
        told = gettext(_TOO_LONG).format(length=f"{length:,}", most=MAX_LINE)
        raise UsageError(told, gettext(_TOO_LONG_REMEDY))
    return f"{when} {escaped}"
