"""What matters of each record, and how its members are told apart: the table that the comparison walks by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.changes.printed import number, outcome, target
from pipeline.model import (
    Activity,
    Alignment,
    Appeal,
    Assessment,
    BaselineProject,
    CriterionRow,
    Dataset,
    Deadline,
    EvaluationDimension,
    EvaluationIndicator,
    EvaluationResult,
    Evidence,
    Indicator,
    Narrative,
    PartChoice,
    Person,
    ProgressReport,
    Project,
    QuarterResult,
    Record,
    ResultGroup,
    SignatureBlock,
    Step,
    StrategyNode,
    Target,
    Unit,
)
from pipeline.thai.money import format_amount

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Members:
    """How the members of a list are told apart.

    ``key`` identifies a member, ``label`` names it. Members that are known by their name alone (``by_name``) may be
    renamed: one that is gone and one that is new with nearly the same name are one.
    """

    key: Callable[[Any], str]
    label: Callable[[Any], str]
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A list of the dataset: what a planner calls its members, and what is said of one added or dropped.

    ``name`` names a member that does not know its name itself.
    """

    field: str
    what: Callable[[Any], str]
    headline: Callable[[Any, Dataset], str]
    name: Callable[[Any, Dataset], str] | None = None


def _request(appeal: Appeal) -> str:
    """``อุทธรณ์ รอบที่ 1 ขอลดค่าเป้าหมาย``."""
    rounded = f"รอบที่ {appeal.round}" if appeal.round else ""
    return " ".join(part for part in (appeal.kind.value, rounded, appeal.item) if part)


MEMBERS: Mapping[type[Record], Members] = {
    Project: Members(lambda project: project.code, lambda project: project.name),
    BaselineProject: Members(lambda item: item.name, lambda item: item.name, by_name=True),
    Indicator: Members(lambda indicator: indicator.id, lambda indicator: indicator.name),
    StrategyNode: Members(lambda node: node.code, lambda node: f"{node.code} {node.name}"),
    EvaluationDimension: Members(lambda dimension: str(dimension.no), lambda one: f"มิติที่ {one.no} {one.name}"),
    Unit: Members(lambda unit: unit.id, lambda unit: unit.name),
    Person: Members(lambda person: person.id, lambda person: person.name),
    Step: Members(lambda step: step.name, lambda step: step.name, by_name=True),
    ProgressReport: Members(lambda report: str(report.no), lambda report: f"ครั้งที่ {report.no}"),
    Assessment: Members(lambda one: str(one.quarter), lambda one: f"ไตรมาส {one.quarter}"),
    Target: Members(lambda target: str(target.year), lambda target: f"พ.ศ. {target.year}"),
    Activity: Members(lambda activity: activity.name, lambda activity: activity.name, by_name=True),
    Alignment: Members(lambda one: one.node or one.goal or "", lambda one: one.node or one.goal or ""),
    SignatureBlock: Members(lambda block: block.role, lambda block: block.role),
    PartChoice: Members(
        lambda part: f"{part.part.value}\n{part.title or ''}", lambda part: part.title or part.part.value
    ),
    ResultGroup: Members(
        lambda group: f"{group.dimension or ''}\n{group.title or ''}",
        lambda group: " ".join(
            part for part in (f"มิติที่ {group.dimension}" if group.dimension else "", group.title or "") if part
        ),
    ),
    EvaluationIndicator: Members(lambda one: one.id, lambda one: one.name or one.id),
    CriterionRow: Members(
        lambda row: f"{row.group or ''}\n{row.label or ''}",
        lambda row: " ".join(part for part in (f"กลุ่ม {row.group}" if row.group else "", row.label or "") if part),
    ),
    EvaluationResult: Members(lambda result: result.indicator, lambda result: result.indicator),
    Evidence: Members(lambda evidence: evidence.text, lambda evidence: evidence.text, by_name=True),
    QuarterResult: Members(lambda result: str(result.quarter), lambda result: f"ไตรมาส {result.quarter}"),
    Appeal: Members(lambda one: f"{one.kind}\n{one.round or ''}\n{one.item}", _request),
    Narrative: Members(lambda narrative: narrative.heading, lambda narrative: narrative.heading, by_name=True),
    Deadline: Members(
        lambda one: f"{one.kind}\n{one.round or ''}",
        lambda one: f"{one.kind.value} ครั้งที่ {one.round}" if one.round else one.kind.value,
    ),
}
"""By the kind of record; every record that stands in a list of the model is here."""


