"""A document in chapters as the benchmarks make it: again and again, with new texts, or with one record changed."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measure import warm_in_turn
from newtext import with_new_texts
from plain_book import write_blocks, write_html
from table import HERE, Row, in_child, other_engines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Dataset


class Book:
    """A document in chapters, made again and again in one process; ``kind`` is its kind."""

    kind = ""

    def __init__(self, dataset: Dataset, jobs: int = 1) -> None:
        self.dataset = dataset
        self._jobs = jobs
        self.made = 0
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
        (job,) = plan(chosen, find_kind(self.kind), out=Path(tempfile.gettempdir()), formats=formats)
        return self._press_of(chosen).print(job)

    def with_new_texts(self, *formats: str) -> Any:  # noqa: ANN401 - a private type of the run
        """The book with texts that were never set before."""
        self.made += 1
        return self.make(*formats, dataset=with_new_texts(self.dataset, self.made))

    def with_one_changed(self, *formats: str) -> Any:  # noqa: ANN401 - a private type of the run
        """The book after one record of the dataset became another."""
        self.made += 1
        return self.make(*formats, dataset=self.changed())

    def changed(self) -> Dataset:
        """The dataset with one record that is new every time."""
        raise NotImplementedError


def warm_rows(book: Book, jobs: int, what: str, rounds: int) -> list[Row]:
    """One process, the whole book with new texts, and with one record (``what``) changed."""
    works = {
        "the whole, PDF": lambda: book.with_new_texts("pdf"),
        "the whole, PDF + DOCX": lambda: book.with_new_texts("pdf", "docx"),
        f"{what} changed, PDF": lambda: book.with_one_changed("pdf"),
        f"{what} changed, PDF + DOCX": lambda: book.with_one_changed("pdf", "docx"),
    }
    book.make("pdf", "docx")
    whole = warm_in_turn(list(works.values())[:2], rounds=rounds, warm_up=1)
    book.make("pdf", "docx")
    changed = warm_in_turn(list(works.values())[2:], rounds=rounds, warm_up=1)
    name = "one job" if jobs == 1 else f"{jobs} jobs (CPU without the workers)"
    return [
        Row(f"Saraban, warm process, {name}: {work}", sample)
        for work, sample in zip(works, whole + changed, strict=True)
    ]


def commands(maker: type[Book], dataset: Path, folder: Path) -> dict[str, Sequence[str]]:
    """The same document by each engine at hand; comparables are made in a fresh process."""
    saraban = [sys.executable, "-m", "pipeline", "build", str(dataset), "-d", maker.kind, "-o", str(folder / "out")]
    found: dict[str, Sequence[str]] = {
        "Saraban, cold process, PDF, one job": [*saraban, "-f", "pdf", "--jobs", "1"],
        "Saraban, cold process, PDF, two jobs": [*saraban, "-f", "pdf", "--jobs", "2"],
        "Saraban, cold process, PDF + DOCX, one job": [*saraban, "--jobs", "1"],
        "Saraban, cold process, PDF + DOCX, two jobs": [*saraban, "--jobs", "2"],
    }
    docx, html, data = folder / "book.docx", folder / "book.html", folder / "book.json"
    in_child(_write_comparables, maker, dataset, docx, html, data)
    return found | other_engines(docx, html, HERE / "book.typ", data, folder)


def _write_comparables(maker: type[Book], source: Path, docx: Path, html: Path, data: Path) -> None:
    """The DOCX, the HTML with its stylesheets, and the plain blocks of the document."""
    import pipeline
    from pipeline import compose
    from pipeline.layout.faces import find_face

    book = maker(pipeline.load(source))
    docx.write_bytes(book.make("pdf", "docx").files["docx"])
    face = find_face(None, [])
    composed = compose.render(book.dataset, book.kind, book.dataset, face_scale=face.scale, assets=source)
    write_html(composed, face.family, html)
    write_blocks(composed, data)
