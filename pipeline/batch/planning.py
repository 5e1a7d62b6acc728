"""What shall be made of one source: read, checked, and each document with the fingerprint that it will have.

This is called in processes of its own, since reading is work as well and data may be poisoned.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.batch.known.fingerprint import Fingerprints
from pipeline.batch.known.surroundings import Surroundings
from pipeline.batch.orders import ALL, PlannedDocument, PlannedFile, SourceFacts, SourcePlan
from pipeline.batch.overall import kinds_over_all
from pipeline.checks import check
from pipeline.compose.registry import find_kind
from pipeline.errors import DataError, SarabanError, UsageError
from pipeline.findings import Severity
from pipeline.messages import N_, gettext
from pipeline.monitoring import chat_text, follow_up, month_figures
from pipeline.monitoring.schedule import first_day, followed_projects
from pipeline.run.choices import fonts_beside
from pipeline.run.plan import BY_DATA, documents_of_all, month_stem, plan_all, plan_over_all
from pipeline.sources import load
from pipeline.thai.dates import fiscal_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pipeline.batch.orders import Source, Terms
    from pipeline.batch.overall import Figures
    from pipeline.compose.registry import Kind
    from pipeline.findings import Finding
    from pipeline.model import Dataset
    from pipeline.monitoring import Overall
    from pipeline.run.choices import Choices
    from pipeline.run.plan import Job

_MOST_LINES = 20
_ERRORS = N_("ข้อมูลมีข้อผิดพลาด {count} แห่ง")
_MORE = N_("และอีก {count} แห่ง ดูทั้งหมดด้วย saraban check {path}")


def plan_source(source: Source, terms: Terms, *, over_all: bool) -> SourcePlan:
    """Read and check a source, and plan its documents.

    Data that has errors is refused as a whole, as ``saraban build`` does; the plan then says why.

    Args:
        source: the dataset.
        terms: what the batch is asked for.
        over_all: whether documents over all agencies need its figures.
    """
    try:
        dataset = load(source.path)
    except DataError as error:
        return SourcePlan(_refused(SourceFacts("", 0), source, error))
    except UsageError as error:
        return SourcePlan(SourceFacts("", 0, refused=(f"{error.message} {error.remedy}".rstrip(),)))
    findings = check(dataset, today=terms.today, strict=terms.choices.strict)
    facts = _facts(dataset, findings)
    if facts.errors:
        return SourcePlan(replace(facts, refused=tuple(_told(source, findings))))
    return _planned(source, terms, dataset, facts, over_all=over_all)


def plan_overall(host: Source, terms: Terms, overall: Overall) -> tuple[PlannedDocument, ...]:
    """The documents over all agencies, in the house style of one of them."""
    dataset = load(host.path)
    choices = choices_for(host, terms)
    fingerprints = Fingerprints(dataset, choices, Surroundings(choices.templates, choices.fonts))
    jobs = overall_jobs(terms, overall)
    return tuple(_document(ALL, terms, job, fingerprints) for job in jobs)


def figures_of(source: Source, terms: Terms) -> Figures:
    """The figures of a source that is known to be sound."""
    dataset = load(source.path)
    occasion = choices_for(source, terms).occasion(dataset)
    return (
        month_figures(dataset, occasion.month, today=occasion.day),
        follow_up(dataset, occasion.month, occasion.day),
    )


def choices_for(source: Source, terms: Terms) -> Choices:
    """How documents of a source are printed: as the batch wishes, in the fonts that lie beside the data."""
    return replace(
        terms.choices, fonts=fonts_beside(source.path), month=terms.month, today=terms.today, projects=None, jobs=1
    )


def jobs_of(source: Source, terms: Terms, dataset: Dataset, choices: Choices) -> tuple[list[Job], tuple[str, ...]]:
    """The documents of a source, and the kinds that it has no data for.

    Raises:
        SarabanError: two documents would have the same file.
    """
    kinds, without = _kinds(terms, dataset, choices.templates)
    jobs = plan_all(
        dataset,
        kinds,
        out=terms.out / month_stem(terms.month) / source.id,
        formats=choices.formats,
        occasion=choices.occasion(dataset),
    )
    return jobs, without


def overall_jobs(terms: Terms, overall: Overall) -> list[Job]:
    """The documents over all agencies."""
    found = (
        plan_over_all(kind, overall, out=terms.out / month_stem(terms.month), formats=terms.choices.formats)
        for kind in kinds_over_all(terms)
    )
    return [job for job in found if job is not None]


def _planned(source: Source, terms: Terms, dataset: Dataset, facts: SourceFacts, *, over_all: bool) -> SourcePlan:
    choices = choices_for(source, terms)
    try:
        jobs, without = jobs_of(source, terms, dataset, choices)
        fingerprints = Fingerprints(dataset, choices, Surroundings(choices.templates, choices.fonts))
    except DataError as error:
        return SourcePlan(_refused(facts, source, error))
    except SarabanError as error:
        return SourcePlan(replace(facts, refused=(f"{error.message} {error.remedy}".rstrip(),)))
    documents = tuple(_document(source.id, terms, job, fingerprints) for job in jobs)
    if is_of_other_year(dataset, terms):
        return SourcePlan(replace(facts, without=without, other_year=True), documents)
    occasion = choices.occasion(dataset)
    asked = follow_up(dataset, occasion.month, occasion.day)
    return SourcePlan(
        replace(facts, without=without, chat=chat_text(asked), overdue=asked.counts.overdue),
        documents,
        month_figures(dataset, occasion.month, today=occasion.day) if over_all else None,
        asked if over_all else None,
    )


def _kinds(terms: Terms, dataset: Dataset, templates: Path | None) -> tuple[list[Kind], tuple[str, ...]]:
    """The kinds to make; those without data are told only where they were asked for by name."""
    kinds: list[Kind] = []
    without: list[str] = []
    for kind in (find_kind(name, templates) for name in terms.kinds):
        if _has_data(dataset, kind, terms):
            kinds.append(kind)
        elif terms.kinds_given:
            without.append(kind.name)
    return kinds, tuple(without)


def _has_data(dataset: Dataset, kind: Kind, terms: Terms) -> bool:
    if not all(getattr(dataset, name, None) for name in kind.needs):
        return False
    if kind.name in BY_DATA and kind.name not in documents_of_all(dataset):
        return False
    if is_of_other_year(dataset, terms) and (kind.monthly or not terms.kinds_given):
        return False
    if kind.subject == "project" and not terms.kinds_given:
        return bool(followed_projects(dataset))
    return kind.subject == "dataset" or bool(dataset.projects)


def is_of_other_year(dataset: Dataset, terms: Terms) -> bool:
    """Whether the data is not of the fiscal year that the month is in: last year's folder among this year's."""
    return dataset.fiscal_year != fiscal_year(first_day(terms.month))


def _document(source: str, terms: Terms, job: Job, fingerprints: Fingerprints) -> PlannedDocument:
    return PlannedDocument(
        source=source,
        kind=job.kind.name,
        subject=job.subject,
        title=job.project.name if job.project else job.kind.title,
        files=tuple(
            PlannedFile(form, path.relative_to(terms.out).as_posix(), str(fingerprints.of(job, form)))
            for form, path in job.files
        ),
    )


def _facts(dataset: Dataset, findings: Sequence[Finding]) -> SourceFacts:
    open_ones = [found.severity for found in findings if found.silenced is None]
    parts = (dataset.plan_book, dataset.evaluation)
    return SourceFacts(
        agency=dataset.agency.name,
        fiscal_year=dataset.fiscal_year,
        errors=open_ones.count(Severity.ERROR),
        warnings=open_ones.count(Severity.WARNING),
        notes=open_ones.count(Severity.NOTE),
        assets=tuple(part.seal for part in parts if part is not None and part.seal),
    )


def _refused(facts: SourceFacts, source: Source, error: DataError) -> SourceFacts:
    """The facts of a source whose data nothing can be made of."""
    errors = sum(found.severity is Severity.ERROR and found.silenced is None for found in error.findings)
    return replace(facts, errors=errors, refused=tuple(_told(source, error.findings)))


def _told(source: Source, findings: Iterable[Finding]) -> Iterator[str]:
    """Errors as lines, each with its place and what to do."""
    errors = [found for found in findings if found.severity is Severity.ERROR and found.silenced is None]
    yield gettext(_ERRORS).format(count=len(errors))
    for found in errors[:_MOST_LINES]:
        yield " ".join(f"{found.place} {found.message} {found.remedy}".split())
    if len(errors) > _MOST_LINES:
        yield gettext(_MORE).format(count=len(errors) - _MOST_LINES, path=source.path)
