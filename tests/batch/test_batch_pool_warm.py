"""A process that says it is ready has loaded what documents are made with, and no data."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.batch import warm, workshop
from pipeline.batch.orders import Terms
from pipeline.batch.pool.limited import LimitedPool, Task
from pipeline.model import Month
from pipeline.run.choices import Choices
from tests.batch import limited_tasks, pressed_tasks

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes of POSIX")
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "city-lab-2569"
DEAR = {
    "docx", "jinja2", "lxml", "matplotlib", "openpyxl", "pipeline", "pypdfium2", "pythainlp", "uharfbuzz",
    "weasyprint", "yaml",
}  # fmt: skip


def test_the_first_form_finds_everything_loaded() -> None:
    with LimitedPool(1, prepare=warm.prepare) as pool:
        before, made, after = pool.run(
            [
                Task("before", pressed_tasks.modules),
                Task("form", pressed_tasks.print_form, (0, [str(EXAMPLE)], 1)),
                Task("after", pressed_tasks.modules),
            ]
        )

    assert made.cause is None
    loaded = set(after.value) - set(before.value)
    assert {name for name in loaded if name.partition(".")[0] in DEAR} == set()


def test_a_process_loads_what_the_kinds_of_its_batch_need_and_no_more() -> None:
    terms = Terms(
        month=Month(year=2026, month=6),
        today=dt.date(2026, 7, 1),
        kinds=("follow-up", "executive-summary"),
        kinds_given=True,
        choices=Choices(formats=("pdf", "docx", "xlsx")),
        out=Path("out"),
    )
    ways: list[tuple[Callable[[], object], set[str]]] = [
        (warm.prepare, set()),
        (warm.Preparation(terms), {"matplotlib", "openpyxl"}),
    ]
    for prepare, wanted in ways:
        with LimitedPool(1, prepare=prepare) as pool:
            loaded, made, after = pool.run(
                [
                    Task("loaded", pressed_tasks.modules),
                    Task("made", pressed_tasks.print_documents, (terms, str(EXAMPLE))),
                    Task("after", pressed_tasks.modules),
                ]
            )
        assert {"matplotlib", "openpyxl"} & set(loaded.value) == wanted
        assert made.value == 5, made.cause
        late = {name for name in set(after.value) - set(loaded.value) if name.partition(".")[0] in DEAR}
        assert bool(late) is (not wanted), sorted(late)


def test_no_source_is_open_in_a_process_that_is_ready() -> None:
    warm.prepare()

    assert workshop._kept is None


def test_a_warm_process_makes_the_same_bytes_as_one_that_was_not(tmp_path: Path) -> None:
    one = EXAMPLE.with_name("one-project-2569")
    for name, prepare in (("cold", None), ("warm", warm.prepare)):
        with LimitedPool(1, prepare=prepare) as pool:
            (outcome,) = pool.run([Task(name, limited_tasks.build_documents, (str(one), str(tmp_path / name)))])
            assert outcome.cause is None

    cold, hot = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("cold", "warm"))
    assert len(cold) == 2
    assert cold == hot
