"""The program of a process that calls functions for another one; started and fed by :mod:`pipeline.batch.pool.limited`.

It ends when its requests end, when it is told to (SIGTERM), and when the process that started it is gone, however that
went and whatever this one is doing.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
import threading
import traceback
from itertools import count
from typing import IO, TYPE_CHECKING, Any, NamedTuple, NoReturn

from pipeline import messages
from pipeline.batch.causes import Cause, cause_of
from pipeline.batch.pool.memory import cap_addresses, give_back, keep_what_is_loaded

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

HEAD = struct.Struct(">Q")
"""What stands before an answer: its length in bytes."""

_LONGEST_TRACE = 20_000
_MOMENT = 0.01
"""Seconds until an end that was swallowed is asked for again."""


class Terms(NamedTuple):
    """What is told first: the language of messages, the limit of memory, and what to do before the first request."""

    language: str
    memory_mb: int
    prepare: Callable[[], object] | None


class Answer(NamedTuple):
    """What became of a request; the first answer says whether the process is ready."""

    value: Any
    cause: Cause | None


class _Told(BaseException):
    """The end was asked for: not to be taken for an error of a document."""


def main(requests: IO[bytes], answers: int, lifeline: int) -> None:
    """Answer requests until there are no more.

    Args:
        requests: a pickled :class:`Terms`, then pickled bytes, each a pickled function with its arguments.
        answers: descriptor to write to: :data:`HEAD`, then a pickled :class:`Answer`.
        lifeline: descriptor of a pipe that ends when the other process does.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other process is interrupted, and ends this one
    for descriptor in (requests.fileno(), answers, lifeline):
        os.set_inheritable(descriptor, False)  # noqa: FBT003 - the system's own call
    _hold_to(lifeline)
    os.dup2(2, 1)  # what a library prints is no answer
    try:
        heed_the_end()
        _serve(requests, answers)
    except _Told:
        sys.exit(128 + signal.SIGTERM)
    except (EOFError, BrokenPipeError):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it is ending


def _serve(requests: IO[bytes], answers: int) -> None:
    terms: Terms = pickle.load(requests)  # noqa: S301 - from the process that started this one
    messages.use_language(terms.language)
    ready = _answer(lambda: terms.prepare() if terms.prepare else None, terms.memory_mb, keep=False)
    keep_what_is_loaded()
    cap_addresses(terms.memory_mb)
    _write(answers, ready)
    for documents in count(1):
        request: bytes = pickle.load(requests)  # noqa: S301 - as above
        _write(answers, _answer(lambda request=request: _call(request), terms.memory_mb))  # type: ignore[misc]
        give_back(documents)


def _call(request: bytes) -> Any:  # noqa: ANN401 - what the function returns
    work, arguments = pickle.loads(request)  # noqa: S301 - as above
    return work(*arguments)


def _answer(work: Callable[[], Any], memory_mb: int, *, keep: bool = True) -> bytes:
    """What the work returns, or why it failed, ready to be sent."""
    try:
        value = work()
        return pickle.dumps(Answer(value if keep else None, None))
    except _Told:
        raise
    except BaseException as error:  # noqa: BLE001 - told where the work was ordered; also sys.exit() fails one alone
        trace = traceback.format_exc()[-_LONGEST_TRACE:]
        return pickle.dumps(Answer(None, cause_of(error, trace, memory_mb=memory_mb)))


def _write(answers: int, answer: bytes) -> None:
    rest = memoryview(HEAD.pack(len(answer)) + answer)
    while rest:
        rest = rest[os.write(answers, rest) :]


def heed_the_end() -> None:
    """Have SIGTERM end this process by an exception, also where it comes while Python swallows exceptions."""
    signal.signal(signal.SIGTERM, _stop)
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, _stop)
        sys.unraisablehook = _swallowed


def _swallowed(unraisable: sys.UnraisableHookArgs) -> None:
    """What was raised in a finalizer, where nothing can be ended: the end is asked for once more, in a moment."""
    if unraisable.exc_type is _Told and sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, _MOMENT)
    else:
        sys.__unraisablehook__(unraisable)


def _stop(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - as handlers are called
    """End by an exception, so that temporary files go."""
    raise _Told


def _hold_to(lifeline: int) -> None:
    """End this process, and those that it started, when the pipe ends.

    A thread waits for that. It would wait for ever beside work that never lets another thread run; so where the system
    can tell by a signal (Linux), it does that too, and the signal ends the process without Python being asked.
    """
    if sys.platform == "linux":
        import fcntl

        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, -os.getpgrp())
        fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)

    def wait() -> None:
        os.read(lifeline, 1)
        os.killpg(os.getpgrp(), signal.SIGKILL)

    threading.Thread(target=wait, daemon=True).start()
