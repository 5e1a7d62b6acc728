from __future__ import annotations

import email.utils
import socket
import time
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from pipeline.notices import Cause, Form, NotSent, Sent, Webhook, notices_for, post

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from tests.notices.conftest import Office

    RawOffice = Callable[[Callable[[socket.socket, threading.Event], None]], str]

TEXT = "ติดตามรายงานเดือนมิถุนายน 2569\n• 88000000-0001 ค้างรายงาน “น้ำ” 🙏"
TOKEN = "t0ken/of+the=office"  # noqa: S105 - invented
GROUP = "C" + "0123456789abcdef" * 2


class Waits(list[float]):
    """Waits by remembering how long it was to wait."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def line(url: str, **more: object) -> Webhook:
    return replace(Webhook(url, Form.LINE, GROUP, "LINE_TOKEN"), **more)  # type: ignore[arg-type]


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINE_TOKEN", TOKEN)


def test_a_text_is_posted_as_json(office: Callable[..., Office]) -> None:
    there = office(200)

    outcome = post(Webhook(there.url), TEXT, key="2569-06")

    assert outcome == Sent("127.0.0.1", requests=1, attempts=1)
    [request] = there.requests
    assert request.body == {"text": TEXT}
    assert request.path == "/push?secret=s3cret"
    assert request.headers["Content-Type"] == "application/json; charset=utf-8"
    assert request.headers["Host"] == there.url.split("/")[2]
    assert "Authorization" not in request.headers
    assert "X-Line-Retry-Key" not in request.headers


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_every_code_of_success_is_success(office: Callable[..., Office], status: int) -> None:
    assert isinstance(post(Webhook(office(status).url), TEXT, key="k"), Sent)


@pytest.mark.usefixtures("token")
def test_a_line_group_gets_a_push_message_with_token_and_retry_key(office: Callable[..., Office]) -> None:
    there = office(200)

    assert isinstance(post(line(there.url), TEXT, key="2569-06-20"), Sent)

    [request] = there.requests
    assert request.body == {"to": GROUP, "messages": [{"type": "text", "text": TEXT}]}
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"
    assert str(UUID(request.headers["X-Line-Retry-Key"])) == request.headers["X-Line-Retry-Key"]


@pytest.mark.usefixtures("token")
def test_the_retry_key_is_the_same_for_the_same_text_and_day_and_group_only(office: Callable[..., Office]) -> None:
    there = office(200)
    webhook = line(there.url)

    for hook, text, key in (
        (webhook, TEXT, "20"),
        (webhook, TEXT, "20"),
        (webhook, TEXT, "21"),
        (webhook, TEXT + "!", "20"),
        (replace(webhook, to="R" + GROUP[1:]), TEXT, "20"),
    ):
        post(hook, text, key=key)

    first, again, *others = (request.headers["X-Line-Retry-Key"] for request in there.requests)
    assert first == again
    assert len({first, *others}) == 4


@pytest.mark.usefixtures("token")
def test_a_server_in_trouble_is_tried_again_with_the_same_key(office: Callable[..., Office]) -> None:
    there, waits = office(500, 503, 200), Waits()

    assert post(line(there.url), TEXT, key="k", wait=waits) == Sent("127.0.0.1", requests=1, attempts=3)

    assert waits == [1, 2]
    assert len({request.headers["X-Line-Retry-Key"] for request in there.requests}) == 1


@pytest.mark.usefixtures("token")
def test_line_saying_that_it_has_the_message_already_is_success(office: Callable[..., Office]) -> None:
    there = office(500, 409)

    assert post(line(there.url), TEXT, key="k", wait=Waits()) == Sent("127.0.0.1", requests=1, attempts=2)


def test_a_conflict_elsewhere_is_a_refusal(office: Callable[..., Office]) -> None:
    outcome = post(Webhook(office(409).url), TEXT, key="k", wait=Waits())

    assert outcome == NotSent("127.0.0.1", Cause.REFUSED, attempts=1, status=409)


def test_a_server_that_stays_in_trouble_is_given_up(office: Callable[..., Office]) -> None:
    there, waits = office(502), Waits()

    outcome = post(Webhook(there.url, tries=4), TEXT, key="k", wait=waits)

    assert outcome == NotSent("127.0.0.1", Cause.SERVER, attempts=4, status=502)
    assert len(there.requests) == 4
    assert waits == [1, 2, 4], "no wait after the last try"


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (400, Cause.REFUSED),
        (401, Cause.DENIED),
        (403, Cause.DENIED),
        (404, Cause.NOT_FOUND),
        (410, Cause.NOT_FOUND),
        (413, Cause.REFUSED),
    ],
)
def test_a_refusal_is_not_tried_again(office: Callable[..., Office], status: int, cause: Cause) -> None:
    there = office(status)

    assert post(Webhook(there.url), TEXT, key="k") == NotSent("127.0.0.1", cause, attempts=1, status=status)
    assert len(there.requests) == 1


def test_who_asks_to_wait_is_waited_for(office: Callable[..., Office]) -> None:
    waits = Waits()

    outcome = post(Webhook(office((429, {"Retry-After": "7"}), 200).url), TEXT, key="k", wait=waits)

    assert isinstance(outcome, Sent)
    assert waits == [7]


def test_a_wait_may_be_asked_for_by_a_date(office: Callable[..., Office]) -> None:
    waits = Waits()
    past = email.utils.formatdate(time.time() - 3600, usegmt=True)

    assert isinstance(post(Webhook(office((503, {"Retry-After": past}), 200).url), TEXT, key="k", wait=waits), Sent)
    assert waits == [0]


def test_a_wait_that_cannot_be_read_is_the_usual_one(office: Callable[..., Office]) -> None:
    waits = Waits()

    post(Webhook(office((429, {"Retry-After": "soon"}), 200).url), TEXT, key="k", wait=waits)

    assert waits == [1]


@pytest.mark.parametrize("asked", ["61", "00000000000061", "86400", "9" * 400, "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_who_asks_for_a_long_wait_is_not_tried_again(office: Callable[..., Office], asked: str) -> None:
    there, waits = office((429, {"Retry-After": asked}), 200), Waits()

    outcome = post(Webhook(there.url), TEXT, key="k", wait=waits)

    assert outcome == NotSent("127.0.0.1", Cause.BUSY, attempts=1, status=429)
    assert waits == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(office: Callable[..., Office], status: int) -> None:
    elsewhere = office(200)
    there = office((status, {"Location": elsewhere.url}))

    assert post(Webhook(there.url), TEXT, key="k") == NotSent("127.0.0.1", Cause.REDIRECT, attempts=1, status=status)
    assert elsewhere.requests == []


def test_proxies_of_the_environment_are_not_used(
    office: Callable[..., Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, there = office(200), office(200)
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.url)

    assert isinstance(post(Webhook(there.url), TEXT, key="k"), Sent)
    assert proxy.requests == []
    assert len(there.requests) == 1


@pytest.mark.usefixtures("token")
def test_a_long_text_becomes_several_messages_and_requests(office: Callable[..., Office]) -> None:
    there = office(200)
    rows = [f"• 88000000-{number:04} {'ก' * 1980}" for number in range(16)]

    outcome = post(line(there.url), "\n".join(rows), key="k")

    assert outcome == Sent("127.0.0.1", requests=2, attempts=2)
    messages = [[message["text"] for message in request.body["messages"]] for request in there.requests]
    assert [len(texts) for texts in messages] == [5, 3]
    assert "\n".join(text for texts in messages for text in texts).split("\n") == rows
    assert len({request.headers["X-Line-Retry-Key"] for request in there.requests}) == 2


@pytest.mark.usefixtures("token")
def test_what_was_posted_before_the_trouble_is_told(office: Callable[..., Office]) -> None:
    rows = "\n".join("ก" * 4000 for _ in range(6))

    outcome = post(line(office(200, 400).url), rows, key="k")

    assert outcome == NotSent("127.0.0.1", Cause.REFUSED, attempts=1, status=400, sent=1, requests=2)
    assert "1 จาก 2" in outcome.message


def test_a_closed_port_is_tried_as_often_as_asked() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    waits = Waits()

    outcome = post(Webhook(f"http://127.0.0.1:{port}/"), TEXT, key="k", wait=waits)

    assert outcome == NotSent("127.0.0.1", Cause.CONNECTION, attempts=3)
    assert len(waits) == 2


def test_a_name_that_nobody_has_is_no_crash() -> None:
    outcome = post(Webhook("https://nobody.invalid/push", tries=1, timeout=30), TEXT, key="k")

    assert isinstance(outcome, NotSent)
    assert outcome.cause is Cause.NAME


def test_a_label_that_is_too_long_for_a_name_is_no_crash() -> None:
    outcome = post(Webhook(f"https://{'a' * 64}.invalid/push", tries=1), TEXT, key="k")

    assert isinstance(outcome, NotSent)
    assert outcome.cause is Cause.NAME


def read_head(connection: socket.socket) -> None:
    """Read the request whole: its last byte closes the JSON."""
    got = b""
    while not got.endswith(b"}"):
        got += connection.recv(65_536)


def test_a_connection_that_is_closed_without_an_answer_is_tried_again(raw_office: RawOffice) -> None:
    seen: list[int] = []

    def slam(connection: socket.socket, _over: threading.Event) -> None:
        read_head(connection)
        seen.append(1)
        if len(seen) == 3:
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

    outcome = post(Webhook(raw_office(slam)), TEXT, key="k", wait=Waits())

    assert outcome == Sent("127.0.0.1", requests=1, attempts=3)


def test_a_server_that_says_nothing_is_given_up_in_time(raw_office: RawOffice) -> None:
    def silent(_connection: socket.socket, over: threading.Event) -> None:
        over.wait(60)

    outcome = post(Webhook(raw_office(silent), tries=2, timeout=0.2), TEXT, key="k", wait=Waits())

    assert outcome == NotSent("127.0.0.1", Cause.TIMEOUT, attempts=2)


def test_an_answer_that_drips_gets_no_more_time_for_every_drop(raw_office: RawOffice) -> None:
    """Each drop comes long before a timeout of its own; with one, the answer would be complete and the text sent."""

    def drip(connection: socket.socket, over: threading.Event) -> None:
        read_head(connection)
        for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 400 + b"\r\n\r\n":
            if over.wait(0.02):
                return
            connection.sendall(bytes([byte]))

    outcome = post(Webhook(raw_office(drip), tries=1, timeout=0.5), TEXT, key="k")

    assert outcome == NotSent("127.0.0.1", Cause.TIMEOUT, attempts=1)


def test_an_answer_without_end_is_not_read(raw_office: RawOffice) -> None:
    def flood(connection: socket.socket, over: threading.Event) -> None:
        read_head(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n")
        while not over.is_set():
            connection.sendall(b"x" * 65_536)

    assert isinstance(post(Webhook(raw_office(flood)), TEXT, key="k"), Sent)


@pytest.mark.parametrize("endless", [b"X-Header: x\r\n", b"x" * 1000])
def test_headers_without_end_are_refused(raw_office: RawOffice, endless: bytes) -> None:
    def flood(connection: socket.socket, over: threading.Event) -> None:
        read_head(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while not over.is_set():
            connection.sendall(endless)

    outcome = post(Webhook(raw_office(flood)), TEXT, key="k")

    assert outcome == NotSent("127.0.0.1", Cause.NOT_HTTP, attempts=1)


@pytest.mark.parametrize(
    "answer", [b"SSH-2.0-OpenSSH_9.2\r\n", b"\x00\x01\x02\r\n", b"HTTP/1.1 huh\r\n\r\n", b"HTTP/1.1 101 Hm\r\n\r\n"]
)
def test_an_answer_that_is_no_http_is_told_as_such(raw_office: RawOffice, answer: bytes) -> None:
    def babble(connection: socket.socket, _over: threading.Event) -> None:
        read_head(connection)
        connection.sendall(answer)

    outcome = post(Webhook(raw_office(babble)), TEXT, key="k")

    assert isinstance(outcome, NotSent)
    assert outcome.cause is Cause.NOT_HTTP


def test_a_name_of_this_machine_that_leads_elsewhere_is_not_followed(
    office: Callable[..., Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a name resolves to can be changed by others; plain HTTP goes to the loopback address or nowhere."""
    there = office(200)
    asked: list[str] = []

    def poisoned(host: str, port: int, **_more: object) -> list[tuple[object, ...]]:
        asked.append(host)
        found = ("192.0.2.7", "0.0.0.0", "127.0.0.1.nip.example")  # noqa: S104 - what a liar would answer
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", poisoned)

    outcome = post(Webhook(there.url.replace("127.0.0.1", "localhost")), TEXT, key="k")

    assert asked == ["localhost"]
    assert outcome == NotSent("localhost", Cause.NOT_LOOPBACK, attempts=1)
    assert there.requests == []


