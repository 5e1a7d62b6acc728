"""The real documents as datasets: turned from the structured cases when a test needs them.

The form becomes files that the loader reads, the other documents datasets in Python.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.bundled import bundled_folder

sys.path.insert(0, str(Path(__file__).resolve().parent))

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Dataset
    from tests.cases.evaluation_case import dataset_of as evaluation_of
    from tests.cases.framework_case import dataset_of as framework_of
    from tests.cases.plan_book_case import dataset_of
else:
    from evaluation_case import dataset_of as evaluation_of
    from framework_case import dataset_of as framework_of
    from plan_book_case import dataset_of

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"


@pytest.fixture(scope="session")
def progress_form_case() -> dict[str, Any]:
    """The structured text of a real progress form, with its mistakes listed."""
    return _case("progress-form-2563.json")


@pytest.fixture(scope="session")
def plan_book_case() -> dict[str, Any]:
    """The structured text of a real annual plan book, with its mistakes listed."""
    return _case("annual-plan-book-2563.json")


@pytest.fixture(scope="session")
def plan_book_dataset(plan_book_case: dict[str, Any]) -> Dataset:
    """The real plan book as a dataset."""
    return dataset_of(plan_book_case)


@pytest.fixture(scope="session")
def evaluation_case() -> dict[str, Any]:
    """The structured text of a real evaluation report, with its mistakes listed."""
    return _case("evaluation-report-2564.json")


@pytest.fixture(scope="session")
def evaluation_dataset(evaluation_case: dict[str, Any]) -> Dataset:
    """The real evaluation report as a dataset."""
    return evaluation_of(evaluation_case)


@pytest.fixture(scope="session")
def framework_case() -> dict[str, Any]:
    """The structured text of a real framework summary and what the study around it says of deadlines."""
    return _case("framework-summary-2563.json")


@pytest.fixture(scope="session")
def framework_dataset(framework_case: dict[str, Any]) -> Dataset:
    """The real framework summary as a dataset."""
    return framework_of(framework_case)


@pytest.fixture(scope="session")
def in_office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Turn a DOCX file into a PDF by LibreOffice with a profile of its own, which knows the bundled fonts."""
    room = tmp_path_factory.mktemp("office")
    fonts = f"<dir>{bundled_folder('fonts')}</dir><cachedir>{room / 'cache'}</cachedir>"
    system = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    (room / "fonts.conf").write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{system}{fonts}</fontconfig>'
    )
    environment = {**os.environ, "HOME": str(room), "FONTCONFIG_FILE": str(room / "fonts.conf")}

    def convert(path: Path) -> Path:
        profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(room), str(path)]
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)
        return room / f"{path.stem}.pdf"

    return convert


def _case(name: str) -> dict[str, Any]:
    path = CASES / name
    if not path.is_file():
        pytest.skip("the folder of real cases does not stand beside this checkout")
    case: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return case


@pytest.fixture(scope="session")
def progress_form_folder(progress_form_case: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case as a dataset folder, the way a planner would have typed it."""
    folder = tmp_path_factory.mktemp("case-2563")
    project = progress_form_case["project"]
    agency = {
        "fiscal_year": project["fiscal_year"],
        "agency": {"name": project["agency"]},
        "units": [
            {"id": "division", "name": project["division"]},
            {"id": "group", "name": project["group"], "parent": "division"},
        ],
    }
    _write(folder / "agency.json", agency)
    _write(folder / "projects" / "2449.json", _project(progress_form_case))
    return folder


def _project(case: dict[str, Any]) -> dict[str, Any]:
    project, signature = case["project"], case["signature"]
    return {
        "code": project["code"],
        "name": project["name"],
        "fiscal_year": project["fiscal_year"],
        "start": project["start_date"],
        "end": project["end_date"],
        "budget_received": project["budget_received"],
        "budget_spent": project["budget_spent"],
        "unit": "group",
        "responsible": project["responsible"],
        "coordinator": project["coordinator"],
        "rationale": case["rationale"],
        "objectives": "\n".join(f"{item['label']} {item['text']}" for item in case["objectives"]),
        "targets": "\n".join(_target_lines(case["targets"])),
        "alignments": [case["strategic_alignment"]],
        "reports": [_report(report) for report in case["progress_reports"]],
        "signatures": [{"role": signature["role"]}],
    }


def _target_lines(targets: list[dict[str, Any]]) -> list[str]:
    lines = []
    for target in targets:
        lines += [target["text"], *(f"{child['label']} {child['text']}" for child in target["children"])]
    return lines


def _report(report: dict[str, Any]) -> dict[str, Any]:
    names = {"progress_percent": "progress"}
    left_out = {"date_printed"}
    return {names.get(key, key): value for key, value in report.items() if key not in left_out and value is not None}


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2), encoding="utf-8")
