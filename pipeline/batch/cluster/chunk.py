"""What runs on the machines of a cluster: a chunk of tasks, done in a killable child of the dask worker.

The worker itself reads no data and lays nothing out: it hands pickled tasks to its child, and pickled values back. A
child stays warm from one chunk to the next, and ends when it has nothing to do for a while, when the chunk is
cancelled (also by the loss of whoever ordered it), and when the worker is gone, however that went.
"""

from __future__ import annotations

import os
import pickle
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.batch.cluster.fit import Machine, complaints, machine
from pipeline.batch.pool.limited import LimitedPool, Limits, StartError, Task
from pipeline.messages import use_language

if TYPE_CHECKING:
    from pipeline.batch.causes import Cause

METADATA = "saraban"
"""Under this name the scheduler remembers which chunks were begun."""

_IDLE_SECONDS = 5.0
"""How long a child waits for the next chunk."""


class Terms(NamedTuple):
    """What holds for all chunks of a pool.

    ``prepare`` is a pickled function: only the child needs what it loads. ``folder`` is where the client works; so does
    the child, where there is such a folder, so that relative paths mean the same.
    """

    limits: Limits
    prepare: bytes | None
    language: str
    folder: str
    client: Machine
    must_see: tuple[Path, ...]


class Chunk(NamedTuple):
    """Tasks that are done one after the other; each is a pickled function with its arguments."""

    run: str
    id: str
    terms: Terms
    requests: tuple[bytes, ...]


class Row(NamedTuple):
    """What became of a task, by its place in the chunk; the value is pickled."""

    number: int
    value: bytes | None
    cause: Cause | None
    seconds: float


class Report(NamedTuple):
    """What became of a chunk.

    ``rows`` has all its tasks, unless it was not begun: since it was ``begun_before`` by a process that is gone, since
    this machine is not fit (``unfit``), or since no child could be made ready (``no_start``: message and remedy).
    """

    host: str
    rows: tuple[Row, ...] = ()
    begun_before: bool = False
    unfit: tuple[str, ...] = ()
    no_start: tuple[str, str] = ("", "")


class _CancelledError(Exception):
    """Nobody waits for the chunk any more."""


def do_chunk(pickled: bytes) -> bytes:
    """Do a :class:`Chunk` in a task of dask; a pickled :class:`Report`."""
    from distributed import get_worker

    chunk: Chunk = pickle.loads(pickled)  # noqa: S301 - from our own client, through our own scheduler
    terms = chunk.terms
    use_language(terms.language)
    here = machine(terms.must_see)
    if found := complaints(terms.client, here):
        return pickle.dumps(Report(here.host, unfit=tuple(found)))
    worker = get_worker()
    if _begun_before(worker, chunk):
        return pickle.dumps(Report(here.host, begun_before=True))
    supply = _Supply(chunk.requests, worker, worker.get_current_task())
    place = _PLACES.take(terms, chunk.run)
    try:
        rows = tuple(Row(*outcome) for outcome in place.pool.run(supply))
    except _CancelledError:
        return b""
    except StartError as error:
        return pickle.dumps(Report(here.host, no_start=(error.message, error.remedy)))
    finally:
        _PLACES.give_back(place, chunk.run)
    return pickle.dumps(Report(here.host, rows))


def at_work(run: str) -> bool:
    """Whether this worker does something for a run, or has not quite ended it yet."""
    return run in _PLACES.runs


def perform(request: bytes) -> bytes:
    """Call a pickled function with its arguments, in the child; what it returns, pickled."""
    work, arguments = pickle.loads(request)  # noqa: S301 - as above
    return pickle.dumps(work(*arguments))


def settle(folder: str, prepare: bytes | None) -> None:
    """Do in the child what each process has to do first."""
    if Path(folder).is_dir():
        os.chdir(folder)
    if prepare is not None:
        pickle.loads(prepare)()  # noqa: S301 - as above


def _begun_before(worker: Any, chunk: Chunk) -> bool:  # noqa: ANN401 - of a library without types
    """Whether the scheduler gave the chunk to a process before; if not, it remembers that it did now.

    A chunk that took its worker along is given to the next one, four times in all, before anybody is told. One time is
    enough: then the client has each of its documents done by itself.
    """
    from distributed.utils import sync

    keys = [METADATA, chunk.run, chunk.id]
    if sync(worker.loop, worker.scheduler.get_metadata, keys=keys, default=False):
        return True
    sync(worker.loop, worker.scheduler.set_metadata, keys=keys, value=True)
    return False


class _Supply:
    """The tasks of a chunk, as a :class:`pipeline.batch.pool.supply.Supply`; it is asked several times a second."""

    def __init__(self, requests: tuple[bytes, ...], worker: Any, key: object) -> None:  # noqa: ANN401 - as above
        self._tasks = deque(Task(number, perform, (request,)) for number, request in enumerate(requests))
        self._worker = worker
        self._key = key

    def next_for(self, group: str | None) -> Task | None:  # noqa: ARG002 - the protocol's
        """The next task.

        Raises:
            _CancelledError: nobody waits for it.
        """
        return self._tasks.popleft() if self.left(1) else None

    def left(self, most: int) -> int:
        """How many there are, up to ``most``.

        Raises:
            _CancelledError: nobody waits for them.
        """
        state = self._worker.state.tasks.get(self._key)
        if state is None or state.state == "cancelled":
            raise _CancelledError
        return min(most, len(self._tasks))


@dataclass(slots=True)
class _Place:
    """A warm child with its terms; ``since`` it has nothing to do."""

    terms: tuple[Limits, bytes | None, str, str]
    pool: LimitedPool
    since: float = field(default_factory=time.monotonic)


class _Places:
    """The children of this worker: as many as chunks are done at the same time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[_Place] = []
        self._watched = False
        self.runs: list[str] = []
        """A run for each child that is at work."""

    def take(self, terms: Terms, run: str) -> _Place:
        """A child for such a chunk: a warm one, or a new one in the place of one that has other terms."""
        asked = (terms.limits, terms.prepare, terms.language, terms.folder)
        with self._lock:
            self.runs.append(run)
            fitting = next((place for place in self._idle if place.terms == asked), None)
            leaving = fitting or next(iter(self._idle), None)
            if leaving:
                self._idle.remove(leaving)
        if fitting:
            return fitting
        if leaving:
            leaving.pool.close()
        return _Place(asked, LimitedPool(1, terms.limits, partial(settle, terms.folder, terms.prepare)))

    def give_back(self, place: _Place, run: str) -> None:
        """Keep a child for the next chunk, for a while."""
        place.since = time.monotonic()
        with self._lock:
            self.runs.remove(run)
            self._idle.append(place)
            if self._watched:
                return
            self._watched = True
        threading.Thread(target=self._watch, name="saraban-idle", daemon=True).start()

    def _watch(self) -> None:
        while True:
            time.sleep(1)
            with self._lock:
                until = time.monotonic() - _IDLE_SECONDS
                leaving = [place for place in self._idle if place.since < until]
                self._idle = [place for place in self._idle if place.since >= until]
                self._watched = bool(self._idle)
                over = not self._watched
            for place in leaving:
                place.pool.close()
            if over:
                return


_PLACES = _Places()
