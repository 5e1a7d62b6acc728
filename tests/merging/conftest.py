"""Datasets of the examples, and workbooks of two divisions to merge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.model import Agency, Dataset, Month, ProgressReport, Project, Step, Unit
from pipeline.sources import load, write_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="session")
def example() -> Callable[[str], Dataset]:
    """A dataset of the examples by its name."""
    known: dict[str, Dataset] = {}

    def run(name: str) -> Dataset:
        if name not in known:
            known[name] = load(EXAMPLES / name)
        return known[name]

    return run


def _division(*projects: Project, **more: Any) -> Dataset:  # noqa: ANN401 - any field of a dataset
    values: dict[str, Any] = {
        "fiscal_year": 2568,
        "agency": Agency(name="สำนักงานตัวอย่าง", code="88000000"),
        "units": (Unit(id="a", name="กองหนึ่ง"), Unit(id="b", name="กองสอง")),
        "projects": projects,
    }
    return Dataset(**{**values, **more})


@pytest.fixture
def division() -> Callable[..., Dataset]:
    """The dataset of a division with these projects; other fields by name."""
    return _division


@pytest.fixture
def project() -> Callable[..., Project]:
    """A project by its number, with two steps and a report; other fields by name."""

    def run(number: int, **more: Any) -> Project:  # noqa: ANN401
        october = Month(year=2024, month=10)
        values: dict[str, Any] = {
            "code": f"88000000-{number:04}",
            "name": f"โครงการที่ {number}",
            "steps": (
                Step(name="วางแผน", weight=40, start=october, end=october),
                Step(name="ดำเนินการ", weight=60, start=october, end=october),
            ),
            "reports": (ProgressReport(no=1, progress=10),),
        }
        return Project(**{**values, **more})

    return run


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[[str, Dataset], Path]:
    """A dataset as a workbook in the folder of the test."""

    def run(name: str, dataset: Dataset) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_workbook(dataset, path)
        return path

    return run
