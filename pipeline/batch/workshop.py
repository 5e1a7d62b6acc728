"""Where documents are made: a process keeps the source that it works on, and its press, from one to the next."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.batch.known.fingerprint import Fingerprints
from pipeline.batch.known.surroundings import Surroundings
from pipeline.batch.orders import FileMade
from pipeline.batch.planning import choices_for, jobs_of, overall_jobs
from pipeline.errors import SarabanError
from pipeline.messages import N_, gettext
from pipeline.run.files import prepare_folder, write_atomically
from pipeline.run.press import Press
from pipeline.sources import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.batch.orders import Order, Source, Terms
    from pipeline.run.plan import Job

_CHANGED = N_("ข้อมูล แม่แบบ หรือโปรแกรมถูกแก้ไขระหว่างทำงาน")
_CHANGED_REMEDY = N_("สั่งใหม่อีกครั้งเมื่อแก้ไขเสร็จแล้ว")


class ChangedMeanwhileError(SarabanError):
    """What a document is made from is not what it was when the document was planned."""


@dataclass(slots=True)
class _Kept:
    """A source, read, with all that its documents are made with."""

    source: Source
    terms: Terms
    press: Press
    fingerprints: Fingerprints
    jobs: Mapping[tuple[str, str], Job]

    @classmethod
    def of(cls, order: Order, before: _Kept | None) -> _Kept:
        source, terms = order.source, order.terms
        dataset = load(source.path)
        choices = choices_for(source, terms)
        found = jobs_of(source, terms, dataset, choices)[0] if order.overall is None else []
        surroundings = Surroundings(choices.templates, choices.fonts)
        if before is not None and before.terms == terms and before.fonts == choices.fonts:
            surroundings = before.fingerprints.surroundings
        return cls(
            source,
            terms,
            Press(dataset, choices),
            Fingerprints(dataset, choices, surroundings),
            {(job.kind.name, job.subject): job for job in found},
        )

    @property
    def fonts(self) -> Path | None:
        """The office's own fonts."""
        return choices_for(self.source, self.terms).fonts

    def job(self, order: Order) -> Job | None:
        """The document that is ordered, if it is still there."""
        if order.overall is None:
            return self.jobs.get((order.document.kind, order.document.subject))
        jobs = overall_jobs(order.terms, order.overall)
        return next((job for job in jobs if job.kind.name == order.document.kind), None)


_kept: _Kept | None = None


def make_document(order: Order) -> tuple[FileMade, ...]:
    """Make a document: all of its files, each whole or not at all.

    Raises:
        ChangedMeanwhileError: it would not be the document that was planned.
        SarabanError: it cannot be made, or not be written.
    """
    kept, job = _workplace(order)
    printed = kept.press.print(job)
    made: list[FileMade] = []
    for form, path in job.files:
        data = printed.files[form]
        prepare_folder(path.parent)
        write_atomically(path, data)
        made.append(
            FileMade(
                format=form,
                name=path.relative_to(order.terms.out).as_posix(),
                sha256=hashlib.sha256(data).hexdigest(),
                size=len(data),
                changed=path.stat().st_mtime_ns,
                pages=printed.pages,
            )
        )
    return tuple(made)


def _workplace(order: Order) -> tuple[_Kept, Job]:
    """The source as it was planned: the one that is kept, else read again."""
    global _kept  # noqa: PLW0603 - a process works on one source after the other
    before, _kept = _kept, None
    if before is not None and (before.source, before.terms) == (order.source, order.terms):
        if (job := _planned_job(before, order)) is not None:
            _kept = before
            return before, job
        before = None  # of an earlier run, perhaps: a process of a cluster outlives it
    kept = _Kept.of(order, before)
    if (job := _planned_job(kept, order)) is None:
        raise ChangedMeanwhileError(gettext(_CHANGED), gettext(_CHANGED_REMEDY))
    _kept = kept
    return kept, job


def _planned_job(kept: _Kept, order: Order) -> Job | None:
    """The document that is ordered, if it would be the one that was planned."""
    job = kept.job(order)
    return job if job is not None and _is_as_planned(kept, job, order) else None


def _is_as_planned(kept: _Kept, job: Job, order: Order) -> bool:
    planned = [(file.format, file.fingerprint) for file in order.document.files]
    return planned == [(form, str(kept.fingerprints.of(job, form))) for form, _ in job.files]
