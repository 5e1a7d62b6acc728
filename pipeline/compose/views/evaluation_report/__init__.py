"""รายงานผลการปฏิบัติราชการตามคำรับรอง: the evaluation report of an agency, one module for each of its parts.

A part without data prints nothing. Scores are computed once, and every part prints them from the same scorecard.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from pipeline.compose.composed import Sheet, midnight
from pipeline.compose.naming import file_stem
from pipeline.compose.views.evaluation_report import evidence
from pipeline.compose.views.evaluation_report.report import SUBTITLE, TITLE, Report
from pipeline.compose.views.office import created_on, protected_names
from pipeline.model import Evaluation, ScoresShown
from pipeline.scoring import Assessor, framework_of, score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.composed import ChapterSheet, Options
    from pipeline.compose.views.evaluation_report.report import DimensionPart, Part
    from pipeline.model import Dataset, Project

BEFORE = (("covers", "cover"), ("covers", "preface"), ("overview", "chapters"))
"""Module below this package and function of every part before the components, in order."""

COMPONENT = (("forms", "chapters"), ("summary", "chapters"), ("details", "chapters"))
"""The parts of every component."""

AFTER = (("appeals", "chapters"), ("register", "chapters"), ("closing", "chapters"))
"""The parts behind the last component."""


def view(dataset: Dataset, subject: Project | Dataset, options: Options) -> Sheet:  # noqa: ARG001 - every view's signature
    """The report of a dataset, in chapters."""
    report = report_of(dataset, options)
    evaluation = report.evaluation
    year = f"ปีงบประมาณ พ.ศ. {dataset.fiscal_year}"
    return Sheet(
        view=None,
        label=str(dataset.fiscal_year),
        title=f"{TITLE}{SUBTITLE.format(year=dataset.fiscal_year)}",
        subject=dataset.agency.name,
        author=dataset.agency.name,
        keywords=tuple(word for word in (year, evaluation.version) if word),
        created=midnight(created_on(dataset)),
        protect=protected_names(dataset),
        stem=file_stem("evaluation-report", str(dataset.fiscal_year)),
        chapters=tuple(_chapters(report)),
    )


def report_of(dataset: Dataset, options: Options) -> Report:
    """What all parts are made from: the framework with its scores, by the agency or the committee."""
    evaluation = dataset.evaluation or Evaluation()
    framework = framework_of(dataset)
    by = Assessor.COMMITTEE if evaluation.scores is ScoresShown.COMMITTEE else Assessor.SELF
    return Report(dataset, evaluation, options, framework, score(dataset, by=by), evidence.numbers(framework))


def _chapters(report: Report) -> Iterator[ChapterSheet]:
    for module, name in BEFORE:
        yield from cast("Part", _function(module, name))(report)
    for dimension in report.framework.dimensions:
        for module, name in COMPONENT:
            yield from cast("DimensionPart", _function(module, name))(report, dimension)
    for module, name in AFTER:
        yield from cast("Part", _function(module, name))(report)


def _function(module: str, name: str) -> object:
    """The function that makes a part; its module is loaded when a report needs it."""
    return getattr(import_module(f"{__name__}.{module}"), name)
