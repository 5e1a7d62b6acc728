"""Standard output for results, standard error for everything else.

Libraries that print must not spoil ``--json``, so while a verb works the process's own standard output points
at standard error, and only :func:`result` writes to the real one. A reader that goes away (``| head``) is no
error of ours.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

from pipeline.errors import EnvironmentLacksError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Iterator

_results: TextIO | None = None

_LOST = N_("เขียนผลลัพธ์ออกทาง standard output ไม่ได้: {reason}")
_LOST_REMEDY = N_("ตรวจเนื้อที่ของดิสก์ที่รับผลลัพธ์ แล้วสั่งใหม่อีกครั้ง")


def fill_missing() -> None:
    """Open the standard streams that the process was started without (``2>&-``, some timers), to nowhere.

    Else the next file that is opened takes the stream's number, and what libraries print ends in that file.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            nowhere = os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
            os.set_inheritable(number, True)  # noqa: FBT003 - the system's own call
            if getattr(sys, name) is None:
                setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False))


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: Thai has no place in ASCII, and cp874 lacks most of a report.

    A file name that is no text (a lone surrogate) comes out escaped, which in JSON is the right escape as well.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@contextlib.contextmanager
def results_only() -> Iterator[None]:
    """Keep standard output for :func:`result`; what anything else prints there goes to standard error."""
    global _results  # noqa: PLW0603 - a process has one standard output
    try:
        sys.stdout.flush()
        own = os.dup(sys.stdout.fileno())
    except (OSError, AttributeError):  # no real output: a test's buffer, a program without a console
        yield
        return
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _results = os.fdopen(own, "w", encoding="utf-8", errors="backslashreplace")
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
        os.dup2(own, sys.stdout.fileno())
        with contextlib.suppress(OSError):
            _results.close()
        _results = None


def result(text: str) -> None:
    """One result, on standard output at once (another program may be waiting for the line).

    Raises:
        EnvironmentLacksError: it cannot be written, for instance to a file on a full disk.
    """
    try:
        _write(_results or sys.stdout, text)
    except OSError as error:
        raise EnvironmentLacksError(gettext(_LOST).format(reason=error.strerror), gettext(_LOST_REMEDY)) from error


def message(text: str = "") -> None:
    """One message for the person, on standard error. One that cannot be written is lost: there is nowhere to say so."""
    with contextlib.suppress(OSError):
        _write(sys.stderr, text)


def is_interactive() -> bool:
    """Whether somebody watches standard error, so that a progress bar makes sense."""
    return sys.stderr is not None and sys.stderr.isatty()


def results_are_seen() -> bool:
    """Whether standard output is a terminal, not a file or another program."""
    stream = _results or sys.stdout
    return stream is not None and stream.isatty()


def may_colour() -> bool:
    """Whether nobody asked for plain text (https://no-color.org)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def silence(stream: TextIO) -> None:
    """Let a stream whose reader has gone swallow what is still to come, at exit as well."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _write(stream: TextIO, text: str) -> None:
    if stream is None:  # pythonw
        return
    try:
        stream.write(text + "\n")
        stream.flush()
    except BrokenPipeError:
        silence(stream)
    except OSError:
        silence(stream)
        raise
