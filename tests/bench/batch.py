"""The monthly batch: forms of many agencies a second, what a second run costs, and memory while it goes.

``make bench`` runs it; ``python tests/bench/batch.py --agencies 2 --projects 5`` only shows that it runs, and writes
no results. Every figure is of the command ``saraban batch`` as a user calls it, from its start to its end.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from batchcopies import forget_plans, grow
from batchrun import Run, batch, count_made, made, run, run_watched
from measure import machine
from table import HERE, ROOT, revision

from tests.batch.agencies import Texts, change, write_agencies

if TYPE_CHECKING:
    from collections.abc import Sequence

AGENCIES, PROJECTS = 50, 40
PAIRS = 0.4
"""Share of the agencies that get DOCX as well: 800 pairs tell the rate."""
TIMES = (1, 2.5, 5, 10)
"""How many times the documents of the first run are planned and skipped."""
_SHORT, _LONG = 190, 420


@dataclass(frozen=True, slots=True)
class Rate:
    """A line of the table: so many documents in one run; ``goal`` is what was to be reached."""

    what: str
    documents: int
    run: Run
    goal: str = ""

    @property
    def per_second(self) -> float:
        """By wall clock."""
        return self.documents / self.run.wall

    def line(self) -> str:
        """The line in Markdown."""
        wall, cpu = f"{self.run.wall:.1f}", f"{self.run.cpu:.1f}"
        return f"| {self.what} | {self.documents:,} | {wall} | {cpu} | {self.per_second:,.1f} | {self.goal} |"


@dataclass(frozen=True, slots=True)
class Size:
    """What a number of documents costs that are there already."""

    documents: int
    planned: Run
    skipped: Run

    def line(self) -> str:
        """The line in Markdown."""
        runs = (self.planned, self.skipped)
        told = " | ".join(f"{run.wall:.2f} | {self.documents / run.wall:,.0f}" for run in runs)
        return f"| {self.documents:,} | {told} | {1_000_000 * self.skipped.wall / self.documents:.0f} |"


def paragraphs() -> Texts:
    """The paragraphs that the tests of line breaking are measured on, but for those with a date.

    Together they make forms as long as those of the example city-lab-2569.
    """
    lines = (ROOT / "tests" / "corpus" / "paragraphs.txt").read_text(encoding="utf-8").splitlines()
    found = [line for line in lines if line and not line.startswith("#") and not re.search(r"25\d\d|๒๕|พ\.ศ\.", line)]
    return Texts(
        [line for line in found if len(line) <= _SHORT], [line for line in found if _SHORT < len(line) <= _LONG]
    )


class Bench:
    """The batches of one benchmark, below a folder of their own."""

    def __init__(self, folder: Path, agencies: int, projects: int) -> None:
        self._folder = folder
        self._agencies = agencies
        self._projects = projects
        self._written = 0
        self.source = folder / "agencies"
        self.out = folder / "out"

    def write(self, agencies: int) -> Path:
        """Agencies with texts that no run has set before."""
        self._written += 1
        shutil.rmtree(self.source, ignore_errors=True)
        shutil.rmtree(self.out, ignore_errors=True)
        write_agencies(self.source, agencies, self._projects, seed=self._written, texts=paragraphs())
        return self.source

    def make(self, what: str, *, jobs: int, agencies: int = 0, pairs: bool = False, goal: str = "") -> Rate:
        """All documents of new agencies."""
        documents = (agencies or self._agencies) * self._projects
        formats = ("pdf", "docx") if pairs else ("pdf",)
        command = batch(self.write(agencies or self._agencies), self.out, formats=formats, jobs=jobs)
        found = run_watched(command, self.out, documents)
        for form in formats:
            if count_made(self.out, f".{form}") != documents:
                raise RuntimeError(f"{what}: not {documents} files of {form}")
        return Rate(what, documents, found, goal)

    def again(self, what: str, *, documents: int = 0, changed: int = 0, goal: str = "") -> Rate:
        """The last run again, after so many projects were changed; exactly these are made."""
        first = made(self.out)
        for number, path in enumerate(sorted(self.source.glob("*/projects/*.json"))[:changed]):
            change(path, budget_received=f"{9_000_000 + number:,}")
        found = run(batch(self.source, self.out))
        second = made(self.out)
        remade = [name for name in second if first.get(name) != second[name]]
        if first.keys() != second.keys() or len(remade) != changed:
            raise RuntimeError(
                f"{what}: {len(remade)} documents of {len(first)} were made, not {changed}: {remade[:3]}"
            )
        return Rate(what, documents or len(first), found, goal)

    def size(self, times: float) -> Size:
        """So many times the agencies, of which all is done: planned from nothing, then planned as it was."""
        agencies = round(times * self._agencies)
        grow(self.source, self.out, agencies)
        forget_plans(self.out)
        planned = self.again("planned")
        return Size(agencies * self._projects, planned.run, self.again("skipped").run)


def memory(rate: Rate) -> str:
    """The moments of a run as a table."""
    jobs = max(len(moment.workers) for moment in rate.run.moments)
    lines = [f"| forms made | seconds | coordinator MB | {' | '.join(f'process {n + 1} MB' for n in range(jobs))} |"]
    lines.append("|" + "---|" * (3 + jobs))
    for moment in rate.run.moments:
        workers = [*(f"{mb:.0f}" for mb in moment.workers), *[""] * (jobs - len(moment.workers))]
        told = f"| {moment.files:,} | {moment.seconds:.1f} | {moment.coordinator:.0f} | "
        lines.append(f"{told}{' | '.join(workers)} |")
    return "\n".join(lines)


def flatness(rate: Rate, jobs: int) -> str:
    """How far the workers, the largest processes, lie apart from the first fifth of the run to its end."""
    late = [moment for moment in rate.run.moments if moment.files * 5 >= rate.documents]
    means = [statistics.mean(moment.workers[:jobs]) for moment in late if moment.workers]
    if not means:
        return "not measured"
    return f"{100 * (max(means) / min(means) - 1):.0f} % between the least and the most"


def measured(bench: Bench, agencies: int, times: Sequence[float]) -> str:
    """All runs, as the text of the results."""
    pairs = max(1, round(PAIRS * agencies))
    one = bench.make("one process, PDF", jobs=1)
    both = bench.make("two processes, PDF and DOCX", jobs=2, agencies=pairs, pairs=True, goal="≥ 9")
    two = bench.make("two processes, PDF", jobs=2, goal="≥ 12")
    ratio = two.per_second / one.per_second
    again = [bench.again("two processes, nothing changed", goal="≥ 2,000") for _ in range(3)]
    skipped = sorted(again, key=lambda rate: rate.run.wall)[1]
    changed = bench.again("two processes, one project changed", documents=1, changed=1)
    sizes = [bench.size(each) for each in times]
    rates = "\n".join(rate.line() for rate in (one, two, both, skipped, changed))
    costs = "\n".join(size.line() for size in sizes)
    return f"""# The monthly batch: {two.documents:,} forms of {agencies} agencies

