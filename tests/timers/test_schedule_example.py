"""The units of examples/schedule are what the program makes today, for an office with invented paths.

After a change of the texts: ``python tests/timers/test_schedule_example.py`` writes them anew.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.bundled import bundled_folder
from pipeline.notices import Form, read_settings
from pipeline.timers import Plan, cron, systemd, windows_task
from pipeline.timers.windows import file_bytes

if TYPE_CHECKING:
    import pytest

FOLDER = bundled_folder("examples") / "schedule"
LINUX = Plan(
    ("/opt/saraban/bin/saraban",),
    ("/srv/saraban/หน่วยงาน 2569",),
    "/srv/saraban/รายงาน",
    dt.date(2026, 6, 1),
    notify="/etc/saraban/notify.toml",
)
WINDOWS = Plan(
    (r"C:\Program Files\Saraban\Scripts\saraban.exe",),
    (r"D:\สารบรรณ\หน่วยงาน 2569",),
    r"D:\สารบรรณ\รายงาน",
    dt.date(2026, 6, 1),
    notify=r"D:\สารบรรณ\notify.toml",
)


def made() -> dict[str, bytes]:
    tasks = {name: file_bytes(text) for name, text in windows_task(WINDOWS).items()}
    return {name: text.encode() for name, text in (systemd(LINUX) | cron(LINUX)).items()} | tasks


def test_the_units_of_the_example_are_those_that_the_program_makes() -> None:
    there = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.name != "notify.toml"}

    assert there == made()


def test_the_settings_of_the_example_are_right_and_hold_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SARABAN_LINE_TOKEN", "invented")

    group, room = read_settings(FOLDER / "notify.toml")

    assert (group.form, group.agencies, group.host) == (Form.LINE, (), "api.line.me")
    assert (room.form, len(room.agencies), room.host) == (Form.TEXT, 2, "chat.example")
    assert set(group.to) == {"C", "0"}
    assert room.token_env == ""


if __name__ == "__main__":
    for file, data in made().items():
        Path(FOLDER / file).write_bytes(data)
