"""The same work on a dask cluster: the same results, whatever becomes of its workers; nobody is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.batch.causes import ENDED, KILLED, RAISED, TIMEOUT
from pipeline.batch.cluster.pool import Chunking, DaskPool
from pipeline.batch.pool.limited import LimitedPool, Limits, Outcome, StartError, Task
from pipeline.batch.pool.supply import GroupedSupply
from pipeline.messages import use_language
from tests.batch import limited_tasks as tasks
from tests.batch.dask_commands import ROOT, Cluster, cluster_in

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes of POSIX")
SHORT = Limits(seconds=2, memory_mb=200)
ONE = Chunking(first=1, most=1)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers with nannies, as two commands start them."""
    with cluster_in(tmp_path_factory.mktemp("dask")) as started:
        started.add_workers("--nworkers", "2")
        yield started


@pytest.fixture
def pool(cluster: Cluster) -> Iterator[DaskPool]:
    """Both workers, with small limits."""
    with pool_of(cluster) as both:
        yield both


def pool_of(cluster: Cluster, limits: Limits = SHORT, chunking: Chunking = Chunking()) -> DaskPool:  # noqa: B008 - as there
    pool = DaskPool(cluster.address, limits, chunking)
    until = time.monotonic() + 60
    while pool.jobs < 2:  # until both workers are there, or are there again
        assert time.monotonic() < until, cluster.log
        pool.close()
        pool = DaskPool(cluster.address, limits, chunking)
    return pool


def squares(numbers: range) -> list[Task]:
    return [Task(number, tasks.square, (number,)) for number in numbers]


def are_squares(found: dict[Any, Outcome], numbers: range) -> bool:
    return {key: (one.value, one.cause) for key, one in found.items()} == {n: (n * n, None) for n in numbers}


def once_each(outcomes: list[Outcome]) -> dict[Any, Outcome]:
    """Outcomes by their key, of which there is one each."""
    found = {outcome.key: outcome for outcome in outcomes}
    assert len(found) == len(outcomes)
    return found


