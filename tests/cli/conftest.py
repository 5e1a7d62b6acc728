"""The real command, as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Command:
    """Calls ``saraban`` in a folder of its own, with a home of its own."""

    folder: Path

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def environment(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            # What a person's shell or the runner of the tests happens to say; some runners name a width.
            if name not in {"SARABAN_LANG", "LANG", "LC_ALL", "PYTHONIOENCODING", "PYTHONUTF8", "COLUMNS", "LINES"}
        }
        cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        return {**kept, "PYTHONPATH": str(ROOT), "HOME": str(self.home), "XDG_CACHE_HOME": cache, **(extra or {})}

    def start(self, *words: str | Path, env: Mapping[str, str] | None = None, **more: Any) -> subprocess.Popen[str]:  # noqa: ANN401
        return subprocess.Popen(
            [sys.executable, "-m", "pipeline", *map(str, words)],
            cwd=self.folder,
            env=self.environment(env),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            **more,
        )

    def __call__(self, *words: str | Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        process = self.start(*words, env=env)
        out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def python(self, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run code in the surroundings of the command: to break something before calling it."""
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )


@pytest.fixture
def saraban(tmp_path: Path) -> Command:
    """The command, in an empty folder."""
    (tmp_path / "home").mkdir()
    return Command(tmp_path)


_AGENCY = """\
fiscal_year: 2563
as_of: 31/01/2563
agency:
  name: สำนักงานตัวอย่าง
units:
  - {id: plan, name: กองแผนงาน}
"""

_PROJECT = """\
code: {code}
name: {name}
kind: ยุทธศาสตร์
start: 01/10/2562
end: 30/09/2563
budget_received: 100,000.00
unit: plan
responsible: {{name: นายสมมติ ตัวอย่าง, position: นักวิเคราะห์นโยบายและแผน}}
rationale: เพื่อทดสอบการสร้างเอกสาร
objectives: เพื่อให้เอกสารถูกต้อง
targets: เอกสารหนึ่งฉบับ
"""


def _write_project(folder: Path, number: int, name: str) -> Path:
    """One project of the dataset, saved the way an editor does it."""
    path = folder / "projects" / f"{number}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_PROJECT.format(code=f"03000000-{number:04}", name=name), encoding="utf-8")
    return path


@pytest.fixture
def write_project() -> Callable[[Path, int, str], Path]:
    """Saves a project (folder, number, name) in a dataset."""
    return _write_project


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A small dataset of two projects, without errors."""
    folder = tmp_path / "ข้อมูล"
    folder.mkdir()
    (folder / "agency.yaml").write_text(_AGENCY, encoding="utf-8")
    _write_project(folder, 1, "โครงการที่หนึ่ง")
    _write_project(folder, 2, "โครงการที่สอง")
    return folder


_STRATEGY = """\
strategy:
  - {code: "1", level: ด้าน, name: เมืองปลอดภัย}
  - {code: "1.1", level: มิติ, name: ปลอดน้ำท่วม}
  - {code: "1.1.1", level: เป้าหมาย, name: น้ำลดเร็ว}
  - {code: "1.1.1.1", level: เป้าประสงค์, name: ซอยไม่ท่วม}
  - {code: "1.1.1.1.1", level: มาตรการ, name: ขุดลอกท่อ}
"""

_INDICATORS = """\
indicators:
  - {id: o, node: 1.1.1.1, name: จำนวนซอยที่แห้ง, level: ผลลัพธ์, targets: {2563: 4 ซอย, 2564: 7 ซอย, 2565: 9 ซอย}}
  - {id: m, node: 1.1.1.1.1, name: ร้อยละของท่อที่ขุดลอก, level: ผลผลิต, targets: {2563: ไม่น้อยกว่าร้อยละ 80}}
"""

_BOOK = """\
title: แผนปฏิบัติราชการประจำปี
preface: แผนนี้จัดทำขึ้นเพื่อทดสอบ
history: สำนักงานตั้งขึ้นเพื่อเป็นตัวอย่าง
vision: เมืองที่ไม่ท่วม
mission: |
  1. ขุดลอกท่อ
  2. วัดผล
"""

_STEPS = """\
measure: 1.1.1.1.1
indicator: m
steps:
  - {name: สำรวจท่อ, weight: 40, start: ต.ค. 2562, end: ธ.ค. 2562}
  - {name: ขุดลอกท่อ, weight: 60, start: ม.ค. 2563, end: ก.ย. 2563}
"""


@pytest.fixture
def plan(dataset: Path) -> Path:
    """The small dataset with a plan book, without reports."""
    (dataset / "strategy.yaml").write_text(_STRATEGY, encoding="utf-8")
    (dataset / "indicators.yaml").write_text(_INDICATORS, encoding="utf-8")
    (dataset / "plan-book.yaml").write_text(_BOOK, encoding="utf-8")
    for path in (dataset / "projects").iterdir():
        path.write_text(path.read_text(encoding="utf-8") + _STEPS, encoding="utf-8")
    return dataset
