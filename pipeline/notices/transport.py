"""One try to post: look up the name, connect, send, read the head of the answer, all before one deadline.

The body of an answer is never read: its code says everything, and what the other side writes is not ours to show.
Redirects are not followed and proxies of the environment are not used, because the text would go where nobody decided
to send it.
"""

from __future__ import annotations

import contextlib
import http.client
import io
import queue
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.notices.address import is_loopback
from pipeline.notices.outcome import Cause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from _typeshed import WriteableBuffer

    from pipeline.notices.address import Address
    from pipeline.notices.payload import Payload

_Found = tuple[socket.AddressFamily, tuple["str | int | bytes", ...]]
"""A numeric address, as sockets take it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an answer: its code, and how long to wait where it says so (``Retry-After``, as written)."""

    status: int
    retry_after: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """No answer. ``again`` tells whether another try may help."""

    cause: Cause
    again: bool


class _NotLoopbackError(OSError):
    """Plain HTTP would have left this machine."""


_TROUBLES: tuple[tuple[tuple[type[Exception], ...], Trouble], ...] = (
    ((TimeoutError,), Trouble(Cause.TIMEOUT, again=True)),
    ((_NotLoopbackError,), Trouble(Cause.NOT_LOOPBACK, again=False)),
    ((socket.gaierror,), Trouble(Cause.NAME, again=True)),
    ((ssl.SSLEOFError, ssl.SSLZeroReturnError, ConnectionError), Trouble(Cause.CONNECTION, again=True)),
    ((ssl.SSLError,), Trouble(Cause.CERTIFICATE, again=False)),
    ((OSError,), Trouble(Cause.CONNECTION, again=True)),
    ((http.client.HTTPException,), Trouble(Cause.NOT_HTTP, again=False)),
)
"""What an exception means; the first that fits."""


class _Deadline:
    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left.

        Raises:
            TimeoutError: none.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def try_once(address: Address, payload: Payload, *, timeout: float) -> Answer | Trouble:
    """Post once, within ``timeout`` seconds altogether."""
    try:
        return _exchange(address, payload, _Deadline(timeout))
    except (OSError, http.client.HTTPException) as error:
        return next(trouble for kinds, trouble in _TROUBLES if isinstance(error, kinds))


def _exchange(address: Address, payload: Payload, deadline: _Deadline) -> Answer:
    connection = http.client.HTTPConnection(address.host, address.port)
    try:
        connection.sock = sock = _connected(address, deadline)
        headers = {"Host": address.authority, "Connection": "close", **payload.headers}
        sock.settimeout(deadline.left())
        connection.request("POST", address.path, payload.body, headers)
        response = _Response(sock, deadline)
        try:
            response.begin()
            return Answer(response.status, response.headers.get("Retry-After", ""))
        finally:
            response.close()
    finally:
        connection.close()


class _Response(http.client.HTTPResponse):
    """An answer that comes drop by drop does not get more time for every drop."""

    def __init__(self, sock: socket.socket, deadline: _Deadline) -> None:
        super().__init__(sock, method="POST")
        self.fp.close()
        self.fp = io.BufferedReader(_Drops(sock, deadline))


class _Drops(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: _Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        self._sock.settimeout(self._deadline.left())
        return self._sock.recv_into(buffer)


def _connected(address: Address, deadline: _Deadline) -> socket.socket:
    """A connection to the first address of the host that takes one; encrypted and verified where it is to be."""
    sock = _first(_looked_up(address, deadline), deadline, only_loopback=not address.secure)
    if not address.secure:
        return sock
    try:
        sock.settimeout(deadline.left())
        return _context().wrap_socket(sock, server_hostname=address.host)
    except BaseException:
        sock.close()
        raise


def _context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _looked_up(address: Address, deadline: _Deadline) -> Sequence[_Found]:
    """The numeric addresses of the host. The look-up itself knows no deadline, so it runs beside."""
    found: queue.SimpleQueue[Sequence[_Found] | OSError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            entries = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
        except OSError as error:
            found.put(error)
        except UnicodeError:  # a label of more than 63 characters
            found.put(socket.gaierror(socket.EAI_NONAME, "no name"))
        else:
            found.put([(family, tuple(where)) for family, _, _, _, where in entries])

    threading.Thread(target=look_up, name="saraban-look-up", daemon=True).start()
    try:
        outcome = found.get(timeout=deadline.left())
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(outcome, OSError):
        raise outcome
    return outcome


def _first(entries: Sequence[_Found], deadline: _Deadline, *, only_loopback: bool) -> socket.socket:
    """The first connection that comes about. One that does not answer takes no more than its share of the time.

    Whether it is this machine is judged by the address that is connected to, not by the name: what a name resolves to
    may change between two look-ups.
    """
    usable = [entry for entry in entries if not only_loopback or is_loopback(str(entry[1][0]))]
    trouble: OSError = _NotLoopbackError()
    for position, (family, where) in enumerate(usable):
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(deadline.left() / (len(usable) - position))
            sock.connect(where)
        except OSError as error:
            sock.close()
            trouble = error
        except BaseException:
            with contextlib.suppress(OSError):
                sock.close()
            raise
        else:
            return sock
    raise trouble
