"""A document that hangs, dies or takes all memory fails alone; nobody is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.batch.causes import ENDED, KILLED, MEMORY, RAISED, TIMEOUT
from pipeline.batch.pool.limited import LimitedPool, Limits, Outcome, StartError, Task
from pipeline.batch.signals import Terminated, ended_by_signals
from tests.batch import limited_tasks as tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes of POSIX")
ROOT = Path(__file__).resolve().parents[2]
SHORT = Limits(seconds=2, memory_mb=200)


def task(work: Callable[..., Any], *arguments: Any) -> Task:  # noqa: ANN401 - whatever it takes
    return Task(work.__name__, work, arguments)


def results(pool: LimitedPool, *given: Task) -> dict[Any, Outcome]:
    return {outcome.key: outcome for outcome in pool.run(given)}


def value_of(pool: LimitedPool, work: Callable[..., Any], *arguments: object) -> Any:  # noqa: ANN401 - as above
    (outcome,) = pool.run([task(work, *arguments)])
    assert outcome.cause is None, outcome.cause
    return outcome.value


def is_there(pid: int) -> bool:
    """Whether a process runs; a zombie, whose parent here is nobody in particular, does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        if sys.platform == "linux":
            return False
        state = subprocess.run(
            ["/bin/ps", "-o", "state=", "-p", str(pid)], capture_output=True, text=True, check=False
        ).stdout.strip()
    return bool(state) and state[0] != "Z"


def gone(*pids: int) -> bool:
    return comes_true(lambda: not any(map(is_there, pids)))


def comes_true(condition: Callable[[], bool]) -> bool:
    """Waits as long as a slow machine may need."""
    until = time.monotonic() + 30
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def pool() -> Iterator[LimitedPool]:
    """Two processes with small limits."""
    with LimitedPool(2, SHORT) as two:
        yield two


def test_two_hundred_quick_tasks_are_all_done_by_two_warm_processes() -> None:
    with LimitedPool(2) as pool:
        found = results(pool, *(Task(number, tasks.square, (number,)) for number in range(200)))
        pids = pool.pids

    assert {key: outcome.value for key, outcome in found.items()} == {number: number**2 for number in range(200)}
    assert pool.started == len(pids) == 2
    assert gone(*pids)


def test_outcomes_come_in_the_order_in_which_tasks_end() -> None:
    with LimitedPool(2) as pool:
        results(pool, Task(1, tasks.nap, (0.2,)), Task(2, tasks.nap, (0.2,)))  # both are ready
        found = list(pool.run([Task("long", tasks.nap, (1.0,)), *(Task(n, tasks.square, (n,)) for n in range(5))]))

    assert [outcome.key for outcome in found] == [0, 1, 2, 3, 4, "long"]


@pytest.mark.parametrize(
    ("bad", "cause", "transient"),
    [
        (task(tasks.sleep_for_ever), TIMEOUT, False),
        (task(tasks.ignore_all_and_sleep), TIMEOUT, False),
        (task(tasks.never_let_others_run), TIMEOUT, False),
        (task(tasks.stop_itself), TIMEOUT, False),
        (task(tasks.eat_slowly), MEMORY, False),
        (task(tasks.kill_itself), KILLED, True),
        (task(tasks.kill_itself, signal.SIGSEGV), KILLED, True),
        (task(tasks.leave_at_once), ENDED, False),
        (task(tasks.exit_politely), RAISED, False),
        (task(tasks.raise_odd), RAISED, False),
        (task(tasks.unsendable), RAISED, False),
        (Task("a lambda cannot be sent", lambda: None), RAISED, False),
    ],
    ids=lambda value: value.key if isinstance(value, Task) else "",
)
def test_a_bad_document_fails_alone(bad: Task, cause: str, transient: bool) -> None:  # noqa: FBT001 - of the table
    limits = Limits(seconds=20, memory_mb=200) if cause == MEMORY else SHORT
    good = [Task(number, tasks.square, (number,)) for number in range(20)]
    with LimitedPool(2, limits) as pool:
        found = results(pool, *good[:10], bad, *good[10:])

    failed = found.pop(bad.key)
    assert failed.cause is not None
    assert (failed.cause.id, failed.cause.transient) == (cause, transient)
    assert failed.cause.message
    assert {key: outcome.value for key, outcome in found.items()} == {number: number**2 for number in range(20)}


@pytest.mark.skipif(sys.platform != "linux", reason="limits of addresses")
def test_a_single_demand_for_far_too_much_memory_fails_before_it_is_met() -> None:
    with LimitedPool(1, Limits(memory_mb=200)) as pool:
        found = results(pool, task(tasks.eat_at_once), task(tasks.square, 4))

    cause = found["eat_at_once"].cause
    assert cause is not None
    assert cause.id == MEMORY
    assert "200" in cause.message
    assert found["square"].value == 16
    assert pool.started == 2


