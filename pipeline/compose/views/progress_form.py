"""แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ: the progress form of one project."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from pipeline.compose.charts.progress import Picture, progress_picture
from pipeline.compose.composed import Sheet, midnight
from pipeline.compose.naming import file_stem
from pipeline.compose.prose import Keep, to_html
from pipeline.compose.views.lines import MISSING, AlignmentLines, UnitName, alignment_lines, baht, party_line, unit_path
from pipeline.compose.views.signatures import SignatureRow, signature_rows
from pipeline.compose.widths import body_mm
from pipeline.model import SignatureBlock
from pipeline.thai.eras import BE_OFFSET

if TYPE_CHECKING:
    from pipeline.compose.composed import Options
    from pipeline.compose.digits import Numerals
    from pipeline.model import Assessment, Dataset, Party, ProgressReport, Project, RichText

OWNER = "ผู้รับผิดชอบโครงการ"
LABELS, INDENT = 41.0, 10.0
"""Width of the column of labels and indent of the reports, in mm, as in the template."""
_FIRST_MONTH = 10
_UNDER_HEADING = Keep(start=True)
_BETWEEN_LINES = Keep(start=True, end=True)


@dataclass(frozen=True, slots=True)
class Report:
    """One progress report as printed; ``figures`` are the lines with what was measured, none for an empty entry."""

    no: str
    date: str
    narrative: Markup
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """What the evaluating office gave in one quarter."""

    quarter: str
    score: str
    note: str


@dataclass(frozen=True, slots=True)
class Form:
    """Every value of the form, ready to print. Empty prose is an empty text."""

    code: str
    name: str
    fiscal_year: str
    start: str
    end: str
    received: str
    spent: str
    unit: tuple[UnitName, ...]
    responsible: str
    coordinator: str
    rationale: Markup
    objectives: Markup
    targets: Markup
    alignments: tuple[AlignmentLines, ...]
    picture: Picture | None
    reports: tuple[Report, ...]
    scores: tuple[Score, ...]
    signatures: tuple[SignatureRow, ...]


def view(dataset: Dataset, project: Project, options: Options) -> Sheet:
    """The form of one project."""
    numerals = options.numerals
    year = project.fiscal_year or dataset.fiscal_year
    form = Form(
        code=project.code,
        name=numerals.typed(project.name),
        fiscal_year=numerals.number(year),
        start=_date(project.start, numerals),
        end=_date(project.end, numerals),
        received=baht(project.budget_received, numerals),
        spent=baht(project.spent, numerals),
        unit=unit_path(dataset, project.unit, numerals, options.text_width - LABELS),
        responsible=party_line(dataset, project.responsible, numerals),
        coordinator=party_line(dataset, project.coordinator, numerals),
        rationale=_prose(project.rationale, numerals),
        objectives=_prose(project.objectives, numerals),
        targets=_prose(project.targets, numerals),
        alignments=tuple(alignment_lines(dataset, alignment, numerals) for alignment in dataset.alignments_of(project)),
        picture=progress_picture(project, year, options) if options.picture else None,
        reports=tuple(report_of(report, numerals, options.text_width - INDENT) for report in project.reports),
        scores=tuple(_score(assessment, numerals) for assessment in project.assessments),
        signatures=signature_rows(dataset, signers(dataset, project), options),
    )
    return Sheet(
        view=form,
        label=project.code,
        subject=project.name,
        author=dataset.agency.name,
        keywords=(project.code, f"ปีงบประมาณ พ.ศ. {year}", *dataset.unit_names(project.unit)[1:]),
        created=midnight(created_on(dataset, project)),
        protect=protected_names(dataset, project),
        stem=file_stem(project.code, project.name),
    )


def report_of(report: ProgressReport, numerals: Numerals, width: float) -> Report:
    """One report. An entry with a number and nothing else prints its head line with a dash, as the real form does.

    In any other entry each place of the form is filled: a dash stands for a figure that is missing (null is not 0).
    """
    if report.is_empty:
        return Report(numerals.number(report.no), MISSING, Markup(""), ())
    time = f" (ครั้งที่ {numerals.number(report.disbursement_no)})" if report.disbursement_no is not None else ""
    progress = MISSING if report.progress is None else numerals.percent(report.progress)
    return Report(
        no=numerals.number(report.no),
        date=_date(report.date, numerals),
        narrative=_prose(report.narrative, numerals, _BETWEEN_LINES)
        or Markup('<p class="keep">{}</p>').format(MISSING),
        figures=(
            *_lines(
                f"ความก้าวหน้าของงานฯ = {progress}",
                f"งบประมาณที่เบิกใช้{time} = {baht(report.disbursed, numerals)}",
                width=width,
            ),
            *_lines(
                report.on_plan.value if report.on_plan else "ไม่ระบุสถานะตามแผน",
                report.on_target.value if report.on_target else "ไม่ระบุสถานะตามเป้าหมาย",
                width=width,
            ),
        ),
    )


def _lines(first: str, second: str, *, width: float) -> tuple[str, ...]:
    """Both on one line, parted by a colon, where they fit; so a line neither begins nor ends with the colon."""
    line = f"{first} : {second}"
    return (line,) if body_mm(line) <= width else (first, second)


def signers(dataset: Dataset, project: Project) -> tuple[SignatureBlock, ...]:
    """Who signs: the project's blocks, else those of the house, else the person responsible for the project."""
    given = project.signatures or dataset.house.signatures
    if given:
        return given
    party = project.responsible
    if party is None or not (party.person or party.name):
        return (SignatureBlock(role=OWNER),)
    return (SignatureBlock(role=OWNER, person=party.person, name=party.name, position=party.position),)


def created_on(dataset: Dataset, project: Project) -> dt.date:
    """The day of the document, from the data: as of, last report, start of the project, start of the fiscal year."""
    reported = [report.date for report in project.reports if report.date is not None]
    year = project.fiscal_year or dataset.fiscal_year
    first_day = dt.date(year - BE_OFFSET - 1, _FIRST_MONTH, 1)
    return dataset.as_of or max(reported, default=None) or project.start or first_day


def protected_names(dataset: Dataset, project: Project) -> tuple[str, ...]:
    """Names that no line break may cut: people, and short names of agency and units."""
    names = {person.name for person in dataset.people}
    names |= {unit.short_name for unit in dataset.units if unit.short_name}
    names |= {name for name in (dataset.agency.short_name,) if name}
    parties: tuple[Party | SignatureBlock | None, ...] = (
        project.responsible, project.coordinator, *project.signatures, *dataset.house.signatures,
    )  # fmt: skip
    names |= {party.name for party in parties if party is not None and party.name}
    return tuple(sorted(names))


def _score(assessment: Assessment, numerals: Numerals) -> Score:
    return Score(
        quarter=numerals.number(assessment.quarter),
        score=MISSING if assessment.score is None else numerals.decimal(assessment.score),
        note=numerals.typed(assessment.note) if assessment.note else "",
    )


def _prose(text: RichText | None, numerals: Numerals, keep: Keep = _UNDER_HEADING) -> Markup:
    return Markup("") if text is None else to_html(text, numerals, keep)


def _date(day: dt.date | None, numerals: Numerals) -> str:
    return MISSING if day is None else numerals.date(day)