def _budget(project: Project | BaselineProject, _: Dataset) -> str:
    amount = project.planned_budget if isinstance(project, Project) else project.budget
    return "ไม่ใช้งบประมาณ" if amount is None else f"งบประมาณ {format_amount(amount)} บาท"


def _weight(part: EvaluationDimension | EvaluationIndicator, _: Dataset) -> str:
    return "" if part.weight is None else f"น้ำหนักร้อยละ {number(part.weight)}"


def _dimension(dimension: EvaluationDimension, dataset: Dataset) -> str:
    """``องค์ประกอบที่ 1 …``, by the word of the framework; plans without one have dimensions."""
    word = dataset.evaluation.word.value if dataset.evaluation else "มิติ"
    return f"{word}ที่ {dimension.no} {dimension.name}"


def _measured(result: EvaluationResult, dataset: Dataset) -> str:
    indicator = dataset.evaluation_indicators_by_id.get(result.indicator)
    return dataset.evaluation_name(indicator) if indicator else result.indicator


def _targets(indicator: Indicator, dataset: Dataset) -> str:
    found = indicator.target_of(dataset.fiscal_year)
    return "" if found is None else f"ค่าเป้าหมาย {target(found)}"


TOPICS = (
    Topic("projects", lambda _: "โครงการ", _budget),
    Topic("baseline", lambda _: "รายการ/โครงการประจำปีพื้นฐาน", _budget),
    Topic("indicators", lambda _: "ตัวชี้วัด", _targets),
    Topic("strategy", lambda node: node.level.value, lambda *_: ""),
    Topic("dimensions", lambda _: "มิติการประเมิน", _weight, _dimension),
    Topic("evaluation_indicators", lambda _: "ตัวชี้วัดการประเมิน", _weight, lambda one, data: data.evaluation_name(one)),
    Topic("evaluation_results", lambda _: "ผลตัวชี้วัดการประเมิน", outcome, _measured),
    Topic("units", lambda _: "ส่วนราชการ", lambda *_: ""),
    Topic("people", lambda _: "บุคคล", lambda person, _: person.position or ""),
)
"""Lists of the dataset in the order in which planners read."""

BOOK = "เล่ม"
"""What values of the dataset itself, of the agency and of the plan book belong to."""

FRAMEWORK = "กรอบการประเมินผล"
"""What values of the framework belong to, those of the agreement among them."""

EVALUATED = frozenset({FRAMEWORK, "ตัวชี้วัดการประเมิน", "ผลตัวชี้วัดการประเมิน"})
"""What a change belongs to that is none of the plan."""

FIRST: Mapping[type[Record], tuple[str, ...]] = {
    Project: ("name", "budget", "budget_received", "funding", "budget_source", "additional", "priority", "unit"),
    Indicator: ("name", "targets", "definition_target", "definition", "formula"),
    BaselineProject: ("name", "budget"),
    EvaluationDimension: ("name", "weight"),
    EvaluationIndicator: ("name", "weight", "target", "criteria", "scheme", "units", "responsible"),
}
"""Fields that are told before the others, which follow as the model orders them."""

DERIVED: Mapping[tuple[type[Record], str], str] = {(Project, "funding"): "funding_state"}
"""Fields that count by what they mean: a project with a budget is funded whether that was written or not."""

LOOKS = frozenset({"house", "target_years", "seal", "form", "scores", "evidence_register"})
"""Fields that change how a document looks, not what it says; a seal is named by its path, which differs by folder."""
