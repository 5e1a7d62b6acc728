"""Several processes that set and draw the chapters of a book at once; this one works as well.

The others are started as programs of their own rather than forked: Pango keeps threads that a fork would lose. They
are started early, so that they load what they need while this process reads and checks the data. Each chapter is
given to whoever is free, the longest first; it is drawn where it was set.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
import weakref
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.errors import SarabanError
from pipeline.messages import N_, current_language, gettext
from pipeline.run.requests import Make, Open
from pipeline.run.worker import Failed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.run.chapters import Desk, Terms
    from pipeline.run.requests import Request, Set

MOST_JOBS = 4
"""Processes that are used unless more are asked for: more bring little, and each takes 100 MB."""

ENOUGH_CHAPTERS = 12
"""A book of fewer chapters is made before a second process is ready."""

_FEW = 2
"""Chapters that are worth the sending when the processes are there already."""

_PROGRAM = (
    "import pickle, sys\nsys.path[:] = pickle.load(sys.stdin.buffer)\nfrom pipeline.run.worker import main\nmain()\n"
)
_GRACE = 5
"""Seconds that a process may take to end by itself."""

_DIED = N_("โพรเซสที่ช่วยจัดหน้าหยุดทำงานกลางคัน (รหัส {code}) หน่วยความจำของเครื่องอาจไม่พอ")
_DIED_REMEDY = N_("สั่งใหม่อีกครั้ง หรือสั่งด้วย --jobs 1 ซึ่งใช้หน่วยความจำน้อยกว่า")


class WorkerDiedError(SarabanError):
    """A process ended before its work was done: killed, or out of memory."""


def sensible_jobs(chapters: int) -> int:
    """How many processes a book of so many chapters is worth on this machine."""
    if chapters < ENOUGH_CHAPTERS or not sys.executable:
        return 1
    return max(1, min(_processors(), MOST_JOBS))


def _processors() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))  # of those, the ones that this process may use
    return os.cpu_count() or 1


class Worker:
    """A process of the crew, as seen from here."""

    def __init__(self) -> None:
        # In a session of its own: Ctrl-C on the terminal reaches us alone, and we end it.
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self._send(list(sys.path))

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def ask(self, request: Request) -> Any:  # noqa: ANN401 - facts, a chapter
        """Have something done and wait for the answer.

        Raises:
            WorkerDiedError: there is no answer any more.
            Exception: whatever went wrong there, with its traceback as a note.
        """
        self._send(request)
        assert self._process.stdout is not None  # noqa: S101 - it is a pipe
        try:
            answer = pickle.load(self._process.stdout)  # noqa: S301 - from a process that we started
        except (EOFError, pickle.UnpicklingError, OSError) as error:
            raise self._death() from error
        if isinstance(answer, Failed):
            answer.error.add_note(answer.trace)
            raise answer.error
        return answer

    def end(self) -> None:
        """End the process, whatever it is doing, and take leave of it."""
        with contextlib.suppress(OSError):
            self._process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def _send(self, message: object) -> None:
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        try:
            pickle.dump(message, self._process.stdin)
            self._process.stdin.flush()
        except OSError as error:
            raise self._death() from error

    def _death(self) -> WorkerDiedError:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE)
        code = self._process.returncode
        return WorkerDiedError(gettext(_DIED).format(code=code), gettext(_DIED_REMEDY))


class Task(NamedTuple):
    """A request with its number among those given at once; ``weight`` is an estimate of the work."""

    number: int
    request: Set | Make
    weight: int


class Crew:
    """This process and ``jobs - 1`` others.

    One crew may make many books, one after the other. It ends with :meth:`close`, or when nobody holds it.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._terms: Terms | None = None
        self._opened: set[Worker] = set()
        self._workers: list[Worker] = []
        self._owners: dict[str, Worker | None] = {}
        self._finalizer = weakref.finalize(self, _end_all, self._workers)

    def start(self) -> None:
        """Start the other processes, if they do not run yet."""
        try:
            while len(self._workers) < self.jobs - 1:
                self._workers.append(Worker())
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the other processes. They are started again when there is work."""
        _end_all(self._workers)

    def open(self, terms: Terms) -> None:
        """Begin a book."""
        self._terms = terms
        self._opened.clear()
        self._owners.clear()

    def do(self, requests: Sequence[Set | Make], desk: Desk) -> list[Any]:
        """Have everything done, here at ``desk`` and by the others; the answers in the order of the requests.

        Raises:
            WorkerDiedError: a process died; the crew is ended.
            Exception: whatever went wrong with a chapter: of several, with the first of them.
        """
        if len(requests) < (_FEW if self._workers else ENOUGH_CHAPTERS):
            return [desk.do(request) for request in requests]
        self.start()
        tasks = [Task(number, request, len(request.chapter.html)) for number, request in enumerate(requests)]
        tasks.sort(key=lambda task: (-task.weight, task.number))
        self._owners |= {task.request.chapter.key: None for task in tasks if desk.holds(task.request.chapter)}
        shift = _Shift(tasks, self._owners)
        threads = [
            threading.Thread(target=shift.work, args=(worker, self._asker(worker)), daemon=True)
            for worker in self._workers
        ]
        try:
            for thread in threads:
                thread.start()
            shift.work(None, desk.do)
            for thread in threads:
                thread.join()
        except BaseException:
            self.close()  # interrupted: the threads' reading ends with the processes
            raise
        if shift.errors:
            if any(isinstance(error, WorkerDiedError) for error in shift.errors.values()):
                self.close()
            raise shift.errors[min(shift.errors)]
        return [shift.answers[number] for number in range(len(requests))]

    def _asker(self, worker: Worker) -> Callable[[Set | Make], Any]:
        """How a process is asked; the first time in a book it is told which."""

        def ask(request: Set | Make) -> Any:  # noqa: ANN401 - what the worker answers
            if self._terms is not None and worker not in self._opened:
                worker.ask(Open(self._terms, current_language()))
                self._opened.add(worker)
            return worker.ask(request)

        return ask


class _Shift:
    """Tasks that are being done, and by whom (``None`` is this process)."""

    def __init__(self, tasks: Sequence[Task], owners: dict[str, Worker | None]) -> None:
        self._lock = threading.Lock()
        self._owners = owners
        self._free = deque[Task]()
        self._bound: dict[Worker | None, deque[Task]] = {}
        self.answers: dict[int, Any] = {}
        self.errors: dict[int, Exception] = {}
        for task in tasks:
            key = task.request.chapter.key
            if isinstance(task.request, Make) and key in owners:
                self._bound.setdefault(owners[key], deque()).append(task)
            else:
                self._free.append(task)

    def work(self, who: Worker | None, do: Callable[[Set | Make], Any]) -> None:
        """Do tasks until there are none left for this one, or something went wrong with one."""
        while (task := self._next(who)) is not None:
            try:
                answer = do(task.request)
            except Exception as error:  # noqa: BLE001 - raised by the crew when all have stopped
                self.errors[task.number] = error
                return
            self.answers[task.number] = answer

    def _next(self, who: Worker | None) -> Task | None:
        with self._lock:
            if self.errors:
                return None
            own = self._bound.get(who)
            if own:
                return own.popleft()
            if not self._free:
                return None
            task = self._free.popleft()
            self._owners[task.request.chapter.key] = who
            return task


def _end_all(workers: list[Worker]) -> None:
    while workers:
        workers.pop().end()
