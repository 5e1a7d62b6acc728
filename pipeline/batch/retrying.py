"""Tasks done by an executor, and once more where the failure may pass by itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from pipeline.batch.pool.supply import GroupedSupply

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from pipeline.batch.pool.limited import Outcome, Task
    from pipeline.batch.pool.supply import Supply

TRIES = 3
"""How often something is tried whose failure may pass by itself."""

PAUSE = 1.0
"""Seconds before it is tried again, and as many more each time."""


class Executor(Protocol):
    """Whatever does tasks: processes here, or workers on many machines."""

    def run(self, tasks: Supply) -> Generator[Outcome, None, None]:
        """What became of each task, as they end."""
        ...


def outcomes(pool: Executor, tasks: Sequence[Task]) -> Iterator[Outcome]:
    """What became of each task at last."""
    if not tasks:
        return
    supply = GroupedSupply((task.group, (task,)) for task in tasks)
    by_key = {task.key: task for task in tasks}
    attempts = Counter[object]()
    for outcome in pool.run(supply):
        attempts[outcome.key] += 1
        if outcome.cause is not None and outcome.cause.transient and attempts[outcome.key] < TRIES:
            supply.put_back(by_key[outcome.key], after=PAUSE * attempts[outcome.key])
        else:
            yield outcome
