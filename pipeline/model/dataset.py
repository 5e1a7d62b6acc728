"""One dataset: one agency in one fiscal year. Every document is a view of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from pydantic import Field, PrivateAttr

from pipeline.findings import FieldPath, Finding, Place
from pipeline.model.agency import Agency, Person, Unit
from pipeline.model.evaluation import DIMENSIONS, Evaluation, EvaluationDimension
from pipeline.model.evaluation_indicator import EvaluationIndicator, EvaluationResult
from pipeline.model.house import House
from pipeline.model.indicator import Indicator
from pipeline.model.plan_book import BaselineProject, PlanBook
from pipeline.model.project import Project, ProjectKind
from pipeline.model.record import FiscalYear, Record
from pipeline.model.strategy import Alignment, StrategyNode


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a dataset came from: the place of every value, and what was found while reading it.

    ``folder`` is where the files that the dataset names (a seal) lie; ``None`` for a dataset made in Python.
    """

    source: str = ""
    places: Mapping[FieldPath, Place] = field(default_factory=lambda: MappingProxyType({}))
    findings: tuple[Finding, ...] = ()
    folder: Path | None = None

    def place(self, path: FieldPath) -> Place:
        """The place of a value; of the nearest record around it where the value itself was not written."""
        for length in range(len(path), -1, -1):
            found = self.places.get(path[:length])
            if found is not None:
                return found
        return Place(self.source)


class Dataset(Record):
    """One agency in one fiscal year (ปีงบประมาณ). Later kinds of document add records beside these."""

    fiscal_year: FiscalYear = Field(title="ปีงบประมาณ พ.ศ.")
    agency: Agency = Field(title="หน่วยงาน")
    as_of: dt.date | None = Field(default=None, title="ข้อมูล ณ วันที่")
    units: tuple[Unit, ...] = Field(default=(), title="ส่วนราชการ")
    people: tuple[Person, ...] = Field(default=(), title="บุคคล")
    strategy: tuple[StrategyNode, ...] = Field(default=(), title="แผนพัฒนา")
    indicators: tuple[Indicator, ...] = Field(default=(), title="ตัวชี้วัด")
    projects: tuple[Project, ...] = Field(default=(), title="โครงการ")
    baseline: tuple[BaselineProject, ...] = Field(default=(), title="โครงการประจำปีพื้นฐาน")
    dimensions: tuple[EvaluationDimension, ...] = Field(default=(), title="มิติการประเมิน")
    plan_book: PlanBook | None = Field(default=None, title="แผนปฏิบัติราชการประจำปี")
    evaluation: Evaluation | None = Field(default=None, title="กรอบการประเมินผล")
    evaluation_indicators: tuple[EvaluationIndicator, ...] = Field(default=(), title="ตัวชี้วัดการประเมิน")
    evaluation_results: tuple[EvaluationResult, ...] = Field(default=(), title="ผลตัวชี้วัดการประเมิน")
    house: House = Field(default=House(), title="แบบของหน่วยงาน")

    _origin: Origin = PrivateAttr(default_factory=Origin)

    @property
    def origin(self) -> Origin:
        """Places of the values and findings of the reading; empty for a dataset made in Python."""
        return self._origin

    def from_origin(self, origin: Origin) -> Dataset:
        """The same dataset, knowing where it came from."""
        copy = self.model_copy()
        copy._origin = origin  # noqa: SLF001 - a copy of ourselves
        return copy

    @cached_property
    def people_by_id(self) -> Mapping[str, Person]:
        """People by their id; of duplicates the first."""
        return {person.id: person for person in reversed(self.people)}

    @cached_property
    def units_by_id(self) -> Mapping[str, Unit]:
        """Divisions and groups by their id; of duplicates the first."""
        return {unit.id: unit for unit in reversed(self.units)}

    @cached_property
    def strategy_by_code(self) -> Mapping[str, StrategyNode]:
        """Nodes of the strategy tree by their code; of duplicates the first."""
        return {node.code: node for node in reversed(self.strategy)}

    @cached_property
    def indicators_by_id(self) -> Mapping[str, Indicator]:
        """Indicators by their id; of duplicates the first."""
        return {indicator.id: indicator for indicator in reversed(self.indicators)}

    @cached_property
    def evaluation_dimensions(self) -> tuple[EvaluationDimension, ...]:
        """The dimensions or components of the evaluation: the dataset's, else the four of 2561–2563."""
        return self.dimensions or DIMENSIONS

    @cached_property
    def evaluation_indicators_by_id(self) -> Mapping[str, EvaluationIndicator]:
        """Indicators of the evaluation framework by their id; of duplicates the first."""
        return {indicator.id: indicator for indicator in reversed(self.evaluation_indicators)}

    @cached_property
    def evaluation_results_by_indicator(self) -> Mapping[str, EvaluationResult]:
        """Results by the id of their indicator of the framework; of duplicates the first."""
        return {result.indicator: result for result in reversed(self.evaluation_results)}

    def evaluation_name(self, indicator: EvaluationIndicator) -> str:
        """The name of an indicator of the framework: its own, else the plan's; its id where the plan has none."""
        planned = self.indicators_by_id.get(indicator.indicator or "")
        return indicator.name or (planned.name if planned else indicator.id)

    def measure_of(self, project: Project) -> str | None:
        """The code of the measure (มาตรการ) that a project serves: the one it names, else that of its indicator."""
        if project.measure or not project.indicator:
            return project.measure
        indicator = self.indicators_by_id.get(project.indicator)
        return indicator.node if indicator else None

    def alignments_of(self, project: Project) -> tuple[Alignment, ...]:
        """What a project supports: as written with it, else its measure in the plan, with the indicator it serves."""
        measure = self.measure_of(project)
        if project.alignments or measure not in self.strategy_by_code:
            return project.alignments
        indicator = self.indicators_by_id.get(project.indicator or "")
        return (Alignment(node=measure, indicator=indicator.name if indicator else None),)

    def is_strategic(self, project: Project) -> bool:
        """Whether a project is strategic: as its kind says; without one, whether it has a place in the plan."""
        if project.kind is None:
            return self.measure_of(project) in self.strategy_by_code
        return project.kind is ProjectKind.STRATEGIC

    def unit_line(self, unit_id: str | None) -> tuple[Unit, ...]:
        """The unit and what it belongs to, topmost (กอง) first; empty where the id is unknown."""
        line: list[Unit] = []
        unit = self.units_by_id.get(unit_id) if unit_id else None
        while unit is not None and unit not in line:
            line.append(unit)
            unit = self.units_by_id.get(unit.parent) if unit.parent else None
        return tuple(reversed(line))

    def unit_names(self, unit_id: str | None) -> tuple[str, ...]:
        """Names from the agency down to the unit, for printing with `` / `` between (1–3 levels)."""
        return (self.agency.name, *(unit.name for unit in self.unit_line(unit_id)))

    def strategy_line(self, code: str) -> tuple[StrategyNode, ...]:
        """The node and its ancestors, topmost first; empty where the code is unknown."""
        line: list[StrategyNode] = []
        node = self.strategy_by_code.get(code)
        while node is not None and node not in line:
            line.append(node)
            node = self.strategy_by_code.get(node.parent_code)
        return tuple(reversed(line))
