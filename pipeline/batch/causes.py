"""Why a document failed, as data: an id for machines, a sentence for people, and whether to try again."""

from __future__ import annotations

import errno
from dataclasses import dataclass

from pipeline.errors import ExitCode, OutputLockedError, SarabanError
from pipeline.messages import N_, gettext
from pipeline.run.files import FolderError

RAISED, REFUSED, TIMEOUT, MEMORY, KILLED, ENDED = "raised", "refused", "timeout", "memory", "killed", "ended"
FOLDER = "folder"
"""Ids of causes: an error of the program; one of its own sentences to the planner; too long; too large; killed by a
signal; ended by itself; nothing can be written, so that all others would fail as well."""

_PASSING = frozenset(
    {
        errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENETDOWN,
        errno.ENETUNREACH, errno.ESTALE, errno.ETIMEDOUT,
    }
)  # fmt: skip
"""What a network drive, or a machine with much to do, answers for a while. A full disk is not among them."""

_INTERNAL = N_("โปรแกรมผิดพลาดภายใน ({kind})")
_NO_MEMORY = N_("เอกสารใช้หน่วยความจำเกิน {limit} MB")


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a document could not be made.

    ``transient``: the same document may succeed at another try. ``message`` and ``remedy`` (what to do, where an error
    says it itself) are in the language of the run; ``trace`` is for whoever mends the program, empty where it is not to
    blame.
    """

    id: str
    message: str
    transient: bool = False
    trace: str = ""
    remedy: str = ""


def cause_of(error: BaseException, trace: str = "", *, memory_mb: int = 0) -> Cause:
    """The cause that an error is; ``memory_mb`` is the limit that a MemoryError ran into."""
    if isinstance(error, MemoryError):
        return no_memory(memory_mb, trace)
    if isinstance(error, SarabanError):
        passing = isinstance(error, OutputLockedError) or _is_passing(error.__cause__)
        # A sentence to the planner is no mistake of the program: there is nothing to send to whoever mends it.
        kept = trace if error.exit_code == ExitCode.INTERNAL else ""
        return Cause(FOLDER if _is_of_all(error) else REFUSED, error.message, passing, kept, error.remedy)
    message = gettext(_INTERNAL).format(kind=type(error).__name__)
    return Cause(RAISED, message, _is_passing(error), trace)


def no_memory(limit_mb: int, trace: str = "") -> Cause:
    """A document took more memory than it may."""
    return Cause(MEMORY, gettext(_NO_MEMORY).format(limit=limit_mb), trace=trace)


def _is_of_all(error: SarabanError) -> bool:
    """Whether nothing can be written any more. A right may be missing in one folder alone."""
    lacking = isinstance(error.__cause__, OSError) and error.__cause__.errno in {errno.EACCES, errno.EPERM}
    return isinstance(error, FolderError) and not lacking


def _is_passing(error: BaseException | None) -> bool:
    return isinstance(error, OSError) and error.errno in _PASSING
