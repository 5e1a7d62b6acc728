"""A document that never ends, or wants all memory, fails alone and is told as such; the others are made."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from pipeline.batch.causes import MEMORY, REFUSED, TIMEOUT
from pipeline.bundled import bundled_folder
from pipeline.errors import ExitCode
from tests.batch.agencies import write_agencies
from tests.batch.fault_runs import Elsewhere, files, made, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
FORM = "progress-form"
ENDLESS, GREEDY, WRONG, SOUND = (f"89000001-{number:04}" for number in (1, 2, 3, 4))

LOOP = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
"""Some hours."""

FOUR_GIGABYTES = "{% set text = 'กขคงจฉชซ' %}" + "{% set text = text ~ text %}" * 28

SPELLS = f"""\
{{% if view.code == "{ENDLESS}" %}}{LOOP}{{% endif %}}
{{% if view.code == "{GREEDY}" %}}{FOUR_GIGABYTES}{{% endif %}}
{{% if view.code == "{WRONG}" %}}{{{{ view.there_is_no_such_thing }}}}{{% endif %}}
"""


def poisoned_template(folder: Path, spell: str) -> Path:
    """The office's own form, with something before its first heading."""
    shutil.copytree(bundled_folder("templates") / FORM, folder / FORM)
    template = folder / FORM / "form.html.j2"
    text = template.read_text(encoding="utf-8")
    assert "{% block body %}" in text
    template.write_text(text.replace("{% block body %}", "{% block body %}\n" + spell), encoding="utf-8")
    return folder


def test_documents_that_loop_for_ever_or_take_four_gigabytes_fail_alone(tmp_path: Path) -> None:
    write_agencies(tmp_path / "data", agencies=2, projects=4)
    templates = poisoned_template(tmp_path / "templates", SPELLS)
    limits = {"seconds": 10, "memory_mb": 500}

    with Elsewhere(tmp_path / "data", tmp_path / "out", jobs=2, limits=limits, templates=str(templates)) as batch:
        told = batch.end()

    assert told["exit"] == ExitCode.PARTIAL
    assert told["causes"] == {ENDLESS: TIMEOUT, GREEDY: MEMORY, WRONG: REFUSED}
    assert told["counts"]["made"] == 5
    assert len(files(tmp_path / "out")) == 5
    # The process that decides has neither read nor made anything.
    assert told["megabytes"] < 250

    # The template mended, only they are made: for all others it is the same document, but not the same template.
    report = run(tmp_path / "data", tmp_path / "out", templates=bundled_folder("templates"), retry_failed=True)
    assert {subject for _, _, subject in made(report)} == {ENDLESS, GREEDY, WRONG}


def test_a_template_that_always_loops_does_not_keep_processes_from_getting_ready(tmp_path: Path) -> None:
    write_agencies(tmp_path / "data", agencies=1, projects=1)
    templates = poisoned_template(tmp_path / "templates", LOOP)
    limits = {"seconds": 5, "start_seconds": 60}

    report = run(tmp_path / "data", tmp_path / "out", limits=limits, templates=templates, prepare=None)

    assert report.exit_code is ExitCode.PARTIAL
    assert [one.cause.id for one in report.documents if one.cause] == [TIMEOUT]
