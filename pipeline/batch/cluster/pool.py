"""Functions called on many machines, within the limits of each document: what LimitedPool is for one.

Tasks go to the workers of a dask cluster in chunks that take some seconds each; a scheduler would be busy for hours
with a million tasks. Only what became of a task comes back: files are written to storage that all machines share.

A chunk whose worker is lost is done again, each document by itself. One that takes its worker along once more waits
until it can be tried with nothing beside it; if that worker is lost as well, it fails, and it alone.
"""

from __future__ import annotations

import pickle
import time
import uuid
from collections import deque
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from pipeline.batch.causes import KILLED, Cause, cause_of
from pipeline.batch.cluster.chunk import Chunk, Report, Row, Terms
from pipeline.batch.cluster.connection import Cluster, unfit
from pipeline.batch.pool.limited import Limits, Outcome, StartError, Task
from pipeline.batch.pool.supply import InOrder, Supply
from pipeline.messages import N_, current_language, gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from types import TracebackType

_AHEAD = 2
"""Chunks for each thread of the workers: one at work, one at hand."""

_KILLS = 2
"""Workers that a document may take along while it is done by itself."""

_LOOK_SECONDS = 1.0
_WAIT_SECONDS = 0.05
_CHUNK_BYTES = 1 << 20

_TOOK_WORKERS = N_("โพรเซสที่ทำเอกสารนี้หายไปกลางคันทุกครั้งที่ลองใหม่")
_NO_START_ON = N_("{host}: {message}")


class Chunking(NamedTuple):
    """How tasks are put together: ``first`` of a kind while nobody knows how long they take, then for ``seconds``."""

    seconds: float = 8.0
    first: int = 4
    most: int = 200


@dataclass(slots=True)
class _Item:
    """A task on its way: what is sent, and how many workers were lost while it was done by itself."""

    task: Task
    request: bytes
    kills: int = 0


class DaskPool:
    """Machines that call functions within limits, as a context manager.

    Args:
        address: of a scheduler that somebody started; on keeping it private see
            :mod:`pipeline.batch.cluster.connection`.
        limits: what a document may take; they hold where it is made.
        chunking: how many tasks go together.
        prepare: a function of a module that each process calls once, before its first task.
        must_see: paths on storage that all machines share: whoever cannot see them gets no work.
        patience: seconds to wait for a scheduler, and for workers while there are none.

    Raises:
        UsageError: there is no address, or it is none.
        EnvironmentLacksError: the cluster is not there or not fit, or ``dask`` is not installed.
    """

    def __init__(
        self,
        address: str | None,
        limits: Limits | None = None,
        chunking: Chunking = Chunking(),  # noqa: B008 - does not change
        prepare: Callable[[], object] | None = None,
        must_see: Iterable[Path] = (),
        *,
        patience: float = 60.0,
    ) -> None:
        self.limits = limits or Limits()
        self._chunking = chunking
        self._prepare = None if prepare is None else pickle.dumps(prepare)
        self._cluster = Cluster(address, tuple(path.resolve() for path in must_see), patience)
        self._run: _Run | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def address(self) -> str:
        """The scheduler's."""
        return self._cluster.address

    @property
    def jobs(self) -> int:
        """How many documents are made at the same time."""
        return self._cluster.threads

    def run(self, tasks: Iterable[Task] | Supply) -> Generator[Outcome, None, None]:
        """Do all tasks; what became of each, in the order in which it is heard of.

        As :meth:`pipeline.batch.pool.limited.LimitedPool.run`. Whoever stops listening ends what is being done.
        Relative paths in arguments are those of this process, on machines that have its working directory.

        Raises:
            StartError: no process can be made ready on a machine.
            ClusterError: a machine that joined is not fit, or the cluster is gone.
        """
        if self._run is not None:
            raise RuntimeError("one run after the other")
        cluster = self._cluster
        terms = Terms(
            self.limits, self._prepare, current_language(), str(Path.cwd()), cluster.machine, cluster.must_see
        )
        run = _Run(cluster, terms, self._chunking, tasks if isinstance(tasks, Supply) else InOrder(tasks))
        self._run = run
        try:
            yield from run.outcomes()
        finally:
            self._run = None
            run.end()

    def close(self) -> None:
        """Leave the cluster. Its workers end what they were doing for us."""
        if self._run is not None:
            self._run.end()
        self._cluster.close()


