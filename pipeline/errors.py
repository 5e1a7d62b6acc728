"""The exception tree, with the exit codes that the command promises.

Bad data is never an exception on its way out of a room: it is a list of findings
(:mod:`pipeline.findings`). Exceptions are for what stops the work altogether::

    SarabanError                    1
    ├── UsageError                  2   the call itself is wrong
    ├── PartialError                3   some documents failed (:mod:`pipeline.run.output`)
    ├── DataError                   4   the data has errors; carries every finding
    ├── EnvironmentLacksError       5   Pango, a font, a program is missing
    └── OutputLockedError           6   another run writes here, or the file is open
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.findings import Finding


class ExitCode(IntEnum):
    """Exit codes of ``saraban``: a stable interface; an unknown code means failure."""

    DONE = 0
    INTERNAL = 1
    USAGE = 2
    PARTIAL = 3
    DATA = 4
    ENVIRONMENT = 5
    LOCKED = 6
    INTERRUPTED = 130


class SarabanError(Exception):
    """Anything that stops a run. ``str(error)`` is a sentence in Thai for the planner.

    Args:
        message: what is wrong, in Thai (a message id of the catalogue).
        remedy: what to do about it, in Thai; may be empty.
    """

    exit_code = ExitCode.INTERNAL

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UsageError(SarabanError):
    """The call itself is wrong: unknown kind, no such source, contradicting options."""

    exit_code = ExitCode.USAGE


class DataError(SarabanError):
    """The data has errors: nothing is built. ``findings`` holds all of them, not the first."""

    exit_code = ExitCode.DATA

    def __init__(self, message: str, findings: Sequence[Finding], remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.findings = tuple(findings)


class EnvironmentLacksError(SarabanError):
    """The machine lacks something: a library, a font, a glyph, room on the disk."""

    exit_code = ExitCode.ENVIRONMENT


class OutputLockedError(SarabanError):
    """The output is held by another run, or open in Word or Excel."""

    exit_code = ExitCode.LOCKED
