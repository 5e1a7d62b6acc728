"""Calls of the command: help, mistakes in the call, languages, streams."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import ExitCode

if TYPE_CHECKING:
    from tests.cli.conftest import Command

VERBS = ["init", "check", "build", "batch", "schema", "doctor", "completion"]


def test_the_version_is_a_result(saraban: Command) -> None:
    from pipeline import __version__

    call = saraban("--version")

    assert (call.returncode, call.stdout, call.stderr) == (0, f"saraban {__version__}\n", "")


def test_help_lists_every_verb_in_thai(saraban: Command) -> None:
    call = saraban("--help")

    assert call.returncode == 0
    assert call.stderr == ""
    assert all(f"  {verb} " in call.stdout for verb in VERBS)
    assert "วิธีใช้:" in call.stdout
    assert not {"Usage", "Options", "Commands", "Show this"} & set(call.stdout.replace(":", "").split())


@pytest.mark.parametrize("verb", VERBS)
def test_help_of_a_verb_fits_a_terminal_and_breaks_no_word(saraban: Command, verb: str) -> None:
    call = saraban(verb, "--help")

    assert call.returncode == 0
    assert "แสดงวิธีใช้นี้แล้วจบ" in call.stdout
    for line in call.stdout.splitlines():
        width = sum(unicodedata.category(character) != "Mn" for character in line)
        assert width <= 80, line
        assert not line.strip() or unicodedata.category(line.strip()[0]) != "Mn"


def test_help_speaks_english_on_demand(saraban: Command) -> None:
    by_option = saraban("--help", "--lang", "en").stdout
    by_variable = saraban("--help", env={"SARABAN_LANG": "en"}).stdout

    assert by_option == by_variable
    assert "Usage:" in by_option


@pytest.mark.parametrize("words", [["--help"], ["build", "--help"], ["check", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(saraban: Command, words: list[str]) -> None:
    code = (
        "import sys; from pipeline.cli import main\n"
        f"main({words!r})\n"
        "heavy = {'weasyprint', 'docx', 'pythainlp', 'openpyxl', 'pydantic', 'lxml', 'yaml', 'jinja2', 'fontTools'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )

    assert saraban.python(code).stderr == "[]\n"


def test_without_a_verb_the_help_is_shown_and_the_call_counts_as_wrong(saraban: Command) -> None:
    call = saraban()

    assert (call.returncode, call.stdout) == (2, "")
    assert "วิธีใช้:" in call.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["buidl"], ["ไม่มีคำสั่ง buidl", "build"]),
        (["build", "--digit", "thai"], ["--digit", "--digits"]),
        (["build", "--colour"], ["ไม่มีตัวเลือก --colour"]),
        (["build"], ["SOURCE"]),
        (["build", "x", "--digits", "roman"], ["roman", "thai, arabic, as-given"]),
        (["build", "x", "-f"], ["-f", "ต้องมีค่า"]),
        (["doctor", "--json=yes"], ["--json", "ไม่รับค่า"]),
        (["doctor", "please"], ["มีคำเกินมา: please"]),
        (["--lang", "fr", "doctor"], ["fr", "th, en"]),
        (["completion", "tcsh"], ["tcsh", "bash, zsh, fish"]),
        (["build", "x", "--as-of", "32/13/2563"], ["32/13/2563"]),
    ],
)
def test_a_mistake_in_the_call_is_told_in_thai_with_the_nearest_word(
    saraban: Command, words: list[str], told: list[str]
) -> None:
    (saraban.folder / "x").mkdir()

    call = saraban(*words)

    assert (call.returncode, call.stdout) == (2, "")
    for piece in told:
        assert piece in call.stderr
    assert "Traceback" not in call.stderr
    assert any("\u0e00" <= character <= "\u0e7f" for character in call.stderr)


@pytest.mark.parametrize("verb", ["check", "build"])
def test_a_missing_source_is_told_with_the_nearest_name(saraban: Command, verb: str) -> None:
    (saraban.folder / "แผนงาน-2563").mkdir()

    call = saraban(verb, "แผนงาน-2562")

    assert (call.returncode, call.stdout) == (2, "")
    assert "ไม่พบข้อมูล แผนงาน-2562" in call.stderr
    assert "แผนงาน-2563" in call.stderr


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp874"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ],
)
def test_thai_comes_out_as_utf_8_whatever_the_locale(saraban: Command, env: dict[str, str]) -> None:
    assert "สร้างเอกสาร PDF และ Word" in saraban("--help", env=env).stdout
    assert "ไม่มีคำสั่ง xyz" in saraban("xyz", env=env).stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_for_this_command(saraban: Command, shell: str) -> None:
    call = saraban("completion", shell)

    assert call.returncode == 0
    assert f"_SARABAN_COMPLETE={shell}_complete" in call.stdout


def test_the_shell_is_offered_verbs_options_and_values(saraban: Command) -> None:
    def offered(words: str, position: int) -> str:
        asked = {"_SARABAN_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(position)}
        return saraban(env=asked).stdout

    assert offered("saraban bu", 1) == "plain,build\n"
    assert "plain,--digits" in offered("saraban build --d", 2)
    assert offered("saraban build --digits t", 3) == "plain,thai\n"


def test_a_reader_that_goes_away_is_no_error(saraban: Command) -> None:
    with saraban.start("--help") as call:
        assert call.stdout is not None
        assert call.stderr is not None
        call.stdout.close()
        errors = call.stderr.read()

    assert errors == ""


@pytest.mark.skipif(sys.platform == "win32", reason="of shells and timers of Unix")
@pytest.mark.parametrize("closed", ["0", "1", "2"])
def test_a_timer_that_gives_no_streams_is_served_all_the_same(saraban: Command, closed: str) -> None:
    saraban("init", "data")
    words = 'exec "$0" -m pipeline build data -f pdf -o out ' + f"{closed}>&-"

    call = subprocess.run(
        ["/bin/sh", "-c", words, sys.executable],
        cwd=saraban.folder,
        env=saraban.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=300,
    )

    assert call.returncode == 0, call.stderr.decode()
    assert [*(saraban.folder / "out").glob("*.pdf")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_result_that_finds_no_room_is_an_error_with_a_remedy(saraban: Command) -> None:
    with Path("/dev/full").open("w") as full:
        call = subprocess.run(
            [sys.executable, "-m", "pipeline", "schema"],
            cwd=saraban.folder,
            env=saraban.environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
            timeout=300,
        )

    assert call.returncode == ExitCode.ENVIRONMENT
    assert "เขียนผลลัพธ์ออกทาง standard output ไม่ได้" in call.stderr
    assert "ตรวจเนื้อที่ของดิสก์" in call.stderr


def test_an_error_of_ours_shows_one_sentence_and_keeps_the_details(saraban: Command) -> None:
    broken = (
        "import sys, pipeline.run.doctor as d\n"
        "from pipeline.cli import main\n"
        "d.examine = lambda: 1 / 0\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )

    short = saraban.python(broken, "doctor")
    long = saraban.python(broken, "doctor", "--debug")

    assert (short.returncode, short.stdout) == (1, "")
    assert "ZeroDivisionError" in short.stderr
    assert "Traceback" not in short.stderr
    logs = list(saraban.home.rglob("errors.log"))
    assert len(logs) == 1
    assert str(logs[0]) in short.stderr
    assert "division by zero" in logs[0].read_text(encoding="utf-8")
    assert "Traceback" in long.stderr
    assert long.returncode == 1


def test_python_m_pipeline_and_the_script_are_one_command(saraban: Command) -> None:
    by_script = subprocess.run(
        [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())", "--version"],
        env=saraban.environment(),
        capture_output=True,
        text=True,
        check=True,
    )

    assert by_script.stdout == saraban("--version").stdout
