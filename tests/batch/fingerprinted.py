"""Example datasets, their fingerprints, and datasets that differ a little."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from pipeline import compose
from pipeline.batch.known.fingerprint import Fingerprint, Fingerprints
from pipeline.batch.known.surroundings import Surroundings
from pipeline.errors import SarabanError, UsageError
from pipeline.model import Dataset, Project, Record
from pipeline.run.choices import Choices
from pipeline.run.plan import kinds_of, plan_all
from pipeline.sources import load

if TYPE_CHECKING:
    from pipeline.run.output import Format
    from pipeline.run.plan import Job

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ("city-lab-2567", "city-lab-2568", "city-lab-2569", "city-lab-2570", "one-project-2569")
HERE = Surroundings()
Name = tuple[str, str]
AnyRecord = TypeVar("AnyRecord", bound=Record)


@cache
def example(name: str) -> Dataset:
    return load(ROOT / "examples" / name)


def jobs_of(dataset: Dataset) -> list[Job]:
    """The documents of a dataset; none where it has nothing to make."""
    try:
        return plan_all(dataset, kinds_of(dataset, []), out=Path("out"), formats=["pdf"])
    except UsageError:
        return []


def fingerprints(
    dataset: Dataset, choices: Choices | None = None, around: Surroundings = HERE, form: Format = "pdf"
) -> dict[Name, Fingerprint]:
    """Of every document of a dataset, by kind and project."""
    found = Fingerprints(dataset, choices or Choices(), around)
    return {(job.kind.name, job.subject): found.of(job, form) for job in jobs_of(dataset)}


def changed(before: dict[Name, Fingerprint], after: dict[Name, Fingerprint]) -> dict[Name, tuple[str, ...]]:
    """The documents that changed, and by what."""
    return {
        name: parts
        for name, fingerprint in after.items()
        if (parts := fingerprint.changed_since(str(before.get(name, ""))))
    }


def composed(dataset: Dataset, kind: str, subject: Project | Dataset) -> object:
    """All that the layout is given; or the error that it ends in."""
    try:
        return compose.render(dataset, kind, subject, face_scale=0.656, assets=dataset.origin.folder)
    except SarabanError as error:
        return error.message


def varied(record: AnyRecord, **changes: object) -> AnyRecord:
    """The record with other values. Unlike a copy it does not know what was worked out from the values before."""
    kept = {field: getattr(record, field) for field in type(record).model_fields}
    new = type(record).model_construct(**kept | changes)
    if isinstance(record, Dataset) and isinstance(new, Dataset):
        new._origin = record.origin
    return cast("AnyRecord", new)


def with_project(dataset: Dataset, number: int, **changes: object) -> Dataset:
    projects = list(dataset.projects)
    projects[number] = varied(projects[number], **changes)
    return varied(dataset, projects=tuple(projects))
