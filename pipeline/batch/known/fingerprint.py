"""Whether a document would come out differently now, and by what: its data, templates, font, options, or the program.

A fingerprint is made without making the document, from what the document can see. It is the same in every process and
on every machine with the same program.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, Self

from pipeline.batch.known.digest import Digest

if TYPE_CHECKING:
    from pipeline.batch.known.surroundings import Surroundings
    from pipeline.model import Dataset
    from pipeline.run.choices import Choices
    from pipeline.run.output import Format
    from pipeline.run.plan import Job

_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Digests of all that decides how a file comes out; two that are equal mean the same bytes."""

    data: str
    template: str
    font: str
    options: str
    code: str

    def __str__(self) -> str:
        return "-".join((_VERSION, *astuple(self)))

    @classmethod
    def of_text(cls, text: str) -> Self | None:
        """A fingerprint as it was kept; ``None`` where it is of another version, or no fingerprint."""
        parts = text.split("-")
        if len(parts) != 1 + len(PARTS) or parts[0] != _VERSION:
            return None
        return cls(*parts[1:])

    def changed_since(self, before: str) -> tuple[str, ...]:
        """Which of :data:`PARTS` differ from a fingerprint as it was kept: all of them where that is none."""
        old = self.of_text(before)
        if old is None:
            return PARTS
        return tuple(name for name in PARTS if getattr(self, name) != getattr(old, name))


PARTS = tuple(field.name for field in fields(Fingerprint))


class Fingerprints:
    """Fingerprints of the documents of one dataset.

    Args:
        dataset: the dataset.
        choices: how it is to be printed.
        surroundings: what it is printed with; one for all datasets of a batch.

    Raises:
        EnvironmentLacksError: the face of the house style is not to be found.
    """

    def __init__(self, dataset: Dataset, choices: Choices, surroundings: Surroundings) -> None:
        from pipeline.batch.known.seen import Seen  # who compares fingerprints needs no data

        self._dataset = choices.applied_to(dataset)
        self.surroundings = surroundings
        self._seen = Seen(self._dataset, choices.since)
        self._font = surroundings.font(self._dataset.house.font)
        self._code = surroundings.code()
        self._occasion = choices.occasion(dataset)
        self._options: dict[tuple[bool, str], str] = {}

    def of(self, job: Job, form: Format) -> Fingerprint:
        """The fingerprint that a document has in one of its formats."""
        from pipeline.run.plan import is_book

        book = is_book(job.kind)
        if (book, form) not in self._options:
            self._options[book, form] = options_of(self._dataset, form, book=book)
        return Fingerprint(
            data=self._data(job),
            template=self.surroundings.template(job.kind),
            font=self._font,
            options=self._options[book, form],
            code=self._code,
        )

    def _data(self, job: Job) -> str:
        """What the document sees: of the dataset, or of all agencies; a monthly one also its month and day."""
        if not job.kind.monthly:
            return self._seen.by(job.kind, job.project)
        digest = Digest()
        if job.overall is None:
            digest.add(self._seen.by(job.kind, job.project), self._occasion)
        else:
            digest.add(job.overall)
        return digest.text()


def options_of(dataset: Dataset, form: Format, *, book: bool) -> str:
    """A digest of how a file is to be printed, whether the dataset says so or the caller did.

    Args:
        dataset: with the house style and the scores as chosen.
        form: the format.
        book: whether the document is bound: then it knows right-hand pages.
    """
    house, digest = dataset.house, Digest()
    digest.add(form, house.digits.value, house.margins, house.gutter, house.picture)
    digest.add(house.duplex if book else None, house.docx_font if form == "docx" else None)
    if book and dataset.evaluation is not None:
        digest.add(dataset.evaluation.scores)
    return digest.text()
