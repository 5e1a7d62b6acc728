"""Read back as systemd.service(5) says, and by systemd itself where it is there."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pipeline.timers import Plan, systemd
from pipeline.timers.plan import jobs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANALYZE = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(ANALYZE is None, reason="needs systemd-analyze")


def read(unit: str) -> dict[str, dict[str, list[str]]]:
    """The values of a unit by section and key, several where a key stands several times."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in unit.splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            section.setdefault(key, []).append(value)
    return found


def words_of(line: str) -> list[str]:
    """The words of an ExecStart line: quotes and backslashes go, then specifiers, then variables."""
    words = []
    for quoted, bare in re.findall(r'"((?:\\.|[^"\\])*)"|(\S+)', line):
        text = re.sub(r"\\(.)", r"\1", quoted) if quoted else bare
        assert not re.search(r"(?<!%)(?:%%)*%(?!%)", text), "a specifier"
        text = text.replace("%%", "%")
        assert not re.search(r"(?<!\$)(?:\$\$)*\$(?!\$)", text), "a variable"
        words.append(text.replace("$$", "$"))
    return words


def test_the_service_runs_the_command_word_by_word(hard_plan: Callable[[Path], Plan], recorder: Path) -> None:
    plan = hard_plan(recorder)

    for job in jobs(plan):
        [line] = read(systemd(plan)[f"{job.name}.service"])["Service"]["ExecStart"]
        words = words_of(line)
        assert tuple(words) == job.command
        seen = subprocess.run(words, check=False, cwd="/", timeout=60)
        assert seen.returncode == 0
        assert (recorder.parent / "words").read_text(encoding="utf-8").splitlines() == [*job.command[1:], "END"]
        (recorder.parent / "words").unlink()


@pytest.mark.parametrize("name", ["a$b", "it's", 'a"b', "a\\b"])
def test_a_program_in_whose_path_systemd_allows_less_is_started_by_the_shell(plan: Plan, name: str) -> None:
    odd = replace(plan, program=(f"/opt/{name}/saraban",))

    [line] = read(systemd(odd)["saraban-monthly.service"])["Service"]["ExecStart"]

    assert words_of(line)[:5] == ["/bin/sh", "-c", 'exec "$0" "$@"', f"/opt/{name}/saraban", "batch"]


def test_the_monthly_timer_catches_up_and_the_reminder_does_not(plan: Plan) -> None:
    units = systemd(plan)
    monthly, reminder = (read(units[f"saraban-{name}.timer"]) for name in ("monthly", "reminder"))

    assert monthly["Timer"]["OnCalendar"] == ["*-*-20 20:00:00", "*-*-21 08:30:00"]
    assert monthly["Timer"]["Persistent"] == ["true"]
    assert reminder["Timer"]["OnCalendar"] == ["*-*-15 08:30:00", "*-09-16 08:30:00"]
    assert reminder["Timer"]["Persistent"] == ["false"]
    assert monthly["Install"]["WantedBy"] == reminder["Install"]["WantedBy"] == ["timers.target"]


def test_a_service_ends_and_does_not_start_by_itself(plan: Plan) -> None:
    for name, unit in systemd(plan).items():
        if name.endswith(".service"):
            service = read(unit)
            assert service["Service"]["Type"] == ["oneshot"]
            assert service["Service"]["TimeoutStartSec"] == ["12h"]
            assert "Install" not in service


def test_the_token_comes_from_a_file_beside_the_settings_that_need_not_be_there(plan: Plan) -> None:
    service = read(systemd(plan)["saraban-monthly.service"])["Service"]
    odd = read(systemd(replace(plan, notify="/etc/100% [x]/notify.toml"))["saraban-monthly.service"])["Service"]

    assert service["EnvironmentFile"] == ["-/etc/saraban/notify.env"]
    assert odd["EnvironmentFile"] == [r"-/etc/100%% \[x]/notify.env"]
    assert "EnvironmentFile" not in read(systemd(replace(plan, notify=""))["saraban-monthly.service"])["Service"]


def test_units_are_plain_sections_and_keys(plan: Plan) -> None:
    for unit in systemd(plan).values():
        parser = configparser.RawConfigParser(strict=False, comment_prefixes=("#",))
        parser.read_string(unit)
        assert "Unit" in parser.sections()


@needs_systemd
def test_systemd_finds_nothing_wrong(hard_plan: Callable[[Path], Plan], recorder: Path, tmp_path: Path) -> None:
    units = tmp_path / "units"
    units.mkdir()
    plan = replace(hard_plan(recorder), notify=str(tmp_path / "แจ้ง 100% [x].toml"))
    for name, text in systemd(plan).items():
        (units / name).write_text(text, encoding="utf-8")

    seen = subprocess.run(
        [str(ANALYZE), "verify", "--man=no", *map(str, sorted(units.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert [line for line in seen.stderr.splitlines() if "saraban" in line or str(units) in line] == []
    assert seen.returncode == 0


@needs_systemd
def test_systemd_reads_the_days_as_they_are_meant(plan: Plan) -> None:
    following = {"20": "20 20:00:00", "21": "21 08:30:00", "15": "15 08:30:00", "16": "09-16 08:30:00"}
    for unit in systemd(plan).values():
        for moment in read(unit).get("Timer", {}).get("OnCalendar", []):
            seen = subprocess.run(
                [str(ANALYZE), "calendar", "--base-time=2026-06-10 00:00:00", moment],
                capture_output=True,
                text=True,
                check=True,
                timeout=60,
                env={"TZ": "Asia/Bangkok", "LC_ALL": "C.UTF-8"},
            ).stdout
            day = moment.split()[0].rpartition("-")[2]
            assert following[day] in seen
            assert "2026-" in seen
