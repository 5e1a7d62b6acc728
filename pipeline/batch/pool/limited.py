"""Functions called in processes that may be killed: a document that hangs, or takes all memory, fails alone.

The processes stay warm and are used again, until they have grown or have made enough documents; then another one takes
the place. This process alone decides, in one thread, and holds as few tasks as there are processes.
"""

from __future__ import annotations

import pickle
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, Self

from pipeline.batch.causes import MEMORY, TIMEOUT, Cause, cause_of, no_memory
from pipeline.batch.pool.child import Terms
from pipeline.batch.pool.childprocess import Child, ChildGoneError, heard
from pipeline.batch.pool.memory import POLL_SECONDS
from pipeline.batch.pool.supply import InOrder, Supply
from pipeline.errors import SarabanError
from pipeline.messages import N_, current_language, gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence
    from types import TracebackType

    from pipeline.batch.pool.child import Answer

_STARTS = 3
"""Processes that may die one after the other with nothing to do; then it is no accident."""

_GRACE = 2.0
"""Seconds that processes may take to end when they are asked to."""

_TOO_LONG = N_("เอกสารใช้เวลาเกิน {limit:g} วินาที")
_NO_START = N_("เริ่มโพรเซสที่ทำเอกสารไม่ได้: {reason}")
_NO_START_REMEDY = N_("ตรวจการติดตั้งด้วย saraban doctor แล้วสั่งใหม่อีกครั้ง")
_START_TOO_LONG = N_("ไม่พร้อมทำงานภายใน {limit:g} วินาที")


class StartError(SarabanError):
    """No process can be made ready for work."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take, and how long a process is used.

    ``seconds`` and ``memory_mb`` are for one document, of the process with all that it has loaded. A process is
    replaced after ``documents``, and when it has grown by ``growth_mb`` since it was ready. It may take
    ``start_seconds`` to be ready.
    """

    seconds: float = 120.0
    memory_mb: int = 1_500
    documents: int = 5_000
    growth_mb: int = 200
    start_seconds: float = 120.0


class Task(NamedTuple):
    """A function of a module, called with arguments that can be pickled.

    ``key`` says to the caller what it is for. Tasks of a ``group`` have in common what a process loads for them.
    """

    key: Any
    work: Callable[..., Any]
    arguments: tuple[Any, ...] = ()
    group: str = ""


class Outcome(NamedTuple):
    """What became of a task: the value, or the cause of its failure. ``seconds`` from its sending to its end."""

    key: Any
    value: Any
    cause: Cause | None
    seconds: float


class _Bench:
    """A child with what it is doing: nothing before it is ready, then a task or none.

    ``group`` is that of its last task, or of the child whose place it takes.
    """

    def __init__(self, terms: Terms, group: str | None) -> None:
        self.child = Child(terms)
        self.group = group
        self.since = time.monotonic()
        self.ready = False
        self.task: Task | None = None
        self.finished = 0
        self.first_mb = 0.0

    def give(self, task: Task, request: bytes) -> None:
        self.child.ask(request)
        self.task, self.group, self.since = task, task.group, time.monotonic()

    def outcome(self, value: Any, cause: Cause | None) -> Outcome | None:  # noqa: ANN401 - what a function returns
        """The end of the task; ``None`` where there is none."""
        task, self.task = self.task, None
        return None if task is None else Outcome(task.key, value, cause, time.monotonic() - self.since)


