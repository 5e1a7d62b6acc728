"""Several processes make one book: the same bytes, clear errors, and nobody left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import SarabanError
from pipeline.messages import use_language
from pipeline.run.crew import Crew, WorkerDiedError, sensible_jobs
from tests.run.conftest import chapter, made, pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.compose.composed import Composed
    from pipeline.run.chapters import Terms

    MakeTerms = Callable[..., Terms]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.fixture
def crew() -> Iterator[Crew]:
    """Two processes: this one and one more, which runs."""
    two = Crew(2)
    two.start()
    yield two
    two.close()


def pids(crew: Crew) -> list[int]:
    return [worker.pid for worker in crew._workers]


def is_there(pid: int) -> bool:
    """Whether a process exists, be it as a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_two_processes_make_the_same_bytes_as_one(book: Composed, terms: MakeTerms, crew: Crew) -> None:
    for duplex in (False, True):
        alone = made(book, terms(duplex=duplex))
        together = made(book, terms(duplex=duplex), crew=crew)

        assert together == alone


def test_the_other_process_really_works(book: Composed, terms: MakeTerms, crew: Crew) -> None:
    made(book, terms("pdf"), crew=crew)

    owners = list(crew._owners.values())
    assert any(owner is not None for owner in owners)


def test_a_book_of_few_chapters_starts_no_process(book: Composed, terms: MakeTerms) -> None:
    idle = Crew(2)

    made(replace(book, chapters=book.chapters[3:6]), terms("pdf"), crew=idle)

    assert pids(idle) == []


def test_short_books_and_small_machines_have_one_process() -> None:
    assert sensible_jobs(3) == 1
    assert 1 <= sensible_jobs(100) <= 4


def test_a_process_that_was_killed_is_told_and_does_not_stay(book: Composed, terms: MakeTerms, crew: Crew) -> None:
    (pid,) = pids(crew)
    os.kill(pid, signal.SIGKILL)

    with pytest.raises(WorkerDiedError) as caught:
        made(book, terms("pdf"), crew=crew)

    assert "-9" in caught.value.message
    assert "--jobs 1" in caught.value.remedy
    assert not is_there(pid)


def test_a_process_that_is_killed_at_its_work_is_told_and_replaced(
    book: Composed, terms: MakeTerms, crew: Crew
) -> None:
    made(book, terms("pdf"), crew=crew)
    (pid,) = pids(crew)
    os.kill(pid, signal.SIGSTOP)  # it takes its work and never answers
    threading.Timer(1, os.kill, (pid, signal.SIGKILL)).start()
    changed = replace(book, chapters=tuple(replace(one, html=one.html + "<!-- -->") for one in book.chapters))

    with pytest.raises(WorkerDiedError):
        made(changed, terms("pdf"), crew=crew)

    assert not is_there(pid)
    again = made(changed, terms("pdf"), crew=crew)
    assert again == made(changed, terms("pdf"))
    assert pids(crew) != [pid]


def test_a_chapter_that_cannot_be_made_is_the_same_error_wherever_it_is_made(
    book: Composed, terms: MakeTerms, crew: Crew
) -> None:
    broken = tuple(
        chapter(one.key, '<p style="colour: red">ข้อความ</p>' + "<!-- -->" * 500, one.numbers)
        if one.key == "part7"
        else one
        for one in book.chapters
    )
    spoilt = replace(book, chapters=broken)

    with pytest.raises(SarabanError) as alone:
        made(spoilt, terms("pdf"))
    with pytest.raises(SarabanError) as together:
        made(spoilt, terms("pdf"), crew=crew)

    assert "colour" in alone.value.message
    assert together.value.message == alone.value.message
    assert type(together.value) is type(alone.value)
    assert made(book, terms("pdf"), crew=crew)[0] > 12


def test_errors_come_in_the_language_of_the_run(book: Composed, terms: MakeTerms, crew: Crew) -> None:
    broken = tuple(
        one if one.numbers == "none" else chapter(one.key, '<p style="colour: red">x</p>') for one in book.chapters
    )
    use_language("en")
    try:
        with pytest.raises(SarabanError) as caught:
            made(replace(book, chapters=broken), terms("pdf"), crew=crew)
    finally:
        use_language("th")

    assert "จัดหน้า" not in caught.value.message


def test_a_crew_that_nobody_holds_ends_its_processes() -> None:
    two = Crew(3)
    two.start()
    both = pids(two)
    assert len(both) == 2

    del two

    assert not any(is_there(pid) for pid in both)


def test_processes_end_when_the_one_that_started_them_is_killed(tmp_path: Path) -> None:
    script = (
        "import time\nfrom pipeline.run.crew import Crew\ncrew = Crew(2)\ncrew.start()\n"
        "print(crew._workers[0].pid, flush=True)\ntime.sleep(60)\n"
    )
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
    ) as owner:
        assert owner.stdout is not None
        worker = int(owner.stdout.readline())
        owner.kill()

    deadline = time.monotonic() + 60
    while is_there(worker) and Path(f"/proc/{worker}/stat").read_text("utf-8").split()[2] != "Z":
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_pages_are_counted_alike_by_whoever_sets_them(book: Composed, terms: MakeTerms, crew: Crew) -> None:
    many = replace(
        book, chapters=(*book.chapters[:3], *(pages(f"part{number}", 1 + number % 3) for number in range(24)))
    )

    together = made(many, terms("pdf"), crew=crew)

    assert together[0] == made(many, terms("pdf"))[0]
