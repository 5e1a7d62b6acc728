"""Tasks by group: who has loaded a dataset makes its documents; nothing is done twice, nothing is left."""

from __future__ import annotations

import itertools
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.pool.limited import LimitedPool, Limits, Task
from pipeline.batch.pool.supply import GroupedSupply, InOrder, Supply
from tests.batch import limited_tasks as tasks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

processes = pytest.mark.skipif(sys.platform == "win32", reason="processes of POSIX")


def of(group: str, size: int) -> tuple[str, list[Task]]:
    """A group of so many tasks, numbered; each answers which process did it."""
    return group, [Task((group, number), tasks.pid, group=group) for number in range(size)]


def key(task: Task | None) -> str:
    """The key of a task, short; empty for none."""
    return "" if task is None else "".join(map(str, task.key))


def test_a_process_keeps_to_its_group_and_then_takes_one_that_nobody_began() -> None:
    supply = GroupedSupply([of("a", 2), of("b", 2), of("c", 1)])

    assert key(supply.next_for(None)) == "a0"
    assert key(supply.next_for(None)) == "b0"
    assert key(supply.next_for("b")) == "b1"
    assert key(supply.next_for("b")) == "c0"
    assert key(supply.next_for("a")) == "a1"
    assert supply.next_for("a") is supply.next_for("c") is supply.next_for(None) is None


def test_when_all_groups_are_begun_the_largest_is_shared() -> None:
    supply = GroupedSupply([of("a", 3), of("b", 5), of("c", 1)])

    assert [key(supply.next_for(None)) for _ in range(3)] == ["a0", "b0", "c0"]
    assert key(supply.next_for("c")) == "b1"
    assert [key(supply.next_for("b")) for _ in range(2)] == ["b2", "b3"]
    assert key(supply.next_for("c")) == "a1", "two are left of it, and one of the other"


def test_groups_without_tasks_are_passed_over() -> None:
    supply = GroupedSupply([of("a", 0), of("b", 1), of("c", 0)])

    assert supply.left(9) == 1
    assert key(supply.next_for(None)) == "b0"
    assert supply.left(9) == 0


def test_a_group_that_comes_twice_is_one() -> None:
    supply = GroupedSupply([of("a", 1), of("b", 1), ("a", [Task(("a", 9), tasks.pid, group="a")])])

    assert supply.left(9) == 3
    assert [key(supply.next_for("a")) for _ in range(3)] == ["a0", "a9", "b0"]


def test_of_a_hundred_thousand_tasks_few_are_taken_before_they_are_needed() -> None:
    made = itertools.count()

    def lazy(group: str) -> Iterator[Task]:
        for number in range(1_000):
            next(made)
            yield Task((group, number), tasks.pid, group=group)

    supply = GroupedSupply((str(number), lazy(str(number))) for number in range(100))
    assert supply.left(4) == 4
    for group in ("0", "1", "2", "3"):
        for _ in range(10):
            supply.next_for(group)
        assert supply.left(4) == 4

    assert next(made) <= 4 * 14
    assert sum(1 for _ in iter(lambda: supply.next_for("7"), None)) == 100_000 - 40


def test_a_task_put_back_comes_after_the_others_of_its_group() -> None:
    supply = GroupedSupply([of("a", 3)])
    first = supply.next_for(None)
    assert first is not None
    supply.put_back(first)

    assert supply.left(9) == 3
    assert [key(supply.next_for("a")) for _ in range(4)] == ["a1", "a2", "a0", ""]
    supply.put_back(first)
    assert (supply.left(9), key(supply.next_for(None)), supply.left(9)) == (1, "a0", 0)


def test_a_task_put_back_for_later_is_left_but_not_given_yet() -> None:
    supply = GroupedSupply([of("a", 1)])
    first = supply.next_for(None)
    assert first is not None
    supply.put_back(first, after=3600)

    assert supply.next_for("a") is None
    assert supply.left(9) == 1


def test_nothing_is_left_in_a_supply_that_was_stopped() -> None:
    supply = GroupedSupply([of("a", 3), of("b", 3)])
    supply.next_for(None)
    supply.stop()

    assert (supply.next_for("a"), supply.next_for(None), supply.left(9)) == (None, None, 0)


