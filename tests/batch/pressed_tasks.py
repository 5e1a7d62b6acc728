"""Functions that tests have called in other processes: documents, and what they leave behind."""

from __future__ import annotations

import os
import shutil
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch.pool.memory import resident_mb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.batch.orders import Terms
    from pipeline.model import Dataset
    from pipeline.run.press import Press

KEPT: list[bytes] = []
_CODE = "88000000"


class Circle:
    """Refers to itself, and to much else."""

    def __init__(self, size: int) -> None:
        self.load = bytearray(size)
        self.load[:: 1 << 12] = b"x" * len(self.load[:: 1 << 12])
        self.me = self


def here_mb() -> float:
    return resident_mb(os.getpid())


def leave_circles(_number: int, megabytes: int) -> float:
    """Leave what no count of references ever frees."""
    before = here_mb()
    for _ in range(megabytes):
        Circle(1 << 20)
    return before


def make_circles(number: int) -> None:
    """Small ones: 600 MB of six million."""
    for _ in range(number):
        circle: list[object] = []
        circle.append(circle)


def leave_holes(_number: int, megabytes: int) -> float:
    """Keep a small piece of every fifty."""
    before = here_mb()
    pieces = [os.urandom(16) * 64 for _ in range(megabytes * 1024)]
    KEPT.extend(pieces[::50])
    return before


def copied(source: Path, target: Path, number: int) -> Path:
    """A dataset of another agency: another code."""
    shutil.copytree(source, target)
    for path in sorted(target.rglob("*.yaml")):
        text = path.read_text("utf-8").replace(_CODE, f"{int(_CODE) + number:08d}")
        path.write_text(text, "utf-8")
        path.rename(path.with_name(path.name.replace(_CODE, f"{int(_CODE) + number:08d}")))
    return target


@lru_cache(maxsize=1)
def _opened(folder: str) -> tuple[Dataset, Press]:
    from pipeline.run.choices import Choices
    from pipeline.run.press import Press
    from pipeline.sources import load

    dataset = load(Path(folder))
    return dataset, Press(dataset, Choices(jobs=1))


def print_form(number: int, folders: Sequence[str], each: int) -> float:
    """Make a form; ``each`` of one dataset, then of the next."""
    from pipeline.compose.registry import find_kind
    from pipeline.run.plan import Job

    before = here_mb()
    dataset, press = _opened(folders[number // each])
    project = dataset.projects[number % len(dataset.projects)]
    printed = press.print(Job(find_kind("progress-form"), project, (("pdf", Path()), ("docx", Path()))))
    assert set(printed.files) == {"pdf", "docx"}
    return before


def print_documents(terms: Terms, folder: str) -> int:
    """Make the documents of a batch of one source, but write none; how many files."""
    from pipeline.batch.orders import Source
    from pipeline.batch.planning import choices_for, jobs_of
    from pipeline.run.press import Press
    from pipeline.sources import load

    source = Source("one", Path(folder))
    dataset, choices = load(source.path), choices_for(source, terms)
    press = Press(dataset, choices)
    return sum(len(press.print(job).files) for job in jobs_of(source, terms, dataset, choices)[0])


def modules() -> list[str]:
    """What this process has loaded."""
    return sorted(sys.modules)
