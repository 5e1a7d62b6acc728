"""The front door says what is there: every verb, option and exit code, and a dataset that is the example's."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import ExitCode

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
VERBS = ("init", "check", "build", "batch", "score", "merge", "diff", "schedule", "schema", "doctor", "completion")
EXPLAINED_BY_HELP = {"--help", "--debug", "--lang", "--version"}


def help_of(*words: str) -> str:
    command = [sys.executable, "-m", "pipeline", "--lang", "en", *words, "--help"]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", cwd=ROOT).stdout


def test_every_verb_of_the_command_stands_in_the_readme() -> None:
    verbs = re.findall(r"^  (\w+) {2,}\S", help_of().partition("Commands:")[2].partition("Options:")[0], re.MULTILINE)

    assert sorted(verbs) == sorted(VERBS)
    assert [verb for verb in verbs if f"saraban {verb}" not in README] == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_of_a_verb_stands_in_the_readme(verb: str) -> None:
    options = set(re.findall(r"(--[a-z][a-z-]+)", help_of(verb).partition("Options:")[2])) - EXPLAINED_BY_HELP

    unnamed = {option for option in options if option not in README}

    assert unnamed <= {"--out", "--format", "--document", "--kind"}, "longer forms of -o, -f, -d and -k"


def test_every_exit_code_stands_in_the_readme() -> None:
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}

    assert codes == {int(code) for code in ExitCode}


def test_the_dataset_of_the_readme_is_the_one_that_ships() -> None:
    example = ROOT / "examples" / "one-project-2569"
    shipped = "\n".join(path.read_text(encoding="utf-8") for path in sorted(example.rglob("*.yaml"))).splitlines()
    blocks = re.findall(r"```yaml\n# (?:agency|projects).*?\n(.*?)```", README, re.DOTALL)
    shown = "".join(blocks).splitlines()

    assert len(shown) > 40
    assert [line for line in shown if line not in shipped] == []


def test_every_file_that_the_readme_names_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
