"""Datasets made in Python: a sound project that no rule objects to, to be spoilt one value at a time."""

from __future__ import annotations

import datetime as dt
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.checks import check
from pipeline.model import (
    Agency,
    Alignment,
    Dataset,
    ListBlock,
    ListItem,
    Month,
    OnPlan,
    OnTarget,
    Paragraph,
    Party,
    ProgressReport,
    Project,
    RichText,
    SignatureBlock,
    Step,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.findings import Finding

sys.path.insert(0, str(Path(__file__).resolve().parent))  # sound_plan, which several test modules share

CASE = Path(__file__).resolve().parents[3] / "shared" / "cases" / "progress-form-2563.json"
AS_OF = dt.date(2020, 9, 30)


def prose(*paragraphs: str) -> RichText:
    return RichText(blocks=tuple(Paragraph(text=text) for text in paragraphs))


def month(year: int, number: int) -> Month:
    return Month(year=year, month=number)


def sound_reports() -> tuple[ProgressReport, ...]:
    """Twelve reports, each in time, 100,000 baht in satang-true parts."""
    months = [(2019, 10), (2019, 11), (2019, 12), *((2020, number) for number in range(1, 10))]
    tasks = [
        "สำรวจ",
        "ออกแบบ",
        "ขออนุมัติ",
        "ประกาศรับสมัคร",
        "คัดเลือก",
        "อบรมรุ่นแรก",
        "อบรมรุ่นสอง",
        "ติดตาม",
        "ประเมิน",
        "สรุป",
        "เสนอ",
        "เผยแพร่",
    ]
    percents = [8, 16, 25, 33, 41, 50, 58, 66, 75, 83, 91, 100]
    return tuple(
        ProgressReport(
            no=number + 1,
            date=dt.date(year, month_number, 15),
            narrative=prose(f"{tasks[number]}ตามขั้นตอนของโครงการ"),
            progress=Decimal(percents[number]),
            disbursement_no=number + 1,
            disbursed=Decimal(5000),
            on_plan=OnPlan.ON_PLAN,
            on_target=OnTarget.ON_TARGET,
        )
        for number, (year, month_number) in enumerate(months)
    )


def sound_project(**changes: Any) -> Project:  # noqa: ANN401 - any field of a project
    fields: dict[str, Any] = {
        "code": "09000000-0001",
        "name": "โครงการอบรมอาสาสมัครดูแลสวนสาธารณะ",
        "start": dt.date(2019, 10, 1),
        "end": dt.date(2020, 9, 30),
        "budget_received": Decimal(100_000),
        "unit": "park",
        "responsible": Party(name="นางสาวดวงใจ ใสสะอาด", phone="โทร. 1234"),
        "rationale": prose("สวนสาธารณะมีผู้ใช้มากขึ้นทุกปี"),
        "objectives": prose("เพื่อให้มีอาสาสมัครเพียงพอ"),
        "targets": prose("อาสาสมัคร จำนวน 100 คน"),
        "alignments": (Alignment(strategy="ด้านที่ 2 - เมืองสีเขียว"),),
        "steps": (Step(name="ดำเนินงาน", weight=Decimal(100), start=month(2019, 10), end=month(2020, 9)),),
        "reports": sound_reports(),
    }
    return Project(**(fields | changes))


@pytest.fixture
def make() -> Callable[..., Dataset]:
    """A sound dataset with one project; keywords change the project, ``dataset`` the dataset around it."""

    def build(dataset: dict[str, Any] | None = None, **changes: Any) -> Dataset:  # noqa: ANN401 - any field
        fields: dict[str, Any] = {
            "fiscal_year": 2563,
            "as_of": AS_OF,
            "agency": Agency(name="สำนักสวนสาธารณะ"),
            "units": (Unit(id="park", name="กองสวน"),),
            "projects": (sound_project(**changes),),
        }
        return Dataset(**(fields | (dataset or {})))

    return build


@pytest.fixture
def with_report(make: Callable[..., Dataset]) -> Callable[..., Dataset]:
    """A sound dataset whose report number ``no`` is changed; ``narrative`` may be plain text."""

    def build(no: int, /, **changes: Any) -> Dataset:  # noqa: ANN401 - any field of a report
        if isinstance(changes.get("narrative"), str):
            changes["narrative"] = prose(changes["narrative"])
        reports = [report.model_copy(update=changes) if report.no == no else report for report in sound_reports()]
        return make(reports=tuple(reports))

    return build


@pytest.fixture
def ids() -> Callable[[Dataset], list[str]]:
    """The ids of everything that is found, in order."""
    return lambda dataset: [finding.rule.id for finding in check(dataset)]


@pytest.fixture
def only() -> Callable[[Dataset, str], Finding]:
    """The one finding of a rule; none or several fail the test."""

    def find(dataset: Dataset, rule: str) -> Finding:
        found = [finding for finding in check(dataset) if finding.rule.id == rule]
        assert len(found) == 1, [finding.message for finding in found]
        return found[0]

    return find


@pytest.fixture(scope="session")
def real_case() -> dict[str, Any]:
    """The structured text of a real form, with its mistakes listed."""
    if not CASE.is_file():
        pytest.skip("the folder of real cases does not stand beside this checkout")
    case: dict[str, Any] = json.loads(CASE.read_text(encoding="utf-8"))
    return case


@pytest.fixture(scope="session")
def real_form(real_case: dict[str, Any]) -> Dataset:
    """The real form as a dataset, built from the model without any reader."""
    return Dataset(
        fiscal_year=real_case["project"]["fiscal_year"],
        agency=Agency(name=real_case["project"]["agency"]),
        units=(
            Unit(id="division", name=real_case["project"]["division"]),
            Unit(id="group", name=real_case["project"]["group"], parent="division"),
        ),
        projects=(_project(real_case),),
    )


def _project(case: dict[str, Any]) -> Project:
    head = case["project"]
    target = case["targets"][0]
    grown = tuple(ListItem(text=child["text"]) for child in target["children"])
    return Project(
        code=head["code"],
        name=head["name"],
        fiscal_year=head["fiscal_year"],
        start=dt.date.fromisoformat(head["start_date"]),
        end=dt.date.fromisoformat(head["end_date"]),
        budget_received=Decimal(head["budget_received"]),
        budget_spent=Decimal(head["budget_spent"]),
        unit="group",
        responsible=Party(**head["responsible"]),
        coordinator=Party(**head["coordinator"]),
        rationale=prose(*case["rationale"]),
        objectives=RichText(blocks=(ListBlock(items=tuple(ListItem(text=o["text"]) for o in case["objectives"])),)),
        targets=RichText(blocks=(Paragraph(text=target["text"]), ListBlock(items=grown))),
        alignments=(Alignment(**case["strategic_alignment"]),),
        reports=tuple(_report(report) for report in case["progress_reports"]),
        signatures=(SignatureBlock(role=case["signature"]["role"]),),
    )


def _report(report: dict[str, Any]) -> ProgressReport:
    told = report["narrative"]
    percent, amount = report["progress_percent"], report["disbursed"]
    return ProgressReport(
        no=report["no"],
        date=dt.date.fromisoformat(report["date"]) if report["date"] else None,
        narrative=prose(*([told] if isinstance(told, str) else told)) if told else None,
        progress=None if percent is None else Decimal(str(percent)),
        disbursement_no=report["disbursement_no"],
        disbursed=None if amount is None else Decimal(amount),
        on_plan=OnPlan(report["on_plan"]) if report["on_plan"] else None,
        on_target=OnTarget(report["on_target"]) if report["on_target"] else None,
    )


@pytest.fixture
def told() -> Callable[[Dataset], dict[str, list[tuple[str | int, ...]]]]:
    """The paths of what is found, by rule."""

    def find(dataset: Dataset) -> dict[str, list[tuple[str | int, ...]]]:
        paths: dict[str, list[tuple[str | int, ...]]] = {}
        for finding in check(dataset):
            paths.setdefault(finding.rule.id, []).append(finding.path)
            assert finding.message
            assert finding.remedy
        return paths

    return find
