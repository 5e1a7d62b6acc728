"""Which task a process that has nothing to do is given: first of all more of what it has loaded already."""

from __future__ import annotations

import heapq
import time
from collections import deque
from itertools import count
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.batch.pool.limited import Task

_AHEAD = 100
"""How many tasks of a group are looked at, to see which group has the most left."""


@runtime_checkable
class Supply(Protocol):
    """Where tasks come from. It is asked in one thread, the one that listens to the outcomes."""

    def next_for(self, group: str | None) -> Task | None:
        """A task for a process; ``None`` when there is none at this moment.

        Args:
            group: the group of the task that the process did last; one that takes another's place goes on with the
                group of that one. ``None`` for all other fresh processes.
        """
        ...

    def left(self, most: int) -> int:
        """How many tasks are still to come, counted up to ``most``; those count too that are to wait a while."""
        ...


class InOrder:
    """Tasks one after the other, whoever asks."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._tasks = _Line(tasks)

    def next_for(self, group: str | None) -> Task | None:  # noqa: ARG002 - the protocol's
        """The next task."""
        return self._tasks.take()

    def left(self, most: int) -> int:
        """As many as there are; up to ``most`` are taken from their source."""
        return self._tasks.left(most)


class GroupedSupply:
    """Tasks by group: a process keeps to its group, since it has loaded what the group needs.

    When its group has no more, it takes the next one that nobody has begun; when all are begun, it helps with the one
    that has the most left. Groups and their tasks are taken from their sources as they are needed; only where groups
    are compared, up to a hundred of each.

    Args:
        tasks_by_group: the name of a group and its tasks, each with this name as its ``group``.
    """

    def __init__(self, tasks_by_group: Iterable[tuple[str, Iterable[Task]]]) -> None:
        self._source = iter(tasks_by_group)
        self._lines: dict[str, _Line] = {}
        self._untouched = deque[str]()
        self._waiting: list[tuple[float, int, Task]] = []
        self._numbers = count()
        self._stopped = False

    def next_for(self, group: str | None) -> Task | None:
        """See :class:`Supply`."""
        if self._stopped:
            return None
        self._end_waits()
        if group is not None and self._has_tasks(group):
            if group in self._untouched:
                self._untouched.remove(group)
            return self._lines[group].take()
        name = self._new_group() or self._largest_group()
        if name is None:
            return None
        self._lines[name].joined += 1
        return self._lines[name].take()

    def left(self, most: int) -> int:
        """See :class:`Supply`."""
        if self._stopped:
            return 0
        while (found := len(self._waiting) + sum(line.left(most) for line in self._lines.values())) < most:
            if not self._meet_group():
                return found
        return most

    def put_back(self, task: Task, *, after: float = 0.0) -> None:
        """Have a task done once more, after the others of its group; in ``after`` seconds at the earliest."""
        heapq.heappush(self._waiting, (time.monotonic() + after, next(self._numbers), task))

    def stop(self) -> None:
        """Hand nothing out any more: what is being done ends, and nothing is left."""
        self._stopped = True

    def _end_waits(self) -> None:
        while self._waiting and self._waiting[0][0] <= time.monotonic():
            task = heapq.heappop(self._waiting)[2]
            self._lines.setdefault(task.group, _Line(())).extend([task])

    def _has_tasks(self, name: str) -> bool:
        """Whether a group that was met has tasks; one without is forgotten."""
        if name in self._lines and not self._lines[name].left(1):
            del self._lines[name]
        return name in self._lines

    def _meet_group(self) -> bool:
        """Take one more group from the source; whether there was one."""
        for name, tasks in self._source:
            if name in self._lines:
                self._lines[name].extend(tasks)
            else:
                self._lines[name] = _Line(tasks)
                self._untouched.append(name)
            return True
        return False

    def _new_group(self) -> str | None:
        """A group with tasks that nobody has begun."""
        while self._untouched or self._meet_group():
            if self._untouched and self._has_tasks(name := self._untouched.popleft()):
                return name
        return None

    def _largest_group(self) -> str | None:
        """The group with the most tasks left; of several, the one that the fewest went to."""
        names = [name for name in list(self._lines) if self._has_tasks(name)]
        if len(names) == 1:
            return names[0]
        return max(names, key=lambda name: (self._lines[name].left(_AHEAD), -self._lines[name].joined), default=None)


class _Line:
    """Tasks, of which the first were taken from their source already; ``joined``: how often a process came to them."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._sources: deque[Iterator[Task]] = deque([iter(tasks)])
        self._first: deque[Task] = deque()
        self.joined = 0

    def left(self, most: int) -> int:
        """How many there are, counted up to ``most``."""
        while len(self._first) < most and self._sources:
            if (task := next(self._sources[0], None)) is None:
                self._sources.popleft()
            else:
                self._first.append(task)
        return min(most, len(self._first))

    def take(self) -> Task | None:
        """The first."""
        return self._first.popleft() if self.left(1) else None

    def extend(self, tasks: Iterable[Task]) -> None:
        """More tasks, at the end."""
        self._sources.append(iter(tasks))
