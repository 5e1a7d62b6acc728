"""What a run made and what it could not make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pipeline.errors import ExitCode, SarabanError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.findings import Finding

Format = Literal["pdf", "docx", "booklet", "xlsx", "txt"]
"""``booklet`` is a PDF as well: the pages of another, two on a sheet, in the order of a folded booklet."""

FORMATS: tuple[Format, ...] = ("pdf", "docx", "xlsx", "txt")
"""The formats to choose from, in the order in which they are made: Word's pictures are cut out of the PDF."""


@dataclass(frozen=True, slots=True)
class Output:
    """One file that was written: ``subject`` is the project's code, or empty for a document of the whole agency.

    A file without pages, such as a workbook, has 0 ``pages``.
    """

    path: Path
    kind: str
    subject: str
    format: Format
    pages: int
    bytes: int
    sha256: str

    def record(self) -> dict[str, Any]:
        """The output for machines."""
        return {
            "path": str(self.path),
            "kind": self.kind,
            "subject": self.subject,
            "format": self.format,
            "pages": self.pages,
            "bytes": self.bytes,
            "sha256": self.sha256,
        }


@dataclass(frozen=True, slots=True)
class Failure:
    """One document that could not be made, and why. The others were."""

    kind: str
    subject: str
    error: SarabanError

    def record(self) -> dict[str, Any]:
        """The failure for machines."""
        return {
            "kind": self.kind,
            "subject": self.subject,
            "exit_code": int(self.error.exit_code),
            "message": self.error.message,
            "remedy": self.error.remedy,
        }


class PartialError(SarabanError):
    """Some documents failed, the others are done: what was written, and what was not and why."""

    exit_code = ExitCode.PARTIAL

    def __init__(self, message: str, outputs: Sequence[Output], failures: Sequence[Failure]) -> None:
        super().__init__(message)
        self.outputs = tuple(outputs)
        self.failures = tuple(failures)


class Listener:
    """Is told how a run goes; the command draws its progress bar with it. This one keeps silent."""

    def checked(self, findings: tuple[Finding, ...]) -> None:
        """The data was checked and has no errors; these are the warnings and notes."""

    def planned(self, documents: int) -> None:
        """So many documents will be made."""

    def started(self, subject: str) -> None:
        """Work on a document begins."""

    def wrote(self, output: Output) -> None:
        """A file was written."""

    def failed(self, failure: Failure) -> None:
        """A document could not be made."""