class _Run:
    """One run: what is left to do, and what is being done."""

    def __init__(self, cluster: Cluster, terms: Terms, chunking: Chunking, supply: Supply) -> None:
        self._name = uuid.uuid4().hex
        self._cluster = cluster
        self._terms = terms
        self._supply = supply
        self._packer = _Packer(chunking, supply)
        self._sent: dict[Future[bytes], list[_Item]] = {}
        self._alone = deque[_Item]()
        self._suspects = deque[_Item]()

    def outcomes(self) -> Generator[Outcome, None, None]:
        while True:
            self._send()
            found = self._packer.take_failed()
            if not found:
                if not self._sent and not self._supply.left(1):
                    return
                found = self._hear()
                self._send()
            yield from found

    def end(self) -> None:
        """Cancel what is being done; a second time does nothing."""
        sent, self._sent = self._sent, {}
        self._cluster.end(self._name, sent)

    def _send(self) -> None:
        while len(self._sent) < _AHEAD * self._cluster.threads:
            items = [self._alone.popleft()] if self._alone else self._packer.next_chunk()
            if not items and self._suspects and not self._sent:
                items = [self._suspects.popleft()]
            if not items:
                return
            chunk = Chunk(self._name, uuid.uuid4().hex, self._terms, tuple(item.request for item in items))
            self._sent[self._cluster.submit(pickle.dumps(chunk))] = items

    def _hear(self) -> list[Outcome]:
        """Wait a moment for chunks to end."""
        self._cluster.look()
        if not self._sent:
            time.sleep(_WAIT_SECONDS)  # for tasks that are to be done later
            return []
        # A supply may have more at any time; while workers have nothing to do, it is asked often.
        idle = self._supply.left(1) and len(self._sent) < _AHEAD * self._cluster.threads
        done, _ = wait(self._sent, _WAIT_SECONDS if idle else _LOOK_SECONDS, FIRST_COMPLETED)
        return [outcome for future in done for outcome in self._ended(future, self._sent.pop(future))]

    def _ended(self, future: Future[bytes], items: list[_Item]) -> list[Outcome]:
        """What became of the tasks of a chunk, as far as that is certain now.

        Raises:
            StartError: no child could be made ready for it.
            ClusterError: its machine is not fit, or the cluster is gone.
        """
        from distributed import KilledWorker

        try:
            report: Report = pickle.loads(future.result())  # noqa: S301 - from a machine of ours
        except CancelledError as error:
            raise self._cluster.lost() from error
        except KilledWorker:
            return self._lost(items)
        except Exception as error:
            raise self._cluster.broken(error) from error
        if report.unfit:
            raise unfit(list(report.unfit))
        if report.begun_before:
            return self._lost(items)
        if any(report.no_start):
            message, remedy = report.no_start
            raise StartError(gettext(_NO_START_ON).format(host=report.host, message=message), remedy)
        return [self._outcome(items[row.number], row) for row in report.rows]

    def _outcome(self, item: _Item, row: Row) -> Outcome:
        self._packer.took(item.task, row.seconds)
        value, cause = None, row.cause
        if row.value is not None:
            try:
                value = pickle.loads(row.value)  # noqa: S301 - from a machine of ours
            except Exception as error:  # noqa: BLE001 - whatever a class does when it is made again
                cause = cause_of(error)
        return Outcome(item.task.key, value, cause, row.seconds)

    def _lost(self, items: list[_Item]) -> list[Outcome]:
        """A worker is gone: its chunk is done again in parts. Those that were done already are made a second time."""
        if len(items) > 1:
            self._alone.extend(items)
            return []
        (item,) = items
        item.kills += 1
        if item.kills < _KILLS:
            self._suspects.append(item)
            return []
        return [Outcome(item.task.key, None, Cause(KILLED, gettext(_TOOK_WORKERS)), 0.0)]


class _Packer:
    """Puts tasks of one group together until they take as long as a chunk shall."""

    def __init__(self, chunking: Chunking, supply: Supply) -> None:
        self._chunking = chunking
        self._supply = supply
        self._group: str | None = None
        self._held: _Item | None = None
        self._failed: list[Outcome] = []
        self._seconds: dict[object, float] = {}

    def next_chunk(self) -> list[_Item]:
        """Some tasks; none when there are none at this moment."""
        items: list[_Item] = []
        seconds = size = 0.0
        while len(items) < self._chunking.most and (item := self._next()) is not None:
            if items and item.task.group != self._group:
                self._held = item
                break
            self._group = item.task.group
            items.append(item)
            seconds += self._expected(item.task)
            size += len(item.request)
            if seconds >= self._chunking.seconds or size >= _CHUNK_BYTES:
                break
        return items

    def took(self, task: Task, seconds: float) -> None:
        """How long a task took counts for those to come."""
        before = self._seconds.get(task.work, seconds)
        self._seconds[task.work] = before + (seconds - before) / 8

    def take_failed(self) -> list[Outcome]:
        """What became of tasks that cannot be sent."""
        failed, self._failed = self._failed, []
        return failed

    def _expected(self, task: Task) -> float:
        return self._seconds.get(task.work, self._chunking.seconds / self._chunking.first)

    def _next(self) -> _Item | None:
        held, self._held = self._held, None
        while held is None and (task := self._supply.next_for(self._group)) is not None:
            try:
                held = _Item(task, pickle.dumps((task.work, task.arguments)))
            except Exception as error:  # noqa: BLE001 - of this task alone
                self._failed.append(Outcome(task.key, None, cause_of(error), 0.0))
        return held
