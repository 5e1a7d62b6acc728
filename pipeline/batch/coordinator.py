"""A batch from beginning to end: find the sources, plan, make what has changed, record, give account.

This process alone plans, decides and records. Reading data and making documents is done by others, which may be killed
at any moment (:mod:`pipeline.batch.pool.limited`), here or on other machines (:mod:`pipeline.batch.cluster.pool`).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipeline.batch.discovery import find_sources
from pipeline.batch.known.store import STORE_NAME, Store
from pipeline.batch.ledger import Ledger
from pipeline.batch.making import Making
from pipeline.batch.orders import MONTHLY, Terms
from pipeline.batch.plans import Plans
from pipeline.batch.pool.limited import LimitedPool, Limits
from pipeline.batch.results import BatchListener, BatchReport
from pipeline.batch.signals import ended_by_signals
from pipeline.batch.warm import Preparation
from pipeline.compose.registry import find_kind
from pipeline.messages import N_, gettext
from pipeline.model import Month
from pipeline.run.choices import Choices
from pipeline.run.environment import require_engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.batch.retrying import Executor

OUT = Path("build/batch")
"""Where a batch goes unless the caller says otherwise."""

_SET_ASIDE = N_("บันทึกงานเดิมเสียหาย จึงเริ่มบันทึกใหม่และตรวจเอกสารทุกฉบับใหม่ ของเดิมเก็บไว้ที่ {path}")


def batch(  # noqa: PLR0913 - one keyword for each choice that a caller has
    sources: Sequence[str | Path],
    *,
    month: Month | None = None,
    kinds: Sequence[str] = (),
    out: Path | str = OUT,
    choices: Choices | None = None,
    jobs: int | None = None,
    executor: Literal["local", "dask"] = "local",
    scheduler: str | None = None,
    dry_run: bool = False,
    retry_failed: bool = False,
    fail_fast: bool = False,
    limits: Limits | None = None,
    listener: BatchListener | None = None,
) -> BatchReport:
    """Make the documents of many datasets for one month; only what changed is made.

    Args:
        sources: datasets, folders of datasets, workbooks, patterns such as ``agencies/*``.
        month: the month; ``None`` for that of today.
        kinds: kinds of document; empty for those of every month: progress forms, follow-up, executive summary.
        out: folder of the files, ``<out>/2569-06/<source>/…``, and of the store of what is done; made if need be.
        choices: digits, formats, templates, the day; projects, issue before and booklets are not for batches.
        jobs: processes that make documents at once; ``None`` for as many as this machine has.
        executor: ``local``, or ``dask`` for the workers of a scheduler.
        scheduler: address of the dask scheduler, ``tcp://…``.
        dry_run: only plan: nothing is written anywhere.
        retry_failed: make only what failed before.
        fail_fast: begin nothing more after the first document that fails.
        limits: time and memory that a document may take.
        listener: is told how the batch goes.

    Returns:
        The account of the batch, also where documents failed or it was told to end (SIGINT, SIGTERM).

    Raises:
        UsageError: a source is no dataset, there is no such kind, two documents would have one file.
        OutputLockedError: another batch runs in the folder.
        EnvironmentLacksError: Pango or a font is missing, or the store cannot be written.
    """
    wish, listening = choices or Choices(), listener or BatchListener()
    if executor == "dask":
        from pipeline.batch.cluster import connection

        connection.given(scheduler)
    terms = _terms(wish, month, kinds, Path(out))
    started = dt.datetime.now(tz=dt.UTC)
    found = find_sources(sources)
    listening.found(len(found))
    ledger = Ledger(terms, dry_run=dry_run)
    with ended_by_signals(), _store(terms.out, dry_run=dry_run) as store:
        if store.set_aside is not None and not dry_run:
            ledger.notes.append(gettext(_SET_ASIDE).format(path=store.set_aside))
        plans = Plans(found, terms, store, ledger, listening)
        making = Making(terms, store, ledger, listening, fail_fast=fail_fast)
        try:
            shared = dict.fromkeys(source.path.absolute().parent for source in found)
            if not dry_run:
                shared[terms.out / STORE_NAME] = None
            with _executor(executor, scheduler, jobs, limits, Preparation(terms), shared) as pool:
                plans.make(pool)
                chosen = making.compare(only_failed=retry_failed)
                if chosen and not dry_run:
                    require_engine()
                    making.run(pool, plans, chosen)
        except KeyboardInterrupt:
            ledger.interrupted = True
        if not dry_run:
            making.sweep()  # now that nobody writes any more
    report = ledger.report(found, started)
    listening.finished(report)
    return report


def _terms(wish: Choices, month: Month | None, kinds: Sequence[str], out: Path) -> Terms:
    """What holds for all documents.

    Raises:
        UsageError: there is no such kind.
    """
    today = wish.today or dt.datetime.now().astimezone().date()
    terms = Terms(
        month=month or Month(year=today.year, month=today.month),
        today=today,
        kinds=tuple(dict.fromkeys(kinds)) or MONTHLY,
        kinds_given=bool(kinds),
        choices=replace(wish, today=today, projects=None, since=None, booklet=False, jobs=1),
        out=out,
    )
    for name in terms.kinds:
        find_kind(name, wish.templates)
    return terms


@contextlib.contextmanager
def _executor(
    name: str,
    scheduler: str | None,
    jobs: int | None,
    limits: Limits | None,
    prepare: Preparation,
    shared: Iterable[Path],
) -> Iterator[Executor]:
    if name == "dask":
        from pipeline.batch.cluster.pool import DaskPool

        with DaskPool(scheduler, limits or Limits(), prepare=prepare, must_see=shared) as far:
            yield far
        return
    with LimitedPool(jobs or _processors(), limits, prepare) as near:
        yield near


def _processors() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextlib.contextmanager
def _store(folder: Path, *, dry_run: bool) -> Iterator[Store]:
    """The store of the folder; for a dry run a copy, so that nothing is written and nobody has to wait."""
    if not dry_run:
        with Store(folder) as store:
            yield store
        return
    with tempfile.TemporaryDirectory(prefix="saraban-") as place:
        for end in ("", "-wal"):
            with contextlib.suppress(OSError):
                shutil.copyfile(folder / (STORE_NAME + end), Path(place, STORE_NAME + end), follow_symlinks=False)
        with Store(Path(place)) as store:
            yield store