class LimitedPool:
    """Processes that call functions within limits, as a context manager.

    Args:
        jobs: how many processes.
        limits: what a document may take.
        prepare: a function of a module that each process calls once, before its first task: what it loads stays.
    """

    def __init__(self, jobs: int, limits: Limits | None = None, prepare: Callable[[], object] | None = None) -> None:
        self.limits = limits or Limits()
        self.started = 0
        self._jobs = max(1, jobs)
        self._prepare = prepare
        self._benches: list[_Bench] = []
        self._leaving: list[tuple[Child, float]] = []
        self._vacant = deque[str]()
        self._again = deque[Task]()
        self._deaths = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pids(self) -> tuple[int, ...]:
        """Ids of the processes that are there for work."""
        return tuple(bench.child.pid for bench in self._benches)

    def run(self, tasks: Iterable[Task] | Supply) -> Generator[Outcome, None, None]:
        """Do all tasks; what became of each, in the order in which they end.

        Tasks are taken from their source as processes become free. A supply may be given more, or be stopped, by
        whoever hears of an outcome; the run ends when nothing is left in it. Whoever stops listening ends what is
        being done.

        Raises:
            StartError: no process can be made ready.
        """
        if any(bench.task for bench in self._benches):
            raise RuntimeError("one run after the other")
        supply: Supply = tasks if isinstance(tasks, Supply) else InOrder(tasks)
        self._vacant.clear()
        try:
            while True:
                found = self._hand_out(supply)
                if not found:
                    if not self._wanted(supply):
                        return
                    found = self._hear()
                    found += self._hand_out(supply)
                yield from found  # while the processes work on what they were given
        finally:
            self._again.clear()
            self._end([self._dropped(bench) for bench in list(self._benches) if bench.task])

    def close(self) -> None:
        """End all processes: those at work are asked to stop, and killed if they do not."""
        for bench in self._benches:
            if bench.ready and bench.task is None:
                bench.child.leave()
        self._end([self._dropped(bench) for bench in list(self._benches)] + [child for child, _ in self._leaving])
        self._leaving.clear()

    @staticmethod
    def _end(children: Sequence[Child]) -> None:
        try:
            for child in children:
                child.terminate()
            until = time.monotonic() + _GRACE
            for child in children:
                child.wait(until - time.monotonic())
        finally:
            for child in children:
                child.end()

    def _hand_out(self, supply: Supply) -> list[Outcome]:
        """Give tasks to those that are free, and start processes for what is left. Tasks that cannot be given fail."""
        failed: list[Outcome] = []
        for bench in list(self._benches):
            while bench.ready and bench.task is None:
                task = self._again.popleft() if self._again else supply.next_for(bench.group)
                if task is None:
                    break
                try:
                    request = pickle.dumps((task.work, task.arguments))
                except Exception as error:  # noqa: BLE001 - of this task alone
                    failed.append(Outcome(task.key, None, cause_of(error), 0.0))
                    continue
                try:
                    bench.give(task, request)
                except ChildGoneError:
                    self._again.append(task)
                    self._died(bench)
                    break
        while len(self._benches) < self._wanted(supply):
            group = self._vacant.popleft() if self._vacant else None
            self._benches.append(_Bench(Terms(current_language(), self.limits.memory_mb, self._prepare), group))
            self.started += 1
        return failed

    def _wanted(self, supply: Supply) -> int:
        """How many processes have something to do, or soon will; 0 at the end of a run."""
        there = len(self._again) + sum(bench.task is not None for bench in self._benches)
        return min(self._jobs, there + supply.left(self._jobs))

    def _hear(self) -> list[Outcome]:
        """Wait a moment for answers; then judge those that did not answer."""
        heard([bench.child for bench in self._benches], POLL_SECONDS)
        found: list[Outcome | None] = []
        for bench in list(self._benches):
            found += [self._answered(bench, answer) for answer in bench.child.received()]
            if bench in self._benches:
                found.append(self._judged(bench))
        self._see_off()
        return [outcome for outcome in found if outcome is not None]

    def _answered(self, bench: _Bench, answer: Answer) -> Outcome | None:
        """A process is ready, or has done its task. One that is used up goes."""
        memory = bench.child.resident_mb()
        if not bench.ready:
            if answer.cause is not None:
                self._no_start(bench, answer.cause)
            bench.ready, bench.first_mb = True, memory
            return None
        bench.finished += 1
        self._deaths = 0
        grown = memory - bench.first_mb > self.limits.growth_mb
        if grown or bench.finished >= self.limits.documents or (answer.cause and answer.cause.id == MEMORY):
            child = self._dropped(bench)
            child.leave()
            self._leaving.append((child, time.monotonic() + _GRACE))
        return bench.outcome(answer.value, answer.cause)

    def _judged(self, bench: _Bench) -> Outcome | None:
        """The end of one that is gone, or takes too much; ``None`` for all others."""
        lasted = time.monotonic() - bench.since
        if bench.child.is_gone():
            return self._died(bench)
        if not bench.ready:
            if lasted > self.limits.start_seconds:
                late = gettext(_START_TOO_LONG).format(limit=self.limits.start_seconds)
                self._no_start(bench, Cause(TIMEOUT, late))
        elif bench.task is not None:
            if lasted > self.limits.seconds:
                return self._killed(bench, Cause(TIMEOUT, gettext(_TOO_LONG).format(limit=self.limits.seconds)))
            if bench.child.resident_mb() > self.limits.memory_mb:
                return self._killed(bench, no_memory(self.limits.memory_mb))
        return None

    def _died(self, bench: _Bench) -> Outcome | None:
        """A child is gone that nobody ended. Where it had no task, or never read it, no document is to blame."""
        if bench.task is not None and bench.child.is_unheard():
            self._again.append(bench.task)
            bench.task = None
        cause = self._dropped(bench).death()
        if bench.task is None:
            self._deaths += 1
            if self._deaths >= _STARTS:
                self._no_start(bench, cause)
        return bench.outcome(None, cause)

    def _killed(self, bench: _Bench, cause: Cause) -> Outcome | None:
        """Kill a child for what it does; if it answered in the last moment, that counts."""
        for answer in bench.child.received():
            return self._answered(bench, answer)
        self._dropped(bench).end()
        return bench.outcome(None, cause)

    def _no_start(self, bench: _Bench, cause: Cause) -> NoReturn:
        """Give up.

        Raises:
            StartError: always.
        """
        if bench in self._benches:
            self._dropped(bench).end()
        error = StartError(gettext(_NO_START).format(reason=cause.message), gettext(_NO_START_REMEDY))
        if cause.trace:
            error.add_note(cause.trace)
        raise error

    def _see_off(self) -> None:
        """Take leave of those that were sent away, by force after a while."""
        staying = []
        for child, until in self._leaving:
            if child.wait(0) or time.monotonic() > until:
                child.end()
            else:
                staying.append((child, until))
        self._leaving = staying

    def _dropped(self, bench: _Bench) -> Child:
        """The child of a bench, which gets no more tasks."""
        self._benches.remove(bench)
        if bench.group is not None:
            self._vacant.append(bench.group)
        return bench.child