def gone(*pids: int) -> bool:
    """Whether processes end, within what a slow machine needs."""
    until = time.monotonic() + 30
    while any(_is_there(pid) for pid in pids):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def _is_there(pid: int) -> bool:
    state = subprocess.run(
        ["/bin/ps", "-o", "state=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return bool(state) and state[0] != "Z"


def pids_in(path: Path) -> list[int]:
    until = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < until
        time.sleep(0.02)
    return [int(word) for word in path.read_text().split()]


def test_outcomes_are_those_of_one_machine(pool: DaskPool) -> None:
    given = [
        *squares(range(40)),
        Task("too long", tasks.sleep_for_ever),
        Task("too long, and stubborn", tasks.never_let_others_run),
        Task("killed", tasks.kill_itself),
        Task("ended", tasks.leave_at_once),
        Task("odd", tasks.raise_odd),
        Task("no answer that can be sent", tasks.unsendable),
        Task("cannot be sent", lambda: None),
        Task("large", tasks.echo, ("ก" * 2_000_000,)),
        *squares(range(40, 60)),
    ]
    with LimitedPool(2, SHORT) as one_machine:
        here = once_each(list(one_machine.run(given)))
    there = once_each(list(pool.run(given)))

    def told(found: dict[Any, Outcome]) -> dict[Any, Any]:
        return {
            key: (one.value, one.cause and (one.cause.id, one.cause.message, one.cause.transient))
            for key, one in found.items()
        }

    assert told(there) == told(here)
    causes = [one.cause.id for one in there.values() if one.cause]
    assert sorted(causes) == sorted([TIMEOUT, TIMEOUT, KILLED, ENDED, RAISED, RAISED, RAISED])


def test_equal_arguments_are_not_taken_for_the_same_task(pool: DaskPool, tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    found = once_each(list(pool.run(Task(number, tasks.note, (str(noted),)) for number in range(30))))

    assert all(one.value == 1 for one in found.values())
    assert len(noted.read_text().split()) == 30


def test_both_workers_work_each_with_one_warm_process(cluster: Cluster) -> None:
    with pool_of(cluster, chunking=ONE) as pool:
        found = list(pool.run(Task(number, tasks.nap, (0.05,)) for number in range(10)))
        pids = {one.value for one in pool.run(Task(number, tasks.pid) for number in range(40))}
        parents = {one.value for one in pool.run(Task(number, tasks.parent) for number in range(40))}

    assert len(found) == 10
    assert len(pids) == len(parents) == 2
    assert gone(*pids), "a process that has nothing to do for a while ends"
    assert all(_is_there(pid) for pid in parents)


def test_a_worker_killed_in_the_middle_costs_no_document(cluster: Cluster) -> None:
    given = [Task(number, tasks.nap, (0.02, number)) for number in range(120)]
    with pool_of(cluster, chunking=Chunking(seconds=0.5, first=10)) as pool:
        (worker,) = (one.value for one in pool.run([Task("", tasks.parent)]))
        found: list[Outcome] = []
        for outcome in pool.run(given):
            if len(found) == 20:
                os.kill(worker, signal.SIGKILL)
            found.append(outcome)

    assert {key: one.value for key, one in once_each(found).items()} == {number: number for number in range(120)}
    assert gone(worker)


def test_a_document_that_takes_its_worker_along_fails_alone(cluster: Cluster, tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    given = [*squares(range(8)), Task("poison", tasks.kill_parent, (str(noted),)), *squares(range(8, 16))]
    with pool_of(cluster, chunking=Chunking(first=8)) as pool:
        found = once_each(list(pool.run(given)))

    cause = found.pop("poison").cause
    assert cause is not None
    assert (cause.id, cause.transient) == (KILLED, False)
    assert are_squares(found, range(16))
    assert len(noted.read_text().split()) == 3, "once in its chunk, twice by itself"


def test_tasks_are_taken_as_they_are_needed_and_may_be_put_back(cluster: Cluster) -> None:
    taken = []

    def source(group: str) -> Iterator[Task]:
        for number in range(300):
            taken.append(number)
            yield Task((group, number), tasks.square, (number,), group)

    supply = GroupedSupply((group, source(group)) for group in "กขค")
    found: list[Outcome] = []
    with pool_of(cluster, chunking=Chunking(most=10)) as pool:
        for outcome in pool.run(supply):
            found.append(outcome)
            if len(found) <= 5:
                supply.put_back(Task(("again", len(found)), tasks.square, (1,), "ก"), after=0.05)
            # Those that are done but not heard of yet, two chunks for each worker, and the one that is being packed.
            assert len(taken) <= len(found) + 100

    assert len(once_each(found)) == 905


def test_a_supply_that_is_stopped_ends_the_run(pool: DaskPool) -> None:
    supply = GroupedSupply([("", (Task(number, tasks.nap, (0.01,)) for number in range(100_000)))])
    found = []
    for outcome in pool.run(supply):
        found.append(outcome)
        supply.stop()

    assert len(once_each(found)) < 5_000


def test_messages_come_in_the_language_of_whoever_asked(pool: DaskPool) -> None:
    use_language("en")
    try:
        (outcome,) = pool.run([Task("", tasks.sleep_for_ever)])
    finally:
        use_language("th")
    (in_thai,) = pool.run([Task("", tasks.sleep_for_ever)])

    assert outcome.cause is not None
    assert in_thai.cause is not None
    assert outcome.cause.message.isascii()
    assert in_thai.cause.message == "เอกสารใช้เวลาเกิน 2 วินาที"


def test_what_is_prepared_is_prepared_in_the_child_once(cluster: Cluster) -> None:
    with DaskPool(cluster.address, prepare=tasks.prepare) as pool:
        found = [one.value for one in pool.run(Task(number, tasks.prepared) for number in range(20))]

    assert all(pids == [pid] for pids, pid in found)


def test_relative_paths_are_those_of_whoever_asked(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with DaskPool(cluster.address) as pool:
        list(pool.run([Task("", tasks.note, ("noted",))]))

    assert (tmp_path / "noted").read_text()


def test_no_run_begins_where_nothing_can_be_prepared(cluster: Cluster) -> None:
    with (
        DaskPool(cluster.address, prepare=tasks.prepare_badly) as pool,
        pytest.raises(StartError, match="LookupError"),
    ):
        list(pool.run(squares(range(3))))


def test_whoever_stops_listening_ends_what_is_being_done(pool: DaskPool, tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    slow = Limits(seconds=600)
    with DaskPool(pool.address, slow, ONE) as patient:
        running = patient.run([Task(1, tasks.square, (1,)), Task(2, tasks.remember_then_sleep, (str(noted),))])
        next(running)
        pids = pids_in(noted)
        running.close()

        assert not any(_is_there(pid) for pid in pids), "nobody writes any more when it is over"
        assert not Path(f"{noted}.tmp").exists(), "it had time to take its temporary files along"
        assert are_squares(once_each(list(patient.run(squares(range(9))))), range(9))


COORDINATOR = """
import sys
from pipeline.batch.cluster.pool import DaskPool
from pipeline.batch.pool.limited import Limits, Task
from pipeline.batch.signals import ended_by_signals
from tests.batch import limited_tasks as tasks

with ended_by_signals(), DaskPool(sys.argv[1], Limits(seconds=600)) as pool:
    list(pool.run([Task(1, tasks.remember_then_sleep, (sys.argv[2],))]))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_however_the_coordinator_ends_its_work_ends_too(cluster: Cluster, tmp_path: Path, number: int) -> None:
    noted = tmp_path / "noted"
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(COORDINATOR), cluster.address, str(noted)],
        cwd=ROOT, stderr=subprocess.DEVNULL,
    ) as coordinator:  # fmt: skip
        pids = pids_in(noted)
        coordinator.send_signal(number)

    assert coordinator.returncode != 0
    assert gone(*pids)
