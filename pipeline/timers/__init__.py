"""Ready units for the scheduler of a machine: the monthly run, its reminder, and a catch-up after down time."""

from __future__ import annotations

from pipeline.timers.cron import cron
from pipeline.timers.due import REPORT_DAY, due_month
from pipeline.timers.plan import Plan
from pipeline.timers.systemd import systemd
from pipeline.timers.windows import windows_task

__all__ = ["REPORT_DAY", "Plan", "cron", "due_month", "systemd", "windows_task"]
