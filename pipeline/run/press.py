"""One document from data to bytes: compose, lay out once, write every format from that layout."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline import compose, docx, layout, pdf
from pipeline.bundled import bundled_folder
from pipeline.compose.extras import extra
from pipeline.compose.registry import PAGELESS
from pipeline.layout.engine import no_garbage_collection
from pipeline.layout.faces import find_face
from pipeline.run.bookpress import BookPress
from pipeline.run.chapters import Terms, document_meta
from pipeline.run.crew import Crew, sensible_jobs
from pipeline.run.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.changes import Change
    from pipeline.compose.composed import Composed
    from pipeline.docx import WordFace
    from pipeline.layout.faces import Face
    from pipeline.model import Dataset
    from pipeline.monitoring import Occasion
    from pipeline.run.choices import Choices
    from pipeline.run.output import Format
    from pipeline.run.plan import Job


_PT = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The files of one document, all from the same layout; ``pages`` are those of the document."""

    pages: int
    files: Mapping[Format, bytes]


class Press:
    """Makes documents of one dataset; the face and the word list are looked up once.

    Args:
        dataset: the dataset.
        choices: how it is to be printed.
        before: a press of the same process: chapters that it made are not made again, its processes are taken over.
        crew: processes that were started for this press; they belong to it now.

    Raises:
        EnvironmentLacksError: the face of the house style is not to be found.
    """

    def __init__(
        self, dataset: Dataset, choices: Choices, *, before: Press | None = None, crew: Crew | None = None
    ) -> None:
        self._dataset = choices.applied_to(dataset)
        self._choices = choices
        self._shelf: Shelf = Shelf() if before is None else before._shelf  # noqa: SLF001 - one of ourselves
        self._crew: Crew | None = crew or (None if before is None else before._crew)  # noqa: SLF001
        self._changes: tuple[Change, ...] | None = None
        self._occasion = choices.occasion(self._dataset)
        house = self._dataset.house
        self._face = find_face(house.font, [] if choices.fonts is None else [choices.fonts])
        self._word_face = word_face(house.docx_font, self._face)

    def close(self) -> None:
        """End the processes that helped."""
        if self._crew is not None:
            self._crew.close()

    def print(self, job: Job) -> Printed:
        """Every format of one document.

        Raises:
            SarabanError: this document cannot be made: a glyph is missing, the template is wrong.
        """
        extras = {
            form: extra(job.kind, job.overall or self._dataset, self._occasion_of(job), form)
            for form, _ in job.files
            if form in PAGELESS
        }
        forms = [form for form, _ in job.files if form not in PAGELESS]
        if not forms:
            return Printed(0, extras)
        printed = self._on_pages(job, forms)
        return Printed(printed.pages, {**printed.files, **extras})

    def _on_pages(self, job: Job, forms: Sequence[Format]) -> Printed:
        """The formats that are laid out."""
        composed = self._compose(job)
        if job.kind.subject == "project" and len(composed.chapters) == 1:
            return self._print_sheet(composed, forms)
        return self._print_book(composed, forms)

    def _compose(self, job: Job) -> Composed:
        house = self._dataset.house
        return compose.render(
            self._dataset,
            job.kind.name,
            job.overall or job.project or self._dataset,
            digits=house.digits,
            face_scale=self._face.scale,
            picture=house.picture,
            templates=self._choices.templates,
            changes=self._since(),
            assets=self._dataset.origin.folder,
            occasion=self._occasion_of(job),
        )

    def _occasion_of(self, job: Job) -> Occasion:
        return self._occasion if job.overall is None else job.overall.occasion

    def _since(self) -> tuple[Change, ...] | None:
        """What changed since the issue before, where that is asked for; compared once."""
        if self._choices.since is not None and self._changes is None:
            from pipeline.changes import changes

            self._changes = changes(self._choices.since, self._dataset)
        return self._changes

    def _print_sheet(self, composed: Composed, forms: Sequence[Format]) -> Printed:
        """A document of one chapter."""
        laid_out = layout.lay_out(
            composed.html, base=bundled_folder("templates"), face=self._face, protect=composed.protect
        )
        files: dict[Format, bytes] = {}
        for form in forms:
            if form == "pdf":
                files[form] = pdf.write(laid_out, created=composed.created)
            else:
                meta = document_meta(composed)
                picture_source = files.get("pdf") or (lambda: pdf.write(laid_out, created=composed.created))
                with no_garbage_collection():
                    files[form] = docx.write(laid_out, word_face=self._word_face, meta=meta, pdf=picture_source)
        return Printed(len(laid_out.pages), files)

    def _print_book(self, composed: Composed, forms: Sequence[Format]) -> Printed:
        """A document of many chapters."""
        house = self._dataset.house
        drawn: set[Format] = {"pdf" if form == "booklet" else form for form in forms}
        terms = Terms(
            face=self._face,
            word_face=self._word_face,
            protect=composed.protect,
            duplex=house.duplex,
            formats=tuple(sorted(drawn)),
        )
        press = BookPress(composed, terms, self._shelf, self._crew_for(len(composed.chapters)))
        pages, files = press.print(forms, gutter=float(house.gutter) * _PT)
        return Printed(pages, files)

    def _crew_for(self, chapters: int) -> Crew | None:
        """The processes for a book of so many chapters; those that run already are used in any case."""
        if self._crew is None:
            jobs = self._choices.jobs or sensible_jobs(chapters)
            self._crew = Crew(jobs) if jobs > 1 else None
        return self._crew


def word_face(name: str | None, face: Face) -> WordFace:
    """What Word is told to set the document in: the house's choice, by default TH Sarabun New.

    A size in the PDF's face becomes the size at which the face named in Word looks as large: the PDF's own face
    keeps its sizes, any other is taken to be drawn like TH Sarabun New, as the national fonts are.
    """
    if name == face.family:
        return docx.WordFace(name, scale=1.0, natural_line=face.line_height)
    office = replace(docx.TH_SARABUN_NEW, scale=1 / face.scale)
    return office if name in (None, office.name) else replace(office, name=name, alternative="")
