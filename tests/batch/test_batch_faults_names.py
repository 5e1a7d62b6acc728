"""Names that some system refuses, or takes for another's: files are safe and all different, before any is made."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from pipeline.batch.causes import REFUSED
from pipeline.batch.results import Fate
from pipeline.errors import ExitCode
from pipeline.run.names import MAX_BYTES, same_on_disk
from tests.batch.agencies import change, write, write_agencies
from tests.batch.fault_runs import files, made, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere such folders cannot be made")
FOLDERS = (
    "CON", "aux.2569", "สำนัก...", " ช่องว่างรอบ ", "งาน🎉เมือง", "ก" * 84, "-rf", "~แฟ้ม",
    unicodedata.normalize("NFC", "Café"), unicodedata.normalize("NFD", "Café"), "office", "OFFICE", "a+b", "+",
    "a:b?c*",
)  # fmt: skip
PROJECTS = (
    "CON", "..", "../../../ออกไป", "/etc/passwd", "C:\\แฟ้ม\\ลับ", "ลงท้ายด้วยจุด...", "🎉🎉🎉", "ก" * 300,
    "กำ" * 150, "<b>หนา</b>|ท่อ?*", "โครงการ\u202eกลับด้าน", "-rf .", "nul.txt",
)  # fmt: skip


def test_hostile_names_of_folders_and_projects_become_files_that_every_system_takes(tmp_path: Path) -> None:
    (pattern,) = write_agencies(tmp_path / "pattern", agencies=1, projects=1)
    (project,) = (pattern / "projects").iterdir()
    agency, said = (pattern / "agency.json").read_bytes(), json.loads(project.read_text(encoding="utf-8"))
    for number, name in enumerate(FOLDERS):
        (tmp_path / "data" / name / "projects").mkdir(parents=True)
        (tmp_path / "data" / name / "agency.json").write_bytes(agency)
        for place, called in enumerate(PROJECTS if number == 0 else PROJECTS[number % len(PROJECTS) :][:1]):
            code = f"89000001-{place:04}"
            write(tmp_path / "data" / name / "projects" / f"{code}.json", {**said, "code": code, "name": called})

    planned = run(tmp_path / "data", tmp_path / "out", kinds=("progress-form", "follow-up"), dry_run=True)
    report = run(tmp_path / "data" / "CON", tmp_path / "out")

    names = [PurePosixPath(file) for one in planned.documents for file in one.files]
    assert not planned.refused, planned.refused
    assert len(names) == len(PROJECTS) + 2 * len(FOLDERS) - 1 + 1
    assert len({same_on_disk(str(name)) for name in names}) == len(names)
    for part in {part for name in names for part in name.parts}:
        assert len(part.encode()) <= MAX_BYTES
        assert not part.startswith((".", "-", "~", " "))
        assert not part.endswith((".", " "))
        assert not set(part) & set('<>:"/\\|?*')
        assert part.split(".")[0].casefold() not in {"con", "nul", "aux"}
    # No letter of the typeface is a party popper: that form alone cannot be printed, and says so.
    assert [(one.title, one.cause.id) for one in report.documents if one.cause] == [("🎉🎉🎉", REFUSED)]
    assert len(made(report)) == len(PROJECTS) - 1
    assert {path.name for path in tmp_path.iterdir()} == {"data", "out", "pattern"}
    assert all(path.startswith("2569-06/") for path in files(tmp_path / "out"))


def test_projects_whose_files_would_be_one_are_refused_before_anything_of_the_agency_is_made(tmp_path: Path) -> None:
    first, _ = write_agencies(tmp_path / "data", agencies=2, projects=2)
    one, two = sorted((first / "projects").iterdir())
    change(one, code="งาน-A1", name="ชื่อเดียวกัน")
    change(two, code="งาน-a1", name="ชื่อเดียวกัน")

    report = run(tmp_path / "data", tmp_path / "out")

    (refused,) = report.refused
    assert report.exit_code is ExitCode.PARTIAL
    assert refused.id == "agency-01"
    assert any("งาน-A1" in line for line in refused.facts.refused), refused.facts.refused
    assert report.counts[Fate.MADE] == 2
    assert {PurePosixPath(name).parts[1] for name in files(tmp_path / "out")} == {"agency-02"}


def test_folders_that_are_one_to_other_systems_have_folders_of_their_own_every_month(tmp_path: Path) -> None:
    (pattern,) = write_agencies(tmp_path / "pattern", agencies=1, projects=1)
    for name in ("north/office", "south/Office"):
        shutil.copytree(pattern, tmp_path / name)
    sources = [tmp_path / "north" / "office", tmp_path / "south" / "Office"]

    report = run(sources, tmp_path / "out")

    assert report.exit_code is ExitCode.DONE
    assert {PurePosixPath(name).parts[1] for name in files(tmp_path / "out")} == {"north office", "south Office"}
    assert not made(run(sources[::-1], tmp_path / "out"))