@given(
    st.lists(st.tuples(st.sampled_from("abcde"), st.integers(0, 4)), max_size=8),
    st.lists(st.integers(0, 3), max_size=40),
    st.sets(st.integers(0, 30)),
)
def test_every_task_is_handed_out_once_whoever_asks(
    groups: list[tuple[str, int]], askers: list[int], returned: set[int]
) -> None:
    numbers = itertools.count()
    given_groups = [(name, [Task(next(numbers), tasks.pid, group=name) for _ in range(size)]) for name, size in groups]
    supply = GroupedSupply(given_groups)
    last: dict[int, str] = {}
    done: list[int] = []
    for asker in itertools.chain(askers, itertools.cycle(range(4))):
        task = supply.next_for(last.get(asker))
        if task is None:
            break
        last[asker] = task.group
        if task.key in returned:
            returned.remove(task.key)
            supply.put_back(task)
        else:
            done.append(task.key)

    assert supply.left(1) == 0
    assert sorted(done) == list(range(next(numbers)))


@processes
def test_a_dataset_is_loaded_by_as_few_processes_as_can_be() -> None:
    with LimitedPool(2) as pool:
        found = list(pool.run(GroupedSupply(of(name, 8) for name in "abcdef")))

    assert len(found) == 48
    loads = {(outcome.key[0], outcome.value) for outcome in found}
    assert len(loads) <= 6 + 1, "each by one process, and the last one perhaps by both"


@processes
def test_a_process_goes_on_with_the_group_of_the_one_whose_place_it_takes() -> None:
    with LimitedPool(1, Limits(documents=5)) as pool:
        order = [outcome.key[0] for outcome in pool.run(GroupedSupply([of("a", 7), of("b", 7)]))]
        assert pool.started == 3

    assert order == ["a"] * 7 + ["b"] * 7


@processes
def test_a_failed_task_may_be_put_back_while_the_run_goes_on(tmp_path: Path) -> None:
    names = [f"{group}{number}" for group in "ab" for number in range(3)]
    supply = GroupedSupply(
        (group, [Task(name, tasks.fail_once, (str(tmp_path / name),), group) for name in names if name[0] == group])
        for group in "ab"
    )
    with LimitedPool(2) as pool:
        tries, done = [], []
        for outcome in pool.run(supply):
            tries.append(outcome.key)
            if outcome.cause is None:
                done.append(outcome.key)
            else:
                arguments = (str(tmp_path / outcome.key),)
                supply.put_back(Task(outcome.key, tasks.fail_once, arguments, outcome.key[0]))

    assert sorted(done) == names
    assert sorted(tries) == sorted(names * 2)


@processes
def test_a_run_waits_for_a_task_that_was_put_back_for_later_without_asking_all_the_time(tmp_path: Path) -> None:
    class Asked(GroupedSupply):
        times = 0

        def next_for(self, group: str | None) -> Task | None:
            self.times += 1
            return super().next_for(group)

    once = Task("once", tasks.fail_once, (str(tmp_path / "note"),), "a")
    supply = Asked([("a", [once])])
    with LimitedPool(2) as pool:
        found = []
        for outcome in pool.run(supply):
            found.append(outcome.cause is None)
            if outcome.cause is not None:
                supply.put_back(once, after=0.8)

    assert found == [False, True]
    assert supply.times < 200


@processes
def test_a_stopped_supply_lets_the_running_tasks_end_and_gives_no_more() -> None:
    given_out: list[int] = []

    def source() -> Iterator[Task]:
        for number in range(1000):
            given_out.append(number)
            yield Task(number, tasks.square, (number,), "a")

    supply = GroupedSupply([("a", source())])
    with LimitedPool(2) as pool:
        found = []
        for outcome in pool.run(supply):
            found.append(outcome.key)
            supply.stop()
        pids = pool.pids

    assert 1 <= len(found) <= 4
    assert len(given_out) <= len(found) + 4
    assert pids, "the processes stay for the next run"


@processes
@pytest.mark.parametrize("whole", [True, False], ids=["grouped", "in order"])
def test_tasks_are_held_by_processes_alone(whole: bool) -> None:  # noqa: FBT001 - of the table
    taken = []

    def source() -> Iterator[Task]:
        for number in range(300):
            taken.append(number)
            yield Task(number, tasks.square, (number,), "a")

    supply: Supply = GroupedSupply([("a", source())]) if whole else InOrder(source())
    with LimitedPool(2) as pool:
        for done, _ in enumerate(pool.run(supply), 1):
            assert len(taken) <= done + 6
    assert len(taken) == 300
