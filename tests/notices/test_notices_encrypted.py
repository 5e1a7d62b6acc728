"""Certificates are verified for real: made for the test, by an authority that is trusted or not."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest
import trustme

from pipeline.notices import Cause, NotSent, Sent, Webhook, post

if TYPE_CHECKING:
    import socket
    import threading
    from collections.abc import Callable
    from pathlib import Path

    from tests.notices.conftest import Office


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def served_with(certificate: trustme.LeafCert) -> Callable[..., ssl.SSLSocket]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)

    def wrap(sock: socket.socket, *, server_side: bool) -> ssl.SSLSocket:
        return context.wrap_socket(sock, server_side=server_side)

    return wrap


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The authority is one that this machine trusts, as an office installs its own."""
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))


def test_a_certificate_of_an_unknown_authority_is_refused(office: Callable[..., Office], authority: trustme.CA) -> None:
    there = office(200, wrap=served_with(authority.issue_cert("localhost")))

    assert post(Webhook(there.url), "ก", key="k") == NotSent("localhost", Cause.CERTIFICATE, attempts=1)
    assert there.requests == [], "nothing was sent before the certificate was verified"


@pytest.mark.usefixtures("trusted")
def test_a_certificate_of_a_trusted_authority_is_accepted(office: Callable[..., Office], authority: trustme.CA) -> None:
    there = office(200, wrap=served_with(authority.issue_cert("localhost")))

    assert post(Webhook(there.url), "ก", key="k") == Sent("localhost", requests=1, attempts=1)
    assert there.requests[0].body == {"text": "ก"}


@pytest.mark.usefixtures("trusted")
def test_a_certificate_of_another_machine_is_refused(office: Callable[..., Office], authority: trustme.CA) -> None:
    there = office(200, wrap=served_with(authority.issue_cert("other.example")))

    assert post(Webhook(there.url), "ก", key="k") == NotSent("localhost", Cause.CERTIFICATE, attempts=1)
    assert there.requests == []


def test_a_server_without_encryption_gets_nothing(office: Callable[..., Office]) -> None:
    there = office(200)

    outcome = post(Webhook(there.url.replace("http://127.0.0.1", "https://localhost")), "ก", key="k")

    assert isinstance(outcome, NotSent)
    assert outcome.cause in {Cause.CERTIFICATE, Cause.CONNECTION}
    assert there.requests == []


def test_a_handshake_that_never_ends_is_given_up(
    raw_office: Callable[[Callable[[socket.socket, threading.Event], None]], str],
) -> None:
    def silent(_connection: socket.socket, over: threading.Event) -> None:
        over.wait(60)

    url = raw_office(silent).replace("http:", "https:")

    assert post(Webhook(url, tries=1, timeout=0.3), "ก", key="k") == NotSent("127.0.0.1", Cause.TIMEOUT, attempts=1)