def test_the_name_localhost_reaches_this_machine(office: Callable[..., Office]) -> None:
    there = office(200)

    assert isinstance(post(Webhook(there.url.replace("127.0.0.1", "localhost")), TEXT, key="k"), Sent)


@pytest.mark.parametrize("value", [None, "", "  ", "two words", "a\nb", "โทเค็น", "x" * 5000])
def test_without_a_usable_token_nothing_is_posted(
    office: Callable[..., Office], monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    there = office(200)
    monkeypatch.delenv("LINE_TOKEN", raising=False)
    if value is not None:
        monkeypatch.setenv("LINE_TOKEN", value)

    assert post(line(there.url), TEXT, key="k") == NotSent("127.0.0.1", Cause.NO_TOKEN, attempts=0)
    assert there.requests == []


@pytest.mark.usefixtures("token")
@pytest.mark.parametrize("status", [200, 302, 401, 404, 400, 429, 500])
def test_neither_token_nor_path_nor_recipient_is_told(office: Callable[..., Office], status: int) -> None:
    webhook = line(office(status).url)

    outcome = post(webhook, TEXT, key="k", wait=Waits())

    told = f"{webhook!r} {outcome!r} {outcome.message if isinstance(outcome, NotSent) else ''}"
    assert "127.0.0.1" in told
    assert [secret for secret in (TOKEN, "s3cret", "push", GROUP) if secret in told] == []


def test_every_cause_has_a_thai_sentence() -> None:
    told = {cause: NotSent("chat.example", cause, attempts=3, status=400).message for cause in Cause}

    assert len(set(told.values())) == len(Cause)
    assert all("chat.example" in text and "{" not in text for text in told.values())


def test_a_blank_text_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="blank"):
        post(Webhook("https://chat.example/"), " \n", key="k")


def test_text_that_no_utf8_can_hold_is_posted_with_a_sign_for_it(office: Callable[..., Office]) -> None:
    there = office(200)

    assert isinstance(post(Webhook(there.url), "ก\ud800ข", key="k"), Sent)
    assert there.requests[0].body == {"text": "ก\ufffdข"}


def test_groups_get_the_text_over_all_or_those_of_their_agencies() -> None:
    everyone, two = Webhook("https://a.example/"), Webhook("https://b.example/", agencies=("water", "gone", "parks"))

    notices = list(notices_for((everyone, two), "ทั้งหมด", {"parks": "สวน", "water": "น้ำ", "roads": "ถนน"}))

    assert [(notice.webhook, notice.agency, notice.text) for notice in notices] == [
        (everyone, "", "ทั้งหมด"),
        (two, "water", "น้ำ"),
        (two, "parks", "สวน"),
    ]
