"""What is posted: bodies and headers in the form that the other side takes."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.notices.webhook import Form
from pipeline.thai.clusters import clusters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.notices.webhook import Webhook

LINE_UNITS = 5_000
"""Longest text of one LINE message, in UTF-16 code units (LINE Messaging API, text message)."""
LINE_MESSAGES = 5
"""Most messages of one LINE request (LINE Messaging API, send push message)."""
RETRY_KEY = "X-Line-Retry-Key"
_HEADERS = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "saraban"}


@dataclass(frozen=True, slots=True)
class Payload:
    """One request. Headers may hold the token, so they stand in no ``repr``."""

    body: bytes
    headers: Mapping[str, str] = field(repr=False)


def payloads(webhook: Webhook, text: str, *, key: str, token: str) -> tuple[Payload, ...]:
    """The requests that post a text, in their order.

    A LINE request has a retry key made from ``key``, the text and its place: LINE takes a request once, however often
    it is posted with the same key within 24 hours.
    """
    headers = {**_HEADERS, **({"Authorization": f"Bearer {token}"} if token else {})}
    text = _encodable(text)
    if webhook.form is Form.TEXT:
        return (Payload(_json({"text": text}), headers),)
    pieces = tuple(pieces_of(text, LINE_UNITS))
    made = []
    for first in range(0, len(pieces), LINE_MESSAGES):
        messages = [{"type": "text", "text": piece} for piece in pieces[first : first + LINE_MESSAGES]]
        seed = "\n".join((webhook.url, webhook.to, key, str(first), text))
        retry_key = str(uuid.uuid5(uuid.NAMESPACE_URL, seed))
        made.append(Payload(_json({"to": webhook.to, "messages": messages}), {**headers, RETRY_KEY: retry_key}))
    return tuple(made)


def units(text: str) -> int:
    """Length in UTF-16 code units, as LINE counts: an emoji has two."""
    return len(text.encode("utf-16-le")) // 2


def pieces_of(text: str, limit: int) -> Iterator[str]:
    """The text in pieces of at most ``limit`` UTF-16 units, cut between lines; a longer line between its letters.

    Blank lines at a cut are left out, and so is a piece of nothing else.
    """
    piece = ""
    for line in text.split("\n"):
        for part in _parts(line, limit):
            longer = f"{piece}\n{part}" if piece else part
            if units(longer) > limit:
                if piece.strip():
                    yield piece.strip("\n")
                longer = part
            piece = longer
    if piece.strip():
        yield piece.strip("\n")


def _parts(line: str, limit: int) -> Iterator[str]:
    if units(line) <= limit:
        yield line
        return
    part = ""
    for letter in clusters(line):
        # A letter with thousands of marks is no Thai, but must not be posted too long either.
        for sign in (letter,) if units(letter) <= limit else letter:
            if units(part) + units(sign) > limit:
                yield part
                part = ""
            part += sign
    yield part


def _encodable(text: str) -> str:
    """The text without lone surrogates, which no UTF-8 can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
