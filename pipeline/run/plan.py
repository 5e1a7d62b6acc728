"""What a run will make, settled before anything is rendered: documents, their files, and no two alike."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pipeline.compose.naming import file_stem
from pipeline.compose.registry import find_kind
from pipeline.errors import DataError, UsageError
from pipeline.findings import Finding, Rule, Severity, declare
from pipeline.messages import N_, gettext
from pipeline.run.names import collisions, file_name
from pipeline.run.output import FORMATS
from pipeline.thai.eras import BE_OFFSET

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from pipeline.compose.registry import Kind
    from pipeline.model import Dataset, Month, Project
    from pipeline.monitoring import Occasion, Overall
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
FORM, PLAN_BOOK = "progress-form", "plan-book"
FRAMEWORK, AGREEMENT, REPORT = "framework-summary", "performance-agreement", "evaluation-report"
"""The kinds that are made without being asked for."""

BY_DATA = frozenset({PLAN_BOOK, FRAMEWORK, AGREEMENT, REPORT})
"""Documents of the whole agency that are made where there is data for them."""

EVALUATION_VIEW = "evaluation_report"
_BOOKS = frozenset({"plan_book", EVALUATION_VIEW})
"""Views of documents that are bound, with covers: they may come as booklets."""

_OF_EVALUATION = frozenset({"framework_summary", "performance_agreement", EVALUATION_VIEW})
"""Views of documents that name the version of the evaluation, not that of the plan."""

_NO_PROJECT = N_("ไม่มีโครงการรหัส {code} ในชุดข้อมูล")
_NEAREST = N_("หมายถึง {nearest} หรือไม่")
_NO_FORMAT = N_("ไม่มีรูปแบบไฟล์ {format}")
_FORMATS_ARE = N_("รูปแบบที่มี: {formats}")
_NOT_SO = N_("เอกสาร {kind} ไม่มีรูปแบบไฟล์ {format}")
_NO_DOCUMENT = N_("ชุดข้อมูลไม่มีโครงการ จึงไม่มีเอกสารให้สร้าง")
_NO_DATA = N_("ชุดข้อมูลไม่มี{fields} จึงไม่มีข้อมูลสำหรับเอกสาร {kind}")
_NO_DATA_REMEDY = N_("กรอก{fields}ก่อน หรือดูตัวอย่างด้วย saraban init DIR --kind {kind}")
_COLLIDE = N_("ชื่อไฟล์ของเอกสารซ้ำกัน")
_NO_BOOKLET = N_("--booklet ใช้กับเอกสารที่เป็นเล่มเท่านั้น เช่น plan-book หรือ evaluation-report")
BOOKLET = "booklet"
"""What stands behind the name of a booklet's file."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document: a view of the dataset, of one project of it, or of all agencies, in one or more formats."""

    kind: Kind
    project: Project | None
    files: tuple[tuple[Format, Path], ...]
    overall: Overall | None = None

    @property
    def subject(self) -> str:
        """The project's code; empty for a document of the whole agency."""
        return "" if self.project is None else self.project.code


def kinds_of(
    dataset: Dataset, names: Sequence[str], *, projects: Collection[str] | None = None, own: Path | None = None
) -> list[Kind]:
    """The kinds of document to make: those named, else every one that the dataset has data for.

    A form for each project makes sense where work is reported on: if any project has a report, if the caller
    chooses projects, or if there is nothing else to make. The plan book needs its own data (``plan_book``), the
    framework summary indicators of the evaluation, the evaluation report results of them, and the performance
    agreement its parties or text (``evaluation.agreement``).

    Args:
        dataset: the dataset.
        names: kinds asked for; empty for those that there is data for.
        projects: codes of the projects wanted, if the caller chose some.
        own: the office's own templates folder.

    Raises:
        UsageError: no such kind.
    """
    if names:
        return [find_kind(name, own) for name in dict.fromkeys(names)]
    found = [] if projects else list(documents_of_all(dataset))
    if not found or any(project.reports for project in dataset.projects):
        found.insert(0, FORM)
    return [find_kind(name, own) for name in found]


def documents_of_all(dataset: Dataset) -> Iterator[str]:
    """Those of :data:`BY_DATA` that there is data for, in the order of the year."""
    if dataset.plan_book is not None:
        yield PLAN_BOOK
    if dataset.evaluation_indicators:
        yield FRAMEWORK
    if dataset.evaluation is not None and dataset.evaluation.agreement is not None:
        yield AGREEMENT
    if dataset.evaluation_results:
        yield REPORT


def is_book(kind: Kind) -> bool:
    """Whether documents of the kind are bound as books: they may come as booklets."""
    return kind.view in _BOOKS


