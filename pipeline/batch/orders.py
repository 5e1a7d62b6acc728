"""What a batch is asked for, and what is told between the coordinator and the processes that do the work.

Everything here travels between processes, and between machines: small, frozen, and free of open things.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from pipeline.model import Month
    from pipeline.monitoring import FollowUp, MonthFigures, Overall
    from pipeline.run.choices import Choices
    from pipeline.run.output import Format

ALL = "+"
"""The source of documents over all agencies. No real source has this name."""

MONTHLY = ("progress-form", "follow-up", "executive-summary")
"""The kinds that a batch makes without being asked for others."""


@dataclass(frozen=True, slots=True)
class Source:
    """A dataset of the batch. ``id`` is the name of its folder of outputs, the same every month."""

    id: str
    path: Path


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for all documents of a batch.

    ``out`` is the batch's folder; files are named below it, with the month first: ``2569-06/city-lab/….pdf``.
    ``today`` is the day where data names none. ``kinds`` are names; ``kinds_given`` tells whether the caller chose
    them: then an agency that has no data for one is told.
    """

    month: Month
    today: dt.date
    kinds: tuple[str, ...]
    kinds_given: bool
    choices: Choices
    out: Path


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that a document shall have: its name below the batch's folder, and its fingerprint."""

    format: Format
    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document that shall be there: ``subject`` is a project's code or empty, ``title`` what it is called for."""

    source: str
    kind: str
    subject: str
    title: str
    files: tuple[PlannedFile, ...]


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of a source without its documents.

    ``errors``, ``warnings`` and ``notes`` count findings that are not silenced. ``refused`` are lines that say why
    nothing can be made of it, empty where all is well; ``without`` are kinds that it has no data for, ``other_year``
    tells that it is data of another fiscal year than the month's, so that nothing of the month is made. ``chat`` is the
    text of its follow-up for a chat group, ``overdue`` the projects that owe the month's report. ``assets`` are files
    outside the source that it names.
    """

    agency: str
    fiscal_year: int
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    refused: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    other_year: bool = False
    chat: str = ""
    overdue: int = 0
    assets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourcePlan:
    """What shall be made of a source; ``figures`` and ``follow_up`` where documents over all agencies need them."""

    facts: SourceFacts
    documents: tuple[PlannedDocument, ...] = ()
    figures: MonthFigures | None = None
    follow_up: FollowUp | None = None


@dataclass(frozen=True, slots=True)
class FileMade:
    """A file that was written: SHA-256 in hexadecimal, size in bytes, and when the system says it was changed (ns)."""

    format: Format
    name: str
    sha256: str
    size: int
    changed: int
    pages: int


class Order(NamedTuple):
    """A document to make: of ``source``, or over all agencies (``overall``) in the house style of ``source``."""

    source: Source
    terms: Terms
    document: PlannedDocument
    overall: Overall | None = None
