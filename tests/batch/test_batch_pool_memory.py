"""A process that makes many documents is as large after the last as after the first few."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.batch import warm
from pipeline.batch.pool.limited import LimitedPool, Limits, Task
from tests.batch import pressed_tasks as tasks

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes of POSIX")
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "city-lab-2569"
ONE = Limits(documents=10_000, growth_mb=10_000)
"""One process to the end."""


def sizes(work: Callable[..., float], *arguments: object, times: int) -> list[float]:
    """Memory (MB) that one process has before each of its tasks."""
    with LimitedPool(1, ONE, warm.prepare if work is tasks.print_form else None) as pool:
        found = list(pool.run(Task(number, work, (number, *arguments)) for number in range(times)))
        assert pool.started == 1
    assert [outcome.cause for outcome in found] == [None] * times
    return [outcome.value for outcome in found]


def test_what_refers_to_itself_goes_with_its_document() -> None:
    found = sizes(tasks.leave_circles, 10, times=30)

    assert max(found) < found[1] + 40


def test_a_long_task_is_tidied_up_before_it_ends() -> None:
    with LimitedPool(1, Limits(memory_mb=400)) as pool:
        (outcome,) = pool.run([Task("long", tasks.make_circles, (6_000_000,))])

    assert outcome.cause is None


def test_memory_between_what_is_kept_is_given_back() -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("the GNU C library alone can be told to")
    found = sizes(tasks.leave_holes, 100, times=3)

    assert found[-1] < found[0] + 60


def test_forms_of_three_datasets_do_not_make_the_process_grow(tmp_path: Path) -> None:
    copies = [tasks.copied(EXAMPLE, tmp_path / str(number), number) for number in range(3)]
    found = sizes(tasks.print_form, list(map(str, copies)), 20, times=60)

    assert max(found[15:]) < found[15] * 1.15
    assert max(found) < found[1] * 1.3
