"""One document from data to bytes: compose, lay out once, write every format from that layout."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline import compose, docx, layout, pdf
from pipeline.bundled import bundled_folder
from pipeline.layout.engine import no_garbage_collection
from pipeline.layout.faces import find_face

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.compose.composed import Composed
    from pipeline.docx import WordFace
    from pipeline.layout.document import LaidOut
    from pipeline.layout.faces import Face
    from pipeline.model import Dataset, Digits
    from pipeline.run.output import Format
    from pipeline.run.plan import Job


@dataclass(frozen=True, slots=True)
class Printed:
    """The files of one document, all from the same layout."""

    pages: int
    files: Mapping[Format, bytes]


class Press:
    """Makes documents of one dataset; the face and the word list are looked up once.

    Raises:
        EnvironmentLacksError: the face of the house style is not to be found.
    """

    def __init__(
        self,
        dataset: Dataset,
        *,
        digits: Digits | None = None,
        picture: bool | None = None,
        templates: Path | None = None,
        fonts: Path | None = None,
    ) -> None:
        house = dataset.house
        self._dataset = dataset
        self._digits = house.digits if digits is None else digits
        self._picture = house.picture if picture is None else picture
        self._templates = templates
        self._face = find_face(house.font, [] if fonts is None else [fonts])
        self._word_face = word_face(house.docx_font, self._face)

    def print(self, job: Job) -> Printed:
        """Every format of one document.

        Raises:
            SarabanError: this document cannot be made: a glyph is missing, the template is wrong.
        """
        composed = compose.render(
            self._dataset,
            job.kind.name,
            job.project or self._dataset,
            digits=self._digits,
            face_scale=self._face.scale,
            picture=self._picture,
            templates=self._templates,
        )
        laid_out = layout.lay_out(
            composed.html, base=bundled_folder("templates"), face=self._face, protect=composed.protect
        )
        return Printed(len(laid_out.pages), self._write(job, composed, laid_out))

    def _write(self, job: Job, composed: Composed, laid_out: LaidOut) -> Mapping[Format, bytes]:
        files: dict[Format, bytes] = {}
        for form, _ in job.files:
            if form == "pdf":
                files[form] = pdf.write(laid_out, created=composed.created)
            else:
                meta = docx.DocumentMeta(
                    title=composed.title,
                    author=composed.author,
                    created=composed.created,
                    subject=composed.subject,
                    keywords=", ".join(composed.keywords),
                )
                picture_source = files.get("pdf") or (lambda: pdf.write(laid_out, created=composed.created))
                with no_garbage_collection():
                    files[form] = docx.write(laid_out, word_face=self._word_face, meta=meta, pdf=picture_source)
        return files


def word_face(name: str | None, face: Face) -> WordFace:
    """What Word is told to set the document in: the house's choice, by default TH Sarabun New.

    A size in the PDF's face becomes the size at which the face named in Word looks as large: the PDF's own face
    keeps its sizes, any other is taken to be drawn like TH Sarabun New, as the national fonts are.
    """
    if name == face.family:
        return docx.WordFace(name, scale=1.0, natural_line=face.line_height)
    office = replace(docx.TH_SARABUN_NEW, scale=1 / face.scale)
    return office if name in (None, office.name) else replace(office, name=name, alternative="")
