"""Text files written to a folder and read for real; what became of them is looked at by rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.errors import DataError
from pipeline.sources import load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from pipeline.findings import Finding
    from pipeline.model import Dataset, Project

AGENCY = "fiscal_year: 2569\nagency: {name: สำนักสมมุติ}\n"
PROJECT = "code: 99000000-0001\nname: โครงการสมมุติ\n"


@dataclass(frozen=True)
class Outcome:
    """What one reading gave: the dataset, or none, and all findings."""

    dataset: Dataset | None
    findings: tuple[Finding, ...]

    @property
    def ids(self) -> list[str]:
        return [found.rule.id for found in self.findings]

    @property
    def project(self) -> Project:
        """The only project."""
        assert self.dataset is not None
        (project,) = self.dataset.projects
        return project

    def only(self, rule: str) -> Finding:
        """The only finding of a rule."""
        found = [finding for finding in self.findings if finding.rule.id == rule]
        assert len(found) == 1, f"{rule}: {self.ids}"
        return found[0]


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Write files; without one of its own there is an agency."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "ชุดข้อมูล"
        for name, content in {"agency.yaml": AGENCY, **files}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return write


def outcome(path: Path) -> Outcome:
    """Read, whatever comes of it."""
    try:
        dataset = load(path)
    except DataError as error:
        return Outcome(None, error.findings)
    return Outcome(dataset, dataset.origin.findings)


@pytest.fixture
def read(folder: Callable[..., Path]) -> Callable[..., Outcome]:
    """Read a folder of the given files."""
    return lambda files: outcome(folder(files))


@pytest.fixture
def read_project(read: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """Read a project with some more lines, of which the first is line 3 of projects/a.yaml."""
    return lambda lines: read({"projects/a.yaml": PROJECT + lines})


@pytest.fixture
def read_agency(read: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """Read an agency with some more lines, of which the first is line 3 of agency.yaml."""
    return lambda lines: read({"agency.yaml": AGENCY + lines})


@pytest.fixture
def read_file(tmp_path: Path) -> Callable[..., Outcome]:
    """Read a dataset in one file."""

    def read_one(content: str | bytes, name: str = "data.yaml") -> Outcome:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return outcome(path)

    return read_one


@pytest.fixture
def narrative(read_project: Callable[..., Outcome]) -> Callable[[str], Any]:
    """Read a narrative; its lines begin at line 4 of the file, in column 3."""

    def read_narrative(text: str) -> Outcome:
        return read_project("rationale: |\n" + "".join(f"  {line}\n" if line else "\n" for line in text.split("\n")))

    return read_narrative
