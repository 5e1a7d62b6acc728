"""Documents of the worst kinds: each ends alone and in time, with all that it started."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.batch.causes import ENDED, MEMORY, TIMEOUT
from pipeline.batch.pool.limited import LimitedPool, Limits, Task
from pipeline.batch.pool.supply import GroupedSupply
from tests.batch import faulty_tasks as faults
from tests.batch import limited_tasks as tasks
from tests.batch.test_batch_limits import gone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes of POSIX")
GB = 1024


@pytest.mark.parametrize("start", [faults.start_others, faults.fork_others, faults.start_others_deaf])
def test_what_a_hanging_document_started_ends_with_it(start: Callable[[str], None], tmp_path: Path) -> None:
    note = tmp_path / "ids"
    with LimitedPool(1, Limits(seconds=3)) as pool:
        hung, after = pool.run([Task("hung", start, (str(note),)), Task("after", tasks.square, (4,))])

    assert hung.cause is not None
    assert hung.cause.id == TIMEOUT
    assert after.value == 16
    pids = [int(pid) for pid in note.read_text().split()]
    assert len(pids) == 3
    assert gone(*pids)


def test_a_process_that_becomes_another_program_is_ended_and_not_tried_again(tmp_path: Path) -> None:
    note = tmp_path / "id"
    with LimitedPool(1) as pool:
        changed, after = pool.run([Task("changed", faults.become_another, (str(note),)), Task("after", tasks.pid)])

    assert changed.cause is not None
    assert (changed.cause.id, changed.cause.transient) == (ENDED, False)
    assert after.cause is None
    assert gone(int(note.read_text()))


def test_what_a_document_left_running_ends_with_its_process(tmp_path: Path) -> None:
    note = tmp_path / "ids"
    with LimitedPool(1) as pool:
        (made,) = pool.run([Task("made", faults.leave_others, (str(note),))])
        pids = [int(pid) for pid in note.read_text().split()]

    assert made.cause is None
    assert len(pids) == 2
    assert gone(*pids)


@pytest.mark.parametrize("hang", [faults.sum_for_ever, faults.hold_signals_and_sum, tasks.never_let_others_run])
def test_a_loop_that_python_never_leaves_is_ended_in_time(hang: Callable[[], Any]) -> None:
    with LimitedPool(2, Limits(seconds=2)) as pool:
        pool_pids = []
        found = {}
        for outcome in pool.run([Task("hung", hang), *(Task(number, tasks.pid) for number in range(6))]):
            found[outcome.key] = outcome
            pool_pids = list(pool.pids)

    cause = found.pop("hung").cause
    assert cause is not None
    assert cause.id == TIMEOUT
    assert "2" in cause.message
    assert all(outcome.cause is None for outcome in found.values())
    assert gone(*pool_pids)


@pytest.mark.parametrize("eat", [faults.eat_whole, faults.eat_in_pieces, faults.eat_and_forgive])
def test_a_document_of_four_gigabytes_fails_alone_and_the_next_has_a_new_process(
    eat: Callable[[int], int],
) -> None:
    if sys.platform != "linux" and eat is faults.eat_whole:
        pytest.skip("limits of addresses")
    with LimitedPool(1, Limits(seconds=60, memory_mb=300)) as pool:
        before, large, after = pool.run(
            [Task("before", tasks.pid), Task("large", eat, (4 * GB,)), Task("after", tasks.pid)]
        )

    assert large.cause is not None
    assert large.cause.id == MEMORY
    assert "300" in large.cause.message
    assert after.cause is None
    assert after.value != before.value
    assert pool.started == 2


def test_a_poisoned_group_costs_its_own_documents_and_no_others() -> None:
    def group(name: str, work: Callable[..., Any]) -> tuple[str, list[Task]]:
        return name, [Task((name, number), work, group=name) for number in range(4)]

    supply = GroupedSupply([group("good", tasks.pid), group("bad", tasks.kill_itself), group("fine", tasks.pid)])
    with LimitedPool(2) as pool:
        failed = sorted(outcome.key for outcome in pool.run(supply) if outcome.cause is not None)

    assert failed == [("bad", number) for number in range(4)]
