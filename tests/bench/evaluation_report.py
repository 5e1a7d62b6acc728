"""The evaluation report against other engines, and what a change of one result costs.

``make bench`` runs it. Programs that are not installed are left out and named. Nothing is asserted: figures of
one machine are no promise, only their ratios travel. The rows go to ``RESULTS-evaluation-report.md`` beside this file.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from book import Book, commands, warm_rows
from measure import machine
from newtext import renewed
from table import HERE, ROOT, Row, in_child, revision, side_by_side, table

if TYPE_CHECKING:
    from pipeline.model import Dataset

DATASET = ROOT / "examples" / "city-lab-2568"
ROUNDS = 3
WARM_ROUNDS = 7


class EvaluationReport(Book):
    """The evaluation report of a dataset."""

    kind = "evaluation-report"

    def changed(self) -> Dataset:
        """One indicator got another note ; nothing else is new."""
        results = self.dataset.evaluation_results
        first = results[0].model_copy(update={"note": f"ปรับปรุงครั้งที่ {self.made}"})
        return renewed(self.dataset, evaluation_results=(first, *results[1:]))


def warm(jobs: int) -> list[Row]:
    """The example in one warm process."""
    import pipeline

    return warm_rows(EvaluationReport(pipeline.load(DATASET), jobs), jobs, "one result", WARM_ROUNDS)


def pages() -> int:
    """Pages of the example."""
    import pipeline

    return int(EvaluationReport(pipeline.load(DATASET)).make("pdf").pages)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        cold = side_by_side(commands(EvaluationReport, DATASET, Path(name)), ROUNDS)
    rows = [*cold, *in_child(warm, 1), *in_child(warm, 2)]
    base = next((row for row in rows if row.name.startswith("LibreOffice")), rows[0])
    text = f"""# The evaluation report of {in_child(pages)} pages

{machine()}; revision {revision()}; medians of {ROUNDS} cold and {WARM_ROUNDS} warm rounds.
CPU counts the process with all children it waited for; whole warm reports have new texts each time, so nothing of
them was laid out before. Chromium and Typst do not make the DOCX.

{table(rows, base)}
"""
    (HERE / "RESULTS-evaluation-report.md").write_text(text, encoding="utf-8")
    print(text)  # noqa: T201 - the table is the result


if __name__ == "__main__":
    main()
