"""The annual plan book against other engines, and what a change of one project costs.

``make bench`` runs it. Programs that are not installed are left out and named. Nothing is asserted: figures of
one machine are no promise, only their ratios travel. The rows go to ``RESULTS-plan-book.md`` beside this file.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measure import Sample, machine, warm_in_turn
from newtext import renewed, with_new_texts
from plain_book import write_blocks, write_html
from table import HERE, ROOT, Row, in_child, other_engines, revision, side_by_side, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Dataset

DATASET = ROOT / "examples" / "city-lab-2570"
ROUNDS = 3
WARM_ROUNDS = 5
TIMES = (1, 6, 15)
"""How many copies of the example's projects the long books have."""


class Book:
    """The plan book of a dataset, made again and again in one process."""

    def __init__(self, dataset: Dataset, jobs: int = 1) -> None:
        self.dataset = dataset
        self._jobs = jobs
        self._made = 0
        self._press: Any = None
        self._press_of(dataset)

    def _press_of(self, dataset: Dataset) -> Any:  # noqa: ANN401 - a private type of the run
        from pipeline.run.builder import press_for
        from pipeline.run.choices import Choices

        self._press = press_for(dataset, Choices(jobs=self._jobs), before=self._press)
        return self._press

    def make(self, *formats: str, dataset: Dataset | None = None) -> Any:  # noqa: ANN401 - a private type of the run
        """The files of a book."""
        from pipeline.compose import find_kind
        from pipeline.run.plan import plan

        chosen = dataset or self.dataset
        (job,) = plan(chosen, find_kind("plan-book"), out=Path(tempfile.gettempdir()), formats=formats)
        return self._press_of(chosen).print(job)

    def with_new_texts(self, *formats: str) -> Any:  # noqa: ANN401 - a private type of the run
        """The book with texts that were never set before."""
        self._made += 1
        return self.make(*formats, dataset=with_new_texts(self.dataset, self._made))

    def with_one_changed(self, *formats: str) -> Any:  # noqa: ANN401 - a private type of the run
        """The book after one project got another budget and other weights of two steps."""
        self._made += 1
        project = self.dataset.projects[3]
        first, second, *rest = project.steps
        steps = (
            first.model_copy(update={"name": f"{first.name} {self._made}"}),
            second.model_copy(update={"name": f"{second.name} {self._made}"}),
            *rest,
        )
        budget = (project.planned_budget or 0) + self._made * 100
        changed = project.model_copy(update={"budget": budget, "steps": steps})
        projects = tuple(changed if known is project else known for known in self.dataset.projects)
        return self.make(*formats, dataset=renewed(self.dataset, projects=projects))


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


def commands(folder: Path) -> dict[str, Sequence[str]]:
    """The same book by each engine at hand."""
    saraban = [sys.executable, "-m", "pipeline", "build", str(DATASET), "-d", "plan-book", "-o", str(folder / "out")]
    found: dict[str, Sequence[str]] = {
        "Saraban, cold process, PDF, one job": [*saraban, "-f", "pdf", "--jobs", "1"],
        "Saraban, cold process, PDF, two jobs": [*saraban, "-f", "pdf", "--jobs", "2"],
        "Saraban, cold process, PDF + DOCX, one job": [*saraban, "--jobs", "1"],
        "Saraban, cold process, PDF + DOCX, two jobs": [*saraban, "--jobs", "2"],
    }
    docx, html, data = folder / "book.docx", folder / "book.html", folder / "book.json"
    in_child(write_comparables, docx, html, data)
    return found | other_engines(docx, html, HERE / "book.typ", data, folder)


def write_comparables(docx: Path, html: Path, data: Path) -> None:
    """The DOCX, the HTML with its stylesheets, and the plain blocks of the book."""
    from pipeline import compose
    from pipeline.layout.faces import find_face

    dataset = example()
    docx.write_bytes(Book(dataset).make("pdf", "docx").files["docx"])
    face = find_face(None, [])
    composed = compose.render(dataset, "plan-book", dataset, face_scale=face.scale, assets=DATASET)
    write_html(composed, face.family, html)
    write_blocks(composed, data)


def warm_rows(jobs: int) -> list[Row]:
    """One process, the whole book with new texts, and with one project changed."""
    book = Book(example(), jobs)
    works = {
        "the whole book, PDF": lambda: book.with_new_texts("pdf"),
        "the whole book, PDF + DOCX": lambda: book.with_new_texts("pdf", "docx"),
        "one project changed, PDF": lambda: book.with_one_changed("pdf"),
        "one project changed, PDF + DOCX": lambda: book.with_one_changed("pdf", "docx"),
    }
    book.make("pdf", "docx")
    whole = warm_in_turn(list(works.values())[:2], rounds=WARM_ROUNDS, warm_up=1)
    book.make("pdf", "docx")
    changed = warm_in_turn(list(works.values())[2:], rounds=WARM_ROUNDS, warm_up=1)
    name = "one job" if jobs == 1 else f"{jobs} jobs (CPU without the workers)"
    return [
        Row(f"Saraban, warm process, {name}: {what}", sample)
        for what, sample in zip(works, whole + changed, strict=True)
    ]


def length_row(times: int) -> tuple[int, Sample]:
    """Pages of a longer book, and what making PDF and DOCX once costs in a fresh, warmed process."""
    import time

    Book(example()).make("pdf", "docx")
    book = Book(longer(times))
    wall, cpu = time.perf_counter(), time.process_time()
    pages = book.make("pdf", "docx").pages
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return pages, Sample(wall, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        cold = side_by_side(commands(Path(name)), ROUNDS)
    rows = [*cold, *in_child(warm_rows, 1), *in_child(warm_rows, 2)]
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
