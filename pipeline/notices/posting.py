"""Posting a text: tries, waits between them, and what became of it."""

from __future__ import annotations

import datetime as dt
import os
import time
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from pipeline.notices.address import address_of
from pipeline.notices.outcome import Cause, NotSent, Sent
from pipeline.notices.payload import payloads
from pipeline.notices.transport import Answer, Trouble, try_once
from pipeline.notices.webhook import Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.notices.payload import Payload
    from pipeline.notices.webhook import Webhook

LONGEST_WAIT = 60.0
"""Longest wait before another try, in seconds. Who asks for more is not tried again: the run must end."""
_FIRST_WAIT = 1.0
MAX_TOKEN = 4_000
"""Longest token, in characters."""


def post(webhook: Webhook, text: str, *, key: str, wait: Callable[[float], object] = time.sleep) -> Sent | NotSent:
    """Post a text.

    Another try is made after trouble with the network, a timeout, 429 and 5xx: after 1, 2, 4 … seconds, or after as
    many as the other side asks for. Trouble of the network is an outcome, never an exception.

    Args:
        webhook: where to.
        text: what; not blank.
        key: what message this is, and of which day (``2569-06 03000000 2026-06-20``). The same message posted to LINE
            again within 24 hours under the same key arrives once.
        wait: how to wait some seconds.

    Raises:
        ValueError: the text is blank, or the webhook has an address that :func:`read_settings` would have refused.
    """
    if not text.strip():
        raise ValueError("a blank text cannot be posted")
    host = address_of(webhook.url).host
    token = usable_token(os.environ.get(webhook.token_env, "")) if webhook.token_env else ""
    if token is None or (webhook.token_env and not token):
        return NotSent(host, Cause.NO_TOKEN, attempts=0)
    requests = payloads(webhook, text, key=key, token=token)
    attempts = 0
    for sent, payload in enumerate(requests):
        outcome, tries = _insist(webhook, payload, wait)
        attempts += tries
        trouble = _trouble(outcome, webhook.form)
        if trouble is not None:
            status = outcome.status if isinstance(outcome, Answer) else None
            return NotSent(host, trouble.cause, tries, status, sent, len(requests))
    return Sent(host, len(requests), attempts)


def usable_token(text: str) -> str | None:
    """The token as a header can hold it; ``None`` where it cannot."""
    token = text.strip()
    fits = len(token) <= MAX_TOKEN and all("!" <= character <= "~" for character in token)
    return token if fits else None


def _insist(webhook: Webhook, payload: Payload, wait: Callable[[float], object]) -> tuple[Answer | Trouble, int]:
    """The last outcome, and the tries that were made."""
    address = address_of(webhook.url)
    pause = _FIRST_WAIT
    for attempt in range(1, webhook.tries):
        outcome = try_once(address, payload, timeout=webhook.timeout)
        trouble = _trouble(outcome, webhook.form)
        if trouble is None or not trouble.again:
            return outcome, attempt
        asked = _asked_wait(outcome.retry_after) if isinstance(outcome, Answer) else None
        if asked is not None and asked > LONGEST_WAIT:
            return outcome, attempt
        wait(pause if asked is None else asked)
        pause = min(pause * 2, LONGEST_WAIT)
    return try_once(address, payload, timeout=webhook.timeout), webhook.tries


def _trouble(outcome: Answer | Trouble, form: Form) -> Trouble | None:
    """What is wrong with an outcome; ``None`` where the text was taken, now or at an earlier try."""
    if isinstance(outcome, Trouble):
        return outcome
    status = outcome.status
    if 200 <= status < 300 or (form is Form.LINE and status == HTTPStatus.CONFLICT):  # noqa: PLR2004 - codes of success
        return None
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Trouble(Cause.BUSY, again=True)
    if status >= 500:  # noqa: PLR2004 - codes of a server's trouble
        return Trouble(Cause.SERVER, again=True)
    return Trouble(_REFUSALS.get(status, Cause.REFUSED) if status >= 400 else _odd(status), again=False)  # noqa: PLR2004


_REFUSALS: dict[int, Cause] = {
    HTTPStatus.UNAUTHORIZED: Cause.DENIED,
    HTTPStatus.FORBIDDEN: Cause.DENIED,
    HTTPStatus.NOT_FOUND: Cause.NOT_FOUND,
    HTTPStatus.GONE: Cause.NOT_FOUND,
}


def _odd(status: int) -> Cause:
    """An answer below 400 that says neither yes nor no: a redirect, or a change of protocol."""
    return Cause.REDIRECT if status >= 300 else Cause.NOT_HTTP  # noqa: PLR2004 - codes of a redirect


def _asked_wait(written: str) -> float | None:
    """Seconds of a ``Retry-After``, which is a number or a date; ``None`` where it is neither."""
    written = written.strip()
    if written.isascii() and written.isdigit():
        return float(written)
    try:
        when = parsedate_to_datetime(written)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=dt.UTC)
    return max((when - dt.datetime.now(dt.UTC)).total_seconds(), 0.0)
