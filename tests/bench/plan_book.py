"""The annual plan book against other engines, and what a change of one project costs.

``make bench`` runs it. Programs that are not installed are left out and named. Nothing is asserted: figures of
one machine are no promise, only their ratios travel. The rows go to ``RESULTS-plan-book.md`` beside this file.
"""

from __future__ import annotations

import resource
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from book import Book, commands, warm_rows
from measure import Sample, machine
from newtext import renewed
from table import HERE, ROOT, Row, in_child, revision, side_by_side, table

if TYPE_CHECKING:
    from pipeline.model import Dataset

DATASET = ROOT / "examples" / "city-lab-2570"
ROUNDS = 3
WARM_ROUNDS = 5
TIMES = (1, 6, 15)
"""How many copies of the example's projects the long books have."""


class PlanBook(Book):
    """The plan book of a dataset."""

    kind = "plan-book"

    def changed(self) -> Dataset:
        """One project got another budget and two other steps."""
        project = self.dataset.projects[3]
        first, second, *rest = project.steps
        steps = (
            first.model_copy(update={"name": f"{first.name} {self.made}"}),
            second.model_copy(update={"name": f"{second.name} {self.made}"}),
            *rest,
        )
        budget = (project.planned_budget or 0) + self.made * 100
        changed = project.model_copy(update={"budget": budget, "steps": steps})
        projects = tuple(changed if known is project else known for known in self.dataset.projects)
        return renewed(self.dataset, projects=projects)


def example() -> Dataset:
    """The example dataset."""
    import pipeline

    return pipeline.load(DATASET)


def longer(times: int) -> Dataset:
    """The example with its projects and indicators several times over."""
    dataset = example()
    projects = tuple(
        project.model_copy(update={"code": f"{project.code[:8]}-{9000 - copy * 100 - number:04}"})
        for copy in range(1, times)
        for number, project in enumerate(dataset.projects)
    )
    return renewed(dataset, projects=(*dataset.projects, *projects))


def warm(jobs: int) -> list[Row]:
    """The example in one warm process."""
    return warm_rows(PlanBook(example(), jobs), jobs, "one project", WARM_ROUNDS)


def length_row(times: int) -> tuple[int, Sample]:
    """Pages of a longer book, and what making PDF and DOCX once costs in a fresh, warmed process."""
    import time

    PlanBook(example()).make("pdf", "docx")
    book = PlanBook(longer(times))
    wall, cpu = time.perf_counter(), time.process_time()
    pages = book.make("pdf", "docx").pages
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return pages, Sample(wall, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        cold = side_by_side(commands(PlanBook, DATASET, Path(name)), ROUNDS)
    rows = [*cold, *in_child(warm, 1), *in_child(warm, 2)]
    base = next((row for row in rows if row.name.startswith("LibreOffice")), rows[0])
    lengths = [in_child(length_row, times) for times in TIMES]
    growth = "\n".join(
        f"| {pages} | {sample.cpu:.2f} | {1000 * sample.cpu / pages:.0f} | {sample.peak_mb:.0f} |"
        for pages, sample in lengths
    )
    text = f"""# The plan book of {lengths[0][0]} pages

{machine()}; revision {revision()}; medians of {ROUNDS} cold and {WARM_ROUNDS} warm rounds.
CPU counts the process with all children it waited for; whole warm books have new texts each time, so nothing of
them was laid out before. Chromium makes no page numbers in the contents; Chromium and Typst do not make the DOCX.

{table(rows, base)}

Longer books, PDF and DOCX in one process, every chapter new to it:

| pages | CPU s | ms a page | peak MB |
|---|---|---|---|
{growth}
"""
    (HERE / "RESULTS-plan-book.md").write_text(text, encoding="utf-8")
    print(text)  # noqa: T201 - the table is the result


if __name__ == "__main__":
    main()
