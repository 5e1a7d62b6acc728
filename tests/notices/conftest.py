"""Real servers on this machine: one that answers as told, and one whose every byte a test decides."""

from __future__ import annotations

import contextlib
import http.server
import json
import socket
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


@dataclass
class Request:
    path: str
    headers: Mapping[str, str]
    body: Any


@dataclass
class Office:
    """A server that answers with the given codes in turn, the last one for ever."""

    url: str
    answers: list[tuple[int, Mapping[str, str]]]
    requests: list[Request] = field(default_factory=list)

    def next_answer(self) -> tuple[int, Mapping[str, str]]:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class _Handler(http.server.BaseHTTPRequestHandler):
    office: Office

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.office.requests.append(Request(self.path, dict(self.headers.items()), json.loads(body)))
        status, headers = self.office.next_answer()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Nothing to the tests' output."""


@pytest.fixture
def office() -> Iterator[Callable[..., Office]]:
    """Starts servers: give the codes of their answers, or (code, headers)."""
    with contextlib.ExitStack() as stack:

        def start(*answers: int | tuple[int, Mapping[str, str]], wrap: Callable[..., Any] | None = None) -> Office:
            told = [(answer, {}) if isinstance(answer, int) else answer for answer in answers]
            handler = type("Handler", (_Handler,), {})
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            port = server.server_address[1]
            made = Office(f"http://127.0.0.1:{port}/push?secret=s3cret", told)
            handler.office = made  # type: ignore[attr-defined]
            if wrap is not None:
                server.socket = wrap(server.socket, server_side=True)
                server.handle_error = lambda *_: None  # type: ignore[method-assign] # refused certificates are wanted
                made.url = f"https://localhost:{port}/push?secret=s3cret"
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
            thread.start()
            stack.callback(server.server_close)
            stack.callback(thread.join)
            stack.callback(server.shutdown)
            return made

        yield start


def _wake(listener: socket.socket) -> None:
    """Let the thread that waits for a connection see that there will be none."""
    with contextlib.suppress(OSError):
        listener.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def raw_office() -> Iterator[Callable[[Callable[[socket.socket, threading.Event], None]], str]]:
    """Starts a server that hands every connection to a function, with an event that says when to stop."""
    over = threading.Event()
    with contextlib.ExitStack() as stack:

        def start(behave: Callable[[socket.socket, threading.Event], None]) -> str:
            listener = socket.create_server(("127.0.0.1", 0))

            def serve() -> None:
                while True:
                    try:
                        connection, _ = listener.accept()
                    except OSError:
                        return
                    with connection, contextlib.suppress(OSError):
                        behave(connection, over)

            thread = threading.Thread(target=serve)
            thread.start()
            stack.callback(thread.join)
            stack.callback(listener.close)
            stack.callback(_wake, listener)
            stack.callback(over.set)
            return f"http://127.0.0.1:{listener.getsockname()[1]}/push?secret=s3cret"

        yield start
