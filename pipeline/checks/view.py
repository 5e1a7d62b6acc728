"""What a rule looks at: one project, or the dataset, with the questions that many rules ask."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.checks.texts_of import texts_of_dataset, texts_of_project
from pipeline.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.texts import TextAt
    from pipeline.findings import FieldPath
    from pipeline.model import Dataset, ProgressReport, Project

BE_OFFSET = 543
"""Buddhist era less Common Era, in years."""


@dataclass(frozen=True)
class DatasetView:
    """The dataset and the day on which it is judged (``as_of`` of the data, else the day of the check)."""

    dataset: Dataset
    today: dt.date

    @cached_property
    def texts(self) -> tuple[TextAt, ...]:
        """Every text of the dataset, prose and lines alike."""
        return tuple(texts_of_dataset(self.dataset))

    def projects(self) -> Iterator[ProjectView]:
        """A view of each project."""
        for index, project in enumerate(self.dataset.projects):
            yield ProjectView(self.dataset, self.today, project, index)


FORM_PARTS = ("rationale", "objectives", "targets", "alignments", "reports")
"""What only the progress form prints: a project that has nothing of it stands in the plan book alone."""


def has_form(project: Project) -> bool:
    """Whether anything of a project is meant for its progress form."""
    return any(getattr(project, key) for key in FORM_PARTS)


@dataclass(frozen=True)
class ProjectView:
    """One project within its dataset."""

    dataset: Dataset
    today: dt.date
    project: Project
    index: int

    def path(self, *tail: str | int) -> FieldPath:
        """The path of a value of this project."""
        return ("projects", self.index, *tail)

    @property
    def is_on_form(self) -> bool:
        """Whether a progress form is wanted: always, but for projects that a plan book or an evaluation only names."""
        return has_form(self.project) or (self.dataset.plan_book is None and self.dataset.evaluation is None)

    def was_read(self, path: FieldPath) -> bool:
        """Whether the reading objected to nothing at or below a path; what it objected to is not also *missing*."""
        return not any(unread[: len(path)] == path for unread in self._unread)

    @cached_property
    def _unread(self) -> tuple[FieldPath, ...]:
        own = self.path()
        found = self.dataset.origin.findings
        return tuple(each.path for each in found if each.severity is Severity.ERROR and each.path[:2] == own)

    @cached_property
    def reports(self) -> tuple[ReportAt, ...]:
        """The reports in the order of their numbers; equal numbers stay as they were written."""
        at = (ReportAt(report, self.path("reports", place)) for place, report in enumerate(self.project.reports))
        return tuple(sorted(at, key=lambda found: found.report.no))

    @cached_property
    def dated(self) -> tuple[tuple[ReportAt, dt.date], ...]:
        """Reports that have a date, with it, in the order of their numbers."""
        return tuple((at, at.report.date) for at in self.reports if at.report.date is not None)

    @cached_property
    def texts(self) -> tuple[TextAt, ...]:
        """Every text of the project, prose and lines alike."""
        return tuple(texts_of_project(self.project, self.index))

    @cached_property
    def fiscal_year(self) -> int:
        """The fiscal year of the project (BE), else that of the dataset."""
        return self.project.fiscal_year or self.dataset.fiscal_year

    @cached_property
    def period(self) -> tuple[dt.date, dt.date]:
        """First and last day of the project; a missing day is taken from the fiscal year."""
        first, last = fiscal_span(self.fiscal_year)
        return self.project.start or first, self.project.end or last


@dataclass(frozen=True, slots=True)
class ReportAt:
    """A progress report and its path."""

    report: ProgressReport
    path: FieldPath


def fiscal_span(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of a fiscal year: 2563 BE runs from 1 October 2019 to 30 September 2020 CE."""
    return dt.date(year - BE_OFFSET - 1, 10, 1), dt.date(year - BE_OFFSET, 9, 30)