def test_the_cause_names_the_signal_and_keeps_the_traceback(pool: LimitedPool) -> None:
    found = results(pool, task(tasks.kill_itself), task(tasks.raise_odd))
    killed, raised = found["kill_itself"].cause, found["raise_odd"].cause

    assert killed is not None
    assert "9 (SIGKILL)" in killed.message
    assert raised is not None
    assert "OddError" in raised.message
    assert "in raise_odd" in raised.trace


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM to be told by")
def test_an_end_that_comes_while_an_object_goes_is_heeded_without_a_word() -> None:
    code = (
        "import os, signal, time\n"
        "from pipeline.batch.pool import child\n"
        "class Going:\n"
        "    def __del__(self):\n"
        "        os.kill(os.getpid(), signal.SIGTERM)\n"
        "        time.sleep(0)\n"
        "child.heed_the_end()\n"
        "try:\n"
        "    Going()\n"
        "    time.sleep(60)\n"
        "except child._Told:\n"
        "    print('ended')\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=50)

    assert (done.stdout, done.stderr) == ("ended\n", "")


def test_many_bad_documents_one_after_the_other_do_not_end_the_run(pool: LimitedPool) -> None:
    bad = [Task(("bad", number), tasks.kill_itself) for number in range(8)]
    good = [Task(("good", number), tasks.square, (number,)) for number in range(4)]
    found = results(pool, *bad, *good)

    assert all(outcome.cause and outcome.cause.id == KILLED for key, outcome in found.items() if key[0] == "bad")
    assert [found["good", number].value for number in range(4)] == [0, 1, 4, 9]


def test_a_process_is_prepared_once_and_used_again() -> None:
    with LimitedPool(1, prepare=tasks.prepare) as pool:
        first, again = (value_of(pool, tasks.prepared) for _ in range(2))

    assert first == again == ([first[1]], first[1])
    assert first[1] != os.getpid()


def test_a_process_is_replaced_after_so_many_documents() -> None:
    with LimitedPool(1, Limits(documents=5)) as pool:
        pids = [outcome.value for outcome in pool.run(Task(number, tasks.pid) for number in range(15))]

    assert [pids[start : start + 5] == [pids[start]] * 5 for start in (0, 5, 10)] == [True] * 3
    assert len(set(pids)) == pool.started == 3
    assert gone(*pids)


def test_a_process_that_has_grown_is_replaced() -> None:
    with LimitedPool(1, Limits(growth_mb=50)) as pool:
        pids = [outcome.value for outcome in pool.run(Task(number, tasks.leak, (20,)) for number in range(9))]

    assert len(set(pids)) == 3
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 3]


def test_tasks_are_taken_from_their_source_as_they_are_done(pool: LimitedPool) -> None:
    taken = []

    def source() -> Iterator[Task]:
        for number in range(1000):
            taken.append(number)
            yield Task(number, tasks.square, (number,))

    for done, _ in enumerate(pool.run(source()), 1):
        # Done but not heard of yet, being done, and ready to be given: two of each at most.
        assert len(taken) <= done + 6
    assert len(taken) == 1000


def test_a_listener_who_takes_long_makes_nobody_late() -> None:
    with LimitedPool(2, Limits(seconds=1)) as pool:
        given = [Task(number, tasks.nap, (0.1, number)) for number in range(4)]
        found = []
        for outcome in pool.run(given):
            time.sleep(1.2)
            found.append(outcome)

    assert sorted(outcome.value for outcome in found) == [0, 1, 2, 3]


@pytest.mark.skipif(sys.platform != "linux", reason="descriptors are listed in /proc")
def test_processes_that_were_replaced_leave_no_descriptor_behind() -> None:
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - only how many
    with LimitedPool(2, Limits(documents=1)) as pool:
        results(pool, *(Task(number, tasks.kill_itself if number % 3 else tasks.pid) for number in range(12)))
        assert pool.started >= 12

    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208 - as above


def test_documents_made_in_children_are_those_made_here(tmp_path: Path) -> None:
    source, (here, there) = ROOT / "examples" / "one-project-2569", (tmp_path / "here", tmp_path / "there")
    tasks.build_documents(str(source), str(here))
    with LimitedPool(1, prepare=tasks.load_engine) as pool:
        value_of(pool, tasks.build_documents, str(source), str(there))

    made = {path.name: path.read_bytes() for path in here.iterdir()}
    assert len(made) == 2
    assert {path.name: path.read_bytes() for path in there.iterdir()} == made


def test_answers_of_many_megabytes_arrive_whole(pool: LimitedPool) -> None:
    big = os.urandom(5_000_000)

    assert value_of(pool, tasks.echo, big) == big


