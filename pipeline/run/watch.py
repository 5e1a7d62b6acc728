"""Rebuilding when a file is saved (``--watch``): look ten times a second, wait until the saving is over.

Files are looked at rather than subscribed to: that works on network drives and in WSL as well, and needs
nothing installed. The process stays warm, and only documents whose data changed are made again.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.bundled import bundled_folder
from pipeline.errors import SarabanError
from pipeline.run.builder import make, prepare, press_for
from pipeline.run.output import Listener, Output, PartialError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pipeline.model import Dataset
    from pipeline.run.choices import Choices
    from pipeline.run.plan import Job
    from pipeline.run.press import Press

INTERVAL = 0.1
"""Seconds between two looks; a change is acted on when one look later nothing else has changed."""

_DATA = frozenset({".yaml", ".yml", ".json", ".xlsx", ".xlsm"})
_LOOKS = frozenset({".j2", ".html", ".css", ".toml", ".svg", ".ttf", ".otf"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg"})
_DEEPEST = 8

Stamp = tuple[int, int, int]


class WatchListener(Listener):
    """Is told, beside what every run tells, of changes and of what keeps them from being built."""

    def waiting(self) -> None:
        """Everything is built; waiting for the next change."""

    def changed(self, files: Sequence[Path]) -> None:
        """These files were saved, added or removed."""

    def stopped_by(self, error: SarabanError) -> None:
        """The change cannot be built as it is; the next one may mend it."""


def watch(source: Path, kinds: Sequence[str], out: Path, choices: Choices, listener: WatchListener) -> None:
    """Build, then build again whenever a file of the dataset or a template changes. Ends by an interrupt only."""
    workshop = Workshop(source, kinds, out, choices, listener)
    roots = [source, bundled_folder("templates"), *([choices.templates] if choices.templates else [])]
    saved = changes(roots, out, workshop.pictures)
    try:
        everything = next(saved)  # the state before the first reading, so that no change goes unseen
        workshop.rebuild(everything)
        listener.waiting()
        for files in saved:
            listener.changed(files)
            workshop.rebuild(files)
            listener.waiting()
    finally:
        workshop.close()


class Workshop:
    """A dataset that is built again and again, in one process. Documents and chapters that did not change are kept."""

    def __init__(
        self, source: Path, kinds: Sequence[str], out: Path, choices: Choices, listener: WatchListener
    ) -> None:
        self._source = source
        self._kinds = kinds
        self._out = out
        self._choices = choices
        self._listener = listener
        self._done: dict[tuple[str, str], str] = {}
        self._press: Press | None = None
        self._pictures: Mapping[Path, Stamp] = {}

    def rebuild(self, files: Sequence[Path]) -> list[Output]:
        """Build what the changed files concern. Errors go to the listener, the work goes on."""
        if any(path.suffix.lower() in _LOOKS | _PICTURES for path in files):
            self._done.clear()
        try:
            return self._rebuild()
        except SarabanError as error:
            self._listener.stopped_by(error)
            return list(error.outputs) if isinstance(error, PartialError) else []

    def pictures(self) -> Mapping[Path, Stamp]:
        """Pictures that the dataset names, as they were before they were read."""
        return self._pictures

    def close(self) -> None:
        """End the processes that helped."""
        if self._press is not None:
            self._press.close()

    def _rebuild(self) -> list[Output]:
        from pipeline.sources import load

        dataset = load(self._source)
        self._pictures = look(_pictures_of(dataset), self._out)
        jobs = prepare(dataset, self._kinds, self._out, self._choices, self._listener)
        marks = {_name(job): _mark(dataset, job) for job in jobs}
        due = [job for job in jobs if not self._is_done(job, marks[_name(job)])]
        failed: set[tuple[str, str]] = set()
        try:
            self._press = press_for(dataset, self._choices, before=self._press)
            return make(due, self._press, self._out, self._listener)
        except PartialError as error:
            failed = {(failure.kind, failure.subject) for failure in error.failures}
            raise
        except BaseException:
            failed = set(marks)
            raise
        finally:
            self._done = {name: mark for name, mark in marks.items() if name not in failed}

    def _is_done(self, job: Job, mark: str) -> bool:
        return self._done.get(_name(job)) == mark and all(path.is_file() for _, path in job.files)


def _name(job: Job) -> tuple[str, str]:
    return job.kind.name, job.subject


def _pictures_of(dataset: Dataset) -> tuple[Path, ...]:
    """The seals on covers: of the plan book, of the evaluation report."""
    folder = dataset.origin.folder
    seals = [part.seal for part in (dataset.plan_book, dataset.evaluation) if part is not None]
    return () if folder is None else tuple(folder / seal for seal in dict.fromkeys(seals) if seal is not None)


def _mark(dataset: Dataset, job: Job) -> str:
    """A digest of all data that a document may print: the dataset less the other projects."""
    seen = dataset if job.project is None else dataset.model_copy(update={"projects": (job.project,)})
    return hashlib.sha256(seen.model_dump_json().encode()).hexdigest()


def changes(
    roots: Sequence[Path],
    out: Path,
    others: Callable[[], Mapping[Path, Stamp]] = dict,
    interval: float = INTERVAL,
) -> Iterator[list[Path]]:
    """First all files there are, then, whenever a saving is over, the files that changed, sorted.

    ``others`` are files that are looked at as well, as they were when they were last read.
    """
    known = look(roots, out)
    yield sorted(known)
    while True:
        known = {**others(), **known}
        time.sleep(interval)
        seen = look([*roots, *others()], out)
        if seen == known:
            continue
        while True:
            time.sleep(interval)
            settled = look([*roots, *others()], out)
            if settled == seen:
                break
            seen = settled
        differing = {path for path in known.keys() | seen.keys() if known.get(path) != seen.get(path)}
        known = seen
        if differing:
            yield sorted(differing)


def look(roots: Sequence[Path], out: Path) -> Mapping[Path, Stamp]:
    """Every file below the roots that a document may depend on, with what changes when it is saved."""
    aside = out.resolve()
    found: dict[Path, Stamp] = {}
    for root in roots:
        if root.is_dir():
            _look_into(root, aside, _DEEPEST, found)
        else:
            _note(root, found)
    return found


def _look_into(folder: Path, aside: Path, depth: int, found: dict[Path, Stamp]) -> None:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return  # gone between two looks
    for entry in entries:
        # Hidden files, and the owner files that Office and LibreOffice put beside an open document.
        if entry.name.startswith((".", "~$")):
            continue
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            if depth > 0 and path.resolve() != aside:
                _look_into(path, aside, depth - 1, found)
        elif path.suffix.lower() in _DATA | _LOOKS:
            _note(path, found)


def _note(path: Path, found: dict[Path, Stamp]) -> None:
    try:
        status = path.stat()
    except OSError:
        return  # being saved: replaced by renaming
    found[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
