"""A process that sets and draws chapters for another one; started and fed by :mod:`pipeline.run.crew`.

It reads pickled requests from its standard input and answers on its standard output, one for one, until the input
ends: when the other process is gone, however it went, so is this one.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import traceback
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from pipeline import messages
from pipeline.run.requests import Open

if TYPE_CHECKING:
    from pipeline.run.chapters import Desk
    from pipeline.run.requests import Request


class Failed(NamedTuple):
    """The answer to what could not be done, with the traceback for whoever mends the program."""

    error: Exception
    trace: str


def main() -> None:
    """Answer requests until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other process is interrupted, and ends this one
    requests, answers = sys.stdin.buffer, _own_output()
    from pipeline.run.chapters import Desk

    gc.freeze()  # what was loaded stays
    gc.disable()  # the desk and the next book call for it
    desk: Desk | None = None
    while True:
        try:
            request: Request = pickle.load(requests)  # noqa: S301 - from the process that started this one
        except EOFError:
            return
        if isinstance(request, Open):
            messages.use_language(request.language)
            desk = Desk(request.terms)
            gc.collect()
        answer = None if desk is None else _answer(desk, request)
        try:
            pickle.dump(answer, answers)
            answers.flush()
        except BrokenPipeError:
            return


def _own_output() -> IO[bytes]:
    """Standard output for answers alone: what a library prints goes to standard error."""
    own = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(own, "wb")


def _answer(desk: Desk, request: Request) -> Any:  # noqa: ANN401 - facts, a chapter, a failure
    try:
        return None if isinstance(request, Open) else desk.do(request)
    except Exception as error:  # noqa: BLE001 - told where the work was ordered
        return Failed(_that_travels(error), traceback.format_exc())


def _that_travels(error: Exception) -> Exception:
    """The error itself, or one of the same text where it cannot be sent."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - whatever its class does when it is made again
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