def plan(
    dataset: Dataset,
    kind: Kind,
    *,
    out: Path,
    formats: Sequence[str],
    projects: Collection[str] | None = None,
    booklet: bool = False,
    occasion: Occasion | None = None,
) -> list[Job]:
    """Every document of the kind, in the order of the dataset.

    Args:
        dataset: the dataset.
        kind: the kind of document.
        out: the folder of the files.
        formats: of :data:`FORMATS`; those of them that the kind comes as, empty for all.
        projects: codes of the projects wanted; ``None`` for all.
        booklet: a book comes as a booklet as well.
        occasion: the month of monthly documents, which stands in their names.

    Raises:
        UsageError: an unknown format or project, a format that the kind does not come as, or nothing to make.
        DataError: two documents would have the same file.
    """
    _must_have_data(dataset, kind)
    chosen = _formats(kind, formats)
    if not chosen:
        raise _no_such_format(kind, formats)
    jobs = [
        Job(kind, subject, tuple(_files(out, _stem(dataset, kind, subject, occasion), chosen, booklet=booklet)))
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


def plan_all(
    dataset: Dataset,
    kinds: Sequence[Kind],
    *,
    out: Path,
    formats: Sequence[str],
    projects: Collection[str] | None = None,
    booklet: bool = False,
    occasion: Occasion | None = None,
) -> list[Job]:
    """Every document of all kinds, see :func:`plan`. Kinds that come as none of the formats are left out.

    Raises:
        UsageError: also where a booklet is asked for and none of the documents is a book, or where no kind is left.
        DataError: see :func:`plan`.
    """
    if booklet and not any(is_book(kind) for kind in kinds):
        raise UsageError(gettext(_NO_BOOKLET))
    coming = [kind for kind in kinds if _formats(kind, formats)]
    if kinds and not coming:
        raise _no_such_format(kinds[0], formats)
    found: list[Job] = []
    for kind in coming:
        found += plan(
            dataset,
            kind,
            out=out,
            formats=formats,
            projects=None if kind.subject == "dataset" else projects,
            booklet=booklet and is_book(kind),
            occasion=occasion,
        )
    return found


def plan_over_all(kind: Kind, overall: Overall, *, out: Path, formats: Sequence[str]) -> Job | None:
    """The document of a kind over all agencies; ``None`` where the kind comes as none of the formats."""
    chosen = _formats(kind, formats)
    stem = f"{kind.name} {month_stem(overall.occasion.month)}"
    return Job(kind, None, tuple(_files(out, stem, chosen, booklet=False)), overall) if chosen else None


def month_stem(month: Month) -> str:
    """A month as it stands in names of files and folders, in BE, so that they sort: ``2569-06``."""
    return f"{month.year + BE_OFFSET}-{month.month:02d}"


def _files(out: Path, stem: str, formats: Sequence[Format], *, booklet: bool) -> Iterator[tuple[Format, Path]]:
    for form in formats:
        yield form, out / file_name(stem, f".{form}")
    if booklet:
        yield "booklet", out / file_name(f"{stem} {BOOKLET}", ".pdf")


def _formats(kind: Kind, formats: Sequence[str]) -> tuple[Format, ...]:
    """Those of the formats that the kind comes as, in the order in which they are made; all without any wish."""
    for name in formats:
        if name not in FORMATS:
            raise UsageError(
                gettext(_NO_FORMAT).format(format=name), gettext(_FORMATS_ARE).format(formats=", ".join(FORMATS))
            )
    return tuple(name for name in FORMATS if name in kind.formats and (name in formats or not formats))


def _no_such_format(kind: Kind, formats: Sequence[str]) -> UsageError:
    return UsageError(
        gettext(_NOT_SO).format(kind=kind.name, format=", ".join(formats)),
        gettext(_FORMATS_ARE).format(formats=", ".join(kind.formats)),
    )


def _must_have_data(dataset: Dataset, kind: Kind) -> None:
    """A document of a kind that the dataset has nothing for would be labels without a word in them.

    Raises:
        UsageError: fields that the kind needs are empty; named as planners know them.
    """
    empty = [field for field in kind.needs if not getattr(dataset, field, None)]
    if empty:
        known = type(dataset).model_fields
        fields = ", ".join((known[field].title or field) if field in known else field for field in empty)
        raise UsageError(
            gettext(_NO_DATA).format(fields=fields, kind=kind.name),
            gettext(_NO_DATA_REMEDY).format(fields=fields, kind=kind.name),
        )


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


def _stem(dataset: Dataset, kind: Kind, project: Project | None, occasion: Occasion | None) -> str:
    """Kind first, so that two kinds share a folder in peace; then the code, which sorts, and the name."""
    if kind.monthly and occasion is not None:
        return f"{kind.name} {month_stem(occasion.month)}" + (f" {project.code}" if project else "")
    if project is None:
        printed = dataset.evaluation if kind.view in _OF_EVALUATION else dataset.plan_book
        version = printed.version if printed is not None else None
        return " ".join(part for part in (kind.name, str(dataset.fiscal_year), version) if part)
    return f"{kind.name} {file_stem(project.code, project.name)}"