{machine()}; revision {revision()}.
Each line is one run of `saraban batch` by itself, from its start to its end: reading and checking the data, making
the forms, the store and the run report. CPU counts the command with all processes that it waited for. The forms have
3 to 9 reports and as much text as those of the example city-lab-2569; no paragraph is used twice, and each run that
makes forms has texts of its own. *Nothing changed* is the middle of three runs. The folder lies on the disk of
temporary files.

| run | documents | wall s | CPU s | documents/s | to reach |
|---|---|---|---|---|---|
{rates}

Two processes make {ratio:.2f} times as many PDFs a second as one (to reach: 1.9).

Memory of the two processes that make PDFs, and of the coordinator, at the first file and at each tenth of them. The
workers are the largest processes; from the first fifth to the end the mean of the two is flat within
{flatness(two, 2)} (to reach: 15 %).

{memory(two)}

What documents cost that are there already. *Planned*: all data is read, checked and held against what is known of
the documents; *skipped*: the files of the data are what they were. The first
{two.documents:,} were made by the run above. For the others its agencies were copied with their documents (further
names of the same files), and so were the lines of the store that tell of these documents; before *planned* the store
forgot the plans of all agencies. What was measured are runs of the command, and not one document was made again.

| documents | planned s | documents/s | skipped s | documents/s | skipped µs each |
|---|---|---|---|---|---|
{costs}
"""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--agencies", type=int, default=AGENCIES)
    asked.add_argument("--projects", type=int, default=PROJECTS)
    asked.add_argument("--times", type=float, nargs="*", default=TIMES, help="how many times over to plan and skip")
    given = asked.parse_args()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), given.agencies, given.projects)
        text = measured(bench, given.agencies, given.times)
    print(text)  # noqa: T201 - the table is the result
    print(f"({time.perf_counter() - start:.0f} s in all)")  # noqa: T201
    if (given.agencies, given.projects) == (AGENCIES, PROJECTS):
        (HERE / "RESULTS-batch.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