def test_what_a_library_prints_is_no_answer(pool: LimitedPool, capfd: pytest.CaptureFixture[str]) -> None:
    assert value_of(pool, tasks.chatter, 7) == 7
    assert capfd.readouterr().out == ""


def test_a_process_killed_in_its_sleep_costs_no_document(pool: LimitedPool) -> None:
    value_of(pool, tasks.square, 3)
    for pid in pool.pids:
        os.kill(pid, signal.SIGKILL)
        assert gone(pid)

    assert value_of(pool, tasks.square, 5) == 25


def test_no_run_begins_where_nothing_can_be_prepared() -> None:
    with LimitedPool(2, prepare=tasks.prepare_badly) as pool:
        with pytest.raises(StartError, match="LookupError") as told:
            list(pool.run([task(tasks.square, 1)]))
        assert any("nothing to load" in note for note in told.value.__notes__)
    with LimitedPool(2, prepare=tasks.prepare_deadly) as pool:
        with pytest.raises(StartError, match="9"):
            list(pool.run([task(tasks.square, 1)]))
        assert pool.started == 3
    with LimitedPool(1, Limits(start_seconds=0.5), prepare=tasks.sleep_for_ever) as pool, pytest.raises(StartError):
        list(pool.run([task(tasks.square, 1)]))


def test_the_end_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(10):
        with LimitedPool(2, Limits(documents=2)) as pool:
            results(pool, *(Task(number, tasks.square, (number,)) for number in range(7)))

    assert capfd.readouterr() == ("", "")


def test_nothing_is_started_for_nothing(pool: LimitedPool) -> None:
    assert list(pool.run([])) == []
    assert pool.started == 0


def test_whoever_stops_listening_ends_what_is_being_done(pool: LimitedPool) -> None:
    running = pool.run([task(tasks.square, 2), Task("slow", tasks.nap, (60,))])
    next(running)
    pids = pool.pids
    running.close()

    assert any(gone(pid) for pid in pids)
    assert value_of(pool, tasks.square, 6) == 36


def test_an_error_in_the_source_of_tasks_reaches_the_caller_and_ends_the_work(pool: LimitedPool) -> None:
    def source() -> Iterator[Task]:
        yield task(tasks.square, 2)
        yield task(tasks.nap, 60)
        raise OSError("the drive is gone")

    with pytest.raises(OSError, match="the drive is gone"):
        list(pool.run(source()))
    assert value_of(pool, tasks.square, 6) == 36


COORDINATOR = """
import sys
from pipeline.batch.pool.limited import LimitedPool, Limits, Task
from pipeline.batch.signals import ended_by_signals
from tests.batch import limited_tasks as tasks
work = getattr(tasks, sys.argv[1])
with ended_by_signals(), LimitedPool(2) as pool:
    try:
        for outcome in pool.run([Task(path, work, (path,)) for path in sys.argv[2:]]):
            print(outcome)
    except KeyboardInterrupt as error:
        print(type(error).__name__)
        raise SystemExit(130)
"""


def coordinator(work: Callable[[str], None], folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """A program whose two children are at work, and the ids of these and of what they started."""
    notes = [folder / "one", folder / "two"]
    process = subprocess.Popen(
        [sys.executable, "-c", COORDINATOR, work.__name__, *map(str, notes)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert comes_true(lambda: all(note.exists() for note in notes))
    return process, [int(pid) for note in notes for pid in note.read_text().split()]


@pytest.mark.parametrize("work", [tasks.remember_then_sleep, tasks.remember_then_hang])
def test_children_end_when_the_coordinator_is_killed(work: Callable[[str], None], tmp_path: Path) -> None:
    if work is tasks.remember_then_hang and sys.platform != "linux":
        pytest.skip("only Linux tells by a signal")
    process, pids = coordinator(work, tmp_path)
    with process:
        process.kill()
    assert gone(*pids)


@pytest.mark.parametrize(
    ("number", "name"), [(signal.SIGTERM, "Terminated"), (signal.SIGINT, "KeyboardInterrupt")], ids=["TERM", "INT"]
)
def test_signals_end_the_run_its_children_and_their_temporary_files(
    number: signal.Signals, name: str, tmp_path: Path
) -> None:
    process, pids = coordinator(tasks.remember_then_sleep, tmp_path)
    with process:
        process.send_signal(number)
        assert process.stdout is not None
        printed = process.stdout.read()

    assert process.returncode == 130
    assert printed == f"{name}\n"
    assert gone(*pids)
    assert not list(tmp_path.glob("*.tmp"))


def test_signals_are_heard_as_before_when_the_run_is_over() -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    with pytest.raises(Terminated), ended_by_signals():
        signal.raise_signal(signal.SIGTERM)

    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before
