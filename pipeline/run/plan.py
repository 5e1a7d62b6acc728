"""What a run will make, settled before anything is rendered: documents, their files, and no two alike."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pipeline.compose.naming import file_stem
from pipeline.errors import DataError, UsageError
from pipeline.findings import Finding, Rule, Severity, declare
from pipeline.messages import N_, gettext
from pipeline.run.names import collisions, file_name
from pipeline.run.output import FORMATS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from pipeline.compose.registry import Kind
    from pipeline.model import Dataset, Project
    from pipeline.run.output import Format

SAME_FILE = declare(
    Rule(
        "same-output-file",
        Severity.ERROR,
        N_("เอกสารสองฉบับใช้ชื่อไฟล์เดียวกัน"),
        N_("เอกสารสองฉบับจะเขียนทับกันในไฟล์ {name}"),
        N_("แก้รหัสโครงการให้ต่างกัน (ตัวพิมพ์เล็กใหญ่ไม่ถือว่าต่าง)"),
    )
)
_NO_PROJECT = N_("ไม่มีโครงการรหัส {code} ในชุดข้อมูล")
_NEAREST = N_("หมายถึง {nearest} หรือไม่")
_NO_FORMAT = N_("ไม่มีรูปแบบไฟล์ {format}")
_FORMATS_ARE = N_("รูปแบบที่มี: {formats}")
_NO_DOCUMENT = N_("ชุดข้อมูลไม่มีโครงการ จึงไม่มีเอกสารให้สร้าง")
_COLLIDE = N_("ชื่อไฟล์ของเอกสารซ้ำกัน")


@dataclass(frozen=True, slots=True)
class Job:
    """One document: a view of the dataset, or of one project of it, in one or more formats."""

    kind: Kind
    project: Project | None
    files: tuple[tuple[Format, Path], ...]

    @property
    def subject(self) -> str:
        """The project's code; empty for a document of the whole agency."""
        return "" if self.project is None else self.project.code


def plan(
    dataset: Dataset, kind: Kind, *, out: Path, formats: Sequence[str], projects: Collection[str] | None = None
) -> list[Job]:
    """Every document of the kind, in the order of the dataset.

    Args:
        dataset: the dataset.
        kind: the kind of document.
        out: the folder of the files.
        formats: of :data:`FORMATS`, in the order in which they are written.
        projects: codes of the projects wanted; ``None`` for all.

    Raises:
        UsageError: an unknown format or project, or nothing to make.
        DataError: two documents would have the same file.
    """
    wanted = _formats(formats)
    jobs = [
        Job(kind, subject, tuple((form, out / file_name(_stem(dataset, kind, subject), f".{form}")) for form in wanted))
        for subject in _subjects(dataset, kind, projects)
    ]
    if not jobs:
        raise UsageError(gettext(_NO_DOCUMENT))
    clashes = collisions(path.name for job in jobs for _, path in job.files)
    if clashes:
        place = dataset.origin.place(("projects",))
        findings = [Finding.of(SAME_FILE, place, ("projects",), name=names[0]) for names in clashes]
        raise DataError(gettext(_COLLIDE), findings)
    return jobs


def _formats(formats: Sequence[str]) -> tuple[Format, ...]:
    for name in formats:
        if name not in FORMATS:
            raise UsageError(
                gettext(_NO_FORMAT).format(format=name), gettext(_FORMATS_ARE).format(formats=", ".join(FORMATS))
            )
    return tuple(name for name in FORMATS if name in formats)


def _subjects(dataset: Dataset, kind: Kind, projects: Collection[str] | None) -> list[Project | None]:
    if kind.subject == "dataset":
        return [None]
    known = [project.code for project in dataset.projects]
    for code in projects or ():
        if code not in known:
            nearest = get_close_matches(code, known, n=1)
            remedy = gettext(_NEAREST).format(nearest=nearest[0]) if nearest else ""
            raise UsageError(gettext(_NO_PROJECT).format(code=code), remedy)
    return [project for project in dataset.projects if not projects or project.code in projects]


def _stem(dataset: Dataset, kind: Kind, project: Project | None) -> str:
    """Kind first, so that two kinds share a folder in peace; then the code, which sorts, and the name."""
    if project is None:
        return f"{kind.name} {dataset.fiscal_year}"
    return f"{kind.name} {file_stem(project.code, project.name)}"
