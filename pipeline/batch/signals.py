"""A run that is told to end (SIGTERM) ends like one that is interrupted (Ctrl-C): by an exception, cleaning up."""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


class Terminated(KeyboardInterrupt):
    """The system, or whoever may, told this run to end."""


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """While inside, SIGTERM raises :class:`Terminated`, once; SIGINT raises KeyboardInterrupt as ever.

    Signals that come after the first do not disturb the cleaning up. In another thread than the main one nothing is
    changed, since signals are not heard there.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def stop(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - as handlers are called
        for each in before:
            signal.signal(each, signal.SIG_IGN)
        raise Terminated if number == signal.SIGTERM else KeyboardInterrupt

    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
