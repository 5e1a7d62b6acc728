"""``saraban schedule print`` as people call it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.cli.conftest import Command

FORMS = ("--systemd", "--cron", "--windows-task")


def words_of_cron(table: str) -> list[str]:
    [line] = [line for line in table.splitlines() if line.startswith("0 ")]
    return shlex.split(line.replace("\\%", "%"))[5:]


def test_the_command_of_the_units_has_full_paths(saraban: Command, dataset: Path) -> None:
    done = saraban("schedule", "print", dataset.name, "--cron", "-o", "ผล งาน/../ผล")

    assert done.returncode == 0, done.stderr
    program, *words = words_of_cron(done.stdout)
    assert Path(program).is_absolute()
    assert Path(program).exists()
    at = words.index("batch")
    assert words[at:] == ["batch", str(dataset), "--month", "due", "-o", str(saraban.folder / "ผล")]


def test_the_words_for_the_run_are_passed_on(saraban: Command, dataset: Path) -> None:
    (saraban.folder / "notify.toml").write_text("", encoding="utf-8")

    done = saraban(
        "schedule", "print", dataset, "--cron", "--time", "18.30",
        "-d", "follow-up", "-d", "progress-form", "-f", "pdf", "-f", "txt", "--notify", "notify.toml",
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    [line] = [line for line in done.stdout.splitlines() if line.startswith("30 18 20 * * ")]
    assert line.endswith(
        f" -o {saraban.folder}/build/batch -d follow-up -d progress-form -f pdf -f txt"
        f" --notify {saraban.folder}/notify.toml"
    )


def test_a_pattern_stays_a_pattern_so_that_next_months_agencies_are_in_it(saraban: Command, dataset: Path) -> None:
    done = saraban("schedule", "print", f"{dataset.parent}/ข้อ*", "--cron")

    assert f"{dataset.parent}/ข้อ*" in words_of_cron(done.stdout)


def test_several_files_are_told_apart_by_their_names(saraban: Command, dataset: Path) -> None:
    units = saraban("schedule", "print", dataset, "--systemd").stdout
    tasks = saraban("schedule", "print", dataset, "--windows-task").stdout

    names = ("saraban-monthly.service", "saraban-monthly.timer", "saraban-reminder.service", "saraban-reminder.timer")
    assert [line for line in units.splitlines() if line.startswith("# saraban-")] == [f"# {name}" for name in names]
    assert [line for line in tasks.splitlines() if line.startswith("<!--")] == [
        "<!-- saraban-monthly.xml -->",
        "<!-- saraban-reminder.xml -->",
    ]


@pytest.mark.parametrize("form", FORMS)
def test_written_files_are_what_is_printed(saraban: Command, dataset: Path, form: str) -> None:
    printed = saraban("schedule", "print", dataset, form).stdout

    done = saraban("schedule", "print", dataset, form, "--write", "ตารางเวลา")

    paths = [saraban.folder / line for line in done.stdout.splitlines()]
    assert sorted(paths) == sorted((saraban.folder / "ตารางเวลา").iterdir())
    for path in paths:
        encoding = "utf-16" if path.suffix == ".xml" else "utf-8"
        assert path.read_text(encoding=encoding).rstrip("\n") in printed


def test_a_written_task_is_xml(saraban: Command, dataset: Path) -> None:
    done = saraban("schedule", "print", dataset, "--windows-task", "--write", ".")

    task = ET.parse(saraban.folder / "saraban-monthly.xml").getroot()  # noqa: S314 - our own file
    assert task.tag.endswith("Task")
    assert "schtasks /Create /TN saraban-monthly" in done.stderr


@pytest.mark.parametrize("forms", [(), ("--cron", "--systemd"), FORMS])
def test_one_scheduler_has_to_be_chosen(saraban: Command, dataset: Path, forms: Sequence[str]) -> None:
    done = saraban("schedule", "print", dataset, *forms)

    assert (done.returncode, done.stdout) == (2, "")
    assert "--windows-task" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("nowhere",),
        ("--time", "24:00"),
        ("--time", "8"),
        ("--time", "20:60"),
        ("-d", "folow-up"),
        ("-f", "odt"),
        ("--notify", "nowhere.toml"),
    ],
)
def test_what_would_fail_in_a_month_is_refused_today(saraban: Command, dataset: Path, words: Sequence[str]) -> None:
    done = saraban("schedule", "print", dataset, "--cron", *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr


def test_units_speak_english_on_request_and_run_the_same(saraban: Command, dataset: Path) -> None:
    thai, english = (
        saraban("--lang", language, "schedule", "print", dataset, "--cron").stdout for language in ("th", "en")
    )

    def lines(table: str) -> list[str]:
        return [line for line in table.splitlines() if not line.startswith("#")]

    assert lines(thai) == lines(english)
