"""Building documents: check, plan, then make one after the other; what fails alone does not stop the rest."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import DataError, SarabanError, UsageError
from pipeline.findings import Severity
from pipeline.messages import N_, gettext
from pipeline.run.choices import Choices
from pipeline.run.crew import Crew, sensible_jobs
from pipeline.run.environment import require_engine
from pipeline.run.files import FolderError, prepare_folder, sweep, write_atomically
from pipeline.run.lock import FolderLock
from pipeline.run.output import Failure, Listener, Output, PartialError
from pipeline.run.pages import sides
from pipeline.run.plan import EVALUATION_VIEW, is_book, kinds_of, plan_all

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from pipeline.compose.registry import Kind
    from pipeline.findings import Finding
    from pipeline.model import Dataset, Digits, Month, ScoresShown
    from pipeline.run.plan import Job
    from pipeline.run.press import Press

_BAD_DATA = N_("ข้อมูลมีข้อผิดพลาด {count} แห่ง จึงยังไม่สร้างเอกสาร")
_BAD_DATA_REMEDY = N_("แก้ไขตามที่แจ้งข้างต้นแล้วสั่งใหม่อีกครั้ง")
_OTHER_YEAR = N_("เดือน{month} อยู่ในปีงบประมาณ {of_month} แต่ข้อมูลเป็นของปีงบประมาณ {of_data}")
_OTHER_YEAR_REMEDY = N_("ระบุเดือนในปีงบประมาณ {of_data} หรือใช้ข้อมูลของปีงบประมาณ {of_month}")
_INTERNAL = N_("โปรแกรมผิดพลาดภายใน ({kind})")
_PARTIAL = N_("สร้างเอกสารไม่สำเร็จ {failed} ฉบับ จาก {total} ฉบับ")


def build(  # noqa: PLR0913 - one keyword for each choice that a caller has
    dataset: Dataset,
    kind: str | Sequence[str] = (),
    *,
    out: Path | str,
    formats: Sequence[str] = (),
    digits: Digits | None = None,
    projects: Collection[str] | None = None,
    picture: bool | None = None,
    strict: bool = False,
    today: dt.date | None = None,
    templates: Path | None = None,
    fonts: Path | None = None,
    duplex: bool | None = None,
    booklet: bool = False,
    since: Dataset | None = None,
    jobs: int | None = None,
    scores: ScoresShown | None = None,
    month: Month | None = None,
    listener: Listener | None = None,
) -> list[Output]:
    """Make documents from a dataset.

    Args:
        dataset: what :func:`pipeline.load` returned.
        kind: a kind of document, or several: ``progress-form``, ``plan-book``, ``framework-summary``,
            ``performance-agreement``, ``evaluation-report``, ``follow-up``, ``executive-summary``. Without one, every
            kind of the year that the dataset has data for, see :func:`pipeline.run.plan.kinds_of`.
        out: folder of the files; made if need be.
        formats: of ``pdf``, ``docx``, ``xlsx``, ``txt`` those wanted of what a kind comes as; empty for all.
        digits: which digits to print; ``None`` for the house style of the dataset.
        projects: codes of the projects wanted; ``None`` for all.
        picture: print the chart; ``None`` for the house style of the dataset.
        strict: take warnings as errors.
        today: the day of judging deadlines where the dataset does not give one.
        templates: the office's own templates, in front of the bundled ones.
        fonts: the office's own fonts, in front of the bundled ones.
        duplex: a book is printed on both sides; ``None`` for the house style of the dataset.
        booklet: a book comes as a booklet as well: two pages on a sheet, to be folded.
        since: the issue before; the plan book then ends in a table of what changed.
        jobs: processes that work on a book at once; ``None`` chooses by its length and this machine.
        scores: what columns of scores print; ``None`` for what the evaluation of the dataset says.
        month: what monthly documents are about; ``None`` for the month of the data's day.
        listener: is told how the run goes.

    Returns:
        Every file that was written, in the order of the plan. The same data gives the same bytes.

    Raises:
        DataError: the data has errors; carries every finding. Nothing was written.
        PartialError: some documents could not be made; carries those that were.
        OutputLockedError: another run writes to the folder.
        EnvironmentLacksError: Pango, a font or room on the disk is missing.
        UsageError: no such kind, format or project; a booklet of what is no book; a month of another fiscal year.
    """
    choices = Choices(
        formats, digits, projects, picture, strict, today, templates, fonts, duplex, booklet, since, jobs, scores, month
    )
    return build_as_chosen(dataset, kind, Path(out), choices, listener or Listener())


def build_as_chosen(
    dataset: Dataset, kind: str | Sequence[str], out: Path, choices: Choices, listener: Listener
) -> list[Output]:
    """:func:`build`, with its choices as one value."""
    crew = _hired(dataset, kind, choices)
    try:
        jobs = prepare(dataset, kind, out, choices, listener)
        press = press_for(dataset, choices, crew=crew)
        try:
            return make(jobs, press, out, listener)
        finally:
            press.close()
    finally:
        if crew is not None:
            crew.close()


def prepare(dataset: Dataset, kind: str | Sequence[str], out: Path, choices: Choices, listener: Listener) -> list[Job]:
    """Everything that can go wrong before the first page is laid out; see :func:`build`."""
    found = _kinds(dataset, kind, choices)
    if choices.month is not None and any(one.monthly for one in found):
        _refuse_month_of_other_year(dataset, choices.month)
    # The data first: a project that has errors is not in the dataset, and would seem unknown.
    listener.checked(tuple(faultless(dataset, strict=choices.strict, today=choices.today)))
    jobs = plan_all(
        dataset,
        found,
        out=out,
        formats=choices.formats,
        projects=choices.projects,
        booklet=choices.booklet,
        occasion=choices.occasion(dataset),
    )
    require_engine()
    return jobs


def _refuse_month_of_other_year(dataset: Dataset, month: Month) -> None:
    """Nothing in the data is of that month: the documents would say that all is well.

    Raises:
        UsageError: the month is not in the fiscal year of the data.
    """
    from pipeline.thai.dates import fiscal_year, format_month

    of_month = fiscal_year(dt.date(month.year, month.month, 1))
    if of_month != dataset.fiscal_year:
        told = {"month": format_month(month.year, month.month), "of_month": of_month, "of_data": dataset.fiscal_year}
        raise UsageError(gettext(_OTHER_YEAR).format(**told), gettext(_OTHER_YEAR_REMEDY).format(**told))


def press_for(dataset: Dataset, choices: Choices, *, before: Press | None = None, crew: Crew | None = None) -> Press:
    """The press that prints a dataset as chosen, see :class:`pipeline.run.press.Press`."""
    from pipeline.run.press import Press

    return Press(dataset, choices, before=before, crew=crew)


def _kinds(dataset: Dataset, kind: str | Sequence[str], choices: Choices) -> list[Kind]:
    names = [kind] if isinstance(kind, str) else kind
    return kinds_of(dataset, names, projects=choices.projects, own=choices.templates)


def _hired(dataset: Dataset, kind: str | Sequence[str], choices: Choices) -> Crew | None:
    """Processes for a book that is probably long enough: they load what they need while the data is checked."""
    records = max((_records(dataset, found) for found in _kinds(dataset, kind, choices)), default=0)
    if not records:
        return None
    jobs = choices.jobs or sensible_jobs(records)
    if jobs == 1:
        return None
    crew = Crew(jobs)
    crew.start()
    return crew


def _records(dataset: Dataset, kind: Kind) -> int:
    """How many records a book is about, which is how long it will be; 0 for a document that is no book."""
    if not is_book(kind):
        return 0
    if kind.view == EVALUATION_VIEW:
        return len(dataset.evaluation_indicators)
    return len(dataset.projects) + len(dataset.indicators)


def faultless(dataset: Dataset, *, strict: bool, today: dt.date | None) -> list[Finding]:
    """The findings of a dataset that may be printed.

    Raises:
        DataError: there are errors among them.
    """
    from pipeline.checks import check

    findings = check(dataset, today=today, strict=strict)
    errors = [found for found in findings if found.severity is Severity.ERROR and found.silenced is None]
    if errors:
        raise DataError(gettext(_BAD_DATA).format(count=len(errors)), findings, gettext(_BAD_DATA_REMEDY))
    return findings


def make(jobs: Sequence[Job], press: Press, out: Path, listener: Listener) -> list[Output]:
    """Make every document; see :func:`build`."""
    outputs: list[Output] = []
    failures: list[Failure] = []
    prepare_folder(out)
    with FolderLock(out):
        sweep(out)
        listener.planned(len(jobs))
        for job in jobs:
            listener.started(job.subject)
            try:
                for output in _make_one(job, press):
                    outputs.append(output)
                    listener.wrote(output)
            except Exception as error:  # noqa: BLE001 - whatever it is, the other documents are wanted
                failure = Failure(job.kind.name, job.subject, _as_saraban_error(error))
                failures.append(failure)
                listener.failed(failure)
                if isinstance(error, FolderError):
                    break
    if failures:
        raise _verdict(outputs, failures, len(jobs))
    return outputs


def _make_one(job: Job, press: Press) -> Iterator[Output]:
    """The files of a document, written when all of its formats are made."""
    printed = press.print(job)
    for form, path in job.files:
        data = printed.files[form]
        write_atomically(path, data)
        digest = hashlib.sha256(data).hexdigest()
        pages = sides(printed.pages) if form == "booklet" else printed.pages
        yield Output(path, job.kind.name, job.subject, form, pages, len(data), digest)


def _as_saraban_error(error: Exception) -> SarabanError:
    if isinstance(error, SarabanError):
        return error
    wrapped = SarabanError(gettext(_INTERNAL).format(kind=type(error).__name__))
    wrapped.__cause__ = error
    return wrapped


def _verdict(outputs: Sequence[Output], failures: Sequence[Failure], documents: int) -> SarabanError:
    """What to raise: where nothing at all was made and for one reason, that reason."""
    reasons = {(type(failure.error), failure.error.message) for failure in failures}
    if not outputs and len(reasons) == 1:
        return failures[0].error
    return PartialError(gettext(_PARTIAL).format(failed=len(failures), total=documents), outputs, failures)
